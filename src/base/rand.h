/*
 * Random ids from the kernel's generator.
 */
#ifndef BASE_RAND_H
#define BASE_RAND_H

#include <stddef.h>

#include "base/arena.h"

/* Length of what rand_id() makes, without the NUL. */
#define RAND_ID_LEN 26

/* Fill ${buf} with ${len} random bytes; ends the process if the kernel
 * gives none. */
void
rand_bytes(void *buf, size_t len);

/*
 * A new unguessable id in ${mem}: 26 characters of 0-9 a-z less i l o u
 * (base32 as Crockford wrote it, lower case): 130 random bits, safe in a
 * URL, in a file name and when read aloud.
 */
char *
rand_id(struct arena *mem);

/* Could ${s} be one of ours: length and alphabet as above?  0 or 1. */
int
rand_is_id(const char *s);

/* "urn:uuid:" and a random UUID version 4 (RFC 9562), in ${mem}. */
char *
rand_urn(struct arena *mem);

#endif
