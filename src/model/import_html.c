/*
 * Finding the record embedded in a page of HTML (CLR 1.0 ).
 *
 * No tree is built: only the parts of the HTML tokenizer are here that tell
 * a script from text, from a comment and from raw text.  A library's parser
 * is not used, because libxml2's takes time quadratic in the number of
 * attributes and of open elements: a hostile page of 600 kB takes it half a
 * minute.  Called by import.c alone.
 */
#include "model/import_html.h"

#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "model/walk.h"

/* The page, and how far it was read. */
struct page {
	const char *at;
	const char *end;
};

/* A start tag. */
struct tag {
	const char *name;
	size_t name_len;
	const char *type; /* the value of its attribute "type"; NULL */
	size_t type_len;
};

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_word(const char *s, size_t len, const char *word)
{
	return len == strlen(word) && strncasecmp(s, word, len) == 0;
}

static size_t
left(const struct page *page)
{
	return (size_t)(page->end - page->at);
}

/* Go on to ${mark}; false and to the end if there is none. */
static bool
seek(struct page *page, const char *mark)
{
	size_t len = strlen(mark);

	while (left(page) >= len &&
	       (page->at = memchr(page->at, mark[0], left(page) - len + 1))) {
		if (memcmp(page->at, mark, len) == 0)
			return true;
		page->at++;
	}
	page->at = page->end;
	return false;
}

/* Go on to after ${mark}, or to the end. */
static void
skip_past(struct page *page, const char *mark)
{
	if (seek(page, mark))
		page->at += strlen(mark);
}

/* An attribute's value, quoted or not. */
static void
read_value(struct page *page, const char **value, size_t *len)
{
	char quote = *page->at;
	const char *end;

	if (quote == '"' || quote == '\'') {
		page->at++;
		end = memchr(page->at, quote, left(page));
		*value = page->at;
		*len = end ? (size_t)(end - page->at) : left(page);
		page->at = end ? end + 1 : page->end;
		return;
	}
	*value = page->at;
	while (page->at < page->end && !is_space(*page->at) && *page->at != '>')
		page->at++;
	*len = (size_t)(page->at - *value);
}

static void
skip_space(struct page *page)
{
	while (page->at < page->end && is_space(*page->at))
		page->at++;
}

/* One attribute; the first "type" is kept. */
static void
read_attribute(struct page *page, struct tag *tag)
{
	const char *name = page->at;
	const char *value;
	size_t name_len, len;

	for (page->at++; page->at < page->end && !is_space(*page->at) &&
			 !strchr("=>/", *page->at);)
		page->at++;
	name_len = (size_t)(page->at - name);
	skip_space(page);
	if (page->at == page->end || *page->at != '=')
		return;
	page->at++;
	skip_space(page);
	if (page->at == page->end)
		return;
	read_value(page, &value, &len);
	if (!tag->type && is_word(name, name_len, "type")) {
		tag->type = value;
		tag->type_len = len;
	}
}

/* A start tag, from its name to after its '>'. */
static void
read_tag(struct page *page, struct tag *tag)
{
	*tag = (struct tag){ .name = page->at };
	while (page->at < page->end && !is_space(*page->at) &&
	       *page->at != '>' && *page->at != '/')
		page->at++;
	tag->name_len = (size_t)(page->at - tag->name);
	while (page->at < page->end && *page->at != '>') {
		if (is_space(*page->at) || *page->at == '/')
			page->at++;
		else
			read_attribute(page, tag);
	}
	if (page->at < page->end)
		page->at++;
}

/* Elements whose content is no markup: it ends at their own end tag. */
static bool
is_raw(const struct tag *tag)
{
	static const char *const names[] = {
		"script", "style",  "textarea", "title",
		"xmp",	  "iframe", "noembed",	"noframes",
	};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (is_word(tag->name, tag->name_len, names[i]))
			return true;
	return false;
}

