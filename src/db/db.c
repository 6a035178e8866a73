/*
 * The calls of db.h over whichever engine a database needs: statements
 * kept prepared, rows, transactions, failures with their place.
 *
 * It holds no SQL of a noun (store/ does) and knows no engine beyond the
 * table of drivers.
 */
#include "db/driver.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/str.h"

/* In this order; the first whose scheme the path starts with, or else the
 * last. */
static const struct db_driver *const drivers[] = { &db_sqlite };

enum { DRIVERS = sizeof(drivers) / sizeof(drivers[0]), BUCKETS = 64 };

/* A prepared statement and, while it is in use, the rows it gives. */
struct db_rows {
	struct db *db;
	const char *sql; /* the literal, which is the key */
	struct db_stmt *stmt;
	struct db_rows *next; /* in the same bucket */
	const char *file;     /* of the call under way */
	int line;
	enum { ROWS_IDLE, ROWS_BEFORE, ROWS_AT, ROWS_AFTER } state;
	bool is_spare; /* made while the kept one was in use */
};

struct db_tx {
	struct db *db;
};

struct db {
	const struct db_driver *driver;
	struct db_conn *conn;
	struct db_rows *statements[BUCKETS];
	struct db_tx tx; /* its db is NULL while there is none */
};

struct db_arg
db_text(const char *s)
{
	return (struct db_arg){ DB_TEXT, s, s ? strlen(s) : 0, 0 };
}

enum result
db_open(const char *path, enum db_access access, bool create, struct db **out)
{
	struct db_conn *conn = NULL;
	size_t i = 0;

	while (i + 1 < DRIVERS && !str_starts(path, drivers[i]->scheme))
		i++;
	TRY(drivers[i]->open(path, access, create, &conn));
	*out = xcalloc(1, sizeof(**out));
	(*out)->driver = drivers[i];
	(*out)->conn = conn;
	return OK;
}

static void
statement_free(struct db_rows *rows)
{
	rows->db->driver->finish(rows->stmt);
	free(rows);
}

void
db_close(struct db *db)
{
	struct db_rows *rows, *next;
	size_t i;

	if (!db)
		return;
	for (i = 0; i < BUCKETS; i++) {
		for (rows = db->statements[i]; rows; rows = next) {
			next = rows->next;
			statement_free(rows);
		}
	}
	db->driver->close(db->conn);
	free(db);
}

/* Give the driver's failure its place, and log it if it is our fault. */
static enum result
failed(const struct db_rows *rows, enum result result)
{
	char words[sizeof(fail_last()->text)];

	snprintf(words, sizeof(words), "%s", fail_last()->text);
	if (result == INTERNAL)
		log_line(LOG_ERROR, "%s:%d: %s, in: %s", rows->file, rows->line,
			 words, rows->sql);
	return fail_at(rows->file, rows->line, result, "%s", words);
}

/* The statement of a literal that is kept and not in use; else NULL. */
static struct db_rows *
statement_find(struct db_rows *rows, const char *sql, bool *is_known)
{
	*is_known = false;
	for (; rows; rows = rows->next) {
		if (rows->sql != sql)
			continue;
		*is_known = true;
		return rows->state == ROWS_IDLE ? rows : NULL;
	}
	return NULL;
}

/* Prepare ${rows->sql} and keep it in ${bucket}, unless it is a spare. */
static enum result
statement_prepare(struct db_rows *rows, struct db_rows **bucket)
{
	enum result r = rows->db->driver->prepare(rows->db->conn, rows->sql,
						  &rows->stmt);

	if (r != OK) {
		failed(rows, r);
		free(rows);
		return r;
	}
	if (!rows->is_spare) {
		rows->next = *bucket;
		*bucket = rows;
	}
	return OK;
}

static enum result
statement_take(struct db *db, const struct db_call *call, struct db_rows **out)
{
	struct db_rows **bucket =
		&db->statements[((uintptr_t)call->sql >> 3) % BUCKETS];
	bool is_known;

	*out = statement_find(*bucket, call->sql, &is_known);
	if (*out) {
		(*out)->file = call->file;
		(*out)->line = call->line;
		return OK;
	}
	*out = xcalloc(1, sizeof(**out));
	**out = (struct db_rows){ .db = db,
				  .sql = call->sql,
				  .file = call->file,
				  .line = call->line,
				  .is_spare = is_known };
	return statement_prepare(*out, bucket);
}

