/*
 * Associations read from the documents of achievements into what
 * page/pathway.h draws.  Called by part_page.c and by an achievement's page.
 */
#include "web/item_pathway.h"

#include "model/walk.h"
#include "page/pathway_group.h"

/* How many associations away from an achievement its own picture goes. */
#define STEPS 2

/* The achievements met and what joins them.  An achievement is read once:
 * its item's id stands in ${read}. */
struct gathering {
	struct ctx *ctx;
	struct pathway_node *nodes;
	const char **items; /* of each node: its item; NULL: not kept here */
	size_t node_count;
	struct pathway_edge *edges;
	size_t edge_count;
	const char **read;
	size_t read_count;
};

#define MOST_NODES (2 * PATHWAY_MOST_NODES)

static void
begin(struct gathering *g, struct ctx *ctx)
{
	struct arena *mem = ctx->mem;

	*g = (struct gathering){ .ctx = ctx };
	g->nodes = arena_array(mem, MOST_NODES, sizeof(*g->nodes));
	g->items = arena_array(mem, MOST_NODES, sizeof(*g->items));
	g->edges = arena_array(mem, PATHWAY_MOST_EDGES, sizeof(*g->edges));
	g->read = arena_array(mem, MOST_NODES, sizeof(*g->read));
}

static bool
is_met(const struct gathering *g, const char *doc_id)
{
	size_t i;

	for (i = 0; i < g->node_count; i++)
		if (streq(g->nodes[i].id, doc_id))
			return true;
	return g->node_count == MOST_NODES;
}

static void
add_item(struct gathering *g, const struct item *item)
{
	if (is_met(g, item->doc_id))
		return;
	g->items[g->node_count] = item->id;
	g->nodes[g->node_count++] = (struct pathway_node){
		.id = item->doc_id,
		.name = str_empty(item->name) ? item->doc_id : item->name,
		.state = item_state_name(item->state),
		.href = web_item_path(g->ctx, item->as, item->id),
	};
}

/* The other end of an association: an achievement kept here, or only what
 * the association says of it. */
static enum result
add_target(struct gathering *g, const char *doc_id, const char *title)
{
	struct item item;
	enum result r;

	if (is_met(g, doc_id))
		return OK;
	r = item_find(g->ctx->db, g->ctx->mem, CLR_ACHIEVEMENT, doc_id, &item);
	if (r == OK)
		add_item(g, &item);
	else if (r == NOT_FOUND)
		g->nodes[g->node_count++] = (struct pathway_node){
			.id = doc_id,
			.name = title ? title : doc_id,
			.state = "elsewhere",
		};
	return r == NOT_FOUND ? OK : r;
}

static enum result
add_association(struct gathering *g, const char *from,
		const json_t *association)
{
	struct pathway_edge edge = {
		.type = walk_text(association, CLR_ASSOCIATION,
				  "associationType"),
		.from = from,
		.to = walk_text(association, CLR_ASSOCIATION, "targetId"),
	};

	if (!edge.type || !edge.to || g->edge_count == PATHWAY_MOST_EDGES)
		return OK;
	TRY(add_target(g, edge.to,
		       walk_text(association, CLR_ASSOCIATION, "title")));
	g->edges[g->edge_count++] = edge;
	return OK;
}

/* True the first time item ${id} is to be read. */
static bool
is_first(struct gathering *g, const char *id)
{
	size_t i;

	for (i = 0; i < g->read_count; i++)
		if (streq(g->read[i], id))
			return false;
	if (g->read_count == MOST_NODES)
		return false;
	g->read[g->read_count++] = id;
	return true;
}

/* The associations of item ${id} itself. */
static enum result
read_item(struct gathering *g, const char *id)
{
	struct item_office office = web_office(g->ctx);
	struct item item;
	size_t i, count;
	json_t *doc;

	if (!is_first(g, id))
		return OK;
	TRY(item_get(g->ctx->db, g->ctx->mem, id, &item));
	if (item.as != CLR_ACHIEVEMENT || item.state == ITEM_REVOKED)
		return OK;
	add_item(g, &item);
	TRY(item_json(&office, &item, &doc));
	count = walk_count(doc, CLR_ACHIEVEMENT, "associations");
	for (i = 0; i < count; i++)
		TRY(add_association(
			g, item.doc_id,
			walk_item(doc, CLR_ACHIEVEMENT, "associations", i)));
	return OK;
}

/* Those that others have with the achievement ${doc_id}. */
static enum result
read_others(struct gathering *g, const char *doc_id)
{
	const struct item_part_query query = {
		.kind = "association",
		.text = doc_id,
		.limit = PATHWAY_MOST_NODES,
	};
	struct item_parts parts;
	size_t i;

	TRY(item_parts(g->ctx->db, g->ctx->mem, &query, &parts));
	for (i = 0; i < parts.count; i++)
		if (streq(parts.items[i].target, doc_id))
			TRY(read_item(g, parts.items[i].item_id));
	return OK;
}

static struct pathway
gathered(const struct gathering *g, const char *here)
{
	return (struct pathway){
		.nodes = g->nodes,
		.node_count = g->node_count,
		.edges = g->edges,
		.edge_count = g->edge_count,
		.here = here,
	};
}

enum result
item_pathway_of(struct ctx *ctx, struct _hdf *node,
		const struct item_parts *parts)
{
	struct gathering g;
	struct pathway all;
	size_t i;

	begin(&g, ctx);
	for (i = 0; i < parts->count; i++)
		TRY(read_item(&g, parts->items[i].item_id));
	all = gathered(&g, NULL);
	pathway_group_fill(ctx->mem, node, &all);
	return OK;
}

enum result
item_pathway(struct ctx *ctx, struct _hdf *node, const struct item *item)
{
	struct gathering g;
	struct pathway near;
	size_t step, i, from = 0, to;

	begin(&g, ctx);
	add_item(&g, item);
	for (step = 0; step < STEPS; step++) {
		to = g.node_count;
		for (i = from; i < to; i++) {
			if (g.items[i])
				TRY(read_item(&g, g.items[i]));
			TRY(read_others(&g, g.nodes[i].id));
		}
		from = to;
	}
	near = gathered(&g, item->doc_id);
	if (near.edge_count)
		pathway_fill(ctx->mem, node, &near);
	return OK;
}
