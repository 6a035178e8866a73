/*
 * What state an item is in, for pages: see state.h.
 */
#include "web/state.h"

#include "base/clock.h"

void
state_fill(struct _hdf *node, const struct item *item)
{
	const char *name = item_state_name(item->state);

	if (item->state == ITEM_PUBLISHED && item->expires &&
	    item->expires <= clock_now())
		name = "expired";
	render_set(node, "state", name);
	if (item->version && item->is_changed && item->state != ITEM_REVOKED)
		render_set(node, "changed", "1");
}
