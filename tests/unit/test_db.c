/* Statements, rows, transactions and failures over SQLite. */
#include "store_test.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "base/clock.h"
#include "base/log.h"

/* A folder with a database that has one small table. */
static int
begin(void **state)
{
	struct spot *p;

	spot_bare(state);
	p = *state;
	assert_int_equal(db_open(p->path, DB_READ_WRITE, true, &p->db), OK);
	assert_int_equal(db_run(p->db, NULL,
				"CREATE TABLE item (id TEXT"
				" PRIMARY KEY, n BIGINT NOT NULL, words TEXT)"),
			 OK);
	return 0;
}

static void
put(struct db *db, const char *id, long long n)
{
	assert_int_equal(db_run(db, NULL,
				"INSERT INTO item (id, n)"
				" VALUES ($1, $2)",
				T(id), I(n)),
			 OK);
}

static void
opens_what_is_there(void **state)
{
	struct spot *p = *state;
	struct db *db = NULL;
	struct stat st;

	assert_int_equal(db_open(p->path, DB_READ_WRITE, false, &db),
			 NOT_FOUND);
	assert_string_equal(
		fail_last()->text,
		arena_printf(p->mem, "there is no database %s", p->path));
	assert_int_equal(db_open(p->path, DB_READ_ONLY, false, &db), NOT_FOUND);
	assert_null(db);
	assert_int_equal(db_open(p->path, DB_READ_WRITE, true, &db), OK);
	db_close(db);
	assert_int_equal(stat(p->path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(db_open(p->path, DB_READ_WRITE, true, &db), OK);
	db_close(db);
	db_close(NULL);
}

static void
refuses_what_is_no_database(void **state)
{
	struct spot *p = *state;
	char *deep = arena_printf(p->mem, "%s/no/such.db", p->folder);
	struct db *db = NULL;
	FILE *f = fopen(p->path, "we");

	assert_non_null(f);
	assert_true(fputs("This is a letter, not a database. ", f) >= 0);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(db_open(p->path, DB_READ_WRITE, false, &db), INTERNAL);
	assert_int_equal(db_open(p->path, DB_READ_ONLY, false, &db), INTERNAL);
	assert_non_null(strstr(fail_last()->text, "not a database"));
	assert_int_equal(db_open(p->folder, DB_READ_WRITE, false, &db),
			 INTERNAL);
	assert_int_equal(db_open(deep, DB_READ_WRITE, true, &db), INTERNAL);
	assert_non_null(strstr(fail_last()->text, "No such file"));
	deep = arena_printf(p->mem, "%s/x", p->path);
	assert_int_equal(db_open(deep, DB_READ_WRITE, false, &db), INTERNAL);
	assert_null(db);
}

static void
is_set_up_to_last(void **state)
{
	struct spot *p = *state;
	auto_rows rows = NULL;

	assert_int_equal(number_of(p->db, "PRAGMA synchronous"), 2);
	assert_int_equal(number_of(p->db, "PRAGMA page_size"), 8192);
	assert_int_equal(number_of(p->db, "PRAGMA foreign_keys"), 1);
	assert_int_equal(number_of(p->db, "PRAGMA secure_delete"), 1);
	assert_true(number_of(p->db, "PRAGMA mmap_size") > 0);
	assert_int_equal(db_query(p->db, &rows, "PRAGMA journal_mode"), OK);
	assert_int_equal(db_next(rows), OK);
	assert_string_equal(db_column_text(rows, 0, p->mem, NULL), "wal");
}

static void
gives_rows(void **state)
{
	struct spot *p = *state;
	auto_rows rows = NULL;
	size_t len = 99;

	put(p->db, "a", 1);
	put(p->db, "b", INT64_MIN);
	assert_int_equal(db_query(p->db, &rows,
				  "SELECT id, n, words FROM item ORDER BY id"),
			 OK);
	/* There is no row before the first step. */
	assert_null(db_column_text(rows, 0, p->mem, &len));
	assert_int_equal(len, 0);
	assert_int_equal(db_column_number(rows, 1), 0);
	assert_int_equal(db_next(rows), OK);
	assert_string_equal(db_column_text(rows, 0, p->mem, &len), "a");
	assert_int_equal(len, 1);
	assert_int_equal(db_column_number(rows, 1), 1);
	assert_null(db_column_text(rows, 2, p->mem, &len));
	assert_int_equal(len, 0);
	assert_int_equal(db_next(rows), OK);
	assert_true(db_column_number(rows, 1) == INT64_MIN);
	assert_int_equal(db_next(rows), NOT_FOUND);
	assert_int_equal(db_next(rows), NOT_FOUND);
	assert_null(db_column_text(rows, 0, p->mem, NULL));
	db_rows_end(NULL);
}

static void
keeps_texts_to_the_byte(void **state)
{
	struct spot *p = *state;
	const char odd[] = "\xff\xfe ' \" $1 \n\r\t \xe2\x82";
	const char *words[] = { "", odd, "r\xc3\xa9sum\xc3\xa9" };
	size_t i, len;

	for (i = 0; i < 3; i++) {
		auto_rows rows = NULL;

		put(p->db, "x", 1);
		assert_int_equal(db_run(p->db, NULL,
					"UPDATE item SET words"
					" = $1",
					T(words[i])),
				 OK);
		assert_int_equal(
			db_query(p->db, &rows, "SELECT words FROM item"), OK);
		assert_int_equal(db_next(rows), OK);
		assert_string_equal(db_column_text(rows, 0, p->mem, &len),
				    words[i]);
		assert_int_equal(len, strlen(words[i]));
		db_rows_end(rows);
		rows = NULL;
		assert_int_equal(db_run(p->db, NULL, "DELETE FROM item"), OK);
	}
}

/* Two megabytes cross many pages and come back the same. */
static void
keeps_long_texts(void **state)
{
	struct spot *p = *state;
	size_t i, len, size = 2000003;
	char *big = arena_alloc(p->mem, size);
	auto_rows rows = NULL;

	for (i = 0; i < size; i++)
		big[i] = (char)('!' + i % 89);
	assert_int_equal(db_run(p->db, NULL,
				"INSERT INTO item (id, n, words)"
				" VALUES ('b', 0, $1)",
				TN(big, size)),
			 OK);
	assert_int_equal(db_query(p->db, &rows, "SELECT words FROM item"), OK);
	assert_int_equal(db_next(rows), OK);
	assert_memory_equal(db_column_text(rows, 0, p->mem, &len), big, size);
	assert_int_equal(len, size);
}

/* $n is the nth argument in whatever order and however often it stands. */
static void
numbers_placeholders(void **state)
{
	struct spot *p = *state;

	assert_int_equal(
		number_of(p->db, "SELECT $2 * 10 + $1 + $2", I(3), I(5)), 58);
	assert_int_equal(number_of(p->db, "SELECT length($1)", T("abc")), 3);
	assert_int_equal(number_of(p->db, "SELECT length($1)", TN("abc", 2)),
			 2);
	assert_int_equal(number_of(p->db, "SELECT $1 IS NULL", T(NULL)), 1);
}

static void
refuses_a_wrong_count(void **state)
{
	struct spot *p = *state;
	struct db_rows *rows = NULL;

	assert_int_equal(db_query(p->db, &rows, "SELECT $1, $2", I(1)),
			 INTERNAL);
	assert_string_equal(fail_last()->text,
			    "1 arguments for 2 placeholders");
	assert_non_null(strstr(fail_last()->file, "test_db.c"));
	assert_int_equal(db_query(p->db, &rows, "SELECT 1", I(1)), INTERNAL);
	assert_int_equal(db_query(p->db, &rows, "SELECT $1"), INTERNAL);
	assert_int_equal(db_query(p->db, &rows, "SELECT $3", I(1)), INTERNAL);
	assert_string_equal(fail_last()->text, "placeholders must be $1 … $1");
	assert_int_equal(db_query(p->db, &rows, "SELECT $0", I(1)), INTERNAL);
	assert_int_equal(db_query(p->db, &rows, "SELECT ?", I(1)), INTERNAL);
	assert_int_equal(db_query(p->db, &rows, "SELECT :a", I(1)), INTERNAL);
	assert_int_equal(db_query(p->db, &rows,
				  "SELECT"
				  " $1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,"
				  "$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,"
				  "$23,$24,$25,$26,$27,$28,$29,$30,$31,$32,"
				  "$33"),
			 INTERNAL);
	assert_string_equal(fail_last()->text, "more than 32 placeholders");
	assert_null(rows);
}

/* INTERNAL is logged with its SQL and its place. */
static void
logs_what_is_wrong(void **state)
{
	struct spot *p = *state;
	char *log = arena_printf(p->mem, "%s/log", p->folder);
	struct db_rows *rows = NULL;
	char *text;
	size_t len;

	assert_int_equal(log_open(log, LOG_INFO), OK);
	assert_int_equal(db_query(p->db, &rows, "SELECT x FROM nowhere"),
			 INTERNAL);
	assert_int_equal(log_open("-", LOG_ERROR), OK);
	assert_string_equal(fail_last()->text, "no such table: nowhere");
	text = file_text(p->mem, log, &len);
	assert_non_null(strstr(text, "SELECT x FROM nowhere"));
	assert_non_null(strstr(text, "test_db.c:"));
}

/* A text in double quotes is a column that is not there, never a text. */
static void
takes_standard_quotes_only(void **state)
{
	struct spot *p = *state;
	struct db_rows *rows = NULL;

	assert_int_equal(db_query(p->db, &rows, "SELECT \"abc\""), INTERNAL);
}

static void
counts_what_changed(void **state)
{
	struct spot *p = *state;
	long long changed = -1;

	put(p->db, "a", 1);
	put(p->db, "b", 2);
	assert_int_equal(db_run(p->db, &changed, "UPDATE item SET n = n + 1"),
			 OK);
	assert_int_equal(changed, 2);
	assert_int_equal(
		db_run(p->db, &changed, "DELETE FROM item WHERE id = 'z'"), OK);
	assert_int_equal(changed, 0);
	assert_int_equal(db_run(p->db, &changed,
				"INSERT INTO item (id, n)"
				" VALUES ('a', 7) ON CONFLICT (id) DO UPDATE"
				" SET n = excluded.n RETURNING n"),
			 OK);
	assert_int_equal(changed, 1);
}

static void
tells_conflicts(void **state)
{
	struct spot *p = *state;
	struct db_rows *rows = NULL;

	put(p->db, "a", 1);
	assert_int_equal(
		db_run(p->db, NULL, "INSERT INTO item (id, n) VALUES ('a', 2)"),
		CONFLICT);
	assert_non_null(strstr(fail_last()->text, "item.id"));
	assert_int_equal(db_query(p->db, &rows,
				  "INSERT INTO item (id, n)"
				  " VALUES ('a', 2) RETURNING id"),
			 CONFLICT);
	assert_int_equal(db_run(p->db, NULL,
				"INSERT INTO item (id, n)"
				" VALUES ('b', $1)",
				T(NULL)),
			 CONFLICT);
	assert_null(rows);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM item"), 1);
}

/* A row whose column cannot be computed ends the rows with a failure. */
static void
fails_between_rows(void **state)
{
	struct spot *p = *state;
	auto_rows rows = NULL;

	put(p->db, "a", 1);
	put(p->db, "b", INT64_MIN);
	assert_int_equal(
		db_query(p->db, &rows, "SELECT abs(n) FROM item ORDER BY id"),
		OK);
	assert_int_equal(db_next(rows), OK);
	assert_int_equal(db_next(rows), INTERNAL);
	assert_string_equal(fail_last()->text, "integer overflow");
	assert_int_equal(db_next(rows), NOT_FOUND);
}

/* The same literal may be used again while its rows are still read. */
static long long
count_down(struct db *db, long long from)
{
	auto_rows rows = NULL;

	assert_int_equal(db_query(db, &rows, "SELECT $1 - 1", I(from)), OK);
	assert_int_equal(db_next(rows), OK);
	from = db_column_number(rows, 0);
	return from > 0 ? 1 + count_down(db, from) : 0;
}

static void
nests_rows(void **state)
{
	struct spot *p = *state;

	assert_int_equal(count_down(p->db, 6), 5);
	assert_int_equal(count_down(p->db, 6), 5);
}

/* Statements are prepared again by themselves when the schema changes. */
static void
sees_a_new_schema(void **state)
{
	struct spot *p = *state;
	auto_db other = NULL;
	int i;

	assert_int_equal(db_open(p->path, DB_READ_WRITE, false, &other), OK);
	for (i = 0; i < 2; i++) {
		assert_int_equal(number_of(p->db, "SELECT count(*) FROM item"),
				 i);
		if (i == 0) {
			assert_int_equal(db_run(other, NULL,
						"ALTER TABLE item"
						" ADD COLUMN more TEXT"),
					 OK);
			put(other, "a", 1);
		}
	}
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM item"
					  " WHERE more IS NULL"),
			 1);
}

