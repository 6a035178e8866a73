/*
 * Members that hold an item of its own: what is chosen, what is offered,
 * and what can be searched for.  Also the two members that hold the id of
 * one's document instead.  Called by fields.c.
 */
#include "base/str.h"
#include "model/edit.h"
#include "model/walk.h"
#include "page/fields_fill.h"

/* What a form sends for the object that the document has there. */
#define EMBEDDED "="

/* Members that hold the id of an item's document: what people read where
 * the item is picked, and which class can be made for it. */
static const struct by_id {
	enum class_id as;
	const char *name, *label, *help;
	enum class_id made;
} by_id[] = {
	{ CLR_ASSOCIATION, "targetId", "Other achievement",
	  "Which achievement it relates to.", CLR_ACHIEVEMENT },
	{ CLR_ENDORSEMENT_CLAIM, "id", "What is endorsed",
	  "The profile, achievement, assertion or record it is about.",
	  CLASS_NONE },
};

static const struct by_id *
by_id_of(const struct fields_at *at, const struct property *p)
{
	for (size_t i = 0; i < sizeof by_id / sizeof *by_id; i++)
		if (by_id[i].as == at->as && streq(by_id[i].name, p->name))
			return &by_id[i];
	return NULL;
}

bool
fields_pick_is(const struct fields_at *at, const struct property *p)
{
	return (p->flags & PICKED) != 0 || by_id_of(at, p) != NULL;
}

static void
offered(const struct fields_at *at, const struct property *p,
	struct fields_choices *out)
{
	const struct fields_source *source = at->run->f->source;

	*out = (struct fields_choices){ .items = NULL };
	if (source != NULL)
		source->choices(
			source->carrier, p,
			walk_pointer(at->run->mem, at->pointer, p->name), out);
}

static bool
is_item(const struct fields_at *at, const char *id, struct fields_choice *out)
{
	const struct fields_source *source = at->run->f->source;

	return source != NULL && source->item(source->carrier, id, out);
}

/* The name of the other achievement goes with the achievement. */
bool
fields_pick_tells(const struct fields_at *at, const struct property *p)
{
	const char *id;
	struct fields_choices choices;
	struct fields_choice choice;

	if (at->as != CLR_ASSOCIATION || !(p->flags & LABEL))
		return false;
	id = walk_text(at->object, CLR_ASSOCIATION, "targetId");
	if (id != NULL)
		return is_item(at, id, &choice);
	offered(at, walk_property(CLR_ASSOCIATION, "targetId"), &choices);
	return choices.total > 0;
}

/* ${value} as a choice; false: it is an item that is no more. */
static bool
chosen(const struct fields_field *f, const json_t *value,
       struct fields_choice *out)
{
	const struct fields_at *at = f->at;
	const char *id = json_is_string(value) ? json_string_value(value)
					       : edit_item(value);

	*out = (struct fields_choice){ .value = id };
	if (id == NULL) {
		out->value = EMBEDDED;
		out->label = fields_rows_words(
			at->run->mem, (enum class_id)f->p->type.of, value);
		return true;
	}
	if (is_item(at, id, out))
		return true;
	if (at->as == CLR_ASSOCIATION)
		out->label = walk_text(at->object, CLR_ASSOCIATION, "title");
	if (out->label == NULL)
		out->label = id;
	return by_id_of(at, f->p) != NULL;
}

static void
put_choice(struct _hdf *node, const struct fields_choice *choice)
{
	data_text(node, "value", choice->value);
	data_text(node, "label", choice->label);
	data_text(node, "about", choice->about);
	data_flag(node, "embedded", streq(choice->value, EMBEDDED));
}

/* All there is to choose from, and what is chosen. */
static void
put_few(struct fields_field *f, const struct fields_choices *choices,
	const struct fields_choice *is)
{
	struct data_list options = data_list(f->node, "option");
	bool is_listed = str_empty(is->value);
	struct _hdf *node;

	data_flag(f->node, "few", 1);
	for (size_t i = 0; i < choices->count; i++) {
		node = data_next(&options);
		put_choice(node, &choices->items[i]);
		if (!streq(choices->items[i].value, is->value))
			continue;
		data_flag(node, "chosen", 1);
		is_listed = true;
	}
	if (is_listed)
		return;
	node = data_next(&options);
	put_choice(node, is);
	data_flag(node, "chosen", 1);
}

