/*
 * Verification for programs: POST a document or {"url": …}, get the report.
 *
 * What is answered at once leaves no row behind.  What takes the network is
 * done by the job process; if that takes longer than a request may wait, the
 * answer is 202 and the address to ask again.
 */
#include <string.h>

#include "model/jsonmem.h"
#include "web/pages.h"
#include "web/verify_work.h"

static void
reply_text(struct ctx *ctx, const char *json, size_t len)
{
	response_header(&ctx->res, "Cache-Control", "no-store");
	response_ready(&ctx->res, 200, media_type(MEDIA_JSON), json, len);
}

static void
reply_object(struct ctx *ctx, int status, json_t *object)
{
	const char *text;

	jsonmem_defer(ctx->mem, object);
	text = jsonmem_text(ctx->mem, object, JSON_COMPACT);
	reply_text(ctx, text, strlen(text));
	ctx->res.status = status;
}

/* There was nothing to check. */
static void
reply_refused(struct ctx *ctx, const char *words)
{
	reply_object(ctx, 422,
		     json_pack("{s:s, s:s}", "error", "unreachable",
			       "error_description", words));
}

static void
reply_waiting(struct ctx *ctx, const struct checking *c)
{
	const char *path = web_path(ctx, "/api/verify/%s", c->id);

	reply_object(ctx, 202,
		     json_pack("{s:s, s:s, s:I, s:I}", "state", "waiting",
			       "location", path, "done", (json_int_t)c->done,
			       "total", (json_int_t)c->total));
	response_header(&ctx->res, "Location", path);
	response_header(&ctx->res, "Retry-After", "2");
}

static enum result
reply_kept(struct ctx *ctx, const char *id)
{
	struct checking c;

	TRY(checking_get(ctx->db, ctx->mem, id, &c));
	if (c.state == CHECKING_WAITING)
		reply_waiting(ctx, &c);
	else if (c.state == CHECKING_FAILED || !c.report)
		reply_refused(ctx, c.error);
	else
		reply_text(ctx, c.report, c.report_len);
	return OK;
}

enum result
verify_api_post(struct ctx *ctx)
{
	struct verify_given given;
	struct checkup done;
	const char *id, *text;

	TRY(verify_work_may(ctx));
	TRY(verify_given_body(ctx, &given));
	TRY(verify_work_here(ctx, &given, &done));
	if (verify_work_is_for_job(ctx, &done)) {
		TRY(verify_work_keep(ctx, &given, NULL, &id));
		TRY(verify_work_wait(ctx, id));
		return reply_kept(ctx, id);
	}
	if (done.refused) {
		reply_refused(ctx, done.refused);
		return OK;
	}
	text = verify_text(ctx->mem, &done.report);
	reply_text(ctx, text, strlen(text));
	return OK;
}

enum result
verify_api_get(struct ctx *ctx)
{
	return reply_kept(ctx, ctx->params[0]);
}
