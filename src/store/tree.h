/*
 * The published tree's files: put in their places whole, taken away.  What
 * stands in them is web/published.h's; when they go is decided by who changes
 * the database, in the same transaction.
 */
#ifndef STORE_TREE_H
#define STORE_TREE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/fail.h"

/* The forms of a document: "json", "html". */
enum tree_form { TREE_JSON, TREE_HTML, TREE_FORM__MAX };

/* Take all forms of ${path} ("assertions/UUID", below the service root) away
 * from the folder ${tree} (NULL: there is no tree).  Called in the transaction
 * that changes what it says, before the commit.  OK, also when there were
 * none.  INTERNAL: they stay, so that transaction must not commit. */
enum result
tree_drop(const char *tree, struct arena *mem, const char *path) CHECKED;

/* Put a form in its place, whole or not at all (a new file, synced, renamed).
 * OK, INVALID (no such path), INTERNAL. */
enum result
tree_put(const char *tree, struct arena *mem, const char *path,
	 enum tree_form form, const char *bytes, size_t len) CHECKED;

#endif
