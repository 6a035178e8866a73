/*
 * Tests of model/walk.c: the tables, and values read as an import does.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include "dies.h"
#include "model/walk.h"
#include "model_help.h"

static void
finds_classes(void **state)
{
	(void)state;
	assert_string_equal(walk_class(CLR_CLR)->name, "Clr");
	assert_string_equal(walk_class((enum class_id)999)->name, "");
	assert_int_equal(walk_class_named("Clr"), CLR_CLR);
	assert_int_equal(walk_class_named("CLR"), CLR_CLR);
	assert_int_equal(walk_class_named("CLRSet"), CLR_CLR_SET);
	assert_int_equal(walk_class_named("Profile"), CLR_PROFILE);
	assert_int_equal(walk_class_named("EndorsementProfile"),
			 CLR_ENDORSEMENT_PROFILE);
	assert_int_equal(walk_class_named("clr"), CLASS_NONE);
	assert_int_equal(walk_class_named(""), CLASS_NONE);
	assert_int_equal(walk_class_named(NULL), CLASS_NONE);
}

static void
finds_properties(void **state)
{
	(void)state;
	assert_non_null(walk_property(CLR_ASSERTION, "issuedOn"));
	assert_null(walk_property(CLR_ASSERTION, "startDate"));
	assert_string_equal(walk_member(CLR_ASSERTION, "startDate")->name,
			    "activityStartDate");
	assert_string_equal(walk_member(CLR_PROFILE, "birthdate")->name,
			    "birthDate");
	assert_null(walk_member(CLR_PROFILE, "shoeSize"));
	assert_null(walk_property(CLASS_NONE, "id"));
	assert_string_equal(walk_label(CLR_ASSOCIATION)->name, "title");
	assert_null(walk_label(CLR_VERIFICATION));
}

static void
reads_values_leniently(void **state)
{
	auto_arena mem = arena_new();
	const json_t *d = parse(mem,
				"{'id':'','startDate':'2020','term':null,"
				"'activityEndDate':null,'endDate':'2021',"
				"'evidence':{'name':'E'},'results':[1,2]}");

	(void)state;
	assert_null(walk_text(d, CLR_ASSERTION, "id"));
	assert_null(walk_get(d, CLR_ASSERTION, "term"));
	assert_string_equal(walk_text(d, CLR_ASSERTION, "activityStartDate"),
			    "2020");
	assert_string_equal(walk_text(d, CLR_ASSERTION, "activityEndDate"),
			    "2021");
	assert_int_equal(walk_count(d, CLR_ASSERTION, "evidence"), 1);
	assert_true(json_is_object(walk_item(d, CLR_ASSERTION, "evidence", 0)));
	assert_null(walk_item(d, CLR_ASSERTION, "evidence", 1));
	assert_int_equal(walk_count(d, CLR_ASSERTION, "results"), 2);
	assert_null(walk_item(d, CLR_ASSERTION, "results", 2));
	assert_int_equal(walk_count(d, CLR_ASSERTION, "endorsements"), 0);
	assert_null(walk_item(d, CLR_ASSERTION, "endorsements", 0));
	assert_null(walk_text(NULL, CLR_ASSERTION, "id"));
}

static void
reads_a_bare_text_as_its_object(void **state)
{
	auto_arena mem = arena_new();
	const json_t *d = parse(mem, "{'verification':'Signed'}");
	const json_t *v = walk_get(d, CLR_ASSERTION, "verification");

	(void)state;
	assert_string_equal(walk_text(v, CLR_VERIFICATION, "type"), "Signed");
	assert_null(walk_text(v, CLR_VERIFICATION, "id"));
	assert_null(walk_text(v, CLR_PROFILE, "name"));
}

static void
get_wrong_name(void)
{
	walk_get(NULL, CLR_CLR, "noSuchName");
}

static void
a_name_outside_the_table_is_a_mistake(void **state)
{
	(void)state;
	assert_dies(get_wrong_name, "not in the table");
}

static void
finds_terms(void **state)
{
	(void)state;
	assert_string_equal(walk_term(LIST_ACHIEVEMENT_TYPE, "Course")->label,
			    "Course");
	assert_string_equal(
		walk_term(LIST_ACHIEVEMENT_TYPE, "AssessmentResult")->value,
		"Assessment");
	assert_string_equal(walk_term(LIST_VERIFICATION_TYPE, "hosted")->value,
			    "Hosted");
	assert_null(walk_term(LIST_RESULT_STATUS, "Lost"));
	assert_null(walk_term(LIST_RESULT_STATUS, NULL));
	assert_null(walk_term(LIST_NONE, "x"));
	assert_null(walk_term((enum list_id)99, "x"));
}

static void
puts_terms_into_words(void **state)
{
	static const struct {
		const char *value, *words;
	} rows[] = {
		{ "InProgress", "In progress" },
		{ "ext:SchoolEnrollment", "School Enrollment" },
		{ "ext:PDFFile.v2-final_draft", "PDF File v2 final draft" },
		{ "ext:GPA", "GPA" },
		{ "ext:Grade2Level", "Grade2 Level" },
		{ "ext:.-x", "x" },
		{ "Something Else", "Something Else" },
	};
	auto_arena mem = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_string_equal(
			walk_term_words(mem, LIST_RESULT_STATUS, rows[i].value),
			rows[i].words);
	assert_null(walk_term_words(mem, LIST_RESULT_STATUS, NULL));
}

static void
knows_prefixed_members(void **state)
{
	(void)state;
	assert_true(walk_is_prefixed("ext:a"));
	assert_false(walk_is_prefixed("a"));
	assert_false(walk_is_prefixed(":a"));
	assert_false(walk_is_prefixed("a:"));
	assert_false(walk_is_prefixed("a:b:c"));
	assert_false(walk_is_prefixed("::"));
	assert_false(walk_is_prefixed(""));
}

static void
guesses_classes(void **state)
{
	static const struct {
		const char *doc;
		enum class_id id;
	} rows[] = {
		{ "{'type':'Clr'}", CLR_CLR },
		{ "{'type':['Thing','CLR']}", CLR_CLR },
		{ "{'type':['Thing',5]}", CLASS_NONE },
		{ "{'type':'ClrSet','learner':{}}", CLR_CLR_SET },
		{ "{'clrs':[]}", CLR_CLR_SET },
		{ "{'@context':'" CLR_CONTEXT "'}", CLR_CLR_SET },
		{ "{'@context':'https://else.example'}", CLASS_NONE },
		{ "{'signedClr':'a.b.c'}", CLR_CLR_PAYLOAD },
		{ "{'learner':{},'publisher':{}}", CLR_CLR },
		{ "{'learner':{}}", CLASS_NONE },
		{ "{'claim':{},'issuer':{}}", CLR_ENDORSEMENT },
		{ "{'badge':{}}", CLR_ASSERTION },
		{ "{'id':'x','revoked':true}", CLR_ASSERTION },
		{ "{'publicKeyPem':'x'}", CLR_CRYPTOGRAPHIC_KEY },
		{ "{'name':'x','issuer':{}}", CLR_ACHIEVEMENT },
		{ "{'imsx_codeMajor':'x'}", CLR_STATUS_INFO },
		{ "{}", CLASS_NONE },
		{ "[1]", CLASS_NONE },
		{ "5", CLASS_NONE },
	};
	auto_arena mem = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_int_equal(walk_guess(parse(mem, rows[i].doc)),
				 rows[i].id);
	assert_int_equal(walk_guess(NULL), CLASS_NONE);
}

static void
writes_pointers(void **state)
{
	auto_arena mem = arena_new();

	(void)state;
	assert_string_equal(walk_pointer(mem, "/a", "b"), "/a/b");
	assert_string_equal(walk_pointer(mem, "", "m~n/o"), "/m~0n~1o");
	assert_string_equal(walk_pointer(mem, "", ""), "/");
	assert_string_equal(walk_pointer_at(mem, "/a", 12), "/a/12");
}

/* A page counts on it: each row that has a value explains one member. */
static void
no_two_rows_read_one_member(void **state)
{
	const struct property *first, *p, *q;

	(void)state;
	for (unsigned id = CLASS_NONE + 1; id < CLASS__MAX; id++) {
		first = walk_class((enum class_id)id)->properties;
		for (p = first; p->name; p++)
			for (q = first; q->name; q++) {
				if (p == q)
					continue;
				assert_string_not_equal(p->name, q->name);
				if (!p->was)
					continue;
				assert_string_not_equal(p->was, q->name);
				assert_false(streq(p->was, q->was));
			}
	}
}

