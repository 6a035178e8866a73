/*
 * Tests of http/form.c: URL-encoded fields.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <string.h>

#include "base/str.h"
#include "http/form.h"

static enum result
read_text(struct form *f, struct arena *mem, const char *s)
{
	form_init(f, mem);
	return form_read(f, s, strlen(s), 100);
}

static void
fields_are_decoded_once(void **state)
{
	auto_arena mem = arena_new();
	struct form f;

	(void)state;
	assert_int_equal(read_text(&f, mem, "a=1&b+c=%3D%26+x&d=%2541&=e"), OK);
	assert_int_equal(f.count, 4);
	assert_string_equal(form_get(&f, "a"), "1");
	assert_string_equal(form_get(&f, "b c"), "=& x");
	assert_string_equal(form_get(&f, "d"), "%41");
	assert_string_equal(form_get(&f, ""), "e");
	assert_null(form_get(&f, "b"));
	assert_int_equal(form_find(&f, "b c")->len, 4);
	assert_null(form_find(&f, "b c")->file);
	assert_null(form_find(&f, "b c")->type);
}

static void
first_of_a_name_is_found_and_order_kept(void **state)
{
	auto_arena mem = arena_new();
	struct form f;

	(void)state;
	assert_int_equal(read_text(&f, mem, "x=1&y=2&x=3"), OK);
	assert_string_equal(form_get(&f, "x"), "1");
	assert_int_equal(f.count, 3);
	assert_string_equal(f.fields[2].name, "x");
	assert_string_equal(f.fields[2].value, "3");
}

static void
odd_but_good_texts(void **state)
{
	auto_arena mem = arena_new();
	struct form f;

	(void)state;
	assert_int_equal(read_text(&f, mem, ""), OK);
	assert_int_equal(f.count, 0);
	assert_null(form_find(&f, "a"));
	assert_int_equal(read_text(&f, mem, "&&a&b=&"), OK);
	assert_int_equal(f.count, 2);
	assert_string_equal(form_get(&f, "a"), "");
	assert_string_equal(form_get(&f, "b"), "");
	assert_int_equal(read_text(&f, mem, "a=b=c"), OK);
	assert_string_equal(form_get(&f, "a"), "b=c");
	assert_int_equal(read_text(&f, mem, "n=%E2%82%AC\xe2\x82\xac"), OK);
	assert_string_equal(form_get(&f, "n"), "€€");
}

static void
hostile_texts_are_invalid(void **state)
{
	static const char *const texts[] = {
		"a=%",	    "a=%4",	   "a=%zz",   "%=a",
		"a=%00",    "%00=a",	   "a=x%00y", "a=%FF",
		"%C0%AF=a", "a=%ED%A0%80", "a=\xff",  "ok=1&a=%g1",
	};
	auto_arena mem = arena_new();
	struct form f;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		print_message("# text %zu\n", i);
		fail_clear();
		assert_int_equal(read_text(&f, mem, texts[i]), INVALID);
		assert_true(strlen(fail_last()->text) > 10);
	}
	form_init(&f, mem);
	assert_int_equal(form_read(&f, "a=\0b", 4, 9), INVALID);
	assert_non_null(strstr(fail_last()->text, "NUL"));
}

static void
too_many_fields_name_the_limit(void **state)
{
	auto_arena mem = arena_new();
	struct str s;
	struct form f;

	(void)state;
	str_init(&s, mem);
	for (int i = 0; i < 1000; i++)
		str_addf(&s, "f%d=%d&", i, i);
	form_init(&f, mem);
	assert_int_equal(form_read(&f, s.s, s.len, 1000), OK);
	assert_int_equal(f.count, 1000);
	assert_string_equal(form_get(&f, "f999"), "999");
	form_init(&f, mem);
	assert_int_equal(form_read(&f, s.s, s.len, 999), TOO_BIG);
	assert_non_null(strstr(fail_last()->text, "999"));
}

/* What was not sent is an empty text, as what was sent empty. */
static void
texts(void **state)
{
	auto_arena mem = arena_new();
	struct form f;

	(void)state;
	form_init(&f, mem);
	assert_int_equal(form_read(&f, "a=1&b=", 6, 10), OK);
	assert_string_equal(form_text(&f, "a"), "1");
	assert_string_equal(form_text(&f, "b"), "");
	assert_string_equal(form_text(&f, "c"), "");
	assert_null(form_get(&f, "c"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_are_decoded_once),
		cmocka_unit_test(first_of_a_name_is_found_and_order_kept),
		cmocka_unit_test(odd_but_good_texts),
		cmocka_unit_test(hostile_texts_are_invalid),
		cmocka_unit_test(too_many_fields_name_the_limit),
		cmocka_unit_test(texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
