/*
 * The parts of an imported record become items.
 */
#ifndef STORE_INTAKE_H
#define STORE_INTAKE_H

#include "store/item.h"

/* What would become of a part, or became. */
enum intake_fate {
	INTAKE_NEW,    /* an item will be made */
	INTAKE_SAME,   /* there is an equal one: it is used */
	INTAKE_DIFFERS /* there is one with this id that says something else
			  itself; what it holds is judged by itself */
};

struct intake_part {
	enum class_id as;
	const char *doc_id;
	const char *name;
	enum intake_fate fate;
	const char *item_id; /* of SAME and DIFFERS, and of what was made;
				NULL of what is to be made */
	size_t seen;	     /* at how many places of the record */
};

struct intake {
	struct intake_part *parts; /* the record itself is last */
	size_t count;
	size_t makes, same, differs;
};

/* What to do where an item says something else. */
enum intake_choice {
	INTAKE_KEEP,   /* the copy stays within the record, as it is there;
			  the item of the record itself stays as it is */
	INTAKE_REPLACE /* the item becomes as the record says (a draft);
			  a revoked one stays as it is, as above */
};

/*
 * Look, without storing anything.  ${doc} is a CLR.
 * OK: ${out} in the office's arena.  INVALID: it holds what only an office
 * may ("$item").  TOO_BIG: nested too deeply.
 */
enum result
intake_look(struct db *db, const struct item_office *o, const json_t *doc,
	    struct intake *out) CHECKED;

/*
 * Do it, in one transaction.  What is kept within the record is also kept
 * within those of its parts that hold it; such a part that has an item
 * differs from it.  Endorsements are 'received'.
 * OK: ${out}, and the record's item is its last part.  CONFLICT: nothing to
 * do: the record is here, and equal; ${out} says where.  INVALID, TOO_BIG as
 * above; INVALID: the record has no id.
 */
enum result
intake_put(struct db *db, const struct item_office *o, const json_t *doc,
	   enum intake_choice choice, struct intake *out) CHECKED;

#endif
