/*
 * Tests of base/auto.c: memory or the end, and what a scope's end frees.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <errno.h>
#include <fcntl.h>

#include "base/auto.h"
#include "dies.h"

/* The compiler is not to know how much is asked for. */
static volatile size_t too_much = SIZE_MAX / 2;

static void
memory_is_usable(void **state)
{
	auto_mem p = xmalloc(10);
	auto_mem zeroed = xcalloc(3, 5);
	auto_text text = xstrdup("caf\xC3\xA9");
	static const char zeros[15];

	(void)state;
	memset(p, 'x', 10);
	p = xrealloc(p, 1000);
	assert_memory_equal(p, "xxxxxxxxxx", 10);
	assert_memory_equal(zeroed, zeros, 15);
	assert_string_equal(text, "caf\xC3\xA9");
}

static void
nothing_is_memory_too(void **state)
{
	auto_mem a = xmalloc(0);
	auto_mem b = xcalloc(0, 8);
	auto_mem c = xcalloc(8, 0);
	auto_mem d = xrealloc(NULL, 0);

	(void)state;
	assert_non_null(a);
	assert_non_null(b);
	assert_non_null(c);
	assert_non_null(d);
}

static void
ask_malloc(void)
{
	auto_mem p = xmalloc(too_much);

	assert_null(p);
}

static void
ask_calloc(void)
{
	auto_mem p = xcalloc(too_much, 8);

	assert_null(p);
}

static void
ask_realloc(void)
{
	auto_mem p = xrealloc(NULL, too_much);

	assert_null(p);
}

static void
say_why(void)
{
	auto_die("the reason");
}

static void
too_much_ends_the_process(void **state)
{
	(void)state;
	assert_dies(ask_malloc, "clarus: out of memory\n");
	assert_dies(ask_calloc, "clarus: out of memory\n");
	assert_dies(ask_realloc, "clarus: out of memory\n");
	assert_dies(say_why, "clarus: the reason\n");
}

static void
a_file_is_closed(void **state)
{
	int number;

	(void)state;
	{
		auto_fd fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
		auto_fd none = -1;

		assert_true(fd >= 0);
		assert_int_equal(none, -1);
		number = fd;
	}
	assert_int_equal(fcntl(number, F_GETFD), -1);
	assert_int_equal(errno, EBADF);
}

/* A type with its own way to be freed. */
static int freed;

static void
thing_free(int *thing)
{
	freed += *thing;
}

AUTO_TYPE(thing, int *, thing_free);
#define auto_thing AUTO(thing)

static void
a_type_is_freed_once(void **state)
{
	int five = 5;

	(void)state;
	{
		auto_thing thing = &five;
		auto_thing none = NULL;

		assert_int_equal(*thing, 5);
		assert_null(none);
		assert_int_equal(freed, 0);
	}
	assert_int_equal(freed, 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_usable),
		cmocka_unit_test(nothing_is_memory_too),
		cmocka_unit_test(too_much_ends_the_process),
		cmocka_unit_test(a_file_is_closed),
		cmocka_unit_test(a_type_is_freed_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
