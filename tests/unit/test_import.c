/*
 * Tests of model/import.c: every form a record comes in, the documents of
 * the field (in the folder that CLARUS_SAMPLES names, else the demo's), and
 * refusals.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "model/import.h"
#include "model_help.h"

#define CLR_1                                                                  \
	"{'id':'urn:a:1','type':'Clr','learner':{'id':'urn:a:l'},"             \
	"'publisher':{'id':'urn:a:p'},'assertions':[]}"
#define CLR_2                                                                  \
	"{'id':'urn:a:2','learner':{'id':'urn:a:l'},"                          \
	"'publisher':{'id':'urn:a:p'}}"

static enum result
take(struct arena *mem, const char *text, struct import *out)
{
	char *bytes = quotes(mem, text);

	return import_read(mem, bytes, strlen(bytes), &limits, out);
}

static bool
is_item(const struct import_item *item, const char *id, const char *pointer)
{
	return streq(json_string_value(json_object_get(item->doc, "id")), id) &&
	       streq(item->pointer, pointer);
}

static void
takes_a_clr_as_it_is(void **state)
{
	auto_arena mem = arena_new();
	struct import out;

	(void)state;
	assert_int_equal(take(mem, "\xEF\xBB\xBF\n " CLR_1 "\n", &out), OK);
	assert_int_equal(out.form, IMPORT_CLR);
	assert_int_equal(out.count, 1);
	assert_true(is_item(&out.items[0], "urn:a:1", ""));
	assert_int_equal(out.items[0].len, strlen(CLR_1));
	assert_int_equal(out.items[0].bytes[0], '{');
	assert_null(out.items[0].jws);
	assert_false(out.is_wrapped);
	assert_int_equal(out.problems.count, 0);
	assert_int_equal(out.items[0].problems.errors, 0);
	assert_non_null(words_of(&out.items[0].problems, "G-3", "/@context"));
}

static void
takes_a_set_plain_and_signed(void **state)
{
	auto_arena mem = arena_new();
	const char *jws = fake_jws(mem, CLR_1);
	struct import out;

	(void)state;
	assert_int_equal(take(mem,
			      arena_printf(mem,
					   "{'type':'CLRSet',"
					   "'clrs':[ " CLR_1 " ," CLR_2
					   "],'signedClrs':['%s']}",
					   jws),
			      &out),
			 OK);
	assert_int_equal(out.form, IMPORT_CLR_SET);
	assert_int_equal(out.count, 3);
	assert_true(is_item(&out.items[0], "urn:a:1", "/clrs/0"));
	assert_true(is_item(&out.items[1], "urn:a:2", "/clrs/1"));
	assert_true(is_item(&out.items[2], "urn:a:1", "/signedClrs/0"));
	assert_int_equal(out.items[1].len, strlen(CLR_2));
	assert_string_equal(out.items[2].jws, jws);
	assert_string_equal(out.items[2].bytes, quotes(mem, CLR_1));
	assert_true(out.is_wrapped);
	assert_non_null(words_of(&out.problems, "D-9", "/signedClrs/0"));
	assert_non_null(words_of(&out.problems, "C", "/type"));
}

static void
takes_a_set_of_signed_ones_alone(void **state)
{
	auto_arena mem = arena_new();
	struct import out;

	(void)state;
	assert_int_equal(take(mem,
			      arena_printf(mem,
					   "{'clrs':[],"
					   "'signedClrs':'%s'}",
					   fake_jws(mem, CLR_2)),
			      &out),
			 OK);
	assert_int_equal(out.count, 1);
	assert_true(is_item(&out.items[0], "urn:a:2", "/signedClrs"));
	assert_non_null(words_of(&out.problems, "G-2", "/signedClrs"));
}

static void
takes_a_payload(void **state)
{
	auto_arena mem = arena_new();
	struct import out;

	(void)state;
	assert_int_equal(take(mem, "{'clr':" CLR_1 "}", &out), OK);
	assert_int_equal(out.form, IMPORT_CLR_PAYLOAD);
	assert_true(is_item(&out.items[0], "urn:a:1", "/clr"));
	assert_true(out.is_wrapped);
	assert_int_equal(take(mem, "{'type':'ClrPayload'}", &out), INVALID);
}

static void
takes_a_signed_text(void **state)
{
	auto_arena mem = arena_new();
	const char *jws = fake_jws(mem, CLR_1);
	const char *set = fake_jws(mem, "{'clrs':[" CLR_1 "," CLR_2 "]}");
	struct import out;

	(void)state;
	assert_int_equal(take(mem, arena_printf(mem, "\n%s\r\n", jws), &out),
			 OK);
	assert_int_equal(out.form, IMPORT_JWS);
	assert_true(is_item(&out.items[0], "urn:a:1", ""));
	assert_string_equal(out.items[0].jws, jws);
	assert_false(out.is_wrapped);
	assert_int_equal(take(mem, arena_printf(mem, "'%s'", jws), &out), OK);
	assert_int_equal(out.form, IMPORT_JWS);
	assert_string_equal(out.items[0].jws, jws);
	assert_int_equal(take(mem, set, &out), OK);
	assert_int_equal(out.count, 2);
	assert_null(out.items[0].jws);
	assert_true(out.is_wrapped);
	assert_non_null(strstr(words_of(&out.problems, "F", ""),
			       "covers the wrapping"));
}

static void
takes_a_credential_around_it(void **state)
{
	auto_arena mem = arena_new();
	struct import out;

	(void)state;
	assert_int_equal(
		take(mem,
		     "{'type':['VerifiableCredential'],"
		     "'name':'x','issuer':'y','credentialSubject':" CLR_1 "}",
		     &out),
		OK);
	assert_int_equal(out.form, IMPORT_CREDENTIAL);
	assert_true(is_item(&out.items[0], "urn:a:1", "/credentialSubject"));
	assert_int_equal(take(mem,
			      "{'credentialSubject':[" CLR_1 ",{'clrs':[" CLR_2
			      "]}]}",
			      &out),
			 OK);
	assert_true(is_item(&out.items[1], "urn:a:2",
			    "/credentialSubject/1/clrs/0"));
}

static void
takes_a_bare_list(void **state)
{
	auto_arena mem = arena_new();
	struct import out;

	(void)state;
	assert_int_equal(take(mem, "[" CLR_1 ",5,{'a':1}," CLR_2 "]", &out),
			 OK);
	assert_int_equal(out.count, 2);
	assert_true(is_item(&out.items[1], "urn:a:2", "/3"));
	assert_non_null(words_of(&out.problems, "F", ""));
	assert_non_null(words_of(&out.problems, "F", "/2"));
}

#define LD "<script type='application/ld+json'>"
#define JOSE "<script type='application/jose'>"

static void
takes_a_page(void **state)
{
	auto_arena mem = arena_new();
	struct import out;

	(void)state;
	assert_int_equal(take(mem, " <html>" LD "\n" CLR_1 "\n</script>", &out),
			 OK);
	assert_int_equal(out.form, IMPORT_HTML);
	assert_true(is_item(&out.items[0], "urn:a:1", ""));
	assert_int_equal(out.items[0].len, strlen(CLR_1));
	assert_true(out.is_wrapped);
	assert_int_equal(take(mem, "<svg/>", &out), INVALID);
	assert_non_null(strstr(fail_last()->text, "no learner record"));
}

/* The signed copy in a page counts only if it is of the same record. */
static void
takes_the_signed_copy_of_a_page(void **state)
{
	auto_arena mem = arena_new();
	const char *jws = fake_jws(mem, CLR_1);
	struct import out;

	(void)state;
	assert_int_equal(take(mem,
			      arena_printf(mem,
					   "<html>" LD CLR_1 "</script>" JOSE
					   "\n%s\n</script>",
					   jws),
			      &out),
			 OK);
	assert_string_equal(out.items[0].jws, jws);
	assert_string_equal(out.items[0].bytes, quotes(mem, CLR_1));
	assert_int_equal(take(mem,
			      arena_printf(mem,
					   "<html>" LD CLR_2 "</script>" JOSE
					   "%s</script>",
					   jws),
			      &out),
			 OK);
	assert_null(out.items[0].jws);
	assert_non_null(strstr(words_of(&out.problems, "F", ""),
			       "does not hold the same record"));
	assert_int_equal(take(mem,
			      "<html>" LD CLR_2 "</script>" JOSE "x</script>",
			      &out),
			 OK);
	assert_null(out.items[0].jws);
}

