/*
 * Shareable links: the page anyone with the link reads, and how a link is
 * made and ended.  A view is a read: the count is told afterwards.
 */
#include <string.h>

#include "base/rand.h"
#include "page/qr.h"
#include "store/share.h"
#include "store/store.h"
#include "web/cache.h"
#include "web/guard.h"
#include "web/pages.h"
#include "web/shared.h"
#include "web/sheet.h"
#include "web/visitor.h"

/* The page of a link that was ended: its own words, 410. */
static enum result
reply_gone(struct ctx *ctx)
{
	struct _hdf *hdf = web_public_page(ctx, "This link was ended");

	render_set(hdf, "Gone.words",
		   "The person who shared this record has stopped sharing it "
		   "here. The record itself may well be valid: ask them for "
		   "a new link.");
	return web_render(ctx, 410, "gone.cs", hdf);
}

static enum result
open_link(struct ctx *ctx, struct share_opened *out)
{
	TRY(share_open(ctx->db, ctx->mem, ctx->params[0], ctx->me, out));
	cache_as_of(ctx->app->cache, out->withdrawals);
	return OK;
}

/* One way to read a link. */
struct reading {
	enum media media;
	enum shared_form form;
};

static struct reading
reading_of(struct ctx *ctx)
{
	struct reading way = { .media = sheet_wanted(ctx) };

	if (way.media != MEDIA_HTML)
		way.form = SHARED_JSON;
	else if (streq(form_get(&ctx->query, "view"), "summary"))
		way.form = SHARED_SUMMARY;
	return way;
}

static void
reply(struct ctx *ctx, const struct reading *way, const struct shared *answer)
{
	if (way->media == MEDIA_HTML && visitor_is_person(&ctx->req))
		ctx->viewed = ctx->params[0];
	response_header(&ctx->res, "Cache-Control", "private, no-cache");
	if (way->media != MEDIA_HTML)
		response_header(&ctx->res, "Access-Control-Allow-Origin", "*");
	if (!response_not_modified(&ctx->res, answer->etag,
				   request_header(&ctx->req, "If-None-Match")))
		response_ready(&ctx->res, 200, media_type(way->media),
			       answer->bytes, answer->len);
}

/* What was read of a link; it holds while nobody has committed since. */
struct known {
	uint64_t stamp;
	struct shared_state state;
};

static const char *
known_key(struct ctx *ctx)
{
	return arena_printf(ctx->mem, "link %s", ctx->params[0]);
}

/*
 * Answer from what is kept, without asking the database: only when nothing
 * was committed since it was asked.  A browser that may be the maker's is
 * not answered here, because its views are told apart.
 */
static bool
reply_known(struct ctx *ctx, const struct reading *way, uint64_t stamp)
{
	struct shared answer;
	const char *bytes;
	struct known known;
	size_t len;

	if (ctx->me)
		return false;
	bytes = cache_get(ctx->app->cache, known_key(ctx), &len);
	if (!bytes)
		return false;
	memcpy(&known, bytes, sizeof(known));
	if (known.stamp != stamp)
		return false;
	if (!shared_known(ctx, way->form, ctx->params[0], &known.state,
			  &answer))
		return false;
	reply(ctx, way, &answer);
	return true;
}

static void
keep_known(struct ctx *ctx, uint64_t stamp, const struct shared_state *state)
{
	const struct known known = { stamp, *state };

	cache_put(ctx->app->cache, known_key(ctx), (const char *)&known,
		  sizeof(known));
}

