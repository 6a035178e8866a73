/* Failures counted, and the waits that come of them. */
#include "office_test.h"

#include "store/attempt.h"

static void
fail_times(struct spot *p, const char *key, int count)
{
	int i;

	for (i = 0; i < count; i++)
		assert_int_equal(attempt_failed(p->db, key), OK);
}

/* The wait there is now, 0 for none. */
static long long
wait_of(struct spot *p, const char *key)
{
	long long wait = -1;
	enum result r = attempt_may(p->db, key, 5, &wait);

	assert_int_equal(r, wait > 0 ? TOO_OFTEN : OK);
	return wait;
}

static void
pass(struct spot *p, long long seconds)
{
	assert_int_equal(db_run(p->db, NULL,
				"UPDATE attempt SET"
				" last_at = last_at - $1",
				I(seconds)),
			 OK);
}

/* The clock may have gone on by a second meanwhile. */
#define assert_about(n, wanted) assert_in_range((n), (wanted)-1, (wanted))

static void
waits_longer_each_time(void **state)
{
	static const long long waits[] = { 2,	4,   8,	  16,  32,  64,
					   128, 256, 512, 900, 900, 900 };
	struct spot *p = *state;
	size_t i;

	assert_int_equal(wait_of(p, "k"), 0);
	fail_times(p, "k", 4);
	assert_int_equal(wait_of(p, "k"), 0);
	fail_times(p, "k", 1);
	assert_about(wait_of(p, "k"), 1);
	for (i = 0; i < sizeof(waits) / sizeof(waits[0]); i++) {
		fail_times(p, "k", 1);
		assert_about(wait_of(p, "k"), waits[i]);
	}
	assert_int_equal(wait_of(p, "other"), 0);
	assert_int_equal(wait_of(p, "K"), 0);
}

static void
lets_pass_after_the_wait(void **state)
{
	struct spot *p = *state;

	fail_times(p, "k", 9);
	assert_about(wait_of(p, "k"), 16);
	pass(p, 10);
	assert_about(wait_of(p, "k"), 6);
	pass(p, 6);
	assert_int_equal(wait_of(p, "k"), 0);
	fail_times(p, "k", 1);
	assert_about(wait_of(p, "k"), 32);
}

static void
forgives_after_a_quiet_hour(void **state)
{
	struct spot *p = *state;

	fail_times(p, "k", 30);
	pass(p, 3600);
	assert_int_equal(wait_of(p, "k"), 0);
	fail_times(p, "k", 4);
	assert_int_equal(wait_of(p, "k"), 0);
	fail_times(p, "k", 1);
	assert_about(wait_of(p, "k"), 1);
}

static void
starts_anew_after_success(void **state)
{
	struct spot *p = *state;

	fail_times(p, "k", 30);
	fail_times(p, "l", 30);
	assert_int_equal(attempt_succeeded(p->db, "k"), OK);
	assert_int_equal(wait_of(p, "k"), 0);
	assert_about(wait_of(p, "l"), 900);
	assert_int_equal(attempt_succeeded(p->db, "never seen"), OK);
}

static void
waits_no_longer_when_the_clock_goes_back(void **state)
{
	struct spot *p = *state;

	fail_times(p, "k", 5);
	pass(p, -1000000);
	assert_int_equal(wait_of(p, "k"), 1);
}

static void
counts_without_end(void **state)
{
	struct spot *p = *state;

	fail_times(p, "k", 1);
	assert_int_equal(db_run(p->db, NULL,
				"UPDATE attempt SET"
				" failures = 9000000000000000000"),
			 OK);
	assert_about(wait_of(p, "k"), 900);
}

static void
keeps_no_names(void **state)
{
	struct spot *p = *state;

	fail_times(p, "bea@b.example", 1);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM attempt"
					  " WHERE length(key) = 64"),
			 1);
	pass(p, 24 * 3600 + 5);
	fail_times(p, "other", 1);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM attempt"), 1);
}

static bool
fail_here(struct db *db, const void *arg)
{
	return attempt_failed(db, arg) == OK;
}

static void
counts_those_at_once(void **state)
{
	struct spot *p = *state;

	assert_int_equal(at_once(p, 8, fail_here, "k"), 8);
	assert_int_equal(number_of(p->db, "SELECT failures FROM attempt"), 8);
}

static void
tells_a_broken_database(void **state)
{
	struct spot *p = *state;
	long long wait;

	take_away(p, "attempt RENAME COLUMN failures TO gone");
	assert_int_equal(attempt_may(p->db, "k", 5, &wait), INTERNAL);
	assert_int_equal(attempt_failed(p->db, "k"), INTERNAL);
	take_away(p, "attempt RENAME TO gone");
	assert_int_equal(attempt_failed(p->db, "k"), INTERNAL);
	assert_int_equal(attempt_succeeded(p->db, "k"), INTERNAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, waits_longer_each_time),
		test_in(spot_begin, lets_pass_after_the_wait),
		test_in(spot_begin, forgives_after_a_quiet_hour),
		test_in(spot_begin, starts_anew_after_success),
		test_in(spot_begin, waits_no_longer_when_the_clock_goes_back),
		test_in(spot_begin, counts_without_end),
		test_in(spot_begin, keeps_no_names),
		test_in(spot_begin, counts_those_at_once),
		test_in(spot_begin, tells_a_broken_database),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
