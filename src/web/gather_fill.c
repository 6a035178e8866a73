/*
 * What each step of putting a record together shows: Gather.* of
 * templates/gather.cs.  Called by gather_page.c.
 */
#include "model/edit.h"
#include "model/walk.h"
#include "web/gather.h"
#include "web/item_line.h"

/* So many profiles or achievements are found by a search. */
#define FOUND 30

/* More achievements than this are not looked at for what belongs to them. */
#define LOOKED_AT 100

static struct _hdf *
numbered(struct gather *g, struct _hdf *hdf, const char *name, size_t at)
{
	return render_node(
		hdf, arena_printf(g->ctx->mem, "Gather.%s.%zu", name, at));
}

/* Profiles to choose one from; the chosen one is always among them. */
static enum result
fill_profiles(struct gather *g, struct _hdf *hdf, const struct item *chosen,
	      const char *but)
{
	const struct item_query query = {
		.as = CLR_PROFILE,
		.text = form_text(g->form, "find"),
		.sort = ITEM_BY_NAME,
		.limit = FOUND,
	};
	struct item_list list;
	struct _hdf *node;
	size_t i, count = 0;

	TRY(item_list(g->ctx->db, g->ctx->mem, &query, &list));
	if (chosen->id) {
		node = numbered(g, hdf, "found", count++);
		item_line(g->ctx, node, chosen);
		render_set(node, "chosen", "1");
	}
	for (i = 0; i < list.count; i++)
		if (!streq(list.items[i].id, chosen->id) &&
		    !streq(list.items[i].id, but) &&
		    list.items[i].state != ITEM_REVOKED)
			item_line(g->ctx, numbered(g, hdf, "found", count++),
				  &list.items[i]);
	if (list.total > (long long)list.count)
		render_set_number(hdf, "Gather.more",
				  list.total - (long long)list.count);
	return OK;
}

/* Who published last publishes this one too, unless somebody else is
 * chosen. */
static enum result
last_publisher(struct gather *g, struct item *out)
{
	struct item_list clrs, held;
	const struct item_query query = { .as = CLR_CLR, .limit = 1 };

	TRY(item_list(g->ctx->db, g->ctx->mem, &query, &clrs));
	if (!clrs.count)
		return OK;
	TRY(item_holds(g->ctx->db, g->ctx->mem, clrs.items[0].id, "publisher",
		       &held));
	if (held.count && held.items[0].state != ITEM_REVOKED)
		*out = held.items[0];
	return OK;
}

static enum result
fill_publishers(struct gather *g, struct _hdf *hdf)
{
	struct item chosen = g->publisher;

	if (!chosen.id)
		TRY(last_publisher(g, &chosen));
	return fill_profiles(g, hdf, &chosen, NULL);
}

static void
fill_assertions(struct gather *g, struct _hdf *hdf, bool only_ticked)
{
	const char *term = NULL;
	struct _hdf *node;
	size_t i, count = 0;

	for (i = 0; i < g->assertions.count; i++) {
		const struct item *item = &g->assertions.items[i];

		if (only_ticked && !g->is_ticked[i])
			continue;
		node = numbered(g, hdf, "assertion", count++);
		item_line(g->ctx, node, item);
		if (g->is_ticked[i])
			render_set(node, "chosen", "1");
		if (!term || !streq(term, item->term))
			render_set(node, "begins", "1");
		term = item->term;
	}
	if (g->unlisted > 0)
		render_set_number(hdf, "Gather.unlisted", g->unlisted);
}

/* Add ${value} to the choices ${name} unless it is there. */
static void
add_choice(struct gather *g, struct _hdf *hdf, const char *name,
	   struct item_facets *choices, const char *value)
{
	struct _hdf *node;
	size_t i;

	for (i = 0; i < choices->count; i++)
		if (streq(choices->items[i].value, value))
			return;
	choices->items[choices->count].value = value;
	node = numbered(g, hdf, name, choices->count++);
	render_set(node, "value", value);
	if (streq(name, "kinds")) {
		render_set(node, "words",
			   walk_term_words(g->ctx->mem, LIST_ACHIEVEMENT_TYPE,
					   value));
		if (streq(value, form_text(g->form, "kind")))
			render_set(node, "selected", "1");
	} else {
		render_set(node, "words", value);
		if (streq(value, form_text(g->form, "term")))
			render_set(node, "selected", "1");
	}
}

/* Terms and kinds to filter by: those of all that the learner was awarded. */
static enum result
fill_filters(struct gather *g, struct _hdf *hdf)
{
	const struct item_query query = {
		.as = CLR_ASSERTION,
		.holds = g->learner.id,
		.property = "recipient",
		.limit = PICKED_MOST,
	};
	struct item_facets terms = { 0 }, kinds = { 0 };
	struct item_list list;
	size_t i;

	TRY(item_list(g->ctx->db, g->ctx->mem, &query, &list));
	terms.items = arena_array(g->ctx->mem, list.count,
				  sizeof(*terms.items));
	kinds.items = arena_array(g->ctx->mem, list.count,
				  sizeof(*kinds.items));
	for (i = 0; i < list.count; i++) {
		if (!str_empty(list.items[i].term))
			add_choice(g, hdf, "terms", &terms, list.items[i].term);
		if (!str_empty(list.items[i].kind))
			add_choice(g, hdf, "kinds", &kinds, list.items[i].kind);
	}
	if (!str_empty(form_text(g->form, "fresh")))
		render_set(hdf, "Gather.fresh", "1");
	render_set_number(hdf, "Gather.all", list.total);
	return OK;
}

