/*
 * The quick way from JSON to json_t, for what nearly all documents are.
 */
#ifndef MODEL_LOAD_PLAIN_H
#define MODEL_LOAD_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

/*
 * Parse ${len} bytes of UTF-8, which has been checked; a NUL need not follow.
 * With ${refuses}, no member may stand twice in one object; without, the last
 * one counts.  The value is what json_loadb() gives with JSON_DECODE_ANY, and
 * the caller's.  NULL: json_loadb() is to be asked, which takes it or says
 * what is wrong with it.
 */
json_t *
load_plain(const char *bytes, size_t len, bool refuses);

#endif
