/*
 * Tests of model/problems.c: the list is bounded, the counts are not.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include "model_help.h"

static void
keeps_what_is_told(void **state)
{
	auto_arena mem = arena_new();
	struct problems p;
	char pointer[] = "/a";

	(void)state;
	problems_init(&p, mem, 100);
	problems_add(&p, PROBLEM_ERROR, "F", pointer, "%s is %d.", "it", 5);
	pointer[1] = 'b';
	assert_int_equal(p.count, 1);
	assert_string_equal(p.items[0].words, "it is 5.");
	assert_string_equal(p.items[0].pointer, "/a");
	assert_int_equal(p.items[0].severity, PROBLEM_ERROR);
}

static void
keeps_only_so_many(void **state)
{
	auto_arena mem = arena_new();
	struct problems p;

	(void)state;
	problems_init(&p, mem, 40);
	for (int i = 0; i < 1000; i++)
		problems_add(&p, i % 2 ? PROBLEM_ERROR : PROBLEM_WARNING, "F",
			     "", "%d", i);
	assert_int_equal(p.count, 40);
	assert_int_equal(p.errors, 500);
	assert_int_equal(p.warnings, 500);
	assert_string_equal(p.items[39].words, "39");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_what_is_told),
		cmocka_unit_test(keeps_only_so_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
