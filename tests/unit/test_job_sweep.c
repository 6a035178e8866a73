/* The hourly sweep: what is over goes, in one hour once. */
#include "child_test.h"

#include "base/clock.h"
#include "cmd/job.h"
#include "store/grant.h"

static const struct audit_by by = { "", "Somebody", "" };
static const struct grant_lives lives = { 60, 3600, 7776000 };

static const char *
put_client(struct spot *p, bool registered)
{
	const struct client client = {
		.name = "Wallet",
		.uri = "",
		.logo_uri = "",
		.tos_uri = "",
		.policy_uri = "",
		.software_id = "",
		.software_version = "",
		.auth_method = "client_secret_basic",
		.grants = "client_credentials",
		.scope = "read",
		.created_by = "",
		.is_registered = registered,
	};
	struct client_secrets secrets;

	assert_int_equal(client_put(p->db, p->mem, &by, &client, &secrets), OK);
	return secrets.id;
}

/* Run it until it has nothing to do; how often it had. */
static int
swept(struct job *job)
{
	int times = 0;

	while (job_sweep(job) == OK)
		times++;
	return times;
}

static void
what_is_over_goes(void **state)
{
	struct spot *p = *state;
	struct job job = { .db = p->db, .mem = p->mem };
	const char *ours = put_client(p, false);
	struct grant_tokens tokens;
	struct client client;
	int i;

	for (i = 0; i < 150; i++)
		assert_int_equal(grant_client(p->db, p->mem, ours, "read",
					      &lives, &tokens),
				 OK);
	put_client(p, true);
	put_client(p, true);
	assert_int_equal(db_run(p->db, NULL, "UPDATE token SET ends_at = 9"),
			 OK);
	assert_int_equal(
		db_run(p->db, NULL, "UPDATE client SET created_at = 9"), OK);
	assert_int_equal(swept(&job), 4);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM token"), 0);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM client"), 1);
	assert_int_equal(client_get(p->db, p->mem, ours, &client), OK);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM audit"
					  " WHERE action = 'client.sweep'"),
			 2);
}

static void
it_looks_once_an_hour(void **state)
{
	struct spot *p = *state;
	struct job job = { .db = p->db, .mem = p->mem };

	assert_int_equal(swept(&job), 0);
	assert_in_range(job.sweeps_at, clock_now() + 3500, clock_now() + 3600);
	put_client(p, true);
	assert_int_equal(
		db_run(p->db, NULL, "UPDATE client SET created_at = 9"), OK);
	assert_int_equal(swept(&job), 0);
	job.sweeps_at = clock_now() - 1;
	assert_int_equal(swept(&job), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, what_is_over_goes),
		test_in(spot_begin, it_looks_once_an_hour),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
