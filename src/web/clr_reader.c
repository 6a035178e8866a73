/*
 * Learner records for other systems: what reading one, listing and posting
 * share.
 */
#include "web/clr_reader.h"

#include <string.h>

#include "store/grant.h"

struct holding_reader
clr_reader(const struct ctx *ctx)
{
	return (struct holding_reader){
		.account_id = ctx->grant->grant.account_id,
		.client_id = ctx->grant->grant.client_id,
		.reaches_all = ctx->grant->reaches_all,
	};
}

enum result
clr_reader_find(struct ctx *ctx, struct holding *out)
{
	const struct holding_reader reader = clr_reader(ctx);
	const struct holding_ask ask = { .reader = &reader,
					 .name = ctx->params[0],
					 .root = ctx->app->root };

	return holding_find(ctx->db, ctx->mem, &ask, out);
}

enum holding_form
clr_reader_form(const struct ctx *ctx)
{
	return ctx->app->conf->certification ? HOLDING_SENT : HOLDING_KEPT;
}

/* Put "@context" before the members of an object that has none. */
static enum result
add_context(struct arena *mem, struct holding_bytes *bytes)
{
	const char *part, *open = memchr(bytes->s, '{', bytes->len);
	size_t part_len, rest;
	struct str out;

	if (!open || load_slice(bytes->s, bytes->len, "/@context", &part,
				&part_len) == OK)
		return OK;
	fail_clear();
	rest = bytes->len - (size_t)(open + 1 - bytes->s);
	str_init(&out, mem);
	str_reserve(&out, bytes->len + sizeof(CLR_CONTEXT) + 16);
	str_addf(&out, "{\"@context\":\"%s\"%s", CLR_CONTEXT,
		 open[1 + strspn(open + 1, " \t\r\n")] == '}' ? "" : ",");
	str_addn(&out, open + 1, rest);
	bytes->s = out.s;
	bytes->len = out.len;
	return OK;
}

enum result
clr_reader_bytes(struct ctx *ctx, struct arena *mem, const struct holding *h,
		 enum holding_form form, struct holding_bytes *out)
{
	TRY(holding_bytes(ctx->db, mem, h, form, out));
	if (h->is_signed || h->is_plain || form != HOLDING_KEPT)
		return OK;
	return add_context(mem, out);
}

void
clr_reader_headers(struct ctx *ctx)
{
	web_allow_origins(ctx);
	response_header(&ctx->res, "Cache-Control", "private, no-store");
	response_header(&ctx->res, "Vary", "Accept");
}
