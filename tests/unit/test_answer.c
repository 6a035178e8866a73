/* Answers of other servers: kept, found again, unchanged, too many. */
#include "office_test.h"

#include "base/clock.h"
#include "store/answer.h"

static void
put(struct spot *p, const char *url, int64_t at)
{
	const struct answer a = { .url = url,
				  .accept = "application/json",
				  .status = 200,
				  .final_url = "https://b.example/",
				  .type = "application/json",
				  .etag = "\"1\"",
				  .certificate = "CN = b.example",
				  .fetched_at = at,
				  .body = "{\"a\":\"\xc3\xa9\"}more",
				  .len = 10 };

	assert_int_equal(answer_put(p->db, &a), OK);
}

static void
is_kept_as_it_came(void **state)
{
	struct spot *p = *state;
	const int64_t now = clock_now();
	struct answer a;

	assert_int_equal(answer_get(p->db, p->mem, "https://a.example/", &a),
			 NOT_FOUND);
	put(p, "https://a.example/", now);
	assert_int_equal(answer_get(p->db, p->mem, "https://a.example/", &a),
			 OK);
	assert_string_equal(a.url, "https://a.example/");
	assert_string_equal(a.accept, "application/json");
	assert_int_equal(a.status, 200);
	assert_string_equal(a.final_url, "https://b.example/");
	assert_string_equal(a.type, "application/json");
	assert_string_equal(a.etag, "\"1\"");
	assert_string_equal(a.certificate, "CN = b.example");
	assert_string_equal(a.error, "");
	assert_int_equal(a.fetched_at, now);
	assert_int_equal(a.len, 10);
	assert_string_equal(a.body, "{\"a\":\"\xc3\xa9\"}");
}

static void
takes_the_place_of_the_one_before(void **state)
{
	struct spot *p = *state;
	struct answer a = { .url = "https://a.example/",
			    .error = "There is no host a.example.",
			    .fetched_at = clock_now() };

	put(p, a.url, a.fetched_at - 10);
	assert_int_equal(answer_put(p->db, &a), OK);
	assert_int_equal(answer_get(p->db, p->mem, a.url, &a), OK);
	assert_int_equal(a.status, 0);
	assert_null(a.body);
	assert_int_equal(a.len, 0);
	assert_string_equal(a.etag, "");
	assert_string_equal(a.error, "There is no host a.example.");
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM answer"), 1);
}

static void
is_unchanged_later(void **state)
{
	struct spot *p = *state;
	const int64_t now = clock_now();
	struct answer a;

	put(p, "u:a", now - 100);
	assert_int_equal(answer_touch(p->db, "u:a", now), OK);
	assert_int_equal(answer_get(p->db, p->mem, "u:a", &a), OK);
	assert_int_equal(a.fetched_at, now);
	assert_int_equal(a.len, 10);
	assert_int_equal(answer_touch(p->db, "u:b", now), NOT_FOUND);
}

static void
takes_text_alone(void **state)
{
	struct spot *p = *state;
	struct answer a = { .url = "u:a", .status = 200, .body = "a\xff" };

	a.len = 2;
	assert_int_equal(answer_put(p->db, &a), INVALID);
	a.body = "a\0b";
	a.len = 3;
	assert_int_equal(answer_put(p->db, &a), INVALID);
	a.body = "";
	a.len = 0;
	a.fetched_at = clock_now();
	assert_int_equal(answer_put(p->db, &a), OK);
	assert_int_equal(answer_get(p->db, p->mem, "u:a", &a), OK);
	assert_non_null(a.body);
}

#define COUNT "SELECT count(*) FROM answer"

static void
forgets_what_is_old_or_too_much(void **state)
{
	struct spot *p = *state;
	const int64_t now = clock_now();
	struct answer a;

	put(p, "u:old", now - 8 * 24 * 3600);
	put(p, "u:week", now - 6 * 24 * 3600);
	assert_int_equal(number_of(p->db, COUNT), 1);
	assert_int_equal(
		db_run(p->db, NULL,
		       "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL"
		       " SELECT i + 1 FROM n WHERE i < $1)"
		       " INSERT INTO answer (url, accept, status, final_url,"
		       " type, etag, certificate, error, fetched_at, size)"
		       " SELECT 'n:' || i, '', 0, '', '', '', '', '', $2 + i,"
		       " 0 FROM n",
		       I(ANSWER_MOST), I(now - 20000)),
		OK);
	put(p, "u:new", now);
	assert_int_equal(number_of(p->db, COUNT), ANSWER_MOST);
	assert_int_equal(answer_get(p->db, p->mem, "u:week", &a), NOT_FOUND);
	assert_int_equal(answer_get(p->db, p->mem, "n:1", &a), NOT_FOUND);
	assert_int_equal(answer_get(p->db, p->mem, "n:2", &a), OK);
	/* Five large ones, of which two are too much. */
	assert_int_equal(db_run(p->db, NULL, "DELETE FROM answer"), OK);
	assert_int_equal(
		db_run(p->db, NULL,
		       "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL"
		       " SELECT i + 1 FROM n WHERE i < 5)"
		       " INSERT INTO answer (url, accept, status, final_url,"
		       " type, etag, certificate, error, fetched_at, size)"
		       " SELECT 'n:' || i, '', 0, '', '', '', '', '', $2 + i,"
		       " $1 FROM n",
		       I(ANSWER_MOST_BYTES / 3), I(now - 100)),
		OK);
	put(p, "u:new", now);
	assert_int_equal(number_of(p->db, COUNT), 4);
	assert_int_equal(answer_get(p->db, p->mem, "n:2", &a), NOT_FOUND);
	assert_int_equal(answer_get(p->db, p->mem, "n:3", &a), OK);
}

static void
tells_a_broken_database(void **state)
{
	struct spot *p = *state;
	struct answer a = { .url = "u:a" };

	take_away(p, "answer RENAME COLUMN error TO gone");
	assert_int_equal(answer_get(p->db, p->mem, "u:a", &a), INTERNAL);
	a = (struct answer){ .url = "u:a" };
	assert_int_equal(answer_put(p->db, &a), INTERNAL);
	take_away(p, "answer RENAME TO gone");
	assert_int_equal(answer_put(p->db, &a), INTERNAL);
	assert_int_equal(answer_touch(p->db, "u:a", 1), INTERNAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, is_kept_as_it_came),
		test_in(spot_begin, takes_the_place_of_the_one_before),
		test_in(spot_begin, is_unchanged_later),
		test_in(spot_begin, takes_text_alone),
		test_in(spot_begin, forgets_what_is_old_or_too_much),
		test_in(spot_begin, tells_a_broken_database),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
