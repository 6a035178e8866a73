/*
 * Tests of model/load.c: limits, sentences, slices, signed texts.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "model_help.h"

/* The sentence that refuses ${len} bytes. */
static const char *
refusal(struct arena *mem, const char *bytes, size_t len,
	const struct load_limits *within)
{
	json_t *doc = NULL;

	assert_int_equal(load_json(mem, bytes, len, within, &doc), INVALID);
	assert_null(doc);
	return fail_last()->text;
}

static void
each_fault_has_its_sentence(void **state)
{
	static const struct {
		const char *bytes, *words;
	} rows[] = {
		{ "", "is empty" },
		{ " \r\n\t", "is empty" },
		{ "\xEF\xBB\xBF", "nothing but a byte order mark" },
		{ "\xEF\xBB\xBF \n", "nothing but a byte order mark" },
		{ "{\"a\": \"\xC3\x28\"}", "byte C3 at line 1, column 8" },
		{ "{\"\xC3\xA4\":\n \xFF}", "byte FF at line 2, column 2" },
		{ "{\"a\":1", "ends in the middle" },
		{ "[\"abc", "ends in the middle" },
		{ "{\"a\":1,\n\"b\":2,\"a\":3}",
		  "\"a\" stands twice in one object (line 2," },
		{ "{\"x\":{\"q\\\"r\":1,\"q\\\"r\":2}}", "\"q\\\"r\"" },
		{ "{\"a\":\"\\u0000\"}", "\\u0000" },
		{ "{\"a\\u0000\":1}", "\\u0000" },
		{ "[1] [2]", "more after the end" },
		{ "[1e999]", "number is too large" },
		{ "[123456789012345678901234567890]", "number is too large" },
		{ "{'a':1}", "is not JSON" },
		{ "[1,]", "is not JSON" },
		{ "[\"\\ud800\"]", "is not JSON" },
		{ "nonsense", "is not JSON" },
	};
	auto_arena mem = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const char *words = refusal(mem, rows[i].bytes,
					    strlen(rows[i].bytes), &limits);

		if (!strstr(words, rows[i].words))
			print_error("%s: %s\n", rows[i].bytes, words);
		assert_non_null(strstr(words, rows[i].words));
		assert_true(str_ends(words, "."));
	}
}

static void
a_long_name_is_cut_between_letters(void **state)
{
	auto_arena mem = arena_new();
	struct str b;
	const char *words;

	(void)state;
	str_init(&b, mem);
	str_add(&b, "{\"");
	for (int i = 0; i < 30; i++)
		str_add(&b, "\xC3\xA4");
	str_addf(&b, "\":1,\"%.60s\":2}", b.s + 2);
	words = refusal(mem, b.s, b.len, &limits);
	assert_true(str_utf8(words, strlen(words), NULL));
	assert_non_null(strstr(words, "stands twice"));
}

static void
a_raw_nul_is_no_end(void **state)
{
	auto_arena mem = arena_new();

	(void)state;
	refusal(mem, "{}\0{}", 5, &limits);
	refusal(mem, "\0", 1, &limits);
}

static void
takes_any_value_and_a_bom(void **state)
{
	auto_arena mem = arena_new();
	json_t *doc;

	(void)state;
	assert_int_equal(
		load_json(mem, "\xEF\xBB\xBF{\"a\":1}", 10, &limits, &doc), OK);
	assert_true(json_is_object(doc));
	assert_int_equal(load_json(mem, " \"x\" ", 5, &limits, &doc), OK);
	assert_string_equal(json_string_value(doc), "x");
}

/* Kept under other limits, and checked when it came. */
static void
stored_bytes_are_not_judged_again(void **state)
{
	auto_arena mem = arena_new();
	char deep[400];
	json_t *doc = NULL;

	(void)state;
	memset(deep, '[', 200);
	memset(deep + 200, ']', 200);
	assert_int_equal(load_stored(mem, deep, 400, &doc), OK);
	assert_int_equal(load_stored(mem, "\xEF\xBB\xBF {\"a\":1}", 11, &doc),
			 OK);
	assert_true(json_is_object(doc));
	assert_int_equal(load_stored(mem, "", 0, &doc), INVALID);
	assert_int_equal(load_stored(mem, "{\"a\":", 5, &doc), INVALID);
	assert_non_null(strstr(fail_last()->text, "ends in the middle"));
	assert_int_equal(load_stored(mem, "[\"\xC3\x28\"]", 6, &doc), INVALID);
}

