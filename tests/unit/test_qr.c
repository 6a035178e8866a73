/*
 * Tests of page/qr.c: the code as a path.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include <stdio.h>

#include "page/qr.h"
#include "page_help.h"

/* Draw the path into a square of characters. */
static void
draw(const char *path, char *square, int size)
{
	int x, y, run, used;

	memset(square, '.', (size_t)(size * size));
	while (sscanf(path, "M%d %dh%dv1h-%*dz%n", &x, &y, &run, &used) == 3) {
		assert_in_range(x + run, 5, size - 4);
		memset(square + y * size + x, '#', (size_t)run);
		path += used;
	}
	assert_string_equal(path, "");
}

static void
a_finder_stands_in_three_corners(void **state)
{
	static char square[60 * 60];
	const char *path;
	int size;

	assert_int_equal(
		qr_path(*state, "https://clarus.example/s/x", &path, &size),
		OK);
	assert_int_equal(size, 25 + 8);
	draw(path, square, size);
	assert_memory_equal(square + 3 * size, ".........", 9);
	assert_memory_equal(square + 4 * size, "....#######.", 12);
	assert_memory_equal(square + 5 * size, "....#.....#.", 12);
	assert_memory_equal(square + 6 * size, "....#.###.#.", 12);
	assert_memory_equal(square + 5 * size - 12, ".#######....", 12);
	assert_memory_equal(square + (size - 5) * size, "....#######.", 12);
}

static void
a_text_too_long_is_refused(void **state)
{
	static char text[4000];
	const char *path;
	int size;

	memset(text, 'a', sizeof text - 1);
	assert_int_equal(qr_path(*state, text, &path, &size), TOO_BIG);
	assert_has(fail_last()->text, "too long");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_finder_stands_in_three_corners, memory, no_memory),
		cmocka_unit_test_setup_teardown(a_text_too_long_is_refused,
						memory, no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
