/*
 * Clients: other systems that ask for tokens (RFC 6749 §2, RFC 7591).
 */
#ifndef STORE_CLIENT_H
#define STORE_CLIENT_H

#include "store/audit.h"

enum client_state { CLIENT_ACTIVE, CLIENT_WAITING, CLIENT_DISABLED };

/* "active", "waiting", "disabled"; and back (CLIENT_DISABLED if none). */
const char *
client_state_name(enum client_state state);
enum client_state
client_state_named(const char *name);

struct client {
	const char *id;
	enum client_state state;
	const char *name, *uri, *logo_uri, *tos_uri, *policy_uri;
	const char *software_id, *software_version;
	const char *auth_method; /* "client_secret_basic",
				    "client_secret_post" */
	const char *grants;	 /* "authorization_code refresh_token" */
	const char *scope;	 /* what it may ask for */
	bool reaches_all;	 /* client credentials: every record */
	bool is_registered;	 /* it registered itself */
	long long rate;		 /* requests a minute; 0: the setting's */
	int64_t created_at, used_at;
	const char *created_by;
	const char *const *redirects;
	size_t redirects_count;
};

/* What is told once and never again. */
struct client_secrets {
	const char *id;
	const char *secret; /* [A-Za-z0-9_-], 43 characters */
	const char *manage; /* registration_access_token, or NULL */
};

/*
 * Keep a new client, checked by the caller (auth/register.h); ${client}'s
 * id, times and state are made here: 'waiting' if it says so, else 'active'.
 * Told in the audit trail ("client.new", "client.register").
 * OK: ${out}, in ${mem}.
 */
enum result
client_put(struct db *db, struct arena *mem, const struct audit_by *by,
	   const struct client *client, struct client_secrets *out) CHECKED;

/* By client_id.  OK, NOT_FOUND.  With ${secret} (client_check()) only if it
 * is the right one; the time taken does not tell whether the id exists. */
enum result
client_get(struct db *db, struct arena *mem, const char *id, struct client *out)
	CHECKED;
enum result
client_check(struct db *db, struct arena *mem, const char *id,
	     const char *secret, struct client *out) CHECKED;

/* By its registration_access_token (RFC 7592).  OK, NOT_FOUND. */
enum result
client_managed(struct db *db, struct arena *mem, const char *id,
	       const char *manage, struct client *out) CHECKED;

/* Replace what it says of itself; its id, reach and rate stay, and its state
 * unless it is to be CLIENT_WAITING, which ends all its grants.  Its
 * registration_access_token is another one from now on: *${manage}.
 * OK, NOT_FOUND. */
enum result
client_change(struct db *db, struct arena *mem, const struct audit_by *by,
	      const struct client *client, const char **manage) CHECKED;

/* By the staff: state, scope, reach, rate.  Disabling ends all its grants,
 * and so does taking a scope away: whoever is concerned is asked again.
 * A new secret: the old one holds no more.  OK, NOT_FOUND.  INVALID: one that
 * registered itself never reaches all. */
enum result
client_settle(struct db *db, const struct audit_by *by,
	      const struct client *client) CHECKED;
enum result
client_renew(struct db *db, struct arena *mem, const struct audit_by *by,
	     const char *id, const char **secret) CHECKED;

/* Gone with its grants and tokens; what it posted stays.  OK, NOT_FOUND. */
enum result
client_del(struct db *db, const struct audit_by *by, const char *id) CHECKED;

struct client_list {
	struct client *items;
	size_t count;
	long long total;
};
/* Newest first; ${text}: in name, uri or id; NULL: all. */
enum result
client_list(struct db *db, struct arena *mem, const char *text, long long limit,
	    long long offset, struct client_list *out) CHECKED;

/* It was given a token now. */
enum result
client_used(struct db *db, const char *id) CHECKED;

/* One that registered itself and was given no token for CLIENT_UNUSED_DAYS
 * is swept away ("client.sweep").  OK: there may be more.  NOT_FOUND: none. */
enum { CLIENT_UNUSED_DAYS = 30 };
enum result
client_sweep(struct db *db, const struct audit_by *by) CHECKED;

#endif
