/*
 * Is the content of a document what it should be (CLR 1.0 §1)?
 */
#ifndef VERIFY_VERIFY_DATA_H
#define VERIFY_VERIFY_DATA_H

#include "model/problems.h"
#include "verify/verify_job.h"

/* CHECK_DATA of ${x}; ${known}, what a check of the record found already, or
 * NULL. */
void
verify_data(struct verify_subject *x, const struct problems *known);

#endif
