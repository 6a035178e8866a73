/*
 * The dataset by node.  ClearSilver's setters copy every value; a node's
 * value may as well be a text that somebody else keeps (alloc_value 0),
 * which halves the time a page takes.  Called by all of page/.
 */
#include "page/data.h"

#include <stdio.h>
#include <stdlib.h>

#include <ClearSilver.h>

/* ClearSilver fails here only when memory is out: not an error path. */
static void
must(NEOERR *err)
{
	if (err == STATUS_OK)
		return;
	nerr_log_error(err);
	exit(70);
}

static void
release(void *hdf)
{
	HDF *h = hdf;

	hdf_destroy(&h);
}

struct _hdf *
data_new(struct arena *mem)
{
	HDF *hdf = NULL;

	must(hdf_init(&hdf));
	arena_defer(mem, release, hdf);
	return hdf;
}

/* Take ${text} as the node's value without copying it. */
static void
lend(HDF *node, const char *text)
{
	union {
		const char *from;
		char *to;
	} value = { .from = text };

	if (node->alloc_value)
		free(node->value);
	node->value = value.to;
	node->alloc_value = 0;
}

struct _hdf *
data_child(struct _hdf *node, const char *name)
{
	HDF *child = NULL;

	must(hdf_get_node(node, name, &child));
	if (child->value == NULL)
		lend(child, "1");
	return child;
}

void
data_text(struct _hdf *node, const char *name, const char *text)
{
	if (text != NULL && text[0] != '\0')
		lend(data_child(node, name), text);
}

void
data_copy(struct _hdf *node, const char *name, const char *text)
{
	must(hdf_set_value(node, name, text));
}

void
data_flag(struct _hdf *node, const char *name, int flag)
{
	if (flag)
		data_text(node, name, "1");
}

void
data_number(struct _hdf *node, const char *name, size_t number)
{
	char text[24];

	snprintf(text, sizeof text, "%zu", number);
	data_copy(node, name, text);
}

struct data_list
data_list(struct _hdf *parent, const char *name)
{
	return (struct data_list){ .parent = parent, .name = name };
}

struct _hdf *
data_next(struct data_list *list)
{
	char name[16];

	if (list->node == NULL)
		list->node = data_child(list->parent, list->name);
	snprintf(name, sizeof name, "%u", list->count++);
	return data_child(list->node, name);
}
