/* Migrations: order, once, all or nothing. */
#include "store_test.h"

#include <signal.h>
#include <sys/wait.h>

#define FIRST                                                                  \
	"CREATE TABLE migration (number BIGINT PRIMARY KEY,"                   \
	" name TEXT NOT NULL, run_at BIGINT NOT NULL);"

/* A folder with an empty database that is opened. */
static int
begin(void **state)
{
	struct spot *p;

	spot_bare(state);
	p = *state;
	assert_int_equal(db_open(p->path, DB_READ_WRITE, true, &p->db), OK);
	return 0;
}

static void
file_put(struct spot *p, const char *name, const char *text)
{
	FILE *f = fopen(arena_printf(p->mem, "%s/%s", p->folder, name), "we");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static int
version_of(struct db *db)
{
	int version = -1;

	assert_int_equal(db_version(db, &version), OK);
	return version;
}

/* Running must fail so, with ${words} in the sentence. */
static void
refused(struct spot *p, enum result wanted, const char *words)
{
	int done = -1;

	assert_int_equal(migrate_run(p->db, p->folder, &done), wanted);
	assert_non_null(strstr(fail_last()->text, words));
}

static void
runs_each_once(void **state)
{
	struct spot *p = *state;
	int done = -1, newest = -1;

	file_put(p, "0001_init.sql", FIRST "CREATE TABLE a (x TEXT);");
	file_put(p, "0002_more.sql", "INSERT INTO a VALUES ('one');");
	file_put(p, "README", "not a migration");
	file_put(p, ".0003_hidden.sql", "not one either");
	assert_int_equal(migrate_newest(p->folder, &newest), OK);
	assert_int_equal(newest, 2);
	assert_int_equal(migrate_run(p->db, p->folder, &done), OK);
	assert_int_equal(done, 2);
	assert_int_equal(version_of(p->db), 2);
	assert_int_equal(migrate_run(p->db, p->folder, &done), OK);
	assert_int_equal(done, 0);
	file_put(p, "0003_again.sql", "INSERT INTO a VALUES ('two');");
	assert_int_equal(migrate_run(p->db, p->folder, &done), OK);
	assert_int_equal(done, 1);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM a"), 2);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM migration"
					  " WHERE name LIKE '000%.sql'"
					  " AND run_at > 1000000000"),
			 3);
}

static void
refuses_bad_folders(void **state)
{
	struct spot *p = *state;
	int newest;

	refused(p, NOT_FOUND, "no migration there");
	assert_int_equal(migrate_newest(p->folder, &newest), NOT_FOUND);
	assert_int_equal(migrate_newest("/no/such/folder", &newest), NOT_FOUND);
	assert_int_equal(migrate_newest(p->path, &newest), INTERNAL);
	file_put(p, "0002_two.sql", "");
	refused(p, INVALID, "0002_two.sql: number 0001 is missing before it");
	file_put(p, "0001_one.sql", FIRST);
	file_put(p, "0004_four.sql", "");
	refused(p, INVALID, "0004_four.sql: number 0003 is missing");
	file_put(p, "0002_deux.sql", "");
	refused(p, INVALID, "0002_two.sql: another migration has its number");
	assert_int_equal(version_of(p->db), 0);
}

static void
refuses_bad_names(void **state)
{
	static const char *const names[] = { "0000_zero.sql", "1_one.sql",
					     "00001_one.sql", "0001.sql",
					     "0001_.sql",     "0001-one.sql",
					     "one.sql",	      " 001_one.sql",
					     "+001_one.sql" };
	struct spot *p = *state;
	char *path;
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		file_put(p, names[i], FIRST);
		refused(p, INVALID, "a migration is named NNNN_name.sql");
		path = arena_printf(p->mem, "%s/%s", p->folder, names[i]);
		assert_int_equal(unlink(path), 0);
	}
}

static void
refuses_bad_files(void **state)
{
	struct spot *p = *state;
	char *path = arena_printf(p->mem, "%s/0001_init.sql", p->folder);
	FILE *f = fopen(path, "we");

	assert_non_null(f);
	assert_int_equal(fwrite("SELECT 1;\0SELECT 2;", 1, 19, f), 19);
	assert_int_equal(fclose(f), 0);
	refused(p, INTERNAL, "no text");
	assert_int_equal(truncate(path, (1 << 20) + 1), 0);
	refused(p, INTERNAL, "too long");
	assert_int_equal(unlink(path), 0);
	assert_int_equal(symlink("nowhere", path), 0);
	refused(p, INTERNAL, "No such file");
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkdir(path, 0700), 0);
	refused(p, INTERNAL, "Is a directory");
	assert_int_equal(rmdir(path), 0);
}

