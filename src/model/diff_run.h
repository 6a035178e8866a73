/*
 * What the files of diff.h share.  Of no interest to its callers.
 */
#ifndef MODEL_DIFF_RUN_H
#define MODEL_DIFF_RUN_H

#include "model/diff.h"
#include "model/edit_run.h"

enum diff_side { DIFF_OLD, DIFF_NEW, DIFF_SIDES };

#define DIFF_NONE ((size_t)-1)

/* One run. */
struct diff_run {
	struct arena *mem;
	const struct diff_how *how;
	struct diff *out;
	json_t *results; /* of the assertion at hand: the names of its
			    achievement's possible results, by id; NULL */
};

/* A place in both documents. */
struct diff_at {
	const struct diff_at *up;	 /* NULL: the documents */
	enum class_id class;		 /* of the object, or CLASS_NONE */
	const struct property *property; /* NULL: not in the table */
	const char *member;		 /* NULL: a row */
	size_t index[DIFF_SIDES]; /* of a row; DIFF_NONE: there is none */
	const json_t *value[DIFF_SIDES]; /* NULL: there is none */
};

/* Two lists, matched. */
struct diff_match {
	size_t count[DIFF_SIDES];
	size_t *partner[DIFF_SIDES]; /* the row in the other list, or NONE */
	bool *is_kept; /* of the newer: it stands in the older's order */
};

/* Match the rows of the list ${at}. */
void
diff_match(const struct diff_run *run, const struct diff_at *at,
	   struct diff_match *out);

/* Row ${index} of ${list}, which may be a single value (G-2); NULL. */
const json_t *
diff_match_row(const json_t *list, size_t index);

/* What an object or item of ${class} is called; NULL: by nothing. */
const char *
diff_match_name(const struct diff_run *run, enum class_id class,
		const json_t *value);

/* ${value}, which stands at ${at} in one of the documents, in words. */
const char *
diff_match_words(const struct diff_run *run, const struct diff_at *at,
		 const json_t *value);

/* The names of the possible results that the results of the assertion ${at}
 * may be of, by id, out of both documents.  A new reference. */
json_t *
diff_match_results(const struct diff_at *at);

#endif
