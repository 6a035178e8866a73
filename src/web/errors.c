/*
 * What a failure is called: one row a result gives its HTTP status, its
 * words for people and the words of each protocol.  Called by the
 * dispatcher alone; a handler only returns its result.
 */
#include "web/errors.h"

#include <jansson.h>

#include "auth/oauth.h"
#include "base/uri.h"
#include "page/embed.h"
#include "web/web.h"

/* clang-format off */
static const struct error_row rows[RESULT__MAX] = {
	[OK] = { .status = 200, .title = "OK", .words = "" },
	[INVALID] = { .status = 422, .standard = 400, .tells = true,
		.title = "This cannot be taken as it is",
		.words = "Please correct what is named here and try again.",
		.imsx_major = "failure", .imsx_minor = "invalid_data",
		.oauth = "invalid_request" },
	[UNAUTHORIZED] = { .status = 401, .tells = true,
		.title = "Please sign in",
		.words = "This page is only for people who are signed in.",
		.imsx_major = "failure", .imsx_minor = "unauthorizedrequest",
		.oauth = "invalid_token" },
	[FORBIDDEN] = { .status = 403, .tells = true,
		.title = "This is not open to you",
		.words = "If you think it should be, ask the institution.",
		.imsx_major = "failure", .imsx_minor = "forbidden",
		.oauth = "access_denied" },
	[NOT_FOUND] = { .status = 404,
		.title = "There is nothing at this address",
		.words = "The address may be mistyped or cut short. Copy it "
			 "again from where you found it.",
		.imsx_major = "failure", .oauth = "invalid_request" },
	[GONE] = { .status = 410, .imsx_tells = true,
		.title = "This was withdrawn",
		.words = "What stood here is no longer available. Ask the "
			 "person who gave you the address for a new one.",
		.imsx_major = "failure", .oauth = "invalid_request" },
	[BAD_METHOD] = { .status = 405, .tells = true,
		.title = "This address does not take that kind of request",
		.words = "It exists, but is used in another way.",
		.imsx_major = "unsupported", .oauth = "invalid_request" },
	[CONFLICT] = { .status = 409, .tells = true,
		.title = "This was changed meanwhile",
		.words = "Look at it as it is now, then try again.",
		.imsx_major = "failure", .imsx_minor = "invalid_data",
		.oauth = "invalid_request" },
	[TOO_BIG] = { .status = 413, .tells = true,
		.title = "This is too big",
		.words = "Nothing was stored.",
		.imsx_major = "failure", .imsx_minor = "invalid_data",
		.oauth = "invalid_request" },
	[BAD_TYPE] = { .status = 415, .tells = true,
		.title = "This kind of content is not taken here",
		.words = "Nothing was stored.",
		.imsx_major = "failure", .imsx_minor = "invalid_data",
		.oauth = "invalid_request" },
	[UPSTREAM] = { .status = 502,
		.title = "Another system did not answer as it should",
		.words = "Please try again in a little while.",
		.imsx_major = "failure",
		.imsx_minor = "internal_server_error",
		.oauth = "server_error" },
	[TOO_OFTEN] = { .status = 429, .tells = true,
		.title = "Too many tries",
		.words = "Please wait a little before you try again.",
		.imsx_major = "failure", .imsx_minor = "server_busy",
		.oauth = "temporarily_unavailable" },
	[BUSY] = { .status = 503,
		.title = "The office is busy",
		.words = "Nothing was lost. Please try again in a little "
			 "while.",
		.imsx_major = "failure", .imsx_minor = "server_busy",
		.oauth = "temporarily_unavailable" },
	[MISDIRECTED] = { .status = 421, .tells = true,
		.title = "This server does not speak for that address",
		.words = "Use the address that the institution gave you.",
		.imsx_major = "failure", .oauth = "invalid_request" },
	[INTERNAL] = { .status = 500,
		.title = "Something went wrong on our side",
		.words = "It has been noted in the log. Please try again; if "
			 "it happens again, tell the institution the time.",
		.imsx_major = "failure",
		.imsx_minor = "internal_server_error",
		.oauth = "server_error" },
};
/* clang-format on */

const struct error_row *
errors_row(enum result result)
{
	if ((unsigned)result >= RESULT__MAX || !rows[result].status)
		return &rows[INTERNAL];
	return &rows[result];
}

/* The sentence to show: the failure's own where the row allows it. */
static const char *
told(const struct error_row *row)
{
	const struct failure *last = fail_last();

	if (row->tells && last->text[0])
		return last->text;
	return NULL;
}

