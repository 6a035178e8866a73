/*
 * Tests of model/edit_do.c: rows that come, go and change places.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include "model/edit.h"
#include "model/walk.h"
#include "model_help.h"

static enum result
order(struct arena *mem, json_t *doc, enum edit_do what, const char *pointer)
{
	const struct edit_order it = { what, pointer, 4 };

	return edit_do(mem, CLR_ACHIEVEMENT, doc, &it);
}

static void
does(enum edit_do what, const char *pointer, const char *doc,
     const char *wanted)
{
	auto_arena mem = arena_new();
	json_t *it = parse(mem, doc);

	assert_int_equal(order(mem, it, what, pointer), OK);
	assert_true(json_equal(it, parse(mem, wanted)));
}

static void
adds(void **state)
{
	auto_arena mem = arena_new();
	json_t *doc = parse(mem, "{}");
	const json_t *row;

	(void)state;
	does(EDIT_ADD, "/tags", "{}", "{'tags':['']}");
	does(EDIT_ADD, "/tags", "{'tags':'a'}", "{'tags':['a','']}");
	does(EDIT_ADD, "/endorsements", "{}", "{'endorsements':[null]}");
	does(EDIT_ADD, "/associations", "{}", "{'associations':[{'$was':''}]}");
	does(EDIT_ADD, "/requirement", "{}",
	     "{'requirement':{'type':'Criteria'}}");
	does(EDIT_ADD, "/requirement", "{'requirement':{'id':'a'}}",
	     "{'requirement':{'id':'a'}}");
	does(EDIT_ADD, "/requirement", "{'requirement':'urn:a'}",
	     "{'requirement':{'type':'Criteria','id':'urn:a'}}");
	does(EDIT_ADD, "/alignments", "{'alignments':[{'id':'a'}]}",
	     "{'alignments':[{'id':'a'},{'type':'Alignment','$was':''}]}");
	assert_int_equal(order(mem, doc, EDIT_ADD, "/resultDescriptions"), OK);
	row = walk_item(doc, CLR_ACHIEVEMENT, "resultDescriptions", 0);
	assert_true(str_starts(walk_text(row, CLR_RESULT_DESCRIPTION, "id"),
			       "urn:uuid:"));
	assert_int_equal(order(mem, doc, EDIT_ADD,
			       "/resultDescriptions/0/rubricCriterionLevels"),
			 OK);
	row = walk_item(row, CLR_RESULT_DESCRIPTION, "rubricCriterionLevels",
			0);
	assert_string_equal(walk_text(row, CLR_RUBRIC_CRITERION_LEVEL, "type"),
			    "RubricCriterionLevel");
}

static void
removes(void **state)
{
	(void)state;
	does(EDIT_REMOVE, "/tags/0", "{'tags':['a','b']}", "{'tags':['b']}");
	does(EDIT_REMOVE, "/tags/0", "{'tags':['a']}", "{}");
	does(EDIT_REMOVE, "/tags/0", "{'tags':'a'}", "{}");
	does(EDIT_REMOVE, "/requirement", "{'requirement':{'id':'a'}}", "{}");
	does(EDIT_REMOVE, "/issuer", "{'issuer':{'$item':'a'}}", "{}");
	does(EDIT_REMOVE, "/endorsements/1",
	     "{'endorsements':[{'$item':'a'},null]}",
	     "{'endorsements':[{'$item':'a'}]}");
}

static void
moves(void **state)
{
	(void)state;
	does(EDIT_UP, "/tags/1", "{'tags':['a','b','c']}",
	     "{'tags':['b','a','c']}");
	does(EDIT_DOWN, "/tags/1", "{'tags':['a','b','c']}",
	     "{'tags':['a','c','b']}");
	does(EDIT_UP, "/tags/0", "{'tags':['a','b']}", "{'tags':['a','b']}");
	does(EDIT_DOWN, "/tags/1", "{'tags':['a','b']}", "{'tags':['a','b']}");
	does(EDIT_DOWN, "/resultDescriptions/0",
	     "{'resultDescriptions':[{'x:y':1,'$was':'3'},{'x:y':2}]}",
	     "{'resultDescriptions':[{'x:y':2},{'x:y':1,'$was':'3'}]}");
}

static void
refuses_what_cannot_be(void **state)
{
	static const struct {
		enum edit_do what;
		const char *pointer;
	} rows[] = {
		{ EDIT_ADD, "/name" },		{ EDIT_ADD, "/issuer" },
		{ EDIT_ADD, "/tags/0" },	{ EDIT_ADD, "/nosuch" },
		{ EDIT_ADD, "/type" },		{ EDIT_ADD, "/requirement" },
		{ EDIT_REMOVE, "/name" },	{ EDIT_REMOVE, "/tags" },
		{ EDIT_REMOVE, "/tags/4" },	{ EDIT_REMOVE, "/type" },
		{ EDIT_REMOVE, "/issuer" },	{ EDIT_UP, "/tags" },
		{ EDIT_UP, "/tags/4" },		{ EDIT_DOWN, "/name" },
		{ EDIT_DOWN, "/alignments/0" },
	};
	auto_arena mem = arena_new();
	json_t *doc = parse(mem, "{'name':'N','tags':['a','b','c','d'],"
				 "'type':'T','requirement':5}");

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(order(mem, doc, rows[i].what, rows[i].pointer),
				 INVALID);
		assert_non_null(strstr(fail_last()->text, rows[i].pointer));
	}
	assert_int_equal(order(mem, doc, EDIT_ADD, "/tags"), TOO_BIG);
	assert_non_null(strstr(fail_last()->text, "4 rows of \"Tags\""));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(adds),
		cmocka_unit_test(removes),
		cmocka_unit_test(moves),
		cmocka_unit_test(refuses_what_cannot_be),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
