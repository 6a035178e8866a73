/*
 * A growing string in an arena, and the comparisons all code uses.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

/*
 * Text being put together.  ${s} is always NUL-terminated (and never NULL
 * after str_init()); ${len} does not count the NUL and may include NULs.
 * The memory belongs to ${mem}; blocks given up while growing are freed.
 */
struct str {
	char *s;
	size_t len;
	size_t cap; /* bytes at ${s}, with the NUL */
	struct arena *mem;
};

/* Make ${b} an empty string in ${mem}. */
void
str_init(struct str *b, struct arena *mem);

/* Empty it again; the room is kept. */
void
str_clear(struct str *b);

/* Leave the first ${len} bytes, which it has. */
void
str_cut(struct str *b, size_t len);

/* Make room for ${more} further bytes, so that no copy is needed later. */
void
str_reserve(struct str *b, size_t more);

/* Append: ${len} bytes, a string, one byte, the text of a printf.  What is
 * appended is not a part of ${b} itself. */
static inline void
str_addn(struct str *b, const char *s, size_t len)
{
	if (len == 0)
		return;
	if (len >= b->cap - b->len)
		str_reserve(b, len);
	memcpy(b->s + b->len, s, len);
	b->len += len;
	b->s[b->len] = '\0';
}

static inline void
str_add(struct str *b, const char *s)
{
	str_addn(b, s, strlen(s));
}

static inline void
str_addc(struct str *b, char c)
{
	str_addn(b, &c, 1);
}

/* The decimal digits of ${n} into ${out}, with a NUL; how many they are.
 * Where a page has numbers by the hundred, printf takes longer than the
 * rest of it. */
#define STR_DIGITS 21
size_t
str_digits(char out[STR_DIGITS], unsigned long long n);

/* Append a number's decimal digits. */
static inline void
str_addu(struct str *b, unsigned long long n)
{
	char digits[STR_DIGITS];
	size_t len = str_digits(digits, n);

	str_addn(b, digits, len);
}

void
str_addf(struct str *b, const char *fmt, ...) PRINTF(2, 3);
void
str_vaddf(struct str *b, const char *fmt, va_list ap) PRINTF(2, 0);

/* Are both strings equal, to the byte?  NULL equals only NULL. */
bool
streq(const char *a, const char *b);

/* The same, ASCII letters compared without case. */
bool
strieq(const char *a, const char *b);

/* Does ${s} start (end) with ${part}?  False when either is NULL. */
static inline bool
str_starts(const char *s, const char *part)
{
	return s && part && strncmp(s, part, strlen(part)) == 0;
}

bool
str_ends(const char *s, const char *part);

/* Is ${s} NULL or ""? */
static inline bool
str_empty(const char *s)
{
	return !s || !*s;
}

/*
 * Is ${s} of ${len} bytes well-formed UTF-8 (RFC 3629: shortest form, no
 * surrogates, at most U+10FFFF)?  On false, *${at} is the offset of the
 * first wrong byte, when ${at} is not NULL.
 */
bool
str_utf8(const char *s, size_t len, size_t *at);

/* The length, 1 to 4, of the well-formed UTF-8 sequence that the ${len}
 * bytes at ${s} begin with; 0 if they begin with none. */
size_t
str_utf8_next(const char *s, size_t len);

/* How many bytes of the ${len} at ${s} stand in a text of JSON as they are:
 * up to the first quote, backslash or control character. */
size_t
str_json_run(const char *s, size_t len);

/* The number of code points of the well-formed UTF-8 text ${s}. */
size_t
str_points(const char *s);

/*
 * A number that tells one version of a text from the next: two that differ
 * in one place alone never have the same.  Eight bytes a step.  It is no
 * protection against a forger.
 */
uint64_t
str_sum(const char *bytes, size_t len);

/* A decimal number of digits only, 0 … ${max}.
 * OK, or INVALID (empty, a sign, a blank, another letter, too large). */
enum result
str_number(const char *s, long long max, long long *out) CHECKED;

/* Is each word of ${some} one of ${all}?  Blanks stand between words. */
bool
str_has_words(const char *all, const char *some);

#endif
