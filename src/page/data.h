/*
 * The dataset of a page, as the files of this folder fill it: by node, so
 * that no long name is looked up twice, and without copying texts.
 */
#ifndef PAGE_DATA_H
#define PAGE_DATA_H

#include <stddef.h>

#include "base/arena.h"

struct _hdf; /* ClearSilver's HDF */

/* A numbered list to be: made under ${parent} with its first item. */
struct data_list {
	struct _hdf *parent;
	const char *name;
	struct _hdf *node;
	unsigned count;
};

/* A new dataset in ${mem}.  Only the functions below add to it: nothing
 * that ClearSilver allocates itself would be freed. */
struct _hdf *
data_new(struct arena *mem);

/* The child ${name} of ${node}, made if need be, with the value "1": to
 * ClearSilver a node without a value does not exist.  ${name} is a word of
 * ours, never a user's text. */
struct _hdf *
data_child(struct _hdf *node, const char *name);

/* The value of child ${name}: ${text} itself, which must live as long as
 * the dataset.  NULL and "" set nothing. */
void
data_text(struct _hdf *node, const char *name, const char *text);

/* As data_child() and data_text(), with copies of name and text; ${name}
 * may have dots, "" is set. */
struct _hdf *
data_node(struct _hdf *node, const char *name);
void
data_copy(struct _hdf *node, const char *name, const char *text);

/* As data_text(), "1" if ${flag}; and a number (its text is copied). */
void
data_flag(struct _hdf *node, const char *name, int flag);
void
data_number(struct _hdf *node, const char *name, size_t number);

/* A list to be filled with data_next(), one new node an item. */
struct data_list
data_list(struct _hdf *parent, const char *name);
struct _hdf *
data_next(struct data_list *list);

#endif
