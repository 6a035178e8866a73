/*
 * What is kept of an item's document in columns and small tables.  For the
 * files of this folder; others use item.h.
 */
#ifndef STORE_ITEM_INDEX_H
#define STORE_ITEM_INDEX_H

#include "db/db.h"
#include "model/assemble.h"
#include "store/item.h"

/* Links that are no stand-ins: a value of the document names an item. */
#define ITEM_RECIPIENT "recipient" /* of an assertion: its learner */
#define ITEM_CLAIM "claim"	   /* of an endorsement: what it is of */

/* An alignment or association. */
struct item_index_part {
	const char *kind; /* 'alignment', 'association' */
	const char *words;
	const char *target;
};

struct item_index {
	const char *doc_id, *name, *about, *kind, *term, *search;
	int64_t issued_on, expires;
	struct assemble_link *links; /* those two among them */
	size_t links_count;
	struct item_index_part *parts;
	size_t parts_count;
};

/* Whose document it is. */
struct item_index_of {
	enum class_id as;
	const char *id;	  /* the item's; NULL: it is new */
	const char *kind; /* of an endorsement: the kind it has */
	const json_t *doc;
};

/* Look through a document.  OK: ${out} in the office's arena.  NOT_FOUND: a
 * stand-in names no item.  Nothing is written. */
enum result
item_index_make(struct db *db, const struct item_office *o,
		const struct item_index_of *of, struct item_index *out) CHECKED;

#endif
