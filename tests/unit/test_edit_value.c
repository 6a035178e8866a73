/*
 * Tests of model/edit_value.c: one value, as it is shown and as it comes
 * back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include "model/edit_run.h"
#include "model/walk.h"
#include "model_help.h"

/* A row of the given kind. */
static struct property
of(enum kind kind, int list)
{
	return (struct property){ .name = "p", .type = { kind, list } };
}

/* The base value ${base} (JSON, ' for "; NULL: none) with what was typed:
 * the value as JSON, or "none". */
static const char *
typed(struct arena *mem, const struct property *p, const char *base,
      struct edit_parts parts)
{
	json_t *before = base ? parse(mem, base) : NULL;
	json_auto_t *value = edit_value_read(mem, p, &parts, before);
	struct str out;
	char *text;

	if (!value)
		return "none";
	text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
	str_init(&out, mem);
	for (char *s = text; *s; s++)
		str_addc(&out, *s == '"' ? '\'' : *s);
	free(text);
	return out.s;
}

#define TEXT_OF(s) ((struct edit_parts){ .text = (s) })
#define MOMENT(d, t, z)                                                        \
	((struct edit_parts){ .date = (d), .time = (t), .zone = (z) })

static void
moments(void **state)
{
	/* clang-format off */
	static const struct {
		const char *base, *date, *time, *zone, *wanted;
	} rows[] = {
		{ NULL, "2024-05-31", "14:00", "+02:00", "'2024-05-31T14:00:00+02:00'" },
		{ NULL, "2024-05-31", "14:00:05", "Z", "'2024-05-31T14:00:05Z'" },
		{ NULL, "2024-05-31", "", "+02:00", "'2024-05-31T00:00:00+02:00'" },
		{ NULL, "2024-05-31", NULL, NULL, "'2024-05-31T00:00:00Z'" },
		{ NULL, "2024-05-31", "", "", "'2024-05-31T00:00:00'" },
		{ NULL, " 2024-05-31 ", " 09:30 ", " Z ", "'2024-05-31T09:30:00Z'" },
		{ NULL, "2024-05-31", "noon", "Z", "'2024-05-31TnoonZ'" },
		{ NULL, "", "", "Z", "none" },
		{ NULL, "", "14:00", "Z", "'T14:00:00Z'" },
		{ NULL, "", "noon", "Z", "'noonZ'" },
		{ NULL, "soon", "", "Z", "'soon'" },
		{ NULL, "tomorrow", "", "Z", "'tomorrow'" },
		{ NULL, "soon", "14:00", "Z", "'soon 14:00:00Z'" },
		{ NULL, "2024-5-31", "", "Z", "'2024-5-31'" },
		/* unchanged: to the byte */
		{ "'2024-05-31T14:00:00.1234567+02:00'", "2024-05-31", "14:00", "+02:00", "'2024-05-31T14:00:00.1234567+02:00'" },
		{ "'2024-05-31t14:00:00z'", "2024-05-31", "14:00:00", "Z", "'2024-05-31t14:00:00z'" },
		{ "'2024-05-31 14:00:00Z'", NULL, "14:00", NULL, "'2024-05-31 14:00:00Z'" },
		{ "'2024-05-31'", "2024-05-31", "", "", "'2024-05-31'" },
		{ "'2024-05-31T14:00:00'", "2024-05-31", "14:00", "", "'2024-05-31T14:00:00'" },
		{ "'about 1990'", "about 1990", "", "", "'about 1990'" },
		{ "'0001-01-01T00:00:00'", "0001-01-01", "00:00", "", "'0001-01-01T00:00:00'" },
		/* one part changed, the others stay */
		{ "'2024-05-31T14:00:00.5+02:00'", "2024-06-01", NULL, NULL, "'2024-06-01T14:00:00+02:00'" },
		{ "'2024-05-31T14:00:09Z'", NULL, NULL, "+01:00", "'2024-05-31T14:00:09+01:00'" },
		{ "'2024-05-31'", NULL, NULL, "Z", "'2024-05-31T00:00:00Z'" },
		{ "'2024-05-31T14:00:00Z'", "", "", "Z", "none" },
		{ "'about 1990'", "1990-01-01", "", "Z", "'1990-01-01T00:00:00Z'" },
		{ "5", "2024-05-31", "", "Z", "'2024-05-31T00:00:00Z'" },
	};
	/* clang-format on */
	auto_arena mem = arena_new();
	const struct property p = of(KIND_DATETIME, 0);

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(
			typed(mem, &p, rows[i].base,
			      MOMENT(rows[i].date, rows[i].time, rows[i].zone)),
			rows[i].wanted);
	/* as one text, for programs */
	assert_string_equal(typed(mem, &p, NULL, TEXT_OF(" 2024-05-31T1 ")),
			    "'2024-05-31T1'");
	assert_string_equal(typed(mem, &p, "'2024-05-31T14:00:00.0Z'",
				  TEXT_OF("2024-05-31T14:00:00.0Z")),
			    "'2024-05-31T14:00:00.0Z'");
	assert_string_equal(typed(mem, &p, "'2024'", TEXT_OF("")), "none");
}

