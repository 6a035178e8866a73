/*
 * postClr (CLR 1.0 §2.4): a learner record from another system, read,
 * checked, and kept under its own id.
 *
 * What is refused is refused here, before anything is written: what is no
 * payload, what no CLR 1.0 can be made of, what is signed and was changed
 * since.  A signature whose key is not at hand is no reason.
 */
#include <string.h>

#include "base/clock.h"
#include "model/walk.h"
#include "store/posted.h"
#include "verify/verify.h"
#include "web/clr_reader.h"
#include "web/pages.h"
#include "web/verify_work.h"

/* Problems kept of a record, as of an import. */
enum { KEPT_PROBLEMS = 500 };

static enum result
refuse_payload(const json_t *doc)
{
	if (walk_guess(doc) == CLR_CLR)
		return fail(INVALID, "This is a Clr: put it into a ClrPayload, "
				     "as its member clr.");
	return fail(INVALID, "The body must be a ClrPayload with one of clr "
			     "and signedClr.");
}

/* The first error, with where it is. */
static enum result
refuse_problem(const struct problems *problems)
{
	const struct problem *p;

	for (size_t i = 0; i < problems->count; i++) {
		p = &problems->items[i];
		if (p->severity == PROBLEM_ERROR)
			return fail(INVALID, "%s: %s",
				    p->pointer[0] ? p->pointer : "/", p->words);
	}
	return fail(INVALID, "The record is not as CLR 1.0 wants it.");
}

/* ---- The record in the payload */

static enum result
read_plain(struct ctx *ctx, const json_t *clr, struct import_item *item)
{
	if (!json_is_object(clr))
		return fail(INVALID, "/clr: must be an object.");
	item->doc = clr;
	return load_slice(ctx->req.body, ctx->req.body_len, "/clr",
			  &item->bytes, &item->len);
}

static enum result
read_signed(struct ctx *ctx, const json_t *jws, struct import_item *item)
{
	struct compact compact;

	if (!json_is_string(jws))
		return fail(INVALID, "/signedClr: must be a text.");
	item->jws = json_string_value(jws);
	TRY(load_compact(ctx->mem, item->jws, json_string_length(jws),
			 &ctx->app->limits, &compact));
	item->doc = compact.payload;
	item->bytes = compact.payload_bytes;
	item->len = compact.payload_len;
	return OK;
}

/* null is absent (G-1). */
static const json_t *
member(const json_t *doc, const char *name)
{
	const json_t *value = json_object_get(doc, name);

	return json_is_null(value) ? NULL : value;
}

static enum result
read_payload(struct ctx *ctx, struct import_item *item)
{
	const json_t *clr, *jws;
	json_t *doc;

	TRY(load_json(ctx->mem, ctx->req.body, ctx->req.body_len,
		      &ctx->app->limits, &doc));
	clr = member(doc, "clr");
	jws = member(doc, "signedClr");
	if (!clr == !jws)
		return refuse_payload(doc);
	return clr ? read_plain(ctx, clr, item) : read_signed(ctx, jws, item);
}

/* ---- Is it one? */

static enum result
check_plain(struct ctx *ctx, const struct import_item *item)
{
	struct holding_fit fit;

	holding_fit(ctx->mem, item->doc, &item->problems, &fit);
	if (fit.why)
		return fail(INVALID, "/clr%s: %s", fit.at ? fit.at : "",
			    fit.why);
	return OK;
}

/* Of a signature that is false, by whatever key is at hand, nothing is
 * kept; the parts in the record are judged when somebody asks. */
static enum result
check_signature(struct ctx *ctx, const struct import_item *item)
{
	const struct verify_ask ask = { .bytes = item->jws,
					.len = strlen(item->jws),
					.now = clock_now(),
					.limits = &ctx->app->limits,
					.source = verify_work_kept(ctx) };
	const struct verify_check *check;
	struct verify_report report;

	TRY(verify_run(ctx->mem, &ask, &report, NULL));
	if (report.count != 1 || report.items[0].as != CLR_CLR)
		return fail(INVALID, "/signedClr: must be one signed Clr.");
	check = &report.items[0].checks[CHECK_SIGNATURE];
	if (check->outcome == VERIFY_FAILED)
		return fail(INVALID, "/signedClr: %s", check->words);
	return OK;
}

static enum result
check_record(struct ctx *ctx, struct import_item *item)
{
	problems_init(&item->problems, ctx->mem, KEPT_PROBLEMS);
	check_doc(item->doc, CLR_CLR, CHECK_LENIENT, "", &ctx->app->limits,
		  &item->problems);
	if (item->problems.errors)
		return refuse_problem(&item->problems);
	return item->jws ? check_signature(ctx, item) : check_plain(ctx, item);
}

/* ---- The answer */

static void
answer_kept(struct ctx *ctx, const struct import_item *item,
	    const struct posted *posted)
{
	struct str *out = &ctx->res.body;

	response_text(&ctx->res, posted->fate == POSTED_NEW ? 201 : 200,
		      media_type(accept_best(
			      request_header(&ctx->req, "Accept"),
			      (const enum media[]){ MEDIA_JSON, MEDIA_LD_JSON,
						    MEDIA__MAX })),
		      "");
	response_header(&ctx->res, "Location",
			arena_printf(ctx->mem, "%sclrs/%s", ctx->app->root,
				     posted->record_id));
	str_add(out,
		"{\"@context\":\"" CLR_CONTEXT "\",\"type\":\"ClrPayload\",");
	if (item->jws)
		str_addf(out, "\"signedClr\":\"%s\"}", item->jws);
	else
		str_addf(out, "\"clr\":%s}",
			 holding_within(ctx->mem, item->doc,
					clr_reader_form(ctx) == HOLDING_SENT));
}

enum result
clr_post_api(struct ctx *ctx)
{
	const struct holding_reader reader = clr_reader(ctx);
	struct import_item item = { .pointer = "" };
	const struct posted_new new = { .item = &item,
					.reader = &reader,
					.root = ctx->app->root };
	struct posted posted;
	struct db *db;

	clr_reader_headers(ctx);
	TRY(read_payload(ctx, &item));
	TRY(check_record(ctx, &item));
	TRY(web_writer(ctx, &db));
	TRY(posted_put(db, ctx->mem, &ctx->by, &new, &posted));
	if (posted.fate == POSTED_SAME)
		response_text(&ctx->res, 304, NULL, "");
	else
		answer_kept(ctx, &item, &posted);
	return OK;
}
