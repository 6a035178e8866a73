/*
 * A list of problems that grows up to a bound.  What a problem is and how
 * its sentence is put together is not known here.  Called by check,
 * import and whoever has something to tell about a document.
 */
#include "model/problems.h"

#include <stdarg.h>
#include <string.h>

void
problems_init(struct problems *p, struct arena *mem, size_t max)
{
	*p = (struct problems){ .mem = mem, .max = max };
}

static void
problems_grow(struct problems *p)
{
	size_t cap = p->cap ? p->cap * 2 : 16;
	struct problem *items = arena_array(p->mem, cap, sizeof *items);

	if (p->count > 0)
		memcpy(items, p->items, p->count * sizeof *items);
	p->items = items;
	p->cap = cap;
}

void
problems_add(struct problems *p, enum severity severity, const char *rule,
	     const char *pointer, const char *fmt, ...)
{
	va_list ap;

	if (severity == PROBLEM_ERROR)
		p->errors++;
	else
		p->warnings++;
	if (p->count >= p->max)
		return;
	if (p->count == p->cap)
		problems_grow(p);
	va_start(ap, fmt);
	p->items[p->count++] = (struct problem){
		.severity = severity,
		.rule = rule,
		.pointer = arena_strdup(p->mem, pointer),
		.words = arena_vprintf(p->mem, fmt, ap),
	};
	va_end(ap);
}
