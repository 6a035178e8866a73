/*
 * Tests of base/uri.c: percent-encoding, data: URLs, and which addresses
 * may stand on a page (CLR 1.0 §5.1 R-4).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <string.h>

#include "base/uri.h"

static void
decodes(void **state)
{
	static const struct {
		const char *s;
		bool plus;
		const char *text;
	} rows[] = {
		{ "", false, "" },
		{ "plain", false, "plain" },
		{ "a+b", false, "a+b" },
		{ "a+b", true, "a b" },
		{ "a%2Bb", true, "a+b" },
		{ "%41%6a%4A", false, "AjJ" },
		{ "%C3%A9", true, "\xC3\xA9" },
		{ "%25%32%35", false, "%25" },
		{ "%FF", false, "\xFF" },
	};
	auto_arena mem = arena_new();
	size_t i;
	char *out;

	(void)state;
	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		assert_int_equal(uri_decode(mem, rows[i].s, strlen(rows[i].s),
					    rows[i].plus, &out),
				 OK);
		assert_string_equal(out, rows[i].text);
	}
	assert_int_equal(uri_decode(mem, "%41%4", 3, false, &out), OK);
	assert_string_equal(out, "A");
}

static void
refuses_bad_escapes(void **state)
{
	static const char *const wrong[] = { "%",   "%4",    "a%",    "%G1",
					     "%1G", "%%41",  "%-1",   "% 1",
					     "%00", "a%00b", "%u0041" };
	auto_arena mem = arena_new();
	size_t i;
	char *out;

	(void)state;
	for (i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(
			uri_decode(mem, wrong[i], strlen(wrong[i]), true, &out),
			INVALID);
	/* An escape does not reach behind the end of what was given. */
	assert_int_equal(uri_decode(mem, "ab%41", 4, true, &out), INVALID);
	assert_string_equal(fail_last()->text, "a '%' without two hexadecimal "
					       "digits at byte 2");
	assert_int_equal(uri_decode(mem, "a\0b", 3, true, &out), INVALID);
	assert_string_equal(fail_last()->text, "there must be no NUL byte");
}

static void
encodes_and_comes_back(void **state)
{
	auto_arena mem = arena_new();
	char all[256], *out;
	size_t i;

	(void)state;
	assert_string_equal(uri_encode(mem, ""), "");
	assert_string_equal(uri_encode(mem, "AZaz09-._~"), "AZaz09-._~");
	assert_string_equal(uri_encode(mem, "a b/c?d=e&f+g%"),
			    "a%20b%2Fc%3Fd%3De%26f%2Bg%25");
	assert_string_equal(uri_encode(mem, "\xC3\xA9\xFF"), "%C3%A9%FF");
	for (i = 1; i < 256; i++)
		all[i - 1] = (char)i;
	all[255] = '\0';
	out = uri_encode(mem, all);
	assert_int_equal(uri_decode(mem, out, strlen(out), true, &out), OK);
	assert_string_equal(out, all);
}

static void
knows_absolute_ones(void **state)
{
	static const char *const good[] = {
		"https://example.org",
		"http://[::1]:80/?a=b#c",
		"urn:uuid:5c1f8d1e-7d2a-4b1c-9e3f-0a1b2c3d4e5f",
		"did:example:123",
		"mailto:a@b.example",
		"a:b",
		"x+y-z.9:!$&'()*+,;=:@/?#[]~_",
		"http://a/%20%C3%A9",
		"data:,x",
	};
	static const char *const wrong[] = {
		"",
		"example.org",
		"/path",
		"//host/path",
		"https:",
		":x",
		"1a:b",
		"a b:c",
		"http://a b",
		"http://a\tb",
		"http://a\n",
		"http://a\x7F",
		"http://<a>",
		"http://a\"b",
		"http://a{b}",
		"http://a|b",
		"http://a\\",
		"http://a^b",
		"http://a`b",
		"http://a/%",
		"http://a/%4",
		"http://a/%zz",
		" http://a",
		"h\xC3\xA9:x",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof good / sizeof good[0]; i++) {
		assert_true(uri_is_absolute(good[i], false));
		assert_true(uri_is_absolute(good[i], true));
	}
	for (i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		assert_false(uri_is_absolute(wrong[i], false));
		assert_false(uri_is_absolute(wrong[i], true));
	}
	assert_false(uri_is_absolute(NULL, true));
}

