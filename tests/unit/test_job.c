/* The job process: it ends when nobody can tell it anything any more, and
 * says what it could not do. */
#include "child_test.h"

#include "cmd/serve.h"
#include "store/tally.h"

static const char *const nothing[] = { NULL };
static const char *const mailing[] = { "--smtp=smtp://127.0.0.1:1", NULL };

/* One view of a link that there is not, told; nobody else can tell any. */
static int
job_with_a_view(struct spot *p, const struct conf *conf)
{
	struct tally *tally;
	int fds[2];

	(void)p;
	if (tally_pair(fds) != OK)
		return 98;
	tally = tally_new(fds[1], conf->database);
	tally_note(tally, "0123456789abcdefghjkmnpqrs");
	tally_flush(tally);
	tally_free(tally);
	close(fds[1]);
	return job_run(conf, fds[0], -1);
}

/* Wait until the log has ${words}, for ten seconds at most. */
static void
wait_for(struct spot *p, const char *words)
{
	int i;

	for (i = 0; i < 100 && !strstr(child_said(p), words); i++)
		usleep(100000);
}

/* A job process that somebody could tell something, until a task of it has
 * failed and for more than a round of tasks after that. */
static int
job_after_a_failure(struct spot *p, const struct conf *conf)
{
	int fds[2];
	pid_t pid;

	if (tally_pair(fds) != OK || (pid = fork()) < 0)
		return 98;
	if (pid == 0) {
		close(fds[0]);
		wait_for(p, "job mail: ");
		usleep(1200000);
		_exit(0);
	}
	close(fds[1]);
	return job_run(conf, fds[0], -1);
}

static void
ends_with_the_last_worker(void **state)
{
	struct spot *p = *state;
	const struct conf conf = conf_of(p, nothing);
	const char *said;

	assert_int_equal(child_run(p, job_with_a_view, &conf, &said), 0);
	assert_null(strstr(said, "\"error\""));
}

static void
has_no_database(void **state)
{
	struct spot *p = *state;
	const struct conf conf = conf_of(p, nothing);
	const char *said;

	assert_int_equal(child_run(p, job_with_a_view, &conf, &said), 1);
	assert_non_null(strstr(said, "there is no database"));
}

/* A task that fails is told of once, and left alone; the rest goes on. */
static void
leaves_a_failing_task_alone(void **state)
{
	struct spot *p = *state;
	const struct conf conf = conf_of(p, mailing);
	const char *said, *first;

	assert_int_equal(db_run(p->db, NULL, "DROP TABLE mail"), OK);
	assert_int_equal(child_run(p, job_after_a_failure, &conf, &said), 0);
	first = strstr(said, "job mail: ");
	assert_non_null(first);
	assert_null(strstr(first + 1, "job mail: "));
}

/* Views that can never be written end it in the end, and it says so. */
static void
gives_up_what_fails_for_good(void **state)
{
	struct spot *p = *state;
	const struct conf conf = conf_of(p, nothing);
	const char *said;

	assert_int_equal(db_run(p->db, NULL, "DROP TABLE share"), OK);
	assert_int_equal(child_run(p, job_with_a_view, &conf, &said), 1);
	assert_non_null(strstr(said, "views are kept back"));
	assert_non_null(strstr(said, "\"error\""));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, ends_with_the_last_worker),
		test_in(spot_bare, has_no_database),
		test_in(spot_begin, leaves_a_failing_task_alone),
		test_in(spot_begin, gives_up_what_fails_for_good),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
