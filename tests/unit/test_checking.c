/* Verifications that wait, are done, or failed. */
#include "office_test.h"

#include "base/clock.h"
#include "base/rand.h"
#include "store/checking.h"

static const char *
put(struct spot *p, const char *doc)
{
	const struct checking c = { .doc = doc,
				    .doc_len = strlen(doc),
				    .source = "diploma.json",
				    .as_of = 1700000000,
				    .with_data = true,
				    .sha256 = "ab" };
	const char *id = NULL;

	assert_int_equal(checking_put(p->db, p->mem, &c, &id), OK);
	assert_true(rand_is_id(id));
	return id;
}

/* Make everything look ${seconds} older than it is. */
static void
age(struct spot *p, long long seconds)
{
	assert_int_equal(db_run(p->db, NULL,
				"UPDATE checking SET created_at ="
				" created_at - $1",
				I(seconds)),
			 OK);
}

static void
waits_and_is_done(void **state)
{
	struct spot *p = *state;
	const char *id = put(p, "{\"a\": 1}"), *made;
	struct checking c = { 0 };
	bool waits = false;

	assert_int_equal(checking_get(p->db, p->mem, id, &c), OK);
	assert_int_equal(c.state, CHECKING_WAITING);
	assert_string_equal(c.doc, "{\"a\": 1}");
	assert_int_equal(c.doc_len, 8);
	assert_string_equal(c.source, "diploma.json");
	assert_string_equal(c.record_id, "");
	assert_string_equal(c.error, "");
	assert_int_equal(c.as_of, 1700000000);
	assert_true(c.with_data);
	assert_false(c.is_url);
	assert_null(c.report);
	assert_int_equal(checking_next(p->db, p->mem, &c), OK);
	assert_string_equal(c.id, id);
	c.done = 3;
	c.total = 7;
	c.asking = "https://a.example/\nkey";
	assert_int_equal(checking_progress(p->db, &c), OK);
	assert_int_equal(checking_waits(p->db, id, &waits), OK);
	assert_true(waits);
	assert_int_equal(checking_get(p->db, p->mem, id, &c), OK);
	assert_string_equal(c.asking, "https://a.example/ key");
	assert_int_equal(c.done, 3);
	assert_int_equal(c.total, 7);
	c.state = CHECKING_DONE;
	c.sha256 = "cd";
	c.report = "{\"verdict\":\"valid\"}";
	c.report_len = strlen(c.report);
	c.shown = "{}";
	c.shown_len = 2;
	assert_int_equal(checking_done(p->db, &c), OK);
	assert_int_equal(checking_waits(p->db, id, &waits), OK);
	assert_false(waits);
	assert_int_equal(checking_waits(p->db, "x", &waits), NOT_FOUND);
	assert_int_equal(checking_next(p->db, p->mem, &c), NOT_FOUND);
	assert_int_equal(checking_get(p->db, p->mem, id, &c), OK);
	assert_int_equal(c.state, CHECKING_DONE);
	assert_string_equal(c.sha256, "cd");
	assert_string_equal(c.report, "{\"verdict\":\"valid\"}");
	assert_int_equal(c.report_len, 19);
	assert_string_equal(c.shown, "{}");
	assert_in_range(c.done_at, clock_now() - 5, clock_now());
	made = put(p, "{}");
	assert_string_not_equal(made, id);
}

static void
is_kept_when_done_at_once(void **state)
{
	struct spot *p = *state;
	struct checking c = { .state = CHECKING_DONE,
			      .report = "{}",
			      .report_len = 2,
			      .source = "two\nlines" };
	const char *id;

	assert_int_equal(checking_put(p->db, p->mem, &c, &id), OK);
	assert_int_equal(checking_next(p->db, p->mem, &c), NOT_FOUND);
	assert_int_equal(checking_get(p->db, p->mem, id, &c), OK);
	assert_int_equal(c.state, CHECKING_DONE);
	assert_true(c.done_at > 0);
	assert_string_equal(c.source, "two lines");
	assert_string_equal(c.doc, "");
	assert_null(c.shown);
}

static void
takes_the_oldest_and_people_first(void **state)
{
	struct spot *p = *state;
	struct checking c;
	const char *first;

	assert_int_equal(checking_want(p->db, "r1"), OK);
	age(p, 100);
	first = put(p, "1");
	age(p, 10);
	put(p, "2");
	assert_int_equal(checking_next(p->db, p->mem, &c), OK);
	assert_string_equal(c.id, first);
	c.state = CHECKING_FAILED;
	c.error = "no\nanswer";
	assert_int_equal(checking_done(p->db, &c), OK);
	assert_int_equal(checking_get(p->db, p->mem, first, &c), OK);
	assert_int_equal(c.state, CHECKING_FAILED);
	assert_string_equal(c.error, "no answer");
	assert_int_equal(checking_next(p->db, p->mem, &c), OK);
	assert_string_equal(c.doc, "2");
	c.state = CHECKING_DONE;
	assert_int_equal(checking_done(p->db, &c), OK);
	assert_int_equal(checking_next(p->db, p->mem, &c), OK);
	assert_string_equal(c.record_id, "r1");
	assert_string_equal(c.doc, "");
}