static void
commits_or_not(void **state)
{
	struct spot *p = *state;
	struct db_tx *none = NULL;
	int i;

	for (i = 0; i < 3; i++) {
		auto_tx tx = NULL;

		assert_int_equal(db_begin(p->db, &tx), OK);
		assert_non_null(tx);
		put(p->db, i == 0 ? "a" : i == 1 ? "b" : "c", i);
		if (i != 1)
			assert_int_equal(db_commit(&tx), OK);
		if (i != 1)
			assert_null(tx);
	}
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM item"), 2);
	assert_int_equal(number_of(p->db, "SELECT sum(n) FROM item"), 2);
	db_rollback(none);
}

static void
does_not_nest_transactions(void **state)
{
	struct spot *p = *state;
	struct db_tx *second = NULL;
	auto_tx tx = NULL;

	assert_int_equal(db_begin(p->db, &tx), OK);
	assert_int_equal(db_begin(p->db, &second), INTERNAL);
	assert_null(second);
	put(p->db, "a", 1);
	assert_int_equal(db_commit(&tx), OK);
}

/* A commit that the engine refuses leaves the transaction to the scope. */
static void
rolls_back_a_refused_commit(void **state)
{
	struct spot *p = *state;

	assert_int_equal(db_run(p->db, NULL,
				"CREATE TABLE part (item TEXT"
				" REFERENCES item (id)"
				" DEFERRABLE INITIALLY DEFERRED)"),
			 OK);
	{
		auto_tx tx = NULL;

		assert_int_equal(db_begin(p->db, &tx), OK);
		assert_int_equal(
			db_run(p->db, NULL, "INSERT INTO part VALUES ('none')"),
			OK);
		assert_int_equal(db_commit(&tx), CONFLICT);
		assert_non_null(tx);
	}
	assert_int_equal(fail_last()->result, CONFLICT);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM part"), 0);
	put(p->db, "a", 1);
}

