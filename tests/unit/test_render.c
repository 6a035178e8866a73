/*
 * Tests of page/render.c: templates, escapes, refusals.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "page_help.h"

/* ClearSilver loses a few bytes of a template that it cannot parse. */
const char *
__lsan_default_suppressions(void);
const char *
__lsan_default_suppressions(void)
{
	return "leak:cs_parse_string\nleak:cs_parse_file\n";
}

static char folder[] = "/tmp/clarus-render-XXXXXX";

static void
put_file(const char *name, const char *text)
{
	char path[200];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static int
make_folder(void **state)
{
	char path[200];

	(void)state;
	if (!mkdtemp(folder))
		return -1;
	snprintf(path, sizeof path, "%s/lang", folder);
	if (mkdir(path, 0700) != 0)
		return -1;
	put_file("lang/en.hdf", "Lang.hello = Hello\n");
	return 0;
}

static int
drop_folder(void **state)
{
	char command[200];

	(void)state;
	snprintf(command, sizeof command, "rm -r %s", folder);
	return system(command);
}

/* ${template} with ${X} as X. */
static const char *
printed(struct arena *mem, const char *template, const char *x)
{
	struct _hdf *hdf = render_data(mem);
	struct render *r = NULL;
	struct str out;

	put_file("t.cs", template);
	render_set(hdf, "X", x);
	str_init(&out, mem);
	assert_int_equal(render_new(folder, "en", &r), OK);
	if (render_page(r, "t.cs", hdf, &out) != OK)
		failed_msg("%s", fail_last()->text);
	render_free(r);
	return out.s;
}

static void
text_is_escaped(void **state)
{
	static const char *const rows[][3] = {
		{ "<?cs var:X ?>", "<a href=\"x\">&'",
		  "&lt;a href=&quot;x&quot;&gt;&amp;&#39;" },
		{ "<?cs var:X + \"<b>\" ?>", "<i>", "&lt;i&gt;&lt;b&gt;" },
		{ "<?cs def:m(a) ?><?cs var:a ?><?cs /def ?>"
		  "<?cs call:m(X) ?>",
		  "<b>", "&lt;b&gt;" },
		{ "<?cs var:Lang.hello ?>", "", "Hello" },
		{ "\n \n<p>\n", "", "<p>\n" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(printed(*state, rows[i][0], rows[i][1]),
				    rows[i][2]);
}

static void
addresses_are_followed_only_if_safe(void **state)
{
	static const char *const rows[][2] = {
		{ "https://a.example/?b=1&c=2",
		  "https://a.example/?b=1&amp;c=2" },
		{ "mailto:a@b.example", "mailto:a@b.example" },
		{ "/x/records", "/x/records" },
		{ "#a1", "#a1" },
		{ "//evil.example", "#" },
		{ "/\\evil.example", "#" },
		{ "javascript:alert(1)", "#" },
		{ "data:text/html,x", "#" },
		{ "data:image/png;base64,AAAA", "#" },
		{ "https://a.example/\"onclick=\"x",
		  "https://a.example/&quot;onclick=&quot;x" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(printed(*state,
					    "<?cs var:url_validate(X) ?>",
					    rows[i][0]),
				    rows[i][1]);
}

static void
pictures_are_ours_or_in_the_page(void **state)
{
	static const char *const rows[][2] = {
		{ "data:image/png;base64,AAAA", "data:image/png;base64,AAAA" },
		{ "/s/a/files/1", "/s/a/files/1" },
		{ "https://a.example/b.png", "data:," },
		{ "data:text/html,x", "data:," },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(printed(*state,
					    "<?cs var:image_validate(X) ?>",
					    rows[i][0]),
				    rows[i][1]);
}

static void
only_safe_json_is_printed_as_it_is(void **state)
{
	const char *template = "<?cs var:jsonld(X) ?>";

	assert_string_equal(printed(*state, template, "{\"a\": \"'\"}"),
			    "{\"a\": \"'\"}");
	assert_string_equal(printed(*state, template, "</script>"), "null");
}

static void
numbers_are_set(void **state)
{
	struct _hdf *hdf = render_data(*state);

	render_set_number(hdf, "a.b", -7);
	render_set(render_node(hdf, "a.c"), "d", "e");
	render_set(hdf, "none", NULL);
	assert_data(hdf, "a.b", "-7");
	assert_data(hdf, "a.c.d", "e");
	assert_data(hdf, "none", NULL);
}

static void
what_is_missing_or_broken_is_told(void **state)
{
	struct _hdf *hdf = render_data(*state);
	struct render *r = NULL;
	struct str out;

	str_init(&out, *state);
	assert_int_equal(render_new("/nowhere", "en", &r), INTERNAL);
	assert_has(fail_last()->text, "/nowhere/lang/en.hdf");
	assert_int_equal(render_new(folder, "xx", &r), INTERNAL);
	assert_int_equal(render_new(folder, "en", &r), OK);
	assert_int_equal(render_page(r, "no.cs", hdf, &out), INTERNAL);
	assert_has(fail_last()->text, "no.cs");
	put_file("bad.cs", "<?cs if:X ?>");
	assert_int_equal(render_page(r, "bad.cs", hdf, &out), INTERNAL);
	put_file("good.cs", "<?cs include!\"lang/none.cs\" ?>");
	assert_int_equal(render_page(r, "good.cs", hdf, &out), INTERNAL);
	render_free(r);
	render_free(NULL);
}

static void
a_template_is_parsed_once(void **state)
{
	struct render *r = NULL;
	struct str out;

	put_file("once.cs", "<?cs var:X ?>;");
	str_init(&out, *state);
	assert_int_equal(render_new(folder, "en", &r), OK);
	for (int i = 0; i < 3; i++) {
		struct _hdf *hdf = render_data(*state);

		render_set_number(hdf, "X", i);
		assert_int_equal(render_page(r, "once.cs", hdf, &out), OK);
		put_file("once.cs", "changed");
	}
	assert_string_equal(out.s, "0;1;2;");
	render_free(r);
}

static void
there_is_an_end_to_templates(void **state)
{
	struct _hdf *hdf = render_data(*state);
	struct render *r = NULL;
	struct str out;
	char name[20];
	int n = 0;

	str_init(&out, *state);
	assert_int_equal(render_new(folder, "en", &r), OK);
	do {
		snprintf(name, sizeof name, "n%d.cs", n);
		put_file(name, "x");
	} while (render_page(r, name, hdf, &out) == OK && ++n < 1000);
	assert_int_equal(n, 64);
	render_free(r);
}

static uint64_t
version(void)
{
	struct render *r = NULL;
	uint64_t v;

	assert_int_equal(render_new(folder, "en", &r), OK);
	v = render_version(r);
	render_free(r);
	return v;
}

static void
the_version_changes_with_each_file(void **state)
{
	uint64_t first, second;

	(void)state;
	put_file("v.cs", "a");
	first = version();
	assert_true(version() == first);
	put_file("v.cs", "b");
	second = version();
	assert_true(second != first);
	put_file("lang/en.hdf", "Lang.hello = Good day\n");
	assert_true(version() != second);
	put_file("lang/en.hdf", "Lang.hello = Hello\n");
	assert_true(version() == second);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, memory, no_memory)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(text_is_escaped),
		TEST(addresses_are_followed_only_if_safe),
		TEST(pictures_are_ours_or_in_the_page),
		TEST(only_safe_json_is_printed_as_it_is),
		TEST(numbers_are_set),
		TEST(what_is_missing_or_broken_is_told),
		TEST(a_template_is_parsed_once),
		TEST(there_is_an_end_to_templates),
		TEST(the_version_changes_with_each_file),
	};

	return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
