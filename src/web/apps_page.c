/*
 * Which applications somebody let in, and how to shut them out: at once, for
 * good.
 */
#include "auth/scope.h"
#include "base/uri.h"
#include "web/gate.h"
#include "web/guard.h"
#include "web/pages.h"
#include "store/grant.h"

#define HERE "/account/apps"

static void
fill_grant(struct ctx *ctx, struct _hdf *line, const struct grant *grant)
{
	enum scope scope;
	scope_set set;

	render_set(line, "id", grant->id);
	render_set(line, "name", grant->client_name);
	if (!str_empty(grant->client_uri))
		render_set(line, "host", uri_host(ctx->mem, grant->client_uri));
	gate_set_time(ctx, line, "since", grant->created_at);
	gate_set_time(ctx, line, "used", grant->used_at);
	if (scope_read(grant->scope, &set, NULL) != OK)
		return;
	for (scope = SCOPE_NONE + 1; scope < SCOPE__MAX; scope++)
		if (set & 1U << scope)
			render_set(web_nth(ctx, line, "scope", scope), "words",
				   scope_words(scope));
}

enum result
apps_page(struct ctx *ctx)
{
	struct _hdf *hdf = web_page(ctx, "Applications you let in");
	struct grant_list list;
	size_t i;

	TRY(grant_list(ctx->db, ctx->mem, ctx->account->id, &list));
	for (i = 0; i < list.count; i++)
		fill_grant(ctx, web_nth(ctx, hdf, "Apps.item", i),
			   &list.items[i]);
	render_set(hdf, "Apps.token", guard_token(ctx));
	render_set(hdf, "Apps.done",
		   form_get(&ctx->query, "done") ? "1" : NULL);
	return web_render(ctx, 200, "apps.cs", hdf);
}

/* One that has ended meanwhile is what was wanted. */
enum result
apps_page_post(struct ctx *ctx)
{
	enum result r = grant_end(ctx->db, &ctx->by, ctx->account->id,
				  form_text(&ctx->form, "end"));

	if (r != OK && r != NOT_FOUND)
		return r;
	response_see_other(&ctx->res, web_path(ctx, HERE "?done=1"));
	return OK;
}
