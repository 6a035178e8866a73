/*
 * What the files behind view.h share: where in a document one is, and
 * what a record's page knows of all its parts.
 */
#ifndef PAGE_VIEW_FILL_H
#define PAGE_VIEW_FILL_H

#include "model/clr_tree.h"
#include "page/data.h"
#include "page/view.h"

/* A place in the document, as a chain up to the root.  The pointer is
 * written out only where it is needed. */
struct view_at {
	const struct view_at *up; /* NULL: ${member} is a pointer */
	const char *member;
	size_t index; /* VIEW_NO_INDEX: the member itself */
};
#define VIEW_NO_INDEX ((size_t)-1)

/* The JSON pointer of ${at}, in ${mem}. */
const char *
view_pointer(struct arena *mem, const struct view_at *at);

/* One person or organization of a record. */
struct view_person {
	const json_t *profile; /* the fullest form met */
	const char *pointer;
	const char *href; /* "#p1" */
	bool is_filled;
};

/* What the page of a record knows of all its parts. */
struct view_index {
	json_t *anchors; /* id → "#a1", of assertions, achievements */
	json_t *by_id;	 /* id of a profile → array of numbers */
	struct view_person *people;
	size_t count;
	size_t cap;
	size_t cells; /* scale cells still to be drawn */
};

/* An object being filled.  ${told} are values said in another way. */
struct view_fill {
	const struct view *v;
	struct _hdf *node;
	const json_t *object;
	const struct view_at *at;
	const json_t *told[10];
	size_t told_count;
	enum class_id as;
	struct data_list fact, prose, part, more, tech, techpart;
};

/* Begin; tell a value (NULL is passed over); fill what was not told.  A
 * value is known by its address: true and false, of which there is one
 * each, cannot be told. */
void
view_fill_begin(struct view_fill *f, const struct view *v, struct _hdf *node,
		enum class_id as, const json_t *object);
void
view_fill_tell(struct view_fill *f, const json_t *value);
void
view_fill_rest(struct view_fill *f, const struct view_at *at);

/* All of it: begin and rest. */
void
view_fill_object(const struct view *v, struct _hdf *node, enum class_id as,
		 const json_t *object, const struct view_at *at);

/* The shapes of a value (see view.h) on ${node}. */
void
view_value(const struct view *v, struct _hdf *node, const struct property *p,
	   const json_t *value, const struct view_at *at);

/* ${text} as a link or text: .value and .href or .here. */
void
view_value_link(const struct view *v, struct _hdf *node, const char *text);

/* A date-time as .value, .iso, .exact. */
void
view_value_date(const struct view *v, struct _hdf *node, const char *text);

/* "clri:dtClr" of an IRI with a prefix that pages declare, else the IRI. */
const char *
view_value_curie(struct arena *mem, const char *iri);

/* "3", "2.5": the shortest form. */
const char *
view_value_number(struct arena *mem, double number);

/* What a class says of itself besides its rows; values so used are told. */
void
view_class(struct view_fill *f, const struct view_at *at);

/* Profiles: a link (.title, .href) on ${node}; the profile is noted once
 * and shown under Doc.profile.N.  The href; NULL without an index, when
 * the profile is filled here. */
const char *
view_people_link(const struct view *v, struct _hdf *node, enum class_id as,
		 const json_t *profile, const struct view_at *at);
/* Fill Doc.profile.N: .anchor and the shapes. */
void
view_people_fill(const struct view *v, struct _hdf *doc);
/* What people call a profile; NULL if nothing is stated. */
const char *
view_people_name(struct arena *mem, const json_t *profile);

/* Results of ${assertion} joined to the descriptions of its achievement:
 * .result.N on ${node}, and .possible.N for descriptions without a result.
 *	.title .type .status	the description's name and kind; status;
 *				their terms in .type_term .status_term
 *	.value .level .required	what was reached, and what is needed
 *	.allowed.M		.value .is_value .is_required
 *	.range.min .max .at .need	ends, and places of 0 to 1000
 *	.rubric.M		a level's shapes, .is_value .is_required
 *	.own .description	the shapes of what is left of both
 */
void
view_result_fill(const struct view *v, struct _hdf *node,
		 const struct clr_tree_node *n, const struct view_at *assertion,
		 const struct view_at *achievement);
/* The short form for a table: .result.N.(name, value) on ${row}. */
void
view_result_brief(const struct view *v, struct _hdf *row,
		  const struct clr_tree_node *n);

/* What tables and lists say of one assertion. */
struct view_brief {
	const struct clr_tree_node *node;
	const char *href; /* "#a1" */
	const char *code; /* these four NULL if not stated */
	const char *title;
	const char *type;
	const char *term;
	const char *issued; /* as written */
	double earned, available;
	bool has_earned, has_available;
	bool is_revoked, is_expired;
	int64_t expires; /* epoch; INT64_MAX: never, or not stated */
	bool is_dated;
	int64_t from, to, when; /* epoch: first and last date stated, and
				   the one it is placed by */
	bool is_counted;	/* its credits count in the sum */
	bool is_supported;	/* it has evidence or an endorsement */
	bool is_holder;		/* something below it states credits */
};

/* One a node of ${tree}, in its order. */
struct view_brief *
view_brief_all(const struct view *v, const struct clr_tree *tree);
/* The last second at which ${count} ${briefs} of ${now} still are right:
 * the first to expire then has not.  INT64_MAX: for ever. */
int64_t
view_brief_until(const struct view_brief *briefs, size_t count, int64_t now);
/* .href .code .title .type .state … on ${node}. */
void
view_brief_fill(const struct view *v, struct _hdf *node,
		const struct view_brief *brief);

/* Doc.summary, Doc.strong.N, Doc.term.N. */
void
view_sum_fill(const struct view *v, struct _hdf *doc,
	      const struct clr_tree *tree, const struct view_brief *briefs);
void
view_term_fill(const struct view *v, struct _hdf *doc,
	       const struct clr_tree *tree, const struct view_brief *briefs);

/* Doc.assertion.N …, Doc.other.N. */
void
view_tree_fill(const struct view *v, struct _hdf *doc, const json_t *clr,
	       const struct clr_tree *tree, const struct view_brief *briefs);

/* The number of the data: URL at ${at}, or -1. */
long
view_files_number(const struct view *v, const struct view_at *at);

#endif
