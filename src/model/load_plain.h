/*
 * The quick way from JSON to json_t, for what nearly all documents are.
 */
#ifndef MODEL_LOAD_PLAIN_H
#define MODEL_LOAD_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

/* However deep it may be, more levels are jansson's: each takes room on the
 * stack. */
enum { LOAD_PLAIN_DEEPEST = 200 };

struct load_plain_how {
	bool refuses;  /* a member that stands twice in one object; else the
			  last one counts */
	int max_depth; /* levels of objects and arrays */
};

/*
 * Parse ${len} bytes of UTF-8, which has been checked; a NUL need not follow.
 * The value is what json_loadb() gives with JSON_DECODE_ANY, and the
 * caller's.  NULL: it is deeper, or json_loadb() is to be asked, which takes
 * it or says what is wrong with it.
 */
json_t *
load_plain(const char *bytes, size_t len, const struct load_plain_how *how);

#endif
