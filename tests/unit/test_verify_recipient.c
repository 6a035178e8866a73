/*
 * Tests of verify/verify_recipient.c: is it this learner's (CLR 1.0 §4.5)?
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "verify_help.h"

#define LEARNER                                                                \
	"{'id':'urn:uuid:l','name':'Maria','email':'learner@example.edu',"     \
	"'url':'https://maria.example/','telephone':'+1 555','studentId':"     \
	"'A-17','sourcedId':'s1'}"
#define PLAIN(type, value)                                                     \
	"{'type':'" type "','identity':'" value "','hashed':false}"
#define SHA                                                                    \
	"sha256$5c31b3d1c09369b94cb8dd06d15a4d2234efeca60f61b6b79581582c8c8"   \
	"64a7f"
#define SALTED                                                                 \
	"sha256$dfc1f5fb77a8e4b6334edccddcee2f6df8302b521361f1b7a138bd5e555"   \
	"287b0"
#define SHA_UPPER                                                              \
	"sha256$5C31B3D1C09369B94CB8DD06D15A4D2234EFECA60F61B6B79581582C8C8"   \
	"64A7F"
#define MD5 "md5$7c8e1b9efca08fca18ccf8ec3c0b0a31"
#define HASHED(type, value, more)                                              \
	"{'type':'" type "','identity':'" value "','hashed':true" more "}"

struct row {
	const char *recipient;
	const char *learner; /* NULL: LEARNER */
	enum verify_outcome outcome;
};

/* clang-format off */
static const struct row rows[] = {
	{ PLAIN("id", "urn:uuid:l"), NULL, VERIFY_PASSED },
	{ PLAIN("id", "urn:uuid:L"), NULL, VERIFY_FAILED },
	{ PLAIN("id", "urn:uuid:m"), NULL, VERIFY_FAILED },
	{ PLAIN("email", "learner@example.edu"), NULL, VERIFY_PASSED },
	{ PLAIN("email", "Learner@Example.EDU"), NULL, VERIFY_PASSED },
	{ PLAIN("email", "urn:uuid:l"), NULL, VERIFY_FAILED },
	{ PLAIN("url", "https://maria.example/"), NULL, VERIFY_PASSED },
	{ PLAIN("url", "https://Maria.example/"), NULL, VERIFY_FAILED },
	{ PLAIN("telephone", "+1 555"), NULL, VERIFY_PASSED },
	{ PLAIN("studentId", "A-17"), NULL, VERIFY_PASSED },
	{ PLAIN("studentId", "a-17"), NULL, VERIFY_FAILED },
	{ PLAIN("sourcedId", "s1"), NULL, VERIFY_PASSED },
	{ PLAIN("name", "Maria"), NULL, VERIFY_UNSURE },
	{ PLAIN("Email", "learner@example.edu"), NULL, VERIFY_UNSURE },
	{ PLAIN("email", "learner@example.edu"), "{'id':'urn:uuid:l'}",
	  VERIFY_UNSURE },
	{ "{'identity':'urn:uuid:l','hashed':false}", NULL, VERIFY_UNSURE },
	{ "{'type':'id','hashed':false}", NULL, VERIFY_UNSURE },
	{ "null", NULL, VERIFY_UNSURE },

	/* "hashed" is often missing in the field */
	{ "{'type':'id','identity':'urn:uuid:l'}", NULL, VERIFY_PASSED },
	{ "{'type':'email','identity':'" SHA "'}", NULL, VERIFY_PASSED },
	{ PLAIN("email", SHA), NULL, VERIFY_FAILED },

	/* hashes */
	{ HASHED("email", SHA, ""), NULL, VERIFY_PASSED },
	{ HASHED("email", SHA_UPPER, ""), NULL, VERIFY_PASSED },
	{ HASHED("email", SHA, ",'salt':''"), NULL, VERIFY_PASSED },
	{ HASHED("email", SALTED, ",'salt':'kosher'"), NULL, VERIFY_PASSED },
	{ HASHED("email", SALTED, ",'salt':'Kosher'"), NULL, VERIFY_FAILED },
	{ HASHED("email", SALTED, ""), NULL, VERIFY_FAILED },
	{ HASHED("email", SHA, ",'salt':'kosher'"), NULL, VERIFY_FAILED },
	{ HASHED("email", SHA, ""),
	  "{'id':'urn:uuid:l','email':'Learner@Example.edu'}", VERIFY_PASSED },
	{ HASHED("email", SHA, ""),
	  "{'id':'urn:uuid:l','email':'other@example.edu'}", VERIFY_FAILED },
	{ HASHED("id", SHA, ""),
	  "{'id':'Learner@example.edu'}", VERIFY_FAILED },
	{ HASHED("id", SHA, ""), "{'id':'learner@example.edu'}",
	  VERIFY_PASSED },
	{ HASHED("email", "sha1$5c31b3d1", ""), NULL, VERIFY_UNSURE },
	{ HASHED("email", "learner@example.edu", ""), NULL, VERIFY_UNSURE },
};
/* clang-format on */

