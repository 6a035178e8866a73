/*
 * When a key held.
 */
#ifndef VERIFY_VERIFY_LIFE_H
#define VERIFY_VERIFY_LIFE_H

#include "verify/verify_key.h"

/* CHECK_KEY of ${x} once more, after its signature proved to be ${key}'s: did
 * that hold when ${x} was issued, as far as the source knows?  A key that was
 * replaced or compromised since then still proves what was issued before. */
void
verify_life(struct verify_subject *x, const struct verify_key *key);

#endif
