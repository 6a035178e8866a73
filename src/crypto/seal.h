/*
 * Secrets that must be read again, encrypted at rest: AES-256-GCM by
 * OpenSSL under a key from a file that is not in the database.
 */
#ifndef CRYPTO_SEAL_H
#define CRYPTO_SEAL_H

#include <stdbool.h>

#include "base/arena.h"

struct seal;

/*
 * Read the key (64 hex digits) from the file ${path}; with ${create} a new
 * one is made there when it is missing, mode 0600, never overwriting.
 * OK: *${out}, freed (and wiped) by seal_free(), empty in a child.  NOT_FOUND.  INVALID: not a
 * key, or others may read the file, or its group write it.  INTERNAL.
 */
enum result
seal_open(const char *path, bool create, struct seal **out) CHECKED;
void
seal_free(struct seal *s);

AUTO_TYPE(seal, struct seal *, seal_free);
#define auto_seal AUTO(seal)

/* A seal of a key that is at hand: ${len} hex digits at ${hex}, which stay the
 * caller's.  OK: *${out}.  INVALID: not 64 of them. */
enum result
seal_of(const char *hex, size_t len, struct seal **out) CHECKED;

/* Encrypt ${len} bytes for ${purpose} ("totp ACCOUNT"), which must be said
 * again to read them.  Base64url of nonce, text and tag, in ${mem}. */
char *
seal_close(const struct seal *s, struct arena *mem, const char *purpose,
	   const void *bytes, size_t len);

/* The bytes again.  OK: *${out}, *${len}.  INVALID: changed, another key or
 * another purpose. */
enum result
seal_read(const struct seal *s, struct arena *mem, const char *purpose,
	  const char *sealed, unsigned char **out, size_t *len) CHECKED;

#endif
