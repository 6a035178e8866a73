/*
 * Items that were ticked on a page: the values of a field that may come
 * several times.
 */
#ifndef WEB_PICKED_H
#define WEB_PICKED_H

#include "web/web.h"

/* More of one field than this are refused. */
#define PICKED_MOST 900

struct picked {
	const char **ids;
	size_t count;
};

/* The ids that field ${name} of ${form} names, each once, in order; what is
 * no id is passed over.  OK, or TOO_BIG. */
enum result
picked_read(struct ctx *ctx, const struct form *form, const char *name,
	    struct picked *out) CHECKED;

bool
picked_has(const struct picked *picked, const char *id);

/* The items of ${picked} that are there, of class ${as} and not revoked. */
enum result
picked_items(struct ctx *ctx, const struct picked *picked, enum class_id as,
	     struct item_list *out) CHECKED;

/* Item ${id}, as above.  OK, or NOT_FOUND. */
enum result
picked_item(struct ctx *ctx, const char *id, enum class_id as, struct item *out)
	CHECKED;

#endif
