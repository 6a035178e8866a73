/*
 * The calls the store knows; the one dialect of SQL behind them.
 *
 * One dialect that SQLite and PostgreSQL both take: $1 placeholders, TEXT,
 * BIGINT, SMALLINT; ids made in C; times as epoch seconds; ON CONFLICT …
 * DO UPDATE; RETURNING; LIMIT/OFFSET; lower() around LIKE; strpos(text,
 * part) > 0 where that part stands in a text, to the letter ("" always
 * does); nothing else.
 */
#ifndef DB_DB_H
#define DB_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct db;
struct db_rows;

/* An argument of a statement: use T() and I() only. */
struct db_arg {
	enum { DB_TEXT = 1, DB_NUMBER } kind;
	const char *text; /* NULL stores NULL */
	size_t len;
	int64_t number;
};

/* A NUL-terminated text (or NULL), bytes of a known length, a number. */
#define T(s) db_text(s)
#define TN(s, n) ((struct db_arg){ DB_TEXT, (s), (n), 0 })
#define I(n) ((struct db_arg){ DB_NUMBER, NULL, 0, (int64_t)(n) })
struct db_arg
db_text(const char *s);

enum db_access { DB_READ_ONLY, DB_READ_WRITE };

/*
 * Open the database at ${path}.  Opened after fork, one a process.
 * OK: *${out}, freed by db_close().  INTERNAL: cannot be opened.
 * BUSY: locked for seconds.  A missing file is NOT_FOUND unless ${create};
 * one made here can be read by nobody but its owner.
 */
enum result
db_open(const char *path, enum db_access access, bool create, struct db **out)
	CHECKED;

/* Close; NULL is allowed. */
void
db_close(struct db *db);

AUTO_TYPE(db, struct db *, db_close);
#define auto_db AUTO(db)

/*
 * db_query(db, rows, "SELECT …", T(id), I(n)):
 * Run a statement that gives rows.  Only a literal compiles: statements
 * are kept by its address.  A wrong count of arguments is INTERNAL.  Texts
 * are borrowed until the rows end.  OK: *rows, freed by auto_rows (a row
 * is not there until db_next()).  CONFLICT: a constraint refused.  BUSY:
 * the database stayed locked, is full or cannot be written.  INTERNAL:
 * anything else, logged with the SQL.
 *
 * db_run(db, changed, "UPDATE …", …): the same for a statement that gives
 * none; *changed (long long *, may be NULL) is the number of rows changed.
 */
struct db_call {
	const char *file;
	int line;
	const char *sql;	   /* a literal */
	const struct db_arg *args; /* after one that is empty */
	size_t count;		   /* with that one */
};
#define DB_ARGS(...) ((const struct db_arg[]){ { 0 }, ##__VA_ARGS__ })
#define DB_CALL(text, ...)                                                     \
	(&(const struct db_call){                                              \
		.file = __FILE__,                                              \
		.line = __LINE__,                                              \
		.sql = (text),                                                 \
		.args = DB_ARGS(__VA_ARGS__),                                  \
		.count = sizeof(DB_ARGS(__VA_ARGS__)) / sizeof(struct db_arg), \
	})
#define db_query(db, rows, sql, ...)                                           \
	db_query_at(db, rows, DB_CALL("" sql "", ##__VA_ARGS__))
#define db_run(db, changed, sql, ...)                                          \
	db_run_at(db, changed, DB_CALL("" sql "", ##__VA_ARGS__))

enum result
db_query_at(struct db *db, struct db_rows **rows, const struct db_call *call)
	CHECKED;
enum result
db_run_at(struct db *db, long long *changed, const struct db_call *call)
	CHECKED;

/* Step to the next row: OK, NOT_FOUND at the end, BUSY or INTERNAL. */
enum result
db_next(struct db_rows *rows) CHECKED;

/* A column of the current row, from 0.  A text is copied into ${mem}, a
 * NUL follows, *${len} (may be NULL) is its length; SQL NULL is NULL. */
char *
db_column_text(struct db_rows *rows, int column, struct arena *mem,
	       size_t *len);
int64_t
db_column_number(struct db_rows *rows, int column);

/* Give the rows back; NULL is allowed. */
void
db_rows_end(struct db_rows *rows);

AUTO_TYPE(rows, struct db_rows *, db_rows_end);
#define auto_rows AUTO(rows)

/*
 * A transaction that writes.  db_begin() takes the write lock at once.
 * auto_tx tx = NULL; TRY(db_begin(db, &tx)); …; return db_commit(&tx);
 * Leaving the scope without db_commit() rolls back, and so does a commit
 * that failed.  Transactions do not nest: INTERNAL.
 *
 * db_join() is for a function that may be called within a transaction: it
 * begins one, or, if there is one, leaves *tx NULL, and then db_commit()
 * does nothing.  Whoever began it has to pass a failure up, so that all of
 * it is undone.
 *
 * db_look() is like db_join() for what only reads: all of it sees the
 * database as it was at one moment, and locks it once.
 */
struct db_tx;
enum result
db_begin(struct db *db, struct db_tx **tx) CHECKED;
enum result
db_look(struct db *db, struct db_tx **tx) CHECKED;
enum result
db_join(struct db *db, struct db_tx **tx) CHECKED;
enum result
db_commit(struct db_tx **tx) CHECKED;
void
db_rollback(struct db_tx *tx);

AUTO_TYPE(tx, struct db_tx *, db_rollback);
#define auto_tx AUTO(tx)

/* The number of the last migration the database has had; 0: none. */
enum result
db_version(struct db *db, int *version) CHECKED;

/*
 * A number that was never told before whenever anybody, in this process or
 * another, has committed since: what was read under the same number still
 * holds.  It costs no lock and no system call.  False: this engine cannot
 * tell; ask it.
 */
bool
db_stamp(struct db *db, uint64_t *stamp);

/* Is the file sound?  OK, or INTERNAL with what the engine says. */
enum result
db_integrity(struct db *db) CHECKED;

/*
 * What was deleted leaves the disk too: the engine's log is folded into
 * the file and emptied.  Called after a commit that erased something.
 * OK, or BUSY: others are at work; the log goes with a later call.
 */
enum result
db_scrub(struct db *db) CHECKED;

/* Run a whole migration script within a transaction that the script must
 * not end; for db/migrate.c alone. */
enum result
db_script(struct db *db, const char *sql) CHECKED;

#endif
