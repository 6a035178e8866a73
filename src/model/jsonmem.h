/*
 * Where jansson's memory comes from.
 */
#ifndef MODEL_JSONMEM_H
#define MODEL_JSONMEM_H

#include <jansson.h>

#include "base/str.h"

/*
 * From now on all that jansson allocates is cut from ${mem} and freed by
 * its reset alone: a document of thousands of values costs neither thousands
 * of malloc() nor a walk to free them.  NULL: jansson allocates as every
 * other part does; so it is until the first call.
 *
 * One a process, before the first document.  No json_t may outlive a reset,
 * and json_dumps(), whose text is the caller's to free(), is not to be used:
 * see jsonmem_text().
 */
void
jsonmem_use(struct arena *mem);

/* Release ${json} at the end of ${mem}. */
void
jsonmem_defer(struct arena *mem, json_t *json);

/* Write ${s}, ${len} bytes of UTF-8, as a text of JSON. */
void
jsonmem_put(struct str *out, const char *s, size_t len);

/* Write ${value} as jansson does with JSON_COMPACT, in a tenth of the time: it
 * looks for circles at each object, and what is parsed or made here has none.
 * Texts and names are written by ${put}: jsonmem_put(), or one that escapes
 * more (page/embed.h). */
typedef void
jsonmem_put_text(struct str *out, const char *s, size_t len);
void
jsonmem_write(struct str *out, const json_t *value, jsonmem_put_text *put);

/* ${json} as text, written with ${flags} of jansson (JSON_INDENT(2)), in
 * ${mem}; never NULL.  For a page, see page/embed.h. */
const char *
jsonmem_text(struct arena *mem, const json_t *json, size_t flags);

#endif
