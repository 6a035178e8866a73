/*
 * Accounts: made, found, changed.
 *
 * The SQL of the table account; the recovery codes are in
 * account_recovery.c.  Hashing and sealing are done by the caller: here a
 * password is its hash and a second factor a sealed text.  What a role may
 * do is not known here, but that an office needs an owner is.
 */
#include "store/account.h"

#include <string.h>

#include "base/clock.h"
#include "base/rand.h"
#include "base/str.h"
#include "base/uri.h"
#include "store/account_row.h"
#include "store/holding.h"
#include "store/line.h"
#include "store/search.h"
#include "store/session.h"
#include "store/ticket.h"

#define OWNER "owner" /* rights_role_name(ROLE_OWNER) */

void
account_row_read(struct db_rows *rows, int column, struct arena *mem,
		 struct account *out)
{
	*out = (struct account){
		.id = db_column_text(rows, column, mem, NULL),
		.email = db_column_text(rows, column + 1, mem, NULL),
		.name = db_column_text(rows, column + 2, mem, NULL),
		.role = db_column_text(rows, column + 3, mem, NULL),
		.password = db_column_text(rows, column + 4, mem, NULL),
		.totp = db_column_text(rows, column + 5, mem, NULL),
		.totp_step = db_column_number(rows, column + 6),
		.created_at = db_column_number(rows, column + 7),
		.seen_at = db_column_number(rows, column + 8),
		.disabled_at = db_column_number(rows, column + 9),
	};
}

enum result
account_count(struct db *db, long long *out)
{
	auto_rows rows = NULL;

	TRY(db_query(db, &rows, "SELECT count(*) FROM account"));
	TRY(db_next(rows));
	*out = db_column_number(rows, 0);
	return OK;
}

enum result
account_get(struct db *db, struct arena *mem, const char *id,
	    struct account *out)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT " ACCOUNT_ROW " FROM account a WHERE a.id = $1",
		     T(id)));
	r = db_next(rows);
	if (r == NOT_FOUND)
		return fail(NOT_FOUND, "there is no account %s", id);
	if (r == OK)
		account_row_read(rows, 0, mem, out);
	return r;
}

enum result
account_find(struct db *db, struct arena *mem, const char *email,
	     struct account *out)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT " ACCOUNT_ROW " FROM account a WHERE a.email = $1",
		     T(search_text(mem, &email, 1))));
	r = db_next(rows);
	if (r == NOT_FOUND)
		return fail(NOT_FOUND, "there is no account for that address");
	if (r == OK)
		account_row_read(rows, 0, mem, out);
	return r;
}

enum result
account_list(struct db *db, struct arena *mem, struct account_list *out)
{
	auto_rows rows = NULL;
	long long count;
	enum result r;

	*out = (struct account_list){ 0 };
	TRY(account_count(db, &count));
	TRY(db_query(db, &rows,
		     "SELECT " ACCOUNT_ROW " FROM account a"
		     " ORDER BY lower(a.name), a.id LIMIT $1",
		     I(count)));
	out->items = arena_array(mem, (size_t)count, sizeof(*out->items));
	while ((r = db_next(rows)) == OK)
		account_row_read(rows, 0, mem, &out->items[out->count++]);
	return r == NOT_FOUND ? OK : r;
}

static enum result
check(const struct account *account)
{
	if (str_empty(account->email) || !uri_is_mailbox(account->email) ||
	    !line_is(account->email))
		return fail(INVALID, "An e-mail address has the form "
				     "name@example.org.");
	if (str_empty(account->name) ||
	    account->name[strspn(account->name, " ")] == '\0')
		return fail(INVALID, "An account needs a name.");
	if (!line_is(account->name) || str_points(account->name) > ACCOUNT_NAME)
		return fail(INVALID,
			    "A name is one line of at most %d characters.",
			    ACCOUNT_NAME);
	if (str_empty(account->role))
		return fail(INVALID, "An account needs a role.");
	return OK;
}

static enum result
insert(struct db *db, const struct account *account)
{
	enum result r;

	r = db_run(db, NULL,
		   "INSERT INTO account (id, email, name, role, password,"
		   " totp_step, created_at, seen_at, disabled_at)"
		   " VALUES ($1, $2, $3, $4, '', 0, $5, 0, 0)",
		   T(account->id), T(account->email), T(account->name),
		   T(account->role), I(clock_now()));
	if (r == CONFLICT)
		return fail(CONFLICT, "There is an account for %s already.",
			    account->email);
	return r;
}

enum result
account_put(struct db *db, struct arena *mem, const struct audit_by *by,
	    const struct account *account, const char **id)
{
	struct account made = *account;
	struct audit_event event = { .action = "account.make" };
	auto_tx tx = NULL;

	TRY(check(account));
	made.id = event.target = rand_id(mem);
	made.email = search_text(mem, &account->email, 1);
	event.words = arena_printf(mem, "Made an account for %s (%s), %s",
				   made.name, made.email, made.role);
	TRY(db_join(db, &tx));
	TRY(insert(db, &made));
	TRY(holding_adopt(db, mem, made.email, made.id));
	TRY(audit_add(db, by, &event));
	TRY(db_commit(&tx));
	*id = made.id;
	return OK;
}

