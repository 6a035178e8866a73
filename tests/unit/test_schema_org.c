/*
 * Tests of page/schema_org.c: what search engines are told.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "page/schema_org.h"
#include "page_help.h"
static json_t *
view_of(struct arena *mem, const char *text)
{
	const json_t *clr = parse(mem, text);
	struct clr_tree tree;

	clr_tree_build(mem, clr, &limits, &tree);
	return schema_org_view(mem, clr, &tree, NOW);
}

static json_t *
first(struct arena *mem, const char *assertions)
{
	json_t *view = view_of(mem,
			       arena_printf(mem, RECORD("", "%s"), assertions));

	return json_array_get(
		json_object_get(json_object_get(view, "mainEntity"),
				"hasCredential"),
		0);
}

static void
assert_json(const json_t *is, struct arena *mem, const char *text)
{
	auto_text words = json_dumps(is, JSON_SORT_KEYS);

	if (!json_equal((json_t *)(uintptr_t)is, parse(mem, text)))
		failed_msg("%s\nis not\n%s", words, text);
}

static void
a_record_is_a_page_about_a_person(void **state)
{
	assert_json(view_of(*state, RECORD("'name':'Transcript',", "")), *state,
		    "{'@context':'https://schema.org','@type':'WebPage',"
		    "'@id':'urn:clr','name':'Transcript',"
		    "'datePublished':'2025-05-06T13:00:00Z',"
		    "'publisher':{'@type':'Organization','@id':'urn:p',"
		    "'name':'College'},'about':{'@id':'urn:l'},"
		    "'mainEntity':{'@type':'Person','@id':'urn:l',"
		    "'name':'Ada'}}");
}

static void
what_is_personal_stays_out(void **state)
{
	json_t *view = view_of(
		*state,
		"{'learner':{'name':'Ada',"
		"'givenName':'A','familyName':'B','email':'secret@x.example',"
		"'telephone':'secret','birthDate':'secret','studentId':"
		"'secret','sourcedId':'secret','address':{'streetAddress':"
		"'secret'},'image':'data:image/png;base64,secret',"
		"'identifiers':[{'identifier':'7','identifierType':"
		"'LisSourcedId'}]},'publisher':{'givenName':'A','email':"
		"'secret','name':'Ada'}}");
	auto_text text = json_dumps(view, 0);

	assert_null(strstr(text, "secret"));
	assert_json(json_object_get(view, "mainEntity"), *state,
		    "{'@type':'Person','name':'Ada','givenName':'A',"
		    "'familyName':'B','identifier':[{'@type':'PropertyValue',"
		    "'propertyID':'LisSourcedId','value':'7'}]}");
	assert_json(json_object_get(view, "publisher"), *state,
		    "{'@type':'Person','name':'Ada'}");
}

static void
an_assertion_is_a_credential(void **state)
{
	assert_json(
		first(*state,
		      ASSERTION(
			      "https://a.example/1",
			      "'issuedOn':'2020-01-01T00:00:00Z','licenseNumber':'L',"
			      "'image':'https://a.example/i.png',"
			      "'results':[{'resultDescription':'d','value':'A'},"
			      "{'status':'Completed'}],'evidence':[{'name':'E',"
			      "'id':'https://a.example/e','genre':'G'}],"
			      "'endorsements':[{'id':'urn:e','issuedOn':"
			      "'2020-01-02T00:00:00Z','issuer':{'name':'D'},"
			      "'claim':{'endorsementComment':'Good'}}],",
			      "'id':'urn:c','name':'N','achievementType':'Course',"
			      "'humanCode':'C 1','creditsAvailable':3,'level':'1',"
			      "'description':'T','tags':['a'],'fieldOfStudy':'F',"
			      "'specialization':'S','requirement':{'narrative':'Do'},"
			      "'alignments':[{'targetName':'t','targetUrl':"
			      "'https://b.example/'}],'resultDescriptions':[{'id':'d',"
			      "'name':'Grade','valueMin':'F','valueMax':'A'}],"
			      "'issuer':{'id':'urn:p','name':'College'}")),
		*state,
		"{'@type':'EducationalOccupationalCredential',"
		"'@id':'https://a.example/1','url':'https://a.example/1',"
		"'dateCreated':'2020-01-01T00:00:00Z','identifier':'L',"
		"'image':'https://a.example/i.png','name':'N',"
		"'description':'T','credentialCategory':'Course',"
		"'educationalLevel':'1','keywords':['a'],"
		"'competencyRequired':'Do','recognizedBy':{'@id':'urn:p'},"
		"'about':['F','S',{'@type':'PropertyValue','name':'Grade',"
		"'minValue':'F','maxValue':'A','value':'A'},"
		"{'@type':'PropertyValue','value':'Completed'}],"
		"'educationalAlignment':[{'@type':'AlignmentObject',"
		"'targetName':'t','targetUrl':'https://b.example/',"
		"'alignmentType':'assesses'}],"
		"'isBasedOn':{'@type':'Course','@id':'urn:c','name':'N',"
		"'courseCode':'C 1','numberOfCredits':3},"
		"'subjectOf':[{'@type':'CreativeWork','name':'E',"
		"'url':'https://a.example/e','genre':'G'}],"
		"'review':[{'@type':'Review','@id':'urn:e',"
		"'datePublished':'2020-01-02T00:00:00Z','reviewBody':'Good',"
		"'author':{'@type':'Organization','name':'D'}}]}");
}

static void
a_criterion_with_an_address_is_a_term(void **state)
{
	json_t *item = first(
		*state,
		ASSERTION("urn:1", "",
			  "'requirement':{"
			  "'id':'https://a.example/c','narrative':'Do'}"));

	assert_json(json_object_get(item, "competencyRequired"), *state,
		    "{'@type':'DefinedTerm','url':'https://a.example/c',"
		    "'description':'Do'}");
}

static void
what_does_not_count_stays_out(void **state)
{
	static const char *const rows[] = {
		"'revoked':true,",
		"'expires':'2020-01-01T00:00:00Z',",
	};
	static const char *const good[] = {
		"",
		"'expires':'2030-01-01T00:00:00Z',",
		"'expires':'soon',",
		"'expires':'0001-01-01T00:00:00',",
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_null(first(*state, arena_printf(*state,
						       ASSERTION("urn:1", "%s",
								 "'name':'N'"),
						       rows[i])));
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_non_null(first(
			*state,
			arena_printf(*state,
				     ASSERTION("urn:1", "%s", "'name':'N'"),
				     good[i])));
	assert_null(json_object_get(
		json_object_get(
			view_of(*state, RECORD("'revoked':true,",
					       ASSERTION("urn:1", "", ""))),
			"mainEntity"),
		"hasCredential"));
}

static void
an_organization_has_parents_within_reason(void **state)
{
	const char *text = "{'name':'0'}";
	json_t *org;
	int depth = 0;

	for (int i = 1; i < 9; i++)
		text = arena_printf(*state,
				    "{'name':'%d','address':{"
				    "'postalCode':'%d'},'parentOrg':%s}",
				    i, i, text);
	org = json_object_get(
		view_of(*state,
			arena_printf(*state, "{'learner':{},'publisher':%s}",
				     text)),
		"publisher");
	assert_string_equal(
		json_string_value(json_object_get(
			json_object_get(org, "address"), "postalCode")),
		"8");
	for (; org; org = json_object_get(org, "parentOrganization"))
		depth++;
	assert_int_equal(depth, 5);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, memory, no_memory)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_record_is_a_page_about_a_person),
		TEST(what_is_personal_stays_out),
		TEST(an_assertion_is_a_credential),
		TEST(a_criterion_with_an_address_is_a_term),
		TEST(what_does_not_count_stays_out),
		TEST(an_organization_has_parents_within_reason),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
