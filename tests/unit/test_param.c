/*
 * Tests of http/param.c: parameters of header values.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <string.h>

#include "http/param.h"

struct example {
	const char *header;
	const char *name;
	const char *value; /* NULL: not there */
};

static const struct example examples[] = {
	{ "form-data; name=a", "name", "a" },
	{ "form-data; name=\"a b\"", "name", "a b" },
	{ "form-data;name=a;filename=\"b;c\"", "filename", "b;c" },
	{ "form-data ; NAME=a", "name", "a" },
	{ "form-data; name=\"\"", "name", "" },
	{ "form-data; name=", "name", "" },
	{ "form-data; name=\"q\\\"q\"", "name", "q\"q" },
	{ "form-data; name=\"q\\\\q\"", "name", "q\\q" },
	{ "form-data; name=\"C:\\dir\\f\"", "name", "C:\\dir\\f" },
	{ "form-data; name=\"a\" ; name=\"b\"", "name", "a" },
	{ "form-data; xname=a", "name", NULL },
	{ "form-data; nam=a", "name", NULL },
	{ "form-data", "name", NULL },
	{ "form-data;", "name", NULL },
	{ "form-data; name", "name", NULL },
	{ "form-data; =x; name=a", "name", NULL },
	{ "form-data; name=\"open", "name", NULL },
	{ "form-data; name=\"open\\\"", "name", NULL },
	{ "form-data; name=\"open\\", "name", NULL },
	{ "form-data; x=\"open; name=a", "name", NULL },
	{ "", "name", NULL },
};

static void
get_finds_the_parameter(void **state)
{
	auto_arena mem = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof(examples) / sizeof(*examples); i++) {
		const struct example *e = &examples[i];
		char *got = param_get(mem, e->header, e->name);

		print_message("# %s\n", e->header);
		if (!e->value)
			assert_null(got);
		else
			assert_string_equal(got, e->value);
	}
}

static void
head_is_lower_case_and_trimmed(void **state)
{
	auto_arena mem = arena_new();

	(void)state;
	assert_string_equal(param_head(mem, "Text/HTML"), "text/html");
	assert_string_equal(param_head(mem, " text/html \t; q=1"), "text/html");
	assert_string_equal(param_head(mem, ";a=b"), "");
	assert_string_equal(param_head(mem, "  "), "");
	assert_string_equal(param_head(mem, ""), "");
	assert_string_equal(param_head(mem, "a\xc3\x89Z"), "a\xc3\x89z");
}

static void
next_walks_all(void **state)
{
	const char *s = "; a=1 ;b=\"2,\" , rest";
	struct param p;

	(void)state;
	s = param_next(s, &p);
	assert_non_null(s);
	assert_true(param_is(&p, "A"));
	assert_false(param_is(&p, "ab"));
	assert_int_equal(p.len, 1);
	assert_false(p.is_quoted);
	s = param_next(s, &p);
	assert_non_null(s);
	assert_true(p.is_quoted);
	assert_int_equal(p.len, 2);
	assert_memory_equal(p.value, "2,", 2);
	assert_string_equal(s, " , rest");
	assert_null(param_next(s, &p));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(get_finds_the_parameter),
		cmocka_unit_test(head_is_lower_case_and_trimmed),
		cmocka_unit_test(next_walks_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
