/*
 * Bearer tokens of other systems: one statement to read, none to write.
 */
#include "web/bearer.h"

#include <string.h>
#include <strings.h>

#include "store/grant.h"
#include "web/bounds.h"

#define SCHEME "Bearer"
#define CHALLENGE "Bearer realm=\"clr\""

enum { MINUTE = 60 };

/* What stands behind "Bearer", or NULL: there is no token (another scheme is
 * none). */
static const char *
token_of(struct ctx *ctx)
{
	const char *s = request_header(&ctx->req, "Authorization");
	size_t len = strlen(SCHEME);

	if (!s || strncasecmp(s, SCHEME, len) != 0 ||
	    (s[len] != ' ' && s[len] != '\0'))
		return NULL;
	s += len;
	return s + strspn(s, " ");
}

static enum result
refuse_token(struct ctx *ctx)
{
	response_header(&ctx->res, "WWW-Authenticate",
			CHALLENGE ", error=\"invalid_token\"");
	return fail(UNAUTHORIZED, "The token does not hold (any more).");
}

static enum result
refuse_scope(struct ctx *ctx)
{
	const char *scopes = scope_text(ctx->mem, ctx->route->scopes);

	response_header(&ctx->res, "WWW-Authenticate",
			arena_printf(ctx->mem,
				     CHALLENGE
				     ", error=\"insufficient_scope\", "
				     "scope=\"%s\"",
				     scopes));
	return fail(FORBIDDEN,
		    "The token is not good for this, which takes "
		    "the scope %s.",
		    scopes);
}

/* The client's own rate, or the setting's. */
static enum result
may_again(struct ctx *ctx, const struct grant_opened *opened)
{
	const long long rate = opened->rate ? opened->rate
					    : ctx->app->conf->client_rate;
	const struct bound bound = { .what = "token",
				     .who = opened->grant.client_id,
				     .seconds = MINUTE,
				     .most = rate };
	int wait;

	if (bounds_allow(ctx->app->bounds, &bound, &wait))
		return OK;
	response_header(&ctx->res, "Retry-After",
			arena_printf(ctx->mem, "%d", wait));
	return fail(TOO_OFTEN,
		    "This client may make %lld requests a minute. Try again in "
		    "%d seconds.",
		    rate, wait);
}

enum result
bearer_open(struct ctx *ctx)
{
	struct grant_opened *opened = arena_alloc(ctx->mem, sizeof(*opened));
	const char *token = token_of(ctx);
	scope_set scopes;
	enum result r;

	if (!token) {
		response_header(&ctx->res, "WWW-Authenticate", CHALLENGE);
		return fail(UNAUTHORIZED, "Send a token, as Authorization: "
					  "Bearer and the token.");
	}
	r = grant_open(ctx->db, ctx->mem, token, opened);
	if (r == NOT_FOUND)
		return refuse_token(ctx);
	if (r != OK)
		return r;
	TRY(may_again(ctx, opened));
	ctx->grant = opened;
	ctx->by = (struct audit_by){
		opened->grant.account_id, opened->grant.client_name,
		audit_address(ctx->mem, request_address(&ctx->req))
	};
	TRY(scope_read(opened->scope, &scopes, NULL));
	return scopes & ctx->route->scopes ? OK : refuse_scope(ctx);
}

enum result
bearer_query(struct ctx *ctx)
{
	if (!form_find(&ctx->query, "access_token"))
		return OK;
	response_header(&ctx->res, "WWW-Authenticate",
			CHALLENGE ", error=\"invalid_request\"");
	return fail(INVALID, "A token in the address is not taken: send it as "
			     "Authorization: Bearer alone.");
}
