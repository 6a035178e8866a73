/*
 * A document → the fields of its form, by the table: Form.* of a page, as
 * templates/fields.cs prints it.  A field's name is the JSON pointer of its
 * member, as model/edit.h reads it.
 *
 * An object is
 *	.field.N		its plain members, each a field; what people
 *				fill in first
 *	.part.N			its nested and picked members, each a field
 *	.tech.field.N		ids, keys and the like; .tech.open
 *	.more.N			.name and .value (JSON) of members that no row
 *				knows: read only, kept as they are
 * and Form, which is one, also has
 *	.problem.N		.words, .href "#ID" of its field, .where
 *				"Possible results 2"; .error or .warning
 *	.errors .warnings	how many, if any
 *
 * A field is
 *	.kind			see below
 *	.name .id		its JSON pointer; its id in the page
 *	.label .help		the table's words; .required
 *	.value			as typed
 *	.problem.N		.words; .error or .warning; .invalid, if one of
 *				them is an error
 *	.focus			it was just added or changed
 *	.wide			it takes the whole line
 *
 * Kinds, and what they have besides:
 *	text long number address
 *	markdown		.preview.html
 *	date			.odd if .value is no date
 *	moment			.date .time .zone.N; .odd .odd_time: not to be
 *				shown as such; .seconds
 *	boolean			.yes, .no, .value (what it is instead), or
 *				none of them: not stated
 *	choice			.option.N: .value .label .chosen; .other: one
 *				may be added in words, .is_other: is chosen;
 *				.hint: nothing can be chosen yet
 *	file			.kept, if it is one that was uploaded: .path
 *				and .picture, or .file (see view.h); else .value,
 *				the address of one elsewhere
 *	kept			.value, .many.N.value: read only
 *	list			.item.N: .name .id .number .value .first .last,
 *				.problem .invalid .focus as above; .ordered
 *				.filled .open
 *	picked			.few: .option.N; else .search .query .found.N;
 *				.total; .chosen: .value .label .about .embedded;
 *				.lost: it is gone; .new: noun of what can be made
 *	picks			.item.N: .name .id .value .was .label .about
 *				.embedded .lost .first .last .problem; .found.N;
 *				.few .search .query .total .new
 *	object			.body, the shapes of an object; .open; .filled
 *	rows			.row.N, each the shapes of an object and .name
 *				.id .was .title .number .open .first .last
 *				.problem; .noun; .filled: how many; .open
 *	grid			.row.N as of rows, each with the same members in
 *				.field.N; .column.N.label
 * Of an option: .value .label .about .chosen.
 *
 * Buttons named "do" have these values, P being a pointer:
 *	add P  remove P  up P  down P	rows, lists, single objects, files
 *	preview P			of a Markdown
 *	find P				search, words in the field "find P"
 *	new P				make an item for it
 *	add P, of picks			the ids in the fields "add P" (several)
 * A file is in the part "P@file" of a multipart body.
 */
#ifndef PAGE_FIELDS_H
#define PAGE_FIELDS_H

#include <jansson.h>

#include "model/problems.h"
#include "model/rows.h"
#include "page/render.h"

/* What can be picked for a member flagged PICKED. */
struct fields_choice {
	const char *value; /* an item's id; for a member that holds an IRI
			      (Association.targetId, EndorsementClaim.id)
			      that IRI */
	const char *label; /* "Maria Reyes" */
	const char *about; /* second line, or NULL */
};
struct fields_choices {
	const struct fields_choice *items;
	size_t count;
	long long total;   /* more than are listed: the page offers a search */
	const char *query; /* what was searched for; NULL: nothing yet */
};

/* Who knows the items.  What is given lives as long as the arena. */
struct fields_source {
	/* What to offer at ${pointer}: for ${property}, which is PICKED or
	 * one of the two that hold an IRI.  None: total 0. */
	void (*choices)(void *carrier, const struct property *property,
			const char *pointer, struct fields_choices *out);
	/* Item ${id} as a choice; false: there is none. */
	bool (*item)(void *carrier, const char *id, struct fields_choice *out);
	/* The document of item ${id}, borrowed; NULL: none.  A result's
	 * choices are read from the chosen achievement. */
	const json_t *(*get)(void *carrier, const char *id);
	void *carrier;
};

struct fields {
	struct arena *mem;
	const struct fields_source *source; /* NULL: nothing can be picked */
	const struct problems *problems; /* of the document, by pointer; NULL */
	const char *files;		 /* path of uploads: "/media/" */
	const char *zone;		 /* offered for a new DATETIME: "Z" */
	const char *open;		 /* pointer of what was just added or
					    changed: its group is open and its
					    first field has the focus; NULL */
	const char *preview;		 /* pointer of the Markdown to be shown
					    as it will look; NULL */
};

/* Fill ${node} (Form) with ${doc} of class ${as}.  ${doc} may hold what does
 * not belong (a text for a number): it is shown as typed.  ${doc} lives as
 * long as the arena. */
void
fields_fill(const struct fields *f, struct _hdf *node, enum class_id as,
	    const json_t *doc);

#endif
