/*
 * Verifications that wait, are done, or failed.
 *
 * The SQL of the table checking.  What is checked and how is verify/'s; who
 * may read a report is decided by its id, which nobody can guess.
 */
#include "store/checking.h"

#include <string.h>

#include "base/clock.h"
#include "base/rand.h"
#include "base/str.h"
#include "store/line.h"

enum {
	KEPT_SECONDS = CHECKING_DAYS * 24 * 3600,
	MOST_SOURCE = 2000,
	MOST_ERROR = 500
};

static const char *const states[] = {
	[CHECKING_WAITING] = "waiting",
	[CHECKING_DONE] = "done",
	[CHECKING_FAILED] = "failed",
};

/* A name that is none of ours counts as failed. */
static enum checking_state
state_named(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if (streq(states[i], name))
			return (enum checking_state)i;
	return CHECKING_FAILED;
}

/* ---- Sweeping */

static enum result
sweep(struct db *db, int64_t now)
{
	return db_run(db, NULL, "DELETE FROM checking WHERE created_at < $1",
		      I(now - KEPT_SECONDS));
}

/* The same, without a write when there is nothing to sweep. */
static enum result
sweep_if_any(struct db *db, int64_t now)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT 1 FROM checking WHERE created_at < $1 LIMIT 1",
		     I(now - KEPT_SECONDS)));
	r = db_next(rows);
	if (r != OK)
		return r == NOT_FOUND ? OK : r;
	db_rows_end(rows);
	rows = NULL;
	return sweep(db, now);
}

/* ---- Keeping */

static enum result
count_waiting(struct db *db, long long *out)
{
	auto_rows rows = NULL;

	TRY(db_query(db, &rows,
		     "SELECT count(*) FROM checking"
		     " WHERE state = 'waiting' AND record_id = ''"));
	TRY(db_next(rows));
	*out = db_column_number(rows, 0);
	return OK;
}

static enum result
check_room(struct db *db, const struct checking *c)
{
	long long waiting;

	if (c->state != CHECKING_WAITING)
		return OK;
	TRY(count_waiting(db, &waiting));
	if (waiting >= CHECKING_WAIT_MOST)
		return fail(BUSY, "%lld verifications wait already", waiting);
	return OK;
}

static const char *
or_empty(const char *text)
{
	return text ? text : "";
}

static enum result
insert(struct db *db, struct arena *mem, const struct checking *c,
       const char *id)
{
	const int64_t now = clock_now();

	return db_run(
		db, NULL,
		"INSERT INTO checking (id, record_id, state, tries,"
		" created_at, done_at, as_of, with_data, source, sha256,"
		" total, done, asking, is_url, doc, report, shown, error)"
		" VALUES ($1, $2, $3, 0, $4, $5, $6, $7, $8, $9, $10, $11,"
		" '', $12, $13, $14, $15, $16)",
		T(id), T(or_empty(c->record_id)), T(states[c->state]), I(now),
		I(c->state == CHECKING_WAITING ? 0 : now), I(c->as_of),
		I(c->with_data),
		T(line_of(mem, or_empty(c->source), MOST_SOURCE)),
		T(or_empty(c->sha256)), I(c->total), I(c->done), I(c->is_url),
		TN(or_empty(c->doc), c->doc ? c->doc_len : 0),
		TN(c->report, c->report_len), TN(c->shown, c->shown_len),
		T(line_of(mem, or_empty(c->error), MOST_ERROR)));
}

enum result
checking_put(struct db *db, struct arena *mem, const struct checking *checking,
	     const char **id)
{
	const char *made = rand_id(mem);
	auto_tx tx = NULL;

	if (checking->doc &&
	    (!str_utf8(checking->doc, checking->doc_len, NULL) ||
	     memchr(checking->doc, '\0', checking->doc_len)))
		return fail(INVALID, "what is to be checked is no text in "
				     "UTF-8");
	TRY(db_join(db, &tx));
	TRY(check_room(db, checking));
	TRY(sweep(db, clock_now()));
	TRY(insert(db, mem, checking, made));
	TRY(db_commit(&tx));
	*id = made;
	return OK;
}

