/*
 * Tests of verify/same_docs.c: do two documents say the same (CLR 1.0
 * Q-27)?
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "model/same.h"
#include "model_help.h"

static void
compares_values(void **state)
{
	static const struct {
		const char *a, *b;
		bool is_same;
	} rows[] = {
		{ "{'a':1,'b':[1,2]}", "{'b':[1,2],'a':1}", true },
		{ "{'a':1}", "{'a':1.0}", true },
		{ "{'a':1}", "{'a':1.5}", false },
		{ "{'a':1}", "{'a':'1'}", false },
		{ "{'a':[1,2]}", "{'a':[2,1]}", false },
		{ "{'a':[1,2]}", "{'a':[1,2,3]}", false },
		{ "{'a':[1,2,3]}", "{'a':[1,2]}", false },
		{ "{'a':1}", "{'a':1,'b':1}", false },
		{ "{'a':1,'b':1}", "{'a':1}", false },
		{ "{'a':{'b':{'c':1}}}", "{'a':{'b':{'c':2}}}", false },
		{ "{'@context':'x','a':1}", "{'a':1}", true },
		{ "{'@context':'x'}", "{'@context':['y']}", true },
		{ "{'a':{'type':'T','b':1}}", "{'a':{'b':1}}", true },
		{ "{'type':'T'}", "{'type':'U'}", false },
		{ "{'a':true}", "{'a':true}", true },
		{ "{'a':true}", "{'a':false}", false },
		{ "{'a':null}", "{'a':null}", true },
		{ "{}", "[]", false },
	};
	auto_arena mem = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const json_t *a = parse(mem, rows[i].a);
		const json_t *b = parse(mem, rows[i].b);

		if (same_docs(a, b) != rows[i].is_same)
			print_message("%s, %s\n", rows[i].a, rows[i].b);
		assert_int_equal(same_docs(a, b), rows[i].is_same);
		assert_int_equal(same_docs(b, a), rows[i].is_same);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(compares_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
