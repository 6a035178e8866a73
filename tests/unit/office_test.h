/*
 * For the tests of accounts and what belongs to them: people in an office.
 */
#ifndef TESTS_UNIT_OFFICE_TEST_H
#define TESTS_UNIT_OFFICE_TEST_H

#include "store_test.h"

#include <sys/wait.h>

#include "store/account.h"

/* Before any time that a test writes. */
enum { LONG_AGO = 1000000000 };

static const struct audit_by maria = { "", "Maria Reyes", "192.0.2.0" };

/* An account without a password; its id. */
HELPER const char *
put_account(struct spot *p, const char *email, const char *role)
{
	const struct account account = { .email = email,
					 .name = "Bea Moss",
					 .role = role };
	const char *id = NULL;

	assert_int_equal(account_put(p->db, p->mem, &maria, &account, &id), OK);
	return id;
}

/* Take ${what} of the schema away: what needs it is to fail. */
#define take_away(p, what)                                                     \
	assert_int_equal(db_run((p)->db, NULL, "ALTER TABLE " what), OK)

/* How many entries of the audit trail have ${action}. */
HELPER long long
told(struct spot *p, const char *action)
{
	return number_of(p->db, "SELECT count(*) FROM audit WHERE action = $1",
			 T(action));
}

/* Do in ${count} other processes at once what ${work} does with a database
 * of its own; how many of them ended with true. */
HELPER int
at_once(struct spot *p, int count, bool (*work)(struct db *db, const void *arg),
	const void *arg)
{
	int i, ends[2], status, done = 0;
	struct db *db = NULL;
	bool is_done;
	char go;

	spot_close(p);
	assert_int_equal(pipe(ends), 0);
	for (i = 0; i < count; i++) {
		if (fork() != 0)
			continue;
		close(ends[1]);
		if (read(ends[0], &go, 1) != 0 ||
		    db_open(p->path, DB_READ_WRITE, false, &db) != OK)
			_exit(2);
		is_done = work(db, arg);
		db_close(db);
		_exit(is_done ? 0 : 1);
	}
	close(ends[0]);
	close(ends[1]);
	for (i = 0; i < count; i++) {
		assert_true(wait(&status) > 0);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) < 2);
		done += WEXITSTATUS(status) == 0;
	}
	spot_open(p);
	return done;
}

#endif
