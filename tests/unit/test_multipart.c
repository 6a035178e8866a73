/*
 * Tests of http/multipart.c: multipart/form-data (RFC 7578).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <string.h>

#include "base/str.h"
#include "http/multipart.h"

#define PART(headers, body) "--B\r\n" headers "\r\n\r\n" body "\r\n"
#define NAMED(params) "Content-Disposition: form-data; " params
#define END "--B--\r\n"

static enum result
read_text(struct form *f, struct arena *mem, const char *s)
{
	form_init(f, mem);
	return multipart_read(f, "B", s, strlen(s), 10);
}

/* clang-format off */
static const char mixed[] =
	PART(NAMED("name=\"title\""), "Gold \xe2\x98\x85")
	PART(NAMED("name=doc; filename=\"a.json\"") "\r\n"
	     "CONTENT-TYPE: Application/JSON; charset=utf-8",
	     "{\0\xff\r\n--BX\r\n}")
	PART("X-Other: 1\r\n" NAMED("name=\"empty\""), "")
	END;
/* clang-format on */

static void
fields_and_files(void **state)
{
	auto_arena mem = arena_new();
	const struct field *field;
	struct form f;

	(void)state;
	form_init(&f, mem);
	assert_int_equal(multipart_read(&f, "B", mixed, sizeof(mixed) - 1, 10),
			 OK);
	assert_int_equal(f.count, 3);
	field = form_find(&f, "title");
	assert_string_equal(field->value, "Gold ★");
	assert_int_equal(field->len, 8);
	assert_null(field->file);
	assert_null(field->type);
	field = form_find(&f, "doc");
	assert_string_equal(field->file, "a.json");
	assert_string_equal(field->type, "application/json");
	assert_int_equal(field->len, 12);
	assert_memory_equal(field->value, "{\0\xff\r\n--BX\r\n}", 13);
	field = form_find(&f, "empty");
	assert_string_equal(field->value, "");
	assert_int_equal(field->len, 0);
}

struct example {
	const char *body;
	const char *file; /* of the field "f" */
	const char *value;
};

/* clang-format off */
static const struct example examples[] = {
	{ PART(NAMED("name=f; filename=\"/etc/passwd\""), "x") END,
	  "passwd", "x" },
	{ PART(NAMED("name=f; filename=\"C:\\dir\\a.txt\""), "x") END,
	  "a.txt", "x" },
	{ PART(NAMED("name=f; filename=\"../../\""), "x") END, "", "x" },
	{ PART(NAMED("name=f; filename=\"\""), "") END, "", "" },
	{ PART("content-disposition:form-data;name=f", "x") END, NULL, "x" },
	/* Preamble, epilogue, blanks behind a boundary. */
	{ "hello\r\n--Bee\r\n" PART(NAMED("name=f"), "x") END "bye", NULL,
	  "x" },
	{ "--B \t\r\n" NAMED("name=f") "\r\n\r\nx\r\n--B--", NULL, "x" },
	{ "--Bx\r\n" PART(NAMED("name=f"), "x") END, NULL, "x" },
	/* What only looks like a boundary is data. */
	{ PART(NAMED("name=f"), "\r\n--B-\r\n--") END, NULL, "\r\n--B-\r\n--" },
	/* The first header of a kind counts. */
	{ PART(NAMED("name=f") "\r\n" NAMED("name=g"), "x") END, NULL, "x" },
	{ PART("Content-Disposition: attachment; name=g\r\n" NAMED("name=f"),
	       "x") END, NULL, "x" },
};
/* clang-format on */

static void
forms_of_the_field(void **state)
{
	auto_arena mem = arena_new();
	struct form f;

	(void)state;
	for (size_t i = 0; i < sizeof(examples) / sizeof(*examples); i++) {
		const struct example *e = &examples[i];
		const struct field *field;

		print_message("# example %zu\n", i);
		assert_int_equal(read_text(&f, mem, e->body), OK);
		assert_int_equal(f.count, 1);
		field = form_find(&f, "f");
		assert_non_null(field);
		assert_string_equal(field->value, e->value);
		assert_true(streq(field->file, e->file));
	}
}

static void
no_parts_is_an_empty_form(void **state)
{
	auto_arena mem = arena_new();
	struct form f;

	(void)state;
	assert_int_equal(read_text(&f, mem, "--B--"), OK);
	assert_int_equal(f.count, 0);
	assert_int_equal(read_text(&f, mem, "\r\n--B--\r\n"), OK);
	assert_int_equal(f.count, 0);
}

struct bad {
	const char *body;
	const char *says;
};

