/*
 * The rules of the authorization server (RFC 6749, 7636, 7009, 7662, 9207,
 * 9700): who may have which answer.  HTTP and pages are web/'s.
 */
#ifndef AUTH_OAUTH_H
#define AUTH_OAUTH_H

#include <jansson.h>

#include "auth/scope.h"
#include "http/form.h"
#include "store/grant.h"

/* ---- The authorization endpoint */

/* What somebody is to be asked to allow. */
struct oauth_request {
	struct client client;
	const char *redirect_uri; /* one of the client's */
	const char *state;	  /* to be given back as it came; NULL */
	const char *challenge;
	scope_set scope; /* no more than the client registered */
};

/*
 * Read the query of an authorization request (RFC 6749 §4.1.1, RFC 7636
 * §4.3).  OK: ${out}; *${error} is NULL, or the word that is to be sent back
 * to ${out}->redirect_uri, of which the last failure has the sentence:
 * "invalid_request" (a parameter twice, no response_type, no S256 challenge
 * of 43 characters of base64url), "unsupported_response_type",
 * "unauthorized_client" (not for the code grant), "invalid_scope" (one that
 * is not offered, or none that the client registered).
 * INVALID: the client or its redirect_uri is not known: a page must say so,
 * and nothing is sent anywhere.  BUSY, INTERNAL.
 */
enum result
oauth_request_read(struct db *db, struct arena *mem, const struct form *query,
		   struct oauth_request *out, const char **error) CHECKED;

/* Would a refresh token be given: did the client register that grant, or ask
 * for offline_access? */
bool
oauth_is_lasting(const struct oauth_request *request);

/* The address to send the browser to: redirect_uri, its own query kept, with
 * the ${count} pairs of ${pairs} (name, value; a NULL value leaves it out),
 * "state" and "iss" (RFC 9207), encoded; in ${mem}. */
struct oauth_pair {
	const char *name, *value;
};
char *
oauth_back(struct arena *mem, const struct oauth_request *request,
	   const char *issuer, const struct oauth_pair pairs[], size_t count);

/* ---- Endpoints for programs */

/* An answer. */
struct oauth_reply {
	int status;
	const char *error; /* RFC 6749 §5.2; NULL: none */
	const char *words; /* error_description; or NULL */
	json_t *json;	   /* of 200; released at the end of the arena; NULL */
};

/* ${words} in the characters of error_description (RFC 6749 §5.2); in ${mem}
 * if it has others. */
const char *
oauth_words(struct arena *mem, const char *words);

/* What such a request brings. */
struct oauth_call {
	struct db *db;
	struct arena *mem;
	const struct form *form;
	const char *authorization; /* the header, or NULL */
	const struct grant_lives *lives;
};

/* The client_id that the caller names, right or not; "" if none. */
const char *
oauth_claimed(const struct oauth_call *call);

/*
 * Which client calls: by Basic (id and secret percent-encoded or not) or by
 * client_id and client_secret of the form, not both (RFC 6749 §2.3.1).
 * OK: ${client}, if ${reply}->error is NULL; else ${reply} says what is
 * wrong: "invalid_request", or "invalid_client", the same for an unknown
 * client, a wrong secret and a client that is not active.
 */
enum result
oauth_client(const struct oauth_call *call, struct client *client,
	     struct oauth_reply *reply) CHECKED;

/* The token endpoint: authorization_code, refresh_token, client_credentials.
 * OK, whatever ${reply} says; BUSY, INTERNAL. */
enum result
oauth_token(const struct oauth_call *call, const struct client *client,
	    struct oauth_reply *reply) CHECKED;

/* RFC 7009: 200 with {} also for a token that is unknown or another's. */
enum result
oauth_revoke(const struct oauth_call *call, const struct client *client,
	     struct oauth_reply *reply) CHECKED;

/* RFC 7662: what is known of a token to a client that reaches all; to others
 * of their own.  Anything else is exactly {"active":false}.  ${names}: the
 * account's id stands as "sub". */
enum result
oauth_introspect(const struct oauth_call *call, const struct client *client,
		 struct oauth_reply *reply) CHECKED;

#endif
