/*
 * What would be published with an item, before it is.
 */
#ifndef STORE_VERSION_DRAFTS_H
#define STORE_VERSION_DRAFTS_H

#include "store/item.h"

/*
 * The items that version_put() of ${item} would publish before it: those in
 * its draft that never were published, and those in them, each once, in the
 * order in which they are met.  OK: ${out}, with bytes.  NOT_FOUND: an item
 * in it is not there.
 */
enum result
version_drafts(struct db *db, const struct item_office *o,
	       const struct item *item, struct item_list *out) CHECKED;

#endif
