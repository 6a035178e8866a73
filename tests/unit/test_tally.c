/* Views counted exactly, whoever sees what at once. */
#include "store_test.h"

#include <signal.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>

#include "base/clock.h"
#include "base/rand.h"
#include "store/share.h"
#include "store/tally.h"

/* A record with ${count} links. */
static const char *
put_links(struct spot *p, const char *ids[], size_t count)
{
	const char *doc = "{\"name\":\"R\"}";
	const struct record_file file = { .name = "",
					  .bytes = doc,
					  .len = strlen(doc),
					  .import = import_of(p->mem, &doc, 1,
							      NULL) };
	struct record_query query = { .limit = 1 };
	struct share_new new = { .name = "a" };
	struct record_kept kept;
	struct record_list list;
	size_t i;

	assert_int_equal(record_put(p->db, p->mem, &clerk, &file, &kept), OK);
	query.import_id = kept.id;
	assert_int_equal(record_list(p->db, p->mem, &query, &list), OK);
	new.record_id = list.items[0].id;
	for (i = 0; i < count; i++)
		assert_int_equal(
			share_put(p->db, p->mem, &clerk, &new, &ids[i]), OK);
	return list.items[0].id;
}

static long long
views_of(struct spot *p, const char *id)
{
	return number_of(p->db, "SELECT views FROM share WHERE id = $1", T(id));
}

/* Collect until every sender is gone and all is written. */
static void
collect_all(struct spot *p, struct tally_sums *sums, int fd)
{
	bool is_empty = false;

	while (!is_empty)
		assert_int_equal(
			tally_collect(sums, fd, p->db, 1000, &is_empty), OK);
}

static void
adds_up(void **state)
{
	struct spot *p = *state;
	struct tally_sums *sums = tally_sums_new();
	const char *ids[2];
	struct tally *t;
	bool is_empty = true;
	int fds[2], i;

	put_links(p, ids, 2);
	assert_int_equal(tally_pair(fds), OK);
	t = tally_new(fds[1], p->path);
	tally_flush(t);
	for (i = 0; i < 3; i++)
		tally_note(t, ids[0]);
	tally_note(t, ids[1]);
	tally_note(t, "not an id");
	tally_note(t, "");
	assert_int_equal(tally_collect(sums, fds[0], p->db, 0, &is_empty), OK);
	assert_false(is_empty);
	assert_int_equal(views_of(p, ids[0]), 0);
	tally_flush(t);
	tally_note(t, ids[1]);
	tally_flush(t);
	assert_int_equal(tally_collect(sums, fds[0], p->db, 0, &is_empty), OK);
	assert_false(is_empty);
	assert_int_equal(views_of(p, ids[0]), 3);
	assert_int_equal(views_of(p, ids[1]), 2);
	assert_true(number_of(p->db, "SELECT min(last_view) FROM share") >
		    1600000000);
	tally_free(t);
	close(fds[1]);
	assert_int_equal(tally_collect(sums, fds[0], p->db, 0, &is_empty), OK);
	assert_true(is_empty);
	assert_int_equal(views_of(p, ids[0]), 3);
	tally_sums_free(sums);
	close(fds[0]);
	tally_free(NULL);
	tally_sums_free(NULL);
}

/* Many links, in any order, more than fit in one message. */
static void
keeps_many_links_apart(void **state)
{
	enum { LINKS = 300 };
	struct spot *p = *state;
	struct tally_sums *sums = tally_sums_new();
	const char **ids = arena_array(p->mem, LINKS, sizeof(*ids));
	struct tally *t;
	int fds[2];
	size_t i;

	put_links(p, ids, LINKS);
	assert_int_equal(tally_pair(fds), OK);
	t = tally_new(fds[1], p->path);
	for (i = 0; i < 3 * LINKS; i++)
		tally_note(t, ids[i * 7 % LINKS]);
	tally_free(t);
	close(fds[1]);
	collect_all(p, sums, fds[0]);
	assert_int_equal(number_of(p->db, "SELECT min(views) FROM share"), 3);
	assert_int_equal(number_of(p->db, "SELECT max(views) FROM share"), 3);
	tally_sums_free(sums);
	close(fds[0]);
}

