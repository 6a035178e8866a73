/*
 * What stands before every handler: may this be asked, by this caller, in
 * this way?  A handler runs only when all of it holds.
 */
#ifndef WEB_GUARD_H
#define WEB_GUARD_H

#include "web/web.h"

/*
 * Check the matched request of ${ctx}: same origin and form token where
 * something is changed, size and type of the body; read query and body into
 * ctx->query and ctx->form; give the request its database (read-only for
 * GET) and its account; and see that the caller has the right the route
 * needs.
 *
 * OK.  UNAUTHORIZED: nobody is signed in, and ctx->next is the path to go on
 * at afterwards (what a form held is kept: see store/parked.h).  FORBIDDEN,
 * TOO_BIG, BAD_TYPE, INVALID, BUSY, INTERNAL.
 */
enum result
guard(struct ctx *ctx) CHECKED;

/* Is the body of this request a form, by its Content-Type? */
bool
guard_is_form(const struct ctx *ctx);

/*
 * The token for the hidden field "token" of a form on this reply.  It goes
 * with a cookie that names this browser (ctx->me) and is set on the reply
 * if it is new.  A form without the right token is refused.
 */
const char *
guard_token(struct ctx *ctx);

/*
 * Tell the browser on this reply that it is signed in, by the cookie's value
 * from session_begin(); or, with "", that it is no more.
 */
void
guard_signed_in(struct ctx *ctx, const char *cookie);

#endif
