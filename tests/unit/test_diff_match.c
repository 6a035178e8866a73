/*
 * Tests of model/diff_match.c: which rows are the same, what they are
 * called, and that hostile lists cost no more than others.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <time.h>

#include "model_help.h"
#include "diff_help.h"

static void
rows_are_matched_by_id(void **state)
{
	(void)state;
	assert_differs(CLR_ACHIEVEMENT,
		       "{'resultDescriptions':[{'id':'1','name':'A'},"
		       "{'id':'2','name':'B'},{'id':'3','name':'C'}]}",
		       "{'resultDescriptions':[{'id':'4','name':'D'},"
		       "{'id':'1','name':'E'},{'id':'3','name':'C'}]}",
		       "- /resultDescriptions/1 Possible results: B > (none)\n"
		       "+ /resultDescriptions/0 Possible results: (none) > D\n"
		       "~ /resultDescriptions/1/name Possible results › E › "
		       "Name: A > E\n");
}

static void
else_by_name_else_by_place(void **state)
{
	(void)state;
	assert_differs(CLR_ASSERTION,
		       "{'evidence':[{'name':'A','genre':'1'},{'name':'B'}]}",
		       "{'evidence':[{'name':'B'},"
		       "{'name':'A','genre':'2','id':'new'}]}",
		       "^ /evidence/0 Evidence › B: 2 > 1\n"
		       "~ /evidence/1/genre Evidence › A › Genre: 1 > 2\n"
		       "+ /evidence/1/id Evidence › A › Web page: (none) > "
		       "new\n");
	assert_differs(CLR_ASSERTION, "{'evidence':[{'genre':'1'}]}",
		       "{'evidence':[{'genre':'2'}]}",
		       "~ /evidence/0/genre Evidence › 1 › Genre: 1 > 2\n");
	assert_differs(CLR_ASSERTION, "{'results':[{'value':'1'}]}",
		       "{'results':[{'value':'2','resultDescription':'r'}]}",
		       "~ /results/0/value Results › r › Value: 1 > 2\n"
		       "+ /results/0/resultDescription Results › r › "
		       "Possible result: (none) > r\n");
	/* many of one name, the first with the first */
	assert_differs(CLR_ASSERTION,
		       "{'evidence':[{'name':'A'},{'name':'A'},{'name':'A'}]}",
		       "{'evidence':[{'name':'A'},{'name':'A'}]}",
		       "- /evidence/2 Evidence: A > (none)\n");
}

static const char *
name_item(void *carrier, const char *item)
{
	(void)carrier;
	return streq(item, "P") ? "Maria" : NULL;
}

static void
items_are_matched_and_named(void **state)
{
	const struct diff_how how = { .as = CLR_CLR,
				      .max = 10,
				      .name = name_item };
	auto_arena mem = arena_new();

	(void)state;
	assert_string_equal(
		differences(mem, &how,
			    "{'learner':{'$item':'P'},'assertions':"
			    "[{'$item':'A'},{'$item':'B'},{'$item':'P'}]}",
			    "{'learner':{'$item':'Q'},'assertions':"
			    "[{'$item':'P'},{'$item':'A'},{'$item':'B'},"
			    "{'id':'e'}]}"),
		"~ /learner Learner: Maria > Q\n"
		"^ /assertions/0 Assertions › Maria: 3 > 1\n"
		"+ /assertions/3 Assertions: (none) > Assertion\n");
	assert_differs(CLR_CLR, "{'learner':{'$item':'P'}}", "{}",
		       "- /learner Learner: P > (none)\n");
	/* those without a label of their own go by what they hold */
	assert_differs(CLR_CLR, "{}",
		       "{'endorsements':[{'issuer':{'name':'I'}},{}],"
		       "'assertions':[{'achievement':{'name':'N'}}]}",
		       "+ /assertions/0 Assertions: (none) > N\n"
		       "+ /endorsements/0 Endorsements: (none) > I\n"
		       "+ /endorsements/1 Endorsements: (none) > "
		       "Endorsement\n");
}

static void
texts_are_matched_by_their_words(void **state)
{
	(void)state;
	assert_differs(CLR_ACHIEVEMENT, "{'tags':['a','b','c','d','a']}",
		       "{'tags':['d','a','b','c','e']}",
		       "- /tags/4 Tags: a > (none)\n"
		       "^ /tags/0 Tags: 4 > 1\n"
		       "+ /tags/4 Tags: (none) > e\n");
	assert_differs(CLR_ACHIEVEMENT, "{'image':'data:image/png;base64,AA'}",
		       "{'image':'data:image/png;base64,AAA'}",
		       "~ /image Image: data:image/png;base64,… "
		       "(24 characters) > data:image/png;base64,… "
		       "(25 characters)\n");
}

/* A list of ${count} rows: ${same} of one key, or all of their own, from the
 * end. */
static json_t *
hostile(int count, bool same, bool turned)
{
	json_t *doc = json_pack("{s[]s[]}", "resultDescriptions", "tags");
	json_t *rows = json_object_get(doc, "resultDescriptions");
	json_t *tags = json_object_get(doc, "tags");

	for (int i = 0; i < count; i++) {
		int number = same ? 1 : turned ? count - i : i;

		json_array_append_new(
			rows,
			json_pack("{so}", "id", json_sprintf("%d", number)));
		json_array_append_new(rows,
				      json_sprintf("%d of a kind", number));
		json_array_append_new(tags, json_sprintf("%d", number));
	}
	return doc;
}

/* The processor's time to compare hostile lists of ${count}. */
static clock_t
time_of(int count)
{
	const struct diff_how how = { .as = CLR_ACHIEVEMENT, .max = 100 };
	clock_t start = clock();

	for (int kind = 0; kind < 4; kind++) {
		auto_arena mem = arena_new();
		json_t *older = hostile(count, kind & 1, false);
		json_t *newer = hostile(count, kind & 2, true);
		struct diff diff;

		diff_docs(mem, &how, older, newer, &diff);
		assert_true(diff.count <= 100);
		assert_int_equal(diff.is_cut, kind != 3);
		json_decref(older);
		json_decref(newer);
	}
	return clock() - start;
}

/* Sixteen times the rows: in pairs it would be 256 times the work. */
static void
hostile_lists_are_quick(void **state)
{
	clock_t few = time_of(500);

	(void)state;
	assert_true(time_of(8000) < 80 * few);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_matched_by_id),
		cmocka_unit_test(else_by_name_else_by_place),
		cmocka_unit_test(items_are_matched_and_named),
		cmocka_unit_test(texts_are_matched_by_their_words),
		cmocka_unit_test(hostile_lists_are_quick),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
