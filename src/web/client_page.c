/*
 * Administration: one application, and what an owner may do with it.
 */
#include "auth/register.h"
#include "web/client_fill.h"
#include "web/guard.h"
#include "web/pages.h"
#include "web/service.h"

static void
fill_words(struct ctx *ctx, struct _hdf *hdf, const struct client *client)
{
	const struct {
		const char *name, *value;
	} texts[] = {
		{ "uri", client->uri },
		{ "policy", client->policy_uri },
		{ "terms", client->tos_uri },
		{ "logo", client->logo_uri },
		{ "software", client->software_id },
		{ "version", client->software_version },
		{ "auth", client->auth_method },
	};
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (!str_empty(texts[i].value))
			render_set(hdf, texts[i].name, texts[i].value);
	for (i = 0; i < client->redirects_count; i++)
		render_set(web_nth(ctx, hdf, "redirect", i), "uri",
			   client->redirects[i]);
	render_set(hdf, "asks",
		   register_has_grant(client, "authorization_code") ? "1"
								    : NULL);
	render_set(hdf, "acts",
		   register_has_grant(client, "client_credentials") ? "1"
								    : NULL);
}

/* The page; with ${r}, what was wrong in its form. */
static enum result
reply_client(struct ctx *ctx, enum result r, const struct client *client)
{
	const char *text = r == OK ? NULL
				   : arena_strdup(ctx->mem, fail_last()->text);
	struct _hdf *page = web_page(ctx, client->name);
	struct _hdf *hdf = render_node(page, "Client");
	scope_set set;

	TRY(scope_read(client->scope, &set, NULL));
	client_fill(ctx, hdf, client);
	client_fill_scopes(ctx, hdf, set);
	fill_words(ctx, hdf, client);
	render_set(page, "Problem.text", text);
	render_set(hdf, "token", guard_token(ctx));
	render_set(hdf, "all", client->reaches_all ? "1" : NULL);
	if (client->rate)
		render_set_number(hdf, "rate", client->rate);
	render_set_number(hdf, "usual", ctx->app->conf->client_rate);
	render_set(hdf, "audit",
		   web_path(ctx, "/admin/audit?target=%s", client->id));
	render_set(hdf, "done", form_get(&ctx->query, "done") ? "1" : NULL);
	return web_render(ctx, r == OK ? 200 : 422, "client.cs", page);
}

enum result
client_page(struct ctx *ctx)
{
	struct client client;

	TRY(client_get(ctx->db, ctx->mem, ctx->params[0], &client));
	return reply_client(ctx, OK, &client);
}

/* What may be done with one, by the name in the form's field "do". */
typedef enum result
client_act(struct ctx *ctx, struct client *client);

static enum result
act_settle(struct ctx *ctx, struct client *client)
{
	const scope_set set = client_fill_chosen(ctx);

	if (!set)
		return fail(INVALID, "Choose what it may do.");
	TRY(client_fill_rate(ctx, &client->rate));
	client->scope = scope_text(ctx->mem, set);
	client->reaches_all = streq(form_text(&ctx->form, "reach"), "all");
	return client_settle(ctx->db, &ctx->by, client);
}

static enum result
act_enable(struct ctx *ctx, struct client *client)
{
	client->state = CLIENT_ACTIVE;
	return client_settle(ctx->db, &ctx->by, client);
}

static enum result
act_disable(struct ctx *ctx, struct client *client)
{
	client->state = CLIENT_DISABLED;
	return client_settle(ctx->db, &ctx->by, client);
}

static const struct act {
	const char *name;
	client_act *run;
} acts[] = {
	{ "settle", act_settle },
	{ "enable", act_enable },
	{ "disable", act_disable },
};

/* A new secret, shown this once. */
static enum result
reply_secret(struct ctx *ctx, const struct client *client)
{
	const char *secret;
	struct _hdf *hdf;

	TRY(client_renew(ctx->db, ctx->mem, &ctx->by, client->id, &secret));
	hdf = web_page(ctx, "The secret of the application");
	render_set(hdf, "Client.name", client->name);
	render_set(hdf, "Client.id", client->id);
	render_set(hdf, "Client.secret", secret);
	render_set(hdf, "Client.renewed", "1");
	render_set(hdf, "Client.href",
		   web_path(ctx, "/admin/clients/%s", client->id));
	render_set(hdf, "Client.tokens", web_url(ctx, SERVICE_TOKEN));
	return web_render(ctx, 200, "client_secret.cs", hdf);
}

static enum result
act(struct ctx *ctx, const struct act *act, const struct client *client)
{
	struct client changed = *client;
	enum result r = act->run(ctx, &changed);

	if (r == INVALID)
		return reply_client(ctx, r, client);
	if (r != OK)
		return r;
	response_see_other(&ctx->res, web_path(ctx, "/admin/clients/%s?done=1",
					       client->id));
	return OK;
}

enum result
client_page_post(struct ctx *ctx)
{
	const char *what = form_text(&ctx->form, "do");
	struct client client;
	size_t i;

	TRY(client_get(ctx->db, ctx->mem, ctx->params[0], &client));
	if (streq(what, "secret"))
		return reply_secret(ctx, &client);
	for (i = 0; i < sizeof(acts) / sizeof(acts[0]); i++)
		if (streq(what, acts[i].name))
			return act(ctx, &acts[i], &client);
	return fail(INVALID, "Nothing is to be done with the application.");
}

enum result
client_page_delete(struct ctx *ctx)
{
	const char *title = "Delete this application?";
	struct client client;
	struct _hdf *hdf;

	TRY(client_get(ctx->db, ctx->mem, ctx->params[0], &client));
	hdf = web_page(ctx, title);
	render_set(hdf, "Confirm.title", title);
	render_set(hdf, "Confirm.words",
		   arena_printf(ctx->mem,
				"%s is shut out at once, whoever let it in. "
				"What it brought stays. It would have to "
				"register anew.",
				client.name));
	render_set(hdf, "Confirm.action",
		   web_path(ctx, "/admin/clients/%s/delete", client.id));
	render_set(hdf, "Confirm.button", "Delete it");
	render_set(hdf, "Confirm.back",
		   web_path(ctx, "/admin/clients/%s", client.id));
	render_set(hdf, "Confirm.token", guard_token(ctx));
	return web_render(ctx, 200, "confirm.cs", hdf);
}

enum result
client_page_delete_post(struct ctx *ctx)
{
	TRY(client_del(ctx->db, &ctx->by, ctx->params[0]));
	response_see_other(&ctx->res, web_path(ctx, "/admin/clients?done=1"));
	return OK;
}
