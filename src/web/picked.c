/*
 * What was ticked on a page: see picked.h.  Called by the pages that do
 * something with several items.
 */
#include "web/picked.h"

#include "base/rand.h"

bool
picked_has(const struct picked *picked, const char *id)
{
	size_t i;

	for (i = 0; i < picked->count; i++)
		if (streq(picked->ids[i], id))
			return true;
	return false;
}

enum result
picked_read(struct ctx *ctx, const struct form *form, const char *name,
	    struct picked *out)
{
	size_t i;

	*out = (struct picked){
		.ids = arena_array(ctx->mem, PICKED_MOST, sizeof(*out->ids)),
	};
	for (i = 0; i < form->count; i++) {
		const struct field *field = &form->fields[i];

		if (!streq(field->name, name) || !rand_is_id(field->value) ||
		    picked_has(out, field->value))
			continue;
		if (out->count == PICKED_MOST)
			return fail(TOO_BIG,
				    "At most %d can be chosen at once.",
				    PICKED_MOST);
		out->ids[out->count++] = field->value;
	}
	return OK;
}

enum result
picked_item(struct ctx *ctx, const char *id, enum class_id as, struct item *out)
{
	TRY(item_get(ctx->db, ctx->mem, id, out));
	if (out->as != as || out->state == ITEM_REVOKED)
		return fail(NOT_FOUND, "%s is nothing that can be chosen here.",
			    id);
	return OK;
}

enum result
picked_items(struct ctx *ctx, const struct picked *picked, enum class_id as,
	     struct item_list *out)
{
	enum result r;
	size_t i;

	*out = (struct item_list){
		.items = arena_array(ctx->mem, picked->count,
				     sizeof(*out->items)),
	};
	for (i = 0; i < picked->count; i++) {
		r = picked_item(ctx, picked->ids[i], as,
				&out->items[out->count]);
		if (r == OK)
			out->count++;
		else if (r != NOT_FOUND)
			return r;
	}
	out->total = (long long)out->count;
	return OK;
}
