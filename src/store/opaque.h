/*
 * Secrets given out once: made, and kept as SHA-256.  For the files of this
 * folder.
 */
#ifndef STORE_OPAQUE_H
#define STORE_OPAQUE_H

#include "base/arena.h"

/* 256 random bits as base64url, 43 characters, in ${mem}. */
char *
opaque_new(struct arena *mem);

/* Its SHA-256 as it is kept, hex, in ${mem}; of NULL as of "". */
char *
opaque_kept(struct arena *mem, const char *secret);

#endif
