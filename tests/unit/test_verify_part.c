/*
 * Tests of verify/verify_part.c and verify/verify_parts.c: what hangs in a
 * record, endorsements wherever they may be (CLR 1.0 §4.4), and that a bad
 * part harms itself alone.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "verify/verify_parts.h"
#include "verify_help.h"

#define B_ISSUER "https://b.example/p"
#define B_KEY "https://b.example/k"
#define B_PROFILE                                                              \
	"{'id':'" B_ISSUER "','name':'Board of Carpenters','publicKey':{'id':" \
	"'" B_KEY "','owner':'" B_ISSUER "','publicKeyPem':'EVIL'}}"
#define ENDORSEMENT_OF(claim, verification)                                    \
	"{'id':'urn:e','type':'Endorsement','issuedOn':"                       \
	"'2025-07-01T00:00:00Z','issuer':" B_PROFILE ",'claim':{'id':'" claim  \
	"'},'verification':" verification "}"

static struct world *
world_of_two(struct arena *mem)
{
	struct world *w = world_new(mem);

	world_put(w, B_ISSUER, 200, B_PROFILE);
	world_put(w, B_KEY, 200,
		  "{'id':'" B_KEY "','owner':'" B_ISSUER
		  "','publicKeyPem':'EVIL'}");
	return w;
}

/* Every place an endorsement may hang; %s is the member with it. */
struct row {
	const char *record;
	const char *claim; /* what it must be about */
	const char *pointer;
	bool is_deep; /* it is a part of the assertion */
};

#define RECORD(learner, publisher, assertion, achievement, issuer, more)        \
	"{'id':'urn:c','type':'Clr','issuedOn':'2025-06-01T00:00:00Z',"         \
	"'learner':{'id':'urn:l'" learner "},'publisher':{'id':'" ISSUER        \
	"','name':'Atlas University','publicKey':{'id':'" KEY_URL               \
	"','owner':'" ISSUER "','publicKeyPem':'KEY'}" publisher                \
	"},'assertions':[{'id':'urn:x','issuedOn':'2025-05-01T00:00:00Z',"      \
	"'recipient':{'type':'id','identity':'urn:l','hashed':false}" assertion \
	",'achievement':{'id':'urn:a','name':'Carpentry'" achievement           \
	",'issuer':{'id':'urn:i'" issuer "}}}]" more "}"

/* clang-format off */
static const struct row rows[] = {
	{ RECORD("", "", "", "", "", ",%s"), "urn:c", "", false },
	{ RECORD("", "", "", "", "", ",%s"), "urn:x", "", false },
	{ RECORD("", "", "", "", "", ",%s"), "urn:a", "", false },
	{ RECORD("", "", "", "", "", ",%s"), "urn:i", "", false },
	{ RECORD("", "", "", "", "", ",%s"), "urn:l", "", false },
	{ RECORD("", "", "", "", "", ",%s"), ISSUER, "", false },
	{ RECORD(",%s", "", "", "", "", ""), "urn:l", "/learner", false },
	{ RECORD("", ",%s", "", "", "", ""), ISSUER, "/publisher", false },
	{ RECORD("", ",'parentOrg':{'id':'urn:o',%s}", "", "", "", ""),
	  "urn:o", "/publisher/parentOrg", false },
	{ RECORD("", ",'parentOrg':{'id':'urn:1','parentOrg':{'id':'urn:2',"
		 "'parentOrg':{'id':'urn:o',%s}}}", "", "", "", ""),
	  "urn:o", "/publisher/parentOrg/parentOrg/parentOrg", false },
	{ RECORD("", "", ",%s", "", "", ""), "urn:x", "/assertions/0", true },
	{ RECORD("", "", ",'source':{'id':'urn:s',%s}", "", "", ""), "urn:s",
	  "/assertions/0/source", true },
	{ RECORD("", "", "", ",%s", "", ""), "urn:a",
	  "/assertions/0/achievement", true },
	{ RECORD("", "", "", "", ",%s", ""), "urn:i",
	  "/assertions/0/achievement/issuer", true },
	{ RECORD("", "", "", "", ",'parentOrg':{'id':'urn:o',%s}", ""),
	  "urn:o", "/assertions/0/achievement/issuer/parentOrg", true },
	{ RECORD("", "", "", "", "", ",'achievements':[{'id':'urn:b','name':"
		 "'B','issuer':{'id':'urn:i'},%s}]"),
	  "urn:b", "/achievements/0", false },
};
/* clang-format on */

