/*
 * Items → a whole document: every stand-in replaced by what it stands for.
 *
 * Each item is written out once and shared by all its places, so that five
 * thousand assertions of one issuer cost one profile; objects are counted
 * as often as they stand, so that items within items cannot grow without a
 * bound.  Where in the draft a place of the whole is, is told by
 * assemble_place.c; taking apart is done in assemble_apart.c.  Called by
 * store/.
 */
#include "model/assemble.h"

#include <string.h>

#include "base/str.h"
#include "model/jsonmem.h"
#include "model/room.h"
#include "model/walk.h"

/* An object written out. */
struct piece {
	json_t *json;
	size_t objects; /* in it, itself included */
	size_t height;	/* levels of objects */
	bool is_open;	/* still being written */
};

/* One run. */
struct run {
	struct arena *mem;
	const struct assemble_how *how;
	json_t *pieces;	     /* class and item id → index */
	struct piece **made; /* by that index */
	size_t count;
	size_t objects; /* so far */
	size_t depth;
};

static enum result
write_object(struct run *run, enum class_id class, const json_t *object,
	     struct piece *out);

/* The class of ${p}'s objects; CLASS_NONE: it has none. */
static enum class_id
class_of(const struct property *p)
{
	return p && p->type.kind == KIND_OBJECT ? (enum class_id)p->type.of
						: CLASS_NONE;
}

const struct property *
assemble_signed(enum class_id class, const struct property *plain)
{
	const struct property *p = walk_class(class)->properties;

	for (; p->name; p++)
		if (p->type.kind == KIND_JWS && p->type.of == plain->type.of)
			return p;
	return NULL;
}

static enum result
refuse_size(const struct run *run)
{
	return fail(TOO_BIG,
		    "The whole document would hold more than %zu "
		    "objects.",
		    run->how->max);
}

static enum result
refuse_depth(void)
{
	return fail(TOO_BIG,
		    "The whole document would be nested deeper than "
		    "%d objects.",
		    ASSEMBLE_DEEPEST);
}

/* ${doc} of an item as an object of ${class}: itself, or what that class
 * takes of it.  A new reference. */
static json_t *
narrow(enum class_id class, const json_t *doc)
{
	const char *type = json_string_value(json_object_get(doc, "type"));
	enum class_id own = walk_class_named(type);
	const char *name;
	json_t *value, *out;

	/* Many a Profile has no type, and no endorser more than its own. */
	if (class != CLR_ENDORSEMENT_PROFILE &&
	    (own == CLASS_NONE || own == class))
		return json_incref((json_t *)doc);
	out = json_object();
	json_object_foreach ((json_t *)doc, name, value) {
		if (walk_member(class, name) || walk_is_prefixed(name))
			json_object_set(out, name, value);
	}
	if (own != CLASS_NONE && own != class)
		json_object_set_new(out, "type",
				    json_string(walk_class(class)->name));
	return out;
}

/* The piece for item ${id} as an object of ${class}, which may be new (and
 * then has no json). */
static struct piece *
find_piece(struct run *run, enum class_id class, const char *id)
{
	char *key = arena_printf(run->mem, "%d %s", (int)class, id);
	const json_t *index = json_object_get(run->pieces, key);

	if (index)
		return run->made[json_integer_value(index)];
	run->made = room_more(run->mem, run->made, run->count,
			      sizeof *run->made);
	json_object_set_new(run->pieces, key,
			    json_integer((json_int_t)run->count));
	run->made[run->count] = arena_alloc(run->mem, sizeof(struct piece));
	return run->made[run->count++];
}

/* Write item ${id} out into ${piece}, which is new; a signed one is the text
 * that it came as. */
static enum result
fill_piece(struct run *run, enum class_id class, const char *id,
	   struct piece *piece)
{
	const json_t *doc = run->how->get(run->how->carrier, id);
	json_auto_t *fit = NULL;

