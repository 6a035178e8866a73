/*
 * What a shareable link answers: made when the link is, kept in the tree
 * (store/shelf.h) for all workers and in the memory of each (web/cache.h).
 */
#ifndef WEB_SHARED_H
#define WEB_SHARED_H

#include "store/share.h"
#include "store/shelf.h"
#include "web/web.h"

/* The page in its two densities, and the document. */
enum shared_form { SHARED_RECORD, SHARED_SUMMARY, SHARED_JSON, SHARED__MAX };

/* How long an ETag of ours is, quotes included. */
#define SHARED_ETAG 18

/* An answer; its bytes live until the next call of this file. */
struct shared {
	char etag[SHARED_ETAG + 1];
	const char *bytes;
	size_t len;
};

/* What the answers of a link depend on. */
struct shared_state {
	char sha256[65]; /* of the record */
	bool is_revoked;
	int64_t withdrawals; /* so far: what was checked then may not hold */
	int64_t checked_at;  /* by the job process; 0: it was not */
};

/* That of ${link}, just opened.  OK, BUSY, INTERNAL. */
enum result
shared_state(struct ctx *ctx, const struct share_opened *link,
	     struct shared_state *out) CHECKED;

/* Does this worker's memory have the answer of the link ${id} in ${state}?
 * The caller knows that the link works, and stands so. */
bool
shared_known(struct ctx *ctx, enum shared_form form, const char *id,
	     const struct shared_state *state, struct shared *out);

/* The answer of ${link}, just opened, in ${state}: from memory, from the tree,
 * or made and kept in both.  OK, GONE, BUSY, INTERNAL. */
enum result
shared_get(struct ctx *ctx, enum shared_form form, struct share_opened *link,
	   const struct shared_state *state, struct shared *out) CHECKED;

/* Make the page of the new link ${id} and keep it in the tree, so that its
 * first reader does not wait.  That it failed is logged, and harmless. */
void
shared_prepare(struct app *app, struct db *db, const char *id);

/* The record ${record_id} was checked: the pages of its links that are in the
 * tree say what was known before, and are made anew, so that no reader has
 * to wait for them.  That it failed is logged, and harmless. */
void
shared_renew(const struct conf *conf, struct db *db, const char *record_id);

/* Take the pages of the link ${id} from the tree: before a withdrawal, so
 * that none outlives it, and after, for one kept meanwhile. */
void
shared_drop(struct shelf *shelf, struct arena *mem, const char *id);

/* Take the pages of links that work no more from the tree, and what a crash
 * left there.  Called before serving; a failure is logged. */
void
shared_tidy(const struct conf *conf, struct db *db);

#endif