/* A record with one assertion of that recipient. */
static const char *
record_of(struct arena *mem, const char *recipient, const char *learner)
{
	return arena_printf(
		mem,
		"{'id':'urn:uuid:c','type':'Clr','issuedOn':"
		"'2025-06-01T00:00:00Z','learner':%s,'publisher':" PROFILE
		",'assertions':[{'id':'urn:x','type':'Assertion','issuedOn':"
		"'2025-05-01T00:00:00Z','recipient':%s,'achievement':{'id':"
		"'urn:a','name':'A','issuer':" PROFILE "}}]}",
		learner ? learner : LEARNER, recipient);
}

static void
compares_with_the_learner(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		auto_arena mem = arena_new();
		struct world *w = world_new(mem);
		const struct row *row = &rows[i];
		const struct verify_part *part = world_run(
			w, world_sign(w, w->key,
				      record_of(mem, row->recipient,
						row->learner)));

		assert_int_equal(part->parts_count, 1);
		world_expect(row->recipient, &part->parts[0],
			     row->outcome == VERIFY_FAILED ||
					     streq(row->recipient, "null")
				     ? VERDICT_INVALID
				     : VERDICT_UNVERIFIABLE,
			     CHECK_RECIPIENT, row->outcome);
		/* the record is told of it, and not harmed */
		world_expect(row->recipient, part, VERDICT_VALID,
			     CHECK_RECIPIENT,
			     row->outcome == VERIFY_PASSED ? VERIFY_PASSED
							   : VERIFY_UNSURE);
	}
}

/* Hashes of the old kind are taken, and it is said. */
static void
takes_md5_with_a_word(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);
	const struct verify_part *part = world_check(
		w, record_of(mem,
			     HASHED("id",
				    "md5$5d41402abc4b2a76b9719d911017c592", ""),
			     "{'id':'hello'}"));

	(void)state;
	world_expect("md5", &part->parts[0], VERDICT_UNVERIFIABLE,
		     CHECK_RECIPIENT, VERIFY_PASSED);
	assert_non_null(
		strstr(part->parts[0].checks[CHECK_RECIPIENT].words, "MD5"));
}

static void
has_nobody_to_compare_with_alone(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);
	const struct verify_part *part = world_run(
		w, world_sign(w, w->key,
			      ASSERTION_OF("urn:x", PROFILE, SIGNED, "")));

	(void)state;
	world_expect("alone", part, VERDICT_VALID, CHECK_RECIPIENT,
		     VERIFY_NOT_NEEDED);
	assert_non_null(
		strstr(part->checks[CHECK_RECIPIENT].words, "“urn:uuid:l”"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(compares_with_the_learner),
		cmocka_unit_test(takes_md5_with_a_word),
		cmocka_unit_test(has_nobody_to_compare_with_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
