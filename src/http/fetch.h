/*
 * Getting a document from another server, by libcurl: within limits, from
 * public addresses only, without following anybody into our own network.
 * The only way out (with smtp.h); called by the job process and commands.
 */
#ifndef HTTP_FETCH_H
#define HTTP_FETCH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/* The limits of a document to be verified (CLR 1.0 §4.7), and of redirects
 * and the bytes of all headers of anything. */
enum {
	FETCH_MOST_BYTES = 5 * 1024 * 1024,
	FETCH_MOST_MS = 10 * 1000,
	FETCH_MOST_REDIRECTS = 5,
	FETCH_MOST_HEADERS = 64 * 1024,
};

struct fetch_ask {
	const char *url;
	const char *accept;   /* of the header Accept; NULL: anything */
	const char *etag;     /* of the copy one has: what is unchanged is
				 answered with 304; NULL or "": none */
	const char *own;      /* our base_url: its host is refused; NULL */
	const char *own_why;  /* the sentence said then, to who asked */
	const char *allow;    /* "host:port, …": exempt from the rules of
				 scheme, port, address and own host; NULL */
	const char *dns;      /* name server, for tests (dns.h); NULL */
	size_t max_bytes;     /* of the body, as sent and as unpacked */
	long long timeout_ms; /* of all together, look-ups too */
	/* For speaking with a service, not getting a document: */
	const char *method;	   /* NULL: GET */
	const char *authorization; /* the header; NULL: none */
	const char *content;	   /* a body; NULL: none */
	size_t content_len;
	const char *content_type;
	bool is_still; /* a redirect is the answer, and is not followed; so it
			  is with another method, a body or authorization */
};

struct fetch_reply {
	long status;		 /* of HTTP; 304: see etag above */
	const char *url;	 /* where it came from after redirects */
	const char *type;	 /* media type, lower case, no parameters; "" */
	const char *etag;	 /* as sent; "" */
	const char *certificate; /* subject of the server's, which was found
				    right: "CN = a.example"; "": no TLS */
	const char *body;	 /* a NUL follows */
	size_t len;
	const char *headers; /* of the last answer, as sent: see fetch_header */
};

/*
 * Ask for ${ask}->url.  The rules (OWASP ASVS 1.3.6, 15.3.2): https on port 443
 * or 8443; no user, no bare address in the URL; the name is looked up once,
 * every address it has must be public, one of those very addresses is used,
 * and it is looked at again when the connection is made; no proxy, cookies
 * or passwords of the machine; at most FETCH_MOST_REDIRECTS redirects, each
 * under all rules, and none from https to http.
 *
 * OK: any HTTP status; ${out} in ${mem}.  FORBIDDEN: a rule says no.
 * UPSTREAM: no such host, no connection, TLS fails, too slow, broken off,
 * too many redirects.  TOO_BIG: the limit is named.  The sentences are for
 * people, and tell nothing of our network.
 */
enum result
fetch_get(struct arena *mem, const struct fetch_ask *ask,
	  struct fetch_reply *out) CHECKED;

/* The header ${name} of an answer, in ${mem}: several of that name joined by
 * ", " (RFC 9110 §5.3); NULL: there is none. */
const char *
fetch_header(struct arena *mem, const struct fetch_reply *reply,
	     const char *name);

#endif
