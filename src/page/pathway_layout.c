/*
 * Boxes and lines → places, as Sugiyama drew them: circles are cut, each box
 * stands right of all that come before it, a line over several layers gets a
 * bend in each, and the rows of a layer are sorted by the middle of their
 * neighbours, to and fro.  Numbers alone: page/pathway.c turns them into a
 * picture.
 */
#include "page/pathway_layout.h"

#include <stdlib.h>

/* Lines that would need more bends than this go straight. */
#define MOST_BENDS 2000
#define SWEEPS 6

struct work {
	struct pathway_layout *l;
	struct arena *mem;
	unsigned char *seen; /* of a box: 1 on the way, 2 done */
	bool *is_cut;	     /* of an edge: it closes a circle */
	size_t **order;	     /* places of each layer, from the top */
	double *middle;	     /* of a place: where its neighbours are */
};

static bool
leads(const struct work *w, size_t e)
{
	const struct pathway_layout_edge *edge = &w->l->edges[e];

	return !edge->is_level && !w->is_cut[e] && edge->from != edge->to;
}

/* One step of the walk: the next edge out of the box that leads to one not
 * done; false: there is none. */
static bool
walk_on(struct work *w, size_t box, size_t *next_edge, size_t *to)
{
	for (; *next_edge < w->l->edge_count; ++*next_edge) {
		const struct pathway_layout_edge *e = &w->l->edges[*next_edge];

		if (e->from != box || !leads(w, *next_edge))
			continue;
		if (w->seen[e->to] == 1)
			w->is_cut[*next_edge] = true;
		if (w->seen[e->to])
			continue;
		*to = e->to;
		++*next_edge;
		return true;
	}
	return false;
}

/* Depth first, without recursion; an edge back to where the walk came from
 * is cut. */
static void
cut_circles_from(struct work *w, size_t start, size_t *stack, size_t *edges)
{
	size_t depth = 1, to;

	stack[0] = start;
	edges[0] = 0;
	w->seen[start] = 1;
	while (depth) {
		if (!walk_on(w, stack[depth - 1], &edges[depth - 1], &to)) {
			w->seen[stack[--depth]] = 2;
			continue;
		}
		w->seen[to] = 1;
		stack[depth] = to;
		edges[depth++] = 0;
	}
}

static void
cut_circles(struct work *w)
{
	size_t *stack = arena_array(w->mem, w->l->boxes, sizeof(*stack));
	size_t *edges = arena_array(w->mem, w->l->boxes, sizeof(*edges));
	size_t i;

	for (i = 0; i < w->l->boxes; i++)
		if (!w->seen[i])
			cut_circles_from(w, i, stack, edges);
}

/* Each box right of those before it: the longest way to it. */
static void
set_layers(struct work *w)
{
	struct pathway_layout_place *places = w->l->places;
	bool moved = true;
	size_t e, round;

	for (round = 0; moved && round <= w->l->boxes; round++) {
		moved = false;
		for (e = 0; e < w->l->edge_count; e++) {
			size_t from = w->l->edges[e].from;
			size_t to = w->l->edges[e].to;

			if (!leads(w, e) ||
			    places[to].layer > places[from].layer)
				continue;
			places[to].layer = places[from].layer + 1;
			moved = true;
		}
	}
}

/* A box that only stands before others comes as near to them as it can. */
static void
pull_right(struct work *w)
{
	struct pathway_layout_place *places = w->l->places;
	size_t box, e, nearest;
	bool is_start;

	for (box = 0; box < w->l->boxes; box++) {
		nearest = (size_t)-1;
		is_start = true;
		for (e = 0; e < w->l->edge_count; e++) {
			if (!leads(w, e))
				continue;
			if (w->l->edges[e].to == box)
				is_start = false;
			if (w->l->edges[e].from == box &&
			    places[w->l->edges[e].to].layer < nearest)
				nearest = places[w->l->edges[e].to].layer;
		}
		if (is_start && nearest != (size_t)-1)
			places[box].layer = nearest - 1;
	}
}

static size_t
span_of(const struct work *w, const struct pathway_layout_edge *e)
{
	size_t a = w->l->places[e->from].layer;
	size_t b = w->l->places[e->to].layer;

	return a < b ? b - a : a - b;
}

/* Room for the bends: how many there will be; none if they are too many. */
static size_t
count_bends(const struct work *w)
{
	size_t e, span, count = 0;

	for (e = 0; e < w->l->edge_count; e++) {
		span = span_of(w, &w->l->edges[e]);
		count += span > 1 ? span - 1 : 0;
	}
	return count <= MOST_BENDS ? count : 0;
}

