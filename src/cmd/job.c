/*
 * The job process: what must be done, but not while somebody waits.  So
 * far it gathers views and writes them once a second.
 */
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "base/log.h"
#include "cmd/serve.h"
#include "db/db.h"
#include "store/tally.h"

/* Views are seen in the office at most about this late. */
#define EVERY_MS 500

/* So often in a row collecting may fail, a second apart, before it ends. */
#define MOST_FAILURES 10

/* Until nothing is left; a failure keeps the sums for the next time. */
static enum result
gather(struct tally_sums *sums, int fd, struct db *db)
{
	bool is_empty = false;
	int failures = 0;
	enum result r;

	while (!is_empty) {
		r = tally_collect(sums, fd, db, EVERY_MS, &is_empty);
		if (r != OK)
			log_line(LOG_WARNING, "views are kept back: %s",
				 fail_last()->text);
		failures = r == OK || r == BUSY ? 0 : failures + 1;
		if (failures == MOST_FAILURES)
			return r;
		if (failures > 0)
			sleep(1);
	}
	return OK;
}

int
job_run(const struct conf *conf, int tally_fd)
{
	struct tally_sums *sums = tally_sums_new();
	auto_db db = NULL;
	enum result r;

	/* It ends when the last worker has, and not before. */
	signal(SIGTERM, SIG_IGN);
	signal(SIGINT, SIG_IGN);
	prctl(PR_SET_DUMPABLE, 0);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	r = db_open(conf->database, DB_READ_WRITE, false, &db);
	if (r == OK)
		r = gather(sums, tally_fd, db);
	if (r != OK)
		log_line(LOG_ERROR, "job: %s", fail_last()->text);
	tally_sums_free(sums);
	return r != OK;
}
