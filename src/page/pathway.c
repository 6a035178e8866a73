/*
 * Associations → a picture's numbers, and the same as sentences.  What an
 * association means for the picture is one table; where the boxes stand is
 * found by page/pathway_layout.c; templates/pathway.cs draws it.  Called by
 * web/item_pathway.c.
 */
#include "page/pathway.h"

#include "model/walk.h"
#include "page/data.h"
#include "page/pathway_layout.h"

/* In the units of the picture, which are pixels on the screen. */
#define BOX_WIDTH 184
#define BOX_HEIGHT 56
#define BEND_HEIGHT 8
#define BETWEEN_ROWS 20
#define BETWEEN_LAYERS 56
#define MARGIN 8
#define LINE_HEIGHT 20
#define LINE_LETTERS 21
#define LINES 2

/* What an association is in the picture. */
struct shape {
	const char *type;
	const char *kind;
	bool is_reversed; /* the other comes first */
	bool is_level;	  /* neither comes first */
};

static const struct shape shapes[] = {
	{ "precedes", "order", false, false },
	{ "replacedBy", "order", false, false },
	{ "isPartOf", "part", false, false },
	{ "isChildOf", "part", false, false },
	{ "isParentOf", "part", true, false },
	{ "hasSkillLevel", "part", false, false },
	{ "exemplar", "part", false, false },
	{ NULL, "like", false, true },
};

struct picture {
	struct arena *mem;
	const struct pathway *p;
	struct pathway_layout layout;
	size_t *box_of;	   /* of a node: its box, or PATHWAY_NONE */
	size_t *node_of;   /* of a box */
	const char **kind; /* of an edge of the layout */
	int *x, *y;	   /* of a place: its left, its middle */
	int width, height;
};

static const struct shape *
shape_of(const char *type)
{
	const struct shape *s = shapes;

	while (s->type && !streq(s->type, type))
		s++;
	return s;
}

size_t
pathway_find(const struct pathway *p, const char *id)
{
	size_t i;

	for (i = 0; i < p->node_count; i++)
		if (streq(p->nodes[i].id, id))
			return i;
	return PATHWAY_NONE;
}

/* A box for a node, the first time it is met; false: there is no room. */
static bool
take_box(struct picture *pic, size_t node)
{
	struct pathway_layout *l = &pic->layout;

	if (pic->box_of[node] != PATHWAY_NONE)
		return true;
	if (l->boxes == PATHWAY_MOST_NODES)
		return false;
	pic->node_of[l->boxes] = node;
	pic->box_of[node] = l->boxes++;
	return true;
}

static bool
is_drawn(const struct picture *pic, const struct pathway_layout_edge *edge,
	 const char *kind)
{
	const struct pathway_layout *l = &pic->layout;
	size_t i;

	for (i = 0; i < l->edge_count; i++)
		if (l->edges[i].from == edge->from &&
		    l->edges[i].to == edge->to && streq(pic->kind[i], kind))
			return true;
	return false;
}

static void
take_edge(struct picture *pic, const struct pathway_edge *edge)
{
	const struct shape *shape = shape_of(edge->type);
	struct pathway_layout *l = &pic->layout;
	size_t from = pathway_find(pic->p, edge->from);
	size_t to = pathway_find(pic->p, edge->to);
	struct pathway_layout_edge drawn = { .is_level = shape->is_level };

	if (from == PATHWAY_NONE || to == PATHWAY_NONE || from == to ||
	    l->edge_count == PATHWAY_MOST_EDGES || !take_box(pic, from) ||
	    !take_box(pic, to))
		return;
	drawn.from = pic->box_of[shape->is_reversed ? to : from];
	drawn.to = pic->box_of[shape->is_reversed ? from : to];
	if (is_drawn(pic, &drawn, shape->kind))
		return;
	pic->kind[l->edge_count] = shape->kind;
	l->edges[l->edge_count++] = drawn;
}

static void
take_all(struct picture *pic)
{
	const struct pathway *p = pic->p;
	size_t i;

	pic->box_of = arena_array(pic->mem, p->node_count, sizeof(size_t));
	pic->node_of = arena_array(pic->mem, PATHWAY_MOST_NODES,
				   sizeof(size_t));
	pic->kind = arena_array(pic->mem, PATHWAY_MOST_EDGES,
				sizeof(*pic->kind));
	pic->layout.edges = arena_array(pic->mem, PATHWAY_MOST_EDGES,
					sizeof(*pic->layout.edges));
	for (i = 0; i < p->node_count; i++)
		pic->box_of[i] = PATHWAY_NONE;
	for (i = 0; i < p->edge_count; i++)
		take_edge(pic, &p->edges[i]);
}

static int
room_of(const struct picture *pic, size_t place)
{
	return (pic->layout.places[place].is_bend ? BEND_HEIGHT : BOX_HEIGHT) +
	       BETWEEN_ROWS;
}

