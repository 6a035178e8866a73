/*
 * The tree of a form's fields, laid over the base document.
 *
 * Names were judged in edit_tree.c.  No field is looked for here: both trees
 * are gone through once, and what the form does not mention is copied.
 * Called by the pages that edit.
 */
#include <string.h>

#include "base/rand.h"
#include "base/str.h"
#include "model/edit_tree.h"
#include "model/jsonmem.h"
#include "model/walk.h"

/* One run. */
struct plan {
	struct arena *mem;
	const struct edit_form *form;
	enum result result;
};

static json_t *
apply_value(struct plan *plan, struct edit_node *node, const json_t *base);

/* Note the first thing that cannot be done. */
static void
spoil(struct plan *plan, const struct edit_node *node, const char *why)
{
	if (plan->result == OK)
		plan->result = fail(INVALID, "%s of \"%s\" %s.",
				    node->at.is_row ? "A row" : "The value",
				    node->at.property->label, why);
}

/* A copy of what the base has, without our own marks. */
static json_t *
copy(const json_t *base)
{
	json_t *value = json_deep_copy(base);

	if (json_is_object(value))
		json_object_del(value, EDIT_WAS);
	return value;
}

/* An item that was picked, or the object that is there. */
static json_t *
apply_pick(struct plan *plan, struct edit_node *node, const json_t *base)
{
	struct edit_parts shown;
	const char *text = node->parts[EDIT_PART_TEXT];
	json_t *item;

	edit_value_show(plan->mem, node->at.property, base, &shown);
	if (!text || streq(text, shown.text))
		return *shown.text ? copy(base) : NULL;
	if (streq(text, "="))
		spoil(plan, node, "is to stay, but there is none");
	if (*text == '\0')
		return NULL;
	item = json_object();
	json_object_set_new(item, EDIT_ITEM, json_string(text));
	return item;
}

/* Row ${index} of what the base has for a list; NULL. */
static const json_t *
base_row(const json_t *base, size_t index)
{
	const json_t *row = index == 0 ? base : NULL;

	if (json_is_array(base))
		row = json_array_get(base, index);
	return json_is_null(row) ? NULL : row;
}

/* The base's row that row ${node} was; NULL: a new one. */
static const json_t *
row_before(struct plan *plan, const struct edit_node *node, const json_t *base)
{
	const char *was = node->parts[EDIT_PART_WAS];
	long long index;

	if (!was)
		return base_row(base, node->at.index);
	if (*was == '\0')
		return NULL;
	if (str_number(was, 9999999, &index) != OK) {
		spoil(plan, node, "does not tell which one it was");
		return NULL;
	}
	return base_row(base, (size_t)index);
}

/* What an empty row is while its page is shown again. */
static json_t *
empty_row(const struct edit_node *node)
{
	if (edit_tree_is_picked(&node->at))
		return json_null();
	return json_string("");
}

/* Let ${row} tell which one it was. */
static void
mark_row(json_t *row, const struct edit_node *node, const json_t *before)
{
	const char *was = node->parts[EDIT_PART_WAS];
	char index[STR_DIGITS];

	if (!was) {
		str_digits(index, node->at.index);
		was = before ? index : "";
	}
	if (json_is_object(row) && !edit_item(row))
		json_object_set_new(row, EDIT_WAS, json_string(was));
}

static json_t *
apply_list(struct plan *plan, struct edit_node *list, const json_t *base)
{
	bool keeps_empty = plan->form->keeps_empty;
	json_t *out = json_array();

	for (size_t i = 0; i < list->count; i++) {
		struct edit_node *node = list->kids[i];
		const json_t *before = row_before(plan, node, base);
		json_t *row = apply_value(plan, node, before);

		if (!row && keeps_empty)
			row = empty_row(node);
		if (row && keeps_empty)
			mark_row(row, node, before);
		if (row)
			json_array_append_new(out, row);
	}
	if (json_array_size(out) > 0 ||
	    (json_is_array(base) && json_array_size(base) == 0))
		return out;
	json_decref(out);
	return NULL;
}

