/*
 * The job process's task of writing files of the published tree that are
 * missing, so that no reader has to ask a worker first.  What it looks for
 * is what changed lately; all of it once after the start.
 */
#include <string.h>

#include "base/clock.h"
#include "cmd/job.h"
#include "store/store.h"
#include "store/tree.h"
#include "web/published.h"

/* Most documents looked at, and written, in one call. */
enum { MOST_SEEN = 5000, MOST_WRITTEN = 100 };

/* A change is seen at the latest so many seconds after it said it was. */
#define LATENESS 60

/* One call. */
struct turn {
	struct job *job;
	struct app app;
	bool is_open; /* opened only when there is something to write */
	int written;
};

/* Pages that are not right for ever have no file: only the first look at
 * all of them counts a page as missing. */
static bool
is_missing(const struct turn *t, const char *path)
{
	const struct conf *conf = t->job->conf;

	if (!tree_has(conf->public_dir, path, TREE_JSON))
		return true;
	return !t->job->tree->is_through && !streq(path, HOSTED_JWKS_PATH) &&
	       !tree_has(conf->public_dir, path, TREE_HTML);
}

static enum result
put(struct turn *t, const char *path)
{
	enum result r;

	if (!t->is_open)
		TRY(web_open(&t->app, t->job->conf, -1, -1));
	t->is_open = true;
	t->written++;
	r = published_try(&t->app, t->job->db, path);
	arena_reset(t->app.mem);
	/* Whoever changed it meanwhile is seen next time. */
	return r == CONFLICT || r == NOT_FOUND ? OK : r;
}

static enum result
visit(void *data, const char *path)
{
	struct turn *t = data;

	return is_missing(t, path) ? put(t, path) : OK;
}

/* Those that come next; NOT_FOUND: there are no more. */
static enum result
put_items(struct turn *t)
{
	struct job *job = t->job;
	const char *path;
	int seen;

	for (seen = 0; seen < MOST_SEEN && t->written < MOST_WRITTEN; seen++) {
		TRY(hosted_since(job->db, job->mem, &job->tree->at, &path));
		if (is_missing(t, path))
			TRY(put(t, path));
	}
	return OK;
}

/* Until nothing is left; then what changed within the last minute is looked
 * at again as soon as anybody has committed.  Keys and lists are few. */
static enum result
run(struct turn *t)
{
	struct job_tree *at = t->job->tree;
	uint64_t stamp = 0;
	bool is_known = store_stamp(t->job->db, &stamp);
	const char *root;
	enum result r;

	if (is_known && at->is_through && stamp == at->stamp)
		return NOT_FOUND;
	r = put_items(t);
	if (r != NOT_FOUND)
		return r;
	root = hosted_root(t->job->mem, t->job->conf->base_url);
	TRY(hosted_each_trust(t->job->db, root, visit, t));
	at->is_through = true;
	at->stamp = stamp;
	at->at.changed_at = clock_now() - LATENESS;
	at->at.path[0] = '\0';
	return t->written > 0 ? OK : NOT_FOUND;
}

enum result
job_tree(struct job *job)
{
	struct turn t = { .job = job };
	enum result r;

	if (!job->conf->publish_tree)
		return NOT_FOUND;
	r = run(&t);
	if (t.is_open)
		web_close(&t.app);
	return r;
}
