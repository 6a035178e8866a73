/*
 * What a client says of itself when it registers (RFC 7591 §2, Badge Connect
 * 2.1 §5, CLR 1.0 §3.2): read and judged, nothing kept, nothing fetched.
 */
#ifndef AUTH_REGISTER_H
#define AUTH_REGISTER_H

#include <jansson.h>

#include "auth/scope.h"
#include "store/client.h"

/* Limits. */
enum {
	REGISTER_TEXT = 200,	 /* characters of a name or a software's id */
	REGISTER_URL = 2000,	 /* bytes of an address */
	REGISTER_REDIRECTS = 10, /* addresses to answer at */
	REGISTER_BYTES = 65536	 /* of the metadata */
};

struct register_rule {
	scope_set offered; /* what a client may ask for here */
	bool loopback;	   /* http addresses of the loopback are taken for all:
			      for a service that is served there itself */
	bool by_staff;	   /* of what is required, client_name will do */
};

/*
 * Read ${metadata}.  Required: client_name; client_uri, logo_uri, tos_uri,
 * policy_uri, each https; software_id, software_version; redirect_uris for
 * the code grant (the default): https, or http to the loopback (RFC 8252
 * §7.3), without fragment and user.  All addresses have one host, those of
 * the loopback aside.  token_endpoint_auth_method is client_secret_basic (the
 * default) or client_secret_post; grant_types are of authorization_code,
 * refresh_token, client_credentials; response_types is ["code"].  Scopes not
 * offered are dropped; none at all: what reading takes.  What the server
 * decides (client_id, client_secret, …) and what it does not know is passed
 * over.
 * OK: ${out}, its texts in ${mem} or ${metadata}.  INVALID: the sentence says
 * what; *${error} is "invalid_redirect_uri" or "invalid_client_metadata".
 */
enum result
register_read(struct arena *mem, const json_t *metadata,
	      const struct register_rule *rule, struct client *out,
	      const char **error) CHECKED;

/* What the staff say of a client they make. */
struct register_hand {
	const char *name;
	scope_set scope;       /* what it may ask for */
	const char *redirects; /* addresses with white space between; "" */
	bool acts_for_itself;  /* client credentials */
};

/*
 * The client they mean: with addresses it asks people (the code grant, and
 * refreshing).  OK: ${out}, in ${mem}.  INVALID: no name, no scope, nothing
 * it could do, or a wrong address.
 */
enum result
register_by_hand(struct arena *mem, const struct register_hand *hand,
		 struct client *out) CHECKED;

/* The same members as registered, for the answer; the caller's. */
json_t *
register_json(const struct client *client);

/* May ${uri} be where codes are sent: one of ${client}'s, exactly; of one on
 * the loopback the port may be any (RFC 8252 §7.3, RFC 9700 §4.1.3). */
bool
register_is_redirect(struct arena *mem, const struct client *client,
		     const char *uri);

/* Is it one of the client's grant types? */
bool
register_has_grant(const struct client *client, const char *type);

#endif
