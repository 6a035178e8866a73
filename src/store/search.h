/*
 * Searching without letters' case: what is stored to be searched, and the
 * words that find it.
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
 * ${query} as it stands in a search_text() that has it somewhere: for
 * strpos(search, $1) > 0.  A query longer than SEARCH_LONGEST bytes is cut;
 * NULL counts as "", which stands everywhere.  In ${mem}.
 */
#define SEARCH_LONGEST 2000
char *
search_words(struct arena *mem, const char *query);

/* The first ${most} bytes of ${s} at most, never half a character.  A copy
 * in ${mem}; NULL is "". */
char *
search_cut(struct arena *mem, const char *s, size_t most);

#endif