static void
put_search(struct fields_field *f, const struct fields_choices *choices)
{
	data_flag(f->node, "search", 1);
	data_text(f->node, "query", choices->query);
	if (choices->total > 0)
		data_number(f->node, "total", (size_t)choices->total);
}

static void
put_one(struct fields_field *f, const struct fields_choices *choices)
{
	struct fields_choice is = { .value = NULL };
	struct data_list found = data_list(f->node, "found");
	bool is_few = choices->total <= (long long)choices->count &&
		      choices->query == NULL;

	data_text(f->node, "kind", "picked");
	if (f->value != NULL) {
		data_flag(f->node, "lost", !chosen(f, f->value, &is));
		put_choice(data_child(f->node, "chosen"), &is);
	}
	data_flag(f->node, "wide",
		  !is_few || f->p->flags & REQUIRED ||
			  f->p->flags & UNLESS_REVOKED);
	if (is_few) {
		put_few(f, choices, &is);
		return;
	}
	put_search(f, choices);
	for (size_t i = 0; i < choices->count; i++)
		if (!streq(choices->items[i].value, is.value))
			put_choice(data_next(&found), &choices->items[i]);
}

/* One of several that are chosen. */
static void
put_item(struct fields_field *f, struct data_list *list, size_t i, size_t count)
{
	const json_t *value = json_is_array(f->value)
				      ? json_array_get(f->value, i)
				      : f->value;
	struct arena *mem = f->at->run->mem;
	const char *pointer = walk_pointer_at(mem, f->pointer, i);
	struct _hdf *node = data_next(list);
	struct fields_choice is;

	data_flag(node, "lost", !chosen(f, value, &is));
	put_choice(node, &is);
	fields_place(f->at, node, pointer);
	data_text(node, "was",
		  edit_item(value) ? NULL : fields_rows_was(mem, value, i));
	fields_ends(node, i, count);
}

static bool
is_among(const struct fields_field *f, const char *id)
{
	const json_t *item;
	size_t i;

	json_array_foreach (f->value, i, item)
		if (streq(edit_item(item), id))
			return true;
	return false;
}

static void
put_many(struct fields_field *f, const struct fields_choices *choices)
{
	struct data_list items = data_list(f->node, "item");
	struct data_list found = data_list(f->node, "found");
	size_t count = json_is_array(f->value) ? json_array_size(f->value)
		       : f->value != NULL      ? 1
					       : 0;

	data_text(f->node, "kind", "picks");
	for (size_t i = 0; i < count; i++)
		put_item(f, &items, i, count);
	if (choices->total <= (long long)choices->count &&
	    choices->query == NULL)
		data_flag(f->node, "few", 1);
	else
		put_search(f, choices);
	for (size_t i = 0; i < choices->count; i++)
		if (!is_among(f, choices->items[i].value))
			put_choice(data_next(&found), &choices->items[i]);
}

/* Words for a member that holds an id: those of the table are about ids.
 * Beside the name of something that is no item they stay. */
static void
put_words(struct fields_field *f, const struct by_id *words)
{
	const struct property *label = walk_label(f->at->as);

	if (label != NULL && !fields_pick_tells(f->at, label))
		return;
	data_text(f->node, "label", words->label);
	data_text(f->node, "help", words->help);
}

bool
fields_pick(struct fields_field *f)
{
	const struct by_id *words = by_id_of(f->at, f->p);
	enum class_id made = words != NULL ? words->made
					   : (enum class_id)f->p->type.of;
	struct fields_choices choices;

	offered(f->at, f->p, &choices);
	if (words != NULL && choices.total == 0 && choices.query == NULL)
		return false;
	if (words != NULL)
		put_words(f, words);
	if (made != CLASS_NONE)
		data_text(f->node, "new",
			  fields_rows_noun(f->at->run->mem, made));
	fields_focus(f->at->run, f->node, f->pointer);
	if (f->p->many == MANY)
		put_many(f, &choices);
	else
		put_one(f, &choices);
	return true;
}
