/*
 * Tests of base/str.c: the growing string, comparisons, UTF-8 (RFC 3629).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#undef fail /* base/fail.h has its own */
#include <limits.h>
#include <stdlib.h>

#include "base/str.h"
#include "dies.h"

static volatile size_t too_much = SIZE_MAX;

static void
is_text_at_every_step(void **state)
{
	auto_arena mem = arena_new();
	struct str b;

	(void)state;
	str_init(&b, mem);
	assert_string_equal(b.s, "");
	str_add(&b, "");
	str_addn(&b, NULL, 0);
	assert_string_equal(b.s, "");
	str_add(&b, "one");
	str_addc(&b, ' ');
	str_addn(&b, "two three", 3);
	str_addf(&b, " %d", 3);
	assert_string_equal(b.s, "one two 3");
	assert_int_equal(b.len, 9);
	str_clear(&b);
	assert_string_equal(b.s, "");
	assert_int_equal(b.len, 0);
	str_addn(&b, "a\0b", 3);
	assert_int_equal(b.len, 3);
	assert_memory_equal(b.s, "a\0b", 4);
}

/* Every way to add, over every limit at which room is made. */
static void
grows_without_loss(void **state)
{
	auto_arena mem = arena_new();
	struct str b, c;
	size_t i;

	(void)state;
	str_init(&b, mem);
	str_init(&c, mem);
	for (i = 0; i < 100000; i++) {
		str_addc(&b, (char)('a' + i % 26));
		assert_int_equal(b.s[b.len], '\0');
	}
	for (i = 0; i < 10000; i++)
		str_addf(&c, "%c%c%s", (char)('a' + i * 10 % 26),
			 (char)('a' + (i * 10 + 1) % 26),
			 arena_strndup(mem, b.s + (i * 10 + 2), 8));
	assert_int_equal(c.len, 100000);
	assert_string_equal(b.s, c.s);
}

static void
printf_fills_the_room_exactly(void **state)
{
	auto_arena mem = arena_new();
	struct str b;
	int width;

	(void)state;
	for (width = 60; width < 70; width++) {
		str_init(&b, mem);
		str_addf(&b, "%*s", width, "x");
		assert_int_equal(b.len, width);
		assert_int_equal(b.s[width - 1], 'x');
		assert_int_equal(strlen(b.s), width);
	}
}

static void
reserve_keeps_the_place(void **state)
{
	auto_arena mem = arena_new();
	struct str b;
	char *before;
	size_t i;

	(void)state;
	str_init(&b, mem);
	str_add(&b, "kept");
	str_reserve(&b, 50000);
	assert_string_equal(b.s, "kept");
	before = b.s;
	for (i = 0; i < 50000; i++)
		str_addc(&b, 'z');
	assert_ptr_equal(b.s, before);
	str_reserve(&b, 0);
	assert_int_equal(b.len, 50004);
}

/* Not freed by a process that ends, but never lost. */
static struct arena *volatile held;

static void
reserve_all(void)
{
	struct str b;

	held = arena_new();
	str_init(&b, held);
	str_reserve(&b, too_much);
}

static void
too_long_ends_the_process(void **state)
{
	(void)state;
	assert_dies(reserve_all, "out of memory");
}

static void
compares(void **state)
{
	(void)state;
	assert_true(streq("a", "a"));
	assert_false(streq("a", "A"));
	assert_false(streq("a", "ab"));
	assert_true(streq(NULL, NULL));
	assert_false(streq(NULL, ""));
	assert_false(streq("", NULL));
	assert_true(strieq("Content-TYPE", "content-type"));
	assert_false(strieq("a", "ab"));
	assert_false(strieq("ab", "a"));
	assert_false(strieq("[", "{"));
	assert_false(strieq("\xC3\x89", "\xC3\xA9"));
	assert_true(strieq(NULL, NULL));
	assert_false(strieq(NULL, ""));
}

static void
knows_starts_and_ends(void **state)
{
	(void)state;
	assert_true(str_starts("https://x", "https:"));
	assert_true(str_starts("x", ""));
	assert_false(str_starts("http", "https"));
	assert_false(str_starts(NULL, "x"));
	assert_false(str_starts("x", NULL));
	assert_true(str_ends("a.json", ".json"));
	assert_true(str_ends("a", ""));
	assert_false(str_ends("json", ".json"));
	assert_false(str_ends("a.jsonx", ".json"));
	assert_false(str_ends(NULL, "x"));
	assert_false(str_ends("x", NULL));
	assert_true(str_empty(NULL));
	assert_true(str_empty(""));
	assert_false(str_empty(" "));
}

