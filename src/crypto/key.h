/*
 * RSA keys, by OpenSSL: made, read, written.  Only what signs records: no
 * other kind, nothing under KEY_LEAST bits (CLR 1.0 §4.3).
 */
#ifndef CRYPTO_KEY_H
#define CRYPTO_KEY_H

#include <stdbool.h>

#include <jansson.h>

#include "base/arena.h"
#include "base/auto.h"
#include "base/fail.h"

enum { KEY_LEAST = 2048, KEY_MOST = 8192, KEY_MOST_MADE = 4096 };

/* A public key, or a pair. */
struct key;

/* Make a pair of ${bits}: KEY_LEAST to KEY_MOST_MADE, a multiple of 256.
 * OK: *${out}, freed by key_free().  INVALID: the limit is named. */
enum result
key_new(long long bits, struct key **out) CHECKED;
void
key_free(struct key *key);

AUTO_TYPE(key, struct key *, key_free);
#define auto_key AUTO(key)

/*
 * Read a public key: one PEM "BEGIN PUBLIC KEY" (SubjectPublicKeyInfo) with
 * nothing but white space around it, line ends of any kind.  OK: *${out}.
 * INVALID, each with its own sentence: no such PEM, another kind of key (a
 * certificate and "BEGIN RSA PUBLIC KEY" are named), under KEY_LEAST or
 * over KEY_MOST bits, an exponent that is 1 or even.
 */
enum result
key_read_pem(const char *pem, size_t len, struct key **out) CHECKED;

/* Read a JWK (RFC 7517 §4, RFC 7518 §6.3.1): "kty" RSA, "n", "e"; of a
 * private one the public half.  A "use" other than "sig", or an "alg" that
 * is none of jws.h's, is INVALID.  Results as key_read_pem(). */
enum result
key_read_jwk(const json_t *jwk, struct key **out) CHECKED;

/* The public half as PEM with a line end at its last line, in ${mem}; and as
 * a JWK with "kty", "n", "e" alone, the caller's. */
char *
key_pem(const struct key *key, struct arena *mem);
json_t *
key_jwk(const struct key *key);

/* The pair as PKCS #8 DER, to be sealed at once: in memory of the caller's,
 * which key_wipe() frees.  And a pair from such bytes: OK, INVALID. */
unsigned char *
key_private(const struct key *key, size_t *len);
void
key_wipe(unsigned char *bytes, size_t len);
enum result
key_read_private(const unsigned char *bytes, size_t len, struct key **out)
	CHECKED;

int
key_bits(const struct key *key);

/* Are their public halves the same? */
bool
key_equal(const struct key *a, const struct key *b);

/* The thumbprint (RFC 7638), base64url of SHA-256, in ${mem}. */
char *
key_thumbprint(const struct key *key, struct arena *mem);

#endif
