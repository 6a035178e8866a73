/*
 * One reply, buffered, and the only writer to the wire.
 */
#ifndef HTTP_RESPONSE_H
#define HTTP_RESPONSE_H

#include <stdbool.h>

#include "base/str.h"

struct header {
	const char *name;
	const char *value;
};

#define RESPONSE_HEADERS 24

struct response {
	struct arena *mem;
	int status;	  /* 200 until said otherwise */
	const char *type; /* Content-Type; NULL: none (304, 204) */
	struct header headers[RESPONSE_HEADERS];
	unsigned count;
	struct str body;
	const char *ready; /* if set, the body: bytes owned elsewhere */
	size_t ready_len;
	bool is_head; /* send the headers alone */
};

/* The call a carrier provides to send bytes.  OK, or UPSTREAM: gone. */
struct response_sink {
	void *carrier;
	enum result (*write)(void *carrier, const char *s, size_t len);
};

/* Make ${r} an empty reply with status 200. */
void
response_init(struct response *r, struct arena *mem);

/*
 * Set a header; one of the same name is replaced.  CR, LF and other
 * controls in ${value} end it there (no header can be smuggled in).
 * ${name} is a literal; ${value} is copied.
 */
void
response_header(struct response *r, const char *name, const char *value);

/* Set one more header of a name that may stand several times (Set-Cookie);
 * as response_header() else. */
void
response_add(struct response *r, const char *name, const char *value);

/* Set a header unless it is set.  ${name} and ${value} are literals. */
void
response_default(struct response *r, const char *name, const char *value);

/* The header's value set so far, or NULL. */
const char *
response_get(const struct response *r, const char *name);

/* Reply ${status} with the text ${body} of type ${type}; copied. */
void
response_text(struct response *r, int status, const char *type,
	      const char *body);

/* Reply with bytes that live until the reply is sent; not copied. */
void
response_ready(struct response *r, int status, const char *type,
	       const char *bytes, size_t len);

/* Reply 303 See Other to ${url} (absolute, or a path of ours). */
void
response_see_other(struct response *r, const char *url);

/*
 * Answer 304 if If-None-Match (${if_none_match}, may be NULL) names
 * ${etag} (quoted, strong or W/), comparing weakly (RFC 9110 §13.1.2),
 * and set the ETag header in any case.  True when it became a 304: the
 * handler then returns OK without a body.
 */
bool
response_not_modified(struct response *r, const char *etag,
		      const char *if_none_match);

/* Send status line ("Status: 200 OK"), headers, Content-Length, body. */
enum result
response_send(const struct response *r, const struct response_sink *sink)
	CHECKED;

/* The reason phrase of a status code.  Static; "" if unknown. */
const char *
response_reason(int status);

#endif
