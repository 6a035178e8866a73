/*
 * Tests of verify/proof_signed.c and what it asks of the key: the nine steps
 * of CLR 1.0 §4.3, each as it should be and each way it can go wrong.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <stdlib.h>
#include <stdio.h>

#include "verify_help.h"

#define OTHER_URL "https://a.example/keys/2"
#define EVIL_URL "https://evil.net/keys/1"
#define DOC_OF(id, owner, pem)                                                 \
	"{'id':'" id "','type':'CryptographicKey','owner':'" owner             \
	"','publicKeyPem':'" pem "'}"
#define PROFILE_WITH(key, more)                                                \
	"{'id':'" ISSUER "','type':'Profile','name':'Atlas University',"       \
	"'publicKey':" key ",'revocationList':'" LIST_URL "'" more "}"
#define PROFILE_BARE                                                           \
	"{'id':'" ISSUER "','type':'Profile','name':'Atlas University',"       \
	"'revocationList':'" LIST_URL "'}"
#define CREATED(url) "{'type':'Signed','creator':'" url "'}"
#define SMALL                                                                  \
	"-----BEGIN PUBLIC KEY-----\\nMFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAK8"     \
	"\\n-----END PUBLIC KEY-----\\n"

struct put {
	const char *url;
	long status;
	const char *body;
	const char *final;
};

struct row {
	const char *name;
	const char *doc;    /* NULL: as it should be */
	bool is_evil;	    /* signed with another key */
	struct put puts[4]; /* in the place of what should be there */
	enum verify_verdict verdict;
	enum verify_what what;
	enum verify_outcome outcome;
};

#define NOTHING .url = ISSUER, .status = 404

