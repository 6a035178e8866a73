/*
 * Where an issuer's documents may live (CLR 1.0 §4.2(2)).
 */
#ifndef VERIFY_VERIFY_ORIGIN_H
#define VERIFY_VERIFY_ORIGIN_H

#include <stdbool.h>

#include <jansson.h>

#include "base/arena.h"

/* The host of an http(s) URL, in lower case, and its port if it is not that
 * of the scheme: "a.example", "a.example:8443".  NULL: it has none, or has a
 * user or anything else that readers could take for different hosts. */
const char *
verify_origin_host(struct arena *mem, const char *url);

/* The same of a list's entry: a host, a host with a port, or a URL of it. */
const char *
verify_origin_entry(struct arena *mem, const char *entry);

/* Are both http(s) URLs of the same host and port? */
bool
verify_origin_same(struct arena *mem, const char *a, const char *b);

/* Does ${url} begin with ${value}?  One that ends within the host must be
 * followed by the end, '/', ':', '?' or '#'. */
bool
verify_origin_starts(const char *url, const char *value);

enum verify_origin {
	ORIGIN_OWN,	/* on the host of the issuer's id */
	ORIGIN_LISTED,	/* on a host that the issuer lists */
	ORIGIN_CLAIMED, /* on a host that only the document itself lists */
	ORIGIN_NO_RULE, /* the issuer's id is no address, and it lists none */
	ORIGIN_NO_URL,	/* ${url} has no host that could be told */
	ORIGIN_PREFIX,	/* it does not begin as the issuer says */
	ORIGIN_FOREIGN	/* on a host that is not the issuer's */
};

/* An issuer, as far as this goes. */
struct verify_scope {
	const char *issuer;	    /* its id, or NULL */
	const json_t *verification; /* of its profile, or NULL */
	bool is_served;		    /* the profile is from its own address */
	bool with_prefix;	    /* startsWith counts */
};

/* May what stands at ${url} be the issuer's?  The first three: yes. */
enum verify_origin
verify_origin(struct arena *mem, const char *url,
	      const struct verify_scope *scope);

#endif
