/*
 * Tests of verify/verify.c, verify/verify_read.c and verify/report.c: what
 * can be given, what a report says of it, and its shape as JSON.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "crypto/digest.h"
#include "verify_help.h"

/* A page holds documents of the vocabulary. */
#define IN_PAGE                                                                \
	ASSERTION_OF("urn:x", PROFILE, SIGNED, ",'@context':'" CLR_CONTEXT "'")

static void
takes_every_form(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);
	const char *clr = world_sign(w, w->key, CLR_SIGNED(""));
	const char *award = world_sign(
		w, w->key, ASSERTION_OF("urn:x", PROFILE, SIGNED, ""));
	const char *page = world_sign(w, w->key, IN_PAGE);
	const char *praise = world_sign(
		w, w->key,
		"{'type':'Endorsement','id':'urn:e','issuedOn':"
		"'2025-01-01T00:00:00Z','issuer':" PROFILE
		",'claim':{'id':'urn:x'},'verification':" SIGNED "}");
	const struct {
		const char *text;
		enum class_id as;
	} rows[] = {
		{ clr, CLR_CLR },
		{ arena_printf(mem, "\xEF\xBB\xBF\n %s\n", clr), CLR_CLR },
		{ arena_printf(mem, "'%s'", clr), CLR_CLR },
		{ arena_printf(mem, "['%s']", clr), CLR_CLR },
		{ arena_printf(mem, "{'signedClr':'%s'}", clr), CLR_CLR },
		{ arena_printf(mem, "{'signedClrs':['%s']}", clr), CLR_CLR },
		{ arena_printf(mem,
			       "{'credentialSubject':{'type':'ClrSet',"
			       "'signedClrs':['%s']},'proof':{}}",
			       clr),
		  CLR_CLR },
		{ award, CLR_ASSERTION },
		{ arena_printf(mem, " '%s' ", award), CLR_ASSERTION },
		{ arena_printf(mem, "\xEF\xBB\xBF%s\r\n", award),
		  CLR_ASSERTION },
		{ praise, CLR_ENDORSEMENT },
		{ arena_printf(mem,
			       "<script type='application/ld+json'>%s</script>"
			       "<script type='application/jose'>%s</script>",
			       world_text(w, CLR_SIGNED("")), clr),
		  CLR_CLR },
		{ arena_printf(mem,
			       "<script type='application/ld+json'>%s</script>"
			       "<script type='application/jose'>%s</script>",
			       world_text(w, IN_PAGE), page),
		  CLR_ASSERTION },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct verify_part *part = world_check(w, rows[i].text);

		world_expect(rows[i].text, part, VERDICT_VALID, CHECK_FORMAT,
			     VERIFY_PASSED);
		assert_int_equal(part->as, rows[i].as);
		assert_int_equal(w->report.count, 1);
		assert_int_equal(w->report.verdict, VERDICT_VALID);
	}
}

/* What cannot be checked, and what is said of it. */
static void
refuses_with_a_word(void **state)
{
	static const struct {
		const char *text, *says;
	} rows[] = {
		{ "", "empty" },
		{ "\xEF\xBB\xBF", "byte order mark" },
		{ "hello", "no learner record" },
		{ "%PDF-1.4", "PDF" },
		{ "{'a':1}", "not a learner record" },
		{ "{'a':1,'a':2}", "twice" },
		{ "7", "no learner record" },
		{ "[]", "no learner record" },
		{ "a.b.c", "cannot be read" },
		{ "<p>Hello</p>", "" },
		{ KEY_DOC, "This is a public key" },
		{ LIST_DOC(""), "This is a revocation list" },
		{ PROFILE, "profile of a person" },
		{ "{'type':'Achievement','id':'urn:a'}",
		  "description of an achievement" },
		{ "{'type':'BadgeClass'}", "Open Badge" },
		{ "{'type':['VerifiableCredential','OpenBadgeCredential']}",
		  "version 3" },
	};
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct verify_part *part = world_check(w, rows[i].text);

		if (!strstr(part->words, rows[i].says))
			world_tell(rows[i].text, part);
		assert_non_null(strstr(part->words, rows[i].says));
		world_expect(rows[i].text, part, VERDICT_INVALID, CHECK_FORMAT,
			     VERIFY_FAILED);
		for (size_t n = 1; n < VERIFY_WHAT__MAX; n++)
			assert_int_equal(part->checks[n].outcome,
					 VERIFY_NOT_NEEDED);
		assert_null(w->report.doc);
		assert_int_equal(w->asked, 0);
	}
}

