/*
 * Tests of verify/proof_hosted.c: documents at their own address (CLR 1.0
 * §4.2), what is there, and what it takes the place of.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "verify_help.h"

#define ID "https://a.example/assertions/1"
#define HOSTED_AT(id, issuer) ASSERTION_OF(id, issuer, HOSTED, "")
#define MINE HOSTED_AT(ID, PROFILE)
#define ELSE "https://b.example/1"
#define PROFILE_ALLOWS(verification)                                           \
	"{'id':'" ISSUER                                                       \
	"','name':'Atlas University','revocationList':'" LIST_URL              \
	"','verification':" verification "}"

struct row {
	const char *name;
	const char *given;
	struct web_answer puts[3];
	enum verify_verdict verdict;
	enum verify_what what;
	enum verify_outcome outcome;
};

/* clang-format off */
static const struct row rows[] = {
	{ "as it should be", MINE, { { ID, 200, MINE, NULL, false } },
	  VERDICT_VALID, CHECK_HOSTED, VERIFY_PASSED },
	{ "its address is the issuer's", MINE,
	  { { ID, 200, MINE, NULL, false } },
	  VERDICT_VALID, CHECK_ORIGIN, VERIFY_PASSED },
	{ "its issuer is proven", MINE, { { ID, 200, MINE, NULL, false } },
	  VERDICT_VALID, CHECK_ISSUER, VERIFY_PASSED },
	{ "type in one word, in other case",
	  ASSERTION_OF(ID, PROFILE, "'hosted'", ""),
	  { { ID, 200, MINE, NULL, false } },
	  VERDICT_VALID, CHECK_HOSTED, VERIFY_PASSED },
	{ "only its id is known",
	  "{'id':'" ID "','type':'Assertion','verification':" HOSTED "}",
	  { { ID, 200, MINE, NULL, false } },
	  VERDICT_VALID, CHECK_HOSTED, VERIFY_PASSED },

	{ "so, and it cannot be had",
	  "{'id':'" ID "','type':'Assertion','verification':" HOSTED "}",
	  { { ID, 0, NULL, NULL, false } },
	  VERDICT_UNVERIFIABLE, CHECK_HOSTED, VERIFY_UNSURE },

	/* 1: the id */
	{ "a urn", HOSTED_AT("urn:uuid:1", PROFILE), { { 0 } },
	  VERDICT_UNVERIFIABLE, CHECK_HOSTED, VERIFY_UNSURE },
	{ "a record with a urn", CLR_OF(PROFILE, HOSTED, ""), { { 0 } },
	  VERDICT_UNVERIFIABLE, CHECK_HOSTED, VERIFY_UNSURE },
	{ "plain http that nobody answers for",
	  HOSTED_AT("http://a.example/1", PROFILE), { { 0 } },
	  VERDICT_UNVERIFIABLE, CHECK_HOSTED, VERIFY_UNSURE },

	/* 2: where it lives */
	{ "on another host", HOSTED_AT(ELSE, PROFILE),
	  { { ELSE, 200, HOSTED_AT(ELSE, PROFILE), NULL, false } },
	  VERDICT_INVALID, CHECK_ORIGIN, VERIFY_FAILED },
	{ "on a host that looks like it",
	  HOSTED_AT("https://a.example.evil.net/1", PROFILE),
	  { { "https://a.example.evil.net/1", 200,
	      HOSTED_AT("https://a.example.evil.net/1", PROFILE), NULL,
	      false } },
	  VERDICT_INVALID, CHECK_ORIGIN, VERIFY_FAILED },
	{ "behind a user that looks like it",
	  HOSTED_AT("https://a.example@evil.net/1", PROFILE), { { 0 } },
	  VERDICT_INVALID, CHECK_ORIGIN, VERIFY_FAILED },
	{ "on a host that the issuer allows",
	  HOSTED_AT(ELSE, PROFILE),
	  { { ELSE, 200, HOSTED_AT(ELSE, PROFILE), NULL, false },
	    { ISSUER, 200, PROFILE_ALLOWS("{'allowedOrigins':['b.example']}"),
	      NULL, false } },
	  VERDICT_VALID, CHECK_ORIGIN, VERIFY_PASSED },
	{ "on a host that only the document allows",
	  HOSTED_AT(ELSE, PROFILE_ALLOWS("{'allowedOrigins':['b.example']}")),
	  { { ELSE, 200, HOSTED_AT(ELSE, PROFILE_ALLOWS("{'allowedOrigins':"
						       "['b.example']}")),
	      NULL, false } },
	  VERDICT_INVALID, CHECK_ORIGIN, VERIFY_FAILED },
	{ "so, and the profile cannot be had",
	  HOSTED_AT(ELSE, PROFILE_ALLOWS("{'allowedOrigins':['b.example']}")),
	  { { ELSE, 200, HOSTED_AT(ELSE, PROFILE_ALLOWS("{'allowedOrigins':"
						       "['b.example']}")),
	      NULL, false },
	    { ISSUER, 0, NULL, NULL, false } },
	  VERDICT_UNVERIFIABLE, CHECK_ORIGIN, VERIFY_UNSURE },
	{ "it does not begin as the issuer's",  MINE,
	  { { ID, 200, MINE, NULL, false },
	    { ISSUER, 200,
	      PROFILE_ALLOWS("{'startsWith':['https://a.example/x/']}"), NULL,
	      false } },
	  VERDICT_INVALID, CHECK_ORIGIN, VERIFY_FAILED },
	{ "the issuer has no address", HOSTED_AT(ID, "{'id':'urn:p'}"),
	  { { ID, 200, HOSTED_AT(ID, "{'id':'urn:p'}"), NULL, false } },
	  VERDICT_UNVERIFIABLE, CHECK_ORIGIN, VERIFY_UNSURE },
	{ "so, but it allows the host",
	  HOSTED_AT(ID, "{'id':'urn:p','verification':"
		    "{'allowedOrigins':['a.example']}}"),
	  { { ID, 200, HOSTED_AT(ID, "{'id':'urn:p','verification':"
				 "{'allowedOrigins':['a.example']}}"),
	      NULL, false } },
	  VERDICT_VALID, CHECK_ISSUER, VERIFY_UNSURE },

	/* 3: sent on */
	{ "sent on within the host", MINE,
	  { { ID, 200, MINE, "https://a.example/x", false } },
	  VERDICT_VALID, CHECK_HOSTED, VERIFY_PASSED },
	{ "sent on to another host", MINE,
	  { { ID, 200, MINE, "https://evil.net/x", false } },
	  VERDICT_INVALID, CHECK_HOSTED, VERIFY_FAILED },
	{ "told by another host that it was taken back", MINE,
	  { { ID, 410, NULL, "https://evil.net/x", false } },
	  VERDICT_INVALID, CHECK_HOSTED, VERIFY_FAILED },
	{ "sent on, when only the id was known",
	  "{'id':'" ID "','type':'Assertion','verification':" HOSTED "}",
	  { { ID, 200, MINE, "https://evil.net/x", false } },
	  VERDICT_INVALID, CHECK_HOSTED, VERIFY_FAILED },

	/* 4: what is there */
	{ "it has another id", MINE,
	  { { ID, 200, HOSTED_AT("https://a.example/2", PROFILE), NULL,
	      false } },
	  VERDICT_INVALID, CHECK_HOSTED, VERIFY_FAILED },
	{ "it has no id", MINE, { { ID, 200, "{'type':'Assertion'}", NULL,
				    false } },
	  VERDICT_INVALID, CHECK_HOSTED, VERIFY_FAILED },
	{ "it is of another kind", MINE,
	  { { ID, 200, "{'id':'" ID "','type':'Achievement','name':'x',"
	      "'issuer':" PROFILE "}", NULL, false } },
	  VERDICT_INVALID, CHECK_HOSTED, VERIFY_FAILED },
	{ "a page", MINE, { { ID, 200, "<p>Hello", NULL, false } },
	  VERDICT_INVALID, CHECK_HOSTED, VERIFY_FAILED },
	{ "a list", MINE, { { ID, 200, "[]", NULL, false } },
	  VERDICT_INVALID, CHECK_HOSTED, VERIFY_FAILED },
	{ "nothing at all", MINE, { { ID, 200, NULL, NULL, false } },
	  VERDICT_INVALID, CHECK_HOSTED, VERIFY_FAILED },
	{ "content that cannot be taken", MINE,
	  { { ID, 200, ASSERTION_OF(ID, PROFILE, HOSTED, ",'results':7"),
	      NULL, false } },
	  VERDICT_INVALID, CHECK_DATA, VERIFY_FAILED },
	{ "410", MINE, { { ID, 410, NULL, NULL, false } },
	  VERDICT_REVOKED, CHECK_REVOKED, VERIFY_FAILED },
	{ "revoked, and no more than that", MINE,
	  { { ID, 200, "{'id':'" ID "','revoked':true}", NULL, false } },
	  VERDICT_REVOKED, CHECK_REVOKED, VERIFY_FAILED },
	{ "revoked, with all that it was", MINE,
	  { { ID, 200, ASSERTION_OF(ID, PROFILE, HOSTED, ",'revoked':true"),
	      NULL, false } },
	  VERDICT_REVOKED, CHECK_REVOKED, VERIFY_FAILED },
	{ "400", MINE, { { ID, 400, NULL, NULL, false } },
	  VERDICT_INVALID, CHECK_HOSTED, VERIFY_FAILED },
	{ "401", MINE, { { ID, 401, NULL, NULL, false } },
	  VERDICT_INVALID, CHECK_HOSTED, VERIFY_FAILED },
	{ "404", MINE, { { ID, 404, NULL, NULL, false } },
	  VERDICT_INVALID, CHECK_HOSTED, VERIFY_FAILED },
	{ "429", MINE, { { ID, 429, NULL, NULL, false } },
	  VERDICT_UNVERIFIABLE, CHECK_HOSTED, VERIFY_UNSURE },
	{ "500", MINE, { { ID, 500, NULL, NULL, false } },
	  VERDICT_UNVERIFIABLE, CHECK_HOSTED, VERIFY_UNSURE },
	{ "503", MINE, { { ID, 503, NULL, NULL, false } },
	  VERDICT_UNVERIFIABLE, CHECK_HOSTED, VERIFY_UNSURE },
	{ "302 without end", MINE, { { ID, 302, NULL, NULL, false } },
	  VERDICT_UNVERIFIABLE, CHECK_HOSTED, VERIFY_UNSURE },
	{ "no answer", MINE, { { ID, 0, NULL, NULL, false } },
	  VERDICT_UNVERIFIABLE, CHECK_HOSTED, VERIFY_UNSURE },
	{ "not asked yet", MINE, { { ID, 0, NULL, NULL, true } },
	  VERDICT_UNVERIFIABLE, CHECK_HOSTED, VERIFY_UNSURE },
	{ "the issuer there is another, elsewhere", MINE,
	  { { ID, 200, HOSTED_AT(ID, "{'id':'https://b.example/p'}"), NULL,
	      false } },
	  VERDICT_INVALID, CHECK_ORIGIN, VERIFY_FAILED },
};
/* clang-format on */

