/*
 * The assertions of a CLR as a tree, and results beside their
 * descriptions (CLR 1.0 §5.2).
 *
 * Every step is linear in the size of the document, whatever it says: ids
 * are looked up in an index and a parent is looked for once a node.
 * Nothing is judged or printed here.  Called by page/ and by whoever lists
 * the assertions of a record.
 */
#include "model/clr_tree.h"

#include <string.h>

#include "base/str.h"

/* What is known while the tree is built. */
struct plan {
	struct clr_tree *tree;
	json_t *first; /* achievement id → index of the first node
				   that asserts it */
	json_t *above; /* achievement id → index of the first node
				   that isParentOf it */
};

static const char *
id_of(const json_t *object)
{
	return json_string_value(json_object_get(object, "id"));
}

static void
add_node(struct clr_tree *tree, const json_t *assertion, const char *jws,
	 const char *pointer)
{
	struct clr_tree_node *node = &tree->nodes[tree->count];
	const json_t *achievement = walk_get(assertion, CLR_ASSERTION,
					     "achievement");

	if (!json_is_object(achievement))
		achievement = json_object_get(assertion, "badge");
	*node = (struct clr_tree_node){
		.assertion = assertion,
		.achievement = json_is_object(achievement) ? achievement : NULL,
		.jws = jws,
		.pointer = pointer,
		.index = tree->count,
	};
	tree->count++;
}

static const char *
pointer_of(struct arena *mem, const char *list, size_t index)
{
	return walk_pointer_at(mem, walk_pointer(mem, "", list), index);
}

static void
collect_plain(struct arena *mem, const json_t *clr, struct clr_tree *tree)
{
	size_t count = walk_count(clr, CLR_CLR, "assertions");

	for (size_t i = 0; i < count; i++) {
		const json_t *item = walk_item(clr, CLR_CLR, "assertions", i);

		if (json_is_object(item))
			add_node(tree, item, NULL,
				 pointer_of(mem, "assertions", i));
	}
}

static void
collect_signed(struct arena *mem, const json_t *clr,
	       const struct load_limits *limits, struct clr_tree *tree)
{
	size_t count = walk_count(clr, CLR_CLR, "signedAssertions");
	struct compact compact;

	if (count > LOAD_MOST_SIGNED)
		count = LOAD_MOST_SIGNED;
	for (size_t i = 0; i < count; i++) {
		const char *jws = json_string_value(
			walk_item(clr, CLR_CLR, "signedAssertions", i));

		if (jws &&
		    load_compact(mem, jws, strlen(jws), limits, &compact) == OK)
			add_node(tree, compact.payload, jws,
				 pointer_of(mem, "signedAssertions", i));
	}
}

/* Put ${index} under ${id} unless the id has one already. */
static void
put_first(json_t *map, const char *id, size_t index)
{
	if (id && !json_object_get(map, id))
		json_object_set_new(map, id, json_integer((json_int_t)index));
}

static struct clr_tree_node *
node_at(const struct plan *plan, const json_t *map, const char *id)
{
	const json_t *index = id ? json_object_get(map, id) : NULL;

	return index ? &plan->tree->nodes[json_integer_value(index)] : NULL;
}

/* Association ${i} of ${node}: its target, if it is of a type that puts the
 * node below (or, for ${above}, above) the target; NULL. */
static const char *
target_of(const struct clr_tree_node *node, size_t i, bool above)
{
	const json_t *a = walk_item(node->achievement, CLR_ACHIEVEMENT,
				    "associations", i);
	const char *type = walk_text(a, CLR_ASSOCIATION, "associationType");
	bool is_fit = above ? streq(type, "isParentOf")
			    : streq(type, "isChildOf") ||
				      streq(type, "isPartOf");

	return is_fit ? walk_text(a, CLR_ASSOCIATION, "targetId") : NULL;
}

/* Index who asserts what, and who stands above what. */
static void
index_nodes(struct plan *plan)
{
	struct clr_tree *tree = plan->tree;

	for (size_t n = 0; n < tree->count; n++) {
		const struct clr_tree_node *node = &tree->nodes[n];
		size_t count = walk_count(node->achievement, CLR_ACHIEVEMENT,
					  "associations");

		put_first(plan->first, id_of(node->achievement), n);
		for (size_t i = 0; i < count; i++) {
			const char *target = target_of(node, i, true);

			if (target && !streq(target, id_of(node->achievement)))
				put_first(plan->above, target, n);
		}
	}
}

/* The first parent that is in the tree: what the node's achievement says
 * itself goes before what others say of it. */
static struct clr_tree_node *
find_parent(const struct plan *plan, const struct clr_tree_node *node)
{
	const char *own = id_of(node->achievement);
	size_t count = walk_count(node->achievement, CLR_ACHIEVEMENT,
				  "associations");

	for (size_t i = 0; i < count; i++) {
		const char *target = target_of(node, i, false);
		struct clr_tree_node *parent = node_at(plan, plan->first,
						       target);

		if (parent && !streq(target, own))
			return parent;
	}
	return node_at(plan, plan->above, own);
}

/* Cut every cycle above its member that comes first in the document.
 * ${seen}[i] is the walk, counted from 1, that met node i first. */
