/*
 * What is left to do: one table of what may be unfinished or unhealthy, each
 * row a question to the store and the place where it is mended.  Called by
 * build_page.c.
 */
#include "web/build_todo.h"

#include <string.h>

#include "store/item_gap.h"

/* How many are named on the home page, and at most on a page of their own,
 * of one class. */
enum { NAMED = 3, LISTED = 100 };

/* A row asks either for items in a state, of one class or of all, or for
 * achievements with a gap. */
struct todo {
	const char *slug;
	const char *state; /* as in struct item_query; NULL: a gap */
	size_t total;	   /* of it, in struct item_totals */
	enum item_gap gap;
	enum class_id as;  /* CLASS_NONE: all */
	const char *place; /* of the item's page: where it is mended */
	enum right needs;
};

/* The most urgent first. */
/* clang-format off */
#define TOTAL(member) offsetof(struct item_totals, member)
static const struct todo todos[] = {
	{ "stale", "stale", TOTAL(stale), 0, CLASS_NONE, "/publish", RIGHT_READ },
	{ "errors", "errors", TOTAL(errors), 0, CLASS_NONE, "/edit", RIGHT_READ },
	{ "review", "review", TOTAL(in_review), 0, CLASS_NONE, "/publish", RIGHT_REVIEW },
	{ "expiring", "expiring", TOTAL(expiring), 0, CLR_ASSERTION, "", RIGHT_READ },
	{ "changed", "changed", TOTAL(changed), 0, CLASS_NONE, "/publish", RIGHT_READ },
	{ "dead", NULL, 0, ITEM_GAP_REFERENCE, 0, "/edit", RIGHT_READ },
	{ "requirement", NULL, 0, ITEM_GAP_REQUIREMENT, 0, "/edit", RIGHT_READ },
	{ "description", NULL, 0, ITEM_GAP_DESCRIPTION, 0, "/edit", RIGHT_READ },
};
/* clang-format on */

static const enum class_id classes[] = {
	CLR_CLR, CLR_ASSERTION, CLR_ACHIEVEMENT, CLR_PROFILE, CLR_ENDORSEMENT,
};
#define CLASSES (sizeof(classes) / sizeof(classes[0]))

/* One row being filled. */
struct line {
	struct ctx *ctx;
	const struct todo *todo;
	struct _hdf *node; /* NULL until the first item is there */
	const char *name;  /* of the node to be */
	long long total;
	size_t count, most;
};

static void
add_item(struct line *line, const struct item *item)
{
	struct ctx *ctx = line->ctx;
	struct _hdf *node;

	if (line->count == line->most)
		return;
	node = render_node(line->node,
			   arena_printf(ctx->mem, "item.%zu", line->count++));
	render_set(node, "name", item->name);
	render_set(node, "about", item->about);
	render_set(node, "what", web_folder(item->as));
	render_set(node, "href",
		   arena_printf(ctx->mem, "%s%s",
				web_item_path(ctx, item->as, item->id),
				line->todo->place));
}

static void
add_list(struct line *line, struct _hdf *hdf, const struct item_list *list)
{
	size_t i;

	if (!list->total)
		return;
	if (!line->node)
		line->node = render_node(hdf, line->name);
	line->total += list->total;
	for (i = 0; i < list->count; i++)
		add_item(line, &list->items[i]);
}

static enum result
add_gap(struct line *line, struct _hdf *hdf)
{
	struct ctx *ctx = line->ctx;
	const struct item_gap_query query = {
		.gap = line->todo->gap,
		.base = ctx->app->conf->base_url,
		.limit = (long long)line->most,
	};
	struct item_list list;

	TRY(item_gap_list(ctx->db, ctx->mem, &query, &list));
	add_list(line, hdf, &list);
	return OK;
}

static enum result
add_class(struct line *line, struct _hdf *hdf, enum class_id as)
{
	struct ctx *ctx = line->ctx;
	const struct item_query query = {
		.as = as,
		.state = line->todo->state,
		.limit = (long long)line->most,
	};
	struct item_list list;

	if (line->todo->as != CLASS_NONE && line->todo->as != as)
		return OK;
	TRY(item_list(ctx->db, ctx->mem, &query, &list));
	add_list(line, hdf, &list);
	return OK;
}

static enum result
fill(struct line *line, struct _hdf *hdf)
{
	const char *slug = line->todo->slug;
	struct ctx *ctx = line->ctx;
	size_t i;

	if (!line->todo->state)
		TRY(add_gap(line, hdf));
	for (i = 0; line->todo->state && i < CLASSES; i++)
		TRY(add_class(line, hdf, classes[i]));
	if (!line->node)
		return OK;
	render_set(line->node, "slug", slug);
	render_set_number(line->node, "total", line->total);
	render_set(line->node, "all", web_path(ctx, "/build?todo=%s", slug));
	if (line->total > (long long)line->count)
		render_set_number(line->node, "more",
				  line->total - (long long)line->count);
	return OK;
}

/* Is there any of it, as far as the totals know? */
static bool
is_any(const struct todo *todo, const struct item_totals *totals)
{
	const char *from = (const char *)totals + todo->total;
	long long total;

	if (!todo->state)
		return true;
	memcpy(&total, from, sizeof(total));
	return total > 0;
}

enum result
build_todo(struct ctx *ctx, struct _hdf *hdf, const struct item_totals *totals,
	   const char *only)
{
	bool is_known = !only;
	size_t i, count = 0;

	for (i = 0; i < sizeof(todos) / sizeof(todos[0]); i++) {
		struct line line = {
			.ctx = ctx,
			.todo = &todos[i],
			.name = arena_printf(ctx->mem, "Build.todo.%zu", count),
			.most = only ? LISTED : NAMED,
		};

		if (only && !streq(only, todos[i].slug))
			continue;
		is_known = true;
		if (!web_may(ctx, todos[i].needs) || !is_any(&todos[i], totals))
			continue;
		TRY(fill(&line, hdf));
		count += line.node != NULL;
	}
	if (!is_known)
		return fail(NOT_FOUND,
			    "There is no list of things to do "
			    "called %s.",
			    only);
	return OK;
}
