/*
 * Tests of page/view_clr.c: a whole record, and that nothing of it is lost.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include <ctype.h>
#include <stdio.h>

#include "model/walk.h"
#include "page_help.h"
static const char *
kinds(struct arena *mem, struct _hdf *hdf)
{
	struct _hdf *node = hdf_get_obj(hdf, "Doc.state.0");
	struct str out;

	str_init(&out, mem);
	for (; node; node = hdf_obj_next(node))
		str_addf(&out, "%s ", get(node, "kind"));
	return out.s;
}

static void
states_are_told_in_order(void **state)
{
	static const char *const rows[][2] = {
		{ "", "noproof " },
		{ "'verification':{'type':'Hosted'},", "hosted " },
		{ "'verification':{'type':'Signed'},", "unsigned " },
		{ "'verification':'Signed',", "unsigned " },
		{ "'verification':{},", "noproof " },
		{ "'partial':true,", "noproof partial " },
		{ "'partial':false,", "noproof " },
		{ "'revoked':true,", "revoked noproof " },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(
			kinds(*state,
			      record_of(*state,
					arena_printf(*state, RECORD("%s", ""),
						     rows[i][0]))),
			rows[i][1]);
}

static void
a_signature_is_not_believed_unchecked(void **state)
{
	char *bytes = quotes(*state, RECORD("", ""));
	struct _hdf *hdf = record_data(*state, bytes, strlen(bytes), "a.b.c");

	assert_string_equal(kinds(*state, hdf), "unchecked ");
	assert_data(hdf, "Doc.jws", "a.b.c");
}

static void
the_header_says_who_and_when(void **state)
{
	struct _hdf *hdf = record_of(
		*state,
		RECORD("'name':'Transcript',"
		       "'revoked':true,'revocationReason':'Wrong person',",
		       "{'id':'urn:1','revoked':true},{'id':'urn:2',"
		       "'expires':'2020-01-01T00:00:00Z'}"));

	assert_data(hdf, "Doc.learner.title", "Ada");
	assert_data(hdf, "Doc.learner.href", "#p1");
	assert_data(hdf, "Doc.publisher.title", "College");
	assert_data(hdf, "Doc.title", "Transcript");
	assert_data(hdf, "Doc.issued.value", "6 May 2025");
	assert_data(hdf, "Doc.resource", "urn:clr");
	assert_data(hdf, "Doc.revoked", "1");
	assert_data(hdf, "Doc.state.0.reason", "Wrong person");
	assert_data(hdf, "Doc.state.2.kind", "items_revoked");
	assert_data(hdf, "Doc.state.2.count", "1");
	assert_data(hdf, "Doc.state.3.kind", "items_expired");
	assert_data(hdf, "Doc.self_published", NULL);
	assert_data(hdf, "Doc.fact", NULL);
}

/* There is one true in all of a program. */
static void
a_flag_is_not_taken_for_another(void **state)
{
	struct _hdf *hdf = record_of(*state, RECORD("'partial':true,"
						    "'x:y':true,",
						    ""));

	assert_data(hdf, "Doc.fact.0.yes", "1");
	assert_data(hdf, "Doc.more.0.yes", "1");
}

static void
who_publishes_of_himself_is_marked(void **state)
{
	struct _hdf *hdf = record_of(
		*state, "{'learner':{'id':'urn:l',"
			"'name':'Ada','image':'data:image/png;base64,AAAA'},"
			"'publisher':{'id':'urn:l','name':'Ada'}}");

	assert_data(hdf, "Doc.self_published", "1");
	assert_string_equal(kinds(*state, hdf), "noproof self_published ");
	assert_data(hdf, "Doc.learner.picture.file.src",
		    "data:image/png;base64,AAAA");
}

/* */
static void
the_document_is_embedded_with_its_context(void **state)
{
	static const struct {
		const char *doc, *jws, *json;
	} rows[] = {
		{ "{ '@context':'" CLR_CONTEXT "', 'name':'<b>' }", NULL,
		  "{ '@context':'" CLR_CONTEXT
		  "', 'name':'\\u003cb\\u003e' }" },
		{ "{'@context':['x','" CLR_CONTEXT "'],'a':1.50}", NULL,
		  "{'@context':['x','" CLR_CONTEXT "'],'a':1.50}" },
		{ "{ 'name':'<b>' }", NULL,
		  "{'@context':'" CLR_CONTEXT "','name':'\\u003cb\\u003e'}" },
		{ "{'a':1,'@context':'https://other.example/'}", NULL,
		  "{'@context':'" CLR_CONTEXT "','a':1}" },
		{ "{'@context':[7]}", NULL, "{'@context':'" CLR_CONTEXT "'}" },
		{ "{ 'name':'<b>' }", "a.b.c", "{ 'name':'\\u003cb\\u003e' }" },
	};
	char *bytes;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		bytes = quotes(*state, rows[i].doc);
		assert_data(
			record_data(*state, bytes, strlen(bytes), rows[i].jws),
			"Doc.json", quotes(*state, rows[i].json));
	}
}

static void
the_second_script_is_safe_too(void **state)
{
	struct _hdf *hdf = record_of(*state, "{'learner':{'name':"
					     "'</script><!--'}}");

	assert_has(get(hdf, "Doc.schema"), "\\u003c/script\\u003e");
	assert_has_not(get(hdf, "Doc.schema"), "<");
}

static char *
file_bytes(struct arena *mem, const char *path, size_t *len)
{
	FILE *f = fopen(source_path(mem, path), "r");
	char *bytes = arena_alloc(mem, 1 << 20);

	assert_non_null(f);
	*len = fread(bytes, 1, (1 << 20) - 1, f);
	fclose(f);
	return bytes;
}

