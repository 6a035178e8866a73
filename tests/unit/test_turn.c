/*
 * Tests of auth/turn.c: places are few, shared by processes, and come back.
 */
#include "store_test.h"

#include <signal.h>
#include <sys/wait.h>

#include "auth/turn.h"
#include "base/clock.h"

static void
few_at_once(void **state)
{
	struct spot *p = *state;
	int taken[TURN_PLACES], other = -1, i;
	int64_t start;

	for (i = 0; i < TURN_PLACES; i++)
		assert_int_equal(turn_take(p->folder, &taken[i]), OK);
	start = clock_micros();
	assert_int_equal(turn_take(p->folder, &other), BUSY);
	assert_in_range(clock_micros() - start, TURN_WAIT_MS * 1000L,
			TURN_WAIT_MS * 3000L);
	assert_int_equal(other, -1);
	close(taken[0]);
	assert_int_equal(turn_take(p->folder, &other), OK);
	close(other);
	for (i = 1; i < TURN_PLACES; i++)
		close(taken[i]);
}

/* A process that holds a place and is killed. */
static pid_t
hold(struct spot *p)
{
	int ends[2], fd;
	pid_t pid;
	char c;

	assert_int_equal(pipe(ends), 0);
	pid = fork();
	if (pid == 0) {
		c = turn_take(p->folder, &fd) == OK ? 'y' : 'n';
		(void)!write(ends[1], &c, 1);
		pause();
		_exit(0);
	}
	assert_int_equal(read(ends[0], &c, 1), 1);
	assert_int_equal(c, 'y');
	close(ends[0]);
	close(ends[1]);
	return pid;
}

static void
a_dead_holder_holds_nothing(void **state)
{
	struct spot *p = *state;
	pid_t pids[TURN_PLACES];
	int fd = -1, i;

	for (i = 0; i < TURN_PLACES; i++)
		pids[i] = hold(p);
	assert_int_equal(turn_take(p->folder, &fd), BUSY);
	for (i = 0; i < TURN_PLACES; i++) {
		kill(pids[i], SIGKILL);
		waitpid(pids[i], NULL, 0);
	}
	assert_int_equal(turn_take(p->folder, &fd), OK);
	close(fd);
}

static void
a_place_that_cannot_be(void **state)
{
	struct spot *p = *state;
	const char *link = arena_printf(p->mem, "%s/hash.0", p->folder);
	char *longer = arena_alloc(p->mem, 5001);
	int fd = -1;

	memset(longer, 'x', 5000);
	assert_int_equal(turn_take("/nonexistent", &fd), INTERNAL);
	assert_int_equal(turn_take(longer, &fd), INTERNAL);
	assert_int_equal(symlink("/dev/null", link), 0);
	assert_int_equal(turn_take(p->folder, &fd), INTERNAL);
	assert_int_equal(fd, -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_bare, few_at_once),
		test_in(spot_bare, a_dead_holder_holds_nothing),
		test_in(spot_bare, a_place_that_cannot_be),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
