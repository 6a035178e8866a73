/*
 * A place in a whole document → the place in the draft that it was assembled
 * from: what went over to a signed list stands in the plain one there, and
 * the rest of that list has other numbers.  Called by store/.
 */
#include <limits.h>
#include <string.h>

#include "base/str.h"
#include "model/assemble.h"
#include "model/walk.h"

/* On the way. */
struct way {
	struct arena *mem;
	const struct assemble_how *how;
	enum class_id class;  /* of … */
	const json_t *object; /* … the draft's object reached; NULL: no more */
	const char *rest;     /* of the pointer */
	const char *to;	      /* the draft's pointer, so far */
	const char *item;
};

/* Take the next token off the way, decoded; NULL: there is none. */
static const char *
take_token(struct way *way)
{
	const char *end, *from;
	char *name, *to;

	if (*way->rest != '/')
		return NULL;
	end = strchrnul(way->rest + 1, '/');
	name = to = arena_strndup(way->mem, way->rest + 1,
				  (size_t)(end - way->rest - 1));
	for (from = name; *from; from++) {
		if (*from != '~')
			*to++ = *from;
		else if (from[1])
			*to++ = *++from == '1' ? '/' : '~';
	}
	*to = '\0';
	way->rest = end;
	return name;
}

/* Take an index, if there is one. */
static bool
take_index(struct way *way, size_t *index)
{
	const char *rest = way->rest, *token = take_token(way);
	long long number;

	if (!token || str_number(token, INT_MAX, &number) != OK) {
		way->rest = rest;
		return false;
	}
	*index = (size_t)number;
	return true;
}

static bool
is_signed(const struct way *way, const json_t *value)
{
	const char *id = edit_item(value);

	return id && json_is_string(way->how->get(way->how->carrier, id));
}

/* The place in ${list} of number *${index} of those that are signed, or of
 * those that are not.  false: it has none. */
static bool
find(const struct way *way, const json_t *list, bool of_signed, size_t *index)
{
	size_t before = *index;

	for (size_t i = 0; i < json_array_size(list); i++) {
		if (is_signed(way, json_array_get(list, i)) != of_signed)
			continue;
		if (before-- > 0)
			continue;
		*index = i;
		return true;
	}
	return false;
}

/* Through the plain list or single object ${value} of ${p}. */
static void
step_plain(struct way *way, const struct property *p, const json_t *value)
{
	const char *id;
	size_t index;

	if (json_is_array(value)) {
		if (!take_index(way, &index))
			return;
		find(way, value, false, &index);
		value = json_array_get(value, index);
		way->to = walk_pointer_at(way->mem, way->to, index);
	}
	id = edit_item(value);
	way->object = id ? NULL : value;
	way->class = (enum class_id)p->type.of;
	if (!id || *way->rest == '\0')
		return;
	way->item = id;
	way->rest = "";
}

/* The property whose signed twin is ${p}; NULL: there is none. */
static const struct property *
plain_of(enum class_id class, const struct property *p)
{
	const struct property *plain = walk_class(class)->properties;

	for (; plain->name; plain++)
		if (plain->type.kind == KIND_OBJECT &&
		    assemble_signed(class, plain) == p)
			return plain;
	return NULL;
}

/* Through the signed list ${p}, at ${before}: to the item that came there
 * from the plain list.  What the draft itself has there stays. */
static void
step_signed(struct way *way, const struct property *p, const char *before)
{
	const json_t *own = json_object_get(way->object, p->name);
	const struct property *from = plain_of(way->class, p);
	const json_t *list = json_object_get(way->object, from->name);
	const char *rest = way->rest;
	size_t index, others = json_is_array(own) ? json_array_size(own)
						  : json_is_string(own);

	way->object = NULL;
	if (!take_index(way, &index) || index < others) {
		way->rest = rest;
		return;
	}
	way->rest = "";
	way->to = walk_pointer(way->mem, before, from->name);
	index -= others;
	if (json_is_array(list) && find(way, list, true, &index)) {
		way->to = walk_pointer_at(way->mem, way->to, index);
		list = json_array_get(list, index);
	}
	way->item = edit_item(list);
}

/* Through one member of the object reached. */
static void
step(struct way *way)
{
	const char *before = way->to, *name = take_token(way);
	const struct property *p = walk_member(way->class, name);
	const json_t *value = json_object_get(way->object, name);

	way->to = walk_pointer(way->mem, before, name);
	if (p && p->type.kind == KIND_JWS && plain_of(way->class, p))
		step_signed(way, p, before);
	else if (p && p->type.kind == KIND_OBJECT && value)
		step_plain(way, p, value);
	else
		way->object = NULL;
}

void
assemble_place(struct arena *mem, enum class_id as, const json_t *doc,
	       const struct assemble_how *how, struct assemble_spot *spot)
{
	struct way way = { mem, how, as, doc, spot->pointer, "", NULL };

	while (json_is_object(way.object) && *way.rest == '/')
		step(&way);
	spot->pointer = arena_printf(mem, "%s%s", way.to, way.rest);
	spot->item = way.item;
}
