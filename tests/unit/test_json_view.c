/* JSON as HTML: every byte shown, none of it acting. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <string.h>

#include "page_help.h"
#include "page/json_view.h"

static const struct json_view usual = { 2, 100, 100000 };

static int
set_up(void **state)
{
	*state = arena_new();
	return 0;
}

static int
tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

static const char *
html(struct arena *mem, const struct json_view *how, const char *json,
     bool *is_whole)
{
	json_auto_t *value = json_loads(json, JSON_DECODE_ANY, NULL);
	struct str out;
	bool whole;

	assert_non_null(value);
	str_init(&out, mem);
	whole = json_view(&out, how, value);
	if (is_whole)
		*is_whole = whole;
	else
		assert_true(whole);
	return out.s;
}

static size_t
count(const char *text, const char *part)
{
	size_t n = 0;

	for (; (text = strstr(text, part)); text += strlen(part))
		n++;
	return n;
}

static void
leaves_have_a_class_each(void **state)
{
	static const struct {
		const char *json, *html;
	} leaves[] = {
		{ "\"a\"", "<span class=\"j-text\">&quot;a&quot;</span>" },
		{ "12", "<span class=\"j-number\">12</span>" },
		{ "2.5", "<span class=\"j-number\">2.5</span>" },
		{ "true", "<span class=\"j-word\">true</span>" },
		{ "false", "<span class=\"j-word\">false</span>" },
		{ "null", "<span class=\"j-word\">null</span>" },
		{ "{}", "<span class=\"j-mark\">{}</span>" },
		{ "[]", "<span class=\"j-mark\">[]</span>" },
	};

	for (size_t i = 0; i < sizeof leaves / sizeof *leaves; i++)
		assert_string_equal(html(*state, &usual, leaves[i].json, NULL),
				    arena_printf(*state, "<div>%s</div>\n",
						 leaves[i].html));
}

static void
members_fold_below_a_level(void **state)
{
	const char *out = html(*state, &usual,
			       "{\"a\": [1, {\"b\": [2]}], \"c\": \"d\"}",
			       NULL);

	assert_int_equal(count(out, "<details open>"), 2);
	assert_int_equal(count(out, "<details>"), 2);
	assert_int_equal(count(out, "</details>"), 4);
	assert_has(out, "&quot;a&quot;</span><span class=\"j-mark\">: </span>"
			"<span class=\"j-mark\">[</span> "
			"<span class=\"j-count\">2</span>");
	assert_true(strstr(out, "&quot;a&quot;") <
		    strstr(out, "&quot;c&quot;"));
}

static void
nothing_of_the_document_acts(void **state)
{
	const char *out = html(
		*state, &usual,
		"{\"<script>\": \"</span><img onerror=x>&amp;\\\"'\","
		" \"\\u0001\\n\\t\\\\\\u007f\": \"é漢\"}",
		NULL);

	assert_null(strstr(out, "<script"));
	assert_null(strstr(out, "<img"));
	assert_has(out, "&quot;&lt;script&gt;&quot;");
	assert_has(out, "&lt;/span&gt;&lt;img onerror=x&gt;&amp;amp;\\&quot;'");
	assert_has(out, "\\u0001\\n\\t\\\\\\u007f");
	assert_has(out, "&quot;é漢&quot;");
}

static void
long_texts_are_cut_between_letters(void **state)
{
	static const struct json_view short_texts = { 2, 4, 100000 };

	assert_has(html(*state, &short_texts, "\"abcd\"", NULL),
		   "&quot;abcd&quot;");
	assert_has(html(*state, &short_texts, "\"abcde\"", NULL),
		   "&quot;abcd… (5 bytes)&quot;");
	assert_has(html(*state, &short_texts, "\"漢漢漢\"", NULL),
		   "&quot;漢漢… (9 bytes)&quot;");
}

static void
it_stops_at_its_limit_and_says_so(void **state)
{
	static const struct json_view small = { 9, 100, 400 };
	struct str json;
	bool is_whole = true;
	const char *out;

	str_init(&json, *state);
	str_add(&json, "[[0");
	for (int i = 1; i < 500; i++)
		str_addf(&json, ", %d", i);
	str_add(&json, "], \"last\"]");
	out = html(*state, &small, json.s, &is_whole);
	assert_false(is_whole);
	assert_true(strlen(out) < 800);
	assert_null(strstr(out, "last"));
	assert_int_equal(count(out, "<details"), count(out, "</details>"));
	assert_int_equal(count(out, "<div>"), count(out, "</div>"));
	assert_has(out, "<p>…</p>");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
		TEST(leaves_have_a_class_each),
		TEST(members_fold_below_a_level),
		TEST(nothing_of_the_document_acts),
		TEST(long_texts_are_cut_between_letters),
		TEST(it_stops_at_its_limit_and_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
