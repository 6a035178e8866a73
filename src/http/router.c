/*
 * Method and path to the row of a table, in one walk over the table.
 *
 * It knows nothing of what a row holds beyond its first two members.
 * Called by web_dispatch(), once a request.
 */
#include "http/router.h"

#include <string.h>

#include "base/str.h"
#include "base/uri.h"

/* One segment of a path or of a pattern. */
struct segment {
	const char *s;
	size_t len;
};

/* Take the segment behind the '/' at *${at}; false at the end. */
static bool
segment_next(const char **at, struct segment *out)
{
	if (**at != '/')
		return false;
	out->s = *at + 1;
	out->len = strcspn(out->s, "/");
	*at = out->s + out->len;
	return true;
}

static bool
segment_is_param(const struct segment *pattern)
{
	return *pattern->s == '{';
}

/* Nearly all patterns of a table differ from a path in their first letter. */
static bool
begins_otherwise(const char *pattern, const char *path)
{
	return pattern[0] == '/' && path[0] == '/' && pattern[1] != path[1] &&
	       pattern[1] != '{';
}

/*
 * Does ${path} fit ${pattern}?  ${literals} gets one bit a segment, the
 * first the highest, set where the pattern is literal: of two patterns
 * that fit the same path the larger number is the closer one.
 */
static bool
pattern_fits(const char *pattern, const char *path, unsigned *literals)
{
	*literals = 0;
	while (*pattern == '/') {
		if (*path != '/')
			return false;
		pattern++;
		path++;
		*literals = *literals << 1 | (*pattern == '{' ? 0 : 1);
		if (*pattern == '{') {
			if (*path == '/' || *path == '\0')
				return false;
			pattern += strcspn(pattern, "/");
			path += strcspn(path, "/");
			continue;
		}
		while (*pattern == *path && *path != '/' && *path != '\0') {
			pattern++;
			path++;
		}
		if (*pattern != '/' && *pattern != '\0')
			return false;
	}
	return *path == '\0';
}

/* Decode what stands in the path for one {…}. */
static enum result
param_decode(struct arena *mem, const struct segment *have, const char **out)
{
	char *text;

	if (uri_decode(mem, have->s, have->len, false, &text) != OK ||
	    !str_utf8(text, strlen(text), NULL) || streq(text, ".") ||
	    streq(text, ".."))
		return fail(NOT_FOUND, "no page has \"%.*s\" in its path",
			    (int)have->len, have->s);
	*out = text;
	return OK;
}

static enum result
params_decode(const struct request *r, const char *pattern,
	      struct router_match *out)
{
	const char *path = r->path;
	struct segment want, have;
	enum result res;

	while (segment_next(&pattern, &want) && segment_next(&path, &have)) {
		if (!segment_is_param(&want))
			continue;
		if (out->count == ROUTER_PARAMS)
			return fail(INTERNAL, "%s has more than %d parameters",
				    r->path, ROUTER_PARAMS);
		res = param_decode(r->mem, &have, &out->params[out->count]);
		if (res != OK)
			return res;
		out->count++;
	}
	return OK;
}

/* The value of Allow for a set of methods, one bit each. */
static const char *
allow_text(struct arena *mem, unsigned methods)
{
	struct str text;

	str_init(&text, mem);
	for (int m = METHOD_GET; m < METHOD__MAX; m++) {
		if (!(methods & 1U << m))
			continue;
		if (text.len)
			str_add(&text, ", ");
		str_add(&text, request_method_name((enum method)m));
	}
	return text.s;
}

enum result
router_match(const struct request *r, const void *rows, size_t count,
	     size_t size, struct router_match *out)
{
	enum method method = r->method == METHOD_HEAD ? METHOD_GET : r->method;
	unsigned best = 0, literals, methods = 0;
	const char *pattern = NULL;
	enum result res;

	*out = (struct router_match){ .allow = "" };
	for (size_t i = 0; i < count; i++) {
		const struct router_row *row =
			(const void *)((const char *)rows + i * size);

		if (begins_otherwise(row->pattern, r->path) ||
		    !pattern_fits(row->pattern, r->path, &literals) ||
		    (pattern && literals < best))
			continue;
		if (!pattern || literals > best) {
			pattern = row->pattern;
			best = literals;
			methods = 0;
			out->row = NULL;
		}
		methods |= 1U << row->method;
		out->near = row;
		if (row->method == method)
			out->row = row;
	}
	if (!pattern)
		return fail(NOT_FOUND, "there is no page at %s", r->path);
	res = params_decode(r, pattern, out);
	if (res != OK)
		return res;
	if (methods & 1U << METHOD_GET)
		methods |= 1U << METHOD_HEAD;
	out->allow = allow_text(r->mem, methods);
	if (!out->row)
		return fail(BAD_METHOD, "%s takes %s, not %s", r->path,
			    out->allow, r->method_name);
	return OK;
}
