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
	struct data_list lists[DEPTH_MAX + 1]; /* one a level */
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

	view_fill_begin(&f, v, data_child(node, "achievement"), CLR_ACHIEVEMENT,
			achievement);
	fill_issuer(v, node, &f, at);
	view_fill_tell(&f, walk_get(achievement, CLR_ACHIEVEMENT,
				    "resultDescriptions"));
	if (text != NULL) {
		data_text(node, "type",
			  walk_term_words(v->mem, (enum list_id)type->type.of,
					  text));
		data_text(node, "type_term", text);
		view_fill_tell(&f, walk_value(achievement, type));
	}
	view_fill_rest(&f, at);
}

static void
fill_states(struct walker *w, struct _hdf *node, const struct clr_tree_node *n,
	    struct view_fill *f)
{
	const struct view_brief *brief = &w->briefs[n->index];
	const json_t *reason = walk_get(n->assertion, CLR_ASSERTION,
					"revocationReason");

	data_flag(node, "revoked", brief->is_revoked);
	data_flag(node, "expired", brief->is_expired);
	data_flag(node, "signed", n->jws != NULL);
	data_text(node, "place", view_place(w->v->mem, n->pointer));
	data_flag(node, "self_issued", clr_tree_is_self_issued(w->clr, n));
	if (brief->is_revoked && json_is_string(reason)) {
		data_text(node, "reason", json_string_value(reason));
		view_fill_tell(f, reason);
	}
}

/* The member the achievement stands in: an Open Badge has another name. */
static const char *
achievement_member(const struct clr_tree_node *n)
{
	return walk_get(n->assertion, CLR_ASSERTION, "achievement") ==
			       n->achievement
		       ? "achievement"
		       : "badge";
}

static void
fill_assertion(struct walker *w, struct _hdf *node,
	       const struct clr_tree_node *n)
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
count_children(const struct clr_tree_node *n)
{
	size_t count = 0;

	for (n = n->child; n != NULL; n = n->next)
		count++;
	return count;
}

static struct _hdf *
fill_node(struct walker *w, const struct clr_tree_node *n, size_t depth)
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
fill_nodes(struct walker *w, const struct clr_tree *tree)
{
	const struct clr_tree_node *n = tree->roots;
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

static void
fill_other(const struct view *v, struct _hdf *node, const char *anchor,
	   const json_t *achievement, const struct view_at *at)
{
	struct clr_tree_node n = { .achievement = achievement };

	data_text(node, "anchor", anchor);
	fill_heading(node, 0);
	fill_achievement(v, node, achievement, at);
	view_result_fill(v, node, &n, at, at);
}

/* Does the assertion of this achievement hold it with the same words
 * (CLR 1.0 D-5)?  If not, nothing of it may be lost. */
static bool
is_told_above(const struct view *v, const struct clr_tree *tree,
	      const json_t *achievement)
{
	const char *id = walk_text(achievement, CLR_ACHIEVEMENT, "id");
	const char *href = json_string_value(
		json_object_get(v->index->anchors, id));
	long long number;

	if (!str_starts(href, "#a") ||
	    str_number(href + 2, (long long)tree->count, &number) != OK)
		return false;
	return json_equal(
		(json_t *)(uintptr_t)achievement,
		(json_t *)(uintptr_t)tree->nodes[number - 1].achievement);
}

static void
fill_others(const struct view *v, struct _hdf *doc, const json_t *clr,
	    const struct clr_tree *tree)
{
	struct data_list list = data_list(doc, "other");
	struct view_at array = { NULL, "/achievements", VIEW_NO_INDEX };
	struct view_at at = { &array, NULL, 0 };
	size_t count = walk_count(clr, CLR_CLR, "achievements"), other = 0;
	const json_t *item;
	const char *anchor;

	for (; at.index < count; at.index++) {
		item = walk_item(clr, CLR_CLR, "achievements", at.index);
		if (other < tree->others_count && tree->others[other] == item)
			anchor = arena_printf(v->mem, "o%zu", ++other);
		else if (!json_is_object(item) || is_told_above(v, tree, item))
			continue;
		else
			anchor = arena_printf(v->mem, "d%zu", at.index + 1);
		fill_other(v, data_next(&list), anchor, item, &at);
	}
}

void
view_tree_fill(const struct view *v, struct _hdf *doc, const json_t *clr,
	       const struct clr_tree *tree, const struct view_brief *briefs)
{
	struct walker w = { .v = v, .clr = clr, .briefs = briefs };

	w.lists[0] = data_list(doc, "assertion");
	fill_nodes(&w, tree);
	fill_others(v, doc, clr, tree);
}
