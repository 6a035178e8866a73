/*
 * Base64 in its two alphabets (RFC 4648).
 */
#ifndef BASE_B64_H
#define BASE_B64_H

#include <stddef.h>

#include "base/arena.h"

/* ${len} bytes as base64url without padding (RFC 7515 §2), in ${mem}. */
char *
b64url_encode(struct arena *mem, const void *data, size_t len);

/* ${len} bytes as plain base64 with padding (RFC 4648 §4), in ${mem}. */
char *
b64_encode(struct arena *mem, const void *data, size_t len);

/*
 * Decode base64url strictly: no padding, no other byte, no impossible
 * length, no spare bits set in the last letter (RFC 4648 §3.5).
 * OK: *${out} in ${mem} (a NUL follows it) and *${out_len}.
 * INVALID otherwise.
 */
enum result
b64url_decode(struct arena *mem, const char *s, size_t len, unsigned char **out,
	      size_t *out_len) CHECKED;

/*
 * Decode plain base64 as it stands in data: URLs: ASCII white space is
 * passed over, padding may be missing; nothing else is forgiven.
 * OK as above, or INVALID.
 */
enum result
b64_decode(struct arena *mem, const char *s, size_t len, unsigned char **out,
	   size_t *out_len) CHECKED;

#endif
