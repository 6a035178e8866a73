/*
 * What the job process does beside gathering views: one row of the table in
 * job.c each, one file job_NAME.c each.
 */
#ifndef CMD_JOB_H
#define CMD_JOB_H

#include "base/conf.h"
#include "store/hosted.h"

struct db;
struct signer;

/* Where the task of publishing files is at: job_tree.c. */
struct job_tree {
	struct hosted_cursor at;
	bool is_through; /* all was looked at once since the start */
	uint64_t stamp;	 /* of the database, when nothing was left */
};

/* What a task is given. */
struct job {
	const struct conf *conf;
	struct db *db; /* to write */
	struct signer *signer;
	struct arena *mem; /* until the task returns */
	struct job_tree *tree;
	bool is_held;	   /* every record has its row of the table holding */
	int64_t sweeps_at; /* when job_sweep() looks again */
};

/*
 * Do one thing that waits, within half a minute, because views are not
 * gathered meanwhile.  OK: done; there may be more, so it is called again
 * soon.  NOT_FOUND: nothing waits.  Anything else is logged, and the task
 * left alone for a while.
 */
typedef enum result
job_task(struct job *job);

/* Send a letter of the outbox. */
job_task job_mail;

/* Fetch what a page asked for (store/fetched.h). */
job_task job_fetch;

/* Verify what waits for it (store/checking.h). */
job_task job_verify;

/* Sign the head of the audit trail (store/head.h). */
job_task job_head;

/* Publish some of the items of a batch (store/batch.h). */
job_task job_batch;

/* Sweep away what is over: codes, tokens, applications never used. */
job_task job_sweep;

/* Write files of the published tree that are missing (web/published.h). */
job_task job_tree;

/* Say of records from before there were tokens who may read them with one
 * (store/holding.h). */
job_task job_holding;

#endif
