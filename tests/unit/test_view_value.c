/*
 * Tests of page/view_value.c: one value in its shape.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "model/walk.h"
#include "page/view_fill.h"
#include "page_help.h"
/* The value ${text} (JSON) of a property, on a new node. */
static struct _hdf *
valued(struct arena *mem, enum class_id as, const char *property,
       const char *text)
{
	struct view_at at = { NULL, "/x", VIEW_NO_INDEX };
	struct _hdf *hdf = render_data(mem);
	struct view_files none = { .index = NULL };
	struct view v = view_for(mem, &none);
	json_t *doc = parse(mem, arena_printf(mem, "[%s]", text));

	v.list = NULL;
	view_value(&v, hdf, walk_property(as, property), json_array_get(doc, 0),
		   &at);
	return hdf;
}

static void
each_kind_has_its_shape(void **state)
{
	static const struct {
		enum class_id as;
		const char *property, *text, *name, *value;
	} rows[] = {
		{ CLR_ASSERTION, "term", "'Fall 2021'", "value", "Fall 2021" },
		{ CLR_ASSERTION, "issuedOn", "'2025-05-06T13:00:00Z'", "value",
		  "6 May 2025" },
		{ CLR_ASSERTION, "issuedOn", "'2025-05-06T13:00:00Z'", "iso",
		  "2025-05-06T13:00:00Z" },
		{ CLR_ASSERTION, "issuedOn", "'2025-05-06T13:00:00.1234567Z'",
		  "iso", "2025-05-06T13:00:00Z" },
		{ CLR_ASSERTION, "issuedOn", "'2025-05-06T13:00:00.123Z'",
		  "iso", "2025-05-06T13:00:00.123Z" },
		{ CLR_ASSERTION, "issuedOn", "'0001-01-01T00:00:00'", "iso",
		  NULL },
		{ CLR_ASSERTION, "issuedOn", "'yesterday'", "value",
		  "yesterday" },
		{ CLR_ASSERTION, "issuedOn", "'yesterday'", "iso", NULL },
		{ CLR_PROFILE, "birthDate", "'1994-03-21'", "value",
		  "21 March 1994" },
		{ CLR_ASSERTION, "revoked", "true", "yes", "1" },
		{ CLR_ASSERTION, "revoked", "false", "no", "1" },
		{ CLR_ASSERTION, "creditsEarned", "3", "value", "3" },
		{ CLR_ASSERTION, "creditsEarned", "3.0", "value", "3" },
		{ CLR_ASSERTION, "creditsEarned", "0.1", "value", "0.1" },
		{ CLR_ASSERTION, "creditsEarned", "1.0000000000000002", "value",
		  "1.0000000000000002" },
		{ CLR_PROFILE, "url", "'https://a.example/'", "href",
		  "https://a.example/" },
		{ CLR_PROFILE, "url", "'ftp://a.example/'", "href", NULL },
		{ CLR_PROFILE, "url", "'ftp://a.example/'", "value",
		  "ftp://a.example/" },
		{ CLR_PROFILE, "url", "'ftp://a.example/'", "plain", "1" },
		{ CLR_PROFILE, "url", "'https://a.example/'", "plain", NULL },
		{ CLR_PROFILE, "url", "''", "plain", NULL },
		{ CLR_PROFILE, "image", "'https://A.example/b.png'", "far",
		  "a.example" },
		{ CLR_ACHIEVEMENT, "achievementType", "'Course'", "value",
		  "Course" },
		{ CLR_ACHIEVEMENT, "achievementType", "'Course'", "term",
		  NULL },
		{ CLR_ACHIEVEMENT, "achievementType", "'ext:SchoolExit'",
		  "value", "School Exit" },
		{ CLR_ACHIEVEMENT, "achievementType", "'ext:SchoolExit'",
		  "term", "ext:SchoolExit" },
		{ CLR_ARTIFACT, "url", "'data:application/pdf;base64,AAAA'",
		  "file.type", "PDF" },
		{ CLR_ARTIFACT, "url", "'data:application/pdf;base64,AAAA'",
		  "file.size", "3 bytes" },
		{ CLR_ARTIFACT, "url", "'data:application/pdf;base64,AAAA'",
		  "file.src", NULL },
		{ CLR_ARTIFACT, "url", "'data:text/html,x'", "file.type",
		  "text/html" },
		{ CLR_ARTIFACT, "url", "'data:image/png;base64,AAAA'",
		  "file.src", "data:image/png;base64,AAAA" },
		{ CLR_ARTIFACT, "url", "'data:broken'", "value",
		  "data:broken" },
		{ CLR_ASSERTION, "term", "null", "value", NULL },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_data(valued(*state, rows[i].as, rows[i].property,
				   rows[i].text),
			    rows[i].name, rows[i].value);
}

static void
sizes_are_told_in_round_numbers(void **state)
{
	static const struct {
		int len;
		const char *words;
	} rows[] = {
		{ 40, "30 bytes" },
		{ 4000, "3 kB" },
		{ 400000, "300 kB" },
		{ 4000000, "3.0 MB" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_data(valued(*state, CLR_ARTIFACT, "url",
				   arena_printf(*state,
						"'data:image/gif;"
						"base64,%0*d'",
						rows[i].len, 0)),
			    "file.size", rows[i].words);
}

static void
known_vocabularies_are_shortened(void **state)
{
	assert_string_equal(view_value_curie(*state, "http://schema.org/name"),
			    "schema:name");
	assert_string_equal(view_value_curie(*state,
					     "https://purl.imsglobal."
					     "org/spec/clr/vocab#dtClr"),
			    "clri:dtClr");
	assert_string_equal(view_value_curie(*state, "https://w3id.org/"
						     "openbadges#issuer"),
			    "obi:issuer");
	assert_string_equal(view_value_curie(*state, "http://x.example/y"),
			    "http://x.example/y");
	assert_null(view_value_curie(*state, NULL));
}

static void
a_pointer_is_written_from_its_chain(void **state)
{
	struct view_at root = { NULL, "/assertions/3", VIEW_NO_INDEX };
	struct view_at member = { &root, "a/b", VIEW_NO_INDEX };
	struct view_at item = { &member, NULL, 7 };

	assert_string_equal(view_pointer(*state, &root), "/assertions/3");
	assert_string_equal(view_pointer(*state, &item),
			    "/assertions/3/a~1b/7");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, memory, no_memory)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_kind_has_its_shape),
		TEST(sizes_are_told_in_round_numbers),
		TEST(known_vocabularies_are_shortened),
		TEST(a_pointer_is_written_from_its_chain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
