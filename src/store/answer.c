/*
 * Answers of other servers: the SQL of the table answer.  Whether one is
 * fresh enough is decided by who asks (peer/source.c).
 */
#include "store/answer.h"

#include <string.h>

#include "base/clock.h"
#include "base/str.h"

enum { KEPT_SECONDS = 7 * 24 * 3600 };

enum result
answer_get(struct db *db, struct arena *mem, const char *url,
	   struct answer *out)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT url, accept, status, final_url, type, etag,"
		     " certificate, error, fetched_at, body"
		     " FROM answer WHERE url = $1",
		     T(url)));
	r = db_next(rows);
	if (r == NOT_FOUND)
		return fail(NOT_FOUND, "nothing is kept of %s", url);
	TRY(r);
	*out = (struct answer){
		.url = db_column_text(rows, 0, mem, NULL),
		.accept = db_column_text(rows, 1, mem, NULL),
		.status = (long)db_column_number(rows, 2),
		.final_url = db_column_text(rows, 3, mem, NULL),
		.type = db_column_text(rows, 4, mem, NULL),
		.etag = db_column_text(rows, 5, mem, NULL),
		.certificate = db_column_text(rows, 6, mem, NULL),
		.error = db_column_text(rows, 7, mem, NULL),
		.fetched_at = db_column_number(rows, 8),
	};
	out->body = db_column_text(rows, 9, mem, &out->len);
	return OK;
}

/* Make room: what is old, and the oldest of what is too much. */
static enum result
sweep(struct db *db, int64_t now)
{
	TRY(db_run(db, NULL, "DELETE FROM answer WHERE fetched_at < $1",
		   I(now - KEPT_SECONDS)));
	return db_run(db, NULL,
		      "DELETE FROM answer WHERE fetched_at <="
		      " (SELECT max(fetched_at) FROM (SELECT fetched_at,"
		      " count(*) OVER newer AS answers,"
		      " sum(size) OVER newer AS bytes FROM answer"
		      " WINDOW newer AS (ORDER BY fetched_at DESC)) AS sums"
		      " WHERE answers >= $1 OR bytes > $2)",
		      I(ANSWER_MOST), I(ANSWER_MOST_BYTES));
}

static const char *
text(const char *s)
{
	return s ? s : "";
}

enum result
answer_put(struct db *db, const struct answer *a)
{
	auto_tx tx = NULL;

	if (a->body &&
	    (!str_utf8(a->body, a->len, NULL) || memchr(a->body, '\0', a->len)))
		return fail(INVALID, "what %s answered is no text in UTF-8",
			    a->url);
	TRY(db_join(db, &tx));
	TRY(sweep(db, clock_now()));
	TRY(db_run(db, NULL,
		   "INSERT INTO answer (url, accept, status, final_url, type,"
		   " etag, certificate, error, fetched_at, size, body)"
		   " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
		   " ON CONFLICT (url) DO UPDATE SET"
		   " accept = excluded.accept, status = excluded.status,"
		   " final_url = excluded.final_url, type = excluded.type,"
		   " etag = excluded.etag,"
		   " certificate = excluded.certificate,"
		   " error = excluded.error,"
		   " fetched_at = excluded.fetched_at,"
		   " size = excluded.size, body = excluded.body",
		   T(a->url), T(text(a->accept)), I(a->status),
		   T(text(a->final_url)), T(text(a->type)), T(text(a->etag)),
		   T(text(a->certificate)), T(text(a->error)), I(a->fetched_at),
		   I(a->body ? a->len : 0), TN(a->body, a->len)));
	return db_commit(&tx);
}

enum result
answer_touch(struct db *db, const char *url, int64_t at)
{
	long long changed;

	TRY(db_run(db, &changed,
		   "UPDATE answer SET fetched_at = $2 WHERE url = $1", T(url),
		   I(at)));
	return changed ? OK : fail(NOT_FOUND, "nothing is kept of %s", url);
}