/* clang-format off */
static const struct row rows[] = {
	{ "as it should be", .verdict = VERDICT_VALID,
	  .what = CHECK_SIGNATURE, .outcome = VERIFY_PASSED },
	{ "its key", .verdict = VERDICT_VALID,
	  .what = CHECK_KEY, .outcome = VERIFY_PASSED },
	{ "its issuer", .verdict = VERDICT_VALID,
	  .what = CHECK_ISSUER, .outcome = VERIFY_PASSED },
	{ "creator is the key", CLR_OF(PROFILE, CREATED(KEY_URL), ""),
	  .verdict = VERDICT_VALID,
	  .what = CHECK_KEY, .outcome = VERIFY_PASSED },
	{ "bare profile in the document", CLR_OF("'" ISSUER "'", SIGNED, ""),
	  .verdict = VERDICT_INVALID,
	  .what = CHECK_DATA, .outcome = VERIFY_FAILED },
	{ "profile without key in the document",
	  CLR_OF("{'id':'" ISSUER "'}", SIGNED, ""),
	  .verdict = VERDICT_VALID,
	  .what = CHECK_SIGNATURE, .outcome = VERIFY_PASSED },
	{ "key by its address alone",
	  CLR_OF(PROFILE_WITH("'" KEY_URL "'", ""), SIGNED, ""),
	  .puts = { { ISSUER, 200, PROFILE_WITH("'" KEY_URL "'", ""), NULL } },
	  .verdict = VERDICT_VALID,
	  .what = CHECK_KEY, .outcome = VERIFY_PASSED },
	{ "keys as a list, as Open Badges has them",
	  CLR_OF(PROFILE_WITH("['" KEY_URL "']", ""), SIGNED, ""),
	  .puts = { { ISSUER, 200,
		      PROFILE_WITH("['" OTHER_URL "','" KEY_URL "']", ""),
		      NULL } },
	  .verdict = VERDICT_VALID,
	  .what = CHECK_KEY, .outcome = VERIFY_PASSED },

	/* the signature itself */
	{ "signed with another key", .is_evil = true,
	  .verdict = VERDICT_INVALID,
	  .what = CHECK_SIGNATURE, .outcome = VERIFY_FAILED },
	{ "another key's PEM in the document",
	  CLR_OF(PROFILE_WITH(DOC_OF(KEY_URL, ISSUER, "EVIL"), ""), SIGNED, ""),
	  .is_evil = true,
	  .verdict = VERDICT_INVALID,
	  .what = CHECK_SIGNATURE, .outcome = VERIFY_FAILED },

	/* whose key it is (step 3) */
	{ "creator is another key of the same host",
	  CLR_OF(PROFILE, CREATED(OTHER_URL), ""), .is_evil = true,
	  .puts = { { OTHER_URL, 200, DOC_OF(OTHER_URL, ISSUER, "EVIL"),
		      NULL } },
	  .verdict = VERDICT_INVALID,
	  .what = CHECK_KEY, .outcome = VERIFY_FAILED },
	{ "creator is another's key",
	  CLR_OF(PROFILE, CREATED(EVIL_URL), ""), .is_evil = true,
	  .puts = { { EVIL_URL, 200, DOC_OF(EVIL_URL, ISSUER, "EVIL"), NULL } },
	  .verdict = VERDICT_INVALID,
	  .what = CHECK_KEY, .outcome = VERIFY_FAILED },
	{ "the document's profile names another's key",
	  CLR_OF(PROFILE_WITH(DOC_OF(EVIL_URL, ISSUER, "EVIL"), ""), SIGNED,
		 ""), .is_evil = true,
	  .puts = { { EVIL_URL, 200, DOC_OF(EVIL_URL, ISSUER, "EVIL"), NULL } },
	  .verdict = VERDICT_INVALID,
	  .what = CHECK_KEY, .outcome = VERIFY_FAILED },
	{ "so, and the profile cannot be had",
	  CLR_OF(PROFILE_WITH(DOC_OF(EVIL_URL, ISSUER, "EVIL"), ""), SIGNED,
		 ""), .is_evil = true,
	  .puts = { { ISSUER, 0, NULL, NULL },
		    { EVIL_URL, 200, DOC_OF(EVIL_URL, ISSUER, "EVIL"), NULL } },
	  .verdict = VERDICT_INVALID,
	  .what = CHECK_KEY, .outcome = VERIFY_FAILED },
	{ "so, and says that its hosts are allowed",
	  CLR_OF(PROFILE_WITH(DOC_OF(EVIL_URL, ISSUER, "EVIL"),
			      ",'verification':{'allowedOrigins':"
			      "['evil.net']}"), SIGNED, ""), .is_evil = true,
	  .puts = { { ISSUER, 0, NULL, NULL },
		    { EVIL_URL, 200, DOC_OF(EVIL_URL, ISSUER, "EVIL"), NULL } },
	  .verdict = VERDICT_UNVERIFIABLE,
	  .what = CHECK_KEY, .outcome = VERIFY_UNSURE },
	{ "the profile has another key today",
	  CLR_OF(PROFILE_WITH(DOC_OF(OTHER_URL, ISSUER, "EVIL"), ""), SIGNED,
		 ""), .is_evil = true,
	  .puts = { { OTHER_URL, 200, DOC_OF(OTHER_URL, ISSUER, "EVIL"),
		      NULL } },
	  .verdict = VERDICT_UNVERIFIABLE,
	  .what = CHECK_KEY, .outcome = VERIFY_UNSURE },
	{ "the document's copy of the profile is old, the key is not",
	  CLR_OF(PROFILE_WITH(DOC_OF(OTHER_URL, ISSUER, "EVIL"), ""), SIGNED,
		 ""),
	  .verdict = VERDICT_VALID,
	  .what = CHECK_KEY, .outcome = VERIFY_PASSED },
	{ "the profile has no key",
	  .puts = { { ISSUER, 200, PROFILE_BARE, NULL } },
	  .verdict = VERDICT_UNVERIFIABLE,
	  .what = CHECK_KEY, .outcome = VERIFY_UNSURE },
	{ "nobody names a key", CLR_OF(PROFILE_BARE, SIGNED, ""),
	  .puts = { { ISSUER, 200, PROFILE_BARE, NULL } },
	  .verdict = VERDICT_UNVERIFIABLE,
	  .what = CHECK_SIGNATURE, .outcome = VERIFY_UNSURE },
	{ "creator alone names a key",
	  CLR_OF(PROFILE_BARE, CREATED(KEY_URL), ""),
	  .puts = { { ISSUER, 200, PROFILE_BARE, NULL } },
	  .verdict = VERDICT_UNVERIFIABLE,
	  .what = CHECK_KEY, .outcome = VERIFY_UNSURE },
	{ "no issuer",
	  "{'id':'urn:uuid:c','type':'Clr','learner':{'id':'urn:l'},"
	  "'assertions':[]}",
	  .verdict = VERDICT_INVALID,
	  .what = CHECK_SIGNATURE, .outcome = VERIFY_UNSURE },

	/* the key's document (step 4) */
	{ "it cannot be reached", .puts = { { KEY_URL, 0, NULL, NULL } },
	  .verdict = VERDICT_UNVERIFIABLE,
	  .what = CHECK_KEY, .outcome = VERIFY_UNSURE },
	{ "so, and the signature is good",
	  .puts = { { KEY_URL, 0, NULL, NULL } },
	  .verdict = VERDICT_UNVERIFIABLE,
	  .what = CHECK_SIGNATURE, .outcome = VERIFY_PASSED },
	{ "so, and the signature is bad", .is_evil = true,
	  .puts = { { KEY_URL, 503, NULL, NULL } },
	  .verdict = VERDICT_INVALID,
	  .what = CHECK_SIGNATURE, .outcome = VERIFY_FAILED },
	{ "so, and nobody has its PEM",
	  CLR_OF(PROFILE_WITH("'" KEY_URL "'", ""), SIGNED, ""),
	  .puts = { { KEY_URL, 0, NULL, NULL },
		    { ISSUER, 200, PROFILE_WITH("'" KEY_URL "'", ""), NULL } },
	  .verdict = VERDICT_UNVERIFIABLE,
	  .what = CHECK_SIGNATURE, .outcome = VERIFY_UNSURE },
	{ "nothing is there", .puts = { { KEY_URL, 404, NULL, NULL } },
	  .verdict = VERDICT_UNVERIFIABLE,
	  .what = CHECK_KEY, .outcome = VERIFY_UNSURE },
	{ "a page is there", .puts = { { KEY_URL, 200, "<p>Hello", NULL } },
	  .verdict = VERDICT_UNVERIFIABLE,
	  .what = CHECK_KEY, .outcome = VERIFY_UNSURE },
	{ "another key's document is there",
	  .puts = { { KEY_URL, 200, DOC_OF(OTHER_URL, ISSUER, "KEY"), NULL } },
	  .verdict = VERDICT_INVALID,
	  .what = CHECK_KEY, .outcome = VERIFY_FAILED },
	{ "it has another owner",
	  .puts = { { KEY_URL, 200, DOC_OF(KEY_URL, "https://a.example/q",
					   "KEY"), NULL } },
	  .verdict = VERDICT_INVALID,
	  .what = CHECK_KEY, .outcome = VERIFY_FAILED },
	{ "so, and the signature is not looked at",
	  .puts = { { KEY_URL, 200, DOC_OF(KEY_URL, "https://a.example/q",
					   "KEY"), NULL } },
	  .verdict = VERDICT_INVALID,
	  .what = CHECK_SIGNATURE, .outcome = VERIFY_UNSURE },
	{ "it has no owner",
	  .puts = { { KEY_URL, 200, "{'id':'" KEY_URL
		      "','publicKeyPem':'KEY'}", NULL } },
	  .verdict = VERDICT_INVALID,
	  .what = CHECK_KEY, .outcome = VERIFY_FAILED },
	{ "it is another key than before",
	  .puts = { { KEY_URL, 200, DOC_OF(KEY_URL, ISSUER, "EVIL"), NULL } },
	  .verdict = VERDICT_INVALID,
	  .what = CHECK_SIGNATURE, .outcome = VERIFY_FAILED },
	{ "it is no RSA key that is taken",
	  .puts = { { KEY_URL, 200, DOC_OF(KEY_URL, ISSUER, SMALL), NULL } },
	  .verdict = VERDICT_INVALID,
	  .what = CHECK_KEY, .outcome = VERIFY_FAILED },
	{ "it has no address",
	  CLR_OF("{'id':'urn:p','publicKey':{'id':'urn:k','owner':'urn:p',"
		 "'publicKeyPem':'KEY'}}", SIGNED, ""),
	  .verdict = VERDICT_UNVERIFIABLE,
	  .what = CHECK_KEY, .outcome = VERIFY_UNSURE },

	/* where it is kept (step 5) */
	{ "on another host than the issuer",
	  CLR_OF(PROFILE_WITH("'https://b.example/k'", ""), SIGNED, ""),
	  .puts = { { ISSUER, 200, PROFILE_WITH("'https://b.example/k'", ""),
		      NULL },
		    { "https://b.example/k", 200,
		      DOC_OF("https://b.example/k", ISSUER, "KEY"), NULL } },
	  .verdict = VERDICT_INVALID,
	  .what = CHECK_KEY, .outcome = VERIFY_FAILED },
	{ "on one that the issuer allows",
	  CLR_OF(PROFILE_WITH("'https://b.example/k'", ""), SIGNED, ""),
	  .puts = { { ISSUER, 200,
		      PROFILE_WITH("'https://b.example/k'",
				   ",'verification':{'allowedOrigins':"
				   "['b.example'],'startsWith':"
				   "['https://b.example/assertions/']}"),
		      NULL },
		    { "https://b.example/k", 200,
		      DOC_OF("https://b.example/k", ISSUER, "KEY"), NULL } },
	  .verdict = VERDICT_VALID,
	  .what = CHECK_KEY, .outcome = VERIFY_PASSED },
	{ "on one that looks like the issuer's",
	  CLR_OF(PROFILE_WITH("'https://a.example.evil.net/k'", ""), SIGNED,
		 ""), .is_evil = true,
	  .puts = { { ISSUER, 0, NULL, NULL },
		    { "https://a.example.evil.net/k", 200,
		      DOC_OF("https://a.example.evil.net/k", ISSUER, "EVIL"),
		      NULL } },
	  .verdict = VERDICT_INVALID,
	  .what = CHECK_KEY, .outcome = VERIFY_FAILED },
	{ "sent on to another host",
	  .puts = { { KEY_URL, 200, KEY_DOC, "https://evil.net/k" } },
	  .verdict = VERDICT_INVALID,
	  .what = CHECK_KEY, .outcome = VERIFY_FAILED },
	{ "sent on within the host",
	  .puts = { { KEY_URL, 200, KEY_DOC, "https://a.example/k.json" } },
	  .verdict = VERDICT_VALID,
	  .what = CHECK_KEY, .outcome = VERIFY_PASSED },
	{ "an issuer without an address, a key with one",
	  CLR_OF("{'id':'urn:p','name':'Atlas University','publicKey':'"
		 KEY_URL "','revocationList':'" LIST_URL "'}", SIGNED, ""),
	  .puts = { { KEY_URL, 200, DOC_OF(KEY_URL, "urn:p", "KEY"), NULL },
		    { LIST_URL, 200, "{'id':'" LIST_URL "','issuer':'urn:p',"
		      "'revokedAssertions':[]}", NULL } },
	  .verdict = VERDICT_VALID,
	  .what = CHECK_ISSUER, .outcome = VERIFY_UNSURE },

	/* the profile at its address (§4.1) */
	{ "it cannot be had", .puts = { { NOTHING } },
	  .verdict = VERDICT_VALID,
	  .what = CHECK_ISSUER, .outcome = VERIFY_UNSURE },
	{ "it is another's", .puts = { { ISSUER, 200, "{'id':'urn:p'}",
					 NULL } },
	  .verdict = VERDICT_VALID,
	  .what = CHECK_ISSUER, .outcome = VERIFY_UNSURE },
	{ "it comes from another host",
	  .puts = { { ISSUER, 200, PROFILE, "https://evil.net/p" } },
	  .verdict = VERDICT_VALID,
	  .what = CHECK_ISSUER, .outcome = VERIFY_UNSURE },
};
/* clang-format on */

