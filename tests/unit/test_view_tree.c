/*
 * Tests of page/view_tree.c: every assertion in full, nested.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "page_help.h"
#define PART(id, of, more)                                                     \
	ASSERTION("urn:" id, more,                                             \
		  "'id':'" id "','name':'" id                                  \
		  "','issuer':{'id':'urn:i','name':'I'},"                      \
		  "'associations':[{'associationType':'isPartOf',"             \
		  "'targetId':'" of "','title':'" of "'}]")

static void
parts_stand_under_their_program(void **state)
{
	struct _hdf *hdf = record_of(
		*state,
		RECORD("", PART("b", "a", "") "," PART("a", "", "") "," PART(
				   "c", "a", "") "," PART("d", "c", "")));

	assert_data(hdf, "Doc.assertion.0.achievement.title", "a");
	assert_data(hdf, "Doc.assertion.0.anchor", "a2");
	assert_data(hdf, "Doc.assertion.0.heading", "3");
	assert_data(hdf, "Doc.assertion.0.below", "4");
	assert_data(hdf, "Doc.assertion.0.children", "2");
	assert_data(hdf, "Doc.assertion.0.child.0.anchor", "a1");
	assert_data(hdf, "Doc.assertion.0.child.1.child.0.anchor", "a4");
	assert_data(hdf, "Doc.assertion.0.child.1.child.0.heading", "5");
	assert_data(hdf, "Doc.assertion.0.child.1.child.0.below", "6");
	assert_data(hdf, "Doc.assertion.1", NULL);
	assert_data(hdf,
		    "Doc.assertion.0.child.0.achievement.part.0.item.0"
		    ".target.here",
		    "#a2");
}

/* Every one is shown, however deep the document nests them. */
static void
a_very_deep_tree_is_shown_whole(void **state)
{
	struct _hdf *hdf, *node;
	struct str text;
	int found = 0;

	str_init(&text, *state);
	for (int i = 0; i < 2000; i++)
		str_addf(&text, "%s" PART("%d", "%d", ""), i ? "," : "", i, i,
			 i, i - 1, i - 1);
	hdf = record_of(*state, arena_printf(*state, RECORD("", "%s"), text.s));
	node = hdf_get_obj(hdf, "Doc.assertion.0.child.0.child.0.child.0."
				"child.0.child.0.child.0.child.0.child");
	for (node = hdf_obj_child(node); node; node = hdf_obj_next(node))
		found++;
	assert_int_equal(found, 2000 - 8);
}

static void
states_are_told(void **state)
{
	struct _hdf *hdf = record_of(
		*state,
		arena_printf(
			*state,
			RECORD("'signedAssertions':['%s'],",
			       "{'id':'urn:1','revoked':true,'revocationReason':'Why'}," ASSERTION(
				       "urn:2",
				       "'expires':'2020-01-01T00:00:00Z',",
				       "'name':'N','issuer':{'id':'urn:l'}")),
			fake_jws(*state, "{'id':'urn:3'}")));

	assert_data(hdf, "Doc.assertion.0.revoked", "1");
	assert_data(hdf, "Doc.assertion.0.reason", "Why");
	assert_data(hdf, "Doc.assertion.0.fact", NULL);
	assert_data(hdf, "Doc.assertion.0.achievement", NULL);
	assert_data(hdf, "Doc.assertion.1.expired", "1");
	assert_data(hdf, "Doc.assertion.1.self_issued", "1");
	assert_data(hdf, "Doc.assertion.1.signed", NULL);
	assert_data(hdf, "Doc.assertion.2.signed", "1");
	assert_data(hdf, "Doc.assertion.2.tech.0.value", "urn:3");
}

static void
an_open_badge_is_an_achievement(void **state)
{
	struct _hdf *hdf = record_of(
		*state,
		RECORD("",
		       "{'id':'urn:1','badge':{'type':'BadgeClass','name':'B'}}"));

	assert_data(hdf, "Doc.assertion.0.achievement.title", "B");
	assert_data(hdf, "Doc.assertion.0.more", NULL);
}

static void
achievements_nobody_earned_come_last(void **state)
{
	struct _hdf *hdf = record_of(
		*state,
		RECORD("'achievements':[{'id':'x','name':'X','achievementType':"
		       "'Degree','resultDescriptions':[{'id':'r','name':'R'}]},"
		       "{'id':'y','name':'Y'}],",
		       ""));

	assert_data(hdf, "Doc.other.0.anchor", "o1");
	assert_data(hdf, "Doc.other.0.achievement.title", "X");
	assert_data(hdf, "Doc.other.0.type", "Degree");
	assert_data(hdf, "Doc.other.0.type_term", "Degree");
	assert_data(hdf, "Doc.other.0.possible.0.title", "R");
	assert_data(hdf, "Doc.other.1.achievement.title", "Y");
	assert_data(hdf, "Doc.other.2", NULL);
}

/* D-5 broken: the second form is shown too. */
static void
two_forms_of_an_achievement_are_both_shown(void **state)
{
	struct _hdf *hdf = record_of(
		*state,
		RECORD("'achievements':[{'id':'x','name':'X'},{'id':'y','name':'Z'},"
		       "'odd'],",
		       ASSERTION("urn:1", "", "'id':'x','name':'X'") "," ASSERTION(
			       "urn:2", "", "'id':'y','name':'Y'")));

	assert_data(hdf, "Doc.other.0.anchor", "d2");
	assert_data(hdf, "Doc.other.0.achievement.title", "Z");
	assert_data(hdf, "Doc.other.1", NULL);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, memory, no_memory)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(parts_stand_under_their_program),
		TEST(a_very_deep_tree_is_shown_whole),
		TEST(states_are_told),
		TEST(an_open_badge_is_an_achievement),
		TEST(achievements_nobody_earned_come_last),
		TEST(two_forms_of_an_achievement_are_both_shown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
