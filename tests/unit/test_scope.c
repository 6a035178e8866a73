/* The table of scopes, and lists of them. */
#include "store_test.h"

#include "auth/scope.h"

#define READ "https://purl.imsglobal.org/spec/clr/v1p0/scope/readonly"
#define REPLACE "https://purl.imsglobal.org/spec/clr/v1p0/scope/replace"

static void
reads_lists(void **state)
{
	static const struct {
		const char *text;
		scope_set set;
		size_t unknown;
	} rows[] = {
		{ NULL, 0, 0 },
		{ "", 0, 0 },
		{ "   ", 0, 0 },
		{ READ, 1U << SCOPE_CLR_READ, 0 },
		{ "offline_access " READ,
		  1U << SCOPE_CLR_READ | 1U << SCOPE_OFFLINE, 0 },
		{ " " READ "  " READ " ", 1U << SCOPE_CLR_READ, 0 },
		{ READ " openid x", 1U << SCOPE_CLR_READ, 2 },
		{ READ "x " REPLACE, 1U << SCOPE_CLR_REPLACE, 1 },
	};
	scope_set set;
	size_t i, unknown;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(scope_read(rows[i].text, &set, &unknown), OK);
		assert_int_equal(set, rows[i].set);
		assert_int_equal(unknown, rows[i].unknown);
		assert_int_equal(scope_read(rows[i].text, &set, NULL), OK);
	}
}

static void
refuses_other_characters(void **state)
{
	static const char *const bad[] = { "a\"b", "a\\b",     "a\tb",
					   "a\nb", "\xc3\xa9", "a\x7f" };
	scope_set set;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(scope_read(bad[i], &set, NULL), INVALID);
}

static void
writes_them_in_order(void **state)
{
	auto_arena mem = arena_new();
	scope_set set;

	(void)state;
	assert_string_equal(scope_text(mem, 0), "");
	assert_int_equal(
		scope_read("offline_access " REPLACE " " READ, &set, NULL), OK);
	assert_string_equal(scope_text(mem, set),
			    READ " " REPLACE " offline_access");
	assert_true(scope_is_offered(SCOPE_CLR_DELETE));
	assert_false(scope_is_offered(SCOPE_OFFLINE));
	assert_string_equal(scope_name(SCOPE_CLR_READ), READ);
	assert_string_equal(scope_words(SCOPE_CLR_READ),
			    "Read your learner records");
}

static void
is_named_short_or_long(void **state)
{
	(void)state;
	assert_int_equal(scope_named("readonly"), SCOPE_CLR_READ);
	assert_int_equal(scope_named(scope_name(SCOPE_CLR_DELETE)),
			 SCOPE_CLR_DELETE);
	assert_int_equal(scope_named("offline_access"), SCOPE_OFFLINE);
	assert_int_equal(scope_named("only"), SCOPE_NONE);
	assert_int_equal(scope_named(""), SCOPE_NONE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_named_short_or_long),
		cmocka_unit_test(reads_lists),
		cmocka_unit_test(refuses_other_characters),
		cmocka_unit_test(writes_them_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
