/*
 * The job process's task of publishing many items that somebody chose:
 * store/batch.h.  The signer signs what is to be signed.
 */
#include "base/clock.h"
#include "cmd/cmd.h"
#include "cmd/job.h"
#include "store/batch.h"

/* Views and other tasks wait meanwhile. */
enum { SECONDS = 2, AT_ONCE = 5 };

/* Each item is its author's, whom the batch names. */
static const struct audit_by nobody = { "", "clarus serve", "" };

enum result
job_batch(struct job *job)
{
	const struct item_office *office = cmd_office(job->conf, job->mem,
						      &nobody, job->signer);
	const int64_t until = clock_now() + SECONDS;
	enum result r;

	do
		r = batch_work(job->db, office, AT_ONCE);
	while (r == OK && clock_now() < until);
	return r;
}
