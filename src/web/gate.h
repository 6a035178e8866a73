/*
 * What the pages of signing in and of accounts share: passwords hashed in
 * turn, sessions begun, letters with a link.
 */
#ifndef WEB_GATE_H
#define WEB_GATE_H

#include "auth/login.h"
#include "store/access.h"
#include "web/web.h"

/* How long links are good, in seconds. */
enum { GATE_INVITE = 7 * 86400, GATE_RESET = 3600 };

/* Hash the new password in the field "password" for ${email}.  OK: *${hash}.
 * INVALID: it cannot be one, or the field "again" says another.  BUSY: too
 * many are hashed now. */
enum result
gate_hash(struct ctx *ctx, const char *email, const char **hash) CHECKED;

/* Is the field "old" the caller's own password?  OK.  INVALID: no.
 * TOO_OFTEN (with Retry-After).  BUSY. */
enum result
gate_own_password(struct ctx *ctx) CHECKED;

/* Sign ${account} in on this browser, whoever was before, and go to
 * ${path}. */
enum result
gate_enter(struct ctx *ctx, const struct account *account, const char *path)
	CHECKED;

/* ${next} if it is a path of ours to go on at, else "/". */
const char *
gate_next(const char *next);

/* For store/access.h: the request's database and its caller; and the letter
 * with ${account}'s link, an invitation while it has no password. */
struct access
gate_access(struct ctx *ctx);
struct mail_letter
gate_letter(struct ctx *ctx, const struct account *account);

/* Slow down who asks too often under ${key}; each call counts.  OK.
 * TOO_OFTEN, with Retry-After. */
enum result
gate_count(struct ctx *ctx, const char *key, int free) CHECKED;

/* Set ${name}.iso and .words of a time, with the time of day. */
void
gate_set_time(struct ctx *ctx, struct _hdf *hdf, const char *name,
	      int64_t epoch);

/* Set Retry-After on the reply. */
void
gate_retry_after(struct ctx *ctx, long long seconds);

#endif