enum result
share_page(struct ctx *ctx)
{
	struct reading way = reading_of(ctx);
	struct shared_state state;
	struct share_opened link;
	struct shared answer;
	uint64_t stamp;
	enum result r;
	bool can_know = store_stamp(ctx->db, &stamp);

	if (can_know && reply_known(ctx, &way, stamp))
		return OK;
	r = open_link(ctx, &link);
	if (r == GONE && way.media == MEDIA_HTML)
		return reply_gone(ctx);
	if (r != OK)
		return r;
	TRY(shared_state(ctx, &link, &state));
	if (can_know)
		keep_known(ctx, stamp, &state);
	TRY(shared_get(ctx, way.form, &link, &state, &answer));
	reply(ctx, &way, &answer);
	if (link.share.is_owner)
		ctx->viewed = NULL;
	return OK;
}

enum result
share_page_jws(struct ctx *ctx)
{
	struct share_opened link;

	TRY(open_link(ctx, &link));
	return sheet_reply_jws(ctx, &link.record);
}

enum result
share_page_file(struct ctx *ctx)
{
	struct share_opened link;

	TRY(open_link(ctx, &link));
	return sheet_reply_file(ctx, &link.record, ctx->params[1]);
}

enum result
share_page_new(struct arena *mem, const char *base_url, struct share_new *new)
{
	new->id = rand_id(mem);
	new->code.url = arena_printf(mem, "%s/s/%s", base_url, new->id);
	return qr_path(mem, new->code.url, &new->code.path, &new->code.size);
}

enum result
share_page_post(struct ctx *ctx)
{
	const char *name = form_get(&ctx->form, "name"), *id;
	struct share_new new = {
		.record_id = ctx->params[0],
		.name = name ? name : "",
		.owner = ctx->me,
	};

	TRY(share_page_new(ctx->mem, ctx->app->conf->base_url, &new));
	TRY(share_put(ctx->db, ctx->mem, &ctx->by, &new, &id));
	shared_prepare(ctx->app, ctx->db, id);
	response_see_other(&ctx->res,
			   web_path(ctx, "/records/%s#links", ctx->params[0]));
	return OK;
}

/* The link ${ctx} names, of the record it names. */
static enum result
find_link(struct ctx *ctx, struct share *out)
{
	struct share_list list;
	size_t i;

	TRY(share_list(ctx->db, ctx->mem, ctx->params[0], &list));
	for (i = 0; i < list.count; i++)
		if (streq(list.items[i].id, ctx->params[1])) {
			*out = list.items[i];
			if (out->deleted_at)
				return fail(GONE, "link %s", out->id);
			return OK;
		}
	return fail(NOT_FOUND, "link %s", ctx->params[1]);
}

static const char *
end_words(struct arena *mem, const struct share *share)
{
	return arena_printf(mem,
			    "Whoever opens the link for “%s” from now on is "
			    "told that it was ended. It was viewed %lld %s. "
			    "The record stays.",
			    share->name, share->views,
			    share->views == 1 ? "time" : "times");
}

enum result
share_page_delete(struct ctx *ctx)
{
	struct share share;
	struct _hdf *hdf;

	TRY(find_link(ctx, &share));
	hdf = web_page(ctx, "End this link?");
	render_set(hdf, "Confirm.title", "End this link?");
	render_set(hdf, "Confirm.words", end_words(ctx->mem, &share));
	render_set(hdf, "Confirm.action",
		   web_path(ctx, "/records/%s/links/%s/delete", share.record_id,
			    share.id));
	render_set(hdf, "Confirm.button", "End the link");
	render_set(hdf, "Confirm.back",
		   web_path(ctx, "/records/%s#links", share.record_id));
	render_set(hdf, "Confirm.token", guard_token(ctx));
	return web_render(ctx, 200, "confirm.cs", hdf);
}

enum result
share_page_delete_post(struct ctx *ctx)
{
	struct shelf *shelf = ctx->app->shelf;
	struct share share;

	TRY(find_link(ctx, &share));
	shared_drop(shelf, ctx->mem, share.id);
	TRY(share_del(ctx->db, &ctx->by, share.id));
	shared_drop(shelf, ctx->mem, share.id);
	response_see_other(&ctx->res,
			   web_path(ctx, "/records/%s#links", ctx->params[0]));
	return OK;
}
