/*
 * Administration: who can sign in, invited and changed by an owner.  Who may
 * come here is said by the table of routes.
 */
#include "web/gate.h"
#include "web/guard.h"
#include "web/pages.h"

static const char *
state_of(const struct account *a)
{
	if (a->disabled_at)
		return "disabled";
	return str_empty(a->password) ? "invited" : "active";
}

static void
fill_user(struct ctx *ctx, struct _hdf *line, const struct account *a)
{
	bool is_me = ctx->account && streq(a->id, ctx->account->id);

	render_set(line, "id", a->id);
	render_set(line, "name", a->name);
	render_set(line, "email", a->email);
	render_set(line, "role", a->role);
	render_set(line, "role_label",
		   rights_role_label(rights_role_named(a->role)));
	render_set(line, "state", state_of(a));
	render_set(line, "second", a->totp ? "1" : NULL);
	render_set(line, "me", is_me ? "1" : NULL);
	render_set(line, "action", web_path(ctx, "/admin/users/%s", a->id));
	render_set(line, "audit",
		   web_path(ctx, "/admin/audit?target=%s", a->id));
	web_set_time(ctx, line, "seen", a->seen_at);
}

/* The roles an account may have, the least trusted first. */
static void
fill_roles(struct ctx *ctx, struct _hdf *hdf)
{
	enum role role;

	for (role = ROLE_LEARNER; role < ROLE__MAX; role++) {
		struct _hdf *line = render_node(
			hdf, arena_printf(ctx->mem, "Users.role.%d", role));

		render_set(line, "name", rights_role_name(role));
		render_set(line, "label", rights_role_label(role));
		render_set(line, "help", rights_role_help(role));
	}
}

static enum result
fill_users(struct ctx *ctx, struct _hdf *hdf)
{
	struct account_list list;
	size_t i;

	TRY(account_list(ctx->db, ctx->mem, &list));
	for (i = 0; i < list.count; i++)
		fill_user(ctx, web_nth(ctx, hdf, "Users.item", i),
			  &list.items[i]);
	render_set_number(hdf, "Users.count", (int64_t)list.count);
	return OK;
}

/* The page as it is to be filled further. */
static enum result
new_users(struct ctx *ctx, struct _hdf **hdf)
{
	*hdf = web_page(ctx, "Users");
	render_set(*hdf, "Users.token", guard_token(ctx));
	fill_roles(ctx, *hdf);
	return fill_users(ctx, *hdf);
}

enum result
users_page(struct ctx *ctx)
{
	struct _hdf *hdf;

	TRY(new_users(ctx, &hdf));
	if (form_get(&ctx->query, "done"))
		render_set(hdf, "Users.done", "1");
	return web_render(ctx, 200, "users.cs", hdf);
}

/* The page with a link that was made: it is shown this once. */
static enum result
reply_link(struct ctx *ctx, const struct account *account, const char *link)
{
	struct _hdf *hdf;

	TRY(new_users(ctx, &hdf));
	render_set(hdf, "Users.link.url", link);
	render_set(hdf, "Users.link.name", account->name);
	render_set(hdf, "Users.link.email", account->email);
	render_set(hdf, "Users.link.kind",
		   str_empty(account->password) ? "invite" : "reset");
	render_set(hdf, "Users.link.kept",
		   str_empty(ctx->app->conf->smtp) ? "1" : NULL);
	return web_render(ctx, 200, "users.cs", hdf);
}

/* What was typed, with what is wrong in it. */
static enum result
reply_refused(struct ctx *ctx, enum result r, const struct account *account)
{
	const char *text = arena_strdup(ctx->mem, fail_last()->text);
	struct _hdf *hdf;

	if (r != INVALID && r != CONFLICT)
		return r;
	TRY(new_users(ctx, &hdf));
	render_set(hdf, "Problem.text", text);
	render_set(hdf, "Users.new.name", account->name);
	render_set(hdf, "Users.new.email", account->email);
	render_set(hdf, "Users.new.role", account->role);
	return web_render(ctx, r == CONFLICT ? 409 : 422, "users.cs", hdf);
}

static enum result
check_role(const char *role)
{
	if (rights_role_named(role) == ROLE_NOBODY)
		return fail(INVALID, "Choose a role.");
	return OK;
}

enum result
users_page_post(struct ctx *ctx)
{
	const struct access access = gate_access(ctx);
	const struct account account = {
		.name = form_text(&ctx->form, "name"),
		.email = form_text(&ctx->form, "email"),
		.role = form_text(&ctx->form, "role"),
		.password = "",
	};
	const struct mail_letter letter = gate_letter(ctx, &account);
	const char *secret;
	enum result r = check_role(account.role);

	if (r == OK)
		r = access_invite(&access, &letter, &account, &secret);
	if (r != OK)
		return reply_refused(ctx, r, &account);
	return reply_link(ctx, &account,
			  arena_printf(ctx->mem, "%s%s", letter.link, secret));
}

/* What may be done with an account, by the name in the form's field "do".
 * The account is as it stands before. */
typedef enum result
users_act(struct ctx *ctx, const struct account *account);

static enum result
act_role(struct ctx *ctx, const struct account *account)
{
	const char *role = form_text(&ctx->form, "role");

	TRY(check_role(role));
	if (streq(role, account->role))
		return OK;
	return account_role(ctx->db, &ctx->by, account->id, role);
}

static enum result
act_disable(struct ctx *ctx, const struct account *account)
{
	return account_disable(ctx->db, &ctx->by, account->id, true);
}

static enum result
act_enable(struct ctx *ctx, const struct account *account)
{
	return account_disable(ctx->db, &ctx->by, account->id, false);
}

static enum result
act_second_off(struct ctx *ctx, const struct account *account)
{
	return account_totp(ctx->db, &ctx->by, account->id, NULL, NULL);
}

static const struct act {
	const char *name;
	users_act *run;
} acts[] = {
	{ "role", act_role },
	{ "disable", act_disable },
	{ "enable", act_enable },
	{ "second-off", act_second_off },
};

static enum result
send_link(struct ctx *ctx, const struct account *account)
{
	const struct access access = gate_access(ctx);
	const struct mail_letter letter = gate_letter(ctx, account);
	const char *secret;

	if (account->disabled_at)
		return fail(CONFLICT,
			    "%s is disabled: enable the account "
			    "first.",
			    account->name);
	TRY(access_link(&access, &letter, account, &secret));
	return reply_link(ctx, account,
			  arena_printf(ctx->mem, "%s%s", letter.link, secret));
}

enum result
users_page_change(struct ctx *ctx)
{
	const char *what = form_text(&ctx->form, "do");
	struct account account;
	size_t i;

	TRY(account_get(ctx->db, ctx->mem, ctx->params[0], &account));
	if (streq(what, "link"))
		return send_link(ctx, &account);
	for (i = 0; i < sizeof(acts) / sizeof(acts[0]); i++) {
		if (!streq(what, acts[i].name))
			continue;
		TRY(acts[i].run(ctx, &account));
		response_see_other(&ctx->res,
				   web_path(ctx, "/admin/users?done=1"));
		return OK;
	}
	return fail(INVALID, "Nothing is to be done with the account.");
}
