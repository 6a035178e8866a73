/*
 * URLs: percent-encoding, and what kind of address a text is.
 */
#ifndef BASE_URI_H
#define BASE_URI_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* What an address may be used for on a page (CLR 1.0 §5.1 R-4). */
enum uri_use {
	URI_TEXT_ONLY, /* not to be linked: shown as text */
	URI_LINK,      /* http, https, mailto, tel: may stand in href */
	URI_IMAGE,     /* data: of png, jpeg, gif, svg+xml: in img only */
	URI_FILE       /* data: of pdf or plain text: a download */
};

/* A data: URL taken apart.  Pointers lead into the text it was read from,
 * except ${type}, which is in the arena. */
struct uri_data {
	const char *type; /* media type, lower case, no parameters */
	bool is_base64;
	const char *body;
	size_t body_len; /* as written, not decoded; no #fragment */
};

/*
 * Decode %XX of ${len} bytes into ${mem}; '+' becomes a blank when
 * ${plus}.  OK: *${out}, a text of at most ${len} bytes.
 * INVALID: a bad escape, or a NUL, encoded or not.
 */
enum result
uri_decode(struct arena *mem, const char *s, size_t len, bool plus, char **out)
	CHECKED;

/* Encode all but RFC 3986 unreserved characters; in ${mem}. */
char *
uri_encode(struct arena *mem, const char *s);

/*
 * Is ${s} an absolute URI: a scheme, ':' and something after it, no blank,
 * no control, none of <>"{}|\^`, well-formed escapes?  With ${iri} also
 * characters outside ASCII (RFC 3987).
 */
bool
uri_is_absolute(const char *s, bool iri);

/* Has ${s} the scheme ${scheme} (lower case, without ':')? */
bool
uri_has_scheme(const char *s, const char *scheme);

/* What may be done with ${s} on a page; see enum uri_use. */
enum uri_use
uri_use(const char *s);

/* Take a data: URL apart (RFC 2397).  OK or INVALID. */
enum result
uri_data(struct arena *mem, const char *s, struct uri_data *out) CHECKED;

/* The bytes of a data: URL, decoded, in ${mem}.  OK or INVALID. */
enum result
uri_data_bytes(struct arena *mem, const struct uri_data *data,
	       unsigned char **out, size_t *out_len) CHECKED;

/* The host of an http(s) URL, lower case, in ${mem}; NULL if there is
 * none, or one that readers could take for different hosts (a backslash, a
 * blank).  "https://a.Example:8443/x" gives "a.example", and
 * "http://[::1]/" gives "[::1]". */
char *
uri_host(struct arena *mem, const char *s);

/*
 * Is ${s} an e-mail address that can be written to: one @ with something on
 * both sides, at most URI_MAILBOX bytes (RFC 5321 §4.5.3), no blanks,
 * controls, quotes or what else has a meaning in a header (RFC 5322)?
 */
enum { URI_MAILBOX = 254 };
bool
uri_is_mailbox(const char *s);

#endif
