/*
 * A ZIP made in memory is read again by libzip itself.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail

#include <string.h>
#include <zip.h>

#include "http/pack.h"

static void
assert_holds(zip_t *zip, const char *name, const char *expected)
{
	char text[100] = "";
	zip_file_t *file = zip_fopen(zip, name, 0);

	assert_non_null(file);
	assert_int_equal(zip_fread(file, text, sizeof(text) - 1),
			 (zip_int64_t)strlen(expected));
	assert_string_equal(text, expected);
	zip_fclose(file);
}

static void
test_round_trip(void **state)
{
	auto_arena mem = arena_new();
	auto_pack pack = NULL;
	zip_source_t *source;
	const char *bytes;
	zip_error_t error;
	size_t len;
	zip_t *zip;

	(void)state;
	assert_int_equal(pack_new(&pack), OK);
	assert_int_equal(pack_add(pack, "a/ünï.json", "{}", 2, 1700000000), OK);
	assert_int_equal(pack_add(pack, "b.json", "[1]", 3, 1700000000), OK);
	assert_int_equal(pack_add(pack, "b.json", "[2]", 3, 1700000000),
			 INTERNAL);
	assert_int_equal(pack_finish(pack, mem, &bytes, &len), OK);
	zip_error_init(&error);
	source = zip_source_buffer_create(bytes, len, 0, &error);
	zip = zip_open_from_source(source, ZIP_RDONLY, &error);
	assert_non_null(zip);
	assert_int_equal(zip_get_num_entries(zip, 0), 2);
	assert_holds(zip, "a/ünï.json", "{}");
	assert_holds(zip, "b.json", "[1]");
	zip_discard(zip);
}

/* Nothing in it is a ZIP too. */
static void
test_empty(void **state)
{
	auto_arena mem = arena_new();
	auto_pack pack = NULL;
	const char *bytes;
	zip_error_t error;
	size_t len;
	zip_t *zip;

	(void)state;
	assert_int_equal(pack_new(&pack), OK);
	assert_int_equal(pack_finish(pack, mem, &bytes, &len), OK);
	zip_error_init(&error);
	zip = zip_open_from_source(
		zip_source_buffer_create(bytes, len, 0, &error), ZIP_RDONLY,
		&error);
	assert_non_null(zip);
	assert_int_equal(zip_get_num_entries(zip, 0), 0);
	zip_discard(zip);
}

static void
test_left_open(void **state)
{
	auto_pack pack = NULL;

	(void)state;
	assert_int_equal(pack_new(&pack), OK);
	assert_int_equal(pack_add(pack, "a", "1", 1, 0), OK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_left_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