static void
reads_only(void **state)
{
	struct spot *p = *state;
	struct db_tx *tx = NULL;
	auto_db reader = NULL;

	put(p->db, "a", 5);
	assert_int_equal(db_open(p->path, DB_READ_ONLY, false, &reader), OK);
	assert_int_equal(number_of(reader, "SELECT n FROM item"), 5);
	assert_int_equal(db_run(reader, NULL, "UPDATE item SET n = 0"),
			 INTERNAL);
	assert_int_equal(db_begin(reader, &tx), INTERNAL);
	assert_null(tx);
	assert_int_equal(number_of(p->db, "SELECT n FROM item"), 5);
	/* It sees what is written afterwards. */
	assert_int_equal(db_run(p->db, NULL, "UPDATE item SET n = 6"), OK);
	assert_int_equal(number_of(reader, "SELECT n FROM item"), 6);
}

/* Eight processes add one a hundred times; nobody is refused. */
static void
waits_for_other_writers(void **state)
{
	struct spot *p = *state;
	int i, status, done = 0;
	struct db *db;
	bool is_good;

	put(p->db, "a", 0);
	spot_close(p);
	for (i = 0; i < 8; i++) {
		if (fork() != 0)
			continue;
		is_good = db_open(p->path, DB_READ_WRITE, false, &db) == OK;
		for (i = 0; i < 100 && is_good; i++)
			is_good = db_run(db, NULL,
					 "UPDATE item SET n = n + 1") == OK;
		_exit(is_good ? 0 : 1);
	}
	while (wait(&status) > 0) {
		assert_int_equal(status, 0);
		done++;
	}
	assert_int_equal(done, 8);
	spot_open(p);
	assert_int_equal(number_of(p->db, "SELECT n FROM item"), 800);
}

