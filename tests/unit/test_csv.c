/*
 * Tests of http/csv.c: what a spreadsheet reads.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "http/csv.h"

static void
lines_and_quotes(void **state)
{
	auto_arena mem = arena_new();
	struct str out;

	(void)state;
	str_init(&out, mem);
	csv_add(&out, "name");
	csv_add(&out, NULL);
	csv_end(&out);
	csv_add(&out, "say \"no\"");
	csv_add(&out, "a,b\nc");
	csv_end(&out);
	assert_string_equal(out.s, "\"name\",\"\"\r\n"
				   "\"say \"\"no\"\"\",\"a,b\nc\"\r\n");
}

static void
formulas_are_text(void **state)
{
	static const char *const formulas[] = { "=1+1", "+1",	"-1",
						"@x",	"\t=1", "\r=1" };
	auto_arena mem = arena_new();
	struct str out;
	size_t i;

	(void)state;
	str_init(&out, mem);
	for (i = 0; i < sizeof(formulas) / sizeof(formulas[0]); i++) {
		str_clear(&out);
		csv_add(&out, formulas[i]);
		assert_string_equal(out.s,
				    arena_printf(mem, "\"'%s\"", formulas[i]));
	}
	str_clear(&out);
	csv_add(&out, "1-1=0");
	assert_string_equal(out.s, "\"1-1=0\"");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_and_quotes),
		cmocka_unit_test(formulas_are_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
