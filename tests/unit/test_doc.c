/*
 * Tests of model/doc.c: the manual holds every row of the tables.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <stdio.h>

#include "model/doc.h"
#include "model/rows.h"
#include "model_help.h"

/* The manual as a text; the caller frees it. */
static char *
manual(void)
{
	char *text = NULL;
	size_t len;
	FILE *to = open_memstream(&text, &len);

	assert_non_null(to);
	doc_print(to);
	fclose(to);
	return text;
}

static void
holds_every_class_and_property(void **state)
{
	auto_text text = manual();
	const char *at = text;

	(void)state;
	for (int id = CLASS_NONE + 1; id < CLASS__MAX; id++) {
		const struct property *p = model_classes[id].properties;

		at = strstr(at, "\n## ");
		assert_non_null(at);
		at += 4;
		assert_non_null(strstr(at, model_classes[id].help));
		for (; p->name; p++) {
			char row[64];

			snprintf(row, sizeof row, "\n| `%s` |", p->name);
			at = strstr(at, row);
			assert_non_null(at);
		}
	}
}

static void
holds_every_term(void **state)
{
	auto_text text = manual();

	(void)state;
	for (int id = LIST_NONE + 1; id < LIST__MAX; id++) {
		const struct term *t = model_lists[id].terms;
		const char *at = strstr(text, model_lists[id].help);

		assert_non_null(at);
		for (; t->value; t++) {
			at = strstr(at, t->value);
			assert_non_null(at);
		}
	}
}

static void
says_numbers_and_types(void **state)
{
	auto_text text = manual();

	(void)state;
	assert_non_null(strstr(text, "| `issuedOn` | DateTime | 1 unless "
				     "revoked | Issued on |"));
	assert_non_null(strstr(text, "| `clrs` | Clr | 0..\\* |"));
	assert_non_null(strstr(text, "| `signedClr` | signed Clr | 0..1 |"));
	assert_non_null(strstr(text, "one of, or ext:, AchievementType"));
	assert_non_null(strstr(text, "| `scopesOffered` | URI | 1..\\* |"));
	assert_non_null(strstr(text, "\n## EndorsementProfile\n"));
	assert_non_null(strstr(text, "Also read from `birthdate`."));
	assert_null(strstr(text, "(null)"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(holds_every_class_and_property),
		cmocka_unit_test(holds_every_term),
		cmocka_unit_test(says_numbers_and_types),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