/* Ten workers, each with its own views of the same link. */
static void
is_exact_in_parallel(void **state)
{
	struct spot *p = *state;
	struct tally_sums *sums = tally_sums_new();
	const char *id;
	int fds[2], i;

	put_links(p, &id, 1);
	assert_int_equal(tally_pair(fds), OK);
	spot_close(p);
	for (i = 0; i < 10; i++) {
		struct tally *t;

		if (fork() != 0)
			continue;
		t = tally_new(fds[1], p->path);
		for (i = 0; i < 10; i++) {
			tally_note(t, id);
			tally_flush(t);
		}
		tally_free(t);
		_exit(0);
	}
	close(fds[1]);
	spot_open(p);
	collect_all(p, sums, fds[0]);
	assert_int_equal(views_of(p, id), 100);
	while (wait(NULL) > 0)
		continue;
	tally_sums_free(sums);
	close(fds[0]);
}

/* While nobody reads, what does not fit is kept and comes later. */
static void
keeps_what_is_not_taken(void **state)
{
	struct spot *p = *state;
	struct tally_sums *sums = tally_sums_new();
	bool is_empty;
	const char *id;
	struct tally *t;
	int fds[2], i, small = 1;

	put_links(p, &id, 1);
	assert_int_equal(tally_pair(fds), OK);
	assert_int_equal(setsockopt(fds[1], SOL_SOCKET, SO_SNDBUF, &small,
				    sizeof(small)),
			 0);
	t = tally_new(fds[1], p->path);
	for (i = 0; i < 1000; i++) {
		tally_note(t, id);
		tally_flush(t);
	}
	assert_int_equal(tally_collect(sums, fds[0], p->db, 0, &is_empty), OK);
	assert_true(views_of(p, id) > 0);
	assert_true(views_of(p, id) < 1000);
	tally_flush(t);
	tally_free(t);
	close(fds[1]);
	collect_all(p, sums, fds[0]);
	assert_int_equal(views_of(p, id), 1000);
	tally_sums_free(sums);
	close(fds[0]);
}

/* With the job process gone, the sender writes at its own end. */
static void
writes_itself_in_the_end(void **state)
{
	struct spot *p = *state;
	const char *id;
	struct tally *t;
	int fds[2];

	put_links(p, &id, 1);
	assert_int_equal(tally_pair(fds), OK);
	close(fds[0]);
	t = tally_new(fds[1], p->path);
	tally_note(t, id);
	tally_flush(t);
	assert_int_equal(views_of(p, id), 0);
	tally_note(t, id);
	tally_free(t);
	close(fds[1]);
	assert_int_equal(views_of(p, id), 2);
}

/* Without a job process each flush writes. */
static void
writes_at_once_without_a_job(void **state)
{
	struct spot *p = *state;
	struct tally *t = tally_new(-1, p->path);
	const char *id;

	put_links(p, &id, 1);
	tally_flush(t);
	tally_note(t, id);
	assert_int_equal(views_of(p, id), 0);
	tally_flush(t);
	assert_int_equal(views_of(p, id), 1);
	tally_note(t, id);
	tally_note(t, id);
	tally_flush(t);
	assert_int_equal(views_of(p, id), 3);
	tally_free(t);
	/* No database: nothing is written, nothing breaks. */
	t = tally_new(-1, "/no/such/folder/clarus.db");
	tally_note(t, id);
	tally_flush(t);
	tally_free(t);
}

/* A database that is locked, then not: nothing is lost or counted twice. */
static void
keeps_sums_while_busy(void **state)
{
	struct spot *p = *state;
	struct tally_sums *sums = tally_sums_new();
	bool is_empty = true;
	auto_db other = NULL;
	const char *id;
	struct tally *t;
	int fds[2];

	put_links(p, &id, 1);
	assert_int_equal(tally_pair(fds), OK);
	t = tally_new(fds[1], p->path);
	tally_note(t, id);
	tally_free(t);
	close(fds[1]);
	assert_int_equal(db_open(p->path, DB_READ_WRITE, false, &other), OK);
	{
		auto_tx tx = NULL;

		assert_int_equal(db_begin(other, &tx), OK);
		assert_int_equal(
			tally_collect(sums, fds[0], p->db, 0, &is_empty), BUSY);
		assert_false(is_empty);
	}
	collect_all(p, sums, fds[0]);
	assert_int_equal(views_of(p, id), 1);
	tally_sums_free(sums);
	close(fds[0]);
}

