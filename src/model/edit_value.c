/*
 * One value of a document ⇄ the parts of its field.
 *
 * A value is read over the one the document has: if it comes back as it was
 * shown, the document's own stays, to the byte.  Nothing is judged: what is
 * no number stays a text.  Called by edit_form.c, and by the page that shows
 * a form, so that both mean the same.
 */
#include <string.h>

#include "base/str.h"
#include "model/edit_run.h"
#include "model/walk.h"

#define DAY_LEN 10  /* 2024-05-31 */
#define ZONE_LEN 6  /* +02:00 */
#define CLOCK_LEN 8 /* 14:00:00 */
#define EXT "ext:"

/* Does ${s} begin like ${shape}, where 9 is any digit? */
static bool
has_shape(const char *s, const char *shape)
{
	for (; *shape; s++, shape++) {
		if (*shape == '9' && (*s < '0' || *s > '9'))
			return false;
		if (*shape != '9' && *s != *shape)
			return false;
	}
	return true;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* ${s} on one line, without blanks around it. */
static char *
one_line(struct arena *mem, const char *s)
{
	struct str out;

	str_init(&out, mem);
	while (is_blank(*s))
		s++;
	for (; *s; s++)
		if (*s != '\n' && *s != '\r')
			str_addc(&out, *s);
	while (out.len > 0 && is_blank(out.s[out.len - 1]))
		out.s[--out.len] = '\0';
	return out.s;
}

/* ${s} with every CRLF and CR, as browsers send them, made a LF. */
static char *
plain_lines(struct arena *mem, const char *s)
{
	struct str out;

	str_init(&out, mem);
	for (; *s; s++) {
		if (*s == '\r' && s[1] == '\n')
			continue;
		str_addc(&out, *s == '\r' ? '\n' : *s);
	}
	return out.s;
}

/* An extension term of what was typed (CLR 1.0 §1.2): blanks and controls,
 * which none may have, become "_"; other letters are the check's. */
static char *
ext_term(struct arena *mem, const char *typed)
{
	char *words = one_line(mem, typed);
	struct str out;

	str_init(&out, mem);
	str_add(&out, EXT);
	if (str_starts(words, EXT))
		words += strlen(EXT);
	for (const char *s = words; *s; s++) {
		bool is_gap = (unsigned char)*s <= ' ' || *s == 0x7F;

		if (!is_gap)
			str_addc(&out, *s);
		else if (out.s[out.len - 1] != '_')
			str_addc(&out, '_');
	}
	return out.s;
}

/* A number as people write it: the shortest text that means the same. */
static char *
number_words(struct arena *mem, const json_t *value)
{
	double real = json_real_value(value);
	char *text = NULL;

	if (json_is_integer(value))
		return arena_printf(mem, "%" JSON_INTEGER_FORMAT,
				    json_integer_value(value));
	for (int digits = 15; digits <= 17; digits++) {
		double again;

		text = arena_printf(mem, "%.*g", digits, real);
		again = strtod(text, NULL);
		if (again <= real && again >= real)
			break;
	}
	return text;
}

static int
add_piece(const char *bytes, size_t len, void *to)
{
	str_addn(to, bytes, len);
	return 0;
}

/* Any value as one text. */
static char *
words_of(struct arena *mem, const json_t *value)
{
	struct str out;

	if (!value || json_is_null(value))
		return arena_strdup(mem, "");
	if (json_is_string(value))
		return arena_strdup(mem, json_string_value(value));
	if (json_is_number(value))
		return number_words(mem, value);
	str_init(&out, mem);
	(void)json_dump_callback(value, add_piece, &out,
				 JSON_COMPACT | JSON_ENCODE_ANY);
	return out.s;
}

/* How many bytes at the end of the ${len} at ${s} are a zone. */
static size_t
zone_len(const char *s, size_t len)
{
	if (len > 0 && (s[len - 1] == 'Z' || s[len - 1] == 'z'))
		return 1;
	if (len >= ZONE_LEN && (has_shape(s + len - ZONE_LEN, "+99:99") ||
				has_shape(s + len - ZONE_LEN, "-99:99")))
		return ZONE_LEN;
	return 0;
}

/* The time of day as fields show it: no fraction, no seconds of 00. */
static char *
clock_shown(struct arena *mem, const char *s, size_t len)
{
	char *text = arena_strndup(mem, s, len);

	if (!has_shape(text, "99:99:99"))
		return text;
	if (text[CLOCK_LEN] == '.' &&
	    text[CLOCK_LEN + 1 + strspn(text + CLOCK_LEN + 1, "0123456789")] ==
		    '\0')
		text[CLOCK_LEN] = '\0';
	if (streq(text + strlen("99:99"), ":00"))
		text[strlen("99:99")] = '\0';
	return text;
}

/* Take a moment apart by its looks; what looks like none is all date. */
static void
split_moment(struct arena *mem, const char *text, struct edit_parts *out)
{
	const char *rest = has_shape(text, "9999-99-99") ? text + DAY_LEN
							 : text;
	size_t len, zone;

	out->date = text;
	if (*rest == '\0' || !strchr("Tt ", *rest) ||
	    (rest == text && !has_shape(text, "T9")))
		return;
	out->date = arena_strndup(mem, text, (size_t)(rest - text));
	len = strlen(++rest);
	zone = zone_len(rest, len);
	out->time = clock_shown(mem, rest, len - zone);
	out->zone = zone == 1 ? "Z" : rest + len - zone;
}

/* What stands between day and time: "T" where that can be told apart again
 * from what somebody typed into one of the two. */
static const char *
between(const char *date, const char *time, bool is_day)
{
	if (is_day || (*date == '\0' && has_shape(time, "9")))
		return "T";
	return *date == '\0' ? "" : " ";
}

/* A moment of its parts; "" if neither day nor time is given. */
static char *
join_moment(struct arena *mem, const struct edit_parts *parts)
{
	const char *date = one_line(mem, parts->date);
	const char *time = one_line(mem, parts->time);
	const char *zone = one_line(mem, parts->zone);
	bool is_day = has_shape(date, "9999-99-99") && !date[DAY_LEN];
	bool is_short = has_shape(time, "99:99") && !time[strlen("99:99")];

	if (*time == '\0' && !is_day)
		return arena_strdup(mem, date);
	if (*time == '\0')
		time = "00:00:00";
	return arena_printf(mem, "%s%s%s%s%s", date,
			    between(date, time, is_day), time,
			    is_short ? ":00" : "", zone);
}

/* The choice and the words of a term. */
static void
split_term(struct arena *mem, const struct property *property,
	   struct edit_parts *out)
{
	const struct term *term = walk_term((enum list_id)property->type.of,
					    out->text);

	if (term) {
		out->text = term->value;
	} else if (property->type.kind == KIND_XTERM &&
		   str_starts(out->text, EXT)) {
		out->other = out->text + strlen(EXT);
		out->text = arena_strdup(mem, EXT);
	}
}

void
edit_value_show(struct arena *mem, const struct property *property,
		const json_t *value, struct edit_parts *out)
{
	*out = (struct edit_parts){ "", "", "", "", "" };
	if (property->flags & PICKED) {
		if (value && !json_is_null(value))
			out->text = edit_item(value) ? edit_item(value) : "=";
		return;
	}
	out->text = words_of(mem, value);
	if (property->type.kind == KIND_DATETIME)
		split_moment(mem, out->text, out);
	else if (property->type.kind == KIND_TERM ||
		 property->type.kind == KIND_XTERM)
		split_term(mem, property, out);
}

/* What was typed, and for the rest what was shown. */
static struct edit_parts
merge(const struct property *property, const struct edit_parts *typed,
      const struct edit_parts *shown)
{
	struct edit_parts all = *shown;

	if (typed->text)
		all.text = typed->text;
	if (typed->other)
		all.other = typed->other;
	if (typed->date)
		all.date = typed->date;
	if (typed->time)
		all.time = typed->time;
	if (typed->zone)
		all.zone = typed->zone;
	else if (*shown->text == '\0')
		all.zone = "Z";
	if (property->type.kind == KIND_DATETIME && typed->text &&
	    !typed->date && !typed->time && !typed->zone)
		all.date = all.time = all.zone = NULL;
	return all;
}

/* The text that ${parts} mean as a value of ${property}. */
static char *
join(struct arena *mem, const struct property *property,
     const struct edit_parts *parts)
{
	char *text;

	switch (property->type.kind) {
	case KIND_TEXT:
	case KIND_MARKDOWN:
		return plain_lines(mem, parts->text);
	case KIND_DATETIME:
		return parts->date ? join_moment(mem, parts)
				   : one_line(mem, parts->text);
	case KIND_XTERM:
		text = one_line(mem, parts->text);
		if (streq(text, EXT) || (*text == '\0' && *parts->other))
			return ext_term(mem, parts->other);
		return text;
	default:
		return one_line(mem, parts->text);
	}
}

/* Has ${value} a type that needs no mending? */
static bool
is_fit(const struct property *property, const json_t *value)
{
	if (json_is_object(value) || json_is_array(value))
		return true;
	switch (property->type.kind) {
	case KIND_BOOLEAN:
		return json_is_boolean(value);
	case KIND_FLOAT:
		return json_is_number(value);
	case KIND_TERM:
	case KIND_XTERM:
		return false;
	default:
		return json_is_string(value);
	}
}

/* ${text} as JSON: a number or a truth if it is one and should be. */
static json_t *
value_of(const struct property *property, const char *text)
{
	json_t *number = NULL;

	if (property->type.kind == KIND_BOOLEAN && streq(text, "true"))
		return json_true();
	if (property->type.kind == KIND_BOOLEAN && streq(text, "false"))
		return json_false();
	if (property->type.kind == KIND_FLOAT && strchr("-0123456789", *text))
		number = json_loads(text, JSON_DECODE_ANY, NULL);
	if (json_is_number(number))
		return number;
	json_decref(number);
	return json_string(text);
}

json_t *
edit_value_read(struct arena *mem, const struct property *property,
		const struct edit_parts *typed, const json_t *base)
{
	struct edit_parts shown, all;
	const char *text, *before;

	edit_value_show(mem, property, base, &shown);
	all = merge(property, typed, &shown);
	text = join(mem, property, &all);
	if (!all.date)
		shown.date = NULL;
	before = join(mem, property, &shown);
	if (*text == '\0')
		return NULL;
	if (streq(text, before) && is_fit(property, base))
		return json_deep_copy(base);
	return value_of(property, text);
}
