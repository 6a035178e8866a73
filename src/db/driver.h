/*
 * What a database engine does for db.c, and nothing else.
 *
 * One engine is one file in this folder and one row in the table of db.c.
 * A function that fails leaves its sentence by fail(); db.c adds where the
 * statement stands and logs what is INTERNAL.
 */
#ifndef DB_DRIVER_H
#define DB_DRIVER_H

#include "db/db.h"

struct db_conn; /* an open connection; each driver has its own */
struct db_stmt; /* a prepared statement of it */

struct db_driver {
	const char *scheme;    /* how its paths start; "" takes all */
	const char *begin;     /* starts a transaction that may write */
	const char *look;      /* starts one that only reads */
	const char *has_table; /* gives a row if table $1 is there */

	/* As db_open() and db_close(). */
	enum result (*open)(const char *path, enum db_access access,
			    bool create, struct db_conn **out);
	void (*close)(struct db_conn *conn);

	/* A statement, kept by the caller until finish(). */
	enum result (*prepare)(struct db_conn *conn, const char *sql,
			       struct db_stmt **out);
	void (*finish)(struct db_stmt *stmt);

	/* Give it its arguments, which are borrowed until reset(). */
	enum result (*bind)(struct db_stmt *stmt, const struct db_arg *args,
			    size_t count);

	/* Run it to the next row: OK, NOT_FOUND when there is none. */
	enum result (*step)(struct db_stmt *stmt);

	/* A column of that row; the text is borrowed until the next step. */
	const char *(*text)(struct db_stmt *stmt, int column, size_t *len);
	int64_t (*number)(struct db_stmt *stmt, int column);

	/* Rows changed by the statement run last. */
	long long (*changed)(struct db_conn *conn);

	/* Done with rows and arguments; it may be bound again. */
	void (*reset)(struct db_stmt *stmt);

	/* Undo the transaction if there still is one; leaves no failure. */
	void (*rollback)(struct db_conn *conn);

	/* As db_stamp(). */
	bool (*stamp)(struct db_conn *conn, uint64_t *stamp);

	/* As db_script(), db_integrity(), db_scrub(). */
	enum result (*script)(struct db_conn *conn, const char *sql);
	enum result (*integrity)(struct db_conn *conn);
	enum result (*scrub)(struct db_conn *conn);
};

extern const struct db_driver db_sqlite;

#endif
