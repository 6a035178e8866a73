/*
 * Who calls with a token (RFC 6750), and may they?  For guard.c.
 */
#ifndef WEB_BEARER_H
#define WEB_BEARER_H

#include "web/web.h"

/*
 * Open the access token of "Authorization: Bearer", the only place where one
 * is looked for: ctx->grant, and ctx->by for the audit trail.  ctx->db is
 * open to read.
 * OK.  UNAUTHORIZED: none, or one that does not hold; FORBIDDEN: none of the
 * route's scopes; both with WWW-Authenticate.  TOO_OFTEN: over the client's
 * rate, with Retry-After.  BUSY, INTERNAL.
 */
enum result
bearer_open(struct ctx *ctx) CHECKED;

/* Does the query, read, bring a token as well?  OK, INVALID (RFC 6750
 * §3.1). */
enum result
bearer_query(struct ctx *ctx) CHECKED;

#endif