static void
depth_is_bounded_before_parsing(void **state)
{
	const size_t deep = 8 << 20;
	const struct load_limits wide = { 64 << 20, 64 };
	auto_arena mem = arena_new();
	auto_text hostile = xmalloc(deep);
	json_t *doc;

	(void)state;
	for (size_t i = 0; i < deep; i++)
		hostile[i] = i % 2 ? '[' : '{';
	assert_non_null(strstr(refusal(mem, hostile, deep, &wide),
			       "deeper than 64 levels (line 1, column 65)"));
	/* brackets in texts do not count */
	assert_int_equal(load_json(mem, "[\"[[[[\\\"[[[[\"]", 14,
				   &(struct load_limits){ 99, 1 }, &doc),
			 OK);
	refusal(mem, "[[1]]", 5, &(struct load_limits){ 99, 1 });
	refusal(mem, "[\"[[[", 5, &(struct load_limits){ 99, 1 });
}

static void
size_is_bounded(void **state)
{
	auto_arena mem = arena_new();
	json_t *doc;

	(void)state;
	assert_int_equal(
		load_json(mem, "[1,2]", 5, &(struct load_limits){ 4, 9 }, &doc),
		TOO_BIG);
	assert_non_null(strstr(fail_last()->text, "at most 4 bytes"));
	assert_int_equal(
		load_size((3 << 20) + 1, &(struct load_limits){ 3 << 20, 9 }),
		TOO_BIG);
	assert_non_null(strstr(fail_last()->text, "at most 3 MiB"));
	assert_int_equal(
		load_size(3 << 20, &(struct load_limits){ 3 << 20, 9 }), OK);
}

static void
is_slice(const char *bytes, const char *pointer, const char *wanted)
{
	const char *part;
	size_t len;
	enum result result = load_slice(bytes, strlen(bytes), pointer, &part,
					&len);

	if (!wanted) {
		assert_int_equal(result, NOT_FOUND);
		return;
	}
	assert_int_equal(result, OK);
	assert_int_equal(len, strlen(wanted));
	assert_memory_equal(part, wanted, len);
}

static void
slices_are_exact(void **state)
{
	static const char doc[] =
		"\xEF\xBB\xBF { \"a\" : [ 1 , {\"b\" : \"x]}\\\"\" } , [ ] ,"
		" -2.50e1 ],\n\"\\u0063/d\": true, \"m~n\":null, \"\":\"e\" } ";

	(void)state;
	is_slice(doc, "/a", "[ 1 , {\"b\" : \"x]}\\\"\" } , [ ] , -2.50e1 ]");
	is_slice(doc, "/a/0", "1");
	is_slice(doc, "/a/1", "{\"b\" : \"x]}\\\"\" }");
	is_slice(doc, "/a/1/b", "\"x]}\\\"\"");
	is_slice(doc, "/a/2", "[ ]");
	is_slice(doc, "/a/3", "-2.50e1");
	is_slice(doc, "/c~1d", "true");
	is_slice(doc, "/m~0n", "null");
	is_slice(doc, "/", "\"e\"");
	is_slice(" [1] ", "", "[1]");
	is_slice("7", "", "7");
	is_slice(doc, "/a/4", NULL);
	is_slice(doc, "/a/2/0", NULL);
	is_slice(doc, "/a/x", NULL);
	is_slice(doc, "/a/", NULL);
	is_slice(doc, "/a/99999999999999999999", NULL);
	is_slice(doc, "/c/d", NULL);
	is_slice(doc, "/b", NULL);
	is_slice(doc, "/a/0/0", NULL);
	is_slice("{}", "/a", NULL);
	is_slice("", "", NULL);
}

