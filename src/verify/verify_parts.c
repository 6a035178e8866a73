/*
 * What hangs in a document: assertions and endorsements, and the profiles and
 * achievements that endorsements may be about (CLR 1.0 §4.4).
 *
 * The tables of the model say where; nothing is judged here.  Called by
 * verify_part.c and verify.c.
 */
#include "verify/verify_parts.h"

#include "base/str.h"
#include "model/walk.h"
#include "verify/verify_job.h"

/* The way to an object, the last step first. */
struct step {
	const struct step *up; /* NULL: the document */
	const char *member;
	size_t index;
	bool is_indexed;
};

/* An object on the way. */
struct spot {
	const json_t *doc;
	enum class_id as;
	const struct step *at; /* NULL: the document */
	bool is_badge;	       /* in an Open Badge, whose names differ */
};

static const char *
pointer_of(const struct verify_walk *walk, const struct step *at)
{
	const char *pointer;

	if (!at)
		return walk->base;
	pointer = walk_pointer(walk->mem, pointer_of(walk, at->up), at->member);
	return at->is_indexed ? walk_pointer_at(walk->mem, pointer, at->index)
			      : pointer;
}

static void
go_through(const struct verify_walk *walk, const struct spot *spot);

/* A part that hangs on ${spot}. */
static void
meet_part(const struct verify_walk *walk, const struct spot *spot,
	  const struct property *p, const struct step *at, const json_t *value)
{
	struct verify_found found = {
		.as = (enum class_id)p->type.of,
		.doc = json_is_object(value) ? value : NULL,
		.is_signed = p->type.kind == KIND_JWS,
		.on = spot->doc,
		.on_as = spot->as,
	};

	if (json_is_null(value))
		return;
	if (found.is_signed) {
		found.doc = NULL;
		found.jws = json_string_value(value);
	}
	found.pointer = pointer_of(walk, at);
	walk->visit(walk->data, &found);
}

static bool
is_part(const struct property *p)
{
	return (p->type.kind == KIND_OBJECT || p->type.kind == KIND_JWS) &&
	       (p->type.of == CLR_ASSERTION || p->type.of == CLR_ENDORSEMENT);
}

static bool
is_thing(const struct property *p)
{
	return p->type.kind == KIND_OBJECT &&
	       (p->type.of == CLR_ACHIEVEMENT || p->type.of == CLR_PROFILE);
}

/* The value of ${p} in ${spot}, and the member it stands in. */
static const json_t *
value_of(const struct spot *spot, const struct property *p, const char **member)
{
	const json_t *value = walk_value(spot->doc, p);

	*member = p->name;
	if (value || !spot->is_badge || !streq(p->name, "endorsements"))
		return value;
	*member = "endorsement";
	value = json_object_get(spot->doc, *member);
	return json_is_string(value) ? NULL : value;
}

/* One element of a list, or the one value in its place. */
static void
meet(const struct verify_walk *walk, const struct spot *spot,
     const struct property *p, const struct step *at, const json_t *value)
{
	struct spot inner = { value, (enum class_id)p->type.of, at,
			      spot->is_badge };

	if (is_part(p))
		meet_part(walk, spot, p, at, value);
	else if (json_is_object(value))
		go_through(walk, &inner);
}

static void
go_into(const struct verify_walk *walk, const struct spot *spot,
	const struct property *p)
{
	struct step at = { .up = spot->at };
	const json_t *value = value_of(spot, p, &at.member);

	at.is_indexed = json_is_array(value);
	if (!at.is_indexed && value)
		meet(walk, spot, p, &at, value);
	for (; at.index < json_array_size(value); at.index++)
		meet(walk, spot, p, &at, json_array_get(value, at.index));
}

/* An Open Badge holds what it was given for in a member of its own. */
static void
go_into_badge(const struct verify_walk *walk, const struct spot *spot)
{
	const json_t *badge = json_object_get(spot->doc, "badge");
	struct step at = { .up = spot->at, .member = "badge" };
	struct spot inner = { badge, CLR_ACHIEVEMENT, &at, true };

	if (json_is_object(badge))
		go_through(walk, &inner);
}

static void
go_through(const struct verify_walk *walk, const struct spot *spot)
{
	struct verify_found found = { .as = spot->as, .doc = spot->doc };
	const struct property *p = walk_class(spot->as)->properties;

	if (spot->as != CLR_ASSERTION && spot->as != CLR_ENDORSEMENT)
		walk->visit(walk->data, &found);
	if (spot->as == CLR_ASSERTION &&
	    !walk_get(spot->doc, CLR_ASSERTION, "achievement"))
		go_into_badge(walk, spot);
	for (; p->name; p++)
		if (is_part(p) || is_thing(p))
			go_into(walk, spot, p);
}

void
verify_parts_each(const struct verify_walk *walk, const json_t *doc,
		  enum class_id as)
{
	struct spot spot = {
		.doc = doc,
		.as = as,
		.is_badge = as == CLR_ASSERTION &&
			    !json_object_get(doc, "achievement") &&
			    json_object_get(doc, "badge"),
	};

	if (json_is_object(doc))
		go_through(walk, &spot);
}

static void
add_id(json_t *ids, const json_t *doc)
{
	const char *id = verify_job_text(doc, "id");

	if (id)
		json_object_set_new(ids, id, json_true());
}

static void
take_id(void *data, const struct verify_found *found)
{
	if (found->as != CLR_ASSERTION && found->as != CLR_ENDORSEMENT)
		add_id(data, found->doc);
}

void
verify_parts_ids(struct arena *mem, const json_t *doc, enum class_id as,
		 json_t *ids)
{
	struct verify_walk walk = { mem, "", take_id, ids };

	add_id(ids, doc);
	verify_parts_each(&walk, doc, as);
}

/* Parts counted so far. */
struct tally {
	struct arena *mem;
	size_t count;
};

static void
take_count(void *data, const struct verify_found *found)
{
	struct tally *tally = data;

	if (found->as != CLR_ASSERTION && found->as != CLR_ENDORSEMENT)
		return;
	tally->count++;
	if (found->doc)
		tally->count += verify_parts_count(tally->mem, found->doc,
						   found->as);
}

size_t
verify_parts_count(struct arena *mem, const json_t *doc, enum class_id as)
{
	struct tally tally = { mem, 0 };
	struct verify_walk walk = { mem, "", take_count, &tally };

	verify_parts_each(&walk, doc, as);
	return tally.count;
}
