/*
 * Tests of auth/turn.c: places are few, shared by processes, and come back.
 */
#include "store_test.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/wait.h>

#include "auth/turn.h"
#include "base/clock.h"

/* Tell the other end of a pipe one letter. */
static void
tell(int end, char c)
{
	if (write(end, &c, 1) != 1)
		_exit(1);
}

/* Another process: it says 'p' when it begins, and takes a place; then 'y',
 * holding it for ever, or 'n'. */
struct other {
	pid_t pid;
	int end;
};

static struct other
start(struct spot *p)
{
	struct other other;
	int ends[2], fd = -1;

	assert_int_equal(pipe(ends), 0);
	other.pid = fork();
	if (other.pid == 0) {
		tell(ends[1], 'p');
		tell(ends[1], turn_take(p->folder, &fd) == OK ? 'y' : 'n');
		pause();
		_exit(0);
	}
	close(ends[1]);
	other.end = ends[0];
	return other;
}

static void
hears(const struct other *other, char wanted)
{
	char c;

	assert_int_equal(read(other->end, &c, 1), 1);
	assert_int_equal(c, wanted);
}

static void
end(const struct other *other)
{
	kill(other->pid, SIGKILL);
	waitpid(other->pid, NULL, 0);
	close(other->end);
}

static void
hold_all(struct spot *p, struct other holders[TURN_PLACES])
{
	int i;

	for (i = 0; i < TURN_PLACES; i++) {
		holders[i] = start(p);
		hears(&holders[i], 'p');
		hears(&holders[i], 'y');
	}
}

/* How many of the places to wait in are taken. */
static int
count_waiting(struct spot *p)
{
	int i, fd, count = 0;

	for (i = 0; i < TURN_QUEUE; i++) {
		fd = open(arena_printf(p->mem, "%s/wait.%d", p->folder, i),
			  O_RDWR);
		if (fd < 0)
			continue;
		count += flock(fd, LOCK_EX | LOCK_NB) != 0;
		close(fd);
	}
	return count;
}

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
			TURN_WAIT_MS * 2000L);
	assert_int_equal(other, -1);
	assert_int_equal(count_waiting(p), 0);
	close(taken[0]);
	assert_int_equal(turn_take(p->folder, &other), OK);
	close(other);
	for (i = 1; i < TURN_PLACES; i++)
		close(taken[i]);
}

static void
a_dead_holder_holds_nothing(void **state)
{
	struct spot *p = *state;
	struct other holders[TURN_PLACES];
	int64_t start = clock_micros();
	int fd = -1, i;

	hold_all(p, holders);
	for (i = 0; i < TURN_PLACES; i++)
		end(&holders[i]);
	assert_int_equal(turn_take(p->folder, &fd), OK);
	assert_in_range(clock_micros() - start, 0, TURN_WAIT_MS * 1000L);
	close(fd);
}

/* Lock a place to wait in, as one who waits does. */
static int
wait_in(struct spot *p, int place)
{
	int fd = open(arena_printf(p->mem, "%s/wait.%d", p->folder, place),
		      O_RDWR | O_CREAT, 0600);

	assert_true(fd >= 0);
	assert_int_equal(flock(fd, LOCK_EX | LOCK_NB), 0);
	return fd;
}

/* The one after the last is told at once, and a place makes the difference. */
static void
few_wait(void **state)
{
	struct spot *p = *state;
	struct other holders[TURN_PLACES];
	int waiting[TURN_QUEUE], fd = -1, i;
	int64_t start;

	hold_all(p, holders);
	for (i = 0; i < TURN_QUEUE; i++)
		waiting[i] = wait_in(p, i);
	start = clock_micros();
	assert_int_equal(turn_take(p->folder, &fd), BUSY);
	assert_in_range(clock_micros() - start, 0, TURN_WAIT_MS * 500L);
	assert_non_null(strstr(fail_last()->text, "16 already wait"));
	close(waiting[7]);
	assert_int_equal(turn_take(p->folder, &fd), BUSY);
	assert_non_null(strstr(fail_last()->text, "no password"));
	for (i = 0; i < TURN_QUEUE; i++)
		if (i != 7)
			close(waiting[i]);
	for (i = 0; i < TURN_PLACES; i++)
		end(&holders[i]);
}

/* Who waits is counted, gets in when a place comes free, and waits no more. */
static void
who_waits_gets_in(void **state)
{
	struct spot *p = *state;
	struct other holders[TURN_PLACES], next;
	int i;

	hold_all(p, holders);
	next = start(p);
	hears(&next, 'p');
	for (i = 0; i < 1000 && count_waiting(p) == 0; i++)
		usleep(1000);
	assert_int_equal(count_waiting(p), 1);
	end(&holders[0]);
	hears(&next, 'y');
	assert_int_equal(count_waiting(p), 0);
	end(&next);
	for (i = 1; i < TURN_PLACES; i++)
		end(&holders[i]);
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
		test_in(spot_bare, few_wait),
		test_in(spot_bare, who_waits_gets_in),
		test_in(spot_bare, a_place_that_cannot_be),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