static void
moments_are_taken_apart(void **state)
{
	/* clang-format off */
	static const char *const rows[][4] = {
		{ "2024-05-31T14:00:00Z", "2024-05-31", "14:00", "Z" },
		{ "2024-05-31T14:00:05.25-05:30", "2024-05-31", "14:00:05", "-05:30" },
		{ "2024-05-31T14:00:05.x", "2024-05-31", "14:00:05.x", "" },
		{ "2024-99-99T99:99+00:00", "2024-99-99", "99:99", "+00:00" },
		{ "2024-05-31Tnoonz", "2024-05-31", "noon", "Z" },
		{ "2024-05-31T", "2024-05-31", "", "" },
		{ "2024-05-31x", "2024-05-31x", "", "" },
		{ "T14:00:00Z", "", "14:00", "Z" },
		{ "T", "T", "", "" },
		{ "tomorrow", "tomorrow", "", "" },
		{ "True story", "True story", "", "" },
		{ " 14:00", " 14:00", "", "" },
		{ "", "", "", "" },
	};
	/* clang-format on */
	auto_arena mem = arena_new();
	const struct property p = of(KIND_DATETIME, 0);
	struct edit_parts parts;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		json_auto_t *value = json_string(rows[i][0]);

		edit_value_show(mem, &p, value, &parts);
		assert_string_equal(parts.text, rows[i][0]);
		assert_string_equal(parts.date, rows[i][1]);
		assert_string_equal(parts.time, rows[i][2]);
		assert_string_equal(parts.zone, rows[i][3]);
		assert_string_equal(parts.other, "");
	}
}

/* A row of a table of texts: base, typed, wanted. */
struct row {
	const char *base, *text, *wanted;
};

static void
check_rows(const struct property *p, const struct row *rows, size_t count)
{
	auto_arena mem = arena_new();

	for (size_t i = 0; i < count; i++)
		assert_string_equal(
			typed(mem, p, rows[i].base, TEXT_OF(rows[i].text)),
			rows[i].wanted);
}
#define CHECK_ROWS(p, rows) check_rows(p, rows, sizeof rows / sizeof *rows)

static void
numbers(void **state)
{
	static const struct row rows[] = {
		{ NULL, "3", "3" },
		{ NULL, " 3.5 ", "3.5" },
		{ NULL, "-3", "-3" },
		{ NULL, "1e3", "1000.0" },
		{ NULL, "3,5", "'3,5'" },
		{ NULL, "03", "'03'" },
		{ NULL, "3 4", "'3 4'" },
		{ NULL, "+3", "'+3'" },
		{ NULL, "true", "'true'" },
		{ NULL, "1e999", "'1e999'" },
		{ NULL, "99999999999999999999", "'99999999999999999999'" },
		{ NULL, "[3]", "'[3]'" },
		{ NULL, "  ", "none" },
		{ "3", NULL, "3" },
		{ "3.0", "3", "3.0" },
		{ "3.0", "3.0", "3.0" },
		{ "3", "3.0", "3.0" },
		{ "0.1", "0.1", "0.10000000000000001" },
		{ "'3'", "3", "3" },
		{ "'three'", "three", "'three'" },
		{ "true", "true", "'true'" },
		{ "null", "", "none" },
		{ "{'a':[1]}", "{\"a\":[1]}", "{'a':[1]}" },
	};
	const struct property p = of(KIND_FLOAT, 0);
	auto_arena mem = arena_new();
	json_auto_t *value = json_real(0.1), *third = json_real(1.0 / 3);
	struct edit_parts parts;

	(void)state;
	CHECK_ROWS(&p, rows);
	edit_value_show(mem, &p, value, &parts);
	assert_string_equal(parts.text, "0.1");
	edit_value_show(mem, &p, third, &parts);
	assert_true(strtod(parts.text, NULL) >= 1.0 / 3 &&
		    strtod(parts.text, NULL) <= 1.0 / 3);
}

static void
truths(void **state)
{
	static const struct row rows[] = {
		{ NULL, "true", "true" },     { NULL, "false", "false" },
		{ NULL, "", "none" },	      { NULL, "yes", "'yes'" },
		{ "true", "true", "true" },   { "true", "false", "false" },
		{ "'true'", "true", "true" }, { "'yes'", "yes", "'yes'" },
		{ "true", "", "none" },	      { "1", "1", "'1'" },
	};
	const struct property p = of(KIND_BOOLEAN, 0);

	(void)state;
	CHECK_ROWS(&p, rows);
}