static void
cut_cycles(struct clr_tree *tree, size_t *seen)
{
	for (size_t n = 0; n < tree->count; n++) {
		struct clr_tree_node *node = &tree->nodes[n];
		struct clr_tree_node *first;

		while (node && seen[node->index] == 0) {
			seen[node->index] = n + 1;
			node = node->parent;
		}
		if (!node || seen[node->index] != n + 1)
			continue;
		first = node;
		for (struct clr_tree_node *at = node->parent; at != node;
		     at = at->parent)
			if (at->index < first->index)
				first = at;
		first->parent = NULL;
	}
}

/* Give each node its depth, from 1, parents first; what would be deeper
 * than ${max} becomes a sibling of its parent.  ${path} has room for all. */
static void
bound_depth(struct clr_tree *tree, size_t *depth, struct clr_tree_node **path,
	    size_t max)
{
	for (size_t n = 0; n < tree->count; n++) {
		struct clr_tree_node *node = &tree->nodes[n];
		size_t count = 0;

		for (; node && depth[node->index] == 0; node = node->parent)
			path[count++] = node;
		while (count-- > 0) {
			node = path[count];
			if (node->parent && depth[node->parent->index] >= max)
				node->parent = node->parent->parent;
			depth[node->index] =
				node->parent ? depth[node->parent->index] + 1
					     : 1;
		}
	}
}

/* Link every node to its siblings, in document order. */
static void
link_nodes(struct arena *mem, struct clr_tree *tree)
{
	struct clr_tree_node ***ends = arena_array(mem, tree->count + 1,
						   sizeof *ends);
	struct clr_tree_node **end = &tree->roots;

	for (size_t n = 0; n < tree->count; n++)
		ends[n] = &tree->nodes[n].child;
	for (size_t n = 0; n < tree->count; n++) {
		struct clr_tree_node *node = &tree->nodes[n];
		struct clr_tree_node ***at =
			node->parent ? &ends[node->parent->index] : &end;

		**at = node;
		*at = &node->next;
	}
}

/* The achievements of ${clr} that no node asserts. */
static void
collect_others(struct arena *mem, const json_t *clr, const struct plan *plan)
{
	struct clr_tree *tree = plan->tree;
	size_t count = walk_count(clr, CLR_CLR, "achievements");

	tree->others = arena_array(mem, count + 1, sizeof *tree->others);
	for (size_t i = 0; i < count; i++) {
		const json_t *item = walk_item(clr, CLR_CLR, "achievements", i);

		if (json_is_object(item) &&
		    !node_at(plan, plan->first, id_of(item)))
			tree->others[tree->others_count++] = item;
	}
}

void
clr_tree_build(struct arena *mem, const json_t *clr,
	       const struct load_limits *limits, struct clr_tree *out)
{
	json_auto_t *first = json_object();
	json_auto_t *above = json_object();
	struct plan plan = { out, first, above };
	size_t room = walk_count(clr, CLR_CLR, "assertions") +
		      walk_count(clr, CLR_CLR, "signedAssertions") + 1;

	*out = (struct clr_tree){ 0 };
	out->nodes = arena_array(mem, room, sizeof *out->nodes);
	collect_plain(mem, clr, out);
	collect_signed(mem, clr, limits, out);
	index_nodes(&plan);
	for (size_t n = 0; n < out->count; n++)
		out->nodes[n].parent = find_parent(&plan, &out->nodes[n]);
	cut_cycles(out, arena_array(mem, room, sizeof(size_t)));
	bound_depth(out, arena_array(mem, room, sizeof(size_t)),
		    arena_array(mem, room, sizeof(struct clr_tree_node *)),
		    (size_t)limits->max_depth);
	link_nodes(mem, out);
	collect_others(mem, clr, &plan);
}

/* The item of the list ${name} whose id is ${id}; NULL. */
static const json_t *
find_id(const json_t *owner, enum class_id class, const char *name,
	const char *id)
{
	size_t count = id ? walk_count(owner, class, name) : 0;

	for (size_t i = 0; i < count; i++) {
		const json_t *item = walk_item(owner, class, name, i);

		if (streq(id_of(item), id))
			return item;
	}
	return NULL;
}

const json_t *
clr_tree_description(const json_t *achievement, const json_t *result)
{
	return find_id(achievement, CLR_ACHIEVEMENT, "resultDescriptions",
		       walk_text(result, CLR_RESULT, "resultDescription"));
}

const json_t *
clr_tree_level(const json_t *description, const char *id)
{
	return find_id(description, CLR_RESULT_DESCRIPTION,
		       "rubricCriterionLevels", id);
}

/* Are both profiles there and of the same id?  A bare text is an id. */
static bool
is_same_profile(const json_t *a, const json_t *b)
{
	const char *id = json_is_string(a) ? json_string_value(a) : id_of(a);
	const char *other = json_is_string(b) ? json_string_value(b) : id_of(b);

	return !str_empty(id) && streq(id, other);
}

bool
clr_tree_is_self_issued(const json_t *clr, const struct clr_tree_node *node)
{
	return is_same_profile(
		walk_get(clr, CLR_CLR, "learner"),
		walk_get(node->achievement, CLR_ACHIEVEMENT, "issuer"));
}

bool
clr_tree_is_self_published(const json_t *clr)
{
	return is_same_profile(walk_get(clr, CLR_CLR, "learner"),
			       walk_get(clr, CLR_CLR, "publisher"));
}
