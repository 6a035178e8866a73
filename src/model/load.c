/*
 * Bytes → json_t, within limits, and bytes of a part of a document.
 *
 * Size, encoding and depth are measured before the parser sees a byte; the
 * parser's complaints become plain sentences with line and column.  What a
 * document means is not known here.  Called by import, store and peer.
 */
#include "model/load.h"

#include <string.h>

#include "base/b64.h"
#include "base/str.h"
#include "model/jsonmem.h"

#define BOM "\xEF\xBB\xBF"
#define BOM_LEN 3
#define MEGABYTE (1024 * 1024)

/* A part of a JWS. */
struct part {
	unsigned char *bytes;
	size_t len;
	json_t *doc;
};

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Line and column, from 1, of byte ${at}; columns count characters. */
static void
place(const char *s, size_t at, size_t *line, size_t *column)
{
	*line = *column = 1;
	for (size_t i = 0; i < at; i++) {
		if (s[i] == '\n') {
			++*line;
			*column = 1;
		} else if ((s[i] & 0xC0) != 0x80) {
			++*column;
		}
	}
}

enum result
load_size(size_t len, const struct load_limits *limits)
{
	if (len <= limits->max_bytes)
		return OK;
	if (limits->max_bytes >= MEGABYTE)
		return fail(TOO_BIG,
			    "The document is %zu bytes long; at most "
			    "%zu MiB are taken.",
			    len, limits->max_bytes / MEGABYTE);
	return fail(TOO_BIG,
		    "The document is %zu bytes long; at most %zu "
		    "bytes are taken.",
		    len, limits->max_bytes);
}

/* The end of the string whose opening quote is s[at]: the offset of its
 * closing quote, or ${len} if it has none. */
static size_t
string_end(const char *s, size_t at, size_t len)
{
	for (at++; at < len && s[at] != '"'; at++)
		if (s[at] == '\\')
			at++;
	return at < len ? at : len;
}

/* Refuse nesting deeper than ${max}, without parsing. */
static enum result
check_depth(const char *s, size_t len, int max)
{
	size_t line, column;
	int depth = 0;

	for (size_t i = 0; i < len; i++) {
		if (s[i] == '"')
			i = string_end(s, i, len);
		else if (s[i] == '}' || s[i] == ']')
			depth--;
		else if ((s[i] == '{' || s[i] == '[') && ++depth > max) {
			place(s, i, &line, &column);
			return fail(INVALID,
				    "The document is nested deeper "
				    "than %d levels (line %zu, column %zu).",
				    max, line, column);
		}
	}
	return OK;
}

static enum result
check_utf8(const char *s, size_t len)
{
	size_t at, line, column;

	if (str_utf8(s, len, &at))
		return OK;
	place(s, at, &line, &column);
	return fail(INVALID,
		    "The document is not UTF-8 text: byte %02X at "
		    "line %zu, column %zu does not fit. Save it as UTF-8.",
		    (unsigned)(unsigned char)s[at], line, column);
}

/* The string literal that ends before byte ${end}, at most 40 bytes. */
static void
literal_before(const char *s, size_t end, const char **start, int *len)
{
	size_t first = end > 1 ? end - 2 : 0;
	size_t n;

	while (first > 0 && (s[first] != '"' || s[first - 1] == '\\'))
		first--;
	n = end - first;
	*start = s + first;
	*len = n > 40 ? 40 : (int)n;
	while (*len > 0 && (size_t)*len < n && ((*start)[*len] & 0xC0) == 0x80)
		--*len;
}

/* What the parser complains of, as a sentence. */
static enum result
refuse_json(const char *s, size_t len, const json_error_t *e)
{
	size_t end = e->position > 0 ? (size_t)e->position : 0;
	const char *word;
	int word_len;

	if (end > len)
		end = len;
	literal_before(s, end, &word, &word_len);
	switch (json_error_code(e)) {
	case json_error_premature_end_of_input:
		return fail(INVALID,
			    "The document ends in the middle: "
			    "something is missing after line %d, column %d.",
			    e->line, e->column);
	case json_error_end_of_input_expected:
		return fail(INVALID,
			    "There is more after the end of the "
			    "document (line %d, column %d).",
			    e->line, e->column);
	case json_error_duplicate_key:
		return fail(INVALID,
			    "The member %.*s stands twice in one "
			    "object (line %d, column %d).",
			    word_len, word, e->line, e->column);
	case json_error_null_character:
	case json_error_null_byte_in_key:
		return fail(INVALID,
			    "A text holds the character \\u0000, "
			    "which is not taken (line %d, column %d).",
			    e->line, e->column);
	case json_error_numeric_overflow:
		return fail(INVALID,
			    "A number is too large (line %d, "
			    "column %d).",
			    e->line, e->column);
	default:
		return fail(INVALID,
			    "The document is not JSON: %s (line %d, "
			    "column %d).",
			    e->text, e->line, e->column);
	}
}

