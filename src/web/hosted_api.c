/*
 * Documents at the address that is their id, for whoever verifies them (CLR
 * 1.0 §2.1) and for people who follow the address; the set of all keys.  No
 * token is needed: what is not public is not found here.
 *
 * An answer in JSON is kept in the worker's memory while nobody has
 * committed, so that the usual request asks no question.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "store/store.h"
#include "web/cache.h"
#include "web/hosted_page.h"
#include "web/item_look.h"
#include "web/pages.h"
#include "web/published.h"
#include "web/sheet_file.h"

/* What the links of a page ask for; the web server hands all queries over. */
#define FILE_QUERY "file="
#define JSON_QUERY "as=json"

/* JSON unless something else is preferred (CLR 1.0 §2.6). */
static const enum media offers[] = { MEDIA_JSON, MEDIA_LD_JSON, MEDIA_HTML,
				     MEDIA__MAX };
static const enum media json_offers[] = { MEDIA_JSON, MEDIA_LD_JSON,
					  MEDIA__MAX };

/* An answer, as kept: this, then the bytes. */
struct kept {
	uint64_t stamp;
	int status;
	char sha256[65];
};

static void
set_headers(struct ctx *ctx)
{
	response_header(&ctx->res, "Access-Control-Allow-Origin", "*");
	response_header(&ctx->res, "Access-Control-Expose-Headers", "ETag");
	response_header(&ctx->res, "Cache-Control", "no-cache");
	response_header(&ctx->res, "Vary", "Accept");
}

static enum media
wanted(struct ctx *ctx, const enum media *among)
{
	return accept_best(request_header(&ctx->req, "Accept"), among);
}

static bool
is_unchanged(struct ctx *ctx, const char *etag)
{
	return response_not_modified(
		&ctx->res, etag, request_header(&ctx->req, "If-None-Match"));
}

static void
reply_json(struct ctx *ctx, enum media media, const struct kept *kept,
	   const char *bytes, size_t len)
{
	char etag[80];

	snprintf(etag, sizeof(etag), "\"%s%s\"", kept->sha256,
		 media == MEDIA_LD_JSON ? "-ld" : "");
	/* What is revoked is never "not modified" (RFC 9110 §13.2.1). */
	if (kept->status != 200 || !is_unchanged(ctx, etag))
		response_ready(&ctx->res, kept->status, media_type(media),
			       bytes, len);
}

static const char *
kept_key(struct ctx *ctx, const char *path)
{
	return arena_printf(ctx->mem, "hosted %s", path);
}

static bool
reply_kept(struct ctx *ctx, enum media media, const char *path, uint64_t stamp)
{
	const char *bytes;
	struct kept kept;
	size_t len;

	bytes = cache_get(ctx->app->cache, kept_key(ctx, path), &len);
	if (!bytes)
		return false;
	memcpy(&kept, bytes, sizeof(kept));
	if (kept.stamp != stamp)
		return false;
	reply_json(ctx, media, &kept, bytes + sizeof(kept), len - sizeof(kept));
	return true;
}

static void
keep(struct ctx *ctx, const char *path, const struct kept *kept,
     const struct hosted *doc)
{
	struct str bytes;

	str_init(&bytes, ctx->mem);
	str_reserve(&bytes, sizeof(*kept) + doc->len);
	str_addn(&bytes, (const char *)kept, sizeof(*kept));
	str_addn(&bytes, doc->bytes, doc->len);
	cache_put(ctx->app->cache, kept_key(ctx, path), bytes.s, bytes.len);
}

static enum result
answer_json(struct ctx *ctx, enum media media, const char *path)
{
	struct item_office office = web_office(ctx);
	struct kept kept = { 0 };
	struct hosted doc;
	bool can_know = store_stamp(ctx->db, &kept.stamp);

	if (can_know && reply_kept(ctx, media, path, kept.stamp))
		return OK;
	TRY(hosted_get(ctx->db, &office, path, &doc));
	kept.status = doc.status;
	snprintf(kept.sha256, sizeof(kept.sha256), "%s", doc.sha256);
	if (can_know)
		keep(ctx, path, &kept, &doc);
	reply_json(ctx, media, &kept, doc.bytes, doc.len);
	if (doc.status == 200)
		published_note(ctx->app, path, false);
	return OK;
}