static void
iris_may_leave_ascii(void **state)
{
	(void)state;
	assert_true(uri_is_absolute("http://\xC3\xA9.example/", true));
	assert_false(uri_is_absolute("http://\xC3\xA9.example/", false));
	assert_true(uri_is_absolute("http://a/\xF0\x9F\x8E\x93", true));
	assert_false(uri_is_absolute("http://a/\xE9", true));
	assert_false(uri_is_absolute("http://a/\xC3", true));
	assert_false(uri_is_absolute("http://a/\xC2\x85", true));
	assert_true(uri_is_absolute("http://a/\xC2\xA0", true));
}

static void
compares_schemes(void **state)
{
	(void)state;
	assert_true(uri_has_scheme("HTTPS://x", "https"));
	assert_true(uri_has_scheme("data:", "data"));
	assert_false(uri_has_scheme("https", "https"));
	assert_false(uri_has_scheme("https://x", "http"));
	assert_false(uri_has_scheme("http://x", "https"));
	assert_false(uri_has_scheme(" https://x", "https"));
	assert_false(uri_has_scheme(NULL, "https"));
	assert_false(uri_has_scheme("", "https"));
}

static const struct {
	const char *s;
	enum uri_use use;
} uses[] = {
	{ "http://example.org/", URI_LINK },
	{ "HTTPS://example.org", URI_LINK },
	{ "https://example.org/\xC3\xA9?q={x}", URI_LINK },
	{ "mailto:a@b.example", URI_LINK },
	{ "tel:+1-201-555-0123", URI_LINK },
	{ "data:image/png;base64,iVBO", URI_IMAGE },
	{ "DATA:Image/PNG;base64,iVBO", URI_IMAGE },
	{ "data:image/jpeg,x", URI_IMAGE },
	{ "data:image/gif,x", URI_IMAGE },
	{ "data:image/svg+xml;charset=utf-8,%3Csvg/%3E", URI_IMAGE },
	{ "data:application/pdf;base64,JVBE", URI_FILE },
	{ "data:text/plain;charset=utf-8,hi", URI_FILE },
	/* Types that a browser would run or that nobody named. */
	{ "data:text/html,<script>", URI_TEXT_ONLY },
	{ "data:text/html;image/png,x", URI_TEXT_ONLY },
	{ "data:image/png/x,y", URI_TEXT_ONLY },
	{ "data:image/pngx,y", URI_TEXT_ONLY },
	{ "data:image/webp,y", URI_TEXT_ONLY },
	{ "data:application/xhtml+xml,y", URI_TEXT_ONLY },
	{ "data:,hi", URI_TEXT_ONLY },
	{ "data:image/png", URI_TEXT_ONLY },
	{ "data:image/png;base64", URI_TEXT_ONLY },
	/* Schemes that do something else. */
	{ "javascript:alert(1)", URI_TEXT_ONLY },
	{ "JaVaScRiPt:alert(1)", URI_TEXT_ONLY },
	{ "vbscript:x", URI_TEXT_ONLY },
	{ "file:///etc/passwd", URI_TEXT_ONLY },
	{ "ftp://example.org/", URI_TEXT_ONLY },
	{ "blob:https://example.org/1", URI_TEXT_ONLY },
	{ "view-source:https://example.org/", URI_TEXT_ONLY },
	{ "urn:uuid:1", URI_TEXT_ONLY },
	{ "httpsx://example.org/", URI_TEXT_ONLY },
	/* What a browser would read otherwise than a person. */
	{ " javascript:alert(1)", URI_TEXT_ONLY },
	{ "java\nscript:alert(1)", URI_TEXT_ONLY },
	{ "java\tscript:alert(1)", URI_TEXT_ONLY },
	{ "\x01javascript:alert(1)", URI_TEXT_ONLY },
	{ "https://a.example\\@b.example", URI_TEXT_ONLY },
	{ "https://example.org/ x", URI_TEXT_ONLY },
	{ "https://example.org/\r\nx", URI_TEXT_ONLY },
	{ "https://example.org/\x7F", URI_TEXT_ONLY },
	{ "mailto:a@b.example\n", URI_TEXT_ONLY },
	{ "data:image/png;base64,iV BO", URI_TEXT_ONLY },
	/* Incomplete ones. */
	{ "", URI_TEXT_ONLY },
	{ "https", URI_TEXT_ONLY },
	{ "https:", URI_TEXT_ONLY },
	{ "https:example.org", URI_TEXT_ONLY },
	{ "https:/example.org", URI_TEXT_ONLY },
	{ "https://", URI_TEXT_ONLY },
	{ "https:///example.org", URI_TEXT_ONLY },
	{ "https://?x", URI_TEXT_ONLY },
	{ "https://#x", URI_TEXT_ONLY },
	{ "mailto:", URI_TEXT_ONLY },
	{ "tel:", URI_TEXT_ONLY },
	{ "//example.org", URI_TEXT_ONLY },
	{ "/x", URI_TEXT_ONLY },
	{ "example.org", URI_TEXT_ONLY },
};