static void
gives_up_what_never_ends(void **state)
{
	struct spot *p = *state;
	const char *id = put(p, "poison"), *next;
	struct checking c;
	int i;

	for (i = 0; i < CHECKING_TRIES; i++) {
		assert_int_equal(checking_next(p->db, p->mem, &c), OK);
		assert_string_equal(c.id, id);
	}
	age(p, 1);
	next = put(p, "fine");
	assert_int_equal(checking_next(p->db, p->mem, &c), OK);
	assert_string_equal(c.id, next);
	assert_int_equal(checking_get(p->db, p->mem, id, &c), OK);
	assert_int_equal(c.state, CHECKING_FAILED);
	assert_non_null(strstr(c.error, "could not be finished"));
}

static void
is_full_at_last(void **state)
{
	struct spot *p = *state;
	struct checking c = { .doc = "x", .doc_len = 1 };
	const char *id;
	int i;

	assert_int_equal(checking_want(p->db, "r1"), OK);
	for (i = 0; i < CHECKING_WAIT_MOST; i++)
		assert_int_equal(checking_put(p->db, p->mem, &c, &id), OK);
	assert_int_equal(checking_put(p->db, p->mem, &c, &id), BUSY);
	c.state = CHECKING_DONE;
	assert_int_equal(checking_put(p->db, p->mem, &c, &id), OK);
	assert_int_equal(checking_want(p->db, "r2"), OK);
}

static void
takes_text_alone(void **state)
{
	struct spot *p = *state;
	struct checking c = { .doc = "a\xff", .doc_len = 2 };
	const char *id;

	assert_int_equal(checking_put(p->db, p->mem, &c, &id), INVALID);
	c.doc = "a\0b";
	c.doc_len = 3;
	assert_int_equal(checking_put(p->db, p->mem, &c, &id), INVALID);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM checking"), 0);
}

static void
is_kept_for_a_while(void **state)
{
	struct spot *p = *state;
	const long long month = CHECKING_DAYS * 24 * 3600LL;
	const char *id = put(p, "old");
	struct checking c;

	age(p, month - 60);
	assert_int_equal(checking_get(p->db, p->mem, id, &c), OK);
	age(p, 120);
	assert_int_equal(checking_get(p->db, p->mem, id, &c), NOT_FOUND);
	put(p, "new");
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM checking"), 1);
	assert_int_equal(
		db_run(p->db, NULL, "UPDATE checking SET state = 'done'"), OK);
	assert_int_equal(checking_next(p->db, p->mem, &c), NOT_FOUND);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM checking"), 1);
	age(p, month + 60);
	assert_int_equal(checking_next(p->db, p->mem, &c), NOT_FOUND);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM checking"), 0);
}

static long long
rows_of(struct spot *p, const char *record_id)
{
	return number_of(p->db,
			 "SELECT count(*) FROM checking WHERE record_id = $1",
			 T(record_id));
}

/* Check record ${id} with the bytes ${sha256}, as the job does. */
static void
check_record(struct spot *p, const char *id, const char *sha256,
	     const char *report)
{
	struct checking c;

	assert_int_equal(checking_want(p->db, id), OK);
	assert_int_equal(checking_next(p->db, p->mem, &c), OK);
	assert_string_equal(c.record_id, id);
	c.state = CHECKING_DONE;
	c.sha256 = sha256;
	c.report = report;
	c.report_len = report ? strlen(report) : 0;
	assert_int_equal(checking_done(p->db, &c), OK);
}

static void
records_are_checked_once_a_day(void **state)
{
	struct spot *p = *state;
	struct checking c;
	int64_t at;

	assert_int_equal(checking_want(p->db, "r1"), OK);
	assert_int_equal(checking_want(p->db, "r1"), OK);
	assert_int_equal(rows_of(p, "r1"), 1);
	assert_int_equal(checking_next(p->db, p->mem, &c), OK);
	assert_int_equal(checking_get(p->db, p->mem, c.id, &c), NOT_FOUND);
	c.state = CHECKING_DONE;
	assert_int_equal(checking_done(p->db, &c), OK);
	check_record(p, "r2", "aa", "{\"n\":1}");
	assert_int_equal(checking_want(p->db, "r2"), OK);
	assert_int_equal(rows_of(p, "r2"), 1);
	age(p, CHECKING_AGAIN + 1);
	check_record(p, "r2", "bb", "{\"n\":2}");
	assert_int_equal(rows_of(p, "r2"), 1);
	assert_int_equal(checking_last(p->db, "r2", "bb", &at), OK);
	assert_in_range(at, clock_now() - 5, clock_now());
	assert_int_equal(checking_of_record(p->db, p->mem, "r2", "bb", &c), OK);
	assert_string_equal(c.report, "{\"n\":2}");
	assert_int_equal(checking_of_record(p->db, p->mem, "r2", "aa", &c),
			 NOT_FOUND);
	assert_int_equal(checking_last(p->db, "r2", "aa", &at), OK);
	assert_int_equal(at, 0);
}

