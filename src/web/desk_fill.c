/*
 * What a choice brings with it: an association with an achievement bears
 * its name.  A title that somebody typed is left alone.
 */
#include "web/desk_fill.h"

/* The name of the achievement with document id ${id}; NULL: none of ours. */
static enum result
name_of(struct ctx *ctx, const char *id, const char **name)
{
	struct item item;
	enum result r;

	*name = NULL;
	if (str_empty(id))
		return OK;
	r = item_find(ctx->db, ctx->mem, CLR_ACHIEVEMENT, id, &item);
	if (r == OK)
		*name = item.name;
	return r == NOT_FOUND ? OK : r;
}

static const char *
text_at(const json_t *object, const char *member)
{
	return json_string_value(json_object_get(object, member));
}

/* ${before}: the same association as it was stored. */
static enum result
fill_title(struct ctx *ctx, json_t *association, const json_t *before)
{
	const char *title = text_at(association, "title");
	const char *target = text_at(association, "targetId");
	const char *old = text_at(before, "targetId");
	const char *name, *old_name = NULL;

	TRY(name_of(ctx, target, &name));
	if (!streq(old, target))
		TRY(name_of(ctx, old, &old_name));
	if (!str_empty(name) &&
	    (str_empty(title) || (old_name && streq(title, old_name))))
		json_object_set_new(association, "title", json_string(name));
	return OK;
}

enum result
desk_fill(struct desk *desk)
{
	const json_t *before = json_object_get(desk->base, "associations");
	json_t *each;
	size_t i;

	if (desk->as != CLR_ACHIEVEMENT)
		return OK;
	json_array_foreach (json_object_get(desk->doc, "associations"), i, each)
		if (json_is_object(each))
			TRY(fill_title(desk->ctx, each,
				       json_array_get(before, i)));
	return OK;
}
