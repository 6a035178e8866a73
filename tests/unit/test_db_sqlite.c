/* SQLite as a driver: opening, locks, full and damaged disks. */
#include "store_test.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "base/clock.h"

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

/* A text in double quotes is a column that is not there, never a text. */
static void
takes_standard_quotes_only(void **state)
{
	struct spot *p = *state;
	struct db_rows *rows = NULL;

	assert_int_equal(db_query(p->db, &rows, "SELECT \"abc\""), INTERNAL);
}

/* strpos() as PostgreSQL has it, to the letter; what is not there is 0. */
static void
finds_parts_of_texts(void **state)
{
	static const struct {
		const char *text, *part;
		long long at;
	} rows[] = {
		{ "learner 12", "learner 12", 1 },
		{ "learner 12", "12", 9 },
		{ "learner 12", "Learner", 0 },
		{ "learner 12", "learner 123", 0 },
		{ "100% a_b", "%", 4 },
		{ "100% a_b", "axb", 0 },
		{ "anything", "", 1 },
		{ "", "", 1 },
		{ "", "a", 0 },
	};
	struct spot *p = *state;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(number_of(p->db, "SELECT strpos($1, $2)",
					   T(rows[i].text), T(rows[i].part)),
				 rows[i].at);
	assert_int_equal(
		number_of(p->db, "SELECT strpos($1, 'a') IS NULL", T(NULL)), 1);
	assert_int_equal(
		number_of(p->db, "SELECT strpos('a', $1) IS NULL", T(NULL)), 1);
}

/* Eight processes add one a hundred times; nobody is refused. */
static void
waits_for_other_writers(void **state)
{
	struct spot *p = *state;
	int i, status, done = 0;
	struct db *db = NULL;
	bool is_good;

	spot_put(p->db, "a", 0);
	spot_close(p);
	for (i = 0; i < 8; i++) {
		if (fork() != 0)
			continue;
		is_good = db_open(p->path, DB_READ_WRITE, false, &db) == OK;
		for (i = 0; i < 100 && is_good; i++)
			is_good = db_run(db, NULL,
					 "UPDATE item SET n = n + 1") == OK;
		db_close(db);
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

	spot_put(p->db, "a", 1);
	memset(big, 'x', 1000000);
	assert_int_equal(db_query(p->db, &rows, "PRAGMA max_page_count = 20"),
			 OK);
	db_rows_end(rows);
	rows = NULL;
	{
		auto_tx tx = NULL;

		assert_int_equal(db_begin(p->db, &tx), OK);
		spot_put(p->db, "b", 1);
		assert_int_equal(db_run(p->db, NULL,
					"UPDATE item SET words"
					" = $1",
					TN(big, 1000000)),
				 BUSY);
		assert_non_null(strstr(fail_last()->text, "full"));
	}
	assert_int_equal(fail_last()->result, BUSY);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM item"), 1);
	spot_put(p->db, "c", 1);
}

/* A file that cannot be written further is BUSY, too. */
static void
tells_a_failing_disk(void **state)
{
	struct spot *p = *state;
	char *big = arena_alloc(p->mem, 1000000);
	int status;

	memset(big, 'x', 1000000);
	spot_put(p->db, "a", 1);
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
		db_close(db);
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
finds_damage(void **state)
{
	struct spot *p = *state;
	FILE *f;
	int i;

	for (i = 0; i < 200; i++)
		spot_put(p->db, arena_printf(p->mem, "item-%d", i), i);
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
		test_in(spot_items, is_set_up_to_last),
		test_in(spot_items, numbers_placeholders),
		test_in(spot_items, takes_standard_quotes_only),
		test_in(spot_items, finds_parts_of_texts),
		test_in(spot_items, waits_for_other_writers),
		test_in(spot_items, tells_a_full_disk),
		test_in(spot_items, tells_a_failing_disk),
		test_in(spot_items, gives_up_on_a_lock),
		test_in(spot_items, finds_damage),
		test_in(spot_items, finds_broken_references),
		test_in(spot_items, scrubs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
