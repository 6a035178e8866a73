/*
 * Any bytes as an uploaded file: import, then the check in both
 * strictnesses and the tree of every record found.  What is promised: no
 * crash, pointers into the bytes stay inside, every assertion is in the
 * tree once.
 */
#include <stdlib.h>
#include <string.h>

#include "model/import.h"
#include "model/clr_tree.h"

static const struct load_limits limits = { 1 << 20, 64 };

static size_t
count_nodes(const struct clr_tree_node *node)
{
	size_t count = 0;

	for (; node; node = node->next)
		count += 1 + count_nodes(node->child);
	return count;
}

static void
read_item(struct arena *mem, const struct import_item *item)
{
	struct problems found;
	struct clr_tree tree;
	json_t *again;

	problems_init(&found, mem, 20);
	check_doc(item->doc, CLR_CLR, CHECK_STRICT, "", &limits, &found);
	clr_tree_build(mem, item->doc, &limits, &tree);
	if (count_nodes(tree.roots) != tree.count)
		abort();
	/* its bytes are the record, and nothing but the record */
	if (load_json(mem, item->bytes, item->len, &limits, &again) != OK ||
	    !json_equal(again, item->doc))
		abort();
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	auto_arena mem = arena_new();
	struct import found;

	if (import_read(mem, (const char *)data, size, &limits, &found) != OK)
		return 0;
	for (size_t i = 0; i < found.count; i++)
		read_item(mem, &found.items[i]);
	return 0;
}
