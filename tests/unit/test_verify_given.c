/* What somebody wants verified: the day of it, and what cannot be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "base/clock.h"
#include "web/verify_given.h"

static int64_t
date(const char *text)
{
	int64_t at = -1;

	assert_int_equal(verify_given_date(text, &at), OK);
	return at;
}

static void
a_day_is_judged_at_its_end(void **state)
{
	auto_arena mem = arena_new();

	(void)state;
	assert_int_equal(date("2025-12-31"), 1767225599);
	assert_int_equal(date("2000-02-29"), 951868799);
	assert_int_equal(date("2025-12-31T12:00:00Z"), 1767182400);
	assert_int_equal(date("2025-12-31T12:00:00+02:00"), 1767175200);
	assert_int_equal(date(NULL), 0);
	assert_int_equal(date(""), 0);
	/* Today, and what a clock that is a little ahead calls today. */
	assert_int_equal(
		date(arena_strndup(mem, clock_iso(mem, clock_now()), 10)), 0);
	assert_int_equal(date(clock_iso(mem, clock_now() + 3600)), 0);
}

static void
what_is_no_day_is_refused(void **state)
{
	static const char *const wrong[] = {
		"x",	      "2025",	     "2025-13-01", "2025-02-30",
		"31.12.2025", "2025-12-31 ", "9999-12-31", "2025-12-31T12:00:00"
	};
	int64_t at;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_int_equal(verify_given_date(wrong[i], &at), INVALID);
}

/* A request with a form. */
static enum result
of_form(struct arena *mem, const struct field *fields, size_t count,
	struct verify_given *out)
{
	struct ctx ctx = { .mem = mem };
	size_t i;

	form_init(&ctx.form, mem);
	for (i = 0; i < count; i++)
		form_add(&ctx.form, &fields[i]);
	return verify_given_form(&ctx, out);
}

static struct field
field(const char *name, const char *value, const char *file)
{
	return (struct field){ name, value, strlen(value), file, NULL };
}

static void
takes_a_form(void **state)
{
	auto_arena mem = arena_new();
	struct field fields[3];
	struct verify_given g;

	(void)state;
	fields[0] = field("text", " \n{\"a\": 1}\t\n ", NULL);
	fields[1] = field("file", "", "");
	fields[2] = field("data", "1", NULL);
	assert_int_equal(of_form(mem, fields, 3, &g), OK);
	assert_int_equal(g.len, 8);
	assert_memory_equal(g.bytes, "{\"a\": 1}", 8);
	assert_false(g.is_url);
	assert_true(g.with_data);
	assert_string_equal(g.source, "");
	fields[0] = field("text", "  https://a.example/x?y=1#z \n", NULL);
	assert_int_equal(of_form(mem, fields, 1, &g), OK);
	assert_true(g.is_url);
	assert_false(g.with_data);
	assert_string_equal(g.bytes, "https://a.example/x?y=1#z");
	assert_string_equal(g.source, g.bytes);
	/* Text that only begins with an address is a document. */
	fields[0] = field("text", "https://a.example/ is my record", NULL);
	assert_int_equal(of_form(mem, fields, 1, &g), OK);
	assert_false(g.is_url);
	fields[0] = field("text", "\n", NULL);
	fields[1] = field("file", "{}", "a.json");
	assert_int_equal(of_form(mem, fields, 2, &g), OK);
	assert_string_equal(g.source, "a.json");
	assert_int_equal(g.len, 2);
}

static void
refuses_a_form(void **state)
{
	static const struct {
		const char *text, *file, *words;
	} rows[] = {
		{ NULL, NULL, "Nothing was sent" },
		{ "", NULL, "Nothing was sent" },
		{ "{}", "{}", "Give one of them" },
		{ NULL, "", "The file is empty" },
		{ NULL, "\x89PNG\r\n\x1a\nmore", "baked into a picture" },
		{ NULL, "\xff\xd8\xff\xe0", "photograph" },
		{ "%PDF-1.4", NULL, "This is a PDF" },
		{ "<svg></svg>", NULL, "drawing" },
		{ "<?xml version='1.0'?><svg/>", NULL, "drawing" },
		{ "https://", NULL, "no address of the web" },
		{ "https://a<b", NULL, "no address of the web" },
		{ "http://a\\b/", NULL, "no address of the web" },
	};
	auto_arena mem = arena_new();
	struct verify_given g;
	size_t i, count;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct field fields[2];

		count = 0;
		if (rows[i].text)
			fields[count++] = field("text", rows[i].text, NULL);
		if (rows[i].file)
			fields[count++] = field("file", rows[i].file, "f.x");
		assert_int_equal(of_form(mem, fields, count, &g), INVALID);
		assert_non_null(strstr(fail_last()->text, rows[i].words));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_day_is_judged_at_its_end),
		cmocka_unit_test(what_is_no_day_is_refused),
		cmocka_unit_test(takes_a_form),
		cmocka_unit_test(refuses_a_form),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
