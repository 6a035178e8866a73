/*
 * The way of a request: environment → struct → route → guard → handler →
 * one reply → one line in the log.  It knows no page and no noun.
 */
#include "web/web.h"

#include <malloc.h>
#include <stdarg.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "store/store.h"
#include "web/cache.h"
#include "web/errors.h"
#include "web/guard.h"

#define CSP                                                                    \
	"default-src 'none'; script-src 'self'; style-src 'self'; "            \
	"img-src 'self' data:; form-action 'self'; "                           \
	"base-uri 'none'; frame-ancestors 'none'"

/* A request that took more than this gives it back to the system. */
#define LARGE (1024 * 1024)

enum result
web_open(struct app *app, const struct conf *conf, int tally_fd)
{
	memset(app, 0, sizeof(*app));
	app->conf = conf;
	app->mem = arena_new();
	app->tally = tally_new(tally_fd, conf->database);
	app->cache = cache_new((size_t)conf->cache_bytes);
	app->limits.max_bytes = (size_t)conf->max_document;
	app->limits.max_depth = (int)conf->max_depth;
	app->request_limits.max_header = (size_t)conf->max_header;
	app->request_limits.base_path = xstrdup(conf_base_path(app->mem, conf));
	arena_reset(app->mem);
	TRY(render_new(conf->templates, conf->language, &app->render));
	app->version = xstrdup(
		arena_printf(app->mem, "%016llx",
			     (unsigned long long)render_version(app->render)));
	arena_reset(app->mem);
	return OK;
}

void
web_close(struct app *app)
{
	tally_free(app->tally);
	cache_free(app->cache);
	render_free(app->render);
	store_close(app->reader);
	store_close(app->writer);
	arena_free(app->mem);
	free((void *)(uintptr_t)app->request_limits.base_path);
	free((void *)(uintptr_t)app->version);
	memset(app, 0, sizeof(*app));
}

void
web_allow_upload(struct ctx *ctx)
{
	response_header(&ctx->res, "Content-Security-Policy",
			CSP "; connect-src 'self'");
}

/* Headers of every reply; a handler's own of the same name win. */
static void
common_headers(struct ctx *ctx)
{
	static const struct header common[] = {
		{ "Content-Security-Policy", CSP },
		{ "X-Content-Type-Options", "nosniff" },
		{ "Referrer-Policy", "no-referrer" },
		{ "Cross-Origin-Opener-Policy", "same-origin" },
		{ "Permissions-Policy",
		  "camera=(), geolocation=(), microphone=()" },
	};
	size_t i;

	for (i = 0; i < sizeof(common) / sizeof(common[0]); i++)
		if (!response_get(&ctx->res, common[i].name))
			response_header(&ctx->res, common[i].name,
					common[i].value);
	if (str_starts(ctx->app->conf->base_url, "https:"))
		response_header(&ctx->res, "Strict-Transport-Security",
				"max-age=31536000");
}

static enum result
route(struct ctx *ctx)
{
	struct router_match match;
	enum result r;

	r = router_match(&ctx->req, web_routes, web_routes_count,
			 sizeof(struct route), &match);
	if (r == BAD_METHOD)
		response_header(&ctx->res, "Allow", match.allow);
	if (r != OK)
		return r;
	ctx->route = (const struct route *)match.row;
	memcpy(ctx->params, match.params, sizeof(ctx->params));
	TRY(guard(ctx));
	return ctx->route->handler(ctx);
}

static void
log_answer(const struct ctx *ctx, enum result result, int64_t start)
{
	const struct failure *last = fail_last();
	const struct response *res = &ctx->res;
	struct log_request line = {
		.method = ctx->req.method_name,
		.path = ctx->req.path,
		.status = res->status,
		.bytes = res->ready ? res->ready_len : res->body.len,
		.micros = clock_micros() - start,
		.route = ctx->route ? ctx->route->row.pattern : NULL,
	};

	if (result != OK) {
		line.error = fail_name(result);
		line.where = arena_printf(ctx->mem, "%s:%d", last->file,
					  last->line);
		line.text = last->text;
	}
	log_request(&line);
}

