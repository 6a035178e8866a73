/*
 * One document under check, with all that is in it.
 */
#ifndef VERIFY_VERIFY_PART_H
#define VERIFY_VERIFY_PART_H

#include "verify/verify_job.h"
#include "verify/verify_read.h"

/* Check ${given} into ${out}.  What may be shown of it: the hosted copies
 * where they took the place of what was given; NULL: nothing could be
 * read. */
const json_t *
verify_part(struct verify_job *job, const struct verify_given *given,
	    struct verify_part *out);

#endif