static void
follows_the_nine_steps(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		auto_arena mem = arena_new();
		struct world *w = world_new(mem);
		const struct row *row = &rows[i];
		const char *doc = row->doc ? row->doc : CLR_SIGNED("");

		for (size_t n = 0; n < 4 && row->puts[n].url; n++)
			world_put(w, row->puts[n].url, row->puts[n].status,
				  row->puts[n].body)
				->final = row->puts[n].final;
		world_expect(
			row->name,
			world_run(w,
				  world_sign(w, row->is_evil ? w->evil : w->key,
					     doc)),
			row->verdict, row->what, row->outcome);
		assert_string_equal(w->report.items[0].how, "Signed");
	}
}

static void
tells_what_it_rests_on(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);
	const struct verify_part *part = world_run(
		w, world_sign(w, w->key, CLR_SIGNED("")));
	const struct verify_evidence *e = &part->checks[CHECK_KEY].evidence;

	(void)state;
	assert_string_equal(e->url, KEY_URL);
	assert_string_equal(e->key, KEY_URL);
	assert_int_equal(e->status, 200);
	assert_int_equal(e->at, NOW);
	assert_string_equal(e->server, "CN=a.example");
	assert_string_equal(e->thumbprint, key_thumbprint(w->key, mem));
	e = &part->checks[CHECK_SIGNATURE].evidence;
	assert_string_equal(e->alg, "RS256");
	assert_string_equal(e->key, KEY_URL);
	assert_non_null(strstr(e->detail, "“anything”"));
	assert_string_equal(part->checks[CHECK_REVOKED].evidence.url, LIST_URL);
	assert_int_equal(w->asked, 3);
	assert_string_equal(part->words,
			    "Checked just now: signed by Atlas University, not "
			    "revoked.");
}

