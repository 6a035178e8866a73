/*
 * What was typed before somebody had to sign in again.  A page that can
 * show its form anew does so; of any other the fields are shown, with a
 * button that sends them.
 */
#include "store/parked.h"

#include <stdint.h>
#include <string.h>

#include "base/rand.h"
#include "web/guard.h"
#include "web/pages.h"

/* Does a GET of ${path} show what is parked? */
static bool
resumes(struct ctx *ctx, const char *path)
{
	struct request r = ctx->req;
	struct router_match match;

	r.method = METHOD_GET;
	r.path = path;
	return router_match(&r, web_routes, web_routes_count,
			    sizeof(struct route), &match) == OK &&
	       ((const struct route *)match.row)->resumes;
}

static void
fill(struct ctx *ctx, struct _hdf *hdf, const struct form *form)
{
	struct _hdf *node;
	size_t i;

	for (i = 0; i < form->count; i++) {
		node = web_nth(ctx, hdf, "Parked.field", i);
		render_set(node, "name", form->fields[i].name);
		render_set(node, "value", form->fields[i].value);
	}
}

static enum result
show(struct ctx *ctx, const struct parked *parked)
{
	struct _hdf *hdf = web_page(ctx, "What you typed");
	struct form form;

	form_init(&form, ctx->mem);
	TRY(form_read(&form, parked->form, strlen(parked->form), SIZE_MAX));
	render_set(hdf, "Parked.action", web_path(ctx, "%s", parked->path));
	render_set(hdf, "Parked.token", guard_token(ctx));
	fill(ctx, hdf, &form);
	return web_render(ctx, 200, "parked.cs", hdf);
}

enum result
parked_page(struct ctx *ctx)
{
	const char *id = ctx->params[0];
	struct parked parked;

	if (!ctx->me || !rand_is_id(id))
		return fail(NOT_FOUND, "parked %s", id);
	TRY(parked_get(ctx->db, ctx->mem, ctx->me, id, &parked));
	if (!resumes(ctx, parked.path))
		return show(ctx, &parked);
	response_see_other(&ctx->res,
			   web_path(ctx, "%s?parked=%s", parked.path, id));
	return OK;
}
