/* Passwords: what may be one, hashing, comparing. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail

#include "base/clock.h"
#include "base/str.h"
#include "crypto/password.h"

/* The cheapest: the tests make many. */
enum { CHEAP = 1 };

static void
takes_good_ones(void **state)
{
	static const char *const good[] = {
		"correct horse battery staple",
		"Kj3#pQ9x",
		"\xc3\xa9\xc3\xa0\xc3\xbc\xc3\xb6",
		"tree lamp seven",
		"monkeybatterylamp",
		"\xe5\xaf\x86\xe7\xa0\x81\xe5\xad\x97",
	};
	char longest[PASSWORD_LONGEST + 1];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_int_equal(password_check(good[i], "bea@b.example"), OK);
	assert_int_equal(password_check(good[0], NULL), OK);
	for (i = 0; i < PASSWORD_LONGEST; i++)
		longest[i] = (char)('a' + i * i * 7 % 23);
	longest[PASSWORD_LONGEST] = '\0';
	assert_int_equal(password_check(longest, NULL), OK);
}

static void
refuses_bad_ones(void **state)
{
	static const struct {
		const char *password;
		const char *words;
	} rows[] = {
		{ "", "at least 8" },
		{ "Kj3#pQ9", "at least 8" },
		{ "Kj3#pQ9x\xff", "UTF-8" },
		{ "password", "tried first" },
		{ "bea.moss@b.example", "e-mail address" },
	};
	char longer[PASSWORD_LONGEST + 2];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(
			password_check(rows[i].password, "bea.moss@b.example"),
			INVALID);
		assert_non_null(strstr(fail_last()->text, rows[i].words));
	}
	for (i = 0; i <= PASSWORD_LONGEST; i++)
		longer[i] = (char)('a' + i * i * 7 % 23);
	longer[PASSWORD_LONGEST + 1] = '\0';
	assert_int_equal(password_check(longer, NULL), INVALID);
	assert_string_equal(fail_last()->text,
			    "A password has at most 128 bytes.");
}

static void
hashes_and_compares(void **state)
{
	auto_arena mem = arena_new();
	const char *hash = NULL, *other = NULL;

	(void)state;
	assert_int_equal(password_hash(mem, "tree lamp seven", CHEAP, &hash),
			 OK);
	assert_int_equal(password_hash(mem, "tree lamp seven", CHEAP, &other),
			 OK);
	assert_true(str_starts(hash, "$y$"));
	assert_string_not_equal(hash, other);
	assert_true(password_is("tree lamp seven", hash, CHEAP));
	assert_true(password_is("tree lamp seven", other, CHEAP));
	assert_false(password_is("tree lamp Seven", hash, CHEAP));
	assert_false(password_is("tree lamp seven ", hash, CHEAP));
	assert_false(password_is("", hash, CHEAP));
}

static void
is_never_right_without_a_hash(void **state)
{
	static const char *const hashes[] = { NULL, "",	   "*",	     "*0",
					      "x",  "$y$", "$y$j9T$" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(hashes) / sizeof(hashes[0]); i++) {
		assert_false(password_is("", hashes[i], CHEAP));
		assert_false(password_is("tree lamp seven", hashes[i], CHEAP));
	}
	assert_false(password_is("x", NULL, 99));
}

static void
hashes_nothing_longer_than_it_takes(void **state)
{
	auto_arena mem = arena_new();
	char *longer = arena_alloc(mem, 1000001);
	const char *hash;

	(void)state;
	memset(longer, 'a', 1000000);
	assert_int_equal(password_hash(mem, "a", CHEAP, &hash), OK);
	assert_false(password_is(longer, hash, CHEAP));
	assert_int_equal(password_hash(mem, longer, CHEAP, &hash), INTERNAL);
}

/* The least of three: other processes only make it longer. */
static int64_t
time_of(const char *hash)
{
	int64_t best = INT64_MAX, took;
	int i;

	for (i = 0; i < 3; i++) {
		took = clock_micros();
		assert_false(password_is("another one", hash, 5));
		took = clock_micros() - took;
		best = took < best ? took : best;
	}
	return best;
}

static void
takes_as_long_for_nobody(void **state)
{
	auto_arena mem = arena_new();
	const char *hash;
	int64_t somebody, nobody;

	(void)state;
	assert_int_equal(password_hash(mem, "tree lamp seven", 5, &hash), OK);
	somebody = time_of(hash);
	nobody = time_of(NULL);
	assert_true(nobody > somebody / 2);
	assert_true(somebody > nobody / 2);
}

static void
knows_what_is_old(void **state)
{
	auto_arena mem = arena_new();
	const char *hash;
	int cost, now;

	(void)state;
	for (cost = 1; cost <= 4; cost++) {
		assert_int_equal(password_hash(mem, "a", cost, &hash), OK);
		for (now = 1; now <= 11; now++)
			assert_true(password_is_old(hash, now) == (cost < now));
		/* libcrypt's own is 5. */
		assert_true(password_is_old(hash, 0));
	}
	assert_true(password_is_old("$6$salt$hash", 1));
	assert_true(password_is_old("", 1));
	assert_true(password_is_old("$y$", 1));
	assert_false(password_is_old("", 99));
}

static void
refuses_costs_there_are_not(void **state)
{
	auto_arena mem = arena_new();
	const char *hash;

	(void)state;
	assert_int_equal(password_hash(mem, "a", -1, &hash), INTERNAL);
	assert_int_equal(password_hash(mem, "a", 12, &hash), INTERNAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_good_ones),
		cmocka_unit_test(refuses_bad_ones),
		cmocka_unit_test(hashes_and_compares),
		cmocka_unit_test(is_never_right_without_a_hash),
		cmocka_unit_test(hashes_nothing_longer_than_it_takes),
		cmocka_unit_test(takes_as_long_for_nobody),
		cmocka_unit_test(knows_what_is_old),
		cmocka_unit_test(refuses_costs_there_are_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
