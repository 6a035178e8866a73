/*
 * SQLite as a driver: durable (WAL, synchronous=FULL), patient with other
 * writers, and forgetful of what was deleted.
 *
 * The only file that includes sqlite3.h.  db.c calls it through the table
 * at its end.
 */
#include "db/driver.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/rand.h"
#include "base/str.h"

enum {
	MOST_ARGS = 32, /* of one statement */
	BUSY_TRIES = 5000,
	SCRUB_TRIES = 300, /* nobody waits for a scrub */
	BUSY_LEAST = 200,  /* microseconds of one wait … */
	BUSY_SPREAD = 800  /* … and what chance may add */
};

/*
 * The start of SQLite's shared WAL index, as its file format documents it
 * (sqlite.org/walformat.html §2.1): every commit counts "changes" up,
 * before it is seen by any reader.
 */
struct wal_index {
	uint32_t version;
	uint32_t unused;
	uint32_t changes;
	uint8_t is_ready;
	uint8_t checksum_order;
	uint16_t page_size;
	uint32_t frames;
};

enum {
	WAL_INDEX_VERSION = 3007000,
	WAL_INDEX_REGION = 32768 /* bytes SQLite maps at a time */
};

struct db_conn {
	sqlite3 *db;
	enum db_access access;
	int patience;	   /* of the busy handler, in tries … */
	unsigned int seed; /* … and the chance in its waits */
	const volatile struct wal_index *index; /* NULL until asked for */
};

struct db_stmt {
	struct db_conn *conn;
	sqlite3_stmt *stmt;
	int count;		       /* of its parameters */
	unsigned char args[MOST_ARGS]; /* parameter → argument, from 0 */
};

/* What SQLite says, as one of our results. */
static enum result
failed(struct db_conn *conn)
{
	const char *words = sqlite3_errmsg(conn->db);

	switch (sqlite3_errcode(conn->db) & 0xff) {
	case SQLITE_CONSTRAINT:
		return fail(CONFLICT, "the database refuses: %s", words);
	case SQLITE_READONLY:
		if (conn->access == DB_READ_ONLY)
			return fail(INTERNAL, "%s", words);
		/* fall through */
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
	case SQLITE_FULL:
	case SQLITE_IOERR:
		return fail(BUSY, "the database is busy: %s", words);
	default:
		return fail(INTERNAL, "%s", words);
	}
}

/* Wait a moment for the other writer; never in step with other waiters. */
static int
wait_for_lock(void *data, int tries)
{
	struct db_conn *conn = data;

	if (tries >= conn->patience)
		return 0;
	usleep(BUSY_LEAST + (unsigned int)rand_r(&conn->seed) % BUSY_SPREAD);
	return 1;
}

