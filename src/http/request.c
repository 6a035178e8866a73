/*
 * One request, read from the CGI environment (RFC 3875) and the body.
 *
 * It decodes nothing but what it must to route: the path stays as sent.
 * It does not decide who may do what; the guard in web/ does.  Called by
 * web/ once a request, behind fcgi.c.
 */
#include "http/request.h"

#include <limits.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "http/param.h"

#define CHUNK ((size_t)64 * 1024) /* read at once, length unknown */
#define NAME_MAX_LEN 64		  /* of a header's name */

/* clang-format off */
static const char *const method_names[METHOD__MAX] = {
	[METHOD_GET] = "GET",
	[METHOD_HEAD] = "HEAD",
	[METHOD_POST] = "POST",
	[METHOD_PUT] = "PUT",
	[METHOD_DELETE] = "DELETE",
	[METHOD_OPTIONS] = "OPTIONS",
};
/* clang-format on */

const char *
request_method_name(enum method method)
{
	return method_names[method];
}

/* The value of a variable, or NULL; its length is not looked at. */
static const char *
variable(const struct request *r, const char *name)
{
	return r->source->env(r->source->carrier, name);
}

/* The value of a variable, NULL if there is none, unless it is too long. */
static enum result
variable_read(const struct request *r, const char *name, const char **out)
{
	size_t len;

	*out = variable(r, name);
	len = *out ? strlen(*out) : 0;
	if (len <= r->max_header)
		return OK;
	*out = NULL;
	return fail(TOO_BIG, "%s is %zu bytes; the limit of a header is %zu",
		    name, len, r->max_header);
}

static enum method
method_of(const char *name)
{
	for (enum method m = METHOD_GET; m < METHOD__MAX; m++) {
		if (streq(method_names[m], name))
			return m;
	}
	return METHOD_OTHER;
}

/* The request line's target put together from its parts, for carriers
 * without REQUEST_URI. */
static enum result
target_join(const struct request *r, const char **out)
{
	const char *script, *info, *query;
	enum result res = variable_read(r, "SCRIPT_NAME", &script);

	if (res == OK)
		res = variable_read(r, "PATH_INFO", &info);
	if (res == OK)
		res = variable_read(r, "QUERY_STRING", &query);
	if (res == OK)
		*out = arena_printf(r->mem, "%s%s%s%s", script ? script : "",
				    info ? info : "",
				    str_empty(query) ? "" : "?",
				    query ? query : "");
	return res;
}

/* The path and query of an absolute-form target (RFC 9112 §3.2.2); any
 * other target as it is. */
static const char *
target_path(const char *target)
{
	const char *host;

	if (strncasecmp(target, "http://", 7) == 0)
		host = target + 7;
	else if (strncasecmp(target, "https://", 8) == 0)
		host = target + 8;
	else
		return target;
	return host + strcspn(host, "/?");
}

static enum result
target_check(const char *target)
{
	if (*target != '/' && *target != '?' && *target)
		return fail(INVALID, "the address does not begin with a slash");
	for (const char *s = target; *s; s++) {
		if ((unsigned char)*s <= ' ' || *s == 0x7f)
			return fail(INVALID,
				    "the address holds a control or a blank");
	}
	return OK;
}

/* Split the target into path and query, and take the base path off. */
static enum result
target_split(struct request *r, const char *target, const char *base)
{
	size_t len = strcspn(target, "?"), base_len = strlen(base);
	char *path = arena_strndup(r->mem, target, len);

	if (target[len])
		r->query = arena_strdup(r->mem, target + len + 1);
	r->path = *path ? path : "/";
	if (!str_starts(path, base) ||
	    (path[base_len] && path[base_len] != '/'))
		return fail(NOT_FOUND, "%s is outside %s/", r->path, base);
	r->path = path[base_len] ? path + base_len : "/";
	return OK;
}

static enum result
target_read(struct request *r, const char *base)
{
	const char *target;
	enum result res = variable_read(r, "REQUEST_URI", &target);

	if (res == OK && !target)
		res = target_join(r, &target);
	if (res != OK)
		return res;
	if (!*target)
		return fail(INVALID, "the request has no address");
	target = target_path(target);
	res = target_check(target);
	return res == OK ? target_split(r, target, base) : res;
}

static enum result
method_read(struct request *r)
{
	const char *name;
	enum result res = variable_read(r, "REQUEST_METHOD", &name);

	if (res != OK || !name)
		return res;
	r->method = method_of(name);
	r->method_name = arena_strdup(r->mem, name);
	return OK;
}

static enum result
length_read(struct request *r)
{
	const char *text;
	enum result res = variable_read(r, "CONTENT_LENGTH", &text);

	if (res != OK || str_empty(text))
		return res;
	if (str_number(text, LLONG_MAX, &r->length) != OK) {
		r->length = -1;
		return fail(INVALID, "the Content-Length \"%s\" is no number",
			    text);
	}
	return OK;
}

static enum result
type_read(struct request *r)
{
	const char *text;
	enum result res = variable_read(r, "CONTENT_TYPE", &text);

	if (res != OK || str_empty(text))
		return res;
	r->type = param_head(r->mem, text);
	if (streq(r->type, "multipart/form-data"))
		r->boundary = param_get(r->mem, text, "boundary");
	return OK;
}