/* Letters of a signed text that were changed. */
static void
sees_every_change(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);
	const char *jws = world_sign(w, w->key, CLR_SIGNED(""));
	const char *first = strchr(jws, '.');
	const char *second = strchr(first + 1, '.');

	(void)state;
	for (size_t at = 0; at < strlen(jws); at += 37) {
		char *copy = arena_strdup(mem, jws);
		const struct verify_part *part;

		copy[at] = copy[at] == 'A' ? 'B' : 'A';
		if (streq(copy, jws))
			continue;
		part = world_run(w, copy);
		if (part->verdict == VERDICT_VALID)
			print_message("at %zu\n", at);
		assert_int_not_equal(part->verdict, VERDICT_VALID);
		assert_int_not_equal(part->verdict, VERDICT_EXPIRED);
		if (jws + at > second)
			assert_int_equal(part->verdict, VERDICT_INVALID);
	}
}

/* The signed text with another header. */
static const char *
with_header(struct arena *mem, const char *jws, const char *header)
{
	char *text = quotes(mem, header);

	return arena_printf(mem, "%s%s", b64url_encode(mem, text, strlen(text)),
			    strchr(jws, '.'));
}

static void
takes_no_forged_header(void **state)
{
	static const char *const headers[] = {
		"{'alg':'none'}",
		"{'alg':'HS256'}",
		"{'alg':'ES256'}",
		"{'alg':'PS256'}",
		"{'alg':'RS512'}",
		"{'alg':'RS256','crit':['x'],'x':1}",
		"{'alg':'RS256','jwk':{'kty':'RSA','n':'AQAB','e':'AQAB'}}",
		"{'alg':'RS256','jku':'https://evil.net/jwks'}",
		"{'typ':'JWT'}",
		"{'alg':'RS256','alg':'none'}",
	};
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);
	const char *jws = world_sign(w, w->key, CLR_SIGNED(""));

	(void)state;
	for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
		const struct verify_part *part = world_run(
			w, with_header(mem, jws, headers[i]));

		if (part->verdict != VERDICT_INVALID)
			world_tell(headers[i], part);
		assert_int_equal(part->verdict, VERDICT_INVALID);
		assert_false(str_starts(w->last, "https://evil.net"));
	}
}

