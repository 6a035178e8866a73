/*
 * What the tests of assemble.h share: items that are there.  Include after
 * edit_help.h and model_help.h.
 */
#ifndef ASSEMBLE_HELP_H
#define ASSEMBLE_HELP_H

#include "model/assemble.h"

/* Items: an object of documents by item id, and how often one was asked. */
struct office {
	json_t *items;
	size_t asked;
};

static inline const json_t *
get_item(void *carrier, const char *id)
{
	struct office *office = carrier;

	office->asked++;
	return json_object_get(office->items, id);
}

/* ${doc} with the items of ${items}, written with ' for ". */
static inline enum result
put_together(struct arena *mem, enum class_id as, const char *items,
	     const char *doc, json_t **out)
{
	struct office office = { parse(mem, items), 0 };
	const struct assemble_how how = { get_item, &office, false, 1000 };

	return assemble(mem, as, parse(mem, doc), &how, out);
}

/* Both as texts: members in their order. */
static inline void
assert_same_text(const json_t *got, const json_t *wanted)
{
	char *a = json_dumps(got, JSON_COMPACT);
	char *b = json_dumps(wanted, JSON_COMPACT);

	assert_string_equal(a, b);
	free(a);
	free(b);
}

#endif
