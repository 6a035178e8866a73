/*
 * What the tests of forms share: items to choose from, forms of documents,
 * and a field by its pointer.  Include after cmocka.h.
 */
#ifndef FIELDS_HELP_H
#define FIELDS_HELP_H

#include "model/check.h"
#include "model/walk.h"
#include "page/fields.h"
#include "page_help.h"

/* Items there are: profiles, and achievements, which are also known by the
 * ids of their documents. */
static const struct fields_choice fields_people[] = {
	{ "p1", "Riverbend College", "Alder Falls" },
	{ "p2", "Maria <Reyes>", NULL },
};
static const struct fields_choice fields_achievements[] = {
	{ "a1", "Water Sampling", "Course, Riverbend College" },
	{ "a2", "Water Quality", "Degree, Riverbend College" },
};
static const struct fields_choice fields_ids[] = {
	{ "urn:a1", "Water Sampling", "Course" },
	{ "urn:a2", "Water Quality", "Degree" },
};

/* What the carrier of fields_items is. */
struct fields_store {
	const char *query;    /* what was searched for */
	long long more;	      /* items beyond those listed */
	const json_t *chosen; /* the document of any item */
	bool is_empty;
};

static inline void
fields_choices_of(void *carrier, const struct property *p, const char *pointer,
		  struct fields_choices *out)
{
	const struct fields_store *store = carrier;

	assert_non_null(strstr(pointer, p->name));
	if (store->is_empty)
		return;
	if (!(p->flags & PICKED))
		*out = (struct fields_choices){ .items = fields_ids };
	else if (p->type.of == CLR_PROFILE ||
		 p->type.of == CLR_ENDORSEMENT_PROFILE)
		*out = (struct fields_choices){ .items = fields_people };
	else if (p->type.of == CLR_ACHIEVEMENT)
		*out = (struct fields_choices){ .items = fields_achievements };
	else
		return;
	out->count = 2;
	out->total = 2 + store->more;
	out->query = store->query;
}

static inline bool
fields_item_of(void *carrier, const char *id, struct fields_choice *out)
{
	const struct fields_choice *const all[] = {
		fields_people,		 fields_people + 1, fields_achievements,
		fields_achievements + 1, fields_ids,	    fields_ids + 1,
	};

	(void)carrier;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (streq(all[i]->value, id)) {
			*out = *all[i];
			return true;
		}
	return false;
}

static inline const json_t *
fields_document_of(void *carrier, const char *id)
{
	const struct fields_store *store = carrier;

	return streq(id, "a1") ? store->chosen : NULL;
}

static inline struct fields
fields_for(struct arena *mem, struct fields_store *store)
{
	struct fields_source *source = arena_alloc(mem, sizeof *source);

	*source = (struct fields_source){ fields_choices_of, fields_item_of,
					  fields_document_of, store };
	return (struct fields){ .mem = mem,
				.source = source,
				.files = "/media/",
				.zone = "-08:00" };
}

/* Form.* of a document. */
static inline struct _hdf *
form_of(const struct fields *f, enum class_id as, const char *text)
{
	struct _hdf *hdf = render_data(f->mem);

	fields_fill(f, hdf, as, parse(f->mem, text));
	return hdf;
}

/* The same, with nothing to choose from. */
static inline struct _hdf *
plain_form(struct arena *mem, enum class_id as, const char *text)
{
	struct fields f = fields_for(mem, NULL);

	f.source = NULL;
	return form_of(&f, as, text);
}

/* The field, row or item at ${pointer}; NULL. */
static inline struct _hdf *
field_at(struct _hdf *hdf, const char *pointer)
{
	struct _hdf *found = NULL;

	if (hdf_get_value(hdf, "id", NULL) &&
	    streq(hdf_get_value(hdf, "name", NULL), pointer))
		return hdf;
	for (HDF *child = hdf_obj_child(hdf); child && !found;
	     child = hdf_obj_next(child))
		found = field_at(child, pointer);
	return found;
}

/* Is the field at ${pointer} there, and is its ${name} ${text}? */
#define assert_field(hdf, pointer, name, text)                                 \
	do {                                                                   \
		struct _hdf *field_ = field_at((hdf), (pointer));              \
		if (!field_)                                                   \
			failed_msg("no field %s", (pointer));                  \
		assert_data(field_, (name), (text));                           \
	} while (0)

#define with_memory(test)                                                      \
	cmocka_unit_test_setup_teardown(test, memory, no_memory)

#endif
