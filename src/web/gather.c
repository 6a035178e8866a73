/*
 * What was chosen for a record so far: read from the form of any step.
 * Which step comes next, and the making, are in gather_page.c; what a step
 * shows is in gather_fill.c.
 */
#include "web/gather.h"

#include <stdlib.h>
#include <string.h>

/* More assertions of one learner are not offered at once. */
#define OFFERED 500

/* A profile that was chosen; one that is gone counts as none. */
static enum result
read_profile(struct gather *g, const char *field, struct item *out)
{
	const char *id = form_text(g->form, field);
	enum result r;

	if (str_empty(id))
		return OK;
	r = picked_item(g->ctx, id, CLR_PROFILE, out);
	if (r == NOT_FOUND)
		*out = (struct item){ .id = NULL };
	return r == NOT_FOUND ? OK : r;
}

/* The first day of an assertion's term: terms stand in the order in which
 * they began, and what has no term comes last. */
struct by_term {
	struct item item;
	int64_t term_began;
};

static int
compare(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int
in_order(const void *a, const void *b)
{
	const struct by_term *x = a, *y = b;
	bool has_x = !str_empty(x->item.term), has_y = !str_empty(y->item.term);
	int order;

	if (has_x != has_y)
		return has_x ? -1 : 1;
	order = compare(x->term_began, y->term_began);
	if (order == 0)
		order = strcmp(x->item.term, y->item.term);
	if (order == 0)
		order = compare(x->item.issued_on, y->item.issued_on);
	return order ? order : strcmp(x->item.name, y->item.name);
}

static int64_t
began(const struct item_list *list, const char *term)
{
	int64_t first = INT64_MAX;
	size_t i;

	for (i = 0; i < list->count; i++)
		if (streq(list->items[i].term, term) &&
		    list->items[i].issued_on &&
		    list->items[i].issued_on < first)
			first = list->items[i].issued_on;
	return first;
}

static void
sort_by_term(struct arena *mem, struct item_list *list)
{
	struct by_term *rows = arena_array(mem, list->count, sizeof(*rows));
	size_t i;

	for (i = 0; i < list->count; i++)
		rows[i] = (struct by_term){
			.item = list->items[i],
			.term_began = str_empty(list->items[i].term)
					      ? 0
					      : began(list,
						      list->items[i].term),
		};
	qsort(rows, list->count, sizeof(*rows), in_order);
	for (i = 0; i < list->count; i++)
		list->items[i] = rows[i].item;
}

/* The learner's assertions that fit the filters; revoked ones are left
 * out. */
static enum result
read_assertions(struct gather *g)
{
	const struct item_query query = {
		.as = CLR_ASSERTION,
		.term = form_text(g->form, "term"),
		.kind = form_text(g->form, "kind"),
		.holds = g->learner.id,
		.property = "recipient",
		.not_in = str_empty(form_text(g->form, "fresh")) ? NULL : "Clr",
		.limit = OFFERED,
	};
	struct item_list *list = &g->assertions;
	size_t i, kept = 0;

	if (!g->learner.id)
		return OK;
	TRY(item_list(g->ctx->db, g->ctx->mem, &query, list));
	g->unlisted = list->total - (long long)list->count;
	for (i = 0; i < list->count; i++)
		if (list->items[i].state != ITEM_REVOKED)
			list->items[kept++] = list->items[i];
	list->count = kept;
	sort_by_term(g->ctx->mem, list);
	return OK;
}

/* All are ticked until the step was seen, for this learner; a new filter
 * begins anew. */
static enum result
read_ticks(struct gather *g)
{
	bool is_asked = streq(form_text(g->form, "ticked"), g->learner.id) &&
			!streq(form_text(g->form, "go"), "filter");
	struct picked picked;
	size_t i;

	TRY(picked_read(g->ctx, g->form, "assertion", &picked));
	g->is_ticked = arena_array(g->ctx->mem, g->assertions.count,
				   sizeof(bool));
	for (i = 0; i < g->assertions.count; i++) {
		g->is_ticked[i] = !is_asked ||
				  picked_has(&picked,
					     g->assertions.items[i].id);
		g->ticked += g->is_ticked[i];
	}
	return OK;
}

enum result
gather_read(struct ctx *ctx, const struct form *form, struct gather *g)
{
	struct picked related;

	*g = (struct gather){ .ctx = ctx, .form = form };
	TRY(read_profile(g, "learner", &g->learner));
	TRY(read_profile(g, "publisher", &g->publisher));
	TRY(read_assertions(g));
	TRY(read_ticks(g));
	TRY(picked_read(ctx, form, "related", &related));
	TRY(picked_items(ctx, &related, CLR_ACHIEVEMENT, &g->related));
	g->name = form_get(form, "name");
	if (!g->name)
		g->name = "Comprehensive Learner Record";
	g->is_partial = !str_empty(form_text(g->form, "partial"));
	return OK;
}
