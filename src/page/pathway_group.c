/*
 * Which achievements are joined, at whatever remove, and a picture of each
 * such group.  The pictures are pathway.c's.
 */
#include "page/pathway_group.h"

#include <stdlib.h>

#include "page/data.h"

/* The group of each node: the number of its first node. */
struct groups {
	const struct pathway *p;
	size_t *first; /* of each node; its own number until it is joined */
	size_t *size;  /* of each group, at its first node */
};

static size_t
first_of(const struct groups *g, size_t node)
{
	while (g->first[node] != node)
		node = g->first[node];
	return node;
}

static void
join(struct groups *g, const struct pathway_edge *edge)
{
	size_t a = pathway_find(g->p, edge->from);
	size_t b = pathway_find(g->p, edge->to);

	if (a == PATHWAY_NONE || b == PATHWAY_NONE)
		return;
	a = first_of(g, a);
	b = first_of(g, b);
	if (a < b)
		g->first[b] = a;
	else
		g->first[a] = b;
}

static void
join_all(struct arena *mem, struct groups *g)
{
	size_t i;

	g->first = arena_array(mem, g->p->node_count, sizeof(size_t));
	g->size = arena_array(mem, g->p->node_count, sizeof(size_t));
	for (i = 0; i < g->p->node_count; i++)
		g->first[i] = i;
	for (i = 0; i < g->p->edge_count; i++)
		join(g, &g->p->edges[i]);
	for (i = 0; i < g->p->node_count; i++)
		g->size[first_of(g, i)]++;
}

static void
fill_group(struct arena *mem, struct _hdf *node, const struct groups *g,
	   size_t first)
{
	const struct pathway *p = g->p;
	struct pathway_node *nodes = arena_array(mem, g->size[first],
						 sizeof(*nodes));
	struct pathway_edge *edges = arena_array(mem, p->edge_count,
						 sizeof(*edges));
	struct pathway part = { .nodes = nodes,
				.edges = edges,
				.here = p->here };
	size_t i, from;

	for (i = 0; i < p->node_count; i++)
		if (first_of(g, i) == first)
			nodes[part.node_count++] = p->nodes[i];
	for (i = 0; i < p->edge_count; i++) {
		from = pathway_find(p, p->edges[i].from);
		if (from != PATHWAY_NONE && first_of(g, from) == first)
			edges[part.edge_count++] = p->edges[i];
	}
	pathway_fill(mem, node, &part);
}

static int
larger_first(const void *a, const void *b, void *data)
{
	const struct groups *g = data;
	size_t i = *(const size_t *)a, j = *(const size_t *)b;

	if (g->size[i] != g->size[j])
		return g->size[i] > g->size[j] ? -1 : 1;
	return i < j ? -1 : i > j;
}

void
pathway_group_fill(struct arena *mem, struct _hdf *node,
		   const struct pathway *p)
{
	struct groups g = { .p = p };
	struct data_list list = data_list(node, "group");
	size_t *order = arena_array(mem, p->node_count, sizeof(*order));
	size_t count = 0, i;

	join_all(mem, &g);
	for (i = 0; i < p->node_count; i++)
		if (g.size[i] > 1)
			order[count++] = i;
	qsort_r(order, count, sizeof(*order), larger_first, &g);
	for (i = 0; i < count; i++)
		fill_group(mem, data_next(&list), &g, order[i]);
}
