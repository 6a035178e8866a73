/*
 * Tests of verify/verify_issuer.c: who an issuer is, by proof and never by
 * its name (CLR 1.0 §4.1).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "verify_help.h"

#define EVIL_ISSUER "https://atlas-university.evil.net/p"
#define EVIL_KEY "https://atlas-university.evil.net/k"
#define EVIL_PROFILE(name)                                                     \
	"{'id':'" EVIL_ISSUER "','name':'" name                                \
	"','publicKey':{'id':'" EVIL_KEY "','owner':'" EVIL_ISSUER             \
	"','publicKeyPem':'EVIL'}}"

static const struct verify_check *
issuer_of(const struct verify_part *part)
{
	return &part->checks[CHECK_ISSUER];
}

static void
expect(const struct verify_part *part, enum verify_outcome outcome,
       const char *says)
{
	if (issuer_of(part)->outcome != outcome ||
	    !strstr(issuer_of(part)->words, says))
		world_tell(says, part);
	assert_int_equal(issuer_of(part)->outcome, outcome);
	assert_non_null(strstr(issuer_of(part)->words, says));
}

static void
tells_the_domain(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);

	(void)state;
	expect(world_run(w, world_sign(w, w->key, CLR_SIGNED(""))),
	       VERIFY_PASSED, "a.example, the domain of its own id");
	assert_non_null(issuer_of(w->report.items)->advice);
}

/* Anybody may call himself so: the sentence has the domain in it. */
static void
never_takes_a_name_for_a_proof(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);
	const struct verify_part *part;

	(void)state;
	world_put(w, EVIL_ISSUER, 200, EVIL_PROFILE("Atlas University"));
	world_put(w, EVIL_KEY, 200,
		  "{'id':'" EVIL_KEY "','owner':'" EVIL_ISSUER
		  "','publicKeyPem':'EVIL'}");
	part = world_run(w, world_sign(w, w->evil,
				       CLR_OF(EVIL_PROFILE("Atlas University"),
					      SIGNED, "")));
	expect(part, VERIFY_PASSED, "atlas-university.evil.net");

	/* the name in the document is not that of the profile */
	world_put(w, EVIL_ISSUER, 200, EVIL_PROFILE("Evil Ltd"));
	part = world_run(w, world_sign(w, w->evil,
				       CLR_OF(EVIL_PROFILE("Atlas University"),
					      SIGNED, "")));
	expect(part, VERIFY_PASSED, "“Evil Ltd”");
	assert_string_equal(part->issuer, "Evil Ltd");
	assert_non_null(
		strstr(issuer_of(part)->evidence.detail, "“Atlas University”"));
}

static void
says_what_is_not_proven(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);
	const char *says = "It says it is “Atlas University”; nothing here "
			   "proves that.";
	const struct verify_part *part;

	(void)state;
	expect(world_check(w, CLR_SIGNED("")), VERIFY_UNSURE, says);
	expect(world_run(w, world_sign(w, w->evil, CLR_SIGNED(""))),
	       VERIFY_UNSURE, says);
	world_put(w, KEY_URL, 0, NULL);
	expect(world_run(w, world_sign(w, w->key, CLR_SIGNED(""))),
	       VERIFY_UNSURE, says);
	world_put(w, KEY_URL, 200, KEY_DOC);
	world_put(w, ISSUER, 0, NULL);
	part = world_run(w, world_sign(w, w->key, CLR_SIGNED("")));
	expect(part, VERIFY_UNSURE, says);
	assert_true(str_starts(part->words,
			       "Checked just now: signed by a publisher that "
			       "says it is “Atlas University”, not revoked."));
	expect(world_check(w, CLR_OF("{'id':'urn:p'}", SIGNED, "")),
	       VERIFY_UNSURE, "no name");
	expect(world_check(w, "{'id':'urn:c','learner':{'id':'urn:l'},"
			      "'assertions':[]}"),
	       VERIFY_UNSURE, "does not say who");
}

/* What the institution knows counts where the proof is bound to that id. */
static void
knows_whom_the_institution_knows(void **state)
{
#define URN "{'id':'urn:p','name':'Atlas University','publicKey':'" KEY_URL "'}"
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);
	const struct verify_part *part;

	(void)state;
	w->known = ISSUER;
	world_put(w, ISSUER, 0, NULL);
	expect(world_run(w, world_sign(w, w->key, CLR_SIGNED(""))),
	       VERIFY_PASSED, "The registrar knows it.");
	assert_null(issuer_of(w->report.items)->advice);
	world_put(w, ISSUER, 200, PROFILE);
	expect(world_run(w, world_sign(w, w->key, CLR_SIGNED(""))),
	       VERIFY_PASSED,
	       "publishes its profile and its key. The "
	       "registrar knows it.");

	/* not for a document without proof, nor for a bad one */
	expect(world_check(w, CLR_SIGNED("")), VERIFY_UNSURE, "nothing here");
	expect(world_run(w, world_sign(w, w->evil, CLR_SIGNED(""))),
	       VERIFY_UNSURE, "nothing here");

	/* a name that anybody may take as his id */
	w->known = "urn:p";
	world_put(w, KEY_URL, 200,
		  "{'id':'" KEY_URL "','owner':'urn:p','publicKeyPem':'KEY'}");
	part = world_run(w, world_sign(w, w->key, CLR_OF(URN, SIGNED, "")));
	world_expect("urn", part, VERDICT_VALID, CHECK_ISSUER, VERIFY_UNSURE);
	w->life.url = KEY_URL;
	part = world_run(w, world_sign(w, w->key, CLR_OF(URN, SIGNED, "")));
	world_expect("urn, key known", part, VERDICT_VALID, CHECK_ISSUER,
		     VERIFY_PASSED);
}

