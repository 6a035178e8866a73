/* Recovery codes: each good once. */
#include "office_test.h"

static const char *const codes[] = { "aa", "bb", "cc" };

static long long
left(struct spot *p, const char *id)
{
	long long count = -1;

	assert_int_equal(account_recovery_left(p->db, id, &count), OK);
	return count;
}

static void
takes_each_once(void **state)
{
	struct spot *p = *state;
	const char *id = put_account(p, "bea@b.example", "owner");
	const char *other = put_account(p, "cy@b.example", "owner");

	assert_int_equal(left(p, id), 0);
	assert_int_equal(account_recovery_put(p->db, id, codes, 3), OK);
	assert_int_equal(left(p, id), 3);
	assert_int_equal(account_recovery_take(p->db, other, "aa"), NOT_FOUND);
	assert_int_equal(account_recovery_take(p->db, id, "aa"), OK);
	assert_int_equal(account_recovery_take(p->db, id, "aa"), NOT_FOUND);
	assert_int_equal(account_recovery_take(p->db, id, "dd"), NOT_FOUND);
	assert_int_equal(account_recovery_take(p->db, id, ""), NOT_FOUND);
	assert_int_equal(left(p, id), 2);
	assert_int_equal(left(p, other), 0);
}

static void
replaces_the_old_ones(void **state)
{
	static const char *const others[] = { "dd" };
	struct spot *p = *state;
	const char *id = put_account(p, "bea@b.example", "owner");

	assert_int_equal(account_recovery_put(p->db, id, codes, 3), OK);
	assert_int_equal(account_recovery_put(p->db, id, others, 1), OK);
	assert_int_equal(account_recovery_take(p->db, id, "aa"), NOT_FOUND);
	assert_int_equal(account_recovery_take(p->db, id, "dd"), OK);
	/* All or nothing. */
	assert_int_equal(account_recovery_put(p->db, id, codes, 3), OK);
	assert_int_equal(
		account_recovery_put(p->db, id,
				     (const char *const[]){ "ee", "ee" }, 2),
		CONFLICT);
	assert_int_equal(left(p, id), 3);
	assert_int_equal(account_recovery_put(p->db, "nobody", codes, 1),
			 CONFLICT);
}

static void
goes_with_the_second_factor(void **state)
{
	struct spot *p = *state;
	const char *id = put_account(p, "bea@b.example", "owner");

	assert_int_equal(account_totp(p->db, &maria, id, "sealed", NULL), OK);
	assert_int_equal(account_recovery_put(p->db, id, codes, 3), OK);
	assert_int_equal(account_totp(p->db, &maria, id, NULL, NULL), OK);
	assert_int_equal(left(p, id), 0);
}

static bool
take(struct db *db, const void *arg)
{
	return account_recovery_take(db, arg, "bb") == OK;
}

static void
takes_one_of_many_at_once(void **state)
{
	struct spot *p = *state;
	const char *id = put_account(p, "bea@b.example", "owner");

	assert_int_equal(account_recovery_put(p->db, id, codes, 3), OK);
	assert_int_equal(at_once(p, 6, take, id), 1);
	assert_int_equal(left(p, id), 2);
}

static void
tells_a_broken_database(void **state)
{
	struct spot *p = *state;
	long long count;

	take_away(p, "recovery RENAME COLUMN sha256 TO gone");
	assert_int_equal(account_recovery_put(p->db, "x", codes, 1), INTERNAL);
	assert_int_equal(account_recovery_take(p->db, "x", "aa"), INTERNAL);
	take_away(p, "recovery RENAME TO gone");
	assert_int_equal(account_recovery_put(p->db, "x", codes, 1), INTERNAL);
	assert_int_equal(account_recovery_left(p->db, "x", &count), INTERNAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, takes_each_once),
		test_in(spot_begin, replaces_the_old_ones),
		test_in(spot_begin, goes_with_the_second_factor),
		test_in(spot_begin, takes_one_of_many_at_once),
		test_in(spot_begin, tells_a_broken_database),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
