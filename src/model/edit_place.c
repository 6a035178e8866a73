/*
 * Where a pointer leads: to a row of the table, and to a value in a
 * document.
 *
 * Places are found by the table alone, so that what is not in it cannot be
 * named.  What stands there is not judged.  Called by the other files of
 * edit.h, and through edit_place() by whoever has a pointer.
 */
#include <string.h>

#include "base/str.h"
#include "model/edit_run.h"
#include "model/jsonmem.h"
#include "model/walk.h"

/* Longer indexes are no rows of anybody's. */
#define MOST_DIGITS 7

/* The row of ${class} whose name is the ${len} bytes at ${name}. */
static const struct property *
find_property(enum class_id class, const char *name, size_t len)
{
	const struct property *p = walk_class(class)->properties;

	for (; p->name; p++)
		if (strlen(p->name) == len && memcmp(p->name, name, len) == 0)
			return p;
	return NULL;
}

/* A decimal index as JSON pointers have it: no sign, no leading zero. */
static bool
read_index(const char *s, size_t len, size_t *index)
{
	if (len == 0 || len > MOST_DIGITS || (*s == '0' && len > 1))
		return false;
	*index = 0;
	for (size_t i = 0; i < len; i++) {
		if (s[i] < '0' || s[i] > '9')
			return false;
		*index = *index * 10 + (size_t)(s[i] - '0');
	}
	return true;
}

enum class_id
edit_place_class(const struct edit_at *at)
{
	if (!at->property)
		return at->class;
	if (at->property->type.kind != KIND_OBJECT)
		return CLASS_NONE;
	return (enum class_id)at->property->type.of;
}

bool
edit_place_step(struct edit_at *at, const char **pointer)
{
	const char *token = *pointer + 1;
	size_t len = strcspn(token, "/");

	*pointer = token + len;
	if (at->property && at->property->many == MANY && !at->is_row) {
		at->is_row = true;
		return read_index(token, len, &at->index);
	}
	at->class = edit_place_class(at);
	at->property = find_property(at->class, token, len);
	at->is_row = false;
	return at->property != NULL;
}

const struct property *
edit_place(enum class_id as, const char *pointer, enum class_id *owner)
{
	struct edit_at at = { .class = as };

	while (*pointer == '/')
		if (!edit_place_step(&at, &pointer))
			return NULL;
	if (*pointer != '\0')
		return NULL;
	if (owner)
		*owner = at.class;
	return at.property;
}

const json_t *
edit_place_object(struct arena *mem, enum class_id class, const json_t *value)
{
	const char *bare = walk_class(class)->bare;
	json_t *object;

	if (json_is_object(value))
		return value;
	if (!bare || !json_is_string(value))
		return NULL;
	object = json_object();
	json_object_set_new(object, bare, json_deep_copy(value));
	jsonmem_defer(mem, object);
	return object;
}

/* The value of ${spot}'s property, moved to today's name; NULL. */
static json_t *
value_at(const struct edit_spot *spot)
{
	const struct property *p = spot->property;
	json_t *value = json_object_get(spot->owner, p->name);

	if ((!value || json_is_null(value)) && p->was) {
		value = json_object_get(spot->owner, p->was);
		if (value)
			json_object_set(spot->owner, p->name, value);
		json_object_del(spot->owner, p->was);
	}
	return json_is_null(value) ? NULL : value;
}

json_t *
edit_place_list(const struct edit_spot *spot)
{
	json_t *value = value_at(spot);
	json_t *list;

	if (json_is_array(value))
		return value;
	list = json_array();
	if (value)
		json_array_append(list, value);
	json_object_set_new(spot->owner, spot->property->name, list);
	return list;
}

json_t *
edit_place_enter(struct arena *mem, const struct edit_spot *spot)
{
	enum class_id class = (enum class_id)spot->property->type.of;
	const char *bare = walk_class(class)->bare;
	json_t *list = spot->is_row ? edit_place_list(spot) : NULL;
	json_t *value = list ? json_array_get(list, spot->index)
			     : value_at(spot);
	json_t *made;

	if (json_is_object(value))
		return edit_item(value) ? NULL : value;
	if (value ? !json_is_string(value) || !bare : list != NULL)
		return NULL;
	made = edit_object(mem, class, NULL);
	if (value)
		json_object_set(made, bare, value);
	if (list)
		json_array_set_new(list, spot->index, made);
	else
		json_object_set_new(spot->owner, spot->property->name, made);
	return made;
}

enum result
edit_place_reach(struct arena *mem, enum class_id as, json_t *doc,
		 const char *pointer, struct edit_spot *out)
{
	struct edit_at at = { .class = as };
	const char *rest = pointer;
	bool is_place = true;

	*out = (struct edit_spot){ .owner = doc };
	while (*rest == '/') {
		is_place = edit_place_step(&at, &rest);
		if (!is_place)
			break;
		if (out->property && !at.is_row)
			out->owner = edit_place_enter(mem, out);
		if (!out->owner)
			return fail(INVALID,
				    "Nothing can be changed at %s: what "
				    "stands above it is no object, or an "
				    "item of its own.",
				    pointer);
		out->property = at.property;
		out->is_row = at.is_row;
		out->index = at.index;
	}
	if (*rest != '\0' || !out->property || !is_place)
		return fail(INVALID, "There is no place %s in a %s.", pointer,
			    walk_class(as)->name);
	return OK;
}
