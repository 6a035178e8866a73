/*
 * Jansson's memory: malloc(), or the arena of the process's one request.
 * Called by web for a worker; commands let it be.
 */
#include "model/jsonmem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

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

/* ---- Writing */

static int
add(const char *text, size_t len, void *out)
{
	str_addn(out, text, len);
	return 0;
}

/* The letter after the backslash; 0: there is none. */
static const char escapes[256] = {
	['"'] = '"',  ['\\'] = '\\', ['\b'] = 'b', ['\f'] = 'f',
	['\n'] = 'n', ['\r'] = 'r',  ['\t'] = 't'
};

void
jsonmem_put(struct str *out, const char *s, size_t len)
{
	size_t i = 0, run;
	char letter;

	str_reserve(out, len + 2);
	str_addc(out, '"');
	for (;; i++) {
		run = str_json_run(s + i, len - i);
		str_addn(out, s + i, run);
		i += run;
		if (i == len)
			break;
		letter = escapes[(unsigned char)s[i]];
		if (letter)
			str_addn(out, (const char[]){ '\\', letter }, 2);
		else
			str_addf(out, "\\u%04X", (unsigned)s[i]);
	}
	str_addc(out, '"');
}

static void
put_object(struct str *out, const json_t *object, jsonmem_put_text *put)
{
	const char *key, *comma = "";
	json_t *value;

	str_addc(out, '{');
	json_object_foreach ((json_t *)(uintptr_t)object, key, value) {
		str_add(out, comma);
		put(out, key, strlen(key));
		str_addc(out, ':');
		jsonmem_write(out, value, put);
		comma = ",";
	}
	str_addc(out, '}');
}

static void
put_array(struct str *out, const json_t *array, jsonmem_put_text *put)
{
	json_t *value;
	size_t i;

	str_addc(out, '[');
	json_array_foreach (array, i, value) {
		if (i > 0)
			str_addc(out, ',');
		jsonmem_write(out, value, put);
	}
	str_addc(out, ']');
}

void
jsonmem_write(struct str *out, const json_t *value, jsonmem_put_text *put)
{
	switch (json_typeof(value)) {
	case JSON_OBJECT:
		put_object(out, value, put);
		break;
	case JSON_ARRAY:
		put_array(out, value, put);
		break;
	case JSON_STRING:
		put(out, json_string_value(value), json_string_length(value));
		break;
	default: /* numbers, true, false, null */
		json_dump_callback(value, add, out, JSON_ENCODE_ANY);
	}
}

const char *
jsonmem_text(struct arena *mem, const json_t *json, size_t flags)
{
	struct str out;

	str_init(&out, mem);
	if (flags == JSON_COMPACT)
		jsonmem_write(&out, json, jsonmem_put);
	else if (json_dump_callback(json, add, &out, flags | JSON_ENCODE_ANY) !=
		 0)
		auto_die("a document that cannot be written");
	return out.s;
}
