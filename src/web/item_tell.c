/*
 * What is told around an item, on its page and before it is deleted.
 */
#include "web/item_tell.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/uri.h"
#include "model/edit.h"
#include "model/walk.h"

/* Problems shown, and holders of a class named. */
#define PROBLEMS_MAX 100
#define NAMED 5

/* "Results 2 › Value" for "/results/1/value": labels of the table, as far as
 * it goes. */
static const char *
where_of(struct arena *mem, enum class_id as, const char *pointer)
{
	const char *end = pointer;
	const struct property *p;
	struct str out;

	str_init(&out, mem);
	while (*end == '/') {
		const char *step = end + 1;

		end = step + strcspn(step, "/");
		if (isdigit((unsigned char)*step)) {
			str_addf(&out, " %lu", strtoul(step, NULL, 10) + 1);
			continue;
		}
		p = edit_place(
			as,
			arena_strndup(mem, pointer, (size_t)(end - pointer)),
			NULL);
		if (!p)
			break;
		str_addf(&out, "%s%s", out.len ? " › " : "", p->label);
	}
	return out.s;
}

static void
fill_problem(struct ctx *ctx, struct _hdf *hdf, const struct item *item,
	     const struct problem *problem, size_t i)
{
	struct _hdf *node = web_nth(ctx, hdf, "Item.problem", i);
	const char *home = web_item_path(ctx, item->as, item->id);

	render_set(node, "words", problem->words);
	render_set(node, "where",
		   where_of(ctx->mem, item->as, problem->pointer));
	if (problem->severity == PROBLEM_ERROR)
		render_set(node, "error", "1");
	render_set(node, "href",
		   arena_printf(ctx->mem, "%s/edit?open=%s#main", home,
				uri_encode(ctx->mem, problem->pointer)));
}

enum result
item_tell_problems(struct ctx *ctx, struct _hdf *hdf, const struct item *item)
{
	struct item_office office = web_office(ctx);
	struct problems problems;
	json_t *doc;
	enum result r;
	size_t i;

	if (item->state == ITEM_REVOKED)
		return OK;
	problems_init(&problems, ctx->mem, PROBLEMS_MAX);
	TRY(item_json(&office, item, &doc));
	r = item_check(ctx->db, &office, item->as, doc, &problems);
	if (r == INVALID || r == NOT_FOUND || r == TOO_BIG)
		problems_add(&problems, PROBLEM_ERROR, "", "", "%s",
			     fail_last()->text);
	else if (r != OK)
		return r;
	for (i = 0; i < problems.count; i++)
		fill_problem(ctx, hdf, item, &problems.items[i], i);
	if (problems.errors)
		render_set_number(hdf, "Item.errors", (int64_t)problems.errors);
	if (problems.warnings)
		render_set_number(hdf, "Item.warnings",
				  (int64_t)problems.warnings);
	return OK;
}

/* The parameter with which the list of ${holders} shows those of an item;
 * NULL: it has none. */
static const char *
list_param(enum class_id holders, enum class_id of)
{
	if (holders == CLR_ASSERTION && of == CLR_ACHIEVEMENT)
		return "achievement";
	if (holders == CLR_CLR && of == CLR_ASSERTION)
		return "assertion";
	if (of != CLR_PROFILE)
		return NULL;
	if (holders == CLR_ACHIEVEMENT || holders == CLR_ENDORSEMENT)
		return "issuer";
	return holders == CLR_ASSERTION ? "learner" : NULL;
}

/* One class of holders; nothing if there are none. */
static enum result
fill_class(struct ctx *ctx, struct _hdf *hdf, const struct item *item,
	   enum class_id as)
{
	const struct item_query query = {
		.as = as,
		.holds = item->id,
		.limit = NAMED,
	};
	const struct class *class = walk_class(as);
	struct item_list list;
	struct _hdf *node, *one;
	size_t i;

	TRY(item_list(ctx->db, ctx->mem, &query, &list));
	if (!list.total)
		return OK;
	render_set(hdf, "Holders", "1");
	node = render_node(hdf, arena_printf(ctx->mem, "Holders.%d", (int)as));
	render_set(node, "label",
		   list.total == 1 ? class->label : class->plural);
	render_set_number(node, "total", list.total);
	if (list.total > (long long)list.count && list_param(as, item->as))
		render_set(node, "all",
			   web_path(ctx, "/%s?%s=%s", web_folder(as),
				    list_param(as, item->as), item->id));
	for (i = 0; i < list.count; i++) {
		const struct item *holder = &list.items[i];

		one = web_nth(ctx, node, "item", i);
		render_set(one, "href", web_item_path(ctx, as, holder->id));
		render_set(one, "name", holder->name);
		render_set(one, "about", holder->about);
	}
	return OK;
}

enum result
item_tell_holders(struct ctx *ctx, struct _hdf *hdf, const struct item *item)
{
	static const enum class_id classes[] = { CLR_CLR, CLR_ASSERTION,
						 CLR_ACHIEVEMENT, CLR_PROFILE,
						 CLR_ENDORSEMENT };
	size_t i;

	for (i = 0; i < sizeof(classes) / sizeof(classes[0]); i++)
		TRY(fill_class(ctx, hdf, item, classes[i]));
	return OK;
}
