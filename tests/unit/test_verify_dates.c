/*
 * Tests of verify/verify_dates.c: expired, not yet, in the future, and what
 * the field writes for a date (CLR 1.0 §4.5, §1.5).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "verify_help.h"

struct row {
	const char *dates;
	const char *now; /* NULL: the first moment of 2026 */
	const char *as_of;
	enum verify_verdict verdict;
	enum verify_outcome outcome;
	const char *says;
};

#define VALID VERDICT_VALID, VERIFY_PASSED
#define EXPIRED VERDICT_EXPIRED, VERIFY_FAILED
#define NOT_YET VERDICT_INVALID, VERIFY_FAILED
#define AHEAD VERDICT_VALID, VERIFY_UNSURE
#define UNREAD VERDICT_UNVERIFIABLE, VERIFY_UNSURE

#define I "'issuedOn':'2025-05-01T00:00:00Z'"

/* clang-format off */
static const struct row rows[] = {
	{ I, NULL, NULL, VALID, "issued on 1 May 2025 and has no end" },
	{ I ",'expires':'2026-06-30T00:00:00Z'", NULL, NULL, VALID,
	  "valid until 30 June 2026" },
	{ I ",'expires':'2025-12-31T23:59:00Z'", NULL, NULL, VALID, NULL },
	{ I ",'expires':'2025-12-31T23:58:59Z'", NULL, NULL, EXPIRED,
	  "It expired on 31 December 2025." },
	{ I ",'expires':'2025-12-31T23:58:59-08:00'", NULL, NULL, VALID,
	  NULL },
	{ I ",'expires':'2025-12-31'", NULL, NULL, VALID, NULL },
	{ I ",'expires':'2025-12-30'", NULL, NULL, EXPIRED, NULL },
	{ I ",'expires':'2025-12-30T00:00:00'", NULL, NULL, EXPIRED, NULL },
	{ I ",'expires':'2025-12-30T00:00:00.1234567Z'", NULL, NULL, EXPIRED,
	  NULL },
	{ I ",'expires':'0001-01-01T00:00:00'", NULL, NULL, VALID, "no end" },
	{ I ",'expires':'some day'", NULL, NULL, UNREAD, NULL },
	{ I ",'expires':null", NULL, NULL, VALID, NULL },

	/* the window of 2020 */
	{ I ",'endDate':'2025-12-30T00:00:00Z'", NULL, NULL, EXPIRED, NULL },
	{ I ",'endDate':'2026-12-30T00:00:00Z'", NULL, NULL, VALID,
	  "30 December 2026" },
	{ I ",'activityEndDate':'2025-12-30T00:00:00Z'", NULL, NULL, VALID,
	  NULL },
	{ I ",'endDate':'2025-12-30','expires':'2026-12-30T00:00:00Z'", NULL,
	  NULL, EXPIRED, NULL },
	{ I ",'endDate':'2026-12-30','expires':'2025-12-30T00:00:00Z'", NULL,
	  NULL, EXPIRED, NULL },
	{ I ",'startDate':'2026-03-01T00:00:00Z'", NULL, NULL, NOT_YET,
	  "not valid before 1 March 2026" },
	{ I ",'startDate':'2025-03-01T00:00:00Z'", NULL, NULL, VALID, NULL },

	/* in the future */
	{ "'issuedOn':'2026-01-01T00:04:59Z'", NULL, NULL, VALID, NULL },
	{ "'issuedOn':'2026-01-01T00:05:01Z'", NULL, NULL, AHEAD,
	  "in the future" },
	{ "'issuedOn':'2099-01-01T00:00:00Z'", NULL, NULL, AHEAD, NULL },
	{ "'issuedOn':'0001-01-01T00:00:00'", NULL, NULL, VALID,
	  "does not say when" },
	{ "'issuedOn':'yesterday'", NULL, NULL, VALID, "does not say when" },

	/* as of another day */
	{ I ",'expires':'2025-07-30T00:00:00Z'", NULL, "2025-07-01T00:00:00Z",
	  VALID, NULL },
	{ I ",'expires':'2025-07-30T00:00:00Z'", NULL, "2025-08-01T00:00:00Z",
	  EXPIRED, NULL },
	{ I, NULL, "2025-04-01T00:00:00Z", NOT_YET, "not been issued then" },
};
/* clang-format on */

static void
judges_dates(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		auto_arena mem = arena_new();
		struct world *w = world_new(mem);
		const struct row *row = &rows[i];
		const struct verify_part *part;
		struct moment as_of;

		if (row->as_of) {
			assert_int_equal(clock_parse(row->as_of, false, &as_of),
					 OK);
			w->ask.as_of = as_of.epoch;
		}
		part = world_run(
			w,
			world_sign(w, w->key,
				   arena_printf(
					   mem,
					   "{'id':'urn:x','type':'Assertion',"
					   "%s,'recipient':{'type':'id',"
					   "'identity':'urn:l','hashed':false},"
					   "'achievement':{'id':'urn:a','name':"
					   "'A','issuer':" PROFILE
					   "},'verification':" SIGNED "}",
					   row->dates)));
		world_expect(row->dates, part, row->verdict, CHECK_DATES,
			     row->outcome);
		if (row->says &&
		    !strstr(part->checks[CHECK_DATES].words, row->says))
			world_tell(row->says, part);
		assert_true(!row->says ||
			    strstr(part->checks[CHECK_DATES].words, row->says));
	}
}

/* The sentence first. */
static void
tells_dates_in_the_sentence(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);
	const struct verify_part *part = world_run(
		w, world_sign(w, w->key,
			      ASSERTION_OF("urn:x", PROFILE, SIGNED,
					   ",'expires':"
					   "'2029-06-30T00:00:00Z'")));

	(void)state;
	assert_string_equal(part->words,
			    "Checked just now: signed by Atlas University, not "
			    "revoked, valid until 30 June 2029.");
	part = world_run(w, world_sign(w, w->key,
				       ASSERTION_OF("urn:x", PROFILE, SIGNED,
						    ",'expires':"
						    "'2025-06-30T00:00:00Z'")));
	assert_string_equal(part->words,
			    "Checked just now: expired on 30 June 2025. It was "
			    "signed by Atlas University and is not revoked.");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(judges_dates),
		cmocka_unit_test(tells_dates_in_the_sentence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
