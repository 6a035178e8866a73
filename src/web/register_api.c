/*
 * Applications that register themselves (RFC 7591), and look after what they
 * said (RFC 7592).  What they may say is judged by auth/register.h.
 */
#include <string.h>

#include "auth/register.h"
#include "base/clock.h"
#include "model/load.h"
#include "web/bounds.h"
#include "web/pages.h"
#include "web/service.h"

#define BEARER "Bearer "

#define METADATA "invalid_client_metadata"

enum { HOUR = 3600 };

static bool
is_registration(const struct ctx *ctx, const char *word)
{
	return streq(ctx->app->conf->client_registration, word);
}

static void
refuse(struct ctx *ctx, int status, const char *error, const char *words)
{
	const struct oauth_reply reply = { .status = status,
					   .error = error,
					   .words = words };

	service_reply(ctx, &reply);
}

/* One more from this address within the setting registration_rate? */
static enum result
may_register(struct ctx *ctx)
{
	const struct bound bound = {
		.what = "register",
		.who = request_address(&ctx->req),
		.seconds = HOUR,
		.most = ctx->app->conf->registration_rate,
	};
	int wait;

	if (bounds_allow(ctx->app->bounds, &bound, &wait))
		return OK;
	response_header(&ctx->res, "Retry-After",
			arena_printf(ctx->mem, "%d", wait));
	return fail(TOO_OFTEN,
		    "From one address %lld applications an hour can register. "
		    "Try again in %d seconds.",
		    bound.most, wait);
}

/* The body as JSON. */
static enum result
read_json(struct ctx *ctx, json_t **json)
{
	if (ctx->req.body_len > REGISTER_BYTES)
		return fail(TOO_BIG, "The metadata is longer than %d bytes.",
			    REGISTER_BYTES);
	if (!streq(ctx->req.type, "application/json"))
		return fail(BAD_TYPE, "Send the metadata as application/json.");
	return load_json(ctx->mem, ctx->req.body, ctx->req.body_len,
			 &ctx->app->limits, json);
}

/* INVALID: *${error} is the word for it. */
static enum result
read_client(struct ctx *ctx, const json_t *json, struct client *client,
	    const char **error)
{
	const struct register_rule rule = {
		.offered = service_scopes(),
		.loopback = str_starts(ctx->app->conf->base_url, "http:"),
	};

	return register_read(ctx->mem, json, &rule, client, error);
}

/* Answer with ${client} as it is registered, and ${secrets}. */
static void
reply_client(struct ctx *ctx, int status, const struct client *client,
	     const struct client_secrets *secrets)
{
	json_t *json = register_json(client);

	json_object_set_new(json, "client_id", json_string(secrets->id));
	json_object_set_new(json, "client_id_issued_at",
			    json_integer((json_int_t)client->created_at));
	if (secrets->secret)
		json_object_set_new(json, "client_secret",
				    json_string(secrets->secret));
	json_object_set_new(json, "client_secret_expires_at", json_integer(0));
	json_object_set_new(json, "registration_access_token",
			    json_string(secrets->manage));
	json_object_set_new(
		json, "registration_client_uri",
		json_string(web_url(ctx, SERVICE_REGISTER "/%s", secrets->id)));
	service_json(ctx, status, json);
}

/* Keep a new client. */
static enum result
take(struct ctx *ctx, const char **error)
{
	struct client_secrets secrets;
	struct client client;
	json_t *json;

	TRY(read_json(ctx, &json));
	TRY(read_client(ctx, json, &client, error));
	if (is_registration(ctx, "approval"))
		client.state = CLIENT_WAITING;
	client.created_at = clock_now();
	TRY(client_put(ctx->db, ctx->mem, &ctx->by, &client, &secrets));
	reply_client(ctx, 201, &client, &secrets);
	return OK;
}

/* What was refused, in the words of RFC 7591 §3.2.2. */
static enum result
told(struct ctx *ctx, enum result r, const char *error)
{
	if (r != INVALID)
		return r;
	refuse(ctx, 400, error, fail_last()->text);
	return OK;
}

enum result
register_api_post(struct ctx *ctx)
{
	const char *error = METADATA;
	enum result r;

	if (is_registration(ctx, "closed")) {
		refuse(ctx, 403, "access_denied",
		       "Applications do not register themselves here: ask "
		       "the institution.");
		return OK;
	}
	TRY(may_register(ctx));
	r = take(ctx, &error);
	return told(ctx, r, error);
}