/* A change on its way: the account as it was, in a transaction. */
struct change {
	struct db *db;
	struct arena *mem;
	const struct audit_by *by;
	struct account was;
};

static enum result
change_begin(struct change *c, struct db_tx **tx, const char *id)
{
	TRY(db_join(c->db, tx));
	return account_get(c->db, c->mem, id, &c->was);
}

/* Tell of it, end the account's sessions but ${keep}, commit. */
static enum result
change_end(const struct change *c, struct db_tx **tx, const char *keep,
	   const struct audit_event *event)
{
	struct audit_event told = *event;

	told.target = c->was.id;
	TRY(audit_add(c->db, c->by, &told));
	TRY(session_end_all(c->db, c->by, c->was.id, keep));
	return db_commit(tx);
}

/* Is there another owner than this one, who may sign in? */
static enum result
check_owner(const struct change *c)
{
	auto_rows rows = NULL;
	enum result r;

	if (!streq(c->was.role, OWNER) || c->was.disabled_at)
		return OK;
	TRY(db_query(c->db, &rows,
		     "SELECT 1 FROM account WHERE role = '" OWNER "'"
		     " AND disabled_at = 0 AND password <> '' AND id <> $1"
		     " LIMIT 1",
		     T(c->was.id)));
	r = db_next(rows);
	return r != NOT_FOUND ? r
			      : fail(CONFLICT,
				     "%s is the only owner who can sign "
				     "in. Make somebody else an owner "
				     "first.",
				     c->was.name);
}

enum result
account_role(struct db *db, const struct audit_by *by, const char *id,
	     const char *role)
{
	auto_arena mem = arena_new();
	struct change c = { .db = db, .mem = mem, .by = by };
	struct audit_event event = { .action = "account.role" };
	auto_tx tx = NULL;

	TRY(change_begin(&c, &tx, id));
	if (!streq(role, OWNER))
		TRY(check_owner(&c));
	TRY(db_run(db, NULL, "UPDATE account SET role = $2 WHERE id = $1",
		   T(id), T(role)));
	event.words = arena_printf(mem, "Made %s (%s) %s, who was %s",
				   c.was.name, c.was.email, role, c.was.role);
	return change_end(&c, &tx, NULL, &event);
}

enum result
account_disable(struct db *db, const struct audit_by *by, const char *id,
		bool is_disabled)
{
	auto_arena mem = arena_new();
	struct change c = { .db = db, .mem = mem, .by = by };
	struct audit_event event = { .action = is_disabled ? "account.disable"
							   : "account.enable" };
	auto_tx tx = NULL;

	TRY(change_begin(&c, &tx, id));
	if (is_disabled) {
		TRY(check_owner(&c));
		TRY(ticket_end_all(db, id));
	}
	TRY(db_run(db, NULL,
		   "UPDATE account SET disabled_at = $2 WHERE id = $1", T(id),
		   I(is_disabled ? clock_now() : 0)));
	event.words = arena_printf(mem, "%s the account of %s (%s)",
				   is_disabled ? "Disabled" : "Enabled",
				   c.was.name, c.was.email);
	return change_end(&c, &tx, NULL, &event);
}

enum result
account_password(struct db *db, const struct audit_by *by, const char *id,
		 const char *hash, const char *keep)
{
	auto_arena mem = arena_new();
	struct change c = { .db = db, .mem = mem, .by = by };
	struct audit_event event = { .action = "account.password" };
	auto_tx tx = NULL;

	TRY(change_begin(&c, &tx, id));
	TRY(db_run(db, NULL, "UPDATE account SET password = $2 WHERE id = $1",
		   T(id), T(hash)));
	TRY(ticket_end_all(db, id));
	event.words = arena_printf(mem, "Set the password of %s (%s)",
				   c.was.name, c.was.email);
	return change_end(&c, &tx, keep, &event);
}

enum result
account_totp(struct db *db, const struct audit_by *by, const char *id,
	     const char *sealed, const char *keep)
{
	auto_arena mem = arena_new();
	struct change c = { .db = db, .mem = mem, .by = by };
	struct audit_event event = { .action = "account.totp" };
	auto_tx tx = NULL;

	TRY(change_begin(&c, &tx, id));
	TRY(db_run(db, NULL,
		   "UPDATE account SET totp = $2, totp_step = 0"
		   " WHERE id = $1",
		   T(id), T(sealed)));
	if (!sealed)
		TRY(account_recovery_put(db, id, NULL, 0));
	event.words = arena_printf(mem, "%s the second factor of %s (%s)",
				   sealed ? "Set" : "Took away", c.was.name,
				   c.was.email);
	return change_end(&c, &tx, keep, &event);
}

enum result
account_rehash(struct db *db, const char *id, const char *old, const char *hash)
{
	return db_run(db, NULL,
		      "UPDATE account SET password = $3"
		      " WHERE id = $1 AND password = $2",
		      T(id), T(old), T(hash));
}

enum result
account_totp_taken(struct db *db, const char *id, int64_t step)
{
	long long changed;

	TRY(db_run(db, &changed,
		   "UPDATE account SET totp_step = $2"
		   " WHERE id = $1 AND totp_step < $2",
		   T(id), I(step)));
	if (!changed)
		return fail(CONFLICT, "that code was used before");
	return OK;
}
