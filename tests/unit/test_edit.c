/*
 * Tests of model/edit.c: new documents, stand-ins, values set one by one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include "model/edit_run.h"
#include "model/walk.h"
#include "model_help.h"

static void
makes_new_documents(void **state)
{
	auto_arena mem = arena_new();

	(void)state;
	/* only an endorsement must say how it is verified */
	assert_true(json_equal(
		edit_new(mem, CLR_ENDORSEMENT, "https://a.example/1"),
		parse(mem, "{'id':'https://a.example/1','type':'Endorsement',"
			   "'verification':{'type':'Hosted'}}")));
	assert_true(json_equal(
		edit_new(mem, CLR_ENDORSEMENT, "urn:a:e"),
		parse(mem, "{'id':'urn:a:e','type':'Endorsement'}")));
	assert_true(json_equal(
		edit_new(mem, CLR_ASSERTION, "https://a.example/1"),
		parse(mem, "{'id':'https://a.example/1','type':'Assertion'}")));
	assert_true(json_equal(edit_new(mem, CLR_CLR, "urn:a:b"),
			       parse(mem, "{'id':'urn:a:b','type':'Clr'}")));
	assert_true(json_equal(
		edit_new(mem, CLR_PROFILE, "https://a.example/2"),
		parse(mem, "{'id':'https://a.example/2','type':'Profile'}")));
	assert_true(str_starts(
		walk_text(edit_new(mem, CLR_PROFILE, NULL), CLR_PROFILE, "id"),
		"urn:uuid:"));
	assert_true(json_equal(edit_new(mem, CLR_ADDRESS, NULL),
			       parse(mem, "{'type':'Address'}")));
	assert_int_equal(json_object_size(edit_new(mem, CLR_IDENTITY, NULL)),
			 0);
}

static void
stands_in_for_items(void **state)
{
	auto_arena mem = arena_new();

	(void)state;
	assert_string_equal(edit_item(edit_item_new(mem, "A")), "A");
	assert_null(edit_item(parse(mem, "{'id':'A'}")));
	assert_null(edit_item(parse(mem, "'A'")));
	assert_null(edit_item(parse(mem, "{'$item':{}}")));
	assert_null(edit_item(NULL));
}

/* ${pointer} of an Achievement ${doc} set to ${value} (NULL: taken away). */
static void
sets(const char *doc, const char *pointer, const char *value,
     const char *wanted)
{
	auto_arena mem = arena_new();
	json_t *it = parse(mem, doc);

	assert_int_equal(edit_set(mem, CLR_ACHIEVEMENT, it, pointer,
				  value ? parse(mem, value) : NULL),
			 OK);
	assert_true(json_equal(it, parse(mem, wanted)));
}

static void
sets_values(void **state)
{
	(void)state;
	sets("{}", "/name", "'N'", "{'name':'N'}");
	sets("{'name':'N'}", "/name", NULL, "{}");
	sets("{}", "/name", NULL, "{}");
	sets("{}", "/type", "'T'", "{'type':'T'}");
	sets("{}", "/requirement/narrative", "'n'",
	     "{'requirement':{'type':'Criteria','narrative':'n'}}");
	sets("{'requirement':'urn:a'}", "/requirement/narrative", "'n'",
	     "{'requirement':{'type':'Criteria','id':'urn:a',"
	     "'narrative':'n'}}");
	sets("{}", "/tags/0", "'a'", "{'tags':['a']}");
	sets("{'tags':'a'}", "/tags/1", "'b'", "{'tags':['a','b']}");
	sets("{'tags':['a','b']}", "/tags/0", "'c'", "{'tags':['c','b']}");
	sets("{'tags':['a','b']}", "/tags/0", NULL, "{'tags':['b']}");
	sets("{}", "/tags", "['a']", "{'tags':['a']}");
	sets("{'alignments':[{'educationalFramework':'F'}]}",
	     "/alignments/0/targetFramework", "'G'",
	     "{'alignments':[{'targetFramework':'G'}]}");
	sets("{'issuer':{'id':'i'}}", "/issuer/name", "'I'",
	     "{'issuer':{'id':'i','name':'I'}}");
}

static void
refuses_places_that_are_none(void **state)
{
	static const char *const pointers[] = {
		"",
		"name",
		"/nosuch",
		"/name/x",
		"/tags/2",
		"/tags/x",
		"/tags/0/x",
		"/tags/",
		"/alignments/0/targetName",
		"/issuer/name",
		"/publicKey/id",
		"/requirement/narrative",
		"/alignments/name",
		"/",
	};
	auto_arena mem = arena_new();
	json_t *doc = parse(mem, "{'tags':['a'],'issuer':{'$item':'I'},"
				 "'requirement':['odd']}");
	json_t *before = json_deep_copy(doc);

	(void)state;
	for (size_t i = 0; i < sizeof pointers / sizeof *pointers; i++) {
		assert_int_equal(edit_set(mem, CLR_ACHIEVEMENT, doc,
					  pointers[i], json_true()),
				 INVALID);
		assert_non_null(strstr(fail_last()->text, pointers[i]));
	}
	assert_int_equal(edit_set(mem, CLR_ACHIEVEMENT, doc, "/tags/7", NULL),
			 INVALID);
	json_object_del(doc, "alignments");
	assert_true(json_equal(doc, before));
	json_decref(before);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(makes_new_documents),
		cmocka_unit_test(stands_in_for_items),
		cmocka_unit_test(sets_values),
		cmocka_unit_test(refuses_places_that_are_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