	if (!doc)
		return fail(NOT_FOUND, "There is no item %s.", id);
	if (json_is_string(doc)) {
		*piece = (struct piece){ .json = json_incref((json_t *)doc),
					 .objects = 1,
					 .height = 1 };
		run->objects++;
	} else {
		fit = narrow(class, doc);
		piece->is_open = true;
		TRY(write_object(run, class, fit, piece));
		piece->is_open = false;
	}
	jsonmem_defer(run->mem, piece->json);
	return OK;
}

static enum result
write_item(struct run *run, enum class_id class, const char *id,
	   struct piece *out)
{
	struct piece *piece = find_piece(run, class, id);

	if (piece->is_open)
		return fail(INVALID, "The item %s holds itself.", id);
	if (!piece->json)
		TRY(fill_piece(run, class, id, piece));
	else
		run->objects += piece->objects;
	if (run->objects > run->how->max)
		return refuse_size(run);
	*out = *piece;
	json_incref(out->json);
	return OK;
}

/* One value of ${p}: a stand-in, an object, or something else. */
static enum result
write_value(struct run *run, const struct property *p, const json_t *value,
	    struct piece *out)
{
	enum class_id class = class_of(p);
	const char *item = edit_item(value);

	if (class != CLASS_NONE && item)
		return write_item(run, class, item, out);
	if (class != CLASS_NONE && json_is_object(value))
		return write_object(run, class, value, out);
	*out = (struct piece){ .json = json_incref((json_t *)value) };
	return OK;
}

/* Count ${part} as within ${whole}. */
static void
include(struct piece *whole, const struct piece *part)
{
	whole->objects += part->objects;
	if (part->height >= whole->height)
		whole->height = part->height + 1;
}

/* A member that holds objects: what of it stays plain, and what came
 * signed. */
struct values {
	const struct property *p;
	const char *name;
	const json_t *value; /* a list, or (G-2) a single one */
	json_t *plain;
	json_t *moved;
};

/* Write the values of ${list} out, each to where it belongs. */
static enum result
write_values(struct run *run, const struct values *list, struct piece *whole)
{
	bool is_list = json_is_array(list->value);
	size_t count = is_list ? json_array_size(list->value) : 1;

	for (size_t i = 0; i < count; i++) {
		const json_t *at = is_list ? json_array_get(list->value, i)
					   : list->value;
		struct piece part = { 0 };
		bool is_moved;

		TRY(write_value(run, list->p, at, &part));
		is_moved = edit_item(at) && json_is_string(part.json);
		json_array_append_new(is_moved ? list->moved : list->plain,
				      part.json);
		include(whole, &part);
	}
	return OK;
}

/* What came signed goes behind the signed texts that ${object} has (D-9);
 * if it has none, into a list of its own in this place. */
static enum result
write_signed(enum class_id class, const json_t *object,
	     const struct values *list, json_t *out)
{
	const struct property *to = assemble_signed(class, list->p);
	const json_t *own = to ? json_object_get(object, to->name) : NULL;
	json_t *all;

	if (!to)
		return fail(INVALID,
			    "“%s” of the class %s takes nothing signed.",
			    list->p->label, walk_class(class)->label);
	all = json_is_array(own) ? json_copy((json_t *)own) : json_array();
	if (json_is_string(own))
		json_array_append(all, (json_t *)own);
	json_array_extend(all, list->moved);
	json_object_set_new(out, to->name, all);
	return OK;
}

static enum result
write_list(struct run *run, enum class_id class, const json_t *object,
	   struct values *list, struct piece *out)
{
	json_auto_t *plain = json_array(), *moved = json_array();

	list->plain = plain;
	list->moved = moved;
	TRY(write_values(run, list, out));
	if (json_array_size(plain) > 0 || json_array_size(moved) == 0)
		json_object_set(out->json, list->name,
				json_is_array(list->value)
					? plain
					: json_array_get(plain, 0));
	if (json_array_size(moved) == 0)
		return OK;
	return write_signed(class, object, list, out->json);
}

static enum result
write_members(struct run *run, enum class_id class, const json_t *object,
	      struct piece *out)
{
	const char *name;
	json_t *value;

