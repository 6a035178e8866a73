/* The numbers of a key: leading zeros, and the limits to the bit. */
#include "key_test.h"

#include "crypto/key_numbers.h"

/* A modulus of ${len} bytes that begins with ${first}, odd. */
static struct key_numbers
numbers(struct arena *mem, size_t len, unsigned char first)
{
	static const unsigned char e[] = { 0, 0, 1, 0, 1 };
	unsigned char *n = arena_alloc(mem, len);

	n[0] = first;
	n[len - 1] |= 1;
	return (struct key_numbers){ n, e, len, sizeof(e) };
}

static void
counts_bits(void **state)
{
	auto_arena mem = arena_new();
	struct key_numbers num = numbers(mem, 256, 0x80);

	(void)state;
	assert_int_equal(key_numbers_bits(&num), 2048);
	num = numbers(mem, 257, 0x01);
	assert_int_equal(key_numbers_bits(&num), 2049);
	num = numbers(mem, 1, 0x01);
	assert_int_equal(key_numbers_bits(&num), 1);
	num.n_len = 0;
	assert_int_equal(key_numbers_bits(&num), 0);
}

static void
steps_over_zeros(void **state)
{
	auto_arena mem = arena_new();
	struct key_numbers num = numbers(mem, 257, 0);

	(void)state;
	((unsigned char *)(uintptr_t)num.n)[1] = 0x80;
	assert_int_equal(key_numbers_check(&num), OK);
	assert_int_equal(num.n_len, 256);
	assert_int_equal(num.e_len, 3);
	assert_int_equal(num.n[0], 0x80);
	assert_int_equal(num.e[0], 1);
}

static void
keeps_the_limits(void **state)
{
	auto_arena mem = arena_new();
	struct key_numbers num = numbers(mem, 256, 0x7f);

	(void)state;
	assert_refused(key_numbers_check(&num), "2047");
	num = numbers(mem, 300, 0);
	assert_refused(key_numbers_check(&num), "1 bits");
	num = numbers(mem, 1025, 0x01);
	assert_refused(key_numbers_check(&num), "8192");
	num = numbers(mem, 1024, 0xff);
	assert_int_equal(key_numbers_check(&num), OK);
	num.e_len = 0;
	assert_refused(key_numbers_check(&num), "even");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_bits),
		cmocka_unit_test(steps_over_zeros),
		cmocka_unit_test(keeps_the_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
