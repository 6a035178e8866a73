/*
 * Tests of model/diff.c: what is told of two versions, and where it stands.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include "edit_help.h"
#include "model_help.h"
#include "diff_help.h"

static void
tells_what_changed(void **state)
{
	(void)state;
	assert_differs(CLR_ACHIEVEMENT,
		       "{'name':'A','description':'old\\ntext','level':'1',"
		       "'requirement':{'narrative':'n'}}",
		       "{'name':'B','description':'new','tags':['t'],"
		       "'requirement':{'narrative':'m'},"
		       "'achievementType':'CommunityService'}",
		       "~ /name Name: A > B\n"
		       "+ /achievementType Kind of achievement: (none) > "
		       "Community service\n"
		       "~ /description Description: old\ntext > new\n"
		       "- /level Level: 1 > (none)\n"
		       "~ /requirement/narrative How it is earned › "
		       "Narrative: n > m\n"
		       "+ /tags/0 Tags: (none) > t\n");
	assert_differs(CLR_CLR, "{'partial':true,'learner':{'name':'A'}}",
		       "{'partial':false}",
		       "~ /partial Partial record: yes > no\n"
		       "- /learner Learner: A > (none)\n");
}

static void
tells_nothing_of_mere_form(void **state)
{
	(void)state;
	assert_differs(CLR_ASSERTION,
		       "{'startDate':'2020','creditsEarned':3,'role':null,"
		       "'evidence':{'name':'E'},'verification':'Signed'}",
		       "{'activityStartDate':'2020','creditsEarned':3.0,"
		       "'evidence':[{'name':'E'}],"
		       "'verification':{'type':'Signed'}}",
		       "");
	assert_differs(CLR_ACHIEVEMENT,
		       "{'achievementType':'AssessmentResult','tags':[]}",
		       "{'achievementType':'Assessment'}", "");
	assert_differs(CLR_ACHIEVEMENT,
		       "{'achievementType':'ext:A','creditsAvailable':3.5}",
		       "{'achievementType':'ext:MyWord',"
		       "'creditsAvailable':'3.5'}",
		       "~ /achievementType Kind of achievement: A > My Word\n"
		       "~ /creditsAvailable Credits available: 3.5 > 3.5\n");
	assert_differs(CLR_ASSERTION, "{'creditsEarned':3.5}",
		       "{'creditsEarned':4}",
		       "~ /creditsEarned Credits earned: 3.5 > 4\n");
}

static void
names_the_objects_on_the_way(void **state)
{
	(void)state;
	assert_differs(
		CLR_CLR,
		"{'assertions':[{'id':'a','achievement':{'id':'x','name':"
		"'Writing','resultDescriptions':[{'id':'g','name':"
		"'Final grade'}]},'results':[{'resultDescription':'g',"
		"'value':'B'}]},{'id':'b','revoked':false}]}",
		"{'assertions':[{'id':'b','revoked':true},{'id':'a',"
		"'achievement':{'id':'x','name':'Writing',"
		"'resultDescriptions':[{'id':'g','name':'Final grade'}]},"
		"'results':[{'resultDescription':'g','value':'A'}]}]}",
		"^ /assertions/0 Assertions › 1: 2 > 1\n"
		"~ /assertions/0/revoked Assertions › 1 › Revoked: no > yes\n"
		"~ /assertions/1/results/0/value Assertions › Writing › "
		"Results › Final grade › Value: B > A\n");
}

static void
tells_of_members_of_others(void **state)
{
	(void)state;
	assert_differs(CLR_PROFILE,
		       "{'x:a':1,'x:b':{'c':1},'x:same':[1],"
		       "'address':{'x:d':'1'}}",
		       "{'x:a':2,'x:e':[true],'x:same':[1],'$was':'',"
		       "'address':{'x:d':'2'}}",
		       "~ /address/x:d Address › x:d: 1 > 2\n"
		       "~ /x:a x:a: 1 > 2\n"
		       "- /x:b x:b: {\"c\":1} > (none)\n"
		       "+ /x:e x:e: (none) > [true]\n");
}

static void
tells_of_what_is_no_object(void **state)
{
	(void)state;
	assert_differs(CLR_PROFILE, "{'address':'Main St'}",
		       "{'address':{'postalCode':'1'}}",
		       "~ /address Address: Main St > Address\n");
	assert_differs(CLR_PROFILE, "{'address':'Main St'}",
		       "{'address':'Main St'}", "");
	assert_differs(CLR_ACHIEVEMENT, "{'issuer':'urn:a'}",
		       "{'issuer':{'$item':'P'}}",
		       "~ /issuer Issuer: urn:a > P\n");
	/* one value where a list is meant has the list's own pointer */
	assert_differs(CLR_ASSERTION, "{'evidence':{'name':'E','genre':'g'}}",
		       "{'evidence':{'name':'E','genre':'h'}}",
		       "~ /evidence/genre Evidence › E › Genre: g > h\n");
}

static void
is_cut_at_the_most(void **state)
{
	const struct diff_how how = { .as = CLR_ACHIEVEMENT, .max = 2 };
	auto_arena mem = arena_new();

	(void)state;
	assert_string_equal(
		differences(mem, &how, "{'tags':['a','b','c'],'x:y':1}",
			    "{'tags':['d','e']}"),
		"- /tags/0 Tags: a > (none)\n- /tags/1 Tags: b > (none)\n…\n");
	assert_string_equal(
		differences(mem, &how, "{'name':'1','level':'1'}", "{}"),
		"- /name Name: 1 > (none)\n"
		"- /level Level: 1 > (none)\n");
}

/* Names on the way are cut, so that long ones do not stand in every line. */
static void
long_names_are_cut(void **state)
{
	auto_arena mem = arena_new();
	const struct diff_how how = { .as = CLR_ACHIEVEMENT, .max = 9 };
	struct str name;
	char *lines;

	(void)state;
	str_init(&name, mem);
	str_add(&name, "x");
	for (int i = 0; i < 5000; i++)
		str_add(&name, "é");
	lines = differences(mem, &how,
			    arena_printf(mem,
					 "{'resultDescriptions':[{'name':'%s',"
					 "'valueMin':'1'}]}",
					 name.s),
			    arena_printf(mem,
					 "{'resultDescriptions':[{'name':'%s',"
					 "'valueMin':'2'}]}",
					 name.s));
	assert_true(strlen(lines) < 200);
	assert_true(str_utf8(lines, strlen(lines), NULL));
	assert_non_null(strstr(lines, "é… › Lowest value: 1 > 2"));
}

static void
document_is_equal(struct arena *mem, json_t *doc, const char *name)
{
	const struct diff_how how = { .as = walk_guess(doc), .max = 10 };
	json_t *copy = json_deep_copy(doc);
	struct diff diff;

	(void)name;
	diff_docs(mem, &how, doc, copy, &diff);
	assert_int_equal(diff.count, 0);
	diff_docs(mem, &how, doc, json_object_get(doc, "nothing"), &diff);
	assert_int_equal(diff.count, 1);
	json_decref(copy);
}

static void
every_document_equals_itself(void **state)
{
	(void)state;
	each_document(document_is_equal);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_what_changed),
		cmocka_unit_test(tells_nothing_of_mere_form),
		cmocka_unit_test(names_the_objects_on_the_way),
		cmocka_unit_test(tells_of_members_of_others),
		cmocka_unit_test(tells_of_what_is_no_object),
		cmocka_unit_test(is_cut_at_the_most),
		cmocka_unit_test(long_names_are_cut),
		cmocka_unit_test(every_document_equals_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