/* Views of a record that is deleted meanwhile hold nothing up. */
static void
passes_over_what_is_gone(void **state)
{
	struct spot *p = *state;
	struct tally_sums *sums = tally_sums_new();
	const char *ids[3];
	struct tally *t;
	int fds[2];

	assert_int_equal(record_del(p->db, &clerk, put_links(p, ids, 2)), OK);
	put_links(p, ids + 2, 1);
	assert_int_equal(tally_pair(fds), OK);
	t = tally_new(fds[1], p->path);
	tally_note(t, ids[0]);
	tally_note(t, ids[1]);
	tally_note(t, ids[2]);
	tally_note(t, rand_id(p->mem));
	tally_free(t);
	close(fds[1]);
	collect_all(p, sums, fds[0]);
	assert_int_equal(views_of(p, ids[0]), 0);
	assert_int_equal(views_of(p, ids[2]), 1);
	tally_sums_free(sums);
	close(fds[0]);
}

static void
ignores_what_is_no_message(void **state)
{
	struct spot *p = *state;
	struct tally_sums *sums = tally_sums_new();
	bool is_empty;
	char junk[64];
	const char *id;
	int fds[2], i;

	put_links(p, &id, 1);
	assert_int_equal(tally_pair(fds), OK);
	memset(junk, 'x', sizeof(junk));
	for (i = 1; i <= 64; i *= 2)
		assert_int_equal(send(fds[1], junk, (size_t)i, 0), i);
	memset(junk, 0, sizeof(junk));
	assert_int_equal(send(fds[1], junk, sizeof(junk), 0), 64);
	assert_int_equal(tally_collect(sums, fds[0], p->db, 0, &is_empty), OK);
	assert_int_equal(number_of(p->db, "SELECT sum(views) FROM share"), 0);
	close(fds[1]);
	close(fds[0]);
	assert_int_equal(tally_collect(sums, fds[0], p->db, 0, &is_empty),
			 INTERNAL);
	tally_sums_free(sums);
}

static void
on_alarm(int number)
{
	(void)number;
}

/* It waits as long as it is told, and a signal wakes it. */
static void
waits_but_not_through_signals(void **state)
{
	struct spot *p = *state;
	struct tally_sums *sums = tally_sums_new();
	struct sigaction act = { .sa_handler = on_alarm };
	struct itimerval soon = { .it_value = { 0, 50000 } };
	int64_t start = clock_micros();
	bool is_empty = true;
	int fds[2];

	assert_int_equal(tally_pair(fds), OK);
	assert_int_equal(tally_collect(sums, fds[0], p->db, 60, &is_empty), OK);
	assert_false(is_empty);
	assert_true(clock_micros() - start >= 50000);
	assert_int_equal(sigaction(SIGALRM, &act, NULL), 0);
	start = clock_micros();
	assert_int_equal(setitimer(ITIMER_REAL, &soon, NULL), 0);
	assert_int_equal(tally_collect(sums, fds[0], p->db, 60000, &is_empty),
			 OK);
	assert_true(clock_micros() - start < 30000000);
	tally_sums_free(sums);
	close(fds[0]);
	close(fds[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, adds_up),
		test_in(spot_begin, keeps_many_links_apart),
		test_in(spot_begin, is_exact_in_parallel),
		test_in(spot_begin, keeps_what_is_not_taken),
		test_in(spot_begin, writes_itself_in_the_end),
		test_in(spot_begin, writes_at_once_without_a_job),
		test_in(spot_begin, keeps_sums_while_busy),
		test_in(spot_begin, passes_over_what_is_gone),
		test_in(spot_begin, ignores_what_is_no_message),
		test_in(spot_begin, waits_but_not_through_signals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
