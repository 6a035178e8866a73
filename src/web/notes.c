/*
 * What was noticed in a document, put together for people: 66 times the
 * same remark is one line with a number.
 */
#include "web/notes.h"

#include "base/uri.h"

static const struct {
	const char *slug, *word;
} severities[] = {
	[PROBLEM_ERROR] = { "error", "Error" },
	[PROBLEM_WARNING] = { "warning", "Note" },
};

struct note {
	const struct problem *first;
	long long count;
};

static struct note *
find(struct note *notes, size_t count, const struct problem *problem)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (notes[i].first->severity == problem->severity &&
		    streq(notes[i].first->words, problem->words))
			return &notes[i];
	return NULL;
}

/* The distinct problems of one severity, in order, behind ${notes}. */
static size_t
collect(const struct problems *problems, enum severity severity,
	struct note *notes, size_t count)
{
	struct note *note;
	size_t i;

	for (i = 0; i < problems->count; i++) {
		if (problems->items[i].severity != severity)
			continue;
		note = find(notes, count, &problems->items[i]);
		if (!note) {
			note = &notes[count++];
			note->first = &problems->items[i];
		}
		note->count++;
	}
	return count;
}

void
notes_fill(struct ctx *ctx, struct _hdf *hdf, const char *node,
	   const struct problems *problems)
{
	struct note *notes = arena_array(ctx->mem, problems->count + 1,
					 sizeof(*notes));
	size_t count = 0, i;
	struct str name;

	count = collect(problems, PROBLEM_ERROR, notes, count);
	count = collect(problems, PROBLEM_WARNING, notes, count);
	for (i = 0; i < count; i++) {
		const struct problem *p = notes[i].first;
		struct _hdf *line;

		str_init(&name, ctx->mem);
		str_addf(&name, "%s.problem.%zu", node, i);
		line = render_node(hdf, name.s);
		render_set(line, "slug", severities[p->severity].slug);
		render_set(line, "severity", severities[p->severity].word);
		render_set(line, "words", p->words);
		render_set(line, "rule", p->rule);
		render_set(line, "pointer", p->pointer);
		render_set(line, "open", uri_encode(ctx->mem, p->pointer));
		render_set_number(line, "count", notes[i].count);
	}
}
