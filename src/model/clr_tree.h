/*
 * The assertions of a CLR as a tree, and results beside their
 * descriptions: what a page needs to know of a record (CLR 1.0 §5.2).
 */
#ifndef MODEL_CLR_TREE_H
#define MODEL_CLR_TREE_H

#include "model/load.h"
#include "model/walk.h"

/* One assertion in its place. */
struct clr_tree_node {
	const json_t *assertion;
	const json_t *achievement; /* or an Open Badge's "badge"; NULL */
	const char *jws;	   /* the compact form it came in, or NULL */
	const char *pointer;	   /* within the Clr */
	struct clr_tree_node *parent;
	struct clr_tree_node *child; /* the first; document order */
	struct clr_tree_node *next;  /* the next child of the same parent */
	size_t index;		     /* position in tree->nodes */
};

struct clr_tree {
	struct clr_tree_node *nodes; /* document order, signed ones after
					   the plain ones */
	size_t count;
	struct clr_tree_node *roots; /* linked by ->next */
	const json_t **others;	     /* achievements not asserted */
	size_t others_count;
};

/*
 * Build the tree of ${clr}: signedAssertions decoded (one that cannot be,
 * or beyond LOAD_MOST_SIGNED, is left out; the check tells of it); a child
 * of X where its achievement isChildOf or isPartOf X, or X isParentOf it;
 * the first parent in the tree wins, the child's own word before that of
 * others; self-references are passed over and each cycle is cut above its
 * first member; no deeper than max_depth: what would be, stands beside its
 * parent.  Every assertion exactly once.  Linear in the document's size.
 */
void
clr_tree_build(struct arena *mem, const json_t *clr,
	       const struct load_limits *limits, struct clr_tree *out);

/* The ResultDescription that ${result} names, of ${achievement}; NULL. */
const json_t *
clr_tree_description(const json_t *achievement, const json_t *result);

/* The RubricCriterionLevel ${id} of ${description}; NULL. */
const json_t *
clr_tree_level(const json_t *description, const char *id);

/* The learner and the issuer are the same profile (D-13)? */
bool
clr_tree_is_self_issued(const json_t *clr, const struct clr_tree_node *node);
bool
clr_tree_is_self_published(const json_t *clr);

#endif
