/*
 * Counting what was tried and failed, to slow down who guesses.
 */
#ifndef STORE_ATTEMPT_H
#define STORE_ATTEMPT_H

#include "db/db.h"

/*
 * May something be tried that failed before under ${key} ("sign-in
 * a@b.example 192.0.2.0")?  After ${free} failures each further one doubles
 * the wait, from one second up to 15 minutes; a quiet hour forgives all.
 * OK.  TOO_OFTEN: not yet; *${wait} is in how many seconds, never 0.
 */
enum result
attempt_may(struct db *db, const char *key, int free, long long *wait) CHECKED;

/* It failed; it succeeded (the count starts anew).  Keys are kept as
 * SHA-256; those a day old are swept away. */
enum result
attempt_failed(struct db *db, const char *key) CHECKED;
enum result
attempt_succeeded(struct db *db, const char *key) CHECKED;

#endif
