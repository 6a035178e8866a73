/*
 * Fields by name, and the reader of URL-encoded text.
 *
 * It reads queries and ordinary form bodies; multipart.c adds to the same
 * struct.  Called by the guard in web/ before a handler runs.
 */
#include "http/form.h"

#include <string.h>

#include "base/str.h"
#include "base/uri.h"

#define FIRST_CAP 16

void
form_init(struct form *f, struct arena *mem)
{
	*f = (struct form){ .mem = mem };
}

void
form_add(struct form *f, const struct field *field)
{
	if (f->count == f->cap) {
		size_t cap = f->cap ? 2 * f->cap : FIRST_CAP;
		struct field *more = arena_array(f->mem, cap, sizeof(*more));

		if (f->count)
			memcpy(more, f->fields, f->count * sizeof(*more));
		f->fields = more;
		f->cap = cap;
	}
	f->fields[f->count++] = *field;
}

/* Decode one name or value of ${len} bytes. */
static enum result
text_read(struct arena *mem, const char *s, size_t len, const char **out,
	  size_t *out_len)
{
	char *text;

	TRY(uri_decode(mem, s, len, true, &text));
	*out_len = strlen(text);
	if (!str_utf8(text, *out_len, NULL))
		return fail(INVALID, "a field of the form is not UTF-8");
	*out = text;
	return OK;
}

/* Read the pair "name=value" of ${len} bytes. */
static enum result
pair_read(struct form *f, const char *s, size_t len)
{
	const char *equals = memchr(s, '=', len);
	size_t name_len = equals ? (size_t)(equals - s) : len;
	size_t skip = equals ? name_len + 1 : len;
	struct field field = { 0 };
	enum result res;
	size_t ignored;

	res = text_read(f->mem, s, name_len, &field.name, &ignored);
	if (res == OK)
		res = text_read(f->mem, s + skip, len - skip, &field.value,
				&field.len);
	if (res == OK)
		form_add(f, &field);
	return res;
}

enum result
form_read(struct form *f, const char *s, size_t len, size_t max)
{
	const char *end = s + len;
	enum result res;

	while (s < end) {
		const char *stop = memchr(s, '&', (size_t)(end - s));

		if (!stop)
			stop = end;
		if (stop > s && f->count >= max)
			return fail(TOO_BIG,
				    "the form is over the limit of %zu fields",
				    max);
		if (stop > s) {
			res = pair_read(f, s, (size_t)(stop - s));
			if (res != OK)
				return res;
		}
		s = stop < end ? stop + 1 : end;
	}
	return OK;
}

const struct field *
form_find(const struct form *f, const char *name)
{
	for (size_t i = 0; i < f->count; i++) {
		if (streq(f->fields[i].name, name))
			return &f->fields[i];
	}
	return NULL;
}

const char *
form_get(const struct form *f, const char *name)
{
	const struct field *field = form_find(f, name);

	return field ? field->value : NULL;
}

const char *
form_text(const struct form *f, const char *name)
{
	const char *value = form_get(f, name);

	return value ? value : "";
}
