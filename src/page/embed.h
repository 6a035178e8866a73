/*
 * JSON and HTML side by side.
 */
#ifndef PAGE_EMBED_H
#define PAGE_EMBED_H

#include <jansson.h>

#include "base/str.h"

/*
 * Append JSON text so that it may stand in a script element: inside its
 * strings < > & U+2028 U+2029 become \u escapes.  Parsing gives the
 * identical value; nothing else of the bytes changes.
 */
void
embed_json(struct str *out, const char *json, size_t len);

/* Append ${value} as compact JSON, safe in the same way; members in their
 * order. */
void
embed_value(struct str *out, const json_t *value);

#endif