static void
says_what_may_be_linked(void **state)
{
	size_t i;

	(void)state;
	assert_int_equal(uri_use(NULL), URI_TEXT_ONLY);
	for (i = 0; i < sizeof uses / sizeof uses[0]; i++) {
		if (uri_use(uses[i].s) != uses[i].use)
			print_message("# %s\n", uses[i].s);
		assert_int_equal(uri_use(uses[i].s), uses[i].use);
	}
}

/* A data: URL, its type and its bytes; NULL: refused. */
static const struct {
	const char *s, *type, *bytes;
} datas[] = {
	{ "data:text/plain,hello", "text/plain", "hello" },
	{ "data:,a%20b", "text/plain", "a b" },
	{ "data:;charset=utf-8,x", "text/plain", "x" },
	{ "data:;base64,Zm9v", "text/plain", "foo" },
	{ "DATA:Image/SVG+xml;BASE64,Zm9v", "image/svg+xml", "foo" },
	{ "data:text/plain;charset=utf-8;base64,Zm9v", "text/plain", "foo" },
	{ "data:image/png;base64,Zm8%3D", "image/png", "fo" },
	{ "data:image/png;base64,Zm\n8=", "image/png", "fo" },
	{ "data:text/plain,a,b", "text/plain", "a,b" },
	{ "data:text/plain,a+b", "text/plain", "a+b" },
	{ "data:text/plain,a#b", "text/plain", "a" },
	{ "data:text/plain,", "text/plain", "" },
	{ "data:text/plain;base64x,Zm9v", "text/plain", "Zm9v" },
	{ "data:text/plain,%GG", "text/plain", NULL },
	{ "data:text/plain;base64,Zm9", "text/plain", NULL },
	{ "data:text/plain;base64,?", "text/plain", NULL },
	{ "data:text/plain;base64,%", "text/plain", NULL },
	{ "data:text/plain", NULL, NULL },
	{ "data:text,x", NULL, NULL },
	{ "data:/plain,x", NULL, NULL },
	{ "data:text/,x", NULL, NULL },
	{ "data:text/plain/x,x", NULL, NULL },
	{ "data:te xt/plain,x", NULL, NULL },
	{ "http://x/,", NULL, NULL },
	{ "", NULL, NULL },
};

static void
takes_data_apart(void **state)
{
	auto_arena mem = arena_new();
	struct uri_data data;
	unsigned char *out;
	size_t i, len;

	(void)state;
	assert_int_equal(uri_data(mem, NULL, &data), INVALID);
	for (i = 0; i < sizeof datas / sizeof datas[0]; i++) {
		if (!datas[i].type) {
			assert_int_equal(uri_data(mem, datas[i].s, &data),
					 INVALID);
			continue;
		}
		assert_int_equal(uri_data(mem, datas[i].s, &data), OK);
		assert_string_equal(data.type, datas[i].type);
		assert_int_equal(uri_data_bytes(mem, &data, &out, &len),
				 datas[i].bytes ? OK : INVALID);
		if (!datas[i].bytes)
			continue;
		assert_int_equal(len, strlen(datas[i].bytes));
		assert_string_equal((char *)out, datas[i].bytes);
	}
}

