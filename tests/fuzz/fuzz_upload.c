/*
 * Fuzz target: uploaded files (http/upload.c and its readers).
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "http/upload.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	static const struct upload_rule rule = { .max_bytes = 1 << 20 };
	auto_arena mem = arena_new();
	struct upload_file file = {
		.name = arena_strndup(mem, (const char *)data, len & 127),
		.bytes = (const char *)data,
		.len = len,
	};
	struct upload out;
	enum result r;

	r = upload_read(mem, &file, &rule, &out);
	if (r != OK && r != INVALID && r != TOO_BIG && r != BAD_TYPE)
		abort();
	if (r != OK)
		return 0;
	if (out.len > len || out.bytes != file.bytes || !out.type ||
	    !str_utf8(out.name, strlen(out.name), NULL) ||
	    strpbrk(out.name, "/\\\"\r\n"))
		abort();
	return 0;
}
