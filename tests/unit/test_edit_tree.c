/*
 * Tests of model/edit_tree.c: the names that a form's fields may have.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include "model/edit_tree.h"
#include "model/walk.h"
#include "model_help.h"

static enum result
one_field(struct arena *mem, enum class_id as, const char *name,
	  const char *value)
{
	const struct edit_field field = { name, value };
	const struct edit_form form = { &field, 1, 3, false };
	struct edit_node *root;

	return edit_tree_read(mem, as, &form, &root);
}

/* Every name that no form may have. */
static void
our_members_are_refused(void **state)
{
	auto_arena mem = arena_new();

	(void)state;
	for (unsigned id = CLASS_NONE + 1; id < CLASS__MAX; id++)
		for (const struct property *p = model_classes[id].properties;
		     p->name; p++) {
			bool is_ours = p->flags & OURS || streq(p->name, "id");

			if (p->many == MANY)
				continue;
			assert_int_equal(
				one_field(mem, (enum class_id)id,
					  walk_pointer(mem, "", p->name), ""),
				is_ours ? INVALID : OK);
		}
}

static void
wrong_names_are_refused(void **state)
{
	static const char *const names[] = {
		"",
		"name",
		"/",
		"/nosuch",
		"/@context",
		"/id",
		"/type",
		"/name/x",
		"/name@date",
		"/name@other",
		"/name@was",
		"/name@nosuch",
		"/tags/1",
		"/tags/01",
		"/tags/x",
		"/tags/-1",
		"/tags/",
		"/tags/0/0",
		"/tags@was",
		"/tags/99999999999999999999",
		"/requirement/type",
		"/requirement@date",
		"/issuer/name",
		"/issuer/id",
		"/endorsements/0/claim",
		"/endorsements/0/claim/id",
		"/a~1b",
	};
	auto_arena mem = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		assert_int_equal(one_field(mem, CLR_ACHIEVEMENT, names[i], "x"),
				 INVALID);
		assert_non_null(strstr(fail_last()->text, names[i]));
	}
	assert_int_equal(one_field(mem, CLR_ACHIEVEMENT, "/tags", "x"),
			 INVALID);
	assert_int_equal(one_field(mem, CLR_ACHIEVEMENT, "/requirement", "x"),
			 INVALID);
	assert_int_equal(one_field(mem, CLR_ACHIEVEMENT, "/name", "\xFF"),
			 INVALID);
	assert_int_equal(one_field(mem, CLR_ACHIEVEMENT, "/tags/3", "x"),
			 TOO_BIG);
}

static void
sorts_what_it_takes(void **state)
{
	static const struct edit_field fields[] = {
		{ "/name", "a" },
		{ "/name", "b" },
		{ "/tags", "" },
		{ "/tags/0", "t" },
		{ "/tags/0@was", "1" },
		{ "/tags/1", "u" },
		{ "/achievementType@other", "o" },
		{ "/requirement/narrative", "n" },
		{ "/resultDescriptions/0/name", "" },
	};
	const struct edit_form form = { fields, sizeof fields / sizeof *fields,
					3, false };
	const struct property *first = walk_class(CLR_ACHIEVEMENT)->properties;
	auto_arena mem = arena_new();
	struct edit_node *root, *kid;

	(void)state;
	assert_int_equal(edit_tree_read(mem, CLR_ACHIEVEMENT, &form, &root),
			 OK);
	assert_true(root->has_kids);
	kid = root->kids[walk_property(CLR_ACHIEVEMENT, "name") - first];
	assert_string_equal(kid->parts[EDIT_PART_TEXT], "b");
	assert_null(kid->parts[EDIT_PART_OTHER]);
	kid = root->kids[walk_property(CLR_ACHIEVEMENT, "tags") - first];
	assert_true(edit_tree_is_list(&kid->at));
	assert_string_equal(kid->parts[EDIT_PART_TEXT], "");
	assert_int_equal(kid->count, 2);
	assert_string_equal(kid->kids[0]->parts[EDIT_PART_WAS], "1");
	assert_string_equal(kid->kids[1]->parts[EDIT_PART_TEXT], "u");
	kid = root->kids[walk_property(CLR_ACHIEVEMENT, "requirement") - first];
	assert_true(edit_tree_is_object(&kid->at));
	assert_null(kid->parts[EDIT_PART_TEXT]);
	kid = root->kids[walk_property(CLR_ACHIEVEMENT, "level") - first];
	assert_null(kid);
}

/* Many rows, in order. */
static void
rows_are_counted(void **state)
{
	struct edit_field fields[40];
	struct edit_form form = { fields, 40, 40, false };
	auto_arena mem = arena_new();
	struct edit_node *root;

	(void)state;
	for (int i = 0; i < 40; i++)
		fields[i] = (struct edit_field){
			arena_printf(mem, "/tags/%d", i), "x"
		};
	assert_int_equal(edit_tree_read(mem, CLR_ACHIEVEMENT, &form, &root),
			 OK);
	form.max_rows = 39;
	assert_int_equal(edit_tree_read(mem, CLR_ACHIEVEMENT, &form, &root),
			 TOO_BIG);
	assert_non_null(strstr(fail_last()->text, "39 rows of \"Tags\""));
	form.max_rows = 40;
	fields[7].name = "/tags/8";
	assert_int_equal(edit_tree_read(mem, CLR_ACHIEVEMENT, &form, &root),
			 INVALID);
	assert_non_null(strstr(fail_last()->text, "/tags/8"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(our_members_are_refused),
		cmocka_unit_test(wrong_names_are_refused),
		cmocka_unit_test(sorts_what_it_takes),
		cmocka_unit_test(rows_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