static void
knows_who_issues(void **state)
{
	static const struct {
		enum class_id as;
		const char *text; /* ' for " */
		bool has;
	} rows[] = {
		{ CLR_CLR, "{'publisher':{'id':'urn:me'}}", true },
		{ CLR_CLR, "{'issuer':{'id':'urn:me'}}", false },
		{ CLR_ASSERTION, "{'achievement':{'issuer':{'id':'urn:me'}}}",
		  true },
		{ CLR_ASSERTION, "{'issuer':{'id':'urn:me'}}", false },
		{ CLR_ASSERTION, "{'achievement':'urn:a'}", false },
		{ CLR_ENDORSEMENT, "{'issuer':{'id':'urn:me'}}", true },
		{ CLR_ENDORSEMENT, "{}", false },
		{ CLR_ACHIEVEMENT, "{'issuer':{'id':'urn:me'}}", false },
		{ CLR_PROFILE, "{'id':'urn:me'}", false },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char text[100], *c;
		json_auto_t *doc = NULL;
		const json_t *found;

		snprintf(text, sizeof(text), "%s", rows[i].text);
		for (c = text; *c; c++)
			if (*c == '\'')
				*c = '"';
		doc = json_loads(text, 0, NULL);
		assert_non_null(doc);
		found = walk_issuer(doc, rows[i].as);
		assert_int_equal(found != NULL, rows[i].has);
		if (found)
			assert_string_equal(walk_text(found, CLR_PROFILE, "id"),
					    "urn:me");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_two_rows_read_one_member),
		cmocka_unit_test(finds_classes),
		cmocka_unit_test(finds_properties),
		cmocka_unit_test(reads_values_leniently),
		cmocka_unit_test(reads_a_bare_text_as_its_object),
		cmocka_unit_test(a_name_outside_the_table_is_a_mistake),
		cmocka_unit_test(finds_terms),
		cmocka_unit_test(puts_terms_into_words),
		cmocka_unit_test(knows_prefixed_members),
		cmocka_unit_test(guesses_classes),
		cmocka_unit_test(writes_pointers),
		cmocka_unit_test(knows_who_issues),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
