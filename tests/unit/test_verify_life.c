/*
 * Tests of verify/verify_life.c: keys that were replaced or compromised, on
 * either side of the day, today and as of another day.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "verify_help.h"

#define DAY (24 * 60 * 60)
#define ISSUED INT64_C(1748736000) /* 2025-06-01, as CLR_OF() says */

struct row {
	const char *name;
	struct verify_key_life life;
	int64_t as_of;
	enum verify_verdict verdict;
	enum verify_outcome outcome;
	const char *says; /* in the words of the key */
};

/* clang-format off */
static const struct row rows[] = {
	{ "in use", { ISSUED - DAY, 0, 0 }, 0, VERDICT_VALID, VERIFY_PASSED,
	  "names it as its own" },
	{ "in use only since after the day of issue", { ISSUED + DAY, 0, 0 },
	  0, VERDICT_VALID, VERIFY_PASSED, NULL },
	{ "replaced since", { ISSUED - DAY, ISSUED + DAY, 0 }, 0,
	  VERDICT_VALID, VERIFY_PASSED, "It was replaced on 2 June 2025" },
	{ "replaced the same minute", { 0, ISSUED - 30, 0 }, 0,
	  VERDICT_VALID, VERIFY_PASSED, "replaced" },
	{ "replaced before", { ISSUED - 9 * DAY, ISSUED - DAY, 0 }, 0,
	  VERDICT_INVALID, VERIFY_FAILED, "issued after that" },
	{ "compromised since", { 0, 0, ISSUED + DAY }, 0,
	  VERDICT_VALID, VERIFY_PASSED, "compromised since 2 June 2025" },
	{ "compromised that very second", { 0, 0, ISSUED }, 0,
	  VERDICT_INVALID, VERIFY_FAILED, "proves nothing" },
	{ "compromised before", { 0, 0, ISSUED - DAY }, 0,
	  VERDICT_INVALID, VERIFY_FAILED, "proves nothing" },
	{ "replaced after, compromised before",
	  { 0, ISSUED + DAY, ISSUED - DAY }, 0,
	  VERDICT_INVALID, VERIFY_FAILED, "proves nothing" },

	/* as of another day */
	{ "replaced later", { 0, ISSUED + 90 * DAY, 0 }, ISSUED + 9 * DAY,
	  VERDICT_VALID, VERIFY_PASSED, NULL },
	{ "compromised later", { 0, 0, ISSUED + 90 * DAY }, ISSUED + 9 * DAY,
	  VERDICT_VALID, VERIFY_PASSED, "reported as compromised later" },
	{ "compromised before the day of issue, told later",
	  { 0, 0, ISSUED - DAY }, ISSUED + 9 * DAY,
	  VERDICT_INVALID, VERIFY_FAILED, NULL },
	{ "not in use yet", { ISSUED + 20 * DAY, 0, 0 }, ISSUED + 9 * DAY,
	  VERDICT_UNVERIFIABLE, VERIFY_UNSURE, "in use since" },
};
/* clang-format on */

static void
judges_keys_by_their_life(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		auto_arena mem = arena_new();
		struct world *w = world_new(mem);
		const struct row *row = &rows[i];
		const struct verify_part *part;

		w->life = (struct web_life){ KEY_URL, row->life };
		w->ask.as_of = row->as_of;
		part = world_run(w, world_sign(w, w->key, CLR_SIGNED("")));
		world_expect(row->name, part, row->verdict, CHECK_KEY,
			     row->outcome);
		if (row->says &&
		    !strstr(part->checks[CHECK_KEY].words, row->says))
			world_tell(row->says, part);
		assert_true(!row->says ||
			    strstr(part->checks[CHECK_KEY].words, row->says));
	}
}

