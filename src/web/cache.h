/*
 * Rendered pages kept, in a bounded room of one worker.
 *
 * A page is kept under a key that holds all it was made of: the document's
 * hash, the language, the templates' version, the density.  What was
 * withdrawn must not come back: before a look-up the reader tells the
 * number of withdrawals it has just read, and a new number empties all.
 */
#ifndef WEB_CACHE_H
#define WEB_CACHE_H

#include <stddef.h>
#include <stdint.h>

struct cache;

/* A store of at most ${bytes} (0: keeps nothing).  Freed by cache_free(). */
struct cache *
cache_new(size_t bytes);
void
cache_free(struct cache *c);

/* Empty ${c} unless ${withdrawals} is the number told last. */
void
cache_as_of(struct cache *c, int64_t withdrawals);

/* The bytes kept under ${key} and *${len}, or NULL.  They are the cache's
 * and live until the next cache_put() or cache_as_of(). */
const char *
cache_get(struct cache *c, const char *key, size_t *len);

/*
 * Keep a copy of ${bytes}; the least recently used give way.  Something
 * larger than a quarter of the room is not kept.
 */
void
cache_put(struct cache *c, const char *key, const char *bytes, size_t len);

/* Bytes in use, keys included; for tests and metrics. */
size_t
cache_used(const struct cache *c);

#endif
