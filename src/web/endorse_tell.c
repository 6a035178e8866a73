/*
 * How far an endorsement is: see endorse_tell.h.  Called by item_page.c;
 * what the form sends is taken by endorse_page.c.
 */
#include "web/endorse_tell.h"

#include "web/guard.h"

void
endorse_tell(struct ctx *ctx, struct _hdf *hdf, const struct item *item)
{
	if (item->as != CLR_ENDORSEMENT || str_empty(item->kind) ||
	    streq(item->kind, "given"))
		return;
	render_set(hdf, "Endorse.kind", item->kind);
	render_set(hdf, "Endorse.reason", item->reason);
	if (!streq(item->kind, "received") || !web_may(ctx, RIGHT_EDIT))
		return;
	render_set(hdf, "Endorse.action",
		   arena_printf(ctx->mem, "%s/decide",
				web_item_path(ctx, item->as, item->id)));
	render_set(hdf, "Endorse.token", guard_token(ctx));
}
