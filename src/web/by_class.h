/*
 * Many items or parts on one page, grouped by class: profiles first, the
 * records last.
 */
#ifndef WEB_BY_CLASS_H
#define WEB_BY_CLASS_H

#include "model/rows.h"
#include "web/web.h"

/* The classes that items have, in the order in which pages name them. */
enum { BY_CLASS_COUNT = 5 };
extern const enum class_id by_class_order[BY_CLASS_COUNT];

/* The node ${node}.group.FOLDER of class ${as}, with .slug, that folder of its
 * pages, .label ("Achievements", one: "Achievement"), .total, and .open if
 * they are so few that they need not be folded. */
struct _hdf *
by_class_group(struct ctx *ctx, struct _hdf *node, enum class_id as,
	       size_t count);

#endif