	json_object_foreach ((json_t *)object, name, value) {
		const struct property *p = walk_member(class, name);
		struct values list = { .p = p, .name = name, .value = value };
		struct piece part = { 0 };

		/* It may stand there already, with what came signed. */
		if (streq(name, EDIT_WAS) || json_object_get(out->json, name))
			continue;
		if (class_of(p) != CLASS_NONE) {
			TRY(write_list(run, class, object, &list, out));
			continue;
		}
		TRY(write_value(run, p, value, &part));
		json_object_set_new(out->json, name, part.json);
		include(out, &part);
	}
	return OK;
}

static enum result
write_object(struct run *run, enum class_id class, const json_t *object,
	     struct piece *out)
{
	json_auto_t *json = json_object();
	enum result result;

	out->json = json;
	out->objects = 1;
	out->height = 1;
	if (++run->objects > run->how->max)
		return refuse_size(run);
	if (++run->depth > ASSEMBLE_DEEPEST)
		return refuse_depth();
	result = write_members(run, class, object, out);
	run->depth--;
	if (result == OK && run->depth + out->height > ASSEMBLE_DEEPEST)
		result = refuse_depth();
	out->json = result == OK ? json_incref(json) : NULL;
	return result;
}

/* ${doc} with "@context" as its first member. */
static json_t *
with_context(const json_t *doc)
{
	json_t *out = json_object();

	json_object_set_new(out, "@context", json_string(CLR_CONTEXT));
	json_object_update(out, (json_t *)doc);
	return out;
}

enum result
assemble(struct arena *mem, enum class_id as, const json_t *doc,
	 const struct assemble_how *how, json_t **out)
{
	json_auto_t *pieces = json_object();
	json_auto_t *rooted = NULL;
	struct run run = { .mem = mem, .how = how, .pieces = pieces };
	struct piece whole = { 0 };

	if (how->is_root && walk_property(as, "@context") &&
	    !json_object_get(doc, "@context"))
		doc = rooted = with_context(doc);
	TRY(write_object(&run, as, doc, &whole));
	*out = whole.json;
	jsonmem_defer(mem, *out);
	return OK;
}

/* Where the stand-ins that are found go. */
struct found {
	struct arena *mem;
	struct assemble_links *out;
};

static void
add_link(struct found *found, const char *property, const char *item)
{
	struct assemble_links *out = found->out;

	out->items = room_more(found->mem, out->items, out->count,
			       sizeof *out->items);
	out->items[out->count++] = (struct assemble_link){ property, item };
}

static void
find_links(struct found *found, enum class_id class, const json_t *object)
{
	const char *name;
	json_t *value;

	json_object_foreach ((json_t *)object, name, value) {
		const struct property *p = walk_member(class, name);
		bool is_list = json_is_array(value);
		size_t count = is_list ? json_array_size(value) : 1;

		if (class_of(p) == CLASS_NONE)
			continue;
		for (size_t i = 0; i < count; i++) {
			const json_t *at = is_list ? json_array_get(value, i)
						   : value;

			if (edit_item(at))
				add_link(found, p->name, edit_item(at));
			else
				find_links(found, class_of(p), at);
		}
	}
}

void
assemble_links(struct arena *mem, enum class_id as, const json_t *doc,
	       struct assemble_links *out)
{
	struct found found = { .mem = mem, .out = out };

	*out = (struct assemble_links){ 0 };
	find_links(&found, as, doc);
}

void
assemble_name(json_t *doc, const char *const ids[], size_t count)
{
	const char *item = edit_item(doc);
	const char *name;
	long long number;
	json_t *value;
	size_t i;

	if (item) {
		if (*item == '#' &&
		    str_number(item + 1, (long long)count - 1, &number) == OK)
			json_object_set_new(doc, EDIT_ITEM,
					    json_string(ids[number]));
		return;
	}
	json_object_foreach (doc, name, value) {
		assemble_name(value, ids, count);
	}
	json_array_foreach (doc, i, value) {
		assemble_name(value, ids, count);
	}
}
