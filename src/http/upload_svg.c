/*
 * An SVG, read by expat: every element and attribute must be on a list
 * (upload_svg_names.c), nothing may act, and nothing may be asked of
 * another place.  It is not changed: a file that passes is kept to the byte.
 * Called by upload.c.
 */
#include <ctype.h>
#include <expat.h>
#include <string.h>

#include "base/auto.h"
#include "base/str.h"
#include "http/upload_kind.h"
#include "http/upload_svg_names.h"

#define DEPTH_MAX 64
#define ELEMENTS_MAX 20000
#define USES_MAX 200

#define SEPARATOR '\n' /* between a namespace and a name: in neither */
#define SVG_NS "http://www.w3.org/2000/svg"
#define XLINK_NS "http://www.w3.org/1999/xlink"
#define XML_NS "http://www.w3.org/XML/1998/namespace"

/* Namespaces of drawing programs, which nobody shows. */
static const char *const silent[] = {
	"http://www.inkscape.org/namespaces/inkscape",
	"http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
	"http://www.w3.org/1999/02/22-rdf-syntax-ns#",
	"http://creativecommons.org/ns#",
	"http://web.resource.org/cc/",
	"http://purl.org/dc/elements/1.1/",
};

AUTO_TYPE(xml, XML_Parser, XML_ParserFree);

/* One run. */
struct reading {
	struct arena *mem;
	XML_Parser parser;
	enum result result; /* the first refusal; its sentence is fail()'s */
	unsigned depth, elements, uses;
	const char *ids[DEPTH_MAX + 1];	   /* of the elements one is in */
	const char *holders[USES_MAX * 4]; /* ids of elements with a copy in
					      them, … */
	size_t holder_count;
	const char *copied[USES_MAX]; /* … and of those that are copied */
	struct str style;	      /* the text of a <style> */
	bool is_style;
};

/* Stop, because of ${what}, which the file's author named. */
PRINTF(2, 3)
static void
refuse(struct reading *r, const char *fmt, ...)
{
	const char *what;
	va_list ap;

	if (r->result != OK)
		return;
	va_start(ap, fmt);
	what = arena_vprintf(r->mem, fmt, ap);
	va_end(ap);
	r->result = fail(INVALID,
			 "The SVG has %s, which may not be in a picture here. "
			 "Save it as \"plain SVG\", or as PNG, and send it "
			 "again.",
			 what);
	XML_StopParser(r->parser, XML_FALSE);
}

/* A name as expat gives it, in its two parts; no namespace is "". */
struct named {
	const char *space, *name;
};

static struct named
split(struct arena *mem, const char *full)
{
	const char *cut = strchr(full, SEPARATOR);

	if (cut == NULL)
		return (struct named){ "", full };
	return (struct named){ arena_strndup(mem, full, (size_t)(cut - full)),
			       cut + 1 };
}

static bool
is_silent(const char *space)
{
	for (size_t i = 0; i < sizeof silent / sizeof *silent; i++)
		if (streq(silent[i], space))
			return true;
	return false;
}

/* Is "url(" at ${s} one of something in the picture: url(#name)? */
static bool
is_own_url(const char *s)
{
	s += strlen("url(");
	s += strspn(s, " \t\r\n'\"");
	return *s == '#';
}

/* Does ${css}, a style or a value, ask for nothing and hide nothing?  A
 * backslash could spell any word, and a comment split one. */
static bool
is_quiet(const char *css)
{
	static const char *const loud[] = {
		"@import",    "@font-face",   "@charset", "@namespace",
		"expression", "javascript:",  "image(",	  "image-set",
		"src(",	      "-moz-binding", "behavior",
	};

	if (strchr(css, '\\') != NULL || strstr(css, "/*") != NULL)
		return false;
	for (size_t i = 0; i < sizeof loud / sizeof *loud; i++)
		if (strcasestr(css, loud[i]) != NULL)
			return false;
	for (const char *s = css; (s = strcasestr(s, "url(")) != NULL; s++)
		if (!is_own_url(s))
			return false;
	return true;
}

/* An attribute that is for people and programs, and draws nothing? */
static bool
is_note(const char *name)
{
	return str_starts(name, "aria-") || str_starts(name, "data-");
}

/* A reference: to something in the picture, or a picture written out. */
static bool
is_own_reference(const char *element, const char *value)
{
	if (value[0] == '#')
		return true;
	return streq(element, "image") &&
	       (str_starts(value, "data:image/png;base64,") ||
		str_starts(value, "data:image/jpeg;base64,"));
}

/* Copies of copies make a small file a picture without end: an element
 * that is copied may not hold a copy.  Noted here, judged at the end. */
static void
note_copy(struct reading *r, const char *target)
{
	if (r->uses == USES_MAX) {
		refuse(r, "more than %d copies (<use>)", USES_MAX);
		return;
	}
	r->copied[r->uses++] = arena_strdup(r->mem, target + 1);
	for (unsigned i = 1; i <= r->depth; i++) {
		if (r->ids[i] == NULL)
			continue;
		if (r->holder_count == sizeof r->holders / sizeof *r->holders) {
			refuse(r, "too many copies (<use>) in copies");
			return;
		}
		r->holders[r->holder_count++] = r->ids[i];
	}
}

