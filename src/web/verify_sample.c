/*
 * The samples of store/sample.h at their addresses: documents to try, and
 * the profile, key and list of the college that signed them.
 */
#include "store/sample.h"

#include "web/pages.h"

enum result
verify_sample(struct ctx *ctx)
{
	struct sample sample;

	TRY(sample_get(ctx->db, ctx->mem, ctx->app->conf->base_url,
		       ctx->params[0], &sample));
	response_header(&ctx->res, "Cache-Control", "no-cache");
	response_header(&ctx->res, "Access-Control-Allow-Origin", "*");
	response_ready(&ctx->res, 200, sample.type, sample.doc, sample.len);
	return OK;
}
