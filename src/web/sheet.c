/*
 * The sheet of a record and its other forms.  Who may see it was decided
 * before: by the guard for the office, by the link for everybody else.
 */
#include "web/sheet.h"

#include <string.h>

#include "base/clock.h"
#include "base/uri.h"
#include "model/jsonmem.h"
#include "page/view_clr.h"
#include "store/version.h"
#include "web/sheet_file.h"

const enum media sheet_offers[] = { MEDIA_HTML, MEDIA_JSON, MEDIA_LD_JSON,
				    MEDIA__MAX };

enum media
sheet_wanted(struct ctx *ctx)
{
	response_header(&ctx->res, "Vary", "Accept");
	return accept_best(request_header(&ctx->req, "Accept"), sheet_offers);
}

const char *
sheet_etag(struct ctx *ctx, const char *parts)
{
	return arena_printf(ctx->mem, "\"%s\"", parts);
}

void
sheet_line(struct ctx *ctx, struct _hdf *node, const struct record *record)
{
	render_set(node, "href", web_path(ctx, "/records/%s", record->id));
	render_set(node, "learner", record->learner);
	render_set(node, "publisher", record->publisher);
	render_set(node, "name", record->name);
	render_set_number(node, "assertions", record->assertions);
	render_set(node, "revoked", record->is_revoked ? "1" : NULL);
	web_set_time(ctx, node, "issued", record->issued_on);
}

/* What stands for a record that was revoked here says so and why; the bytes
 * that are kept stay what they were. */
static enum result
say_revoked(struct ctx *ctx, struct record *record, json_t *doc)
{
	const char *reason;

	TRY(version_reason(ctx->db, ctx->mem, record->id, &reason));
	if (!reason)
		return OK;
	json_object_set_new(doc, "revoked", json_true());
	json_object_set_new(doc, "revocationReason", json_string(reason));
	record->doc = jsonmem_text(ctx->mem, doc, JSON_COMPACT);
	record->doc_len = strlen(record->doc);
	return OK;
}

/* The record's bytes, read once, and parsed. */
static enum result
load(struct ctx *ctx, struct record *record, json_t **doc)
{
	if (!record->doc)
		TRY(record_doc(ctx->db, ctx->mem, record));
	TRY(load_stored(ctx->mem, record->doc, record->doc_len, doc));
	return record->is_revoked ? say_revoked(ctx, record, *doc) : OK;
}

enum result
sheet_bytes(struct ctx *ctx, struct record *record)
{
	json_t *doc;

	if (record->is_revoked)
		return load(ctx, record, &doc);
	return record_doc(ctx->db, ctx->mem, record);
}

static struct view
view_of(struct ctx *ctx, const char *home, struct view_files *files)
{
	return (struct view){
		.mem = ctx->mem,
		.limits = &ctx->app->limits,
		.files = arena_printf(ctx->mem, "%s/files/", home),
		.inline_image = (size_t)ctx->app->conf->inline_image,
		.now = clock_now(),
		.list = files,
	};
}

enum result
sheet_fill(struct ctx *ctx, struct _hdf *hdf, struct record *record,
	   const char *home, int64_t *until)
{
	struct view_files files;
	struct view view;
	int64_t last;
	json_t *doc;

	TRY(load(ctx, record, &doc));
	view_files_find(ctx->mem, doc, &ctx->app->limits, &files);
	view = view_of(ctx, home, &files);
	last = view_clr(&view, hdf, doc, record->doc, record->doc_len,
			record->jws);
	if (until)
		*until = last;
	return OK;
}

enum result
sheet_reply_json(struct ctx *ctx, struct record *record, enum media media)
{
	const char *etag = sheet_etag(
		ctx, arena_printf(ctx->mem, "%s%s", record->sha256,
				  record->is_revoked ? "-revoked" : ""));

	response_header(&ctx->res, "Cache-Control", "private, no-cache");
	if (response_not_modified(&ctx->res, etag,
				  request_header(&ctx->req, "If-None-Match")))
		return OK;
	TRY(sheet_bytes(ctx, record));
	response_ready(&ctx->res, 200, media_type(media), record->doc,
		       record->doc_len);
	return OK;
}

enum result
sheet_reply_jws(struct ctx *ctx, struct record *record)
{
	TRY(record_doc(ctx->db, ctx->mem, record));
	if (!record->jws)
		return fail(NOT_FOUND, "record %s came unsigned", record->id);
	response_header(&ctx->res, "Cache-Control", "private, no-cache");
	response_ready(&ctx->res, 200, media_type(MEDIA_JOSE), record->jws,
		       strlen(record->jws));
	return OK;
}

enum result
sheet_reply_file(struct ctx *ctx, struct record *record, const char *n)
{
	struct view_files files;
	long long number;
	json_t *doc;

	if (str_number(n, 100000, &number) != OK)
		return fail(NOT_FOUND, "file %s", n);
	TRY(load(ctx, record, &doc));
	view_files_find(ctx->mem, doc, &ctx->app->limits, &files);
	if ((size_t)number >= files.count)
		return fail(NOT_FOUND, "file %s of record %s", n, record->id);
	return sheet_file(ctx, &files.items[number]);
}