static void
tells_of_a_missing_signature(void **state)
{
	auto_arena mem = arena_new();
	static const char doc[] = "{'type':'Clr','verification':'Signed'}";
	struct import out;

	(void)state;
	assert_int_equal(take(mem, doc, &out), OK);
	assert_non_null(
		words_of(&out.items[0].problems, "Q-19", "/verification"));
	assert_int_equal(take(mem, fake_jws(mem, doc), &out), OK);
	assert_null(words_of(&out.items[0].problems, "Q-19", "/verification"));
}

static void
each_refusal_has_its_sentence(void **state)
{
	static const struct {
		const char *text, *words;
	} rows[] = {
		{ "", "The file is empty." },
		{ " \n", "The file is empty." },
		{ "\xEF\xBB\xBF", "byte order mark" },
		{ "{'clrs':[],'signedClrs':[]}", "set of records is empty" },
		{ "{'@context':'" CLR_CONTEXT "'}", "set of records is empty" },
		{ "{'type':'ClrPayload'}", "parcel holds no record" },
		{ "{'clr':null}", "parcel holds no record" },
		{ "{'clrs':[5]}", "must be an object" },
		{ "{'type':'Assertion'}", "This is an Assertion" },
		{ "{'type':'Achievement'}", "This is an Achievement" },
		{ "{'type':'RevocationList'}", "This is a Revocation list" },
		{ "{'credentialSubject':{'a':1}}", "not a learner record" },
		{ "{'credentialSubject':5}", "credential around" },
		{ "{'type':'ClrCredential','credentialSubject':{}}",
		  "CLR 2.0" },
		{ "{'clrs':[{'type':'Assertion'}]}", "This is an Assertion" },
		{ "{'signedClrs':['x']}", "three parts" },
		{ "[]", "no learner record in" },
		{ "'just text'", "three parts" },
		{ "{'a':1", "ends in the middle" },
		{ "{'a':1,'a':2}", "stands twice" },
		{ "{'a':'\xFF'}", "not UTF-8" },
		{ "a.b", "no learner record" },
		{ "a.b.c", "header" },
		{ "e30.e30.AAAA", "not a learner record" },
		{ "hello, world", "no learner record" },
		{ "%PDF-1.4", "PDF" },
		{ "5", "no learner record" },
	};
	auto_arena mem = arena_new();
	struct import out;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		enum result result = take(mem, rows[i].text, &out);

		if (result != INVALID ||
		    !strstr(fail_last()->text, rows[i].words))
			print_error("%s: %s\n", rows[i].text,
				    fail_last()->text);
		assert_int_equal(result, INVALID);
		assert_non_null(strstr(fail_last()->text, rows[i].words));
	}
	assert_int_equal(
		import_read(mem, "{}", 2, &(struct load_limits){ 1, 9 }, &out),
		TOO_BIG);
	assert_int_equal(import_read(mem, "a\0.b.c", 6, &limits, &out),
			 INVALID);
}

