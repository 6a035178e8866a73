/*
 * Searching without letters' case: what is stored to be searched, and the
 * pattern that finds it.
 */
#ifndef STORE_SEARCH_H
#define STORE_SEARCH_H

#include <stddef.h>

#include "base/arena.h"

/*
 * The ${count} texts ${parts} in lower case (all of Unicode, letter by
 * letter), a line each, for a column to search in.  NULL counts as "".
 * Bytes that are not UTF-8 stay as they are.  In ${mem}.
 */
char *
search_text(struct arena *mem, const char *const parts[], size_t count);

/*
 * A pattern for LIKE … ESCAPE '\' that matches a search_text() with
 * ${query} somewhere in it; its letters % _ \ mean themselves.  A query
 * longer than SEARCH_LONGEST bytes is cut; NULL counts as "".  In ${mem}.
 */
#define SEARCH_LONGEST 2000
char *
search_pattern(struct arena *mem, const char *query);

/* The first ${most} bytes of ${s} at most, never half a character.  A copy
 * in ${mem}; NULL is "". */
char *
search_cut(struct arena *mem, const char *s, size_t most);

#endif
