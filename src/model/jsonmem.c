/*
 * Jansson's memory: malloc(), or the arena of the process's one request.
 * Called by web for a worker; commands let it be.
 */
#include "model/jsonmem.h"

#include <stdlib.h>

#include "base/str.h"

/* Jansson's functions take no argument of ours. */
static struct arena *pool;

static void *
take(size_t size)
{
	return arena_raw(pool, size);
}

/* The pool is emptied as a whole. */
static void
leave(void *piece)
{
	(void)piece;
}

void
jsonmem_use(struct arena *mem)
{
	pool = mem;
	if (pool != NULL)
		json_set_alloc_funcs(take, leave);
	else
		json_set_alloc_funcs(xmalloc, free);
}

static void
release(void *json)
{
	json_decref(json);
}

void
jsonmem_defer(struct arena *mem, json_t *json)
{
	if (mem != pool)
		arena_defer(mem, release, json);
}

static int
add(const char *text, size_t len, void *out)
{
	str_addn(out, text, len);
	return 0;
}

const char *
jsonmem_text(struct arena *mem, const json_t *json, size_t flags)
{
	struct str out;

	str_init(&out, mem);
	if (json_dump_callback(json, add, &out, flags | JSON_ENCODE_ANY) != 0)
		auto_die("a document that cannot be written");
	return out.s;
}
