/*
 * Tests of page/embed.c: JSON in HTML, escaped and the same.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "page/embed.h"
#include "page_help.h"

static const char *
embedded(struct arena *mem, const char *json)
{
	struct str out;

	str_init(&out, mem);
	embed_json(&out, json, strlen(json));
	return out.s;
}

static void
what_ends_a_script_is_escaped(void **state)
{
	static const char *const rows[][2] = {
		{ "", "" },
		{ "{\"a\": 1}", "{\"a\": 1}" },
		{ "\"</script>\"", "\"\\u003c/script\\u003e\"" },
		{ "\"<!--&amp;\"", "\"\\u003c!--\\u0026amp;\"" },
		{ "\"\xE2\x80\xA8\xE2\x80\xA9\"", "\"\\u2028\\u2029\"" },
		{ "\"\xE2\x80\xA7\xE2\x82\xAC\"",
		  "\"\xE2\x80\xA7\xE2\x82\xAC\"" },
		{ "\"\xE2\x80", "\"\xE2\x80" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(embedded(*state, rows[i][0]), rows[i][1]);
}

static void
a_value_comes_back_the_same(void **state)
{
	static const char *const rows[] = {
		"{'b':1,'a':[true,false,null,1.5,-3,'x'],'c':{}}",
		"['</script>','\\\\','\\u0001\\n\\t','\\u2028','€']",
		"[]",
		"{'<k>':{'&':[[],[{}]]}}",
	};
	struct str out;
	json_t *value;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		json_auto_t *back = NULL;

		value = parse(*state, rows[i]);
		str_init(&out, *state);
		embed_value(&out, value);
		back = json_loads(out.s, JSON_DECODE_ANY, NULL);
		assert_true(json_equal(value, back));
		assert_null(strpbrk(out.s, "<>&"));
	}
}

static void
members_keep_their_order(void **state)
{
	struct str out;

	str_init(&out, *state);
	embed_value(&out, parse(*state, "{'z':1,'a':[2,3]}"));
	assert_string_equal(out.s, "{\"z\":1,\"a\":[2,3]}");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_ends_a_script_is_escaped,
						memory, no_memory),
		cmocka_unit_test_setup_teardown(a_value_comes_back_the_same,
						memory, no_memory),
		cmocka_unit_test_setup_teardown(members_keep_their_order,
						memory, no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
