/*
 * Signing in: how often, with what, and what is said of it.
 *
 * It knows no HTTP and begins no session; the counting itself is in
 * store/attempt.c.  Called by the sign-in page.
 */
#include "auth/login.h"

#include <ctype.h>
#include <string.h>

#include "auth/turn.h"
#include "base/auto.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/rand.h"
#include "base/str.h"
#include "crypto/digest.h"
#include "crypto/password.h"
#include "crypto/totp.h"
#include "store/attempt.h"
#include "store/search.h"
#include "store/session.h"

enum { CODE_LETTERS = 10, CODE_HALF = 5, LONGEST_KEY = 320 };

/* The keys that failures are counted under, and how many are free. */
enum { PAIR, ADDRESS, ACCOUNT, KEYS };
static const int free_failures[KEYS] = {
	[PAIR] = LOGIN_FREE_PAIR,
	[ADDRESS] = LOGIN_FREE_ADDRESS,
	[ACCOUNT] = LOGIN_FREE_ACCOUNT,
};

/* An attempt under way. */
struct attempt {
	struct db *db;
	struct arena *mem;
	const struct login_try *try;
	struct login_done *out;
	const char *keys[KEYS];
	bool has_account;
};

static enum result
find_account(struct attempt *a)
{
	enum result r = account_find(a->db, a->mem, a->try->email,
				     &a->out->account);

	a->has_account = r == OK;
	return r == NOT_FOUND ? OK : r;
}

static void
make_keys(struct attempt *a)
{
	const char *email = search_text(a->mem, &a->try->email, 1);
	const char *address = a->try->address;

	email = search_cut(a->mem, email, LONGEST_KEY);
	a->keys[PAIR] = arena_printf(a->mem, "sign-in %s %s", email, address);
	a->keys[ADDRESS] = arena_printf(a->mem, "sign-in from %s", address);
	a->keys[ACCOUNT] = arena_printf(a->mem, "sign-in to %s", email);
}

/* May it be tried now? */
static enum result
check_attempts(struct attempt *a)
{
	bool is_known = false;
	enum result r = OK;
	int i;

	if (a->has_account)
		TRY(session_is_known(a->db, a->out->account.id, a->try->address,
				     &is_known));
	for (i = 0; i < (is_known ? ADDRESS : KEYS) && r == OK; i++)
		r = attempt_may(a->db, a->keys[i], free_failures[i],
				&a->out->wait);
	if (r != TOO_OFTEN)
		return r;
	log_line(LOG_WARNING, "sign-in slowed down from %s, account %s",
		 a->try->address, a->has_account ? a->out->account.id : "none");
	return fail(TOO_OFTEN, "Too many attempts. Try again in %lld seconds.",
		    a->out->wait);
}

/* It failed: count it, and tell the log. */
static enum result
count_failure(const struct attempt *a, const char *why)
{
	int i;

	log_line(LOG_WARNING, "sign-in refused from %s, account %s: %s",
		 a->try->address, a->has_account ? a->out->account.id : "none",
		 why);
	for (i = 0; i < KEYS; i++)
		TRY(attempt_failed(a->db, a->keys[i]));
	return OK;
}

/* Its turn to hash.  While it waited, others may have failed on the same, or
 * the account may have changed. */
static enum result
take_turn(struct attempt *a, int *turn)
{
	TRY(check_attempts(a));
	if (!a->try->turns)
		return OK;
	TRY(turn_take(a->try->turns, turn));
	TRY(find_account(a));
	return check_attempts(a);
}

/* A hash is made in any case, so that the time tells nothing. */
static enum result
check_password(struct attempt *a)
{
	const struct account *account = &a->out->account;
	bool is_right;

	is_right = password_is(a->try->password,
			       a->has_account ? account->password : NULL,
			       a->try->cost);
	if (is_right && !account->disabled_at)
		return OK;
	TRY(count_failure(a, is_right ? "disabled" : "password"));
	memset(&a->out->account, 0, sizeof(a->out->account));
	return fail(UNAUTHORIZED, "E-mail address or password is wrong.");
}

/* The letters of a recovery code as they were made: what people write for
 * them instead, by Crockford's rules, is put right.  NULL: it is none. */
