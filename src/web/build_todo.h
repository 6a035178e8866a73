/*
 * What is left to do in the office, for the Builder's home.
 */
#ifndef WEB_BUILD_TODO_H
#define WEB_BUILD_TODO_H

#include "web/web.h"

/*
 * Fill Build.todo.N with the kinds of things to do of which there are any,
 * the most urgent first: .slug (a word of Lang.build.todos), .total, .all
 * (the page that lists them), .more (how many are not named) and .item.N
 * with .name .about .href and, as .what, the class's plural in
 * Lang.build.boxes.  ${only}: one slug, whose items are all listed, or NULL:
 * three of each.  ${totals} tells what need not be asked for.
 * OK.  NOT_FOUND: there is no such slug.
 */
enum result
build_todo(struct ctx *ctx, struct _hdf *hdf, const struct item_totals *totals,
	   const char *only) CHECKED;

#endif
