/*
 * Request memory: everything allocated from an arena lives until the
 * arena is reset, and nothing of it is freed by hand.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "base/auto.h"
#include "base/fail.h"

struct arena;

/* A new arena; the caller frees it with arena_free(). */
struct arena *
arena_new(void);

/*
 * Run the deferred calls, newest first, and release all memory except at
 * most 768 KiB of small blocks: an ordinary request asks the system for
 * nothing, and after a large one a worker's size falls back.
 */
void
arena_reset(struct arena *mem);

/* Reset, then free ${mem} itself.  NULL is allowed. */
void
arena_free(struct arena *mem);

AUTO_TYPE(arena, struct arena *, arena_free);
#define auto_arena AUTO(arena)

/* ${size} zeroed bytes, aligned for any type; never NULL. */
void *
arena_alloc(struct arena *mem, size_t size);

/* The same, not zeroed. */
void *
arena_raw(struct arena *mem, size_t size);

/* Room for ${count} items of ${size} bytes, zeroed; ends the process when
 * the product overflows. */
void *
arena_array(struct arena *mem, size_t count, size_t size);

/*
 * Make ${old}, of ${old_size} bytes as it was asked for, ${new_size} bytes
 * large (not smaller), and return where it stands now; never NULL.  The old
 * bytes are kept, the further ones are not zeroed.  The newest allocation
 * grows where it stands if there is room; a large one is given back to the
 * system when it moves.  ${old} is not to be used afterwards.
 */
void *
arena_grow(struct arena *mem, void *old, size_t old_size, size_t new_size);

/* A copy of ${s}, of the first ${len} bytes of ${s} (a NUL is added), and
 * the text of a printf; each lives as long as the arena's content.
 * arena_strdup(mem, NULL) is NULL. */
char *
arena_strdup(struct arena *mem, const char *s);
char *
arena_strndup(struct arena *mem, const char *s, size_t len);
char *
arena_printf(struct arena *mem, const char *fmt, ...) PRINTF(2, 3);
char *
arena_vprintf(struct arena *mem, const char *fmt, va_list ap) PRINTF(2, 0);

/*
 * Call ${release}(${thing}) at the next reset: ties a thing that has its
 * own way to be freed (a json_t, a cmark node) to the request's end.
 */
void
arena_defer(struct arena *mem, void (*release)(void *), void *thing);

/* Bytes handed out since the last reset; for tests and metrics. */
size_t
arena_used(const struct arena *mem);

#endif