static void
judge_copies(struct reading *r)
{
	for (unsigned i = 0; i < r->uses; i++)
		for (size_t j = 0; j < r->holder_count; j++)
			if (streq(r->copied[i], r->holders[j]))
				refuse(r, "a copy (<use>) of a copy");
}

static void
judge_attribute(struct reading *r, const char *element, const char *full,
		const char *value)
{
	struct named n = split(r->mem, full);
	bool is_link = streq(n.name, "href") &&
		       (*n.space == '\0' || streq(n.space, XLINK_NS));

	if (is_link) {
		if (!is_own_reference(element, value))
			refuse(r, "a link to another place (%.40s)", value);
		return;
	}
	if (is_silent(n.space) || streq(n.space, XLINK_NS))
		return;
	if (streq(n.space, XML_NS)) {
		if (!streq(n.name, "space") && !streq(n.name, "lang") &&
		    !streq(n.name, "id"))
			refuse(r, "the attribute xml:%.40s", n.name);
		return;
	}
	if (*n.space != '\0' || !upload_svg_names_attribute(n.name))
		refuse(r, "the attribute \"%.40s\"", n.name);
	else if (!is_note(n.name) && !is_quiet(value))
		refuse(r, "a style that may ask other places (%.40s)", value);
}

static void
judge_attributes(struct reading *r, const char *element, const char **pairs)
{
	const char *target = NULL;

	for (size_t i = 0; pairs[i] != NULL; i += 2) {
		judge_attribute(r, element, pairs[i], pairs[i + 1]);
		if (streq(pairs[i], "id"))
			r->ids[r->depth] = arena_strdup(r->mem, pairs[i + 1]);
		if (str_ends(pairs[i], "href") && pairs[i + 1][0] == '#')
			target = pairs[i + 1];
	}
	if (target != NULL && streq(element, "use") && r->result == OK)
		note_copy(r, target);
}

static void XMLCALL
start(void *data, const char *full, const char **pairs)
{
	struct reading *r = data;
	struct named n = split(r->mem, full);
	bool is_svg = streq(n.space, SVG_NS);

	if (r->elements++ == 0 && !(is_svg && streq(n.name, "svg"))) {
		r->result = fail(BAD_TYPE,
				 "This is no picture: PNG, JPEG and SVG are "
				 "taken. (An SVG begins with <svg "
				 "xmlns=\"" SVG_NS "\">.)");
		XML_StopParser(r->parser, XML_FALSE);
		return;
	}
	if (r->elements > ELEMENTS_MAX || r->depth == DEPTH_MAX) {
		refuse(r, "more than %d elements, or %d within each other",
		       ELEMENTS_MAX, DEPTH_MAX);
		return;
	}
	r->ids[++r->depth] = NULL;
	if (is_silent(n.space))
		return;
	if (!is_svg || !upload_svg_names_element(n.name)) {
		refuse(r, "the element <%.40s>", n.name);
		return;
	}
	r->is_style = streq(n.name, "style");
	str_clear(&r->style);
	judge_attributes(r, n.name, pairs);
}

static void XMLCALL
end(void *data, const char *full)
{
	struct reading *r = data;

	(void)full;
	r->depth--;
	if (r->is_style && !is_quiet(r->style.s))
		refuse(r, "a <style> that may ask other places");
	r->is_style = false;
}

static void XMLCALL
text(void *data, const char *s, int len)
{
	struct reading *r = data;

	if (r->is_style)
		str_addn(&r->style, s, (size_t)len);
}

static void XMLCALL
doctype(void *data, const char *name, const char *system, const char *public,
	int has_subset)
{
	(void)name;
	(void)system;
	(void)public;
	(void)has_subset;
	refuse(data, "a document type (<!DOCTYPE)");
}

static void XMLCALL
instruction(void *data, const char *target, const char *rest)
{
	(void)rest;
	refuse(data, "a processing instruction (<?%.40s)", target);
}

/* What expat could not read.  A file that is no XML at all is something
 * else than a broken SVG. */
static enum result
broken(const struct reading *r)
{
	if (r->elements == 0)
		return fail(BAD_TYPE,
			    "This is no file that is taken here: choose a "
			    "picture (PNG, JPEG, SVG) or, where documents are "
			    "taken, a PDF.");
	return fail(INVALID,
		    "The SVG is broken in line %lu (%s). Save it again with a "
		    "drawing program, and send it again.",
		    (unsigned long)XML_GetCurrentLineNumber(r->parser),
		    XML_ErrorString(XML_GetErrorCode(r->parser)));
}

enum result
upload_svg_read(struct arena *mem, struct upload *out)
{
	struct reading *r = arena_alloc(mem, sizeof *r);
	AUTO(xml) parser = XML_ParserCreateNS("UTF-8", SEPARATOR);

	if (parser == NULL)
		auto_die("out of memory");
	r->mem = mem;
	r->parser = parser;
	str_init(&r->style, mem);
	XML_SetUserData(parser, r);
	XML_SetElementHandler(parser, start, end);
	XML_SetCharacterDataHandler(parser, text);
	XML_SetStartDoctypeDeclHandler(parser, doctype);
	XML_SetProcessingInstructionHandler(parser, instruction);
	if (XML_Parse(parser, out->bytes, (int)out->len, XML_TRUE) !=
	    XML_STATUS_OK)
		return r->result != OK ? r->result : broken(r);
	judge_copies(r);
	return r->result;
}
