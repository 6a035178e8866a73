/*
 * For the tests of keys and signatures: the keys of the RFCs, a pair of our
 * own, and tokens of any header, signed as one likes.
 */
#ifndef TESTS_UNIT_KEY_TEST_H
#define TESTS_UNIT_KEY_TEST_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail /* ours is in base/fail.h */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/evp.h>

#include "base/b64.h"
#include "base/str.h"
#include "crypto/jws.h"
#include "rfc_key.h"

#define HELPER __attribute__((unused)) static

/* RFC 7638, Section 3.1; the same as in RFC 7517, Appendix A.1. */
#define THUMB_N                                                                \
	"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1R" \
	"K7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9" \
	"yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZg" \
	"nYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6We" \
	"Zu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDK" \
	"gw"
#define THUMB "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"

/* A pair of 2048 bits, made once a program; freed by its last test. */
static struct key *pair;

HELPER int
pair_make(void **state)
{
	(void)state;
	return key_new(2048, &pair) == OK ? 0 : 1;
}

HELPER int
pair_free(void **state)
{
	(void)state;
	key_free(pair);
	return 0;
}

/* The key that ${text} is, a JWK; it must be one. */
HELPER struct key *
key_of(const char *text)
{
	json_auto_t *jwk = json_loads(text, 0, NULL);
	struct key *key = NULL;

	assert_non_null(jwk);
	assert_int_equal(key_read_jwk(jwk, &key), OK);
	return key;
}

/* An RSA key of 2048 bits that is for RSASSA-PSS alone. */
HELPER EVP_PKEY *
pss_key(void)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, "RSA-PSS", NULL);
	EVP_PKEY *pkey = NULL;

	assert_int_equal(EVP_PKEY_keygen_init(ctx), 1);
	assert_int_equal(EVP_PKEY_generate(ctx, &pkey), 1);
	EVP_PKEY_CTX_free(ctx);
	return pkey;
}

/* "header.payload" of any two texts. */
HELPER char *
parts_of(struct arena *mem, const char *header, const char *payload)
{
	return arena_printf(mem, "%s.%s",
			    b64url_encode(mem, header, strlen(header)),
			    b64url_encode(mem, payload, strlen(payload)));
}

/* ${text} and its signature, made as ${alg} says, whatever ${text} says. */
HELPER char *
signed_as(struct arena *mem, const struct key *key, enum jws_alg alg,
	  const char *text)
{
	struct key_bytes out;

	assert_int_equal(key_sign(key, alg,
				  (struct key_bytes){ text, strlen(text) }, mem,
				  &out),
			 OK);
	return arena_printf(mem, "%s.%s", text,
			    b64url_encode(mem, out.data, out.len));
}

/* A token with that header, signed with ${pair} and SHA-256. */
HELPER char *
token_of(struct arena *mem, const char *header)
{
	return signed_as(mem, pair, JWS_RS256,
			 parts_of(mem, header, "{\"id\":\"urn:x\"}"));
}

/* Taken apart and verified. */
HELPER enum result
judge_bytes(const char *token, size_t len, const struct key *key)
{
	auto_arena mem = arena_new();
	struct jws jws;

	TRY(jws_open(mem, token, len, &jws));
	return jws_verify(&jws, key);
}

HELPER enum result
judge(const char *token, const struct key *key)
{
	return judge_bytes(token, strlen(token), key);
}

/* It is refused, and the sentence has ${words}. */
#define assert_refused(result, words)                                          \
	do {                                                                   \
		assert_int_equal(result, INVALID);                             \
		if (!strstr(fail_last()->text, words))                         \
			print_error("“%s” is not in: %s\n", words,             \
				    fail_last()->text);                        \
		assert_non_null(strstr(fail_last()->text, words));             \
	} while (0)

#endif