/* Refuse what holds nothing at all; pass over a BOM. */
static enum result
check_content(const char **bytes, size_t *len)
{
	size_t at = 0;
	bool has_bom = *len >= BOM_LEN && memcmp(*bytes, BOM, BOM_LEN) == 0;

	if (has_bom) {
		*bytes += BOM_LEN;
		*len -= BOM_LEN;
	}
	while (at < *len && is_space((*bytes)[at]))
		at++;
	if (at < *len)
		return OK;
	if (has_bom)
		return fail(INVALID, "The document holds nothing but a byte "
				     "order mark.");
	return fail(INVALID, "The document is empty.");
}

enum result
load_json(struct arena *mem, const char *bytes, size_t len,
	  const struct load_limits *limits, json_t **out)
{
	enum result result = load_size(len, limits);
	json_error_t error;

	if (result == OK)
		result = check_content(&bytes, &len);
	if (result == OK)
		result = check_utf8(bytes, len);
	if (result == OK)
		result = check_depth(bytes, len, limits->max_depth);
	if (result != OK)
		return result;
	*out = json_loadb(bytes, len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY,
			  &error);
	if (!*out)
		return refuse_json(bytes, len, &error);
	jsonmem_defer(mem, *out);
	return OK;
}

/* What the checks above have passed once needs none of them again: not the
 * search for members that stand twice, nor a limit that was lowered since. */
enum result
load_stored(struct arena *mem, const char *bytes, size_t len, json_t **out)
{
	json_error_t error;

	TRY(check_content(&bytes, &len));
	*out = json_loadb(bytes, len, JSON_DECODE_ANY, &error);
	if (!*out)
		return refuse_json(bytes, len, &error);
	jsonmem_defer(mem, *out);
	return OK;
}

static size_t
skip_space(const char *s, size_t at, size_t len)
{
	while (at < len && is_space(s[at]))
		at++;
	return at;
}

/* The offset after the value that begins at ${at}. */
static size_t
skip_value(const char *s, size_t at, size_t len)
{
	int depth = 0;

	for (; at < len; at++) {
		if (s[at] == '"') {
			at = string_end(s, at, len);
		} else if (s[at] == '{' || s[at] == '[') {
			depth++;
			continue;
		} else if (s[at] == '}' || s[at] == ']') {
			depth--;
		} else if (depth > 0) {
			continue;
		} else {
			while (at < len && !strchr(",]} \t\n\r", s[at]))
				at++;
			return at;
		}
		if (depth <= 0)
			return at < len ? at + 1 : len;
	}
	return len;
}

/* Is the pointer's ${token}, with ~0 and ~1, the text ${s}? */
static bool
is_token(const char *token, size_t token_len, const char *s, size_t len)
{
	size_t i = 0, n = 0;

	for (; i < token_len && n < len; i++, n++) {
		char c = token[i];

		if (c == '~' && i + 1 < token_len)
			c = token[++i] == '1' ? '/' : '~';
		if (c != s[n])
			return false;
	}
	return i == token_len && n == len;
}

/* Is the member name written as the ${len} bytes at ${s}, quotes included,
 * the one that ${token} asks for? */
static bool
is_member(const char *token, size_t token_len, const char *s, size_t len)
{
	if (len < 2)
		return false;
	if (memchr(s, '\\', len)) {
		json_auto_t *name = json_loadb(s, len, JSON_DECODE_ANY, NULL);

		return name &&
		       is_token(token, token_len, json_string_value(name),
				json_string_length(name));
	}
	return is_token(token, token_len, s + 1, len - 2);
}

/* The offset of the value of a member of the object at ${at}; ${len} if
 * there is none. */
static size_t
find_member(const char *s, size_t at, size_t len, const char *token,
	    size_t token_len)
{
	size_t name, end;

	for (at++; at < len; at++) {
		name = skip_space(s, at, len);
		if (name >= len || s[name] != '"')
			return len;
		end = skip_value(s, name, len);
		at = skip_space(s, end, len);
		at = skip_space(s, at < len ? at + 1 : len, len);
		if (is_member(token, token_len, s + name, end - name))
			return at;
		at = skip_space(s, skip_value(s, at, len), len);
	}
	return len;
}

