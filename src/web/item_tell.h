/*
 * What is told around an item: what must be mended, what holds it.
 */
#ifndef WEB_ITEM_TELL_H
#define WEB_ITEM_TELL_H

#include "web/web.h"

/* Item.problem.N: .words .where .href (of the field in its form) .error;
 * Item.errors and .warnings, how many.  OK, BUSY, INTERNAL. */
enum result
item_tell_problems(struct ctx *ctx, struct _hdf *hdf, const struct item *item)
	CHECKED;

/*
 * Holders.N, one a class of items that hold this one: .label (singular or
 * plural) .total .item.M (.href .name .about); .all, the list of them, where
 * not all are named.
 * OK, BUSY, INTERNAL.
 */
enum result
item_tell_holders(struct ctx *ctx, struct _hdf *hdf, const struct item *item)
	CHECKED;

#endif
