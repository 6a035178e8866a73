/*
 * Tests of base/arena.c: alignment, zeroes, growth, the order of what is
 * deferred, and that a reset gives memory back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <malloc.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/arena.h"
#include "dies.h"

static volatile size_t too_much = SIZE_MAX;

static bool
is_zero(const char *p, size_t size)
{
	while (size > 0) {
		if (p[--size])
			return false;
	}
	return true;
}

/* All sizes around the limits, twice: memory comes back dirty. */
static void
gives_zeroed_aligned_memory(void **state)
{
	static const size_t sizes[] = { 0,    1,     15,    16,	   17,
					4000, 8191,  8192,  8193,  16000,
					8192, 65536, 70000, 200000 };
	auto_arena mem = arena_new();
	size_t round, i;
	char *p;

	(void)state;
	for (round = 0; round < 3; round++) {
		for (i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
			p = arena_alloc(mem, sizes[i]);
			assert_int_equal((uintptr_t)p % _Alignof(max_align_t),
					 0);
			assert_true(is_zero(p, sizes[i]));
			memset(p, 0xAA, sizes[i]);
		}
		arena_reset(mem);
	}
}

static void
pieces_do_not_overlap(void **state)
{
	auto_arena mem = arena_new();
	unsigned char *pieces[2000];
	size_t i, n, size;

	(void)state;
	for (i = 0; i < 2000; i++) {
		size = i * 7 % 300 + 1;
		pieces[i] = arena_alloc(mem, size);
		memset(pieces[i], (int)(i % 251), size);
	}
	for (i = 0; i < 2000; i++) {
		size = i * 7 % 300 + 1;
		for (n = 0; n < size; n++)
			assert_int_equal(pieces[i][n], i % 251);
	}
}

static void
counts_what_is_used(void **state)
{
	auto_arena mem = arena_new();
	char *p;

	(void)state;
	assert_int_equal(arena_used(mem), 0);
	p = arena_alloc(mem, 100);
	assert_non_null(arena_strdup(mem, "four"));
	assert_int_equal(arena_used(mem), 105);
	assert_non_null(arena_grow(mem, p, 100, 20000));
	assert_int_equal(arena_used(mem), 20005);
	arena_reset(mem);
	assert_int_equal(arena_used(mem), 0);
}

/* Not freed by a process that ends, but never lost. */
static struct arena *volatile held;

static void
ask_overflow(void)
{
	held = arena_new();
	arena_array(held, too_much / 4, 8);
}

static void
ask_all(void)
{
	held = arena_new();
	arena_alloc(held, too_much);
}

static void
ask_half(void)
{
	held = arena_new();
	arena_alloc(held, too_much / 4);
}

static void
too_much_ends_the_process(void **state)
{
	(void)state;
	assert_dies(ask_overflow, "out of memory");
	assert_dies(ask_all, "out of memory");
	assert_dies(ask_half, "out of memory");
}

static void
array_takes_count_times_size(void **state)
{
	auto_arena mem = arena_new();
	int *numbers = arena_array(mem, 1000, sizeof *numbers);

	(void)state;
	assert_true(is_zero((char *)numbers, 1000 * sizeof *numbers));
	assert_non_null(arena_array(mem, 0, 8));
}

static void
copies_texts(void **state)
{
	auto_arena mem = arena_new();
	char *large = xmalloc(30001), *copy;

	(void)state;
	memset(large, 'y', 30000);
	large[30000] = '\0';
	assert_null(arena_strdup(mem, NULL));
	assert_string_equal(arena_strdup(mem, ""), "");
	assert_string_equal(arena_strdup(mem, "word"), "word");
	assert_string_equal(arena_strndup(mem, "wording", 4), "word");
	assert_string_equal(arena_strndup(mem, NULL, 0), "");
	copy = arena_strndup(mem, "a\0b", 3);
	assert_memory_equal(copy, "a\0b", 4);
	assert_string_equal(arena_strdup(mem, large), large);
	assert_string_equal(arena_printf(mem, "%d %s", 5, "x"), "5 x");
	assert_string_equal(arena_printf(mem, "%s", large), large);
	copy = arena_printf(mem, "%255s", "");
	assert_int_equal(strlen(copy), 255);
	copy = arena_printf(mem, "%256s", "");
	assert_int_equal(strlen(copy), 256);
	free(large);
}

