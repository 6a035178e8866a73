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
	int64_t created_at, done_at;   /* done_at 0: not yet */
	long long total, done, failed; /* of done */
};

/* One item of it. */
struct batch_item {
	const char *item_id, *name; /* name "": it has none, or is gone */
	enum class_id as;	    /* CLASS_NONE: it is gone */
	const char *state;	    /* "waiting", "done", "failed" */
	const char *words;	    /* why it failed, or "" */
};
struct batch_items {
	struct batch_item *items;
	size_t count;
};

/* Ask for ${ids}, in their order, each once, as ${batch}->kind and ->how
 * say, for o->by; told in the audit trail.  OK: *${id}.  INVALID: none, or
 * over BATCH_MOST. */
enum { BATCH_MOST = 20000 };
enum result
batch_put(struct db *db, const struct item_office *o, const struct batch *batch,
	  const char *const ids[], size_t count, const char **id) CHECKED;

/* Ask again for those of batch ${id} that failed.  OK: *${again}.  INVALID:
 * none did.  NOT_FOUND. */
enum result
batch_again(struct db *db, const struct item_office *o, const char *id,
	    const char **again) CHECKED;

/* How it stands; and those that failed, at most ${limit}.  OK, NOT_FOUND. */
enum result
batch_get(struct db *db, struct arena *mem, const char *id, struct batch *out)
	CHECKED;
enum result
batch_failed(struct db *db, struct arena *mem, const char *id, long long limit,
	     struct batch_items *out) CHECKED;

/*
 * Do up to ${most} items of the oldest that is not done, each in a
 * transaction of its own, as the one who asked.  A failure is kept with its
 * sentence and the rest goes on.  Processes that do so at the same time do
 * each item once.  OK: something was done.  NOT_FOUND: nothing waits.
 * BUSY: the database or the signer, so later.
 */
enum result
batch_work(struct db *db, const struct item_office *o, int most) CHECKED;

#endif
