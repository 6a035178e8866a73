/*
 * Tests of model/check_say.c: sentences, severities, pointers.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include "model/check_run.h"
#include "model_help.h"

static const struct finding shape = { GRADE_SHAPE, "G-1", "is wrong", "mend it",
				      "it is mended" };

static const struct check_at root = { NULL, "/base", 0 };
static const struct check_at list = { &root, "a/b", 0 };
static const struct check_at item = { &list, NULL, 7 };

static void
strict_says_what_to_do(void **state)
{
	auto_arena mem = arena_new();
	struct problems out;
	struct check_run run = { .out = &out, .how = CHECK_STRICT };

	(void)state;
	problems_init(&out, mem, 10);
	check_say(&run, &item, &shape, "Name", "value");
	assert_int_equal(out.errors, 1);
	assert_string_equal(out.items[0].words,
			    "\"Name\" is wrong (\"value\"): mend it.");
	assert_string_equal(out.items[0].pointer, "/base/a~1b/7");
	assert_string_equal(out.items[0].rule, "G-1");
}

static void
lenient_says_what_was_done(void **state)
{
	auto_arena mem = arena_new();
	struct problems out;
	struct check_run run = { .out = &out, .how = CHECK_LENIENT };
	const struct finding bad = { GRADE_ERROR, "F", "x", "y", "z" };
	const struct finding note = { GRADE_WARNING, "F", "x", "y", "z" };

	(void)state;
	problems_init(&out, mem, 10);
	check_say(&run, &root, &shape, "Name", NULL);
	check_say(&run, &root, &bad, "Name", "");
	check_say(&run, &root, &note, "Name", NULL);
	assert_int_equal(out.errors, 1);
	assert_int_equal(out.warnings, 2);
	assert_string_equal(out.items[0].words,
			    "\"Name\" is wrong: it is mended.");
	assert_string_equal(out.items[0].pointer, "/base");
	run.how = CHECK_STRICT;
	check_say(&run, &root, &note, "Name", NULL);
	assert_int_equal(out.warnings, 3);
}

static void
members_go_by_their_label(void **state)
{
	auto_arena mem = arena_new();
	struct problems out;
	struct check_run run = { .out = &out, .how = CHECK_LENIENT };
	const struct check_object object = { NULL, CLR_CLR, true, &root };

	(void)state;
	problems_init(&out, mem, 10);
	check_say_member(&run, &object, "issuedOn", &shape, NULL);
	check_say_member(&run, &object, "colour", &shape, NULL);
	assert_true(str_starts(out.items[0].words, "\"Published on\" "));
	assert_string_equal(out.items[0].pointer, "/base/issuedOn");
	assert_true(str_starts(out.items[1].words, "\"colour\" "));
}

static void
long_values_are_cut_between_letters(void **state)
{
	auto_arena mem = arena_new();
	struct problems out;
	struct check_run run = { .out = &out, .how = CHECK_LENIENT };
	struct str s;

	(void)state;
	problems_init(&out, mem, 10);
	str_init(&s, mem);
	str_addc(&s, 'x');
	while (s.len < 400000)
		str_add(&s, "\xC3\xA4");
	check_say(&run, &root, &shape, "Name", s.s);
	assert_true(strlen(out.items[0].words) < 110);
	assert_true(
		str_utf8(out.items[0].words, strlen(out.items[0].words), NULL));
	assert_non_null(strstr(out.items[0].words, "…"));
}

static void
past_the_bound_it_only_counts(void **state)
{
	auto_arena mem = arena_new();
	struct problems out;
	struct check_run run = { .out = &out, .how = CHECK_STRICT };
	size_t used;

	(void)state;
	problems_init(&out, mem, 1);
	check_say(&run, &item, &shape, "Name", NULL);
	used = arena_used(mem);
	for (int i = 0; i < 1000; i++)
		check_say(&run, &item, &shape, "Name", "value");
	assert_int_equal(arena_used(mem), used);
	assert_int_equal(out.errors, 1001);
	assert_int_equal(out.count, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(strict_says_what_to_do),
		cmocka_unit_test(lenient_says_what_was_done),
		cmocka_unit_test(members_go_by_their_label),
		cmocka_unit_test(long_values_are_cut_between_letters),
		cmocka_unit_test(past_the_bound_it_only_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
