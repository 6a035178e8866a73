/* The table of checks, and what they come to; the rest is asked of Providers
 * in tests/http/conformance.test.mjs. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail

#include "base/str.h"
#include "conform/suite.h"

static struct suite
all(enum suite_outcome outcome)
{
	struct suite out = { .requests = 7 };
	int i;

	for (i = 0; i < SUITE__MAX; i++)
		out.results[i].outcome = outcome;
	return out;
}

static void
has_every_id_once(void **state)
{
	int i, k;

	(void)state;
	for (i = 0; i < SUITE__MAX; i++)
		for (k = 0; k < i; k++)
			assert_string_not_equal(suite_rows[i].id,
						suite_rows[k].id);
	assert_string_equal(suite_rows[SPR_X].id, "SPR-X");
	assert_string_equal(suite_feature_name(VP), "Verification Provider");
}

static void
the_worst_counts(void **state)
{
	struct suite s = all(SUITE_PASSED);

	(void)state;
	assert_int_equal(suite_feature_outcome(&s, SPR), SUITE_PASSED);
	s.results[SPR_6].outcome = SUITE_NOT_OFFERED; /* it may be left out */
	assert_int_equal(suite_feature_outcome(&s, SPR), SUITE_PASSED);
	s.results[SPR_5].outcome = SUITE_NONE;
	assert_int_equal(suite_feature_outcome(&s, SPR), SUITE_NOT_DONE);
	s.results[SPR_4].outcome = SUITE_FAILED;
	assert_int_equal(suite_feature_outcome(&s, SPR), SUITE_FAILED);
	assert_int_equal(suite_feature_outcome(&s, SPW), SUITE_PASSED);
	s.results[SPW_2].outcome = SUITE_NOT_OFFERED;
	assert_int_equal(suite_feature_outcome(&s, SPW), SUITE_NOT_OFFERED);
}

static void
tells_all(void **state)
{
	auto_arena mem = arena_new();
	struct suite s = all(SUITE_PASSED);
	const json_t *doc, *each;
	size_t i, checks = 0;

	(void)state;
	s.results[SPW_2].outcome = SUITE_NOT_OFFERED;
	doc = suite_json(mem, "https://a.example", &s);
	assert_string_equal(json_string_value(json_object_get(doc, "outcome")),
			    "passed");
	assert_int_equal(json_integer_value(json_object_get(doc, "requests")),
			 7);
	json_array_foreach (json_object_get(doc, "features"), i, each)
		checks += json_array_size(json_object_get(each, "checks"));
	assert_int_equal(checks, SUITE__MAX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(has_every_id_once),
		cmocka_unit_test(the_worst_counts),
		cmocka_unit_test(tells_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
