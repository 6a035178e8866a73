/*
 * Optional data validation (CLR 1.0 §4.6): does what it links to exist?
 */
#ifndef VERIFY_VERIFY_LINKS_H
#define VERIFY_VERIFY_LINKS_H

#include "verify/verify_job.h"

/* So many addresses are asked for their own sake in a run. */
enum { VERIFY_LINKS = 40 };

/* CHECK_LINKS of ${x}, if that was asked for; warnings, and no harm. */
void
verify_links(struct verify_subject *x);

#endif
