/*
 * Problems → what was noticed, in a few lines for people.
 */
#ifndef WEB_NOTES_H
#define WEB_NOTES_H

#include "model/check.h"
#include "web/web.h"

/*
 * Fill ${node}.problem.N with .slug ("error", "warning"), .severity (the
 * word), .words, .rule, .pointer (of the first), .open (the same, encoded
 * for the form's ?open=) and .count.  Problems of the same words are one
 * line; errors stand first.
 */
void
notes_fill(struct ctx *ctx, struct _hdf *hdf, const char *node,
	   const struct problems *problems);

#endif