/* The places of a layer one below the other, about the middle. */
static void
set_layer(struct picture *pic, const size_t *places, size_t count, int x)
{
	int y = pic->height / 2, room;
	size_t i;

	for (i = 0; i < count; i++)
		y -= room_of(pic, places[i]) / 2;
	for (i = 0; i < count; i++) {
		room = room_of(pic, places[i]);
		pic->x[places[i]] = x;
		pic->y[places[i]] = y + room / 2;
		y += room;
	}
}

/* Room for the lines that bulge to the right of the last layer. */
static int
bulge(const struct picture *pic)
{
	const struct pathway_layout *l = &pic->layout;
	size_t i;

	for (i = 0; i < l->edge_count; i++)
		if (l->places[l->edges[i].from].layer + 1 == l->layers &&
		    l->places[l->edges[i].to].layer + 1 == l->layers)
			return BETWEEN_LAYERS / 2;
	return 0;
}

static void
set_places(struct picture *pic)
{
	const struct pathway_layout *l = &pic->layout;
	size_t **order = arena_array(pic->mem, l->layers, sizeof(*order));
	int *heights = arena_array(pic->mem, l->layers, sizeof(*heights));
	size_t i;

	pic->x = arena_array(pic->mem, l->place_count, sizeof(int));
	pic->y = arena_array(pic->mem, l->place_count, sizeof(int));
	for (i = 0; i < l->layers; i++)
		order[i] = arena_array(pic->mem, l->rows[i], sizeof(size_t));
	for (i = 0; i < l->place_count; i++) {
		order[l->places[i].layer][l->places[i].row] = i;
		heights[l->places[i].layer] += room_of(pic, i);
	}
	for (i = 0; i < l->layers; i++)
		if (heights[i] > pic->height)
			pic->height = heights[i];
	for (i = 0; i < l->layers; i++)
		set_layer(pic, order[i], l->rows[i],
			  MARGIN + (int)i * (BOX_WIDTH + BETWEEN_LAYERS));
	pic->width = 2 * MARGIN + (int)l->layers * BOX_WIDTH +
		     (int)(l->layers - 1) * BETWEEN_LAYERS + bulge(pic);
}

/* One stretch of a line, from place ${a} to ${b}. */
static void
add_stretch(const struct picture *pic, struct str *out, size_t a, size_t b)
{
	const struct pathway_layout_place *places = pic->layout.places;
	int half = BETWEEN_LAYERS / 2, x1 = pic->x[a], x2 = pic->x[b];

	if (places[a].layer == places[b].layer) {
		x1 += BOX_WIDTH;
		x2 = x1;
		str_addf(out, "C%d %d %d %d %d %d", x1 + half, pic->y[a],
			 x2 + half, pic->y[b], x2, pic->y[b]);
		return;
	}
	if (places[a].layer > places[b].layer) {
		half = -half;
		x2 += BOX_WIDTH;
	} else {
		x1 += BOX_WIDTH;
	}
	str_addf(out, "C%d %d %d %d %d %d", x1 + half, pic->y[a], x2 - half,
		 pic->y[b], x2, pic->y[b]);
	if (places[b].is_bend)
		str_addf(out, "H%d",
			 half > 0 ? x2 + BOX_WIDTH : x2 - BOX_WIDTH);
}

static const char *
edge_path(const struct picture *pic, const struct pathway_layout_edge *e)
{
	const struct pathway_layout_place *places = pic->layout.places;
	size_t from = e->way[0], i;
	bool is_back = places[from].layer > places[e->way[1]].layer;
	struct str out;

	str_init(&out, pic->mem);
	str_addf(&out, "M%d %d", pic->x[from] + (is_back ? 0 : BOX_WIDTH),
		 pic->y[from]);
	for (i = 0; i + 1 < e->way_count; i++)
		add_stretch(pic, &out, e->way[i], e->way[i + 1]);
	return out.s;
}

/* The arrow's head, where the line meets the box. */
static const char *
edge_head(const struct picture *pic, const struct pathway_layout_edge *e)
{
	const struct pathway_layout_place *places = pic->layout.places;
	size_t last = e->way[e->way_count - 1];
	size_t before = e->way[e->way_count - 2];
	bool from_right = places[before].layer >= places[last].layer;

	return arena_printf(pic->mem, "M%d %dl%d -5v10z",
			    pic->x[last] + (from_right ? BOX_WIDTH : 0),
			    pic->y[last], from_right ? 9 : -9);
}

static void
set_edges(const struct picture *pic, struct _hdf *node)
{
	const struct pathway_layout *l = &pic->layout;
	struct data_list list = data_list(node, "edge");
	struct _hdf *edge;
	size_t i;

	for (i = 0; i < l->edge_count; i++) {
		edge = data_next(&list);
		data_text(edge, "kind", pic->kind[i]);
		data_text(edge, "path", edge_path(pic, &l->edges[i]));
		if (!l->edges[i].is_level)
			data_text(edge, "head", edge_head(pic, &l->edges[i]));
	}
}