static void
texts(void **state)
{
	static const struct row prose[] = {
		{ NULL, " a \r\n b ", "' a \\n b '" },
		{ NULL, "a\rb", "'a\\nb'" },
		{ "'a\\r\\nb'", "a\r\nb", "'a\\r\\nb'" },
		{ "'a\\r\\nb'", "a\nb", "'a\\r\\nb'" },
		{ "'a'", NULL, "'a'" },
		{ "5", "5", "'5'" },
		{ "''", "", "none" },
		{ "['a']", "[\"a\"]", "['a']" },
		{ "['a']", "b", "'b'" },
	};
	static const struct row line[] = {
		{ NULL, " urn:a:b\t", "'urn:a:b'" },
		{ NULL, "a\r\nb", "'ab'" },
		{ "' urn:a '", "urn:a", "' urn:a '" },
		{ "'a\\nb'", "ab", "'a\\nb'" },
		{ NULL, "   ", "none" },
	};
	static const enum kind proses[] = { KIND_TEXT, KIND_MARKDOWN };
	static const enum kind lines[] = { KIND_LINE,  KIND_IRI,  KIND_URI,
					   KIND_IMAGE, KIND_DATE, KIND_JWS };

	(void)state;
	for (size_t i = 0; i < sizeof proses / sizeof *proses; i++) {
		const struct property p = of(proses[i], 0);

		CHECK_ROWS(&p, prose);
	}
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		const struct property p = of(lines[i], 0);

		CHECK_ROWS(&p, line);
	}
}

static void
terms(void **state)
{
	static const struct row rows[] = {
		{ NULL, "Course", "'Course'" },
		{ NULL, " Course ", "'Course'" },
		{ NULL, "Odd", "'Odd'" },
		{ NULL, "ext:", "'ext:'" },
		{ NULL, "ext:Own", "'ext:Own'" },
		{ "'AssessmentResult'", "Assessment", "'Assessment'" },
		{ "'AssessmentResult'", NULL, "'Assessment'" },
		{ "'ext:Own'", "ext:", "'ext:Own'" },
		{ "'ext:Own'", "Course", "'Course'" },
		{ "'ext:Own'", "", "'ext:Own'" },
	};
	const struct property p = of(KIND_XTERM, LIST_ACHIEVEMENT_TYPE);
	const struct property closed = of(KIND_TERM, LIST_RESULT_STATUS);
	auto_arena mem = arena_new();
	struct edit_parts parts = { .text = "ext:",
				    .other = " My  own\x01\x7Fword\n" };

	(void)state;
	CHECK_ROWS(&p, rows);
	assert_string_equal(typed(mem, &p, NULL, parts), "'ext:My_own_word'");
	parts.other = "ext:Café/2";
	assert_string_equal(typed(mem, &p, NULL, parts), "'ext:Café/2'");
	parts = (struct edit_parts){ .text = "", .other = "Own" };
	assert_string_equal(typed(mem, &p, NULL, parts), "'ext:Own'");
	parts = (struct edit_parts){ .text = "Badge", .other = "Own" };
	assert_string_equal(typed(mem, &p, NULL, parts), "'Badge'");
	parts = (struct edit_parts){ .text = "", .other = "" };
	assert_string_equal(typed(mem, &p, "'ext:Own'", parts), "none");
	assert_string_equal(typed(mem, &closed, NULL, TEXT_OF("Completed")),
			    "'Completed'");
	edit_value_show(mem, &p, parse(mem, "'ext:My.Own'"), &parts);
	assert_string_equal(parts.text, "ext:");
	assert_string_equal(parts.other, "My.Own");
	edit_value_show(mem, &closed, parse(mem, "'ext:My.Own'"), &parts);
	assert_string_equal(parts.text, "ext:My.Own");
	assert_string_equal(parts.other, "");
}

static void
picks_and_nothing(void **state)
{
	const struct property *learner = walk_property(CLR_CLR, "learner");
	auto_arena mem = arena_new();
	struct edit_parts parts;

	(void)state;
	edit_value_show(mem, learner, parse(mem, "{'$item':'A'}"), &parts);
	assert_string_equal(parts.text, "A");
	edit_value_show(mem, learner, parse(mem, "{'$item':1}"), &parts);
	assert_string_equal(parts.text, "=");
	edit_value_show(mem, learner, parse(mem, "'urn:a'"), &parts);
	assert_string_equal(parts.text, "=");
	edit_value_show(mem, learner, parse(mem, "null"), &parts);
	assert_string_equal(parts.text, "");
	edit_value_show(mem, learner, NULL, &parts);
	assert_string_equal(parts.text, "");
	assert_string_equal(parts.date, "");
	assert_string_equal(parts.zone, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(moments),
		cmocka_unit_test(moments_are_taken_apart),
		cmocka_unit_test(numbers),
		cmocka_unit_test(truths),
		cmocka_unit_test(texts),
		cmocka_unit_test(terms),
		cmocka_unit_test(picks_and_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