static char *
read_recovery(struct arena *mem, const char *code)
{
	struct str out;
	char c;

	str_init(&out, mem);
	for (; *code; code++) {
		c = (char)tolower((unsigned char)*code);
		if (c == ' ' || c == '-')
			continue;
		str_addc(&out, c == 'o' ? '0' : c == 'i' || c == 'l' ? '1' : c);
	}
	return out.len == CODE_LETTERS ? out.s : NULL;
}

static char *
recovery_digest(struct arena *mem, const char *account_id, const char *letters)
{
	const char *text = arena_printf(mem, "recovery %s %s", account_id,
					letters);

	return digest_hex(mem, text, strlen(text));
}

/* OK: it was one, and is used up.  NOT_FOUND. */
static enum result
take_recovery(struct attempt *a)
{
	const char *id = a->out->account.id;
	const char *letters = read_recovery(a->mem, a->try->code);

	if (!letters)
		return fail(NOT_FOUND, "no recovery code");
	TRY(account_recovery_take(a->db, id,
				  recovery_digest(a->mem, id, letters)));
	a->out->took_recovery = true;
	return OK;
}

/* OK: it is the app's, and is used up.  CONFLICT: wrong, or used before. */
static enum result
take_totp(struct attempt *a)
{
	const struct account *account = &a->out->account;
	unsigned char *secret;
	int64_t step;
	size_t len;

	if (!a->try->seal ||
	    seal_read(a->try->seal, a->mem, login_purpose(a->mem, account->id),
		      account->totp, &secret, &len) != OK ||
	    len != TOTP_SECRET)
		return fail(INTERNAL,
			    "the second factor of account %s cannot "
			    "be read: is secret_file the right one?",
			    account->id);
	if (!totp_is(secret, a->try->code, clock_now(), account->totp_step,
		     &step))
		return fail(CONFLICT, "a wrong code");
	return account_totp_taken(a->db, account->id, step);
}

static enum result
check_code(struct attempt *a)
{
	enum result r;

	if (!a->out->account.totp)
		return OK;
	a->out->needs_code = true;
	if (str_empty(a->try->code))
		return fail(UNAUTHORIZED, "Enter the code that your app "
					  "shows.");
	r = take_recovery(a);
	if (r == NOT_FOUND)
		r = take_totp(a);
	if (r == CONFLICT) {
		TRY(count_failure(a, "code"));
		return fail(UNAUTHORIZED, "That code is not right, or was "
					  "used before. Wait for the next "
					  "one.");
	}
	a->out->needs_code = r != OK;
	return r;
}

/* The password as it is hashed today.  Signing in does not wait for it. */
static void
hash_anew(struct attempt *a)
{
	struct account *account = &a->out->account;
	const char *hash;

	if (!password_is_old(account->password, a->try->cost))
		return;
	if (password_hash(a->mem, a->try->password, a->try->cost, &hash) !=
		    OK ||
	    account_rehash(a->db, account->id, account->password, hash) != OK)
		log_line(LOG_WARNING, "account %s keeps its old hash: %s",
			 account->id, fail_last()->text);
	else
		account->password = hash;
}

enum result
login_try(struct db *db, struct arena *mem, const struct login_try *try,
	  struct login_done *out)
{
	struct attempt a = { .db = db, .mem = mem, .try = try, .out = out };
	auto_fd turn = -1;

	*out = (struct login_done){ 0 };
	make_keys(&a);
	TRY(find_account(&a));
	TRY(take_turn(&a, &turn));
	TRY(check_password(&a));
	TRY(check_code(&a));
	TRY(attempt_succeeded(db, a.keys[PAIR]));
	TRY(attempt_succeeded(db, a.keys[ACCOUNT]));
	hash_anew(&a);
	return OK;
}

char *
login_purpose(struct arena *mem, const char *account_id)
{
	return arena_printf(mem, "totp %s", account_id);
}

void
login_recovery_codes(struct arena *mem, const char *account_id,
		     struct login_codes *out)
{
	const char *letters;
	size_t i;

	for (i = 0; i < LOGIN_CODES; i++) {
		letters = arena_strndup(mem, rand_id(mem), CODE_LETTERS);
		out->codes[i] = arena_printf(mem, "%.*s-%s", CODE_HALF, letters,
					     letters + CODE_HALF);
		out->sha256[i] = recovery_digest(mem, account_id, letters);
	}
}
