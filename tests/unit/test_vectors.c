/*
 * The documents in tests/vectors, each against what is expected of it.
 *
 * valid/NAME.json has no problem at all.  invalid/NAME.json has a file
 * NAME.expect beside it with one line a problem, in the order found:
 *	strict|lenient error|warning RULE POINTER     ("-" is the document)
 * or the one line "refused SENTENCE" when it cannot be loaded at all; lines
 * that begin with '#' are for people.  The class is guessed from the
 * document; a line "as CLASS" says it.  When a line is wrong, the whole
 * list as it came out is printed, ready to be read and put into the file.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "model/check.h"
#include "model/walk.h"

static const struct load_limits limits = { 16 << 20, 64 };

static char *
folder(struct arena *mem, const char *name)
{
	const char *top = getenv("CLARUS_SRC");

	return arena_printf(mem, "%s/tests/vectors/%s", top ? top : ".", name);
}

/* The content of a file; NULL if there is none. */
static char *
slurp(struct arena *mem, const char *path, size_t *len)
{
	FILE *f = fopen(path, "rb");
	char block[4096];
	struct str s;

	if (!f)
		return NULL;
	str_init(&s, mem);
	while ((*len = fread(block, 1, sizeof block, f)) > 0)
		str_addn(&s, block, *len);
	fclose(f);
	*len = s.len;
	return s.s;
}

static void
list_problems(struct str *to, const json_t *doc, enum class_id class,
	      enum strictness how)
{
	struct problems found;

	problems_init(&found, to->mem, 1000);
	check_doc(doc, class, how, "", &limits, &found);
	for (size_t i = 0; i < found.count; i++) {
		const struct problem *p = &found.items[i];

		assert_true(strlen(p->words) > 10);
		assert_true(str_ends(p->words, "."));
		str_addf(to, "%s %s %s %s\n",
			 how == CHECK_STRICT ? "strict" : "lenient",
			 p->severity == PROBLEM_ERROR ? "error" : "warning",
			 p->rule, p->pointer[0] ? p->pointer : "-");
	}
}

/* What comes out for a document, as the lines of an .expect file. */
static char *
judge(struct arena *mem, const char *bytes, size_t len, const char *as)
{
	enum class_id class = walk_class_named(as);
	struct str lines;
	json_t *doc;

	str_init(&lines, mem);
	if (load_json(mem, bytes, len, &limits, &doc) != OK) {
		str_addf(&lines, "refused %s\n", fail_last()->text);
		return lines.s;
	}
	if (class == CLASS_NONE)
		class = walk_guess(doc);
	if (as)
		str_addf(&lines, "as %s\n", as);
	list_problems(&lines, doc, class, CHECK_STRICT);
	list_problems(&lines, doc, class, CHECK_LENIENT);
	return lines.s;
}

/* ${text} without comment lines; *${as} is the class it names. */
static char *
expected(struct arena *mem, const char *text, char **as)
{
	struct str lines;

	str_init(&lines, mem);
	while (*text) {
		size_t len = strcspn(text, "\n");

		if (str_starts(text, "as "))
			*as = arena_strndup(mem, text + 3, len - 3);
		if (*text != '#') {
			str_addn(&lines, text, len);
			str_addc(&lines, '\n');
		}
		text += len + (text[len] == '\n');
	}
	return lines.s;
}

/* One document; 0 or 1 wrong. */
static int
run_file(struct arena *mem, const char *path, bool is_valid)
{
	size_t len, expect_len;
	char *bytes = slurp(mem, path, &len);
	char *expect_path = arena_printf(mem, "%.*s.expect",
					 (int)(strlen(path) - 5), path);
	char *expect = slurp(mem, expect_path, &expect_len);
	char *as = NULL, *wanted, *got;

	assert_non_null(bytes);
	wanted = expected(mem, expect ? expect : "", &as);
	got = judge(mem, bytes, len, as);
	if (streq(got, wanted) &&
	    (is_valid ? !strstr(got, "error ") : wanted[0] != '\0'))
		return 0;
	print_error("%s:\n--- expected\n%s--- found\n%s", path, wanted, got);
	return 1;
}

static void
run_folder(const char *name, bool is_valid)
{
	auto_arena mem = arena_new();
	char *path = folder(mem, name);
	DIR *dir = opendir(path);
	struct dirent *entry;
	int count = 0, wrong = 0;

	if (!dir)
		print_error("no folder %s\n", path);
	assert_non_null(dir);
	while ((entry = readdir(dir))) {
		if (!str_ends(entry->d_name, ".json"))
			continue;
		count++;
		wrong += run_file(
			mem, arena_printf(mem, "%s/%s", path, entry->d_name),
			is_valid);
	}
	closedir(dir);
	assert_true(count > 10);
	assert_int_equal(wrong, 0);
}

static void
test_valid(void **state)
{
	(void)state;
	run_folder("valid", true);
}

static void
test_invalid(void **state)
{
	(void)state;
	run_folder("invalid", false);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_valid),
		cmocka_unit_test(test_invalid),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
