/*
 * What the files behind fields.h share: the form being filled, where in the
 * document one is, and a field.
 */
#ifndef PAGE_FIELDS_FILL_H
#define PAGE_FIELDS_FILL_H

#include "page/data.h"
#include "page/fields.h"

/* A place on the page that a problem can be shown at. */
struct fields_shown {
	const char *pointer;
	const char *id;	   /* in the page */
	const char *where; /* "Possible results 2", or "" */
	struct _hdf *node;
	struct data_list problems;
};

/* The form as a whole. */
struct fields_run {
	const struct fields *f;
	struct arena *mem;
	struct fields_shown *shown;
	size_t count, cap;
	bool has_focus;
};

/* An object of the document. */
struct fields_at {
	struct fields_run *run;
	const struct fields_at *up; /* NULL: the document itself */
	enum class_id as;
	const json_t *object; /* NULL: absent; a text: its bare member */
	const char *pointer;
	const char *where;
};

/* One member of it. */
struct fields_field {
	const struct fields_at *at;
	const struct property *p;
	const char *pointer;
	const json_t *value; /* NULL: absent */
	struct _hdf *node;
};

/* The value of ${p} in the object, lenient as walk_get() is; an empty list
 * is NULL. */
const json_t *
fields_member(const struct fields_at *at, const struct property *p);

/* A value of ${p} as it is typed; "" for none. */
const char *
fields_typed(struct arena *mem, const struct property *p, const json_t *value);

/* Is what was just changed, or a problem, at ${pointer} or below it? */
bool
fields_is_open(const struct fields_run *run, const char *pointer);

/* .name, .id on ${node}, which problems at ${pointer} are shown at. */
void
fields_place(const struct fields_at *at, struct _hdf *node,
	     const char *pointer);

/* .focus on ${node} if it is the first that was just changed. */
void
fields_focus(struct fields_run *run, struct _hdf *node, const char *pointer);

/* .first and .last of item ${i} of ${count}. */
void
fields_ends(struct _hdf *node, size_t i, size_t count);

/* Fill ${node} with the object at ${at}.  No class holds itself but by a
 * PICKED member, so this ends. */
void
fields_object(const struct fields_at *at, struct _hdf *node);

/* Fill a field of one value. */
void
fields_value(struct fields_field *f);

/* An option more: ${choice}, chosen if it is ${text}. */
void
fields_value_option(struct data_list *options,
		    const struct fields_choice *choice, const char *text);

/* Is it a member whose value is to be found at hand: in this document, or
 * in the achievement that was chosen? */
bool
fields_local_is(const struct fields_at *at, const struct property *p);
/* One that others depend on, and that is asked for before them? */
bool
fields_local_leads(const struct fields_at *at, const struct property *p);
/* One that has no use as long as there is nothing to choose from? */
bool
fields_local_is_idle(const struct fields_at *at, const struct property *p);
/* Fill it as a choice; false: there is nothing to choose from, and any text
 * will do. */
bool
fields_local(struct fields_field *f);
/* The name of the description that the result at ${at} is of; NULL. */
const char *
fields_local_name(const struct fields_at *at);

/* Is it a member that holds an item, or the id of one's document? */
bool
fields_pick_is(const struct fields_at *at, const struct property *p);
/* One that says only what another, picked one says too? */
bool
fields_pick_tells(const struct fields_at *at, const struct property *p);
/* Fill it; false: there is nothing to pick from, and it is to be typed. */
bool
fields_pick(struct fields_field *f);

/* Fill a nested object, rows of them, or a list of plain values. */
void
fields_rows_one(struct fields_field *f);
void
fields_rows(struct fields_field *f);
void
fields_rows_list(struct fields_field *f);
/* Which row of the document that is edited ${row}, now the ${i}th, was:
 * its index, or "" for a new one. */
const char *
fields_rows_was(struct arena *mem, const json_t *row, size_t i);
/* What people call an object: its label, else the first words in it; NULL.
 * At most eighty letters. */
const char *
fields_rows_words(struct arena *mem, enum class_id as, const json_t *object);
/* "possible result": a class in the middle of a sentence. */
const char *
fields_rows_noun(struct arena *mem, enum class_id as);

#endif
