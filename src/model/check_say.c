/*
 * A finding → a problem: its sentence, its severity, its JSON pointer.
 * It judges nothing.  Called by the other files of the check.
 */
#include <string.h>

#include "model/check_run.h"
#include "model/walk.h"

/* How much of a value is quoted in a sentence. */
#define QUOTE_MAX 60

/* The JSON pointer of ${at}, in ${mem}. */
static const char *
pointer_of(struct arena *mem, const struct check_at *at)
{
	const char *base;

	if (!at->up)
		return at->member;
	base = pointer_of(mem, at->up);
	if (at->member)
		return walk_pointer(mem, base, at->member);
	return walk_pointer_at(mem, base, at->index);
}

/* ${value} in brackets and quotes, cut between characters; "" for NULL. */
static const char *
quoted(struct arena *mem, const char *value)
{
	size_t len = value ? strlen(value) : 0;
	size_t cut = len;

	if (len == 0)
		return "";
	if (len > QUOTE_MAX)
		for (cut = QUOTE_MAX;
		     cut > 0 && ((unsigned char)value[cut] & 0xC0) == 0x80;)
			cut--;
	return arena_printf(mem, " (\"%.*s%s\")", (int)cut, value,
			    cut < len ? "…" : "");
}

void
check_say(struct check_run *run, const struct check_at *at,
	  const struct finding *finding, const char *label, const char *value)
{
	struct problems *out = run->out;
	bool is_strict = run->how == CHECK_STRICT;
	bool is_error = finding->grade == GRADE_ERROR ||
			(finding->grade == GRADE_SHAPE && is_strict);
	enum severity severity = is_error ? PROBLEM_ERROR : PROBLEM_WARNING;

	if (out->count >= out->max) {
		problems_add(out, severity, finding->rule, "", "%s", "");
		return;
	}
	problems_add(out, severity, finding->rule, pointer_of(out->mem, at),
		     "\"%s\" %s%s: %s.", label, finding->what,
		     quoted(out->mem, value),
		     is_strict ? finding->to_do : finding->done);
}

void
check_say_member(struct check_run *run, const struct check_object *object,
		 const char *name, const struct finding *finding,
		 const char *value)
{
	const struct property *p = walk_property(object->class, name);
	struct check_at at = { object->at, name, 0 };

	check_say(run, &at, finding, p ? p->label : name, value);
}
