/*
 * Bringing documents in: the form, the taking, and what was noticed.
 */
#include <string.h>

#include "model/import.h"
#include "store/record.h"
#include "web/guard.h"
#include "web/notes.h"
#include "web/pages.h"
#include "web/sheet.h"

/* More CLRs of one import than this are stored, but not listed. */
#define LISTED 1000

/* What became of the documents of one request. */
struct taken {
	size_t count; /* stored, or known already */
	size_t refused;
	const char *last; /* id of the last one's import */
	struct _hdf *hdf; /* of the form shown again */
};

static struct _hdf *
form_page(struct ctx *ctx)
{
	struct _hdf *hdf = web_page(ctx, "Import records");
	long long max = ctx->app->conf->max_document;

	render_set(hdf, "Import.max",
		   max % 1048576
			   ? arena_printf(ctx->mem, "%lld bytes", max)
			   : arena_printf(ctx->mem, "%lld MiB", max / 1048576));
	render_set(hdf, "Import.token", guard_token(ctx));
	web_allow_upload(ctx);
	return hdf;
}

enum result
import_page(struct ctx *ctx)
{
	return web_render(ctx, 200, "import.cs", form_page(ctx));
}

static void
note_taken(struct ctx *ctx, struct taken *taken, const char *file)
{
	const char *name = arena_printf(ctx->mem, "Import.done.%zu",
					taken->count);
	struct _hdf *node = render_node(taken->hdf, name);

	render_set(node, "file", file);
	render_set(node, "href", web_path(ctx, "/imports/%s", taken->last));
	taken->count++;
}

static void
note_refused(struct ctx *ctx, struct taken *taken, const char *file)
{
	const char *name = arena_printf(ctx->mem, "Problem.item.%zu",
					taken->refused);
	struct _hdf *node = render_node(taken->hdf, name);

	render_set(node, "file", file);
	render_set(node, "words", fail_last()->text);
	taken->refused++;
}

/* One document.  A refusal is noted for the page; OK, or what stops all. */
static enum result
take(struct ctx *ctx, struct taken *taken, const struct field *field)
{
	struct import import;
	struct record_file file = {
		.name = field->file ? field->file : "",
		.bytes = field->value,
		.len = field->len,
		.import = &import,
	};
	struct record_kept kept;
	enum result r;

	r = import_read(ctx->mem, field->value, field->len, &ctx->app->limits,
			&import);
	if (r == INVALID || r == TOO_BIG) {
		note_refused(ctx, taken, file.name);
		return OK;
	}
	if (r != OK)
		return r;
	TRY(record_put(ctx->db, ctx->mem, &ctx->by, &file, &kept));
	taken->last = kept.id;
	note_taken(ctx, taken, file.name);
	return OK;
}

/* Browsers send an empty part for a file input left empty. */
static bool
is_document(const struct field *field)
{
	if (streq(field->name, "text"))
		return field->len > 0;
	return streq(field->name, "file") &&
	       (field->len > 0 || !str_empty(field->file));
}

static enum result
take_all(struct ctx *ctx, struct taken *taken)
{
	size_t i;

	for (i = 0; i < ctx->form.count; i++)
		if (is_document(&ctx->form.fields[i]))
			TRY(take(ctx, taken, &ctx->form.fields[i]));
	return OK;
}

enum result
import_page_post(struct ctx *ctx)
{
	struct taken taken = { .hdf = form_page(ctx) };

	TRY(take_all(ctx, &taken));
	if (taken.count == 1 && !taken.refused) {
		response_see_other(&ctx->res,
				   web_path(ctx, "/imports/%s", taken.last));
		return OK;
	}
	if (!taken.count && !taken.refused)
		render_set(taken.hdf, "Problem.text",
			   "Nothing was sent. Choose a file or paste a "
			   "document.");
	render_set(taken.hdf, "Import.text", form_get(&ctx->form, "text"));
	return web_render(ctx, taken.refused || !taken.count ? 422 : 200,
			  "import.cs", taken.hdf);
}

static enum result
fill_record(struct ctx *ctx, struct _hdf *hdf, size_t i,
	    const struct record *record)
{
	const char *name = arena_printf(ctx->mem, "Import.record.%zu", i);
	struct _hdf *node = render_node(hdf, name);
	struct problems problems;

	TRY(record_problems(ctx->db, ctx->mem, record->id, &problems));
	sheet_line(ctx, node, record);
	render_set_number(node, "errors", record->errors);
	render_set_number(node, "warnings", record->warnings);
	notes_fill(ctx, hdf, name, &problems);
	return OK;
}

static void
fill_import(struct ctx *ctx, struct _hdf *hdf,
	    const struct record_import *import)
{
	render_set(hdf, "Import.id", import->id);
	render_set(hdf, "Import.file", import->file);
	render_set(hdf, "Import.form", import_form_said(import->form));
	render_set(
		hdf, "Import.size",
		arena_printf(ctx->mem, "%zu KiB", import->doc_len / 1024 + 1));
	web_set_time(ctx, hdf, "Import.when", import->created_at);
}

enum result
import_page_result(struct ctx *ctx)
{
	struct record_query query = { .limit = LISTED };
	struct record_import import;
	struct record_list list;
	struct problems problems;
	struct _hdf *hdf;
	size_t i;

	TRY(record_import_get(ctx->db, ctx->mem, ctx->params[0], &import));
	query.import_id = import.id;
	TRY(record_list(ctx->db, ctx->mem, &query, &list));
	TRY(record_problems(ctx->db, ctx->mem, import.id, &problems));
	hdf = web_page(ctx, "What was imported");
	fill_import(ctx, hdf, &import);
	notes_fill(ctx, hdf, "Import", &problems);
	for (i = 0; i < list.count; i++)
		TRY(fill_record(ctx, hdf, i, &list.items[i]));
	return web_render(ctx, 200, "imported.cs", hdf);
}
