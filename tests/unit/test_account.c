/* Accounts: made, found, changed; the last owner stays. */
#include "office_test.h"

#include "base/rand.h"
#include "store/session.h"
#include "store/ticket.h"

static const struct session_life life = { 1800, 43200 };

static struct account
account_of(struct spot *p, const char *id)
{
	struct account account;

	assert_int_equal(account_get(p->db, p->mem, id, &account), OK);
	return account;
}

/* One who may sign in. */
static const char *
put_working(struct spot *p, const char *email, const char *role)
{
	const char *id = put_account(p, email, role);

	assert_int_equal(account_password(p->db, &maria, id, "hash", NULL), OK);
	return id;
}

/* A browser that is signed in; the id of its session. */
static const char *
sign_in(struct spot *p, const char *account_id)
{
	const struct session_new new = { account_id, "Firefox", life };
	struct session_opened opened;
	const char *cookie;

	assert_int_equal(session_begin(p->db, p->mem, &maria, &new, &cookie),
			 OK);
	assert_int_equal(session_open(p->db, p->mem, cookie, &life, &opened),
			 OK);
	return opened.session.id;
}

static size_t
sessions_of(struct spot *p, const char *account_id)
{
	struct session_list list;

	assert_int_equal(session_list(p->db, p->mem, account_id, &life, &list),
			 OK);
	return list.count;
}

static void
makes_and_finds(void **state)
{
	const struct account new = { .email = "Bea.MOSS@\xc3\x89xample.org",
				     .name = "Bea \xc3\x89 Moss",
				     .role = "editor",
				     .password = "ignored",
				     .totp = "ignored",
				     .seen_at = 5,
				     .disabled_at = 7 };
	struct spot *p = *state;
	struct account a, b;
	long long count = -1;
	const char *id;

	assert_int_equal(account_count(p->db, &count), OK);
	assert_int_equal(count, 0);
	assert_int_equal(account_put(p->db, p->mem, &maria, &new, &id), OK);
	assert_true(rand_is_id(id));
	a = account_of(p, id);
	assert_string_equal(a.id, id);
	assert_string_equal(a.email, "bea.moss@\xc3\xa9xample.org");
	assert_string_equal(a.name, "Bea \xc3\x89 Moss");
	assert_string_equal(a.role, "editor");
	assert_string_equal(a.password, "");
	assert_null(a.totp);
	assert_int_equal(a.totp_step, 0);
	assert_true(a.created_at > LONG_AGO);
	assert_int_equal(a.seen_at, 0);
	assert_int_equal(a.disabled_at, 0);
	assert_int_equal(
		account_find(p->db, p->mem, "BEA.moss@\xc3\x89XAMPLE.org", &b),
		OK);
	assert_string_equal(b.id, id);
	assert_int_equal(account_count(p->db, &count), OK);
	assert_int_equal(count, 1);
	assert_int_equal(told(p, "account.make"), 1);
}

static void
finds_only_what_is_there(void **state)
{
	struct spot *p = *state;
	struct account a;

	put_account(p, "bea@b.example", "owner");
	assert_int_equal(account_get(p->db, p->mem, "nothing", &a), NOT_FOUND);
	assert_int_equal(account_find(p->db, p->mem, "bea@b.exampl", &a),
			 NOT_FOUND);
	assert_null(strstr(fail_last()->text, "bea@"));
	assert_int_equal(account_find(p->db, p->mem, "%", &a), NOT_FOUND);
	assert_int_equal(account_find(p->db, p->mem, "", &a), NOT_FOUND);
	assert_int_equal(account_find(p->db, p->mem, "' OR 1=1 --", &a),
			 NOT_FOUND);
}

static void
refuses_bad_addresses(void **state)
{
	static const char *const bad[] = {
		"",
		"b",
		"@",
		"b@",
		"@b",
		"a@b@c",
		"a b@c.d",
		"a@c.d\n",
		"a@c.d\r\nBcc: x@y.z",
		"\xff@b.c",
		"a@\xc2\x85",
		"<a@b.c>",
		"a@b.c,d",
		"a;b@c.d",
		"\"a\"@b.c",
		"a@b.c>",
		"a@[127.0.0.1]",
		"a:b@c.d",
		"a\\b@c.d",
		"a\t@b.c",
		NULL,
	};
	struct account new = { .name = "Bea", .role = "owner" };
	struct spot *p = *state;
	const char *id;
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		new.email = bad[i];
		assert_int_equal(account_put(p->db, p->mem, &maria, &new, &id),
				 INVALID);
		assert_non_null(strstr(fail_last()->text, "e-mail address"));
	}
	new.email = arena_printf(p->mem, "%0248d@b.org", 0);
	assert_int_equal(strlen(new.email), 254);
	assert_int_equal(account_put(p->db, p->mem, &maria, &new, &id), OK);
	new.email = arena_printf(p->mem, "%0249d@b.org", 0);
	assert_int_equal(account_put(p->db, p->mem, &maria, &new, &id),
			 INVALID);
	assert_int_equal(told(p, "account.make"), 1);
}

