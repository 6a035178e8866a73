/* Keys: made, kept as private bytes, written, and what they sign. */
#include "key_test.h"

#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

AUTO_TYPE(pkey, EVP_PKEY *, EVP_PKEY_free);
#define auto_pkey AUTO(pkey)

static void
makes_within_limits(void **state)
{
	static const long long bad[] = { 0,    -2048, 1024, 2047, 2049,
					 2176, 4097,  4352, 8192, 4294969344 };
	struct key *key = NULL;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_refused(key_new(bad[i], &key), "2048 to 4096");
		assert_null(key);
	}
	assert_int_equal(key_new(2304, &key), OK);
	assert_int_equal(key_bits(key), 2304);
	assert_int_equal(key_numbers(key)->n_len, 288);
	assert_int_equal(key_alg(key), JWS_ALG__MAX);
	key_free(key);
	key_free(NULL);
}

static void
makes_another_each_time(void **state)
{
	auto_key other = NULL;
	auto_key rfc = key_of(RFC_JWK);

	(void)state;
	assert_int_equal(key_new(2048, &other), OK);
	assert_false(key_equal(pair, other));
	assert_false(key_equal(pair, rfc));
	assert_true(key_equal(pair, pair));
	assert_int_equal(key_bits(other), 2048);
	assert_int_equal(key_numbers(other)->e_len, 3);
	assert_memory_equal(key_numbers(other)->e, "\1\0\1", 3);
}

static void
keeps_a_pair(void **state)
{
	static const struct key_bytes text = { "text", 4 };
	auto_arena mem = arena_new();
	auto_key again = NULL;
	struct key_bytes signature;
	size_t len;
	unsigned char *bytes = key_private(pair, &len);

	(void)state;
	assert_non_null(bytes);
	assert_int_equal(key_read_private(bytes, len, &again), OK);
	key_wipe(bytes, len);
	assert_true(key_equal(pair, again));
	assert_int_equal(key_sign(again, JWS_RS256, text, mem, &signature), OK);
	assert_true(key_signed(pair, JWS_RS256, text, signature));
}

static void
has_nothing_private_of_a_public_key(void **state)
{
	static const struct key_bytes text = { "text", 4 };
	auto_arena mem = arena_new();
	auto_key rfc = key_of(RFC_JWK);
	struct key_bytes signature;
	size_t len;

	(void)state;
	assert_null(key_private(rfc, &len));
	assert_int_equal(key_sign(rfc, JWS_RS256, text, mem, &signature),
			 INTERNAL);
}

/* A private key of another kind or size, as PKCS #8. */
static size_t
private_bytes(EVP_PKEY *pkey, unsigned char **bytes)
{
	PKCS8_PRIV_KEY_INFO *info = EVP_PKEY2PKCS8(pkey);
	int len = i2d_PKCS8_PRIV_KEY_INFO(info, bytes);

	PKCS8_PRIV_KEY_INFO_free(info);
	EVP_PKEY_free(pkey);
	assert_true(len > 0);
	return (size_t)len;
}

static void
refuses_private_bytes(EVP_PKEY *pkey, const char *words)
{
	unsigned char *bytes = NULL;
	size_t len = private_bytes(pkey, &bytes);
	struct key *key = NULL;

	assert_refused(key_read_private(bytes, len, &key), words);
	assert_null(key);
	key_wipe(bytes, len);
}

static void
refuses_other_pairs(void **state)
{
	(void)state;
	refuses_private_bytes(EVP_RSA_gen(1024), "1024");
	refuses_private_bytes(EVP_EC_gen("P-256"), "no RSA key");
	refuses_private_bytes(EVP_PKEY_Q_keygen(NULL, NULL, "ED25519"),
			      "no RSA key");
	refuses_private_bytes(pss_key(), "no RSA key");
}

/* Does it sign as ${pair} does? */
static bool
signs_as_the_pair(const struct key *key)
{
	static const struct key_bytes text = { "text", 4 };
	auto_arena mem = arena_new();
	struct key_bytes signature;

	assert_int_equal(key_sign(key, JWS_RS256, text, mem, &signature), OK);
	return key_signed(pair, JWS_RS256, text, signature);
}

/* Cut, with more after it, and each byte wrong: never another pair, and
 * never one that signs wrongly.  OpenSSL gets by without some numbers. */