/* ---- Reading */

#define CHECKING_ROW                                                           \
	"id, record_id, state, created_at, done_at, as_of, with_data,"         \
	" source, sha256, total, done, is_url, doc, report, shown, error,"     \
	" receipt, asking"
enum { CHECKING_COLUMNS = 18 };

static enum result
read_one(struct db_rows *rows, struct arena *mem, struct checking *out)
{
	TRY(db_next(rows));
	*out = (struct checking){
		.id = db_column_text(rows, 0, mem, NULL),
		.record_id = db_column_text(rows, 1, mem, NULL),
		.state = state_named(db_column_text(rows, 2, mem, NULL)),
		.created_at = db_column_number(rows, 3),
		.done_at = db_column_number(rows, 4),
		.as_of = db_column_number(rows, 5),
		.with_data = db_column_number(rows, 6) != 0,
		.source = db_column_text(rows, 7, mem, NULL),
		.sha256 = db_column_text(rows, 8, mem, NULL),
		.total = db_column_number(rows, 9),
		.done = db_column_number(rows, 10),
		.is_url = db_column_number(rows, 11) != 0,
		.error = db_column_text(rows, 15, mem, NULL),
		.receipt = db_column_text(rows, 16, mem, NULL),
		.asking = db_column_text(rows, 17, mem, NULL),
	};
	out->doc = db_column_text(rows, 12, mem, &out->doc_len);
	out->report = db_column_text(rows, 13, mem, &out->report_len);
	out->shown = db_column_text(rows, 14, mem, &out->shown_len);
	return OK;
}

enum result
checking_get(struct db *db, struct arena *mem, const char *id,
	     struct checking *out)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT " CHECKING_ROW " FROM checking WHERE id = $1"
		     " AND record_id = '' AND created_at >= $2",
		     T(id), I(clock_now() - KEPT_SECONDS)));
	r = read_one(rows, mem, out);
	return r == NOT_FOUND ? fail(NOT_FOUND, "there is no report %s", id)
			      : r;
}

enum result
checking_waits(struct db *db, const char *id, bool *waits)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT CASE WHEN state = 'waiting' THEN 1 ELSE 0 END"
		     " FROM checking WHERE id = $1 AND record_id = ''",
		     T(id)));
	r = db_next(rows);
	if (r == OK)
		*waits = db_column_number(rows, 0) != 0;
	return r == NOT_FOUND ? fail(NOT_FOUND, "there is no report %s", id)
			      : r;
}

/* ---- Records behind links */

enum result
checking_want(struct db *db, const char *record_id)
{
	auto_arena mem = arena_new();
	auto_rows rows = NULL;
	const struct checking wanted = { .record_id = record_id };
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT 1 FROM checking WHERE record_id = $1"
		     " AND (state = 'waiting' OR created_at > $2) LIMIT 1",
		     T(record_id), I(clock_now() - CHECKING_AGAIN)));
	r = db_next(rows);
	if (r != NOT_FOUND)
		return r;
	db_rows_end(rows);
	rows = NULL;
	return insert(db, mem, &wanted, rand_id(mem));
}

enum result
checking_of_record(struct db *db, struct arena *mem, const char *record_id,
		   const char *sha256, struct checking *out)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT " CHECKING_ROW " FROM checking"
		     " WHERE record_id = $1 AND sha256 = $2"
		     " AND state = 'done' AND report IS NOT NULL"
		     " ORDER BY created_at DESC, id LIMIT 1",
		     T(record_id), T(sha256)));
	r = read_one(rows, mem, out);
	return r == NOT_FOUND
		       ? fail(NOT_FOUND, "record %s was not checked", record_id)
		       : r;
}