/* Letters, digits and what is not ASCII: all that Markdown, entities and
 * lines leave as it is. */
static const char *
letters(struct arena *mem, const char *text)
{
	struct str out;

	str_init(&out, mem);
	for (; *text; text++) {
		if (str_starts(text, "&quot;") || str_starts(text, "&amp;") ||
		    str_starts(text, "&lt;") || str_starts(text, "&gt;") ||
		    str_starts(text, "&#39;"))
			text = strchr(text, ';');
		else if (isalnum((unsigned char)*text) || *text & 0x80)
			str_addc(&out, *text);
	}
	return out.s;
}

/* What stands between the tags of a page, or within them. */
static const char *
page_part(struct arena *mem, const char *html, bool is_tags)
{
	struct str out;
	bool in_tag = false;

	str_init(&out, mem);
	for (html = strstr(html, "<body"); *html; html++) {
		if (*html == '<')
			in_tag = true;
		else if (*html == '>')
			in_tag = false;
		else if (in_tag == is_tags)
			str_addc(&out, *html);
	}
	return letters(mem, out.s);
}

struct search {
	struct arena *mem;
	const char *text, *tags;
	int found, lost;
};

static void
look_for(struct search *s, const char *text)
{
	struct compact jws;
	const char *want = letters(s->mem, text);

	if (load_compact(s->mem, text, strlen(text), &limits, &jws) == OK ||
	    str_starts(text, "data:") || walk_class_named(text) != CLASS_NONE)
		return;
	s->found++;
	if (strstr(s->text, want) || strstr(s->tags, want))
		return;
	print_error("not on the page: %s\n", text);
	s->lost++;
}

static void
look_for_all(struct search *s, const json_t *value)
{
	struct compact jws;
	const char *key, *text = json_string_value(value);
	json_t *each;
	size_t i;

	if (text &&
	    load_compact(s->mem, text, strlen(text), &limits, &jws) == OK)
		look_for_all(s, jws.payload);
	else if (text)
		look_for(s, text);
	json_array_foreach (value, i, each)
		look_for_all(s, each);
	json_object_foreach ((json_t *)(uintptr_t)value, key, each)
		look_for_all(s, each);
}

static void
nothing_of_a_document_is_lost(void **state)
{
	size_t len;
	char *bytes = file_bytes(*state,
				 "tests/vectors/valid/"
				 "every-member.json",
				 &len);
	struct _hdf *hdf = record_data(*state, bytes, len, NULL);
	struct search s = { .mem = *state };
	const char *html;
	json_t *doc = NULL;

	page_data(hdf);
	html = page_html(*state, "share.cs", hdf);
	s.text = page_part(*state, html, false);
	s.tags = page_part(*state, html, true);
	assert_int_equal(load_json(*state, bytes, len, &limits, &doc), OK);
	look_for_all(&s, doc);
	assert_true(s.found > 100);
	assert_int_equal(s.lost, 0);
}

/* Everything a learner could write, where it could do harm. */
static void
nothing_of_a_document_acts(void **state)
{
	static const char evil[] = "\\u0022><img src=x onerror=alert(1)>"
				   "</script><script>alert(1)</script>{{7*7}}";
	static const char *const acts[] = { "<img src=x", "<script>alert",
					    "href=\"javascript:",
					    "src=\"javascript:", "<i>" };
	const char *text = arena_printf(
		*state,
		"{'@context':'" CLR_CONTEXT
		"','id':'%1$s','name':'%1$s','learner':{'name':'%1$s',"
		"'id':'javascript:alert(1)','url':'javascript:alert(1)',"
		"'image':'data:image/svg+xml,%1$s','x:%1$s':'%1$s'},"
		"'publisher':{'name':'%1$s','image':'javascript:alert(1)'},"
		"'assertions':[{'id':'%1$s','term':'%1$s','narrative':"
		"'%1$s [a](javascript:alert(1)) <i>','evidence':[{'name':"
		"'%1$s','id':'javascript:alert(1)','artifacts':[{'name':"
		"'%1$s','url':'javascript:alert(1)'}]}],'results':[{'value':"
		"'%1$s','status':'%1$s','resultDescription':'d'}],"
		"'achievement':{'name':'%1$s','achievementType':'%1$s',"
		"'humanCode':'%1$s','resultDescriptions':[{'id':'d','name':"
		"'%1$s','resultType':'%1$s','allowedValues':['%1$s']}],"
		"'alignments':[{'targetName':'%1$s','targetUrl':"
		"'javascript:alert(1)'}],'associations':[{'associationType':"
		"'%1$s','targetId':'javascript:alert(1)','title':'%1$s'}]}}]}",
		evil);
	struct _hdf *hdf = record_of(*state, text);
	const char *html;

	page_data(hdf);
	html = page_html(*state, "share.cs", hdf);
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		assert_has_not(html, acts[i]);
	assert_has(html, "&lt;img src=x onerror=alert(1)&gt;");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, memory, no_memory)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(states_are_told_in_order),
		TEST(a_signature_is_not_believed_unchecked),
		TEST(the_header_says_who_and_when),
		TEST(a_flag_is_not_taken_for_another),
		TEST(who_publishes_of_himself_is_marked),
		TEST(the_document_is_embedded_with_its_context),
		TEST(the_second_script_is_safe_too),
		TEST(nothing_of_a_document_is_lost),
		TEST(nothing_of_a_document_acts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
