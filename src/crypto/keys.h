/*
 * Public keys that were read before.
 *
 * Making a key ready costs as much as ten signatures that are checked with
 * it; the same issuers' keys come again and again.  What is kept stands for
 * its own text alone: which key is to be used is found out anew each time.
 */
#ifndef CRYPTO_KEYS_H
#define CRYPTO_KEYS_H

#include "crypto/key.h"

struct keys;

/* None yet; freed by keys_free(), with all keys in it. */
struct keys *
keys_new(void);
void
keys_free(struct keys *keys);

/* The key of ${pem}, as key_read_pem() reads it, results as there.  It lives
 * until keys_trim(). */
enum result
keys_read(struct keys *keys, const char *pem, size_t len,
	  const struct key **out) CHECKED;

/* Nobody uses any of them now: if they are more than KEYS_MOST, forget them
 * all. */
enum { KEYS_MOST = 64 };
void
keys_trim(struct keys *keys);

#endif