/* Text that did not pass load_json() leads nowhere, but not astray. */
static void
slices_of_nonsense_stay_inside(void **state)
{
	static const char *const texts[] = {
		"{",   "{\"a",	      "{\"a\"",	     "{\"a\":", "{\"a\":[",
		"[",   "[1",	      "[,",	     "{1:2}",	"{\"a\" 1}",
		"[\"", "]",	      "}",	     "{\"\\\"", ",",
		"[[",  "{\"a\\\":1}", "{\"\\q\":1}",
	};
	const char *part;
	size_t len;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		size_t all = strlen(texts[i]);
		auto_text copy = xmalloc(all);

		memcpy(copy, texts[i], all);
		if (load_slice(copy, all, "/a/0", &part, &len) == OK)
			assert_true(part >= copy && part + len <= copy + all);
		if (load_slice(copy, all, "/0", &part, &len) == OK)
			assert_true(part >= copy && part + len <= copy + all);
	}
}

static void
steps_through_elements(void **state)
{
	static const char list[] = "[ [1,2] , \"a,b\",{} ]";
	struct load_items items = { list, list + strlen(list) };
	struct load_items bad = { "[\0]", &"[\0]"[3] };
	const char *part;
	size_t len;

	(void)state;
	assert_true(load_next(&items, &part, &len));
	assert_memory_equal(part, "[1,2]", len);
	assert_true(load_next(&items, &part, &len));
	assert_memory_equal(part, "\"a,b\"", len);
	assert_true(load_next(&items, &part, &len));
	assert_memory_equal(part, "{}", len);
	assert_false(load_next(&items, &part, &len));
	assert_false(load_next(&items, &part, &len));
	bad.end = bad.at + 3;
	assert_false(load_next(&bad, &part, &len));
}

static enum result
compact(struct arena *mem, const char *jws, struct compact *out)
{
	return load_compact(mem, jws, strlen(jws), &limits, out);
}

static void
takes_a_signed_text_apart(void **state)
{
	auto_arena mem = arena_new();
	struct compact out;

	(void)state;
	assert_int_equal(compact(mem, fake_jws(mem, "{'id': 'x'}"), &out), OK);
	assert_string_equal(
		json_string_value(json_object_get(out.header, "alg")), "RS256");
	assert_string_equal(out.payload_bytes, "{\"id\": \"x\"}");
	assert_int_equal(out.payload_len, strlen("{\"id\": \"x\"}"));
	assert_string_equal(
		json_string_value(json_object_get(out.payload, "id")), "x");
}

static void
refuses_bad_signed_texts(void **state)
{
	static const struct {
		const char *jws, *words;
	} rows[] = {
		{ "", "three parts" },
		{ "e30", "three parts" },
		{ "e30.e30", "three parts" },
		{ "e30.e30.e30.e30", "three parts" },
		{ "e30=.e30.AAAA", "header" },
		{ "e31.e30.AAAA", "header" },
		{ "W10.e30.AAAA", "no JSON object" },
		{ "e30.W10.AAAA", "content" },
		{ "e30..AAAA", "content" },
		{ "e30.e30.A", "signature" },
		{ "e30.e30.AA+A", "signature" },
	};
	auto_arena mem = arena_new();
	struct compact out;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		assert_int_equal(compact(mem, rows[i].jws, &out), INVALID);
		assert_non_null(strstr(fail_last()->text, rows[i].words));
		assert_true(str_ends(fail_last()->text, "."));
		assert_false(str_ends(fail_last()->text, ".."));
	}
	assert_int_equal(load_compact(mem, "e30.eyJhIjoxfQ.AAAA", 19,
				      &(struct load_limits){ 4, 9 }, &out),
			 TOO_BIG);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_fault_has_its_sentence),
		cmocka_unit_test(a_long_name_is_cut_between_letters),
		cmocka_unit_test(a_raw_nul_is_no_end),
		cmocka_unit_test(takes_any_value_and_a_bom),
		cmocka_unit_test(stored_bytes_are_not_judged_again),
		cmocka_unit_test(depth_is_bounded_before_parsing),
		cmocka_unit_test(size_is_bounded),
		cmocka_unit_test(slices_are_exact),
		cmocka_unit_test(slices_of_nonsense_stay_inside),
		cmocka_unit_test(steps_through_elements),
		cmocka_unit_test(takes_a_signed_text_apart),
		cmocka_unit_test(refuses_bad_signed_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
