/*
 * Any bytes as a public key: a JWK when they begin with a brace, PEM with a
 * dash, and otherwise what PEM holds.  What is taken keeps the limits, comes
 * out of each form as it went in, and is what OpenSSL reads there.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include "base/str.h"
#include "crypto/key.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
need(bool is_so)
{
	if (!is_so)
		abort();
}

static void
keeps_the_limits(struct arena *mem, const struct key *key)
{
	const struct key_numbers *num = key_numbers(key);

	need(key_bits(key) >= KEY_LEAST && key_bits(key) <= KEY_MOST);
	need(num->n[0] != 0 && num->e[0] != 0);
	need((num->n[num->n_len - 1] & num->e[num->e_len - 1] & 1) == 1);
	need(num->e_len > 1 || num->e[0] > 1);
	need(strlen(key_thumbprint(key, mem)) == 43);
}

static void
comes_out_again(struct arena *mem, const struct key *key)
{
	json_auto_t *jwk = key_jwk(key);
	const char *pem = key_pem(key, mem);
	auto_key again = NULL;
	auto_key third = NULL;

	need(key_read_pem(pem, strlen(pem), &again) == OK);
	need(key_equal(key, again));
	need(key_read_jwk(jwk, &third) == OK);
	need(key_equal(key, third));
}

/* No text has this signature, whatever the numbers are. */
static void
verifies_nothing(const struct key *key)
{
	static const struct key_bytes text = { "text", 4 };
	const struct key_numbers *num = key_numbers(key);

	need(!key_signed(key, JWS_RS256, text,
			 (struct key_bytes){ num->n, num->n_len }));
}

static void
is_what_openssl_reads(const struct key *key, const uint8_t *data, size_t size)
{
	const unsigned char *at = data;
	EVP_PKEY *pkey = d2i_PUBKEY(NULL, &at, (long)size);
	const struct key_numbers *num = key_numbers(key);
	BIGNUM *theirs = NULL, *ours = BN_bin2bn(num->n, (int)num->n_len, NULL);

	need(pkey && at == data + size && EVP_PKEY_is_a(pkey, "RSA"));
	need(EVP_PKEY_get_bn_param(pkey, "n", &theirs) == 1);
	need(BN_cmp(ours, theirs) == 0);
	BN_free(ours);
	BN_free(theirs);
	EVP_PKEY_free(pkey);
	ERR_clear_error();
}

static enum result
read_jwk(const uint8_t *data, size_t size, struct key **key)
{
	json_auto_t *jwk = json_loadb((const char *)data, size, 0, NULL);

	return jwk ? key_read_jwk(jwk, key) : INVALID;
}

static enum result
read_der(struct arena *mem, const uint8_t *data, size_t size, struct key **key)
{
	unsigned char *base64 = arena_alloc(mem, size / 3 * 4 + 5);
	const char *pem;

	EVP_EncodeBlock(base64, data, (int)size);
	pem = arena_printf(mem,
			   "-----BEGIN PUBLIC KEY-----%s-----END PUBLIC "
			   "KEY-----",
			   (char *)base64);
	return key_read_pem(pem, strlen(pem), key);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	auto_arena mem = arena_new();
	auto_key key = NULL;
	enum result r;

	if (size > 0 && data[0] == '{')
		r = read_jwk(data, size, &key);
	else if (size > 0 && data[0] == '-')
		r = key_read_pem((const char *)data, size, &key);
	else
		r = read_der(mem, data, size, &key);
	need((r == OK) == (key != NULL));
	if (r != OK)
		return 0;
	keeps_the_limits(mem, key);
	comes_out_again(mem, key);
	verifies_nothing(key);
	if (data[0] != '{' && data[0] != '-')
		is_what_openssl_reads(key, data, size);
	return 0;
}
