/*
 * Lines of a difference for a page: see changes.h.
 */
#include "web/changes.h"

void
changes_fill(struct ctx *ctx, struct _hdf *node, const struct diff *diff)
{
	static const char *const kinds[] = {
		[DIFF_ADDED] = "added",
		[DIFF_REMOVED] = "removed",
		[DIFF_CHANGED] = "changed",
		[DIFF_MOVED] = "moved",
	};
	size_t i;

	for (i = 0; i < diff->count; i++) {
		const struct diff_line *line = &diff->items[i];
		struct _hdf *to = web_nth(ctx, node, "line", i);

		render_set(to, "kind", kinds[line->kind]);
		render_set(to, "where", line->where);
		render_set(to, "before", line->before);
		render_set(to, "after", line->after);
	}
	render_set(node, "cut", diff->is_cut ? "1" : NULL);
}
