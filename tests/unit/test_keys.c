/*
 * Tests of crypto/keys.c: a key is read once, and only its own text is it.
 */
#include "key_test.h"

#include "crypto/keys.h"

/* A key nobody signs with: ${n} stands in the middle of its number. */
static char *
strange_pem(struct arena *mem, unsigned n)
{
	unsigned char bytes[256];
	struct key_numbers num = *key_numbers(pair);
	auto_key key = NULL;

	memcpy(bytes, num.n, sizeof(bytes));
	memcpy(bytes + 100, &n, sizeof(n));
	num.n = bytes;
	assert_int_equal(key_from(&num, &key), OK);
	return key_pem(key, mem);
}

static const struct key *
read_one(struct keys *keys, const char *pem)
{
	const struct key *key = NULL;

	assert_int_equal(keys_read(keys, pem, strlen(pem), &key), OK);
	return key;
}

static void
is_read_once(void **state)
{
	auto_arena mem = arena_new();
	struct keys *keys = keys_new();
	char *pem = key_pem(pair, mem), *copy = arena_strdup(mem, pem);
	const struct key *key = read_one(keys, pem);
	struct jws jws;
	char *token = token_of(mem, "{\"alg\":\"RS256\"}");

	(void)state;
	assert_true(key_equal(key, pair));
	memset(pem, 'x', strlen(pem));
	assert_ptr_equal(read_one(keys, copy), key);
	assert_int_equal(jws_open(mem, token, strlen(token), &jws), OK);
	assert_int_equal(jws_verify(&jws, key), OK);
	keys_trim(keys);
	assert_ptr_equal(read_one(keys, copy), key);
	keys_free(keys);
}

static void
another_text_is_another_key(void **state)
{
	auto_arena mem = arena_new();
	struct keys *keys = keys_new();
	const struct key *key = read_one(keys, key_pem(pair, mem));
	unsigned i;

	(void)state;
	for (i = 0; i < 200; i++) {
		char *pem = strange_pem(mem, i);
		const struct key *other = read_one(keys, pem);
		auto_key fresh = NULL;

		assert_int_equal(key_read_pem(pem, strlen(pem), &fresh), OK);
		assert_true(key_equal(other, fresh));
		assert_false(key_equal(other, key));
	}
	assert_true(key_equal(key, pair));
	keys_trim(keys);
	assert_true(key_equal(read_one(keys, key_pem(pair, mem)), pair));
	keys_trim(NULL);
	keys_free(keys);
	keys_free(NULL);
}

static void
refuses_what_is_none(void **state)
{
	auto_arena mem = arena_new();
	struct keys *keys = keys_new();
	char *pem = key_pem(pair, mem);
	const struct key *key = NULL;

	(void)state;
	for (int i = 0; i < 2; i++) {
		assert_int_equal(keys_read(keys, "x", 1, &key), INVALID);
		assert_int_equal(keys_read(keys, pem, strlen(pem) / 2, &key),
				 INVALID);
	}
	assert_null(key);
	keys_free(keys);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_read_once),
		cmocka_unit_test(another_text_is_another_key),
		cmocka_unit_test(refuses_what_is_none),
	};

	return cmocka_run_group_tests(tests, pair_make, pair_free);
}
