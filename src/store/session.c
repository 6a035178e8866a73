/*
 * Sessions: begun, opened, listed, ended.
 *
 * The SQL of the table session.  The cookie itself is nowhere; a session is
 * named by an id that opens nothing.  What is past its life is not found,
 * and is swept away when another begins.
 */
#include "store/session.h"

#include <string.h>

#include "base/clock.h"
#include "base/rand.h"
#include "base/str.h"
#include "crypto/digest.h"
#include "store/account_row.h"
#include "store/line.h"

#define BEGIN "session.begin"

enum {
	MOST_AGENT = 100, /* characters */
	SEEN_AGAIN = 60	  /* seconds */
};

/* The columns of a session, of the table named "s". */
#define SESSION_ROW                                                            \
	"s.id, s.account_id, s.created_at, s.seen_at, s.address, s.agent"
enum { SESSION_COLUMNS = 6 };

static void
read_session(struct db_rows *rows, struct arena *mem, struct session *out)
{
	*out = (struct session){
		.id = db_column_text(rows, 0, mem, NULL),
		.account_id = db_column_text(rows, 1, mem, NULL),
		.created_at = db_column_number(rows, 2),
		.seen_at = db_column_number(rows, 3),
		.address = db_column_text(rows, 4, mem, NULL),
		.agent = db_column_text(rows, 5, mem, NULL),
	};
}

/* Make room: those past their life at ${now} go. */
static enum result
sweep(struct db *db, const struct session_life *life, int64_t now)
{
	return db_run(db, NULL,
		      "DELETE FROM session WHERE seen_at <= $1"
		      " OR created_at <= $2",
		      I(now - life->idle), I(now - life->absolute));
}

static enum result
insert(struct db *db, const char *sha256, const struct session *s)
{
	TRY(db_run(db, NULL,
		   "INSERT INTO session (sha256, id, account_id, created_at,"
		   " seen_at, address, agent)"
		   " VALUES ($1, $2, $3, $4, $4, $5, $6)",
		   T(sha256), T(s->id), T(s->account_id), I(s->created_at),
		   T(s->address), T(s->agent)));
	return db_run(db, NULL, "UPDATE account SET seen_at = $2 WHERE id = $1",
		      T(s->account_id), I(s->created_at));
}

enum result
session_begin(struct db *db, struct arena *mem, const struct audit_by *by,
	      const struct session_new *new, const char **cookie)
{
	const char *made = rand_id(mem);
	const struct session s = {
		.id = rand_id(mem),
		.account_id = new->account_id,
		.created_at = clock_now(),
		.address = line_of(mem, by->address, MOST_AGENT),
		.agent = line_of(mem, new->agent, MOST_AGENT),
	};
	const struct audit_event event = {
		.action = BEGIN,
		.target = new->account_id,
		.words = arena_printf(mem, "Signed in, %s", s.agent),
	};
	auto_tx tx = NULL;

	TRY(db_join(db, &tx));
	TRY(sweep(db, &new->life, s.created_at));
	TRY(insert(db, digest_hex(mem, made, strlen(made)), &s));
	TRY(audit_add(db, by, &event));
	TRY(db_commit(&tx));
	*cookie = made;
	return OK;
}

enum result
session_open(struct db *db, struct arena *mem, const char *cookie,
	     const struct session_life *life, struct session_opened *out)
{
	const int64_t now = clock_now();
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT " SESSION_ROW ", " ACCOUNT_ROW " FROM session s"
		     " JOIN account a ON a.id = s.account_id"
		     " WHERE s.sha256 = $1 AND s.seen_at > $2"
		     " AND s.created_at > $3 AND a.disabled_at = 0",
		     T(digest_hex(mem, cookie, strlen(cookie))),
		     I(now - life->idle), I(now - life->absolute)));
	r = db_next(rows);
	if (r == NOT_FOUND)
		return fail(NOT_FOUND, "there is no such session, or no more");
	if (r != OK)
		return r;
	read_session(rows, mem, &out->session);
	account_row_read(rows, SESSION_COLUMNS, mem, &out->account);
	return OK;
}

enum result
session_seen(struct db *db, const struct session *session)
{
	const int64_t now = clock_now();

	if (now - session->seen_at < SEEN_AGAIN)
		return OK;
	return db_run(db, NULL,
		      "UPDATE session SET seen_at = $2"
		      " WHERE id = $1 AND seen_at < $2",
		      T(session->id), I(now));
}

enum result
session_list(struct db *db, struct arena *mem, const char *account_id,
	     const struct session_life *life, struct session_list *out)
{
	const int64_t now = clock_now();
	auto_rows rows = NULL;
	enum result r;

	*out = (struct session_list){ 0 };
	TRY(db_query(db, &rows,
		     "SELECT " SESSION_ROW ", count(*) OVER () FROM session s"
		     " WHERE s.account_id = $1 AND s.seen_at > $2"
		     " AND s.created_at > $3"
		     " ORDER BY s.created_at DESC, s.id",
		     T(account_id), I(now - life->idle),
		     I(now - life->absolute)));
	while ((r = db_next(rows)) == OK) {
		if (!out->items)
			out->items = arena_array(
				mem,
				(size_t)db_column_number(rows, SESSION_COLUMNS),
				sizeof(*out->items));
		read_session(rows, mem, &out->items[out->count++]);
	}
	return r == NOT_FOUND ? OK : r;
}

/* Tell that ${count} sessions of an account ended. */
static enum result
tell_end(struct db *db, const struct audit_by *by, const char *account_id,
	 long long count)
{
	auto_arena mem = arena_new();
	const struct audit_event event = {
		.action = "session.end",
		.target = account_id,
		.words = count == 1
				 ? "Signed out"
				 : arena_printf(mem, "Signed out %lld browsers",
						count),
	};

	return audit_add(db, by, &event);
}

enum result
session_end(struct db *db, const struct audit_by *by, const char *account_id,
	    const char *id)
{
	long long ended;
	auto_tx tx = NULL;

	TRY(db_join(db, &tx));
	TRY(db_run(db, &ended,
		   "DELETE FROM session WHERE id = $1 AND account_id = $2",
		   T(id), T(account_id)));
	if (!ended)
		return fail(NOT_FOUND, "there is no session %s", id);
	TRY(tell_end(db, by, account_id, ended));
	return db_commit(&tx);
}

enum result
session_end_all(struct db *db, const struct audit_by *by,
		const char *account_id, const char *keep)
{
	long long ended;
	auto_tx tx = NULL;

	TRY(db_join(db, &tx));
	TRY(db_run(db, &ended,
		   "DELETE FROM session WHERE account_id = $1 AND id <> $2",
		   T(account_id), T(keep ? keep : "")));
	if (ended)
		TRY(tell_end(db, by, account_id, ended));
	return db_commit(&tx);
}

enum result
session_is_known(struct db *db, const char *account_id, const char *address,
		 bool *is_known)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT 1 FROM audit WHERE target = $1"
		     " AND address = $2 AND action = '" BEGIN "' LIMIT 1",
		     T(account_id), T(address)));
	r = db_next(rows);
	*is_known = r == OK;
	return r == NOT_FOUND ? OK : r;
}