/* Set the member that ${kid} says, over the object ${base}. */
static void
apply_member(struct plan *plan, struct edit_node *kid, const json_t *base,
	     json_t *out)
{
	const struct property *p = kid->at.property;
	const json_t *before = walk_value(base, p);
	json_t *value = edit_tree_is_list(&kid->at)
				? apply_list(plan, kid, before)
				: apply_value(plan, kid, before);

	kid->is_done = true;
	if (value)
		json_object_set_new(out, p->name, value);
}

/* Copy the members of ${base} into ${out}, each in its place, those that the
 * form mentions as it says. */
static void
apply_base(struct plan *plan, struct edit_node *node, const json_t *base,
	   json_t *out)
{
	enum class_id class = edit_place_class(&node->at);
	const struct property *first = walk_class(class)->properties, *p;
	const char *name;
	json_t *value;

	json_object_foreach ((json_t *)base, name, value) {
		struct edit_node *kid = NULL;

		p = walk_member(class, name);
		if (p)
			kid = node->kids[p - first];
		if (kid && !kid->is_done)
			apply_member(plan, kid, base, out);
		else if (!kid && !streq(name, EDIT_WAS))
			json_object_set_new(out, name, json_deep_copy(value));
	}
}

/* Is there nothing in ${object} but its type, and an id of no meaning? */
static bool
is_bare(enum class_id class, const json_t *object, bool is_new)
{
	const struct property *id = walk_property(class, "id");
	size_t count = json_object_size(object);

	if (!walk_class(class)->is_typeless && json_object_get(object, "type"))
		count--;
	if (is_new && id && id->flags & MINTED && json_object_get(object, "id"))
		count--;
	return count == 0;
}

/* Give ${object} the id that it needs and has not. */
static void
mint_id(struct plan *plan, enum class_id class, json_t *object)
{
	const struct property *id = walk_property(class, "id");

	if (id && id->flags & MINTED && !json_object_get(object, "id"))
		json_object_set_new(object, "id",
				    json_string(rand_urn(plan->mem)));
}

/* Release ${out}, of which nothing is left; what stays instead of it. */
static json_t *
give_up(json_t *out, const json_t *instead)
{
	json_decref(out);
	return instead ? json_deep_copy(instead) : NULL;
}

static json_t *
apply_object(struct plan *plan, struct edit_node *node, const json_t *base)
{
	enum class_id class = edit_place_class(&node->at);
	const json_t *before;
	bool is_new;
	json_t *out;

	if (node->parts[EDIT_PART_TEXT]) /* there is none, or a new one */
		base = NULL;
	before = edit_place_object(plan->mem, class, base);
	is_new = json_object_size(base) == 0;
	out = is_new ? edit_object(plan->mem, class, NULL) : json_object();
	if (before)
		apply_base(plan, node, before, out);
	for (size_t i = 0; i < node->count; i++)
		if (node->kids[i] && !node->kids[i]->is_done)
			apply_member(plan, node->kids[i], before, out);
	if (!node->at.property)
		return out;
	if (is_bare(class, out, is_new)) {
		if (base && !before)
			return give_up(out, base);
		if (!plan->form->keeps_empty || !node->has_kids)
			return give_up(out, NULL);
	}
	mint_id(plan, class, out);
	return out;
}

static json_t *
apply_value(struct plan *plan, struct edit_node *node, const json_t *base)
{
	const struct edit_parts typed = {
		.text = node->parts[EDIT_PART_TEXT],
		.date = node->parts[EDIT_PART_DATE],
		.time = node->parts[EDIT_PART_TIME],
		.zone = node->parts[EDIT_PART_ZONE],
		.other = node->parts[EDIT_PART_OTHER],
	};

	if (edit_tree_is_picked(&node->at))
		return apply_pick(plan, node, base);
	if (edit_tree_is_object(&node->at))
		return apply_object(plan, node, base);
	return edit_value_read(plan->mem, node->at.property, &typed, base);
}

enum result
edit_form(struct arena *mem, enum class_id as, const json_t *base,
	  const struct edit_form *form, json_t **doc)
{
	struct plan plan = { .mem = mem, .form = form };
	struct edit_node *root;

	TRY(edit_tree_read(mem, as, form, &root));
	*doc = apply_object(&plan, root, base);
	jsonmem_defer(mem, *doc);
	return plan.result;
}
