/*
 * One-time codes for who lost the second factor.
 *
 * The SQL of the table recovery, which holds digests alone; the codes are
 * made in auth/login.c.
 */
#include "store/account.h"

enum result
account_recovery_put(struct db *db, const char *id, const char *const sha256[],
		     size_t count)
{
	auto_tx tx = NULL;
	size_t i;

	TRY(db_join(db, &tx));
	TRY(db_run(db, NULL, "DELETE FROM recovery WHERE account_id = $1",
		   T(id)));
	for (i = 0; i < count; i++)
		TRY(db_run(db, NULL,
			   "INSERT INTO recovery (account_id, sha256)"
			   " VALUES ($1, $2)",
			   T(id), T(sha256[i])));
	return db_commit(&tx);
}

enum result
account_recovery_take(struct db *db, const char *id, const char *sha256)
{
	long long taken;

	TRY(db_run(db, &taken,
		   "DELETE FROM recovery WHERE account_id = $1"
		   " AND sha256 = $2",
		   T(id), T(sha256)));
	if (!taken)
		return fail(NOT_FOUND, "there is no such recovery code");
	return OK;
}

enum result
account_recovery_left(struct db *db, const char *id, long long *out)
{
	auto_rows rows = NULL;

	TRY(db_query(db, &rows,
		     "SELECT count(*) FROM recovery WHERE account_id = $1",
		     T(id)));
	TRY(db_next(rows));
	*out = db_column_number(rows, 0);
	return OK;
}
