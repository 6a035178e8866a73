/*
 * Which item stands in which, and what is said of it there.  For the files
 * of this folder; others use item.h.
 */
#ifndef STORE_ITEM_LINK_H
#define STORE_ITEM_LINK_H

#include "store/item_index.h"

/* Write its links, identities and parts in place of those item ${of->id}
 * had. */
enum result
item_link_put(struct db *db, const struct item_office *o,
	      const struct item_index_of *of, const struct item_index *index)
	CHECKED;

/* Forget them. */
enum result
item_link_del(struct db *db, const struct item_office *o,
	      const struct item_index_of *of) CHECKED;

/* Bring up to date what the items that hold ${id} say of it, after its name
 * or kind changed, and so on with those that hold them. */
enum result
item_link_spread(struct db *db, const struct item_office *o, const char *id)
	CHECKED;

/* Look through the stored document of item ${id} again. */
enum result
item_link_again(struct db *db, const struct item_office *o, const char *id)
	CHECKED;

#endif
