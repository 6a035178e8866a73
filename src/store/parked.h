/*
 * What somebody typed, kept while something else comes first: making the
 * profile that a field needs, or signing in again.
 */
#ifndef STORE_PARKED_H
#define STORE_PARKED_H

#include "db/db.h"

struct parked {
	const char *id;
	const char *path; /* of the page the form belongs to */
	const char *form; /* its fields, urlencoded as a form is sent, without
			     the token */
};

/* Keep for the browser with cookie value ${owner}; those older than a week
 * are swept away.  OK: *${id} in ${mem}. */
enum result
parked_put(struct db *db, struct arena *mem, const char *owner,
	   const struct parked *parked, const char **id) CHECKED;

/* OK.  NOT_FOUND: none, or another browser's. */
enum result
parked_get(struct db *db, struct arena *mem, const char *owner, const char *id,
	   struct parked *out) CHECKED;

#endif
