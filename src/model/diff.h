/*
 * What differs between two versions of a document, for people.
 */
#ifndef MODEL_DIFF_H
#define MODEL_DIFF_H

#include <jansson.h>

#include "base/arena.h"
#include "model/rows.h"

enum diff_kind { DIFF_ADDED, DIFF_REMOVED, DIFF_CHANGED, DIFF_MOVED };

struct diff_line {
	enum diff_kind kind;
	const char *pointer; /* in the newer document; of what is gone, in
				the older */
	const char *where;   /* "Results › Final grade › Value": labels, and
				what objects are called */
	const char *before;  /* in words; NULL if added; of what moved its
				place in the list, from 1 */
	const char *after;   /* NULL if removed */
};

struct diff {
	struct diff_line *items;
	size_t count;
	bool is_cut; /* there were more than the most that were asked for */
};

struct diff_how {
	enum class_id as; /* of both documents */
	size_t max;	  /* lines */
	/* What a stand-in {"$item": ID} is called; NULL: the id itself.
	 * Without a function it is the id too. */
	const char *(*name)(void *carrier, const char *item);
	void *carrier;
};

/*
 * Compare ${older} and ${newer}.  Objects of a list are matched by id or
 * stand-in, else by what they are called, else by place; texts of a list by
 * their words.  Terms are told in words, a data: URL by its type and length,
 * other texts whole; an object or item that came or went is one line, by
 * what it is called.  What only changed its form (3 and 3.0, an old name or
 * word of edition C, one value and a list of it) is no difference, nor is
 * a mark EDIT_WAS.
 * The lines follow the table's order, members that are not in it last.
 * In ${mem}.
 */
void
diff_docs(struct arena *mem, const struct diff_how *how, const json_t *older,
	  const json_t *newer, struct diff *out);

#endif
