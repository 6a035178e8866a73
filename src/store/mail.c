/*
 * The outbox.
 *
 * The SQL of the table mail.  Sending is done by the job process; what a
 * mail says is written by whoever wants it sent.
 */
#include "store/mail.h"

#include <string.h>

#include "base/clock.h"
#include "base/rand.h"
#include "base/str.h"
#include "store/line.h"

enum { MOST_ERROR = 300, FIRST_WAIT = 60 };

static const char *const states[] = {
	[MAIL_WAITING] = "waiting",
	[MAIL_SENT] = "sent",
	[MAIL_FAILED] = "failed",
	[MAIL_KEPT] = "kept",
};

const char *
mail_state_name(enum mail_state state)
{
	return states[state];
}

/* A name that is none of ours counts as failed. */
static enum mail_state
state_named(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if (streq(states[i], name))
			return (enum mail_state)i;
	return MAIL_FAILED;
}

enum result
mail_put(struct db *db, struct arena *mem, const struct mail *mail,
	 bool is_kept, const char **id)
{
	const char *made = rand_id(mem);
	const int64_t now = clock_now();

	if (str_empty(mail->to) || !line_is(mail->to))
		return fail(INVALID, "A mail goes to one address.");
	if (!line_is(mail->subject))
		return fail(INVALID, "The subject of a mail is one line.");
	TRY(db_run(db, NULL,
		   "INSERT INTO mail (id, to_email, subject, body, state,"
		   " tries, next_at, created_at, sent_at, error)"
		   " VALUES ($1, $2, $3, $4, $5, 0, $6, $6, 0, '')",
		   T(made), T(mail->to), T(mail->subject), T(mail->body),
		   T(states[is_kept ? MAIL_KEPT : MAIL_WAITING]), I(now)));
	*id = made;
	return OK;
}

enum result
mail_put_letter(struct db *db, struct arena *mem, const char *to,
		const struct mail_letter *letter, const char *secret)
{
	const struct mail mail = {
		.to = to,
		.subject = letter->subject,
		.body = arena_printf(mem, "%s%s%s%s", letter->before,
				     letter->link, secret, letter->after),
	};
	const char *id;

	return mail_put(db, mem, &mail, letter->is_kept, &id);
}

#define MAIL_ROW                                                               \
	"id, to_email, subject, state, tries, next_at, created_at, sent_at,"   \
	" error"

static void
read_mail(struct db_rows *rows, struct arena *mem, struct mail *out)
{
	*out = (struct mail){
		.id = db_column_text(rows, 0, mem, NULL),
		.to = db_column_text(rows, 1, mem, NULL),
		.subject = db_column_text(rows, 2, mem, NULL),
		.state = state_named(db_column_text(rows, 3, mem, NULL)),
		.tries = db_column_number(rows, 4),
		.next_at = db_column_number(rows, 5),
		.created_at = db_column_number(rows, 6),
		.sent_at = db_column_number(rows, 7),
		.error = db_column_text(rows, 8, mem, NULL),
	};
}

static enum result
count_list(struct db *db, long long *total)
{
	auto_rows rows = NULL;

	TRY(db_query(db, &rows, "SELECT count(*) FROM mail"));
	TRY(db_next(rows));
	*total = db_column_number(rows, 0);
	return OK;
}

enum result
mail_list(struct db *db, struct arena *mem, long long limit, long long offset,
	  struct mail_list *out)
{
	auto_rows rows = NULL;
	long long left;
	enum result r;

	*out = (struct mail_list){ 0 };
	TRY(count_list(db, &out->total));
	left = out->total - offset;
	left = left < limit ? left : limit;
	if (left <= 0)
		return OK;
	TRY(db_query(db, &rows,
		     "SELECT " MAIL_ROW " FROM mail"
		     " ORDER BY created_at DESC, id LIMIT $1 OFFSET $2",
		     I(left), I(offset)));
	out->items = arena_array(mem, (size_t)left, sizeof(*out->items));
	while ((r = db_next(rows)) == OK)
		read_mail(rows, mem, &out->items[out->count++]);
	return r == NOT_FOUND ? OK : r;
}

/* The row of a query for one mail, its body behind MAIL_ROW. */
static enum result
read_one(struct db_rows *rows, struct arena *mem, struct mail *out)
{
	TRY(db_next(rows));
	read_mail(rows, mem, out);
	out->body = db_column_text(rows, 9, mem, NULL);
	return OK;
}

enum result
mail_get(struct db *db, struct arena *mem, const char *id, struct mail *out)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT " MAIL_ROW ", body FROM mail WHERE id = $1",
		     T(id)));
	r = read_one(rows, mem, out);
	return r == NOT_FOUND ? fail(NOT_FOUND, "there is no mail %s", id) : r;
}

enum result
mail_next(struct db *db, struct arena *mem, struct mail *out)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT " MAIL_ROW ", body FROM mail"
		     " WHERE state = 'waiting' AND next_at <= $1"
		     " ORDER BY next_at, id LIMIT 1",
		     I(clock_now())));
	r = read_one(rows, mem, out);
	return r == NOT_FOUND ? fail(NOT_FOUND, "no mail is waiting") : r;
}

enum result
mail_sent(struct db *db, const char *id)
{
	long long changed;

	TRY(db_run(db, &changed,
		   "UPDATE mail SET state = 'sent', sent_at = $2,"
		   " tries = tries + 1, error = '', body = ''"
		   " WHERE id = $1",
		   T(id), I(clock_now())));
	return changed ? OK : fail(NOT_FOUND, "there is no mail %s", id);
}

enum result
mail_missed(struct db *db, const char *id, const char *error, bool is_final)
{
	auto_arena mem = arena_new();
	auto_tx tx = NULL;
	struct mail mail;
	bool is_over;

	TRY(db_join(db, &tx));
	TRY(mail_get(db, mem, id, &mail));
	is_over = is_final || mail.tries + 1 >= MAIL_TRIES;
	TRY(db_run(db, NULL,
		   "UPDATE mail SET state = $2, tries = $3, next_at = $4,"
		   " error = $5 WHERE id = $1",
		   T(id), T(states[is_over ? MAIL_FAILED : MAIL_WAITING]),
		   I(mail.tries + 1),
		   I(clock_now() + (is_over ? 0 : FIRST_WAIT << mail.tries)),
		   T(line_of(mem, error, MOST_ERROR))));
	return db_commit(&tx);
}

enum result
mail_again(struct db *db, const char *id)
{
	auto_arena mem = arena_new();
	struct mail mail;
	long long changed;

	TRY(db_run(db, &changed,
		   "UPDATE mail SET state = 'waiting', tries = 0, next_at = $2"
		   " WHERE id = $1 AND state IN ('failed', 'kept')",
		   T(id), I(clock_now())));
	if (changed)
		return OK;
	TRY(mail_get(db, mem, id, &mail));
	return fail(CONFLICT, "That mail is %s.",
		    mail.state == MAIL_SENT ? "sent" : "waiting to be sent");
}
