/*
 * The dataset by node.  ClearSilver's setters look each name up from the
 * front, copy each value and free each node by itself, which took longer
 * than to print the page.  Its nodes are plain structs in a public header:
 * here they are cut from the request's arena, with names and values lent,
 * and hung at the end of their list.  Called by all of page/.
 *
 * So nothing but this file may add to such a dataset: what ClearSilver
 * would allocate itself (hdf_set_value(), "set:" in a template) nobody
 * would free.
 */
#include "page/data.h"

#include <stdint.h>
#include <string.h>

#include <ClearSilver.h>

#include "base/str.h"

/* The head of a dataset, which every node points to. */
struct head {
	HDF hdf;
	struct arena *mem;
};

static struct arena *
arena_of(const HDF *node)
{
	return ((struct head *)node->top)->mem;
}

struct _hdf *
data_new(struct arena *mem)
{
	struct head *head = arena_alloc(mem, sizeof *head);

	head->hdf.top = &head->hdf;
	head->mem = mem;
	return &head->hdf;
}

/* ClearSilver's texts are not const; one that is lent is never written. */
static char *
lent(const char *text)
{
	return (char *)(uintptr_t)text;
}

static HDF *
append(HDF *parent, const char *name, size_t len)
{
	HDF *node = arena_alloc(arena_of(parent), sizeof *node);

	node->top = parent->top;
	node->name = lent(name);
	node->name_len = (int)len;
	if (parent->child == NULL)
		parent->child = node;
	else
		parent->last_child->next = node;
	parent->last_child = node;
	return node;
}

/* No node but a list has more than some twenty children. */
static HDF *
find(const HDF *parent, const char *name, size_t len)
{
	HDF *node = parent->child;

	while (node != NULL && ((size_t)node->name_len != len ||
				memcmp(node->name, name, len) != 0))
		node = node->next;
	return node;
}

static HDF *
child_of(HDF *parent, const char *name, size_t len)
{
	HDF *node = find(parent, name, len);

	return node != NULL ? node : append(parent, name, len);
}

struct _hdf *
data_child(struct _hdf *node, const char *name)
{
	HDF *child = child_of(node, name, strlen(name));

	if (child->value == NULL)
		child->value = lent("1");
	return child;
}

void
data_text(struct _hdf *node, const char *name, const char *text)
{
	if (text != NULL && text[0] != '\0')
		child_of(node, name, strlen(name))->value = lent(text);
}

/* The node at a name that may have dots and may go away. */
static HDF *
walk(HDF *node, const char *name)
{
	size_t len;

	for (name = arena_strdup(arena_of(node), name);; name += len + 1) {
		len = strcspn(name, ".");
		node = child_of(node, name, len);
		if (name[len] == '\0')
			return node;
	}
}

struct _hdf *
data_node(struct _hdf *node, const char *name)
{
	HDF *child = walk(node, name);

	if (child->value == NULL)
		child->value = lent("1");
	return child;
}

void
data_copy(struct _hdf *node, const char *name, const char *text)
{
	walk(node, name)->value = arena_strdup(arena_of(node), text);
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
	char text[STR_DIGITS];
	size_t len = str_digits(text, number);

	data_text(node, name, arena_strndup(arena_of(node), text, len));
}

struct data_list
data_list(struct _hdf *parent, const char *name)
{
	return (struct data_list){ .parent = parent, .name = name };
}

struct _hdf *
data_next(struct data_list *list)
{
	char name[STR_DIGITS];
	size_t len = str_digits(name, list->count++);
	HDF *item;

	if (list->node == NULL)
		list->node = data_child(list->parent, list->name);
	item = append(list->node,
		      arena_strndup(arena_of(list->node), name, len), len);
	item->value = lent("1");
	return item;
}
