/*
 * Markdown to safe HTML.  The tree that libcmark parses is changed before
 * it is printed: raw HTML becomes text, pictures become links, addresses
 * that may not be followed lose their link.  The printed text is the one
 * HTML that a template prints raw; called by view.c alone.
 */
#include "page/markdown.h"

#include <stdlib.h>
#include <string.h>

#define CMARK_NO_SHORT_NAMES
#include <cmark.h>

#include "base/str.h"
#include "base/uri.h"

/* Beyond this a text is shown as plain paragraphs: the parser is not
 * linear for every hostile input. */
#define MARKDOWN_MAX 65536

/* A parsed tree and a printed text, each freed at the end of a scope. */
AUTO_TYPE(node, cmark_node *, cmark_node_free);
AUTO_TYPE(iter, cmark_iter *, cmark_iter_free);
#define auto_node AUTO(node)
#define auto_iter AUTO(iter)

/* Put a text node holding ${text} in the place of ${node}. */
static void
replace_by_text(cmark_node *node, cmark_node_type type, const char *text)
{
	cmark_node *new = cmark_node_new(type);

	cmark_node_set_literal(new, text);
	cmark_node_replace(node, new);
	cmark_node_free(node);
}

/* Move the children of ${node} before it and drop it: only its words stay. */
static void
unwrap(cmark_node *node)
{
	cmark_node *child;

	while ((child = cmark_node_first_child(node)) != NULL) {
		cmark_node_unlink(child);
		cmark_node_insert_before(node, child);
	}
	cmark_node_free(node);
}

/* A picture becomes a link with the same words. */
static cmark_node *
link_of_picture(cmark_node *image)
{
	cmark_node *link = cmark_node_new(CMARK_NODE_LINK);
	cmark_node *child;

	cmark_node_set_url(link, cmark_node_get_url(image));
	while ((child = cmark_node_first_child(image)) != NULL) {
		cmark_node_unlink(child);
		cmark_node_append_child(link, child);
	}
	if (cmark_node_first_child(link) == NULL) {
		child = cmark_node_new(CMARK_NODE_TEXT);
		cmark_node_set_literal(child, cmark_node_get_url(link));
		cmark_node_append_child(link, child);
	}
	cmark_node_replace(image, link);
	cmark_node_free(image);
	return link;
}

static void
tame_link(cmark_node *link)
{
	if (uri_use(cmark_node_get_url(link)) != URI_LINK)
		unwrap(link);
	else
		cmark_node_set_title(link, "");
}

static void
tame_html_block(cmark_node *node)
{
	cmark_node *paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
	cmark_node *text = cmark_node_new(CMARK_NODE_TEXT);

	cmark_node_set_literal(text, cmark_node_get_literal(node));
	cmark_node_append_child(paragraph, text);
	cmark_node_replace(node, paragraph);
	cmark_node_free(node);
}

static void
tame_heading(cmark_node *node, int heading)
{
	int level = cmark_node_get_heading_level(node) + heading - 1;

	cmark_node_set_heading_level(node, level > 6 ? 6 : level);
}

static bool
is_in_link(cmark_node *node)
{
	while ((node = cmark_node_parent(node)) != NULL)
		if (cmark_node_get_type(node) == CMARK_NODE_LINK)
			return true;
	return false;
}

/* ${node} is left for the last time: it may be changed or replaced. */
static void
tame(cmark_node *node, int heading)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_HTML_BLOCK:
		tame_html_block(node);
		break;
	case CMARK_NODE_HTML_INLINE:
		replace_by_text(node, CMARK_NODE_TEXT,
				cmark_node_get_literal(node));
		break;
	case CMARK_NODE_IMAGE:
		if (is_in_link(node))
			unwrap(node);
		else
			tame_link(link_of_picture(node));
		break;
	case CMARK_NODE_LINK:
		tame_link(node);
		break;
	case CMARK_NODE_HEADING:
		tame_heading(node, heading);
		break;
	default:
		break;
	}
}

static bool
is_leaf(cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);

	return type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE;
}

static void
tame_all(cmark_node *doc, int heading)
{
	auto_iter it = cmark_iter_new(doc);
	cmark_event_type event;
	cmark_node *node;

	while ((event = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
		node = cmark_iter_get_node(it);
		if (event == CMARK_EVENT_EXIT || is_leaf(node))
			tame(node, heading);
	}
}

/* libcmark prints links as <a href="…">; the relation is put in after it.
 * Text cannot look like that: its quotes and angles are escaped. */
static char *
with_relation(struct arena *mem, const char *html)
{
	static const char open[] = "<a href=";
	struct str out;
	const char *at;

	str_init(&out, mem);
	while ((at = strstr(html, open)) != NULL) {
		str_addn(&out, html, (size_t)(at - html));
		str_add(&out, "<a rel=\"noopener noreferrer nofollow\" href=");
		html = at + sizeof open - 1;
	}
	str_add(&out, html);
	return out.s;
}

/* The text as one block of words, for what is too long to be parsed. */
static cmark_node *
plain_document(const char *text)
{
	cmark_node *doc = cmark_node_new(CMARK_NODE_DOCUMENT);
	cmark_node *block = cmark_node_new(CMARK_NODE_CODE_BLOCK);

	cmark_node_set_literal(block, text);
	cmark_node_append_child(doc, block);
	return doc;
}

char *
markdown_html(struct arena *mem, const char *text, int heading)
{
	size_t len = strlen(text);
	auto_node doc = NULL;
	auto_text html = NULL;

	if (len > MARKDOWN_MAX)
		doc = plain_document(text);
	else
		doc = cmark_parse_document(text, len, CMARK_OPT_DEFAULT);
	tame_all(doc, heading);
	html = cmark_render_html(doc, CMARK_OPT_DEFAULT);
	return with_relation(mem, html);
}
