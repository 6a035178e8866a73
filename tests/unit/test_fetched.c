/* What is to be fetched, and what came of it. */
#include "office_test.h"

#include "base/rand.h"
#include "store/fetched.h"

static const char *
ask(struct spot *p, const char *url)
{
	const char *id = NULL;

	assert_int_equal(fetched_put(p->db, p->mem, url, &id), OK);
	assert_true(rand_is_id(id));
	return id;
}

static void
waits_and_is_done(void **state)
{
	struct spot *p = *state;
	const char *id = ask(p, "https://a.example/x?y=1");
	struct fetched f = { 0 };

	assert_int_equal(fetched_get(p->db, p->mem, id, &f), OK);
	assert_int_equal(f.state, FETCHED_WAITING);
	assert_string_equal(f.url, "https://a.example/x?y=1");
	assert_string_equal(f.type, "");
	assert_string_equal(f.error, "");
	assert_null(f.body);
	assert_int_equal(fetched_next(p->db, p->mem, &f), OK);
	assert_string_equal(f.id, id);
	f.state = FETCHED_DONE;
	f.type = "application/json";
	f.body = "{\"a\": \"\xc3\xa9\"}more";
	f.body_len = strlen(f.body) - 4;
	assert_int_equal(fetched_done(p->db, &f), OK);
	assert_int_equal(fetched_next(p->db, p->mem, &f), NOT_FOUND);
	assert_int_equal(fetched_get(p->db, p->mem, id, &f), OK);
	assert_int_equal(f.state, FETCHED_DONE);
	assert_string_equal(f.type, "application/json");
	assert_string_equal(f.body, "{\"a\": \"\xc3\xa9\"}");
	assert_int_equal(f.body_len, 11);
}

static void
fails_in_words(void **state)
{
	struct spot *p = *state;
	struct fetched f = { .id = ask(p, "https://a.example/"),
			     .state = FETCHED_FAILED,
			     .error = "no\nanswer" };

	assert_int_equal(fetched_done(p->db, &f), OK);
	assert_int_equal(fetched_get(p->db, p->mem, f.id, &f), OK);
	assert_int_equal(f.state, FETCHED_FAILED);
	assert_string_equal(f.error, "no answer");
	assert_null(f.body);
	assert_int_equal(fetched_get(p->db, p->mem, "x", &f), NOT_FOUND);
	f.id = "x";
	assert_int_equal(fetched_done(p->db, &f), NOT_FOUND);
	assert_int_equal(
		db_run(p->db, NULL, "UPDATE fetched SET state = 'odd'"), OK);
	assert_int_equal(fetched_next(p->db, p->mem, &f), NOT_FOUND);
}

static void
takes_text_alone(void **state)
{
	struct spot *p = *state;
	struct fetched f = { .id = ask(p, "https://a.example/"),
			     .state = FETCHED_DONE,
			     .type = "text/plain",
			     .error = "" };

	f.body = "a\xff";
	f.body_len = 2;
	assert_int_equal(fetched_done(p->db, &f), INVALID);
	f.body = "a\0b";
	f.body_len = 3;
	assert_int_equal(fetched_done(p->db, &f), INVALID);
	f.body = "";
	f.body_len = 0;
	assert_int_equal(fetched_done(p->db, &f), OK);
	assert_int_equal(fetched_get(p->db, p->mem, f.id, &f), OK);
	assert_non_null(f.body);
	assert_int_equal(f.body_len, 0);
}

static void
takes_the_oldest_first(void **state)
{
	struct spot *p = *state;
	const char *first = ask(p, "https://a.example/1");
	struct fetched f;

	assert_int_equal(db_run(p->db, NULL,
				"UPDATE fetched SET created_at ="
				" created_at - 10"),
			 OK);
	ask(p, "https://a.example/2");
	assert_int_equal(fetched_next(p->db, p->mem, &f), OK);
	assert_string_equal(f.id, first);
	assert_int_equal(db_run(p->db, NULL,
				"UPDATE fetched SET created_at ="
				" created_at - 24 * 3600"
				" WHERE id = $1",
				T(first)),
			 OK);
	ask(p, "https://a.example/3");
	assert_int_equal(fetched_get(p->db, p->mem, first, &f), NOT_FOUND);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM fetched"), 2);
}

static void
tells_a_broken_database(void **state)
{
	struct spot *p = *state;
	struct fetched f = { .id = "x", .error = "" };
	const char *id;

	take_away(p, "fetched RENAME COLUMN error TO gone");
	assert_int_equal(fetched_put(p->db, p->mem, "u", &id), INTERNAL);
	assert_int_equal(fetched_get(p->db, p->mem, "x", &f), INTERNAL);
	assert_int_equal(fetched_next(p->db, p->mem, &f), INTERNAL);
	assert_int_equal(fetched_done(p->db, &f), INTERNAL);
	take_away(p, "fetched RENAME TO gone");
	assert_int_equal(fetched_put(p->db, p->mem, "u", &id), INTERNAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, waits_and_is_done),
		test_in(spot_begin, fails_in_words),
		test_in(spot_begin, takes_text_alone),
		test_in(spot_begin, takes_the_oldest_first),
		test_in(spot_begin, tells_a_broken_database),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
