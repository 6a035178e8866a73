/*
 * An item's line in a list, the same on every page.
 */
#ifndef WEB_ITEM_LINE_H
#define WEB_ITEM_LINE_H

#include "web/web.h"

/*
 * Fill ${node} with .id .href .name .about .kind (in words; of profiles and
 * endorsements .kind_of, a word of Lang.build.kinds) .term .state .changed
 * .stale .errors .warnings .by and the times .issued .expires .updated.
 */
void
item_line(struct ctx *ctx, struct _hdf *node, const struct item *item);

/* The same for all of ${list}, as ${node}.${name}.N. */
void
item_line_all(struct ctx *ctx, struct _hdf *node, const char *name,
	      const struct item_list *list);

#endif
