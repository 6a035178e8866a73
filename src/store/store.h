/*
 * The store as a whole: opening it for those above, who know no database.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/fail.h"

struct db;

/*
 * Open the database file ${path}, to read only or to write as well.  Opened
 * after fork, one a process and access.  OK: *${out}, closed by
 * store_close().  NOT_FOUND: no such file.  INTERNAL.
 */
enum result
store_open(const char *path, bool writes, struct db **out) CHECKED;

/* NULL is allowed. */
void
store_close(struct db *db);

/* As db_stamp(): the number under which what was read still holds. */
bool
store_stamp(struct db *db, uint64_t *stamp);

/* Call ${act}: all that it reads of ${db} is as it was at one moment, and it
 * changes nothing.  Many small questions take the lock once.  What it
 * returns; BUSY, INTERNAL. */
enum result
store_look(struct db *db, enum result (*act)(void *data), void *data) CHECKED;

/* Does the store answer?  OK, BUSY, INTERNAL. */
enum result
store_health(struct db *db) CHECKED;

#endif