enum result
request_read(struct arena *mem, const struct request_source *source,
	     const struct request_limits *limits, struct request *out)
{
	const char *https;
	enum result res;

	*out = (struct request){
		.mem = mem,
		.source = source,
		.method_name = "",
		.path = "/",
		.query = "",
		.length = -1,
		.max_header = limits->max_header,
	};
	https = variable(out, "HTTPS");
	out->is_https = !str_empty(https) && !strieq(https, "off");
	res = method_read(out);
	if (res == OK)
		res = target_read(out, limits->base_path);
	if (res == OK)
		res = length_read(out);
	if (res == OK)
		res = type_read(out);
	return res;
}

/* A limit in words: "1048576 bytes (1 MiB)". */
static const char *
limit_words(struct arena *mem, size_t max)
{
	const double kib = 1024, mib = kib * kib;

	if ((double)max >= mib)
		return arena_printf(mem, "%zu bytes (%.4g MiB)", max,
				    (double)max / mib);
	return arena_printf(mem, "%zu bytes (%.4g KiB)", max,
			    (double)max / kib);
}

/* Append up to ${want} bytes of the body to ${out}; fewer at its end. */
static enum result
body_fill(struct request *r, struct str *out, size_t want)
{
	const struct request_source *source = r->source;

	while (out->len < want) {
		size_t room = want - out->len;
		long got;

		if (room > CHUNK)
			room = CHUNK;
		str_reserve(out, room);
		got = source->read(source->carrier, out->s + out->len, room);
		if (got < 0)
			return fail(INVALID,
				    "the request broke off after %zu bytes",
				    out->len);
		if (got == 0)
			break;
		out->len += (size_t)got;
		out->s[out->len] = '\0';
	}
	return OK;
}

enum result
request_body(struct request *r, size_t max)
{
	bool is_known = r->length >= 0;
	struct str body;
	enum result res;

	if (r->body)
		return OK;
	if (is_known && (unsigned long long)r->length > max)
		return fail(TOO_BIG,
			    "the request is %lld bytes; the limit is %s",
			    r->length, limit_words(r->mem, max));
	str_init(&body, r->mem);
	if (is_known)
		str_reserve(&body, (size_t)r->length);
	/* Of unknown length, one byte more tells that it is too long. */
	res = body_fill(r, &body, is_known ? (size_t)r->length : max + 1);
	if (res != OK)
		return res;
	if (body.len > max)
		return fail(TOO_BIG, "the request is over the limit of %s",
			    limit_words(r->mem, max));
	if (is_known && body.len < (size_t)r->length)
		return fail(INVALID,
			    "the request ended after %zu of %lld bytes",
			    body.len, r->length);
	r->body = body.s;
	r->body_len = body.len;
	return OK;
}

/* The value of a header by its variable (RFC 3875 §4.1.18). */
static const char *
header_variable(const struct request *r, const char *name)
{
	char text[sizeof("HTTP_") + NAME_MAX_LEN] = "HTTP_";
	size_t at = strlen(text);

	if (strieq(name, "Content-Type") || strieq(name, "Content-Length"))
		at = 0;
	if (strlen(name) > NAME_MAX_LEN)
		return NULL;
	for (; *name; name++) {
		char c = *name;

		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		text[at++] = c == '-' ? '_' : c;
	}
	text[at] = '\0';
	return variable(r, text);
}

const char *
request_header(const struct request *r, const char *name)
{
	const char *value = header_variable(r, name);

	return value && strlen(value) <= r->max_header ? value : NULL;
}

const char *
request_address(const struct request *r)
{
	const char *value = r->source->env(r->source->carrier, "REMOTE_ADDR");

	return value ? value : "";
}

const char *
request_cookie(const struct request *r, const char *name)
{
	const char *s = request_header(r, "Cookie");
	size_t name_len = strlen(name);

	while (s && *s) {
		size_t len;

		s += strspn(s, "; \t");
		len = strcspn(s, ";");
		if (len > name_len && s[name_len] == '=' &&
		    memcmp(s, name, name_len) == 0) {
			s += name_len + 1;
			len -= name_len + 1;
			while (len && (s[len - 1] == ' ' || s[len - 1] == '\t'))
				len--;
			return arena_strndup(r->mem, s, len);
		}
		s += len;
	}
	return NULL;
}

/* The length of the origin that ${url} begins with, less a port that its
 * scheme has anyway; browsers leave that out (RFC 6454 §6.1). */
static size_t
origin_len(const char *url)
{
	const char *host = strstr(url, "://");
	const char *port = str_starts(url, "https:") ? ":443" : ":80";
	size_t port_len = strlen(port);
	size_t len;

	if (!host)
		return 0;
	len = (size_t)(host - url) + 3 + strcspn(host + 3, "/?#");
	if (len > port_len && memcmp(url + len - port_len, port, port_len) == 0)
		len -= port_len;
	return len;
}

bool
request_same_origin(const struct request *r, const char *base_url)
{
	const char *site = header_variable(r, "Sec-Fetch-Site");
	const char *origin = header_variable(r, "Origin");
	size_t len = origin_len(base_url);

	if (site)
		return streq(site, "same-origin") || streq(site, "none");
	if (!origin)
		return true;
	return strlen(origin) == len && strncasecmp(origin, base_url, len) == 0;
}

bool
request_is_for(const struct request *r, const char *base_url)
{
	const char *scheme = str_starts(base_url, "https:") ? "https://"
							    : "http://";
	const char *host = header_variable(r, "Host");
	size_t len = origin_len(base_url);
	const char *url;

	if (!host)
		return true;
	url = arena_printf(r->mem, "%s%s", scheme, host);
	return origin_len(url) == len && !strpbrk(host, "/?#@") &&
	       strncasecmp(url, base_url, len) == 0;
}
