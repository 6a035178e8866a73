/*
 * One reply, put together in memory and written once.
 *
 * The only file that knows what a reply looks like on the wire (the CGI
 * form, RFC 3875 §6; the web server makes HTTP of it).  Filled by
 * handlers and page/render, sent by web/ after the handler returned.
 */
#include "http/response.h"

#include <string.h>

#include "base/log.h"

/* A body up to this size goes out together with the head. */
#define SMALL_BODY ((size_t)16 * 1024)

/* Room for an ordinary head; a longer one makes it grow. */
#define HEAD_ROOM ((size_t)1024)

static const struct reason {
	int status;
	const char *text;
} reasons[] = {
	{ 200, "OK" },
	{ 201, "Created" },
	{ 202, "Accepted" },
	{ 204, "No Content" },
	{ 206, "Partial Content" },
	{ 301, "Moved Permanently" },
	{ 302, "Found" },
	{ 303, "See Other" },
	{ 304, "Not Modified" },
	{ 307, "Temporary Redirect" },
	{ 308, "Permanent Redirect" },
	{ 400, "Bad Request" },
	{ 401, "Unauthorized" },
	{ 403, "Forbidden" },
	{ 404, "Not Found" },
	{ 405, "Method Not Allowed" },
	{ 406, "Not Acceptable" },
	{ 408, "Request Timeout" },
	{ 409, "Conflict" },
	{ 410, "Gone" },
	{ 411, "Length Required" },
	{ 412, "Precondition Failed" },
	{ 413, "Content Too Large" },
	{ 414, "URI Too Long" },
	{ 415, "Unsupported Media Type" },
	{ 421, "Misdirected Request" },
	{ 422, "Unprocessable Content" },
	{ 428, "Precondition Required" },
	{ 429, "Too Many Requests" },
	{ 431, "Request Header Fields Too Large" },
	{ 500, "Internal Server Error" },
	{ 501, "Not Implemented" },
	{ 502, "Bad Gateway" },
	{ 503, "Service Unavailable" },
	{ 504, "Gateway Timeout" },
};

const char *
response_reason(int status)
{
	for (size_t i = 0; i < sizeof(reasons) / sizeof(*reasons); i++) {
		if (reasons[i].status == status)
			return reasons[i].text;
	}
	return "";
}

void
response_init(struct response *r, struct arena *mem)
{
	*r = (struct response){ .mem = mem, .status = 200 };
	str_init(&r->body, mem);
}

/* The length of ${s} up to its first control character. */
static size_t
clean_len(const char *s)
{
	size_t len = 0;

	while ((unsigned char)s[len] >= ' ' && s[len] != 0x7f)
		len++;
	return len;
}

static struct header *
header_find(struct response *r, const char *name)
{
	for (unsigned i = 0; i < r->count; i++) {
		if (strieq(r->headers[i].name, name))
			return &r->headers[i];
	}
	return NULL;
}

/* One more header, as it is. */
static void
header_put(struct response *r, const char *name, const char *value)
{
	if (r->count == RESPONSE_HEADERS) {
		log_line(LOG_ERROR, "header %s left out: over the limit of %d",
			 name, RESPONSE_HEADERS);
		return;
	}
	r->headers[r->count++] = (struct header){ name, value };
}

void
response_add(struct response *r, const char *name, const char *value)
{
	header_put(r, name, arena_strndup(r->mem, value, clean_len(value)));
}

void
response_default(struct response *r, const char *name, const char *value)
{
	if (!header_find(r, name))
		header_put(r, name, value);
}

void
response_header(struct response *r, const char *name, const char *value)
{
	struct header *h = header_find(r, name);

	if (h)
		h->value = arena_strndup(r->mem, value, clean_len(value));
	else
		response_add(r, name, value);
}

const char *
response_get(const struct response *r, const char *name)
{
	for (unsigned i = 0; i < r->count; i++) {
		if (strieq(r->headers[i].name, name))
			return r->headers[i].value;
	}
	return NULL;
}

/* Begin a reply of this status and type without a body. */
static void
response_begin(struct response *r, int status, const char *type)
{
	r->status = status;
	r->type = type;
	r->ready = NULL;
	r->ready_len = 0;
	str_clear(&r->body);
}

void
response_text(struct response *r, int status, const char *type,
	      const char *body)
{
	response_begin(r, status, type);
	str_add(&r->body, body);
}

void
response_ready(struct response *r, int status, const char *type,
	       const char *bytes, size_t len)
{
	response_begin(r, status, type);
	r->ready = bytes;
	r->ready_len = len;
}

void
response_see_other(struct response *r, const char *url)
{
	response_begin(r, 303, NULL);
	response_header(r, "Location", url);
}

/* The opaque part of an entity tag: W/ does not count when comparing
 * weakly. */
static const char *
etag_opaque(const char *etag)
{
	return str_starts(etag, "W/") ? etag + 2 : etag;
}

/* Is ${etag} in the list ${s}, or the list "*"? */
static bool
etag_listed(const char *s, const char *etag)
{
	const char *opaque = etag_opaque(etag);
	size_t len = strlen(opaque);

	s += strspn(s, " \t");
	if (*s == '*')
		return true;
	while (*s) {
		const char *end;

		s = etag_opaque(s + strspn(s, " \t,"));
		end = *s == '"' ? strchr(s + 1, '"') : NULL;
		if (!end)
			return false;
		end++;
		if ((size_t)(end - s) == len && memcmp(s, opaque, len) == 0)
			return true;
		s = end;
	}
	return false;
}

bool
response_not_modified(struct response *r, const char *etag,
		      const char *if_none_match)
{
	response_header(r, "ETag", etag);
	if (!if_none_match || !etag_listed(if_none_match, etag))
		return false;
	response_begin(r, 304, NULL);
	return true;
}

/* The rest of a line. */
static void
head_line(struct str *out, const char *before, const char *value)
{
	str_add(out, before);
	str_add(out, value);
	str_add(out, "\r\n");
}

/* Status line and headers, up to the empty line (RFC 9110 §8.6: no length
 * where there never is a body). */
static void
head_write(struct str *out, const struct response *r, size_t body_len,
	   bool has_body)
{
	str_add(out, "Status: ");
	str_addu(out, (unsigned)r->status);
	head_line(out, " ", response_reason(r->status));
	if (r->type)
		head_line(out, "Content-Type: ", r->type);
	for (unsigned i = 0; i < r->count; i++) {
		str_add(out, r->headers[i].name);
		head_line(out, ": ", r->headers[i].value);
	}
	if (has_body) {
		str_add(out, "Content-Length: ");
		str_addu(out, body_len);
		str_add(out, "\r\n");
	}
	str_add(out, "\r\n");
}

enum result
response_send(const struct response *r, const struct response_sink *sink)
{
	const char *body = r->ready ? r->ready : r->body.s;
	size_t len = r->ready ? r->ready_len : r->body.len;
	bool has_body = r->status != 204 && r->status != 304;
	enum result res;
	struct str out;

	str_init(&out, r->mem);
	str_reserve(&out, HEAD_ROOM + (len <= SMALL_BODY ? len : 0));
	head_write(&out, r, len, has_body);
	if (!has_body || r->is_head)
		len = 0;
	if (len <= SMALL_BODY) {
		str_addn(&out, body, len);
		len = 0;
	}
	res = sink->write(sink->carrier, out.s, out.len);
	if (res == OK && len)
		res = sink->write(sink->carrier, body, len);
	return res;
}
