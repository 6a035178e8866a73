/*
 * From items to whole documents, and back: the members flagged PICKED hold
 * items of their own, written {"$item": ID} in the office and written out
 * in all that leaves it.
 */
#ifndef MODEL_ASSEMBLE_H
#define MODEL_ASSEMBLE_H

#include <jansson.h>

#include "base/arena.h"
#include "model/edit.h"

/* Items within items, and objects within objects, go no deeper. */
#define ASSEMBLE_DEEPEST 64

/* How to write a document out. */
struct assemble_how {
	/* Where items come from: the document of item ${id} as it is to
	 * stand in others (with stand-ins of its own), or a JSON string: its
	 * signed form (JWS).  Borrowed until the arena ends; NULL: there is
	 * none.  Asked once an item. */
	const json_t *(*get)(void *carrier, const char *id);
	void *carrier;
	bool is_root; /* it leaves as a document of its own */
	size_t max;   /* objects written out, those of items each time */
};

/*
 * ${doc}, of class ${as}, with every stand-in replaced, at any depth; where
 * the table asks for another class than the item's "type" says (an
 * EndorsementProfile of a Profile), only that class's members and prefixed
 * ones are taken and "type" is set.  "@context" stands on the document itself
 * (put first if it is missing and is_root) and is not added to parts.
 * A document without stand-ins comes out equal to what it was, members in
 * their order; marks EDIT_WAS are left out.  An item that stands at several
 * places is one json_t at all of them: ${out} is to be read, not changed.
 *
 * A list's item that comes signed goes over to the list's signed twin
 * (assemble_signed(): "assertions" → "signedAssertions"), behind what is
 * there, and the plain list is left out if all of it went (CLR 1.0 §1.4,
 * D-9).  The twin stands where the document has it, else behind the list.
 *
 * OK: *${out}, released at the end of ${mem}.  NOT_FOUND: an item that is
 * not there.  INVALID: an item within itself; one that came signed where
 * there is no twin.  TOO_BIG: over max objects, or deeper than
 * ASSEMBLE_DEEPEST.
 */
enum result
assemble(struct arena *mem, enum class_id as, const json_t *doc,
	 const struct assemble_how *how, json_t **out) CHECKED;

/* The property of ${class} that takes the signed form of what ${plain} takes
 * (CLR 1.0 §1.3: signedAssertions, signedEndorsements), or NULL. */
const struct property *
assemble_signed(enum class_id class, const struct property *plain);

/* A place: a JSON pointer (RFC 6901), and the item that it leads into, or
 * NULL. */
struct assemble_spot {
	const char *pointer;
	const char *item;
};

/*
 * ${spot}->pointer leads into the whole that assemble() with the same ${how}
 * made of ${doc}: make it lead into ${doc}.  What is within an item is at the
 * member that holds it, and ${spot}->item is set.  how->get is asked again,
 * of each item in a list on the way.
 */
void
assemble_place(struct arena *mem, enum class_id as, const json_t *doc,
	       const struct assemble_how *how, struct assemble_spot *spot);

/* The items ${doc} names, in document order, each place once. */
struct assemble_link {
	const char *property; /* of the table */
	const char *item;     /* borrowed from the document */
};
struct assemble_links {
	struct assemble_link *items;
	size_t count;
};
void
assemble_links(struct arena *mem, enum class_id as, const json_t *doc,
	       struct assemble_links *out);

/* One part of a document taken apart. */
struct assemble_part {
	enum class_id as;    /* CLR_PROFILE for an EndorsementProfile too */
	const char *id;	     /* the document's own id; "" if the whole has
				none */
	const json_t *whole; /* as it stands in the original, borrowed */
	json_t *doc;	     /* the same with stand-ins "#N" for parts[N];
				released at the end of the arena */
	const char *pointer; /* where it first stands */
	size_t seen;	     /* at how many places of the parts; the document
				itself at one */
};
struct assemble_parts {
	struct assemble_part *items; /* the document itself is last */
	size_t count;
};

/*
 * Take ${doc} apart: each value of a PICKED member that has an id becomes a
 * part, inner ones first.  Two with the same class and id are one part if
 * they are equal, members in their order; if they differ, the later one
 * stays where it is, written out.  An endorser that is a profile of the
 * document less the members an EndorsementProfile has not is that part.
 * assemble() of the parts gives ${doc} again, in every member and its order.
 * Linear in the document's size.
 * OK: ${out} in ${mem}.  INVALID: ${doc} holds a member "$item" or "$was".
 * TOO_BIG: it is nested deeper than ASSEMBLE_DEEPEST.
 */
enum result
assemble_apart(struct arena *mem, enum class_id as, const json_t *doc,
	       struct assemble_parts *out) CHECKED;

/* Replace the stand-ins "#N" of ${doc} by items: ${ids}[N] is the item that
 * part N became. */
void
assemble_name(json_t *doc, const char *const ids[], size_t count);

#endif
