/*
 * Tests of page/view_class.c: what some classes say of themselves.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "page_help.h"
static struct _hdf *
viewed(struct arena *mem, enum class_id as, const char *text)
{
	struct _hdf *hdf = render_data(mem);
	struct view v = view_for(mem, NULL);

	view_object(&v, hdf, as, parse(mem, text), "");
	return hdf;
}

static void
an_association_is_a_sentence(void **state)
{
	struct _hdf *hdf = viewed(
		*state, CLR_ASSOCIATION,
		"{'associationType':'isPartOf','targetId':'urn:t',"
		"'title':'Degree'}");

	assert_data(hdf, "verb.term", "isPartOf");
	assert_data(hdf, "title", "Degree");
	assert_data(hdf, "target.value", "urn:t");
	assert_data(hdf, "fact", NULL);
	assert_data(hdf, "tech", NULL);
}

static void
alignments_and_artifacts_have_a_target(void **state)
{
	struct _hdf *hdf = viewed(
		*state, CLR_ALIGNMENT,
		"{'targetName':'N','targetUrl':'https://a.example/'}");

	assert_data(hdf, "target.href", "https://a.example/");
	assert_data(hdf, "title", "N");
	hdf = viewed(*state, CLR_ARTIFACT,
		     "{'name':'N','url':'data:text/plain,abc'}");
	assert_data(hdf, "target.file.type", "TXT");
	assert_data(hdf, "target.file.size", "3 bytes");
	assert_data(hdf, "fact", NULL);
}

static void
wrong_forms_are_left_to_the_rows(void **state)
{
	struct _hdf *hdf = viewed(*state, CLR_ALIGNMENT,
				  "{'targetUrl':['https://a.example/']}");

	assert_data(hdf, "target", NULL);
	assert_data(hdf, "fact.0.many.0.href", "https://a.example/");
	hdf = viewed(*state, CLR_ASSOCIATION, "{'title':7}");
	assert_data(hdf, "verb", NULL);
	assert_data(hdf, "fact.0.value", "7");
}

static void
an_endorsement_says_what_who_and_when(void **state)
{
	struct _hdf *hdf = viewed(
		*state, CLR_ENDORSEMENT,
		"{'id':'urn:e','revoked':true,'claim':{'id':'urn:a',"
		"'endorsementComment':'*Good*','x:more':'yes'},"
		"'issuedOn':'2020-01-02T00:00:00Z',"
		"'issuer':{'id':'urn:d','name':'Dean'}}");

	assert_data(hdf, "claim.prose.0.html", "<p><em>Good</em></p>\n");
	assert_data(hdf, "claim.more.0.value", "yes");
	assert_data(hdf, "issuer.title", "Dean");
	assert_data(hdf, "issued.value", "2 January 2020");
	assert_data(hdf, "revoked", "1");
	assert_data(hdf, "part", NULL);
	hdf = viewed(*state, CLR_ENDORSEMENT,
		     "{'claim':'c','issuer':'https://d.example/'}");
	assert_data(hdf, "claim", NULL);
	assert_data(hdf, "fact.0.value", "c");
	assert_data(hdf, "fact.1.href", "https://d.example/");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, memory, no_memory)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_association_is_a_sentence),
		TEST(alignments_and_artifacts_have_a_target),
		TEST(wrong_forms_are_left_to_the_rows),
		TEST(an_endorsement_says_what_who_and_when),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
