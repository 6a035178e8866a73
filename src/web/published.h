/*
 * The published tree: every hosted document as files, its JSON and its page
 * beside each other, in the folder of the setting public_dir, so that the web
 * server answers without a worker.
 *
 *	public/ims/clr/v1p0/assertions/UUID.json, .html
 *	public/.well-known/jwks.json
 *
 * A revoked document has no file: a worker answers 410.  Nor has a page that
 * is right only until a moment to come (something on it expires then).
 *
 * Never a stale answer: in the transaction that changes what is public its
 * files go (store/tree.h, called by hosted_put() and keyring.c); after it has
 * committed they are written, by the job process (cmd/job_tree.c) or, once a
 * reply is out, by the worker that answered because there was no file.  What
 * a crash left between is mended by published_tidy() at the next start.  With
 * the setting publish_tree off nothing is written.
 */
#ifndef WEB_PUBLISHED_H
#define WEB_PUBLISHED_H

#include "web/hosted_page.h"

/* The forms of a document, made. */
struct published {
	struct hosted doc;
	const char *mark; /* hosted_mark() of what they were made of */
	struct str page;
	bool has_page; /* there is one, and it is right for ever */
};

/* Make the forms of ${path} in app->mem.  OK, NOT_FOUND, BUSY, INTERNAL. */
enum result
published_make(struct app *app, struct db *db, const char *path,
	       enum hosted_page_at at, struct published *out) CHECKED;

/* Write the files of ${path} as the database ${db}, open to write, has them
 * now: rendered first, then put in their places within a transaction that
 * holds the database's write lock and has seen that nothing changed
 * meanwhile.  OK, also when there is nothing to write; CONFLICT: it did
 * change; NOT_FOUND, BUSY, INTERNAL. */
enum result
published_try(struct app *app, struct db *db, const char *path) CHECKED;

/* The same if the setting publish_tree is on.  A failure is logged, the first
 * of several in a row: a worker answers then. */
void
published_put(struct app *app, struct db *db, const char *path);

/* A worker answered ${path}; if it has no file (${page}: no page either),
 * published_after() writes them.  That is called when the reply is out. */
void
published_note(struct app *app, const char *path, bool page);
void
published_after(struct app *app);

/* What is wrong with the tree. */
struct published_state {
	long long files;   /* right */
	long long missing; /* not there, or half */
	long long stale;   /* there, and say something else */
	long long extra;   /* there, and nothing public */
};

/* Compare the tree with the database, byte for byte; with ${mend}, put it
 * right.  OK; INTERNAL: it cannot be read, or something stays. */
enum result
published_check(struct app *app, struct db *db, bool mend,
		struct published_state *out) CHECKED;

/* At the start: take away what a crash left, quickly, by what the files'
 * names and the database's times say; pages made by another version of the
 * program go, too.  With the setting publish_tree off all files go.  A
 * failure is logged. */
void
published_tidy(struct app *app, struct db *db);

#endif
