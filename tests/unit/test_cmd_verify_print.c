/* A report as text, with nothing in it that acts on a terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <stdlib.h>
#include <string.h>

#include "cmd/cmd_verify_print.h"

static char printed[8192];

static const char *
print(const char *json)
{
	json_auto_t *report = json_loads(json, 0, NULL);
	FILE *to = fmemopen(printed, sizeof(printed), "w");

	assert_non_null(report);
	assert_non_null(to);
	cmd_verify_print(to, report);
	fclose(to);
	return printed;
}

static void
tells_it_in_lines(void **state)
{
	(void)state;
	assert_string_equal(
		print("{\"verdict\": \"invalid\", \"words\": \"W.\", \"at\":"
		      " \"T\", \"sha256\": \"ab\", \"items\": [{\"class\":"
		      " \"Clr\", \"verdict\": \"invalid\", \"name\": \"N\","
		      " \"words\": \"X.\", \"id\": \"urn:x\", \"checks\":"
		      " [{\"label\": \"Signature\", \"outcome\": \"unsure\","
		      " \"words\": \"S.\", \"advice\": \"Ask.\","
		      " \"evidence\": {\"url\": \"https://a.example/\","
		      " \"status\": 404}}, {\"label\": \"Links\","
		      " \"outcome\": \"not-needed\", \"words\": \"L.\","
		      " \"advice\": \"none\"}], \"parts\": [{\"class\":"
		      " \"Assertion\", \"verdict\": \"valid\"}]}]}"),
		"invalid\nW.\nchecked: T\nsha256: ab\n"
		"\nClr, invalid: N\nX.\nid: urn:x\n"
		"not known   Signature: S.\n"
		"            what to do: Ask.\n"
		"            url: https://a.example/\n"
		"            status: 404\n"
		"not-needed  Links: L.\n"
		"\n    Assertion, valid\n");
}

static void
lets_no_control_through(void **state)
{
	const char *c;

	(void)state;
	for (c = print("{\"verdict\": \"valid\", \"words\":"
		       " \"a\\u001b[31m\\u0007\\u007f\\u0085\\u009b\\u00e9\","
		       " \"items\": [{\"class\": \"Clr\", \"verdict\":"
		       " \"valid\", \"name\": \"\\u001b]0;x\\u0007\"}]}");
	     *c; c++)
		assert_true(*c == '\n' || (unsigned char)*c >= 0x20);
	assert_non_null(strstr(printed, "a?[31m????\xc3\xa9"));
	assert_null(strstr(printed, "\xc2\x9b"));
}

static void
takes_what_is_missing(void **state)
{
	(void)state;
	assert_string_equal(print("{}"), "\n");
	assert_string_equal(print("{\"items\": [{}]}"), "\n\n, \n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_it_in_lines),
		cmocka_unit_test(lets_no_control_through),
		cmocka_unit_test(takes_what_is_missing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
