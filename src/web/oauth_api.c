/*
 * The token endpoint and its kin (RFC 6749, 7009, 7662), and what programs
 * read about this authorization server (RFC 8414).  The rules are in
 * auth/oauth.h; here is HTTP.
 */
#include "store/attempt.h"
#include "store/hosted.h"
#include "web/gate.h"
#include "web/pages.h"
#include "web/service.h"

/* How often a client may be called with a wrong secret from one network
 * before it takes longer. */
#define FREE_SECRETS 50

/* An endpoint's rule. */
typedef enum result
oauth_rule(const struct oauth_call *call, const struct client *client,
	   struct oauth_reply *reply);

/* May a secret be tried under ${key}? */
static enum result
may_try(struct ctx *ctx, const char *key)
{
	long long wait;
	enum result r = attempt_may(ctx->db, key, FREE_SECRETS, &wait);

	if (r != TOO_OFTEN)
		return r;
	gate_retry_after(ctx, wait);
	return fail(TOO_OFTEN,
		    "Too many wrong secrets. Try again in %lld seconds.", wait);
}

/* Which client calls; as oauth_client(), with those slowed down who guess.
 * Who names no client guesses nothing. */
static enum result
find_client(struct ctx *ctx, const struct oauth_call *call,
	    struct client *client, struct oauth_reply *reply)
{
	const char *id = oauth_claimed(call);
	const char *key = arena_printf(ctx->mem, "secret of %s from %s", id,
				       ctx->by.address);

	if (!id[0])
		return oauth_client(call, client, reply);
	TRY(may_try(ctx, key));
	TRY(oauth_client(call, client, reply));
	return reply->status == 401 ? attempt_failed(ctx->db, key) : OK;
}

static enum result
answer(struct ctx *ctx, oauth_rule *rule)
{
	const struct grant_lives lives = service_lives(ctx);
	const struct oauth_call call = {
		.db = ctx->db,
		.mem = ctx->mem,
		.form = &ctx->form,
		.authorization = request_header(&ctx->req, "Authorization"),
		.lives = &lives,
	};
	struct oauth_reply reply;
	struct client client;

	if (ctx->req.body_len && streq(ctx->req.type, "application/json"))
		return fail(BAD_TYPE, "Send a form as "
				      "application/x-www-form-urlencoded.");
	TRY(find_client(ctx, &call, &client, &reply));
	if (!reply.error)
		TRY(rule(&call, &client, &reply));
	service_reply(ctx, &reply);
	return OK;
}

/* Where no job process does it, who comes for tokens sweeps. */
static enum result
sweep(struct ctx *ctx)
{
	enum result r = grant_sweep(ctx->db);

	if (r == NOT_FOUND)
		r = client_sweep(ctx->db, &ctx->by);
	return r == NOT_FOUND ? OK : r;
}

enum result
oauth_api_token(struct ctx *ctx)
{
	if (!ctx->app->has_job)
		TRY(sweep(ctx));
	return answer(ctx, oauth_token);
}

enum result
oauth_api_revoke(struct ctx *ctx)
{
	return answer(ctx, oauth_revoke);
}

enum result
oauth_api_introspect(struct ctx *ctx)
{
	return answer(ctx, oauth_introspect);
}

enum result
oauth_api_options(struct ctx *ctx)
{
	service_options(ctx, "POST, OPTIONS");
	return OK;
}

/* ---- What programs read about it */

static json_t *
scopes_json(void)
{
	json_t *list = json_array();
	enum scope scope;

	for (scope = SCOPE_NONE + 1; scope < SCOPE__MAX; scope++)
		if (scope_is_offered(scope))
			json_array_append_new(list,
					      json_string(scope_name(scope)));
	return list;
}

static void
set_url(struct ctx *ctx, json_t *json, const char *name, const char *path)
{
	json_object_set_new(json, name, json_string(web_url(ctx, "%s", path)));
}

static void
set_urls(struct ctx *ctx, json_t *json)
{
	set_url(ctx, json, "issuer", "");
	set_url(ctx, json, "authorization_endpoint", SERVICE_AUTHORIZE);
	set_url(ctx, json, "token_endpoint", SERVICE_TOKEN);
	set_url(ctx, json, "revocation_endpoint", SERVICE_REVOKE);
	set_url(ctx, json, "introspection_endpoint", SERVICE_INTROSPECT);
	set_url(ctx, json, "jwks_uri", "/" HOSTED_JWKS_PATH ".json");
	if (!streq(ctx->app->conf->client_registration, "closed"))
		set_url(ctx, json, "registration_endpoint", SERVICE_REGISTER);
}

enum result
oauth_api_metadata(struct ctx *ctx)
{
	static const char *const methods[] = {
		"token_endpoint_auth_methods_supported",
		"revocation_endpoint_auth_methods_supported",
		"introspection_endpoint_auth_methods_supported",
	};
	json_t *json = json_object();
	size_t i;

	response_header(&ctx->res, "Cache-Control", "no-cache");
	set_urls(ctx, json);
	json_object_set_new(json, "scopes_supported", scopes_json());
	json_object_set_new(json, "response_types_supported",
			    json_pack("[s]", "code"));
	json_object_set_new(json, "response_modes_supported",
			    json_pack("[s]", "query"));
	json_object_set_new(json, "grant_types_supported",
			    json_pack("[s, s, s]", "authorization_code",
				      "refresh_token", "client_credentials"));
	for (i = 0; i < sizeof(methods) / sizeof(methods[0]); i++)
		json_object_set_new(json, methods[i],
				    json_pack("[s, s]", "client_secret_basic",
					      "client_secret_post"));
	json_object_set_new(json, "code_challenge_methods_supported",
			    json_pack("[s]", "S256"));
	json_object_set_new(json,
			    "authorization_response_iss_parameter_supported",
			    json_true());
	service_json(ctx, 200, json);
	return OK;
}

enum result
oauth_api_metadata_options(struct ctx *ctx)
{
	service_options(ctx, "GET, HEAD, OPTIONS");
	return OK;
}
