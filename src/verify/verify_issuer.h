/*
 * Who the issuer of a document is, and how far one knows it (CLR 1.0 §4.1).
 */
#ifndef VERIFY_VERIFY_ISSUER_H
#define VERIFY_VERIFY_ISSUER_H

#include "verify/verify_job.h"
#include "verify/verify_origin.h"

/* The profile in ${doc} of who issued it: a record's publisher, the issuer of
 * an assertion's achievement or badge, an endorsement's issuer; an object, a
 * bare id, or NULL.  A badge that is given by its address is asked for. */
const json_t *
verify_issuer_of(struct verify_job *job, enum class_id as, const json_t *doc);

/* The achievement of an assertion, or its badge; NULL. */
const json_t *
verify_issuer_award(struct verify_job *job, const json_t *assertion);

/* Read ${profile} (NULL: none), and ask for the one at its address. */
void
verify_issuer_read(struct verify_job *job, const json_t *profile,
		   struct verify_issuer *out);

/* The profile that counts for keys, lists and addresses: the served one,
 * else that in the document; may be NULL. */
const json_t *
verify_issuer_profile(const struct verify_issuer *issuer);

/* Where its documents may live. */
void
verify_issuer_scope(const struct verify_issuer *issuer, bool with_prefix,
		    struct verify_scope *out);

/* CHECK_ISSUER: after the proof. */
void
verify_issuer_trust(struct verify_subject *x);

#endif
