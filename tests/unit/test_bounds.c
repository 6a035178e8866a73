/* Bounds that all workers keep together. */
#include "store_test.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "base/clock.h"
#include "web/bounds.h"

/* Not within the last seconds of a minute, which counts anew. */
static void
wait_for_room(void)
{
	while (clock_now() % 60 > 50)
		usleep(200000);
}

static int
asked(struct bounds *b, const char *address, int times, int most)
{
	int i, wait, may = 0;

	for (i = 0; i < times; i++)
		may += bounds_may(b, address, most, &wait);
	return may;
}

static void
counts_an_address(void **state)
{
	struct spot *p = *state;
	struct bounds *b = bounds_new(p->folder);
	int wait = 0;

	wait_for_room();
	assert_int_equal(asked(b, "192.0.2.1", 7, 5), 5);
	assert_int_equal(asked(b, "192.0.2.2", 7, 5), 5);
	assert_int_equal(asked(b, "2001:db8:1:2::1", 3, 5), 3);
	assert_int_equal(asked(b, "2001:db8:1:2:ffff::9", 3, 5), 2);
	assert_int_equal(asked(b, "2001:db8:1:3::1", 3, 5), 3);
	assert_false(bounds_may(b, "192.0.2.1", 5, &wait));
	assert_in_range(wait, 1, 60);
	assert_int_equal(asked(b, "192.0.2.1", 100, 0), 100);
	/* Who has no address shares one place. */
	assert_int_equal(asked(b, "", 3, 5), 3);
	assert_int_equal(asked(b, "unix:", 3, 5), 2);
	bounds_free(b);
}

/* What is done, and who does it, are counted each on its own. */
static void
counts_what_is_done_apart(void **state)
{
	struct spot *p = *state;
	struct bounds *b = bounds_new(p->folder);
	struct bound bound = { "register", "192.0.2.1", 3600, 2 };
	int wait;

	while (clock_now() % 3600 > 3590)
		usleep(200000);
	assert_true(bounds_allow(b, &bound, &wait));
	assert_true(bounds_allow(b, &bound, &wait));
	assert_false(bounds_allow(b, &bound, &wait));
	assert_in_range(wait, 1, 3600);
	bound.what = "another";
	assert_true(bounds_allow(b, &bound, &wait));
	bound.who = "a client";
	assert_true(bounds_allow(b, &bound, &wait));
	assert_true(bounds_allow(b, &bound, &wait));
	assert_false(bounds_allow(b, &bound, &wait));
	bound.who = "another client";
	assert_true(bounds_allow(b, &bound, &wait));
	assert_int_equal(asked(b, "192.0.2.1", 3, 5), 3);
	bounds_free(b);
}

static void
counts_anew_after_a_minute(void **state)
{
	struct spot *p = *state;
	const char *path = arena_printf(p->mem, "%s/bounds", p->folder);
	struct bounds *b = bounds_new(p->folder);
	uint64_t old[4096];
	int fd, i, n;

	wait_for_room();
	assert_int_equal(asked(b, "192.0.2.1", 9, 5), 5);
	bounds_free(b);
	/* A minute ago: each count belongs to the one before. */
	fd = open(path, O_RDWR);
	assert_true(fd >= 0);
	assert_int_equal(lseek(fd, 16, SEEK_SET), 16);
	while ((n = (int)read(fd, old, sizeof(old))) > 0) {
		for (i = 0; i < n / 8; i++)
			if (old[i])
				old[i] -= 1ULL << 32;
		assert_true(lseek(fd, -n, SEEK_CUR) >= 0);
		assert_int_equal(write(fd, old, (size_t)n), n);
	}
	close(fd);
	b = bounds_new(p->folder);
	assert_int_equal(asked(b, "192.0.2.1", 9, 5), 5);
	bounds_free(b);
}

static void
counts_for_all_processes(void **state)
{
	struct spot *p = *state;
	struct bounds *b = bounds_new(p->folder);
	int i, status, may = 0;

	wait_for_room();
	for (i = 0; i < 4; i++)
		if (fork() == 0) {
			struct bounds *own = bounds_new(p->folder);

			_exit(asked(own, "192.0.2.7", 50, 100));
		}
	for (i = 0; i < 4; i++) {
		assert_true(wait(&status) > 0);
		may += WEXITSTATUS(status);
	}
	assert_int_equal(may, 100);
	assert_int_equal(asked(b, "192.0.2.7", 1, 100), 0);
	bounds_free(b);
}

/* Many addresses are told apart: the busy ones do not shut the others out. */
static void
tells_addresses_apart(void **state)
{
	struct spot *p = *state;
	struct bounds *b = bounds_new(p->folder);
	char address[32];
	int i, shut_out = 0, wait;

	wait_for_room();
	for (i = 0; i < 300; i++) {
		snprintf(address, sizeof(address), "198.51.%d.%d", i / 200,
			 i % 200);
		asked(b, address, 6, 5);
	}
	for (i = 0; i < 3000; i++) {
		snprintf(address, sizeof(address), "203.0.%d.%d", i / 200,
			 i % 200);
		shut_out += !bounds_may(b, address, 5, &wait);
	}
	assert_in_range(shut_out, 0, 30);
	bounds_free(b);
}

static void
has_places_for_waiting(void **state)
{
	struct spot *p = *state;
	struct bounds *one = bounds_new(p->folder);
	struct bounds *two = bounds_new(p->folder);
	struct bounds *three = bounds_new(p->folder);
	int status;

	assert_true(bounds_wait(one, 2));
	assert_true(bounds_wait(two, 2));
	assert_false(bounds_wait(three, 2));
	bounds_leave(one);
	bounds_leave(one);
	assert_true(bounds_wait(three, 2));
	bounds_free(two); /* a place goes with its holder */
	if (fork() == 0)
		_exit(bounds_wait(one, 2) ? 7 : 1);
	assert_true(wait(&status) > 0);
	assert_int_equal(WEXITSTATUS(status), 7);
	bounds_free(one);
	bounds_free(three);
}

static void
does_without_a_file(void **state)
{
	struct spot *p = *state;
	struct bounds *b = bounds_new(
		arena_printf(p->mem, "%s/none", p->folder));
	struct stat st;

	assert_int_equal(asked(b, "192.0.2.1", 9, 1), 9);
	assert_false(bounds_wait(b, 2));
	bounds_leave(b);
	bounds_free(b);
	bounds_free(NULL);
	b = bounds_new(p->folder);
	assert_int_equal(
		stat(arena_printf(p->mem, "%s/bounds", p->folder), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	bounds_free(b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, counts_an_address),
		test_in(spot_begin, counts_what_is_done_apart),
		test_in(spot_begin, counts_anew_after_a_minute),
		test_in(spot_begin, counts_for_all_processes),
		test_in(spot_begin, tells_addresses_apart),
		test_in(spot_begin, has_places_for_waiting),
		test_in(spot_begin, does_without_a_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
