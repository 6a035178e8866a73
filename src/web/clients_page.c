/*
 * Administration: the applications that may ask for tokens, and making one
 * by hand.  One application's own page is client_page.c.
 */
#include "auth/register.h"
#include "base/uri.h"
#include "web/client_fill.h"
#include "web/guard.h"
#include "web/pages.h"
#include "web/service.h"

#define PAGE 50

enum result
clients_page(struct ctx *ctx)
{
	const char *q = form_text(&ctx->query, "q");
	struct web_pager pager = { .size = PAGE };
	struct client_list list;
	struct _hdf *hdf;
	size_t i;

	TRY(web_page_number(ctx, &pager.page));
	TRY(client_list(ctx->db, ctx->mem, q, PAGE, (pager.page - 1) * PAGE,
			&list));
	pager.count = (long long)list.count;
	pager.total = list.total;
	pager.query = arena_printf(ctx->mem, "/admin/clients?q=%s&",
				   uri_encode(ctx->mem, q));
	hdf = web_page(ctx, "Applications");
	web_set_pager(ctx, hdf, &pager);
	render_set(hdf, "List.q", q);
	render_set(hdf, "Clients.how", ctx->app->conf->client_registration);
	render_set(hdf, "Clients.done",
		   form_get(&ctx->query, "done") ? "1" : NULL);
	for (i = 0; i < list.count; i++)
		client_fill(ctx, web_nth(ctx, hdf, "Clients.item", i),
			    &list.items[i]);
	return web_render(ctx, 200, "clients.cs", hdf);
}

/* What the form for a new one says. */
struct typed {
	struct register_hand hand;
	bool reaches_all;
	const char *rate;
};

static enum result
reply_form(struct ctx *ctx, int status, const struct typed *typed)
{
	const char *text = status == 200
				   ? NULL
				   : arena_strdup(ctx->mem, fail_last()->text);
	struct _hdf *hdf = web_page(ctx, "A new application");

	render_set(hdf, "Problem.text", text);
	render_set(hdf, "Client.token", guard_token(ctx));
	render_set(hdf, "Client.name", typed->hand.name);
	render_set(hdf, "Client.redirects", typed->hand.redirects);
	render_set(hdf, "Client.acts",
		   typed->hand.acts_for_itself ? "1" : NULL);
	render_set(hdf, "Client.all", typed->reaches_all ? "1" : NULL);
	render_set(hdf, "Client.rate", typed->rate);
	render_set_number(hdf, "Client.usual", ctx->app->conf->client_rate);
	client_fill_scopes(ctx, render_node(hdf, "Client"), typed->hand.scope);
	return web_render(ctx, status, "client_new.cs", hdf);
}

enum result
clients_page_new(struct ctx *ctx)
{
	const struct typed typed = {
		.hand = { .name = "",
			  .redirects = "",
			  .acts_for_itself = true,
			  .scope = 1U << SCOPE_CLR_READ },
		.rate = "",
	};

	return reply_form(ctx, 200, &typed);
}

/* Make it; its secret is shown this once. */
static enum result
make(struct ctx *ctx, const struct typed *typed)
{
	struct client_secrets secrets;
	struct client client;
	struct _hdf *hdf;

	TRY(register_by_hand(ctx->mem, &typed->hand, &client));
	TRY(client_fill_rate(ctx, &client.rate));
	client.reaches_all = typed->reaches_all;
	client.created_by = ctx->account->name;
	TRY(client_put(ctx->db, ctx->mem, &ctx->by, &client, &secrets));
	hdf = web_page(ctx, "The secret of the application");
	render_set(hdf, "Client.name", client.name);
	render_set(hdf, "Client.id", secrets.id);
	render_set(hdf, "Client.secret", secrets.secret);
	render_set(hdf, "Client.href",
		   web_path(ctx, "/admin/clients/%s", secrets.id));
	render_set(hdf, "Client.tokens", web_url(ctx, SERVICE_TOKEN));
	return web_render(ctx, 200, "client_secret.cs", hdf);
}

enum result
clients_page_new_post(struct ctx *ctx)
{
	const struct typed typed = {
		.hand = {
			.name = form_text(&ctx->form, "name"),
			.scope = client_fill_chosen(ctx),
			.redirects = form_text(&ctx->form, "redirects"),
			.acts_for_itself = form_get(&ctx->form, "acts"),
		},
		.reaches_all = streq(form_text(&ctx->form, "reach"), "all"),
		.rate = form_text(&ctx->form, "rate"),
	};
	enum result r = make(ctx, &typed);

	return r == INVALID ? reply_form(ctx, 422, &typed) : r;
}