/* The way of an edge: its two ends, and a new place in each layer between. */
static void
set_way(struct work *w, struct pathway_layout_edge *e, bool bends)
{
	struct pathway_layout *l = w->l;
	size_t from = l->places[e->from].layer, span = span_of(w, e), i;
	bool is_back = from > l->places[e->to].layer;

	e->way = arena_array(w->mem, span + 2, sizeof(*e->way));
	e->way[e->way_count++] = e->from;
	for (i = 1; bends && i < span; i++) {
		l->places[l->place_count] = (struct pathway_layout_place){
			.layer = is_back ? from - i : from + i,
			.is_bend = true,
		};
		e->way[e->way_count++] = l->place_count++;
	}
	e->way[e->way_count++] = e->to;
}

static void
set_ways(struct work *w)
{
	struct pathway_layout *l = w->l;
	size_t bends = count_bends(w), e;
	struct pathway_layout_place *places = arena_array(
		w->mem, l->boxes + bends, sizeof(*places));

	for (e = 0; e < l->boxes; e++)
		places[e] = l->places[e];
	l->places = places;
	for (e = 0; e < l->edge_count; e++)
		set_way(w, &l->edges[e], bends > 0);
}

static void
fill_layers(struct work *w)
{
	struct pathway_layout *l = w->l;
	size_t i;

	for (i = 0; i < l->place_count; i++)
		if (l->places[i].layer >= l->layers)
			l->layers = l->places[i].layer + 1;
	l->rows = arena_array(w->mem, l->layers, sizeof(*l->rows));
	w->order = arena_array(w->mem, l->layers, sizeof(*w->order));
	for (i = 0; i < l->place_count; i++)
		l->rows[l->places[i].layer]++;
	for (i = 0; i < l->layers; i++) {
		w->order[i] = arena_array(w->mem, l->rows[i], sizeof(size_t));
		l->rows[i] = 0;
	}
	for (i = 0; i < l->place_count; i++) {
		size_t layer = l->places[i].layer;

		l->places[i].row = l->rows[layer];
		w->order[layer][l->rows[layer]++] = i;
	}
}

/* How far below the middle of its layer a place stands, in rows. */
static double
height_of(const struct pathway_layout *l, size_t place)
{
	const struct pathway_layout_place *p = &l->places[place];

	return (double)p->row + .5 - (double)l->rows[p->layer] / 2;
}

/* What the sweep is after: where the neighbours on one side stand. */
struct middles {
	double *sum;
	size_t *count;
};

static void
add_neighbour(const struct work *w, struct middles *m, size_t place, size_t of)
{
	m->sum[of] += height_of(w->l, place);
	m->count[of]++;
}

/* The middle of the neighbours of each place, of those in the layers to the
 * left of it or to the right. */
static void
find_middles(struct work *w, bool from_left)
{
	const struct pathway_layout *l = w->l;
	struct middles m = {
		arena_array(w->mem, l->place_count, sizeof(*m.sum)),
		arena_array(w->mem, l->place_count, sizeof(*m.count)),
	};
	size_t e, i;

	for (e = 0; e < l->edge_count; e++)
		for (i = 0; i + 1 < l->edges[e].way_count; i++) {
			size_t a = l->edges[e].way[i];
			size_t b = l->edges[e].way[i + 1];
			bool is_right = l->places[a].layer < l->places[b].layer;

			if (is_right == from_left)
				add_neighbour(w, &m, a, b);
			else
				add_neighbour(w, &m, b, a);
		}
	for (i = 0; i < l->place_count; i++)
		w->middle[i] = m.count[i] ? m.sum[i] / (double)m.count[i]
					  : height_of(l, i);
}

static int
by_middle(const void *a, const void *b, void *data)
{
	const struct work *w = data;
	size_t i = *(const size_t *)a, j = *(const size_t *)b;

	if (w->middle[i] < w->middle[j])
		return -1;
	if (w->middle[i] > w->middle[j])
		return 1;
	return w->l->places[i].row < w->l->places[j].row ? -1 : 1;
}

static void
sort_rows(struct work *w)
{
	size_t sweep, layer, i;

	for (sweep = 0; sweep < SWEEPS; sweep++) {
		find_middles(w, sweep % 2 == 0);
		for (layer = 0; layer < w->l->layers; layer++) {
			size_t *order = w->order[layer];

			qsort_r(order, w->l->rows[layer], sizeof(*order),
				by_middle, w);
			for (i = 0; i < w->l->rows[layer]; i++)
				w->l->places[order[i]].row = i;
		}
	}
}

void
pathway_layout(struct arena *mem, struct pathway_layout *l)
{
	struct work w = { .l = l, .mem = mem };

	w.seen = arena_alloc(mem, l->boxes + 1);
	w.is_cut = arena_array(mem, l->edge_count, sizeof(*w.is_cut));
	l->places = arena_array(mem, l->boxes, sizeof(*l->places));
	l->place_count = l->boxes;
	l->layers = 0;
	cut_circles(&w);
	set_layers(&w);
	pull_right(&w);
	set_ways(&w);
	fill_layers(&w);
	w.middle = arena_array(mem, l->place_count, sizeof(*w.middle));
	sort_rows(&w);
}