static const char *
page_etag(struct ctx *ctx, const struct str *page)
{
	return arena_printf(ctx->mem, "\"%016" PRIx64 "-page\"",
			    str_sum(page->s, page->len));
}

static enum result
answer_page(struct ctx *ctx, const char *path)
{
	struct item_office office = web_office(ctx);
	struct hosted doc;
	struct str page;
	int64_t until;

	TRY(hosted_get(ctx->db, &office, path, &doc));
	str_init(&page, ctx->mem);
	TRY(hosted_page(ctx, &doc, HOSTED_PAGE_OFFICE, &page, &until));
	if (doc.status == 200) {
		published_note(ctx->app, path, until == INT64_MAX);
		if (is_unchanged(ctx, page_etag(ctx, &page)))
			return OK;
	}
	response_ready(&ctx->res, doc.status, media_type(MEDIA_HTML), page.s,
		       page.len);
	return OK;
}

/* ?as=json is the link of the page: a browser cannot say Accept. */
static bool
is_download(struct ctx *ctx)
{
	if (!streq(ctx->req.query, JSON_QUERY))
		return false;
	response_header(&ctx->res, "Content-Disposition",
			arena_printf(ctx->mem,
				     "attachment; filename=\"%s-%s.json\"",
				     ctx->params[0], ctx->params[1]));
	return true;
}

/* ?file=N is a file in the document, linked to by its page. */
static enum result
answer_file(struct ctx *ctx, const char *path, const char *n)
{
	struct item_office office = web_office(ctx);
	struct view_files files;
	struct hosted doc;
	long long number;
	json_t *json;

	TRY(hosted_get(ctx->db, &office, path, &doc));
	if (doc.kind != HOSTED_ITEM || doc.status != 200 ||
	    str_number(n, 100000, &number) != OK)
		return fail(NOT_FOUND, "file %s of %s", n, path);
	TRY(load_stored(ctx->mem, doc.bytes, doc.len, &json));
	item_look_files(ctx, doc.as, json, &files);
	if ((size_t)number >= files.count)
		return fail(NOT_FOUND, "file %s of %s", n, path);
	return sheet_file(ctx, &files.items[number]);
}

enum result
hosted_api(struct ctx *ctx)
{
	const char *path = arena_printf(ctx->mem, "%s/%s", ctx->params[0],
					ctx->params[1]);
	enum media media = MEDIA_JSON;

	set_headers(ctx);
	if (!hosted_is_path(path))
		return fail(NOT_FOUND, "nothing is public at %s", path);
	if (str_starts(ctx->req.query, FILE_QUERY))
		return answer_file(ctx, path,
				   ctx->req.query + strlen(FILE_QUERY));
	if (!is_download(ctx))
		media = wanted(ctx, offers);
	if (media == MEDIA_HTML)
		return answer_page(ctx, path);
	return answer_json(ctx, media, path);
}

enum result
hosted_api_keys(struct ctx *ctx)
{
	set_headers(ctx);
	return answer_json(ctx, wanted(ctx, json_offers), HOSTED_JWKS_PATH);
}

/* What a browser asks before a page of another site may read (CORS). */
enum result
hosted_api_options(struct ctx *ctx)
{
	set_headers(ctx);
	response_header(&ctx->res, "Allow", "GET, HEAD, OPTIONS");
	response_header(&ctx->res, "Access-Control-Allow-Methods",
			"GET, HEAD, OPTIONS");
	response_header(&ctx->res, "Access-Control-Allow-Headers", "*");
	response_header(&ctx->res, "Access-Control-Max-Age", "86400");
	response_text(&ctx->res, 204, NULL, "");
	return OK;
}
