/*
 * The guard before every handler.  The rules of who, from where and how
 * much stand here and in the row of the route, never in a handler.
 */
#include "web/guard.h"

#include <string.h>

#include "base/rand.h"
#include "crypto/digest.h"
#include "http/multipart.h"
#include "store/store.h"

#define TYPE_FORM "application/x-www-form-urlencoded"

/* A form is this much larger than the document in it may be. */
#define FORM_AROUND 65536

/* The cookie that names a browser; bound to host and https where we can. */
static const char *
cookie_name(const struct ctx *ctx)
{
	return str_starts(ctx->app->conf->base_url, "https:")
		       ? "__Host-clarus_me"
		       : "clarus_me";
}

static void
read_me(struct ctx *ctx)
{
	const char *me = request_cookie(&ctx->req, cookie_name(ctx));

	if (me && rand_is_id(me))
		ctx->me = me;
}

static const char *
token_of(struct ctx *ctx, const char *me)
{
	const char *text = arena_printf(ctx->mem, "form %s", me);

	return digest_hex(ctx->mem, text, strlen(text));
}

const char *
guard_token(struct ctx *ctx)
{
	bool https = str_starts(ctx->app->conf->base_url, "https:");

	if (!ctx->me) {
		ctx->me = rand_id(ctx->mem);
		response_header(&ctx->res, "Set-Cookie",
				arena_printf(ctx->mem,
					     "%s=%s; Path=/; HttpOnly; "
					     "SameSite=Lax; Max-Age=31536000%s",
					     cookie_name(ctx), ctx->me,
					     https ? "; Secure" : ""));
	}
	return token_of(ctx, ctx->me);
}

static enum result
guard_who(const struct ctx *ctx)
{
	if (ctx->route->who == WHO_OFFICE && !ctx->app->conf->demo)
		return fail(FORBIDDEN, "This page is for the staff of %s.",
			    ctx->app->conf->institution);
	return OK;
}

static bool
changes(const struct ctx *ctx)
{
	return ctx->route->row.method != METHOD_GET;
}

static enum result
guard_origin(const struct ctx *ctx)
{
	if (!request_same_origin(&ctx->req, ctx->app->conf->base_url))
		return fail(FORBIDDEN,
			    "The request came from another site. "
			    "Open the page here and send the form again.");
	return OK;
}

/*
 * A browser shows itself by a cookie or an origin and must send the token.
 * A program has neither, so there is nothing a stranger could ride on.
 */
static enum result
guard_form_token(struct ctx *ctx)
{
	const char *sent = form_get(&ctx->form, "token");
	bool is_browser = ctx->me || request_header(&ctx->req, "Origin") ||
			  request_header(&ctx->req, "Sec-Fetch-Site");

	if (!is_browser)
		return OK;
	if (!ctx->me || !sent || !digest_equal(sent, token_of(ctx, ctx->me)))
		return fail(FORBIDDEN,
			    "The form was too old or is not ours. "
			    "Open the page again and send it once more. "
			    "Cookies must be allowed for this site.");
	return OK;
}

static enum result
read_form(struct ctx *ctx)
{
	const struct conf *conf = ctx->app->conf;
	const char *type = ctx->req.type;
	size_t max = (size_t)conf->max_form;
	size_t fields = (size_t)conf->max_fields;

	if (ctx->route->takes_document)
		max = (size_t)conf->max_document + FORM_AROUND;
	if (type && !streq(type, TYPE_FORM) && !ctx->req.boundary)
		return fail(BAD_TYPE,
			    "Send the form as %s or "
			    "multipart/form-data, not as %s.",
			    TYPE_FORM, type);
	TRY(request_body(&ctx->req, max));
	if (ctx->req.boundary)
		return multipart_read(&ctx->form, ctx->req.boundary,
				      ctx->req.body, ctx->req.body_len, fields);
	return form_read(&ctx->form, ctx->req.body, ctx->req.body_len, fields);
}

/* Opened when first needed, kept for the worker's life. */
static enum result
open_store(struct ctx *ctx)
{
	struct db **db = changes(ctx) ? &ctx->app->writer : &ctx->app->reader;

	if (!*db)
		TRY(store_open(ctx->app->conf->database, changes(ctx), db));
	ctx->db = *db;
	return OK;
}

enum result
guard(struct ctx *ctx)
{
	read_me(ctx);
	TRY(guard_who(ctx));
	TRY(form_read(&ctx->query, ctx->req.query, strlen(ctx->req.query),
		      (size_t)ctx->app->conf->max_fields));
	if (changes(ctx)) {
		TRY(guard_origin(ctx));
		TRY(read_form(ctx));
		TRY(guard_form_token(ctx));
	}
	return open_store(ctx);
}
