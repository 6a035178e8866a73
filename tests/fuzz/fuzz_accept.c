/*
 * Fuzz target: the Accept header (http/accept.c, http/param.c).
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "http/accept.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	static const enum media offers[] = { MEDIA_JSON, MEDIA_LD_JSON,
					     MEDIA_HTML, MEDIA__MAX };
	auto_arena mem = arena_new();
	enum media best;

	best = accept_best(arena_strndup(mem, (const char *)data, len), offers);
	if (best != MEDIA_JSON && best != MEDIA_LD_JSON && best != MEDIA_HTML)
		abort();
	return 0;
}