/* One step; what it found is the state of the rows. */
static enum result
step(struct db_rows *rows)
{
	enum result r = rows->db->driver->step(rows->stmt);

	rows->state = r == OK ? ROWS_BEFORE : ROWS_AFTER;
	return r == OK || r == NOT_FOUND ? r : failed(rows, r);
}

enum result
db_query_at(struct db *db, struct db_rows **rows, const struct db_call *call)
{
	struct db_rows *made;
	enum result r;

	TRY(statement_take(db, call, &made));
	made->state = ROWS_BEFORE;
	r = db->driver->bind(made->stmt, call->args + 1, call->count - 1);
	if (r == OK)
		r = step(made);
	else
		r = failed(made, r);
	if (r != OK && r != NOT_FOUND) {
		db_rows_end(made);
		return r;
	}
	*rows = made;
	return OK;
}

enum result
db_run_at(struct db *db, long long *changed, const struct db_call *call)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query_at(db, &rows, call));
	do {
		r = db_next(rows);
	} while (r == OK);
	if (r == NOT_FOUND && changed)
		*changed = db->driver->changed(db->conn);
	return r == NOT_FOUND ? OK : r;
}

enum result
db_next(struct db_rows *rows)
{
	if (rows->state == ROWS_AT)
		TRY(step(rows));
	if (rows->state == ROWS_AFTER)
		return NOT_FOUND;
	rows->state = ROWS_AT;
	return OK;
}

char *
db_column_text(struct db_rows *rows, int column, struct arena *mem, size_t *len)
{
	const char *s = NULL;
	size_t n = 0;

	if (rows->state == ROWS_AT)
		s = rows->db->driver->text(rows->stmt, column, &n);
	if (len)
		*len = n;
	return s ? arena_strndup(mem, s, n) : NULL;
}

int64_t
db_column_number(struct db_rows *rows, int column)
{
	if (rows->state != ROWS_AT)
		return 0;
	return rows->db->driver->number(rows->stmt, column);
}

void
db_rows_end(struct db_rows *rows)
{
	if (!rows)
		return;
	rows->db->driver->reset(rows->stmt);
	rows->state = ROWS_IDLE;
	if (rows->is_spare)
		statement_free(rows);
}

static enum result
begin(struct db *db, const char *sql, struct db_tx **tx)
{
	TRY(db_run_at(db, NULL, DB_CALL(sql)));
	db->tx.db = db;
	*tx = &db->tx;
	return OK;
}

enum result
db_begin(struct db *db, struct db_tx **tx)
{
	if (db->tx.db)
		return fail(INTERNAL, "a transaction is open already");
	return begin(db, db->driver->begin, tx);
}

enum result
db_look(struct db *db, struct db_tx **tx)
{
	*tx = NULL;
	return db->tx.db ? OK : begin(db, db->driver->look, tx);
}

enum result
db_join(struct db *db, struct db_tx **tx)
{
	*tx = NULL;
	return db->tx.db ? OK : db_begin(db, tx);
}

enum result
db_commit(struct db_tx **tx)
{
	if (!*tx)
		return OK;
	TRY(db_run((*tx)->db, NULL, "COMMIT"));
	(*tx)->db = NULL;
	*tx = NULL;
	return OK;
}

void
db_rollback(struct db_tx *tx)
{
	if (!tx)
		return;
	tx->db->driver->rollback(tx->db->conn);
	tx->db = NULL;
}

enum result
db_version(struct db *db, int *version)
{
	auto_rows table = NULL;
	auto_rows rows = NULL;
	enum result r;

	*version = 0;
	TRY(db_query_at(db, &table,
			DB_CALL(db->driver->has_table, T("migration"))));
	r = db_next(table);
	if (r != OK)
		return r == NOT_FOUND ? OK : r;
	TRY(db_query(db, &rows, "SELECT max(number) FROM migration"));
	TRY(db_next(rows));
	*version = (int)db_column_number(rows, 0);
	return OK;
}

enum result
db_integrity(struct db *db)
{
	return db->driver->integrity(db->conn);
}

enum result
db_scrub(struct db *db)
{
	return db->driver->scrub(db->conn);
}

bool
db_stamp(struct db *db, uint64_t *stamp)
{
	return db->driver->stamp(db->conn, stamp);
}

enum result
db_script(struct db *db, const char *sql)
{
	if (!db->tx.db)
		return fail(INTERNAL, "a script outside a transaction");
	return db->driver->script(db->conn, sql);
}
