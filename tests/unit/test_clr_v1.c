/*
 * Tests of model/clr_v1.c: the table of classes keeps its own rules.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <string.h>

#include "base/str.h"
#include "model/rows.h"

static bool
is_sentence(const char *s)
{
	return !str_empty(s) && str_ends(s, ".") && !strchr(s, '|') &&
	       !str_starts(s, " ");
}

/* Rows for people: every class and property says what it is. */
static void
every_row_has_words(void **state)
{
	(void)state;
	for (int id = CLASS_NONE + 1; id < CLASS__MAX; id++) {
		const struct class *class = &model_classes[id];

		assert_false(str_empty(class->name));
		assert_false(str_empty(class->label));
		assert_false(str_empty(class->plural));
		assert_true(is_sentence(class->help));
		for (const struct property *p = class->properties; p->name;
		     p++) {
			assert_false(str_empty(p->label));
			assert_true(is_sentence(p->help));
		}
	}
}

static size_t
count_named(const struct property *p, const char *name)
{
	size_t count = 0;

	for (; p->name; p++)
		count += streq(p->name, name) || streq(p->was, name);
	return count;
}

static void
no_name_stands_twice(void **state)
{
	(void)state;
	for (int id = CLASS_NONE + 1; id < CLASS__MAX; id++) {
		const struct property *rows = model_classes[id].properties;

		for (const struct property *p = rows; p->name; p++) {
			assert_int_equal(count_named(rows, p->name), 1);
			if (p->was)
				assert_int_equal(count_named(rows, p->was), 1);
		}
	}
}

static void
types_lead_somewhere(void **state)
{
	(void)state;
	for (int id = CLASS_NONE + 1; id < CLASS__MAX; id++) {
		const struct property *p = model_classes[id].properties;

		for (; p->name; p++) {
			assert_in_range(p->type.kind, KIND_NONE + 1,
					KIND__MAX - 1);
			if (p->type.kind == KIND_OBJECT ||
			    p->type.kind == KIND_JWS)
				assert_in_range(p->type.of, CLASS_NONE + 1,
						CLASS__MAX - 1);
			if (p->type.kind == KIND_TERM ||
			    p->type.kind == KIND_XTERM)
				assert_int_equal(
					model_lists[p->type.of].is_extensible,
					p->type.kind == KIND_XTERM);
			if (p->flags & (NOT_EMPTY | PAGE_ORDER))
				assert_int_equal(p->many, MANY);
		}
	}
}

/* Who is picked is an object with an id, and what the office sets or makes
 * up is what it knows. */
static void
flags_of_the_office_fit(void **state)
{
	size_t picked = 0;

	(void)state;
	for (int id = CLASS_NONE + 1; id < CLASS__MAX; id++) {
		const struct property *p = model_classes[id].properties;

		for (; p->name; p++) {
			if (p->flags & PICKED) {
				assert_int_equal(p->type.kind, KIND_OBJECT);
				picked++;
			}
			if (p->type.of == CLR_ENDORSEMENT &&
			    p->type.kind == KIND_OBJECT)
				assert_true(p->flags & PICKED);
			if (p->flags & MINTED) {
				assert_string_equal(p->name, "id");
				assert_true(p->flags & REQUIRED);
			}
			if (streq(p->name, "type"))
				assert_int_equal(!(p->flags & OURS),
						 model_classes[id].is_typeless);
			if (streq(p->name, "revoked") ||
			    streq(p->name, "revocationReason") ||
			    streq(p->name, "@context"))
				assert_true(p->flags & OURS);
		}
	}
	assert_int_equal(picked, 13);
}

/* The classes' members as CLR 1.0 §1.3 counts them. */
static void
classes_are_whole(void **state)
{
	static const struct {
		enum class_id id;
		size_t members, required;
	} rows[] = {
		{ CLR_CLR, 16, 4 },
		{ CLR_CLR_SET, 5, 0 },
		{ CLR_CLR_PAYLOAD, 4, 0 },
		{ CLR_ASSERTION, 23, 1 },
		{ CLR_ACHIEVEMENT, 21, 3 },
		{ CLR_PROFILE, 24, 1 },
		{ CLR_ENDORSEMENT_PROFILE, 20, 1 },
		{ CLR_ADDRESS, 8, 0 },
		{ CLR_ALIGNMENT, 8, 2 },
		{ CLR_ARTIFACT, 4, 0 },
		{ CLR_ASSOCIATION, 3, 3 },
		{ CLR_CRITERIA, 3, 0 },
		{ CLR_CRYPTOGRAPHIC_KEY, 5, 3 },
		{ CLR_ENDORSEMENT, 9, 5 },
		{ CLR_ENDORSEMENT_CLAIM, 3, 1 },
		{ CLR_EVIDENCE, 8, 1 },
		{ CLR_IDENTITY, 5, 3 },
		{ CLR_RESULT, 7, 1 },
		{ CLR_RESULT_DESCRIPTION, 11, 3 },
		{ CLR_RUBRIC_CRITERION_LEVEL, 7, 2 },
		{ CLR_SYSTEM_IDENTIFIER, 3, 2 },
		{ CLR_VERIFICATION, 6, 1 },
		{ CLR_REVOCATION_LIST, 5, 2 },
		{ CLR_DISCOVERY_DOCUMENT, 10, 7 },
		{ CLR_STATUS_INFO, 4, 2 },
		{ CLR_CODE_MINOR, 1, 1 },
		{ CLR_CODE_MINOR_FIELD, 2, 2 },
	};

	(void)state;
	assert_int_equal(sizeof rows / sizeof rows[0], CLASS__MAX - 1);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct property *p = model_classes[rows[i].id].properties;
		size_t members = 0, required = 0;

		for (; p->name; p++) {
			members++;
			required += (p->flags & REQUIRED) != 0;
		}
		if (members != rows[i].members || required != rows[i].required)
			print_error("%s: %zu members, %zu required\n",
				    model_classes[rows[i].id].name, members,
				    required);
		assert_int_equal(members, rows[i].members);
		assert_int_equal(required, rows[i].required);
	}
}

static void
at_most_one_label_and_it_is_text(void **state)
{
	(void)state;
	for (int id = CLASS_NONE + 1; id < CLASS__MAX; id++) {
		const struct property *p = model_classes[id].properties;
		int labels = 0;

		for (; p->name; p++) {
			if (!(p->flags & LABEL))
				continue;
			labels++;
			assert_int_equal(p->type.kind, KIND_TEXT);
			assert_int_equal(p->many, ONE);
		}
		assert_in_range(labels, 0, 1);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_has_words),
		cmocka_unit_test(no_name_stands_twice),
		cmocka_unit_test(types_lead_somewhere),
		cmocka_unit_test(flags_of_the_office_fit),
		cmocka_unit_test(classes_are_whole),
		cmocka_unit_test(at_most_one_label_and_it_is_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
