/*
 * A ZIP made in memory is read again by libzip itself.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail

#include <dlfcn.h>
#include <stdbool.h>
#include <string.h>
#include <zip.h>

#include "http/pack.h"

/* ---- libzip, which can be made to fail at one call */

static enum { NOWHERE, OPEN, TIME, CLOSE, STAT, READ } fails_at;
static bool is_closed; /* libzip itself makes the last two calls before */

int
zip_close(zip_t *zip)
{
	int (*real)(zip_t *);

	*(void **)&real = dlsym(RTLD_NEXT, "zip_close");
	if (fails_at == CLOSE)
		return -1;
	is_closed = real(zip) == 0;
	return is_closed ? 0 : -1;
}

zip_t *
zip_open_from_source(zip_source_t *source, int flags, zip_error_t *error)
{
	zip_t *(*real)(zip_source_t *, int, zip_error_t *);

	*(void **)&real = dlsym(RTLD_NEXT, "zip_open_from_source");
	if (fails_at != OPEN)
		return real(source, flags, error);
	zip_error_set(error, ZIP_ER_MEMORY, 0);
	return NULL;
}

int
zip_file_set_mtime(zip_t *zip, zip_uint64_t index, time_t time,
		   zip_flags_t flags)
{
	int (*real)(zip_t *, zip_uint64_t, time_t, zip_flags_t);

	*(void **)&real = dlsym(RTLD_NEXT, "zip_file_set_mtime");
	return fails_at == TIME ? -1 : real(zip, index, time, flags);
}

int
zip_source_stat(zip_source_t *source, zip_stat_t *stat)
{
	int (*real)(zip_source_t *, zip_stat_t *);

	*(void **)&real = dlsym(RTLD_NEXT, "zip_source_stat");
	return fails_at == STAT && is_closed ? -1 : real(source, stat);
}

zip_int64_t
zip_source_read(zip_source_t *source, void *to, zip_uint64_t len)
{
	zip_int64_t (*real)(zip_source_t *, void *, zip_uint64_t);

	*(void **)&real = dlsym(RTLD_NEXT, "zip_source_read");
	return fails_at == READ && is_closed ? -1 : real(source, to, len);
}

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

/* Whatever libzip cannot do is told, and nothing is left behind. */
static void
test_failures(void **state)
{
	static const struct {
		int at;
		const char *says;
	} ends[] = {
		{ CLOSE, "cannot be written" },
		{ STAT, "cannot be read back" },
		{ READ, "cannot be read back" },
	};
	auto_arena mem = arena_new();
	auto_pack pack = NULL;
	const char *bytes;
	size_t len;

	(void)state;
	fails_at = OPEN;
	assert_int_equal(pack_new(&pack), INTERNAL);
	assert_null(pack);
	assert_non_null(strstr(fail_last()->text, "cannot begin"));
	fails_at = NOWHERE;
	assert_int_equal(pack_new(&pack), OK);
	fails_at = TIME;
	assert_int_equal(pack_add(pack, "a", "1", 1, 0), INTERNAL);
	pack_free(pack);
	pack = NULL;
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		auto_pack one = NULL;

		is_closed = false;
		fails_at = NOWHERE;
		assert_int_equal(pack_new(&one), OK);
		assert_int_equal(pack_add(one, "a", "1", 1, 0), OK);
		fails_at = ends[i].at;
		assert_int_equal(pack_finish(one, mem, &bytes, &len), INTERNAL);
		assert_non_null(strstr(fail_last()->text, ends[i].says));
	}
	fails_at = NOWHERE;
	pack_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_left_open),
		cmocka_unit_test(test_failures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
