/*
 * The growing string, comparisons and UTF-8.  No words of any language and
 * no escaping for any format: each format has its own writer.  Called from
 * everywhere.
 */
#include "base/str.h"

#include <stdio.h>

#include "base/auto.h"

#define FIRST_ROOM 64

void
str_init(struct str *b, struct arena *mem)
{
	b->s = arena_alloc(mem, FIRST_ROOM);
	b->len = 0;
	b->cap = FIRST_ROOM;
	b->mem = mem;
}

void
str_clear(struct str *b)
{
	b->len = 0;
	b->s[0] = '\0';
}

void
str_cut(struct str *b, size_t len)
{
	b->len = len;
	b->s[len] = '\0';
}

/* At least double, so that many small additions cost few copies. */
void
str_reserve(struct str *b, size_t more)
{
	size_t cap;

	if (more < b->cap - b->len)
		return;
	if (more > SIZE_MAX / 2 - b->len - 1)
		auto_die("out of memory");
	cap = b->len + more + 1;
	if (cap < b->cap * 2)
		cap = b->cap * 2;
	b->s = arena_grow(b->mem, b->s, b->cap, cap);
	b->cap = cap;
}

size_t
str_digits(char out[STR_DIGITS], unsigned long long n)
{
	char backwards[STR_DIGITS];
	size_t len = 0;

	do
		backwards[len++] = (char)('0' + n % 10);
	while ((n /= 10) > 0);
	for (size_t i = 0; i < len; i++)
		out[i] = backwards[len - 1 - i];
	out[len] = '\0';
	return len;
}

void
str_addf(struct str *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	str_vaddf(b, fmt, ap);
	va_end(ap);
}

void
str_vaddf(struct str *b, const char *fmt, va_list ap)
{
	size_t left = b->cap - b->len;
	va_list again;
	int len;

	va_copy(again, ap);
	len = vsnprintf(b->s + b->len, left, fmt, ap);
	if (len < 0)
		auto_die("a text that cannot be printed");
	if ((size_t)len >= left) {
		str_reserve(b, (size_t)len);
		vsnprintf(b->s + b->len, (size_t)len + 1, fmt, again);
	}
	va_end(again);
	b->len += (size_t)len;
}

bool
streq(const char *a, const char *b)
{
	if (!a || !b)
		return a == b;
	return strcmp(a, b) == 0;
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

bool
strieq(const char *a, const char *b)
{
	if (!a || !b)
		return a == b;
	while (*a && lower(*a) == lower(*b))
		a++, b++;
	return lower(*a) == lower(*b);
}

bool
str_ends(const char *s, const char *part)
{
	size_t len, tail;

	if (!s || !part)
		return false;
	len = strlen(s);
	tail = strlen(part);
	return len >= tail && memcmp(s + len - tail, part, tail) == 0;
}

/* The bounds of the second byte refuse long forms, surrogates and what lies
 * above U+10FFFF (RFC 3629 §4). */
size_t
str_utf8_next(const char *s, size_t len)
{
	const unsigned char *u = (const unsigned char *)s;
	unsigned char low = 0x80, high = 0xBF;
	size_t need, i;

	if (len == 0)
		return 0;
	if (u[0] < 0x80)
		return 1;
	if (u[0] < 0xC2 || u[0] > 0xF4)
		return 0;
	need = u[0] < 0xE0 ? 2 : u[0] < 0xF0 ? 3 : 4;
	if (u[0] == 0xE0)
		low = 0xA0;
	else if (u[0] == 0xED)
		high = 0x9F;
	else if (u[0] == 0xF0)
		low = 0x90;
	else if (u[0] == 0xF4)
		high = 0x8F;
	if (len < need || u[1] < low || u[1] > high)
		return 0;
	for (i = 2; i < need; i++) {
		if ((u[i] & 0xC0) != 0x80)
			return 0;
	}
	return need;
}

/* How many bytes from ${s} on are ASCII; eight are looked at in one step. */
static size_t
ascii_run(const char *s, size_t len)
{
	size_t i = 0;
	uint64_t eight;

	for (; len - i >= sizeof eight; i += sizeof eight) {
		memcpy(&eight, s + i, sizeof eight);
		if (eight & UINT64_C(0x8080808080808080))
			break;
	}
	while (i < len && (unsigned char)s[i] < 0x80)
		i++;
	return i;
}

bool
str_utf8(const char *s, size_t len, size_t *at)
{
	size_t i = 0, n;

	while ((i += ascii_run(s + i, len - i)) < len) {
		n = str_utf8_next(s + i, len - i);
		if (n == 0) {
			if (at)
				*at = i;
			return false;
		}
		i += n;
	}
	return true;
}

/* Has one of eight bytes its highest bit, once it is less than ${n} (at most
 * 128) or equal to ${c}?  Those above 127 are neither. */
#define EACH(n) (UINT64_C(0x0101010101010101) * (n))
#define HIGH EACH(0x80)
#define ANY_LESS(x, n) (((x)-EACH(n)) & ~(x)&HIGH)
#define ANY_IS(x, c) ANY_LESS((x) ^ EACH(c), 1)

size_t
str_json_run(const char *s, size_t len)
{
	size_t i = 0;
	uint64_t eight;

	for (; len - i >= sizeof eight; i += sizeof eight) {
		memcpy(&eight, s + i, sizeof eight);
		if (ANY_LESS(eight, ' ') | ANY_IS(eight, '"') |
		    ANY_IS(eight, '\\'))
			break;
	}
	while (i < len && (unsigned char)s[i] >= ' ' && s[i] != '"' &&
	       s[i] != '\\')
		i++;
	return i;
}

size_t
str_points(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += (*s & 0xC0) != 0x80;
	return n;
}

/* Each step can be undone, so that two texts which differ in one place
 * alone never have the same sum. */
static uint64_t
sum_step(uint64_t sum, uint64_t eight)
{
	sum = (sum ^ eight) * 0x9e3779b97f4a7c15u;
	return sum ^ sum >> 32;
}

uint64_t
str_sum(const char *bytes, size_t len)
{
	uint64_t sum = len, eight;

	for (; len >= sizeof(eight); len -= sizeof(eight)) {
		memcpy(&eight, bytes, sizeof(eight));
		sum = sum_step(sum, eight);
		bytes += sizeof(eight);
	}
	eight = 0;
	memcpy(&eight, bytes, len);
	return sum_step(sum, eight);
}

enum result
str_number(const char *s, long long max, long long *out)
{
	long long n = 0;
	const char *c;

	if (str_empty(s))
		return fail(INVALID, "a number is missing");
	for (c = s; *c; c++) {
		if (*c < '0' || *c > '9')
			return fail(INVALID, "not a number of digits only");
		if (__builtin_mul_overflow(n, 10, &n) ||
		    __builtin_add_overflow(n, *c - '0', &n) || n > max)
			return fail(INVALID, "a number above %lld", max);
	}
	*out = n;
	return OK;
}

static bool
has_word(const char *all, const char *word, size_t len)
{
	size_t next;

	for (; *all; all += next) {
		all += strspn(all, " ");
		next = strcspn(all, " ");
		if (next == len && memcmp(all, word, len) == 0)
			return true;
	}
	return false;
}

bool
str_has_words(const char *all, const char *some)
{
	size_t len;

	for (; *some; some += len) {
		some += strspn(some, " ");
		len = strcspn(some, " ");
		if (len && !has_word(all, some, len))
			return false;
	}
	return true;
}
