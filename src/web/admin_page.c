/*
 * Administration: its front page, a card for each part that the caller may
 * see.
 */
#include "store/client.h"
#include "store/keyring.h"
#include "store/mail.h"
#include "store/pinned.h"
#include "web/gate.h"
#include "web/pages.h"

static enum result
fill_admin(struct ctx *ctx, struct _hdf *hdf)
{
	const struct conf *conf = ctx->app->conf;
	struct keyring_list keys;
	struct pinned_list issuers;
	struct client_list clients;
	struct mail_list mail;
	long long count;

	TRY(account_count(ctx->db, &count));
	TRY(mail_list(ctx->db, ctx->mem, 1, 0, &mail));
	TRY(keyring_list(ctx->db, ctx->mem, NULL, &keys));
	render_set_number(hdf, "Admin.keys", (int64_t)keys.count);
	TRY(pinned_list(ctx->db, ctx->mem, &issuers));
	TRY(client_list(ctx->db, ctx->mem, NULL, 1, 0, &clients));
	render_set_number(hdf, "Admin.clients", clients.total);
	render_set_number(hdf, "Admin.users", count);
	render_set_number(hdf, "Admin.issuers", (int64_t)issuers.count);
	render_set_number(hdf, "Admin.mail", mail.total);
	render_set(hdf, "Admin.smtp", conf->smtp);
	return OK;
}

enum result
admin_page(struct ctx *ctx)
{
	struct _hdf *hdf = web_page(ctx, "Administration");

	if (web_may(ctx, RIGHT_ADMIN))
		TRY(fill_admin(ctx, hdf));
	return web_render(ctx, 200, "admin.cs", hdf);
}
