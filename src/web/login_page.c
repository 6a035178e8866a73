/*
 * Signing in and out, and what stands before it: the first owner's account,
 * an invitation, a forgotten password.  The rules are in auth/login.h; here
 * are forms and cookies.  A password is never shown again.
 */
#include <time.h>

#include "base/clock.h"
#include "base/uri.h"
#include "store/search.h"
#include "web/gate.h"
#include "web/guard.h"
#include "web/pages.h"
#include "web/step.h"

/* How often one address, and for one account, may ask for a link. */
#define FREE_FORGOT_ADDRESS 10
#define FREE_FORGOT_EMAIL 3

/* The answer to "forgot" takes so long, whether there is an account or not. */
#define FORGOT_MICROS 250000

/* A page of this file: its form's token, and what went wrong. */
static struct _hdf *
new_page(struct ctx *ctx, const char *title, enum result r)
{
	struct _hdf *hdf = web_page(ctx, title);

	render_set(hdf, "Login.token", guard_token(ctx));
	if (r != OK)
		render_set(hdf, "Problem.text", fail_last()->text);
	return hdf;
}

static enum result
reply_login(struct ctx *ctx, int status, const char *email, const char *next)
{
	struct _hdf *hdf = new_page(ctx, "Sign in",
				    status == 200 ? OK : UNAUTHORIZED);

	render_set(hdf, "Login.email", email);
	render_set(hdf, "Login.next", gate_next(next));
	render_set(hdf, "Login.reset",
		   form_get(&ctx->query, "reset") ? "1" : NULL);
	render_set(hdf, "Login.asked",
		   streq(gate_next(next), "/") ? NULL : "1");
	render_set(hdf, "Login.parked",
		   str_starts(next, "/parked/") ? "1" : NULL);
	return web_render(ctx, status, "login.cs", hdf);
}

enum result
login_page(struct ctx *ctx)
{
	const char *next = form_get(&ctx->query, "next");

	if (ctx->account) {
		response_see_other(&ctx->res,
				   web_path(ctx, "%s", gate_next(next)));
		return OK;
	}
	return reply_login(ctx, 200, "", next);
}

static enum result
reply_code(struct ctx *ctx, const struct login_try *try)
{
	bool is_again = !str_empty(try->code);
	struct _hdf *hdf = new_page(ctx, "Sign in: code",
				    is_again ? UNAUTHORIZED : OK);

	render_set(hdf, "Login.first", step_seal(ctx, try));
	render_set(hdf, "Login.next", gate_next(form_text(&ctx->form, "next")));
	return web_render(ctx, is_again ? 401 : 200, "code.cs", hdf);
}

static enum result
read_try(struct ctx *ctx, struct login_try *try)
{
	struct seal *seal;

	TRY(web_seal(ctx, &seal));
	*try = (struct login_try){
		.email = form_text(&ctx->form, "email"),
		.password = form_text(&ctx->form, "password"),
		.code = form_text(&ctx->form, "code"),
		.address = ctx->by.address,
		.cost = ctx->app->conf->password_cost,
		.seal = seal,
		.turns = ctx->app->conf->data_dir,
	};
	if (!form_get(&ctx->form, "first"))
		return OK;
	if (step_read(ctx, form_text(&ctx->form, "first"), try) != OK)
		return fail(UNAUTHORIZED,
			    "That took too long. Please sign in again.");
	return OK;
}

static enum result
try_login(struct ctx *ctx, struct login_try *try, struct login_done *done)
{
	*done = (struct login_done){ 0 };
	TRY(read_try(ctx, try));
	return login_try(ctx->db, ctx->mem, try, done);
}

/* Who used up a recovery code is told first, and then goes on. */
static const char *
after_recovery(struct ctx *ctx, const char *next)
{
	const char *more = streq(next, "/")
				   ? ""
				   : arena_printf(ctx->mem, "&next=%s",
						  uri_encode(ctx->mem, next));

	return arena_printf(ctx->mem, "/account?recovery=1%s#second", more);
}

