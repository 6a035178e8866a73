/*
 * The way of a request: environment → struct → route → guard → handler →
 * one reply → one line in the log.  It knows no page and no noun.
 */
#include "web/web.h"

#include <inttypes.h>
#include <malloc.h>
#include <stdarg.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "crypto/keys.h"
#include "crypto/seal.h"
#include "model/jsonmem.h"
#include "store/grant.h"
#include "store/hosted.h"
#include "store/shelf.h"
#include "store/signer.h"
#include "store/store.h"
#include "web/bounds.h"
#include "web/cache.h"
#include "web/errors.h"
#include "web/guard.h"
#include "web/published.h"

#define CSP_BEGIN                                                              \
	"default-src 'none'; script-src 'self'; style-src 'self'; "            \
	"img-src 'self' data:; form-action 'self'"
#define CSP_END "; base-uri 'none'; frame-ancestors 'none'"
#define CSP CSP_BEGIN CSP_END

/* A request that took more than this gives it back to the system. */
#define LARGE (1024 * 1024)

/* Of all that pages are made of but the data. */
static const char *
version_of(const struct app *app)
{
	const struct conf *conf = app->conf;
	const char *text = arena_printf(
		app->mem, "%016" PRIx64 "\n%s\n%s\n%s\n%d %lld %lld %lld",
		render_version(app->render), conf->base_url, conf->institution,
		conf->language, conf->demo, conf->inline_image,
		conf->max_document, conf->max_depth);

	return arena_printf(app->mem, "%016" PRIx64,
			    str_sum(text, strlen(text)));
}

enum result
web_open(struct app *app, const struct conf *conf, int tally_fd, int signer_fd)
{
	memset(app, 0, sizeof(*app));
	app->conf = conf;
	app->mem = arena_new();
	jsonmem_use(app->mem);
	app->tally = tally_new(tally_fd, conf->database);
	app->bounds = bounds_new(conf->data_dir);
	app->keys = keys_new();
	app->has_job = tally_fd >= 0;
	app->signer = signer_fd < 0 ? signer_here(conf) : signer_at(signer_fd);
	app->cache = cache_new((size_t)conf->cache_bytes);
	app->shelf = shelf_new(conf->data_dir, (size_t)conf->tree_bytes);
	app->limits.max_bytes = (size_t)conf->max_document;
	app->limits.max_depth = (int)conf->max_depth;
	app->request_limits.max_header = (size_t)conf->max_header;
	app->request_limits.base_path = xstrdup(conf_base_path(app->mem, conf));
	arena_reset(app->mem);
	TRY(render_new(conf->templates, conf->language, &app->render));
	app->version = xstrdup(version_of(app));
	app->root = xstrdup(hosted_root(app->mem, conf->base_url));
	app->tree = xstrdup(conf->public_dir);
	arena_reset(app->mem);
	return OK;
}

void
web_close(struct app *app)
{
	tally_free(app->tally);
	bounds_free(app->bounds);
	keys_free(app->keys);
	cache_free(app->cache);
	shelf_free(app->shelf);
	render_free(app->render);
	store_close(app->reader);
	store_close(app->writer);
	seal_free(app->seal);
	signer_free(app->signer);
	jsonmem_use(NULL);
	arena_free(app->mem);
	free((void *)(uintptr_t)app->request_limits.base_path);
	free((void *)(uintptr_t)app->version);
	free((void *)(uintptr_t)app->root);
	free((void *)(uintptr_t)app->tree);
	memset(app, 0, sizeof(*app));
}

void
web_allow_upload(struct ctx *ctx)
{
	response_header(&ctx->res, "Content-Security-Policy",
			CSP "; connect-src 'self'");
}

void
web_allow_form(struct ctx *ctx, const char *origin)
{
	response_header(
		&ctx->res, "Content-Security-Policy",
		arena_printf(ctx->mem, CSP_BEGIN " %s" CSP_END, origin));
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
		response_default(&ctx->res, common[i].name, common[i].value);
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
	/* Its dialect tells a failure, too. */
	ctx->route = (const struct route *)match.near;
	if (r == BAD_METHOD)
		response_header(&ctx->res, "Allow", match.allow);
	if (r != OK)
		return r;
	ctx->route = (const struct route *)match.row;
	ctx->allow = match.allow;
	memcpy(ctx->params, match.params, sizeof(ctx->params));
	TRY(guard(ctx));
	return ctx->route->handler(ctx);
}