static enum result
sqlite_script(struct db_conn *conn, const char *sql)
{
	if (sqlite3_exec(conn->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		return failed(conn);
	return OK;
}

/* Run ${sql}, whose first row must say ${wanted}. */
static enum result
says(struct db_conn *conn, const char *sql, const char *wanted)
{
	sqlite3_stmt *stmt = NULL;
	enum result r = OK;
	const char *said;

	if (sqlite3_prepare_v2(conn->db, sql, -1, &stmt, NULL) != SQLITE_OK)
		return failed(conn);
	if (sqlite3_step(stmt) == SQLITE_ROW) {
		said = (const char *)sqlite3_column_text(stmt, 0);
		if (!streq(said, wanted))
			r = fail(INTERNAL, "%s says \"%s\"", sql, said);
	} else {
		r = failed(conn);
	}
	sqlite3_finalize(stmt);
	return r;
}

/* Settings of a connection that are no PRAGMA: nothing in the file may
 * run code of its own, and "x" is a column, never a text. */
static const struct {
	int option;
	int value;
} options[] = {
	{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
	{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
	{ SQLITE_DBCONFIG_DQS_DML, 0 },
	{ SQLITE_DBCONFIG_DQS_DDL, 0 },
};

/* strpos(text, part), as PostgreSQL has it, but counting bytes: where a part
 * begins in a text, from 1; 0: nowhere.  Several times as fast as LIKE. */
static void
sql_strpos(sqlite3_context *context, int count, sqlite3_value **values)
{
	const char *text = sqlite3_value_blob(values[0]);
	const char *part = sqlite3_value_blob(values[1]);
	size_t text_len = (size_t)sqlite3_value_bytes(values[0]);
	size_t part_len = (size_t)sqlite3_value_bytes(values[1]);
	const char *at = NULL;

	(void)count;
	if (sqlite3_value_type(values[0]) == SQLITE_NULL ||
	    sqlite3_value_type(values[1]) == SQLITE_NULL)
		return;
	if (part_len > 0 && part_len <= text_len)
		at = memmem(text, text_len, part, part_len);
	sqlite3_result_int64(context, part_len == 0 ? 1
				      : at	    ? at - text + 1
						    : 0);
}

static enum result
set_up(struct db_conn *conn)
{
	const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC |
			  SQLITE_DIRECTONLY;
	size_t i;

	if (sqlite3_create_function_v2(conn->db, "strpos", 2, flags, NULL,
				       sql_strpos, NULL, NULL,
				       NULL) != SQLITE_OK)
		return failed(conn);
	for (i = 0; i < sizeof(options) / sizeof(options[0]); i++)
		sqlite3_db_config(conn->db, options[i].option, options[i].value,
				  NULL);
	sqlite3_busy_handler(conn->db, wait_for_lock, conn);
	TRY(sqlite_script(conn, "PRAGMA mmap_size = 268435456;"
				"PRAGMA temp_store = MEMORY;"));
	if (conn->access == DB_READ_ONLY)
		return sqlite_script(conn, "PRAGMA query_only = ON;"
					   "PRAGMA schema_version;");
	TRY(sqlite_script(conn, "PRAGMA page_size = 8192;"
				"PRAGMA foreign_keys = ON;"
				"PRAGMA secure_delete = ON;"
				"PRAGMA synchronous = FULL;"));
	return says(conn, "PRAGMA journal_mode = WAL", "wal");
}

/* Is there a file?  With ${create} make it, readable by its owner alone;
 * its -wal and -shm take after it. */
static enum result
find_file(const char *path, bool create)
{
	auto_fd fd = -1;

	if (access(path, F_OK) == 0)
		return OK;
	if (!create && errno == ENOENT)
		return fail(NOT_FOUND, "there is no database %s", path);
	if (create)
		fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0 && errno != EEXIST)
		return fail(INTERNAL, "%s: %s", path, strerror(errno));
	return OK;
}

static void
sqlite_close(struct db_conn *conn)
{
	sqlite3_close_v2(conn->db);
	free(conn);
}

static enum result
sqlite_open(const char *path, enum db_access access, bool create,
	    struct db_conn **out)
{
	struct db_conn *conn;
	enum result r;
	int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;

	flags |= access == DB_READ_ONLY ? SQLITE_OPEN_READONLY
					: SQLITE_OPEN_READWRITE;
	TRY(find_file(path, create));
	conn = xcalloc(1, sizeof(*conn));
	conn->access = access;
	conn->patience = BUSY_TRIES;
	rand_bytes(&conn->seed, sizeof(conn->seed));
	if (sqlite3_open_v2(path, &conn->db, flags, NULL) != SQLITE_OK)
		r = fail(INTERNAL, "%s: %s", path, sqlite3_errmsg(conn->db));
	else
		r = set_up(conn);
	if (r != OK) {
		sqlite_close(conn);
		return r;
	}
	*out = conn;
	return OK;
}

/* "$3" is the third argument wherever it stands; SQLite numbers the names
 * as it meets them. */
static enum result
number_parameters(struct db_stmt *stmt)
{
	const char *name;
	long long n;
	int i;

	stmt->count = sqlite3_bind_parameter_count(stmt->stmt);
	if (stmt->count > MOST_ARGS)
		return fail(INTERNAL, "more than %d placeholders", MOST_ARGS);
	for (i = 0; i < stmt->count; i++) {
		name = sqlite3_bind_parameter_name(stmt->stmt, i + 1);
		if (!name || name[0] != '$' ||
		    str_number(name + 1, stmt->count, &n) != OK || n < 1)
			return fail(INTERNAL, "placeholders must be $1 … $%d",
				    stmt->count);
		stmt->args[i] = (unsigned char)(n - 1);
	}
	return OK;
}

static void
sqlite_finish(struct db_stmt *stmt)
{
	sqlite3_finalize(stmt->stmt);
	free(stmt);
}

static enum result
sqlite_prepare(struct db_conn *conn, const char *sql, struct db_stmt **out)
{
	struct db_stmt *stmt = xcalloc(1, sizeof(*stmt));
	enum result r;

	stmt->conn = conn;
	if (sqlite3_prepare_v3(conn->db, sql, -1, SQLITE_PREPARE_PERSISTENT,
			       &stmt->stmt, NULL) != SQLITE_OK)
		r = failed(conn);
	else
		r = number_parameters(stmt);
	if (r != OK) {
		sqlite_finish(stmt);
		return r;
	}
	*out = stmt;
	return OK;
}

static int
bind_one(sqlite3_stmt *stmt, int i, const struct db_arg *arg)
{
	if (arg->kind == DB_NUMBER)
		return sqlite3_bind_int64(stmt, i, arg->number);
	return sqlite3_bind_text64(stmt, i, arg->text, arg->len, SQLITE_STATIC,
				   SQLITE_UTF8);
}

static enum result
sqlite_bind(struct db_stmt *stmt, const struct db_arg *args, size_t count)
{
	int i;

	if (count != (size_t)stmt->count)
		return fail(INTERNAL, "%zu arguments for %d placeholders",
			    count, stmt->count);
	for (i = 0; i < stmt->count; i++)
		if (bind_one(stmt->stmt, i + 1, &args[stmt->args[i]]) !=
		    SQLITE_OK)
			return failed(stmt->conn);
	return OK;
}

static enum result
sqlite_step(struct db_stmt *stmt)
{
	switch (sqlite3_step(stmt->stmt)) {
	case SQLITE_ROW:
		return OK;
	case SQLITE_DONE:
		return NOT_FOUND;
	default:
		return failed(stmt->conn);
	}
}

static const char *
sqlite_text(struct db_stmt *stmt, int column, size_t *len)
{
	const void *text = sqlite3_column_text(stmt->stmt, column);

	*len = (size_t)sqlite3_column_bytes(stmt->stmt, column);
	return text;
}

static int64_t
sqlite_number(struct db_stmt *stmt, int column)
{
	return sqlite3_column_int64(stmt->stmt, column);
}

static long long
sqlite_changed(struct db_conn *conn)
{
	return sqlite3_changes64(conn->db);
}

static void
sqlite_reset(struct db_stmt *stmt)
{
	sqlite3_reset(stmt->stmt);
	sqlite3_clear_bindings(stmt->stmt);
}

/* Some failures (a full disk) have ended the transaction already. */
static void
sqlite_rollback(struct db_conn *conn)
{
	if (!sqlite3_get_autocommit(conn->db))
		sqlite3_exec(conn->db, "ROLLBACK", NULL, NULL, NULL);
}

/* Ask SQLite for the mapping it holds; it stays until the connection is
 * closed. */
static const volatile struct wal_index *
wal_index(struct db_conn *conn)
{
	volatile void *region = NULL;
	sqlite3_file *file = NULL;

	if (conn->index)
		return conn->index;
	if (sqlite3_file_control(conn->db, "main", SQLITE_FCNTL_FILE_POINTER,
				 &file) != SQLITE_OK ||
	    !file || !file->pMethods || file->pMethods->iVersion < 2)
		return NULL;
	file->pMethods->xShmMap(file, 0, WAL_INDEX_REGION, 0, &region);
	conn->index = region;
	return conn->index;
}

static bool
sqlite_stamp(struct db_conn *conn, uint64_t *stamp)
{
	const volatile struct wal_index *index = wal_index(conn);

	if (!index || index->version != WAL_INDEX_VERSION || !index->is_ready)
		return false;
	*stamp = (uint64_t)index->frames << 32 | index->changes;
	__atomic_thread_fence(__ATOMIC_ACQUIRE);
	return true;
}

static enum result
sqlite_migrate(struct db_conn *conn, const char *sql)
{
	TRY(sqlite_script(conn, sql));
	if (sqlite3_get_autocommit(conn->db))
		return fail(INTERNAL, "the script ended its transaction");
	return OK;
}

static enum result
sqlite_integrity(struct db_conn *conn)
{
	TRY(says(conn, "PRAGMA integrity_check", "ok"));
	return says(conn, "SELECT count(*) FROM pragma_foreign_key_check", "0");
}

static enum result
sqlite_scrub(struct db_conn *conn)
{
	int code;

	conn->patience = SCRUB_TRIES;
	code = sqlite3_wal_checkpoint_v2(
		conn->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	conn->patience = BUSY_TRIES;
	return code == SQLITE_OK ? OK : failed(conn);
}

const struct db_driver db_sqlite = {
	.scheme = "",
	.begin = "BEGIN IMMEDIATE",
	.look = "BEGIN",
	.has_table = "SELECT 1 FROM sqlite_master"
		     " WHERE type = 'table' AND name = $1",
	.open = sqlite_open,
	.close = sqlite_close,
	.prepare = sqlite_prepare,
	.finish = sqlite_finish,
	.bind = sqlite_bind,
	.step = sqlite_step,
	.text = sqlite_text,
	.number = sqlite_number,
	.changed = sqlite_changed,
	.reset = sqlite_reset,
	.rollback = sqlite_rollback,
	.stamp = sqlite_stamp,
	.script = sqlite_migrate,
	.integrity = sqlite_integrity,
	.scrub = sqlite_scrub,
};
