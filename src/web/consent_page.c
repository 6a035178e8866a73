/*
 * The authorization endpoint (RFC 6749 §3.1): somebody is asked whether an
 * application may do something for them, each time anew.  Whether that is a
 * request to be asked about is decided by auth/oauth.h.
 *
 * Nobody is sent anywhere without having signed in and answered, or having
 * signed in (RFC 9700 §4.11.2): anybody can register an application, and a
 * wrong request must not make this office's address lead to theirs.
 */
#include <ctype.h>
#include <string.h>

#include "base/clock.h"
#include "base/uri.h"
#include "web/gate.h"
#include "web/guard.h"
#include "web/pages.h"
#include "web/service.h"

/* What a request is made of; the form sends the same again. */
static const char *const parameters[] = {
	"response_type", "client_id",	   "redirect_uri",	    "scope",
	"state",	 "code_challenge", "code_challenge_method",
};

enum { PARAMETERS = sizeof(parameters) / sizeof(parameters[0]) };

/* Send the browser back with ${pairs}. */
static enum result
go_back(struct ctx *ctx, const struct oauth_request *request,
	const struct oauth_pair pairs[], size_t count)
{
	response_header(&ctx->res, "Cache-Control", "no-store");
	response_see_other(&ctx->res,
			   oauth_back(ctx->mem, request,
				      ctx->app->conf->base_url, pairs, count));
	return OK;
}

/* A page that says why nobody is asked; ${back} is where one may go on, or
 * NULL. */
static enum result
reply_refused(struct ctx *ctx, const char *text, const char *back)
{
	struct _hdf *hdf = web_page(ctx, "This application cannot go on");

	render_set(hdf, "Refused.text", text);
	render_set(hdf, "Refused.back", back);
	render_set(hdf, "Refused.host", back ? uri_host(ctx->mem, back) : NULL);
	return web_render(ctx, 400, "consent_refused.cs", hdf);
}

/* The request is wrong: its application is told, by who has signed in. */
static enum result
tell_error(struct ctx *ctx, const struct oauth_request *request,
	   const char *error)
{
	const char *words = arena_strdup(ctx->mem, fail_last()->text);
	const struct oauth_pair pairs[] = {
		{ "error", error },
		{ "error_description", words },
	};

	if (ctx->account)
		return go_back(ctx, request, pairs, 2);
	return reply_refused(ctx,
			     arena_printf(ctx->mem,
					  "%s asked in a way that cannot be "
					  "answered: %s.",
					  request->client.name, words),
			     oauth_back(ctx->mem, request,
					ctx->app->conf->base_url, pairs, 2));
}

/* The request of ${form}, if it is one; else the answer is made, and
 * *${is_done} says so. */
static enum result
read_request(struct ctx *ctx, const struct form *form,
	     struct oauth_request *request, bool *is_done)
{
	const char *error;
	enum result r = oauth_request_read(ctx->db, ctx->mem, form, request,
					   &error);

	*is_done = r == INVALID || (r == OK && error);
	if (r == INVALID)
		return reply_refused(
			ctx, arena_strdup(ctx->mem, fail_last()->text), NULL);
	return r == OK && error ? tell_error(ctx, request, error) : r;
}

/* "https://a.example:8443", of an address that was registered.  An address
 * in brackets has no place in a policy: its scheme will do (CSP3 §2.3.1). */
static const char *
origin_of(struct ctx *ctx, const char *uri)
{
	const char *host = strstr(uri, "://") + strlen("://"), *c;
	size_t len = strcspn(host, "/?");

	for (c = host; c < host + len; c++)
		if (!isalnum((unsigned char)*c) && !strchr(".-:", *c))
			return arena_strndup(ctx->mem, uri,
					     strcspn(uri, ":") + 1);
	return arena_strndup(ctx->mem, uri, (size_t)(host + len - uri));
}

/* The first letter of a name, for a tile where the logo would be: nothing
 * is fetched from an application that one may not even want. */
static const char *
letter_of(struct ctx *ctx, const char *name)
{
	size_t len = str_utf8_next(name, strlen(name));

	return arena_strndup(ctx->mem, name, len ? len : 1);
}

static void
fill_client(struct ctx *ctx, struct _hdf *hdf,
	    const struct oauth_request *request)
{
	const struct client *client = &request->client;

	render_set(hdf, "name", client->name);
	render_set(hdf, "letter", letter_of(ctx, client->name));
	render_set(hdf, "host", uri_host(ctx->mem, request->redirect_uri));
	render_set(hdf, "itself", client->is_registered ? "1" : NULL);
	render_set(hdf, "uri", str_empty(client->uri) ? NULL : client->uri);
	render_set(hdf, "policy",
		   str_empty(client->policy_uri) ? NULL : client->policy_uri);
	render_set(hdf, "terms",
		   str_empty(client->tos_uri) ? NULL : client->tos_uri);
}

