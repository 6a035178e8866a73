/*
 * Forms that wait for something else to be done.
 *
 * The SQL of the table parked.  Each belongs to one browser, of whose
 * cookie only the SHA-256 is kept.
 */
#include "store/parked.h"

#include <string.h>

#include "base/clock.h"
#include "base/rand.h"
#include "crypto/digest.h"

enum { SWEPT_AFTER = 7 * 24 * 3600 };

enum result
parked_put(struct db *db, struct arena *mem, const char *owner,
	   const struct parked *parked, const char **id)
{
	const char *made = rand_id(mem);
	const int64_t now = clock_now();
	auto_tx tx = NULL;

	TRY(db_join(db, &tx));
	TRY(db_run(db, NULL, "DELETE FROM parked WHERE created_at < $1",
		   I(now - SWEPT_AFTER)));
	TRY(db_run(db, NULL,
		   "INSERT INTO parked (id, owner_sha256, path, form,"
		   " created_at) VALUES ($1, $2, $3, $4, $5)",
		   T(made), T(digest_hex(mem, owner, strlen(owner))),
		   T(parked->path), T(parked->form), I(now)));
	TRY(db_commit(&tx));
	*id = made;
	return OK;
}

enum result
parked_get(struct db *db, struct arena *mem, const char *owner, const char *id,
	   struct parked *out)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT id, path, form FROM parked"
		     " WHERE id = $1 AND owner_sha256 = $2",
		     T(id), T(digest_hex(mem, owner, strlen(owner)))));
	r = db_next(rows);
	if (r == NOT_FOUND)
		return fail(NOT_FOUND, "nothing was kept as %s", id);
	if (r != OK)
		return r;
	*out = (struct parked){
		.id = db_column_text(rows, 0, mem, NULL),
		.path = db_column_text(rows, 1, mem, NULL),
		.form = db_column_text(rows, 2, mem, NULL),
	};
	return OK;
}
