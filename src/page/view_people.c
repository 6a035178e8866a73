/*
 * The people and organizations of a record.  The same issuer stands in
 * full in each of 60 assertions; here it is noted once, in the fullest
 * form met, and everything else links to it.  Called by view*.c.
 */
#include <string.h>

#include "base/str.h"
#include "model/walk.h"
#include "page/view_fill.h"

/* So many forms of one profile are told apart; hostile files repeat. */
#define FORMS_MAX 8

const char *
view_people_name(struct arena *mem, const json_t *profile)
{
	static const char *const parts[] = { "givenName", "additionalName",
					     "familyName" };
	const char *name = walk_text(profile, CLR_PROFILE, "name");
	struct str full;

	if (name != NULL)
		return name;
	str_init(&full, mem);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		name = walk_text(profile, CLR_PROFILE, parts[i]);
		if (name != NULL && full.len > 0)
			str_addc(&full, ' ');
		if (name != NULL)
			str_add(&full, name);
	}
	return full.len > 0 ? full.s : NULL;
}

/* Says ${full} all that ${part} says? */
static bool
is_within(const json_t *part, const json_t *full)
{
	const char *key;
	json_t *value;

	if (!json_is_object(part) || !json_is_object(full))
		return full != NULL && json_equal((json_t *)(uintptr_t)part,
						  (json_t *)(uintptr_t)full);
	json_object_foreach ((json_t *)(uintptr_t)part, key, value)
		if (!json_is_null(value) &&
		    !is_within(value, json_object_get(full, key)))
			return false;
	return true;
}

static size_t
add_person(const struct view *v, const json_t *profile,
	   const struct view_at *at)
{
	struct view_index *index = v->index;
	struct view_person *grown;

	if (index->count == index->cap) {
		index->cap = index->cap * 2 + 16;
		grown = arena_array(v->mem, index->cap, sizeof *grown);
		if (index->count > 0)
			memcpy(grown, index->people,
			       index->count * sizeof *grown);
		index->people = grown;
	}
	index->people[index->count] = (struct view_person){
		.profile = profile,
		.pointer = view_pointer(v->mem, at),
		.href = arena_printf(v->mem, "#p%zu", index->count + 1),
	};
	return index->count++;
}

/* One of the forms noted that says the same, the fuller one kept. */
static const struct view_person *
find_form(const struct view *v, const json_t *forms, const json_t *profile,
	  const struct view_at *at)
{
	struct view_person *person;
	json_t *number;
	size_t i;

	json_array_foreach (forms, i, number) {
		person = v->index->people + json_integer_value(number);
		if (is_within(profile, person->profile))
			return person;
		if (person->is_filled || !is_within(person->profile, profile))
			continue;
		person->profile = profile;
		person->pointer = view_pointer(v->mem, at);
		return person;
	}
	return NULL;
}

static const struct view_person *
note_person(const struct view *v, const json_t *profile,
	    const struct view_at *at)
{
	const char *id = walk_text(profile, CLR_PROFILE, "id");
	const struct view_person *person;
	json_t *forms;
	size_t number;

	if (id == NULL)
		id = "";
	forms = json_object_get(v->index->by_id, id);
	if (forms == NULL) {
		forms = json_array();
		json_object_set_new(v->index->by_id, id, forms);
	}
	person = find_form(v, forms, profile, at);
	if (person != NULL)
		return person;
	number = add_person(v, profile, at);
	if (json_array_size(forms) < FORMS_MAX)
		json_array_append_new(forms, json_integer((json_int_t)number));
	return v->index->people + number;
}

const char *
view_people_link(const struct view *v, struct _hdf *node, enum class_id as,
		 const json_t *profile, const struct view_at *at)
{
	const struct view_person *person;

	if (v->index == NULL) {
		view_fill_object(v, node, as, profile, at);
		return NULL;
	}
	person = note_person(v, profile, at);
	data_text(node, "title", view_people_name(v->mem, profile));
	data_text(node, "resource", walk_text(profile, CLR_PROFILE, "id"));
	data_text(node, "href", person->href);
	return person->href;
}

/* Profiles that one names (its parent, its endorsers) are noted meanwhile
 * and so come after it. */
void
view_people_fill(const struct view *v, struct _hdf *doc)
{
	struct data_list list = data_list(doc, "profile");
	struct view_index *index = v->index;
	struct view_person person;
	struct view_at at = { NULL, NULL, VIEW_NO_INDEX };
	struct _hdf *node;

	for (size_t i = 0; i < index->count; i++) {
		index->people[i].is_filled = true;
		person = index->people[i];
		at.member = person.pointer;
		node = data_next(&list);
		data_text(node, "anchor", person.href + 1);
		view_fill_object(v, node, CLR_PROFILE, person.profile, &at);
		data_text(node, "title",
			  view_people_name(v->mem, person.profile));
	}
}
