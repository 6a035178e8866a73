/*
 * The job process's task of signing the head of the audit trail, as often as
 * the setting audit_head_seconds says: store/head.h.
 */
#include "base/clock.h"
#include "cmd/cmd.h"
#include "cmd/job.h"
#include "store/head.h"

/* Of the office's own key, when it is made here. */
enum { BITS = 2048 };

static const struct audit_by by = { "", "The office", "" };

enum result
job_head(struct job *job)
{
	const struct conf *conf = job->conf;
	const struct head_ask ask = {
		.iss = conf->base_url,
		.file = cmd_heads_file(conf, job->mem),
		.bits = BITS,
	};
	struct head last = { 0 };
	enum result r;

	if (!conf->audit_head_seconds)
		return NOT_FOUND;
	r = head_last(job->db, job->mem, &last);
	if (r != OK && r != NOT_FOUND)
		return r;
	if (clock_now() < last.at + conf->audit_head_seconds)
		return NOT_FOUND;
	return head_sign(job->db, cmd_office(conf, job->mem, &by, job->signer),
			 &ask);
}
