/*
 * Fuzz target: URL-encoded fields (http/form.c).
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "http/form.h"

#define FIELDS_MAX 50

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	auto_arena mem = arena_new();
	enum result res;
	struct form f;

	form_init(&f, mem);
	res = form_read(&f, (const char *)data, len, FIELDS_MAX);
	if (res != OK && res != INVALID && res != TOO_BIG)
		abort();
	if (f.count > FIELDS_MAX)
		abort();
	for (size_t i = 0; i < f.count; i++) {
		const struct field *field = &f.fields[i];

		if (strlen(field->value) != field->len ||
		    !str_utf8(field->value, field->len, NULL) ||
		    !str_utf8(field->name, strlen(field->name), NULL) ||
		    !form_find(&f, field->name) || field->file)
			abort();
	}
	return 0;
}
