/*
 * The fields of a form → a tree, by the table.
 *
 * Here every name that is no place is refused, and every place that is not
 * the form's; what the values say does not matter yet.  Called by
 * edit_form.c alone.
 */
#include <string.h>

#include "base/str.h"
#include "model/edit_tree.h"
#include "model/room.h"
#include "model/walk.h"

static const char *const part_names[EDIT_PART__MAX] = {
	[EDIT_PART_TEXT] = "",	      [EDIT_PART_DATE] = "@date",
	[EDIT_PART_TIME] = "@time",   [EDIT_PART_ZONE] = "@zone",
	[EDIT_PART_OTHER] = "@other", [EDIT_PART_WAS] = "@was",
};

/* One run. */
struct plan {
	struct arena *mem;
	const struct edit_form *form;
	enum class_id as;
};

bool
edit_tree_is_list(const struct edit_at *at)
{
	return at->property && at->property->many == MANY && !at->is_row;
}

bool
edit_tree_is_picked(const struct edit_at *at)
{
	return at->property && at->property->flags & PICKED &&
	       !edit_tree_is_list(at);
}

bool
edit_tree_is_object(const struct edit_at *at)
{
	return !edit_tree_is_list(at) && !edit_tree_is_picked(at) &&
	       edit_place_class(at) != CLASS_NONE;
}

static enum result
refuse(const struct plan *plan, const struct edit_field *field)
{
	return fail(INVALID, "The form's field %s is no place of a %s.",
		    field->name, walk_class(plan->as)->name);
}

/* The part that the field's name asks for; *${len}: what is before it. */
static enum edit_part
part_of(const char *name, size_t *len)
{
	const char *slash = strrchr(name, '/');
	const char *at = slash && slash[1] ? strrchr(slash + 2, '@') : NULL;

	*len = strlen(name);
	for (unsigned i = EDIT_PART_DATE; at && i < EDIT_PART__MAX; i++)
		if (streq(at, part_names[i])) {
			*len = (size_t)(at - name);
			return (enum edit_part)i;
		}
	return EDIT_PART_TEXT;
}

/* May the field set this part of ${node}? */
static bool
is_settable(const struct edit_node *node, enum edit_part part,
	    const char *value)
{
	enum kind kind = node->at.property->type.kind;

	switch (part) {
	case EDIT_PART_WAS:
		return node->at.is_row;
	case EDIT_PART_OTHER:
		return kind == KIND_XTERM && !edit_tree_is_list(&node->at);
	case EDIT_PART_TEXT:
		return *value == '\0' || (!edit_tree_is_list(&node->at) &&
					  !edit_tree_is_object(&node->at));
	default:
		return kind == KIND_DATETIME && !edit_tree_is_list(&node->at);
	}
}

static struct edit_node *
new_node(struct plan *plan, const struct edit_at *at)
{
	struct edit_node *node = arena_alloc(plan->mem, sizeof *node);
	const struct property *p;

	node->at = *at;
	if (edit_tree_is_object(at)) {
		p = walk_class(edit_place_class(at))->properties;
		while (p[node->count].name)
			node->count++;
		node->kids = arena_array(plan->mem, node->count + 1,
					 sizeof(struct edit_node *));
	}
	return node;
}

/* The row ${at} of ${list}, new if it is the next.  NULL: it is neither. */
static struct edit_node *
row_of(struct plan *plan, struct edit_node *list, const struct edit_at *at)
{
	if (at->index > list->count)
		return NULL;
	if (at->index == list->count) {
		list->kids = room_more(plan->mem, list->kids, list->count,
				       sizeof(struct edit_node *));
		list->kids[list->count++] = new_node(plan, at);
	}
	return list->kids[at->index];
}

/* The member ${at} of ${object}. */
static struct edit_node *
member_of(struct plan *plan, struct edit_node *object, const struct edit_at *at)
{
	const struct property *first = walk_class(at->class)->properties;
	struct edit_node **kid = &object->kids[at->property - first];

	if (!*kid)
		*kid = new_node(plan, at);
	return *kid;
}

/* May a form name the member ${at}, which belongs to ${object}? */
static bool
is_open(const struct edit_node *object, const struct edit_at *at)
{
	return !(at->property->flags & OURS) &&
	       (object->at.property || !streq(at->property->name, "id"));
}

/* Put ${field} into the tree. */
static enum result
put_field(struct plan *plan, struct edit_node *root,
	  const struct edit_field *field)
{
	size_t len;
	enum edit_part part = part_of(field->name, &len);
	const char *rest = arena_strndup(plan->mem, field->name, len);
	struct edit_at at = root->at;
	struct edit_node *node = root;

	while (*rest == '/') {
		bool is_row = edit_tree_is_list(&node->at);

		if ((!is_row && !edit_tree_is_object(&node->at)) ||
		    !edit_place_step(&at, &rest) ||
		    (!is_row && !is_open(node, &at)))
			return refuse(plan, field);
		if (is_row && at.index >= plan->form->max_rows)
			return fail(TOO_BIG,
				    "The form has more than %zu rows of "
				    "\"%s\".",
				    plan->form->max_rows, at.property->label);
		node->has_kids = true;
		node = is_row ? row_of(plan, node, &at)
			      : member_of(plan, node, &at);
		if (!node)
			return fail(INVALID,
				    "The form's field %s does not follow "
				    "the row before it.",
				    field->name);
	}
	if (*rest != '\0' || node == root ||
	    !is_settable(node, part, field->value))
		return refuse(plan, field);
	if (!str_utf8(field->value, strlen(field->value), NULL))
		return fail(INVALID, "The form's field %s is not UTF-8 text.",
			    field->name);
	node->parts[part] = field->value;
	return OK;
}

enum result
edit_tree_read(struct arena *mem, enum class_id as,
	       const struct edit_form *form, struct edit_node **root)
{
	struct plan plan = { mem, form, as };

	*root = new_node(&plan, &(struct edit_at){ .class = as });
	for (size_t i = 0; i < form->count; i++)
		TRY(put_field(&plan, *root, &form->fields[i]));
	return OK;
}