/* Who reads the log is not to use a link that is good once: its path has a
 * secret in it. */
static const char *
path_for_log(const struct ctx *ctx)
{
	const char *pattern = ctx->route ? ctx->route->row.pattern : "";

	return strstr(pattern, "{ticket}") ? pattern : ctx->req.path;
}

static void
log_answer(const struct ctx *ctx, enum result result, int64_t start)
{
	const struct failure *last = fail_last();
	const struct response *res = &ctx->res;
	struct log_request line = {
		.method = ctx->req.method_name,
		.path = path_for_log(ctx),
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

/* A session lives on while it is used; told when the reply is out. */
static void
note_session(struct ctx *ctx)
{
	struct db *db;

	if (!ctx->session || clock_now() - ctx->session->seen_at < 60)
		return;
	if (web_writer(ctx, &db) != OK || session_seen(db, ctx->session) != OK)
		log_line(LOG_WARNING, "a session's use was not noted: %s",
			 fail_last()->text);
}

/* So often a client's use of what it was granted is noted. */
enum { USE_AGAIN = 60 };

/* That records left is told in the audit trail, once a minute. */
static enum result
note_sent(struct ctx *ctx)
{
	const struct audit_event event = { .action = "record.send",
					   .target = ctx->grant->grant.id,
					   .words = "Read learner records" };
	struct db *db;
	int64_t last;

	if (!(ctx->route->scopes & 1U << SCOPE_CLR_READ) ||
	    ctx->res.status != 200 || ctx->res.is_head)
		return OK;
	TRY(audit_last(ctx->db, event.target, event.action, &last));
	if (clock_now() - last < USE_AGAIN)
		return OK;
	TRY(web_writer(ctx, &db));
	return audit_add(db, &ctx->by, &event);
}

/* When a token was used is for who let its client in. */
static enum result
note_used(struct ctx *ctx)
{
	struct db *db;

	if (clock_now() - ctx->grant->grant.used_at < USE_AGAIN)
		return OK;
	TRY(web_writer(ctx, &db));
	return grant_seen(db, &ctx->grant->grant);
}

static void
note_grant(struct ctx *ctx)
{
	if (ctx->grant && (note_used(ctx) != OK || note_sent(ctx) != OK))
		log_line(LOG_WARNING, "a token's use was not noted: %s",
			 fail_last()->text);
}

/* What somebody took away, told when the reply is out. */
static void
note_disclosed(struct ctx *ctx)
{
	struct db *db;

	if (!ctx->disclosed.action || !ctx->account || ctx->res.is_head ||
	    ctx->res.status != 200)
		return;
	if (web_writer(ctx, &db) != OK ||
	    audit_add(db, &ctx->by, &ctx->disclosed) != OK)
		log_line(LOG_ERROR, "%s of %s was not noted: %s",
			 ctx->disclosed.action, ctx->disclosed.target,
			 fail_last()->text);
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
	if (sent == OK && result == OK)
		note_disclosed(&ctx);
	note_session(&ctx);
	note_grant(&ctx);
	app->is_swollen = arena_used(app->mem) > LARGE;
	arena_reset(app->mem);
}

/* A large record leaves the heap full of small holes; they go back. */
void
web_after(void *data)
{
	struct app *app = data;

	tally_flush(app->tally);
	published_after(app);
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

/* Who is signed in, and which ways the bar offers: User.may.RIGHT. */
static void
set_user(struct ctx *ctx, struct _hdf *hdf)
{
	enum right right;

	for (right = RIGHT_ACCOUNT; right < RIGHT__MAX; right++)
		if (web_may(ctx, right))
			render_set(hdf,
				   arena_printf(ctx->mem, "User.may.%s",
						rights_name(right)),
				   "1");
	if (!ctx->account)
		return;
	render_set(hdf, "User.name", ctx->account->name);
	render_set(hdf, "User.email", ctx->account->email);
	render_set(hdf, "User.role", rights_role_label(ctx->role));
	render_set(hdf, "User.token", guard_token(ctx));
}

struct _hdf *
web_public_page(struct ctx *ctx, const char *title)
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

struct _hdf *
web_page(struct ctx *ctx, const char *title)
{
	struct _hdf *hdf = web_public_page(ctx, title);

	render_set(hdf, "Page.tool", "1");
	set_user(ctx, hdf);
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
