/*
 * One's own account: who one is here, the password, where one is signed in,
 * the second factor.  Whatever is changed ends the other sessions
 * (store/account.h).
 */
#include "base/clock.h"
#include "base/rand.h"
#include "crypto/seal.h"
#include "crypto/totp.h"
#include "page/qr.h"
#include "web/gate.h"
#include "web/guard.h"
#include "web/pages.h"

/* Wrong codes while a second factor is set up, before it takes longer. */
#define FREE_CODES 10

/* What the role may do: every right, by its name in Lang.right. */
static void
fill_rights(struct ctx *ctx, struct _hdf *hdf)
{
	enum right right;

	for (right = RIGHT_ACCOUNT + 1; right < RIGHT__MAX; right++) {
		const char *node = arena_printf(ctx->mem, "Account.right.%d",
						(int)right);

		render_set(hdf, arena_printf(ctx->mem, "%s.name", node),
			   rights_name(right));
		render_set(hdf, arena_printf(ctx->mem, "%s.has", node),
			   web_may(ctx, right) ? "1" : NULL);
	}
}

static void
fill_session(struct ctx *ctx, struct _hdf *hdf, const char *node,
	     const struct session *s)
{
	struct _hdf *line = render_node(hdf, node);

	render_set(line, "id", s->id);
	render_set(line, "agent", s->agent);
	render_set(line, "address", s->address);
	gate_set_time(ctx, line, "began", s->created_at);
	gate_set_time(ctx, line, "seen", s->seen_at);
	if (streq(s->id, ctx->session->id))
		render_set(line, "this", "1");
}

static enum result
fill_sessions(struct ctx *ctx, struct _hdf *hdf)
{
	const struct conf *conf = ctx->app->conf;
	const struct session_life life = { conf->session_idle,
					   conf->session_absolute };
	struct session_list list;
	size_t i;

	TRY(session_list(ctx->db, ctx->mem, ctx->account->id, &life, &list));
	for (i = 0; i < list.count; i++)
		fill_session(ctx, hdf,
			     arena_printf(ctx->mem, "Account.session.%zu", i),
			     &list.items[i]);
	if (list.count > 1)
		render_set(hdf, "Account.others", "1");
	return OK;
}

static enum result
fill_second(struct ctx *ctx, struct _hdf *hdf)
{
	const char *next = gate_next(form_get(&ctx->query, "next"));
	long long left;

	if (!ctx->account->totp) {
		render_set(hdf, "Account.advised",
			   web_may(ctx, RIGHT_READ) ? "1" : NULL);
		return OK;
	}
	TRY(account_recovery_left(ctx->db, ctx->account->id, &left));
	render_set(hdf, "Account.second", "1");
	render_set_number(hdf, "Account.codes_left", left);
	if (form_get(&ctx->query, "recovery"))
		render_set(hdf, "Account.took_recovery", "1");
	if (!streq(next, "/"))
		render_set(hdf, "Account.next", web_path(ctx, "%s", next));
	return OK;
}

/* The page; ${at} is the form that was refused, or NULL. */
static enum result
reply_account(struct ctx *ctx, int status, const char *at)
{
	const char *text = at ? arena_strdup(ctx->mem, fail_last()->text) : "";
	struct _hdf *hdf = web_page(ctx, "Your account");
	const char *done = form_get(&ctx->query, "done");

	render_set(hdf, "Account.token", guard_token(ctx));
	render_set(hdf, "Account.help", rights_role_help(ctx->role));
	if (at)
		render_set(hdf, arena_printf(ctx->mem, "Problem.%s", at), text);
	if (streq(done, "password") || streq(done, "off"))
		render_set(hdf, "Account.done", done);
	fill_rights(ctx, hdf);
	TRY(fill_sessions(ctx, hdf));
	TRY(fill_second(ctx, hdf));
	return web_render(ctx, status, "account.cs", hdf);
}

enum result
account_page(struct ctx *ctx)
{
	return reply_account(ctx, 200, NULL);
}

/* A refusal that belongs beside its form; any other is passed up. */
static enum result
reply_refused(struct ctx *ctx, enum result r, const char *at)
{
	if (r == INVALID)
		return reply_account(ctx, 422, at);
	if (r == TOO_OFTEN)
		return reply_account(ctx, 429, at);
	return r;
}

static enum result
change_password(struct ctx *ctx)
{
	const char *hash;

	TRY(gate_own_password(ctx));
	TRY(gate_hash(ctx, ctx->account->email, &hash));
	return account_password(ctx->db, &ctx->by, ctx->account->id, hash,
				ctx->session->id);
}

enum result
account_page_password(struct ctx *ctx)
{
	enum result r = change_password(ctx);

	if (r != OK)
		return reply_refused(ctx, r, "password");
	response_see_other(&ctx->res,
			   web_path(ctx, "/account?done=password#password"));
	return OK;
}

