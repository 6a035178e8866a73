/*
 * Request memory.  Small pieces are cut from blocks of 16 to 64 KiB, of
 * which some are kept from one request to the next; large ones have a block
 * of their own that can grow and go back to the system.  Nothing here knows
 * what a request is.  Called from everywhere.
 */
#include "base/arena.h"

#include <malloc.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"

#define BLOCK_MIN ((size_t)16 << 10)
#define BLOCK_MAX ((size_t)64 << 10)
#define KEPT_MAX ((size_t)768 << 10)  /* the most that a reset keeps */
#define LARGE ((size_t)8 << 10)	      /* above it: a block of its own */
#define TO_SYSTEM ((size_t)128 << 10) /* above it: unmapped when freed */

/* Under AddressSanitizer what is not handed out is poisoned, and a gap
 * after each piece shows who writes too far. */
#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define HAS_ASAN
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define HAS_ASAN
#endif
#ifdef HAS_ASAN
#include <sanitizer/asan_interface.h>
#define GAP 16
#define HIDE(p, size) ASAN_POISON_MEMORY_REGION((p), (size))
#define SHOW(p, size) ASAN_UNPOISON_MEMORY_REGION((p), (size))
#else
#define GAP 0
#define HIDE(p, size) ((void)(p), (void)(size))
#define SHOW(p, size) ((void)(p), (void)(size))
#endif

struct block {
	struct block *next, *prev;
	size_t size; /* of data */
	size_t used; /* of data; not kept for a large one */
	max_align_t data[];
};

struct deferred {
	struct deferred *next;
	void (*release)(void *);
	void *thing;
};

struct arena {
	struct block *small;	   /* the first one is cut from */
	struct block *kept;	   /* small ones for later use */
	struct block *large;	   /* one allocation each */
	struct deferred *deferred; /* newest first */
	char *newest;		   /* of the small pieces */
	size_t used;		   /* bytes handed out */
};

/* ${size} and the gap, up to the next place where any type may stand. */
static size_t
room(size_t size)
{
	const size_t align = _Alignof(max_align_t) - 1;

	return ((size ? size : 1) + GAP + align) & ~align;
}

/* A size of a block whose data are ${size} bytes. */
static size_t
block_size(size_t size)
{
	if (size > SIZE_MAX - sizeof(struct block))
		auto_die("out of memory");
	return sizeof(struct block) + size;
}

static void
block_link(struct block **list, struct block *b)
{
	b->prev = NULL;
	b->next = *list;
	if (b->next)
		b->next->prev = b;
	*list = b;
}

static void
block_unlink(struct block **list, struct block *b)
{
	if (b->prev)
		b->prev->next = b->next;
	else
		*list = b->next;
	if (b->next)
		b->next->prev = b->prev;
}

/* A new block to cut from, twice as large as the last up to BLOCK_MAX. */
static struct block *
block_new(struct arena *mem)
{
	size_t all = BLOCK_MIN;
	struct block *b;

	if (mem->small)
		all = block_size(mem->small->size) * 2;
	if (all > BLOCK_MAX)
		all = BLOCK_MAX;
	b = xmalloc(all);
	b->size = all - sizeof *b;
	b->used = 0;
	HIDE(b->data, b->size);
	block_link(&mem->small, b);
	return b;
}

/* The block to cut from is full: one that was kept, or a new one. */
static struct block *
block_next(struct arena *mem)
{
	struct block *b = mem->kept;

	if (!b)
		return block_new(mem);
	block_unlink(&mem->kept, b);
	block_link(&mem->small, b);
	return b;
}

/* Cut ${size} bytes, not zeroed, from the first block. */
static void *
cut(struct arena *mem, size_t size)
{
	struct block *b = mem->small;
	size_t need = room(size);

	if (!b || b->size - b->used < need)
		b = block_next(mem);
	mem->newest = (char *)b->data + b->used;
	b->used += need;
	SHOW(mem->newest, size);
	return mem->newest;
}

/* A block of its own for ${size} bytes. */
static void *
large_link(struct arena *mem, struct block *b, size_t size)
{
	b->size = size;
	block_link(&mem->large, b);
	return b->data;
}

/* Not zeroed. */
static void *
large_new(struct arena *mem, size_t size)
{
	return large_link(mem, xmalloc(block_size(size)), size);
}

static void *
large_grow(struct arena *mem, void *old, size_t size)
{
	struct block *b = (struct block *)((char *)old -
					   offsetof(struct block, data));

	block_unlink(&mem->large, b);
	return large_link(mem, xrealloc(b, block_size(size)), size);
}