/* ${text} with ${member} in the place of "%s". */
static const char *
put_member(struct arena *mem, const char *text, const char *member)
{
	const char *at = strstr(text, "%s");

	return arena_printf(mem, "%.*s%s%s", (int)(at - text), text, member,
			    at + 2);
}

/* The endorsement of the checked record; there is one. */
static const struct verify_part *
the_endorsement(const struct verify_part *part, bool is_deep)
{
	for (size_t i = 0; i < part->parts_count; i++) {
		if (is_deep && part->parts[i].as == CLR_ASSERTION) {
			assert_int_equal(part->parts[i].parts_count, 1);
			return part->parts[i].parts;
		}
		if (part->parts[i].as == CLR_ENDORSEMENT)
			return &part->parts[i];
	}
	assert_true(false && "no endorsement");
	return NULL;
}

static void
finds_endorsements_wherever_they_hang(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		auto_arena mem = arena_new();
		struct world *w = world_of_two(mem);
		const struct row *row = &rows[i];
		const struct verify_part *e;

		/* signed, and about what it hangs on */
		e = the_endorsement(
			world_check(
				w,
				put_member(
					mem, row->record,
					arena_printf(
						mem,
						"'signedEndorsements':['%s']",
						world_sign(
							w, w->evil,
							arena_printf(
								mem,
								ENDORSEMENT_OF(
									"%s",
									SIGNED),
								row->claim))))),
			row->is_deep);
		world_expect(row->pointer, e, VERDICT_VALID, CHECK_ENDORSES,
			     VERIFY_PASSED);
		assert_string_equal(e->pointer,
				    arena_printf(mem, "%s/signedEndorsements/0",
						 row->pointer));
		assert_string_equal(e->issuer, "Board of Carpenters");

		/* about something else */
		e = the_endorsement(
			world_check(
				w, put_member(mem, row->record,
					      "'endorsements':[" ENDORSEMENT_OF(
						      "urn:none", SIGNED) "]")),
			row->is_deep);
		world_expect(row->pointer, e, VERDICT_INVALID, CHECK_ENDORSES,
			     VERIFY_FAILED);
		assert_string_equal(
			e->pointer,
			arena_printf(mem, "%s/endorsements/0", row->pointer));
	}
}

/* An endorsement of an achievement may not hang on another. */
static void
looks_at_what_it_hangs_on(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_of_two(mem);
	const struct verify_part *e;

	(void)state;
	e = the_endorsement(
		world_check(w, RECORD("",
				      ",'endorsements':[" ENDORSEMENT_OF(
					      "urn:l", SIGNED) "]",
				      "", "", "", "")),
		false);
	world_expect("elsewhere", e, VERDICT_INVALID, CHECK_ENDORSES,
		     VERIFY_FAILED);
	world_expect("alone", world_check(w, ENDORSEMENT_OF("urn:l", SIGNED)),
		     VERDICT_UNVERIFIABLE, CHECK_ENDORSES, VERIFY_NOT_NEEDED);
	world_expect("of nothing",
		     world_check(w,
				 "{'id':'urn:e','type':'Endorsement',"
				 "'issuer':" B_PROFILE ",'claim':{},'issuedOn':"
				 "'2025-07-01T00:00:00Z'}"),
		     VERDICT_INVALID, CHECK_ENDORSES, VERIFY_FAILED);
}

