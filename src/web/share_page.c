/*
 * Shareable links: the page anyone with the link reads, and how a link is
 * made and ended.  A view is a read: the count is told afterwards.
 */
#include <string.h>

#include "base/clock.h"
#include "crypto/digest.h"
#include "page/qr.h"
#include "store/share.h"
#include "store/store.h"
#include "web/cache.h"
#include "web/guard.h"
#include "web/pages.h"
#include "web/sheet.h"
#include "web/visitor.h"

/* The page of a link that was ended: its own words, 410. */
static enum result
reply_gone(struct ctx *ctx)
{
	struct _hdf *hdf = web_page(ctx, "This link was ended");

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

static enum result
fill_share(struct ctx *ctx, struct _hdf *hdf, const struct share_opened *link)
{
	const struct share *share = &link->share;
	const char *url = web_url(ctx, "/s/%s", share->id);
	const char *path;
	int size;

	render_set(hdf, "Page.url", url);
	render_set(hdf, "Page.json", url);
	render_set(hdf, "Share.url", url);
	if (link->record.is_signed)
		render_set(hdf, "Share.jws",
			   web_path(ctx, "/s/%s/jws", share->id));
	render_set(hdf, "Share.json", web_path(ctx, "/s/%s", share->id));
	web_set_time(ctx, hdf, "Share.created", share->created_at);
	TRY(qr_path(ctx->mem, url, &path, &size));
	render_set(hdf, "Share.qr.path", path);
	render_set_number(hdf, "Share.qr.size", size);
	return OK;
}

/* What a page calls a record that says no name. */
static const char *
or_clr(const char *name)
{
	return str_empty(name) ? "Comprehensive Learner Record" : name;
}

static enum result
render_share(struct ctx *ctx, struct share_opened *link)
{
	struct record *record = &link->record;
	const char *path = web_path(ctx, "/s/%s", link->share.id);
	const char *name = or_clr(record->name);
	struct _hdf *hdf = web_page(ctx, or_clr(record->learner));

	render_set(hdf, "Page.description",
		   arena_printf(ctx->mem, "%s, published by %s", name,
				record->publisher));
	TRY(fill_share(ctx, hdf, link));
	TRY(sheet_fill(ctx, hdf, record, path));
	return web_render(ctx, 200, "share.cs", hdf);
}

/* One way to read a link: its page in a density, or its JSON. */
struct reading {
	enum media media;
	const char *form; /* "record", "summary", "json" */
};

static struct reading
reading_of(struct ctx *ctx)
{
	struct reading way = { .media = sheet_wanted(ctx), .form = "record" };
	const char *view = form_get(&ctx->query, "view");

	if (way.media != MEDIA_HTML)
		way.form = "json";
	else if (streq(view, "summary"))
		way.form = view;
	return way;
}

/*
 * What the answer was made of.  The minute is part of it, because a page
 * says what has expired; its ETag is of its bytes and changes with them.
 */
static const char *
key_of(struct ctx *ctx, const struct reading *way, const char *sha256)
{
	const struct app *app = ctx->app;

	return arena_printf(ctx->mem, "%s %s %s %s %s %lld", way->form,
			    ctx->params[0], sha256, app->version,
			    app->conf->language, (long long)(clock_now() / 60));
}

/* A kept answer is its ETag, of a fixed length, and the bytes behind it. */
#define ETAG_LEN 66

static void
reply_kept(struct ctx *ctx, const struct reading *way, const char *kept,
	   size_t len)
{
	const char *etag = arena_strndup(ctx->mem, kept, ETAG_LEN);

	if (way->media == MEDIA_HTML && visitor_is_person(&ctx->req))
		ctx->viewed = ctx->params[0];
	response_header(&ctx->res, "Cache-Control", "private, no-cache");
	if (way->media != MEDIA_HTML)
		response_header(&ctx->res, "Access-Control-Allow-Origin", "*");
	if (!response_not_modified(&ctx->res, etag,
				   request_header(&ctx->req, "If-None-Match")))
		response_ready(&ctx->res, 200, media_type(way->media),
			       kept + ETAG_LEN, len - ETAG_LEN);
}

static enum result
make(struct ctx *ctx, const struct reading *way, struct share_opened *link)
{
	struct record *record = &link->record;

	if (way->media == MEDIA_HTML)
		return render_share(ctx, link);
	TRY(record_doc(ctx->db, ctx->mem, record));
	str_addn(&ctx->res.body, record->doc, record->doc_len);
	return OK;
}

static enum result
reply_made(struct ctx *ctx, const struct reading *way,
	   struct share_opened *link)
{
	const char *key = key_of(ctx, way, link->record.sha256), *kept, *hex;
	struct str *body = &ctx->res.body, all;
	size_t len;

	kept = cache_get(ctx->app->cache, key, &len);
	if (kept) {
		reply_kept(ctx, way, kept, len);
		return OK;
	}
	TRY(make(ctx, way, link));
	hex = digest_hex(ctx->mem, body->s, body->len);
	str_init(&all, ctx->mem);
	str_reserve(&all, body->len + ETAG_LEN);
	str_addf(&all, "\"%s\"", hex);
	str_addn(&all, body->s, body->len);
	cache_put(ctx->app->cache, key, all.s, all.len);
	reply_kept(ctx, way, all.s, all.len);
	return OK;
}

/* What was read of a link; it holds while nobody has committed since. */
struct known {
	uint64_t stamp;
	char sha256[65];
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
	const char *bytes, *kept;
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
	kept = cache_get(ctx->app->cache, key_of(ctx, way, known.sha256), &len);
	if (kept)
		reply_kept(ctx, way, kept, len);
	return kept != NULL;
}

static void
keep_known(struct ctx *ctx, uint64_t stamp, const struct record *record)
{
	struct known known = { .stamp = stamp };

	memcpy(known.sha256, record->sha256, sizeof(known.sha256) - 1);
	cache_put(ctx->app->cache, known_key(ctx), (const char *)&known,
		  sizeof(known));
}

enum result
share_page(struct ctx *ctx)
{
	struct reading way = reading_of(ctx);
	struct share_opened link;
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
	if (can_know)
		keep_known(ctx, stamp, &link.record);
	TRY(reply_made(ctx, &way, &link));
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
share_page_post(struct ctx *ctx)
{
	const char *name = form_get(&ctx->form, "name"), *id;
	struct share_new new = {
		.record_id = ctx->params[0],
		.name = name ? name : "",
		.owner = ctx->me,
	};

	TRY(share_put(ctx->db, ctx->mem, &new, &id));
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
	struct share share;

	TRY(find_link(ctx, &share));
	TRY(share_del(ctx->db, share.id));
	response_see_other(&ctx->res,
			   web_path(ctx, "/records/%s#links", ctx->params[0]));
	return OK;
}
