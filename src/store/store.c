/*
 * Opening and closing the database for the layers above.  It holds no SQL
 * but the smallest question.
 */
#include "store/store.h"

#include "db/db.h"

enum result
store_open(const char *path, bool writes, struct db **out)
{
	return db_open(path, writes ? DB_READ_WRITE : DB_READ_ONLY, false, out);
}

void
store_close(struct db *db)
{
	db_close(db);
}

bool
store_stamp(struct db *db, uint64_t *stamp)
{
	return db_stamp(db, stamp);
}

enum result
store_look(struct db *db, enum result (*act)(void *data), void *data)
{
	auto_tx tx = NULL;

	TRY(db_look(db, &tx));
	TRY(act(data));
	return db_commit(&tx);
}

enum result
store_health(struct db *db)
{
	int version;

	return db_version(db, &version);
}
