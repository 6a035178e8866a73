/*
 * Issuers that the institution knows to be who they say they are.
 */
#ifndef STORE_PINNED_H
#define STORE_PINNED_H

#include "store/audit.h"

/* The most characters of a name, of how one knows, and bytes of an id. */
enum { PINNED_NAME = 200, PINNED_NOTE = 500, PINNED_ISSUER = 2000 };

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

/*
 * Add or change; told in the audit trail ("issuer.pin"), in one transaction.
 * When and who is taken from now and ${by}.  OK.  INVALID, with a sentence
 * for the field: pinned_check().
 */
enum result
pinned_put(struct db *db, const struct audit_by *by,
	   const struct pinned *pinned) CHECKED;

/* Which member cannot be kept, and, by fail(), why: no absolute IRI; no name,
 * no note, longer than above, more than a line.  PINNED_FINE: none. */
enum pinned_member {
	PINNED_FINE,
	PINNED_BAD_ISSUER,
	PINNED_BAD_NAME,
	PINNED_BAD_NOTE
};
enum pinned_member
pinned_check(const struct pinned *pinned);

/* Take away ("issuer.unpin").  OK, NOT_FOUND. */
enum result
pinned_del(struct db *db, const struct audit_by *by, const char *issuer)
	CHECKED;

#endif
