/*
 * What the endpoints of the authorization server share: their answers, and
 * what the settings say of tokens.
 */
#ifndef WEB_SERVICE_H
#define WEB_SERVICE_H

#include "auth/oauth.h"
#include "web/web.h"

/* The endpoints' paths below base_url. */
#define SERVICE_AUTHORIZE "/oauth2/authorize"
#define SERVICE_TOKEN "/oauth2/token"
#define SERVICE_REVOKE "/oauth2/revoke"
#define SERVICE_INTROSPECT "/oauth2/introspect"
#define SERVICE_REGISTER "/oauth2/register"
#define SERVICE_METADATA "/.well-known/oauth-authorization-server"

/* The headers of each answer, failures too: kept by nobody (RFC 6749 §5.1),
 * and read by pages of any origin.  Called by the guard. */
void
service_headers(struct ctx *ctx);

/* Answer ${reply}: its JSON, or its error with WWW-Authenticate if it is a
 * 401. */
void
service_reply(struct ctx *ctx, const struct oauth_reply *reply);

/* Answer ${status} with ${json}, which is released. */
void
service_json(struct ctx *ctx, int status, json_t *json);

/* What an endpoint for the methods ${allow} says to a browser that asks
 * whether a page of another origin may call it (CORS). */
void
service_options(struct ctx *ctx, const char *allow);

/* How long tokens live, by the settings. */
struct grant_lives
service_lives(const struct ctx *ctx);

/* What may be asked for here: every scope there is. */
scope_set
service_scopes(void);

#endif
