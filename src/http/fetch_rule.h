/*
 * Where a fetch may go.  For fetch.c alone.
 */
#ifndef HTTP_FETCH_RULE_H
#define HTTP_FETCH_RULE_H

#include <stdbool.h>
#include <sys/socket.h>

#include "base/arena.h"

/*
 * Is it an address of the public internet?  False for what is private,
 * shared, loopback, link-local, multicast, reserved or for documentation
 * (RFC 6890), and for IPv6 addresses that stand for such IPv4 ones (mapped,
 * compatible, 6to4, NAT64, Teredo).
 */
bool
fetch_rule_public(const struct sockaddr *address);

/* A URL taken apart. */
struct fetch_rule_url {
	const char *host; /* lower case; a bare IPv6 address in brackets */
	int port;	  /* the scheme's own if none is written */
	bool is_https;
	bool is_bare;	 /* an address instead of a name */
	bool is_allowed; /* host:port stands in the allow list */
};

/* Read ${url}, http or https.  OK.  FORBIDDEN: another scheme, a user, no
 * host, one that is not letters, digits, '-', '_' and '.' (libcurl decodes
 * %XX) or ends with a '.'; or it is not allowed and is not https on port 443
 * or 8443 of a name. */
enum result
fetch_rule_url(struct arena *mem, const char *url, const char *allow,
	       struct fetch_rule_url *out) CHECKED;

/* ${host} as above as a resolver takes it: without brackets; in ${mem}. */
const char *
fetch_rule_bare(struct arena *mem, const char *host);

#endif