/* An Open Badge may give its badge, and that its issuer, by their
 * addresses. */
static void
follows_an_open_badge(void **state)
{
#define BADGE_URL "https://a.example/badges/1"
#define BADGE_AT "https://a.example/awards/1"
#define BADGE                                                                  \
	"{'@context':'https://w3id.org/openbadges/v2','type':'Assertion',"     \
	"'id':'" BADGE_AT "','badge':'" BADGE_URL "','issuedOn':"              \
	"'2025-05-01T00:00:00Z','recipient':{'type':'email','hashed':true,"    \
	"'salt':'s','identity':'sha256$00'},'image':{'id':'https://x'},"       \
	"'verification':{'type':'HostedBadge'}}"
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);
	const struct verify_part *part;

	(void)state;
	world_put(w, BADGE_AT, 200, BADGE);
	world_put(w, BADGE_URL, 200,
		  "{'type':'BadgeClass','id':'" BADGE_URL
		  "','name':'Carpenter','issuer':'" ISSUER "'}");
	part = world_check(w, BADGE);
	world_expect("badge", part, VERDICT_VALID, CHECK_ISSUER, VERIFY_PASSED);
	assert_string_equal(part->name, "Carpenter");
	assert_string_equal(part->issuer, "Atlas University");
	assert_int_equal(part->as, CLR_ASSERTION);

	/* in a record, too */
	part = world_check(
		w, CLR_OF(PROFILE, "null", ",'assertions':[" BADGE "]"));
	assert_int_equal(part->parts_count, 1);
	world_expect("in a record", &part->parts[0], VERDICT_UNVERIFIABLE,
		     CHECK_RECIPIENT, VERIFY_UNSURE);

	/* signed, by a key that the issuer's profile names by its address */
	world_put(w, ISSUER, 200,
		  "{'id':'" ISSUER "','name':'Atlas University',"
		  "'publicKey':'" KEY_URL "'}");
	part = world_run(
		w,
		world_sign(
			w, w->key,
			"{'type':'Assertion','id':'urn:b','badge':'" BADGE_URL
			"','issuedOn':'2025-05-01T00:00:00Z',"
			"'recipient':{'type':'email','hashed':false,"
			"'identity':'m@x.org'},'verification':{'type':"
			"'SignedBadge','creator':'" KEY_URL "'}}"));
	world_expect("signed", part, VERDICT_VALID, CHECK_KEY, VERIFY_PASSED);

	/* the badge is another's, or cannot be had */
	world_put(w, BADGE_URL, 200, "{'id':'x','issuer':'" ISSUER "'}");
	world_expect("another's", world_check(w, BADGE), VERDICT_UNVERIFIABLE,
		     CHECK_ORIGIN, VERIFY_UNSURE);
	world_put(w, BADGE_URL, 0, NULL);
	world_expect("none", world_check(w, BADGE), VERDICT_UNVERIFIABLE,
		     CHECK_ISSUER, VERIFY_UNSURE);
}

/* Of 60 parts with one issuer each address is asked once. */
static void
asks_each_address_once(void **state)
{
	static const char head[] = CLR_OF(PROFILE, SIGNED,
					  ",'signedAssertions':[");
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);
	const char *jws = world_sign(
		w, w->key, ASSERTION_OF("urn:x", PROFILE, SIGNED, ""));
	struct str doc;

	(void)state;
	str_init(&doc, mem);
	str_addn(&doc, head, sizeof head - 2);
	for (size_t i = 0; i < 60; i++)
		str_addf(&doc, "%s'%s'", i ? "," : "", jws);
	str_add(&doc, "]}");
	world_run(w, world_sign(w, w->key, doc.s));
	assert_int_equal(w->report.items[0].parts_count, 60);
	assert_int_equal(w->report.verdict, VERDICT_VALID);
	assert_int_equal(w->asked, 3);
	assert_int_equal(w->done, 61);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_the_domain),
		cmocka_unit_test(never_takes_a_name_for_a_proof),
		cmocka_unit_test(says_what_is_not_proven),
		cmocka_unit_test(knows_whom_the_institution_knows),
		cmocka_unit_test(follows_an_open_badge),
		cmocka_unit_test(asks_each_address_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