static void
never_takes_a_missing_signature_for_one(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);
	const struct verify_part *part = world_check(w, CLR_SIGNED(""));

	(void)state;
	world_expect("says Signed", part, VERDICT_UNVERIFIABLE, CHECK_SIGNATURE,
		     VERIFY_UNSURE);
	assert_true(str_starts(part->checks[CHECK_SIGNATURE].words,
			       "Missing signature"));
	world_expect("says so in one word",
		     world_check(w, CLR_OF(PROFILE, "'Signed'", "")),
		     VERDICT_UNVERIFIABLE, CHECK_SIGNATURE, VERIFY_UNSURE);
	world_expect("says nothing",
		     world_check(w, CLR_OF(PROFILE, "null", "")),
		     VERDICT_UNVERIFIABLE, CHECK_SIGNATURE, VERIFY_UNSURE);
	world_expect("says something else",
		     world_check(w, CLR_OF(PROFILE, "{'type':'Magic'}", "")),
		     VERDICT_UNVERIFIABLE, CHECK_SIGNATURE, VERIFY_UNSURE);
}

/* The record of the field (in the folder CLARUS_SAMPLES names): its key can
 * be had from inside it alone. */
static void
grades_the_record_of_the_field(void **state)
{
	const char *folder = getenv("CLARUS_SAMPLES");
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);
	const struct verify_part *part;
	char *bytes;
	size_t len;
	FILE *file;

	(void)state;
	if (str_empty(folder))
		return;
	file = fopen(arena_printf(mem, "%s/signed-clr-rs256.jws", folder), "r");
	assert_non_null(file);
	bytes = arena_alloc(mem, 1 << 20);
	len = fread(bytes, 1, (1 << 20) - 1, file);
	fclose(file);
	assert_true(len > 1000);
	part = world_run(w, bytes);
	world_expect("sample", part, VERDICT_UNVERIFIABLE, CHECK_SIGNATURE,
		     VERIFY_PASSED);
	world_expect("sample", part, VERDICT_UNVERIFIABLE, CHECK_KEY,
		     VERIFY_UNSURE);
	assert_non_null(strstr(part->words, "the signature is good, but"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(follows_the_nine_steps),
		cmocka_unit_test(tells_what_it_rests_on),
		cmocka_unit_test(sees_every_change),
		cmocka_unit_test(takes_no_forged_header),
		cmocka_unit_test(never_takes_a_missing_signature_for_one),
		cmocka_unit_test(grades_the_record_of_the_field),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
