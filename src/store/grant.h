/*
 * Grants, codes and tokens (RFC 6749, 7636, 7009, 9700).
 *
 * A grant is what somebody allowed a client, or what a client was given for
 * itself; all codes and tokens of it are one family and end with it.  Tokens
 * are 256 random bits; only their SHA-256 is kept.
 */
#ifndef STORE_GRANT_H
#define STORE_GRANT_H

#include "store/client.h"

struct grant {
	const char *id;
	const char *client_id, *client_name, *client_uri;
	const char *account_id; /* whose records; "": the client's own */
	const char *scope;
	int64_t created_at;
	int64_t used_at;  /* last request with it, to the minute; 0 */
	int64_t ended_at; /* 0: holds */
};
struct grant_list {
	struct grant *items;
	size_t count;
};

/* How long each lives, in seconds, from the settings. */
struct grant_lives {
	long long code;	   /* token_code_seconds: 60 */
	long long access;  /* token_access_seconds: 3600 */
	long long refresh; /* token_refresh_seconds: 90 days, of the family */
};

/* Somebody allowed it: a new grant and its code.  OK: *${code} in ${mem}.
 * Told in the audit trail ("grant.allow"). */
struct grant_ask {
	const char *client_id, *account_id, *scope;
	const char *redirect_uri, *challenge;
};
enum result
grant_allow(struct db *db, struct arena *mem, const struct audit_by *by,
	    const struct grant_ask *ask, const struct grant_lives *lives,
	    const char **code) CHECKED;

struct grant_tokens {
	const char *access;
	const char *refresh; /* NULL: none */
	const char *scope;
	long long expires_in;
};

/*
 * Exchange a code, in one transaction: of two at once exactly one wins.
 * ${verifier} is hashed and compared.  ${with_refresh}: the client
 * registered refresh_token; it is given also when offline_access was granted.
 * OK: ${out}.  INVALID: no such code, expired, another client's or redirect
 * URI, a wrong verifier (and the code is spent).  CONFLICT: it was used
 * before; all that came of it has ended, and it is told ("grant.reused").  (RFC 6749 §4.1.2,
 * RFC 9700 §4.5)
 */
struct grant_redeem {
	const char *client_id, *code, *redirect_uri, *verifier;
	bool with_refresh;
};
enum result
grant_redeem(struct db *db, struct arena *mem, const struct grant_redeem *ask,
	     const struct grant_lives *lives, struct grant_tokens *out) CHECKED;

/*
 * Exchange a refresh token for new ones: it is spent; used again, the family
 * ends.  ${scope} NULL: as before; else no more than the grant's.
 * OK.  INVALID: none, expired, another client's.  CONFLICT: used before.
 * FORBIDDEN: more scope than granted.
 */
struct grant_again {
	const char *client_id, *refresh, *scope;
};
enum result
grant_refresh(struct db *db, struct arena *mem, const struct grant_again *ask,
	      const struct grant_lives *lives, struct grant_tokens *out)
	CHECKED;

/* A token for the client itself (RFC 6749 §4.4): no refresh token. */
enum result
grant_client(struct db *db, struct arena *mem, const char *client_id,
	     const char *scope, const struct grant_lives *lives,
	     struct grant_tokens *out) CHECKED;

/* What a token stands for. */
struct grant_opened {
	struct grant grant;
	const char *scope; /* of this token */
	bool is_refresh;
	bool reaches_all; /* of its client */
	long long rate;	  /* of its client */
	int64_t created_at, ends_at;
};

/* The access token ${token}, in one statement, read only.  OK.  NOT_FOUND:
 * none, expired, its grant ended, its client or account disabled. */
enum result
grant_open(struct db *db, struct arena *mem, const char *token,
	   struct grant_opened *out) CHECKED;

/* The same for either kind, for introspection (RFC 7662). */
enum result
grant_look(struct db *db, struct arena *mem, const char *token,
	   struct grant_opened *out) CHECKED;

/* Note that it was used; does nothing when that was within a minute. */
enum result
grant_seen(struct db *db, const struct grant *grant) CHECKED;

/* RFC 7009: a refresh token ends its family, an access token itself.  OK,
 * also when there is none or it is another client's. */
enum result
grant_revoke(struct db *db, const char *client_id, const char *token) CHECKED;

/* Those of an account that hold, newest first; ending one at once
 * ("grant.end"): NOT_FOUND if it is not that account's (NULL: anybody's). */
enum result
grant_list(struct db *db, struct arena *mem, const char *account_id,
	   struct grant_list *out) CHECKED;
enum result
grant_end(struct db *db, const struct audit_by *by, const char *account_id,
	  const char *id) CHECKED;

/* Some codes, tokens and grants past their time are swept away.  OK: there
 * may be more.  NOT_FOUND: there were none. */
enum result
grant_sweep(struct db *db) CHECKED;

#endif
