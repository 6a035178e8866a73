/*
 * Is it genuine?  The box that takes a record, and the page that tells what
 * was found.  Anybody may ask; who has a report's address may read it.
 */
#include <string.h>

#include "base/clock.h"
#include "base/uri.h"
#include "web/guard.h"
#include "web/pages.h"
#include "web/verify_fill.h"
#include "web/verify_show.h"
#include "web/verify_work.h"

/* ---- The box */

/* The samples, in the order they are offered: words of Lang.verify.sample. */
static const char *const samples[] = { "good", "expired", "revoked", "tampered",
				       "unknown" };

static void
fill_samples(struct ctx *ctx, struct _hdf *hdf)
{
	struct _hdf *node;
	size_t i;

	for (i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		node = web_nth(ctx, hdf, "Verify.sample", i);
		render_set(node, "name", samples[i]);
		render_set(node, "url",
			   web_url(ctx, "/verify/samples/%s", samples[i]));
		render_set(node, "href",
			   web_path(ctx, "/verify/samples/%s", samples[i]));
	}
}

static struct _hdf *
form_page(struct ctx *ctx)
{
	struct _hdf *hdf = web_page(ctx, "Verify a record");
	long long max = ctx->app->conf->max_document;

	render_set(hdf, "Verify.max",
		   max % 1048576
			   ? arena_printf(ctx->mem, "%lld bytes", max)
			   : arena_printf(ctx->mem, "%lld MiB", max / 1048576));
	render_set(hdf, "Verify.token", guard_token(ctx));
	render_set(
		hdf, "Verify.today",
		arena_strndup(ctx->mem, clock_iso(ctx->mem, clock_now()), 10));
	fill_samples(ctx, hdf);
	return hdf;
}

enum result
verify_page(struct ctx *ctx)
{
	struct _hdf *hdf = form_page(ctx);

	render_set(hdf, "Verify.text", form_get(&ctx->query, "url"));
	return web_render(ctx, 200, "verify.cs", hdf);
}

/* The box again, as it was sent, with what was wrong. */
static enum result
again(struct ctx *ctx, int status, const char *words)
{
	const char *problem = arena_strdup(ctx->mem, words);
	struct _hdf *hdf = form_page(ctx);
	bool more = !str_empty(form_get(&ctx->form, "as_of")) ||
		    !str_empty(form_get(&ctx->form, "data"));

	render_set(hdf, "Problem.text", problem);
	render_set(hdf, "Verify.text", form_get(&ctx->form, "text"));
	render_set(hdf, "Verify.as_of", form_get(&ctx->form, "as_of"));
	render_set(hdf, "Verify.data",
		   str_empty(form_get(&ctx->form, "data")) ? NULL : "1");
	render_set(hdf, "Verify.more", more ? "1" : NULL);
	return web_render(ctx, status, "verify.cs", hdf);
}

static enum result
check(struct ctx *ctx, const struct verify_given *given, const char **id)
{
	struct checkup done;

	TRY(verify_work_here(ctx, given, &done));
	if (verify_work_is_for_job(ctx, &done))
		return verify_work_keep(ctx, given, NULL, id);
	return verify_work_keep(ctx, given, &done, id);
}

enum result
verify_page_post(struct ctx *ctx)
{
	struct verify_given given;
	const char *id;
	enum result r;

	TRY(verify_work_may(ctx));
	r = verify_given_form(ctx, &given);
	if (r == OK)
		r = check(ctx, &given, &id);
	if (r == INVALID)
		return again(ctx, 422, fail_last()->text);
	if (r == BUSY) {
		response_header(&ctx->res, "Retry-After", "30");
		return again(ctx, 503,
			     "Too many verifications wait already. Nothing "
			     "is lost: what you gave stands below, except a "
			     "file. Send it again in half a minute.");
	}
	if (r != OK)
		return r;
	response_see_other(&ctx->res, web_path(ctx, "/verify/%s", id));
	return OK;
}

/* ---- What was found */

/* It is not done yet: say how far it is, and look again. */
static enum result
waiting(struct ctx *ctx, const struct checking *c)
{
	struct _hdf *hdf = web_page(ctx, "The record is being checked");
	const char *host = uri_host(ctx->mem, c->asking);

	response_header(&ctx->res, "Refresh", "2");
	render_set(hdf, "Wait.source", c->source);
	render_set(hdf, "Wait.asking", host);
	if (c->total) {
		render_set_number(hdf, "Wait.done", c->done);
		render_set_number(hdf, "Wait.total", c->total);
	}
	render_set(hdf, "Wait.href", web_path(ctx, "/verify/%s", c->id));
	return web_render(ctx, 200, "verify_wait.cs", hdf);
}

/* There was nothing to check. */
static enum result
failed(struct ctx *ctx, const struct checking *c)
{
	struct _hdf *hdf = form_page(ctx);

	render_set(hdf, "Problem.text", c->error);
	if (c->is_url)
		render_set(hdf, "Verify.text", c->doc);
	return web_render(ctx, 200, "verify.cs", hdf);
}

static void
fill_ways(struct ctx *ctx, struct _hdf *hdf, const struct checking *c)
{
	struct moment at;
	char *iso = clock_iso(ctx->mem,
			      c->created_at + CHECKING_DAYS * 86400LL);

	render_set(hdf, "Verify.source", c->source);
	render_set(hdf, "Verify.json", web_path(ctx, "/api/verify/%s", c->id));
	render_set(hdf, "Verify.receipt",
		   web_path(ctx, "/verify/%s/receipt", c->id));
	render_set(hdf, "Verify.has_receipt", c->receipt ? "1" : NULL);
	render_set(hdf, "Verify.again", c->is_url ? c->doc : NULL);
	render_set(hdf, "Verify.token", guard_token(ctx));
	render_set(hdf, "Verify.kept.iso", iso);
	if (clock_parse(iso, false, &at) == OK)
		render_set(hdf, "Verify.kept.words",
			   clock_words(ctx->mem, &at, false, NULL));
}

static enum result
get_done(struct ctx *ctx, struct checking *c)
{
	TRY(checking_get(ctx->db, ctx->mem, ctx->params[0], c));
	if (c->state != CHECKING_DONE || !c->report)
		return fail(NOT_FOUND, "report %s is not done", c->id);
	return OK;
}

enum result
verify_page_report(struct ctx *ctx)
{
	const char *id = ctx->params[0];
	struct checking c;
	struct _hdf *hdf;

	TRY(verify_work_wait(ctx, id));
	TRY(checking_get(ctx->db, ctx->mem, id, &c));
	if (c.state == CHECKING_WAITING)
		return waiting(ctx, &c);
	if (c.state == CHECKING_FAILED || !c.report)
		return failed(ctx, &c);
	hdf = web_page(ctx, "What was found");
	TRY(verify_fill_text(ctx, hdf, c.report, c.report_len));
	fill_ways(ctx, hdf, &c);
	TRY(verify_show(ctx, hdf, &c));
	return web_render(ctx, 200, "verify_report.cs", hdf);
}

enum result
verify_page_file(struct ctx *ctx)
{
	struct checking c;

	TRY(get_done(ctx, &c));
	return verify_show_file(ctx, &c, ctx->params[1]);
}
