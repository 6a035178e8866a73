/*
 * The versions of an item: what was published when and by whom, the bytes
 * of each, and what differs between two.
 */
#include "store/version.h"
#include "web/changes.h"
#include "web/pages.h"
#include "web/state.h"

/* Lines of a difference that a page shows. */
#define MOST_LINES 500

/* Which versions are compared; 0 is the draft as it is now. */
struct pair {
	long long older, newer;
};

/* The number in ?${name}=, which must be one of a version, or 0. */
static enum result
number_of(struct ctx *ctx, const char *name, long long most, long long preset,
	  long long *out)
{
	const char *text = form_get(&ctx->query, name);

	*out = preset;
	if (text && str_number(text, most, out) != OK)
		return fail(INVALID,
			    "%s is the number of a version, "
			    "or 0 for the draft.",
			    name);
	return OK;
}

static enum result
document(struct ctx *ctx, const struct item *item, long long number,
	 json_t **doc)
{
	struct item_office office = web_office(ctx);
	struct version version;

	if (!number)
		return item_whole(ctx->db, &office, item, true, doc);
	TRY(version_get(ctx->db, ctx->mem, item->id, number, &version));
	return load_json(ctx->mem, version.doc, version.doc_len,
			 &ctx->app->limits, doc);
}

/* A draft's own document, whole as it would be published. */
static enum result
draft(struct ctx *ctx, const struct item *item, json_t **doc)
{
	struct item_office office = web_office(ctx);
	json_t *own;

	TRY(item_json(&office, item, &own));
	return item_whole_of(ctx->db, &office, item->as, own, true, doc);
}

static enum result
fill_difference(struct ctx *ctx, struct _hdf *hdf, const struct item *item,
		const struct pair *pair)
{
	const struct diff_how how = { .as = item->as, .max = MOST_LINES };
	json_t *older, *newer;
	struct diff diff;

	TRY(document(ctx, item, pair->older, &older));
	if (pair->newer)
		TRY(document(ctx, item, pair->newer, &newer));
	else
		TRY(draft(ctx, item, &newer));
	diff_docs(ctx->mem, &how, older, newer, &diff);
	render_set_number(hdf, "Versions.older", pair->older);
	render_set_number(hdf, "Versions.newer", pair->newer);
	render_set(hdf, "Versions.compared", "1");
	changes_fill(ctx, render_node(hdf, "Versions"), &diff);
	return OK;
}

static void
fill_version(struct ctx *ctx, struct _hdf *node, const struct item *item,
	     const struct version *version)
{
	const char *path = web_item_path(ctx, item->as, item->id);

	render_set_number(node, "number", version->number);
	render_set(node, "state", version_state_name(version->state));
	render_set(node, "by", version->published_by);
	render_set(node, "sha256", version->sha256);
	render_set(node, "json",
		   arena_printf(ctx->mem, "%s/versions/%lld", path,
				version->number));
	if (version->record_id)
		render_set(node, "record",
			   web_path(ctx, "/records/%s", version->record_id));
	if (version->number > 1)
		render_set(node, "compare",
			   arena_printf(ctx->mem,
					"%s/versions?from=%lld&to=%lld", path,
					version->number - 1, version->number));
	web_set_time(ctx, node, "at", version->published_at);
}

/* What is compared when nothing was asked: the last with the draft if that
 * was changed, else the last two. */
static struct pair
usual_pair(const struct item *item)
{
	if (item->is_changed && item->version)
		return (struct pair){ item->version, 0 };
	return (struct pair){ item->version - 1, item->version };
}

enum result
version_page(struct ctx *ctx)
{
	struct version_list list;
	struct pair pair;
	struct item item;
	struct _hdf *hdf;
	size_t i;

	TRY(web_item(ctx, &item));
	TRY(version_list(ctx->db, ctx->mem, item.id, &list));
	pair = usual_pair(&item);
	TRY(number_of(ctx, "from", item.version, pair.older, &pair.older));
	TRY(number_of(ctx, "to", item.version, pair.newer, &pair.newer));
	hdf = web_page(ctx, arena_printf(ctx->mem, "Versions: %s", item.name));
	state_fill(render_node(hdf, "Versions"), &item);
	render_set(hdf, "Versions.name", item.name);
	render_set(hdf, "Versions.about", item.about);
	render_set(hdf, "Versions.href", web_item_path(ctx, item.as, item.id));
	for (i = 0; i < list.count; i++)
		fill_version(ctx, web_nth(ctx, hdf, "Versions.version", i),
			     &item, &list.items[i]);
	if (pair.older > 0)
		TRY(fill_difference(ctx, hdf, &item, &pair));
	return web_render(ctx, 200, "versions.cs", hdf);
}

/* The frozen bytes of one version, as a download. */
enum result
version_page_one(struct ctx *ctx)
{
	struct version version;
	long long number;
	struct item item;

	TRY(web_item(ctx, &item));
	if (str_number(ctx->params[1], INT64_MAX, &number) != OK || number < 1)
		return fail(NOT_FOUND, "there is no version %s",
			    ctx->params[1]);
	TRY(version_get(ctx->db, ctx->mem, item.id, number, &version));
	response_header(&ctx->res, "Content-Disposition",
			arena_printf(ctx->mem,
				     "attachment; filename=\"%s-%lld.json\"",
				     item.id, number));
	response_header(&ctx->res, "Cache-Control", "private, no-store");
	web_disclose(ctx, "item.download", item.id,
		     arena_printf(ctx->mem, "Version %lld", number));
	response_ready(&ctx->res, 200, media_type(MEDIA_JSON), version.doc,
		       version.doc_len);
	return OK;
}
