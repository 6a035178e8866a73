/*
 * Documents at the address that is their id, for whoever verifies them: what
 * was published and says that it is hosted (CLR 1.0 §4.2).  No token is
 * needed; the addresses cannot be guessed.
 */
#include "model/jsonmem.h"
#include "model/walk.h"
#include "store/version.h"
#include "web/pages.h"

/* The class that stands in a folder of the service. */
static enum class_id
class_in(const char *folder)
{
	static const enum class_id hosted[] = { CLR_ASSERTION,
						CLR_ENDORSEMENT };
	size_t i;

	for (i = 0; i < sizeof(hosted) / sizeof(hosted[0]); i++)
		if (streq(folder, web_folder(hosted[i])))
			return hosted[i];
	return CLASS_NONE;
}

static bool
says_hosted(const json_t *doc, enum class_id as)
{
	return streq(walk_text(walk_get(doc, as, "verification"),
			       CLR_VERIFICATION, "type"),
		     "Hosted");
}

/* What is left of a revoked one (CLR 1.0 §2.7). */
static enum result
reply_revoked(struct ctx *ctx, const struct item *item)
{
	json_t *stub = json_object();

	jsonmem_defer(ctx->mem, stub);
	json_object_set_new(stub, "id", json_string(item->doc_id));
	json_object_set_new(stub, "revoked", json_true());
	json_object_set_new(stub, "revocationReason",
			    json_string(item->reason));
	response_text(&ctx->res, 410, media_type(MEDIA_JSON),
		      jsonmem_text(ctx->mem, stub, JSON_COMPACT));
	return OK;
}

enum result
hosted_api(struct ctx *ctx)
{
	enum class_id as = class_in(ctx->params[0]);
	struct version version;
	struct item item;
	const char *id;
	json_t *doc;

	id = web_url(ctx, HOSTED_PATH "%s/%s", ctx->params[0], ctx->params[1]);
	response_header(&ctx->res, "Access-Control-Allow-Origin", "*");
	response_header(&ctx->res, "Cache-Control", "no-cache");
	if (!as)
		return fail(NOT_FOUND, "nothing is hosted in %s",
			    ctx->params[0]);
	TRY(item_find(ctx->db, ctx->mem, as, id, &item));
	if (!item.version)
		return fail(NOT_FOUND, "%s was not published", id);
	if (item.state == ITEM_REVOKED)
		return reply_revoked(ctx, &item);
	TRY(version_get(ctx->db, ctx->mem, item.id, 0, &version));
	TRY(load_stored(ctx->mem, version.doc, version.doc_len, &doc));
	if (!says_hosted(doc, as))
		return fail(NOT_FOUND, "%s is not hosted", id);
	if (response_not_modified(
		    &ctx->res, arena_printf(ctx->mem, "\"%s\"", version.sha256),
		    request_header(&ctx->req, "If-None-Match")))
		return OK;
	response_ready(&ctx->res, 200, media_type(MEDIA_JSON), version.doc,
		       version.doc_len);
	return OK;
}
