/*
 * Tests of page/view_sum.c: what a reader wants first.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "page_help.h"
#define ITEM(id, type, more)                                                   \
	ASSERTION("urn:" id, more,                                             \
		  "'id':'u" id "','name':'" id "','achievementType':'" type    \
		  "','creditsAvailable':4")

static void
facts_are_summed_up(void **state)
{
	struct _hdf *hdf = record_of(
		*state,
		RECORD("",
		       ITEM("c1", "Course",
			    "'creditsEarned':3.5,'issuedOn':"
			    "'2020-02-03T00:00:00Z',") "," ITEM("c2", "Course",
								"'creditsEarned':4,'issuedOn':"
								"'2021-02-03T00:00:00Z',") "," ITEM("b",
												    "Badge",
												    "") ",{'id':'urn:r','revoked':true}"));

	assert_data(hdf, "Doc.summary.items", "4");
	assert_data(hdf, "Doc.summary.earned", "7.5");
	assert_data(hdf, "Doc.summary.available", "8");
	assert_data(hdf, "Doc.summary.counted", "2");
	assert_data(hdf, "Doc.summary.from.value", "3 February 2020");
	assert_data(hdf, "Doc.summary.to.iso", "2021-02-03T00:00:00Z");
	assert_data(hdf, "Doc.summary.kind.0.label", "Course");
	assert_data(hdf, "Doc.summary.kind.0.count", "2");
	assert_data(hdf, "Doc.summary.kind.2.label", NULL);
	assert_data(hdf, "Doc.summary.kind.2.count", "1");
	assert_data(hdf, "Doc.summary.award", NULL);
}

static void
credits_available_are_told_only_for_all(void **state)
{
	struct _hdf *hdf = record_of(
		*state,
		RECORD("",
		       ITEM("c1", "Course", "'creditsEarned':3,") "," ASSERTION(
			       "urn:x", "'creditsEarned':2,", "'name':'X'")));

	assert_data(hdf, "Doc.summary.earned", "5");
	assert_data(hdf, "Doc.summary.available", NULL);
}

static void
awards_come_by_kind_and_three_are_named(void **state)
{
	struct _hdf *hdf = record_of(
		*state,
		RECORD("",
		       ITEM("c", "Certificate", "") "," ITEM("l", "License", "") "," ITEM(
			       "gone", "Degree",
			       "'revoked':true,") "," ITEM("d", "Degree",
							   "") "," ITEM("k",
									"Certificate",
									"")));

	assert_data(hdf, "Doc.summary.award.0.title", "d");
	assert_data(hdf, "Doc.summary.award.1.title", "l");
	assert_data(hdf, "Doc.summary.award.2.title", "c");
	assert_data(hdf, "Doc.summary.award.3", NULL);
	assert_data(hdf, "Doc.summary.awards_more", "1");
}

static void
five_items_are_offered_first(void **state)
{
	struct _hdf *hdf = record_of(
		*state,
		RECORD("",
		       ITEM("c1", "Course", "") "," ITEM("c2", "Course", "'evidence':[{'name':'e'}],") "," ITEM("c3", "Course", "") "," ITEM("old", "Degree", "'expires':'2020-01-01T00:00:00Z',") "," ITEM(
			       "b", "Badge",
			       "") "," ITEM("d", "Degree",
					    "'issuedOn':'2020-02-03T00:00:00Z',"
					    "'results':[{'value':'A'}],") "," ITEM("c4",
										   "Course",
										   "") "," ITEM("b2",
												"Badge",
												"'endorsements':[{'id':'e'}],")));

	assert_data(hdf, "Doc.strong.0.title", "d");
	assert_data(hdf, "Doc.strong.0.issued.value", "3 February 2020");
	assert_data(hdf, "Doc.strong.0.result.0.value", "A");
	assert_data(hdf, "Doc.strong.1.title", "b2");
	assert_data(hdf, "Doc.strong.2.title", "b");
	assert_data(hdf, "Doc.strong.3.title", "c2");
	assert_data(hdf, "Doc.strong.4.title", "c1");
	assert_data(hdf, "Doc.strong.5", NULL);
}

static void
nothing_is_said_of_nothing(void **state)
{
	struct _hdf *hdf = record_of(*state, RECORD("", ""));

	assert_data(hdf, "Doc.summary.items", "0");
	assert_data(hdf, "Doc.summary.earned", NULL);
	assert_data(hdf, "Doc.summary.from", NULL);
	assert_data(hdf, "Doc.strong", NULL);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, memory, no_memory)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(facts_are_summed_up),
		TEST(credits_available_are_told_only_for_all),
		TEST(awards_come_by_kind_and_three_are_named),
		TEST(five_items_are_offered_first),
		TEST(nothing_is_said_of_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