static void
refuses_damaged_pairs(void **state)
{
	size_t len, i, refused = 0;
	unsigned char *bytes = key_private(pair, &len);
	unsigned char *more = xmalloc(len + 1);

	(void)state;
	memcpy(more, bytes, len);
	more[len] = 0;
	for (i = 0; i < len; i += i < 64 ? 1 : 37) {
		auto_key key = NULL;

		more[i] ^= 0x10;
		if (key_read_private(more, len, &key) == OK)
			assert_true(key_equal(pair, key) &&
				    signs_as_the_pair(key));
		else
			refused++;
		more[i] ^= 0x10;
	}
	assert_true(refused > 64);
	free(more);
	key_wipe(bytes, len);
}

static void
refuses_other_lengths_of_a_pair(void **state)
{
	static const size_t lengths[] = { 0, 1, 2, 100 };
	size_t len, i;
	unsigned char *bytes = key_private(pair, &len);
	unsigned char *more = xmalloc(len + 1);
	struct key *key = NULL;

	(void)state;
	memcpy(more, bytes, len);
	more[len] = 0;
	assert_refused(key_read_private(more, len + 1, &key), "no private");
	assert_refused(key_read_private(more, len - 1, &key), "no private");
	for (i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++)
		assert_refused(key_read_private(more, lengths[i], &key),
			       "no private");
	free(more);
	key_wipe(bytes, len);
}

static void
signs_with_each_hash(void **state)
{
	static const struct key_bytes text = { "a\0b", 3 }, none = { "", 0 };
	auto_arena mem = arena_new();
	struct key_bytes signature;
	enum jws_alg alg, other;
	int round;

	(void)state;
	for (round = 0; round < 2; round++)
		for (alg = 0; alg < JWS_ALG__MAX; alg++) {
			assert_int_equal(
				key_sign(pair, alg, text, mem, &signature), OK);
			assert_int_equal(signature.len, 256);
			for (other = 0; other < JWS_ALG__MAX; other++)
				assert_int_equal(key_signed(pair, other, text,
							    signature),
						 other == alg);
			assert_false(key_signed(pair, alg, none, signature));
		}
}

/* What OpenSSL's own one-shot call signs is ours, and the reverse. */
static void
agrees_with_openssl(void **state)
{
	static const struct key_bytes text = { "a text", 6 };
	auto_arena mem = arena_new();
	size_t len;
	unsigned char *bytes = key_private(pair, &len);
	const unsigned char *at = bytes;
	auto_pkey pkey = d2i_AutoPrivateKey(NULL, &at, (long)len);
	unsigned char theirs[256];
	struct key_bytes ours;
	size_t theirs_len = sizeof(theirs);
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();

	(void)state;
	assert_int_equal(key_sign(pair, JWS_RS256, text, mem, &ours), OK);
	assert_int_equal(
		EVP_DigestSignInit(ctx, NULL, EVP_sha256(), NULL, pkey), 1);
	assert_int_equal(
		EVP_DigestSign(ctx, theirs, &theirs_len, text.data, text.len),
		1);
	assert_int_equal(theirs_len, ours.len);
	assert_memory_equal(theirs, ours.data, ours.len);
	EVP_MD_CTX_free(ctx);
	key_wipe(bytes, len);
}

static void
is_bound_to_an_algorithm(void **state)
{
	static const struct key_bytes text = { "text", 4 };
	auto_arena mem = arena_new();
	auto_key bound = NULL;
	struct key_bytes signature, ignored;
	size_t len;
	unsigned char *bytes = key_private(pair, &len);

	(void)state;
	assert_int_equal(key_read_private(bytes, len, &bound), OK);
	key_wipe(bytes, len);
	key_bind(bound, JWS_RS512);
	assert_int_equal(key_alg(bound), JWS_RS512);
	assert_int_equal(key_sign(bound, JWS_RS256, text, mem, &ignored),
			 INTERNAL);
	assert_int_equal(key_sign(pair, JWS_RS256, text, mem, &signature), OK);
	assert_false(key_signed(bound, JWS_RS256, text, signature));
	assert_int_equal(key_sign(bound, JWS_RS512, text, mem, &signature), OK);
	assert_true(key_signed(bound, JWS_RS512, text, signature));
	assert_true(key_signed(pair, JWS_RS512, text, signature));
}

/* Raw RSA of a padded block that is not to the letter (RFC 8017 §9.2):
 * what forgeries with small exponents are made of. */
