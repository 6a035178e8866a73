/*
 * New documents, stand-ins for items, and single values set by the office:
 * the small calls of edit.h.
 *
 * Forms are read in edit_tree.c and edit_form.c, values in edit_value.c, buttons obeyed in
 * edit_do.c; where a pointer leads is known to edit_place.c.
 */
#include "base/rand.h"
#include "base/str.h"
#include "base/uri.h"
#include "model/edit_run.h"
#include "model/jsonmem.h"
#include "model/walk.h"

const char *
edit_item(const json_t *value)
{
	return json_string_value(json_object_get(value, EDIT_ITEM));
}

json_t *
edit_item_new(struct arena *mem, const char *id)
{
	json_t *item = json_object();

	json_object_set_new(item, EDIT_ITEM, json_string(id));
	jsonmem_defer(mem, item);
	return item;
}

json_t *
edit_object(struct arena *mem, enum class_id class, const char *id)
{
	const struct property *p = walk_property(class, "id");
	json_t *object = json_object();

	if (str_empty(id))
		id = p && p->flags & MINTED ? rand_urn(mem) : NULL;
	if (id)
		json_object_set_new(object, "id", json_string(id));
	if (!walk_class(class)->is_typeless)
		json_object_set_new(object, "type",
				    json_string(walk_class(class)->name));
	return object;
}

/* Must a document of this class say how it is verified? */
static bool
says_proof(enum class_id as)
{
	const struct property *p = walk_property(as, "verification");

	return p && p->flags & REQUIRED;
}

json_t *
edit_new(struct arena *mem, enum class_id as, const char *id)
{
	json_t *doc = edit_object(mem, as, id);
	json_t *how;

	jsonmem_defer(mem, doc);
	if (says_proof(as) &&
	    (uri_has_scheme(id, "https") || uri_has_scheme(id, "http"))) {
		how = json_object();
		json_object_set_new(how, "type", json_string("Hosted"));
		json_object_set_new(doc, "verification", how);
	}
	return doc;
}

/* Put ${value} at row ${index} of ${list}, or take the row away. */
static int
set_row(json_t *list, size_t index, json_t *value)
{
	if (!value)
		return json_array_remove(list, index);
	if (index == json_array_size(list))
		return json_array_append(list, value);
	return json_array_set(list, index, value);
}

enum result
edit_set(struct arena *mem, enum class_id as, json_t *doc, const char *pointer,
	 json_t *value)
{
	struct edit_spot spot;

	TRY(edit_place_reach(mem, as, doc, pointer, &spot));
	if (spot.is_row) {
		if (set_row(edit_place_list(&spot), spot.index, value) != 0)
			return fail(INVALID, "There is no row %s.", pointer);
		return OK;
	}
	if (spot.property->was)
		json_object_del(spot.owner, spot.property->was);
	if (value)
		json_object_set(spot.owner, spot.property->name, value);
	else
		json_object_del(spot.owner, spot.property->name);
	return OK;
}