static enum dialect
says_of(const struct ctx *ctx)
{
	return ctx->route ? ctx->route->says : web_routes_says(ctx->req.path);
}

/* The row's status, or what the standard of this address says instead. */
static int
status_of(const struct ctx *ctx, const struct error_row *row)
{
	const bool has_standard = says_of(ctx) == SAYS_IMSX ||
				  (ctx->route && ctx->route->bad_is_400);

	return has_standard && row->standard ? row->standard : row->status;
}

/* imsx_StatusInfo (CLR 1.0 §2.7): what programs are told everywhere. */
static void
reply_json(struct ctx *ctx, const struct error_row *row, const char *words)
{
	const char *major = row->imsx_major ? row->imsx_major : "failure";
	const char *minor = row->imsx_minor;
	json_auto_t *body = json_object();

	if (ctx->is_query_wrong)
		minor = "invalid_query_parameter";
	json_object_set_new(body, "imsx_codeMajor", json_string(major));
	json_object_set_new(body, "imsx_severity", json_string("error"));
	json_object_set_new(body, "imsx_description", json_string(words));
	if (minor)
		json_object_set_new(
			body, "imsx_codeMinor",
			json_pack("{s:[{s:s, s:s}]}", "imsx_codeMinorField",
				  "imsx_codeMinorFieldName", "TargetEndSystem",
				  "imsx_codeMinorFieldValue", minor));
	response_text(&ctx->res, status_of(ctx, row), media_type(MEDIA_JSON),
		      "");
	embed_value(&ctx->res.body, body);
}

/* The same at addresses of CLR 1.0. */
static void
reply_imsx(struct ctx *ctx, const struct error_row *row)
{
	const char *words = told(row) ? told(row) : row->title;

	if (row->imsx_tells && fail_last()->text[0])
		words = fail_last()->text;
	reply_json(ctx, row, words);
	web_allow_origins(ctx);
}

/* The same for programs that know OAuth's two words. */
static void
reply_oauth(struct ctx *ctx, const struct error_row *row)
{
	const char *words = told(row) ? told(row) : row->title;
	json_auto_t *body = json_pack("{s:s, s:s}", "error", row->oauth,
				      "error_description",
				      oauth_words(ctx->mem, words));

	response_text(&ctx->res, status_of(ctx, row), media_type(MEDIA_JSON),
		      "");
	embed_value(&ctx->res.body, body);
}

static enum result
reply_page(struct ctx *ctx, const struct error_row *row)
{
	struct _hdf *hdf;

	hdf = web_page(ctx, row->title);
	render_set_number(hdf, "Error.status", status_of(ctx, row));
	render_set(hdf, "Error.title", row->title);
	render_set(hdf, "Error.words", row->words);
	render_set(hdf, "Error.text", told(row));
	return web_render(ctx, status_of(ctx, row), "error.cs", hdf);
}

static bool
wants_json(const struct ctx *ctx)
{
	static const enum media page[] = { MEDIA_HTML, MEDIA_JSON,
					   MEDIA_LD_JSON, MEDIA__MAX };
	static const enum media data[] = { MEDIA_JSON, MEDIA_HTML,
					   MEDIA_LD_JSON, MEDIA__MAX };
	const char *accept = request_header(&ctx->req, "Accept");
	bool is_data = ctx->route && ctx->route->says == SAYS_DATA;

	return accept_best(accept, is_data ? data : page) != MEDIA_HTML;
}

void
errors_reply(struct ctx *ctx, enum result result)
{
	const struct error_row *row = errors_row(result);
	const enum dialect says = says_of(ctx);

	str_clear(&ctx->res.body);
	ctx->res.ready = NULL;
	response_header(&ctx->res, "Cache-Control", "no-store");
	response_header(&ctx->res, "Vary", "Accept");
	if (result == BUSY)
		response_header(&ctx->res, "Retry-After", "5");
	if (says == SAYS_OAUTH) {
		reply_oauth(ctx, row);
		return;
	}
	if (says == SAYS_IMSX) {
		reply_imsx(ctx, row);
		return;
	}
	if (says != SAYS_PLAIN && wants_json(ctx)) {
		reply_json(ctx, row, told(row) ? told(row) : row->title);
		return;
	}
	if (ctx->next && result == UNAUTHORIZED) {
		response_see_other(&ctx->res,
				   web_path(ctx, "/login?next=%s",
					    uri_encode(ctx->mem, ctx->next)));
		return;
	}
	if (says != SAYS_PLAIN && ctx->app->render &&
	    reply_page(ctx, row) == OK)
		return;
	response_text(&ctx->res, row->status, "text/plain; charset=utf-8",
		      row->title);
}
