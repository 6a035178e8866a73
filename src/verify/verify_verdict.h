/*
 * What the checks of a document come to, and how a report calls it.
 */
#ifndef VERIFY_VERIFY_VERDICT_H
#define VERIFY_VERIFY_VERDICT_H

#include "verify/verify_job.h"

/* What ${doc} of class ${as} is called, an assertion by its achievement; NULL:
 * it has no name. */
const char *
verify_verdict_of(struct verify_job *job, const json_t *doc, enum class_id as);

/* The verdict, name and words of ${x}->part. */
void
verify_verdict(struct verify_subject *x);

#endif