static void
refuses_bad_names(void **state)
{
	static const char *const bad[] = { NULL, "", "   ", "a\nb", "\xff" };
	struct account new = { .email = "a@b.c", .role = "owner" };
	struct spot *p = *state;
	char name[2 * ACCOUNT_NAME + 3] = "";
	const char *id;
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		new.name = bad[i];
		assert_int_equal(account_put(p->db, p->mem, &maria, &new, &id),
				 INVALID);
	}
	for (i = 0; i <= ACCOUNT_NAME; i++)
		memcpy(name + 2 * i, "\xc3\xa9", 3);
	new.name = name;
	assert_int_equal(account_put(p->db, p->mem, &maria, &new, &id),
			 INVALID);
	assert_non_null(strstr(fail_last()->text, "200 characters"));
	name[2 * ACCOUNT_NAME] = '\0';
	new.role = "";
	assert_int_equal(account_put(p->db, p->mem, &maria, &new, &id),
			 INVALID);
	new.role = "owner";
	assert_int_equal(account_put(p->db, p->mem, &maria, &new, &id), OK);
}

static void
has_one_account_an_address(void **state)
{
	struct account new = {
		"", "BEA@b.example", "Other", "owner", NULL, NULL, 0, 0, 0, 0
	};
	struct spot *p = *state;
	long long count;
	const char *id;

	put_account(p, "bea@b.example", "owner");
	assert_int_equal(account_put(p->db, p->mem, &maria, &new, &id),
			 CONFLICT);
	assert_string_equal(fail_last()->text,
			    "There is an account for bea@b.example already.");
	assert_int_equal(account_count(p->db, &count), OK);
	assert_int_equal(count, 1);
	assert_int_equal(told(p, "account.make"), 1);
}

static void
lists_by_name(void **state)
{
	static const char *const names[] = { "zoe", "Adam", "bea" };
	struct account new = { .role = "learner" };
	struct spot *p = *state;
	struct account_list list;
	const char *id;
	size_t i;

	assert_int_equal(account_list(p->db, p->mem, &list), OK);
	assert_int_equal(list.count, 0);
	for (i = 0; i < 3; i++) {
		new.name = names[i];
		new.email = arena_printf(p->mem, "%zu@b.example", i);
		assert_int_equal(account_put(p->db, p->mem, &maria, &new, &id),
				 OK);
	}
	assert_int_equal(account_list(p->db, p->mem, &list), OK);
	assert_int_equal(list.count, 3);
	assert_string_equal(list.items[0].name, "Adam");
	assert_string_equal(list.items[1].name, "bea");
	assert_string_equal(list.items[2].name, "zoe");
}

static void
changes_end_sessions(void **state)
{
	struct spot *p = *state;
	const char *id = put_working(p, "bea@b.example", "editor");
	const char *other = put_working(p, "cy@b.example", "editor");
	const char *keep;

	sign_in(p, other);
	sign_in(p, id);
	keep = sign_in(p, id);
	assert_int_equal(account_password(p->db, &maria, id, "new", keep), OK);
	assert_string_equal(account_of(p, id).password, "new");
	assert_int_equal(sessions_of(p, id), 1);
	sign_in(p, id);
	assert_int_equal(account_totp(p->db, &maria, id, "sealed", keep), OK);
	assert_string_equal(account_of(p, id).totp, "sealed");
	assert_int_equal(sessions_of(p, id), 1);
	assert_int_equal(account_role(p->db, &maria, id, "auditor"), OK);
	assert_string_equal(account_of(p, id).role, "auditor");
	assert_int_equal(sessions_of(p, id), 0);
	sign_in(p, id);
	assert_int_equal(account_disable(p->db, &maria, id, true), OK);
	assert_true(account_of(p, id).disabled_at > LONG_AGO);
	assert_int_equal(sessions_of(p, id), 0);
	assert_int_equal(account_disable(p->db, &maria, id, false), OK);
	assert_int_equal(account_of(p, id).disabled_at, 0);
	assert_int_equal(sessions_of(p, other), 1);
	assert_int_equal(told(p, "account.password"), 3);
	assert_int_equal(told(p, "account.totp"), 1);
	assert_int_equal(told(p, "account.role"), 1);
	assert_int_equal(told(p, "account.disable"), 1);
	assert_int_equal(told(p, "account.enable"), 1);
}