#define SECOND_URL "https://a.example/keys/2"
#define NEW_PROFILE                                                            \
	"{'id':'" ISSUER                                                       \
	"','name':'Atlas University','publicKey':{'id':'" SECOND_URL           \
	"','owner':'" ISSUER "','publicKeyPem':'EVIL'},"                       \
	"'revocationList':'" LIST_URL "'}"

/* The profile names the successor; the office knows the one before. */
static void
knows_the_key_before(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);
	const struct verify_part *part;

	(void)state;
	world_put(w, ISSUER, 200, NEW_PROFILE);
	world_put(w, SECOND_URL, 200,
		  "{'id':'" SECOND_URL "','owner':'" ISSUER
		  "','publicKeyPem':'EVIL'}");
	w->life = (struct web_life){ KEY_URL, { 1, ISSUED + DAY, 0 } };
	part = world_run(w, world_sign(w, w->key, CLR_SIGNED("")));
	world_expect("known", part, VERDICT_VALID, CHECK_KEY, VERIFY_PASSED);
	assert_non_null(strstr(part->checks[CHECK_KEY].words,
			       "before its present one"));
	w->life.life.ends = ISSUED - DAY;
	part = world_run(w, world_sign(w, w->key, CLR_SIGNED("")));
	world_expect("issued later", part, VERDICT_INVALID, CHECK_KEY,
		     VERIFY_FAILED);

	/* nobody knows it: nothing is claimed of it */
	w->life.url = NULL;
	part = world_run(w, world_sign(w, w->key, CLR_SIGNED("")));
	world_expect("unknown", part, VERDICT_UNVERIFIABLE, CHECK_KEY,
		     VERIFY_UNSURE);
}

/* A key known by its address is still its owner's alone. */
static void
known_keys_have_owners(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);

	(void)state;
	world_put(w, KEY_URL, 200,
		  "{'id':'" KEY_URL "','owner':'https://a.example/q',"
		  "'publicKeyPem':'KEY'}");
	w->life = (struct web_life){ KEY_URL, { 1, 0, 0 } };
	world_expect("another's",
		     world_run(w, world_sign(w, w->key, CLR_SIGNED(""))),
		     VERDICT_INVALID, CHECK_KEY, VERIFY_FAILED);
}

static void
needs_a_day_of_issue(void **state)
{
	static const char *const days[] = { "null", "'soon'",
					    "'0001-01-01T00:00:00'" };
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);

	(void)state;
	w->life = (struct web_life){ KEY_URL, { 0, ISSUED + DAY, 0 } };
	for (size_t i = 0; i < 3; i++) {
		const char *doc = arena_printf(
			mem,
			"{'id':'urn:e','type':'Endorsement','issuer':" PROFILE
			",'claim':{'id':'urn:x'},'verification':" SIGNED
			",'issuedOn':%s}",
			days[i]);

		world_expect(days[i], world_run(w, world_sign(w, w->key, doc)),
			     i == 0 ? VERDICT_INVALID : VERDICT_UNVERIFIABLE,
			     CHECK_KEY, VERIFY_UNSURE);
	}
}

/* Nobody knows the past of others' keys. */
static void
says_what_is_not_known_of_the_past(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);
	const struct verify_part *part;

	(void)state;
	w->ask.as_of = ISSUED + DAY;
	part = world_run(w, world_sign(w, w->key, CLR_SIGNED("")));
	world_expect("past", part, VERDICT_VALID, CHECK_KEY, VERIFY_PASSED);
	assert_non_null(
		strstr(part->checks[CHECK_KEY].words, "not known here"));
	assert_true(str_starts(part->words, "As of 2 June 2025: signed by "));
	assert_int_equal(w->report.as_of, ISSUED + DAY);
	assert_int_equal(w->report.at, NOW);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(judges_keys_by_their_life),
		cmocka_unit_test(knows_the_key_before),
		cmocka_unit_test(known_keys_have_owners),
		cmocka_unit_test(needs_a_day_of_issue),
		cmocka_unit_test(says_what_is_not_known_of_the_past),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
