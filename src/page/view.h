/*
 * Document → Doc.*: the table's reader that fills pages.
 *
 * view_object() turns any object of any class into the same few shapes,
 * so that a member can never be forgotten and a template never names one:
 *
 *	.title			what people call it
 *	.code			a short name before it, if the class has one
 *	.label			"Assertion", only without a title
 *	.rdf			RDF type; .resource its id
 *	.picture		a value, .file.src of it an image to show
 *	.fact.N			.label .rdf and one value, or .many.M of it
 *	.prose.N		.label .rdf and .value (plain) or .html (safe
 *				HTML of Markdown, see markdown.h)
 *	.part.N			.label .name .rdf and .item.M, each again an
 *				object of these shapes; .item.M.signed if it
 *				came as a JWS.  .links: its items are each a
 *				link; .sentences: each says how two are related
 *	.more.N			prefixed or unknown members: .name and
 *				.value or again .more.M
 *	.tech.N			as .fact: ids and the like
 *	.techpart.N		as .part: keys, verification
 *
 * A value is
 *	.value			text; .plain if it is nothing else
 *	.value .iso		a date in words, and as machines read it;
 *				.exact as it was written, if HTML cannot
 *	.value .href		a link that may be followed
 *	.value .here		the id of something on this page, and "#a1"
 *	.value .term		an enumeration's words, and its term
 *	.yes or .no		a boolean
 *	.file.href .type .size	a file within the document, to be opened
 *	.file.src		the same, an image: data: or a path of ours
 *	.value .far		an image elsewhere, not loaded: address, host
 *
 * A profile within an object is not repeated there: it is .title and .href
 * ("#p3"), its place among Doc.profile.N (view_people.h).  Some classes
 * say more of themselves, see view_class.c.
 *
 * view_clr.h builds the sheet of a whole record out of these.
 */
#ifndef PAGE_VIEW_H
#define PAGE_VIEW_H

#include <jansson.h>

#include "model/load.h"
#include "model/rows.h"
#include "page/render.h"

/* What a view needs to know besides the document. */
struct view {
	struct arena *mem;
	const struct load_limits *limits;
	const char *files;	  /* where data: files are served: path + '/';
				   the N-th data: URL of the document in
				   document order is ${files}N */
	size_t inline_image;	  /* images up to this stay in the page */
	int64_t now;		  /* epoch, for "expired" */
	struct view_files *list;  /* made by view_files_find() */
	struct view_index *index; /* made by view_clr(); NULL elsewhere */
};

/* One data: URL of a document. */
struct view_file {
	const char *pointer;
	const char *name; /* for the download: "Transcript.pdf" */
	const char *url;  /* the data: URL, borrowed */
};
struct view_files {
	struct view_file *items;
	size_t count;
	json_t *index; /* pointer → number */
};

/* Every data: URL of ${clr} (signed parts decoded, whose pointers go on
 * below the JWS's own), in document order.  See view_files.c. */
void
view_files_find(struct arena *mem, const json_t *clr,
		const struct load_limits *limits, struct view_files *out);

/* What an assertion or endorsement at JSON pointer ${pointer} is called in
 * its node's .place, by which a template finds what is known of it in
 * another part of the dataset (web/verify_fill.h): "_assertions_0". */
const char *
view_place(struct arena *mem, const char *pointer);

/* Fill ${node} with ${object} of class ${as}, as described above.
 * ${pointer} is its place in the document. */
void
view_object(const struct view *v, struct _hdf *node, enum class_id as,
	    const json_t *object, const char *pointer);

#endif
