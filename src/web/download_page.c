/*
 * Everything the Builder holds, to take away: one JSON document, or a ZIP
 * with a file for each item.  Each document is whole, as item_whole() gives
 * it.
 */
#include <string.h>

#include "base/clock.h"
#include "http/pack.h"
#include "model/jsonmem.h"
#include "store/item.h"
#include "store/search.h"
#include "web/by_class.h"
#include "web/pages.h"

/* Items read at a time. */
#define BATCH 100

/* What is being put together. */
struct download {
	struct ctx *ctx;
	struct pack *pack; /* of a ZIP; NULL: JSON */
	struct str json;
	size_t len; /* bytes so far */
};

/* May ${c} stand in the name of a file anywhere? */
static bool
is_open(char c)
{
	return (unsigned char)c >= ' ' && c != 0x7f &&
	       !strchr("/\\:*?\"<>|.", c);
}

/* "clrs/Maria Reyes-01h….json": what a file system takes, and the id. */
static const char *
file_name(struct arena *mem, const struct item *item)
{
	const char *c, *name = search_cut(mem, item->name, 60);
	struct str s;

	str_init(&s, mem);
	str_addf(&s, "%s/", web_folder(item->as));
	for (c = name; *c; c++)
		str_addn(&s, is_open(*c) ? c : "-", 1);
	str_addf(&s, "%s%s.json", *name ? "-" : "", item->id);
	return s.s;
}

static enum result
add(struct download *d, const struct item *listed, bool is_first)
{
	struct ctx *ctx = d->ctx;
	struct item_office office = web_office(ctx);
	size_t max = (size_t)ctx->app->conf->max_download;
	struct item item;
	const char *text;
	json_t *doc;

	TRY(item_get(ctx->db, ctx->mem, listed->id, &item));
	TRY(item_whole(ctx->db, &office, &item, true, &doc));
	text = jsonmem_text(ctx->mem, doc,
			    d->pack ? JSON_INDENT(2) : JSON_COMPACT);
	d->len += strlen(text);
	if (d->len > max)
		return fail(TOO_BIG,
			    "Everything together is more than %zu MiB (the "
			    "setting max_download). Ask the operator to "
			    "raise it, or download single records.",
			    max >> 20);
	if (d->pack)
		return pack_add(d->pack, file_name(ctx->mem, &item), text,
				strlen(text), item.updated_at);
	str_add(&d->json, is_first ? "\n" : ",\n");
	str_add(&d->json, text);
	return OK;
}

static enum result
add_class(struct download *d, enum class_id as)
{
	struct item_query query = { .as = as,
				    .limit = BATCH,
				    .sort = ITEM_BY_NAME };
	struct item_list list;
	size_t i;

	do {
		TRY(item_list(d->ctx->db, d->ctx->mem, &query, &list));
		for (i = 0; i < list.count; i++)
			TRY(add(d, &list.items[i],
				query.offset + (long long)i == 0));
		query.offset += (long long)list.count;
	} while (list.count == BATCH);
	return OK;
}

static enum result
add_all(struct download *d)
{
	size_t i;

	str_add(&d->json, "{");
	for (i = 0; i < BY_CLASS_COUNT; i++) {
		str_addf(&d->json, "%s\"%s\":[", i ? "],\n" : "",
			 web_folder(by_class_order[i]));
		TRY(add_class(d, by_class_order[i]));
	}
	str_add(&d->json, "]}\n");
	return OK;
}

static void
reply(struct ctx *ctx, const char *as, const char *type, const char *bytes,
      size_t len)
{
	char *day = clock_iso(ctx->mem, clock_now());

	day[strcspn(day, "T")] = '\0';
	response_header(&ctx->res, "Content-Disposition",
			arena_printf(ctx->mem,
				     "attachment; filename=\"clarus-%s.%s\"",
				     day, as));
	response_header(&ctx->res, "Cache-Control", "private, no-store");
	response_ready(&ctx->res, 200, type, bytes, len);
}

enum result
download_page(struct ctx *ctx)
{
	const char *as = form_get(&ctx->query, "as");
	struct download d = { .ctx = ctx };
	auto_pack pack = NULL;
	const char *bytes;
	size_t len;

	web_disclose(ctx, "office.download", "", "Everything in the Builder");
	str_init(&d.json, ctx->mem);
	if (streq(as, "zip")) {
		TRY(pack_new(&pack));
		d.pack = pack;
	}
	TRY(add_all(&d));
	if (!pack) {
		reply(ctx, "json", media_type(MEDIA_JSON), d.json.s,
		      d.json.len);
		return OK;
	}
	TRY(pack_finish(pack, ctx->mem, &bytes, &len));
	reply(ctx, "zip", "application/zip", bytes, len);
	return OK;
}
