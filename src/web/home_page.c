/*
 * The front door, and the list of all records.
 */
#include "base/uri.h"
#include "store/record.h"
#include "web/pages.h"
#include "web/sheet.h"

#define NEWEST 8
#define PAGE 50

static void
fill_list(struct ctx *ctx, struct _hdf *hdf, const char *base,
	  const struct record_list *list)
{
	const char *name;
	size_t i;

	for (i = 0; i < list->count; i++) {
		name = arena_printf(ctx->mem, "%s.%zu", base, i);
		sheet_line(ctx, render_node(hdf, name), &list->items[i]);
	}
}

enum result
home_page(struct ctx *ctx)
{
	struct _hdf *hdf = web_page(ctx, ctx->app->conf->institution);
	struct record_list list = { 0 };

	/* Without sign-in only a demo shows whose records stand here. */
	if (ctx->app->conf->demo) {
		TRY(record_list(ctx->db, ctx->mem,
				&(struct record_query){ .limit = NEWEST },
				&list));
		render_set_number(hdf, "Home.total", list.total);
		fill_list(ctx, hdf, "Home.record", &list);
	}
	return web_render(ctx, 200, "home.cs", hdf);
}

enum result
records_page(struct ctx *ctx)
{
	const char *q = form_text(&ctx->query, "q");
	struct record_query query = { .text = q, .limit = PAGE };
	struct web_pager pager = { .size = PAGE };
	struct record_list list;
	struct _hdf *hdf;

	TRY(web_page_number(ctx, &pager.page));
	query.offset = (pager.page - 1) * PAGE;
	TRY(record_list(ctx->db, ctx->mem, &query, &list));
	pager.query = arena_printf(ctx->mem, "/records?q=%s&",
				   uri_encode(ctx->mem, q));
	pager.count = (long long)list.count;
	pager.total = list.total;
	hdf = web_page(ctx, "Records");
	render_set(hdf, "List.q", q);
	web_set_pager(ctx, hdf, &pager);
	fill_list(ctx, hdf, "List.item", &list);
	return web_render(ctx, 200, "records.cs", hdf);
}
