/*
 * Which browser it is, in a few words, so that people know their own.
 */
#ifndef HTTP_AGENT_H
#define HTTP_AGENT_H

#include "base/arena.h"

/* "Firefox on Linux" for the User-Agent ${s}; "Another program" for what is
 * not known or NULL.  It says what the browser says, and proves nothing.  In
 * ${mem} or static. */
const char *
agent_words(struct arena *mem, const char *s);

#endif
