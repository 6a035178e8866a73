/*
 * Tests of base/conf.c: the four sources and their order, the file's
 * format, and that every complaint says where the fault is.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/conf.h"
#include "base/str.h"

static char path[] = "/tmp/clarus-conf-XXXXXX";

static int
set_up(void **state)
{
	int fd = mkstemp(path);

	(void)state;
	return fd < 0 ? -1 : close(fd);
}

static int
tear_down(void **state)
{
	(void)state;
	return unlink(path);
}

static void
write_file(const char *text, size_t len)
{
	FILE *file = fopen(path, "we");

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
}

/* Load the file ${name}, or none if NULL, and no options. */
static enum result
load(struct arena *mem, const char *name, struct conf *out)
{
	return conf_load(mem, name, (char *[]){ NULL }, out);
}

/* Load a file of the text ${text}, and no options. */
static enum result
load_text(struct arena *mem, const char *text, struct conf *out)
{
	write_file(text, strlen(text));
	return load(mem, path, out);
}

static void
has_defaults(void **state)
{
	auto_arena mem = arena_new();
	struct conf conf;
	size_t i;

	(void)state;
	assert_int_equal(load(mem, NULL, &conf), OK);
	assert_string_equal(conf.base_url, "http://localhost:8080");
	assert_string_equal(conf.institution, "Clarus");
	assert_string_equal(conf.language, "en");
	assert_true(str_starts(conf.database, conf.data_dir));
	assert_true(str_ends(conf.database, "/clarus.db"));
	assert_true(str_ends(conf.templates, "/templates"));
	assert_true(str_ends(conf.static_dir, "/static"));
	assert_true(str_ends(conf.migrations, "/migrations"));
	assert_null(conf.socket);
	assert_string_equal(conf.log, "-");
	assert_string_equal(conf.log_level, "info");
	assert_false(conf.demo);
	assert_int_equal(conf.socket_mode, 0660);
	assert_int_equal(conf.workers, 0);
	assert_int_equal(conf.max_document, 16777216);
	assert_int_equal(conf.max_form, 1048576);
	assert_int_equal(conf.max_fields, 1000);
	assert_int_equal(conf.max_header, 8192);
	assert_int_equal(conf.max_depth, 64);
	assert_int_equal(conf.cache_bytes, 6291456);
	assert_int_equal(conf.tree_bytes, 536870912);
	assert_int_equal(conf.inline_image, 65536);
	for (i = 0; i < CONF_COUNT; i++)
		assert_int_equal(conf.source[i], CONF_DEFAULT);
}

static void
reads_the_file(void **state)
{
	auto_arena mem = arena_new();
	struct conf conf;

	(void)state;
	assert_int_equal(load_text(mem,
				   "# a comment\n"
				   "\n"
				   "  # another\r\n"
				   "institution = St. Mary's #1 College\n"
				   "language=pt-BR # a comment\n"
				   "\tdata_dir\t=  /data dir \t\r\n"
				   "socket = \"/run/c #1.sock\"  # quoted\n"
				   "log = \"a \\\"b\\\" \\\\ c\"\n"
				   "socket_mode = 0600\n"
				   "max_document = 2 MiB\n"
				   "demo = yes",
				   &conf),
			 OK);
	assert_string_equal(conf.institution, "St. Mary's");
	assert_string_equal(conf.language, "pt-BR");
	assert_string_equal(conf.data_dir, "/data dir");
	assert_string_equal(conf.database, "/data dir/clarus.db");
	assert_string_equal(conf.socket, "/run/c #1.sock");
	assert_string_equal(conf.log, "a \"b\" \\ c");
	assert_int_equal(conf.socket_mode, 0600);
	assert_int_equal(conf.max_document, 2097152);
	assert_true(conf.demo);
}

static void
a_hash_within_a_word_stays(void **state)
{
	auto_arena mem = arena_new();
	struct conf conf;

	(void)state;
	assert_int_equal(load_text(mem,
				   "institution = C#Sharp\n"
				   "socket =   # nothing\n",
				   &conf),
			 OK);
	assert_string_equal(conf.institution, "C#Sharp");
	assert_null(conf.socket);
}