enum result
login_page_post(struct ctx *ctx)
{
	const char *next = gate_next(form_text(&ctx->form, "next"));
	struct login_try try = { .email = "" };
	struct login_done done;
	enum result r = try_login(ctx, &try, &done);

	if (r == UNAUTHORIZED && done.needs_code)
		return reply_code(ctx, &try);
	if (r == UNAUTHORIZED)
		return reply_login(ctx, 401, try.email, next);
	if (r == TOO_OFTEN) {
		gate_retry_after(ctx, done.wait);
		return reply_login(ctx, 429, try.email, next);
	}
	if (r != OK)
		return r;
	return gate_enter(ctx, &done.account,
			  done.took_recovery ? after_recovery(ctx, next)
					     : next);
}

enum result
login_page_out(struct ctx *ctx)
{
	enum result r = OK;

	if (ctx->session)
		r = session_end(ctx->db, &ctx->by, ctx->account->id,
				ctx->session->id);
	if (r != OK && r != NOT_FOUND)
		return r;
	guard_signed_in(ctx, "");
	response_header(&ctx->res, "Clear-Site-Data", "\"cache\"");
	response_see_other(&ctx->res, web_path(ctx, "/"));
	return OK;
}

enum result
login_page_forgot(struct ctx *ctx)
{
	return web_render(ctx, 200, "forgot.cs",
			  new_page(ctx, "Forgot the password?", OK));
}

/* The link, if there is such an account and it may sign in. */
static enum result
send_link(struct ctx *ctx, const char *email)
{
	const struct access access = gate_access(ctx);
	struct mail_letter letter;
	struct account account;
	const char *secret;
	enum result r;

	r = account_find(ctx->db, ctx->mem, email, &account);
	if (r != OK || account.disabled_at)
		return r == NOT_FOUND ? OK : r;
	letter = gate_letter(ctx, &account);
	return access_link(&access, &letter, &account, &secret);
}

static void
wait_until(int64_t micros)
{
	int64_t left = micros - clock_micros();
	struct timespec time = { .tv_nsec = (long)left * 1000 };

	if (left > 0)
		nanosleep(&time, NULL);
}

enum result
login_page_forgot_post(struct ctx *ctx)
{
	int64_t start = clock_micros();
	const char *email = form_text(&ctx->form, "email");
	struct _hdf *hdf;

	TRY(gate_count(
		ctx, arena_printf(ctx->mem, "forgot from %s", ctx->by.address),
		FREE_FORGOT_ADDRESS));
	TRY(gate_count(ctx,
		       arena_printf(ctx->mem, "forgot %s",
				    search_text(ctx->mem, &email, 1)),
		       FREE_FORGOT_EMAIL));
	TRY(send_link(ctx, email));
	hdf = new_page(ctx, "Look at your mail", OK);
	render_set(hdf, "Login.sent", "1");
	TRY(web_render(ctx, 200, "forgot.cs", hdf));
	wait_until(start + FORGOT_MICROS);
	return OK;
}

/* A form in which a password is chosen, behind a ticket. */
struct choice {
	enum ticket_kind kind;
	const char *title;
	const char *words; /* its name in Lang.choose, and in addresses */
};

static const struct choice setup = { TICKET_SETUP, "The first owner", "setup" };
static const struct choice invite = { TICKET_INVITE, "Welcome", "invite" };
static const struct choice reset = { TICKET_RESET, "Choose a new password",
				     "reset" };

/* The form again with what was typed, or for the first time. */
static enum result
reply_choice(struct ctx *ctx, const struct choice *choice, enum result r,
	     const struct account *account)
{
	struct _hdf *hdf = new_page(ctx, choice->title, r);

	render_set(hdf, "Choose.kind", choice->words);
	render_set(hdf, "Choose.action",
		   web_path(ctx, "/%s/%s", choice->words, ctx->params[0]));
	render_set(hdf, "Choose.name", account->name);
	render_set(hdf, "Choose.email", account->email);
	return web_render(ctx, r == OK ? 200 : 422, "choose.cs", hdf);
}

