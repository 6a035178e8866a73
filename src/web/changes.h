/*
 * What differs between two documents, as lines of a page: of two versions,
 * or of what two people typed.
 */
#ifndef WEB_CHANGES_H
#define WEB_CHANGES_H

#include "model/diff.h"
#include "web/web.h"

/* Fill ${node}.line.N with .kind ("added", "removed", "changed", "moved"),
 * .where .before .after, and .cut if there were more; printed by diff_table()
 * of templates/macros_state.cs, and side by side by edit.cs. */
void
changes_fill(struct ctx *ctx, struct _hdf *node, const struct diff *diff);

#endif