/* A file, and the words its refusal starts with after "line N of FILE". */
static const struct {
	const char *text;
	int line;
	const char *words;
} bad[] = {
	{ "\n\nworkers = many\n", 3,
	  ": the setting workers cannot be \"many\"; it must be a whole number "
	  "from 0 to 1024" },
	{ "workers = 1025", 1, ": the setting workers cannot be \"1025\"" },
	{ "max_document = 1", 1,
	  ": the setting max_document cannot be \"1\"; it must be a size from "
	  "1 KiB to 1 GiB" },
	{ "colour = red", 1, ": there is no setting colour" },
	{ "base-url = http://x", 1, ": there is no setting base-url" },
	{ "work = 1", 1, ": there is no setting work" },
	{ "workerss = 1", 1, ": there is no setting workerss" },
	{ "= 1", 1, ": there is no setting " },
	{ "workers", 1, ": not \"name = value\"" },
	{ "[section]", 1, ": not \"name = value\"" },
	{ "workers =", 1, ": the setting workers cannot be \"\"" },
	{ "institution = \"\"", 1, ": the setting institution cannot be \"\"" },
	{ "institution = \"open", 1, ": the setting institution has a quote" },
	{ "institution = \"a\\\"", 1, ": the setting institution has a quote" },
	{ "institution = \"a\\", 1, ": the setting institution has a quote" },
	{ "institution = \"a\" b", 1, ": the setting institution has a quote" },
	{ "demo = on\ndemo = on", 2, ": the setting demo is there twice" },
	{ "institution = \xE9", 1, ": the setting institution cannot be" },
	{ "language = ../x", 1, ": the setting language cannot be" },
	{ "language = e", 1, ": the setting language cannot be" },
	{ "language = en-", 1, ": the setting language cannot be" },
	{ "language = en--US", 1, ": the setting language cannot be" },
	{ "language = saffron", 1, NULL },
	{ "language = languages", 1, ": the setting language cannot be" },
	{ "log_level = loud", 1,
	  ": the setting log_level cannot be \"loud\"; it must be error, "
	  "warning, info or debug" },
	{ "log_level = debug", 1, NULL },
};

static void
says_where_the_file_is_wrong(void **state)
{
	auto_arena mem = arena_new();
	struct conf conf;
	char wanted[300];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		if (!bad[i].words) {
			assert_int_equal(load_text(mem, bad[i].text, &conf),
					 OK);
			continue;
		}
		assert_int_equal(load_text(mem, bad[i].text, &conf), INVALID);
		snprintf(wanted, sizeof wanted, "line %d of %s%s", bad[i].line,
			 path, bad[i].words);
		if (!str_starts(fail_last()->text, wanted))
			print_message("# %s\n", fail_last()->text);
		assert_true(str_starts(fail_last()->text, wanted));
	}
}

static void
a_file_must_be_readable_text(void **state)
{
	auto_arena mem = arena_new();
	struct conf conf;

	(void)state;
	assert_int_equal(load(mem, "/nonexistent", &conf), INVALID);
	assert_string_equal(fail_last()->text, "/nonexistent cannot be read: "
					       "No such file or directory");
	assert_int_equal(load(mem, "/", &conf), INVALID);
	assert_string_equal(fail_last()->text,
			    "/ cannot be read: Is a directory");
	write_file("log = a\0b\n", 10);
	assert_int_equal(load(mem, path, &conf), INVALID);
	assert_non_null(strstr(fail_last()->text, ": a NUL byte"));
}

