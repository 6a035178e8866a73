/* Sessions: begun, opened, seen, listed, ended. */
#include "office_test.h"

#include "base/clock.h"
#include "base/rand.h"
#include "store/session.h"

static const struct session_life life = { 1800, 43200 };

static const char *
begin(struct spot *p, const char *account_id)
{
	const struct session_new new = { account_id, "Firefox on Linux", life };
	const char *cookie = NULL;

	assert_int_equal(session_begin(p->db, p->mem, &maria, &new, &cookie),
			 OK);
	return cookie;
}

static enum result
open_it(struct spot *p, const char *cookie, struct session_opened *out)
{
	return session_open(p->db, p->mem, cookie, &life, out);
}

/* Let ${seconds} pass for a column of all sessions. */
static void
age_seen(struct spot *p, long long seconds)
{
	assert_int_equal(db_run(p->db, NULL,
				"UPDATE session SET"
				" seen_at = seen_at - $1",
				I(seconds)),
			 OK);
}

static void
age_begun(struct spot *p, long long seconds)
{
	assert_int_equal(db_run(p->db, NULL,
				"UPDATE session SET"
				" created_at = created_at - $1",
				I(seconds)),
			 OK);
}

static void
begins_and_opens(void **state)
{
	struct spot *p = *state;
	const char *id = put_account(p, "bea@b.example", "editor");
	const char *cookie = begin(p, id), *other = begin(p, id);
	struct session_opened opened;

	assert_true(rand_is_id(cookie));
	assert_string_not_equal(cookie, other);
	assert_int_equal(open_it(p, cookie, &opened), OK);
	assert_string_equal(opened.account.id, id);
	assert_string_equal(opened.account.email, "bea@b.example");
	assert_string_equal(opened.account.role, "editor");
	assert_true(clock_now() - opened.account.seen_at < 100);
	assert_string_equal(opened.session.account_id, id);
	assert_string_equal(opened.session.address, "192.0.2.0");
	assert_string_equal(opened.session.agent, "Firefox on Linux");
	assert_true(rand_is_id(opened.session.id));
	assert_string_not_equal(opened.session.id, cookie);
	assert_true(clock_now() - opened.session.created_at < 100);
	assert_int_equal(opened.session.seen_at, opened.session.created_at);
	assert_int_equal(told(p, "session.begin"), 2);
	/* The cookie is nowhere. */
	assert_int_equal(number_of(p->db,
				   "SELECT count(*) FROM session"
				   " WHERE sha256 = $1 OR id = $1",
				   T(cookie)),
			 0);
}

static void
opens_nothing_else(void **state)
{
	struct spot *p = *state;
	const char *id = put_account(p, "bea@b.example", "editor");
	const char *cookie = begin(p, id);
	struct session_opened opened;

	assert_int_equal(open_it(p, cookie, &opened), OK);
	assert_int_equal(open_it(p, opened.session.id, &opened), NOT_FOUND);
	assert_int_equal(open_it(p, "", &opened), NOT_FOUND);
	assert_int_equal(open_it(p, id, &opened), NOT_FOUND);
	assert_int_equal(open_it(p, rand_id(p->mem), &opened), NOT_FOUND);
	assert_int_equal(open_it(p, "' OR 1=1 --", &opened), NOT_FOUND);
	assert_int_equal(account_disable(p->db, &maria, id, true), OK);
	assert_int_equal(open_it(p, cookie, &opened), NOT_FOUND);
}

/* Disabled by hand in the database, with the session left. */
static void
opens_none_of_the_disabled(void **state)
{
	struct spot *p = *state;
	const char *cookie = begin(p, put_account(p, "bea@b.example", "owner"));
	struct session_opened opened;

	assert_int_equal(
		db_run(p->db, NULL, "UPDATE account SET disabled_at = 1"), OK);
	assert_int_equal(open_it(p, cookie, &opened), NOT_FOUND);
}

