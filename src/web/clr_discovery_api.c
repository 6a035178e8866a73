/*
 * What this service is and offers, for other systems that connect to it
 * (CLR 1.0 §3.1).  The scopes are those of the table; a member that the
 * standard does not know has no place here (its schema is closed).
 */
#include <inttypes.h>
#include <string.h>

#include "model/jsonmem.h"
#include "web/pages.h"
#include "web/service.h"

static const enum media offers[] = { MEDIA_JSON, MEDIA_LD_JSON, MEDIA__MAX };

/* clang-format off */
/* The endpoints, as the document names them. */
static const struct {
	const char *member, *path;
} endpoints[] = {
	{ "authorizationUrl", SERVICE_AUTHORIZE },
	{ "tokenUrl", SERVICE_TOKEN },
	{ "registrationUrl", SERVICE_REGISTER },
};
/* clang-format on */

static void
put(json_t *doc, const char *member, const char *text)
{
	json_object_set_new(doc, member, json_string(text));
}

static const char *
page_or_start(struct ctx *ctx, const char *url)
{
	return url ? url : web_url(ctx, "/");
}

static void
put_scopes(json_t *doc)
{
	json_t *list = json_array();
	enum scope scope;

	for (scope = SCOPE_NONE + 1; scope < SCOPE__MAX; scope++)
		if (scope_is_offered(scope))
			json_array_append_new(list,
					      json_string(scope_name(scope)));
	json_object_set_new(doc, "scopesOffered", list);
}

static const char *
document(struct ctx *ctx)
{
	const struct conf *conf = ctx->app->conf;
	json_t *doc = json_object();
	size_t i;

	jsonmem_defer(ctx->mem, doc);
	put(doc, "@context", CLR_CONTEXT);
	put(doc, "type", "DiscoveryDocument");
	put(doc, "name", conf->institution);
	for (i = 0; i < sizeof(endpoints) / sizeof(endpoints[0]); i++)
		put(doc, endpoints[i].member,
		    web_url(ctx, "%s", endpoints[i].path));
	put(doc, "privacyPolicyUrl", page_or_start(ctx, conf->privacy_url));
	put(doc, "termsOfServiceUrl", page_or_start(ctx, conf->terms_url));
	put_scopes(doc);
	return jsonmem_text(ctx->mem, doc, JSON_COMPACT);
}

enum result
clr_discovery_api(struct ctx *ctx)
{
	const char *accept = request_header(&ctx->req, "Accept");
	enum media media = accept_best(accept, offers);
	const char *text = document(ctx);
	const char *etag = arena_printf(ctx->mem, "\"%016" PRIx64 "%s\"",
					str_sum(text, strlen(text)),
					media == MEDIA_LD_JSON ? "-ld" : "");

	web_allow_origins(ctx);
	response_header(&ctx->res, "Cache-Control", "no-cache");
	response_header(&ctx->res, "Vary", "Accept");
	if (!response_not_modified(&ctx->res, etag,
				   request_header(&ctx->req, "If-None-Match")))
		response_ready(&ctx->res, 200, media_type(media), text,
			       strlen(text));
	return OK;
}