/* A text and the offset of its first wrong byte; -1: there is none. */
static const struct {
	const char *s;
	int at;
} texts[] = {
	{ "", -1 },
	{ "plain", -1 },
	{ "exactly8", -1 },
	{ "sixteen letters.", -1 },
	{ "caf\xC3\xA9", -1 },
	{ "\xC2\x80", -1 },
	{ "\xDF\xBF", -1 },
	{ "\xE0\xA0\x80", -1 },
	{ "\xED\x9F\xBF", -1 },
	{ "\xEE\x80\x80", -1 },
	{ "\xEF\xBF\xBF", -1 },
	{ "\xF0\x90\x80\x80", -1 },
	{ "\xF4\x8F\xBF\xBF", -1 },
	{ "12345678\xE2\x82\xAC"
	  "12345678",
	  -1 },
	{ "\x80", 0 },			   /* starts with a continuation */
	{ "12345678\xBF", 8 },		   /* after eight good ones */
	{ "123\xC3", 3 },		   /* ends too early */
	{ "\xE2\x82", 0 },		   /* the same, three bytes */
	{ "\xF0\x9F\x8E", 0 },		   /* the same, four bytes */
	{ "\xC0\x80", 0 },		   /* long form of NUL */
	{ "\xC1\xBF", 0 },		   /* long form of DEL */
	{ "\xE0\x9F\xBF", 0 },		   /* long form, three bytes */
	{ "\xF0\x8F\xBF\xBF", 0 },	   /* long form, four bytes */
	{ "\xED\xA0\x80", 0 },		   /* a surrogate */
	{ "\xED\xBF\xBF", 0 },		   /* the last surrogate */
	{ "\xF4\x90\x80\x80", 0 },	   /* above U+10FFFF */
	{ "\xF5\x80\x80\x80", 0 },	   /* no such first byte */
	{ "\xFF", 0 },			   /* never in UTF-8 */
	{ "\xC3(", 0 },			   /* ASCII where none may be */
	{ "\xE2\x82(", 0 },		   /* the same, third byte */
	{ "\xF0\x9F\x8E(", 0 },		   /* the same, fourth byte */
	{ "caf\xE9 au lait, s'il...", 3 }, /* Latin-1 */
};

static void
judges_utf8(void **state)
{
	size_t i, at;
	char *exact;

	(void)state;
	for (i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		size_t len = strlen(texts[i].s);

		/* Without the NUL, so that reading too far is seen. */
		exact = malloc(len ? len : 1);
		assert_non_null(exact);
		memcpy(exact, texts[i].s, len);
		at = 999;
		assert_int_equal(str_utf8(exact, len, &at), texts[i].at < 0);
		assert_int_equal(at, texts[i].at < 0 ? 999 : texts[i].at);
		assert_int_equal(str_utf8(exact, len, NULL), texts[i].at < 0);
		free(exact);
	}
	assert_true(str_utf8("a\0b", 3, NULL));
}

static void
finds_the_wrong_byte_anywhere(void **state)
{
	char text[64];
	size_t i, at;

	(void)state;
	for (i = 0; i < sizeof text; i++) {
		memset(text, 'x', sizeof text);
		text[i] = (char)0xFE;
		assert_false(str_utf8(text, sizeof text, &at));
		assert_int_equal(at, i);
	}
}

static void
counts_sequences_and_points(void **state)
{
	(void)state;
	assert_int_equal(str_utf8_next("", 0), 0);
	assert_int_equal(str_utf8_next("a", 1), 1);
	assert_int_equal(str_utf8_next("\xC3\xA9x", 3), 2);
	assert_int_equal(str_utf8_next("\xE2\x82\xACx", 4), 3);
	assert_int_equal(str_utf8_next("\xF0\x9F\x8E\x93", 4), 4);
	assert_int_equal(str_utf8_next("\xF0\x9F\x8E\x93", 3), 0);
	assert_int_equal(str_points(""), 0);
	assert_int_equal(str_points("na\xC3\xAFve"), 5);
	assert_int_equal(str_points("\xF0\x9F\x8E\x93\xE2\x82\xAC"), 2);
}