/* A statement that fails leaves nothing of its file. */
static void
leaves_nothing_of_a_failure(void **state)
{
	struct spot *p = *state;
	int done = -1;

	file_put(p, "0001_init.sql", FIRST);
	file_put(p, "0002_bad.sql",
		 "CREATE TABLE a (x TEXT);"
		 "INSERT INTO a VALUES ('one'); INSERT INTO b VALUES ('x');");
	assert_int_equal(migrate_run(p->db, p->folder, &done), INTERNAL);
	assert_int_equal(done, 1);
	assert_int_equal(version_of(p->db), 1);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM sqlite_master"
					  " WHERE name = 'a'"),
			 0);
	file_put(p, "0002_bad.sql", "CREATE TABLE a (x TEXT); COMMIT;");
	refused(p, INTERNAL, "ended its transaction");
	file_put(p, "0002_bad.sql", "CREATE TABLE good (x TEXT);");
	assert_int_equal(migrate_run(p->db, p->folder, &done), OK);
	assert_int_equal(version_of(p->db), 2);
}

static void
refuses_a_newer_database(void **state)
{
	struct spot *p = *state;
	int done;

	file_put(p, "0001_init.sql", FIRST);
	assert_int_equal(migrate_run(p->db, p->folder, &done), OK);
	assert_int_equal(db_run(p->db, NULL,
				"INSERT INTO migration"
				" VALUES (2, '0002_later.sql', 1)"),
			 OK);
	refused(p, CONFLICT,
		"the database is at version 2, this program "
		"knows 1");
}

/* Killed at any moment, a migration has run or has not. */
static void
survives_being_killed(void **state)
{
	struct spot *p = *state;
	int i, status, done, rows;
	pid_t child;

	file_put(p, "0001_init.sql", FIRST);
	assert_int_equal(migrate_run(p->db, p->folder, &done), OK);
	spot_close(p);
	file_put(p, "0002_slow.sql",
		 "CREATE TABLE a (x BIGINT);"
		 "INSERT INTO a WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL"
		 " SELECT i + 1 FROM n WHERE i < 400000) SELECT i FROM n;"
		 "CREATE INDEX a_x ON a (x);");
	for (i = 0; i < 8; i++) {
		child = fork();
		assert_true(child >= 0);
		if (child == 0) {
			status = db_open(p->path, DB_READ_WRITE, false,
					 &p->db) == OK &&
				 migrate_run(p->db, p->folder, &done) == OK;
			_exit(status ? 0 : 1);
		}
		usleep(10000 + (unsigned)i * 15000);
		kill(child, SIGKILL);
		assert_true(waitpid(child, &status, 0) == child);
		spot_open(p);
		rows = (int)number_of(p->db,
				      "SELECT count(*) FROM"
				      " sqlite_master WHERE tbl_name = 'a'");
		assert_int_equal(rows, version_of(p->db) == 2 ? 2 : 0);
		spot_close(p);
	}
	spot_open(p);
	assert_int_equal(migrate_run(p->db, p->folder, &done), OK);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM a"), 400000);
	assert_int_equal(db_integrity(p->db), OK);
}

/* Started by several at once, each file runs once. */
static void
runs_once_for_many(void **state)
{
	struct spot *p = *state;
	int i, status, done, ran = 0;

	file_put(p, "0001_init.sql", FIRST "CREATE TABLE a (x TEXT);");
	file_put(p, "0002_more.sql", "INSERT INTO a VALUES ('one');");
	spot_close(p);
	for (i = 0; i < 6; i++) {
		if (fork() != 0)
			continue;
		status = db_open(p->path, DB_READ_WRITE, false, &p->db) == OK &&
			 migrate_run(p->db, p->folder, &done) == OK;
		db_close(p->db);
		_exit(status ? done : 9);
	}
	while (wait(&status) > 0) {
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) <= 2);
		ran += WEXITSTATUS(status);
	}
	assert_int_equal(ran, 2);
	spot_open(p);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM a"), 1);
}

/* The project's own migrations run, and use no type but the dialect's. */
static void
runs_ours(void **state)
{
	struct spot *p = *state;
	int done, newest;

	assert_int_equal(migrate_newest(migrations_folder(), &newest), OK);
	assert_int_equal(migrate_run(p->db, migrations_folder(), &done), OK);
	assert_int_equal(done, newest);
	assert_int_equal(version_of(p->db), newest);
	assert_int_equal(number_of(p->db,
				   "SELECT count(*) FROM sqlite_master m"
				   " JOIN pragma_table_info(m.name) c"
				   " WHERE m.type = 'table' AND c.type"
				   " NOT IN ('TEXT', 'BIGINT', 'SMALLINT')"),
			 0);
	assert_int_equal(db_integrity(p->db), OK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(begin, runs_each_once),
		test_in(begin, refuses_bad_folders),
		test_in(begin, refuses_bad_names),
		test_in(begin, refuses_bad_files),
		test_in(begin, leaves_nothing_of_a_failure),
		test_in(begin, refuses_a_newer_database),
		test_in(begin, survives_being_killed),
		test_in(begin, runs_once_for_many),
		test_in(begin, runs_ours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
