/*
 * What pages of several areas need: the stores to write, the office of a
 * request, addresses of items, pages of lists, forms kept for later.
 * Called by the files of this folder.
 */
#include <string.h>

#include "base/rand.h"
#include "base/uri.h"
#include "crypto/seal.h"
#include "store/parked.h"
#include "store/store.h"
#include "web/guard.h"
#include "web/pages.h"
#include "web/web.h"

bool
web_may(const struct ctx *ctx, enum right right)
{
	return rights_has(ctx->role, right);
}

struct item_office
web_office(struct ctx *ctx)
{
	return (struct item_office){
		.mem = ctx->mem,
		.limits = &ctx->app->limits,
		.by = &ctx->by,
		.root = ctx->app->root,
		.tree = ctx->app->tree,
		.signer = ctx->app->signer,
	};
}

void
web_disclose(struct ctx *ctx, const char *action, const char *target,
	     const char *words)
{
	ctx->disclosed = (struct audit_event){ .action = action,
					       .target = target,
					       .words = words };
}

enum result
web_writer(struct ctx *ctx, struct db **out)
{
	struct app *app = ctx->app;

	if (!app->writer)
		TRY(store_open(app->conf->database, true, &app->writer));
	*out = app->writer;
	return OK;
}

enum result
web_seal(struct ctx *ctx, struct seal **out)
{
	struct app *app = ctx->app;

	if (!app->seal)
		TRY(seal_open(app->conf->secret_file, true, &app->seal));
	*out = app->seal;
	return OK;
}

const char *
web_folder(enum class_id as)
{
	const char *folder = hosted_folder(as);

	return folder ? folder : "";
}

const char *
web_item_path(struct ctx *ctx, enum class_id as, const char *id)
{
	return web_path(ctx, "/%s/%s", web_folder(as), id);
}

/* An address below the service root. */
static const char *
new_address(struct ctx *ctx, enum class_id as)
{
	return arena_printf(ctx->mem, "%s%s/%s", ctx->app->root, web_folder(as),
			    strrchr(rand_urn(ctx->mem), ':') + 1);
}

const char *
web_new_id(struct ctx *ctx, enum class_id as)
{
	return as == CLR_PROFILE ? rand_urn(ctx->mem) : new_address(ctx, as);
}

const char *
web_new_issuer_id(struct ctx *ctx)
{
	return new_address(ctx, CLR_PROFILE);
}

enum right
web_making(enum class_id as)
{
	return as == CLR_ASSERTION || as == CLR_CLR ? RIGHT_AWARD : RIGHT_EDIT;
}

struct _hdf *
web_nth(struct ctx *ctx, struct _hdf *hdf, const char *name, size_t i)
{
	return render_node(hdf, arena_printf(ctx->mem, "%s.%zu", name, i));
}

enum result
web_item(struct ctx *ctx, struct item *item)
{
	TRY(item_get(ctx->db, ctx->mem, ctx->params[0], item));
	if (item->as != ctx->route->as)
		return fail(NOT_FOUND, "%s %s", web_folder(ctx->route->as),
			    ctx->params[0]);
	return OK;
}

enum result
web_page_number(struct ctx *ctx, long long *page)
{
	const char *number = form_get(&ctx->query, "page");

	*page = 1;
	if (number && (str_number(number, 1000000, page) != OK || *page < 1))
		return fail(INVALID, "page is a number from 1 to 1,000,000.");
	return OK;
}

void
web_set_pager(struct ctx *ctx, struct _hdf *hdf, const struct web_pager *p)
{
	long long before = (p->page - 1) * p->size;
	long long to = before + p->count;

	render_set_number(hdf, "List.total", p->total);
	render_set_number(hdf, "List.from", p->count ? before + 1 : 0);
	render_set_number(hdf, "List.to", to);
	if (p->page > 1)
		render_set(hdf, "List.prev",
			   web_path(ctx, "%spage=%lld", p->query, p->page - 1));
	if (to < p->total)
		render_set(hdf, "List.next",
			   web_path(ctx, "%spage=%lld", p->query, p->page + 1));
}

/* The fields of the request's form as a form is sent, but for files and the
 * token. */
static const char *
form_again(struct ctx *ctx)
{
	struct str s;
	size_t i;

	str_init(&s, ctx->mem);
	for (i = 0; i < ctx->form.count; i++) {
		const struct field *f = &ctx->form.fields[i];

		if (f->file || streq(f->name, "token"))
			continue;
		if (s.len)
			str_add(&s, "&");
		str_add(&s, uri_encode(ctx->mem, f->name));
		str_add(&s, "=");
		str_add(&s, uri_encode(ctx->mem, f->value));
	}
	return str_empty(s.s) ? "" : s.s;
}

enum result
web_park(struct ctx *ctx, const char *path, const char **id)
{
	struct parked parked = { .path = path, .form = form_again(ctx) };
	struct db *db;

	guard_token(ctx);
	TRY(web_writer(ctx, &db));
	return parked_put(db, ctx->mem, ctx->me, &parked, id);
}

void
web_allow_origins(struct ctx *ctx)
{
	response_header(&ctx->res, "Access-Control-Allow-Origin", "*");
	response_header(&ctx->res, "Access-Control-Expose-Headers",
			"ETag, Link, Location, Retry-After, WWW-Authenticate, "
			"X-Total-Count");
}