static void
base_url_is_an_address(void **state)
{
	static const char *const good[][3] = {
		{ "http://h", "http://h", "" },
		{ "https://h/", "https://h", "" },
		{ "https://h:8443/records///", "https://h:8443/records",
		  "/records" },
		{ "HTTPS://h/a/b", "HTTPS://h/a/b", "/a/b" },
		{ "http://[::1]:8080", "http://[::1]:8080", "" },
	};
	static const char *const wrong[] = {
		"h",
		"/records",
		"ftp://h",
		"https://",
		"https:h",
		"https:///x",
		"https://:8",
		"https://h?x",
		"\"https://h#x\"",
		"https://u:p@h",
		"https://h x",
		"https://h/\"",
		"https://\xC3\xA9/",
	};
	auto_arena mem = arena_new();
	struct conf conf;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof good / sizeof good[0]; i++) {
		assert_int_equal(load_text(mem,
					   arena_printf(mem, "base_url = %s",
							good[i][0]),
					   &conf),
				 OK);
		assert_string_equal(conf.base_url, good[i][1]);
		assert_string_equal(conf_base_path(mem, &conf), good[i][2]);
	}
	for (i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		assert_int_equal(
			load_text(mem,
				  arena_printf(mem, "base_url = %s", wrong[i]),
				  &conf),
			INVALID);
		assert_non_null(strstr(fail_last()->text,
				       "it must be an http or https address"));
	}
}

static void
later_sources_win(void **state)
{
	char *options[] = { "--workers", "4", "--log-level=debug", NULL };
	auto_arena mem = arena_new();
	struct conf conf;

	(void)state;
	assert_int_equal(load_text(mem,
				   "workers = 2\nlog_level = error\n"
				   "max_depth = 20\nlanguage = de\n",
				   &conf),
			 OK);
	assert_int_equal(conf.workers, 2);
	setenv("CLARUS_WORKERS", "3", 1);
	setenv("CLARUS_MAX_DEPTH", "30", 1);
	setenv("CLARUS_SOMETHING_ELSE", "x", 1);
	assert_int_equal(conf_load(mem, path, options, &conf), OK);
	unsetenv("CLARUS_WORKERS");
	unsetenv("CLARUS_MAX_DEPTH");
	unsetenv("CLARUS_SOMETHING_ELSE");
	assert_int_equal(conf.workers, 4);
	assert_string_equal(conf.log_level, "debug");
	assert_int_equal(conf.max_depth, 30);
	assert_string_equal(conf.language, "de");
}

static void
says_which_variable_is_wrong(void **state)
{
	auto_arena mem = arena_new();
	struct conf conf;

	(void)state;
	setenv("CLARUS_DATA_DIR", "/srv", 1);
	assert_int_equal(load(mem, NULL, &conf), OK);
	assert_string_equal(conf.database, "/srv/clarus.db");
	unsetenv("CLARUS_DATA_DIR");
	setenv("CLARUS_DEMO", "perhaps", 1);
	assert_int_equal(load(mem, NULL, &conf), INVALID);
	unsetenv("CLARUS_DEMO");
	assert_string_equal(fail_last()->text,
			    "the environment variable CLARUS_DEMO: the setting "
			    "demo cannot be \"perhaps\"; it must be true or "
			    "false");
}

static void
reads_options(void **state)
{
	char *words[] = { "--base-url=http://a/?", "--base-url", "http://b/",
			  "--institution=a=b",	   "--socket=",	 NULL };
	auto_arena mem = arena_new();
	struct conf conf;

	(void)state;
	assert_int_equal(conf_load(mem, NULL, words, &conf), INVALID);
	assert_int_equal(conf_load(mem, NULL, words + 1, &conf), OK);
	assert_string_equal(conf.base_url, "http://b");
	assert_string_equal(conf.institution, "a=b");
	assert_null(conf.socket);
}

