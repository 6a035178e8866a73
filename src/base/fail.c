/*
 * The last failure of this process.  It decides nothing: what a result
 * means to a reader stands in web/errors.c.  Called from everywhere, by
 * the macro fail().
 */
#include "base/fail.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* The one failure kept; cleared between two requests. */
static struct failure last;

static const char *const names[RESULT__MAX] = {
	[OK] = "OK",
	[INVALID] = "INVALID",
	[UNAUTHORIZED] = "UNAUTHORIZED",
	[FORBIDDEN] = "FORBIDDEN",
	[NOT_FOUND] = "NOT_FOUND",
	[GONE] = "GONE",
	[BAD_METHOD] = "BAD_METHOD",
	[CONFLICT] = "CONFLICT",
	[TOO_BIG] = "TOO_BIG",
	[BAD_TYPE] = "BAD_TYPE",
	[UPSTREAM] = "UPSTREAM",
	[TOO_OFTEN] = "TOO_OFTEN",
	[BUSY] = "BUSY",
	[MISDIRECTED] = "MISDIRECTED",
	[INTERNAL] = "INTERNAL",
};

/* Shorten ${s} of ${len} bytes so that no UTF-8 sequence is cut in two. */
static void
cut_clean(char *s, size_t len)
{
	size_t start = len;

	while (start > 0 && len - start < 4 && (s[start - 1] & 0xC0) == 0x80)
		start--;
	if (start > 0 && (s[start - 1] & 0xC0) == 0xC0)
		s[start - 1] = '\0';
}

/* The sentence is made aside, because it may quote the last failure. */
enum result
fail_at(const char *file, int line, enum result result, const char *fmt, ...)
{
	char text[sizeof last.text];
	va_list ap;
	int len;

	va_start(ap, fmt);
	len = vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	if (len < 0)
		text[0] = '\0';
	else if ((size_t)len >= sizeof text)
		cut_clean(text, sizeof text - 1);
	last.result = result;
	last.file = file;
	last.line = line;
	memcpy(last.text, text, sizeof text);
	return result;
}

const struct failure *
fail_last(void)
{
	return &last;
}

void
fail_clear(void)
{
	memset(&last, 0, sizeof last);
}

const char *
fail_name(enum result result)
{
	if ((unsigned)result >= RESULT__MAX)
		return "UNKNOWN";
	return names[result];
}