/* The client that the path names, if the caller has its token. */
static enum result
find_client(struct ctx *ctx, struct client *client,
	    struct client_secrets *secrets)
{
	const char *header = request_header(&ctx->req, "Authorization");
	enum result r = NOT_FOUND;

	*secrets = (struct client_secrets){ .id = ctx->params[0] };
	if (header && strncasecmp(header, BEARER, strlen(BEARER)) == 0)
		secrets->manage = arena_strdup(ctx->mem,
					       header + strlen(BEARER));
	if (secrets->manage)
		r = client_managed(ctx->db, ctx->mem, secrets->id,
				   secrets->manage, client);
	if (r != NOT_FOUND)
		return r;
	response_header(&ctx->res, "WWW-Authenticate",
			secrets->manage ? "Bearer realm=\"register\", "
					  "error=\"invalid_token\""
					: "Bearer realm=\"register\"");
	refuse(ctx, 401, "invalid_token",
	       "the registration_access_token is missing or wrong");
	return NOT_FOUND;
}

enum result
register_api_get(struct ctx *ctx)
{
	struct client_secrets secrets;
	struct client client;
	enum result r = find_client(ctx, &client, &secrets);

	if (r == OK)
		reply_client(ctx, 200, &client, &secrets);
	return r == NOT_FOUND ? OK : r;
}

/* Is what it says beside its metadata right (RFC 7592 §2.2)? */
static enum result
check_ours(struct ctx *ctx, const json_t *json, const struct client *client)
{
	static const char *const ours[] = { "registration_access_token",
					    "registration_client_uri",
					    "client_secret_expires_at",
					    "client_id_issued_at" };
	const json_t *secret = json_object_get(json, "client_secret");
	struct client found;
	size_t i;

	if (!streq(json_string_value(json_object_get(json, "client_id")),
		   client->id))
		return fail(INVALID, "client_id is missing, or another's");
	for (i = 0; i < sizeof(ours) / sizeof(ours[0]); i++)
		if (json_object_get(json, ours[i]))
			return fail(INVALID, "%s is not the client's to say",
				    ours[i]);
	if (secret && client_check(ctx->db, ctx->mem, client->id,
				   json_string_value(secret), &found) != OK)
		return fail(INVALID, "client_secret is not the one issued");
	return OK;
}

/* Keep it, with no more scope than it had.  What was approved was something
 * else. */
static enum result
change(struct ctx *ctx, const struct client *old, struct client *new,
       struct client_secrets *secrets)
{
	scope_set had, wants;

	TRY(scope_read(old->scope, &had, NULL));
	TRY(scope_read(new->scope, &wants, NULL));
	new->scope = scope_text(ctx->mem, had & wants);
	new->id = old->id;
	new->created_at = old->created_at;
	new->state = is_registration(ctx, "approval") ? CLIENT_WAITING
						      : old->state;
	return client_change(ctx->db, ctx->mem, &ctx->by, new,
			     &secrets->manage);
}

static enum result
put(struct ctx *ctx, const struct client *old, struct client_secrets *secrets,
    const char **error)
{
	struct client new;
	json_t *json;

	TRY(read_json(ctx, &json));
	TRY(check_ours(ctx, json, old));
	TRY(read_client(ctx, json, &new, error));
	TRY(change(ctx, old, &new, secrets));
	reply_client(ctx, 200, &new, secrets);
	return OK;
}

enum result
register_api_put(struct ctx *ctx)
{
	const char *error = METADATA;
	struct client_secrets secrets;
	struct client client;
	enum result r = find_client(ctx, &client, &secrets);

	if (r != OK)
		return r == NOT_FOUND ? OK : r;
	if (client.state == CLIENT_DISABLED) {
		refuse(ctx, 403, "access_denied", "The client is disabled.");
		return OK;
	}
	r = put(ctx, &client, &secrets, &error);
	return told(ctx, r, error);
}

enum result
register_api_delete(struct ctx *ctx)
{
	struct client_secrets secrets;
	struct client client;
	enum result r = find_client(ctx, &client, &secrets);

	if (r != OK)
		return r == NOT_FOUND ? OK : r;
	TRY(client_del(ctx->db, &ctx->by, client.id));
	response_text(&ctx->res, 204, NULL, "");
	return OK;
}

enum result
register_api_options(struct ctx *ctx)
{
	service_options(ctx, "POST, OPTIONS");
	return OK;
}

enum result
register_api_options_one(struct ctx *ctx)
{
	service_options(ctx, "GET, HEAD, PUT, DELETE, OPTIONS");
	return OK;
}
