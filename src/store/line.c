/*
 * Making and judging texts of one line.  No SQL.  Called by the nouns of
 * this folder that keep what somebody typed.
 */
#include "store/line.h"

#include <string.h>

#include "base/str.h"

/* Is the character of ${len} bytes at ${s} a control, or a line's end? */
static bool
is_control(const char *s, size_t len)
{
	const unsigned char *c = (const unsigned char *)s;

	if (len == 1)
		return c[0] < 0x20 || c[0] == 0x7f;
	if (len == 2)
		return c[0] == 0xc2 && c[1] < 0xa0;
	return len == 3 && c[0] == 0xe2 && c[1] == 0x80 &&
	       (c[2] == 0xa8 || c[2] == 0xa9);
}

bool
line_is(const char *s)
{
	size_t left = strlen(s), n;

	for (; left > 0; s += n, left -= n) {
		n = str_utf8_next(s, left);
		if (n == 0 || is_control(s, n))
			return false;
	}
	return true;
}

char *
line_of(struct arena *mem, const char *s, size_t most)
{
	size_t left = s ? strlen(s) : 0, n;
	struct str out;

	str_init(&out, mem);
	for (; left > 0 && most > 0; most--) {
		n = str_utf8_next(s, left);
		if (n == 0)
			str_add(&out, "\xef\xbf\xbd");
		else if (is_control(s, n))
			str_addc(&out, ' ');
		else
			str_addn(&out, s, n);
		n = n ? n : 1;
		s += n;
		left -= n;
	}
	return out.s;
}

enum result
line_reason(const char *s, int most)
{
	size_t len = strlen(s);

	if (!str_utf8(s, len, NULL))
		return fail(INVALID, "The reason is not readable text.");
	if (s[strspn(s, " \t\r\n")] == '\0')
		return fail(INVALID, "Give a reason.");
	if (str_points(s) > (size_t)most)
		return fail(INVALID, "The reason is longer than %d characters.",
			    most);
	return OK;
}
