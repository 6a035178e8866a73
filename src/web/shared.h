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

/* Does this worker's memory have the answer of the link ${id} to ${record},
 * of which sha256 and is_revoked are known?  The caller knows that the link
 * works. */
bool
shared_known(struct ctx *ctx, enum shared_form form, const char *id,
	     const struct record *record, struct shared *out);

/* The answer of ${link}, just opened: from memory, from the tree, or made
 * and kept in both.  OK, GONE, BUSY, INTERNAL. */
enum result
shared_get(struct ctx *ctx, enum shared_form form, struct share_opened *link,
	   struct shared *out) CHECKED;

/* Make the page of the new link ${id} and keep it in the tree, so that its
 * first reader does not wait.  That it failed is logged, and harmless. */
void
shared_prepare(struct app *app, struct db *db, const char *id);

/* Take the pages of the link ${id} from the tree: before a withdrawal, so
 * that none outlives it, and after, for one kept meanwhile. */
void
shared_drop(struct shelf *shelf, struct arena *mem, const char *id);

/* Take the pages of links that work no more from the tree, and what a crash
 * left there.  Called before serving; a failure is logged. */
void
shared_tidy(const struct conf *conf, struct db *db);

#endif
