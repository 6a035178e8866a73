/*
 * How achievements of the office are associated, as a picture and in words.
 */
#ifndef WEB_ITEM_PATHWAY_H
#define WEB_ITEM_PATHWAY_H

#include "web/web.h"

/* Fill ${node} (see page/pathway.h) with the associations of achievement
 * ${item}, those others have with it, and those of these.  ${node} stays
 * empty if there is none. */
enum result
item_pathway(struct ctx *ctx, struct _hdf *node, const struct item *item)
	CHECKED;

/* Fill ${node} (see page/pathway_group.h) with the associations of the
 * achievements that ${parts} name, a picture for each group. */
enum result
item_pathway_of(struct ctx *ctx, struct _hdf *node,
		const struct item_parts *parts) CHECKED;

#endif
