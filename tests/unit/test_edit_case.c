/* An entry of a framework over an alignment. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "page_help.h"
#include "web/edit_case.h"

#define URL "https://case.example/ims/case/v1p0/CFItems/1"

static void
assert_filled(const char *alignment, const char *entry, const char *expected)
{
	json_auto_t *is = json_loads(alignment, 0, NULL);
	json_auto_t *from = json_loads(entry, 0, NULL);
	json_auto_t *to_be = json_loads(expected, 0, NULL);

	assert_non_null(is);
	assert_non_null(from);
	assert_non_null(to_be);
	assert_true(edit_case_fill(is, from, URL));
	if (!json_equal(is, to_be)) {
		char *text = json_dumps(is, 0);

		failed_msg("%s", text);
	}
}

static void
all_members_come_over(void **state)
{
	(void)state;
	assert_filled("{\"id\": \"urn:x\", \"targetName\": \"old\"}",
		      "{\"fullStatement\": \"F\", \"abbreviatedStatement\":"
		      " \"A\", \"humanCodingScheme\": \"1.2\", \"uri\":"
		      " \"https://case.example/uri/1\", \"CFDocumentURI\":"
		      " {\"title\": \"T\"}}",
		      "{\"id\": \"urn:x\", \"targetName\": \"A\","
		      " \"targetCode\": \"1.2\", \"targetDescription\": \"F\","
		      " \"targetFramework\": \"T\", \"targetUrl\":"
		      " \"https://case.example/uri/1\", \"targetType\":"
		      " \"CFItem\"}");
}

static void
what_is_missing_is_left_alone(void **state)
{
	(void)state;
	assert_filled("{\"targetCode\": \"mine\"}",
		      "{\"CFItem\": {\"fullStatement\": \"F\", \"uri\": \"no"
		      " address\", \"humanCodingScheme\": 3}}",
		      "{\"targetName\": \"F\", \"targetCode\": \"mine\","
		      " \"targetDescription\": \"F\", \"targetUrl\": \"" URL
		      "\", \"targetType\": \"CFItem\"}");
}

static void
what_is_no_entry_changes_nothing(void **state)
{
	static const char *const others[] = {
		"{}",
		"[]",
		"{\"fullStatement\": \"\"}",
		"{\"fullStatement\": 7}",
		"{\"CFItem\": {\"title\": \"x\"}}",
		"[{\"fullStatement\": \"F\"}]",
	};

	(void)state;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		json_auto_t *alignment = json_pack("{s:s}", "targetUrl", URL);
		json_auto_t *entry = json_loads(others[i], 0, NULL);

		assert_false(edit_case_fill(alignment, entry, URL));
		assert_int_equal(json_object_size(alignment), 1);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_members_come_over),
		cmocka_unit_test(what_is_missing_is_left_alone),
		cmocka_unit_test(what_is_no_entry_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
