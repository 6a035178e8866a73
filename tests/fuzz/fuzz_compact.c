/*
 * Any bytes as a JWS in compact form, and as a JSON text with a pointer
 * into it: the first line is the pointer, the rest the text.
 */
#include <stdlib.h>
#include <string.h>

#include "model/load.h"

static const struct load_limits limits = { 1 << 20, 64 };

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	auto_arena mem = arena_new();
	const char *text = (const char *)data;
	const char *line = memchr(text, '\n', size);
	const char *part;
	struct compact out;
	size_t len, part_len;

	if (load_compact(mem, text, size, &limits, &out) == OK &&
	    (!json_is_object(out.header) || !json_is_object(out.payload)))
		abort();
	if (!line)
		return 0;
	len = size - (size_t)(line + 1 - text);
	if (load_slice(line + 1, len,
		       arena_strndup(mem, text, (size_t)(line - text)), &part,
		       &part_len) == OK &&
	    (part < line + 1 || part + part_len > line + 1 + len))
		abort();
	return 0;
}
