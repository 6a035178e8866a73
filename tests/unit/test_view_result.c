/*
 * Tests of page/view_result.c: results on their own scale.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "page_help.h"
#define GRADED(results, descriptions)                                          \
	RECORD("", ASSERTION("urn:1", "'results':[" results "],",              \
			     "'name':'N','resultDescriptions':[" descriptions  \
			     "]"))
#define R "Doc.assertion.0.result.0."

static void
a_value_is_placed_between_the_ends(void **state)
{
	static const struct {
		const char *value, *min, *max, *at;
	} rows[] = {
		{ "3", "0", "4", "750" },
		{ "0", "0", "4", "0" },
		{ "4.00", "0.00", "4.00", "1000" },
		{ "85%", "0", "100%", "850" },
		{ "-5", "-10", "0", "500" },
		{ "5", "0", "4", NULL },
		{ "-1", "0", "4", NULL },
		{ "A", "0", "4", NULL },
		{ "3", "F", "A", NULL },
		{ "3", "4", "0", NULL },
		{ "nan", "0", "4", NULL },
		{ "1e999", "0", "4", NULL },
		{ "3 x", "0", "4", NULL },
		{ "3", "3", "3", NULL },
	};
	struct _hdf *hdf;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		hdf = record_of(
			*state,
			arena_printf(
				*state,
				GRADED("{'resultDescription':'d','value':'%s'}",
				       "{'id':'d','name':'GPA','valueMin':'%s',"
				       "'valueMax':'%s','requiredValue':'%s'}"),
				rows[i].value, rows[i].min, rows[i].max,
				rows[i].value));
		assert_data(hdf, R "value", rows[i].value);
		assert_data(hdf, R "range.min", rows[i].min);
		assert_data(hdf, R "range.max", rows[i].max);
		assert_data(hdf, R "range.at", rows[i].at);
		assert_data(hdf, R "range.need", rows[i].at);
		assert_data(hdf, R "need_shown", NULL);
		assert_data(hdf, R "description.fact", NULL);
	}
}

static void
a_value_is_boxed_among_those_allowed(void **state)
{
	struct _hdf *hdf = record_of(
		*state,
		GRADED("{'id':'r','resultDescription':'d','value':'B','x:y':'z'}",
		       "{'id':'d','name':'Grade','resultType':'LetterGrade',"
		       "'allowedValues':['C','B','A'],'requiredValue':'C'}"));

	assert_data(hdf, R "title", "Grade");
	assert_data(hdf, R "type_term", "LetterGrade");
	assert_data(hdf, R "required", "C");
	assert_data(hdf, R "allowed.0.value", "C");
	assert_data(hdf, R "allowed.0.is_required", "1");
	assert_data(hdf, R "allowed.0.is_value", NULL);
	assert_data(hdf, R "allowed.1.is_value", "1");
	assert_data(hdf, R "allowed.3", NULL);
	assert_data(hdf, R "need_shown", "1");
	assert_data(hdf, R "own.more.0.value", "z");
	assert_data(hdf, R "own.tech.0.value", "r");
	assert_data(hdf, R "own.tech.1", NULL);
	assert_data(hdf, R "description.tech.0.value", "d");
	assert_data(hdf, "Doc.assertion.0.possible", NULL);
}

static void
a_level_is_shown_in_its_rubric(void **state)
{
	struct _hdf *hdf = record_of(
		*state,
		GRADED("{'resultDescription':'d','achievedLevel':'l2',"
		       "'status':'InProgress'}",
		       "{'id':'d','name':'Skill','requiredLevel':'l1',"
		       "'rubricCriterionLevels':[{'id':'l1','name':'Low',"
		       "'points':'1','description':'Some.'},"
		       "{'id':'l2','name':'High'}]}"));

	assert_data(hdf, R "level", "High");
	assert_data(hdf, R "required_level", "Low");
	assert_data(hdf, R "status_term", "InProgress");
	assert_data(hdf, R "rubric.0.title", "Low");
	assert_data(hdf, R "rubric.0.fact.0.value", "1");
	assert_data(hdf, R "rubric.0.prose.0.value", "Some.");
	assert_data(hdf, R "rubric.0.is_required", "1");
	assert_data(hdf, R "rubric.0.is_value", NULL);
	assert_data(hdf, R "rubric.1.is_value", "1");
	assert_data(hdf, R "own.fact", NULL);
	assert_data(hdf, "Doc.term.0.row.0.result.0.name", "Skill");
	assert_data(hdf, "Doc.term.0.row.0.result.0.value", "High");
}

static void
what_cannot_be_joined_is_listed(void **state)
{
	struct _hdf *hdf = record_of(
		*state,
		GRADED("{'resultDescription':'none','achievedLevel':'no',"
		       "'value':'7'},'odd'",
		       "{'id':'d','name':'Grade','allowedValues':['A',3],"
		       "'requiredLevel':'no','rubricCriterionLevels':['odd'],"
		       "'valueMin':'1'}"));

	assert_data(hdf, R "title", NULL);
	assert_data(hdf, R "value", "7");
	assert_data(hdf, R "own.fact.0.value", "no");
	assert_data(hdf, R "own.tech.0.value", "none");
	assert_data(hdf, "Doc.assertion.0.result.1.value", "odd");
	assert_data(hdf, "Doc.assertion.0.possible.0.title", "Grade");
	assert_data(hdf,
		    "Doc.assertion.0.possible.0.description.fact.0"
		    ".many.1.value",
		    "3");
	assert_data(hdf,
		    "Doc.assertion.0.possible.0.description.part.0"
		    ".item.0.value",
		    "odd");
}

/* A short document must not become an endless page. */
static void
a_scale_is_not_drawn_without_end(void **state)
{
	struct str values, results;
	struct _hdf *hdf;

	str_init(&values, *state);
	str_init(&results, *state);
	for (int i = 0; i < 900; i++)
		str_addf(&values, "%s'%d'", i ? "," : "", i);
	for (int i = 0; i < 900; i++)
		str_addf(&results, "%s{'resultDescription':'d','value':'%d'}",
			 i ? "," : "", i);
	hdf = record_of(
		*state,
		arena_printf(
			*state,
			GRADED("%s",
			       "{'id':'d','name':'Grade','allowedValues':[%s]}"),
			results.s, values.s));
	assert_data(hdf, R "allowed.899.value", "899");
	assert_data(hdf, "Doc.assertion.0.result.899.value", "899");
	assert_data(hdf, "Doc.assertion.0.result.899.allowed", NULL);
	assert_data(hdf, "Doc.assertion.0.result.899.own.tech.0.value", "d");
	assert_data(hdf, "Doc.term.0.row.0.result.5.value", "5");
	assert_data(hdf, "Doc.term.0.row.0.result.6", NULL);
	assert_data(hdf, "Doc.term.0.row.0.results_more", "1");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, memory, no_memory)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_value_is_placed_between_the_ends),
		TEST(a_value_is_boxed_among_those_allowed),
		TEST(a_level_is_shown_in_its_rubric),
		TEST(what_cannot_be_joined_is_listed),
		TEST(a_scale_is_not_drawn_without_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
