/*
 * Tests of model/clr_lists.c: the enumerations of CLR 1.0 §1.2.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include "base/str.h"
#include "model/rows.h"

static void
lists_are_whole(void **state)
{
	static const size_t counts[LIST__MAX] = {
		[LIST_ACHIEVEMENT_TYPE] = 16, [LIST_ALIGNMENT_TARGET_TYPE] = 5,
		[LIST_ASSOCIATION_TYPE] = 10, [LIST_RESULT_TYPE] = 12,
		[LIST_RESULT_STATUS] = 6,     [LIST_SYSTEM_IDENTIFIER_TYPE] = 2,
		[LIST_VERIFICATION_TYPE] = 3, [LIST_IDENTITY_TYPE] = 6,
		[LIST_CODE_MAJOR] = 4,	      [LIST_SEVERITY] = 3,
		[LIST_CODE_MINOR_VALUE] = 7,
	};

	(void)state;
	for (int id = LIST_NONE + 1; id < LIST__MAX; id++) {
		const struct term *t = model_lists[id].terms;
		size_t count = 0;

		for (; t->value; t++, count++)
			assert_false(str_empty(t->label));
		assert_int_equal(count, counts[id]);
		assert_false(str_empty(model_lists[id].name));
		assert_true(str_ends(model_lists[id].help, "."));
	}
}

static void
no_word_stands_twice(void **state)
{
	(void)state;
	for (int id = LIST_NONE + 1; id < LIST__MAX; id++)
		for (const struct term *a = model_lists[id].terms; a->value;
		     a++)
			for (const struct term *b = a + 1; b->value; b++) {
				assert_false(strieq(a->value, b->value));
				assert_false(streq(a->label, b->label));
			}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_are_whole),
		cmocka_unit_test(no_word_stands_twice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
