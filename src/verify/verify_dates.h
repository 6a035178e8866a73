/*
 * From when until when a document holds (CLR 1.0 §4.5, §1.5).
 */
#ifndef VERIFY_VERIFY_DATES_H
#define VERIFY_VERIFY_DATES_H

#include "verify/verify_job.h"

/* CHECK_DATES of ${x}; sets expires and is_expired. */
void
verify_dates(struct verify_subject *x);

#endif
