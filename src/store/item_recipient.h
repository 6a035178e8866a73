/*
 * Whom an assertion's recipient names.  For the files of this folder.
 */
#ifndef STORE_ITEM_RECIPIENT_H
#define STORE_ITEM_RECIPIENT_H

#include "store/item_index.h"

/*
 * The profile that the recipient of assertion ${of} names: by its document
 * id, e-mail address, numbers; of a hash, whether it is that of the profile
 * the office says, or of the one it named before.  OK: ${out}, of which id,
 * name and doc_id are set; its id NULL if none is found, and then its name
 * what the recipient says in the clear, or "".
 */
enum result
item_recipient_find(struct db *db, const struct item_office *o,
		    const struct item_index_of *of, struct item *out) CHECKED;

/* Keep what a recipient may name ${of} by, if it is a profile. */
enum result
item_recipient_put(struct db *db, const struct item_index_of *of) CHECKED;

#endif
