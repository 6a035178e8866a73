/*
 * What the tests of uploads share.  Include after cmocka.h.
 */
#ifndef UPLOAD_HELP_H
#define UPLOAD_HELP_H

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "http/upload.h"

/* Read a file of at most 8 MB; ${len} 0: up to its NUL. */
static inline enum result
read_upload(struct arena *mem, const char *name, const char *bytes, size_t len,
	    struct upload *out)
{
	const struct upload_rule rule = { .max_bytes = 8000000 };
	struct upload_file file = { name, bytes, len ? len : strlen(bytes) };

	return upload_read(mem, &file, &rule, out);
}

/* An SVG with ${inside}, in which ' stands for ". */
static inline char *
svg_of(struct arena *mem, const char *inside)
{
	return arena_printf(mem,
			    "<svg xmlns='http://www.w3.org/2000/svg' "
			    "xmlns:xlink='http://www.w3.org/1999/xlink' "
			    "viewBox='0 0 8 8'>%s</svg>",
			    inside);
}

/* Bytes put together, as files are. */
static inline void
add_u32(struct str *out, unsigned long n)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		str_addc(out, (char)(n >> shift & 0xff));
}

static inline int
upload_memory(void **state)
{
	*state = arena_new();
	return 0;
}

static inline int
upload_no_memory(void **state)
{
	arena_free(*state);
	return 0;
}

#define with_memory(test)                                                      \
	cmocka_unit_test_setup_teardown(test, upload_memory, upload_no_memory)

#endif
