/*
 * An item as the office sees it: as people will see it, what state it is
 * in, what is wrong with it, what holds it, and what can be done with it.
 */
#include "base/uri.h"
#include "model/walk.h"
#include "page/embed.h"
#include "page/json_view.h"
#include "store/version_proof.h"
#include "web/endorse_tell.h"
#include "web/guard.h"
#include "web/item_look.h"
#include "web/item_pathway.h"
#include "web/item_tell.h"
#include "web/pages.h"
#include "web/sheet.h"
#include "web/state.h"

/* Of the JSON on the page: levels that are open, bytes of one text, bytes
 * of all. */
static const struct json_view json_shape = { 2, 400, 300000 };

static const char *
title_of(struct ctx *ctx, const struct item *item)
{
	const char *label = walk_class(item->as)->label;

	if (str_empty(item->name))
		return arena_printf(ctx->mem, "%s without a name", label);
	return item->name;
}

/* Is there something to publish?  An endorsement that was asked for is
 * accepted first. */
static bool
waits_to_be_published(const struct item *item)
{
	if (item->as == CLR_ENDORSEMENT && !streq(item->kind, "given"))
		return false;
	return !item->version || item->is_changed || item->is_stale;
}

/* A way that the page offers: Item.can.NAME, its address. */
static void
offer(struct ctx *ctx, struct _hdf *hdf, const char *name, const char *href)
{
	render_set(hdf, arena_printf(ctx->mem, "Item.can.%s", name), href);
}

static void
fill_ways(struct ctx *ctx, struct _hdf *hdf, const struct item *item)
{
	const char *home = web_item_path(ctx, item->as, item->id);
	bool may_make = web_may(ctx, web_making(item->as));
	bool is_live = item->state != ITEM_REVOKED;
	bool waits = waits_to_be_published(item);

#define WAY(name, may)                                                         \
	if (may)                                                               \
	offer(ctx, hdf, name, arena_printf(ctx->mem, "%s/" name, home))
	WAY("edit", may_make && is_live);
	WAY("publish",
	    is_live && waits && (may_make || web_may(ctx, RIGHT_PUBLISH)));
	if (is_live && !waits && item->version > 0 &&
	    version_proof_applies(item->as) && web_may(ctx, RIGHT_PUBLISH))
		offer(ctx, hdf, "again",
		      arena_printf(ctx->mem, "%s/publish", home));
	WAY("versions", item->version > 0);
	WAY("endorse",
	    web_may(ctx, RIGHT_EDIT) && is_live && item->as != CLR_ENDORSEMENT);
	WAY("revoke",
	    web_may(ctx, RIGHT_PUBLISH) && item->version > 0 && is_live);
	WAY("delete", may_make && !item->version);
	WAY("json", true);
#undef WAY
	if (item->as == CLR_ACHIEVEMENT && is_live && web_may(ctx, RIGHT_AWARD))
		offer(ctx, hdf, "award",
		      web_path(ctx, "/award?achievement=%s", item->id));
	if (item->as == CLR_PROFILE && web_may(ctx, RIGHT_AWARD))
		offer(ctx, hdf, "gather",
		      web_path(ctx, "/gather?learner=%s", item->id));
}

static void
fill_item(struct ctx *ctx, struct _hdf *hdf, const struct item *item)
{
	state_fill(render_node(hdf, "Item"), item);
	render_set(hdf, "Item.title", title_of(ctx, item));
	render_set(hdf, "Item.as", web_folder(item->as));
	render_set(hdf, "Item.label", walk_class(item->as)->label);
	render_set(hdf, "Item.plural", walk_class(item->as)->plural);
	render_set(hdf, "Item.list",
		   web_path(ctx, "/%s", web_folder(item->as)));
	render_set(hdf, "Item.about", item->about);
	render_set(hdf, "Item.reason", item->reason);
	render_set(hdf, "Item.by", item->updated_by);
	render_set(hdf, "Item.id", item->doc_id);
	render_set(hdf, "Item.token", guard_token(ctx));
	if (item->version)
		render_set_number(hdf, "Item.version", item->version);
	if (streq(form_get(&ctx->query, "notice"), "saved"))
		render_set(hdf, "Item.saved", "1");
	web_set_time(ctx, hdf, "Item.updated", item->updated_at);
	web_set_time(ctx, hdf, "Item.created", item->created_at);
	fill_ways(ctx, hdf, item);
}

