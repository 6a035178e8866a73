/*
 * A whole record → Doc.*: who it is about, what state it is in, and all
 * its parts by the files beside this one.  Called by web.
 */
#include "page/view_clr.h"

#include <string.h>

#include "base/str.h"
#include "model/jsonmem.h"
#include "model/walk.h"
#include "page/embed.h"
#include "page/schema_org.h"
#include "page/view_fill.h"

/* Scale cells a page may hold: far more than any real record has. */
#define CELLS_MAX 20000

static void
anchor(struct view_index *index, const json_t *object, const char *href)
{
	const char *id = json_string_value(json_object_get(object, "id"));

	if (id != NULL && json_object_get(index->anchors, id) == NULL)
		json_object_set_new(index->anchors, id, json_string(href));
}

/* Where each assertion and achievement of the page stands. */
static void
index_new(struct view *v, const json_t *clr, const struct clr_tree *tree,
	  const struct view_brief *briefs)
{
	struct view_index *index = arena_alloc(v->mem, sizeof *index);

	index->anchors = json_object();
	index->by_id = json_object();
	index->cells = CELLS_MAX;
	jsonmem_defer(v->mem, index->anchors);
	jsonmem_defer(v->mem, index->by_id);
	anchor(index, clr, "#record");
	for (size_t i = 0; i < tree->count; i++) {
		anchor(index, tree->nodes[i].assertion, briefs[i].href);
		anchor(index, tree->nodes[i].achievement, briefs[i].href);
	}
	for (size_t i = 0; i < tree->others_count; i++)
		anchor(index, tree->others[i],
		       arena_printf(v->mem, "#o%zu", i + 1));
	v->index = index;
}

/* Learner or publisher: name, picture and link to the full profile. */
static void
fill_party(const struct view *v, struct _hdf *doc, struct view_fill *f,
	   const char *property)
{
	const struct property *p = walk_property(CLR_CLR, property);
	const json_t *profile = walk_value(f->object, p);
	const struct property *image = walk_property(CLR_PROFILE, "image");
	struct view_at at = { f->at, property, VIEW_NO_INDEX };
	struct view_at image_at = { &at, "image", VIEW_NO_INDEX };
	struct _hdf *node;
	const json_t *picture;

	if (!json_is_object(profile))
		return;
	node = data_child(doc, property);
	anchor(v->index, profile,
	       view_people_link(v, node, CLR_PROFILE, profile, &at));
	view_fill_tell(f, profile);
	data_text(node, "url", walk_text(profile, CLR_PROFILE, "url"));
	picture = walk_value(profile, image);
	if (picture != NULL)
		view_value(v, data_child(node, "picture"), image, picture,
			   &image_at);
}

static struct _hdf *
state(struct data_list *list, const char *kind)
{
	struct _hdf *node = data_next(list);

	data_text(node, "kind", kind);
	return node;
}

/* How the record may be checked, in one word for the template. */
static const char *
proof(const json_t *clr, const char *jws)
{
	const json_t *v = walk_get(clr, CLR_CLR, "verification");
	const char *type = json_is_string(v) ? json_string_value(v)
			   : v ? walk_text(v, CLR_VERIFICATION, "type")
			       : NULL;

	if (jws != NULL)
		return "unchecked";
	if (streq(type, "Signed"))
		return "unsigned";
	return streq(type, "Hosted") ? "hosted" : "noproof";
}

static void
count_state(struct data_list *list, const char *kind, size_t count)
{
	if (count > 0)
		data_number(state(list, kind), "count", count);
}

static void
fill_states(struct _hdf *doc, struct view_fill *f, const struct clr_tree *tree,
	    const struct view_brief *briefs, const char *jws)
{
	struct data_list list = data_list(doc, "state");
	const json_t *partial = walk_get(f->object, CLR_CLR, "partial");
	const json_t *reason = walk_get(f->object, CLR_CLR, "revocationReason");
	size_t revoked = 0, expired = 0;

	if (json_is_true(walk_get(f->object, CLR_CLR, "revoked"))) {
		data_flag(doc, "revoked", 1);
		data_text(state(&list, "revoked"), "reason",
			  json_string_value(reason));
		view_fill_tell(f, json_is_string(reason) ? reason : NULL);
	}
	data_child(state(&list, proof(f->object, jws)), "is_proof");
	if (json_is_true(partial))
		state(&list, "partial");
	if (clr_tree_is_self_published(f->object)) {
		data_flag(doc, "self_published", 1);
		state(&list, "self_published");
	}
	for (size_t i = 0; i < tree->count; i++) {
		revoked += briefs[i].is_revoked;
		expired += briefs[i].is_expired && !briefs[i].is_revoked;
	}
	count_state(&list, "items_revoked", revoked);
	count_state(&list, "items_expired", expired);
}

