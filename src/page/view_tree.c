/*
 * The assertions in full, nested as programs and their parts are, each
 * with everything it and its achievement say; then the achievements that
 * nobody asserted.  Called by view_clr.c.
 */
#include "base/str.h"
#include "model/walk.h"
#include "page/view_fill.h"

/* Sections nest so far; what is deeper stands beside the last of them. */
#define DEPTH_MAX 8

struct walker {
	const struct view *v;
	const json_t *clr;
	const struct view_brief *briefs;
	struct data_list lists[DEPTH_MAX + 1];	/* one a level */
};

/* Headings of the sections begin below the page's own h1 and h2. */
static void
fill_heading(struct _hdf *node, size_t depth)
{
	static const char *const levels[] = { "3", "4", "5", "6" };

	data_text(node, "heading", levels[depth < 3 ? depth : 3]);
	data_text(node, "below", levels[depth < 2 ? depth + 1 : 3]);
}

static void
fill_issuer(const struct view *v, struct _hdf *node, struct view_fill *f,
	    const struct view_at *at)
{
	struct view_at issuer_at = { at, "issuer", VIEW_NO_INDEX };
	const json_t *issuer = walk_get(f->object, CLR_ACHIEVEMENT, "issuer");

	if (!json_is_object(issuer))
		return;
	view_people_link(v, data_child(node, "issuer"), CLR_PROFILE, issuer,
			 &issuer_at);
	view_fill_tell(f, issuer);
}

static void
fill_achievement(const struct view *v, struct _hdf *node,
		 const json_t *achievement, const struct view_at *at)
{
	const struct property *type = walk_property(CLR_ACHIEVEMENT,
						    "achievementType");
	const char *text = walk_text(achievement, CLR_ACHIEVEMENT,
				     "achievementType");
	struct view_fill f;

	view_fill_begin(&f, v, data_child(node, "achievement"),
			CLR_ACHIEVEMENT, achievement);
	fill_issuer(v, node, &f, at);
	view_fill_tell(&f, walk_get(achievement, CLR_ACHIEVEMENT,
				    "resultDescriptions"));
	if (text != NULL) {
		data_text(node, "type", walk_term_words(v->mem,
				(enum list_id)type->type.of, text));
		view_fill_tell(&f, walk_value(achievement, type));
	}
	view_fill_rest(&f, at);
}

static void
fill_states(struct walker *w, struct _hdf *node, const struct tree_node *n,
	    struct view_fill *f)
{
	const struct view_brief *brief = &w->briefs[n->index];
	const json_t *reason = walk_get(n->assertion, CLR_ASSERTION,
					"revocationReason");

	data_flag(node, "revoked", brief->is_revoked);
	data_flag(node, "expired", brief->is_expired);
	data_flag(node, "signed", n->jws != NULL);
	data_flag(node, "self_issued", tree_is_self_issued(w->clr, n));
	if (brief->is_revoked && json_is_string(reason)) {
		data_text(node, "reason", json_string_value(reason));
		view_fill_tell(f, reason);
	}
}

/* The member the achievement stands in: an Open Badge has another name. */
static const char *
achievement_member(const struct tree_node *n)
{
	return walk_get(n->assertion, CLR_ASSERTION, "achievement") ==
	       n->achievement ? "achievement" : "badge";
}

static void
fill_assertion(struct walker *w, struct _hdf *node,
	       const struct tree_node *n)
{
	const struct view *v = w->v;
	struct view_at at = { NULL, n->pointer, VIEW_NO_INDEX };
	struct view_at achievement_at = { &at, achievement_member(n),
					  VIEW_NO_INDEX };
	struct view_fill f;

	data_text(node, "anchor", w->briefs[n->index].href + 1);
	view_fill_begin(&f, v, node, CLR_ASSERTION, n->assertion);
	fill_states(w, node, n, &f);
	view_fill_tell(&f, walk_get(n->assertion, CLR_ASSERTION, "results"));
	if (json_is_object(n->achievement)) {
		view_fill_tell(&f, n->achievement);
		fill_achievement(v, node, n->achievement, &achievement_at);
	}
	view_result_fill(v, node, n, &at, &achievement_at);
	view_fill_rest(&f, &at);
}

static size_t
count_children(const struct tree_node *n)
{
	size_t count = 0;

	for (n = n->child; n != NULL; n = n->next)
		count++;
	return count;
}

static struct _hdf *
fill_node(struct walker *w, const struct tree_node *n, size_t depth)
{
	size_t level = depth < DEPTH_MAX ? depth : DEPTH_MAX;
	struct _hdf *node = data_next(&w->lists[level]);
	size_t children = count_children(n);

	fill_heading(node, level);
	fill_assertion(w, node, n);
	if (children > 0 && level < DEPTH_MAX) {
		data_number(node, "children", children);
		w->lists[level + 1] = data_list(node, "child");
	}
	return node;
}

/* In the order of the page, by the links alone: a tree may be as deep as
 * the document is long. */
static void
fill_nodes(struct walker *w, const struct tree *tree)
{
	const struct tree_node *n = tree->roots;
	size_t depth = 0;

	while (n != NULL) {
		fill_node(w, n, depth);
		if (n->child != NULL) {
			n = n->child;
			depth++;
			continue;
		}
		while (n != NULL && n->next == NULL) {
			n = n->parent;
			depth--;
		}
		if (n != NULL)
			n = n->next;
	}
}

/* The place of an achievement that is not asserted. */
static size_t
index_of(const json_t *clr, const json_t *achievement, size_t from)
{
	size_t count = walk_count(clr, CLR_CLR, "achievements");

	while (from < count && walk_item(clr, CLR_CLR, "achievements",
					 from) != achievement)
		from++;
	return from;
}

static void
fill_others(const struct view *v, struct _hdf *doc, const json_t *clr,
	    const struct tree *tree)
{
	struct data_list list = data_list(doc, "other");
	struct view_at array = { NULL, "/achievements", VIEW_NO_INDEX };
	struct view_at at = { &array, NULL, 0 };
	struct tree_node n = { 0 };
	struct _hdf *node;

	for (size_t i = 0; i < tree->others_count; i++) {
		n.achievement = tree->others[i];
		at.index = index_of(clr, n.achievement, at.index);
		node = data_next(&list);
		data_text(node, "anchor", arena_printf(v->mem, "o%zu", i + 1));
		fill_heading(node, 0);
		fill_achievement(v, node, n.achievement, &at);
		view_result_fill(v, node, &n, &at, &at);
	}
}

void
view_tree_fill(const struct view *v, struct _hdf *doc, const json_t *clr,
	       const struct tree *tree, const struct view_brief *briefs)
{
	struct walker w = { .v = v, .clr = clr, .briefs = briefs };

	w.lists[0] = data_list(doc, "assertion");
	fill_nodes(&w, tree);
	fill_others(v, doc, clr, tree);
}
