/*
 * What items still lack, for the office's list of things to do; what its
 * other lines need stands in the lists of item.h.
 */
#ifndef STORE_ITEM_GAP_H
#define STORE_ITEM_GAP_H

#include "store/item.h"

enum item_gap {
	ITEM_GAP_DESCRIPTION, /* achievements that nothing describes */
	ITEM_GAP_REQUIREMENT, /* achievements without how they are earned */
	ITEM_GAP_REFERENCE    /* achievements with an association to one that
				 should stand here and does not, or that was
				 revoked */
};

struct item_gap_query {
	enum item_gap gap;
	const char *base; /* what the ids given here begin with: an id of
			     another site is never called dead */
	long long limit;
};

/* The achievements with a gap, newest first; revoked ones have none.  A
 * description counts wherever in the document it stands. */
enum result
item_gap_list(struct db *db, struct arena *mem,
	      const struct item_gap_query *query, struct item_list *out)
	CHECKED;

#endif
