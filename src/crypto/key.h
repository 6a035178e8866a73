/*
 * RSA keys, by OpenSSL: made, read, written, and what is done with them.
 * Only what signs records: no other kind, nothing under KEY_LEAST bits (CLR
 * 1.0 §4.3).
 *
 * A key is made ready once, for as many signatures as come; one process at a
 * time uses it, and a forked one may go on with its copy.
 */
#ifndef CRYPTO_KEY_H
#define CRYPTO_KEY_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "base/arena.h"
#include "base/auto.h"
#include "base/fail.h"
#include "crypto/jws_alg.h"
#include "crypto/key_numbers.h"

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

/* The public key of ${numbers}.  OK: *${out}.  INVALID, as
 * key_numbers_check() says. */
enum result
key_from(const struct key_numbers *numbers, struct key **out) CHECKED;

/* The numbers of ${key}, as long as it lives; no zero byte leads them. */
const struct key_numbers *
key_numbers(const struct key *key);

/*
 * Read a public key: one PEM "BEGIN PUBLIC KEY" (SubjectPublicKeyInfo) with
 * nothing but white space around it, line ends of any kind.  OK: *${out}.
 * INVALID, each with its own sentence: no such PEM, another kind of key (a
 * certificate, a private key and "BEGIN RSA PUBLIC KEY" are named), anything
 * that is not its one DER form, or numbers key_from() refuses.
 */
enum result
key_read_pem(const char *pem, size_t len, struct key **out) CHECKED;

/*
 * Read a JWK (RFC 7517 §4, RFC 7518 §6.3.1): "kty" RSA, "n", "e"; of a
 * private one the public half.  A "use" other than "sig", "key_ops" without
 * "verify" or "sign", or an "alg" that is none of jws_alg.h's, is INVALID.
 * One that names an "alg" is good for that alone.  Results as
 * key_read_pem().
 */
enum result
key_read_jwk(const json_t *jwk, struct key **out) CHECKED;

/* The public half as PEM with a line end at its last line, in ${mem}; and as
 * a JWK with "kty", "n", "e" alone, the caller's. */
char *
key_pem(const struct key *key, struct arena *mem);
json_t *
key_jwk(const struct key *key);

/* The pair as PKCS #8 DER, to be sealed at once: in memory of the caller's,
 * which key_wipe() frees; NULL: ${key} is no pair.  And a pair from such
 * bytes: OK, INVALID. */
unsigned char *
key_private(const struct key *key, size_t *len);
void
key_wipe(unsigned char *bytes, size_t len);
enum result
key_read_private(const unsigned char *bytes, size_t len, struct key **out)
	CHECKED;

int
key_bits(const struct key *key);

/* The one algorithm ${key} is good for; JWS_ALG__MAX: any.  And say so, of a
 * key just made. */
enum jws_alg
key_alg(const struct key *key);
void
key_bind(struct key *key, enum jws_alg alg);

/* Are their public halves the same? */
bool
key_equal(const struct key *a, const struct key *b);

/* The thumbprint (RFC 7638), base64url of SHA-256, in ${mem}. */
char *
key_thumbprint(const struct key *key, struct arena *mem);

/* Bytes to be signed, or a signature. */
struct key_bytes {
	const void *data;
	size_t len;
};

/*
 * Sign ${text}.  OK: ${out}, in ${mem}.  INTERNAL: ${key} is no pair, or is
 * bound to another algorithm.
 */
enum result
key_sign(const struct key *key, enum jws_alg alg, struct key_bytes text,
	 struct arena *mem, struct key_bytes *out) CHECKED;

/* Is ${signature} the key's of ${text}?  False as well when it is as long as
 * none can be, or the key is bound to another algorithm. */
bool
key_signed(const struct key *key, enum jws_alg alg, struct key_bytes text,
	   struct key_bytes signature);

#endif
