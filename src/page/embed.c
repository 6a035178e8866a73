/*
 * JSON and HTML side by side: escapes within JSON (CLR 1.0 §5.1 R-3).
 * Not HTML escaping: a script's content is never HTML-escaped.  Called by
 * view_clr.c.
 */
#include "page/embed.h"

#include <string.h>

#include "model/jsonmem.h"

/* U+2028 and U+2029 in UTF-8: E2 80 A8 and E2 80 A9. */
static bool
is_line_separator(const char *s, size_t left)
{
	return left >= 3 && memcmp(s, "\xE2\x80", 2) == 0 &&
	       (s[2] == '\xA8' || s[2] == '\xA9');
}

/* Bytes that may need an escape; of the rest a document consists. */
static const bool is_special[256] = {
	['<'] = true, ['>'] = true, ['&'] = true, [0xE2] = true
};

/* Length of the run of bytes that need nothing. */
static size_t
plain_run(const char *s, size_t len)
{
	size_t i = 0;

	while (i < len &&
	       (!is_special[(unsigned char)s[i]] ||
		(s[i] == '\xE2' && !is_line_separator(s + i, len - i))))
		i++;
	return i;
}

void
embed_json(struct str *out, const char *json, size_t len)
{
	size_t i = 0, run;

	str_reserve(out, len + 16);
	while (i < len) {
		run = plain_run(json + i, len - i);
		str_addn(out, json + i, run);
		i += run;
		if (i == len)
			return;
		if (json[i] == '\xE2') {
			str_add(out,
				json[i + 2] == '\xA8' ? "\\u2028" : "\\u2029");
			i += 3;
		} else {
			str_addf(out, "\\u%04x", (unsigned)json[i]);
			i++;
		}
	}
}

/* A string of JSON: quotes, backslashes and controls escaped as well. */
static void
put_string(struct str *out, const char *s, size_t len)
{
	size_t from = 0, i;

	str_addc(out, '"');
	for (i = 0; i < len; i++) {
		if ((unsigned char)s[i] >= ' ' && s[i] != '"' && s[i] != '\\')
			continue;
		embed_json(out, s + from, i - from);
		str_addf(out, "\\u%04x", (unsigned)(unsigned char)s[i]);
		from = i + 1;
	}
	embed_json(out, s + from, len - from);
	str_addc(out, '"');
}

void
embed_value(struct str *out, const json_t *value)
{
	jsonmem_write(out, value, put_string);
}
