/*
 * JSON as HTML.  With markdown.c one of the two places that make HTML which
 * a template prints as it is: nothing of the document is appended but by
 * put_escaped().  Called by web/item_page.c.
 */
#include "page/json_view.h"

#include "page/view_fill.h"

/* One printing. */
struct run {
	struct str *out;
	const struct json_view *how;
	size_t end; /* length of ${out} at which to stop */
	bool is_cut;
};

static void
put_byte(struct str *out, unsigned char c)
{
	switch (c) {
	case '&':
		str_add(out, "&amp;");
		break;
	case '<':
		str_add(out, "&lt;");
		break;
	case '>':
		str_add(out, "&gt;");
		break;
	case '"':
		str_add(out, "\\&quot;");
		break;
	case '\\':
		str_add(out, "\\\\");
		break;
	case '\n':
		str_add(out, "\\n");
		break;
	case '\t':
		str_add(out, "\\t");
		break;
	default:
		if (c < 0x20 || c == 0x7f)
			str_addf(out, "\\u%04x", c);
		else
			str_addc(out, (char)c);
	}
}

/* ${text} as a JSON string that HTML cannot take for anything else. */
static void
put_escaped(struct run *run, const char *text, size_t len)
{
	size_t shown = len < run->how->longest ? len : run->how->longest;
	size_t i, n;

	str_add(run->out, "&quot;");
	for (i = 0; i < shown; i += n) {
		n = str_utf8_next(text + i, len - i);
		if (n > 1)
			str_addn(run->out, text + i, n);
		else
			put_byte(run->out, (unsigned char)text[i]);
		n = n ? n : 1;
	}
	if (i < len)
		str_addf(run->out, "… (%zu bytes)", len);
	str_add(run->out, "&quot;");
}

static void
put_text(struct run *run, const char *class, const char *text, size_t len)
{
	str_addf(run->out, "<span class=\"%s\">", class);
	put_escaped(run, text, len);
	str_add(run->out, "</span>");
}

static void
put_leaf(struct run *run, const json_t *value)
{
	struct str *out = run->out;

	if (json_is_string(value))
		put_text(run, "j-text", json_string_value(value),
			 json_string_length(value));
	else if (json_is_integer(value))
		str_addf(out,
			 "<span class=\"j-number\">%" JSON_INTEGER_FORMAT
			 "</span>",
			 json_integer_value(value));
	else if (json_is_real(value))
		str_addf(out, "<span class=\"j-number\">%s</span>",
			 view_value_number(out->mem, json_real_value(value)));
	else if (json_is_object(value) || json_is_array(value))
		str_addf(out, "<span class=\"j-mark\">%s</span>",
			 json_is_object(value) ? "{}" : "[]");
	else
		str_addf(out, "<span class=\"j-word\">%s</span>",
			 json_is_true(value)	? "true"
			 : json_is_false(value) ? "false"
						: "null");
}

static void
put_value(struct run *run, const char *name, const json_t *value, int level);

/* Over the limit?  Then no further member is begun. */
static bool
is_full(struct run *run)
{
	if (run->out->len > run->end)
		run->is_cut = true;
	return run->is_cut;
}

static void
put_members(struct run *run, const json_t *value, int level)
{
	const char *name;
	json_t *each;
	size_t i;

	json_object_foreach ((json_t *)(uintptr_t)value, name, each) {
		if (is_full(run))
			return;
		put_value(run, name, each, level);
	}
	json_array_foreach (value, i, each) {
		if (is_full(run))
			return;
		put_value(run, NULL, each, level);
	}
}

static void
put_name(struct run *run, const char *name)
{
	if (!name)
		return;
	put_text(run, "j-name", name, strlen(name));
	str_add(run->out, "<span class=\"j-mark\">: </span>");
}

static void
put_folded(struct run *run, const char *name, const json_t *value, int level)
{
	bool is_object = json_is_object(value);
	size_t count = is_object ? json_object_size(value)
				 : json_array_size(value);

	str_addf(run->out, "<details%s><summary>",
		 level < run->how->open ? " open" : "");
	put_name(run, name);
	str_addf(run->out,
		 "<span class=\"j-mark\">%c</span> "
		 "<span class=\"j-count\">%zu</span></summary><div>",
		 is_object ? '{' : '[', count);
	put_members(run, value, level + 1);
	str_addf(run->out, "</div><span class=\"j-mark\">%c</span></details>\n",
		 is_object ? '}' : ']');
}

static void
put_value(struct run *run, const char *name, const json_t *value, int level)
{
	if (json_object_size(value) > 0 || json_array_size(value) > 0) {
		put_folded(run, name, value, level);
		return;
	}
	str_add(run->out, "<div>");
	put_name(run, name);
	put_leaf(run, value);
	str_add(run->out, "</div>\n");
}

bool
json_view(struct str *out, const struct json_view *how, const json_t *value)
{
	struct run run = { out, how, out->len + how->max, false };

	put_value(&run, NULL, value, 0);
	if (run.is_cut)
		str_add(out, "<p>…</p>\n");
	return !run.is_cut;
}