/* It may be about an assertion that came signed. */
static void
knows_ids_of_signed_assertions(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_of_two(mem);
	const struct verify_part *part = world_run(
		w,
		world_sign(w, w->key,
			   arena_printf(mem,
					CLR_OF(PROFILE, SIGNED,
					       ",'signedAssertions':['%s'],"
					       "'signedEndorsements':['%s']"),
					world_sign(w, w->key,
						   ASSERTION_OF("urn:signed",
								PROFILE, SIGNED,
								"")),
					world_sign(w, w->evil,
						   ENDORSEMENT_OF("urn:signed",
								  SIGNED)))));

	(void)state;
	assert_int_equal(part->parts_count, 2);
	assert_int_equal(part->verdict, VERDICT_VALID);
	assert_int_equal(part->parts[0].verdict, VERDICT_VALID);
	world_expect("about it", &part->parts[1], VERDICT_VALID, CHECK_ENDORSES,
		     VERIFY_PASSED);
	assert_string_equal(part->words,
			    "Checked just now: signed by Atlas University, not "
			    "revoked. Its one assertion is valid. Its one "
			    "endorsement is valid.");
}

static void
a_bad_part_harms_itself_alone(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_of_two(mem);
	const char *good = world_sign(
		w, w->key, ASSERTION_OF("urn:1", PROFILE, SIGNED, ""));
	const char *bad = world_sign(
		w, w->evil, ASSERTION_OF("urn:2", PROFILE, SIGNED, ""));
	const struct verify_part *part = world_run(
		w,
		world_sign(w, w->key,
			   arena_printf(mem,
					CLR_OF(PROFILE, SIGNED,
					       ",'signedAssertions':['%s',"
					       "'%s','%s','a.b.c',7,null,"
					       "'%s']"),
					good, bad, good,
					world_sign(w, w->key,
						   ENDORSEMENT_OF("urn:x",
								  SIGNED)))));

	(void)state;
	assert_int_equal(part->verdict, VERDICT_VALID);
	assert_int_equal(part->checks[CHECK_DATA].outcome, VERIFY_PASSED);
	assert_int_equal(part->parts_count, 6);
	assert_int_equal(part->parts[0].verdict, VERDICT_VALID);
	assert_int_equal(part->parts[1].verdict, VERDICT_INVALID);
	assert_int_equal(part->parts[1].checks[CHECK_SIGNATURE].outcome,
			 VERIFY_FAILED);
	for (size_t i = 3; i < 6; i++)
		assert_int_equal(part->parts[i].checks[CHECK_FORMAT].outcome,
				 VERIFY_FAILED);
	assert_non_null(
		strstr(part->words, "4 of 6 assertions are not valid."));
	assert_string_equal(part->parts[4].pointer, "/signedAssertions/4");
}

/* Its integrity is told; that its issuer says so is not proven. */
static void
tells_what_a_record_covers(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_of_two(mem);
	const char *covered = CLR_OF(
		PROFILE, SIGNED,
		",'assertions':[" ASSERTION_OF(
			"urn:1", B_PROFILE, "null",
			"") "," ASSERTION_OF("urn:2", PROFILE, "null",
					     "") "," ASSERTION_OF("urn:3",
								  PROFILE,
								  SIGNED,
								  "") "]");
	const struct verify_part *part = world_run(
		w, world_sign(w, w->key, covered));
	const char *words;

	(void)state;
	assert_int_equal(part->verdict, VERDICT_VALID);
	for (size_t i = 0; i < 3; i++)
		world_expect("covered", &part->parts[i], VERDICT_UNVERIFIABLE,
			     CHECK_SIGNATURE, VERIFY_UNSURE);
	words = part->parts[0].checks[CHECK_SIGNATURE].words;
	assert_non_null(strstr(words, "as “Atlas University” put it"));
	assert_non_null(strstr(words, "“Board of Carpenters” issued it is not "
				      "proven"));
	words = part->parts[1].checks[CHECK_SIGNATURE].words;
	assert_non_null(strstr(words, "signed by the same issuer"));
	words = part->parts[2].checks[CHECK_SIGNATURE].words;
	assert_true(str_starts(words, "Missing signature"));
	assert_non_null(strstr(part->words,
			       "All 3 assertions have no proof of their own, "
			       "and the record's signature covers what they "
			       "say."));

	/* not if the record's own signature is bad */
	part = world_run(w, world_sign(w, w->evil, covered));
	assert_null(strstr(part->parts[0].checks[CHECK_SIGNATURE].words,
			   "record around"));
}

