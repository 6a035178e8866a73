/*
 * What would be published with an item: a look, nothing is changed.  The
 * publishing itself is in version.c.
 */
#include "store/version_drafts.h"

#include <string.h>

#include "base/str.h"
#include "model/assemble.h"

static bool
is_listed(const struct item_list *list, const char *id)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		if (streq(list->items[i].id, id))
			return true;
	return false;
}

/* ${list} grows by ${more}; what it had is copied. */
static void
make_room(struct arena *mem, struct item_list *list, size_t more)
{
	struct item *items = arena_array(mem, list->count + more,
					 sizeof(*items));

	if (list->count)
		memcpy(items, list->items, list->count * sizeof(*items));
	list->items = items;
}

/* The drafts that ${item} itself names, behind those of ${list}. */
static enum result
add_of(struct db *db, const struct item_office *o, const struct item *item,
       struct item_list *list)
{
	struct assemble_links links;
	struct item part;
	json_t *draft;
	size_t i;

	TRY(item_json(o, item, &draft));
	assemble_links(o->mem, item->as, draft, &links);
	make_room(o->mem, list, links.count);
	for (i = 0; i < links.count; i++) {
		if (is_listed(list, links.items[i].item))
			continue;
		TRY(item_get(db, o->mem, links.items[i].item, &part));
		if (part.version == 0)
			list->items[list->count++] = part;
	}
	return OK;
}

enum result
version_drafts(struct db *db, const struct item_office *o,
	       const struct item *item, struct item_list *out)
{
	size_t i;

	*out = (struct item_list){ 0 };
	TRY(add_of(db, o, item, out));
	for (i = 0; i < out->count; i++) {
		const struct item part = out->items[i];

		TRY(add_of(db, o, &part, out));
	}
	out->total = (long long)out->count;
	return OK;
}
