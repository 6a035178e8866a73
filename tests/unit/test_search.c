/* Folding and patterns. */
#include "store_test.h"

#include "store/search.h"

static char *
folded(struct arena *mem, const char *s)
{
	return search_text(mem, &s, 1);
}

static void
folds_letters(void **state)
{
	static const char *const pairs[][2] = {
		{ "", "" },
		{ "Maya OKAFOR 2021!", "maya okafor 2021!" },
		{ "\xc3\x89MILIE", "\xc3\xa9milie" }, /* É */
		{ "\xc3\x9f\xe2\x82\xac", "\xc3\x9f\xe2\x82\xac" },
		{ "\xd0\x9a\xd0\x98\xd0\x95\xd0\x92", /* КИЕВ */
		  "\xd0\xba\xd0\xb8\xd0\xb5\xd0\xb2" },
		{ "\xf0\x90\x90\x80", "\xf0\x90\x90\xa8" }, /* U+10400 */
		{ "\xf0\x9f\x8e\x93", "\xf0\x9f\x8e\x93" },
		{ "\xef\xbc\xa1", "\xef\xbd\x81" }, /* full-width A */
	};
	auto_arena mem = arena_new();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		assert_string_equal(folded(mem, pairs[i][0]), pairs[i][1]);
}

static void
keeps_odd_bytes(void **state)
{
	static const char *const odd[] = {
		"\xff",		"\x80z",
		"a\xc3",	"\xe2\x82",
		"\xf0\x9f\x8e", "\xc0\x80",
		"\xed\xa0\x80", "\xf8\x88\x80\x80\x80"
	};
	auto_arena mem = arena_new();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(odd) / sizeof(odd[0]); i++)
		assert_string_equal(folded(mem, odd[i]), odd[i]);
}

static void
joins_parts(void **state)
{
	static const char *const parts[] = { "A", NULL, "", "B" };
	auto_arena mem = arena_new();

	(void)state;
	assert_string_equal(search_text(mem, parts, 4), "a\n\n\nb");
	assert_string_equal(search_text(mem, parts, 0), "");
	assert_string_equal(search_text(mem, parts + 1, 1), "");
}

static void
makes_words(void **state)
{
	auto_arena mem = arena_new();
	char *longest = arena_alloc(mem, 3 * SEARCH_LONGEST);

	(void)state;
	assert_string_equal(search_words(mem, ""), "");
	assert_string_equal(search_words(mem, NULL), "");
	assert_string_equal(search_words(mem, "100% A_b\\"), "100% a_b\\");
	memset(longest, 'x', 3 * SEARCH_LONGEST - 1);
	assert_int_equal(strlen(search_words(mem, longest)), SEARCH_LONGEST);
}

static void
cuts_between_characters(void **state)
{
	auto_arena mem = arena_new();

	(void)state;
	assert_string_equal(search_cut(mem, NULL, 3), "");
	assert_string_equal(search_cut(mem, "abc", 3), "abc");
	assert_string_equal(search_cut(mem, "abcd", 3), "abc");
	assert_string_equal(search_cut(mem, "ab\xc3\xa9", 3), "ab");
	assert_string_equal(search_cut(mem, "a\xe2\x82\xac!", 3), "a");
	assert_string_equal(search_cut(mem, "\xe2\x82\xac!", 3),
			    "\xe2\x82\xac");
	assert_string_equal(search_cut(mem, "\x80\x80\x80\x80", 2), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folds_letters),
		cmocka_unit_test(keeps_odd_bytes),
		cmocka_unit_test(joins_parts),
		cmocka_unit_test(makes_words),
		cmocka_unit_test(cuts_between_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