static void
follows_the_steps(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		auto_arena mem = arena_new();
		struct world *w = world_new(mem);
		const struct row *row = &rows[i];

		for (size_t n = 0; n < 3 && row->puts[n].url; n++) {
			struct web_answer *a = world_put(w, row->puts[n].url,
							 row->puts[n].status,
							 row->puts[n].body);

			a->final = row->puts[n].final;
			a->is_missing = row->puts[n].is_missing;
		}
		world_expect(row->name, world_check(w, row->given),
			     row->verdict, row->what, row->outcome);
		assert_string_equal(w->report.items[0].how, "Hosted");
		assert_int_equal(w->missing, row->puts[0].is_missing);
	}
}

static void
asks_nothing_outside_the_issuer(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);

	(void)state;
	world_put(w, "https://evil.net/1", 200, "{}");
	world_check(w, HOSTED_AT("https://evil.net/1", PROFILE));
	assert_int_equal(world_asked(w, "https://evil.net/1"), 0);
}

static void
replaces_what_is_outdated(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);
	const struct verify_part *part;
	static const char today[] =
		"{'@context':'x','verification':" HOSTED ",'id':'" ID
		"','type':'Assertion','issuedOn':'2025-05-01T00:00:00Z',"
		"'expires':'2025-06-01T00:00:00Z','recipient':{'type':'id',"
		"'identity':'urn:uuid:l','hashed':false},'achievement':{'id':"
		"'urn:uuid:a','name':'Carpentry I','issuer':" PROFILE "}}";

	(void)state;
	world_put(w, ID, 200, today);
	part = world_check(w, MINE);
	world_expect("today", part, VERDICT_EXPIRED, CHECK_HOSTED,
		     VERIFY_PASSED);
	assert_true(part->is_outdated);
	assert_string_equal(part->name, "Carpentry I");
	assert_non_null(strstr(w->report.doc, "Carpentry I"));

	/* members in another order, a context and no type are no difference */
	w = world_new(mem);
	world_put(w, ID, 200,
		  "{'@context':'x','verification':" HOSTED ",'id':'" ID
		  "','issuedOn':'2025-05-01T00:00:00Z',"
		  "'recipient':{'type':'id','identity':'urn:uuid:l',"
		  "'hashed':false},'achievement':{'id':'urn:uuid:a','name':"
		  "'Carpentry','type':'Achievement','issuer':" PROFILE "}}");
	part = world_check(w, MINE);
	world_expect("same", part, VERDICT_VALID, CHECK_HOSTED, VERIFY_PASSED);
	assert_false(part->is_outdated);
	assert_string_equal(part->words,
			    "Checked just now: confirmed at its own address by "
			    "Atlas University, not revoked.");
}

