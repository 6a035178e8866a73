/*
 * Tests of page/fields_local.c: values that stand elsewhere at hand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "fields_help.h"

/* An achievement with a grade, and a rubric. */
#define ACHIEVEMENT                                                            \
	"{'id':'urn:x','resultDescriptions':["                                 \
	"{'id':'urn:g','name':'Grade','allowedValues':['F','A']},"             \
	"{'id':'urn:r','name':'Rubric','rubricCriterionLevels':["              \
	"{'id':'urn:1','name':'Low'},{'id':'urn:2','name':'High'}]},"          \
	"{'name':'No id'}]}"

static struct _hdf *
result_of(struct arena *mem, const char *result)
{
	return plain_form(mem, CLR_ASSERTION,
			  arena_printf(mem, "{'achievement':%s,'results':[%s]}",
				       ACHIEVEMENT, result));
}

static void
a_result_is_one_of_the_possible_ones(void **state)
{
	struct _hdf *hdf = result_of(*state, "{'resultDescription':'urn:r'}");
	struct _hdf *field = field_at(hdf, "/results/0/resultDescription");

	assert_data(field, "kind", "choice");
	assert_data(field, "option.0.label", "Grade");
	assert_data(field, "option.0.chosen", NULL);
	assert_data(field, "option.1.value", "urn:r");
	assert_data(field, "option.1.chosen", "1");
	assert_data(field, "option.2", NULL);
	assert_data(field, "hint", NULL);
	assert_field(hdf, "/results/0", "field.0.name",
		     "/results/0/resultDescription");
	assert_field(hdf, "/results/0", "field.1.name", "/results/0/value");
}

static void
its_value_is_one_that_is_allowed(void **state)
{
	struct _hdf *hdf = result_of(
		*state, "{'resultDescription':'urn:g','value':'B'}");

	assert_field(hdf, "/results/0/value", "kind", "choice");
	assert_field(hdf, "/results/0/value", "option.1.value", "A");
	assert_field(hdf, "/results/0/value", "option.2.value", "B");
	assert_field(hdf, "/results/0/value", "option.2.chosen", "1");
	assert_null(field_at(hdf, "/results/0/achievedLevel"));
	assert_field(hdf, "/results/0", "title", "Grade: B");
	hdf = result_of(*state, "{'resultDescription':'urn:r','value':'B'}");
	assert_field(hdf, "/results/0/value", "kind", "text");
}

static void
its_level_is_one_of_the_rubrics(void **state)
{
	struct _hdf *hdf = result_of(
		*state,
		"{'resultDescription':'urn:r','achievedLevel':'urn:2'}");
	struct _hdf *field = field_at(hdf, "/results/0/achievedLevel");

	assert_data(field, "kind", "choice");
	assert_data(field, "option.0.label", "Low");
	assert_data(field, "option.0.about", NULL);
	assert_data(field, "option.1.chosen", "1");
	hdf = result_of(*state, "{}");
	assert_field(hdf, "/results/0/achievedLevel", "option.0.about",
		     "Rubric");
}

static void
the_achievement_may_be_an_item(void **state)
{
	struct fields_store store = { .chosen = parse(*state, ACHIEVEMENT) };
	struct fields f = fields_for(*state, &store);
	struct _hdf *hdf = form_of(&f, CLR_ASSERTION,
				   "{'achievement':{'$item':'a1'},"
				   "'results':[{}]}");

	assert_field(hdf, "/results/0/resultDescription", "option.0.value",
		     "urn:g");
	hdf = form_of(&f, CLR_ASSERTION,
		      "{'achievement':{'$item':'a2'},'results':[{}]}");
	assert_field(hdf, "/results/0/resultDescription", "hint", "1");
	f.source = NULL;
	hdf = form_of(&f, CLR_ASSERTION,
		      "{'achievement':{'$item':'a1'},'results':[{}]}");
	assert_field(hdf, "/results/0/resultDescription", "hint", "1");
}

static void
without_choices_the_value_stays(void **state)
{
	struct _hdf *hdf = plain_form(
		*state, CLR_ASSERTION,
		"{'results':[{'resultDescription':'urn:q',"
		"'achievedLevel':'urn:z'}]}");
	struct _hdf *field = field_at(hdf, "/results/0/resultDescription");

	assert_data(field, "hint", "1");
	assert_data(field, "option.0.value", "urn:q");
	assert_data(field, "option.0.chosen", "1");
	assert_field(hdf, "/results/0/achievedLevel", "kind", "address");
	hdf = plain_form(*state, CLR_RESULT, "{'value':'3'}");
	assert_field(hdf, "/value", "kind", "text");
}

static void
what_is_needed_is_chosen_in_the_description(void **state)
{
	struct _hdf *hdf = plain_form(
		*state, CLR_RESULT_DESCRIPTION,
		"{'allowedValues':['F','A'],'requiredValue':'A',"
		"'requiredLevel':'urn:1','rubricCriterionLevels':["
		"{'id':'urn:1','name':'Low'},{'name':'New'}]}");

	assert_field(hdf, "/requiredValue", "option.1.chosen", "1");
	assert_field(hdf, "/requiredLevel", "option.0.chosen", "1");
	assert_field(hdf, "/requiredLevel", "option.1", NULL);
	hdf = plain_form(*state, CLR_RESULT_DESCRIPTION, "{}");
	assert_field(hdf, "/requiredValue", "kind", "text");
	assert_null(field_at(hdf, "/requiredLevel"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_memory(a_result_is_one_of_the_possible_ones),
		with_memory(its_value_is_one_that_is_allowed),
		with_memory(its_level_is_one_of_the_rubrics),
		with_memory(the_achievement_may_be_an_item),
		with_memory(without_choices_the_value_stays),
		with_memory(what_is_needed_is_chosen_in_the_description),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
