/*
 * What is to be fetched, and what came of it.
 *
 * The SQL of the table fetched.  Whether an address may be fetched at all
 * is decided where it is fetched.
 */
#include "store/fetched.h"

#include <string.h>

#include "base/clock.h"
#include "base/rand.h"
#include "base/str.h"
#include "store/line.h"

enum { SWEPT_AFTER = 24 * 3600, MOST_TYPE = 200, MOST_ERROR = 300 };

static const char *const states[] = {
	[FETCHED_WAITING] = "waiting",
	[FETCHED_DONE] = "done",
	[FETCHED_FAILED] = "failed",
};

/* A name that is none of ours counts as failed. */
static enum fetched_state
state_named(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if (streq(states[i], name))
			return (enum fetched_state)i;
	return FETCHED_FAILED;
}

enum result
fetched_put(struct db *db, struct arena *mem, const char *url, const char **id)
{
	const char *made = rand_id(mem);
	const int64_t now = clock_now();
	auto_tx tx = NULL;

	TRY(db_join(db, &tx));
	TRY(db_run(db, NULL, "DELETE FROM fetched WHERE created_at < $1",
		   I(now - SWEPT_AFTER)));
	TRY(db_run(db, NULL,
		   "INSERT INTO fetched (id, url, state, created_at, type,"
		   " error) VALUES ($1, $2, 'waiting', $3, '', '')",
		   T(made), T(url), I(now)));
	TRY(db_commit(&tx));
	*id = made;
	return OK;
}

#define FETCHED_ROW "id, url, state, type, body, error"

static enum result
read_one(struct db_rows *rows, struct arena *mem, struct fetched *out)
{
	TRY(db_next(rows));
	*out = (struct fetched){
		.id = db_column_text(rows, 0, mem, NULL),
		.url = db_column_text(rows, 1, mem, NULL),
		.state = state_named(db_column_text(rows, 2, mem, NULL)),
		.type = db_column_text(rows, 3, mem, NULL),
		.error = db_column_text(rows, 5, mem, NULL),
	};
	out->body = db_column_text(rows, 4, mem, &out->body_len);
	return OK;
}

enum result
fetched_get(struct db *db, struct arena *mem, const char *id,
	    struct fetched *out)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT " FETCHED_ROW " FROM fetched WHERE id = $1",
		     T(id)));
	r = read_one(rows, mem, out);
	if (r == NOT_FOUND)
		return fail(NOT_FOUND, "nothing was asked for as %s", id);
	return r;
}

enum result
fetched_next(struct db *db, struct arena *mem, struct fetched *out)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT " FETCHED_ROW " FROM fetched"
		     " WHERE state = 'waiting' ORDER BY created_at, id"
		     " LIMIT 1"));
	r = read_one(rows, mem, out);
	return r == NOT_FOUND ? fail(NOT_FOUND, "nothing is asked for") : r;
}

enum result
fetched_done(struct db *db, const struct fetched *fetched)
{
	auto_arena mem = arena_new();
	const char *body = fetched->body;
	long long changed;

	if (body && (!str_utf8(body, fetched->body_len, NULL) ||
		     memchr(body, '\0', fetched->body_len)))
		return fail(INVALID, "what was fetched is no text in UTF-8");
	TRY(db_run(db, &changed,
		   "UPDATE fetched SET state = $2, type = $3, body = $4,"
		   " error = $5 WHERE id = $1",
		   T(fetched->id), T(states[fetched->state]),
		   T(line_of(mem, fetched->type, MOST_TYPE)),
		   TN(body, fetched->body_len),
		   T(line_of(mem, fetched->error, MOST_ERROR))));
	if (!changed)
		return fail(NOT_FOUND, "nothing was asked for as %s",
			    fetched->id);
	return OK;
}
