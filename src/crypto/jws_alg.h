/*
 * The algorithms of signatures (RFC 7518 §3.3): RSASSA-PKCS1-v1_5 with three
 * hashes.  There are no others, so nothing can ask for one.
 */
#ifndef CRYPTO_JWS_ALG_H
#define CRYPTO_JWS_ALG_H

enum jws_alg { JWS_RS256, JWS_RS384, JWS_RS512, JWS_ALG__MAX };

/* The name of an algorithm: "RS256"; and OpenSSL's of its hash: "SHA256".
 * Static. */
const char *
jws_alg_name(enum jws_alg alg);
const char *
jws_alg_hash(enum jws_alg alg);

/* The algorithm of that name, to the letter; JWS_ALG__MAX: none has it. */
enum jws_alg
jws_alg_find(const char *name);

#endif
