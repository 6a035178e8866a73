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
#include "web/bearer.h"
#include "web/service.h"

/* The cookies: which browser this is, and who is signed in there. */
#define COOKIE_ME "clarus_me"
#define COOKIE_SESSION "clarus_session"

#define YEAR 31536000

#define TYPE_FORM "application/x-www-form-urlencoded"
#define TYPE_JSON "application/json"

/* A form is this much larger than the document in it may be. */
#define FORM_AROUND 65536

/* An editor's form has a field for each value of a document: so many times
 * the fields of another form. */
#define FIELDS_OF_EDITOR 20

static bool
changes(const struct ctx *ctx)
{
	return ctx->route->row.method != METHOD_GET &&
	       ctx->route->row.method != METHOD_OPTIONS;
}

/* A cookie of ours, bound to host and https where we can. */
static const char *
cookie_name(struct ctx *ctx, const char *name)
{
	bool https = str_starts(ctx->app->conf->base_url, "https:");

	return https ? arena_printf(ctx->mem, "__Host-%s", name) : name;
}

static const char *
cookie(struct ctx *ctx, const char *name)
{
	const char *value = request_cookie(&ctx->req, cookie_name(ctx, name));

	return value && rand_is_id(value) ? value : NULL;
}

/* ${seconds}: how long the browser keeps it; 0: it goes at once. */
static void
set_cookie(struct ctx *ctx, const char *name, const char *value,
	   long long seconds)
{
	bool https = str_starts(ctx->app->conf->base_url, "https:");

	response_add(&ctx->res, "Set-Cookie",
		     arena_printf(ctx->mem,
				  "%s=%s; Path=/; HttpOnly; SameSite=Lax; "
				  "Max-Age=%lld%s",
				  cookie_name(ctx, name), value, seconds,
				  https ? "; Secure" : ""));
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
	if (!ctx->me) {
		ctx->me = rand_id(ctx->mem);
		set_cookie(ctx, COOKIE_ME, ctx->me, YEAR);
	}
	return token_of(ctx, ctx->me);
}

void
guard_signed_in(struct ctx *ctx, const char *cookie)
{
	set_cookie(ctx, COOKIE_SESSION, cookie,
		   cookie[0] ? ctx->app->conf->session_absolute : 0);
}

/* Who is signed in here; a session past its life is nobody. */
static enum result
read_session(struct ctx *ctx)
{
	const struct conf *conf = ctx->app->conf;
	const struct session_life life = { conf->session_idle,
					   conf->session_absolute };
	const char *value = cookie(ctx, COOKIE_SESSION);
	struct session_opened *opened;
	enum result r;

	ctx->role = conf->demo ? ROLE_VISITOR : ROLE_NOBODY;
	ctx->by = (struct audit_by){ "", "A visitor", "" };
	if (value || changes(ctx))
		ctx->by.address = audit_address(ctx->mem,
						request_address(&ctx->req));
	if (!value)
		return OK;
	opened = arena_alloc(ctx->mem, sizeof(*opened));
	r = session_open(ctx->db, ctx->mem, value, &life, opened);
	if (r != OK)
		return r == NOT_FOUND ? OK : r;
	ctx->session = &opened->session;
	ctx->account = &opened->account;
	ctx->role = rights_role_named(ctx->account->role);
	ctx->by.account_id = ctx->account->id;
	ctx->by.name = ctx->account->name;
	return OK;
}

/* A browser shows itself by a cookie or an origin; a program has neither, so
 * there is nothing a stranger could ride on. */
static bool
is_browser(const struct ctx *ctx)
{
	return ctx->me || ctx->session || request_header(&ctx->req, "Origin") ||
	       request_header(&ctx->req, "Sec-Fetch-Site");
}

/* Where an unknown caller goes on after signing in: to the page asked for,
 * or to what was typed. */
static enum result
go_on(struct ctx *ctx)
{
	const char *id, *query = ctx->req.query;

	if (!changes(ctx)) {
		ctx->next = arena_printf(ctx->mem, "%s%s%s", ctx->req.path,
					 query[0] ? "?" : "", query);
		return OK;
	}
	if (!is_browser(ctx))
		return OK;
	TRY(web_park(ctx, ctx->req.path, &id));
	ctx->next = arena_printf(ctx->mem, "/parked/%s", id);
	return OK;
}

