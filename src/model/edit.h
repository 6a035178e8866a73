/*
 * Fields of a form → a document, by the table.
 *
 * A field's name is the JSON pointer of its member: "/name",
 * "/address/addressCountry", "/resultDescriptions/0/name".  What was typed
 * goes into the document as it is, even where it cannot stay (a number that
 * is none, a date that is none): check_doc() tells, the page shows it again,
 * and nothing typed is lost.  Besides the pointer there are
 *
 *	POINTER@date @time @zone  of a DATETIME: "2024-05-31", "14:00:00" or
 *				  "", "+02:00" or "Z".  A day without a time
 *				  is written as its 00:00:00.
 *	POINTER@other		  the words for a choice of "ext:"
 *	POINTER@was		  of a row: its index in the base document, so
 *				  that members no form shows (G-5) stay with
 *				  it; "" or one that the base has not: a new
 *				  row; without it the row's own index
 *	POINTER			  of a member flagged PICKED: an item's id, or
 *				  "=" for the object the base document has
 *				  there, or "" for none
 *	POINTER = ""		  of a list: the form has it, maybe without a
 *				  row; of an object: there is none, or it is
 *				  new, and nothing of the base's stays
 *
 * What the form does not mention stays as it is in the base document; but of
 * a list that the form has, the rows it does not mention are gone.  Of two
 * fields with one name the last counts (a hidden one before a checkbox).
 *
 * A value that comes back as edit_value_show() showed it keeps its JSON to
 * the byte: an unchanged moment its fraction, an unchanged text its CRLF, an
 * unchanged number 3.0 its point.  What an import forgives is mended by the
 * way: old names and words become today's, a bare text its object, a single
 * value in a list's place a list, the text "3" a number; null and "" go.
 */
#ifndef MODEL_EDIT_H
#define MODEL_EDIT_H

#include <jansson.h>

#include "base/arena.h"
#include "model/rows.h"

/* The member that stands for an item of its own: {"$item": "ID"}.  It never
 * leaves the office: see assemble.h. */
#define EDIT_ITEM "$item"

/* A row's POINTER@was while its page is shown again (keeps_empty): a text,
 * "" for a new row.  Without it a row's own index is to be sent.  It is
 * never in a document that edit_form() makes to be kept. */
#define EDIT_WAS "$was"

struct edit_field {
	const char *name;
	const char *value; /* UTF-8 */
};

struct edit_form {
	const struct edit_field *fields;
	size_t count;
	size_t max_rows;  /* of one list */
	bool keeps_empty; /* the page is to be shown again: empty rows and
			     objects stay ("", null for a PICKED one, or an
			     object), and rows have EDIT_WAS */
};

/*
 * Apply ${form} to ${base}, a document of class ${as} (may be an empty
 * object), into a new document that shares nothing with it.  Members flagged
 * OURS and the id of the document itself are the base's.  A new object gets
 * its class's "type", and one whose id is MINTED a rand_urn() when none was
 * given.  Empty values are left out, and objects in which nothing else
 * stands; of those that were in the base with an id, the id stays.
 * OK: *${doc}, released at the end of ${mem}.  INVALID: a field whose name
 * is no place of this class, or one of OURS, or within a PICKED member; rows
 * that do not come in order, from 0; "=" for what the base has not;
 * bytes that are not UTF-8.  The sentence names the field.
 * TOO_BIG: more rows than max_rows.
 */
enum result
edit_form(struct arena *mem, enum class_id as, const json_t *base,
	  const struct edit_form *form, json_t **doc) CHECKED;

/* What a button of a form asks for, besides to be shown again. */
enum edit_do {
	EDIT_ADD,    /* an empty row at the end of the list at POINTER; or an
			empty object there, unless there is one */
	EDIT_REMOVE, /* the row (or single object) at POINTER */
	EDIT_UP,     /* change places with the row before (the first row
			stays), … */
	EDIT_DOWN    /* … or after (the last row stays) */
};

/*
 * Do it to ${doc}, of class ${as}, in place.  OK.  INVALID: POINTER is no
 * such place.  TOO_BIG: the list would be longer than ${max_rows}.
 */
struct edit_order {
	enum edit_do what;
	const char *pointer;
	size_t max_rows;
};
enum result
edit_do(struct arena *mem, enum class_id as, json_t *doc,
	const struct edit_order *order) CHECKED;

/* Set the value at ${pointer} (a place of class ${as}; objects on the way
 * are made, and the index after the last adds a row).  ${value} is borrowed;
 * NULL takes away what is there.  OK.  INVALID: no such place, or one within
 * an item. */
enum result
edit_set(struct arena *mem, enum class_id as, json_t *doc, const char *pointer,
	 json_t *value) CHECKED;

/* The property at ${pointer} within class ${as}, and the class of the object
 * it belongs to (${owner} may be NULL); indexes are passed over.  NULL: no
 * such place. */
const struct property *
edit_place(enum class_id as, const char *pointer, enum class_id *owner);

/* What a form shows of one value, and what comes back from it. */
struct edit_parts {
	const char *text;		/* POINTER */
	const char *date, *time, *zone; /* of a DATETIME */
	const char *other;		/* of an XTERM whose text is "ext:" */
};

/*
 * How ${value} (NULL: none) of ${property} is shown in a form; no member is
 * NULL, and what does not apply is "".  A date that is none stands in .date,
 * a value of another type as people write it, an object as its JSON.  Of a
 * PICKED member .text is an item's id, "=" or "".  In ${mem}.
 */
void
edit_value_show(struct arena *mem, const struct property *property,
		const json_t *value, struct edit_parts *out);

/* The item that ${value} stands for ({"$item": ID}), or NULL. */
const char *
edit_item(const json_t *value);

/* A new stand-in for item ${id}; released at the end of ${mem}. */
json_t *
edit_item_new(struct arena *mem, const char *id);

/*
 * A new document of class ${as}, released at the end of ${mem}: its "id"
 * (${id}; NULL: a rand_urn() if MINTED), its "type", and, if the id is an
 * address and the document must say how it is verified (an Endorsement),
 * "verification" as Hosted.  Others say so when they are published.
 */
json_t *
edit_new(struct arena *mem, enum class_id as, const char *id);

#endif