static void
knows_its_limits(void **state)
{
	static const struct load_limits small = { 100, 4 };
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);

	(void)state;
	w->ask.limits = &small;
	assert_non_null(strstr(world_check(w, CLR_SIGNED(""))->words,
			       "at most 100 bytes"));
	assert_non_null(strstr(world_check(w, "[[[[[]]]]]")->words,
			       "deeper than 4 levels"));
}

static void
says_that_a_credential_has_a_proof_of_its_own(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);
	const struct verify_part *part = world_check(
		w, "{'type':['VerifiableCredential'],'issuanceDate':'x',"
		   "'proof':{},'credentialSubject':" CLR_SIGNED("") "}");

	(void)state;
	world_expect("credential", part, VERDICT_UNVERIFIABLE, CHECK_FORMAT,
		     VERIFY_PASSED);
	assert_non_null(
		strstr(part->checks[CHECK_FORMAT].words, "outside CLR 1.0"));
}

static void
shows_the_document(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);
	char *text = world_text(w, CLR_SIGNED(""));
	const char *jws = world_sign(w, w->key, CLR_SIGNED(""));

	(void)state;
	world_run(w, arena_printf(mem, " %s\n", text));
	assert_int_equal(w->report.doc_len, strlen(text));
	assert_memory_equal(w->report.doc, text, strlen(text));
	world_run(w, jws);
	assert_int_equal(w->report.doc_len, strlen(text));
	assert_memory_equal(w->report.doc, text, strlen(text));
	assert_string_equal(w->report.sha256,
			    digest_hex(mem, jws, strlen(jws)));
	assert_int_equal(w->report.len, strlen(jws));
	world_run(w, arena_printf(mem, "[%s,%s]", text, text));
	assert_int_equal(w->report.count, 2);
	assert_true(str_starts(w->report.doc, "{\"@context\""));
	assert_non_null(strstr(w->report.doc, "\"clrs\":[{"));
	assert_int_equal(w->report.doc_len, strlen(w->report.doc));
}

/* What could not be asked here is counted once an address. */
static void
counts_what_is_missing(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);

	(void)state;
	world_put(w, KEY_URL, 0, NULL)->is_missing = true;
	world_put(w, LIST_URL, 0, NULL)->is_missing = true;
	world_run(w, world_sign(w, w->key, CLR_SIGNED("")));
	assert_int_equal(w->missing, 2);
	assert_int_equal(w->report.verdict, VERDICT_UNVERIFIABLE);
	assert_non_null(strstr(w->report.items[0].checks[CHECK_KEY].words,
			       "has not been asked yet"));
}

static void
does_with_the_least_of_sources(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);
	size_t asked;

	(void)state;
	w->source = (struct verify_source){ .data = w, .get = world_get };
	world_expect("least",
		     world_run(w, world_sign(w, w->key, CLR_SIGNED(""))),
		     VERDICT_VALID, CHECK_ISSUER, VERIFY_PASSED);
	asked = w->asked;
	assert_int_equal(asked, 3);
	assert_int_equal(verify_run(mem, &w->ask, &w->report, NULL), OK);
}

/* ---- The report as JSON */

static void
names_everything_once(void **state)
{
	(void)state;
	for (unsigned i = 0; i < VERIFY_WHAT__MAX; i++) {
		const char *name = verify_what_name((enum verify_what)i);

		assert_false(str_empty(name));
		assert_false(str_empty(verify_what_label((enum verify_what)i)));
		for (unsigned n = 0; n < i; n++)
			assert_string_not_equal(
				name, verify_what_name((enum verify_what)n));
	}
	for (unsigned i = 0; i < VERDICT__MAX; i++)
		assert_false(
			str_empty(verify_verdict_name((enum verify_verdict)i)));
	for (unsigned i = 0; i < VERIFY_OUTCOME__MAX; i++)
		assert_false(
			str_empty(verify_outcome_name((enum verify_outcome)i)));
	assert_string_equal(verify_outcome_name(VERIFY_NOT_NEEDED),
			    "not-needed");
	assert_string_equal(verify_verdict_name(VERDICT_UNVERIFIABLE),
			    "unverifiable");
}