static void
changes_need_an_account(void **state)
{
	struct spot *p = *state;

	assert_int_equal(account_role(p->db, &maria, "x", "owner"), NOT_FOUND);
	assert_int_equal(account_disable(p->db, &maria, "x", true), NOT_FOUND);
	assert_int_equal(account_password(p->db, &maria, "x", "h", NULL),
			 NOT_FOUND);
	assert_int_equal(account_totp(p->db, &maria, "x", "s", NULL),
			 NOT_FOUND);
	assert_int_equal(account_totp_taken(p->db, "x", 1), CONFLICT);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM audit"), 0);
}

static void
keeps_an_owner(void **state)
{
	struct spot *p = *state;
	const char *one = put_working(p, "one@b.example", "owner");
	const char *two = put_account(p, "two@b.example", "owner");

	/* The second one has no password yet. */
	assert_int_equal(account_role(p->db, &maria, one, "editor"), CONFLICT);
	assert_string_equal(fail_last()->text,
			    "Bea Moss is the only owner who can sign in. Make "
			    "somebody else an owner first.");
	assert_int_equal(account_disable(p->db, &maria, one, true), CONFLICT);
	assert_string_equal(account_of(p, one).role, "owner");
	assert_int_equal(account_of(p, one).disabled_at, 0);
	assert_int_equal(account_role(p->db, &maria, one, "owner"), OK);
	assert_int_equal(account_password(p->db, &maria, two, "h", NULL), OK);
	assert_int_equal(account_disable(p->db, &maria, one, true), OK);
	/* One who is disabled holds nothing up, and helps nobody. */
	assert_int_equal(account_role(p->db, &maria, two, "editor"), CONFLICT);
	assert_int_equal(account_disable(p->db, &maria, two, true), CONFLICT);
	assert_int_equal(account_role(p->db, &maria, one, "editor"), OK);
	assert_int_equal(account_disable(p->db, &maria, one, true), OK);
}

struct pair {
	const char *id[2];
};

static bool
step_down(struct db *db, const void *arg)
{
	const struct pair *pair = arg;

	/* Each process takes the one that its number says. */
	return account_role(db, &maria, pair->id[getpid() % 2], "learner") ==
	       OK;
}

static void
keeps_an_owner_when_all_step_down(void **state)
{
	struct spot *p = *state;
	struct pair pair = { { put_working(p, "one@b.example", "owner"),
			       put_working(p, "two@b.example", "owner") } };

	at_once(p, 6, step_down, &pair);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM account"
					  " WHERE role = 'owner'"),
			 1);
}

static void
changes_end_links(void **state)
{
	struct spot *p = *state;
	const char *id = put_account(p, "bea@b.example", "editor"), *secret;
	struct ticket ticket = { .kind = TICKET_INVITE,
				 .account_id = id,
				 .about = "" };

	assert_int_equal(ticket_put(p->db, p->mem, &ticket, 60, &secret), OK);
	assert_int_equal(account_password(p->db, &maria, id, "h", NULL), OK);
	assert_int_equal(
		ticket_get(p->db, p->mem, TICKET_INVITE, secret, &ticket),
		NOT_FOUND);
	ticket = (struct ticket){ TICKET_RESET, id, "", 0, 0 };
	assert_int_equal(ticket_put(p->db, p->mem, &ticket, 60, &secret), OK);
	assert_int_equal(account_disable(p->db, &maria, id, true), OK);
	assert_int_equal(
		ticket_get(p->db, p->mem, TICKET_RESET, secret, &ticket),
		NOT_FOUND);
}

static void
rehashes_quietly(void **state)
{
	struct spot *p = *state;
	const char *id = put_working(p, "bea@b.example", "editor");
	long long before = number_of(p->db, "SELECT count(*) FROM audit");

	sign_in(p, id);
	assert_int_equal(account_rehash(p->db, id, "hash", "dearer"), OK);
	assert_string_equal(account_of(p, id).password, "dearer");
	assert_int_equal(sessions_of(p, id), 1);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM audit"),
			 before + 1);
	/* The password was changed meanwhile. */
	assert_int_equal(account_rehash(p->db, id, "hash", "old"), OK);
	assert_string_equal(account_of(p, id).password, "dearer");
}