static bool
is_in(const struct item_list *list, const char *id)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		if (streq(list->items[i].id, id))
			return true;
	return false;
}

/* What is offered as related: the list, and the achievements awarded, which
 * need no offer. */
struct offer {
	struct item_list awarded, offered;
};

/* The achievements that those awarded have an association with. */
static enum result
offer_targets(struct gather *g, struct offer *offer, const char *id)
{
	struct item_office office = web_office(g->ctx);
	struct item item, target;
	const json_t *association;
	enum result r;
	json_t *doc;
	size_t i;

	TRY(item_get(g->ctx->db, g->ctx->mem, id, &item));
	TRY(item_json(&office, &item, &doc));
	for (i = 0;
	     offer->offered.count < LOOKED_AT &&
	     (association = walk_item(doc, CLR_ACHIEVEMENT, "associations", i));
	     i++) {
		const char *to = walk_text(association, CLR_ASSOCIATION,
					   "targetId");

		r = to ? item_find(g->ctx->db, g->ctx->mem, CLR_ACHIEVEMENT, to,
				   &target)
		       : NOT_FOUND;
		if (r != OK && r != NOT_FOUND)
			return r;
		if (r == OK && target.state != ITEM_REVOKED &&
		    !is_in(&offer->awarded, target.id) &&
		    !is_in(&offer->offered, target.id))
			offer->offered.items[offer->offered.count++] = target;
	}
	return OK;
}

static enum result
find_awarded(struct gather *g, struct item_list *out)
{
	struct item_list held;
	size_t i;

	for (i = 0; i < g->assertions.count && out->count < LOOKED_AT; i++) {
		if (!g->is_ticked[i])
			continue;
		TRY(item_holds(g->ctx->db, g->ctx->mem,
			       g->assertions.items[i].id, "achievement",
			       &held));
		if (held.count && !is_in(out, held.items[0].id))
			out->items[out->count++] = held.items[0];
	}
	return OK;
}

/* What a search found, if there was one. */
static enum result
offer_found(struct gather *g, struct offer *offer)
{
	const struct item_query query = {
		.as = CLR_ACHIEVEMENT,
		.text = form_text(g->form, "find"),
		.sort = ITEM_BY_NAME,
		.limit = FOUND,
	};
	struct item_list list;
	size_t i;

	if (str_empty(query.text))
		return OK;
	TRY(item_list(g->ctx->db, g->ctx->mem, &query, &list));
	for (i = 0; i < list.count; i++)
		if (list.items[i].state != ITEM_REVOKED &&
		    !is_in(&offer->offered, list.items[i].id))
			offer->offered.items[offer->offered.count++] =
				list.items[i];
	return OK;
}

static enum result
fill_related(struct gather *g, struct _hdf *hdf)
{
	struct offer offer = { 0 };
	struct _hdf *node;
	size_t i, count = 0;

	offer.awarded.items = arena_array(g->ctx->mem, LOOKED_AT,
					  sizeof(struct item));
	offer.offered.items = arena_array(g->ctx->mem, LOOKED_AT + FOUND,
					  sizeof(struct item));
	TRY(find_awarded(g, &offer.awarded));
	for (i = 0; i < offer.awarded.count; i++)
		TRY(offer_targets(g, &offer, offer.awarded.items[i].id));
	TRY(offer_found(g, &offer));
	for (i = 0; i < g->related.count; i++) {
		node = numbered(g, hdf, "related", count++);
		item_line(g->ctx, node, &g->related.items[i]);
		render_set(node, "chosen", "1");
	}
	for (i = 0; i < offer.offered.count; i++)
		if (!is_in(&g->related, offer.offered.items[i].id))
			item_line(g->ctx, numbered(g, hdf, "related", count++),
				  &offer.offered.items[i]);
	return OK;
}

static enum result
fill_review(struct gather *g, struct _hdf *hdf)
{
	fill_assertions(g, hdf, true);
	item_line_all(g->ctx, hdf, "Gather.related", &g->related);
	return OK;
}

enum result
gather_fill(struct gather *g, struct _hdf *hdf, enum gather_step step)
{
	render_set(hdf, "Gather.find", form_text(g->form, "find"));
	render_set(hdf, "Gather.name", g->name);
	render_set_number(hdf, "Gather.count", (long long)g->ticked);
	if (g->is_partial)
		render_set(hdf, "Gather.partial", "1");
	if (g->learner.id)
		item_line(g->ctx, render_node(hdf, "Gather.learner"),
			  &g->learner);
	if (g->publisher.id)
		item_line(g->ctx, render_node(hdf, "Gather.publisher"),
			  &g->publisher);
	switch (step) {
	case GATHER_LEARNER:
		return fill_profiles(g, hdf, &g->learner, NULL);
	case GATHER_PUBLISHER:
		return fill_publishers(g, hdf);
	case GATHER_ASSERTIONS:
		fill_assertions(g, hdf, false);
		return fill_filters(g, hdf);
	case GATHER_REST:
		return fill_related(g, hdf);
	case GATHER_REVIEW:
	case GATHER__MAX:
	default:
		return fill_review(g, hdf);
	}
}
