/*
 * Not made yet: see tree.h.
 */
#include "store/tree.h"

#include "base/fail.h"

enum result
tree_drop(const char *tree, struct arena *mem, const char *path)
{
	(void)tree;
	(void)mem;
	(void)path;
	return fail(INTERNAL, "not made yet");
}

enum result
tree_put(const char *tree, struct arena *mem, const char *path,
	 enum tree_form form, const char *bytes, size_t len)
{
	(void)tree;
	(void)mem;
	(void)path;
	(void)form;
	(void)bytes;
	(void)len;
	return fail(INTERNAL, "not made yet");
}