static enum result
reply_used(struct ctx *ctx, enum result r)
{
	struct _hdf *hdf;

	if (r != NOT_FOUND && r != GONE)
		return r;
	hdf = web_page(ctx, "This link is no longer good");
	return web_render(ctx, r == GONE ? 410 : 404, "used.cs", hdf);
}

/* Whose password is to be chosen: read from the ticket. */
static enum result
find_chooser(struct ctx *ctx, const struct choice *choice, struct account *out)
{
	struct ticket ticket;

	*out = (struct account){ .name = "", .email = "" };
	TRY(ticket_get(ctx->db, ctx->mem, choice->kind, ctx->params[0],
		       &ticket));
	if (choice->kind == TICKET_SETUP)
		return OK;
	return account_get(ctx->db, ctx->mem, ticket.account_id, out);
}

static enum result
show_choice(struct ctx *ctx, const struct choice *choice)
{
	struct account account;
	enum result r = find_chooser(ctx, choice, &account);

	if (r != OK)
		return reply_used(ctx, r);
	return reply_choice(ctx, choice, OK, &account);
}

enum result
login_page_setup(struct ctx *ctx)
{
	return show_choice(ctx, &setup);
}

enum result
login_page_invite(struct ctx *ctx)
{
	return show_choice(ctx, &invite);
}

enum result
login_page_reset(struct ctx *ctx)
{
	return show_choice(ctx, &reset);
}

/* Make the owner of what the form says. */
static enum result
make_first(struct ctx *ctx, struct account *owner)
{
	const struct access access = gate_access(ctx);

	owner->name = form_text(&ctx->form, "name");
	owner->email = form_text(&ctx->form, "email");
	owner->role = rights_role_name(ROLE_OWNER);
	TRY(gate_hash(ctx, owner->email, &owner->password));
	return access_first(&access, ctx->params[0], owner, &owner->id);
}

enum result
login_page_setup_post(struct ctx *ctx)
{
	struct account owner;
	enum result r = find_chooser(ctx, &setup, &owner);

	if (r != OK)
		return reply_used(ctx, r);
	r = make_first(ctx, &owner);
	if (r == INVALID)
		return reply_choice(ctx, &setup, r, &owner);
	if (r != OK)
		return reply_used(ctx, r);
	return gate_enter(ctx, &owner, "/");
}

/* The new password of who holds the ticket. */
static enum result
take_choice(struct ctx *ctx, const struct choice *choice,
	    struct account *account)
{
	struct access access = gate_access(ctx);
	const struct audit_by by = { account->id, account->name,
				     ctx->by.address };
	const char *hash;

	access.by = &by;
	TRY(gate_hash(ctx, account->email, &hash));
	return access_take(&access, choice->kind, ctx->params[0], hash,
			   &account->id);
}

static enum result
post_choice(struct ctx *ctx, const struct choice *choice)
{
	struct account account;
	enum result r = find_chooser(ctx, choice, &account);

	if (r != OK)
		return reply_used(ctx, r);
	r = take_choice(ctx, choice, &account);
	if (r == INVALID)
		return reply_choice(ctx, choice, r, &account);
	if (r != OK)
		return reply_used(ctx, r);
	if (choice->kind == TICKET_INVITE && !account.totp)
		return gate_enter(ctx, &account, "/account");
	response_see_other(&ctx->res, web_path(ctx, "/login?reset=1"));
	return OK;
}

enum result
login_page_invite_post(struct ctx *ctx)
{
	return post_choice(ctx, &invite);
}

enum result
login_page_reset_post(struct ctx *ctx)
{
	return post_choice(ctx, &reset);
}
