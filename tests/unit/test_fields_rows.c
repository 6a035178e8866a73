/*
 * Tests of page/fields_rows.c: what nests.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "fields_help.h"

static void
one_object_has_a_body(void **state)
{
	struct _hdf *hdf = plain_form(*state, CLR_PROFILE,
				      "{'address':{'addressCountry':'US'}}");

	assert_field(hdf, "/address", "kind", "object");
	assert_field(hdf, "/address", "filled", "1");
	assert_field(hdf, "/address", "open", NULL);
	assert_field(hdf, "/address", "body.field.5.name",
		     "/address/addressCountry");
	assert_field(hdf, "/address/addressCountry", "value", "US");
	hdf = plain_form(*state, CLR_PROFILE, "{}");
	assert_field(hdf, "/address", "filled", NULL);
	assert_field(hdf, "/address/addressCountry", "value", NULL);
}

static void
rows_know_what_they_were(void **state)
{
	struct _hdf *hdf = plain_form(
		*state, CLR_ACHIEVEMENT,
		"{'alignments':[{'targetName':'A','$was':'7'},"
		"{'targetName':'B'},{'$was':''},'',null,"
		"'https://a.example/']}");

	assert_field(hdf, "/alignments", "kind", "rows");
	assert_field(hdf, "/alignments", "noun", "alignment");
	assert_field(hdf, "/alignments", "filled", "6");
	assert_field(hdf, "/alignments/0", "was", "7");
	assert_field(hdf, "/alignments/0", "title", "A");
	assert_field(hdf, "/alignments/0", "number", "1");
	assert_field(hdf, "/alignments/0", "first", "1");
	assert_field(hdf, "/alignments/0", "open", NULL);
	assert_field(hdf, "/alignments/1", "was", "1");
	assert_field(hdf, "/alignments/2", "was", NULL);
	assert_field(hdf, "/alignments/2", "open", "1");
	assert_field(hdf, "/alignments/3", "was", NULL);
	assert_field(hdf, "/alignments/4", "was", NULL);
	assert_field(hdf, "/alignments/5", "was", "5");
	assert_field(hdf, "/alignments/5", "last", "1");
}

static void
a_single_row_is_open(void **state)
{
	struct _hdf *hdf = plain_form(*state, CLR_ACHIEVEMENT,
				      "{'alignments':[{'targetName':'A'}]}");

	assert_field(hdf, "/alignments/0", "open", "1");
	assert_field(hdf, "/alignments", "open", NULL);
}

static void
titles_are_short(void **state)
{
	struct str text;
	struct _hdf *hdf;

	str_init(&text, *state);
	for (int i = 0; i < 81; i++)
		str_add(&text, "é");
	hdf = plain_form(*state, CLR_ACHIEVEMENT,
			 arena_printf(*state,
				      "{'alignments':[{'targetName':'%s'},"
				      "{'targetFramework':'%s'},"
				      "{'targetUrl':'two\\nlines'},"
				      "{'targetType':'CFItem'}]}",
				      text.s, text.s + 2));
	assert_field(hdf, "/alignments/0", "title",
		     arena_printf(*state, "%.160s…", text.s));
	assert_field(hdf, "/alignments/1", "title", text.s + 2);
	assert_field(hdf, "/alignments/2", "title", "two…");
	assert_field(hdf, "/alignments/3", "title", "Framework statement");
}

static void
a_rubric_is_a_grid(void **state)
{
	struct _hdf *hdf = plain_form(
		*state, CLR_RESULT_DESCRIPTION,
		"{'rubricCriterionLevels':[{'name':'Low','points':'1'},{}]}");
	struct _hdf *grid = field_at(hdf, "/rubricCriterionLevels");

	assert_data(grid, "kind", "grid");
	assert_data(grid, "column.0.label", "Name");
	assert_data(grid, "column.3.label", "Description");
	assert_data(grid, "column.4", NULL);
	assert_data(grid, "row.0.field.2.value", "1");
	assert_data(grid, "row.1.field.3.name",
		    "/rubricCriterionLevels/1/description");
	assert_data(grid, "row.1.field.4", NULL);
	assert_data(grid, "row.1.part.0.name",
		    "/rubricCriterionLevels/1/alignments");
	assert_data(grid, "row.1.tech.field.0.name",
		    "/rubricCriterionLevels/1/id");
}

static void
plain_values_are_a_list(void **state)
{
	struct _hdf *hdf = plain_form(*state, CLR_ACHIEVEMENT,
				      "{'tags':['a','',3]}");

	assert_field(hdf, "/tags", "kind", "list");
	assert_field(hdf, "/tags", "ordered", NULL);
	assert_field(hdf, "/tags", "filled", "3");
	assert_field(hdf, "/tags/0", "value", "a");
	assert_field(hdf, "/tags/0", "first", "1");
	assert_field(hdf, "/tags/0", "number", "1");
	assert_field(hdf, "/tags/1", "value", NULL);
	assert_field(hdf, "/tags/2", "value", "3");
	assert_field(hdf, "/tags/2", "last", "1");
	hdf = plain_form(*state, CLR_RESULT_DESCRIPTION,
			 "{'allowedValues':[]}");
	assert_field(hdf, "/allowedValues", "ordered", "1");
	assert_field(hdf, "/allowedValues", "filled", NULL);
}

/* After a removal the list's own button has the focus. */
static void
the_list_itself_can_have_the_focus(void **state)
{
	struct fields f = fields_for(*state, NULL);
	struct _hdf *hdf;

	f.source = NULL;
	f.open = "/tags";
	hdf = form_of(&f, CLR_ACHIEVEMENT, "{'tags':['a']}");
	assert_field(hdf, "/tags", "focus", "1");
	assert_field(hdf, "/tags", "open", "1");
	assert_field(hdf, "/tags/0", "focus", NULL);
	f.open = "/alignments";
	hdf = form_of(&f, CLR_ACHIEVEMENT, "{'alignments':[{}]}");
	assert_field(hdf, "/alignments", "focus", "1");
	assert_field(hdf, "/alignments/0/targetCode", "focus", NULL);
	f.open = "/tags/1";
	hdf = form_of(&f, CLR_ACHIEVEMENT, "{'tags':['a','']}");
	assert_field(hdf, "/tags/1", "focus", "1");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_memory(one_object_has_a_body),
		with_memory(rows_know_what_they_were),
		with_memory(a_single_row_is_open),
		with_memory(titles_are_short),
		with_memory(a_rubric_is_a_grid),
		with_memory(plain_values_are_a_list),
		with_memory(the_list_itself_can_have_the_focus),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
