/*
 * Any bytes as a URL: what is decoded, linked and taken apart must agree
 * with what its header says.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/uri.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
need(bool is_so)
{
	if (!is_so)
		abort();
}

static void
decode(struct arena *mem, const char *bytes, size_t size)
{
	char *text, *again;

	if (uri_decode(mem, bytes, size, true, &text) != OK)
		return;
	need(strlen(text) <= size);
	again = uri_encode(mem, text);
	need(uri_decode(mem, again, strlen(again), true, &again) == OK);
	need(streq(again, text));
}

static void
judge(struct arena *mem, const char *s)
{
	enum uri_use use = uri_use(s);
	struct uri_data parts;
	unsigned char *out;
	size_t len;

	need(!uri_is_absolute(s, false) || uri_is_absolute(s, true));
	if (use == URI_LINK)
		need(uri_has_scheme(s, "http") || uri_has_scheme(s, "https") ||
		     uri_has_scheme(s, "mailto") || uri_has_scheme(s, "tel"));
	if (use != URI_TEXT_ONLY)
		need(!strpbrk(s, " \t\r\n\\"));
	if (use == URI_IMAGE || use == URI_FILE)
		need(uri_data(mem, s, &parts) == OK);
	if (uri_data(mem, s, &parts) == OK &&
	    uri_data_bytes(mem, &parts, &out, &len) == OK)
		need(len <= parts.body_len && out[len] == '\0');
	s = uri_host(mem, s);
	need(!s || (*s && !strpbrk(s, "/?# \\ABCXYZ")));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	auto_arena mem = arena_new();

	decode(mem, (const char *)data, size);
	judge(mem, arena_strndup(mem, (const char *)data, size));
	return 0;
}
