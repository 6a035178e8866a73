/*
 * Writing out, for the files of this folder; others use item.h.
 */
#ifndef STORE_ITEM_WHOLE_H
#define STORE_ITEM_WHOLE_H

#include "db/db.h"
#include "store/item.h"

/* An item's document as it stands in others, with its stand-ins: the
 * version in force, or the draft; a revoked one says so.  OK: *${doc} until
 * the arena's end; NOT_FOUND. */
enum result
item_whole_standing(struct db *db, const struct item_office *o, const char *id,
		    json_t **doc) CHECKED;

/* A draft that is not saved, or not yet. */
struct item_whole_draft {
	enum class_id as;
	const char *id; /* of its item, so that it is not found within
			   itself; NULL: new */
	const json_t *doc;
};

/* item_whole_of() of it. */
enum result
item_whole_draft(struct db *db, const struct item_office *o,
		 const struct item_whole_draft *draft, bool is_root,
		 json_t **doc) CHECKED;

/* item_check() of it; ${others} (may be NULL): how many errors and
 * warnings, by enum severity, are those of items in it. */
enum result
item_whole_check(struct db *db, const struct item_office *o,
		 const struct item_whole_draft *draft, struct problems *out,
		 size_t others[2]) CHECKED;

#endif
