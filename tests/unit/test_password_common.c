/* The table of common passwords. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail

#include <string.h>

#include "crypto/password_weak.h"

static void
knows_whole_words(void **state)
{
	(void)state;
	assert_true(password_common("password", 8));
	assert_true(password_common("pass", 4));
	assert_true(password_common("lanka", 5));
	assert_true(password_common("passwordx", 8));
	assert_false(password_common("passwor", 7));
	assert_false(password_common("passwordx", 9));
	assert_false(password_common("PASSWORD", 8));
	assert_false(password_common("", 0));
}

/* What counts of leaked passwords have had at their top for years, of eight
 * bytes and more. */
static void
knows_the_top(void **state)
{
	static const char *const top[] = {
		"123456789",  "password",    "12345678",   "1234567890",
		"qwerty123",  "1q2w3e4r",    "iloveyou",   "password1",
		"qwertyuiop", "11111111",    "1q2w3e4r5t", "sunshine",
		"princess",   "football",    "987654321",  "1qaz2wsx",
		"superman",   "asdfghjkl",   "trustno1",   "123123123",
		"baseball",   "michelle",    "jennifer",   "abcd1234",
		"passw0rd",   "88888888",    "liverpool",  "zaq12wsx",
		"computer",   "password123", "aa123456",   "147258369",
		"internet",   "starwars",    "11223344",   "admin123",
		"qwer1234",   "asdf1234",    "welcome1",   "letmein1",
		"charlie1",   "q1w2e3r4",    "987654321a", "chocolate",
		"butterfly",  "elizabeth",   "alexander",  "basketball",
		"jonathan",   "12344321",    "changeme",   "1234qwer",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(top) / sizeof(top[0]); i++) {
		if (!password_weak(top[i], NULL))
			print_error("%s\n", top[i]);
		assert_non_null(password_weak(top[i], NULL));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_whole_words),
		cmocka_unit_test(knows_the_top),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