static enum result
guard_right(struct ctx *ctx)
{
	if (rights_has(ctx->role, ctx->route->needs))
		return OK;
	if (ctx->account)
		return fail(FORBIDDEN, "Your role does not include this.");
	TRY(go_on(ctx));
	return fail(UNAUTHORIZED, "This page is for the staff of %s.",
		    ctx->app->conf->institution);
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

static enum result
guard_form_token(struct ctx *ctx)
{
	const char *sent = form_get(&ctx->form, "token");

	if (!is_browser(ctx))
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

	if (ctx->route->takes_document || ctx->route->takes_bytes)
		max = (size_t)conf->max_document + FORM_AROUND;
	if (ctx->route->takes_files) {
		max = (size_t)conf->max_upload + (size_t)conf->max_form;
		fields *= FIELDS_OF_EDITOR;
	}
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

static enum result
open_store(struct ctx *ctx)
{
	struct app *app = ctx->app;

	if (changes(ctx) && !ctx->route->takes_bytes)
		return web_writer(ctx, &ctx->db);
	if (!app->reader)
		TRY(store_open(app->conf->database, false, &app->reader));
	ctx->db = app->reader;
	return OK;
}

bool
guard_is_form(const struct ctx *ctx)
{
	return ctx->req.boundary || streq(ctx->req.type, TYPE_FORM);
}

/* A program's request acts for nobody who is signed in: there is no session
 * to look up, and nothing a stranger could ride on. */
static enum result
guard_program(struct ctx *ctx)
{
	TRY(guard_origin(ctx));
	if (guard_is_form(ctx))
		TRY(read_form(ctx));
	else
		TRY(request_body(&ctx->req,
				 (size_t)ctx->app->conf->max_document));
	return guard_right(ctx);
}

static enum result
read_query(struct ctx *ctx)
{
	return form_read(&ctx->query, ctx->req.query, strlen(ctx->req.query),
			 (size_t)ctx->app->conf->max_fields);
}

static enum result
read_json(struct ctx *ctx)
{
	const char *type = ctx->req.type;

	if (!streq(type, "application/json") &&
	    !streq(type, "application/ld+json"))
		return fail(BAD_TYPE, "Send JSON, as application/json or "
				      "application/ld+json.");
	return request_body(&ctx->req, (size_t)ctx->app->conf->max_document);
}

/* Who has a token is a program: no cookie counts, and so there is nothing a
 * stranger could ride on. */
static enum result
guard_bearer(struct ctx *ctx)
{
	if (!ctx->app->reader)
		TRY(store_open(ctx->app->conf->database, false,
			       &ctx->app->reader));
	ctx->db = ctx->app->reader;
	TRY(bearer_open(ctx));
	ctx->is_query_wrong = true;
	TRY(read_query(ctx));
	TRY(bearer_query(ctx));
	ctx->is_query_wrong = false;
	return ctx->route->takes_json ? read_json(ctx) : OK;
}

/* A service takes forms and JSON, from wherever: it is the handler that looks
 * at who calls. */
static enum result
guard_service(struct ctx *ctx)
{
	const enum method method = ctx->route->row.method;

	service_headers(ctx);
	TRY(open_store(ctx));
	ctx->by = (struct audit_by){ "", "An application", "" };
	ctx->by.address = audit_address(ctx->mem, request_address(&ctx->req));
	if (method != METHOD_POST && method != METHOD_PUT)
		return OK;
	if (streq(ctx->req.type, TYPE_JSON))
		return request_body(&ctx->req,
				    (size_t)ctx->app->conf->max_form);
	if (ctx->req.boundary)
		return fail(BAD_TYPE, "Send " TYPE_FORM " or " TYPE_JSON ".");
	return read_form(ctx);
}

enum result
guard(struct ctx *ctx)
{
	const char *base_url = ctx->app->conf->base_url;

	if (ctx->route->says == SAYS_IMSX &&
	    !request_is_for(&ctx->req, base_url))
		return fail(MISDIRECTED, "This service is at %s.", base_url);
	if (ctx->route->scopes)
		return guard_bearer(ctx);
	if (ctx->route->is_open)
		return open_store(ctx);
	if (ctx->route->is_service)
		return guard_service(ctx);
	ctx->me = cookie(ctx, COOKIE_ME);
	TRY(read_query(ctx));
	TRY(open_store(ctx));
	if (ctx->route->takes_bytes)
		return guard_program(ctx);
	TRY(read_session(ctx));
	if (changes(ctx)) {
		TRY(guard_origin(ctx));
		TRY(read_form(ctx));
		TRY(guard_form_token(ctx));
	}
	return guard_right(ctx);
}