static void
reads_numbers(void **state)
{
	static const char *const wrong[] = { NULL,
					     "",
					     "-1",
					     "+1",
					     " 1",
					     "1 ",
					     "1.5",
					     "0x1",
					     "1e3",
					     "101",
					     "9999999999999999999999" };
	long long n = -7;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(str_number(wrong[i], 100, &n), INVALID);
	assert_int_equal(n, -7);
	assert_int_equal(str_number("101", 100, &n), INVALID);
	assert_string_equal(fail_last()->text, "a number above 100");
	assert_int_equal(str_number("0", 0, &n), OK);
	assert_int_equal(n, 0);
	assert_int_equal(str_number("00100", 100, &n), OK);
	assert_int_equal(n, 100);
	assert_int_equal(str_number("9223372036854775807", LLONG_MAX, &n), OK);
	assert_true(n == LLONG_MAX);
	assert_int_equal(str_number("9223372036854775808", LLONG_MAX, &n),
			 INVALID);
}

static void
numbers_are_written_out(void **state)
{
	static const unsigned long long numbers[] = {
		0, 9, 10, 101, 4294967296u, ~0ull,
	};
	char digits[STR_DIGITS], wanted[32];
	struct arena *mem = arena_new();
	struct str b;

	(void)state;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		snprintf(wanted, sizeof wanted, "%llu", numbers[i]);
		assert_int_equal(str_digits(digits, numbers[i]),
				 strlen(wanted));
		assert_string_equal(digits, wanted);
	}
	str_init(&b, mem);
	str_add(&b, "n");
	str_addu(&b, 120);
	assert_string_equal(b.s, "n120");
	arena_free(mem);
}

/* Each change of one byte, and each other length, has a sum of its own. */
static void
sums_tell_apart(void **state)
{
	static char bytes[4096];
	uint64_t sums[600];
	size_t count = 0, i, j;

	(void)state;
	for (i = 0; i < 100; i++)
		sums[count++] = str_sum(bytes, i);
	for (i = 0; i < 250; i++) {
		bytes[i] = 1;
		sums[count++] = str_sum(bytes, 250);
		bytes[i] = (char)0x80;
		sums[count++] = str_sum(bytes, 250);
		bytes[i] = 0;
	}
	for (i = 0; i < count; i++)
		for (j = 0; j < i; j++)
			assert_int_not_equal(sums[i], sums[j]);
	assert_true(str_sum(bytes, 99) == sums[99]);
}

static void
finds_words(void **state)
{
	(void)state;
	assert_true(str_has_words("a bb ccc", "bb"));
	assert_true(str_has_words("a bb ccc", "ccc  a"));
	assert_true(str_has_words("a bb", ""));
	assert_true(str_has_words("", ""));
	assert_false(str_has_words("a bb", "b"));
	assert_false(str_has_words("a bb", "bbb"));
	assert_false(str_has_words("a bb", "a ccc"));
	assert_false(str_has_words("", "a"));
}

/* Each byte that ends a run, in every place of a text long enough for steps
 * of eight; and each that does not. */
static void
json_runs_end_where_they_should(void **state)
{
	char text[40];

	(void)state;
	for (int c = 0; c < 256; c++) {
		bool ends = c < ' ' || c == '"' || c == '\\';

		for (size_t at = 0; at < sizeof text; at++) {
			memset(text, at % 2 ? 'x' : '\xFF', sizeof text);
			text[at] = (char)c;
			assert_int_equal(str_json_run(text, sizeof text),
					 ends ? at : sizeof text);
			assert_int_equal(str_json_run(text, at), at);
		}
	}
	assert_int_equal(str_json_run("", 0), 0);
}

static void
cuts(void **state)
{
	auto_arena mem = arena_new();
	struct str b;

	(void)state;
	str_init(&b, mem);
	str_add(&b, "{\"a\":1");
	str_cut(&b, 1);
	assert_string_equal(b.s, "{");
	str_cut(&b, 1);
	str_add(&b, "}");
	assert_string_equal(b.s, "{}");
	str_cut(&b, 0);
	assert_string_equal(b.s, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_written_out),
		cmocka_unit_test(is_text_at_every_step),
		cmocka_unit_test(grows_without_loss),
		cmocka_unit_test(printf_fills_the_room_exactly),
		cmocka_unit_test(reserve_keeps_the_place),
		cmocka_unit_test(too_long_ends_the_process),
		cmocka_unit_test(compares),
		cmocka_unit_test(knows_starts_and_ends),
		cmocka_unit_test(judges_utf8),
		cmocka_unit_test(finds_the_wrong_byte_anywhere),
		cmocka_unit_test(counts_sequences_and_points),
		cmocka_unit_test(reads_numbers),
		cmocka_unit_test(sums_tell_apart),
		cmocka_unit_test(finds_words),
		cmocka_unit_test(json_runs_end_where_they_should),
		cmocka_unit_test(cuts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
