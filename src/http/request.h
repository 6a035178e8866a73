/*
 * One request, read once from the environment and the body.
 *
 * Everything behind fcgi.c sees this struct and nothing of FastCGI.
 */
#ifndef HTTP_REQUEST_H
#define HTTP_REQUEST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum method {
	METHOD_OTHER,
	METHOD_GET,
	METHOD_HEAD,
	METHOD_POST,
	METHOD_PUT,
	METHOD_DELETE,
	METHOD_OPTIONS,
	METHOD__MAX
};

/* "GET"; of METHOD_OTHER NULL. */
const char *
request_method_name(enum method method);

/* Where a request comes from: the two calls a carrier provides. */
struct request_source {
	void *carrier;
	/* The value of an environment variable (CGI, RFC 3875), or NULL. */
	const char *(*env)(void *carrier, const char *name);
	/* Read at most ${len} bytes; the number read, 0 at the end, < 0 on
	 * an error. */
	long (*read)(void *carrier, char *buf, size_t len);
};

struct request {
	struct arena *mem;
	const struct request_source *source;
	enum method method;
	const char *method_name; /* as sent */
	const char *path;	 /* raw, less the base path; starts with '/';
				    no query; still percent-encoded */
	const char *query;	 /* raw, without '?'; "" if none */
	const char *type;	 /* Content-Type in lower case, no parameters;
				    NULL if none */
	const char *boundary;	 /* of multipart/form-data, or NULL */
	const char *body;	 /* NULL until request_body() */
	size_t body_len;
	long long length;  /* CONTENT_LENGTH; -1 if none was sent */
	size_t max_header; /* as in the limits below */
	bool is_https;
};

/* Limits of reading, from the settings. */
struct request_limits {
	const char *base_path; /* "" or "/records": path part of base_url */
	size_t max_header;     /* bytes of any one variable we read */
};

/*
 * Read the environment of one request into ${out}; memory from ${mem}.
 * Routes on REQUEST_URI (its path must start with the base path), because
 * PATH_INFO differs from server to server.
 * OK.  INVALID: no or broken REQUEST_URI, a NUL or control character in
 * it, a bad CONTENT_LENGTH.  NOT_FOUND: outside the base path.  TOO_BIG:
 * a header over the limit.  ${out} is usable for an answer in each case.
 */
enum result
request_read(struct arena *mem, const struct request_source *source,
	     const struct request_limits *limits, struct request *out) CHECKED;

/*
 * Read the body, once, of at most ${max} bytes, whatever CONTENT_LENGTH
 * says.  OK: body and body_len are set (a NUL follows).  TOO_BIG: the
 * sentence names the limit.  INVALID: the client stopped early.
 */
enum result
request_body(struct request *r, size_t max) CHECKED;

/*
 * A request header by its name ("Accept", "If-None-Match"), or NULL.
 * Longer than the limit counts as absent.  The text is the carrier's: it
 * lives until the request was answered.
 */
const char *
request_header(const struct request *r, const char *name);

/* The address the request came from (REMOTE_ADDR), or ""; the text is the
 * carrier's. */
const char *
request_address(const struct request *r);

/* The value of a cookie, or NULL; in the request's memory. */
const char *
request_cookie(const struct request *r, const char *name);

/*
 * Was it sent to the host and port of ${base_url}, by its Host header?  One
 * without that header was.
 */
bool
request_is_for(const struct request *r, const char *base_url);

/*
 * Does the request come from our own pages?  By Sec-Fetch-Site where it
 * is sent ("same-origin" or "none"), else by Origin, which must equal the
 * origin of ${base_url}; a client that sends neither is not a browser
 * acting for another site.  (OWASP ASVS 3.5.)
 */
bool
request_same_origin(const struct request *r, const char *base_url);

#endif
