/*
 * URLs: percent-encoding, data: URLs, and what kind of address a text is.
 * It fetches nothing and resolves nothing.  Called by http (queries and
 * forms), model (checks), page (links) and peer.
 */
#include "base/uri.h"

#include <string.h>

#include "base/b64.h"
#include "base/str.h"

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#define DIGITS "0123456789"

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The byte that %XX at the ${len} bytes of ${s} means, or -1. */
static int
escaped(const char *s, size_t len)
{
	int high, low;

	if (len < 3 || s[0] != '%')
		return -1;
	high = hex(s[1]);
	low = hex(s[2]);
	return high < 0 || low < 0 ? -1 : high << 4 | low;
}

/* Decode into ${to}, which has room for ${len} + 1 bytes, and set
 * *${to_len}.  OK, or INVALID for a bad escape. */
static enum result
unescape(char *to, const char *s, size_t len, bool plus, size_t *to_len)
{
	size_t i, n = 0;
	int byte;

	for (i = 0; i < len; i++) {
		if (s[i] != '%') {
			to[n++] = plus && s[i] == '+' ? ' ' : s[i];
			continue;
		}
		byte = escaped(s + i, len - i);
		if (byte < 0)
			return fail(INVALID,
				    "a '%%' without two hexadecimal "
				    "digits at byte %zu",
				    i);
		to[n++] = (char)byte;
		i += 2;
	}
	to[n] = '\0';
	*to_len = n;
	return OK;
}

enum result
uri_decode(struct arena *mem, const char *s, size_t len, bool plus, char **out)
{
	char *text = arena_alloc(mem, len + 1);
	size_t text_len;

	TRY(unescape(text, s, len, plus, &text_len));
	if (memchr(text, '\0', text_len))
		return fail(INVALID, "there must be no NUL byte");
	*out = text;
	return OK;
}

char *
uri_encode(struct arena *mem, const char *s)
{
	static const char digits[] = "0123456789ABCDEF";
	char *text = arena_array(mem, strlen(s) + 1, 3);
	char *to = text;

	for (; *s; s++) {
		if (strchr(LETTERS DIGITS "-._~", *s)) {
			*to++ = *s;
			continue;
		}
		*to++ = '%';
		*to++ = digits[(unsigned char)*s >> 4];
		*to++ = digits[(unsigned char)*s & 15];
	}
	return text;
}

static const bool is_letter[256] = {
	['A' ... 'Z'] = true,
	['a' ... 'z'] = true,
};

/* The length of the scheme ${s} starts with (RFC 3986 §3.1), without the
 * ':' that follows it; 0 if it has none. */
static size_t
scheme_len(const char *s)
{
	size_t len = 0;

	if (!is_letter[(unsigned char)s[0]])
		return 0;
	while (is_letter[(unsigned char)s[len]] ||
	       (s[len] >= '0' && s[len] <= '9') || s[len] == '+' ||
	       s[len] == '-' || s[len] == '.')
		len++;
	return s[len] == ':' ? len : 0;
}

/* ASCII but for controls, the blank, '%' and <>"{}|\^` */
static const bool is_plain[256] = {
	['!'] = true, ['#' ... '$'] = true, ['&' ... ';'] = true,
	['='] = true, ['?' ... '['] = true, [']'] = true,
	['_'] = true, ['a' ... 'z'] = true, ['~'] = true,
};

/* How many bytes of ${s} are one character of a URI (RFC 3986 §2), or of an
 * IRI (RFC 3987 §2.2); 0 if it may not stand in one. */
static size_t
char_len(const char *s, size_t len, bool iri)
{
	unsigned char c = (unsigned char)s[0];

	if (c == '%')
		return escaped(s, len) < 0 ? 0 : 3;
	if (c >= 0x80) {
		if (!iri || (c == 0xC2 && (unsigned char)s[1] < 0xA0))
			return 0;
		return str_utf8_next(s, len);
	}
	return is_plain[c];
}

bool
uri_is_absolute(const char *s, bool iri)
{
	size_t scheme, len, i, n;

	if (!s)
		return false;
	scheme = scheme_len(s);
	len = strlen(s);
	if (scheme == 0 || scheme + 1 == len)
		return false;
	for (i = scheme + 1; i < len; i += n) {
		n = char_len(s + i, len - i, iri);
		if (n == 0)
			return false;
	}
	return true;
}

bool
uri_has_scheme(const char *s, const char *scheme)
{
	size_t len = s ? scheme_len(s) : 0;

	return len > 0 && len == strlen(scheme) &&
	       strncasecmp(s, scheme, len) == 0;
}

/* A data: URL before its type is read: pointers lead into the text. */
struct head {
	const char *type;
	size_t type_len;
	const char *comma;
};

static bool
data_head(const char *s, struct head *out)
{
	if (!uri_has_scheme(s, "data"))
		return false;
	out->type = s + strlen("data:");
	out->comma = strchr(out->type, ',');
	out->type_len = strcspn(out->type, ";,");
	return out->comma != NULL;
}

