/*
 * What is wrong with a document, as a list for people and programs.
 */
#ifndef MODEL_PROBLEMS_H
#define MODEL_PROBLEMS_H

#include <stddef.h>

#include "base/arena.h"

/* ERROR: not a valid document.  WARNING: valid, or taken, but something
 * is likely wrong. */
enum severity { PROBLEM_ERROR, PROBLEM_WARNING };

struct problem {
	enum severity severity;
	const char *pointer; /* JSON pointer; "" is the document */
	const char *rule;    /* "G-7", "D-6", "Q-21" of the sheet; "F": the
				   edition's shape; "C": a word of 2020, or a
				   misspelling met in the field */
	const char *words;   /* one sentence for people, what and what to
				   do; no pointer in it */
};

/* Problems in the order found.  At most ${max} are kept; ${errors} and
 * ${warnings} count all. */
struct problems {
	struct arena *mem;
	struct problem *items;
	size_t count;
	size_t cap;
	size_t max;
	size_t errors;
	size_t warnings;
};

void
problems_init(struct problems *p, struct arena *mem, size_t max);

/* Add one; words as of printf. */
void
problems_add(struct problems *p, enum severity severity, const char *rule,
	     const char *pointer, const char *fmt, ...) PRINTF(5, 6);

#endif