/* The newest piece: make it ${size} bytes if the block has the room. */
static bool
stretch(struct arena *mem, const void *old, size_t old_size, size_t size)
{
	struct block *b = mem->small;
	size_t more = room(size) - room(old_size);

	if (!old || old != mem->newest || size > LARGE ||
	    b->size - b->used < more)
		return false;
	b->used += more;
	SHOW(old, size);
	return true;
}

static void
free_all(struct block **list)
{
	struct block *b;

	while ((b = *list)) {
		*list = b->next;
		SHOW(b->data, b->size);
		free(b);
	}
}

/* Keep the small blocks as far as the limit goes.  What was kept before
 * counts as none: new blocks are made only when all of it is in use. */
static void
keep_some(struct arena *mem)
{
	size_t kept = 0;
	struct block *b;

	while ((b = mem->small)) {
		kept += block_size(b->size);
		if (kept > KEPT_MAX)
			break;
		block_unlink(&mem->small, b);
		b->used = 0;
		HIDE(b->data, b->size);
		block_link(&mem->kept, b);
	}
	free_all(&mem->small);
}

/*
 * Malloc raises, each time a mapped piece is freed, the size from which it
 * maps: then large blocks would stay in the process.  Setting the size once
 * ends that.
 */
struct arena *
arena_new(void)
{
	mallopt(M_MMAP_THRESHOLD, (int)TO_SYSTEM);
	return xcalloc(1, sizeof(struct arena));
}

void
arena_reset(struct arena *mem)
{
	struct deferred *d;

	while ((d = mem->deferred)) {
		mem->deferred = d->next;
		d->release(d->thing);
	}
	keep_some(mem);
	free_all(&mem->large);
	mem->newest = NULL;
	mem->used = 0;
}

void
arena_free(struct arena *mem)
{
	if (!mem)
		return;
	arena_reset(mem);
	free_all(&mem->kept);
	free(mem);
}

void *
arena_alloc(struct arena *mem, size_t size)
{
	mem->used += size;
	if (size > LARGE) /* calloc() knows what the system zeroed */
		return large_link(mem, xcalloc(1, block_size(size)), size);
	return memset(cut(mem, size), 0, size);
}

void *
arena_raw(struct arena *mem, size_t size)
{
	mem->used += size;
	return size > LARGE ? large_new(mem, size) : cut(mem, size);
}

void *
arena_array(struct arena *mem, size_t count, size_t size)
{
	size_t all;

	if (__builtin_mul_overflow(count, size, &all))
		auto_die("out of memory");
	return arena_alloc(mem, all);
}

void *
arena_grow(struct arena *mem, void *old, size_t old_size, size_t new_size)
{
	void *p;

	mem->used += new_size - old_size;
	if (old_size > LARGE)
		return large_grow(mem, old, new_size);
	if (stretch(mem, old, old_size, new_size))
		return old;
	p = new_size > LARGE ? large_new(mem, new_size) : cut(mem, new_size);
	return old_size ? memcpy(p, old, old_size) : p;
}

char *
arena_strdup(struct arena *mem, const char *s)
{
	return s ? arena_strndup(mem, s, strlen(s)) : NULL;
}

char *
arena_strndup(struct arena *mem, const char *s, size_t len)
{
	char *copy;

	mem->used += len + 1;
	copy = len < LARGE ? cut(mem, len + 1) : large_new(mem, len + 1);
	if (len > 0)
		memcpy(copy, s, len);
	copy[len] = '\0';
	return copy;
}

char *
arena_printf(struct arena *mem, const char *fmt, ...)
{
	va_list ap;
	char *text;

	va_start(ap, fmt);
	text = arena_vprintf(mem, fmt, ap);
	va_end(ap);
	return text;
}

char *
arena_vprintf(struct arena *mem, const char *fmt, va_list ap)
{
	char small[256];
	va_list again;
	char *text;
	int len;

	va_copy(again, ap);
	len = vsnprintf(small, sizeof small, fmt, ap);
	if (len < 0)
		auto_die("a text that cannot be printed");
	if ((size_t)len < sizeof small) {
		text = arena_strndup(mem, small, (size_t)len);
	} else {
		text = arena_alloc(mem, (size_t)len + 1);
		vsnprintf(text, (size_t)len + 1, fmt, again);
	}
	va_end(again);
	return text;
}

void
arena_defer(struct arena *mem, void (*release)(void *), void *thing)
{
	struct deferred *d = cut(mem, sizeof *d);

	d->next = mem->deferred;
	d->release = release;
	d->thing = thing;
	mem->deferred = d;
}

size_t
arena_used(const struct arena *mem)
{
	return mem->used;
}
