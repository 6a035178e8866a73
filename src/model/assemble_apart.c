/*
 * A whole document → items: the value of every PICKED member that has an id
 * becomes a document of its own.
 *
 * Equal means equal to the byte but for the white space, members in their
 * order: what is put together again is what came.  Nothing is stored here,
 * and nothing judged.  Called by the import and the store.
 */
#include <string.h>

#include "base/str.h"
#include "model/assemble.h"
#include "model/jsonmem.h"
#include "model/room.h"
#include "model/walk.h"

/* What is known of one class and id. */
struct known {
	const json_t *whole;
	bool is_part; /* false: still being taken apart */
	size_t part;  /* its index */
};

/* One run. */
struct run {
	struct arena *mem;
	struct assemble_parts *out;
	json_t *index; /* class and id → index of known */
	struct known *known;
	size_t count;	  /* of known */
	json_t *profiles; /* id → the first whole Profile */
};

/* An object in its place. */
struct spot {
	enum class_id class;
	const json_t *json;
	const char *pointer;
};

static json_t *
take_object(struct run *run, const struct spot *at);

/* The class of ${p}'s objects; CLASS_NONE: it has none. */
static enum class_id
class_of(const struct property *p)
{
	return p && p->type.kind == KIND_OBJECT ? (enum class_id)p->type.of
						: CLASS_NONE;
}

static const char *
id_of(const json_t *object)
{
	const char *id = json_string_value(json_object_get(object, "id"));

	return str_empty(id) ? NULL : id;
}

/* Are there marks of ours, or too deep a nesting?  OK if not. */
static enum result
check_members(const json_t *value, int depth)
{
	const char *name;
	json_t *member;
	size_t i;

	if (depth > 2 * ASSEMBLE_DEEPEST)
		return fail(TOO_BIG, "The document is nested too deeply to be "
				     "taken apart.");
	if (json_object_get(value, EDIT_ITEM) ||
	    json_object_get(value, EDIT_WAS))
		return fail(INVALID,
			    "The document holds a member \"%s\" or \"%s\", "
			    "which mean something else here.",
			    EDIT_ITEM, EDIT_WAS);
	json_object_foreach ((json_t *)value, name, member) {
		TRY(check_members(member, depth + 1));
	}
	json_array_foreach (value, i, member) {
		TRY(check_members(member, depth + 1));
	}
	return OK;
}

static bool
is_same(const json_t *a, const json_t *b);

/* Does assemble() take member ${name} where a ${class} is asked for and the
 * item says to be of another class? */
static bool
is_taken(enum class_id class, const char *name)
{
	return walk_member(class, name) || walk_is_prefixed(name);
}

/* Are both objects equal, members in their order, but for those of ${a} that
 * a Profile has and a ${class} has not? */
static bool
is_same_object(const json_t *a, const json_t *b, enum class_id class)
{
	void *i = json_object_iter((json_t *)a);
	void *j = json_object_iter((json_t *)b);

	for (; i; i = json_object_iter_next((json_t *)a, i)) {
		const char *name = json_object_iter_key(i);

		if (class != CLASS_NONE && !is_taken(class, name) &&
		    walk_member(CLR_PROFILE, name))
			continue;
		if (!j || !streq(name, json_object_iter_key(j)) ||
		    !is_same(json_object_iter_value(i),
			     json_object_iter_value(j)))
			return false;
		j = json_object_iter_next((json_t *)b, j);
	}
	return !j;
}

static bool
is_same(const json_t *a, const json_t *b)
{
	if (a == b)
		return true;
	if (json_is_object(a) && json_is_object(b))
		return is_same_object(a, b, CLASS_NONE);
	if (!json_is_array(a) || !json_is_array(b))
		return json_equal(a, b);
	if (json_array_size(a) != json_array_size(b))
		return false;
	for (size_t i = 0; i < json_array_size(a); i++)
		if (!is_same(json_array_get(a, i), json_array_get(b, i)))
			return false;
	return true;
}

/* What is known of ${id} as a ${class}; new ones have no whole. */
static struct known *
know(struct run *run, enum class_id class, const char *id)
{
	char *key = arena_printf(run->mem, "%d %s", (int)class, id);
	const json_t *index = json_object_get(run->index, key);

	if (index)
		return &run->known[json_integer_value(index)];
	run->known = room_more(run->mem, run->known, run->count,
			       sizeof *run->known);
	json_object_set_new(run->index, key,
			    json_integer((json_int_t)run->count));
	run->known[run->count] = (struct known){ 0 };
	return &run->known[run->count++];
}

/* Add a part; its index. */
static size_t
add_part(struct run *run, const struct assemble_part *part)
{
	struct assemble_parts *out = run->out;

	out->items = room_more(run->mem, out->items, out->count,
			       sizeof *out->items);
	out->items[out->count] = *part;
	return out->count++;
}

/* The whole that the object at ${at} is to be a part as: itself, or the
 * Profile that an endorser is cut from.  NULL: it cannot be one, for what
 * comes back would lack something. */