/* What a data: URL of each type may be used for; others are text. */
static enum uri_use
data_use(const char *s)
{
	static const struct {
		const char *type;
		enum uri_use use;
	} rows[] = {
		{ "image/png", URI_IMAGE },	 { "image/jpeg", URI_IMAGE },
		{ "image/gif", URI_IMAGE },	 { "image/svg+xml", URI_IMAGE },
		{ "application/pdf", URI_FILE }, { "text/plain", URI_FILE },
	};
	struct head head;
	size_t i;

	if (!data_head(s, &head))
		return URI_TEXT_ONLY;
	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (strlen(rows[i].type) == head.type_len &&
		    strncasecmp(rows[i].type, head.type, head.type_len) == 0)
			return rows[i].use;
	}
	return URI_TEXT_ONLY;
}

/* Where the authority (RFC 3986 §3.2) of an http(s) URL begins; NULL if it
 * is none, or has an empty one. */
static const char *
authority(const char *s)
{
	if (!uri_has_scheme(s, "http") && !uri_has_scheme(s, "https"))
		return NULL;
	s = strchr(s, ':');
	if (!str_starts(s, "://"))
		return NULL;
	s += 3;
	return strchr("/?#", *s) ? NULL : s;
}

/* Browsers drop tabs and line ends and turn '\' into '/': with one of them
 * a text may be another address than it seems. */
static bool
has_trap(const char *s)
{
	for (; *s; s++) {
		if ((unsigned char)*s <= ' ' || *s == 0x7F || *s == '\\')
			return true;
	}
	return false;
}

enum uri_use
uri_use(const char *s)
{
	size_t scheme = s ? scheme_len(s) : 0;

	if (scheme == 0 || s[scheme + 1] == '\0' || has_trap(s))
		return URI_TEXT_ONLY;
	if (authority(s) || uri_has_scheme(s, "mailto") ||
	    uri_has_scheme(s, "tel"))
		return URI_LINK;
	return data_use(s);
}

/* Lower-case copy of ${len} bytes, ASCII letters only. */
static char *
lower_copy(struct arena *mem, const char *s, size_t len)
{
	char *copy = arena_strndup(mem, s, len);
	char *c;

	for (c = copy; *c; c++) {
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c | 0x20);
	}
	return copy;
}

/* Is ${type} a media type: two names with a '/' between (RFC 6838 §4.2)? */
static bool
is_media_type(const char *type)
{
	static const char name[] = LETTERS DIGITS "!#$&-^_.+";
	size_t first = strspn(type, name), second;

	if (first == 0 || type[first] != '/')
		return false;
	second = strspn(type + first + 1, name);
	return second > 0 && type[first + 1 + second] == '\0';
}

enum result
uri_data(struct arena *mem, const char *s, struct uri_data *out)
{
	static const char base64[] = ";base64";
	const size_t tail = sizeof base64 - 1;
	struct head head;

	if (!s || !data_head(s, &head))
		return fail(INVALID, "not a data: URL with a ','");
	out->type = head.type_len == 0
			    ? "text/plain"
			    : lower_copy(mem, head.type, head.type_len);
	if (!is_media_type(out->type))
		return fail(INVALID, "a data: URL without a media type");
	out->is_base64 = (size_t)(head.comma - head.type) >= tail &&
			 strncasecmp(head.comma - tail, base64, tail) == 0;
	out->body = head.comma + 1;
	out->body_len = strcspn(out->body, "#");
	return OK;
}

/* The bytes may be anything: unlike in uri_decode() a NUL is allowed. */
enum result
uri_data_bytes(struct arena *mem, const struct uri_data *data,
	       unsigned char **out, size_t *out_len)
{
	char *plain = arena_alloc(mem, data->body_len + 1);
	size_t len;

	TRY(unescape(plain, data->body, data->body_len, false, &len));
	if (data->is_base64)
		return b64_decode(mem, plain, len, out, out_len);
	*out = (unsigned char *)plain;
	*out_len = len;
	return OK;
}

/* The length of the host at ${s}, a name or an address in brackets. */
static size_t
host_len(const char *s, size_t len)
{
	const char *end;

	end = memchr(s, s[0] == '[' ? ']' : ':', len);
	if (!end)
		return s[0] == '[' ? 0 : len;
	return (size_t)(end - s) + (s[0] == '[');
}

char *
uri_host(struct arena *mem, const char *s)
{
	const char *at;
	size_t len;

	if (!s || has_trap(s))
		return NULL;
	s = authority(s);
	if (!s)
		return NULL;
	len = strcspn(s, "/?#");
	at = memrchr(s, '@', len);
	if (at) {
		len -= (size_t)(at + 1 - s);
		s = at + 1;
	}
	len = len > 0 ? host_len(s, len) : 0;
	return len > 0 ? lower_copy(mem, s, len) : NULL;
}

bool
uri_is_mailbox(const char *s)
{
	const char *at = strchr(s, '@'), *c;

	for (c = s; *c; c++)
		if ((unsigned char)*c <= ' ' || *c == 0x7f)
			return false;
	return c - s <= URI_MAILBOX && at && at != s && at[1] &&
	       !strchr(at + 1, '@') && !strpbrk(s, "<>()[],;:\\\"");
}
