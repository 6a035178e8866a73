/*
 * Identity hashes (CLR 1.0 §4.5, Open Badges 2.0 IdentityObject).
 */
#ifndef CRYPTO_IDENTITY_H
#define CRYPTO_IDENTITY_H

#include <stdbool.h>

#include "base/arena.h"

/* "sha256$" and the lower-case hex of SHA-256 of ${value} and then ${salt}
 * (NULL: none), in ${mem}. */
char *
identity_hash(struct arena *mem, const char *value, const char *salt);

enum identity_match {
	IDENTITY_DIFFERS,
	IDENTITY_SAME,
	IDENTITY_SAME_MD5,  /* by "md5$", which proves little */
	IDENTITY_NOT_A_HASH /* ${identity} is no hash known here */
};

/* Is ${identity}, "sha256$…" or "md5$…" (hex in either case), the hash of
 * ${value} with ${salt} (NULL: none)? */
enum identity_match
identity_is(struct arena *mem, const char *identity, const char *value,
	    const char *salt);

#endif
