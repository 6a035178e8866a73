/*
 * The job process's task for records that were there before tokens were:
 * once a start, until each has been looked at.  Those that come have their
 * row at once.
 */
#include "base/clock.h"
#include "cmd/job.h"
#include "store/holding.h"

/* At one go, in microseconds. */
enum { AT_ONCE = 500000 };

enum result
job_holding(struct job *job)
{
	const int64_t end = clock_micros() + AT_ONCE;
	enum result r = OK;

	if (job->is_held)
		return NOT_FOUND;
	while (r == OK && clock_micros() < end)
		r = holding_catch_up(job->db);
	job->is_held = r == NOT_FOUND;
	return r;
}