static void
data_may_hold_any_byte(void **state)
{
	auto_arena mem = arena_new();
	struct uri_data data;
	unsigned char *out;
	size_t len;

	(void)state;
	assert_int_equal(uri_data(mem, "data:image/png,a%00b", &data), OK);
	assert_false(data.is_base64);
	assert_int_equal(uri_data_bytes(mem, &data, &out, &len), OK);
	assert_int_equal(len, 3);
	assert_memory_equal(out, "a\0b", 4);
	assert_int_equal(uri_data(mem, "data:image/png;base64,AAAA#f", &data),
			 OK);
	assert_true(data.is_base64);
	assert_int_equal(data.body_len, 4);
	assert_int_equal(uri_data_bytes(mem, &data, &out, &len), OK);
	assert_memory_equal(out, "\0\0\0", 4);
}

static void
finds_the_host(void **state)
{
	static const struct {
		const char *s, *host;
	} rows[] = {
		{ "https://a.Example:8443/x", "a.example" },
		{ "http://EXAMPLE.org", "example.org" },
		{ "HTTP://h?q", "h" },
		{ "http://h#f", "h" },
		{ "http://[::1]/", "[::1]" },
		{ "http://[FE80::1]:80", "[fe80::1]" },
		{ "http://user:pw@real.example/", "real.example" },
		{ "http://a@b@real.example:1/", "real.example" },
		{ "http://h/@other.example", "h" },
		{ "http://h?@other.example", "h" },
		{ "http://h#@other.example", "h" },
		{ "http://", NULL },
		{ "http:///x", NULL },
		{ "http://:80/", NULL },
		{ "http://a@/", NULL },
		{ "http://[::1", NULL },
		{ "http:h", NULL },
		{ "ftp://h/", NULL },
		{ "http://h\\@other.example", NULL },
		{ "http://h .example", NULL },
		{ "http://h\n", NULL },
		{ "h", NULL },
		{ "", NULL },
	};
	auto_arena mem = arena_new();
	const char *host;
	size_t i;

	(void)state;
	assert_null(uri_host(mem, NULL));
	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		host = uri_host(mem, rows[i].s);
		if (rows[i].host) {
			assert_non_null(host);
			assert_string_equal(host, rows[i].host);
		} else {
			assert_null(host);
		}
	}
}

static void
mailboxes(void **state)
{
	static const char *const good[] = { "a@b", "A.b+c@x.example",
					    "o'neil@x.example", "ü@ö.example" };
	static const char *const bad[] = {
		"",	 "a",	  "@",	   "a@",	  "@b",	     "a@b@c",
		"a b@c", "a@b\n", "<a@b>", "a@b>",	  "\"a\"@b", "a,b@c",
		"a;b@c", "a:b@c", "a\\@b", "a@[1.2.3.4]",
	};
	char longest[URI_MAILBOX + 2];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof good / sizeof good[0]; i++)
		assert_true(uri_is_mailbox(good[i]));
	for (i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_false(uri_is_mailbox(bad[i]));
	memset(longest, 'a', sizeof longest);
	longest[1] = '@';
	longest[URI_MAILBOX] = '\0';
	assert_true(uri_is_mailbox(longest));
	longest[URI_MAILBOX] = 'a';
	longest[URI_MAILBOX + 1] = '\0';
	assert_false(uri_is_mailbox(longest));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decodes),
		cmocka_unit_test(refuses_bad_escapes),
		cmocka_unit_test(encodes_and_comes_back),
		cmocka_unit_test(knows_absolute_ones),
		cmocka_unit_test(iris_may_leave_ascii),
		cmocka_unit_test(compares_schemes),
		cmocka_unit_test(says_what_may_be_linked),
		cmocka_unit_test(takes_data_apart),
		cmocka_unit_test(data_may_hold_any_byte),
		cmocka_unit_test(finds_the_host),
		cmocka_unit_test(mailboxes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