static void
hostile_nesting_is_refused(void **state)
{
	auto_arena mem = arena_new();
	struct import out;
	struct str s;

	(void)state;
	str_init(&s, mem);
	for (int i = 0; i < 100000; i++)
		str_add(&s, "{\"learner\":[");
	assert_int_equal(import_read(mem, s.s, s.len, &limits, &out), INVALID);
	assert_non_null(strstr(fail_last()->text, "deeper than 64 levels"));
}

/* A signed text within a signed text, as often as the size allows. */
static void
signed_within_signed_ends(void **state)
{
	auto_arena mem = arena_new();
	const char *jws = fake_jws(mem, CLR_1);
	struct import out;

	(void)state;
	for (int i = 0; i < 12; i++)
		jws = fake_jws(mem,
			       arena_printf(mem, "{'signedClrs':['%s']}", jws));
	assert_int_equal(take(mem, jws, &out), OK);
	assert_int_equal(out.count, 1);
	assert_true(is_item(
		&out.items[0], "urn:a:1",
		"/signedClrs/0/signedClrs/0/signedClrs/0/signedClrs/0"
		"/signedClrs/0/signedClrs/0/signedClrs/0/signedClrs/0"
		"/signedClrs/0/signedClrs/0/signedClrs/0/signedClrs/0"));
}

static void
so_many_records_and_no_more(void **state)
{
	auto_arena mem = arena_new();
	struct import out;
	struct str s;
	size_t kept = 0;

	(void)state;
	str_init(&s, mem);
	str_add(&s, "{\"clrs\":[{\"type\":\"Clr\"}");
	for (int i = 1; i < 9998; i++)
		str_add(&s, ",{\"type\":\"Clr\"}");
	str_add(&s, "]}");
	assert_int_equal(import_read(mem, s.s, s.len, &limits, &out), OK);
	assert_int_equal(out.count, 9998);
	for (size_t i = 0; i < out.count; i++) {
		kept += out.items[i].problems.count;
		assert_true(out.items[i].problems.errors > 0);
	}
	assert_int_equal(kept, 10000);
	str_clear(&s);
	str_add(&s, "{\"clrs\":[");
	for (int i = 0; i < 20000; i++)
		str_add(&s, "{},");
	str_add(&s, "{}]}");
	assert_int_equal(import_read(mem, s.s, s.len, &limits, &out), TOO_BIG);
	assert_non_null(strstr(fail_last()->text, "more than 10000 records"));
}

