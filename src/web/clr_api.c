/*
 * A learner record at its address, for other systems: getClr and deleteClr
 * (CLR 1.0 §2).  What a record's bytes are was decided when it came; here
 * they are handed on.
 */
#include "model/walk.h"
#include "store/posted.h"
#include "store/version.h"
#include "web/clr_reader.h"
#include "web/pages.h"

/* JSON unless something else is preferred (CLR 1.0 §2.6); the signed text
 * itself, where there is one. */
static const enum media plain_offers[] = { MEDIA_JSON, MEDIA_LD_JSON,
					   MEDIA__MAX };
static const enum media signed_offers[] = { MEDIA_JSON, MEDIA_LD_JSON,
					    MEDIA_JOSE, MEDIA_TEXT,
					    MEDIA__MAX };

/* What an answer's tag ends in, by its media type. */
/* clang-format off */
static const char *const tags[MEDIA__MAX] = {
	[MEDIA_JSON] = "",
	[MEDIA_LD_JSON] = "-ld",
	[MEDIA_JOSE] = "-jose",
	[MEDIA_TEXT] = "-text",
};
/* clang-format on */

static enum result
why_revoked(struct ctx *ctx, const struct holding *h, const char **reason)
{
	struct holding_bytes bytes;
	json_t *doc;

	TRY(version_reason(ctx->db, ctx->mem, h->record_id, reason));
	if (*reason)
		return OK;
	TRY(holding_bytes(ctx->db, ctx->mem, h, HOLDING_KEPT, &bytes));
	TRY(load_stored(ctx->mem, bytes.s, bytes.len, &doc));
	*reason = walk_text(doc, CLR_CLR, "revocationReason");
	return OK;
}

static enum result
refuse_revoked(struct ctx *ctx, const struct holding *h)
{
	const char *reason;

	TRY(why_revoked(ctx, h, &reason));
	return fail(GONE, "This record was revoked%s%s", reason ? ": " : ".",
		    reason ? reason : "");
}

static enum holding_form
form_of(struct ctx *ctx, enum media media)
{
	if (media == MEDIA_JOSE || media == MEDIA_TEXT)
		return HOLDING_JWS;
	return clr_reader_form(ctx);
}

static bool
is_unchanged(struct ctx *ctx, const struct holding *h, enum media media)
{
	bool is_sent = form_of(ctx, media) == HOLDING_SENT && !h->is_plain;
	const char *etag = arena_printf(ctx->mem, "\"%s%s%s\"", h->sha256,
					is_sent ? "-sent" : "", tags[media]);

	return response_not_modified(
		&ctx->res, etag, request_header(&ctx->req, "If-None-Match"));
}

enum result
clr_api_get(struct ctx *ctx)
{
	struct holding_bytes bytes;
	struct holding h;
	enum media media;

	clr_reader_headers(ctx);
	TRY(clr_reader_find(ctx, &h));
	if (h.state == HOLDING_REVOKED)
		return refuse_revoked(ctx, &h);
	media = accept_best(request_header(&ctx->req, "Accept"),
			    h.is_signed ? signed_offers : plain_offers);
	if (is_unchanged(ctx, &h, media))
		return OK;
	TRY(clr_reader_bytes(ctx, ctx->mem, &h, form_of(ctx, media), &bytes));
	response_ready(&ctx->res, 200, media_type(media), bytes.s, bytes.len);
	return OK;
}

enum result
clr_api_delete(struct ctx *ctx)
{
	const struct holding_reader reader = clr_reader(ctx);
	struct holding h;
	struct db *db;

	clr_reader_headers(ctx);
	TRY(clr_reader_find(ctx, &h));
	TRY(web_writer(ctx, &db));
	TRY(posted_del(db, &ctx->by, &reader, &h));
	response_text(&ctx->res, 204, NULL, "");
	return OK;
}

/* What a browser asks before a page of another site may (CORS). */
enum result
clr_api_options(struct ctx *ctx)
{
	web_allow_origins(ctx);
	response_header(&ctx->res, "Allow", ctx->allow);
	response_header(&ctx->res, "Access-Control-Allow-Methods", ctx->allow);
	response_header(&ctx->res, "Access-Control-Allow-Headers",
			"Authorization, Content-Type, Accept, If-None-Match");
	response_header(&ctx->res, "Access-Control-Max-Age", "86400");
	response_text(&ctx->res, 204, NULL, "");
	return OK;
}
