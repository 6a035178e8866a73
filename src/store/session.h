/*
 * Browsers that are signed in.  Of the cookie only the SHA-256 is kept.
 */
#ifndef STORE_SESSION_H
#define STORE_SESSION_H

#include "store/account.h"

struct session {
	const char *id; /* to name it on a page; not the cookie */
	const char *account_id;
	int64_t created_at;
	int64_t seen_at;
	const char *address; /* shortened */
	const char *agent;   /* "Firefox on Linux" */
};

struct session_list {
	struct session *items;
	size_t count;
};

/* How long one lives, in seconds, from the settings. */
struct session_life {
	long long idle;	    /* after the last request */
	long long absolute; /* after signing in */
};

/* One to begin. */
struct session_new {
	const char *account_id;
	const char *agent; /* "Firefox on Linux" */
	struct session_life life;
};

/* Begin one: *${cookie} is new and unguessable (rand_id()), in ${mem};
 * sessions past their life are swept away.  The account's seen_at is set.
 * Told in the audit trail. */
enum result
session_begin(struct db *db, struct arena *mem, const struct audit_by *by,
	      const struct session_new *new, const char **cookie) CHECKED;

struct session_opened {
	struct session session;
	struct account account;
};

/*
 * The session of ${cookie} and its account, read only, in one statement.
 * OK.  NOT_FOUND: none, past its life, or the account is disabled.
 */
enum result
session_open(struct db *db, struct arena *mem, const char *cookie,
	     const struct session_life *life, struct session_opened *out)
	CHECKED;

/* Note that it was used; does nothing when that was within a minute. */
enum result
session_seen(struct db *db, const struct session *session) CHECKED;

/* Those of an account that live, newest first. */
enum result
session_list(struct db *db, struct arena *mem, const char *account_id,
	     const struct session_life *life, struct session_list *out) CHECKED;

/* End one by its id (NOT_FOUND if it is not this account's), or all but the
 * one with the id ${keep} (may be NULL).  Told in the audit trail. */
enum result
session_end(struct db *db, const struct audit_by *by, const char *account_id,
	    const char *id) CHECKED;
enum result
session_end_all(struct db *db, const struct audit_by *by,
		const char *account_id, const char *keep) CHECKED;

/* Did the account ever sign in from ${address}, as the audit trail has it? */
enum result
session_is_known(struct db *db, const char *account_id, const char *address,
		 bool *is_known) CHECKED;

#endif