static void
ends_when_idle(void **state)
{
	struct spot *p = *state;
	const char *cookie = begin(p, put_account(p, "bea@b.example", "owner"));
	struct session_opened opened;

	age_seen(p, life.idle - 5);
	assert_int_equal(open_it(p, cookie, &opened), OK);
	age_seen(p, 6);
	assert_int_equal(open_it(p, cookie, &opened), NOT_FOUND);
}

static void
ends_however_busy(void **state)
{
	struct spot *p = *state;
	const char *id = put_account(p, "bea@b.example", "owner");
	const char *cookie = begin(p, id);
	struct session_opened opened;
	struct session_list list;

	age_begun(p, life.absolute - 5);
	assert_int_equal(open_it(p, cookie, &opened), OK);
	age_begun(p, 6);
	assert_int_equal(open_it(p, cookie, &opened), NOT_FOUND);
	assert_int_equal(session_list(p->db, p->mem, id, &life, &list), OK);
	assert_int_equal(list.count, 0);
	/* It goes when the next one begins. */
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM session"), 1);
	begin(p, id);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM session"), 1);
}

static void
is_seen_once_a_minute(void **state)
{
	struct spot *p = *state;
	const char *cookie = begin(p, put_account(p, "bea@b.example", "owner"));
	struct session_opened opened;
	int64_t before;

	assert_int_equal(open_it(p, cookie, &opened), OK);
	before = opened.session.seen_at;
	age_seen(p, 30);
	assert_int_equal(open_it(p, cookie, &opened), OK);
	assert_int_equal(session_seen(p->db, &opened.session), OK);
	assert_int_equal(open_it(p, cookie, &opened), OK);
	assert_true(opened.session.seen_at < before);
	age_seen(p, 31);
	assert_int_equal(open_it(p, cookie, &opened), OK);
	assert_int_equal(session_seen(p->db, &opened.session), OK);
	assert_int_equal(open_it(p, cookie, &opened), OK);
	assert_true(opened.session.seen_at >= before);
}

static void
lists_and_ends(void **state)
{
	struct spot *p = *state;
	const char *id = put_account(p, "bea@b.example", "owner");
	const char *other = put_account(p, "cy@b.example", "owner");
	struct session_list list;
	struct session_opened opened;
	const char *old = begin(p, id), *new, *theirs = begin(p, other);

	age_begun(p, 100);
	new = begin(p, id);
	assert_int_equal(session_list(p->db, p->mem, id, &life, &list), OK);
	assert_int_equal(list.count, 2);
	assert_int_equal(open_it(p, new, &opened), OK);
	assert_string_equal(list.items[0].id, opened.session.id);
	/* Not somebody else's. */
	assert_int_equal(session_end(p->db, &maria, other, list.items[0].id),
			 NOT_FOUND);
	assert_int_equal(session_end(p->db, &maria, id, "nothing"), NOT_FOUND);
	assert_int_equal(told(p, "session.end"), 0);
	assert_int_equal(session_end(p->db, &maria, id, list.items[1].id), OK);
	assert_int_equal(open_it(p, old, &opened), NOT_FOUND);
	assert_int_equal(open_it(p, new, &opened), OK);
	assert_int_equal(open_it(p, theirs, &opened), OK);
	assert_int_equal(told(p, "session.end"), 1);
}

static void
ends_all_but_one(void **state)
{
	struct spot *p = *state;
	const char *id = put_account(p, "bea@b.example", "owner");
	struct session_opened opened;
	const char *keep;

	begin(p, id);
	begin(p, id);
	keep = begin(p, id);
	assert_int_equal(open_it(p, keep, &opened), OK);
	assert_int_equal(session_end_all(p->db, &maria, id, opened.session.id),
			 OK);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM session"), 1);
	assert_int_equal(open_it(p, keep, &opened), OK);
	assert_int_equal(number_of(p->db,
				   "SELECT count(*) FROM audit"
				   " WHERE words = 'Signed out 2 browsers'"),
			 1);
	assert_int_equal(session_end_all(p->db, &maria, id, NULL), OK);
	assert_int_equal(open_it(p, keep, &opened), NOT_FOUND);
	assert_int_equal(told(p, "session.end"), 2);
	/* Nothing ends, nothing is told. */
	assert_int_equal(session_end_all(p->db, &maria, id, NULL), OK);
	assert_int_equal(told(p, "session.end"), 2);
}

