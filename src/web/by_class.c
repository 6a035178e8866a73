/*
 * Groups by class: see by_class.h.  Called by the pages that show what
 * would be published or brought in.
 */
#include "web/by_class.h"

#include "model/walk.h"

/* So many are shown unfolded. */
#define FEW 6

const enum class_id by_class_order[BY_CLASS_COUNT] = {
	CLR_PROFILE, CLR_ACHIEVEMENT, CLR_ASSERTION, CLR_ENDORSEMENT, CLR_CLR
};

struct _hdf *
by_class_group(struct ctx *ctx, struct _hdf *node, enum class_id as,
	       size_t count)
{
	const struct class *class = walk_class(as);
	struct _hdf *group = render_node(
		node, arena_printf(ctx->mem, "group.%s", web_folder(as)));

	render_set(group, "slug", web_folder(as));
	render_set(group, "label", count == 1 ? class->label : class->plural);
	render_set_number(group, "total", (int64_t)count);
	if (count <= FEW)
		render_set(group, "open", "1");
	return group;
}