/* The raw text of the element ${tag} began, up to its end tag. */
static struct import_script
read_raw(struct page *page, const struct tag *tag)
{
	struct import_script raw = { page->at, 0 };

	for (; seek(page, "</"); page->at += 2) {
		size_t need = 2 + tag->name_len;
		const char *end = page->at + need;

		if (left(page) >= need &&
		    strncasecmp(page->at + 2, tag->name, tag->name_len) == 0 &&
		    (end == page->end || is_space(*end) || *end == '>' ||
		     *end == '/'))
			break;
	}
	raw.len = (size_t)(page->at - raw.bytes);
	return raw;
}

/* The next script that has a type; false at the end of the page. */
static bool
next_script(struct page *page, struct tag *tag, struct import_script *script)
{
	for (;;) {
		skip_past(page, "<");
		if (page->at == page->end)
			return false;
		if (left(page) >= 3 && memcmp(page->at, "!--", 3) == 0) {
			/* "<!-->" is a whole comment */
			page->at += 1;
			skip_past(page, "-->");
		} else if (strchr("!?/", *page->at)) {
			skip_past(page, ">");
		} else if (is_letter(*page->at)) {
			read_tag(page, tag);
			if (!is_raw(tag))
				continue;
			*script = read_raw(page, tag);
			if (tag->type &&
			    is_word(tag->name, tag->name_len, "script"))
				return true;
		}
	}
}

/* Is the type the media type ${type}, with or without parameters? */
static bool
is_type(const struct tag *tag, const char *type)
{
	const char *s = tag->type;
	size_t len = tag->type_len;
	const char *end = memchr(s, ';', len);

	if (end)
		len = (size_t)(end - s);
	while (len > 0 && is_space(*s))
		s++, len--;
	while (len > 0 && is_space(s[len - 1]))
		len--;
	return is_word(s, len, type);
}

static bool
names_context(const json_t *doc)
{
	const json_t *context = json_object_get(doc, "@context");
	bool is_named = streq(json_string_value(context), CLR_CONTEXT);

	for (size_t i = 0; i < json_array_size(context); i++)
		if (streq(json_string_value(json_array_get(context, i)),
			  CLR_CONTEXT))
			is_named = true;
	return is_named;
}

/* How much ${doc} is what we look for; 0 is nothing at all.  Another
 * document of the CLR vocabulary is better than none: the sentence that
 * refuses it can name it. */
static int
rank_of(const json_t *doc)
{
	enum class_id class = walk_guess(doc);

	if (json_object_get(doc, "credentialSubject"))
		return 2;
	if (class == CLR_CLR)
		return 4;
	if (class == CLR_CLR_SET || class == CLR_CLR_PAYLOAD)
		return 3;
	return names_context(doc) ? 1 : 0;
}

enum result
import_html_find(struct arena *mem, const char *bytes, size_t len,
		 const struct load_limits *limits, struct import_html *out)
{
	struct page page = { bytes, bytes + len };
	struct import_script script;
	struct tag tag;
	int best = 0;

	*out = (struct import_html){ 0 };
	if (!str_utf8(bytes, len, NULL))
		return fail(INVALID, "The page is not UTF-8 text. Save it as "
				     "UTF-8 and try again.");
	while (next_script(&page, &tag, &script)) {
		json_t *doc;
		int rank;

		if (is_type(&tag, "application/jose") && out->jws.len == 0)
			out->jws = script;
		if (!is_type(&tag, "application/ld+json") ||
		    load_json(mem, script.bytes, script.len, limits, &doc) !=
			    OK)
			continue;
		rank = rank_of(doc);
		if (rank <= best)
			continue;
		best = rank;
		out->record = script;
		out->doc = doc;
	}
	if (best > 0)
		return OK;
	return fail(INVALID, "The page holds no learner record. A page with "
			     "a record carries it in a script of the type "
			     "application/ld+json.");
}
