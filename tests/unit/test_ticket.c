/* Links that are good once. */
#include "office_test.h"

#include "base/clock.h"
#include "base/rand.h"
#include "store/ticket.h"

static const char *
put(struct spot *p, enum ticket_kind kind, const char *account_id,
    long long seconds)
{
	const struct ticket ticket = { .kind = kind,
				       .account_id = account_id,
				       .about = "item7" };
	const char *secret = NULL;

	assert_int_equal(ticket_put(p->db, p->mem, &ticket, seconds, &secret),
			 OK);
	return secret;
}

static long long
count(struct spot *p)
{
	return number_of(p->db, "SELECT count(*) FROM ticket");
}

static void
is_good_once(void **state)
{
	struct spot *p = *state;
	enum ticket_kind kind;
	struct ticket t;
	const char *secret;

	for (kind = 0; kind < TICKET__MAX; kind++) {
		secret = put(p, kind, "", 60);
		assert_true(rand_is_id(secret));
		assert_int_equal(number_of(p->db,
					   "SELECT count(*) FROM ticket"
					   " WHERE sha256 = $1",
					   T(secret)),
				 0);
		t = (struct ticket){ 0 };
		assert_int_equal(ticket_get(p->db, p->mem, kind, secret, &t),
				 OK);
		assert_int_equal(ticket_get(p->db, p->mem, kind, secret, &t),
				 OK);
		assert_int_equal(ticket_take(p->db, p->mem, kind, secret, &t),
				 OK);
		assert_int_equal(t.kind, kind);
		assert_string_equal(t.account_id, "");
		assert_string_equal(t.about, "item7");
		assert_int_equal(t.ends_at - t.created_at, 60);
		assert_true(clock_now() - t.created_at < 100);
		assert_int_equal(ticket_take(p->db, p->mem, kind, secret, &t),
				 NOT_FOUND);
		assert_int_equal(ticket_get(p->db, p->mem, kind, secret, &t),
				 NOT_FOUND);
	}
	assert_int_equal(count(p), 0);
}

static void
is_of_one_kind(void **state)
{
	struct spot *p = *state;
	const char *secret = put(p, TICKET_INVITE, "a", 60);
	struct ticket t;

	assert_int_equal(ticket_get(p->db, p->mem, TICKET_RESET, secret, &t),
			 NOT_FOUND);
	assert_int_equal(ticket_take(p->db, p->mem, TICKET_SETUP, secret, &t),
			 NOT_FOUND);
	assert_int_equal(ticket_take(p->db, p->mem, TICKET_INVITE, "", &t),
			 NOT_FOUND);
	assert_int_equal(ticket_take(p->db, p->mem, TICKET_INVITE, "%", &t),
			 NOT_FOUND);
	assert_int_equal(ticket_take(p->db, p->mem, TICKET_INVITE, secret, &t),
			 OK);
	assert_string_equal(t.account_id, "a");
}

static void
is_over_at_its_end(void **state)
{
	struct spot *p = *state;
	const char *secret = put(p, TICKET_RESET, "a", 0);
	struct ticket t;

	assert_int_equal(ticket_get(p->db, p->mem, TICKET_RESET, secret, &t),
			 GONE);
	assert_int_equal(ticket_take(p->db, p->mem, TICKET_RESET, secret, &t),
			 GONE);
	/* Long after, it is forgotten. */
	assert_int_equal(db_run(p->db, NULL,
				"UPDATE ticket SET ends_at ="
				" ends_at - 31 * 24 * 3600"),
			 OK);
	put(p, TICKET_RESET, "b", 60);
	assert_int_equal(ticket_get(p->db, p->mem, TICKET_RESET, secret, &t),
			 NOT_FOUND);
	assert_int_equal(count(p), 1);
}

static void
ends_with_the_next_one(void **state)
{
	struct spot *p = *state;
	const char *first = put(p, TICKET_RESET, "a", 60);
	const char *invite = put(p, TICKET_INVITE, "a", 60);
	const char *other = put(p, TICKET_RESET, "b", 60);
	const char *free = put(p, TICKET_ENDORSE, "", 60);
	const char *second = put(p, TICKET_RESET, "a", 60);
	struct ticket t;

	put(p, TICKET_ENDORSE, "", 60);
	assert_int_equal(ticket_get(p->db, p->mem, TICKET_RESET, first, &t),
			 NOT_FOUND);
	assert_int_equal(ticket_get(p->db, p->mem, TICKET_RESET, second, &t),
			 OK);
	assert_int_equal(ticket_get(p->db, p->mem, TICKET_INVITE, invite, &t),
			 OK);
	assert_int_equal(ticket_get(p->db, p->mem, TICKET_RESET, other, &t),
			 OK);
	assert_int_equal(ticket_get(p->db, p->mem, TICKET_ENDORSE, free, &t),
			 OK);
	assert_int_equal(ticket_end_all(p->db, "a"), OK);
	assert_int_equal(ticket_get(p->db, p->mem, TICKET_INVITE, invite, &t),
			 NOT_FOUND);
	assert_int_equal(ticket_get(p->db, p->mem, TICKET_RESET, other, &t),
			 OK);
	assert_int_equal(count(p), 3);
}

static void
comes_back_with_the_transaction(void **state)
{
	struct spot *p = *state;
	const char *secret = put(p, TICKET_SETUP, "", 60);
	struct ticket t;

	{
		auto_tx tx = NULL;

		assert_int_equal(db_begin(p->db, &tx), OK);
		assert_int_equal(
			ticket_take(p->db, p->mem, TICKET_SETUP, secret, &t),
			OK);
	}
	{
		auto_tx tx = NULL;

		assert_int_equal(db_begin(p->db, &tx), OK);
		assert_int_equal(
			ticket_take(p->db, p->mem, TICKET_SETUP, secret, &t),
			OK);
		assert_int_equal(db_commit(&tx), OK);
	}
	assert_int_equal(ticket_take(p->db, p->mem, TICKET_SETUP, secret, &t),
			 NOT_FOUND);
}

static bool
take(struct db *db, const void *arg)
{
	auto_arena mem = arena_new();
	struct ticket t;

	return ticket_take(db, mem, TICKET_SETUP, arg, &t) == OK;
}

static void
is_taken_by_one_of_many(void **state)
{
	struct spot *p = *state;
	int i;

	for (i = 0; i < 5; i++)
		assert_int_equal(
			at_once(p, 6, take, put(p, TICKET_SETUP, "", 60)), 1);
}

static void
tells_a_broken_database(void **state)
{
	const struct ticket ticket = { TICKET_RESET, "a", "", 0, 0 };
	struct spot *p = *state;
	const char *secret;
	struct ticket t;

	take_away(p, "ticket RENAME COLUMN about TO gone");
	assert_int_equal(ticket_put(p->db, p->mem, &ticket, 60, &secret),
			 INTERNAL);
	assert_int_equal(ticket_take(p->db, p->mem, TICKET_RESET, "x", &t),
			 INTERNAL);
	take_away(p, "ticket RENAME TO gone");
	assert_int_equal(ticket_put(p->db, p->mem, &ticket, 60, &secret),
			 INTERNAL);
	assert_int_equal(ticket_end_all(p->db, "a"), INTERNAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, is_good_once),
		test_in(spot_begin, is_of_one_kind),
		test_in(spot_begin, is_over_at_its_end),
		test_in(spot_begin, ends_with_the_next_one),
		test_in(spot_begin, comes_back_with_the_transaction),
		test_in(spot_begin, is_taken_by_one_of_many),
		test_in(spot_begin, tells_a_broken_database),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
