/*
 * Doing one thing with several items.
 */
#ifndef WEB_ITEM_BULK_H
#define WEB_ITEM_BULK_H

#include "web/picked.h"

/* May the caller publish (or ask for approval, where the setting review is
 * on), and delete drafts of class ${as}, many at once? */
bool
item_bulk_may_publish(const struct ctx *ctx, enum class_id as);
bool
item_bulk_may_delete(const struct ctx *ctx, enum class_id as);

/* What is done with all that a list shows, not with those that were ticked. */
#define ITEM_BULK_ALL "publish all"

/*
 * Ask before ${what} ('publish', 'delete', ITEM_BULK_ALL) is done with
 * ${list}: the page that sends the same form again, with sure=1 and, where
 * it is published, how others can check it.
 */
enum result
item_bulk_ask(struct ctx *ctx, const char *what, const struct item_list *list)
	CHECKED;

/* Is it so much that it takes a batch? */
bool
item_bulk_is_long(const struct ctx *ctx, const char *what,
		  const struct item_list *list);

/* Begin a batch that publishes ${list}, and go to its page. */
enum result
item_bulk_begin(struct ctx *ctx, const struct item_list *list) CHECKED;

/*
 * Do it, one after the other, and fill Bulk.* of ${hdf}: .what, .done.N and
 * .refused.N, lines of items with .words: why not; .done_count and
 * .refused_count.  OK, BUSY, INTERNAL; what one item refuses stops no other.
 */
enum result
item_bulk_do(struct ctx *ctx, struct _hdf *hdf, const char *what,
	     const struct item_list *list) CHECKED;

#endif
