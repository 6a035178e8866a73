/*
 * The buttons of a form that change its shape: add, remove, up, down.
 *
 * Works on the document that edit_form() made of what was typed so far; what
 * is typed is not looked at here.  Called by the pages that edit.
 */
#include "base/str.h"
#include "model/edit_run.h"
#include "model/walk.h"

static enum result
refuse(const char *pointer)
{
	return fail(INVALID, "There is nothing at %s to add, move or remove.",
		    pointer);
}

/* An empty row of ${property}, marked as new. */
static json_t *
empty_row(struct arena *mem, const struct property *property)
{
	json_t *row;

	if (property->flags & PICKED)
		return json_null();
	if (property->type.kind != KIND_OBJECT)
		return json_string("");
	row = edit_object(mem, (enum class_id)property->type.of, NULL);
	json_object_set_new(row, EDIT_WAS, json_string(""));
	return row;
}

static enum result
add(struct arena *mem, const struct edit_spot *spot,
    const struct edit_order *order)
{
	const struct property *p = spot->property;
	json_t *list;

	if (p->many == ONE) {
		if (p->type.kind != KIND_OBJECT || p->flags & PICKED ||
		    !edit_place_enter(mem, spot))
			return refuse(order->pointer);
		return OK;
	}
	list = edit_place_list(spot);
	if (json_array_size(list) >= order->max_rows)
		return fail(TOO_BIG,
			    "There are %zu rows of \"%s\" already; more "
			    "are not taken.",
			    json_array_size(list), p->label);
	json_array_append_new(list, empty_row(mem, p));
	return OK;
}

static enum result
remove_at(const struct edit_spot *spot, const char *pointer)
{
	const struct property *p = spot->property;
	json_t *list;

	if (!spot->is_row) {
		if (p->type.kind != KIND_OBJECT || p->many == MANY ||
		    json_object_del(spot->owner, p->name) != 0)
			return refuse(pointer);
		return OK;
	}
	list = edit_place_list(spot);
	if (json_array_remove(list, spot->index) != 0)
		return refuse(pointer);
	if (json_array_size(list) == 0)
		json_object_del(spot->owner, p->name);
	return OK;
}

/* Let the rows ${index} and ${index} + 1 of ${list} change places. */
static void
swap(json_t *list, size_t index)
{
	json_t *row = json_incref(json_array_get(list, index));

	json_array_remove(list, index);
	json_array_insert_new(list, index + 1, row);
}

static enum result
move(const struct edit_spot *spot, const struct edit_order *order)
{
	json_t *list = spot->is_row ? edit_place_list(spot) : NULL;
	size_t count = json_array_size(list);

	if (spot->index >= count)
		return refuse(order->pointer);
	if (order->what == EDIT_UP && spot->index > 0)
		swap(list, spot->index - 1);
	if (order->what == EDIT_DOWN && spot->index + 1 < count)
		swap(list, spot->index);
	return OK;
}

enum result
edit_do(struct arena *mem, enum class_id as, json_t *doc,
	const struct edit_order *order)
{
	struct edit_spot spot;

	TRY(edit_place_reach(mem, as, doc, order->pointer, &spot));
	if (spot.property->flags & OURS)
		return refuse(order->pointer);
	switch (order->what) {
	case EDIT_ADD:
		if (spot.is_row)
			return refuse(order->pointer);
		return add(mem, &spot, order);
	case EDIT_REMOVE:
		return remove_at(&spot, order->pointer);
	default:
		return move(&spot, order);
	}
}
