/*
 * Uploads: what a file is, its name, and PDFs; the limits of all.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "upload_help.h"

static void
says(const char *words)
{
	if (!strstr(fail_last()->text, words)) {
		print_error("\"%s\" does not say \"%s\"\n", fail_last()->text,
			    words);
		_fail(__FILE__, __LINE__);
	}
}

static void
an_empty_file_is_refused(void **state)
{
	struct upload out;

	assert_int_equal(read_upload(*state, "a.png", "", 0, &out), INVALID);
	says("empty");
}

static void
bytes_have_a_limit(void **state)
{
	struct upload_file file = { "a.pdf", "%PDF-1.4 startxref %%EOF", 24 };
	struct upload_rule rule = { .max_bytes = 24 };
	struct upload out;

	assert_int_equal(upload_read(*state, &file, &rule, &out), OK);
	rule.max_bytes = 23;
	assert_int_equal(upload_read(*state, &file, &rule, &out), TOO_BIG);
	says("at most 0.0 MB");
}

static void
what_is_none_of_these_is_refused(void **state)
{
	static const char *const others[] = {
		"GIF89a\x01",
		"MZ\x90",
		"PK\x03\x04",
		"\x7f"
		"ELF",
		"hello",
		"<html><body onload='x()'>",
		"<?xml version='1.0'?><a/>",
		"\xef\xbb\xbf",
		"BM",
		"<svg/>",
		"<svg xmlns='http://www.w3.org/1999/xhtml'/>",
		"RIFF....WEBP",
		"\x89PNG\n",
		"\xff\xfe<\0s\0v\0g\0",
	};
	struct upload out;

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_int_equal(read_upload(*state, "picture.png", others[i],
					     strlen(others[i]), &out),
				 BAD_TYPE);
}

static void
a_pdf_has_a_beginning_and_an_end(void **state)
{
	const char *good = "%PDF-1.7\nx\nstartxref\n9\n%%EOF\n";
	static const char *const bad[] = {
		"%PDF-1.7\nx",
		"%PDF-1.7\nstartxref\n9\n%%EO",
		"%PDF-1.7\n%%EOF\n",
		"%PDF-1.7\nstartxref\n%%EOF\n<script>alert(1)</script>",
		"%PDF-1.7\nstartxref\n%%EOFPK\x03\x04",
	};
	struct upload out;

	assert_int_equal(
		read_upload(*state, "My thesis.PDF", good, strlen(good), &out),
		OK);
	assert_string_equal(out.type, "application/pdf");
	assert_string_equal(out.name, "My thesis.pdf");
	assert_ptr_equal(out.bytes, good);
	assert_int_equal(out.len, strlen(good));
	assert_int_equal(out.width, 0);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(
			read_upload(*state, "", bad[i], strlen(bad[i]), &out),
			INVALID);
		says("not complete");
	}
}

/* Only the end of a long one is searched. */
static void
a_pdf_ends_at_its_end(void **state)
{
	char *text = arena_alloc(*state, 5000);
	struct upload out;

	memset(text, ' ', 5000);
	memcpy(text, "%PDF-1.4 startxref %%EOF", 24);
	assert_int_equal(read_upload(*state, "", text, 5000, &out), INVALID);
	memcpy(text + 4990, "%%EOF\r\n", 7);
	assert_int_equal(read_upload(*state, "", text, 5000, &out), OK);
}

static void
where_a_picture_is_wanted_a_pdf_is_not(void **state)
{
	struct upload_file file = { "a.pdf", "%PDF-1.4 startxref %%EOF", 24 };
	struct upload_rule rule = { 1000, true };
	struct upload out;

	assert_int_equal(upload_read(*state, &file, &rule, &out), BAD_TYPE);
	says("PNG, JPEG or SVG");
}

static void
the_bytes_tell_what_it_is_not_the_name(void **state)
{
	struct upload out;

	assert_int_equal(
		read_upload(*state, "run.exe", svg_of(*state, ""), 0, &out),
		OK);
	assert_string_equal(out.type, "image/svg+xml");
	assert_string_equal(out.name, "run.svg");
}

static void
a_name_is_made_safe(void **state)
{
	static const struct {
		const char *sent, *kept;
	} names[] = {
		{ "", "picture.svg" },
		{ "logo.svg", "logo.svg" },
		{ "../../etc/passwd", "passwd.svg" },
		{ "C:\\Users\\me\\logo.png", "logo.svg" },
		{ "a\"b\r\nSet-Cookie: x", "abSet-Cookie x.svg" },
		{ ".htaccess", "htaccess.svg" },
		{ "...", "picture.svg" },
		{ "a.b.c.svg", "a.b.c.svg" },
		{ "evil\xe2\x80\xaegnp.exe", "evilgnp.svg" },
		{ "x\xe2\x81\xa0y\xef\xbb\xbfz\xc2\x85.svg", "xyz.svg" },
		{ "校徽 2024.svg", "校徽 2024.svg" },
		{ "caf\xc3\xa9 – m\xe2\x80\x93.svg",
		  "caf\xc3\xa9 – m\xe2\x80\x93.svg" },
		{ "bad\xff.svg", "bad.svg" },
		{ "name.longending", "name.longending.svg" },
		{ " . ", "picture.svg" },
		{ "a%2e?b*|<>;.svg", "a2eb.svg" },
	};
	struct upload out;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		assert_int_equal(read_upload(*state, names[i].sent,
					     svg_of(*state, ""), 0, &out),
				 OK);
		assert_string_equal(out.name, names[i].kept);
	}
}

static void
a_name_has_a_limit(void **state)
{
	char *name = arena_alloc(*state, 1000);
	struct upload out;

	memset(name, 'n', 999);
	assert_int_equal(read_upload(*state, name, svg_of(*state, ""), 0, &out),
			 OK);
	assert_int_equal(strlen(out.name), 104);
	for (size_t i = 0; i + 3 < 999; i += 3)
		memcpy(name + i, "界", 3);
	assert_int_equal(read_upload(*state, name, svg_of(*state, ""), 0, &out),
			 OK);
	assert_int_equal(strlen(out.name), 99 + 4);
	assert_true(str_utf8(out.name, strlen(out.name), NULL));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_memory(an_empty_file_is_refused),
		with_memory(bytes_have_a_limit),
		with_memory(what_is_none_of_these_is_refused),
		with_memory(a_pdf_has_a_beginning_and_an_end),
		with_memory(a_pdf_ends_at_its_end),
		with_memory(where_a_picture_is_wanted_a_pdf_is_not),
		with_memory(the_bytes_tell_what_it_is_not_the_name),
		with_memory(a_name_is_made_safe),
		with_memory(a_name_has_a_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
