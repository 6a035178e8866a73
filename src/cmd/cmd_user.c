/*
 * clarus user: accounts from the command line, for who set the office up
 * and for who is locked out.  The same rules as on the pages; the audit
 * trail says "clarus user".
 */
#include <stdio.h>
#include <string.h>

#include "auth/rights.h"
#include "base/clock.h"
#include "base/str.h"
#include "cmd/cmd.h"
#include "crypto/password.h"
#include "store/account.h"
#include "store/ticket.h"

enum { MOST_WORDS = 2, DAY = 24 * 3600, INVITE_DAYS = 7, RESET_DAYS = 1 };

static const struct audit_by by = { "", "clarus user", "" };

/* A call: its words, and what it works on. */
struct user_run {
	const struct conf *conf;
	struct db *db;
	struct arena *mem;
	const char *words[MOST_WORDS]; /* EMAIL, and NAME or ROLE */
	int count;
	const char *role;
	bool reads_password;
};

static enum result
check_role(const char *name)
{
	if (rights_role_named(name) == ROLE_NOBODY)
		return fail(INVALID,
			    "there is no role %s: take owner, editor, issuer, "
			    "reviewer, auditor or learner",
			    name);
	return OK;
}

/* The first line of standard input, hashed. */
static enum result
read_password(const struct user_run *u, const char **hash)
{
	const char *text;

	TRY(cmd_read_line(u->mem, "-", &text));
	TRY(password_check(text, u->words[0]));
	return password_hash(u->mem, text, u->conf->password_cost, hash);
}

/* Print a link that is good once, for ${account}. */
static enum result
print_link(const struct user_run *u, enum ticket_kind kind,
	   const char *account_id)
{
	const bool is_invite = kind == TICKET_INVITE;
	const struct ticket ticket = {
		.kind = kind,
		.account_id = account_id,
		.about = "",
	};
	const char *secret;

	TRY(ticket_put(u->db, u->mem, &ticket,
		       DAY * (is_invite ? INVITE_DAYS : RESET_DAYS), &secret));
	printf("%s/%s/%s\n", u->conf->base_url, is_invite ? "invite" : "reset",
	       secret);
	return OK;
}

static enum result
user_add(const struct user_run *u)
{
	const struct account account = {
		.email = u->words[0],
		.name = u->words[1],
		.role = u->role,
	};
	const char *hash = NULL, *id;

	TRY(check_role(u->role));
	if (u->reads_password)
		TRY(read_password(u, &hash));
	TRY(account_put(u->db, u->mem, &by, &account, &id));
	if (hash)
		return account_password(u->db, &by, id, hash, NULL);
	return print_link(u, TICKET_INVITE, id);
}

static const char *
state_of(const struct account *account)
{
	if (account->disabled_at)
		return "disabled";
	return account->password[0] ? "works" : "invited";
}

static enum result
user_list(const struct user_run *u)
{
	const struct account *one;
	struct account_list list;
	size_t i;

	TRY(account_list(u->db, u->mem, &list));
	for (i = 0; i < list.count; i++) {
		one = &list.items[i];
		printf("%s\t%s\t%s\t%s\t%s\n", one->email, one->role,
		       state_of(one),
		       one->seen_at ? clock_iso(u->mem, one->seen_at) : "never",
		       one->name);
	}
	return OK;
}

static enum result
user_role(const struct user_run *u)
{
	struct account account;

	TRY(check_role(u->words[1]));
	TRY(account_find(u->db, u->mem, u->words[0], &account));
	return account_role(u->db, &by, account.id, u->words[1]);
}

static enum result
user_disable(const struct user_run *u)
{
	struct account account;

	TRY(account_find(u->db, u->mem, u->words[0], &account));
	return account_disable(u->db, &by, account.id, true);
}

static enum result
user_enable(const struct user_run *u)
{
	struct account account;

	TRY(account_find(u->db, u->mem, u->words[0], &account));
	return account_disable(u->db, &by, account.id, false);
}

static enum result
user_reset(const struct user_run *u)
{
	struct audit_event event = { .action = "account.reset" };
	struct account account;

	TRY(account_find(u->db, u->mem, u->words[0], &account));
	if (account.disabled_at)
		return fail(CONFLICT, "the account of %s is disabled",
			    account.email);
	event.target = account.id;
	event.words = arena_printf(u->mem,
				   "Made a link to set the password of %s (%s)",
				   account.name, account.email);
	TRY(audit_add(u->db, &by, &event));
	return print_link(u, TICKET_RESET, account.id);
}

static const struct {
	const char *name;
	enum result (*run)(const struct user_run *u);
	int count; /* of words */
	bool takes_role;
} calls[] = {
	{ "add", user_add, 2, true },
	{ "list", user_list, 0, false },
	{ "role", user_role, 2, false },
	{ "disable", user_disable, 1, false },
	{ "enable", user_enable, 1, false },
	{ "reset", user_reset, 1, false },
};

enum { CALLS = sizeof(calls) / sizeof(calls[0]) };

/* Sort the words behind "user CALL"; false: one too many, or unknown. */
static bool
read_words(struct user_run *u, int argc, char *argv[])
{
	int i;

	for (i = 2; i < argc; i++) {
		if (streq(argv[i], "--role") && i + 1 < argc)
			u->role = argv[++i];
		else if (streq(argv[i], "--password-stdin"))
			u->reads_password = true;
		else if (u->count < MOST_WORDS && !str_starts(argv[i], "--"))
			u->words[u->count++] = argv[i];
		else
			return false;
	}
	return true;
}

/* The row of ${calls} that is meant, and its words are there; or CALLS. */
static size_t
find_call(const struct user_run *u, const char *name)
{
	size_t i;

	for (i = 0; i < CALLS; i++)
		if (streq(calls[i].name, name) && calls[i].count == u->count &&
		    calls[i].takes_role == (u->role != NULL) &&
		    (calls[i].takes_role || !u->reads_password))
			break;
	return i;
}

int
cmd_user(const struct conf *conf, int argc, char *argv[])
{
	auto_arena mem = arena_new();
	auto_db db = NULL;
	struct user_run u = { .conf = conf, .mem = mem };
	enum result r;
	size_t call;

	if (argc < 2 || !read_words(&u, argc, argv))
		return cmd_usage(argv[0]);
	call = find_call(&u, argv[1]);
	if (call == CALLS)
		return cmd_usage(argv[0]);
	r = cmd_open(conf, &db);
	u.db = db;
	if (r == OK)
		r = calls[call].run(&u);
	return r == OK ? EXIT_FINE : cmd_failed(argv[0]);
}
