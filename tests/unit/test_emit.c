/*
 * Tests of model/emit.c: what leaves for other systems.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include "model/check.h"
#include "model/emit.h"
#include "model_help.h"

#define IN_CLR "'@context':'" CLR_CONTEXT "'"

/* ${from}, of class ${as}, leaves as ${to}. */
static void
leaves(enum class_id as, const char *from, const char *to)
{
	auto_arena mem = arena_new();
	const json_t *given = parse(mem, from);
	json_auto_t *before = json_deep_copy(given);
	json_auto_t *sent = emit_doc(mem, given, as);
	char *text;

	if (!json_equal(sent, parse(mem, to))) {
		text = json_dumps(sent, JSON_INDENT(1));
		print_error("%s became %s\n", from, text);
		free(text);
	}
	assert_true(json_equal(sent, parse(mem, to)));
	assert_true(json_equal(given, before));
}

static void
leaves_out_what_is_not_to_be_sent(void **state)
{
	(void)state;
	leaves(CLR_ASSERTION,
	       "{" IN_CLR ",'id':'urn:a','ext:x':{'a':1},'colour':'red',"
	       "'term':null,'image':'','narrative':'',"
	       "'evidence':[null,{'name':'E','x:y':2,'id':''}]}",
	       "{" IN_CLR ",'id':'urn:a','narrative':'',"
	       "'evidence':[{'name':'E'}]}");
	leaves(CLR_ENDORSEMENT,
	       "{" IN_CLR ",'id':'urn:e','claim':{'id':'urn:c','x:more':1}}",
	       "{" IN_CLR ",'id':'urn:e','claim':{'id':'urn:c'}}");
	leaves(CLR_ASSERTION, "{'id':'urn:a','badge':{'id':'urn:b'}}",
	       "{" IN_CLR ",'id':'urn:a'}");
}

static void
writes_as_today(void **state)
{
	(void)state;
	leaves(CLR_CLR, "{'id':'urn:c','type':'CLR','verification':'Signed'}",
	       "{" IN_CLR ",'id':'urn:c','type':'Clr',"
	       "'verification':{'type':'Signed'}}");
	leaves(CLR_CLR, "{'type':['Clr','x']}", "{" IN_CLR ",'type':'Clr'}");
	leaves(CLR_CLR, "{'@context':'https://mirror.example/clr'}",
	       "{" IN_CLR "}");
	leaves(CLR_CLR, "{'@context':['" CLR_CONTEXT "','https://x.example']}",
	       "{'@context':['" CLR_CONTEXT "','https://x.example']}");
	leaves(CLR_CLR, "{'@context':null,'type':null}", "{" IN_CLR "}");
	leaves(CLR_ASSERTION,
	       "{" IN_CLR ",'startDate':'2020-01-01T00:00:00',"
	       "'activityEndDate':'2020-02-01T00:00:00Z',"
	       "'endDate':'2021-01-01T00:00:00Z',"
	       "'achievement':{'achievementType':'AssessmentResult',"
	       "'alignments':{'educationalFramework':'F'}}}",
	       "{" IN_CLR ",'activityStartDate':'2020-01-01T00:00:00Z',"
	       "'activityEndDate':'2020-02-01T00:00:00Z',"
	       "'achievement':{'achievementType':'Assessment',"
	       "'alignments':[{'targetFramework':'F'}]}}");
	/* Today's name counts, whichever comes first; an unknown term and a
	 * time that is none stay. */
	leaves(CLR_ASSERTION,
	       "{" IN_CLR ",'endDate':'2021-01-01T00:00:00Z',"
	       "'activityEndDate':'2020-02-01T00:00:00Z','issuedOn':'soon',"
	       "'achievement':{'achievementType':'ext:Rank'}}",
	       "{" IN_CLR ",'activityEndDate':'2020-02-01T00:00:00Z',"
	       "'issuedOn':'soon',"
	       "'achievement':{'achievementType':'ext:Rank'}}");
}

static void
mends_what_the_field_does(void **state)
{
	(void)state;
	leaves(CLR_PROFILE,
	       "{" IN_CLR ",'id':'urn:uuid967906cd-ad51-43b4-bca3-"
	       "f22cb896da24','birthdate':'2002-05-09T00:00:00'}",
	       "{" IN_CLR ",'id':'urn:uuid:967906cd-ad51-43b4-bca3-"
	       "f22cb896da24','birthDate':'2002-05-09'}");
	leaves(CLR_PROFILE, "{" IN_CLR ",'id':'urn:uuidx','birthDate':'May'}",
	       "{" IN_CLR ",'id':'urn:uuidx','birthDate':'May'}");
	leaves(CLR_ASSERTION,
	       "{" IN_CLR ",'recipient':{'type':'id','identity':"
	       "'urn:uuid967906cd-ad51-43b4-bca3-f22cb896da24'}}",
	       "{" IN_CLR ",'recipient':{'type':'id','identity':"
	       "'urn:uuid:967906cd-ad51-43b4-bca3-f22cb896da24',"
	       "'hashed':false}}");
	leaves(CLR_ASSERTION,
	       "{" IN_CLR ",'recipient':{'type':'email','identity':"
	       "'md5$0123456789abcdef0123456789abcdef'}}",
	       "{" IN_CLR ",'recipient':{'type':'email','identity':"
	       "'md5$0123456789abcdef0123456789abcdef','hashed':true}}");
	leaves(CLR_ASSERTION,
	       "{" IN_CLR ",'recipient':{'type':'email','identity':"
	       "'sha256$0123','hashed':true}}",
	       "{" IN_CLR ",'recipient':{'type':'email','identity':"
	       "'sha256$0123','hashed':true}}");
	leaves(CLR_ASSERTION, "{" IN_CLR ",'recipient':{'type':'email'}}",
	       "{" IN_CLR ",'recipient':{'type':'email'}}");
}

/* What cannot be mended is not hidden. */
static void
leaves_the_rest_to_be_told(void **state)
{
	static const char same[] = "{" IN_CLR ",'id':7,'partial':'yes',"
				   "'learner':'Ada','signedAssertions':['x'],"
				   "'issuedOn':['2020-01-01T00:00:00Z']}";

	(void)state;
	leaves(CLR_CLR, same, same);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(leaves_out_what_is_not_to_be_sent),
		cmocka_unit_test(writes_as_today),
		cmocka_unit_test(mends_what_the_field_does),
		cmocka_unit_test(leaves_the_rest_to_be_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