/* A disk that is full is BUSY, and what was there stays readable. */
static void
tells_a_full_disk(void **state)
{
	struct spot *p = *state;
	auto_rows rows = NULL;
	char *big = arena_alloc(p->mem, 1000000);

	put(p->db, "a", 1);
	memset(big, 'x', 1000000);
	assert_int_equal(db_query(p->db, &rows, "PRAGMA max_page_count = 20"),
			 OK);
	db_rows_end(rows);
	rows = NULL;
	{
		auto_tx tx = NULL;

		assert_int_equal(db_begin(p->db, &tx), OK);
		put(p->db, "b", 1);
		assert_int_equal(db_run(p->db, NULL,
					"UPDATE item SET words"
					" = $1",
					TN(big, 1000000)),
				 BUSY);
		assert_non_null(strstr(fail_last()->text, "full"));
	}
	assert_int_equal(fail_last()->result, BUSY);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM item"), 1);
	put(p->db, "c", 1);
}

/* A file that cannot be written further is BUSY, too. */
static void
tells_a_failing_disk(void **state)
{
	struct spot *p = *state;
	char *big = arena_alloc(p->mem, 1000000);
	int status;

	memset(big, 'x', 1000000);
	put(p->db, "a", 1);
	spot_close(p);
	if (fork() == 0) {
		struct rlimit limit = { 65536, 65536 };
		struct db *db = NULL;
		bool is_good;

		signal(SIGXFSZ, SIG_IGN);
		is_good = db_open(p->path, DB_READ_WRITE, false, &db) == OK &&
			  setrlimit(RLIMIT_FSIZE, &limit) == 0 &&
			  db_run(db, NULL, "UPDATE item SET words = $1",
				 TN(big, 1000000)) == BUSY;
		_exit(is_good ? 0 : 1);
	}
	assert_true(wait(&status) > 0);
	assert_int_equal(status, 0);
	spot_open(p);
	assert_int_equal(db_integrity(p->db), OK);
}

