/*
 * How other systems talk to this office: the page /docs, and the OpenAPI
 * document.  Both are the tables of openapi.h in other forms.
 */
#include <inttypes.h>

#include "base/str.h"
#include "model/jsonmem.h"
#include "model/walk.h"
#include "page/data.h"
#include "web/openapi.h"
#include "web/pages.h"
#include "web/service.h"

/* ---- The page */

/* ${text} with the service's address for "$BASE", in the request's memory. */
static const char *
placed(struct ctx *ctx, const char *text)
{
	static const char mark[] = "$BASE";
	const char *at;
	struct str s;

	str_init(&s, ctx->mem);
	while ((at = strstr(text, mark))) {
		str_addn(&s, text, (size_t)(at - text));
		str_add(&s, ctx->app->conf->base_url);
		text = at + strlen(mark);
	}
	str_add(&s, text);
	return s.s;
}

static void
set_params(struct ctx *ctx, struct _hdf *node, const struct openapi_op *op)
{
	struct data_list list = data_list(node, "param");
	const char *rest = op->params, *name;

	while ((name = openapi_word(ctx->mem, &rest))) {
		const struct openapi_param *p = openapi_param(name);
		struct _hdf *item = data_next(&list);

		data_text(item, "name", p->name);
		data_text(item, "in", openapi_in(op, p));
		data_text(item, "words", p->words);
		data_flag(item, "required", p->is_required);
	}
}

static void
set_statuses(struct ctx *ctx, struct _hdf *node, const struct openapi_op *op)
{
	struct data_list list = data_list(node, "status");
	const char *rest = op->statuses, *code;

	while ((code = openapi_word(ctx->mem, &rest))) {
		struct _hdf *item = data_next(&list);

		data_text(item, "code", code);
		data_text(item, "words", openapi_status(code));
	}
}

static void
set_scopes(struct _hdf *node, const struct route *route)
{
	struct data_list list = data_list(node, "scope");
	enum scope scope;

	for (scope = SCOPE_NONE + 1; scope < SCOPE__MAX; scope++)
		if (route->scopes & 1U << scope)
			data_text(data_next(&list), "name", scope_name(scope));
}

static void
set_class(struct _hdf *node, const char *name, enum class_id as)
{
	if (as != CLASS_NONE)
		data_text(node, name, walk_class(as)->name);
}

/* Can it be tried on the page: one request with a token and no more? */
static bool
can_try(const struct openapi_op *op, const struct route *route)
{
	return route->scopes || (op->method == METHOD_GET && op->example);
}

static void
set_op(struct ctx *ctx, struct _hdf *node, const struct openapi_op *op)
{
	const struct route *route = openapi_route(op);

	data_text(node, "id", op->id);
	data_text(node, "method", request_method_name(op->method));
	data_text(node, "path", op->path);
	data_text(node, "help", route->help);
	data_text(node, "words", op->words);
	if (op->example)
		data_text(node, "example", placed(ctx, op->example));
	data_flag(node, "can_try", can_try(op, route));
	data_flag(node, "has_body", op->takes != CLASS_NONE);
	set_class(node, "takes", op->takes);
	set_class(node, "gives", op->gives);
	set_scopes(node, route);
	set_params(ctx, node, op);
	set_statuses(ctx, node, op);
}

/* Operations stand in the table group by group. */
static void
set_groups(struct ctx *ctx, struct _hdf *hdf)
{
	struct data_list groups = data_list(data_child(hdf, "Docs"), "group");
	struct data_list ops = { 0 };
	const char *last = NULL;
	size_t i;

	for (i = 0; i < openapi_ops_count; i++) {
		const struct openapi_op *op = &openapi_ops[i];

		if (!streq(op->group, last)) {
			struct _hdf *group = data_next(&groups);

			data_text(group, "name", op->group);
			ops = data_list(group, "op");
			last = op->group;
		}
		set_op(ctx, data_next(&ops), op);
	}
}

/* A token in three lines. */
static const char *
three_lines(struct ctx *ctx)
{
	const char *scope = scope_name(SCOPE_CLR_READ);

	return placed(ctx, arena_printf(ctx->mem,
					"curl -u \"$CLIENT:$SECRET\" \\\n"
					"  -d grant_type=client_credentials "
					"-d scope=%s \\\n"
					"  \"$BASE" SERVICE_TOKEN "\"",
					scope));
}

enum result
docs_page(struct ctx *ctx)
{
	struct _hdf *hdf = web_page(ctx, "For other systems");

	set_groups(ctx, hdf);
	render_set(hdf, "Docs.base", ctx->app->conf->base_url);
	render_set(hdf, "Docs.three", three_lines(ctx));
	web_allow_upload(ctx);
	return web_render(ctx, 200, "docs.cs", hdf);
}

/* ---- The document */

enum result
docs_page_openapi(struct ctx *ctx)
{
	const char *text = jsonmem_text(
		ctx->mem, openapi_doc(ctx->mem, ctx->app->conf->base_url),
		JSON_COMPACT);
	const char *etag = arena_printf(ctx->mem, "\"%016" PRIx64 "\"",
					str_sum(text, strlen(text)));

	web_allow_origins(ctx);
	response_header(&ctx->res, "Cache-Control", "no-cache");
	if (!response_not_modified(&ctx->res, etag,
				   request_header(&ctx->req, "If-None-Match")))
		response_ready(&ctx->res, 200, media_type(MEDIA_JSON), text,
			       strlen(text));
	return OK;
}
