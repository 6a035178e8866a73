/*
 * Tests of model/check_results.c: results on their scales (D-6, D-7).
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

/* An Assertion with one description and one result, checked. */
static struct problems
check(struct arena *mem, const char *description, const char *result)
{
	struct problems out;

	problems_init(&out, mem, 100);
	check_doc(
		parse(mem,
		      arena_printf(
			      mem,
			      "{'achievement':{"
			      "'resultDescriptions':[{'id':'urn:d:1',%s}]},'results':"
			      "[{'resultDescription':'urn:d:1',%s}]}",
			      description, result)),
		CLR_ASSERTION, CHECK_STRICT, "", &limits, &out);
	return out;
}

static void
values_lie_on_the_scale(void **state)
{
	static const struct {
		const char *description, *value;
		bool is_fit;
	} rows[] = {
		{ "'allowedValues':['A','B']", "B", true },
		{ "'allowedValues':['A','B']", "b", false },
		{ "'allowedValues':'A'", "A", true },
		{ "'allowedValues':[5]", "C", true },
		{ "'valueMin':'0','valueMax':'4.0'", "4", true },
		{ "'valueMin':'0','valueMax':'4.0'", "4.01", false },
		{ "'valueMin':'-1e2'", "-100.5", false },
		{ "'valueMin':'-1e2'", "-99", true },
		{ "'valueMin':'F','valueMax':'A'", "12", true },
		{ "'valueMin':'0','valueMax':'4'", "nan", true },
		{ "'valueMin':'0','valueMax':'4'", "0x99", true },
		{ "'valueMin':'0','valueMax':'4'", "--5", true },
		{ "'valueMin':'0','valueMax':'4'", "B+", true },
		{ "'name':'x'", "anything", true },
	};
	auto_arena mem = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct problems p = check(
			mem, rows[i].description,
			arena_printf(mem, "'value':'%s'", rows[i].value));
		const char *words = words_of(&p, "D-6", "/results/0/value");

		assert_int_equal(words == NULL, rows[i].is_fit);
	}
}

static void
levels_are_of_the_rubric(void **state)
{
	auto_arena mem = arena_new();
	static const char rubric[] =
		"'rubricCriterionLevels':[{'id':'urn:l:1'},{'id':'urn:l:2'}]";
	struct problems p;

	(void)state;
	p = check(mem, rubric, "'achievedLevel':'urn:l:2'");
	assert_null(words_of(&p, "D-6", "/results/0/achievedLevel"));
	p = check(mem, rubric, "'achievedLevel':'urn:l:3'");
	assert_non_null(words_of(&p, "D-6", "/results/0/achievedLevel"));
}

static void
a_status_is_given(void **state)
{
	auto_arena mem = arena_new();
	struct problems p;

	(void)state;
	p = check(mem, "'resultType':'Status'", "'value':'x'");
	assert_non_null(words_of(&p, "D-7", "/results/0/status"));
	p = check(mem, "'resultType':'Status'", "'status':'OnHold'");
	assert_null(words_of(&p, "D-7", "/results/0/status"));
}

static void
what_cannot_be_joined_is_passed_over(void **state)
{
	auto_arena mem = arena_new();
	struct problems out;

	(void)state;
	problems_init(&out, mem, 100);
	check_doc(parse(mem, "{'results':[{'resultDescription':'urn:d:1'}]}"),
		  CLR_ASSERTION, CHECK_STRICT, "", &limits, &out);
	check_doc(parse(mem, "{'achievement':{'resultDescriptions':[5,{}]},"
			     "'results':[{},7,null]}"),
		  CLR_ASSERTION, CHECK_STRICT, "", &limits, &out);
	for (size_t i = 0; i < out.count; i++)
		assert_string_not_equal(out.items[i].rule, "D-6");
}

/* As many results as descriptions as allowed values. */
static void
cost_is_linear(void **state)
{
	auto_arena mem = arena_new();
	struct problems out;
	struct str s;
	json_t *doc;
	clock_t start = clock();

	(void)state;
	str_init(&s, mem);
	str_add(&s, "{\"achievement\":{\"resultDescriptions\":[");
	for (int i = 0; i < 30000; i++)
		str_addf(&s, "{\"id\":\"urn:d:%d\"},", i);
	str_add(&s, "{\"id\":\"urn:d:x\",\"allowedValues\":[\"x\"");
	for (int i = 0; i < 30000; i++)
		str_addf(&s, ",\"%d\"", i);
	str_add(&s, "]}]},\"results\":[{}");
	for (int i = 0; i < 30000; i++)
		str_add(&s, ",{\"resultDescription\":\"urn:d:x\","
			    "\"value\":\"none\"}");
	str_add(&s, "]}");
	assert_int_equal(load_json(mem, s.s, s.len, &limits, &doc), OK);
	problems_init(&out, mem, 10);
	check_doc(doc, CLR_ASSERTION, CHECK_LENIENT, "", &limits, &out);
	assert_true(out.warnings >= 30000);
	assert_true((clock() - start) / CLOCKS_PER_SEC < 60);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_lie_on_the_scale),
		cmocka_unit_test(levels_are_of_the_rubric),
		cmocka_unit_test(a_status_is_given),
		cmocka_unit_test(what_cannot_be_joined_is_passed_over),
		cmocka_unit_test(cost_is_linear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
