/*
 * Proof by the document at its own address (CLR 1.0 §4.2).
 */
#ifndef VERIFY_PROOF_HOSTED_H
#define VERIFY_PROOF_HOSTED_H

#include "verify/verify_job.h"

/*
 * CHECK_HOSTED and CHECK_ORIGIN of ${x}, which says it is Hosted.  What is in
 * hand is trusted for nothing but its id: the document that is got there
 * takes its place (x->doc, x->issuer), and sets has_proof, is_gone and the
 * part's is_outdated.
 */
void
proof_hosted(struct verify_subject *x);

#endif
