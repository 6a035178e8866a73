/*
 * The job process's task of sweeping away what is over, once an hour: codes
 * and tokens past their time, and applications that registered themselves and
 * never came.
 */
#include "base/clock.h"
#include "cmd/job.h"
#include "store/grant.h"

enum { EVERY = 3600 };

static const struct audit_by by = { "", "The office", "" };

enum result
job_sweep(struct job *job)
{
	enum result r;

	if (clock_now() < job->sweeps_at)
		return NOT_FOUND;
	r = grant_sweep(job->db);
	if (r == NOT_FOUND)
		r = client_sweep(job->db, &by);
	if (r == NOT_FOUND)
		job->sweeps_at = clock_now() + EVERY;
	return r;
}
