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

static const char *
page_href(struct ctx *ctx, const char *q, long long page)
{
	return web_path(ctx, "/records?q=%s&page=%lld", uri_encode(ctx->mem, q),
			page);
}

static void
fill_pager(struct ctx *ctx, struct _hdf *hdf, const char *q, long long page,
	   const struct record_list *list)
{
	long long from = (page - 1) * PAGE;
	long long to = from + (long long)list->count;

	render_set(hdf, "List.q", q);
	render_set_number(hdf, "List.total", list->total);
	render_set_number(hdf, "List.from", list->count ? from + 1 : 0);
	render_set_number(hdf, "List.to", to);
	if (page > 1)
		render_set(hdf, "List.prev", page_href(ctx, q, page - 1));
	if (to < list->total)
		render_set(hdf, "List.next", page_href(ctx, q, page + 1));
}

enum result
records_page(struct ctx *ctx)
{
	const char *q = form_get(&ctx->query, "q");
	const char *number = form_get(&ctx->query, "page");
	struct record_query query = { .text = q, .limit = PAGE };
	struct record_list list;
	struct _hdf *hdf;
	long long page = 1;

	if (number && (str_number(number, 1000000, &page) != OK || page < 1))
		return fail(INVALID, "page is a number from 1 to 1,000,000.");
	query.offset = (page - 1) * PAGE;
	TRY(record_list(ctx->db, ctx->mem, &query, &list));
	hdf = web_page(ctx, "Records");
	fill_pager(ctx, hdf, q ? q : "", page, &list);
	fill_list(ctx, hdf, "List.item", &list);
	return web_render(ctx, 200, "records.cs", hdf);
}