static void
fill_scopes(struct ctx *ctx, struct _hdf *hdf, scope_set set)
{
	enum scope scope;

	for (scope = SCOPE_NONE + 1; scope < SCOPE__MAX; scope++)
		if (set & 1U << scope)
			render_set(web_nth(ctx, hdf, "scope", scope), "words",
				   scope_words(scope));
}

static void
fill_fields(struct ctx *ctx, struct _hdf *hdf, const struct form *form)
{
	struct _hdf *field;
	size_t i;

	for (i = 0; i < PARAMETERS; i++) {
		if (!form_get(form, parameters[i]))
			continue;
		field = web_nth(ctx, hdf, "field", i);
		render_set(field, "name", parameters[i]);
		render_set(field, "value", form_get(form, parameters[i]));
	}
}

static enum result
ask(struct ctx *ctx, const struct oauth_request *request)
{
	const struct grant_lives lives = service_lives(ctx);
	const bool is_lasting = oauth_is_lasting(request);
	struct _hdf *page = web_page(ctx, "Let an application in?");
	struct _hdf *hdf = render_node(page, "Consent");

	fill_client(ctx, hdf, request);
	fill_scopes(ctx, hdf, request->scope);
	fill_fields(ctx, hdf, &ctx->query);
	gate_set_time(ctx, hdf, "until",
		      clock_now() +
			      (is_lasting ? lives.refresh : lives.access));
	render_set(hdf, "lasting", is_lasting ? "1" : NULL);
	render_set(hdf, "token", guard_token(ctx));
	web_allow_form(ctx, origin_of(ctx, request->redirect_uri));
	return web_render(ctx, 200, "consent.cs", page);
}

/* Sign in first, and come back to the request as it was. */
static enum result
sign_in(struct ctx *ctx, const char *query)
{
	ctx->next = arena_printf(ctx->mem, SERVICE_AUTHORIZE "?%s", query);
	return fail(UNAUTHORIZED, "Sign in first.");
}

enum result
consent_page(struct ctx *ctx)
{
	struct oauth_request request;
	bool is_done;

	TRY(read_request(ctx, &ctx->query, &request, &is_done));
	if (is_done)
		return OK;
	if (!ctx->account)
		return sign_in(ctx, ctx->req.query);
	return ask(ctx, &request);
}

/* The query again, of what the form sent. */
static const char *
query_of(struct ctx *ctx)
{
	const char *value;
	struct str query;
	size_t i;

	str_init(&query, ctx->mem);
	for (i = 0; i < PARAMETERS; i++) {
		value = form_get(&ctx->form, parameters[i]);
		if (value)
			str_addf(&query, "%s%s=%s", query.len ? "&" : "",
				 parameters[i], uri_encode(ctx->mem, value));
	}
	return query.s;
}

static enum result
deny(struct ctx *ctx, const struct oauth_request *request)
{
	const struct oauth_pair pairs[] = {
		{ "error", "access_denied" },
		{ "error_description", "the person said no" },
	};

	return go_back(ctx, request, pairs, 2);
}

static enum result
allow(struct ctx *ctx, const struct oauth_request *request)
{
	const struct grant_lives lives = service_lives(ctx);
	const struct grant_ask ask = {
		.client_id = request->client.id,
		.account_id = ctx->account->id,
		.scope = scope_text(ctx->mem, request->scope),
		.redirect_uri = request->redirect_uri,
		.challenge = request->challenge,
	};
	struct oauth_pair pairs[] = { { "code", NULL },
				      { "scope", ask.scope } };

	TRY(grant_allow(ctx->db, ctx->mem, &ctx->by, &ask, &lives,
			&pairs[0].value));
	return go_back(ctx, request, pairs, 2);
}

enum result
consent_page_post(struct ctx *ctx)
{
	const char *answer = form_text(&ctx->form, "answer");
	struct oauth_request request;
	bool is_done;

	TRY(read_request(ctx, &ctx->form, &request, &is_done));
	if (is_done)
		return OK;
	if (!ctx->account)
		return sign_in(ctx, query_of(ctx));
	if (streq(answer, "allow"))
		return allow(ctx, &request);
	if (streq(answer, "deny"))
		return deny(ctx, &request);
	return reply_refused(ctx, "Neither yes nor no was answered.", NULL);
}