/* A file that stays locked is BUSY after seconds, not for ever. */
static void
gives_up_on_a_lock(void **state)
{
	struct spot *p = *state;
	auto_db other = NULL;
	int64_t start = clock_micros();
	struct db_tx *mine = NULL;
	auto_tx tx = NULL;

	assert_int_equal(db_open(p->path, DB_READ_WRITE, false, &other), OK);
	assert_int_equal(db_begin(other, &tx), OK);
	assert_int_equal(db_begin(p->db, &mine), BUSY);
	assert_null(mine);
	assert_non_null(strstr(fail_last()->text, "locked"));
	assert_true(clock_micros() - start > 1000000);
	assert_int_equal(db_scrub(p->db), BUSY);
}

static void
has_no_version_at_first(void **state)
{
	struct spot *p = *state;
	int version = 9;

	assert_int_equal(db_version(p->db, &version), OK);
	assert_int_equal(version, 0);
	assert_int_equal(db_run(p->db, NULL,
				"CREATE TABLE migration"
				" (number BIGINT)"),
			 OK);
	assert_int_equal(db_version(p->db, &version), OK);
	assert_int_equal(version, 0);
	assert_int_equal(
		db_run(p->db, NULL, "INSERT INTO migration VALUES (3), (2)"),
		OK);
	assert_int_equal(db_version(p->db, &version), OK);
	assert_int_equal(version, 3);
	assert_int_equal(db_run(p->db, NULL, "DROP TABLE migration"), OK);
	assert_int_equal(db_run(p->db, NULL, "CREATE TABLE migration (x TEXT)"),
			 OK);
	assert_int_equal(db_version(p->db, &version), INTERNAL);
}