static const struct bad bads[] = {
	{ "", "announced" },
	{ "--", "announced" },
	{ "--C\r\n\r\n", "announced" },
	{ "--B", "announced" },
	{ "x--B--", "announced" },
	{ "--B\n" NAMED("name=f") "\n\nx\n--B--", "announced" },
	{ "--B\r\n", "cut off" },
	{ "--B\r\n" NAMED("name=f"), "cut off" },
	{ "--B\r\n" NAMED("name=f") "\r\n", "cut off" },
	{ "--B\r\n" NAMED("name=f") "\r\n\r\n", "last boundary" },
	{ "--B\r\n" NAMED("name=f") "\r\n\r\nx\r\n", "last boundary" },
	{ "--B\r\n" NAMED("name=f") "\r\n\r\nx\r\n--B", "last boundary" },
	{ PART(NAMED("name=f"), "x"), "last boundary" },
	{ "--B\r\n\r\nx\r\n" END, "no name" },
	{ PART("X: y", "x") END, "no name" },
	{ PART(NAMED("filename=a"), "x") END, "no name" },
	{ PART("Content-Disposition: attachment; name=f", "x") END, "no name" },
	{ PART(NAMED("name=\"f"), "x") END, "no name" },
	{ PART(NAMED("name=\"\xff\""), "x") END, "not UTF-8" },
	{ PART(NAMED("name=f; filename=\"\xff\""), "x") END, "not UTF-8" },
	{ PART(NAMED("name=f"), "\xff") END, "\"f\"" },
};

static void
broken_bodies_are_invalid(void **state)
{
	auto_arena mem = arena_new();
	struct form f;

	(void)state;
	for (size_t i = 0; i < sizeof(bads) / sizeof(*bads); i++) {
		print_message("# bad %zu\n", i);
		fail_clear();
		assert_int_equal(read_text(&f, mem, bads[i].body), INVALID);
		assert_non_null(strstr(fail_last()->text, bads[i].says));
	}
}

static void
nul_bytes_are_invalid_but_in_files(void **state)
{
	static const char header[] = PART(NAMED("name=\"f\0g\""), "x") END;
	static const char value[] = PART(NAMED("name=f"), "a\0b") END;
	auto_arena mem = arena_new();
	struct form f;

	(void)state;
	form_init(&f, mem);
	assert_int_equal(multipart_read(&f, "B", header, sizeof(header) - 1, 9),
			 INVALID);
	assert_non_null(strstr(fail_last()->text, "NUL"));
	assert_int_equal(multipart_read(&f, "B", value, sizeof(value) - 1, 9),
			 INVALID);
	assert_non_null(strstr(fail_last()->text, "NUL"));
}

static void
boundary_has_a_length(void **state)
{
	char longest[72];
	auto_arena mem = arena_new();
	struct form f;

	(void)state;
	memset(longest, 'b', sizeof(longest));
	longest[71] = '\0';
	form_init(&f, mem);
	assert_int_equal(multipart_read(&f, longest, "--", 2, 9), INVALID);
	assert_non_null(strstr(fail_last()->text, "70"));
	assert_int_equal(multipart_read(&f, "", "--", 2, 9), INVALID);
	assert_int_equal(multipart_read(&f, NULL, "--", 2, 9), INVALID);
	longest[70] = '\0';
	assert_int_equal(multipart_read(&f, longest,
					arena_printf(mem, "--%s--", longest),
					74, 9),
			 OK);
}

/* A form of one part whose headers have ${len} bytes of padding. */
static enum result
read_padded(struct form *f, struct arena *mem, int len)
{
	const char *s = arena_printf(mem, "--B\r\nX: %0*d\r\n%s", len, 1,
				     NAMED("name=f") "\r\n\r\nx\r\n" END);

	return read_text(f, mem, s);
}

static void
limits_are_named(void **state)
{
	auto_arena mem = arena_new();
	struct form f;
	struct str s;

	(void)state;
	str_init(&s, mem);
	for (int i = 0; i < 11; i++)
		str_add(&s, PART(NAMED("name=f"), "x"));
	str_add(&s, END);
	assert_int_equal(read_text(&f, mem, s.s), TOO_BIG);
	assert_non_null(strstr(fail_last()->text, "limit of 10"));
	assert_int_equal(read_padded(&f, mem, 8100), OK);
	assert_int_equal(read_padded(&f, mem, 8190), TOO_BIG);
	assert_non_null(strstr(fail_last()->text, "8192 bytes"));
	assert_int_equal(read_padded(&f, mem, 100000), TOO_BIG);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_and_files),
		cmocka_unit_test(forms_of_the_field),
		cmocka_unit_test(no_parts_is_an_empty_form),
		cmocka_unit_test(broken_bodies_are_invalid),
		cmocka_unit_test(nul_bytes_are_invalid_but_in_files),
		cmocka_unit_test(boundary_has_a_length),
		cmocka_unit_test(limits_are_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
