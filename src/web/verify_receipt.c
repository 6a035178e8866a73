/*
 * The receipt of a verification: asked for, read as a page, taken away.
 */
#include "store/receipt.h"

#include <string.h>

#include "crypto/key.h"
#include "web/pages.h"
#include "web/verify_fill.h"
#include "web/verify_work.h"

/* ---- The keys that were used */

/* The list being made, and where documents of keys come from. */
struct keys {
	struct ctx *ctx;
	const struct verify_source *source;
	json_t *list;
};

/* The public key in the document at ${url}, as the verification had it: what
 * was fetched for it is kept.  NULL: it is not there. */
static json_t *
jwk_at(struct keys *k, const char *url, const char *thumbprint)
{
	struct arena *mem = k->ctx->mem;
	struct verify_answer answer = { 0 };
	auto_key key = NULL;
	const char *pem;
	json_t *doc;

	k->source->get(k->source->data, mem, url, &answer);
	if (answer.status != 200 || !answer.body ||
	    load_json(mem, answer.body, answer.len, &k->ctx->app->limits,
		      &doc) != OK)
		return NULL;
	pem = json_string_value(json_object_get(doc, "publicKeyPem"));
	if (!pem || key_read_pem(pem, strlen(pem), &key) != OK ||
	    !streq(key_thumbprint(key, mem), thumbprint))
		return NULL;
	return key_jwk(key);
}

static bool
is_listed(const struct keys *k, const char *url, const char *thumbprint)
{
	const json_t *each;
	size_t i;

	json_array_foreach (k->list, i, each)
		if (streq(json_string_value(json_object_get(each, "kid")),
			  url) &&
		    streq(json_string_value(
				  json_object_get(each, "thumbprint")),
			  thumbprint))
			return true;
	return false;
}

static void
add_key(struct keys *k, const json_t *evidence)
{
	const char *url = json_string_value(json_object_get(evidence, "key"));
	const char *thumbprint = json_string_value(
		json_object_get(evidence, "thumbprint"));
	json_t *key;

	if (!url || !thumbprint || is_listed(k, url, thumbprint))
		return;
	key = jwk_at(k, url, thumbprint);
	if (!key)
		key = json_object();
	json_object_set_new(key, "kid", json_string(url));
	json_object_set_new(key, "thumbprint", json_string(thumbprint));
	json_array_append_new(k->list, key);
}

/* Of ${parts} and of what is in them. */
static void
add_keys(struct keys *k, const json_t *parts)
{
	const json_t *part, *check;
	size_t i, j;

	json_array_foreach (parts, i, part) {
		json_array_foreach (json_object_get(part, "checks"), j, check)
			add_key(k, json_object_get(check, "evidence"));
		add_keys(k, json_object_get(part, "parts"));
	}
}

static const json_t *
keys_of(struct ctx *ctx, const json_t *report)
{
	struct keys k = { .ctx = ctx,
			  .source = verify_work_kept(ctx),
			  .list = json_array() };

	add_keys(&k, json_object_get(report, "items"));
	fail_clear();
	return k.list;
}

/* ---- Asked for */

static enum result
get_done(struct ctx *ctx, struct checking *out)
{
	TRY(checking_get(ctx->db, ctx->mem, ctx->params[0], out));
	if (out->state != CHECKING_DONE || !out->report)
		return fail(NOT_FOUND, "report %s is not done", out->id);
	return OK;
}

enum result
verify_receipt_post(struct ctx *ctx)
{
	const struct item_office office = web_office(ctx);
	struct receipt_ask ask = { .iss = ctx->app->conf->base_url };
	struct checking c;
	json_t *report;
	const char *jws;

	TRY(get_done(ctx, &c));
	if (!c.receipt) {
		TRY(verify_work_may(ctx));
		TRY(load_stored(ctx->mem, c.report, c.report_len, &report));
		ask.report = report;
		ask.keys = keys_of(ctx, report);
		TRY(receipt_make(ctx->db, &office, &ask, &jws));
		TRY(checking_receipt(ctx->db, c.id, jws));
	}
	response_see_other(&ctx->res,
			   web_path(ctx, "/verify/%s/receipt", c.id));
	return OK;
}

/* ---- Read */

static enum result
get_receipt(struct ctx *ctx, struct checking *out)
{
	TRY(get_done(ctx, out));
	if (!out->receipt)
		return fail(NOT_FOUND, "report %s has no receipt", out->id);
	return OK;
}

static void
fill_keys(struct ctx *ctx, struct _hdf *node, const json_t *keys)
{
	const json_t *key;
	struct _hdf *line;
	size_t i;

	json_array_foreach (keys, i, key) {
		line = web_nth(ctx, node, "key", i);
		render_set(line, "kid",
			   json_string_value(json_object_get(key, "kid")));
		render_set(
			line, "thumbprint",
			json_string_value(json_object_get(key, "thumbprint")));
	}
}

static const char *
thumbprint_of(struct ctx *ctx, const json_t *jwk)
{
	auto_key key = NULL;

	if (!jwk || key_read_jwk(jwk, &key) != OK)
		return NULL;
	return key_thumbprint(key, ctx->mem);
}

enum result
verify_receipt(struct ctx *ctx)
{
	struct receipt receipt;
	struct checking c;
	struct _hdf *hdf, *node;

	TRY(get_receipt(ctx, &c));
	TRY(receipt_read(ctx->mem, c.receipt, strlen(c.receipt), &receipt));
	hdf = web_page(ctx, "Receipt of a verification");
	verify_fill(ctx, hdf, receipt.report);
	node = render_node(hdf, "Receipt");
	render_set(node, "iss", receipt.iss);
	render_set(node, "jti", receipt.jti);
	render_set(node, "kid", receipt.kid);
	render_set(node, "thumbprint", thumbprint_of(ctx, receipt.key));
	render_set(node, "source", c.source);
	verify_fill_moment(ctx, node, "at", receipt.at);
	fill_keys(ctx, node, receipt.keys);
	render_set(node, "jws", web_path(ctx, "/verify/%s/receipt/jws", c.id));
	render_set(node, "back", web_path(ctx, "/verify/%s", c.id));
	return web_render(ctx, 200, "verify_receipt.cs", hdf);
}

enum result
verify_receipt_jws(struct ctx *ctx)
{
	struct checking c;

	TRY(get_receipt(ctx, &c));
	response_header(&ctx->res, "Cache-Control", "private, no-store");
	response_header(&ctx->res, "Content-Disposition",
			arena_printf(ctx->mem,
				     "attachment; filename=\"receipt-%s.jws\"",
				     c.id));
	response_ready(&ctx->res, 200, media_type(MEDIA_JOSE), c.receipt,
		       strlen(c.receipt));
	return OK;
}
