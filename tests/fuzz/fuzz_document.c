/*
 * Any bytes as an uploaded file: import, then the check in both
 * strictnesses and the tree of every record found.  What is promised: no
 * crash, pointers into the bytes stay inside, every assertion is in the
 * tree once; and what is read without jansson's parser, it reads the same.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "model/import.h"
#include "model/clr_tree.h"
#include "model/load_plain.h"

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

static void
compare(const char *text, size_t len)
{
	const struct load_plain_how how = { true, 64 };
	json_t *ours, *theirs;

	if (!str_utf8(text, len, NULL))
		return;
	ours = load_plain(text, len, &how);
	theirs = json_loadb(text, len, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES,
			    NULL);
	if (ours && (!theirs || !json_equal(ours, theirs)))
		abort();
	json_decref(ours);
	json_decref(theirs);
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	auto_arena mem = arena_new();
	struct import found;

	compare((const char *)data, size);
	if (import_read(mem, (const char *)data, size, &limits, &found) != OK)
		return 0;
	for (size_t i = 0; i < found.count; i++)
		read_item(mem, &found.items[i]);
	return 0;
}