static const json_t *
at(const json_t *list, size_t index)
{
	return json_array_get(list, index);
}

static const char *
text_of(const json_t *json, const char *name)
{
	return json_string_value(json_object_get(json, name));
}

static void
writes_a_report_as_json(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);
	const json_t *json, *part, *check, *evidence;

	(void)state;
	world_run(w,
		  world_sign(
			  w, w->key,
			  arena_printf(mem,
				       CLR_SIGNED(",'name':'Transcript',"
						  "'signedAssertions':["
						  "'%s']"),
				       world_sign(w, w->key,
						  ASSERTION_OF("urn:x", PROFILE,
							       SIGNED, "")))));
	json = verify_json(mem, &w->report);
	assert_string_equal(text_of(json, "type"), "VerificationReport");
	assert_string_equal(text_of(json, "at"), "2026-01-01T00:00:00Z");
	assert_null(json_object_get(json, "asOf"));
	assert_int_equal(strlen(text_of(json, "sha256")), 64);
	assert_int_equal(json_integer_value(json_object_get(json, "bytes")),
			 (json_int_t)w->report.len);
	assert_string_equal(text_of(json, "verdict"), "valid");
	part = at(json_object_get(json, "items"), 0);
	assert_string_equal(text_of(part, "class"), "Clr");
	assert_string_equal(text_of(part, "pointer"), "");
	assert_string_equal(text_of(part, "id"), "urn:uuid:c");
	assert_string_equal(text_of(part, "name"), "Transcript");
	assert_string_equal(text_of(part, "issuer"), "Atlas University");
	assert_string_equal(text_of(part, "issuerId"), ISSUER);
	assert_string_equal(text_of(part, "how"), "Signed");
	assert_null(json_object_get(part, "outdated"));
	assert_null(json_object_get(part, "unchecked"));
	assert_int_equal(json_array_size(json_object_get(part, "checks")),
			 VERIFY_WHAT__MAX);
	check = at(json_object_get(part, "checks"), CHECK_KEY);
	assert_string_equal(text_of(check, "check"), "key");
	assert_string_equal(text_of(check, "label"), "Signing key");
	assert_string_equal(text_of(check, "outcome"), "passed");
	evidence = json_object_get(check, "evidence");
	assert_string_equal(text_of(evidence, "url"), KEY_URL);
	assert_string_equal(text_of(evidence, "at"), "2026-01-01T00:00:00Z");
	assert_string_equal(text_of(evidence, "server"), "CN=a.example");
	assert_int_equal(
		json_integer_value(json_object_get(evidence, "status")), 200);
	check = at(json_object_get(part, "checks"), CHECK_ENDORSES);
	assert_null(json_object_get(check, "evidence"));
	part = at(json_object_get(part, "parts"), 0);
	assert_string_equal(text_of(part, "class"), "Assertion");
	assert_string_equal(text_of(part, "name"), "Carpentry");
	assert_string_equal(text_of(part, "pointer"), "/signedAssertions/0");

	w->ask.as_of = NOW - 86400;
	world_check(w, KEY_DOC);
	json = verify_json(mem, &w->report);
	assert_string_equal(text_of(json, "asOf"), "2025-12-31T00:00:00Z");
	part = at(json_object_get(json, "items"), 0);
	assert_string_equal(text_of(part, "class"), "");
	assert_null(json_object_get(part, "id"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_every_form),
		cmocka_unit_test(refuses_with_a_word),
		cmocka_unit_test(knows_its_limits),
		cmocka_unit_test(says_that_a_credential_has_a_proof_of_its_own),
		cmocka_unit_test(shows_the_document),
		cmocka_unit_test(counts_what_is_missing),
		cmocka_unit_test(does_with_the_least_of_sources),
		cmocka_unit_test(names_everything_once),
		cmocka_unit_test(writes_a_report_as_json),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