bool
load_next(struct load_items *items, const char **part, size_t *part_len)
{
	const char *s = items->at;
	size_t len = (size_t)(items->end - s);
	size_t at = skip_space(s, 0, len);
	size_t end;

	if (at < len && (s[at] == '[' || s[at] == ','))
		at = skip_space(s, at + 1, len);
	if (at >= len || s[at] == ']')
		return false;
	end = skip_value(s, at, len);
	if (end == at)
		return false;
	*part = s + at;
	*part_len = end - at;
	items->at = s + skip_space(s, end, len);
	return true;
}

/* The offset of element ${token} of the array at ${at}, or ${len}. */
static size_t
find_item(const char *s, size_t at, size_t len, const char *token,
	  size_t token_len)
{
	struct load_items items = { s + at, s + len };
	const char *part = NULL;
	size_t part_len, index = 0;

	if (token_len == 0 || token_len > 9)
		return len;
	for (size_t i = 0; i < token_len; i++) {
		if (token[i] < '0' || token[i] > '9')
			return len;
		index = index * 10 + (size_t)(token[i] - '0');
	}
	do {
		if (!load_next(&items, &part, &part_len))
			return len;
	} while (index-- > 0);
	return (size_t)(part - s);
}

enum result
load_slice(const char *bytes, size_t len, const char *pointer,
	   const char **part, size_t *part_len)
{
	size_t at, token_len;

	if (len >= BOM_LEN && memcmp(bytes, BOM, BOM_LEN) == 0) {
		bytes += BOM_LEN;
		len -= BOM_LEN;
	}
	at = skip_space(bytes, 0, len);
	for (const char *token = pointer; *token == '/' && at < len;) {
		token++;
		token_len = strcspn(token, "/");
		if (bytes[at] == '{')
			at = find_member(bytes, at, len, token, token_len);
		else if (bytes[at] == '[')
			at = find_item(bytes, at, len, token, token_len);
		else
			at = len;
		token += token_len;
	}
	if (at >= len)
		return fail(NOT_FOUND, "there is nothing at %s", pointer);
	*part = bytes + at;
	*part_len = skip_value(bytes, at, len) - at;
	return OK;
}

/* One part of a JWS, decoded and parsed as an object. */
static enum result
load_part(struct arena *mem, const char *s, size_t len,
	  const struct load_limits *limits, struct part *out)
{
	enum result result = b64url_decode(mem, s, len, &out->bytes, &out->len);

	if (result == OK)
		result = load_json(mem, (const char *)out->bytes, out->len,
				   limits, &out->doc);
	if (result == OK && !json_is_object(out->doc))
		result = fail(INVALID, "it is no JSON object");
	return result;
}

/* The failure again, with the part of the JWS it was met in. */
static enum result
refuse_part(enum result result, const char *name)
{
	const char *why = fail_last()->text;

	return fail(result, "The %s of the signed text cannot be read: %s%s",
		    name, why, str_ends(why, ".") ? "" : ".");
}

enum result
load_compact(struct arena *mem, const char *jws, size_t len,
	     const struct load_limits *limits, struct compact *out)
{
	const char *end = jws + len;
	const char *first = memchr(jws, '.', len);
	const char *second = first ? memchr(first + 1, '.',
					    (size_t)(end - first - 1))
				   : NULL;
	struct part header, payload;
	unsigned char *signature;
	size_t signature_len;
	enum result result;

	if (!second || memchr(second + 1, '.', (size_t)(end - second - 1)))
		return fail(INVALID, "A signed text has three parts with a "
				     "dot between them; this one has not.");
	result = load_part(mem, jws, (size_t)(first - jws), limits, &header);
	if (result != OK)
		return refuse_part(result, "header");
	result = load_part(mem, first + 1, (size_t)(second - first - 1), limits,
			   &payload);
	if (result != OK)
		return refuse_part(result, "content");
	result = b64url_decode(mem, second + 1, (size_t)(end - second - 1),
			       &signature, &signature_len);
	if (result != OK)
		return refuse_part(result, "signature");
	out->header = header.doc;
	out->payload = payload.doc;
	out->payload_bytes = (const char *)payload.bytes;
	out->payload_len = payload.len;
	return OK;
}