/* What is said elsewhere on the page is not said again of the record. */
static void
fill_record(const struct view *v, struct _hdf *doc, struct view_fill *f)
{
	static const char *const elsewhere[] = { "assertions",
						 "signedAssertions" };
	const json_t *issued = walk_get(f->object, CLR_CLR, "issuedOn");
	const json_t *achievements = walk_get(f->object, CLR_CLR,
					      "achievements");

	for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++)
		view_fill_tell(f, walk_get(f->object, CLR_CLR, elsewhere[i]));
	view_fill_tell(f, achievements);
	if (json_is_string(issued)) {
		view_value_date(v, data_child(doc, "issued"),
				json_string_value(issued));
		view_fill_tell(f, issued);
	}
	view_fill_rest(f, f->at);
}

static bool
has_context(const json_t *clr)
{
	const json_t *context = json_object_get(clr, "@context");
	json_t *each;
	size_t i;

	if (streq(json_string_value(context), CLR_CONTEXT))
		return true;
	json_array_foreach (context, i, each)
		if (streq(json_string_value(each), CLR_CONTEXT))
			return true;
	return false;
}

/* the embedded document bears the context of CLR.  One that does not
 * and is not signed is written again with it; its order is kept. */
static void
fill_json(const struct view *v, struct _hdf *doc, const json_t *clr,
	  const char *bytes, size_t len)
{
	struct str out;
	json_auto_t *with = NULL;

	str_init(&out, v->mem);
	if (bytes != NULL) {
		embed_json(&out, bytes, len);
	} else {
		with = json_pack("{ss}", "@context", CLR_CONTEXT);
		json_object_update_missing(with, (json_t *)(uintptr_t)clr);
		embed_value(&out, with);
	}
	data_text(doc, "json", out.s);
}

static void
fill_schema(const struct view *v, struct _hdf *doc, const json_t *clr,
	    const struct clr_tree *tree)
{
	struct str out;

	str_init(&out, v->mem);
	embed_value(&out, schema_org_view(v->mem, clr, tree, v->now));
	data_text(doc, "schema", out.s);
}

static void
fill_doc(const struct view *v, struct _hdf *doc, const json_t *clr,
	 const struct clr_tree *tree, const struct view_brief *briefs,
	 const char *jws)
{
	struct view_at root = { NULL, "", VIEW_NO_INDEX };
	struct view_fill f;

	view_fill_begin(&f, v, doc, CLR_CLR, clr);
	f.at = &root;
	fill_party(v, doc, &f, "learner");
	fill_party(v, doc, &f, "publisher");
	fill_states(doc, &f, tree, briefs, jws);
	view_sum_fill(v, doc, tree, briefs);
	view_term_fill(v, doc, tree, briefs);
	view_tree_fill(v, doc, clr, tree, briefs);
	fill_record(v, doc, &f);
	view_people_fill(v, doc);
}

int64_t
view_clr(const struct view *v, struct _hdf *hdf, const json_t *clr,
	 const char *bytes, size_t len, const char *jws)
{
	struct _hdf *doc = data_child(hdf, "Doc");
	struct view own = *v;
	struct view_brief *briefs;
	struct clr_tree tree;

	clr_tree_build(v->mem, clr, v->limits, &tree);
	briefs = view_brief_all(v, &tree);
	index_new(&own, clr, &tree, briefs);
	fill_doc(&own, doc, clr, &tree, briefs, jws);
	data_text(doc, "jws", jws);
	if (jws == NULL && !has_context(clr))
		bytes = NULL;
	fill_json(v, doc, clr, bytes, len);
	fill_schema(v, doc, clr, &tree);
	return view_brief_until(briefs, tree.count, v->now);
}
