/*
 * Base64 in its two alphabets (RFC 4648).  The strict decoder is for
 * signed tokens, where two spellings of one value would be a hole; the
 * other one is for data: URLs.  Called by crypto, auth and uri.c.
 */
#include "base/b64.h"

#include <stdbool.h>
#include <stdint.h>

static const char url_letters[] =
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

char *
b64url_encode(struct arena *mem, const void *data, size_t len)
{
	const unsigned char *from = data;
	char *text = arena_alloc(mem, len / 3 * 4 + 5);
	char *to = text;
	unsigned bits = 0, have = 0;
	size_t i;

	for (i = 0; i < len; i++) {
		bits = bits << 8 | from[i];
		for (have += 8; have >= 6; have -= 6)
			*to++ = url_letters[bits >> (have - 6) & 63];
	}
	if (have > 0)
		*to++ = url_letters[bits << (6 - have) & 63];
	return text;
}

char *
b64_encode(struct arena *mem, const void *data, size_t len)
{
	char *text = b64url_encode(mem, data, len), *c;

	for (c = text; *c; c++)
		*c = *c == '-' ? '+' : *c == '_' ? '/' : *c;
	while ((c - text) % 4)
		*c++ = '=';
	return text;
}

/* The value of a letter, 0 to 63, or -1; the last two letters are
 * ${c62} and ${c63}. */
static int
value(char c, char c62, char c63)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == c62 ? 62 : c == c63 ? 63 : -1;
}

/* Bytes being put together from letters. */
struct sink {
	unsigned char *bytes;
	size_t len;
	unsigned bits;
	unsigned have; /* bits that are not yet a byte: 0 to 6 */
};

static void
sink_add(struct sink *to, int six)
{
	to->bits = to->bits << 6 | (unsigned)six;
	to->have += 6;
	if (to->have >= 8) {
		to->have -= 8;
		to->bytes[to->len++] = (unsigned char)(to->bits >> to->have);
		to->bits &= (1U << to->have) - 1;
	}
}

/* Six spare bits are a letter too many; other spare ones must be zero. */
static bool
sink_ends_well(const struct sink *from)
{
	return from->have < 6 && from->bits == 0;
}

/* What each byte stands for in the URL alphabet, plus one; 0: nothing. */
static const unsigned char *
url_values(void)
{
	static unsigned char values[256];
	unsigned char i;

	if (!values['A'])
		for (i = 0; i < 64; i++)
			values[(unsigned char)url_letters[i]] = i + 1;
	return values;
}

/* Decode whole groups of four letters, three bytes each: all of a signed
 * text but its ends.  How many letters that were; a group that is not all
 * letters ends it. */
static size_t
decode_groups(const char *s, size_t len, unsigned char *to)
{
	const unsigned char *in = (const unsigned char *)s;
	const unsigned char *values = url_values();
	uint32_t a, b, c, d;
	size_t i;

	for (i = 0; i + 4 <= len; i += 4) {
		a = values[in[i]] - 1U;
		b = values[in[i + 1]] - 1U;
		c = values[in[i + 2]] - 1U;
		d = values[in[i + 3]] - 1U;
		if ((a | b | c | d) > 63)
			break;
		*to++ = (unsigned char)(a << 2 | b >> 4);
		*to++ = (unsigned char)(b << 4 | c >> 2);
		*to++ = (unsigned char)(c << 6 | d);
	}
	return i;
}

enum result
b64url_decode(struct arena *mem, const char *s, size_t len, unsigned char **out,
	      size_t *out_len)
{
	struct sink to = { .bytes = arena_raw(mem, len / 4 * 3 + 4) };
	size_t i = decode_groups(s, len, to.bytes);
	int six;

	for (to.len = i / 4 * 3; i < len; i++) {
		six = value(s[i], '-', '_');
		if (six < 0)
			return fail(INVALID, "not base64url at byte %zu", i);
		sink_add(&to, six);
	}
	if (!sink_ends_well(&to))
		return fail(INVALID, "base64url that ends within a byte");
	to.bytes[to.len] = '\0';
	*out = to.bytes;
	*out_len = to.len;
	return OK;
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Is the rest of ${s} white space and ${letters} letters' padding?  None
 * is fine as well. */
static bool
is_padding(const char *s, size_t len, size_t letters)
{
	size_t i, signs = 0;

	for (i = 0; i < len; i++) {
		if (s[i] == '=')
			signs++;
		else if (!is_space(s[i]))
			return false;
	}
	return signs == 0 || (letters % 4 > 1 && signs == 4 - letters % 4);
}

enum result
b64_decode(struct arena *mem, const char *s, size_t len, unsigned char **out,
	   size_t *out_len)
{
	struct sink to = { .bytes = arena_alloc(mem, len / 4 * 3 + 4) };
	size_t i, letters = 0;
	int six;

	for (i = 0; i < len; i++) {
		six = value(s[i], '+', '/');
		if (six < 0 && !is_space(s[i]))
			break;
		if (six < 0)
			continue;
		sink_add(&to, six);
		letters++;
	}
	if (!is_padding(s + i, len - i, letters))
		return fail(INVALID, "not base64 at byte %zu", i);
	if (!sink_ends_well(&to))
		return fail(INVALID, "base64 that ends within a byte");
	*out = to.bytes;
	*out_len = to.len;
	return OK;
}