static void
forms_have_names(void **state)
{
	(void)state;
	for (int f = 0; f < IMPORT_FORM__MAX; f++) {
		assert_non_null(import_form_name((enum import_form)f));
		assert_non_null(import_form_words((enum import_form)f));
	}
	assert_string_equal(import_form_name(IMPORT_CLR_SET), "clr-set");
	assert_string_equal(import_form_said("jws"), "a signed learner record");
	assert_string_equal(import_form_said("parchment"), "a document");
}

static char *
slurp(struct arena *mem, const char *path, size_t *len)
{
	FILE *f = fopen(path, "rb");
	char block[4096];
	struct str s;

	assert_non_null(f);
	str_init(&s, mem);
	while ((*len = fread(block, 1, sizeof block, f)) > 0)
		str_addn(&s, block, *len);
	fclose(f);
	*len = s.len;
	return s.s;
}

/* Documents of other systems: whole transcripts, with many small faults. */
static void
is_of_the_field(const char *name, const struct import *out)
{
	for (size_t i = 0; i < out->count; i++) {
		assert_true(out->items[i].problems.warnings > 50);
		assert_true(json_array_size(json_object_get(
				    out->items[i].doc, "assertions")) > 40);
	}
	assert_int_equal(out->count, strstr(name, "clrset") ? 2 : 1);
}

/* Takes one file, or refuses the key among them. */
static void
takes_file(struct arena *mem, const char *path, bool is_field)
{
	struct import out;
	enum result result;
	size_t len;
	char *bytes = slurp(mem, path, &len);

	result = import_read(mem, bytes, len, &limits, &out);
	if (str_ends(path, ".key.json")) {
		assert_int_equal(result, INVALID);
		assert_non_null(
			strstr(fail_last()->text, "This is a Public key"));
		return;
	}
	assert_int_equal(result, OK);
	assert_true(out.count > 0);
	for (size_t i = 0; i < out.count; i++)
		assert_int_equal(out.items[i].problems.errors, 0);
	if (is_field)
		is_of_the_field(path, &out);
}

/*
 * The documents in the folder that CLARUS_SAMPLES names, or without one
 * those of the demo college: all but a key import without a single error.
 */
static void
takes_the_documents_of_the_field(void **state)
{
	const char *field = getenv("CLARUS_SAMPLES");
	const char *top = getenv("CLARUS_SRC");
	bool is_field = field && *field;
	auto_arena mem = arena_new();
	struct dirent *entry;
	const char *folder;
	int count = 0;
	DIR *dir;

	(void)state;
	folder = is_field ? field
			  : arena_printf(mem, "%s/db/demo", top ? top : ".");
	print_message("# documents of %s\n",
		      is_field ? "CLARUS_SAMPLES"
			       : "db/demo, CLARUS_SAMPLES names no folder");
	dir = opendir(folder);
	assert_non_null(dir);
	while ((entry = readdir(dir))) {
		if (!str_ends(entry->d_name, ".json") &&
		    !str_ends(entry->d_name, ".jws"))
			continue;
		count++;
		takes_file(mem,
			   arena_printf(mem, "%s/%s", folder, entry->d_name),
			   is_field);
	}
	closedir(dir);
	assert_true(count >= 10);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_a_clr_as_it_is),
		cmocka_unit_test(takes_a_set_plain_and_signed),
		cmocka_unit_test(takes_a_set_of_signed_ones_alone),
		cmocka_unit_test(takes_a_payload),
		cmocka_unit_test(takes_a_signed_text),
		cmocka_unit_test(takes_a_credential_around_it),
		cmocka_unit_test(takes_a_bare_list),
		cmocka_unit_test(takes_a_page),
		cmocka_unit_test(takes_the_signed_copy_of_a_page),
		cmocka_unit_test(tells_of_a_missing_signature),
		cmocka_unit_test(each_refusal_has_its_sentence),
		cmocka_unit_test(hostile_nesting_is_refused),
		cmocka_unit_test(signed_within_signed_ends),
		cmocka_unit_test(so_many_records_and_no_more),
		cmocka_unit_test(forms_have_names),
		cmocka_unit_test(takes_the_documents_of_the_field),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
