/*
 * Tests of model/check_rules.c beyond tests/vectors: who is compared with
 * whom, and at what cost.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <time.h>

#include "model/check.h"
#include "model_help.h"

static struct problems
check(struct arena *mem, const char *doc, enum class_id as)
{
	struct problems out;

	problems_init(&out, mem, 100);
	check_doc(parse(mem, doc), as, CHECK_STRICT, "", &limits, &out);
	return out;
}

#define ISSUER "'issuer':{'id':'urn:a:l','name':'I'}"

/* A Clr with one achievement in the list and one asserted. */
static bool
is_same(const char *listed, const char *asserted)
{
	auto_arena mem = arena_new();
	struct problems p = check(
		mem,
		arena_printf(
			mem,
			"{'learner':{'id':'urn:a:l'},'achievements':[{'id':'urn:a:1',"
			"%s}],'assertions':[{'achievement':{'id':'urn:a:1',%s}}]}",
			listed, asserted),
		CLR_CLR);

	return !words_of(&p, "D-5", "/assertions/0/achievement");
}

static void
equality_is_of_values(void **state)
{
	(void)state;
	assert_true(
		is_same("'name':'A','level':'1'", "'level':'1','name':'A'"));
	assert_true(is_same("'creditsAvailable':3", "'creditsAvailable':3.0"));
	assert_true(is_same("'x:a':[1,{'b':null}]", "'x:a':[1.0,{'b':null}]"));
	assert_false(is_same("'tags':['a','b']", "'tags':['b','a']"));
	assert_false(is_same("'tags':['a']", "'tags':['a','b']"));
	assert_false(is_same("'name':'A'", "'name':'B'"));
	assert_false(is_same("'name':'A'", "'names':'A'"));
	assert_false(is_same("'name':'A'", "'name':'A','level':'1'"));
	assert_false(is_same("'x:a':true", "'x:a':false"));
	assert_false(is_same("'x:a':1", "'x:a':'1'"));
	assert_false(is_same("'x:a':1", "'x:a':2"));
}

static void
mail_is_compared_without_case(void **state)
{
	auto_arena mem = arena_new();
	struct problems p = check(
		mem,
		"{'learner':{'id':'urn:a:l','email':"
		"'A@B.example','url':'https://A.example'},'assertions':["
		"{'recipient':{'type':'email','identity':'a@b.EXAMPLE'}},"
		"{'recipient':{'type':'url','identity':'https://a.example'}},"
		"{'recipient':{'type':'address','identity':'x'}},"
		"{'recipient':{'type':'email','identity':'x','hashed':true}},"
		"{'recipient':{}}]}",
		CLR_CLR);

	(void)state;
	assert_null(words_of(&p, "D-4", "/assertions/0/recipient"));
	assert_non_null(words_of(&p, "D-4", "/assertions/1/recipient"));
	assert_non_null(words_of(&p, "D-4", "/assertions/2/recipient"));
	assert_null(words_of(&p, "D-4", "/assertions/3/recipient"));
	assert_null(words_of(&p, "D-4", "/assertions/4/recipient"));
}

/* The Clr whose learner counts is the one around, also in a set and in
 * signed texts. */
static void
each_record_has_its_own_learner(void **state)
{
	auto_arena mem = arena_new();
	const char *jws = fake_jws(mem, "{'recipient':{'type':'id',"
					"'identity':'urn:a:1'}}");
	struct problems p = check(
		mem,
		arena_printf(
			mem,
			"{'clrs':["
			"{'learner':{'id':'urn:a:1'},'signedAssertions':['%s']},"
			"{'learner':{'id':'urn:a:2'},'signedAssertions':['%s']}]}",
			jws, jws),
		CLR_CLR_SET);

	(void)state;
	assert_null(
		words_of(&p, "D-4", "/clrs/0/signedAssertions/0/recipient"));
	assert_non_null(
		words_of(&p, "D-4", "/clrs/1/signedAssertions/0/recipient"));
}

static void
hosted_endorsements_need_an_address(void **state)
{
	auto_arena mem = arena_new();
	struct problems p = check(mem,
				  "{'id':'urn:a:e',"
				  "'verification':{'type':'Hosted'}}",
				  CLR_ENDORSEMENT);

	(void)state;
	assert_non_null(words_of(&p, "D-2", "/id"));
	p = check(mem,
		  "{'id':'http://localhost.example/e',"
		  "'verification':{'type':'Hosted'}}",
		  CLR_ENDORSEMENT);
	assert_non_null(strstr(words_of(&p, "D-2", "/id"), "no https"));
	p = check(mem,
		  "{'id':'http://[::1]:80/e',"
		  "'verification':{'type':'Hosted'}}",
		  CLR_ENDORSEMENT);
	assert_non_null(strstr(words_of(&p, "D-2", "/id"), "this machine"));
	p = check(mem, "{'verification':{'type':'Hosted'}}", CLR_ENDORSEMENT);
	assert_null(words_of(&p, "D-2", "/id"));
}

static void
a_revoked_record_may_hold_nothing(void **state)
{
	auto_arena mem = arena_new();
	struct problems p = check(mem, "{'revoked':true}", CLR_CLR);

	(void)state;
	assert_null(words_of(&p, "D-10", "/assertions"));
}

static void
self_issued_needs_no_list(void **state)
{
	auto_arena mem = arena_new();
	struct problems p = check(
		mem,
		"{'learner':{'id':'urn:a:l'},"
		"'publisher':{'id':'urn:a:l'},'assertions':[{'achievement':{" ISSUER
		"}}]}",
		CLR_CLR);

	(void)state;
	for (size_t i = 0; i < p.count; i++)
		assert_string_not_equal(p.items[i].rule, "D-8");
}

/* Many achievements of one id, and many signed beside many plain. */
static void
cost_is_linear(void **state)
{
	auto_arena mem = arena_new();
	struct problems out;
	struct str s;
	json_t *doc;
	clock_t start;

	(void)state;
	str_init(&s, mem);
	str_add(&s, "{\"achievements\":[");
	for (int i = 0; i < 20000; i++)
		str_addf(&s, "%s{\"id\":\"urn:a:%d\"}", i ? "," : "", i % 9);
	str_add(&s, "],\"assertions\":[");
	for (int i = 0; i < 20000; i++)
		str_addf(&s,
			 "%s{\"id\":\"urn:b:%d\",\"achievement\":"
			 "{\"id\":\"urn:a:%d\"}}",
			 i ? "," : "", i, i % 9);
	str_add(&s, "],\"signedAssertions\":[");
	for (int i = 0; i < 20000; i++)
		str_addf(&s, "%s\"e30.eyJpZCI6InVybjpiOjEifQ.AAAA\"",
			 i ? "," : "");
	str_add(&s, "]}");
	assert_int_equal(load_json(mem, s.s, s.len, &limits, &doc), OK);
	problems_init(&out, mem, 100);
	start = clock();
	check_doc(doc, CLR_CLR, CHECK_LENIENT, "", &limits, &out);
	assert_true((clock() - start) / CLOCKS_PER_SEC < 60);
	assert_true(out.warnings > 20000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equality_is_of_values),
		cmocka_unit_test(mail_is_compared_without_case),
		cmocka_unit_test(each_record_has_its_own_learner),
		cmocka_unit_test(hosted_endorsements_need_an_address),
		cmocka_unit_test(a_revoked_record_may_hold_nothing),
		cmocka_unit_test(self_issued_needs_no_list),
		cmocka_unit_test(cost_is_linear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
