/*
 * Fuzz target: path to route (http/router.c).
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "http/router.h"

static const struct router_row rows[] = {
	{ METHOD_GET, "/" },
	{ METHOD_GET, "/records" },
	{ METHOD_POST, "/records" },
	{ METHOD_GET, "/records/new" },
	{ METHOD_GET, "/records/{id}" },
	{ METHOD_PUT, "/records/{id}" },
	{ METHOD_GET, "/records/{id}/files/{n}" },
	{ METHOD_GET, "/records/{id}/files/all" },
	{ METHOD_GET, "/{any}/x" },
};

static void
params_check(const struct router_match *m)
{
	for (unsigned i = 0; i < m->count; i++) {
		const char *s = m->params[i];

		if (!*s || streq(s, ".") || streq(s, "..") ||
		    !str_utf8(s, strlen(s), NULL))
			abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	auto_arena mem = arena_new();
	struct request r = { .mem = mem, .method_name = "X" };
	struct router_match m;

	r.path = arena_strndup(mem, (const char *)data, len);
	for (enum method i = METHOD_OTHER; i < METHOD__MAX; i++) {
		enum result res;

		r.method = i;
		res = router_match(&r, rows, sizeof(rows) / sizeof(*rows),
				   sizeof(*rows), &m);
		if (res != OK && res != NOT_FOUND && res != BAD_METHOD)
			abort();
		if ((res == OK) != (m.row != NULL) && res != NOT_FOUND)
			abort();
		params_check(&m);
	}
	return 0;
}