enum result
checking_last(struct db *db, const char *record_id, const char *sha256,
	      int64_t *done_at)
{
	auto_rows rows = NULL;
	enum result r;

	*done_at = 0;
	TRY(db_query(db, &rows,
		     "SELECT done_at FROM checking"
		     " WHERE record_id = $1 AND sha256 = $2"
		     " AND state = 'done' AND report IS NOT NULL"
		     " ORDER BY created_at DESC, id LIMIT 1",
		     T(record_id), T(sha256)));
	r = db_next(rows);
	if (r != OK)
		return r == NOT_FOUND ? OK : r;
	*done_at = db_column_number(rows, 0);
	return OK;
}

enum result
checking_forget(struct db *db, const char *record_id)
{
	return db_run(db, NULL,
		      "DELETE FROM checking WHERE record_id = $1"
		      " AND record_id <> ''",
		      T(record_id));
}

/* ---- The job's side */

static enum result
oldest(struct db *db, struct arena *mem, struct checking *out, long long *tries)
{
	auto_rows rows = NULL;

	TRY(db_query(db, &rows,
		     "SELECT " CHECKING_ROW ", tries FROM checking"
		     " WHERE state = 'waiting'"
		     " ORDER BY CASE WHEN record_id = '' THEN 0 ELSE 1 END,"
		     " created_at, id LIMIT 1"));
	TRY(read_one(rows, mem, out));
	*tries = db_column_number(rows, CHECKING_COLUMNS);
	return OK;
}

static enum result
give_up(struct db *db, struct checking *c)
{
	c->state = CHECKING_FAILED;
	c->error = "Checking this document could not be finished. Tell the "
		   "institution, please.";
	return checking_done(db, c);
}

enum result
checking_next(struct db *db, struct arena *mem, struct checking *out)
{
	long long tries;
	enum result r;

	while ((r = oldest(db, mem, out, &tries)) == OK &&
	       tries >= CHECKING_TRIES)
		TRY(give_up(db, out));
	if (r == NOT_FOUND) {
		TRY(sweep_if_any(db, clock_now()));
		return fail(NOT_FOUND, "no verification waits");
	}
	if (r != OK)
		return r;
	return db_run(db, NULL,
		      "UPDATE checking SET tries = tries + 1 WHERE id = $1",
		      T(out->id));
}

enum result
checking_progress(struct db *db, const struct checking *c)
{
	auto_arena mem = arena_new();
	long long changed;

	TRY(db_run(db, &changed,
		   "UPDATE checking SET done = $2, total = $3, asking = $4"
		   " WHERE id = $1",
		   T(c->id), I(c->done), I(c->total),
		   T(line_of(mem, or_empty(c->asking), MOST_SOURCE))));
	if (!changed)
		return fail(NOT_FOUND, "there is no report %s", c->id);
	return OK;
}

enum result
checking_done(struct db *db, const struct checking *c)
{
	auto_arena mem = arena_new();
	auto_tx tx = NULL;
	long long changed;

	TRY(db_join(db, &tx));
	TRY(db_run(db, &changed,
		   "UPDATE checking SET state = $2, done_at = $3,"
		   " sha256 = $4, report = $5, shown = $6, error = $7"
		   " WHERE id = $1",
		   T(c->id), T(states[c->state]), I(clock_now()),
		   T(or_empty(c->sha256)), TN(c->report, c->report_len),
		   TN(c->shown, c->shown_len),
		   T(line_of(mem, or_empty(c->error), MOST_ERROR))));
	if (!changed)
		return fail(NOT_FOUND, "there is no report %s", c->id);
	if (c->state == CHECKING_DONE && !str_empty(c->record_id))
		TRY(db_run(db, NULL,
			   "DELETE FROM checking WHERE record_id = $1"
			   " AND id <> $2 AND state <> 'waiting'",
			   T(c->record_id), T(c->id)));
	return db_commit(&tx);
}

enum result
checking_receipt(struct db *db, const char *id, const char *jws)
{
	long long changed;

	TRY(db_run(db, &changed,
		   "UPDATE checking SET receipt = coalesce(receipt, $2)"
		   " WHERE id = $1 AND state = 'done' AND record_id = ''",
		   T(id), T(jws)));
	if (!changed)
		return fail(NOT_FOUND, "there is no report %s", id);
	return OK;
}