static void
runs_scripts_in_transactions(void **state)
{
	struct spot *p = *state;

	assert_int_equal(db_script(p->db, "SELECT 1"), INTERNAL);
	{
		auto_tx tx = NULL;

		assert_int_equal(db_begin(p->db, &tx), OK);
		assert_int_equal(db_script(p->db, "CREATE TABLE a (x TEXT);"
						  "CREATE TABLE b (y TEXT);"),
				 OK);
		assert_int_equal(db_script(p->db, "CREATE TABLE b (y TEXT);"),
				 INTERNAL);
	}
	{
		auto_tx tx = NULL;

		assert_int_equal(db_begin(p->db, &tx), OK);
		assert_int_equal(db_script(p->db, "ROLLBACK;"), INTERNAL);
		assert_string_equal(fail_last()->text,
				    "the script ended its transaction");
	}
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM sqlite_master"
					  " WHERE name IN ('a', 'b')"),
			 0);
}

static void
finds_damage(void **state)
{
	struct spot *p = *state;
	FILE *f;
	int i;

	for (i = 0; i < 200; i++)
		put(p->db, arena_printf(p->mem, "item-%d", i), i);
	assert_int_equal(db_integrity(p->db), OK);
	spot_close(p);
	f = fopen(p->path, "r+e");
	assert_non_null(f);
	assert_int_equal(fseek(f, 8192 + 64, SEEK_SET), 0);
	for (i = 0; i < 4000; i++)
		assert_true(fputc(i * 7 % 256, f) >= 0);
	assert_int_equal(fclose(f), 0);
	spot_open(p);
	assert_int_equal(db_integrity(p->db), INTERNAL);
}

static void
finds_broken_references(void **state)
{
	struct spot *p = *state;

	assert_int_equal(db_run(p->db, NULL,
				"CREATE TABLE part (item TEXT"
				" REFERENCES item (id))"),
			 OK);
	assert_int_equal(
		db_run(p->db, NULL, "INSERT INTO part VALUES ('none')"),
		CONFLICT);
	assert_int_equal(db_run(p->db, NULL, "PRAGMA foreign_keys = OFF"), OK);
	assert_int_equal(
		db_run(p->db, NULL, "INSERT INTO part VALUES ('none')"), OK);
	assert_int_equal(db_integrity(p->db), INTERNAL);
	assert_non_null(strstr(fail_last()->text, "foreign_key"));
}

/* After db_scrub() nothing deleted is in any file. */
static void
scrubs(void **state)
{
	const char *words = "Wq7-to-be-forgotten";
	struct spot *p = *state;
	char *log = arena_printf(p->mem, "%s-wal", p->path);
	char *text;
	size_t len;

	assert_int_equal(db_run(p->db, NULL,
				"INSERT INTO item (id, n, words)"
				" VALUES ('a', 1, $1)",
				T(words)),
			 OK);
	assert_int_equal(db_scrub(p->db), OK);
	text = file_text(p->mem, p->path, &len);
	assert_non_null(memmem(text, len, words, strlen(words)));
	assert_int_equal(db_run(p->db, NULL, "DELETE FROM item"), OK);
	assert_int_equal(db_scrub(p->db), OK);
	text = file_text(p->mem, p->path, &len);
	assert_null(memmem(text, len, words, strlen(words)));
	file_text(p->mem, log, &len);
	assert_int_equal(len, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_bare, opens_what_is_there),
		test_in(spot_bare, refuses_what_is_no_database),
		test_in(begin, is_set_up_to_last),
		test_in(begin, gives_rows),
		test_in(begin, keeps_texts_to_the_byte),
		test_in(begin, keeps_long_texts),
		test_in(begin, numbers_placeholders),
		test_in(begin, refuses_a_wrong_count),
		test_in(begin, logs_what_is_wrong),
		test_in(begin, takes_standard_quotes_only),
		test_in(begin, counts_what_changed),
		test_in(begin, tells_conflicts),
		test_in(begin, fails_between_rows),
		test_in(begin, nests_rows),
		test_in(begin, sees_a_new_schema),
		test_in(begin, commits_or_not),
		test_in(begin, does_not_nest_transactions),
		test_in(begin, rolls_back_a_refused_commit),
		test_in(begin, reads_only),
		test_in(begin, waits_for_other_writers),
		test_in(begin, tells_a_full_disk),
		test_in(begin, tells_a_failing_disk),
		test_in(begin, gives_up_on_a_lock),
		test_in(begin, has_no_version_at_first),
		test_in(begin, runs_scripts_in_transactions),
		test_in(begin, finds_damage),
		test_in(begin, finds_broken_references),
		test_in(begin, scrubs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
