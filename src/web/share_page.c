/*
 * Shareable links: the page anyone with the link reads, and how a link is
 * made and ended.  A view is a read: the count is told afterwards.
 */
#include <string.h>

#include "base/clock.h"
#include "crypto/digest.h"
#include "page/qr.h"
#include "store/share.h"
#include "web/cache.h"
#include "web/guard.h"
#include "web/pages.h"
#include "web/sheet.h"
#include "web/visitor.h"

/* The page of a link that was ended: its own words, 410. */
static enum result
reply_gone(struct ctx *ctx)
{
	struct _hdf *hdf;

	if (sheet_wanted(ctx) != MEDIA_HTML)
		return GONE;
	hdf = web_page(ctx, "This link was ended");
	render_set(hdf, "Gone.words",
		   "The person who shared this record has stopped sharing it "
		   "here. The record itself may well be valid: ask them for "
		   "a new link.");
	return web_render(ctx, 410, "gone.cs", hdf);
}

static enum result
open_link(struct ctx *ctx, struct share *share, struct record *record)
{
	int64_t withdrawals;

	TRY(share_open(ctx->db, ctx->mem, ctx->params[0], ctx->me, share,
		       record, &withdrawals));
	cache_as_of(ctx->app->cache, withdrawals);
	return OK;
}

static enum result
fill_share(struct ctx *ctx, struct _hdf *hdf, const struct share *share,
	   const struct record *record)
{
	const char *url = web_url(ctx, "/s/%s", share->id);
	const char *path;
	int size;

	render_set(hdf, "Page.url", url);
	render_set(hdf, "Page.json", url);
	render_set(hdf, "Share.url", url);
	if (record->is_signed)
		render_set(hdf, "Share.jws", web_path(ctx, "/s/%s/jws",
						      share->id));
	render_set(hdf, "Share.json", web_path(ctx, "/s/%s", share->id));
	web_set_time(ctx, hdf, "Share.created", share->created_at);
	TRY(qr_path(ctx->mem, url, &path, &size));
	render_set(hdf, "Share.qr.path", path);
	render_set_number(hdf, "Share.qr.size", size);
	return OK;
}

static enum result
render_share(struct ctx *ctx, const struct share *share,
	     struct record *record)
{
	const char *title = str_empty(record->learner)
			    ? "Comprehensive Learner Record"
			    : record->learner;
	struct _hdf *hdf = web_page(ctx, title);

	render_set(hdf, "Page.description", arena_printf(ctx->mem,
		"%s, published by %s", str_empty(record->name)
		? "Comprehensive Learner Record" : record->name,
		record->publisher));
	TRY(fill_share(ctx, hdf, share, record));
	TRY(sheet_fill(ctx, hdf, record, web_path(ctx, "/s/%s", share->id)));
	return web_render(ctx, 200, "share.cs", hdf);
}

/*
 * What a page was made of.  The minute is part of it, because a page says
 * what has expired; its ETag is of its bytes, so it changes only with them.
 */
static const char *
key_of(struct ctx *ctx, const struct share *share,
       const struct record *record)
{
	const char *view = form_get(&ctx->query, "view");

	return arena_printf(ctx->mem, "share %s %s %s %s %s %lld", share->id,
			    record->sha256, ctx->app->version,
			    ctx->app->conf->language,
			    streq(view, "summary") ? view : "record",
			    (long long)(clock_now() / 60));
}

/* A kept page is its ETag, of a fixed length, and the page behind it. */
#define ETAG_LEN 66

static void
reply_kept(struct ctx *ctx, const char *kept, size_t len)
{
	const char *etag = arena_strndup(ctx->mem, kept, ETAG_LEN);

	if (!response_not_modified(&ctx->res, etag,
				   request_header(&ctx->req, "If-None-Match")))
		response_ready(&ctx->res, 200, media_type(MEDIA_HTML),
			       kept + ETAG_LEN, len - ETAG_LEN);
}

static enum result
reply_page(struct ctx *ctx, const struct share *share, struct record *record)
{
	const char *key = key_of(ctx, share, record), *kept, *hex;
	struct str page;
	size_t len;

	response_header(&ctx->res, "Cache-Control", "private, no-cache");
	kept = cache_get(ctx->app->cache, key, &len);
	if (kept) {
		reply_kept(ctx, kept, len);
		return OK;
	}
	TRY(render_share(ctx, share, record));
	hex = digest_hex(ctx->mem, ctx->res.body.s, ctx->res.body.len);
	str_init(&page, ctx->mem);
	str_addf(&page, "\"%s\"", hex);
	str_addn(&page, ctx->res.body.s, ctx->res.body.len);
	cache_put(ctx->app->cache, key, page.s, page.len);
	str_clear(&ctx->res.body);
	reply_kept(ctx, page.s, page.len);
	return OK;
}

enum result
share_page(struct ctx *ctx)
{
	enum media media = sheet_wanted(ctx);
	struct record record;
	struct share share;
	enum result r;

	r = open_link(ctx, &share, &record);
	if (r == GONE)
		return reply_gone(ctx);
	if (r != OK)
		return r;
	if (media != MEDIA_HTML) {
		response_header(&ctx->res, "Access-Control-Allow-Origin", "*");
		return sheet_reply_json(ctx, &record, media);
	}
	if (!share.is_owner && visitor_is_person(&ctx->req))
		ctx->viewed = share.id;
	return reply_page(ctx, &share, &record);
}

enum result
share_page_jws(struct ctx *ctx)
{
	struct record record;
	struct share share;

	TRY(open_link(ctx, &share, &record));
	return sheet_reply_jws(ctx, &record);
}

enum result
share_page_file(struct ctx *ctx)
{
	struct record record;
	struct share share;

	TRY(open_link(ctx, &share, &record));
	return sheet_reply_file(ctx, &record, ctx->params[1]);
}

enum result
share_page_post(struct ctx *ctx)
{
	const char *name = form_get(&ctx->form, "name");
	const char *id;

	TRY(share_put(ctx->db, ctx->mem, ctx->params[0], name ? name : "",
		      ctx->me, &id));
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
			return out->deleted_at
			       ? fail(GONE, "link %s", out->id) : OK;
		}
	return fail(NOT_FOUND, "link %s", ctx->params[1]);
}

enum result
share_page_delete(struct ctx *ctx)
{
	struct share share;
	struct _hdf *hdf;

	TRY(find_link(ctx, &share));
	hdf = web_page(ctx, "End this link?");
	render_set(hdf, "Confirm.title", "End this link?");
	render_set(hdf, "Confirm.words", arena_printf(ctx->mem,
		"Whoever opens the link for “%s” from now on is told that it "
		"was ended. It was viewed %lld %s. The record stays.",
		share.name, share.views, share.views == 1 ? "time" : "times"));
	render_set(hdf, "Confirm.action",
		   web_path(ctx, "/records/%s/links/%s/delete",
			    share.record_id, share.id));
	render_set(hdf, "Confirm.button", "End the link");
	render_set(hdf, "Confirm.back", web_path(ctx, "/records/%s#links",
						 share.record_id));
	render_set(hdf, "Confirm.token", guard_token(ctx));
	return web_render(ctx, 200, "confirm.cs", hdf);
}

enum result
share_page_delete_post(struct ctx *ctx)
{
	struct share share;

	TRY(find_link(ctx, &share));
	TRY(share_del(ctx->db, share.id));
	response_see_other(&ctx->res,
			   web_path(ctx, "/records/%s#links", ctx->params[0]));
	return OK;
}
