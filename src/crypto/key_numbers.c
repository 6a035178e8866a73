/*
 * What an RSA key's two numbers must be like to be trusted with a record;
 * nothing is computed with them.  Called by key.c, for every key there is.
 */
#include "crypto/key_numbers.h"

#include <stdbool.h>

/* Leave out the zero bytes that lead. */
static void
trim(const unsigned char **bytes, size_t *len)
{
	while (*len > 0 && **bytes == 0) {
		++*bytes;
		--*len;
	}
}

static size_t
count_bits(const unsigned char *bytes, size_t len)
{
	size_t bits = 8 * len;

	for (unsigned high = 0x80; len > 0 && !(bytes[0] & high); high >>= 1)
		bits--;
	return bits;
}

static bool
is_even(const unsigned char *bytes, size_t len)
{
	return len == 0 || (bytes[len - 1] & 1) == 0;
}

int
key_numbers_bits(const struct key_numbers *num)
{
	return (int)count_bits(num->n, num->n_len);
}

enum result
key_numbers_check(struct key_numbers *num)
{
	size_t bits;

	trim(&num->n, &num->n_len);
	trim(&num->e, &num->e_len);
	bits = count_bits(num->n, num->n_len);
	if (bits < KEY_LEAST)
		return fail(INVALID,
			    "The key has %zu bits; it must have at "
			    "least %d.",
			    bits, KEY_LEAST);
	if (bits > KEY_MOST)
		return fail(INVALID,
			    "The key has %zu bits; at most %d are "
			    "taken.",
			    bits, KEY_MOST);
	if (is_even(num->n, num->n_len))
		return fail(INVALID, "The key is no RSA key: its modulus is "
				     "even.");
	if (is_even(num->e, num->e_len))
		return fail(INVALID, "The key is no RSA key: its exponent is "
				     "even.");
	if (num->e_len == 1 && num->e[0] == 1)
		return fail(INVALID, "The key protects nothing: its exponent "
				     "is 1.");
	if (count_bits(num->e, num->e_len) > KEY_MOST_EXPONENT)
		return fail(INVALID,
			    "The key's exponent has more than %d bits.",
			    KEY_MOST_EXPONENT);
	return OK;
}
