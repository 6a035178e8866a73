/*
 * The audit trail: searched, page by page, as CSV, and checked when asked.
 * It shows; entries are made by whoever changes something.
 */
#include "base/clock.h"
#include "base/uri.h"
#include "store/audit.h"
#include "store/head.h"
#include "web/audit_csv.h"
#include "web/gate.h"
#include "web/pages.h"

#define PAGE 100
#define CSV_CHUNK 1000
#define CSV_MOST 100000

/* What is asked for, as read from the address. */
struct asked {
	struct audit_query query;
	const char *text, *target, *from, *to; /* as written; "" if not */
	long long page;
};

static enum result
read_asked(struct ctx *ctx, struct asked *a)
{
	*a = (struct asked){
		.text = form_text(&ctx->query, "q"),
		.target = form_text(&ctx->query, "target"),
		.from = form_text(&ctx->query, "from"),
		.to = form_text(&ctx->query, "to"),
	};
	TRY(web_page_number(ctx, &a->page));
	TRY(audit_day(a->from, 0, &a->query.from));
	TRY(audit_day(a->to, 1, &a->query.to));
	a->query.text = str_empty(a->text) ? NULL : a->text;
	a->query.target = str_empty(a->target) ? NULL : a->target;
	a->query.limit = PAGE;
	a->query.offset = (a->page - 1) * PAGE;
	return OK;
}

/* The address of the same question, ready for one more parameter. */
static const char *
address_of(struct ctx *ctx, const struct asked *a)
{
	struct arena *mem = ctx->mem;

	return arena_printf(mem, "/admin/audit?q=%s&target=%s&from=%s&to=%s&",
			    uri_encode(mem, a->text),
			    uri_encode(mem, a->target),
			    uri_encode(mem, a->from), uri_encode(mem, a->to));
}

static enum result
add_entries(struct ctx *ctx, struct audit_query query, struct str *out)
{
	struct audit_list list;
	size_t i, added = 0;

	query.limit = CSV_CHUNK;
	query.offset = 0;
	do {
		TRY(audit_list(ctx->db, ctx->mem, &query, &list));
		for (i = 0; i < list.count; i++)
			audit_csv_line(out, ctx->mem, &list.items[i]);
		if (list.count)
			query.below = list.items[list.count - 1].number;
		added += list.count;
	} while (list.count == CSV_CHUNK && added < CSV_MOST);
	if (list.count == CSV_CHUNK)
		return fail(TOO_BIG,
			    "These are more than %d entries: choose fewer "
			    "days.",
			    CSV_MOST);
	return OK;
}

static enum result
reply_csv(struct ctx *ctx, const struct asked *a)
{
	struct response *res = &ctx->res;

	audit_csv_head(&res->body);
	TRY(add_entries(ctx, a->query, &res->body));
	res->type = "text/csv; charset=utf-8; header=present";
	response_header(res, "Cache-Control", "private, no-store");
	response_header(res, "Content-Disposition",
			"attachment; filename=\"audit.csv\"");
	return OK;
}

static void
fill_entry(struct ctx *ctx, struct _hdf *line, const struct audit_entry *e)
{
	render_set_number(line, "number", e->number);
	gate_set_time(ctx, line, "at", e->at);
	render_set(line, "name", e->name);
	render_set(line, "address", str_empty(e->address) ? NULL : e->address);
	render_set(line, "action", e->action);
	render_set(line, "words", e->words);
	render_set(line, "hash", e->hash);
	if (e->target[0])
		render_set(line, "target",
			   web_path(ctx, "/admin/audit?target=%s",
				    uri_encode(ctx->mem, e->target)));
}

/* Do the signed heads fit the chain? */
static enum result
fill_heads(struct ctx *ctx, struct _hdf *hdf)
{
	struct head_verdict heads;

	TRY(head_verify(ctx->db, ctx->mem, NULL, &heads));
	if (heads.words) {
		render_set(hdf, "Audit.check", "forged");
		render_set(hdf, "Audit.words", heads.words);
	}
	render_set_number(hdf, "Audit.heads", heads.heads);
	web_set_time(ctx, hdf, "Audit.last", heads.at);
	return OK;
}

/* Is the chain whole?  Read only when asked: it may be long. */
static enum result
fill_check(struct ctx *ctx, struct _hdf *hdf)
{
	struct audit_verdict verdict;

	TRY(audit_verify(ctx->db, ctx->mem, NULL, &verdict));
	render_set(hdf, "Audit.check", verdict.bad ? "broken" : "whole");
	render_set_number(hdf, "Audit.entries", verdict.entries);
	render_set(hdf, "Audit.head", verdict.head);
	render_set(hdf, "Audit.words", verdict.words);
	if (!verdict.bad)
		return fill_heads(ctx, hdf);
	render_set_number(hdf, "Audit.bad", verdict.bad);
	return OK;
}

static void
fill_asked(struct ctx *ctx, struct _hdf *hdf, const struct asked *a,
	   const struct audit_list *list)
{
	const char *address = address_of(ctx, a);

	render_set(hdf, "Audit.q", a->text);
	render_set(hdf, "Audit.target",
		   str_empty(a->target) ? NULL : a->target);
	render_set(hdf, "Audit.from", a->from);
	render_set(hdf, "Audit.to", a->to);
	if (a->query.text || a->query.target || a->query.from || a->query.to)
		render_set(hdf, "Audit.filtered", "1");
	render_set(hdf, "Audit.csv", web_path(ctx, "%sas=csv", address));
	web_set_pager(ctx, hdf,
		      &(struct web_pager){ .query = address,
					   .page = a->page,
					   .size = PAGE,
					   .count = (long long)list->count,
					   .total = list->total });
}

static enum result
reply_page(struct ctx *ctx, const struct asked *a)
{
	struct _hdf *hdf = web_page(ctx, "Audit trail");
	struct audit_list list;
	size_t i;

	TRY(audit_list(ctx->db, ctx->mem, &a->query, &list));
	fill_asked(ctx, hdf, a, &list);
	for (i = 0; i < list.count; i++)
		fill_entry(ctx, web_nth(ctx, hdf, "Audit.item", i),
			   &list.items[i]);
	if (streq(form_get(&ctx->query, "check"), "1"))
		TRY(fill_check(ctx, hdf));
	return web_render(ctx, 200, "audit.cs", hdf);
}

enum result
audit_page(struct ctx *ctx)
{
	struct asked asked;

	TRY(read_asked(ctx, &asked));
	if (streq(form_get(&ctx->query, "as"), "csv"))
		return reply_csv(ctx, &asked);
	return reply_page(ctx, &asked);
}
