/*
 * The two numbers that an RSA public key is, and their limits.
 */
#ifndef CRYPTO_KEY_NUMBERS_H
#define CRYPTO_KEY_NUMBERS_H

#include <stddef.h>

#include "base/fail.h"

enum { KEY_LEAST = 2048, KEY_MOST = 8192, KEY_MOST_MADE = 4096 };

/* The most bits of a public exponent: what OpenSSL takes with every key. */
enum { KEY_MOST_EXPONENT = 64 };

/* Modulus and exponent, the highest byte first. */
struct key_numbers {
	const unsigned char *n, *e;
	size_t n_len, e_len;
};

/*
 * Step over the zero bytes that lead; then, are these the numbers of a key
 * that is taken here?  OK.  INVALID, each with its own sentence: a modulus
 * under KEY_LEAST or over KEY_MOST bits, or even; an exponent that is 1 or
 * even (0 is), or over KEY_MOST_EXPONENT bits.
 */
enum result
key_numbers_check(struct key_numbers *num) CHECKED;

/* The bits of a modulus without leading zero bytes. */
int
key_numbers_bits(const struct key_numbers *num);

#endif
