/*
 * The fields of a form, sorted by the table.  Of no interest to the callers
 * of edit.h.
 */
#ifndef MODEL_EDIT_TREE_H
#define MODEL_EDIT_TREE_H

#include "model/edit_run.h"

/* The parts of a field: what may stand after its pointer. */
enum edit_part {
	EDIT_PART_TEXT,
	EDIT_PART_DATE,
	EDIT_PART_TIME,
	EDIT_PART_ZONE,
	EDIT_PART_OTHER,
	EDIT_PART_WAS,
	EDIT_PART__MAX
};

/* What the form says of one place. */
struct edit_node {
	struct edit_at at;
	const char *parts[EDIT_PART__MAX]; /* NULL: not mentioned */
	struct edit_node **kids; /* of an object, by its class's rows, NULL
				    where none is mentioned; of a list, its
				    rows */
	size_t count;		 /* of kids */
	bool has_kids;		 /* a field names something below it */
	bool is_done;		 /* for who goes through the tree */
};

/* Is it a list; an item to be picked; an object with members to be typed? */
bool
edit_tree_is_list(const struct edit_at *at);
bool
edit_tree_is_picked(const struct edit_at *at);
bool
edit_tree_is_object(const struct edit_at *at);

/* Sort the fields of ${form} into ${root}, in ${mem}.  OK, INVALID, TOO_BIG
 * as edit_form(). */
enum result
edit_tree_read(struct arena *mem, enum class_id as,
	       const struct edit_form *form, struct edit_node **root) CHECKED;

#endif