static void
records_are_forgotten(void **state)
{
	struct spot *p = *state;
	struct checking c;
	int64_t at;

	check_record(p, "r1", "aa", NULL);
	assert_int_equal(checking_last(p->db, "r1", "aa", &at), OK);
	assert_int_equal(at, 0);
	check_record(p, "r2", "aa", "{}");
	put(p, "mine");
	assert_int_equal(checking_forget(p->db, "r2"), OK);
	assert_int_equal(checking_forget(p->db, ""), OK);
	assert_int_equal(checking_of_record(p->db, p->mem, "r2", "aa", &c),
			 NOT_FOUND);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM checking"), 2);
}

/* A report that is there stays while the next try fails. */
static void
a_failure_forgets_nothing(void **state)
{
	struct spot *p = *state;
	struct checking c;

	check_record(p, "r1", "aa", "{}");
	age(p, CHECKING_AGAIN + 1);
	assert_int_equal(checking_want(p->db, "r1"), OK);
	assert_int_equal(checking_next(p->db, p->mem, &c), OK);
	c.state = CHECKING_FAILED;
	assert_int_equal(checking_done(p->db, &c), OK);
	assert_int_equal(checking_of_record(p->db, p->mem, "r1", "aa", &c), OK);
	assert_string_equal(c.report, "{}");
}

static void
has_one_receipt(void **state)
{
	struct spot *p = *state;
	const char *id = put(p, "x");
	struct checking c;

	assert_int_equal(checking_receipt(p->db, id, "a.b.c"), NOT_FOUND);
	assert_int_equal(checking_next(p->db, p->mem, &c), OK);
	c.state = CHECKING_DONE;
	assert_int_equal(checking_done(p->db, &c), OK);
	assert_int_equal(checking_receipt(p->db, id, "a.b.c"), OK);
	assert_int_equal(checking_receipt(p->db, id, "d.e.f"), OK);
	assert_int_equal(checking_get(p->db, p->mem, id, &c), OK);
	assert_string_equal(c.receipt, "a.b.c");
	assert_int_equal(checking_receipt(p->db, "x", "a.b.c"), NOT_FOUND);
}

static void
tells_a_broken_database(void **state)
{
	struct spot *p = *state;
	struct checking c = { .id = "x", .doc = "x", .doc_len = 1 };
	const char *id;
	bool waits;
	int64_t at;

	assert_int_equal(checking_progress(p->db, &c), NOT_FOUND);
	assert_int_equal(checking_done(p->db, &c), NOT_FOUND);
	take_away(p, "checking RENAME COLUMN done_at TO gone");
	assert_int_equal(checking_put(p->db, p->mem, &c, &id), INTERNAL);
	assert_int_equal(checking_want(p->db, "r"), INTERNAL);
	assert_int_equal(checking_get(p->db, p->mem, "x", &c), INTERNAL);
	assert_int_equal(checking_next(p->db, p->mem, &c), INTERNAL);
	assert_int_equal(checking_last(p->db, "r", "a", &at), INTERNAL);
	take_away(p, "checking RENAME TO gone");
	assert_int_equal(checking_put(p->db, p->mem, &c, &id), INTERNAL);
	assert_int_equal(checking_want(p->db, "r"), INTERNAL);
	assert_int_equal(checking_of_record(p->db, p->mem, "r", "a", &c),
			 INTERNAL);
	c = (struct checking){ .id = "x" };
	assert_int_equal(checking_done(p->db, &c), INTERNAL);
	assert_int_equal(checking_progress(p->db, &c), INTERNAL);
	assert_int_equal(checking_waits(p->db, "x", &waits), INTERNAL);
	assert_int_equal(checking_forget(p->db, "r"), INTERNAL);
	assert_int_equal(checking_receipt(p->db, "x", "a"), INTERNAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, waits_and_is_done),
		test_in(spot_begin, is_kept_when_done_at_once),
		test_in(spot_begin, takes_the_oldest_and_people_first),
		test_in(spot_begin, gives_up_what_never_ends),
		test_in(spot_begin, is_full_at_last),
		test_in(spot_begin, takes_text_alone),
		test_in(spot_begin, is_kept_for_a_while),
		test_in(spot_begin, records_are_checked_once_a_day),
		test_in(spot_begin, records_are_forgotten),
		test_in(spot_begin, a_failure_forgets_nothing),
		test_in(spot_begin, has_one_receipt),
		test_in(spot_begin, tells_a_broken_database),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
