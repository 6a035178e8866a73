/*
 * Tests of page/view_term.c: the transcript by terms.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "page_help.h"
#define ROW(id, more) ASSERTION("urn:" id, more, "'name':'" id "'")
#define ON(date) "'issuedOn':'" date "T00:00:00Z',"

static void
terms_stand_oldest_first(void **state)
{
	static const char *const order[] = { "Fall 2020", "Spring 2021",
					     "Some day", NULL };
	struct _hdf *hdf = record_of(
		*state,
		RECORD("",
		       ROW("none", ON("1999-01-01")) "," ROW("undated", "'term':'Some day',") "," ROW(
			       "s1",
			       "'term':'Spring 2021'," ON(
				       "2021-05-01")) "," ROW("f",
							      "'term':'Fall 2020'," ON(
								      "2020-12-01")) "," ROW("s2",
											     "'term':'Spring 2021'," ON(
												     "2021-04-01") "'activityStartDate':'2019-01-01T00:00:00Z',")));

	for (int i = 0; i < 4; i++)
		assert_data(hdf, arena_printf(*state, "Doc.term.%d.name", i),
			    order[i]);
	assert_data(hdf, "Doc.term.1.count", "2");
	assert_data(hdf, "Doc.term.1.row.0.title", "s1");
	assert_data(hdf, "Doc.term.1.row.1.title", "s2");
	assert_data(hdf, "Doc.term.1.row.1.href", "#a5");
	assert_data(hdf, "Doc.term.3.row.0.title", "none");
	assert_data(hdf, "Doc.term.4", NULL);
}

static void
terms_without_dates_keep_their_order(void **state)
{
	struct _hdf *hdf = record_of(*state,
				     RECORD("", ROW("1", "'term':'B',") "," ROW(
							"2", "'term':'A',")));

	assert_data(hdf, "Doc.term.0.name", "B");
	assert_data(hdf, "Doc.term.1.name", "A");
	hdf = record_of(
		*state,
		RECORD("", ROW("1", "'term':'B'," ON("2020-01-01")) "," ROW(
				   "2", "'term':'A'," ON("2020-01-01"))));
	assert_data(hdf, "Doc.term.0.name", "B");
}

static void
columns_are_those_that_hold_something(void **state)
{
	struct _hdf *hdf = record_of(
		*state,
		RECORD("",
		       ASSERTION(
			       "urn:1",
			       "'term':'T','creditsEarned':3,"
			       "'results':[{'value':'B'},{'status':'Completed'}],",
			       "'humanCode':'X 1','name':'X'") "," ROW("2",
								       "'term':'T','creditsEarned':1,") "," ROW("3",
														"")));

	assert_data(hdf, "Doc.term.0.has_codes", "1");
	assert_data(hdf, "Doc.term.0.has_credits", "1");
	assert_data(hdf, "Doc.term.0.has_results", "1");
	assert_data(hdf, "Doc.term.0.earned", "4");
	assert_data(hdf, "Doc.term.0.row.0.code", "X 1");
	assert_data(hdf, "Doc.term.0.row.0.result.1.value", "Completed");
	assert_data(hdf, "Doc.term.1.has_codes", NULL);
	assert_data(hdf, "Doc.term.1.has_credits", NULL);
	assert_data(hdf, "Doc.term.1.has_results", NULL);
	assert_data(hdf, "Doc.term.1.earned", NULL);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, memory, no_memory)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(terms_stand_oldest_first),
		TEST(terms_without_dates_keep_their_order),
		TEST(columns_are_those_that_hold_something),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
