/*
 * Passwords, by libcrypt's yescrypt.
 */
#ifndef CRYPTO_PASSWORD_H
#define CRYPTO_PASSWORD_H

#include <stdbool.h>

#include "base/arena.h"

/* Bytes of a password (OWASP ASVS 6.2). */
enum { PASSWORD_SHORTEST = 8, PASSWORD_LONGEST = 128 };

/*
 * May ${password} be one?  OK.  INVALID: too short or long (the limit is
 * named), not UTF-8, or soon guessed (see password_weak.h).  The sentence
 * says what to do.  ${email} is whose it is to be; NULL: nobody's.
 */
enum result
password_check(const char *password, const char *email) CHECKED;

/* Hash ${password} with a new salt and the setting ${cost} (1 to 11, each
 * twice as slow; 0: libcrypt's default).  OK: *${out} in ${mem}, as crypt(5)
 * writes it.  INTERNAL. */
enum result
password_hash(struct arena *mem, const char *password, long long cost,
	      const char **out) CHECKED;

/*
 * Is ${password} the one that gave ${hash}?  ${hash} NULL or "" (nobody, or
 * no password yet) is false and takes as long as a true one, of ${cost}.
 * Compared in constant time.
 */
bool
password_is(const char *password, const char *hash, long long cost);

/* Was ${hash} made with a lower cost than ${cost}, or in another way, so
 * that it should be made anew? */
bool
password_is_old(const char *hash, long long cost);

#endif
