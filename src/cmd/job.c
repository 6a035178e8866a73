/*
 * The job process: what takes long or must be gathered, off the way of
 * requests.  It gathers views and writes them once a second; in between it
 * does one thing of each task.  It alone reaches the network.
 */
#include "cmd/job.h"

#include <malloc.h>
#include <signal.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "cmd/sandbox.h"
#include "cmd/serve.h"
#include "db/db.h"
#include "store/sample.h"
#include "store/signer.h"
#include "store/tally.h"

/* Views are seen in the office at most about this late. */
#define EVERY_MS 500

/* So often in a row collecting may fail, a second apart, before it ends. */
#define MOST_FAILURES 10

/* A task, and how many seconds it is left alone when it failed. */
static const struct task {
	const char *name;
	job_task *run;
	int pause;
} tasks[] = {
	{ "mail", job_mail, 30 },     { "fetch", job_fetch, 30 },
	{ "verify", job_verify, 30 }, { "head", job_head, 900 },
	{ "batch", job_batch, 5 },    { "tree", job_tree, 30 },
	{ "sweep", job_sweep, 300 },  { "holding", job_holding, 30 },
};

#define TASKS (sizeof(tasks) / sizeof(tasks[0]))

/* The process, and until when each task is left alone. */
struct worker {
	struct job job;
	struct tally_sums *sums;
	int64_t resumes[TASKS];
};

/* One thing of each task. */
static void
run_tasks(struct worker *w)
{
	int64_t now = clock_now();
	enum result r;
	size_t i;

	for (i = 0; i < TASKS; i++) {
		if (now < w->resumes[i])
			continue;
		r = tasks[i].run(&w->job);
		if (r != OK && r != NOT_FOUND) {
			log_line(LOG_WARNING, "job %s: %s", tasks[i].name,
				 fail_last()->text);
			w->resumes[i] = now + tasks[i].pause;
		}
		arena_reset(w->job.mem);
		/* A rendered page or a checked record leaves megabytes. */
		if (r == OK)
			malloc_trim(0);
	}
}

/* Until nothing is left; a failure keeps the sums for the next time. */
static enum result
gather(struct worker *w, int fd)
{
	bool is_empty = false;
	int failures = 0;
	enum result r;

	while (!is_empty) {
		r = tally_collect(w->sums, fd, w->job.db, EVERY_MS, &is_empty);
		if (r != OK)
			log_line(LOG_WARNING, "views are kept back: %s",
				 fail_last()->text);
		failures = r == OK || r == BUSY ? 0 : failures + 1;
		if (failures == MOST_FAILURES)
			return r;
		if (failures > 0)
			sleep(1);
		if (!is_empty)
			run_tasks(w);
	}
	return OK;
}

/* What an office has from its set-up on, but for an older one or one whose
 * address has changed. */
static void
make_samples(const struct job *job)
{
	if (sample_make(job->db, job->conf->base_url) != OK)
		log_line(LOG_WARNING, "there are no samples: %s",
			 fail_last()->text);
}

int
job_run(const struct conf *conf, int tally_fd, int signer_fd)
{
	struct job_tree tree = { 0 };
	struct worker w = { .job = { .conf = conf, .tree = &tree } };
	enum result r;

	/* It ends when the last worker has, and not before. */
	signal(SIGTERM, SIG_IGN);
	signal(SIGINT, SIG_IGN);
	if (sandbox_job(conf) != OK)
		log_line(LOG_WARNING, "job: %s", fail_last()->text);
	w.sums = tally_sums_new();
	w.job.mem = arena_new();
	w.job.signer = signer_at(signer_fd);
	r = db_open(conf->database, DB_READ_WRITE, false, &w.job.db);
	if (r == OK)
		make_samples(&w.job);
	if (r == OK)
		r = gather(&w, tally_fd);
	if (r != OK)
		log_line(LOG_ERROR, "job: %s", fail_last()->text);
	db_close(w.job.db);
	signer_free(w.job.signer);
	arena_free(w.job.mem);
	tally_sums_free(w.sums);
	return r != OK;
}
