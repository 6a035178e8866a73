/*
 * Is it this learner's (CLR 1.0 §4.5)?
 */
#ifndef VERIFY_VERIFY_RECIPIENT_H
#define VERIFY_VERIFY_RECIPIENT_H

#include "verify/verify_job.h"

/* CHECK_RECIPIENT of the assertion ${x}: its recipient against the learner of
 * the record it stands in. */
void
verify_recipient(struct verify_subject *x);

/* The same of the record ${x}, after its parts: do all name its learner? */
void
verify_recipient_all(struct verify_subject *x);

#endif
