/* A worker that cannot begin says why, and ends badly. */
#include "child_test.h"

#include "cmd/serve.h"

static const char *const settings[] = { "--templates=/nonexistent/templates",
					NULL };

static int
worker(struct spot *p, const struct conf *conf)
{
	(void)p;
	return worker_run(conf, -1, -1, -1);
}

static int
once(struct spot *p, const struct conf *conf)
{
	(void)p;
	return worker_run_once(conf);
}

static void
has_no_templates(void **state)
{
	struct spot *p = *state;
	const struct conf conf = conf_of(p, settings);
	const char *said;

	assert_int_equal(child_run(p, worker, &conf, &said), 1);
	assert_non_null(strstr(said, "worker: "));
	assert_non_null(strstr(said, "/nonexistent/templates"));
	assert_int_equal(child_run(p, once, &conf, &said), 1);
	assert_non_null(strstr(said, "cgi: "));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_bare, has_no_templates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
