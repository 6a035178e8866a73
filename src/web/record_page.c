/*
 * A record as the office sees it: the sheet, what was noticed, its links;
 * its other forms; and how it is deleted.
 */
#include "base/uri.h"
#include "web/guard.h"
#include "web/notes.h"
#include "web/pages.h"
#include "web/shared.h"
#include "web/sheet.h"

static const char *
title_of(struct ctx *ctx, const struct record *record)
{
	if (str_empty(record->learner))
		return "A record without a learner's name";
	return arena_printf(ctx->mem, "%s — %s", record->learner,
			    str_empty(record->name)
				    ? "Comprehensive Learner Record"
				    : record->name);
}

static void
fill_record(struct ctx *ctx, struct _hdf *hdf, const struct record *record,
	    const struct record_import *import)
{
	const char *home = web_path(ctx, "/records/%s", record->id);

	render_set(hdf, "Record.href", home);
	render_set(hdf, "Record.original",
		   arena_printf(ctx->mem, "%s/original", home));
	if (record->is_signed)
		render_set(hdf, "Record.jws",
			   arena_printf(ctx->mem, "%s/jws", home));
	render_set(hdf, "Record.share",
		   arena_printf(ctx->mem, "%s/links", home));
	render_set(hdf, "Record.delete",
		   arena_printf(ctx->mem, "%s/delete", home));
	render_set(hdf, "Record.file", import->file);
	render_set(hdf, "Record.form", import_form_said(import->form));
	render_set(hdf, "Record.sha256", record->sha256);
	render_set(hdf, "Record.token", guard_token(ctx));
	web_set_time(ctx, hdf, "Record.imported", record->created_at);
}

static void
fill_link(struct ctx *ctx, struct _hdf *node, const struct share *share)
{
	render_set(node, "name", share->name);
	render_set(node, "url", web_url(ctx, "/s/%s", share->id));
	render_set(node, "href", web_path(ctx, "/s/%s", share->id));
	render_set_number(node, "views", share->views);
	render_set(node, "deleted", share->deleted_at ? "1" : NULL);
	render_set(node, "delete",
		   web_path(ctx, "/records/%s/links/%s/delete",
			    share->record_id, share->id));
	web_set_time(ctx, node, "created", share->created_at);
	web_set_time(ctx, node, "last", share->last_view);
	web_set_time(ctx, node, "ended", share->deleted_at);
}

static enum result
fill_links(struct ctx *ctx, struct _hdf *hdf, const char *id)
{
	struct share_list list;
	const char *name;
	size_t i;

	TRY(share_list(ctx->db, ctx->mem, id, &list));
	for (i = 0; i < list.count; i++) {
		name = arena_printf(ctx->mem, "Record.link.%zu", i);
		fill_link(ctx, render_node(hdf, name), &list.items[i]);
	}
	return OK;
}

static enum result
reply_page(struct ctx *ctx, struct record *record)
{
	struct record_import import;
	struct problems problems;
	struct _hdf *hdf;

	TRY(record_import_get(ctx->db, ctx->mem, record->import_id, &import));
	TRY(record_problems(ctx->db, ctx->mem, record->id, &problems));
	hdf = web_page(ctx, title_of(ctx, record));
	render_set(hdf, "Page.json", web_path(ctx, "/records/%s", record->id));
	fill_record(ctx, hdf, record, &import);
	notes_fill(ctx, hdf, "Record", &problems);
	TRY(fill_links(ctx, hdf, record->id));
	TRY(sheet_fill(ctx, hdf, record,
		       web_path(ctx, "/records/%s", record->id), NULL));
	return web_render(ctx, 200, "record.cs", hdf);
}

enum result
record_page(struct ctx *ctx)
{
	enum media media = sheet_wanted(ctx);
	struct record record;

	TRY(record_get(ctx->db, ctx->mem, ctx->params[0], &record));
	if (media != MEDIA_HTML) {
		web_disclose(ctx, "record.download", record.id, "As JSON");
		return sheet_reply_json(ctx, &record, media);
	}
	return reply_page(ctx, &record);
}

/* The document as a download under the name it came with. */
enum result
record_page_original(struct ctx *ctx)
{
	struct record_import import;
	struct record record;
	const char *file;

	TRY(record_get(ctx->db, ctx->mem, ctx->params[0], &record));
	TRY(record_import_get(ctx->db, ctx->mem, record.import_id, &import));
	web_disclose(ctx, "record.download", record.id, "The original");
	file = str_empty(import.file) ? "record.json" : import.file;
	response_header(&ctx->res, "Content-Disposition",
			arena_printf(ctx->mem,
				     "attachment; filename*=UTF-8''%s",
				     uri_encode(ctx->mem, file)));
	response_header(&ctx->res, "Cache-Control", "private, no-store");
	response_ready(&ctx->res, 200, "application/octet-stream", import.doc,
		       import.doc_len);
	return OK;
}

enum result
record_page_jws(struct ctx *ctx)
{
	struct record record;

	TRY(record_get(ctx->db, ctx->mem, ctx->params[0], &record));
	web_disclose(ctx, "record.download", record.id, "As signed");
	return sheet_reply_jws(ctx, &record);
}

enum result
record_page_file(struct ctx *ctx)
{
	struct record record;

	TRY(record_get(ctx->db, ctx->mem, ctx->params[0], &record));
	return sheet_reply_file(ctx, &record, ctx->params[1]);
}

static size_t
live_links(const struct share_list *list)
{
	size_t count = 0, i;

	for (i = 0; i < list->count; i++)
		count += !list->items[i].deleted_at;
	return count;
}

enum result
record_page_delete(struct ctx *ctx)
{
	struct share_list links;
	struct record record;
	struct _hdf *hdf;
	const char *words;
	size_t live;

	TRY(record_get(ctx->db, ctx->mem, ctx->params[0], &record));
	TRY(share_list(ctx->db, ctx->mem, record.id, &links));
	live = live_links(&links);
	hdf = web_page(ctx, "Delete this record?");
	render_set(hdf, "Confirm.title", "Delete this record?");
	words = arena_printf(ctx->mem,
			     "The record of %s will be erased with the "
			     "document it came in. %zu shareable %s will say "
			     "that it was withdrawn. This cannot be undone.",
			     record.learner, live,
			     live == 1 ? "link" : "links");
	render_set(hdf, "Confirm.words", words);
	render_set(hdf, "Confirm.action",
		   web_path(ctx, "/records/%s/delete", record.id));
	render_set(hdf, "Confirm.button", "Delete the record");
	render_set(hdf, "Confirm.back",
		   web_path(ctx, "/records/%s", record.id));
	render_set(hdf, "Confirm.token", guard_token(ctx));
	return web_render(ctx, 200, "confirm.cs", hdf);
}

/* Take the pages of its links away. */
static void
drop_pages(struct ctx *ctx, const struct share_list *links)
{
	size_t i;

	for (i = 0; i < links->count; i++)
		shared_drop(ctx->app->shelf, ctx->mem, links->items[i].id);
}

enum result
record_page_delete_post(struct ctx *ctx)
{
	struct share_list links;

	TRY(share_list(ctx->db, ctx->mem, ctx->params[0], &links));
	drop_pages(ctx, &links);
	TRY(record_del(ctx->db, &ctx->by, ctx->params[0]));
	drop_pages(ctx, &links);
	response_see_other(&ctx->res, web_path(ctx, "/records"));
	return OK;
}
