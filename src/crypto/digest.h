/*
 * SHA-256 by OpenSSL, as hex.
 */
#ifndef CRYPTO_DIGEST_H
#define CRYPTO_DIGEST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* Lower-case hex of SHA-256 of ${len} bytes, 64 letters, in ${mem}. */
char *
digest_hex(struct arena *mem, const void *data, size_t len);

/* SHA-256 of ${len} bytes. */
enum { DIGEST_BYTES = 32 };
void
digest_bytes(const void *data, size_t len, unsigned char out[DIGEST_BYTES]);

/* Are two secrets equal?  The time taken tells nothing but their length
 * (CRYPTO_memcmp).  False when either is NULL. */
bool
digest_equal(const char *a, const char *b);

#endif
