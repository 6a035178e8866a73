/*
 * A verified document → the sheet of its record, or the look of whatever
 * else it is.  It is shown as it may be: whether it is genuine stands beside
 * it.  Called by verify_page.c.
 */
#include "web/verify_show.h"

#include "model/import.h"
#include "model/walk.h"
#include "web/item_look.h"
#include "web/sheet.h"
#include "web/sheet_file.h"

/* The records in ${c}; none: it is something else. */
static void
find_records(struct ctx *ctx, const struct checking *c, struct import *out)
{
	if (import_read(ctx->mem, c->shown, c->shown_len, &ctx->app->limits,
			out) != OK)
		*out = (struct import){ 0 };
	fail_clear();
}

static struct record
record_of(const struct import_item *item)
{
	return (struct record){ .doc = item->bytes,
				.doc_len = item->len,
				.jws = item->jws };
}

/* Which of ${count} is asked for, from 0. */
static size_t
chosen(struct ctx *ctx, size_t count)
{
	const char *asked = form_get(&ctx->query, "record");
	long long n;

	if (!asked || str_number(asked, (long long)count, &n) != OK || n < 1)
		return 0;
	return (size_t)n - 1;
}

static void
fill_choice(struct ctx *ctx, struct _hdf *hdf, const struct import *records,
	    size_t is)
{
	struct _hdf *node;
	size_t i;

	for (i = 0; i < records->count; i++) {
		node = web_nth(ctx, hdf, "Show", i);
		render_set(node, "href",
			   web_path(ctx, "/verify/%s?record=%zu",
				    ctx->params[0], i + 1));
		render_set_number(node, "number", (int64_t)i + 1);
		render_set(node, "name",
			   walk_text(records->items[i].doc, CLR_CLR, "name"));
		render_set(node, "is", i == is ? "1" : NULL);
	}
}

static enum result
show_record(struct ctx *ctx, struct _hdf *hdf, const struct import *records)
{
	size_t is = chosen(ctx, records->count);
	struct record record = record_of(&records->items[is]);
	const char *home = web_path(ctx, "/verify/%s", ctx->params[0]);

	if (records->count > 1)
		fill_choice(ctx, hdf, records, is);
	TRY(sheet_fill(ctx, hdf, &record, home, NULL));
	render_set(hdf, "Look.as", web_folder(CLR_CLR));
	render_set(hdf, "Doc.json", "");
	return OK;
}

/* What is shown, if it is no record but a part of one; else CLASS_NONE. */
static enum result
read_part(struct ctx *ctx, const struct checking *c, enum class_id *as,
	  json_t **doc)
{
	TRY(load_stored(ctx->mem, c->shown, c->shown_len, doc));
	*as = walk_guess(*doc);
	if (*as != CLR_ASSERTION && *as != CLR_ENDORSEMENT)
		*as = CLASS_NONE;
	return OK;
}

enum result
verify_show(struct ctx *ctx, struct _hdf *hdf, const struct checking *c)
{
	struct import records;
	enum class_id as;
	json_t *doc;

	if (!c->shown_len)
		return OK;
	find_records(ctx, c, &records);
	if (records.count)
		return show_record(ctx, hdf, &records);
	TRY(read_part(ctx, c, &as, &doc));
	if (as != CLASS_NONE)
		item_look_fill(
			ctx, hdf, as, doc,
			web_path(ctx, "/verify/%s/files/", ctx->params[0]));
	return OK;
}

/* File ${n} of what is no record. */
static enum result
part_file(struct ctx *ctx, const struct checking *c, const char *n)
{
	struct view_files files;
	enum class_id as;
	long long number;
	json_t *doc;

	TRY(read_part(ctx, c, &as, &doc));
	if (as == CLASS_NONE || str_number(n, 100000, &number) != OK)
		return fail(NOT_FOUND, "file %s of report %s", n, c->id);
	item_look_files(ctx, as, doc, &files);
	if ((size_t)number >= files.count)
		return fail(NOT_FOUND, "file %s of report %s", n, c->id);
	return sheet_file(ctx, &files.items[number]);
}

enum result
verify_show_file(struct ctx *ctx, const struct checking *c, const char *n)
{
	struct import records;
	struct record record;

	if (!c->shown_len)
		return fail(NOT_FOUND, "report %s shows nothing", c->id);
	find_records(ctx, c, &records);
	if (!records.count)
		return part_file(ctx, c, n);
	record = record_of(&records.items[chosen(ctx, records.count)]);
	return sheet_reply_file(ctx, &record, n);
}