static const json_t *
whole_of(const struct run *run, const struct spot *at)
{
	const json_t *type = json_object_get(at->json, "type");
	enum class_id own = walk_class_named(json_string_value(type));
	bool is_endorser = at->class == CLR_ENDORSEMENT_PROFILE;
	const json_t *profile;
	const char *name;
	json_t *value;

	if (own != CLASS_NONE && own != at->class &&
	    !streq(json_string_value(type), walk_class(at->class)->name))
		return NULL;
	if (!is_endorser && (own == CLASS_NONE || own == at->class))
		return at->json;
	profile = json_object_get(run->profiles, id_of(at->json));
	if (is_endorser && profile &&
	    is_same_object(profile, at->json, at->class))
		return profile;
	json_object_foreach ((json_t *)at->json, name, value) {
		if (!is_taken(at->class, name))
			return NULL;
	}
	return at->json;
}

/* Make the object ${at} a part, if its class and id are free or it is the
 * same; *${index}: which.  False: it stays where it is. */
static bool
take_part(struct run *run, const struct spot *at, size_t *index)
{
	const json_t *whole = whole_of(run, at);
	enum class_id class = at->class == CLR_ENDORSEMENT_PROFILE ? CLR_PROFILE
								   : at->class;
	size_t which;
	struct known *known;
	json_t *doc;

	if (!whole || !id_of(whole))
		return false;
	known = know(run, class, id_of(whole));
	which = (size_t)(known - run->known);
	if (known->whole) {
		*index = known->part;
		if (!known->is_part || !is_same(known->whole, whole))
			return false;
		run->out->items[*index].seen++;
		return true;
	}
	known->whole = whole;
	doc = take_object(run, &(struct spot){ class, whole, at->pointer });
	jsonmem_defer(run->mem, doc);
	*index = add_part(run, &(struct assemble_part){ .as = class,
							.id = id_of(whole),
							.whole = whole,
							.doc = doc,
							.pointer = at->pointer,
							.seen = 1 });
	run->known[which].part = *index;
	run->known[which].is_part = true;
	return true;
}

/* One value of ${p}.  A new reference. */
static json_t *
take_value(struct run *run, const struct property *p, const json_t *value,
	   const char *pointer)
{
	struct spot at = { class_of(p), value, pointer };
	char number[STR_DIGITS + 1] = "#";
	json_t *item;
	size_t index;

	if (at.class == CLASS_NONE || !json_is_object(value))
		return json_deep_copy(value);
	if (!(p->flags & PICKED) || !take_part(run, &at, &index))
		return take_object(run, &at);
	str_digits(number + 1, index);
	item = json_object();
	json_object_set_new(item, EDIT_ITEM, json_string(number));
	return item;
}

static json_t *
take_object(struct run *run, const struct spot *at)
{
	json_t *out = json_object();
	const char *name;
	json_t *value;

	json_object_foreach ((json_t *)at->json, name, value) {
		const struct property *p = walk_member(at->class, name);
		const char *pointer;
		json_t *list;

		if (class_of(p) == CLASS_NONE) {
			json_object_set_new(out, name, json_deep_copy(value));
			continue;
		}
		pointer = walk_pointer(run->mem, at->pointer, name);
		if (!json_is_array(value)) {
			json_object_set_new(out, name,
					    take_value(run, p, value, pointer));
			continue;
		}
		list = json_array();
		for (size_t i = 0; i < json_array_size(value); i++)
			json_array_append_new(
				list,
				take_value(
					run, p, json_array_get(value, i),
					walk_pointer_at(run->mem, pointer, i)));
		json_object_set_new(out, name, list);
	}
	return out;
}

/* Note the first Profile of every id, for the endorsers cut from them. */
static void
find_profiles(struct run *run, enum class_id class, const json_t *object)
{
	const char *name;
	json_t *value;

	if (class == CLR_PROFILE && id_of(object) &&
	    !json_object_get(run->profiles, id_of(object)))
		json_object_set(run->profiles, id_of(object), (json_t *)object);
	json_object_foreach ((json_t *)object, name, value) {
		enum class_id inner = class_of(walk_member(class, name));

		if (inner == CLASS_NONE)
			continue;
		if (!json_is_array(value))
			find_profiles(run, inner, value);
		for (size_t i = 0; i < json_array_size(value); i++)
			find_profiles(run, inner, json_array_get(value, i));
	}
}

enum result
assemble_apart(struct arena *mem, enum class_id as, const json_t *doc,
	       struct assemble_parts *out)
{
	json_auto_t *index = json_object();
	json_auto_t *profiles = json_object();
	struct run run = {
		.mem = mem, .out = out, .index = index, .profiles = profiles
	};
	struct assemble_part whole = { .as = as,
				       .id = id_of(doc),
				       .whole = doc,
				       .pointer = "",
				       .seen = 1 };

	TRY(check_members(doc, 1));
	*out = (struct assemble_parts){ 0 };
	if (whole.id)
		know(&run, as, whole.id)->whole = doc;
	else
		whole.id = "";
	find_profiles(&run, as, doc);
	whole.doc = take_object(&run, &(struct spot){ as, doc, "" });
	jsonmem_defer(mem, whole.doc);
	add_part(&run, &whole);
	return OK;
}