/* A coordinate; none is left of the picture or above it. */
static void
put_place(struct _hdf *node, const char *name, int at)
{
	data_number(node, name, (size_t)at);
}

/* How much of ${s} fits on a line, in bytes: whole words if it can be;
 * letters of East Asia count twice. */
static size_t
line_of(const char *s)
{
	size_t at = 0, blank = 0, width = 0, len;

	while (s[at]) {
		len = str_utf8_next(s + at, strlen(s + at));
		width += (unsigned char)s[at] >= 0xe1 ? 2 : 1;
		if (width > LINE_LETTERS)
			return blank ? blank : at;
		if (s[at] == ' ')
			blank = at;
		at += len ? len : 1;
	}
	return at;
}

static void
set_name(const struct picture *pic, struct _hdf *box, const char *name, int y)
{
	struct data_list list = data_list(box, "line");
	const char *lines[LINES];
	size_t count = 0, i, len;
	struct _hdf *line;

	while (*name && count < LINES) {
		len = line_of(name);
		lines[count++] = arena_strndup(pic->mem, name, len);
		name += len;
		name += *name == ' ';
	}
	if (*name)
		lines[LINES - 1] = arena_printf(pic->mem, "%s…",
						lines[LINES - 1]);
	for (i = 0; i < count; i++) {
		line = data_next(&list);
		data_text(line, "words", lines[i]);
		put_place(line, "y",
			  y + (int)i * LINE_HEIGHT -
				  (int)(count - 1) * LINE_HEIGHT / 2 + 5);
	}
}

static void
set_boxes(const struct picture *pic, struct _hdf *node)
{
	struct data_list list = data_list(node, "node");
	const struct pathway_node *from;
	struct _hdf *box;
	size_t i;

	for (i = 0; i < pic->layout.boxes; i++) {
		from = &pic->p->nodes[pic->node_of[i]];
		box = data_next(&list);
		put_place(box, "x", pic->x[i]);
		put_place(box, "y", pic->y[i] - BOX_HEIGHT / 2);
		data_number(box, "width", BOX_WIDTH);
		data_number(box, "height", BOX_HEIGHT);
		put_place(box, "middle", pic->x[i] + BOX_WIDTH / 2);
		data_text(box, "name", from->name);
		data_text(box, "state", from->state);
		data_text(box, "href", from->href);
		data_flag(box, "here",
			  pic->p->here && streq(pic->p->here, from->id));
		set_name(pic, box, from->name, pic->y[i]);
	}
}

static void
set_end(struct _hdf *text, const char *name, const struct pathway_node *of)
{
	struct _hdf *end = data_child(text, name);

	data_text(end, "name", of->name);
	data_text(end, "href", of->href);
	data_text(end, "state", of->state);
}

static void
set_texts(struct arena *mem, struct _hdf *node, const struct pathway *p)
{
	struct data_list list = data_list(node, "text");
	size_t i, from, to;
	struct _hdf *text;

	for (i = 0; i < p->edge_count; i++) {
		from = pathway_find(p, p->edges[i].from);
		to = pathway_find(p, p->edges[i].to);
		if (from == PATHWAY_NONE || to == PATHWAY_NONE)
			continue;
		text = data_next(&list);
		data_text(text, "words",
			  walk_term_words(mem, LIST_ASSOCIATION_TYPE,
					  p->edges[i].type));
		set_end(text, "from", &p->nodes[from]);
		set_end(text, "to", &p->nodes[to]);
	}
}

/* Achievements with an association that got no box. */
static size_t
left_out(const struct picture *pic)
{
	const struct pathway *p = pic->p;
	bool *met = arena_array(pic->mem, p->node_count, sizeof(*met));
	size_t i, from, to, count = 0;

	for (i = 0; i < p->edge_count; i++) {
		from = pathway_find(p, p->edges[i].from);
		to = pathway_find(p, p->edges[i].to);
		if (from != PATHWAY_NONE && to != PATHWAY_NONE && from != to)
			met[from] = met[to] = true;
	}
	for (i = 0; i < p->node_count; i++)
		count += met[i] && pic->box_of[i] == PATHWAY_NONE;
	return count;
}

void
pathway_fill(struct arena *mem, struct _hdf *node, const struct pathway *p)
{
	struct picture pic = { .mem = mem, .p = p };
	size_t without;

	set_texts(mem, node, p);
	take_all(&pic);
	if (pic.layout.boxes == 0)
		return;
	pathway_layout(mem, &pic.layout);
	set_places(&pic);
	data_number(node, "width", (size_t)pic.width);
	data_number(node, "height", (size_t)pic.height);
	set_edges(&pic, node);
	set_boxes(&pic, node);
	without = left_out(&pic);
	if (without)
		data_number(node, "left_out", without);
}
