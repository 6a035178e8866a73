/* Identity hashes: the vectors of CLR 1.0 §4.5, and what is no hash. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail

#include "base/str.h"
#include "crypto/identity.h"

#define LEARNER "learner@example.edu"
#define PLAIN                                                                  \
	"sha256$5c31b3d1c09369b94cb8dd06d15a4d2234efeca60f61b6b79581582c8c86"  \
	"4a7f"
#define SALTED                                                                 \
	"sha256$dfc1f5fb77a8e4b6334edccddcee2f6df8302b521361f1b7a138bd5e5552"  \
	"87b0"

static void
agrees_with_the_vectors(void **state)
{
	auto_arena mem = arena_new();

	(void)state;
	assert_string_equal(identity_hash(mem, LEARNER, NULL), PLAIN);
	assert_string_equal(identity_hash(mem, LEARNER, ""), PLAIN);
	assert_string_equal(identity_hash(mem, LEARNER, "kosher"), SALTED);
	assert_string_equal(identity_hash(mem, "", NULL),
			    "sha256$e3b0c44298fc1c149afbf4c8996fb924"
			    "27ae41e4649b934ca495991b7852b855");
}

static void
tells_who_it_is(void **state)
{
	static const struct {
		const char *identity, *value, *salt;
		enum identity_match match;
	} rows[] = {
		{ PLAIN, LEARNER, NULL, IDENTITY_SAME },
		{ PLAIN, LEARNER, "", IDENTITY_SAME },
		{ SALTED, LEARNER, "kosher", IDENTITY_SAME },
		{ SALTED, LEARNER "kosher", NULL, IDENTITY_SAME },
		{ "sha256$5C31B3D1C09369B94CB8DD06D15A4D2234EFECA60F61B6B79581"
		  "582C8C864a7f",
		  LEARNER, NULL, IDENTITY_SAME },
		{ PLAIN, LEARNER, "kosher", IDENTITY_DIFFERS },
		{ SALTED, LEARNER, NULL, IDENTITY_DIFFERS },
		{ PLAIN, "Learner@example.edu", NULL, IDENTITY_DIFFERS },
		{ PLAIN, "", NULL, IDENTITY_DIFFERS },
		{ "md5$900150983cd24fb0d6963f7d28e17f72", "abc", NULL,
		  IDENTITY_SAME_MD5 },
		{ "md5$900150983CD24FB0D6963F7D28E17F72", "a", "bc",
		  IDENTITY_SAME_MD5 },
		{ "md5$900150983cd24fb0d6963f7d28e17f72", "abd", NULL,
		  IDENTITY_DIFFERS },
	};
	auto_arena mem = arena_new();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(identity_is(mem, rows[i].identity,
					     rows[i].value, rows[i].salt),
				 rows[i].match);
}

static void
knows_what_is_no_hash(void **state)
{
	static const char *const rows[] = {
		"",
		LEARNER,
		"sha256$",
		"sha256",
		"SHA256$5c31b3d1c09369b94cb8dd06d15a4d2234efeca60f61b6b79581582"
		"c8c864a7f",
		"sha256:5c31b3d1c09369b94cb8dd06d15a4d2234efeca60f61b6b79581582"
		"c8c864a7f",
		"5c31b3d1c09369b94cb8dd06d15a4d2234efeca60f61b6b79581582c8c864a"
		"7f",
		"sha256$5c31b3d1c09369b94cb8dd06d15a4d2234efeca60f61b6b79581582"
		"c8c864a7",
		PLAIN "0",
		PLAIN " ",
		" " PLAIN,
		"sha256$5c31b3d1c09369b94cb8dd06d15a4d2234efeca60f61b6b79581582"
		"c8c864a7g",
		"sha512$5c31b3d1c09369b94cb8dd06d15a4d2234efeca60f61b6b79581582"
		"c8c864a7f",
		"md5$900150983cd24fb0d6963f7d28e17f7",
		"md5$5c31b3d1c09369b94cb8dd06d15a4d2234efeca60f61b6b79581582c8c"
		"864a7f",
	};
	auto_arena mem = arena_new();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(identity_is(mem, rows[i], LEARNER, NULL),
				 IDENTITY_NOT_A_HASH);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_the_vectors),
		cmocka_unit_test(tells_who_it_is),
		cmocka_unit_test(knows_what_is_no_hash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