/* The newest grows where it stands; then it moves, but never loses. */
static void
grows(void **state)
{
	auto_arena mem = arena_new();
	char *p = arena_grow(mem, NULL, 0, 10), *q;
	size_t size = 10;

	(void)state;
	memset(p, 'p', 10);
	q = arena_grow(mem, p, 10, 4000);
	assert_ptr_equal(p, q);
	arena_alloc(mem, 1);
	q = arena_grow(mem, p, 4000, 5000);
	assert_ptr_not_equal(p, q);
	for (p = q, size = 5000; size < 3000000; size *= 2) {
		p = arena_grow(mem, p, size, size * 2);
		memset(p + size, 'n', size);
		arena_alloc(mem, 9000);
	}
	assert_memory_equal(p, "pppppppppp", 10);
	assert_int_equal(p[5000], 'n');
	assert_int_equal(p[size - 1], 'n');
	assert_ptr_equal(arena_grow(mem, p, size, size) ? p : NULL, p);
}

static void
growing_leaves_neighbours_alone(void **state)
{
	auto_arena mem = arena_new();
	char *a = arena_alloc(mem, 9000), *b = arena_alloc(mem, 9000),
	     *c = arena_alloc(mem, 9000), *s = arena_strdup(mem, "small");

	(void)state;
	memset(a, 'a', 9000);
	memset(b, 'b', 9000);
	memset(c, 'c', 9000);
	b = arena_grow(mem, b, 9000, 900000);
	a = arena_grow(mem, a, 9000, 900000);
	c = arena_grow(mem, c, 9000, 900000);
	assert_int_equal(a[8999], 'a');
	assert_int_equal(b[8999], 'b');
	assert_int_equal(c[8999], 'c');
	assert_string_equal(s, "small");
}

static char order[8];

static void
note(void *letter)
{
	strncat(order, letter, 1);
}

static void
deferred_calls_run_newest_first(void **state)
{
	struct arena *mem = arena_new();
	char a[] = "a", b[] = "b", c[] = "c";

	(void)state;
	arena_defer(mem, note, a);
	arena_defer(mem, note, b);
	assert_string_equal(order, "");
	arena_reset(mem);
	assert_string_equal(order, "ba");
	arena_reset(mem);
	assert_string_equal(order, "ba");
	arena_defer(mem, note, c);
	arena_free(mem);
	assert_string_equal(order, "bac");
	arena_free(NULL);
}

/* A deferred call may still read what the arena holds. */
static void
read_it(void *text)
{
	assert_string_equal(text, "held");
}

static void
memory_outlives_deferred_calls(void **state)
{
	auto_arena mem = arena_new();

	(void)state;
	arena_defer(mem, read_it, arena_strdup(mem, "held"));
	arena_alloc(mem, 500000);
}

/* After a large request no more is kept than before it. */
static void
a_reset_gives_memory_back(void **state)
{
	auto_arena mem = arena_new();
	struct mallinfo2 now;
	size_t i;
	char *p;

	(void)state;
	for (i = 0; i < 100; i++) {
		p = arena_alloc(mem, 1000000);
		memset(p, 1, 1000000);
		arena_alloc(mem, 5000);
	}
	arena_reset(mem);
	now = mallinfo2();
	assert_true(now.hblkhd < 1000000);
	assert_true(now.uordblks < 1000000);
	p = arena_alloc(mem, 100);
	assert_true(is_zero(p, 100));
}

/* An ordinary request leaves its blocks to the next, which asks the system
 * for none. */
static void
small_blocks_are_kept(void **state)
{
	auto_arena mem = arena_new();
	size_t round, i, all[3];

	(void)state;
	for (round = 0; round < 3; round++) {
		for (i = 0; i < 500; i++)
			memset(arena_raw(mem, 1000), 'r', 1000);
		all[round] = mallinfo2().uordblks;
		arena_reset(mem);
		assert_int_equal(mallinfo2().uordblks, all[round]);
	}
	assert_int_equal(all[0], all[1]);
	assert_int_equal(all[0], all[2]);
}

static void
raw_memory_is_as_large_and_aligned(void **state)
{
	static const size_t sizes[] = { 0, 1, 17, 8192, 8193, 200000 };
	auto_arena mem = arena_new();
	size_t all = 0, i;
	char *p;

	(void)state;
	for (i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		p = arena_raw(mem, sizes[i]);
		assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
		memset(p, 0xAA, sizes[i]);
		all += sizes[i];
	}
	assert_int_equal(arena_used(mem), all);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_zeroed_aligned_memory),
		cmocka_unit_test(pieces_do_not_overlap),
		cmocka_unit_test(counts_what_is_used),
		cmocka_unit_test(array_takes_count_times_size),
		cmocka_unit_test(too_much_ends_the_process),
		cmocka_unit_test(copies_texts),
		cmocka_unit_test(grows),
		cmocka_unit_test(growing_leaves_neighbours_alone),
		cmocka_unit_test(deferred_calls_run_newest_first),
		cmocka_unit_test(memory_outlives_deferred_calls),
		cmocka_unit_test(a_reset_gives_memory_back),
		cmocka_unit_test(small_blocks_are_kept),
		cmocka_unit_test(raw_memory_is_as_large_and_aligned),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
