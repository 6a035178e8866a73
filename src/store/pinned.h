/*
 * Issuers that the institution knows to be who they say they are.
 */
#ifndef STORE_PINNED_H
#define STORE_PINNED_H

#include "store/audit.h"

struct pinned {
	const char *issuer; /* the profile's own id */
	const char *name;
	const char *note; /* how one knows */
	int64_t created_at;
	const char *created_by;
};
struct pinned_list {
	struct pinned *items;
	size_t count;
};

/* By name.  One: OK, NOT_FOUND. */
enum result
pinned_list(struct db *db, struct arena *mem, struct pinned_list *out) CHECKED;
enum result
pinned_get(struct db *db, struct arena *mem, const char *issuer,
	   struct pinned *out) CHECKED;

/* Add or change, take away; told in the audit trail ("issuer.pin",
 * "issuer.unpin").  OK.  INVALID: no absolute IRI, no name.  NOT_FOUND. */
enum result
pinned_put(struct db *db, const struct audit_by *by,
	   const struct pinned *pinned) CHECKED;
enum result
pinned_del(struct db *db, const struct audit_by *by, const char *issuer)
	CHECKED;

#endif
