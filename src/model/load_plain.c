/*
 * The quick way from JSON to json_t.  Jansson's parser takes each byte by
 * three calls, which is the better half of checking a signed record; what is
 * made of it is jansson's all the same.
 *
 * It knows objects, arrays, whole numbers and texts whose escapes are of one
 * letter.  Any other number or text is given to jansson by itself, and
 * whatever looks wrong as a whole: there are no errors here.  Called by
 * load.c.
 */
#include "model/load_plain.h"

#include <string.h>

#include "base/str.h"

enum {
	LONGEST_KEY = 255,
	LONGEST_ESCAPED = 2048,
	MOST_DIGITS = 18 /* that surely are a number of 64 bits */
};

/* What is left to read. */
struct rest {
	const char *at;
	const char *end;
	bool refuses;
	int depth; /* so many levels more */
};

/* A text as it is written, between its quotes. */
struct text {
	const char *s;
	size_t len;
	bool is_plain; /* what it stands for is the same */
};

static void
skip_space(struct rest *r)
{
	while (r->at < r->end && (*r->at == ' ' || *r->at == '\n' ||
				  *r->at == '\r' || *r->at == '\t'))
		r->at++;
}

/* Pass over ${c}, if it comes next. */
static bool
skip(struct rest *r, char c)
{
	skip_space(r);
	if (r->at == r->end || *r->at != c)
		return false;
	r->at++;
	return true;
}

/* The text that comes next.  A control character is for jansson to refuse. */
static bool
take_text(struct rest *r, struct text *out)
{
	const char *s;

	if (!skip(r, '"'))
		return false;
	s = r->at + str_json_run(r->at, (size_t)(r->end - r->at));
	out->is_plain = s < r->end && *s == '"';
	while (s < r->end && *s == '\\') {
		s += s + 1 < r->end ? 2 : 1;
		s += str_json_run(s, (size_t)(r->end - s));
	}
	if (s == r->end || *s != '"')
		return false;
	out->s = r->at;
	out->len = (size_t)(s - r->at);
	r->at = s + 1;
	return true;
}

static json_t *
ask_jansson(const char *s, size_t len)
{
	return json_loadb(s, len, JSON_DECODE_ANY, NULL);
}

/* What a backslash and this letter stand for; 0: more than one letter. */
static const char escapes[256] = {
	['"'] = '"',  ['\\'] = '\\', ['/'] = '/',  ['b'] = '\b',
	['f'] = '\f', ['n'] = '\n',  ['r'] = '\r', ['t'] = '\t'
};

/* A text with line ends in it, as keys are. */
static json_t *
read_escaped(const struct text *text)
{
	char out[LONGEST_ESCAPED];
	size_t i, len = 0;

	if (text->len > sizeof(out))
		return ask_jansson(text->s - 1, text->len + 2);
	for (i = 0; i < text->len; i++) {
		out[len] = text->s[i];
		if (text->s[i] == '\\')
			out[len] = escapes[(unsigned char)text->s[++i]];
		if (!out[len++])
			return ask_jansson(text->s - 1, text->len + 2);
	}
	return json_stringn_nocheck(out, len);
}

static json_t *
read_text(struct rest *r)
{
	struct text text = { 0 };

	if (!take_text(r, &text))
		return NULL;
	return text.is_plain ? json_stringn_nocheck(text.s, text.len)
			     : read_escaped(&text);
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Is it a whole number as it must be written? */
static bool
is_whole(const char *s, size_t len)
{
	size_t i;

	if (len > 0 && *s == '-')
		s++, len--;
	if (len == 0 || len > MOST_DIGITS || (*s == '0' && len > 1))
		return false;
	for (i = 0; i < len; i++)
		if (!is_digit(s[i]))
			return false;
	return true;
}

static json_t *
read_number(struct rest *r)
{
	const char *s = r->at, *digit;
	json_int_t n = 0;

	while (r->at < r->end && *r->at && strchr("0123456789+-.eE", *r->at))
		r->at++;
	if (!is_whole(s, (size_t)(r->at - s)))
		return ask_jansson(s, (size_t)(r->at - s));
	for (digit = s + (*s == '-'); digit < r->at; digit++)
		n = n * 10 + (*digit - '0');
	return json_integer(*s == '-' ? -n : n);
}

/* Does ${word} come next? */
static bool
skip_word(struct rest *r, const char *word)
{
	size_t len = strlen(word);

	if ((size_t)(r->end - r->at) < len || memcmp(r->at, word, len) != 0)
		return false;
	r->at += len;
	return true;
}

static json_t *
read_word(struct rest *r)
{
	if (skip_word(r, "true"))
		return json_true();
	if (skip_word(r, "false"))
		return json_false();
	return skip_word(r, "null") ? json_null() : NULL;
}

static json_t *
read_value(struct rest *r);

/* One member into ${object}. */
static bool
read_member(struct rest *r, json_t *object)
{
	size_t before = json_object_size(object);
	char key[LONGEST_KEY + 1];
	struct text text = { 0 };
	json_t *value;

	if (!take_text(r, &text) || !text.is_plain || text.len > LONGEST_KEY ||
	    !skip(r, ':'))
		return false;
	memcpy(key, text.s, text.len);
	key[text.len] = '\0';
	value = read_value(r);
	return value && json_object_set_new_nocheck(object, key, value) == 0 &&
	       (!r->refuses || json_object_size(object) > before);
}

static bool
read_item(struct rest *r, json_t *array)
{
	json_t *value = read_value(r);

	return value && json_array_append_new(array, value) == 0;
}

/* All that stands in ${box} up to its ${end}, each read by ${one}. */
static json_t *
fill(struct rest *r, json_t *box, bool (*one)(struct rest *, json_t *),
     char end)
{
	bool is_good = r->depth-- > 0;

	r->at++;
	if (!is_good || !skip(r, end)) {
		while (is_good && (is_good = one(r, box)) && skip(r, ','))
			;
		is_good = is_good && skip(r, end);
	}
	r->depth++;
	if (is_good)
		return box;
	json_decref(box);
	return NULL;
}

static json_t *
read_inner(struct rest *r)
{
	switch (*r->at) {
	case '{':
		return fill(r, json_object(), read_member, '}');
	case '[':
		return fill(r, json_array(), read_item, ']');
	case '"':
		return read_text(r);
	default:
		return is_digit(*r->at) || *r->at == '-' ? read_number(r)
							 : read_word(r);
	}
}

static json_t *
read_value(struct rest *r)
{
	skip_space(r);
	return r->at < r->end ? read_inner(r) : NULL;
}

json_t *
load_plain(const char *bytes, size_t len, const struct load_plain_how *how)
{
	struct rest r = { bytes, bytes + len, how->refuses, how->max_depth };
	json_t *value;

	if (r.depth > LOAD_PLAIN_DEEPEST)
		r.depth = LOAD_PLAIN_DEEPEST;
	value = read_value(&r);
	skip_space(&r);
	if (value && r.at == r.end)
		return value;
	json_decref(value);
	return NULL;
}