static struct key_bytes
sign_raw(struct arena *mem, const unsigned char block[256])
{
	size_t len, out_len = 256;
	unsigned char *bytes = key_private(pair, &len);
	const unsigned char *at = bytes;
	auto_pkey pkey = d2i_AutoPrivateKey(NULL, &at, (long)len);
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new(pkey, NULL);
	unsigned char *out = arena_alloc(mem, out_len);

	key_wipe(bytes, len);
	assert_int_equal(EVP_PKEY_sign_init(ctx), 1);
	assert_int_equal(EVP_PKEY_CTX_set_rsa_padding(ctx, RSA_NO_PADDING), 1);
	assert_int_equal(EVP_PKEY_sign(ctx, out, &out_len, block, 256), 1);
	EVP_PKEY_CTX_free(ctx);
	return (struct key_bytes){ out, out_len };
}

static const unsigned char info[] = {
	0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
	0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20,
};
static const unsigned char info_without_null[] = {
	0x30, 0x2f, 0x30, 0x0b, 0x06, 0x09, 0x60, 0x86, 0x48,
	0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x04, 0x20,
};

/* A block of ${type} with ${garbage} bytes after the hash of "text". */
static void
pad(unsigned char block[256], unsigned char type, const unsigned char *prefix,
    size_t prefix_len, size_t garbage)
{
	size_t tail = prefix_len + 32 + garbage;
	unsigned len;

	memset(block, 0xff, 256);
	memset(block + 256 - garbage, 0x41, garbage);
	block[0] = 0;
	block[1] = type;
	block[256 - tail - 1] = 0;
	memcpy(block + 256 - tail, prefix, prefix_len);
	EVP_Digest("text", 4, block + 256 - tail + prefix_len, &len,
		   EVP_sha256(), NULL);
}

static bool
takes_block(const unsigned char block[256])
{
	static const struct key_bytes text = { "text", 4 };
	auto_arena mem = arena_new();

	return key_signed(pair, JWS_RS256, text, sign_raw(mem, block));
}

static void
takes_no_padding_but_one(void **state)
{
	unsigned char block[256];
	size_t i;

	(void)state;
	pad(block, 1, info, sizeof(info), 0);
	assert_true(takes_block(block));
	for (i = 0; i < 256 - 32; i++) {
		block[i] ^= 0x01;
		if (i > 0) /* the first would make it larger than n */
			assert_false(takes_block(block));
		block[i] ^= 0x01;
	}
	pad(block, 1, info, sizeof(info), 1);
	assert_false(takes_block(block));
	pad(block, 1, info, sizeof(info), 180);
	assert_false(takes_block(block));
	pad(block, 2, info, sizeof(info), 0);
	assert_false(takes_block(block));
	pad(block, 0, info, sizeof(info), 0);
	assert_false(takes_block(block));
	pad(block, 1, info_without_null, sizeof(info_without_null), 0);
	assert_false(takes_block(block));
	pad(block, 1, info, 0, 0);
	assert_false(takes_block(block));
}

static void
writes_pem(void **state)
{
	auto_arena mem = arena_new();
	char *pem = key_pem(pair, mem);
	auto_key again = NULL;

	(void)state;
	assert_true(str_starts(pem, "-----BEGIN PUBLIC KEY-----\n"));
	assert_true(str_ends(pem, "\n-----END PUBLIC KEY-----\n"));
	assert_null(strstr(pem, "PRIVATE"));
	assert_int_equal(key_read_pem(pem, strlen(pem), &again), OK);
	assert_true(key_equal(pair, again));
	assert_int_equal(key_alg(again), JWS_ALG__MAX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(makes_within_limits),
		cmocka_unit_test(makes_another_each_time),
		cmocka_unit_test(keeps_a_pair),
		cmocka_unit_test(has_nothing_private_of_a_public_key),
		cmocka_unit_test(refuses_other_pairs),
		cmocka_unit_test(refuses_damaged_pairs),
		cmocka_unit_test(refuses_other_lengths_of_a_pair),
		cmocka_unit_test(signs_with_each_hash),
		cmocka_unit_test(agrees_with_openssl),
		cmocka_unit_test(is_bound_to_an_algorithm),
		cmocka_unit_test(takes_no_padding_but_one),
		cmocka_unit_test(writes_pem),
	};

	return cmocka_run_group_tests(tests, pair_make, pair_free);
}
