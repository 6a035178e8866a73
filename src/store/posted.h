/*
 * Records that other systems post (CLR 1.0 §2.4): kept, replaced in place,
 * deleted again.
 */
#ifndef STORE_POSTED_H
#define STORE_POSTED_H

#include "model/import.h"
#include "store/audit.h"
#include "store/holding.h"

/* One on its way in: a CLR with an id, fit to be sent (holding_fit()) or
 * signed. */
struct posted_new {
	const struct import_item *item;
	const struct holding_reader *reader; /* who posts it */
	const char *root; /* the service root, with the slash */
};

enum posted_fate { POSTED_NEW, POSTED_REPLACED, POSTED_SAME };

struct posted {
	enum posted_fate fate;
	const char *record_id;
};

/*
 * Keep it, in one transaction: of a client and for an account there is one
 * record of an id, and a second takes its place as a whole, under the same
 * record id; one that says the same (or is the same JWS) changes nothing.
 * Told in the audit trail as ${by}'s ("record.post").
 * OK: ${out}.  FORBIDDEN: the id is somebody else's: another client's, also
 * if that deleted it, another account's, the staff's, or one below ${root},
 * which this office alone gives.
 */
enum result
posted_put(struct db *db, struct arena *mem, const struct audit_by *by,
	   const struct posted_new *new, struct posted *out) CHECKED;

/* Delete a record that a client posted: as that client, or with a token of
 * the account it is for.  Its id stays that client's.  OK.  FORBIDDEN: it is
 * the office's own, or another client's.  NOT_FOUND. */
enum result
posted_del(struct db *db, const struct audit_by *by,
	   const struct holding_reader *reader, const struct holding *h)
	CHECKED;

#endif
