/*
 * Tests of page/markdown.c: Markdown that cannot act.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "page/markdown.h"
#include "page_help.h"

#define REL "<a rel=\"noopener noreferrer nofollow\" href="

static void
texts_become_safe_html(void **state)
{
	static const char *const rows[][2] = {
		{ "", "" },
		{ "a *b*", "<p>a <em>b</em></p>\n" },
		{ "a <b onclick=x>c</b>",
		  "<p>a &lt;b onclick=x&gt;c&lt;/b&gt;</p>\n" },
		{ "<script>alert(1)</script>",
		  "<p>&lt;script&gt;alert(1)&lt;/script&gt;\n</p>\n" },
		{ "[a](https://b.example/?x=1&y=\"2\")",
		  "<p>" REL "\"https://b.example/?x=1&amp;y=%222%22\">a</a>"
		  "</p>\n" },
		{ "[a](mailto:b@c.example \"title\")",
		  "<p>" REL "\"mailto:b@c.example\">a</a></p>\n" },
		{ "[a](javascript:alert(1))", "<p>a</p>\n" },
		{ "[a](JAVA&#115;cript:alert(1))", "<p>a</p>\n" },
		{ "[a](/here)", "<p>a</p>\n" },
		{ "[*a* b](data:text/html,x)", "<p><em>a</em> b</p>\n" },
		{ "<vbscript:x>", "<p>vbscript:x</p>\n" },
		{ "![a](https://b.example/c.png)",
		  "<p>" REL "\"https://b.example/c.png\">a</a></p>\n" },
		{ "![](https://b.example/c.png)",
		  "<p>" REL "\"https://b.example/c.png\">"
		  "https://b.example/c.png</a></p>\n" },
		{ "![a](data:image/png;base64,x)", "<p>a</p>\n" },
		{ "[![a](https://b.example/c.png)](https://d.example)",
		  "<p>" REL "\"https://d.example\">a</a></p>\n" },
		{ "`<a href=x>`", "<p><code>&lt;a href=x&gt;</code></p>\n" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(markdown_html(*state, rows[i][0], 6),
				    rows[i][1]);
}

static void
headings_begin_where_they_are_told(void **state)
{
	assert_string_equal(markdown_html(*state, "# a\n### b", 3),
			    "<h3>a</h3>\n<h5>b</h5>\n");
	assert_string_equal(markdown_html(*state, "###### a", 2),
			    "<h6>a</h6>\n");
}

static void
a_very_long_text_is_shown_as_it_is(void **state)
{
	struct str text;
	const char *html;

	str_init(&text, *state);
	while (text.len < 70000)
		str_add(&text, "[<b>");
	html = markdown_html(*state, text.s, 6);
	assert_has(html, "<pre><code>[&lt;b&gt;[");
	assert_has_not(html, "<b>");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(texts_become_safe_html, memory,
						no_memory),
		cmocka_unit_test_setup_teardown(
			headings_begin_where_they_are_told, memory, no_memory),
		cmocka_unit_test_setup_teardown(
			a_very_long_text_is_shown_as_it_is, memory, no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
