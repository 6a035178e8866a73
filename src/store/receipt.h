/*
 * Receipts: a statement, signed by the office, of what was verified, when,
 * and with which keys and answers.  It holds without asking anybody, as long
 * as one believes the office's key.
 *
 * A JWS of type "clarus-receipt+jwt" over
 *	{"iss": base_url, "iat": seconds, "jti": id, "sha256", "len",
 *	 "report": verify_json(), "keys": [JWK …], "key": JWK}
 * sha256 and len are of the bytes that were checked; "keys" are those that
 * were used for it, each with "kid", its address; "key" is the one that
 * signed the receipt, to be compared with what the office publishes.
 */
#ifndef STORE_RECEIPT_H
#define STORE_RECEIPT_H

#include "store/signer.h"

/* What is to be stated. */
struct receipt_ask {
	const char *iss;
	const json_t *report;
	const json_t *keys; /* a list */
};

/* Have it signed with the office's key, which is made if there is none.
 * OK: *${jws} in ${o}->mem.  BUSY, INTERNAL, TOO_BIG as signer_sign(). */
enum result
receipt_make(struct db *db, const struct item_office *o,
	     const struct receipt_ask *ask, const char **jws) CHECKED;

/* One that was read, in the arena given. */
struct receipt {
	const char *iss, *jti;
	const char *kid; /* address of the key it says it is signed with */
	int64_t at;
	const char *sha256;
	long long len;
	const json_t *report;
	const json_t *keys; /* a list; NULL: none */
	const json_t *key;  /* JWK; NULL: none */
	const char *jws;
};

/* Read ${jws}, of ${len} bytes.  Nothing is believed yet.  OK: ${out}.
 * INVALID: it is no receipt; the sentence says why. */
enum result
receipt_read(struct arena *mem, const char *jws, size_t len,
	     struct receipt *out) CHECKED;

/* Did ${key} sign it?  OK, INVALID. */
enum result
receipt_check(const struct receipt *receipt, const struct key *key) CHECKED;

/*
 * Did a key of this office's sign it that is to be believed for that time?
 * OK: *${url} is its address.  INVALID: none did, or its key was compromised
 * by then; the sentence says which.
 */
enum result
receipt_check_own(struct db *db, const struct item_office *o,
		  const struct receipt *receipt, const char **url) CHECKED;

#endif