/* The hosted copy of an assertion takes its place in what is shown. */
static void
shows_the_hosted_copy(void **state)
{
#define ID "https://a.example/1"
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);
	const struct verify_part *part;
	const char *record = CLR_OF(
		PROFILE, SIGNED,
		",'assertions':[" ASSERTION_OF(
			"urn:1", PROFILE, "null",
			"") "," ASSERTION_OF(ID, PROFILE, HOSTED,
					     ",'role':'intern'") "]");

	(void)state;
	world_put(w, ID, 200,
		  ASSERTION_OF(ID, PROFILE, HOSTED, ",'role':'captain'"));
	part = world_run(w, world_sign(w, w->key, record));
	assert_int_equal(part->parts[1].verdict, VERDICT_VALID);
	assert_true(part->parts[1].is_outdated);
	assert_false(part->is_outdated);
	assert_non_null(strstr(w->report.doc, "captain"));
	assert_null(strstr(w->report.doc, "intern"));
	assert_non_null(strstr(w->report.doc, "urn:1"));
}

/* ---- Bounds */

/* ${n} endorsements on one record. */
static const char *
many_endorsements(struct arena *mem, size_t n)
{
	static const char head[] = CLR_OF(PROFILE, SIGNED, ",'endorsements':[");
	struct str doc;

	str_init(&doc, mem);
	str_addn(&doc, head, sizeof head - 2);
	for (size_t i = 0; i < n; i++)
		str_addf(&doc, "%s%s", i ? "," : "",
			 ENDORSEMENT_OF("urn:uuid:c", SIGNED));
	str_add(&doc, "]}");
	return doc.s;
}

static void
checks_no_more_than_it_should(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_of_two(mem);
	const struct verify_part *part;

	(void)state;
	w->ask.most_parts = 3;
	part = world_check(w, many_endorsements(mem, 10));
	assert_int_equal(part->parts_count, 3);
	assert_int_equal(part->unchecked, 7);
	assert_non_null(strstr(part->words, "7 more in it were not looked at: "
					    "at most 3 are checked"));
	w->ask.most_parts = 0;
	part = world_check(w, many_endorsements(mem, 10));
	assert_int_equal(part->unchecked, 10);
	assert_int_equal(part->parts_count, 0);
}

static void
bears_ten_thousand_endorsements(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_of_two(mem);
	int64_t start = clock_micros();
	const struct verify_part *part;

	(void)state;
	w->ask.most_parts = 20000;
	part = world_check(w, many_endorsements(mem, 10000));
	assert_int_equal(part->parts_count, 10000);
	assert_true(w->asked <= 6);
	/* a second here; what is not linear takes minutes */
	assert_true(clock_micros() - start < 60 * 1000000);
}

