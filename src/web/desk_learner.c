/*
 * The recipient of an assertion as people think of it: a person with a
 * name.  Called by desk.c, desk_show.c and edit_act.c.
 */
#include "web/desk_learner.h"

#include "web/edit_choices.h"
#include "web/edit_start.h"

#define PLACE "/recipient"

/* What the fields say, in one word. */
static const char *
said(struct arena *mem, const char *learner, bool hides)
{
	return arena_printf(mem, "%s%s", learner ? learner : "",
			    hides ? " hide" : "");
}

static bool
hides_now(const struct desk *desk)
{
	return !str_empty(form_get(desk->form, "hide"));
}

enum result
desk_learner_set(struct desk *desk)
{
	const char *learner = form_get(desk->form, "learner");
	enum result r;

	if (str_empty(learner)) {
		desk_refuse(desk, PLACE, "Choose a learner first.");
		return OK;
	}
	r = edit_start_recipient(desk, PLACE, learner, hides_now(desk));
	if (r == INVALID)
		desk_refuse(desk, PLACE, "%s",
			    arena_strdup(desk->ctx->mem, fail_last()->text));
	else if (r == NOT_FOUND)
		desk_refuse(desk, PLACE,
			    "This learner's profile is not here "
			    "any more.");
	else
		return r;
	return OK;
}

enum result
desk_learner_take(struct desk *desk)
{
	const char *learner = form_get(desk->form, "learner");
	const char *was = form_get(desk->form, "learner was");

	if (desk->as != CLR_ASSERTION || str_empty(learner) ||
	    streq(said(desk->ctx->mem, learner, hides_now(desk)), was))
		return OK;
	return desk_learner_set(desk);
}

/* The profile chosen now: in the form, in the address, or before. */
static enum result
chosen(struct desk *desk, const char **id)
{
	struct ctx *ctx = desk->ctx;
	struct item_list held;

	*id = form_get(desk->form, "learner");
	if (str_empty(*id))
		*id = form_get(&ctx->query, "learner");
	if (!str_empty(*id) || !desk->item.id)
		return OK;
	TRY(item_holds(ctx->db, ctx->mem, desk->item.id, "recipient", &held));
	*id = held.count ? held.items[0].id : NULL;
	return OK;
}

static void
fill_option(struct ctx *ctx, struct _hdf *hdf, size_t i,
	    const struct fields_choice *choice, bool is_chosen)
{
	struct _hdf *node = web_nth(ctx, hdf, "Learner.option", i);

	render_set(node, "value", choice->value);
	render_set(node, "label", choice->label);
	render_set(node, "about", choice->about);
	render_set(node, "chosen", is_chosen ? "1" : NULL);
}

static enum result
fill_options(struct desk *desk, struct _hdf *hdf, const char *id)
{
	struct ctx *ctx = desk->ctx;
	const char *words = form_get(desk->form, "find " PLACE);
	struct fields_choices found;
	struct fields_choice one;
	bool is_listed = str_empty(id);
	struct item item;
	size_t i;

	TRY(edit_choices_find(ctx, CLR_PROFILE, words, &found));
	for (i = 0; i < found.count; i++) {
		is_listed |= streq(found.items[i].value, id);
		fill_option(ctx, hdf, i, &found.items[i],
			    streq(found.items[i].value, id));
	}
	if (found.total > (long long)found.count || !str_empty(words))
		render_set_number(hdf, "Learner.total", found.total);
	render_set(hdf, "Learner.query", words);
	if (str_empty(id) || item_get(ctx->db, ctx->mem, id, &item) != OK)
		return OK;
	one = edit_choices_one(ctx, &item);
	render_set(hdf, "Learner.is", one.label);
	if (!is_listed)
		fill_option(ctx, hdf, i, &one, true);
	return OK;
}

enum result
desk_learner_fill(struct desk *desk, struct _hdf *hdf)
{
	struct arena *mem = desk->ctx->mem;
	const json_t *recipient = desk_at(mem, desk->doc, PLACE);
	bool hides = json_is_true(json_object_get(recipient, "hashed"));
	const char *id;

	TRY(chosen(desk, &id));
	render_set(hdf, "Learner.asked", "1");
	render_set(hdf, "Learner.was", said(mem, id, hides));
	render_set(hdf, "Learner.hide", hides ? "1" : NULL);
	if (json_object_get(recipient, "identity"))
		render_set(hdf, "Learner.some", "1");
	return fill_options(desk, hdf, id);
}
