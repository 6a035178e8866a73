/*
 * Tests of base/b64.c: the vectors of RFC 4648 §10, and all that a strict
 * decoder refuses.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <stdio.h>
#include <string.h>

#include "base/b64.h"

static const struct {
	const char *plain, *padded, *url;
} vectors[] = {
	{ "", "", "" },
	{ "f", "Zg==", "Zg" },
	{ "fo", "Zm8=", "Zm8" },
	{ "foo", "Zm9v", "Zm9v" },
	{ "foob", "Zm9vYg==", "Zm9vYg" },
	{ "fooba", "Zm9vYmE=", "Zm9vYmE" },
	{ "foobar", "Zm9vYmFy", "Zm9vYmFy" },
	{ "\xFB\xFF\xBF", "+/+/", "-_-_" },
};

static void
agrees_with_the_vectors(void **state)
{
	auto_arena mem = arena_new();
	unsigned char *out;
	size_t i, len, want;

	(void)state;
	for (i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		const char *padded = vectors[i].padded, *url = vectors[i].url;

		want = strlen(vectors[i].plain);
		assert_string_equal(b64url_encode(mem, vectors[i].plain, want),
				    url);
		assert_int_equal(
			b64url_decode(mem, url, strlen(url), &out, &len), OK);
		assert_int_equal(len, want);
		assert_memory_equal(out, vectors[i].plain, want + 1);
		assert_int_equal(
			b64_decode(mem, padded, strlen(padded), &out, &len),
			OK);
		assert_int_equal(len, want);
		assert_memory_equal(out, vectors[i].plain, want + 1);
	}
}

static void
every_byte_comes_back(void **state)
{
	auto_arena mem = arena_new();
	unsigned char all[256], *out;
	size_t i, len;
	char *text;

	(void)state;
	for (i = 0; i < 256; i++)
		all[i] = (unsigned char)i;
	for (i = 0; i <= 256; i++) {
		text = b64url_encode(mem, all, i);
		assert_null(strpbrk(text, "+/="));
		assert_int_equal(
			b64url_decode(mem, text, strlen(text), &out, &len), OK);
		assert_int_equal(len, i);
		assert_memory_equal(out, all, i);
	}
}

/* One value has one spelling only: RFC 7515 §2, RFC 4648 §3.5. */
static void
strict_refuses(void **state)
{
	static const char *const wrong[] = {
		"Zg==",	 "Zm8=",  "Zm9v=",  "A",	"Zm9vA", "Zh",
		"Zm9",	 "Zm9v ", " Zm9v",  "Zm\n9v",	"Zm+v",	 "Zm/v",
		"Zm9v.", "*",	  "Zg\xC3", "\xFF\xFF",
	};
	auto_arena mem = arena_new();
	unsigned char *out = NULL;
	size_t i, len = 77;

	(void)state;
	for (i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(b64url_decode(mem, wrong[i], strlen(wrong[i]),
					       &out, &len),
				 INVALID);
	assert_int_equal(b64url_decode(mem, "Zm\0v", 4, &out, &len), INVALID);
	assert_string_equal(fail_last()->text, "not base64url at byte 2");
	assert_null(out);
	assert_int_equal(len, 77);
}

/* At each place of a text of whole groups and a part of one. */
static void
strict_refuses_every_other_byte(void **state)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijkl"
				      "mnopqrstuvwxyz0123456789-_";
	auto_arena mem = arena_new();
	char text[] = "Zm9vYmFyZm8", want[40];
	size_t at, len;
	unsigned char *out;
	int byte;

	(void)state;
	for (at = 0; at < sizeof(text) - 2; at++)
		for (byte = 0; byte < 256; byte++) {
			char old = text[at];
			enum result r;

			text[at] = (char)byte;
			r = b64url_decode(mem, text, sizeof(text) - 1, &out,
					  &len);
			text[at] = old;
			if (byte && strchr(letters, byte)) {
				assert_int_equal(r, OK);
				continue;
			}
			assert_int_equal(r, INVALID);
			snprintf(want, sizeof(want),
				 "not base64url at byte %zu", at);
			assert_string_equal(fail_last()->text, want);
		}
}

static void
lax_forgives_space_and_missing_padding(void **state)
{
	static const char *const good[] = {
		"Zg==", "Zg", " Z g = = ", "Z\r\ng=\t=\f", "\nZg\n", "Zg==\n",
	};
	auto_arena mem = arena_new();
	unsigned char *out;
	size_t i, len;

	(void)state;
	for (i = 0; i < sizeof good / sizeof good[0]; i++) {
		assert_int_equal(
			b64_decode(mem, good[i], strlen(good[i]), &out, &len),
			OK);
		assert_int_equal(len, 1);
		assert_string_equal((char *)out, "f");
	}
}

static void
lax_refuses_the_rest(void **state)
{
	static const char *const wrong[] = {
		"Zg=", "Zg===", "Zm9v=", "Zm9v====", "Zm8==",  "=",
		"==",  "====",	"Z===",	 "Zg==Zg",   "Zg=x",   "Zg-_",
		"Zh",  "Z",	"Zm9vA", "Zg,",	     "Zg\x0B",
	};
	auto_arena mem = arena_new();
	unsigned char *out;
	size_t i, len;

	(void)state;
	for (i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(
			b64_decode(mem, wrong[i], strlen(wrong[i]), &out, &len),
			INVALID);
}

static void
writes_plain_with_padding(void **state)
{
	auto_arena mem = arena_new();

	(void)state;
	assert_string_equal(b64_encode(mem, "", 0), "");
	assert_string_equal(b64_encode(mem, "\xfb\xff\xfe", 3), "+//+");
	assert_string_equal(b64_encode(mem, "f", 1), "Zg==");
	assert_string_equal(b64_encode(mem, "fo", 2), "Zm8=");
	assert_string_equal(b64_encode(mem, "foobar", 6), "Zm9vYmFy");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_the_vectors),
		cmocka_unit_test(every_byte_comes_back),
		cmocka_unit_test(strict_refuses),
		cmocka_unit_test(strict_refuses_every_other_byte),
		cmocka_unit_test(lax_forgives_space_and_missing_padding),
		cmocka_unit_test(lax_refuses_the_rest),
		cmocka_unit_test(writes_plain_with_padding),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
