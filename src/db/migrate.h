/*
 * Bring a database to the newest schema: NNNN_name.sql, in order, once.
 * Other files in the folder are passed over, unless they end in .sql.
 */
#ifndef DB_MIGRATE_H
#define DB_MIGRATE_H

#include "db/db.h"

/* The number of the newest migration in ${folder}.  OK, or NOT_FOUND
 * (no folder, no file), INVALID (two of one number, a gap, a misnamed
 * file), INTERNAL (cannot be read). */
enum result
migrate_newest(const char *folder, int *version) CHECKED;

/*
 * Run what the database lacks.  Each file runs in one transaction together
 * with its row in the table "migration" (number, name, run_at), so that a
 * crash leaves the old schema or the new one.  *${done} is how many ran.
 * Several processes may call it at once: each file still runs once.
 * OK, or the first failure.  CONFLICT: the database is newer than us.
 */
enum result
migrate_run(struct db *db, const char *folder, int *done) CHECKED;

#endif
