/*
 * Tests of crypto/digest.c: vectors of FIPS 180-4.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <string.h>

#include "crypto/digest.h"

static void
agrees_with_the_vectors(void **state)
{
	auto_arena mem = arena_new();
	char *million = arena_alloc(mem, 1000000);

	(void)state;
	assert_string_equal(digest_hex(mem, "", 0),
			    "e3b0c44298fc1c149afbf4c8996fb924"
			    "27ae41e4649b934ca495991b7852b855");
	assert_string_equal(digest_hex(mem, "abc", 3),
			    "ba7816bf8f01cfea414140de5dae2223"
			    "b00361a396177a9cb410ff61f20015ad");
	memset(million, 'a', 1000000);
	assert_string_equal(digest_hex(mem, million, 1000000),
			    "cdc76e5c9914fb9281a1c7e284d73e67"
			    "f1809a48a497200e046d39ccc7112cd0");
}

static void
counts_every_byte(void **state)
{
	auto_arena mem = arena_new();

	(void)state;
	assert_string_not_equal(digest_hex(mem, "a\0b", 3),
				digest_hex(mem, "a\0c", 3));
	assert_string_not_equal(digest_hex(mem, "a", 1),
				digest_hex(mem, "a\0", 2));
}

static void
compares_secrets(void **state)
{
	(void)state;
	assert_true(digest_equal("", ""));
	assert_true(digest_equal("secret", "secret"));
	assert_false(digest_equal("secret", "secreT"));
	assert_false(digest_equal("secret", "secre"));
	assert_false(digest_equal("", "s"));
	assert_false(digest_equal(NULL, "s"));
	assert_false(digest_equal("s", NULL));
	assert_false(digest_equal(NULL, NULL));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_the_vectors),
		cmocka_unit_test(counts_every_byte),
		cmocka_unit_test(compares_secrets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
