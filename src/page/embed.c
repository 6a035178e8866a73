/*
 * JSON and HTML side by side: escapes within JSON (CLR 1.0 §5.1 R-3).
 * Not HTML escaping: a script's content is never HTML-escaped.  Called by
 * view_clr.c.
 */
#include "page/embed.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

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

static void
put_object(struct str *out, const json_t *object)
{
	const char *key, *comma = "";
	json_t *value;

	str_addc(out, '{');
	json_object_foreach ((json_t *)(uintptr_t)object, key, value) {
		str_add(out, comma);
		put_string(out, key, strlen(key));
		str_addc(out, ':');
		embed_value(out, value);
		comma = ",";
	}
	str_addc(out, '}');
}

static void
put_array(struct str *out, const json_t *array)
{
	json_t *value;
	size_t i;

	str_addc(out, '[');
	json_array_foreach (array, i, value) {
		if (i > 0)
			str_addc(out, ',');
		embed_value(out, value);
	}
	str_addc(out, ']');
}

/* Jansson's own writer looks for circles at each object, which takes
 * longer than all the rest of a page; what was parsed has none. */
void
embed_value(struct str *out, const json_t *value)
{
	char number[64];

	switch (json_typeof(value)) {
	case JSON_OBJECT:
		put_object(out, value);
		break;
	case JSON_ARRAY:
		put_array(out, value);
		break;
	case JSON_STRING:
		put_string(out, json_string_value(value),
			   json_string_length(value));
		break;
	default: /* numbers, true, false, null */
		str_addn(out, number,
			 json_dumpb(value, number, sizeof number,
				    JSON_ENCODE_ANY));
	}
}