enum result
account_page_sessions(struct ctx *ctx)
{
	const char *id = form_text(&ctx->form, "end"), *me = ctx->account->id;

	if (streq(id, "others"))
		TRY(session_end_all(ctx->db, &ctx->by, me, ctx->session->id));
	else
		TRY(session_end(ctx->db, &ctx->by, me, id));
	if (streq(id, ctx->session->id))
		guard_signed_in(ctx, "");
	response_see_other(&ctx->res, web_path(ctx, "/account#sessions"));
	return OK;
}

/* A secret that is not in force yet goes with the form, sealed. */
static const char *
enrol_purpose(struct ctx *ctx)
{
	return arena_printf(ctx->mem, "enrol %s", ctx->session->id);
}

static enum result
fill_secret(struct ctx *ctx, struct _hdf *hdf, const unsigned char *secret,
	    struct seal *seal)
{
	const char *text = totp_base32(ctx->mem, secret), *url, *path;
	int size;

	url = totp_url(ctx->mem, secret, ctx->app->conf->institution,
		       ctx->account->email);
	TRY(qr_path(ctx->mem, url, &path, &size));
	render_set(hdf, "Second.qr.path", path);
	render_set_number(hdf, "Second.qr.size", size);
	render_set(hdf, "Second.text", text);
	render_set(hdf, "Second.url", url);
	render_set(hdf, "Second.sealed",
		   seal_close(seal, ctx->mem, enrol_purpose(ctx), secret,
			      TOTP_SECRET));
	return OK;
}

static enum result
reply_enrol(struct ctx *ctx, int status, const unsigned char *secret)
{
	const char *text = arena_strdup(ctx->mem, fail_last()->text);
	struct _hdf *hdf = web_page(ctx, "Set up the second factor");
	struct seal *seal;

	TRY(web_seal(ctx, &seal));
	render_set(hdf, "Account.token", guard_token(ctx));
	if (status != 200)
		render_set(hdf, "Problem.code", text);
	TRY(fill_secret(ctx, hdf, secret, seal));
	return web_render(ctx, status, "second.cs", hdf);
}

enum result
account_page_totp(struct ctx *ctx)
{
	unsigned char secret[TOTP_SECRET];

	if (ctx->account->totp) {
		response_see_other(&ctx->res, web_path(ctx, "/account#second"));
		return OK;
	}
	rand_bytes(secret, sizeof(secret));
	return reply_enrol(ctx, 200, secret);
}

/* The codes, once. */
static enum result
reply_codes(struct ctx *ctx, const struct login_codes *codes)
{
	struct _hdf *hdf = web_page(ctx, "Your recovery codes");
	size_t i;

	for (i = 0; i < LOGIN_CODES; i++)
		render_set(hdf, arena_printf(ctx->mem, "Second.code.%zu", i),
			   codes->codes[i]);
	return web_render(ctx, 200, "recovery.cs", hdf);
}

static enum result
turn_on(struct ctx *ctx, const unsigned char *secret, int64_t step)
{
	const char *id = ctx->account->id;
	struct access access = gate_access(ctx);
	struct access_second second = { .step = step, .count = LOGIN_CODES };
	struct login_codes codes;
	struct seal *seal;

	TRY(web_seal(ctx, &seal));
	login_recovery_codes(ctx->mem, id, &codes);
	second.codes = codes.sha256;
	second.sealed = seal_close(seal, ctx->mem, login_purpose(ctx->mem, id),
				   secret, TOTP_SECRET);
	TRY(access_second(&access, id, &second, ctx->session->id));
	return reply_codes(ctx, &codes);
}

/* The secret that the form brings back. */
static enum result
read_secret(struct ctx *ctx, unsigned char **secret)
{
	struct seal *seal;
	size_t len;

	TRY(web_seal(ctx, &seal));
	if (seal_read(seal, ctx->mem, enrol_purpose(ctx),
		      form_text(&ctx->form, "sealed"), secret, &len) != OK ||
	    len != TOTP_SECRET)
		return fail(INVALID, "The form is of another session. "
				     "Begin again.");
	return OK;
}

enum result
account_page_totp_post(struct ctx *ctx)
{
	unsigned char *secret;
	int64_t step;

	if (ctx->account->totp)
		return fail(CONFLICT, "The second factor is on already.");
	TRY(gate_count(ctx,
		       arena_printf(ctx->mem, "enrol %s", ctx->account->id),
		       FREE_CODES));
	TRY(read_secret(ctx, &secret));
	if (totp_is(secret, form_text(&ctx->form, "code"), clock_now(), 0,
		    &step))
		return turn_on(ctx, secret, step);
	(void)fail(INVALID, "That is not the code the app shows now. Is the "
			    "clock of your phone right?");
	return reply_enrol(ctx, 422, secret);
}

enum result
account_page_totp_off(struct ctx *ctx)
{
	enum result r = gate_own_password(ctx);

	if (r == OK)
		r = account_totp(ctx->db, &ctx->by, ctx->account->id, NULL,
				 ctx->session->id);
	if (r != OK)
		return reply_refused(ctx, r, "second");
	response_see_other(&ctx->res,
			   web_path(ctx, "/account?done=off#second"));
	return OK;
}