void
web_answer(void *data, const struct request_source *source,
	   const struct response_sink *sink)
{
	struct app *app = data;
	struct ctx ctx = { .app = app, .mem = app->mem };
	int64_t start = clock_micros();
	enum result result, sent;

	fail_clear();
	response_init(&ctx.res, ctx.mem);
	form_init(&ctx.query, ctx.mem);
	form_init(&ctx.form, ctx.mem);
	result = request_read(ctx.mem, source, &app->request_limits, &ctx.req);
	if (result == OK)
		result = route(&ctx);
	if (result != OK)
		errors_reply(&ctx, result);
	common_headers(&ctx);
	ctx.res.is_head = ctx.req.method == METHOD_HEAD;
	log_answer(&ctx, result, start);
	sent = response_send(&ctx.res, sink);
	if (sent == OK && result == OK && ctx.viewed && !ctx.res.is_head)
		tally_note(app->tally, ctx.viewed);
	app->is_swollen = arena_used(app->mem) > LARGE;
	arena_reset(app->mem);
}

/* A large record leaves the heap full of small holes; they go back. */
void
web_after(void *data)
{
	struct app *app = data;

	tally_flush(app->tally);
	if (app->is_swollen)
		malloc_trim(0);
}

PRINTF(3, 0)
static const char *
path_of(struct ctx *ctx, const char *before, const char *fmt, va_list ap)
{
	struct str b;

	str_init(&b, ctx->mem);
	str_add(&b, before);
	str_vaddf(&b, fmt, ap);
	return b.s;
}

const char *
web_path(struct ctx *ctx, const char *fmt, ...)
{
	const char *path;
	va_list ap;

	va_start(ap, fmt);
	path = path_of(ctx, ctx->app->request_limits.base_path, fmt, ap);
	va_end(ap);
	return path;
}

const char *
web_url(struct ctx *ctx, const char *fmt, ...)
{
	const char *url;
	va_list ap;

	va_start(ap, fmt);
	url = path_of(ctx, ctx->app->conf->base_url, fmt, ap);
	va_end(ap);
	return url;
}

struct _hdf *
web_page(struct ctx *ctx, const char *title)
{
	const struct conf *conf = ctx->app->conf;
	struct _hdf *hdf = render_data(ctx->mem);
	const char *view = form_get(&ctx->query, "view");

	render_set(hdf, "Page.title", title);
	render_set(hdf, "Page.lang", conf->language);
	render_set(hdf, "Page.dir", "ltr");
	render_set(hdf, "Page.robots", "noindex");
	if (streq(view, "summary"))
		render_set(hdf, "Page.view", "summary");
	render_set(hdf, "Site.institution", conf->institution);
	render_set(hdf, "Site.base", ctx->app->request_limits.base_path);
	render_set(hdf, "Site.version", ctx->app->version);
	render_set(hdf, "Site.demo", conf->demo ? "1" : NULL);
	return hdf;
}

enum result
web_render(struct ctx *ctx, int status, const char *template, struct _hdf *hdf)
{
	TRY(render_page(ctx->app->render, template, hdf, &ctx->res.body));
	ctx->res.status = status;
	ctx->res.type = media_type(MEDIA_HTML);
	if (!response_get(&ctx->res, "Cache-Control"))
		response_header(&ctx->res, "Cache-Control",
				"private, no-store");
	return OK;
}

void
web_set_time(struct ctx *ctx, struct _hdf *hdf, const char *name, int64_t epoch)
{
	struct moment at;
	char *iso;

	if (!epoch)
		return;
	iso = clock_iso(ctx->mem, epoch);
	render_set(hdf, arena_printf(ctx->mem, "%s.iso", name), iso);
	if (clock_parse(iso, false, &at) == OK)
		render_set(hdf, arena_printf(ctx->mem, "%s.words", name),
			   clock_words(ctx->mem, &at, false, NULL));
}
