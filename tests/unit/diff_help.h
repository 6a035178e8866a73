/*
 * What the tests of diff.h share: a comparison as lines of text.  Include
 * after model_help.h.
 */
#ifndef DIFF_HELP_H
#define DIFF_HELP_H

#include "model/diff.h"

/* What differs, one line each: "+ POINTER WHERE: BEFORE > AFTER". */
static inline char *
differences(struct arena *mem, const struct diff_how *how, const char *older,
	    const char *newer)
{
	static const char signs[] = { [DIFF_ADDED] = '+',
				      [DIFF_REMOVED] = '-',
				      [DIFF_CHANGED] = '~',
				      [DIFF_MOVED] = '^' };
	struct diff diff;
	struct str out;

	diff_docs(mem, how, parse(mem, older), parse(mem, newer), &diff);
	str_init(&out, mem);
	for (size_t i = 0; i < diff.count; i++) {
		const struct diff_line *line = &diff.items[i];

		str_addf(&out, "%c %s %s: %s > %s\n", signs[line->kind],
			 line->pointer, line->where,
			 line->before ? line->before : "(none)",
			 line->after ? line->after : "(none)");
	}
	if (diff.is_cut)
		str_add(&out, "…\n");
	return out.s;
}

static inline void
assert_differs(enum class_id as, const char *older, const char *newer,
	       const char *wanted)
{
	const struct diff_how how = { .as = as, .max = 50 };
	auto_arena mem = arena_new();

	assert_string_equal(differences(mem, &how, older, newer), wanted);
}

#endif
