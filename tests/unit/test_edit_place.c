/*
 * Tests of model/edit_place.c: where a pointer leads by the table.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include "model/edit_run.h"
#include "model/walk.h"
#include "model_help.h"

static void
every_row_is_found(void **state)
{
	auto_arena mem = arena_new();

	(void)state;
	for (unsigned id = CLASS_NONE + 1; id < CLASS__MAX; id++)
		for (const struct property *p = model_classes[id].properties;
		     p->name; p++) {
			const char *pointer = walk_pointer(mem, "", p->name);
			enum class_id owner = CLASS_NONE;

			assert_ptr_equal(
				edit_place((enum class_id)id, pointer, &owner),
				p);
			assert_int_equal(owner, id);
			pointer = walk_pointer_at(mem, pointer, 7);
			assert_ptr_equal(
				edit_place((enum class_id)id, pointer, NULL),
				p->many == MANY ? p : NULL);
		}
}

static void
places_within_objects(void **state)
{
	enum class_id owner;

	(void)state;
	assert_ptr_equal(edit_place(CLR_CLR,
				    "/assertions/3/achievement/"
				    "resultDescriptions/0/name",
				    &owner),
			 walk_property(CLR_RESULT_DESCRIPTION, "name"));
	assert_int_equal(owner, CLR_RESULT_DESCRIPTION);
	assert_null(edit_place(CLR_CLR, "", NULL));
	assert_null(edit_place(CLR_CLR, "name", NULL));
	assert_null(edit_place(CLR_CLR, "/name/", NULL));
	assert_null(edit_place(CLR_CLR, "/name/0", NULL));
	assert_null(edit_place(CLR_CLR, "/nam", NULL));
	assert_null(edit_place(CLR_CLR, "/names", NULL));
	assert_null(edit_place(CLR_CLR, "/assertions/name", NULL));
	assert_null(edit_place(CLR_CLR, "/assertions/-", NULL));
	assert_null(edit_place(CLR_CLR, "/assertions/00", NULL));
	assert_null(edit_place(CLR_CLR, "/assertions/12345678", NULL));
	assert_null(edit_place(CLASS_NONE, "/id", NULL));
}

static void
reads_objects_as_an_import_does(void **state)
{
	auto_arena mem = arena_new();
	const json_t *object = parse(mem, "{'id':'urn:a'}");

	(void)state;
	assert_ptr_equal(edit_place_object(mem, CLR_CRITERIA, object), object);
	assert_true(json_equal(
		edit_place_object(mem, CLR_CRITERIA, parse(mem, "'urn:a'")),
		object));
	assert_null(edit_place_object(mem, CLR_ADDRESS, parse(mem, "'a'")));
	assert_null(edit_place_object(mem, CLR_CRITERIA, parse(mem, "[]")));
	assert_null(edit_place_object(mem, CLR_CRITERIA, NULL));
}

static void
reaches_into_documents(void **state)
{
	auto_arena mem = arena_new();
	json_t *doc = parse(mem, "{'birthdate':'b','address':null,"
				 "'identifiers':{'identifier':'1'}}");
	struct edit_spot spot;

	(void)state;
	assert_int_equal(edit_place_reach(mem, CLR_PROFILE, doc,
					  "/identifiers/0/identifierType",
					  &spot),
			 OK);
	assert_ptr_equal(
		spot.owner,
		json_array_get(json_object_get(doc, "identifiers"), 0));
	assert_false(spot.is_row);
	assert_int_equal(edit_place_reach(mem, CLR_PROFILE, doc,
					  "/address/postalCode", &spot),
			 OK);
	assert_true(json_equal(json_object_get(doc, "address"),
			       parse(mem, "{'type':'Address'}")));
	assert_int_equal(edit_place_reach(mem, CLR_PROFILE, doc,
					  "/identifiers/5", &spot),
			 OK);
	assert_true(spot.is_row);
	assert_int_equal(spot.index, 5);
	assert_int_equal(edit_place_reach(mem, CLR_PROFILE, doc,
					  "/identifiers/5/identifier", &spot),
			 INVALID);
}

/* An old name becomes today's when its list is touched. */
static void
lists_are_lists(void **state)
{
	auto_arena mem = arena_new();
	const struct property p = { .name = "new", .was = "old" };
	json_t *doc = parse(mem, "{'old':'a','new':null}");
	const struct edit_spot spot = { .owner = doc, .property = &p };

	(void)state;
	assert_true(json_equal(edit_place_list(&spot), parse(mem, "['a']")));
	assert_true(json_equal(doc, parse(mem, "{'new':['a']}")));
	json_object_clear(doc);
	assert_true(json_equal(edit_place_list(&spot), parse(mem, "[]")));
	assert_true(json_equal(doc, parse(mem, "{'new':[]}")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_is_found),
		cmocka_unit_test(places_within_objects),
		cmocka_unit_test(reads_objects_as_an_import_does),
		cmocka_unit_test(reaches_into_documents),
		cmocka_unit_test(lists_are_lists),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