/* A record is shown only to those who may read it. */
static void
knows_that_a_record_needs_authorization(void **state)
{
	static const long statuses[] = { 401, 403 };
	static const char record[] =
		"{'id':'https://a.example/ims/clr/v1p0/clrs/1','type':'Clr',"
		"'issuedOn':'2025-06-01T00:00:00Z','learner':{'id':'urn:l'},"
		"'publisher':" PROFILE ",'verification':" HOSTED "}";
	auto_arena mem = arena_new();

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct world *w = world_new(mem);
		const struct verify_part *part;

		world_put(w, "https://a.example/ims/clr/v1p0/clrs/1",
			  statuses[i], NULL);
		part = world_check(w, record);
		world_expect("refused", part, VERDICT_UNVERIFIABLE,
			     CHECK_HOSTED, VERIFY_UNSURE);
		assert_true(str_starts(part->checks[CHECK_HOSTED].words,
				       "Needs authorization"));
		world_put(w, "https://a.example/ims/clr/v1p0/clrs/1", 200,
			  record);
		world_expect("given", world_check(w, record), VERDICT_VALID,
			     CHECK_HOSTED, VERIFY_PASSED);
	}
}

/* A source that may believe plain http answers for it. */
static void
takes_http_where_the_source_does(void **state)
{
#define LOCAL_PROFILE "{'id':'http://localhost:8/p','name':'Here'}"
#define LOCAL HOSTED_AT("http://localhost:8/1", LOCAL_PROFILE)
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);

	(void)state;
	world_put(w, "http://localhost:8/p", 200, LOCAL_PROFILE);
	world_put(w, "http://localhost:8/1", 200, LOCAL);
	world_expect("local", world_check(w, LOCAL), VERDICT_VALID,
		     CHECK_ORIGIN, VERIFY_PASSED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(follows_the_steps),
		cmocka_unit_test(asks_nothing_outside_the_issuer),
		cmocka_unit_test(replaces_what_is_outdated),
		cmocka_unit_test(knows_that_a_record_needs_authorization),
		cmocka_unit_test(takes_http_where_the_source_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
