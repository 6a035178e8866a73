/*
 * The state of an item, the same on every page: a word, an icon, a colour.
 */
#ifndef WEB_STATE_H
#define WEB_STATE_H

#include "store/item.h"
#include "web/web.h"

/*
 * Fill ${node} with .state, a word of Lang.states ("draft", "review",
 * "published", "revoked", "expired"), and .changed if it was edited since it
 * was published; the macro state_mark of templates/macros_state.cs prints
 * both.
 */
void
state_fill(struct _hdf *node, const struct item *item);

#endif
