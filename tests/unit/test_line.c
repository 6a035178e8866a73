/* Texts of one line. */
#include "store_test.h"

#include "store/line.h"

static void
knows_a_line(void **state)
{
	static const struct {
		const char *s;
		bool is_line;
	} rows[] = {
		{ "", true },
		{ "a b", true },
		{ "\xc3\x89milie", true },
		{ "\xe5\xaf\x86", true },
		{ "\xf0\x9f\x8e\x93", true },
		{ "a\nb", false },
		{ "a\rb", false },
		{ "\t", false },
		{ "\x7f", false },
		{ "\x1f", false },
		{ "\xc2\x80", false },
		{ "\xc2\x9f", false },
		{ "\xc2\xa0", true },
		{ "\xe2\x80\xa8", false },
		{ "\xe2\x80\xa9", false },
		{ "\xe2\x80\xa7", true },
		{ "\xe2\x81\xa8", true },
		{ "\xff", false },
		{ "a\xc3", false },
		{ "\xc0\x80", false },
		{ "\xed\xa0\x80", false },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_true(line_is(rows[i].s) == rows[i].is_line);
}

static void
makes_a_line(void **state)
{
	static const struct {
		const char *from;
		size_t most;
		const char *to;
	} rows[] = {
		{ NULL, 5, "" },
		{ "", 5, "" },
		{ "abcde", 5, "abcde" },
		{ "abcdef", 5, "abcde" },
		{ "abc", 0, "" },
		{ "\xc3\x89\xc3\x89\xc3\x89", 2, "\xc3\x89\xc3\x89" },
		{ "a\r\nb\x1b[0m", 10, "a  b [0m" },
		{ "a\xc2\x85\xe2\x80\xa8z", 10, "a  z" },
		{ "a\xff\xc3", 10, "a\xef\xbf\xbd\xef\xbf\xbd" },
		{ "\xff\xff\xff", 2, "\xef\xbf\xbd\xef\xbf\xbd" },
	};
	auto_arena mem = arena_new();
	const char *made;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		made = line_of(mem, rows[i].from, rows[i].most);
		assert_string_equal(made, rows[i].to);
		assert_true(line_is(made));
	}
}

static void
knows_a_reason(void **state)
{
	static const char *const good[] = { "x", " x ", "Verlegt: ein Laptop",
					    "\xc3\xa9\xc3\xa9\xc3\xa9"
					    "\xc3\xa9\xc3\xa9" };
	static const struct {
		const char *reason, *words;
	} bad[] = { { "", "Give a reason." },
		    { " \t\r\n", "Give a reason." },
		    { "x\xff", "The reason is not readable text." },
		    { "123456789012345678901",
		      "The reason is longer than 20 characters." } };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_int_equal(line_reason(good[i], 20), OK);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_equal(line_reason(bad[i].reason, 20), INVALID);
		assert_string_equal(fail_last()->text, bad[i].words);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_a_line),
		cmocka_unit_test(makes_a_line),
		cmocka_unit_test(knows_a_reason),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
