/*
 * Tests of verify/verify_data.c: content that is whole, that departs from the
 * standard as the field does, and that cannot be taken (CLR 1.0 §1).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "verify_help.h"

#define OF(members) "{'id':'urn:uuid:x','type':'Assertion'," members "}"
#define I "'issuedOn':'2025-05-01T00:00:00Z'"
#define R "'recipient':{'type':'id','identity':'urn:uuid:l','hashed':false}"
#define A "'achievement':{'id':'urn:uuid:a','name':'A','issuer':" PROFILE "}"
#define WHOLE                                                                  \
	"'achievement':{'id':'urn:uuid:a','name':'A','issuer':{'id':'" ISSUER  \
	"','name':'A','revocationList':'" LIST_URL                             \
	"','verification':{'type':'Verification'}}}"
#define BADGE "'badge':{'id':'urn:b','name':'B','issuer':" PROFILE "}"

struct row {
	const char *doc;
	enum verify_outcome outcome;
	const char *says;
};

/* clang-format off */
static const struct row rows[] = {
	{ OF(I "," R "," WHOLE), VERIFY_PASSED, "as the standard asks" },
	{ OF(I "," R "," WHOLE ",'role':null"), VERIFY_PASSED,
	  "in one place it departs" },
	{ OF("'issuedOn':'2025-05-01T00:00:00'," WHOLE
	     ",'recipient':{'type':'id','identity':'urn:uuid:l'}"), VERIFY_PASSED,
	  "in 2 places it departs" },
	{ OF(I "," R "," A ",'results':7"), VERIFY_FAILED, "Results" },
	{ OF(I "," R "," A ",'creditsEarned':'3'"), VERIFY_FAILED,
	  "must be a number" },
	{ OF(R "," A), VERIFY_FAILED, "“Issued on” is missing" },
	{ OF(I "," A), VERIFY_FAILED, "“Recipient” is missing" },
	{ OF(I "," R), VERIFY_FAILED, "“Achievement” is missing" },
	{ OF("'revoked':true"), VERIFY_PASSED, "" },
	{ OF("'revoked':false," A), VERIFY_FAILED, "is missing" },

	/* an Open Badge */
	{ OF(I "," R "," BADGE ",'image':{'id':'x'},'evidence':'https://x'"),
	  VERIFY_PASSED, "an Open Badge" },
	{ OF(I "," BADGE), VERIFY_FAILED, "“recipient” is missing" },
	{ OF(R "," BADGE), VERIFY_FAILED, "“issuedOn” is missing" },
	{ OF("'revoked':true," BADGE), VERIFY_PASSED, NULL },

	/* what is wrong with a part is told of the part */
	{ OF(I "," R "," A ",'endorsements':[7,{'id':7}]"), VERIFY_PASSED,
	  NULL },
	{ CLR_OF(PROFILE, SIGNED, ",'assertions':[7,{'id':7}],"
		 "'signedAssertions':['x',3]"), VERIFY_PASSED, NULL },
	{ CLR_OF(PROFILE, SIGNED, ",'partial':'yes'"), VERIFY_FAILED, NULL },
	{ "{'id':'urn:e','type':'Endorsement','issuer':'" ISSUER "',"
	  "'claim':{'id':'urn:uuid:x'}," I "}", VERIFY_PASSED, NULL },
	{ "{'id':'urn:e','type':'Endorsement','issuer':" PROFILE "," I "}",
	  VERIFY_FAILED, "“Claim” is missing" },
};
/* clang-format on */

static void
judges_content(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct verify_part *part = world_check(w, rows[i].doc);
		const struct verify_check *check = &part->checks[CHECK_DATA];
		const char *says = rows[i].says ? rows[i].says : "";

		if (check->outcome != rows[i].outcome ||
		    !strstr(check->words, says))
			world_tell(rows[i].doc, part);
		assert_int_equal(check->outcome, rows[i].outcome);
		assert_non_null(strstr(check->words, says));
		assert_int_equal(part->verdict == VERDICT_INVALID,
				 rows[i].outcome == VERIFY_FAILED);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(judges_content),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
