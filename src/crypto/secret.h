/*
 * Memory for keys: locked, in no core dump, and empty in a child.
 */
#ifndef CRYPTO_SECRET_H
#define CRYPTO_SECRET_H

#include <stddef.h>

/*
 * ${size} zeroed bytes that are never swapped out (where the limit of locked
 * memory allows it), stand in no core dump, and are zero in a process that
 * is forked.  Freed, and wiped, by secret_free(); NULL is allowed there.
 */
void *
secret_new(size_t size);
void
secret_free(void *secret, size_t size);

/* Overwrite ${size} bytes that held a secret. */
void
secret_wipe(void *bytes, size_t size);

/*
 * Move the value of the environment variable ${name} into such memory, for
 * the life of the process: the variable goes, and its bytes are wiped where
 * they stood.  NULL: there is none.  Called before anything is forked or
 * other threads are.
 */
const char *
secret_env(const char *name);

/* For a process that opens private keys: nobody can look into it any more
 * (no core dump, no debugger of the same user), and OpenSSL keeps the
 * private numbers of keys in memory like the above.  Called before the first
 * key is read; again is harmless. */
void
secret_begin(void);

#endif
