/*
 * Was it taken back (CLR 1.0 §4.3(7), §4.5)?
 */
#ifndef VERIFY_PROOF_REVOKED_H
#define VERIFY_PROOF_REVOKED_H

#include "verify/verify_job.h"

/* CHECK_REVOKED of ${x}, after its proof: by its own word, by what its
 * address answered, by its issuer's list, by what the office knows; as of the
 * moment that is asked for. */
void
proof_revoked(struct verify_subject *x);

#endif
