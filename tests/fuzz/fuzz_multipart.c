/*
 * Fuzz target: multipart/form-data (http/multipart.c).
 *
 * The first line of the input is the value of Content-Type, the rest the
 * body.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "http/multipart.h"
#include "http/param.h"

#define PARTS_MAX 50

static void
field_check(const struct field *field, size_t len)
{
	if (!field->name || !field->value || field->len > len ||
	    field->value[field->len])
		abort();
	if (field->file &&
	    (strchr(field->file, '/') || strchr(field->file, '\\')))
		abort();
	if (!field->file && !str_utf8(field->value, field->len, NULL))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const char *text = (const char *)data;
	const char *body = len ? memchr(text, '\n', len) : NULL;
	auto_arena mem = arena_new();
	const char *boundary;
	enum result res;
	struct form f;

	if (!body)
		return 0;
	boundary = param_get(mem,
			     arena_strndup(mem, text, (size_t)(body - text)),
			     "boundary");
	body++;
	len -= (size_t)(body - text);
	form_init(&f, mem);
	res = multipart_read(&f, boundary, body, len, PARTS_MAX);
	if (res != OK && res != INVALID && res != TOO_BIG)
		abort();
	if (f.count > PARTS_MAX)
		abort();
	for (size_t i = 0; i < f.count; i++)
		field_check(&f.fields[i], len);
	return 0;
}
