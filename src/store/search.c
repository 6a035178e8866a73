/*
 * Folding texts to lower case, so that they are found whatever their
 * case.  No SQL: the nouns' files have that.
 */
#include "store/search.h"

#include <locale.h>
#include <stdbool.h>
#include <string.h>
#include <wctype.h>

#include "base/str.h"

/* The locale that knows Unicode's letters; made once a process and kept.
 * (locale_t)0 where the system has none: then only A-Z are folded. */
static locale_t
letters(void)
{
	static locale_t kept;
	static bool is_made;

	if (!is_made)
		kept = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	is_made = true;
	return kept;
}

static wint_t
fold(wint_t c)
{
	if (letters())
		return towlower_l(c, letters());
	return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

/* The length of the character at ${s}, of ${len} bytes; 1 for a byte that
 * starts none. */
static size_t
char_len(const char *s, size_t len)
{
	unsigned char c = (unsigned char)*s;
	size_t n = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : c >= 0xc0 ? 2 : 1;

	return n <= len && str_utf8(s, n, NULL) ? n : 1;
}

static wint_t
decode(const char *s, size_t n)
{
	wint_t c = (unsigned char)*s;
	size_t i;

	if (n > 1)
		c &= 0xffu >> (n + 1);
	for (i = 1; i < n; i++)
		c = c << 6 | ((unsigned char)s[i] & 0x3fu);
	return c;
}

static void
encode(struct str *out, wint_t c)
{
	size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	char s[4];
	size_t i;

	for (i = n - 1; i > 0; i--) {
		s[i] = (char)(0x80 | (c & 0x3f));
		c >>= 6;
	}
	s[0] = (char)(n == 1 ? c : (0xf00u >> n & 0xff) | c);
	str_addn(out, s, n);
}

static void
add_folded(struct str *out, const char *s, size_t len)
{
	size_t n;

	for (; len > 0; s += n, len -= n) {
		n = char_len(s, len);
		if (n == 1 && (unsigned char)*s >= 0x80)
			str_addc(out, *s);
		else
			encode(out, fold(decode(s, n)));
	}
}

char *
search_text(struct arena *mem, const char *const parts[], size_t count)
{
	struct str out;
	size_t i;

	str_init(&out, mem);
	for (i = 0; i < count; i++) {
		if (i > 0)
			str_addc(&out, '\n');
		if (parts[i])
			add_folded(&out, parts[i], strlen(parts[i]));
	}
	return out.s;
}

char *
search_words(struct arena *mem, const char *query)
{
	const char *s = search_cut(mem, query, SEARCH_LONGEST);

	return search_text(mem, &s, 1);
}

char *
search_cut(struct arena *mem, const char *s, size_t most)
{
	size_t len = s ? strlen(s) : 0;

	if (len > most) {
		len = most;
		while (len > 0 && ((unsigned char)s[len] & 0xc0) == 0x80)
			len--;
	}
	return arena_strndup(mem, s ? s : "", len);
}
