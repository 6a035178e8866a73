/*
 * Between pages and the rules of auth/login.h: fields, turns, cookies,
 * letters.  It shows no page.  Called by the pages of signing in, of
 * accounts and of users.
 */
#include "web/gate.h"

#include "auth/turn.h"
#include "base/clock.h"
#include "crypto/password.h"
#include "http/agent.h"
#include "store/attempt.h"
#include "web/guard.h"

/* How often one may get one's own password wrong before it takes longer. */
#define FREE_OWN 5

enum result
gate_hash(struct ctx *ctx, const char *email, const char **hash)
{
	const struct conf *conf = ctx->app->conf;
	const char *password = form_text(&ctx->form, "password");
	auto_fd turn = -1;

	TRY(password_check(password, email));
	if (!streq(password, form_text(&ctx->form, "again")))
		return fail(INVALID, "The two passwords are not the same.");
	TRY(turn_take(conf->data_dir, &turn));
	return password_hash(ctx->mem, password, conf->password_cost, hash);
}

void
gate_retry_after(struct ctx *ctx, long long seconds)
{
	response_header(&ctx->res, "Retry-After",
			arena_printf(ctx->mem, "%lld", seconds));
}

void
gate_set_time(struct ctx *ctx, struct _hdf *hdf, const char *name,
	      int64_t epoch)
{
	const char *iso = clock_iso(ctx->mem, epoch), *words;
	struct moment at;

	if (!epoch || clock_parse(iso, false, &at) != OK)
		return;
	words = clock_words(ctx->mem, &at, true, NULL);
	render_set(hdf, arena_printf(ctx->mem, "%s.iso", name), iso);
	render_set(hdf, arena_printf(ctx->mem, "%s.words", name), words);
}

/* May it be tried once more under ${key}? */
static enum result
check_key(struct ctx *ctx, const char *key, int free)
{
	long long wait;
	enum result r = attempt_may(ctx->db, key, free, &wait);

	if (r != TOO_OFTEN)
		return r;
	gate_retry_after(ctx, wait);
	return fail(TOO_OFTEN, "Too many attempts. Try again in %lld seconds.",
		    wait);
}

enum result
gate_count(struct ctx *ctx, const char *key, int free)
{
	TRY(check_key(ctx, key, free));
	return attempt_failed(ctx->db, key);
}

enum result
gate_own_password(struct ctx *ctx)
{
	const struct conf *conf = ctx->app->conf;
	const char *key = arena_printf(ctx->mem, "own password %s",
				       ctx->account->id);
	auto_fd turn = -1;

	TRY(check_key(ctx, key, FREE_OWN));
	TRY(turn_take(conf->data_dir, &turn));
	if (password_is(form_text(&ctx->form, "old"), ctx->account->password,
			conf->password_cost))
		return attempt_succeeded(ctx->db, key);
	TRY(attempt_failed(ctx->db, key));
	return fail(INVALID, "That is not your present password.");
}

/* Who asked for no page in particular begins where their work is. */
static const char *
first_page(const struct account *account, const char *path)
{
	enum role role = rights_role_named(account->role);

	return streq(path, "/") && rights_has(role, RIGHT_READ) ? "/build"
								: path;
}

enum result
gate_enter(struct ctx *ctx, const struct account *account, const char *path)
{
	const struct conf *conf = ctx->app->conf;
	const char *agent = request_header(&ctx->req, "User-Agent"), *cookie;
	const struct session_new new = {
		.account_id = account->id,
		.agent = agent_words(ctx->mem, agent),
		.life = { conf->session_idle, conf->session_absolute },
	};
	const struct audit_by by = { account->id, account->name,
				     ctx->by.address };

	if (ctx->session)
		TRY(session_end(ctx->db, &ctx->by, ctx->account->id,
				ctx->session->id));
	TRY(session_begin(ctx->db, ctx->mem, &by, &new, &cookie));
	guard_signed_in(ctx, cookie);
	response_see_other(&ctx->res,
			   web_path(ctx, "%s", first_page(account, path)));
	return OK;
}

/* A second slash or a backslash would make it another host. */
const char *
gate_next(const char *next)
{
	const char *s;

	if (!next || next[0] != '/' || next[1] == '/')
		return "/";
	for (s = next; *s; s++)
		if ((unsigned char)*s <= ' ' || *s == '\\' || *s == 0x7F)
			return "/";
	return next;
}

struct access
gate_access(struct ctx *ctx)
{
	return (struct access){ ctx->db, ctx->mem, &ctx->by };
}

struct mail_letter
gate_letter(struct ctx *ctx, const struct account *account)
{
	const struct conf *conf = ctx->app->conf;
	bool is_new = str_empty(account->password);
	struct mail_letter letter = {
		.is_kept = str_empty(conf->smtp),
		.seconds = is_new ? GATE_INVITE : GATE_RESET,
		.link = web_url(ctx, is_new ? "/invite/" : "/reset/"),
	};

	letter.subject = arena_printf(ctx->mem,
				      is_new ? "Your account at %s"
					     : "A new password for %s",
				      conf->institution);
	letter.before = arena_printf(
		ctx->mem,
		is_new ? "Hello %s,\n\nthere is an account for you in the "
			 "record office of %s. Open this link to\nchoose a "
			 "password and sign in:\n\n"
		       : "Hello %s,\n\nsomebody, we hope you, asked for a new "
			 "password in the record office of %s.\nOpen this link "
			 "to choose one:\n\n",
		account->name, conf->institution);
	letter.after = is_new ? "\n\nThe link is good once, for seven days.\n"
			      : "\n\nThe link is good once, for one hour. If "
				"it was not you, do nothing: your\npassword "
				"stays as it is.\n";
	return letter;
}
