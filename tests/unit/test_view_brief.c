/*
 * Tests of page/view_brief.c: the short form of assertions.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "page/view_fill.h"
#include "page_help.h"
/* Course ${id} with credits, part of ${program} unless that is "". */
#define COURSE(id, more, program)                                              \
	ASSERTION("urn:a" id, more,                                            \
		  "'id':'" id "','name':'N" id "',"                            \
		  "'achievementType':'Course','associations':["                \
		  "{'associationType':'isPartOf','targetId':'" program         \
		  "','title':'t'}]")
#define PROGRAM(id, type, more)                                                \
	ASSERTION("urn:a" id, more,                                            \
		  "'id':'" id "','achievementType':'" type                     \
		  "','creditsAvailable':9")

static struct view_brief *
briefs(struct arena *mem, const char *assertions)
{
	static struct clr_tree tree;
	struct view v = view_for(mem, NULL);

	clr_tree_build(mem,
		       parse(mem, arena_printf(mem, "{'assertions':[%s]}",
					       assertions)),
		       &limits, &tree);
	return view_brief_all(&v, &tree);
}

static void
what_is_stated_is_read(void **state)
{
	struct view_brief *b = briefs(
		*state,
		ASSERTION(
			"urn:1",
			"'term':'Fall','creditsEarned':2.5,'revoked':false,"
			"'issuedOn':'2020-05-01T00:00:00Z',"
			"'activityStartDate':'2020-01-01T00:00:00Z',"
			"'activityEndDate':'2020-04-01T00:00:00Z',"
			"'expires':'2021-01-01T00:00:00Z','evidence':[{'name':'e'}],",
			"'humanCode':'C','name':'N','achievementType':'Course',"
			"'creditsAvailable':3"));

	assert_string_equal(b->href, "#a1");
	assert_string_equal(b->code, "C");
	assert_string_equal(b->title, "N");
	assert_string_equal(b->type, "Course");
	assert_string_equal(b->term, "Fall");
	assert_true(b->has_earned && b->earned > 2.4 && b->earned < 2.6);
	assert_true(b->has_available && b->is_counted && b->is_supported);
	assert_true(b->is_dated && b->is_expired && !b->is_revoked);
	assert_int_equal(b->from, 1577836800);
	assert_int_equal(b->to, 1588291200);
	assert_int_equal(b->when, 1585699200);
}

static void
what_is_not_stated_is_not_made_up(void **state)
{
	struct view_brief *b = briefs(
		*state,
		"{'id':'urn:1','revoked':true,'issuedOn':'0001-01-01T00:00:00',"
		"'creditsEarned':'3'}");

	assert_null(b->title);
	assert_null(b->term);
	assert_false(b->has_earned || b->has_available || b->is_counted);
	assert_false(b->is_dated || b->is_expired);
	assert_true(b->is_revoked);
}

static void
credits_are_counted_once(void **state)
{
	struct view_brief *b = briefs(
		*state,
		PROGRAM("p", "Achievement", "'creditsEarned':6,") "," COURSE(
			"1", "'creditsEarned':3,",
			"p") "," COURSE("2",
					"'creditsEarned':3,'revoked':true,",
					"p") "," PROGRAM("d", "Degree",
							 "'creditsEarned':60,"));

	assert_false(b[0].is_counted);
	assert_true(b[0].is_holder);
	assert_true(b[1].is_counted);
	assert_false(b[2].is_counted);
	assert_false(b[3].is_counted);
	b = briefs(*state, PROGRAM("d", "Degree", "'creditsEarned':60,"));
	assert_true(b[0].is_counted);
}

static void
what_is_said_holds_until_something_expires(void **state)
{
	struct view_brief *b = briefs(
		*state,
		COURSE("1", "'expires':'2021-01-01T00:00:00Z',", "") "," COURSE(
			"2", "'expires':'2031-01-01T00:00:00+01:00',",
			"") "," COURSE("3", "", "") "," COURSE("4",
							       "'expires':"
							       "'never',",
							       ""));
	const int64_t first = b[0].expires, second = b[1].expires;

	assert_int_equal(first, 1609459200);
	assert_int_equal(second, 1924988400);
	assert_int_equal(b[2].expires, INT64_MAX);
	assert_int_equal(b[3].expires, INT64_MAX);
	assert_int_equal(view_brief_until(b, 4, 0), first);
	assert_int_equal(view_brief_until(b, 4, first), first);
	assert_int_equal(view_brief_until(b, 4, first + 1), second);
	assert_int_equal(view_brief_until(b, 4, second + 1), INT64_MAX);
	assert_int_equal(view_brief_until(b, 0, 0), INT64_MAX);
}

static void
a_brief_is_filled(void **state)
{
	struct view v = view_for(*state, NULL);
	struct _hdf *hdf = render_data(*state);
	struct view_brief *b = briefs(
		*state, COURSE("1", "'creditsEarned':3.5,'revoked':true,", ""));

	view_brief_fill(&v, hdf, b);
	assert_data(hdf, "href", "#a1");
	assert_data(hdf, "title", "N1");
	assert_data(hdf, "type", "Course");
	assert_data(hdf, "revoked", "1");
	assert_data(hdf, "expired", NULL);
	assert_data(hdf, "earned", "3.5");
	assert_data(hdf, "available", NULL);
	assert_data(hdf, "code", NULL);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, memory, no_memory)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_stated_is_read),
		TEST(what_is_not_stated_is_not_made_up),
		TEST(credits_are_counted_once),
		TEST(what_is_said_holds_until_something_expires),
		TEST(a_brief_is_filled),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
