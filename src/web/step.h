/*
 * The two steps of signing in: between password and code the browser keeps
 * the first, sealed, so that it is not asked for again.
 */
#ifndef WEB_STEP_H
#define WEB_STEP_H

#include "auth/login.h"
#include "web/web.h"

/* So many seconds after the password the code must come. */
enum { STEP_SECONDS = 300 };

/* ${try}'s e-mail and password, sealed by its key for this browser alone; in
 * the request's memory. */
const char *
step_seal(struct ctx *ctx, const struct login_try *try);

/* The same again into ${try}.  OK.  INVALID: not ours, another browser's, or
 * too old. */
enum result
step_read(struct ctx *ctx, const char *sealed, struct login_try *try) CHECKED;

#endif
