/*
 * The checks on the page of a link, and the page that has them all.  How the
 * link is opened and its page kept is in share_page.c and shared.c.
 */
#include "web/shared_checks.h"

#include <string.h>

#include "base/clock.h"
#include "base/uri.h"
#include "store/checking.h"
#include "web/cache.h"
#include "web/pages.h"
#include "web/verify_fill.h"
#include "web/verify_work.h"

/* Check ${record} by what is here.  False: that takes the network. */
static enum result
check_here(struct ctx *ctx, struct record *record, struct checkup *out)
{
	struct verify_given given = { .source = "" };

	TRY(record_doc(ctx->db, ctx->mem, record));
	given.bytes = record->jws ? record->jws : record->doc;
	given.len = record->jws ? strlen(record->jws) : record->doc_len;
	return verify_work_here(ctx, &given, out);
}

/* What the job process found. */
static enum result
fill_kept(struct ctx *ctx, struct _hdf *hdf, const struct record *record)
{
	struct checking c;
	enum result r;

	r = checking_of_record(ctx->db, ctx->mem, record->id, record->sha256,
			       &c);
	if (r != OK)
		return r == NOT_FOUND ? OK : r;
	return verify_fill_text(ctx, hdf, c.report, c.report_len);
}

enum result
shared_checks_fill(struct ctx *ctx, struct _hdf *hdf, struct share_opened *link,
		   int64_t *until)
{
	int64_t hold = clock_now() + SHARED_CHECKS_HOLD;
	struct checkup found;

	TRY(check_here(ctx, &link->record, &found));
	if (found.missing)
		return fill_kept(ctx, hdf, &link->record);
	verify_fill(ctx, hdf, verify_json(ctx->mem, &found.report));
	*until = hold < *until ? hold : *until;
	return OK;
}

/* ---- The page of its own */

enum result
shared_checks_page(struct ctx *ctx)
{
	const char *id = ctx->params[0];
	struct share_opened link;
	int64_t until = INT64_MAX;
	struct _hdf *hdf;

	TRY(share_open(ctx->db, ctx->mem, id, ctx->me, &link));
	cache_as_of(ctx->app->cache, link.withdrawals);
	hdf = web_page(ctx, "How was this checked?");
	TRY(shared_checks_fill(ctx, hdf, &link, &until));
	render_set(hdf, "Share.record", link.record.name);
	render_set(hdf, "Share.learner", link.record.learner);
	render_set(hdf, "Share.href", web_path(ctx, "/s/%s", id));
	render_set(hdf, "Share.verify",
		   web_path(ctx, "/verify?url=%s",
			    uri_encode(ctx->mem, web_url(ctx, "/s/%s", id))));
	return web_render(ctx, 200, "share_checks.cs", hdf);
}
