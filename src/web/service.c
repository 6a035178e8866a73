/*
 * Answers of the authorization server, as RFC 6749, 7009, 7591 and 7662 want
 * them.  What they say is decided in auth/ and by the handlers.
 */
#include "web/service.h"

#include "page/embed.h"

/* Whoever calls proves it by Basic. */
#define CHALLENGE "Basic realm=\"oauth2\", charset=\"UTF-8\""

void
service_headers(struct ctx *ctx)
{
	response_header(&ctx->res, "Access-Control-Allow-Origin", "*");
	response_header(&ctx->res, "Access-Control-Expose-Headers",
			"WWW-Authenticate, Retry-After");
	response_header(&ctx->res, "Cache-Control", "no-store");
	response_header(&ctx->res, "Pragma", "no-cache");
}

/* ${json} is the caller's. */
static void
write_json(struct ctx *ctx, int status, const json_t *json)
{
	response_text(&ctx->res, status, media_type(MEDIA_JSON), "");
	embed_value(&ctx->res.body, json);
}

void
service_json(struct ctx *ctx, int status, json_t *json)
{
	write_json(ctx, status, json);
	json_decref(json);
}

void
service_reply(struct ctx *ctx, const struct oauth_reply *reply)
{
	if (!reply->error) {
		write_json(ctx, reply->status, reply->json);
		return;
	}
	if (reply->status == 401)
		response_default(&ctx->res, "WWW-Authenticate", CHALLENGE);
	service_json(ctx, reply->status,
		     json_pack("{s:s, s:s}", "error", reply->error,
			       "error_description",
			       oauth_words(ctx->mem, reply->words)));
}

void
service_options(struct ctx *ctx, const char *allow)
{
	response_header(&ctx->res, "Allow", allow);
	response_header(&ctx->res, "Access-Control-Allow-Methods", allow);
	response_header(&ctx->res, "Access-Control-Allow-Headers",
			"Authorization, Content-Type, Accept");
	response_header(&ctx->res, "Access-Control-Max-Age", "86400");
	response_text(&ctx->res, 204, NULL, "");
}

struct grant_lives
service_lives(const struct ctx *ctx)
{
	const struct conf *conf = ctx->app->conf;

	return (struct grant_lives){
		.code = conf->token_code_seconds,
		.access = conf->token_access_seconds,
		.refresh = conf->token_refresh_seconds,
	};
}

scope_set
service_scopes(void)
{
	return (1U << SCOPE__MAX) - 1 - (1U << SCOPE_NONE);
}
