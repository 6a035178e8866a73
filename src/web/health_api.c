/*
 * Is the office open?  For the operator's watch and the start script.
 */
#include "store/store.h"
#include "web/pages.h"

enum result
health_api(struct ctx *ctx)
{
	TRY(store_health(ctx->db));
	response_header(&ctx->res, "Cache-Control", "no-store");
	response_text(&ctx->res, 200, media_type(MEDIA_JSON),
		      "{\"status\":\"ok\",\"store\":\"ok\"}\n");
	return OK;
}
