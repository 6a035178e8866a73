/*
 * Tests of page/data.c: the dataset by node.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "page/data.h"
#include "page_help.h"

static void
values_are_set_under_their_names(void **state)
{
	struct _hdf *hdf = data_new(*state);

	data_text(data_child(hdf, "a"), "text", "b");
	data_text(hdf, "none", NULL);
	data_text(hdf, "empty", "");
	data_flag(hdf, "yes", 1);
	data_flag(hdf, "no", 0);
	data_number(hdf, "number", 42);
	data_copy(hdf, "deep.name", "x");
	data_copy(hdf, "deep.empty", "");
	assert_data(hdf, "a", "1");
	assert_data(hdf, "a.text", "b");
	assert_data(hdf, "none", NULL);
	assert_data(hdf, "empty", NULL);
	assert_data(hdf, "yes", "1");
	assert_data(hdf, "no", NULL);
	assert_data(hdf, "number", "42");
	assert_data(hdf, "deep.name", "x");
	assert_data(hdf, "deep.empty", "");
}

static void
a_value_may_be_set_again(void **state)
{
	struct _hdf *hdf = data_new(*state);
	char text[] = "copied";

	data_copy(hdf, "a", text);
	text[0] = 'X';
	assert_data(hdf, "a", "copied");
	data_text(hdf, "a", "lent");
	assert_data(hdf, "a", "lent");
	data_copy(hdf, "a", "copied");
	assert_data(hdf, "a", "copied");
	assert_ptr_equal(data_child(hdf, "a"), data_child(hdf, "a"));
}

static void
a_list_is_made_with_its_first_item(void **state)
{
	struct _hdf *hdf = data_new(*state);
	struct data_list list = data_list(hdf, "list");

	assert_data(hdf, "list", NULL);
	for (int i = 0; i < 30; i++)
		data_number(data_next(&list), "n", (size_t)i);
	assert_int_equal(list.count, 30);
	assert_data(hdf, "list", "1");
	assert_data(hdf, "list.0.n", "0");
	assert_data(hdf, "list.29.n", "29");
	assert_data(hdf, "list.30.n", NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			values_are_set_under_their_names, memory, no_memory),
		cmocka_unit_test_setup_teardown(a_value_may_be_set_again,
						memory, no_memory),
		cmocka_unit_test_setup_teardown(
			a_list_is_made_with_its_first_item, memory, no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
