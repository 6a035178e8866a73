/*
 * Where the boxes of a directed picture stand: in layers from left to
 * right, few lines crossing.  For page/pathway.c; knows no achievement.
 */
#ifndef PAGE_PATHWAY_LAYOUT_H
#define PAGE_PATHWAY_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* From box to box.  ${is_level}: neither is before the other. */
struct pathway_layout_edge {
	size_t from, to;
	bool is_level;
	size_t *way; /* out: the places it goes by, ends included */
	size_t way_count;
};

/* Of a box, or of a bend of a line that spans several layers. */
struct pathway_layout_place {
	size_t layer; /* from the left */
	size_t row;   /* from the top of its layer */
	bool is_bend;
};

struct pathway_layout {
	size_t boxes; /* in: the first so many places are boxes */
	struct pathway_layout_edge *edges;
	size_t edge_count;
	struct pathway_layout_place *places; /* out */
	size_t place_count;
	size_t layers;
	size_t *rows; /* out: how many places a layer has */
};

/* Fill what is marked "out", in ${mem}.  Works for any edges, also in
 * circles, of a box with itself, and twice the same. */
void
pathway_layout(struct arena *mem, struct pathway_layout *l);

#endif
