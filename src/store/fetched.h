/*
 * What a page needs from another server: asked for here, fetched by the
 * job process, which alone reaches the network.
 */
#ifndef STORE_FETCHED_H
#define STORE_FETCHED_H

#include "db/db.h"

enum fetched_state { FETCHED_WAITING, FETCHED_DONE, FETCHED_FAILED };

struct fetched {
	const char *id;
	const char *url;
	enum fetched_state state;
	const char *type; /* media type, or "" */
	const char *body; /* UTF-8, or NULL */
	size_t body_len;
	const char *error; /* in words, or "" */
};

/* Ask.  OK: *${id} in ${mem}.  Those a day old are swept away. */
enum result
fetched_put(struct db *db, struct arena *mem, const char *url, const char **id)
	CHECKED;

/* How it stands.  OK, NOT_FOUND. */
enum result
fetched_get(struct db *db, struct arena *mem, const char *id,
	    struct fetched *out) CHECKED;

/* The oldest that waits.  OK, NOT_FOUND.  And what came of it (its state,
 * type, body, error): OK, NOT_FOUND, INVALID (the body is no UTF-8). */
enum result
fetched_next(struct db *db, struct arena *mem, struct fetched *out) CHECKED;
enum result
fetched_done(struct db *db, const struct fetched *fetched) CHECKED;

#endif
