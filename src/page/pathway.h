/*
 * How achievements lead to each other, as a picture and in words: Pathway.*
 * of a page, printed by templates/pathway.cs.
 */
#ifndef PAGE_PATHWAY_H
#define PAGE_PATHWAY_H

#include "page/render.h"

/* An achievement.  Texts are borrowed and live as long as the dataset. */
struct pathway_node {
	const char *id;	   /* what edges name it by */
	const char *name;  /* for people */
	const char *state; /* 'draft', 'published' …, or 'elsewhere': it is
			      not kept here */
	const char *href;  /* its page, or NULL */
};

/* An association of one with another. */
struct pathway_edge {
	const char *type; /* a value of AssociationType */
	const char *from, *to;
};

struct pathway {
	const struct pathway_node *nodes;
	size_t node_count;
	const struct pathway_edge *edges;
	size_t edge_count;
	const char *here; /* the id of the one the page is about, or NULL */
};

/* The number of the node with this id, or PATHWAY_NONE. */
#define PATHWAY_NONE ((size_t)-1)
size_t
pathway_find(const struct pathway *p, const char *id);

/* More than this are left out of the picture, and said so. */
#define PATHWAY_MOST_NODES 200
#define PATHWAY_MOST_EDGES 1000

/*
 * Fill ${node} with
 *	.width .height		of the picture; missing: there is none
 *	.node.N			a box: .x .y .width .height, .middle across,
 *				.name .state .href .here, and the name in
 *				lines, .line.M: .words .y
 *	.edge.N			.path, and .head where it has a direction;
 *				.kind 'order', 'part' or 'like'
 *	.text.N			.from and .to, each .name .href .state, with
 *				.words between: all of it as sentences
 *	.left_out		achievements the picture has no room for
 * Achievements without an association are not in the picture.  What comes
 * before stands to the left; a circle is cut where it was entered last.
 */
void
pathway_fill(struct arena *mem, struct _hdf *node, const struct pathway *p);

#endif
