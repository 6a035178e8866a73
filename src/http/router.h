/*
 * Method and path → the row of a table.  404 is not 405.
 *
 * A pattern is segments: "/records/{id}/files/{n}"; {…} takes one
 * non-empty segment, percent-decoded after splitting, so a slash that
 * appears by decoding is data.  "." and ".." never match.
 */
#ifndef HTTP_ROUTER_H
#define HTTP_ROUTER_H

#include "http/request.h"

#define ROUTER_PARAMS 4

/* The first members of every row of a table of routes. */
struct router_row {
	enum method method; /* GET serves HEAD too */
	const char *pattern;
};

struct router_match {
	const struct router_row *row;
	const struct router_row *near;	   /* one of the path, in any case */
	const char *params[ROUTER_PARAMS]; /* decoded, in order */
	unsigned count;
	const char *allow; /* "GET, HEAD, POST": the methods of the
			      path; set also on BAD_METHOD */
};

/*
 * Find the row for ${r} among ${count} rows of ${size} bytes each, which
 * begin with a struct router_row.  Literal segments win over {…}.
 * OK, NOT_FOUND, or BAD_METHOD (and out->allow).
 */
enum result
router_match(const struct request *r, const void *rows, size_t count,
	     size_t size, struct router_match *out) CHECKED;

#endif
