/*
 * Tests of model/jsonmem.c: documents in an arena, and out of it again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <stdlib.h>
#include <string.h>

#include "model/jsonmem.h"

#define TEXT "{\"a\":[1,2,{\"b\":\"text\"}],\"c\":1.5}"

/* How much of ${mem} a document took, and is its own memory enough? */
static size_t
taken_by_document(struct arena *mem)
{
	size_t before = arena_used(mem);
	json_t *doc = json_loads(TEXT, 0, NULL), *copy;

	assert_non_null(doc);
	copy = json_deep_copy(doc);
	assert_true(json_equal(doc, copy));
	json_object_clear(copy);
	assert_int_equal(json_array_size(json_object_get(doc, "a")), 3);
	json_decref(copy);
	json_decref(doc);
	return arena_used(mem) - before;
}

static void
documents_are_cut_from_the_arena(void **state)
{
	auto_arena mem = arena_new();
	int i;

	(void)state;
	jsonmem_use(mem);
	for (i = 0; i < 50; i++) {
		assert_true(taken_by_document(mem) > strlen(TEXT));
		if (i % 10 == 0)
			arena_reset(mem);
	}
	jsonmem_use(NULL);
	assert_int_equal(taken_by_document(mem), 0);
}

/* A leak checker sees it if the second is not released, or the first is
 * given to free(). */
static void
what_is_deferred_is_released_once(void **state)
{
	auto_arena mem = arena_new(), other = arena_new();

	(void)state;
	jsonmem_use(mem);
	jsonmem_defer(mem, json_loads(TEXT, 0, NULL));
	arena_reset(mem);
	jsonmem_use(NULL);
	jsonmem_defer(mem, json_loads(TEXT, 0, NULL));
	jsonmem_defer(other, json_loads(TEXT, 0, NULL));
	arena_reset(mem);
}

/* A text larger than a block, written in pieces that grow. */
static void
takes_large_texts(void **state)
{
	auto_arena mem = arena_new();
	const size_t len = 3000000;
	char *text = arena_alloc(mem, len + 3);
	json_t *doc;

	(void)state;
	jsonmem_use(mem);
	memset(text, 'x', len + 2);
	text[0] = text[len + 1] = '"';
	doc = json_loads(text, JSON_DECODE_ANY, NULL);
	assert_int_equal(json_string_length(doc), len);
	jsonmem_defer(mem, doc);
	arena_reset(mem);
	jsonmem_use(NULL);
}

static void
writes_into_any_arena(void **state)
{
	auto_arena mem = arena_new();
	json_auto_t *doc = json_loads(TEXT, 0, NULL);

	(void)state;
	assert_string_equal(jsonmem_text(mem, doc, JSON_COMPACT), TEXT);
	assert_string_equal(
		jsonmem_text(mem, json_object_get(doc, "c"), JSON_COMPACT),
		"1.5");
}

/* To the letter as jansson writes it. */
static void
writes_as_jansson_does(void **state)
{
	static const char *const texts[] = {
		"{}",
		"[]",
		"[{},[]]",
		"\"\"",
		"-1",
		"0",
		"1.0",
		"-2.5e-30",
		"null",
		"[true,false,null,9223372036854775807,-9223372036854775808]",
		"{\"\":\"\",\"a \\\"b\\\\\":[\"\\b\\f\\n\\r\\t\\/\"]}",
		"\"\\u0001\\u001f\\u007f\\u00e9\\u2028\\ud83d\\ude00<&>\"",
	};
	auto_arena mem = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		json_auto_t *doc = json_loads(texts[i], JSON_DECODE_ANY, NULL);
		char *theirs = json_dumps(doc, JSON_COMPACT | JSON_ENCODE_ANY);

		assert_non_null(theirs);
		assert_string_equal(jsonmem_text(mem, doc, JSON_COMPACT),
				    theirs);
		free(theirs);
	}
}

/* A text may hold a NUL, if somebody made it so. */
static void
writes_a_nul(void **state)
{
	auto_arena mem = arena_new();
	json_auto_t *text = json_stringn("a\0b", 3);

	(void)state;
	assert_string_equal(jsonmem_text(mem, text, JSON_COMPACT),
			    "\"a\\u0000b\"");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(documents_are_cut_from_the_arena),
		cmocka_unit_test(what_is_deferred_is_released_once),
		cmocka_unit_test(takes_large_texts),
		cmocka_unit_test(writes_into_any_arena),
		cmocka_unit_test(writes_as_jansson_does),
		cmocka_unit_test(writes_a_nul),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
