/*
 * Tickets: links that are good once.
 *
 * The SQL of the table ticket.  A ticket is used up by deleting its row, in
 * one statement, so that of two who use it at once one comes too late.
 */
#include "store/ticket.h"

#include <string.h>

#include "base/clock.h"
#include "base/rand.h"
#include "base/str.h"
#include "crypto/digest.h"

/* How long after its end a ticket still answers that it is past it. */
enum { KEPT_AFTER = 30 * 24 * 3600 };

static const char *const kinds[] = {
	[TICKET_SETUP] = "setup",
	[TICKET_INVITE] = "invite",
	[TICKET_RESET] = "reset",
	[TICKET_ENDORSE] = "endorse",
};

_Static_assert(sizeof(kinds) / sizeof(kinds[0]) == TICKET__MAX,
	       "each kind has a name");

static enum result
sweep(struct db *db, const struct ticket *ticket, int64_t now)
{
	TRY(db_run(db, NULL, "DELETE FROM ticket WHERE ends_at < $1",
		   I(now - KEPT_AFTER)));
	if (ticket->account_id[0] == '\0')
		return OK;
	return db_run(db, NULL,
		      "DELETE FROM ticket WHERE account_id = $1 AND kind = $2",
		      T(ticket->account_id), T(kinds[ticket->kind]));
}

enum result
ticket_put(struct db *db, struct arena *mem, const struct ticket *ticket,
	   long long seconds, const char **secret)
{
	const char *made = rand_id(mem);
	const int64_t now = clock_now();
	auto_tx tx = NULL;

	TRY(db_join(db, &tx));
	TRY(sweep(db, ticket, now));
	TRY(db_run(db, NULL,
		   "INSERT INTO ticket (sha256, kind, account_id, about,"
		   " created_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6)",
		   T(digest_hex(mem, made, strlen(made))),
		   T(kinds[ticket->kind]), T(ticket->account_id),
		   T(ticket->about), I(now), I(now + seconds)));
	TRY(db_commit(&tx));
	*secret = made;
	return OK;
}

static void
read_ticket(struct db_rows *rows, struct arena *mem, enum ticket_kind kind,
	    struct ticket *out)
{
	*out = (struct ticket){
		.kind = kind,
		.account_id = db_column_text(rows, 0, mem, NULL),
		.about = db_column_text(rows, 1, mem, NULL),
		.created_at = db_column_number(rows, 2),
		.ends_at = db_column_number(rows, 3),
	};
}

enum result
ticket_get(struct db *db, struct arena *mem, enum ticket_kind kind,
	   const char *secret, struct ticket *out)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT account_id, about, created_at, ends_at"
		     " FROM ticket WHERE sha256 = $1 AND kind = $2",
		     T(digest_hex(mem, secret, strlen(secret))),
		     T(kinds[kind])));
	r = db_next(rows);
	if (r == NOT_FOUND)
		return fail(NOT_FOUND, "there is no such link, or it was used");
	if (r != OK)
		return r;
	read_ticket(rows, mem, kind, out);
	if (out->ends_at <= clock_now())
		return fail(GONE, "the time of this link is over");
	return OK;
}

enum result
ticket_take(struct db *db, struct arena *mem, enum ticket_kind kind,
	    const char *secret, struct ticket *out)
{
	long long taken;
	auto_tx tx = NULL;

	TRY(db_join(db, &tx));
	TRY(ticket_get(db, mem, kind, secret, out));
	TRY(db_run(db, &taken, "DELETE FROM ticket WHERE sha256 = $1",
		   T(digest_hex(mem, secret, strlen(secret)))));
	if (!taken)
		return fail(NOT_FOUND, "there is no such link, or it was used");
	return db_commit(&tx);
}

enum result
ticket_end_all(struct db *db, const char *account_id)
{
	return db_run(db, NULL, "DELETE FROM ticket WHERE account_id = $1",
		      T(account_id));
}