static void
fill_json(struct ctx *ctx, struct _hdf *hdf, const json_t *whole)
{
	struct str out;

	str_init(&out, ctx->mem);
	if (!json_view(&out, &json_shape, whole))
		render_set(hdf, "Item.json_cut", "1");
	render_set(hdf, "Item.html", out.s);
}

static enum result
reply_page(struct ctx *ctx, const struct item *item, const json_t *whole)
{
	struct _hdf *hdf = web_page(ctx, title_of(ctx, item));

	fill_item(ctx, hdf, item);
	endorse_tell(ctx, hdf, item);
	TRY(item_tell_problems(ctx, hdf, item));
	TRY(item_tell_holders(ctx, hdf, item));
	if (item->as == CLR_ACHIEVEMENT)
		TRY(item_pathway(ctx, render_node(hdf, "Pathway"), item));
	if (whole) {
		item_look_fill(ctx, hdf, item->as, whole, "");
		fill_json(ctx, hdf, whole);
	}
	render_set(hdf, "Page.tool", "1");
	return web_render(ctx, 200, "item.cs", hdf);
}

static enum result
reply_json(struct ctx *ctx, const json_t *whole, enum media media)
{
	struct str out;

	str_init(&out, ctx->mem);
	embed_value(&out, whole);
	response_header(&ctx->res, "Cache-Control", "private, no-store");
	response_ready(&ctx->res, 200, media_type(media), out.s, out.len);
	return OK;
}

enum result
item_page(struct ctx *ctx)
{
	struct item_office office = web_office(ctx);
	enum media media = sheet_wanted(ctx);
	json_t *whole = NULL;
	struct item item;
	enum result r;

	TRY(web_item(ctx, &item));
	r = item_whole(ctx->db, &office, &item, true, &whole);
	if (r != OK && (media != MEDIA_HTML || r == BUSY || r == INTERNAL))
		return r;
	if (media != MEDIA_HTML) {
		web_disclose(ctx, "item.download", item.id, "The draft");
		return reply_json(ctx, whole, media);
	}
	return reply_page(ctx, &item, r == OK ? whole : NULL);
}

/* "Biology 101.json": letters of any script, no others than a name has. */
static const char *
file_name(struct ctx *ctx, const struct item *item)
{
	const char *name = title_of(ctx, item);

	return arena_printf(ctx->mem, "%s.json", name);
}

enum result
item_page_json(struct ctx *ctx)
{
	struct item_office office = web_office(ctx);
	struct item item;
	json_t *whole;

	TRY(web_item(ctx, &item));
	TRY(item_whole(ctx->db, &office, &item, true, &whole));
	web_disclose(ctx, "item.download", item.id, "The draft");
	response_header(
		&ctx->res, "Content-Disposition",
		arena_printf(ctx->mem, "attachment; filename*=UTF-8''%s",
			     uri_encode(ctx->mem, file_name(ctx, &item))));
	return reply_json(ctx, whole, MEDIA_JSON);
}

/* The question, or, with ${refused}, why it cannot be. */
static enum result
ask_delete(struct ctx *ctx, const struct item *item, const char *refused)
{
	struct _hdf *hdf = web_page(ctx, "Delete this draft?");
	const char *home = web_item_path(ctx, item->as, item->id);

	render_set(hdf, "Delete.name", title_of(ctx, item));
	render_set(hdf, "Delete.label", walk_class(item->as)->label);
	render_set(hdf, "Delete.action",
		   arena_printf(ctx->mem, "%s/delete", home));
	render_set(hdf, "Delete.back", home);
	render_set(hdf, "Delete.token", guard_token(ctx));
	render_set(hdf, "Delete.published", item->version ? "1" : NULL);
	render_set(hdf, "Delete.refused", refused);
	render_set(hdf, "Page.tool", "1");
	TRY(item_tell_holders(ctx, hdf, item));
	return web_render(ctx, refused ? 409 : 200, "delete.cs", hdf);
}

enum result
item_page_delete(struct ctx *ctx)
{
	struct item item;

	TRY(web_item(ctx, &item));
	return ask_delete(ctx, &item, NULL);
}

enum result
item_page_delete_post(struct ctx *ctx)
{
	struct item_office office = web_office(ctx);
	struct item item;
	enum result r;

	TRY(web_item(ctx, &item));
	r = item_del(ctx->db, &office, item.id);
	if (r == CONFLICT)
		return ask_delete(ctx, &item,
				  arena_strdup(ctx->mem, fail_last()->text));
	if (r != OK)
		return r;
	response_see_other(&ctx->res, web_path(ctx, "/%s?notice=deleted",
					       web_folder(item.as)));
	return OK;
}
