/*
 * An item's line in a list: see item_line.h.  Called by the Builder's home,
 * lists, and wizards.
 */
#include "web/item_line.h"

#include "model/walk.h"
#include "web/state.h"

static void
set_kind(struct ctx *ctx, struct _hdf *node, const struct item *item)
{
	if (str_empty(item->kind))
		return;
	if (item->as == CLR_ACHIEVEMENT || item->as == CLR_ASSERTION)
		render_set(node, "kind",
			   walk_term_words(ctx->mem, LIST_ACHIEVEMENT_TYPE,
					   item->kind));
	else
		render_set(node, "kind_of", item->kind);
}

void
item_line(struct ctx *ctx, struct _hdf *node, const struct item *item)
{
	render_set(node, "id", item->id);
	render_set(node, "href", web_item_path(ctx, item->as, item->id));
	render_set(node, "name", item->name);
	render_set(node, "about", item->about);
	render_set(node, "term", item->term);
	render_set(node, "by", item->updated_by);
	set_kind(ctx, node, item);
	state_fill(node, item);
	if (item->is_stale)
		render_set(node, "stale", "1");
	render_set_number(node, "errors", item->errors);
	render_set_number(node, "warnings", item->warnings);
	web_set_time(ctx, node, "issued", item->issued_on);
	web_set_time(ctx, node, "expires", item->expires);
	web_set_time(ctx, node, "updated", item->updated_at);
}

void
item_line_all(struct ctx *ctx, struct _hdf *node, const char *name,
	      const struct item_list *list)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		item_line(ctx,
			  render_node(node, arena_printf(ctx->mem, "%s.%zu",
							 name, i)),
			  &list->items[i]);
}
