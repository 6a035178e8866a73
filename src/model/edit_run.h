/*
 * What the files of edit.h share.  Of no interest to its callers.
 */
#ifndef MODEL_EDIT_RUN_H
#define MODEL_EDIT_RUN_H

#include "model/edit.h"

/* A place in the table: a property of ${class}, or one of its rows.
 * Without a property it is the document itself, of ${class}. */
struct edit_at {
	enum class_id class;
	const struct property *property;
	bool is_row;
	size_t index; /* of the row */
};

/* Go one step down, by the first token of *${pointer}, which begins with a
 * slash, and move *${pointer} past it; false: there is no such place. */
bool
edit_place_step(struct edit_at *at, const char **pointer);

/* The class of the objects that stand at ${at}; CLASS_NONE: none do. */
enum class_id
edit_place_class(const struct edit_at *at);

/* ${value} as what stands at ${property}, whose objects are of ${class}: a
 * bare text becomes an object (in ${mem}); NULL if it is no object. */
const json_t *
edit_place_object(struct arena *mem, enum class_id class, const json_t *value);

/* A place in a document: ${property} of ${owner}, or its row ${index}. */
struct edit_spot {
	json_t *owner;
	const struct property *property;
	bool is_row;
	size_t index;
};

/* Find ${pointer} in ${doc}, making the single objects on the way; the rows
 * on the way must be there.  What it leads to need not.  OK, INVALID. */
enum result
edit_place_reach(struct arena *mem, enum class_id as, json_t *doc,
		 const char *pointer, struct edit_spot *out) CHECKED;

/* The object at ${spot}: one that is missing is made (but no row), of a bare
 * text too.  Borrowed.  NULL: there is something else, or an item. */
json_t *
edit_place_enter(struct arena *mem, const struct edit_spot *spot);

/* The list of ${spot}, made if it is missing; a single value in its place
 * becomes its first row (G-2).  Borrowed. */
json_t *
edit_place_list(const struct edit_spot *spot);

/* What came back of a value, over ${base} (NULL: none), which it replaces;
 * parts that are NULL are as they were.  A new reference; NULL: nothing. */
json_t *
edit_value_read(struct arena *mem, const struct property *property,
		const struct edit_parts *typed, const json_t *base);

/* A new object of ${class}: its type, and its id: ${id}, else one made up if
 * it is MINTED.  A new reference. */
json_t *
edit_object(struct arena *mem, enum class_id class, const char *id);

#endif
