/*
 * The published tree: every hosted document as files, its JSON and its page
 * beside each other, in the folder public of the data directory, so that the
 * web server answers without a worker.
 *
 *	public/ims/clr/v1p0/assertions/UUID.json, .html
 *	public/.well-known/jwks.json
 *
 * A revoked document has no file: a worker answers 410.  Never a stale
 * answer: in the transaction that changes what is public its files go
 * (store/tree.h, called by hosted_put() and keyring.c); after it has committed
 * they are written, by who committed or, once a reply is out, by the worker
 * that answered because there was no file.  What a crash left between is
 * mended by published_tidy() at the next start.  With the setting
 * publish_tree off nothing is written.
 */
#ifndef WEB_PUBLISHED_H
#define WEB_PUBLISHED_H

#include "web/web.h"

/* Write the files of ${path} as the database has them now: rendered first,
 * then put in their places within a transaction that holds the database's
 * write lock and has seen that nothing changed meanwhile.  A failure is
 * logged: a worker answers then. */
void
published_put(struct app *app, struct db *db, const char *path);
void
published_put_item(struct app *app, struct db *db, const char *item_id);

/* What is wrong with the tree. */
struct published_state {
	long long files;   /* right */
	long long missing; /* not there, or half */
	long long stale;   /* there, and say something else */
	long long extra;   /* there, and nothing public */
};

/* Compare the tree with the database; with ${mend}, put it right.  OK. */
enum result
published_check(struct app *app, struct db *db, bool mend,
		struct published_state *out) CHECKED;

/* At the start: as published_check() with mend, quickly: by what the files'
 * names and the database's times say. */
void
published_tidy(struct app *app, struct db *db);

#endif
