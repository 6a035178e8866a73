/*
 * Tests of model/check.c beyond tests/vectors: words, limits, wrappings.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include "model/check.h"
#include "model_help.h"

static struct problems
check(struct arena *mem, const char *doc, enum class_id as, enum strictness how)
{
	struct problems out;

	problems_init(&out, mem, 100);
	check_doc(parse(mem, doc), as, how, "", &limits, &out);
	return out;
}

static void
sentences_are_for_people(void **state)
{
	auto_arena mem = arena_new();
	struct problems p;

	(void)state;
	p = check(mem,
		  "{'achievementType':'AssessmentResult','name':'',"
		  "'tags':'x','issuer':5,'id':null}",
		  CLR_ACHIEVEMENT, CHECK_LENIENT);
	assert_string_equal(words_of(&p, "C", "/achievementType"),
			    "\"Kind of achievement\" is an old word "
			    "(\"AssessmentResult\"): read as \"Assessment\".");
	assert_string_equal(words_of(&p, "G-1", "/name"),
			    "\"Name\" is empty: read as absent.");
	assert_string_equal(words_of(&p, "G-2", "/tags"),
			    "\"Tags\" is a single value where a list is "
			    "expected: read as a list of one.");
	assert_string_equal(words_of(&p, "F", "/issuer"),
			    "\"Issuer\" must be an object: it cannot be "
			    "shown.");
	assert_string_equal(words_of(&p, "G-1", "/id"),
			    "\"Id\" is null: read as absent.");
	assert_string_equal(words_of(&p, "F", "/id"),
			    "\"Id\" is missing: taken without it.");
}

static void
strict_and_lenient_differ_in_severity(void **state)
{
	static const char doc[] = "{'associationType':'isPartOf',"
				  "'targetId':'nowhere','title':'T'}";
	auto_arena mem = arena_new();
	struct problems p;

	(void)state;
	p = check(mem, doc, CLR_ASSOCIATION, CHECK_STRICT);
	assert_int_equal(p.errors, 1);
	p = check(mem, doc, CLR_ASSOCIATION, CHECK_LENIENT);
	assert_int_equal(p.errors, 0);
	assert_int_equal(p.warnings, 1);
}

static void
pointers_begin_at_the_base(void **state)
{
	auto_arena mem = arena_new();
	struct problems out;

	(void)state;
	problems_init(&out, mem, 10);
	check_doc(parse(mem, "{'postalCode':5}"), CLR_ADDRESS, CHECK_STRICT,
		  "/learner/address", &limits, &out);
	assert_string_equal(out.items[0].pointer,
			    "/learner/address/postalCode");
}

static void
nesting_is_bounded(void **state)
{
	const struct load_limits wide = { 16 << 20, 2000 };
	const struct load_limits narrow = { 16 << 20, 10 };
	auto_arena mem = arena_new();
	struct problems out;
	struct str s;
	json_t *doc;

	(void)state;
	str_init(&s, mem);
	for (int i = 0; i < 1000; i++)
		str_add(&s, "{\"id\":\"urn:a:b\",\"parentOrg\":");
	str_add(&s, "{\"id\":\"urn:a:b\"}");
	for (int i = 0; i < 1000; i++)
		str_add(&s, "}");
	assert_int_equal(load_json(mem, s.s, s.len, &wide, &doc), OK);
	problems_init(&out, mem, 10);
	check_doc(doc, CLR_PROFILE, CHECK_LENIENT, "", &narrow, &out);
	assert_non_null(
		words_of(&out, "G-8",
			 "/parentOrg/parentOrg/parentOrg/parentOrg/parentOrg"
			 "/parentOrg/parentOrg/parentOrg/parentOrg/parentOrg"));
}

static void
nested_contexts_are_let_be(void **state)
{
	auto_arena mem = arena_new();
	struct problems p = check(
		mem,
		"{'@context':'" CLR_CONTEXT "',"
		"'id':'urn:a:b','name':'N','address':{'@context':'https://x'},"
		"'ext:more':{'a':null}}",
		CLR_PROFILE, CHECK_STRICT);

	(void)state;
	assert_int_equal(p.errors + p.warnings, 0);
}

static void
a_context_is_an_address_or_several(void **state)
{
	static const struct {
		const char *doc;
		size_t errors;
	} rows[] = {
		{ "{'@context':'" CLR_CONTEXT "'}", 0 },
		{ "{'@context':['https://x','" CLR_CONTEXT "']}", 0 },
		{ "{'@context':['https://x']}", 1 },
		{ "{'@context':[]}", 1 },
		{ "{'@context':[{},'" CLR_CONTEXT "']}", 1 },
		{ "{'@context':{}}", 2 },
		{ "{}", 1 },
	};
	auto_arena mem = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_int_equal(
			check(mem, rows[i].doc, CLR_CLR_SET, CHECK_STRICT)
				.errors,
			rows[i].errors);
}

static void
a_list_for_one_value_is_an_error(void **state)
{
	auto_arena mem = arena_new();
	struct problems p = check(mem, "{'postalCode':['1']}", CLR_ADDRESS,
				  CHECK_LENIENT);

	(void)state;
	assert_int_equal(p.errors, 1);
	assert_non_null(words_of(&p, "F", "/postalCode"));
}

static void
old_and_new_name_together(void **state)
{
	auto_arena mem = arena_new();
	struct problems p = check(
		mem,
		"{'id':'urn:a:b',"
		"'birthDate':'2001-01-01','birthdate':'2002-02-02'}",
		CLR_PROFILE, CHECK_LENIENT);

	(void)state;
	assert_non_null(words_of(&p, "G-6", "/birthdate"));
}

static void
signed_parts_tell_why_they_cannot_be_read(void **state)
{
	auto_arena mem = arena_new();
	struct problems p = check(mem,
				  "{'id':'urn:a:b',"
				  "'signedEndorsements':['abc']}",
				  CLR_PROFILE, CHECK_LENIENT);

	(void)state;
	assert_int_equal(p.errors, 1);
	assert_string_equal(words_of(&p, "F", "/signedEndorsements/0"),
			    "\"Signed endorsements\" cannot be read: A signed "
			    "text has three parts with a dot between them; "
			    "this one has not.");
}

static void
so_many_signed_texts_are_read(void **state)
{
	auto_arena mem = arena_new();
	struct problems out;
	struct str s;
	json_t *doc;

	(void)state;
	str_init(&s, mem);
	str_add(&s, "{\"signedEndorsements\":[\"x\"");
	for (int i = 0; i < LOAD_MOST_SIGNED + 5; i++)
		str_add(&s, ",\"x\"");
	str_add(&s, "]}");
	assert_int_equal(load_json(mem, s.s, s.len, &limits, &doc), OK);
	problems_init(&out, mem, 20000);
	check_doc(doc, CLR_PROFILE, CHECK_STRICT, "", &limits, &out);
	assert_non_null(words_of(&out, "G-8", "/signedEndorsements/10000"));
	assert_null(words_of(&out, "F", "/signedEndorsements/10000"));
	assert_non_null(words_of(&out, "F", "/signedEndorsements/9999"));
}

static void
a_wrapping_is_checked_without_its_records(void **state)
{
	auto_arena mem = arena_new();
	struct problems out;

	(void)state;
	problems_init(&out, mem, 10);
	check_wrapping(parse(mem, "{'colour':1,'clrs':[{},5],"
				  "'signedClrs':['x']}"),
		       CLR_CLR_SET, "/a", &limits, &out);
	assert_int_equal(out.count, 3);
	assert_non_null(words_of(&out, "F", "/a/clrs/1"));
	assert_non_null(words_of(&out, "G-3", "/a/@context"));
	assert_non_null(words_of(&out, "G-6", "/a/colour"));
	problems_init(&out, mem, 10);
	check_wrapping(NULL, CLR_CLR_SET, "", &limits, &out);
	assert_int_equal(out.errors, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sentences_are_for_people),
		cmocka_unit_test(strict_and_lenient_differ_in_severity),
		cmocka_unit_test(pointers_begin_at_the_base),
		cmocka_unit_test(nesting_is_bounded),
		cmocka_unit_test(nested_contexts_are_let_be),
		cmocka_unit_test(a_context_is_an_address_or_several),
		cmocka_unit_test(a_list_for_one_value_is_an_error),
		cmocka_unit_test(old_and_new_name_together),
		cmocka_unit_test(signed_parts_tell_why_they_cannot_be_read),
		cmocka_unit_test(so_many_signed_texts_are_read),
		cmocka_unit_test(a_wrapping_is_checked_without_its_records),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
