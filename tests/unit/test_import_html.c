/*
 * Tests of model/import_html.c: the record in a page (CLR 1.0 ).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <time.h>

#include "model/import_html.h"
#include "model/rows.h"
#include "model_help.h"

#define LD "<script type=\"application/ld+json\">"
#define CLR_DOC "{\"type\":\"Clr\",\"id\":\"urn:a:1\"}"

/* The id of the record found; NULL when there is none. */
static const char *
found_in(struct arena *mem, const char *page)
{
	auto_text copy = xmalloc(strlen(page));
	struct import_html out;

	memcpy(copy, page, strlen(page));
	if (import_html_find(mem, copy, strlen(page), &limits, &out) != OK)
		return NULL;
	return json_string_value(json_object_get(out.doc, "id"));
}

static void
finds_the_script_however_it_is_written(void **state)
{
	static const char *const pages[] = {
		LD CLR_DOC "</script>",
		"<!DOCTYPE html><html><head><title>a</title>" LD CLR_DOC
		"</script></head></html>",
		"<SCRIPT TYPE='Application/LD+JSON; charset=utf-8'>" CLR_DOC
		"</SCRIPT>",
		"<script id=x type=application/ld+json async>" CLR_DOC
		"</script >",
		"<script\n type = \" application/ld+json \"\n>" CLR_DOC
		"</script\n>",
		"<script/type=application/ld+json>" CLR_DOC "</script/>",
		"<p title='<script>'>a < b</p><br/>" LD CLR_DOC "</script>",
		LD CLR_DOC,
		LD CLR_DOC "</script",
		"<?xml version='1.0'?><html>" LD CLR_DOC "</script>",
		"<!-->" LD CLR_DOC "</script>",
		"<!--->" LD CLR_DOC "</script>",
		"<script>if (a</b) '</p>';</script>" LD CLR_DOC "</script>",
		"<scripted type='x'>" LD CLR_DOC "</script>",
		"<a href=x type>" LD CLR_DOC "</script>",
	};
	auto_arena mem = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
		const char *id = found_in(mem, pages[i]);

		if (!id)
			print_error("not found in: %s\n", pages[i]);
		assert_string_equal(id, "urn:a:1");
	}
}

static void
takes_no_other_text_for_a_script(void **state)
{
	static const char *const pages[] = {
		"",
		"<",
		"<script",
		"<script type",
		"<script type=",
		"<script type='",
		"<!--",
		"<p>text</p>",
		"<!-- " LD CLR_DOC "</script> -->",
		"<textarea>" LD CLR_DOC "</textarea>",
		"<title>" LD CLR_DOC "</title>",
		"<style>" LD CLR_DOC "</style>",
		"<p title=\""
		"<script type='application/ld+json'>" CLR_DOC,
		"<script>" CLR_DOC "</script>",
		"<script type='application/json'>" CLR_DOC "</script>",
		"<script type='text/plain' type='application/ld+json'>" CLR_DOC
		"</script>",
		"<div type='application/ld+json'>" CLR_DOC "</div>",
		LD "{\"name\":\"Thing\"}</script>",
		LD "not json</script>",
		("&lt;script type='application/ld+json'&gt;" CLR_DOC),
	};
	auto_arena mem = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
		if (found_in(mem, pages[i]))
			print_error("found in: %s\n", pages[i]);
		assert_null(found_in(mem, pages[i]));
		assert_non_null(
			strstr(fail_last()->text, "application/ld+json"));
	}
}

static void
prefers_a_record_to_all_else(void **state)
{
	auto_arena mem = arena_new();
	static const char other[] = LD "{\"@type\":\"Person\"}</script>" LD
				       "{broken</script>" LD "[5]</script>";
	static const char assertion[] = LD
		"{\"@context\":[\"x\",\"" CLR_CONTEXT
		"\"],\"type\":\"Assertion\",\"id\":\"as\"}"
		"</script>";
	static const char credential[] = LD "{\"credentialSubject\":{},"
					    "\"id\":\"vc\"}</script>";
	static const char set[] = LD "{\"clrs\":[],\"id\":\"set\"}</script>";
	static const char clr[] = LD CLR_DOC "</script>";
	static const char clr2[] = LD "{\"type\":\"Clr\"}</script>";

	(void)state;
	assert_string_equal(
		found_in(mem,
			 arena_printf(mem, "%s%s%s%s%s%s", other, assertion,
				      credential, set, clr, clr2)),
		"urn:a:1");
	assert_string_equal(
		found_in(mem, arena_printf(mem, "%s%s%s%s", other, assertion,
					   credential, set)),
		"set");
	assert_string_equal(found_in(mem, arena_printf(mem, "%s%s%s", other,
						       assertion, credential)),
			    "vc");
	assert_string_equal(
		found_in(mem, arena_printf(mem, "%s%s", other, assertion)),
		"as");
}

static void
keeps_bytes_and_the_signed_copy(void **state)
{
	static const char page[] = LD
		" {\"type\":\"Clr\",\"name\":"
		"\"\\u003cb> &amp; </p>\"}\n</script>"
		"<script type=\"application/jose\">a.b.c</script>"
		"<script type=\"application/jose\">d.e.f</script>";
	auto_arena mem = arena_new();
	struct import_html out;

	(void)state;
	assert_int_equal(
		import_html_find(mem, page, strlen(page), &limits, &out), OK);
	assert_string_equal(json_string_value(json_object_get(out.doc, "name")),
			    "<b> &amp; </p>");
	assert_memory_equal(out.record.bytes, " {\"type\"", 8);
	assert_int_equal(out.record.bytes[out.record.len - 1], '\n');
	assert_int_equal(out.jws.len, 5);
	assert_memory_equal(out.jws.bytes, "a.b.c", 5);
}

static void
asks_for_utf8(void **state)
{
	auto_arena mem = arena_new();

	(void)state;
	assert_null(found_in(mem, "<p>\xE9</p>" LD CLR_DOC "</script>"));
	assert_non_null(strstr(fail_last()->text, "UTF-8"));
}

/* Pages that keep parsers busy: each of 4 MiB. */
static void
cost_is_linear(void **state)
{
	static const char *const parts[] = {
		"<a ",	    "<b>", "</i>",   "<!--",	      "</",
		"<script ", LD,	   "<x y='", "<title></titl", "<p a=b ",
	};
	auto_arena mem = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		clock_t start = clock();
		struct import_html out;
		struct str s;

		str_init(&s, mem);
		while (s.len < (4 << 20))
			str_add(&s, parts[i]);
		assert_int_equal(
			import_html_find(mem, s.s, s.len, &limits, &out),
			INVALID);
		assert_true((clock() - start) / CLOCKS_PER_SEC < 60);
		arena_reset(mem);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_the_script_however_it_is_written),
		cmocka_unit_test(takes_no_other_text_for_a_script),
		cmocka_unit_test(prefers_a_record_to_all_else),
		cmocka_unit_test(keeps_bytes_and_the_signed_copy),
		cmocka_unit_test(asks_for_utf8),
		cmocka_unit_test(cost_is_linear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