static void
keeps_agents_short(void **state)
{
	struct spot *p = *state;
	char *agent = arena_alloc(p->mem, 5000);
	struct session_new new = { .agent = agent, .life = life };
	struct session_opened opened;
	const char *cookie;

	new.account_id = put_account(p, "bea@b.example", "owner");
	memset(agent, 'x', 4999);
	agent[1] = '\n';
	assert_int_equal(session_begin(p->db, p->mem, &maria, &new, &cookie),
			 OK);
	assert_int_equal(open_it(p, cookie, &opened), OK);
	assert_int_equal(strlen(opened.session.agent), 100);
	assert_int_equal(opened.session.agent[1], ' ');
	new.account_id = "nobody";
	assert_int_equal(session_begin(p->db, p->mem, &maria, &new, &cookie),
			 CONFLICT);
}

static void
knows_where_from(void **state)
{
	struct spot *p = *state;
	const char *id = put_account(p, "bea@b.example", "owner");
	const char *other = put_account(p, "cy@b.example", "owner");
	bool is_known = true;

	assert_int_equal(session_is_known(p->db, id, "192.0.2.0", &is_known),
			 OK);
	assert_false(is_known);
	begin(p, id);
	assert_int_equal(session_is_known(p->db, id, "192.0.2.0", &is_known),
			 OK);
	assert_true(is_known);
	assert_int_equal(session_is_known(p->db, id, "192.0.3.0", &is_known),
			 OK);
	assert_false(is_known);
	assert_int_equal(session_is_known(p->db, other, "192.0.2.0", &is_known),
			 OK);
	assert_false(is_known);
}

static void
tells_a_broken_database(void **state)
{
	struct spot *p = *state;
	const char *id = put_account(p, "bea@b.example", "owner"), *cookie;
	const struct session_new new = { id, "Firefox", life };
	struct session_opened opened = { 0 };
	struct session_list list;
	bool is_known;

	begin(p, id);
	take_away(p, "audit RENAME TO gone");
	/* What cannot be told is not done. */
	assert_int_equal(session_begin(p->db, p->mem, &maria, &new, &cookie),
			 INTERNAL);
	assert_int_equal(session_end_all(p->db, &maria, id, NULL), INTERNAL);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM session"), 1);
	assert_int_equal(session_is_known(p->db, id, "192.0.2.0", &is_known),
			 INTERNAL);
	take_away(p, "session RENAME COLUMN agent TO gone");
	assert_int_equal(session_begin(p->db, p->mem, &maria, &new, &cookie),
			 INTERNAL);
	assert_int_equal(open_it(p, "x", &opened), INTERNAL);
	assert_int_equal(session_list(p->db, p->mem, id, &life, &list),
			 INTERNAL);
	take_away(p, "session RENAME TO away");
	assert_int_equal(session_begin(p->db, p->mem, &maria, &new, &cookie),
			 INTERNAL);
	assert_int_equal(session_end(p->db, &maria, id, "x"), INTERNAL);
	assert_int_equal(session_end_all(p->db, &maria, id, NULL), INTERNAL);
	assert_int_equal(session_seen(p->db, &opened.session), INTERNAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, begins_and_opens),
		test_in(spot_begin, opens_nothing_else),
		test_in(spot_begin, opens_none_of_the_disabled),
		test_in(spot_begin, ends_when_idle),
		test_in(spot_begin, ends_however_busy),
		test_in(spot_begin, is_seen_once_a_minute),
		test_in(spot_begin, lists_and_ends),
		test_in(spot_begin, ends_all_but_one),
		test_in(spot_begin, keeps_agents_short),
		test_in(spot_begin, knows_where_from),
		test_in(spot_begin, tells_a_broken_database),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
