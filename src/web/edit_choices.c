/*
 * What can be chosen for a field.  Items are listed by name; with more than
 * a page shows, words in the field "find POINTER" narrow them.
 */
#include "web/edit_choices.h"

#include "model/edit.h"
#include "model/walk.h"

/* A claim may be about any of these. */
static const enum class_id endorsed[] = { CLR_ACHIEVEMENT, CLR_ASSERTION,
					  CLR_PROFILE, CLR_CLR };
#define ENDORSED (sizeof(endorsed) / sizeof(endorsed[0]))

struct fields_choice
edit_choices_one(struct ctx *ctx, const struct item *item)
{
	const char *class = walk_class(item->as)->label;
	const char *name = str_empty(item->name)
				   ? arena_printf(ctx->mem, "%s without a name",
						  class)
				   : item->name;

	return (struct fields_choice){
		.value = item->id,
		.label = name,
		.about = str_empty(item->about) ? NULL : item->about,
	};
}

/* Append the items of a class to ${out}, whose array has the room. */
static enum result
add_found(struct ctx *ctx, enum class_id as, const char *words, bool by_doc_id,
	  struct fields_choices *out)
{
	struct fields_choice *into =
		(struct fields_choice *)(uintptr_t)out->items + out->count;
	const struct item_query query = {
		.as = as,
		.text = words,
		.sort = ITEM_BY_NAME,
		.limit = EDIT_CHOICES_LISTED,
	};
	struct item_list list;
	size_t i;

	TRY(item_list(ctx->db, ctx->mem, &query, &list));
	for (i = 0; i < list.count; i++) {
		into[i] = edit_choices_one(ctx, &list.items[i]);
		if (by_doc_id)
			into[i].value = list.items[i].doc_id;
	}
	out->count += list.count;
	out->total += list.total;
	return OK;
}

static void
choices_init(struct ctx *ctx, const char *words, size_t classes,
	     struct fields_choices *out)
{
	*out = (struct fields_choices){
		.items = arena_array(ctx->mem, classes * EDIT_CHOICES_LISTED,
				     sizeof(struct fields_choice)),
		.query = str_empty(words) ? NULL : words,
	};
}

enum result
edit_choices_find(struct ctx *ctx, enum class_id as, const char *words,
		  struct fields_choices *out)
{
	choices_init(ctx, words, 1, out);
	return add_found(ctx, as, words, false, out);
}

/* What a claim may be about, told apart by a word before the second line. */
static enum result
find_endorsed(struct ctx *ctx, const char *words, struct fields_choices *out)
{
	size_t i, n, from;

	choices_init(ctx, words, ENDORSED, out);
	for (i = 0; i < ENDORSED; i++) {
		from = out->count;
		TRY(add_found(ctx, endorsed[i], words, true, out));
		for (n = from; n < out->count; n++) {
			struct fields_choice *c =
				(struct fields_choice *)(uintptr_t)&out
					->items[n];
			const char *class = walk_class(endorsed[i])->label;

			c->about = c->about ? arena_printf(ctx->mem, "%s, %s",
							   class, c->about)
					    : class;
		}
	}
	return OK;
}

static enum result
find(struct ctx *ctx, const struct property *property, const char *words,
     struct fields_choices *out)
{
	if (property == walk_property(CLR_ASSOCIATION, "targetId")) {
		choices_init(ctx, words, 1, out);
		return add_found(ctx, CLR_ACHIEVEMENT, words, true, out);
	}
	if (property == walk_property(CLR_ENDORSEMENT_CLAIM, "id"))
		return find_endorsed(ctx, words, out);
	if (property->flags & PICKED)
		return edit_choices_find(
			ctx,
			property->type.of == CLR_ENDORSEMENT_PROFILE
				? CLR_PROFILE
				: (enum class_id)property->type.of,
			words, out);
	*out = (struct fields_choices){ 0 };
	return OK;
}

/* A choice that cannot be read is none; the form is shown all the same. */
static void
choices(void *carrier, const struct property *property, const char *pointer,
	struct fields_choices *out)
{
	struct desk *desk = carrier;
	const char *name = arena_printf(desk->ctx->mem, "find %s", pointer);
	const char *words = form_get(desk->form, name);

	if (find(desk->ctx, property, words, out) != OK)
		*out = (struct fields_choices){ 0 };
}

/* By the item's id, or by that of its document. */
static enum result
find_item(struct ctx *ctx, const char *id, struct item *item)
{
	enum result r = item_get(ctx->db, ctx->mem, id, item);
	size_t i;

	for (i = 0; r == NOT_FOUND && i < ENDORSED; i++)
		r = item_find(ctx->db, ctx->mem, endorsed[i], id, item);
	return r;
}

static bool
one(void *carrier, const char *id, struct fields_choice *out)
{
	struct desk *desk = carrier;
	struct item item;

	if (str_empty(id) || find_item(desk->ctx, id, &item) != OK)
		return false;
	*out = edit_choices_one(desk->ctx, &item);
	out->value = arena_strdup(desk->ctx->mem, id);
	return true;
}

static const json_t *
get(void *carrier, const char *id)
{
	struct desk *desk = carrier;
	struct item_office office = web_office(desk->ctx);
	struct item item;
	json_t *doc;

	if (item_get(desk->ctx->db, desk->ctx->mem, id, &item) != OK ||
	    item_json(&office, &item, &doc) != OK)
		return NULL;
	return doc;
}

const struct fields_source *
edit_choices_source(struct desk *desk)
{
	struct fields_source *source = arena_alloc(desk->ctx->mem,
						   sizeof(*source));

	*source = (struct fields_source){
		.choices = choices,
		.item = one,
		.get = get,
		.carrier = desk,
	};
	return source;
}
