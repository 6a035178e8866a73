/*
 * An item as a row, and what its changes have in common.  For the files of
 * this folder; others use item.h.
 */
#ifndef STORE_ITEM_ROW_H
#define STORE_ITEM_ROW_H

#include "db/db.h"
#include "store/item.h"

/* The columns of an item without its bytes, of the table named "i", and
 * how many they are. */
#define ITEM_ROW                                                               \
	"i.id, i.class, i.doc_id, i.state, i.version, i.is_changed,"           \
	" i.is_stale, i.revision, i.name, i.about, i.kind, i.term,"            \
	" i.issued_on, i.expires, i.errors, i.warnings, i.reason,"             \
	" i.asked_by, i.created_at, i.updated_at, i.updated_by"
#define ITEM_ROW_COLUMNS 21

/* Read those columns of the current row, the first at ${column}. */
void
item_row_read(struct db_rows *rows, int column, struct arena *mem,
	      struct item *out);

/*
 * ${doc} as it is kept: compact, members in their order, numbers as short
 * as they can be without becoming others.  In ${mem}; *${len} is its
 * length.
 */
char *
item_row_bytes(struct arena *mem, const json_t *doc, size_t *len);

/* What people call an item: "“Carpentry I”", and fully "the achievement
 * “Carpentry I”"; without a name both are "the achievement urn:…".  In
 * ${mem}. */
char *
item_row_said(struct arena *mem, const struct item *item);
char *
item_row_said_fully(struct arena *mem, const struct item *item);

/* Tell the audit trail that ${action} was done to ${item}; ${before} and
 * ${after} are digests, or NULL. */
struct item_row_change {
	const char *action;
	const char *before;
	const char *after;
	const char *reason; /* added to the words; NULL: none */
};
enum result
item_row_tell(struct db *db, const struct item_office *o,
	      const struct item *item, const struct item_row_change *change)
	CHECKED;

/* item_get(), for one who changes it: CONFLICT unless ${revision} is its
 * revision, GONE if it is revoked. */
enum result
item_row_open(struct db *db, const struct item_office *o, const char *id,
	      long long revision, struct item *out) CHECKED;

#endif
