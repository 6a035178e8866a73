/*
 * Arrays in an arena that grow by one.
 */
#ifndef MODEL_ROOM_H
#define MODEL_ROOM_H

#include "base/arena.h"

#define ROOM_FIRST 8

/* The ${count} things of ${size} bytes at ${items} (NULL when there are
 * none), with room for one more; all of them were added by this. */
static inline void *
room_more(struct arena *mem, void *items, size_t count, size_t size)
{
	if (count == 0)
		return arena_array(mem, ROOM_FIRST, size);
	if (count < ROOM_FIRST || (count & (count - 1)) != 0)
		return items;
	return arena_grow(mem, items, count * size, 2 * count * size);
}

#endif
