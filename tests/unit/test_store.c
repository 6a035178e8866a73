/*
 * The store opened from above: its health, and the stamp that changes with
 * every commit of anybody.
 */
#include "store_test.h"

#include <sys/wait.h>

#include "store/store.h"

static void
count_up(const char *path)
{
	auto_db db = NULL;

	assert_int_equal(db_open(path, DB_READ_WRITE, false, &db), OK);
	assert_int_equal(
		db_run(db, NULL, "UPDATE counter SET value = value + 1"), OK);
}

static void
test_health(void **state)
{
	struct spot *p = *state;
	struct db *db = NULL;

	assert_int_equal(store_open(p->path, false, &db), OK);
	assert_int_equal(store_health(db), OK);
	store_close(db);
	store_close(NULL);
	assert_int_equal(store_open("/nowhere/at/all.db", false, &db),
			 NOT_FOUND);
}

static void
test_stamp_stays_while_nobody_commits(void **state)
{
	struct spot *p = *state;
	struct db *db = NULL;
	uint64_t one = 0, two = 0;
	int i;

	assert_int_equal(store_open(p->path, false, &db), OK);
	assert_int_equal(store_health(db), OK);
	assert_true(store_stamp(db, &one));
	for (i = 0; i < 10; i++) {
		assert_int_equal(store_health(db), OK);
		assert_true(store_stamp(db, &two));
		assert_true(one == two);
	}
	store_close(db);
}

static void
test_stamp_changes_with_each_commit(void **state)
{
	struct spot *p = *state;
	struct db *db = NULL;
	uint64_t before = 0, after = 0;
	int i;

	assert_int_equal(store_open(p->path, false, &db), OK);
	assert_true(store_stamp(db, &before));
	for (i = 0; i < 50; i++) {
		count_up(p->path);
		assert_true(store_stamp(db, &after));
		assert_true(before != after);
		before = after;
	}
	store_close(db);
}

/* Waits for a byte, then commits once: the other process. */
static void
other_process(const char *path, int wait_fd)
{
	struct db *db = NULL;
	char go;

	if (read(wait_fd, &go, 1) != 1)
		_exit(1);
	_exit(db_open(path, DB_READ_WRITE, false, &db) != OK ||
	      db_run(db, NULL, "UPDATE counter SET value = 99") != OK);
}

static void
test_stamp_changes_with_another_process(void **state)
{
	struct spot *p = *state;
	struct db *db = NULL;
	uint64_t before = 0, after = 0;
	int status = 1, fds[2];
	pid_t pid;

	spot_close(p);
	assert_int_equal(pipe(fds), 0);
	pid = fork();
	if (pid == 0)
		other_process(p->path, fds[0]);
	assert_int_equal(store_open(p->path, false, &db), OK);
	assert_true(store_stamp(db, &before));
	assert_int_equal(write(fds[1], "x", 1), 1);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_true(store_stamp(db, &after));
	assert_true(before != after);
	store_close(db);
	close(fds[0]);
	close(fds[1]);
}

static void
test_stamp_outlives_a_checkpoint(void **state)
{
	struct spot *p = *state;
	struct db *db = NULL, *other = NULL;
	uint64_t before = 0, after = 0;

	assert_int_equal(store_open(p->path, false, &db), OK);
	count_up(p->path);
	assert_true(store_stamp(db, &before));
	assert_int_equal(store_open(p->path, true, &other), OK);
	assert_int_equal(db_scrub(other), OK);
	count_up(p->path);
	assert_true(store_stamp(db, &after));
	assert_true(before != after);
	store_close(other);
	store_close(db);
}

static int64_t
counter_of(struct db *db)
{
	auto_rows rows = NULL;

	assert_int_equal(db_query(db, &rows, "SELECT value FROM counter"), OK);
	assert_int_equal(db_next(rows), OK);
	return db_column_number(rows, 0);
}

/* A look, and what others do meanwhile. */
struct look {
	struct db *db;
	const char *path;
	int64_t before, after;
	enum result result;
};

static enum result
look(void *data)
{
	struct look *l = data;

	l->before = counter_of(l->db);
	count_up(l->path);
	l->after = counter_of(l->db);
	return l->result;
}

static void
test_a_look_sees_one_moment(void **state)
{
	struct spot *p = *state;
	struct look l = { .path = p->path };

	assert_int_equal(store_open(p->path, false, &l.db), OK);
	for (int i = 0; i < 6; i++) {
		l.result = i % 2 ? NOT_FOUND : OK;
		assert_int_equal(store_look(l.db, look, &l), l.result);
		assert_int_equal(l.after, l.before);
		assert_int_equal(counter_of(l.db), l.before + 1);
	}
	store_close(l.db);
}

static enum result
just_look(void *data)
{
	struct look *l = data;

	l->before = counter_of(l->db);
	return OK;
}

/* Within a transaction it sees what that has changed, and leaves it open. */
static void
test_a_look_joins_a_transaction(void **state)
{
	struct spot *p = *state;
	auto_tx tx = NULL;
	int64_t before = counter_of(p->db);
	struct look l = { .db = p->db, .path = p->path };

	assert_int_equal(db_begin(p->db, &tx), OK);
	assert_int_equal(
		db_run(p->db, NULL, "UPDATE counter SET value = value + 5"),
		OK);
	assert_int_equal(store_look(p->db, just_look, &l), OK);
	assert_int_equal(l.before, before + 5);
	db_rollback(tx);
	tx = NULL;
	assert_int_equal(counter_of(p->db), before);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, test_health),
		test_in(spot_begin, test_stamp_stays_while_nobody_commits),
		test_in(spot_begin, test_stamp_changes_with_each_commit),
		test_in(spot_begin, test_stamp_changes_with_another_process),
		test_in(spot_begin, test_stamp_outlives_a_checkpoint),
		test_in(spot_begin, test_a_look_sees_one_moment),
		test_in(spot_begin, test_a_look_joins_a_transaction),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
