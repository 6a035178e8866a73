/*
 * A verification on behalf of a request: bounded, done here as far as the
 * network is not needed, kept, handed to the job process, waited for.
 */
#ifndef WEB_VERIFY_WORK_H
#define WEB_VERIFY_WORK_H

#include "peer/checkup.h"
#include "store/checking.h"
#include "web/verify_given.h"

/* One more from this address within the setting verify_rate?  OK.
 * TOO_OFTEN; the reply has its Retry-After. */
enum result
verify_work_may(struct ctx *ctx) CHECKED;

/* Check ${given} by what is here.  OK: ${out}; with out->missing, there is
 * more to find out where the network is. */
enum result
verify_work_here(struct ctx *ctx, const struct verify_given *given,
		 struct checkup *out) CHECKED;

/* A source of what is here or was fetched before, however long ago; it lives
 * as long as the request. */
const struct verify_source *
verify_work_kept(struct ctx *ctx);

/* Must it go to the job process, and is there one? */
bool
verify_work_is_for_job(struct ctx *ctx, const struct checkup *done);

/*
 * Keep it: as it was ${done}, or, NULL, for the job process.  OK: *${id}.
 * BUSY: too many wait.  INVALID: it is no text and so cannot wait.
 */
enum result
verify_work_keep(struct ctx *ctx, const struct verify_given *given,
		 const struct checkup *done, const char **id) CHECKED;

/* Stand and wait for the job process, a few seconds at most, unless too many
 * workers do.  OK, whatever came of it; NOT_FOUND. */
enum result
verify_work_wait(struct ctx *ctx, const char *id) CHECKED;

#endif