static void
says_which_option_is_wrong(void **state)
{
	static char long_option[3000] = "--";
	static char *const words[][2] = {
		{ "--colour=red", "the option --colour: there is no such" },
		{ "--base_url=http://x", "the option --base_url: there is no" },
		{ "--=x", "the option --: there is no such setting" },
		{ "--", "the option --: there is no such setting" },
		{ "serve", "the option serve: there is no such setting" },
		{ "-workers=1", "the option -workers: there is no such" },
		{ "", "the option : there is no such setting" },
		{ "--workers", "the option --workers: its value is missing" },
		{ "--workers=", "the option --workers: the setting workers" },
		{ "--workers=-1", "the option --workers: the setting workers "
				  "cannot be \"-1\"" },
	};
	auto_arena mem = arena_new();
	struct conf conf;
	char *options[] = { long_option, NULL };
	size_t i;

	(void)state;
	memset(long_option + 2, 'x', sizeof long_option - 3);
	assert_int_equal(conf_load(mem, NULL, options, &conf), INVALID);
	assert_true(str_ends(fail_last()->text, ": there is no such setting"));
	for (i = 0; i < sizeof words / sizeof words[0]; i++) {
		options[0] = words[i][0];
		assert_int_equal(conf_load(mem, NULL, options, &conf), INVALID);
		assert_true(str_starts(fail_last()->text, words[i][1]));
	}
}

static void
knows_its_options(void **state)
{
	(void)state;
	assert_true(conf_knows("--base-url"));
	assert_true(conf_knows("--base-url=x"));
	assert_false(conf_knows("--base_url"));
	assert_false(conf_knows("base-url"));
	assert_false(conf_knows("--base"));
	assert_false(conf_knows("--"));
	assert_false(conf_knows(NULL));
}

static char *
print(struct arena *mem, const struct conf *conf)
{
	char *text = NULL, *copy;
	size_t len = 0;
	FILE *to = open_memstream(&text, &len);

	assert_non_null(to);
	conf_print(to, conf);
	fclose(to);
	copy = arena_strdup(mem, text);
	free(text);
	return copy;
}

/* The text without what follows the values: the sources differ. */
static char *
without_sources(char *text)
{
	char *from = text, *to = text, *end;

	while (*from) {
		end = strchr(from, '\n');
		assert_non_null(end);
		if (*from != '#') {
			while (!str_starts(from, "  # ") && from < end)
				*to++ = *from++;
			*to++ = '\n';
		}
		from = end + 1;
	}
	*to = '\0';
	return text;
}

static void
prints_a_file_that_it_reads(void **state)
{
	char *options[] = { "--institution=St. \"X\" \\ # 1", "--demo=true",
			    "--max-form=1025", NULL };
	auto_arena mem = arena_new();
	struct conf conf, again;
	char *text;

	(void)state;
	assert_int_equal(conf_load(mem, NULL, options, &conf), OK);
	text = print(mem, &conf);
	assert_non_null(strstr(text, "\ndemo = true  # option\n"));
	assert_non_null(strstr(text, "\nsocket_mode = 0660  # default\n"));
	assert_non_null(strstr(text, "\nmax_document = 16 MiB  # default\n"));
	assert_non_null(strstr(text, "# The name at the top of every page.\n"
				     "institution = "));
	assert_int_equal(load_text(mem, text, &again), OK);
	assert_string_equal(again.institution, "St. \"X\" \\ # 1");
	assert_non_null(strstr(print(mem, &again), "\ndemo = true  # file\n"));
	assert_string_equal(without_sources(text),
			    without_sources(print(mem, &again)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(has_defaults),
		cmocka_unit_test(reads_the_file),
		cmocka_unit_test(a_hash_within_a_word_stays),
		cmocka_unit_test(says_where_the_file_is_wrong),
		cmocka_unit_test(a_file_must_be_readable_text),
		cmocka_unit_test(base_url_is_an_address),
		cmocka_unit_test(later_sources_win),
		cmocka_unit_test(says_which_variable_is_wrong),
		cmocka_unit_test(reads_options),
		cmocka_unit_test(says_which_option_is_wrong),
		cmocka_unit_test(knows_its_options),
		cmocka_unit_test(prints_a_file_that_it_reads),
	};

	/* `make check` names the source's; here the defaults count. */
	unsetenv("CLARUS_MIGRATIONS");
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
