/*
 * The Builder's home (CLR 1.0 fact sheet §9.1 BLD-1, BLD-2, BLD-3): what
 * there is, the four steps to a first record, what is left to do.
 */
#include "web/build_todo.h"
#include "web/item_line.h"
#include "web/pages.h"

/* So many of the newest stand in a box. */
#define NEWEST 3

/* A box: a class, and where a new one is begun. */
struct box {
	enum class_id as;
	const char *making;
	enum right needs;
};

static const struct box boxes[] = {
	{ CLR_PROFILE, "/profiles/new", RIGHT_EDIT },
	{ CLR_ACHIEVEMENT, "/achievements/new", RIGHT_EDIT },
	{ CLR_ASSERTION, "/award", RIGHT_AWARD },
	{ CLR_CLR, "/gather", RIGHT_AWARD },
};
#define BOXES (sizeof(boxes) / sizeof(boxes[0]))

static enum result
fill_box(struct ctx *ctx, struct _hdf *node, const struct box *box)
{
	const struct item_query query = { .as = box->as, .limit = NEWEST };
	struct item_list list;

	TRY(item_list(ctx->db, ctx->mem, &query, &list));
	render_set(node, "slug", web_folder(box->as));
	render_set(node, "all", web_path(ctx, "/%s", web_folder(box->as)));
	render_set_number(node, "total", list.total);
	if (web_may(ctx, box->needs))
		render_set(node, "new", web_path(ctx, "%s", box->making));
	item_line_all(ctx, node, "item", &list);
	return OK;
}

static void
fill_totals(struct ctx *ctx, struct _hdf *hdf, const struct item_totals *totals)
{
	const struct {
		const char *slug;
		long long total;
	} rows[] = {
		{ "alignments", totals->alignments },
		{ "associations", totals->associations },
		{ "endorsements", totals->of[CLR_ENDORSEMENT] },
	};
	struct _hdf *node;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		node = web_nth(ctx, hdf, "Build.also", i);
		render_set(node, "slug", rows[i].slug);
		render_set(node, "all", web_path(ctx, "/%s", rows[i].slug));
		render_set_number(node, "total", rows[i].total);
	}
}

/* The four steps: what each is called in Lang.build.steps, whether it is
 * done, where it is done, and who may. */
struct step {
	const char *slug;
	bool is_done;
	const char *path;
	enum right needs;
};

static void
fill_step(struct ctx *ctx, struct _hdf *node, const struct step *step,
	  bool is_next)
{
	render_set(node, "slug", step->slug);
	if (step->is_done)
		render_set(node, "done", "1");
	if (is_next)
		render_set(node, "next", "1");
	if (!step->is_done && web_may(ctx, step->needs))
		render_set(node, "href", step->path);
}

/* The steps are shown until a record is published. */
static enum result
fill_steps(struct ctx *ctx, struct _hdf *hdf, const struct item_totals *totals)
{
	struct item_list clrs, published;
	struct step steps[] = {
		{ "profiles", totals->of[CLR_PROFILE] >= 2,
		  web_path(ctx, "/profiles/new"), RIGHT_EDIT },
		{ "achievements", totals->of[CLR_ACHIEVEMENT] >= 1,
		  web_path(ctx, "/achievements/new"), RIGHT_EDIT },
		{ "assertions", totals->of[CLR_ASSERTION] >= 1,
		  web_path(ctx, "/award"), RIGHT_AWARD },
		{ "clrs", false, web_path(ctx, "/gather"), RIGHT_AWARD },
	};
	bool is_next = true;
	size_t i;

	TRY(item_list(ctx->db, ctx->mem,
		      &(struct item_query){
			      .as = CLR_CLR, .state = "published", .limit = 1 },
		      &published));
	if (published.total)
		return OK;
	TRY(item_list(ctx->db, ctx->mem,
		      &(struct item_query){ .as = CLR_CLR, .limit = 1 },
		      &clrs));
	if (clrs.count) {
		steps[3].slug = "publish";
		steps[3].path = arena_printf(
			ctx->mem, "%s/publish",
			web_item_path(ctx, CLR_CLR, clrs.items[0].id));
	}
	for (i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		fill_step(ctx, web_nth(ctx, hdf, "Build.step", i), &steps[i],
			  is_next && !steps[i].is_done);
		is_next = is_next && steps[i].is_done;
	}
	return OK;
}

static enum result
reply_todo(struct ctx *ctx, const struct item_totals *totals, const char *slug)
{
	struct _hdf *hdf = web_page(ctx, "To do");

	render_set(hdf, "Build.only", slug);
	TRY(build_todo(ctx, hdf, totals, slug));
	return web_render(ctx, 200, "build.cs", hdf);
}

enum result
build_page(struct ctx *ctx)
{
	const char *todo = form_get(&ctx->query, "todo");
	struct item_totals totals;
	struct _hdf *hdf;
	size_t i;

	TRY(item_totals(ctx->db, &totals));
	if (todo)
		return reply_todo(ctx, &totals, todo);
	hdf = web_page(ctx, "Builder");
	TRY(fill_steps(ctx, hdf, &totals));
	for (i = 0; i < BOXES; i++)
		TRY(fill_box(ctx, web_nth(ctx, hdf, "Build.box", i),
			     &boxes[i]));
	fill_totals(ctx, hdf, &totals);
	TRY(build_todo(ctx, hdf, &totals, NULL));
	return web_render(ctx, 200, "build.cs", hdf);
}
