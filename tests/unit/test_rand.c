/*
 * Tests of base/rand.c: ids are of the right form, and never the same.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <string.h>

#include "base/rand.h"
#include "base/str.h"

static void
fills_all_bytes(void **state)
{
	unsigned char buf[10000];
	size_t i, zeros = 0;

	(void)state;
	memset(buf, 0, sizeof buf);
	rand_bytes(buf, sizeof buf);
	for (i = 0; i < sizeof buf; i++)
		zeros += buf[i] == 0;
	assert_in_range(zeros, 0, 200);
	memset(buf, 7, 4);
	rand_bytes(buf, 0);
	assert_int_equal(buf[0], 7);
}

/* All 32 letters come up, and none that reads like another. */
static void
ids_are_random_and_readable(void **state)
{
	auto_arena mem = arena_new();
	size_t seen[256] = { 0 }, i, n, letters = 0;
	char *last = NULL, *id;

	(void)state;
	for (i = 0; i < 1000; i++) {
		id = rand_id(mem);
		assert_int_equal(strlen(id), RAND_ID_LEN);
		assert_true(rand_is_id(id));
		assert_false(streq(id, last));
		for (n = 0; n < RAND_ID_LEN; n++)
			seen[(unsigned char)id[n]]++;
		last = id;
	}
	for (i = 0; i < 256; i++) {
		letters += seen[i] > 0;
		assert_true(seen[i] == 0 || seen[i] > 500);
	}
	assert_int_equal(letters, 32);
}

static void
knows_its_own(void **state)
{
	(void)state;
	assert_true(rand_is_id("0123456789abcdefghjkmnpqrs"));
	assert_false(rand_is_id(NULL));
	assert_false(rand_is_id(""));
	assert_false(rand_is_id("0123456789abcdefghjkmnpqr"));
	assert_false(rand_is_id("0123456789abcdefghjkmnpqrst"));
	assert_false(rand_is_id("0123456789abcdefghjkmnpqri"));
	assert_false(rand_is_id("0123456789ABCDEFGHJKMNPQRS"));
	assert_false(rand_is_id("../3456789abcdefghjkmnpqrs"));
}

static void
urns_are_version_4(void **state)
{
	static const char form[] =
		"urn:uuid:xxxxxxxx-xxxx-4xxx-Vxxx-xxxxxxxxxxxx";
	auto_arena mem = arena_new();
	char *urn = rand_urn(mem);
	size_t round, i;

	(void)state;
	assert_string_not_equal(urn, rand_urn(mem));
	for (round = 0; round < 100; round++) {
		urn = rand_urn(mem);
		assert_int_equal(strlen(urn), sizeof form - 1);
		for (i = 0; form[i]; i++) {
			if (i > 8 && form[i] == 'x')
				assert_true(strchr("0123456789abcdef", urn[i]));
			else if (form[i] == 'V')
				assert_true(strchr("89ab", urn[i]));
			else
				assert_int_equal(urn[i], form[i]);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fills_all_bytes),
		cmocka_unit_test(ids_are_random_and_readable),
		cmocka_unit_test(knows_its_own),
		cmocka_unit_test(urns_are_version_4),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