/* Organizations within organizations, to the depth that a loader takes. */
static void
bears_deep_organizations(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_of_two(mem);
	struct str deep;

	(void)state;
	str_init(&deep, mem);
	for (size_t i = 0; i < 58; i++)
		str_add(&deep, "{'id':'urn:o','parentOrg':");
	str_add(&deep, "{'id':'urn:o'}");
	for (size_t i = 0; i < 58; i++)
		str_addc(&deep, '}');
	world_check(w, arena_printf(mem,
				    "{'id':'urn:c','issuedOn':"
				    "'2025-06-01T00:00:00Z',"
				    "'learner':{'id':'urn:l'},"
				    "'publisher':{'id':'urn:p','parentOrg':%s},"
				    "'assertions':[]}",
				    deep.s));
	assert_int_equal(w->report.verdict, VERDICT_UNVERIFIABLE);
	str_clear(&deep);
	for (size_t i = 0; i < 100; i++)
		str_add(&deep, "{'parentOrg':");
	world_check(w, arena_printf(mem, "{'learner':%s", deep.s));
	assert_int_equal(w->report.verdict, VERDICT_INVALID);
}

/* An id of a megabyte, again and again, makes no report of gigabytes. */
static void
bears_long_ids(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);
	char *id = arena_raw(mem, (1 << 20) + 1);
	const struct verify_part *part;
	struct str doc;

	(void)state;
	memset(id, 'x', 1 << 20);
	id[1 << 20] = '\0';
	memcpy(id, "https://a.example/", 18);
	str_init(&doc, mem);
	str_addf(&doc,
		 "{'id':'%s','type':'Clr','learner':{'id':'%s','name':'%s'},"
		 "'publisher':{'id':'%s','name':'%s'},'assertions':[",
		 id, id, id, id, id);
	for (size_t i = 0; i < 200; i++)
		str_addf(&doc,
			 "%s{'id':'urn:1','achievement':{'issuer':'%.200s'"
			 "},'recipient':{'type':'id','identity':'x'}}",
			 i ? "," : "", id);
	str_add(&doc, "],'verification':'Hosted'}");
	part = world_check(w, doc.s);
	assert_true(strlen(part->id) <= 2010);
	assert_true(strlen(part->issuer) <= 130);
	assert_true(strlen(part->words) <= 4000);
}

/* A badge of megabytes, got once, makes no run of hours for all who name
 * it. */
static void
bears_long_answers(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);
	char *id = arena_raw(mem, (4 << 20) + 1);
	int64_t start = clock_micros();
	const json_t *report;
	struct str doc;

	(void)state;
	memset(id, 'x', 4 << 20);
	id[4 << 20] = '\0';
	memcpy(id, "https://a.example/", 18);
	world_put(w, "https://a.example/b", 200,
		  arena_printf(mem,
			       "{'id':'https://a.example/b','name':'%s',"
			       "'issuer':{'id':'%s','name':'%s','publicKey':{"
			       "'id':'%s','publicKeyPem':'%s'},"
			       "'revocationList':'%s'}}",
			       id, id, id, id, id, id));
	str_init(&doc, mem);
	str_add(&doc, "{'id':'urn:c','learner':{'id':'urn:l'},'assertions':[");
	for (size_t i = 0; i < 1000; i++)
		str_addf(&doc,
			 "%s{'id':'https://a.example/1','badge':"
			 "'https://a.example/b','verification':'hosted'}",
			 i ? "," : "");
	str_add(&doc, "]}");
	world_check(w, doc.s);
	report = verify_json(mem, &w->report);
	assert_true(strlen(jsonmem_text(mem, report, 0)) < 20 << 20);
	assert_true(clock_micros() - start < 60 * 1000000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_endorsements_wherever_they_hang),
		cmocka_unit_test(looks_at_what_it_hangs_on),
		cmocka_unit_test(knows_ids_of_signed_assertions),
		cmocka_unit_test(a_bad_part_harms_itself_alone),
		cmocka_unit_test(tells_what_a_record_covers),
		cmocka_unit_test(shows_the_hosted_copy),
		cmocka_unit_test(checks_no_more_than_it_should),
		cmocka_unit_test(bears_ten_thousand_endorsements),
		cmocka_unit_test(bears_deep_organizations),
		cmocka_unit_test(bears_long_ids),
		cmocka_unit_test(bears_long_answers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
