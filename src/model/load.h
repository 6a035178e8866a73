/*
 * Bytes → json_t, within limits, and bytes of a part of a document.
 */
#ifndef MODEL_LOAD_H
#define MODEL_LOAD_H

#include <stdbool.h>

#include <jansson.h>

#include "base/arena.h"

/* Limits of a document (CLR 1.0 §1.1 G-7, G-8), from the settings. */
struct load_limits {
	size_t max_bytes;
	int max_depth;
};

/* Are ${len} bytes within the limits?  OK, or TOO_BIG: the sentence says
 * how long it is and how long it may be. */
enum result
load_size(size_t len, const struct load_limits *limits) CHECKED;

/*
 * Parse ${len} bytes of JSON.  A UTF-8 BOM is passed over.  Refused as
 * INVALID, each with its own sentence and place (line, column): nothing
 * at all, a BOM alone, not UTF-8, not JSON, cut off, a member twice in one
 * object, nesting deeper than the limit, "\u0000".  TOO_BIG: over the
 * limit, which is named.  OK: *${out}, released at the end of ${mem}.
 * Depth is measured before parsing, so hostile nesting costs nothing.
 */
enum result
load_json(struct arena *mem, const char *bytes, size_t len,
	  const struct load_limits *limits, json_t **out) CHECKED;

/*
 * Parse bytes of our own store, which passed load_json() before they were
 * kept: nothing is measured or refused again that the parser takes, so that
 * a limit lowered since hides nothing.  OK: as load_json().  INVALID: these
 * are not the bytes that were kept.
 */
enum result
load_stored(struct arena *mem, const char *bytes, size_t len, json_t **out)
	CHECKED;

/*
 * The bytes of the value at JSON pointer ${pointer} within the JSON text
 * ${bytes}, exactly as written; "" is the whole value without the space
 * around it.  The text must have passed load_json().
 * OK: *${part} leads into ${bytes}.  NOT_FOUND.
 */
enum result
load_slice(const char *bytes, size_t len, const char *pointer,
	   const char **part, size_t *part_len) CHECKED;

/*
 * The elements of the JSON array that is written at ${at}, one after the
 * other, exactly as written.  Set both members, then call load_next() until
 * it is false: *${part} leads into the text.  As load_slice(), the text must
 * have passed load_json().
 */
struct load_items {
	const char *at;
	const char *end;
};
bool
load_next(struct load_items *items, const char **part, size_t *part_len);

/* So many signed texts of one document are read; each costs a hundred times
 * its size, and real records hold some dozens (G-8: bound the work). */
#define LOAD_MOST_SIGNED 10000

/*
 * A JWS in compact serialization, taken apart for display.  Nothing is
 * verified here: see crypto/jws.h.
 */
struct compact {
	const json_t *header;
	const json_t *payload;	   /* an object */
	const char *payload_bytes; /* as signed; a NUL follows */
	size_t payload_len;
};

/*
 * Split in exactly three, decode strictly, parse header and payload as
 * JSON objects within ${limits} (RFC 7515 §7.1).  OK or INVALID, TOO_BIG.
 */
enum result
load_compact(struct arena *mem, const char *jws, size_t len,
	     const struct load_limits *limits, struct compact *out) CHECKED;

#endif
