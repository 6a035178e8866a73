/*
 * Tests of model/load_plain.c: whatever it takes, jansson takes and reads the
 * same; what is usual it does take.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <stdio.h>
#include <string.h>

#include "base/auto.h"
#include "base/str.h"
#include "model/load_plain.h"

static json_t *
take(const char *text, size_t len, bool refuses)
{
	const struct load_plain_how how = { refuses, 150 };

	return load_plain(text, len, &how);
}

/* What is taken at once. */
static const char *const usual[] = {
	"{}",
	"[]",
	" \t\r\n[ ] \n",
	"{\"a\":1}",
	"{\"a\" : -17 , \"b\":[true,false,null]}",
	"0",
	"-0",
	"999999999999999999",
	"-999999999999999999",
	"1000000000000000000",
	"9223372036854775807",
	"-9223372036854775808",
	"1.5",
	"-2.5e-3",
	"1E+2",
	"0.1",
	"\"\"",
	"\"caf\xC3\xA9 \xF0\x9F\x98\x80 \x7F\"",
	"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
	"\"\\u00e9\\ud83d\\ude00\"",
	"\"-----BEGIN PUBLIC KEY-----\\nMIIB\\n-----END PUBLIC KEY-----\\n\"",
	"{\"\":[[[[{\"x\":\"y\"}]]]]}",
};

/* What jansson refuses. */
static const char *const wrong[] = {
	"",
	" ",
	"{",
	"}",
	"[",
	"[1,]",
	"[,1]",
	"[1 2]",
	"[1]]",
	"[1}",
	"{\"a\":1,}",
	"{\"a\"}",
	"{\"a\":}",
	"{,}",
	"{a:1}",
	"{1:1}",
	"{\"a\":1 \"b\":2}",
	"{\"a\":1}x",
	"01",
	"-",
	"-01",
	"+1",
	"1.",
	".5",
	"1e",
	"1-2",
	"0x10",
	"1a",
	"9223372036854775808",
	"1e999",
	"tru",
	"truex",
	"True",
	"nullnull",
	"NaN",
	"-Infinity",
	"'a'",
	"\"",
	"\"a",
	"\"\\\"",
	"\"\\x\"",
	"\"\\u12\"",
	"\"\\ud800\"",
	"\"\\u0000\"",
	"\"a\nb\"",
	"\"a\\\nb\"",
	"\"\x1F\"",
	"{\"a\\u0000b\":1}",
	"/**/1",
	"\xEF\xBB\xBF{}",
	"[1]\f",
};

/* Only one of two members of a name can stand. */
static const char *const twice[] = {
	"{\"a\":1,\"a\":1}",
	"{\"a\":1,\"b\":2,\"a\":3}",
	"[{\"x\":{\"y\":0,\"y\":[]}}]",
	"{\"a\":1,\"\\u0061\":2}",
};

static void
blame(const char *text)
{
	print_error("%s\n", text);
	assert_true(false);
}

static bool
same(const char *text, size_t len, bool refuses)
{
	const size_t flags = JSON_DECODE_ANY |
			     (refuses ? JSON_REJECT_DUPLICATES : 0);
	json_auto_t *ours = take(text, len, refuses);
	json_auto_t *theirs = json_loadb(text, len, flags, NULL);

	return !ours || (theirs && json_equal(ours, theirs));
}

static void
takes_what_is_usual(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(usual) / sizeof(usual[0]); i++) {
		json_auto_t *value = take(usual[i], strlen(usual[i]), true);

		if (!value || !same(usual[i], strlen(usual[i]), true))
			blame(usual[i]);
	}
}

static void
takes_nothing_wrong(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		if (take(wrong[i], strlen(wrong[i]), true))
			blame(wrong[i]);
	assert_null(take("1\0", 2, true));
	assert_null(take("\"a\0b\"", 5, true));
}

static void
members_twice_are_refused_if_asked(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(twice) / sizeof(twice[0]); i++) {
		assert_null(take(twice[i], strlen(twice[i]), true));
		assert_true(same(twice[i], strlen(twice[i]), false));
	}
}

/* Of its bytes alone: what follows them is not looked at. */
static void
reads_no_further(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(usual) / sizeof(usual[0]); i++)
		for (size_t len = 0; len < strlen(usual[i]); len++) {
			char *copy = xmalloc(len + 1);

			memcpy(copy, usual[i], len);
			if (!same(copy, len, true))
				blame(usual[i]);
			free(copy);
		}
}

/* Every byte in every place of a document, against jansson. */
static void
agrees_on_changed_bytes(void **state)
{
	static const char text[] = "{\"a\\n\":[-10,1.5,true,null],"
				   "\"b\":{\"c\":\"\\u00e9d\"}, \"e\":0}";
	static const char bytes[] = "\"\\{}[]:, \n019-+.eEtfnuab/\x01";
	char copy[sizeof(text)];

	(void)state;
	for (size_t at = 0; at + 1 < sizeof(text); at++)
		for (size_t i = 0; i < sizeof(bytes); i++) {
			memcpy(copy, text, sizeof(text));
			copy[at] = bytes[i];
			if (!same(copy, sizeof(text) - 1, true) ||
			    !same(copy, sizeof(text) - 1, false))
				blame(copy);
		}
}

/* Long keys, long texts and deep nesting are jansson's. */
static void
leaves_what_is_long(void **state)
{
	auto_arena mem = arena_new();
	struct str text;

	(void)state;
	str_init(&text, mem);
	for (size_t depth = 140; depth < 170; depth++) {
		str_clear(&text);
		for (size_t i = 0; i < depth; i++)
			str_addc(&text, '[');
		for (size_t i = 0; i < depth; i++)
			str_addc(&text, ']');
		assert_true(same(text.s, text.len, true));
		{
			json_auto_t *value = take(text.s, text.len, true);

			assert_true(!value == (depth > 150));
		}
	}
	for (size_t len = 200; len < 5000; len += 50) {
		str_clear(&text);
		str_addf(&text, "{\"%0*d\":\"\\n%0*d\"}", (int)len, 1, (int)len,
			 1);
		assert_true(same(text.s, text.len, true));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_what_is_usual),
		cmocka_unit_test(takes_nothing_wrong),
		cmocka_unit_test(members_twice_are_refused_if_asked),
		cmocka_unit_test(reads_no_further),
		cmocka_unit_test(agrees_on_changed_bytes),
		cmocka_unit_test(leaves_what_is_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
