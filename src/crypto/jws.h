/*
 * Signatures: JWS in compact serialization (RFC 7515) with RS256, RS384 and
 * RS512 (RFC 7518 §3.3), and nothing else.
 *
 * Our own, because the packaged libraries take forged or foreign tokens
 * (HS256 keyed with a public PEM, RS512 for a key of RS256, unknown "crit").
 * What is verified is the octets that came, never something written anew.
 */
#ifndef CRYPTO_JWS_H
#define CRYPTO_JWS_H

#include "crypto/jws_alg.h"
#include "crypto/key.h"

/* One taken apart; all in the arena given, but what leads into the text. */
struct jws {
	enum jws_alg alg;
	const char *kid;	      /* of the header, for people only; NULL */
	const char *typ;	      /* of the header, or NULL */
	const unsigned char *payload; /* decoded; a NUL follows */
	size_t payload_len;
	const char *signed_part; /* "header.payload" as it came */
	size_t signed_len;
	const unsigned char *signature;
	size_t signature_len;
};

/*
 * Take ${len} bytes apart; they must outlive ${out}.  OK: ${out}.  INVALID,
 * each with its own sentence for people:
 *  - not exactly three parts, or the first or the last is empty; a part that
 *    is not strict base64url (no padding, no white space, no spare bits,
 *    nothing else);
 *  - a header that is no JSON object, over JWS_HEADER bytes, or has a member
 *    twice;
 *  - no "alg", or one that is not in enum jws_alg ("none", HS…, PS…, ES…
 *    are named); "crit" or "b64", whatever they say.
 * "jku", "jwk", "x5u", "x5c" in the header are passed over: a token never
 * brings its own key.  The payload may be empty and need not be JSON.
 */
enum { JWS_HEADER = 8192 };
enum result
jws_open(struct arena *mem, const char *text, size_t len, struct jws *out)
	CHECKED;

/* The same for who has read the content already (load_compact() is as strict
 * with it): it is not decoded again, and ${out} has no payload. */
enum result
jws_open_read(struct arena *mem, const char *text, size_t len, struct jws *out)
	CHECKED;

/* Is it ${key}'s signature?  OK.  INVALID: it is not, or the key is for
 * another algorithm (RFC 8725 §3.1). */
enum result
jws_verify(const struct jws *jws, const struct key *key) CHECKED;

/* What the header says beside "alg": RS256. */
struct jws_head {
	const char *typ; /* "JWT" for a record; NULL: nothing */
	const char *kid; /* the address of the key's document; or NULL */
};

/*
 * Sign ${len} bytes.  OK: *${out}, in ${mem}; its header is as short as it
 * can be, with "alg", "typ" and "kid" in this order.  INTERNAL: ${key} is no
 * pair, or cannot sign with RS256; ${head} is not UTF-8.
 */
enum result
jws_sign(struct arena *mem, const struct key *key, const struct jws_head *head,
	 const void *payload, size_t len, const char **out) CHECKED;

#endif
