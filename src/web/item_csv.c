/*
 * Items as lines of comma-separated values: see item_csv.h.  Called by
 * item_list_page.c.
 */
#include "web/item_csv.h"

#include "base/clock.h"
#include "http/csv.h"

/* Read at once; the memory of each such part goes with it. */
#define PART 1000

/* So that a spreadsheet reads it as UTF-8. */
#define MARK "\xef\xbb\xbf"

static const char *
date(struct arena *mem, int64_t at)
{
	return at ? clock_iso(mem, at) : "";
}

static void
add_line(struct str *out, struct arena *mem, const struct item *item)
{
	const char *const fields[] = {
		item->name,
		item->about,
		item->kind,
		item->term,
		item_state_name(item->state),
		arena_printf(mem, "%lld", item->version),
		item->is_changed && item->version ? "yes" : "",
		date(mem, item->issued_on),
		date(mem, item->expires),
		date(mem, item->updated_at),
		item->updated_by,
		item->doc_id,
	};
	size_t i;

	for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		csv_add(out, fields[i]);
	csv_end(out);
}

static enum result
add_all(struct ctx *ctx, struct item_query *query)
{
	auto_arena mem = arena_new();
	struct item_list list;
	size_t i;

	do {
		TRY(item_list(ctx->db, mem, query, &list));
		if (list.total > ITEM_CSV_MOST)
			return fail(TOO_BIG,
				    "The list has %lld lines, and a CSV file "
				    "takes %d at most. Narrow it down first.",
				    list.total, ITEM_CSV_MOST);
		for (i = 0; i < list.count; i++)
			add_line(&ctx->res.body, mem, &list.items[i]);
		query->offset += PART;
		arena_reset(mem);
	} while (list.count == PART);
	return OK;
}

enum result
item_csv_reply(struct ctx *ctx, const struct item_query *query)
{
	struct item_query part = *query;
	const char *file = arena_printf(ctx->mem,
					"attachment; filename=\"%s.csv\"",
					web_folder(query->as));

	part.limit = PART;
	part.offset = 0;
	str_add(&ctx->res.body,
		MARK "Name,Of or for,Kind,Term,State,Version,Changed since,"
		     "Issued,Expires,Changed,Changed by,Id\r\n");
	TRY(add_all(ctx, &part));
	ctx->res.status = 200;
	ctx->res.type = "text/csv; charset=utf-8; header=present";
	response_header(&ctx->res, "Content-Disposition", file);
	response_header(&ctx->res, "Cache-Control", "private, no-store");
	web_disclose(ctx, "list.download", "",
		     arena_printf(ctx->mem, "The list of %s as CSV",
				  web_folder(query->as)));
	return OK;
}
