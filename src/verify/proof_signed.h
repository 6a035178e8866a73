/*
 * Proof by signature (CLR 1.0 §4.3).
 */
#ifndef VERIFY_PROOF_SIGNED_H
#define VERIFY_PROOF_SIGNED_H

#include "verify/verify_job.h"

/* CHECK_SIGNATURE and CHECK_KEY of ${x}, which came as x->jws; sets key_url,
 * is_key_confirmed and has_proof. */
void
proof_signed(struct verify_subject *x);

/* CHECK_SIGNATURE of ${x}, which came without one, and is not Hosted. */
void
proof_signed_missing(struct verify_subject *x);

#endif
