/* Statements, rows, transactions and failures. */
#include "store_test.h"

#include "base/log.h"

static void
gives_rows(void **state)
{
	struct spot *p = *state;
	auto_rows rows = NULL;
	size_t len = 99;

	spot_put(p->db, "a", 1);
	spot_put(p->db, "b", INT64_MIN);
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

		spot_put(p->db, "x", 1);
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

static void
counts_what_changed(void **state)
{
	struct spot *p = *state;
	long long changed = -1;

	spot_put(p->db, "a", 1);
	spot_put(p->db, "b", 2);
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

	spot_put(p->db, "a", 1);
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

	spot_put(p->db, "a", 1);
	spot_put(p->db, "b", INT64_MIN);
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
			spot_put(other, "a", 1);
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
		spot_put(p->db, i == 0 ? "a" : i == 1 ? "b" : "c", i);
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
	spot_put(p->db, "a", 1);
	assert_int_equal(db_commit(&tx), OK);
}

/* A commit that the engine refuses leaves the transaction to the scope. */
/* As a function that may be called within a transaction. */
static enum result
put_two(struct db *db, const char *first, const char *second)
{
	auto_tx tx = NULL;

	TRY(db_join(db, &tx));
	TRY(db_run(db, NULL, "INSERT INTO item (id, n) VALUES ($1, 1)",
		   T(first)));
	TRY(db_run(db, NULL, "INSERT INTO item (id, n) VALUES ($1, 2)",
		   T(second)));
	return db_commit(&tx);
}

static long long
items_of(struct db *db)
{
	return number_of(db, "SELECT count(*) FROM item");
}

static void
joins_transactions(void **state)
{
	struct spot *p = *state;

	/* Its own: whole or not at all. */
	assert_int_equal(put_two(p->db, "a", "b"), OK);
	assert_int_equal(put_two(p->db, "c", "a"), CONFLICT);
	assert_int_equal(items_of(p->db), 2);
	{
		auto_tx tx = NULL;

		assert_int_equal(db_begin(p->db, &tx), OK);
		assert_int_equal(put_two(p->db, "c", "d"), OK);
		assert_int_equal(put_two(p->db, "e", "f"), OK);
		assert_int_equal(items_of(p->db), 6);
	}
	/* The caller's was not committed. */
	assert_int_equal(items_of(p->db), 2);
	{
		auto_tx tx = NULL;

		assert_int_equal(db_join(p->db, &tx), OK);
		assert_non_null(tx);
		assert_int_equal(put_two(p->db, "c", "d"), OK);
		assert_int_equal(db_commit(&tx), OK);
	}
	assert_int_equal(items_of(p->db), 4);
}

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
	spot_put(p->db, "a", 1);
}

static void
reads_only(void **state)
{
	struct spot *p = *state;
	struct db_tx *tx = NULL;
	auto_db reader = NULL;

	spot_put(p->db, "a", 5);
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_items, gives_rows),
		test_in(spot_items, keeps_texts_to_the_byte),
		test_in(spot_items, keeps_long_texts),
		test_in(spot_items, refuses_a_wrong_count),
		test_in(spot_items, logs_what_is_wrong),
		test_in(spot_items, counts_what_changed),
		test_in(spot_items, tells_conflicts),
		test_in(spot_items, fails_between_rows),
		test_in(spot_items, nests_rows),
		test_in(spot_items, sees_a_new_schema),
		test_in(spot_items, commits_or_not),
		test_in(spot_items, does_not_nest_transactions),
		test_in(spot_items, joins_transactions),
		test_in(spot_items, rolls_back_a_refused_commit),
		test_in(spot_items, reads_only),
		test_in(spot_items, has_no_version_at_first),
		test_in(spot_items, runs_scripts_in_transactions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
