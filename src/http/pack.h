/*
 * Several files as one ZIP, in memory, by libzip.
 */
#ifndef HTTP_PACK_H
#define HTTP_PACK_H

#include <stdint.h>

#include "base/arena.h"

struct pack;

/* A new, empty one; freed by pack_free() (NULL is allowed). */
enum result
pack_new(struct pack **out) CHECKED;
void
pack_free(struct pack *p);

AUTO_TYPE(pack, struct pack *, pack_free);
#define auto_pack AUTO(pack)

/* Add a file called ${name} (UTF-8, with slashes) with ${len} bytes, which
 * must live until pack_finish(); ${time} is its date, epoch.  OK, INTERNAL. */
enum result
pack_add(struct pack *p, const char *name, const void *bytes, size_t len,
	 int64_t time) CHECKED;

/* The whole, in ${mem}; nothing can be added after it.  OK, INTERNAL. */
enum result
pack_finish(struct pack *p, struct arena *mem, const char **bytes, size_t *len)
	CHECKED;

#endif
