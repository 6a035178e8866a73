/*
 * Long work that somebody watches: publishing and signing many items.  The
 * job process does it, a few items at a time; a page shows how far it is.
 */
#ifndef STORE_BATCH_H
#define STORE_BATCH_H

#include "store/version.h"

struct batch {
	const char *id;
	const char *kind; /* "publish" */
	const char *how;  /* version_proof_name() */
	struct audit_by by;
	int64_t created_at, done_at; /* done_at 0: not yet */
	long long total, done, failed;
};

/* One item of it. */
struct batch_item {
	const char *item_id, *name;
	enum class_id as;
	const char *state; /* "waiting", "done", "failed" */
	const char *words; /* why it failed, or "" */
};
struct batch_items {
	struct batch_item *items;
	size_t count;
};

/* Ask for ${ids}, in their order.  OK: *${id}.  INVALID: none, or over
 * BATCH_MOST. */
enum { BATCH_MOST = 20000 };
enum result
batch_put(struct db *db, const struct item_office *o, const struct batch *batch,
	  const char *const ids[], size_t count, const char **id) CHECKED;

/* How it stands; and those that failed, at most ${limit}.  OK, NOT_FOUND. */
enum result
batch_get(struct db *db, struct arena *mem, const char *id, struct batch *out)
	CHECKED;
enum result
batch_failed(struct db *db, struct arena *mem, const char *id, long long limit,
	     struct batch_items *out) CHECKED;

/* Do up to ${most} items of the oldest that is not done, each in a
 * transaction of its own, as the one who asked.  A failure is kept with its
 * sentence and the rest goes on.  OK: something was done.  NOT_FOUND:
 * nothing waits. */
enum result
batch_work(struct db *db, const struct item_office *o, int most) CHECKED;

#endif
