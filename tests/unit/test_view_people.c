/*
 * Tests of page/view_people.c: everyone a record names, once.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "page_help.h"
#define ISSUER(more) "'name':'A','issuer':{'id':'urn:i'," more "}"

static void
a_profile_is_shown_once_and_in_full(void **state)
{
	struct _hdf *hdf = record_of(
		*state,
		RECORD("",
		       ASSERTION("urn:1", "", ISSUER("'name':'School'")) "," ASSERTION(
			       "urn:2", "",
			       ISSUER("'name':'School',"
				      "'email':'a@b.example'")) "," ASSERTION("urn:3",
									      "",
									      ISSUER("'name':'School'"))));

	assert_data(hdf, "Doc.profile.0.title", "Ada");
	assert_data(hdf, "Doc.profile.1.title", "College");
	assert_data(hdf, "Doc.profile.2.anchor", "p3");
	assert_data(hdf, "Doc.profile.2.fact.0.value", "a@b.example");
	assert_data(hdf, "Doc.profile.3", NULL);
	for (int i = 0; i < 3; i++)
		assert_data(
			hdf,
			arena_printf(*state, "Doc.assertion.%d.issuer.href", i),
			"#p3");
}

static void
two_that_differ_are_both_shown(void **state)
{
	struct _hdf *hdf = record_of(
		*state,
		RECORD("",
		       ASSERTION("urn:1", "", ISSUER("'name':'School'")) "," ASSERTION(
			       "urn:2", "", ISSUER("'name':'Schule'"))));

	assert_data(hdf, "Doc.assertion.0.issuer.href", "#p3");
	assert_data(hdf, "Doc.assertion.1.issuer.href", "#p4");
	assert_data(hdf, "Doc.profile.3.title", "Schule");
}

static void
whom_a_profile_names_follows(void **state)
{
	struct _hdf *hdf = record_of(
		*state, "{'id':'urn:c','learner':{'id':"
			"'urn:l','givenName':'Ada','additionalName':'King',"
			"'familyName':'Byron'},'publisher':{'name':'P',"
			"'parentOrg':{'name':'Q','parentOrg':{'name':'R'}}}}");

	assert_data(hdf, "Doc.learner.title", "Ada King Byron");
	assert_data(hdf, "Doc.profile.1.part.0.item.0.href", "#p3");
	assert_data(hdf, "Doc.profile.2.title", "Q");
	assert_data(hdf, "Doc.profile.3.title", "R");
	assert_data(hdf, "Doc.profile.4", NULL);
}

/* After so many forms of one id they are no longer compared. */
static void
hostile_repetition_ends(void **state)
{
	struct _hdf *hdf;
	struct str text;

	str_init(&text, *state);
	for (int i = 0; i < 40; i++)
		str_addf(&text,
			 "%s" ASSERTION("urn:%d", "", ISSUER("'name':'%d'")),
			 i ? "," : "", i, i % 20);
	hdf = record_of(*state, arena_printf(*state, RECORD("", "%s"), text.s));
	assert_data(hdf, "Doc.assertion.7.issuer.href", "#p10");
	assert_data(hdf, "Doc.assertion.27.issuer.href", "#p10");
	assert_data(hdf, "Doc.assertion.28.issuer.href", "#p23");
	assert_data(hdf, "Doc.assertion.39.issuer.title", "19");
}

static void
nobody_is_named_without_a_name(void **state)
{
	struct _hdf *hdf = record_of(*state, "{'learner':{'id':'urn:l'},"
					     "'publisher':{'id':'urn:l'}}");

	assert_data(hdf, "Doc.learner.title", NULL);
	assert_data(hdf, "Doc.learner.href", "#p1");
	assert_data(hdf, "Doc.publisher.href", "#p1");
	assert_data(hdf, "Doc.profile.1", NULL);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, memory, no_memory)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_profile_is_shown_once_and_in_full),
		TEST(two_that_differ_are_both_shown),
		TEST(whom_a_profile_names_follows),
		TEST(hostile_repetition_ends),
		TEST(nobody_is_named_without_a_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
