/*
 * Tests of base/conf_value.c: each kind of value, at and over its limits.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <stdlib.h>
#include <string.h>

#include "base/conf_value.h"
#include "base/str.h"

static bool
is_short(const char *s)
{
	return strlen(s) < 4;
}

#define AT(member) #member, .at = offsetof(struct conf, member)

static const struct conf_row text_row = { AT(institution), .kind = CONF_TEXT };
static const struct conf_row short_row = { AT(language), .kind = CONF_TEXT,
					   .is_allowed = is_short,
					   .allowed = "three letters" };
static const struct conf_row path_row = { AT(socket), .kind = CONF_PATH,
					  .is_optional = true };
static const struct conf_row number_row = { AT(workers), .kind = CONF_NUMBER,
					    .min = 2, .max = 9 };
static const struct conf_row size_row = { AT(max_form), .kind = CONF_SIZE,
					  .min = 1, .max = 2 * GiB };
static const struct conf_row octal_row = { AT(socket_mode), .kind = CONF_OCTAL,
					   .min = 0600, .max = 0777 };
static const struct conf_row flag_row = { AT(demo), .kind = CONF_FLAG };

/* Is ${value} taken, and what is then printed (in ${mem})? */
static const char *
printed(struct arena *mem, const struct conf_row *row, const char *value)
{
	struct conf conf = { .demo = false };
	char *text = NULL;
	size_t len = 0;
	FILE *to;

	if (!conf_value_set(mem, row, value, &conf))
		return NULL;
	to = open_memstream(&text, &len);
	assert_non_null(to);
	conf_value_print(to, row, &conf);
	fclose(to);
	value = arena_strdup(mem, text);
	free(text);
	return value;
}

/* What is given and what is printed; NULL: refused. */
static const struct {
	const struct conf_row *row;
	const char *value, *printed;
} values[] = {
	{ &text_row, "St. \"X\" \\ caf\xC3\xA9 #1",
	  "\"St. \\\"X\\\" \\\\ caf\xC3\xA9 #1\"" },
	{ &text_row, "", NULL },
	{ &text_row, "a\tb", NULL },
	{ &text_row, "a\x7F", NULL },
	{ &text_row, "\xE9", NULL },
	{ &short_row, "abc", "\"abc\"" },
	{ &short_row, "abcd", NULL },
	{ &path_row, "/a b", "\"/a b\"" },
	{ &path_row, "", "\"\"" },
	{ &path_row, "/a\nb", NULL },
	{ &number_row, "2", "2" },
	{ &number_row, "9", "9" },
	{ &number_row, "1", NULL },
	{ &number_row, "10", NULL },
	{ &number_row, "-3", NULL },
	{ &number_row, "3.0", NULL },
	{ &number_row, "3K", NULL },
	{ &number_row, "", NULL },
	{ &size_row, "1", "1" },
	{ &size_row, "1000", "1000" },
	{ &size_row, "1024", "1 KiB" },
	{ &size_row, "1025", "1025" },
	{ &size_row, "64K", "64 KiB" },
	{ &size_row, "64k", "64 KiB" },
	{ &size_row, "16M", "16 MiB" },
	{ &size_row, "16 MiB", "16 MiB" },
	{ &size_row, "16 mib", "16 MiB" },
	{ &size_row, "1024K", "1 MiB" },
	{ &size_row, "2G", "2 GiB" },
	{ &size_row, "2 GiB", "2 GiB" },
	{ &size_row, "3G", NULL },
	{ &size_row, "0", NULL },
	{ &size_row, "", NULL },
	{ &size_row, "K", NULL },
	{ &size_row, "1  K", NULL },
	{ &size_row, "1 ", NULL },
	{ &size_row, "1MB", NULL },
	{ &size_row, "1T", NULL },
	{ &size_row, "-1", NULL },
	{ &size_row, "1.5M", NULL },
	{ &size_row, "9223372036854775807G", NULL },
	{ &size_row, "18014398509481984K", NULL },
	{ &size_row, "99999999999999999999", NULL },
	{ &octal_row, "0660", "0660" },
	{ &octal_row, "600", "0600" },
	{ &octal_row, "777", "0777" },
	{ &octal_row, "0577", NULL },
	{ &octal_row, "01000", NULL },
	{ &octal_row, "0680", NULL },
	{ &octal_row, "0660x", NULL },
	{ &octal_row, "", NULL },
	{ &octal_row, "7777777777777777777777777", NULL },
	{ &flag_row, "true", "true" },
	{ &flag_row, "Yes", "true" },
	{ &flag_row, "on", "true" },
	{ &flag_row, "1", "true" },
	{ &flag_row, "false", "false" },
	{ &flag_row, "no", "false" },
	{ &flag_row, "OFF", "false" },
	{ &flag_row, "0", "false" },
	{ &flag_row, "", NULL },
	{ &flag_row, "2", NULL },
	{ &flag_row, "truely", NULL },
};

static void
prints_what_it_read(void **state)
{
	auto_arena mem = arena_new();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof values / sizeof values[0]; i++) {
		const char *got = printed(mem, values[i].row, values[i].value);

		if (!streq(got, values[i].printed))
			print_message("# %s: %s\n", values[i].value, got);
		assert_true(streq(got, values[i].printed));
	}
}

static void
a_path_has_a_longest(void **state)
{
	auto_arena mem = arena_new();
	struct conf conf;
	char path[4097];

	(void)state;
	memset(path, 'x', sizeof path);
	path[4096] = '\0';
	assert_false(conf_value_set(mem, &path_row, path, &conf));
	path[4095] = '\0';
	assert_true(conf_value_set(mem, &path_row, path, &conf));
	assert_string_equal(conf.socket, path);
	assert_ptr_not_equal(conf.socket, path);
}

static void
an_empty_optional_is_null(void **state)
{
	auto_arena mem = arena_new();
	struct conf conf = { .socket = "before" };

	(void)state;
	assert_true(conf_value_set(mem, &path_row, "", &conf));
	assert_null(conf.socket);
}

static void
says_what_is_allowed(void **state)
{
	static const struct {
		const struct conf_row *row;
		const char *words;
	} rows[] = {
		{ &text_row, "a text, not empty, without control characters" },
		{ &short_row, "three letters" },
		{ &path_row, "a path without control characters" },
		{ &number_row, "a whole number from 2 to 9" },
		{ &size_row, "a size from 1 to 2 GiB" },
		{ &octal_row, "an octal number from 0600 to 0777" },
		{ &flag_row, "true or false" },
	};
	auto_arena mem = arena_new();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_string_equal(conf_value_allowed(mem, rows[i].row),
				    rows[i].words);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(prints_what_it_read),
		cmocka_unit_test(a_path_has_a_longest),
		cmocka_unit_test(an_empty_optional_is_null),
		cmocka_unit_test(says_what_is_allowed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
