/*
 * One value → its shape: words for people, and what machines read.
 * Called by view.c, view_class.c, view_result.c.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "base/uri.h"
#include "model/walk.h"
#include "page/view_fill.h"

static const struct {
	const char *iri, *prefix;
} prefixes[] = {
	{ "http://schema.org/", "schema:" },
	{ "https://purl.imsglobal.org/spec/clr/vocab#", "clri:" },
	{ "https://w3id.org/openbadges#", "obi:" },
};

const char *
view_value_curie(struct arena *mem, const char *iri)
{
	size_t n;
	struct str out;

	if (iri == NULL)
		return NULL;
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
		n = strlen(prefixes[i].iri);
		if (strncmp(iri, prefixes[i].iri, n) != 0)
			continue;
		str_init(&out, mem);
		str_add(&out, prefixes[i].prefix);
		str_add(&out, iri + n);
		return out.s;
	}
	return iri;
}

const char *
view_value_number(struct arena *mem, double number)
{
	char *text = arena_printf(mem, "%.15g", number);

	if (strtod(text, NULL) < number || strtod(text, NULL) > number)
		text = arena_printf(mem, "%.17g", number);
	return text;
}

/* HTML takes at most three digits of a second's fraction. */
static const char *
machine_date(struct arena *mem, const char *text, const struct moment *at)
{
	const char *dot = strchr(text, '.');

	if (at->is_unknown)
		return NULL;
	if (dot != NULL && strspn(dot + 1, "0123456789") > 3)
		return clock_iso(mem, at->epoch);
	return text;
}

void
view_value_date(const struct view *v, struct _hdf *node, const char *text)
{
	struct moment at;
	const char *iso;

	if (text == NULL)
		return;
	if (clock_parse(text, true, &at) != OK &&
	    clock_parse_date(text, &at) != OK) {
		data_text(node, "value", text);
		return;
	}
	data_text(node, "value", clock_words(v->mem, &at, false, NULL));
	iso = machine_date(v->mem, text, &at);
	data_text(node, "iso", iso);
	if (!streq(iso, text))
		data_text(node, "exact", text);
}

void
view_value_link(const struct view *v, struct _hdf *node, const char *text)
{
	const json_t *here = NULL;

	data_text(node, "value", text);
	if (v->index != NULL)
		here = json_object_get(v->index->anchors, text);
	if (here != NULL)
		data_text(node, "here", json_string_value(here));
	else if (uri_use(text) == URI_LINK)
		data_text(node, "href", text);
	else
		data_flag(node, "plain", !str_empty(text));
}

static const char *
size_words(struct arena *mem, const struct uri_data *data)
{
	size_t bytes = data->body_len;

	if (data->is_base64)
		bytes = bytes / 4 * 3;
	if (bytes < 1000)
		return arena_printf(mem, "%zu bytes", bytes);
	if (bytes < 1000000)
		return arena_printf(mem, "%zu kB", (bytes + 500) / 1000);
	return arena_printf(mem, "%.1f MB", (double)bytes / 1e6);
}

static const char *
type_words(const char *type)
{
	static const struct {
		const char *type, *words;
	} known[] = {
		{ "application/pdf", "PDF" }, { "image/png", "PNG" },
		{ "image/jpeg", "JPEG" },     { "image/gif", "GIF" },
		{ "image/svg+xml", "SVG" },   { "text/plain", "TXT" },
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (streq(known[i].type, type))
			return known[i].words;
	return type;
}

/* A data: URL: .file.  The text itself is shown only if it is broken. */
static void
put_file(const struct view *v, struct _hdf *node, const char *text,
	 const struct view_at *at)
{
	struct _hdf *file;
	struct uri_data data;
	const char *href = NULL;
	long number = view_files_number(v, at);

	if (uri_data(v->mem, text, &data) != OK) {
		data_text(node, "value", text);
		return;
	}
	if (number >= 0)
		href = arena_printf(v->mem, "%s%ld", v->files, number);
	file = data_child(node, "file");
	data_text(file, "href", href);
	data_text(file, "type", type_words(data.type));
	data_text(file, "size", size_words(v->mem, &data));
	if (uri_use(text) == URI_IMAGE)
		data_text(file, "src",
			  href == NULL || strlen(text) <= v->inline_image
				  ? text
				  : href);
}

/* A picture elsewhere is named, never fetched: a page of ours asks nobody
 * else for anything. */
static void
put_image(const struct view *v, struct _hdf *node, const char *text)
{
	view_value_link(v, node, text);
	data_text(node, "far", uri_host(v->mem, text));
}

static void
put_term(const struct view *v, struct _hdf *node, const struct property *p,
	 const char *text)
{
	const char *words = walk_term_words(v->mem, (enum list_id)p->type.of,
					    text);

	data_text(node, "value", words);
	if (!streq(words, text))
		data_text(node, "term", text);
}

static void
put_string(const struct view *v, struct _hdf *node, const struct property *p,
	   const char *text)
{
	switch (p->type.kind) {
	case KIND_IRI:
	case KIND_URI:
	case KIND_ANY:
	case KIND_OBJECT: /* an address in the place of it */
		view_value_link(v, node, text);
		break;
	case KIND_IMAGE:
		put_image(v, node, text);
		break;
	case KIND_DATETIME:
	case KIND_DATE:
		view_value_date(v, node, text);
		break;
	case KIND_TERM:
	case KIND_XTERM:
		put_term(v, node, p, text);
		break;
	default:
		data_text(node, "value", text);
		data_flag(node, "plain", 1);
	}
}

void
view_value(const struct view *v, struct _hdf *node, const struct property *p,
	   const json_t *value, const struct view_at *at)
{
	const char *text = json_string_value(value);

	if (text != NULL && uri_has_scheme(text, "data"))
		put_file(v, node, text, at);
	else if (text != NULL)
		put_string(v, node, p, text);
	else if (json_is_boolean(value))
		data_flag(node, json_is_true(value) ? "yes" : "no", 1);
	else if (json_is_integer(value))
		data_text(node, "value",
			  arena_printf(v->mem, "%" JSON_INTEGER_FORMAT,
				       json_integer_value(value)));
	else if (json_is_real(value))
		data_text(node, "value",
			  view_value_number(v->mem, json_real_value(value)));
}
