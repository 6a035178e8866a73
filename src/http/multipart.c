/*
 * Reader of multipart/form-data (RFC 7578, RFC 2046 §5.1).
 *
 * It finds the parts between the delimiters and gives each to the form.
 * It does not judge what a file holds.  Called by the guard in web/ for
 * routes that take uploads.
 */
#include "http/multipart.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "http/param.h"

#define PART_HEADER_MAX ((size_t)8 * 1024)
#define BOUNDARY_MAX ((size_t)70) /* RFC 2046 §5.1.1 */

/* What is being read, and the place in it. */
struct reader {
	struct arena *mem;
	const char *at;
	const char *end;
	const char *delimiter; /* CR LF "--" boundary */
	size_t delimiter_len;
};

/* A delimiter found: where the part before it ends. */
struct cut {
	const char *end;
	bool is_last; /* the closing one, "--" behind it */
};

static size_t
reader_left(const struct reader *r)
{
	return (size_t)(r->end - r->at);
}

/* Does the rest of a delimiter line stand here?  Move behind it. */
static bool
line_end(struct reader *r, bool *is_last)
{
	*is_last = reader_left(r) >= 2 && memcmp(r->at, "--", 2) == 0;
	if (*is_last)
		return true;
	while (r->at < r->end && (*r->at == ' ' || *r->at == '\t'))
		r->at++;
	if (reader_left(r) < 2 || memcmp(r->at, "\r\n", 2) != 0)
		return false;
	r->at += 2;
	return true;
}

/* Move behind the next delimiter; false if there is none. */
static bool
delimiter_find(struct reader *r, struct cut *out)
{
	const char *found;

	while ((found = memmem(r->at, reader_left(r), r->delimiter,
			       r->delimiter_len))) {
		out->end = found;
		r->at = found + r->delimiter_len;
		if (line_end(r, &out->is_last))
			return true;
	}
	return false;
}

/* The first delimiter may stand at the very start, without its CR LF. */
static bool
delimiter_first(struct reader *r, struct cut *out)
{
	size_t len = r->delimiter_len - 2;
	const char *start = r->at;

	if (reader_left(r) >= len &&
	    memcmp(start, r->delimiter + 2, len) == 0) {
		r->at += len;
		if (line_end(r, &out->is_last))
			return true;
		r->at = start;
	}
	return delimiter_find(r, out);
}

/* The part's file name without the folders some browsers send. */
static const char *
file_name(const char *sent)
{
	const char *name = sent;

	for (const char *s = sent; *s; s++) {
		if (*s == '/' || *s == '\\')
			name = s + 1;
	}
	return name;
}

/* The value of ${line} if it is the header ${name} (which ends in ':'),
 * else NULL. */
static const char *
header_value(const char *line, const char *name)
{
	size_t len = strlen(name);

	if (strncasecmp(line, name, len) != 0)
		return NULL;
	return line + len + strspn(line + len, " \t");
}

/* Take from one header line what the form wants to know. */
static void
header_read(struct arena *mem, const char *line, struct field *out)
{
	const char *value, *file;

	value = header_value(line, "Content-Disposition:");
	if (value && !out->name && streq(param_head(mem, value), "form-data")) {
		out->name = param_get(mem, value, "name");
		file = param_get(mem, value, "filename");
		out->file = file ? file_name(file) : NULL;
	}
	value = header_value(line, "Content-Type:");
	if (value && !out->type)
		out->type = param_head(mem, value);
}

/*
 * Read the part's headers, each ended by CR LF, up to the empty line, and
 * move behind it.
 */
static enum result
headers_read(struct reader *r, struct field *out)
{
	const char *start = r->at;

	for (;;) {
		const char *stop = memmem(r->at, reader_left(r), "\r\n", 2);
		const char *line = r->at;

		if ((size_t)((stop ? stop : r->end) - start) > PART_HEADER_MAX)
			return fail(TOO_BIG,
				    "part headers over the limit of %zu bytes",
				    PART_HEADER_MAX);
		if (!stop)
			return fail(INVALID, "the form is cut off in a header");
		r->at = stop + 2;
		if (stop == line)
			return OK;
		if (memchr(line, '\0', (size_t)(stop - line)))
			return fail(INVALID,
				    "a header of the form holds a NUL");
		header_read(r->mem,
			    arena_strndup(r->mem, line, (size_t)(stop - line)),
			    out);
	}
}

/* Are name, file name and, unless it is a file, the value good text? */
static enum result
field_check(const struct field *field)
{
	if (!field->name)
		return fail(INVALID, "a part of the form has no name");
	if (!str_utf8(field->name, strlen(field->name), NULL) ||
	    (field->file && !str_utf8(field->file, strlen(field->file), NULL)))
		return fail(INVALID, "a name in the form is not UTF-8");
	if (field->file)
		return OK;
	if (memchr(field->value, '\0', field->len))
		return fail(INVALID, "the field \"%s\" holds a NUL byte",
			    field->name);
	if (!str_utf8(field->value, field->len, NULL))
		return fail(INVALID, "the field \"%s\" is not UTF-8",
			    field->name);
	return OK;
}

/* Read the part at the reader's place and the delimiter behind it. */
static enum result
part_read(struct reader *r, struct form *f, struct cut *cut)
{
	struct field field = { 0 };
	enum result res = headers_read(r, &field);
	const char *body;

	if (res != OK)
		return res;
	/* The empty line's CR LF also begins the delimiter of an empty
	 * part. */
	body = r->at;
	r->at -= 2;
	if (!delimiter_find(r, cut))
		return fail(INVALID,
			    "the last boundary of the form is missing");
	field.len = cut->end > body ? (size_t)(cut->end - body) : 0;
	field.value = arena_strndup(f->mem, body, field.len);
	res = field_check(&field);
	if (res == OK)
		form_add(f, &field);
	return res;
}

enum result
multipart_read(struct form *f, const char *boundary, const char *body,
	       size_t len, size_t max)
{
	struct reader r = { .mem = f->mem, .at = body, .end = body + len };
	struct cut cut;

	if (str_empty(boundary) || strlen(boundary) > BOUNDARY_MAX)
		return fail(INVALID, "a form's boundary has 1 to %zu letters",
			    BOUNDARY_MAX);
	r.delimiter = arena_printf(f->mem, "\r\n--%s", boundary);
	r.delimiter_len = strlen(r.delimiter);
	if (!delimiter_first(&r, &cut))
		return fail(INVALID,
			    "the announced boundary is not in the form");
	while (!cut.is_last) {
		enum result res;

		if (f->count >= max)
			return fail(TOO_BIG,
				    "the form is over the limit of %zu parts",
				    max);
		res = part_read(&r, f, &cut);
		if (res != OK)
			return res;
	}
	return OK;
}
