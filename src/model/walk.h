/*
 * Looking things up in the tables, and values in a document by them.
 * How classes nest is known here and in the tables, nowhere else.
 */
#ifndef MODEL_WALK_H
#define MODEL_WALK_H

#include <jansson.h>

#include "base/arena.h"
#include "model/rows.h"

/* The class's rows; never NULL for a valid id. */
const struct class *
walk_class(enum class_id id);

/* The class whose name (or name in edition C) is ${name}; CLASS_NONE. */
enum class_id
walk_class_named(const char *name);

/* The row of property ${name} of a class, by today's name only; NULL. */
const struct property *
walk_property(enum class_id id, const char *name);

/* The row a member ${name} stands for, edition C and known misspellings
 * included; NULL if the class knows no such thing. */
const struct property *
walk_member(enum class_id id, const char *name);

/* The property flagged LABEL; NULL if the class has none. */
const struct property *
walk_label(enum class_id id);

/*
 * The value of ${property} in ${object}, lenient as an import is: by
 * today's name, else by the old one; JSON null is absent.  Borrowed; NULL.
 */
const json_t *
walk_value(const json_t *object, const struct property *property);

/* The same by class and name: walk_get(doc, CLR_CLR, "learner").  The
 * name must be in the table (a wrong one ends the process in tests). */
const json_t *
walk_get(const json_t *object, enum class_id id, const char *name);

/* walk_get() as a text, or NULL if it is not a string or is empty. */
const char *
walk_text(const json_t *object, enum class_id id, const char *name);

/* walk_get() as an array position: a single object counts as an array of
 * one (G-2).  Borrowed; NULL past the end. */
size_t
walk_count(const json_t *object, enum class_id id, const char *name);
const json_t *
walk_item(const json_t *object, enum class_id id, const char *name,
	  size_t index);

/* The profile that answers for ${doc}, of class ${as} (CLR 1.0 §4.1): a Clr's
 * publisher, an Assertion's achievement's issuer, an Endorsement's issuer.
 * Borrowed; NULL: it says none, or is of another class. */
const json_t *
walk_issuer(const json_t *doc, enum class_id as);

/* The row of a term (edition C's words included), or NULL. */
const struct term *
walk_term(enum list_id id, const char *value);

/*
 * What people read for a term: its label; for "ext:SchoolEnrollment" the
 * words "School Enrollment" (prefix off, split on case and punctuation);
 * else the value itself.  In ${mem}.
 */
char *
walk_term_words(struct arena *mem, enum list_id id, const char *value);

/* Is ${name} a prefixed member: one colon, not first or last (G-5)? */
bool
walk_is_prefixed(const char *name);

/*
 * Which class is ${doc} a document of?  By "type" (a string or an array
 * holding it, edition C's words too), else by its members.  CLASS_NONE if
 * nothing fits.
 */
enum class_id
walk_guess(const json_t *doc);

/* The JSON pointer (RFC 6901) ${base} + "/" + ${member}, escaped; the
 * same with an index.  In ${mem}. */
char *
walk_pointer(struct arena *mem, const char *base, const char *member);
char *
walk_pointer_at(struct arena *mem, const char *base, size_t index);

#endif
