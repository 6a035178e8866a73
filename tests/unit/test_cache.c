/*
 * The store of rendered pages: bounded, recent ones kept, withdrawn ones
 * forgotten.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "web/cache.h"

#define ROOM 8192

static void
put(struct cache *c, int i, size_t len)
{
	static char bytes[ROOM];
	char key[32];

	snprintf(key, sizeof(key), "page %d", i);
	memset(bytes, 'a' + i % 26, len);
	cache_put(c, key, bytes, len);
}

/* The first byte kept for page ${i}, or 0. */
static char
got(struct cache *c, int i, size_t *len)
{
	const char *bytes;
	char key[32];

	snprintf(key, sizeof(key), "page %d", i);
	bytes = cache_get(c, key, len);
	return bytes ? bytes[0] : 0;
}

static void
test_keeps_and_finds(void **state)
{
	struct cache *c = cache_new(ROOM);
	size_t len = 0;

	(void)state;
	assert_int_equal(got(c, 1, &len), 0);
	put(c, 1, 100);
	put(c, 2, 200);
	assert_int_equal(got(c, 1, &len), 'b');
	assert_int_equal(len, 100);
	assert_int_equal(got(c, 2, &len), 'c');
	assert_int_equal(len, 200);
	assert_int_equal(got(c, 3, &len), 0);
	cache_free(c);
}

static void
test_replaces_same_key(void **state)
{
	struct cache *c = cache_new(ROOM);
	size_t used, len = 0;

	(void)state;
	put(c, 1, 100);
	used = cache_used(c);
	put(c, 1, 100);
	assert_int_equal(cache_used(c), used);
	put(c, 1, 50);
	assert_int_equal(cache_used(c), used - 50);
	assert_int_equal(got(c, 1, &len), 'b');
	assert_int_equal(len, 50);
	cache_free(c);
}

static void
test_oldest_gives_way(void **state)
{
	struct cache *c = cache_new(ROOM);
	size_t len = 0;
	int i;

	(void)state;
	for (i = 0; i < 5; i++)
		put(c, i, 1200);
	assert_int_equal(got(c, 0, &len), 'a'); /* now the newest */
	put(c, 5, 1200);
	put(c, 6, 1200);
	assert_true(cache_used(c) <= ROOM);
	assert_int_equal(got(c, 0, &len), 'a');
	assert_int_equal(got(c, 1, &len), 0);
	assert_int_equal(got(c, 6, &len), 'g');
	cache_free(c);
}

static void
test_too_large_is_not_kept(void **state)
{
	struct cache *c = cache_new(ROOM);
	size_t len = 0;

	(void)state;
	put(c, 1, ROOM / 4);
	assert_int_equal(got(c, 1, &len), 0);
	assert_int_equal(cache_used(c), 0);
	put(c, 2, 100);
	put(c, 2, ROOM / 2); /* the old one must not be given instead */
	assert_int_equal(got(c, 2, &len), 0);
	cache_free(c);
}

static void
test_no_room_keeps_nothing(void **state)
{
	struct cache *c = cache_new(0);
	size_t len = 0;

	(void)state;
	put(c, 1, 1);
	assert_int_equal(got(c, 1, &len), 0);
	cache_free(c);
}

static void
test_withdrawal_empties(void **state)
{
	struct cache *c = cache_new(ROOM);
	size_t len = 0;

	(void)state;
	cache_as_of(c, 7);
	put(c, 1, 100);
	cache_as_of(c, 7);
	assert_int_equal(got(c, 1, &len), 'b');
	cache_as_of(c, 8);
	assert_int_equal(got(c, 1, &len), 0);
	assert_int_equal(cache_used(c), 0);
	cache_free(c);
	cache_free(NULL);
}

static void
test_many(void **state)
{
	struct cache *c = cache_new(1 << 20);
	size_t len = 0;
	int i, found = 0;

	(void)state;
	for (i = 0; i < 5000; i++)
		put(c, i, 300);
	for (i = 0; i < 5000; i++)
		if (got(c, i, &len)) {
			assert_int_equal(len, 300);
			found++;
		}
	assert_true(found > 2000 && found < 5000);
	assert_true(cache_used(c) <= 1 << 20);
	cache_free(c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_keeps_and_finds),
		cmocka_unit_test(test_replaces_same_key),
		cmocka_unit_test(test_oldest_gives_way),
		cmocka_unit_test(test_too_large_is_not_kept),
		cmocka_unit_test(test_no_room_keeps_nothing),
		cmocka_unit_test(test_withdrawal_empties),
		cmocka_unit_test(test_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
