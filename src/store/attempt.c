/*
 * Counting failures under a key, and how long they make one wait.
 *
 * The SQL of the table attempt.  Which keys there are and how many failures
 * are free is decided by the caller, auth/login.c.  The keys name people,
 * so only their digests are kept.
 */
#include "store/attempt.h"

#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "crypto/digest.h"

enum {
	LONGEST_WAIT = 15 * 60, /* seconds, as the rest */
	FORGIVEN_AFTER = 3600,
	SWEPT_AFTER = 24 * 3600,
	MOST_DOUBLINGS = 10 /* 2^10 is above the longest wait */
};

static const char *
digest(struct arena *mem, const char *key)
{
	return digest_hex(mem, key, strlen(key));
}

/* The wait when ${over} failures were one too many. */
static long long
wait_after(long long over)
{
	long long wait;

	if (over >= MOST_DOUBLINGS)
		return LONGEST_WAIT;
	wait = 1LL << over;
	return wait < LONGEST_WAIT ? wait : LONGEST_WAIT;
}

enum result
attempt_may(struct db *db, const char *key, int free, long long *wait)
{
	auto_arena mem = arena_new();
	auto_rows rows = NULL;
	long long failures, since;
	enum result r;

	*wait = 0;
	TRY(db_query(db, &rows,
		     "SELECT failures, last_at FROM attempt WHERE key = $1",
		     T(digest(mem, key))));
	r = db_next(rows);
	if (r != OK)
		return r == NOT_FOUND ? OK : r;
	failures = db_column_number(rows, 0);
	since = clock_now() - db_column_number(rows, 1);
	if (failures < free || since >= FORGIVEN_AFTER)
		return OK;
	/* A clock that was set back must not make anybody wait longer. */
	*wait = wait_after(failures - free) - (since > 0 ? since : 0);
	if (*wait > 0)
		return fail(TOO_OFTEN, "tried too often: wait %lld seconds",
			    *wait);
	*wait = 0;
	return OK;
}

enum result
attempt_failed(struct db *db, const char *key)
{
	auto_arena mem = arena_new();
	const int64_t now = clock_now();
	auto_tx tx = NULL;

	TRY(db_join(db, &tx));
	TRY(db_run(db, NULL, "DELETE FROM attempt WHERE last_at < $1",
		   I(now - SWEPT_AFTER)));
	TRY(db_run(db, NULL,
		   "INSERT INTO attempt (key, failures, last_at)"
		   " VALUES ($1, 1, $2) ON CONFLICT (key) DO UPDATE SET"
		   " failures = CASE WHEN attempt.last_at <= $3 THEN 1"
		   " ELSE attempt.failures + 1 END, last_at = $2",
		   T(digest(mem, key)), I(now), I(now - FORGIVEN_AFTER)));
	return db_commit(&tx);
}

enum result
attempt_succeeded(struct db *db, const char *key)
{
	auto_arena mem = arena_new();

	return db_run(db, NULL, "DELETE FROM attempt WHERE key = $1",
		      T(digest(mem, key)));
}
