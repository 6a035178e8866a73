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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, test_health),
		test_in(spot_begin, test_stamp_stays_while_nobody_commits),
		test_in(spot_begin, test_stamp_changes_with_each_commit),
		test_in(spot_begin, test_stamp_changes_with_another_process),
		test_in(spot_begin, test_stamp_outlives_a_checkpoint),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