static void
takes_a_step_once(void **state)
{
	struct spot *p = *state;
	const char *id = put_account(p, "bea@b.example", "editor");

	assert_int_equal(account_totp_taken(p->db, id, 100), OK);
	assert_int_equal(account_totp_taken(p->db, id, 100), CONFLICT);
	assert_int_equal(account_totp_taken(p->db, id, 99), CONFLICT);
	assert_int_equal(account_totp_taken(p->db, id, 101), OK);
	assert_int_equal(account_of(p, id).totp_step, 101);
	/* Another secret has other codes. */
	assert_int_equal(account_totp(p->db, &maria, id, "sealed", NULL), OK);
	assert_int_equal(account_of(p, id).totp_step, 0);
}

static bool
take_step(struct db *db, const void *arg)
{
	return account_totp_taken(db, arg, 7) == OK;
}

static void
takes_a_step_once_of_many(void **state)
{
	struct spot *p = *state;
	const char *id = put_account(p, "bea@b.example", "editor");

	assert_int_equal(at_once(p, 6, take_step, id), 1);
}

static void
belongs_to_a_transaction(void **state)
{
	struct spot *p = *state;
	const char *id = put_account(p, "bea@b.example", "editor");
	long long count;

	{
		auto_tx tx = NULL;

		assert_int_equal(db_begin(p->db, &tx), OK);
		put_account(p, "cy@b.example", "editor");
		assert_int_equal(account_role(p->db, &maria, id, "issuer"), OK);
	}
	assert_int_equal(account_count(p->db, &count), OK);
	assert_int_equal(count, 1);
	assert_string_equal(account_of(p, id).role, "editor");
	assert_int_equal(told(p, "account.role"), 0);
}

static void
tells_a_broken_database(void **state)
{
	const struct account new = { .email = "cy@b.example",
				     .name = "Cy",
				     .role = "owner" };
	struct spot *p = *state;
	struct account_list list;
	struct account a;
	const char *id = put_account(p, "bea@b.example", "editor"), *made;
	long long count;

	take_away(p, "session RENAME TO away");
	/* A change whose sessions stay is none. */
	assert_int_equal(account_role(p->db, &maria, id, "owner"), INTERNAL);
	assert_string_equal(account_of(p, id).role, "editor");
	take_away(p, "audit RENAME TO gone");
	assert_int_equal(account_put(p->db, p->mem, &maria, &new, &made),
			 INTERNAL);
	assert_int_equal(account_totp(p->db, &maria, id, "s", NULL), INTERNAL);
	assert_null(account_of(p, id).totp);
	take_away(p, "account RENAME COLUMN totp TO gone");
	assert_int_equal(account_get(p->db, p->mem, id, &a), INTERNAL);
	assert_int_equal(account_find(p->db, p->mem, "x", &a), INTERNAL);
	assert_int_equal(account_list(p->db, p->mem, &list), INTERNAL);
	take_away(p, "account RENAME TO nobody");
	assert_int_equal(account_count(p->db, &count), INTERNAL);
	assert_int_equal(account_list(p->db, p->mem, &list), INTERNAL);
	assert_int_equal(account_put(p->db, p->mem, &maria, &new, &made),
			 INTERNAL);
	assert_int_equal(account_totp_taken(p->db, id, 1), INTERNAL);
	assert_int_equal(account_rehash(p->db, id, "", "h"), INTERNAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, makes_and_finds),
		test_in(spot_begin, finds_only_what_is_there),
		test_in(spot_begin, refuses_bad_addresses),
		test_in(spot_begin, refuses_bad_names),
		test_in(spot_begin, has_one_account_an_address),
		test_in(spot_begin, lists_by_name),
		test_in(spot_begin, changes_end_sessions),
		test_in(spot_begin, changes_need_an_account),
		test_in(spot_begin, keeps_an_owner),
		test_in(spot_begin, keeps_an_owner_when_all_step_down),
		test_in(spot_begin, changes_end_links),
		test_in(spot_begin, rehashes_quietly),
		test_in(spot_begin, takes_a_step_once),
		test_in(spot_begin, takes_a_step_once_of_many),
		test_in(spot_begin, belongs_to_a_transaction),
		test_in(spot_begin, tells_a_broken_database),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
