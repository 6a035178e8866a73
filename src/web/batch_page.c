/*
 * How far a batch is, what failed, and doing that again.  The page asks for
 * itself anew until all is done; no script is needed.
 */
#include "web/batch_page.h"

#include "base/clock.h"
#include "store/version_proof.h"
#include "web/guard.h"
#include "web/pages.h"

/* Failures that are listed. */
#define LISTED 200

/* Where the page does it itself: so long, so many at a time. */
enum { SECONDS = 10, AT_ONCE = 5 };

/* The page is asked for again after so many seconds. */
#define REFRESH "2"

/* Do what can be done while the browser waits. */
static enum result
work(struct ctx *ctx)
{
	const struct item_office office = web_office(ctx);
	const int64_t until = clock_now() + SECONDS;
	enum result r = OK;

	while (r == OK && clock_now() < until)
		r = batch_work(ctx->db, &office, AT_ONCE);
	return r == NOT_FOUND ? OK : r;
}

static const char *
path_of(struct ctx *ctx, const char *id)
{
	return web_path(ctx, "/batches/%s", id);
}

static enum result
go_to(struct ctx *ctx, const char *id)
{
	if (!ctx->app->has_job)
		TRY(work(ctx));
	response_see_other(&ctx->res, path_of(ctx, id));
	return OK;
}

enum result
batch_page_begin(struct ctx *ctx, enum version_proof proof,
		 const char *const ids[], size_t count)
{
	const struct batch batch = { .kind = "publish",
				     .how = version_proof_name(proof) };
	const struct item_office office = web_office(ctx);
	const char *id;

	TRY(batch_put(ctx->db, &office, &batch, ids, count, &id));
	return go_to(ctx, id);
}

static void
fill_item(struct ctx *ctx, struct _hdf *node, const struct batch_item *item)
{
	render_set(node, "name", item->name);
	render_set(node, "words", item->words);
	if (item->as != CLASS_NONE)
		render_set(node, "href",
			   arena_printf(ctx->mem, "%s/publish",
					web_item_path(ctx, item->as,
						      item->item_id)));
}

static enum result
fill_failed(struct ctx *ctx, struct _hdf *hdf, const struct batch *batch)
{
	struct batch_items failed;
	size_t i;

	TRY(batch_failed(ctx->db, ctx->mem, batch->id, LISTED, &failed));
	for (i = 0; i < failed.count; i++)
		fill_item(ctx, web_nth(ctx, hdf, "Batch.item", i),
			  &failed.items[i]);
	if (batch->failed > (long long)failed.count)
		render_set_number(hdf, "Batch.more",
				  batch->failed - (long long)failed.count);
	return OK;
}

static void
fill(struct ctx *ctx, struct _hdf *hdf, const struct batch *batch)
{
	bool may = web_may(ctx, RIGHT_PUBLISH);

	render_set_number(hdf, "Batch.total", batch->total);
	render_set_number(hdf, "Batch.done", batch->done);
	render_set_number(hdf, "Batch.well", batch->done - batch->failed);
	render_set_number(hdf, "Batch.failed", batch->failed);
	render_set(hdf, "Batch.how",
		   str_empty(batch->how) ? "draft" : batch->how);
	render_set(hdf, "Batch.by", batch->by.name);
	render_set(hdf, "Batch.path", path_of(ctx, batch->id));
	render_set(hdf, "Batch.token", guard_token(ctx));
	web_set_time(ctx, hdf, "Batch.began", batch->created_at);
	if (batch->done_at)
		web_set_time(ctx, hdf, "Batch.ended", batch->done_at);
	if (may && batch->done_at && batch->failed)
		render_set(hdf, "Batch.again", "1");
	if (may && !batch->done_at && !ctx->app->has_job)
		render_set(hdf, "Batch.go", "1");
}

enum result
batch_page(struct ctx *ctx)
{
	struct batch batch;
	struct _hdf *hdf;

	TRY(batch_get(ctx->db, ctx->mem, ctx->params[0], &batch));
	hdf = web_page(ctx, "Publishing many");
	fill(ctx, hdf, &batch);
	TRY(fill_failed(ctx, hdf, &batch));
	if (!batch.done_at && ctx->app->has_job)
		response_header(&ctx->res, "Refresh", REFRESH);
	return web_render(ctx, 200, "batch.cs", hdf);
}

enum result
batch_page_post(struct ctx *ctx)
{
	const struct item_office office = web_office(ctx);
	const char *what = form_get(&ctx->form, "do");
	const char *id = ctx->params[0];
	struct batch batch;

	TRY(batch_get(ctx->db, ctx->mem, id, &batch));
	if (streq(what, "again"))
		TRY(batch_again(ctx->db, &office, batch.id, &id));
	else if (!streq(what, "go"))
		return fail(INVALID, "do is again or go.");
	return go_to(ctx, id);
}
