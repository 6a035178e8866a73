/*
 * Tests of store/access.c: what belongs together is done whole or not.
 */
#include "office_test.h"

#include "store/access.h"

static struct access
access_of(struct spot *p)
{
	return (struct access){ p->db, p->mem, &maria };
}

static const struct mail_letter letter = {
	.subject = "Your account",
	.before = "Open ",
	.link = "https://records.example/invite/",
	.after = " soon",
	.seconds = 60,
	.is_kept = true,
};

static const struct account bea = { .email = "bea@office.example",
				    .name = "Bea Moss",
				    .role = "editor" };

static long long
count_of(struct spot *p, const char *which)
{
	if (streq(which, "mail"))
		return number_of(p->db, "SELECT count(*) FROM mail");
	if (streq(which, "ticket"))
		return number_of(p->db, "SELECT count(*) FROM ticket");
	return number_of(p->db, "SELECT count(*) FROM account");
}

/* The newest letter's text. */
static const char *
last_body(struct spot *p)
{
	struct mail_list list;
	struct mail mail;

	assert_int_equal(mail_list(p->db, p->mem, 1, 0, &list), OK);
	assert_int_equal(list.count, 1);
	assert_int_equal(mail_get(p->db, p->mem, list.items[0].id, &mail), OK);
	return mail.body;
}

static void
invites(void **state)
{
	struct spot *p = *state;
	const struct access a = access_of(p);
	struct account account;
	const char *secret, *id;

	assert_int_equal(access_invite(&a, &letter, &bea, &secret), OK);
	assert_string_equal(last_body(p),
			    arena_printf(p->mem,
					 "Open https://records.example/invite/"
					 "%s soon",
					 secret));
	assert_int_equal(access_take(&a, TICKET_RESET, secret, "h", &id),
			 NOT_FOUND);
	assert_int_equal(access_take(&a, TICKET_INVITE, secret, "h", &id), OK);
	assert_int_equal(account_get(p->db, p->mem, id, &account), OK);
	assert_string_equal(account.email, bea.email);
	assert_string_equal(account.password, "h");
	assert_int_equal(access_take(&a, TICKET_INVITE, secret, "i", &id),
			 NOT_FOUND);
}

static void
invites_wholly_or_not(void **state)
{
	struct spot *p = *state;
	const struct access a = access_of(p);
	struct mail_letter bad = letter;
	const char *secret;

	bad.subject = "two\nlines";
	assert_int_equal(access_invite(&a, &bad, &bea, &secret), INVALID);
	assert_int_equal(count_of(p, "account"), 0);
	assert_int_equal(count_of(p, "ticket"), 0);
	assert_int_equal(told(p, "account.make"), 0);
	assert_int_equal(access_invite(&a, &letter, &bea, &secret), OK);
	assert_int_equal(access_invite(&a, &letter, &bea, &secret), CONFLICT);
	assert_int_equal(count_of(p, "mail"), 1);
	assert_int_equal(count_of(p, "ticket"), 1);
}

static void
sends_another_link(void **state)
{
	struct spot *p = *state;
	const struct access a = access_of(p);
	const char *first, *second, *id;
	struct account account;

	assert_int_equal(access_invite(&a, &letter, &bea, &first), OK);
	assert_int_equal(account_find(p->db, p->mem, bea.email, &account), OK);
	assert_int_equal(access_link(&a, &letter, &account, &second), OK);
	assert_int_equal(told(p, "account.link"), 1);
	assert_int_equal(access_take(&a, TICKET_INVITE, first, "h", &id),
			 NOT_FOUND);
	assert_int_equal(access_take(&a, TICKET_INVITE, second, "h", &id), OK);
	assert_int_equal(account_get(p->db, p->mem, id, &account), OK);
	assert_int_equal(access_link(&a, &letter, &account, &second), OK);
	assert_int_equal(access_take(&a, TICKET_INVITE, second, "i", &id),
			 NOT_FOUND);
	assert_int_equal(access_take(&a, TICKET_RESET, second, "i", &id), OK);
}

static void
makes_one_first_owner(void **state)
{
	struct spot *p = *state;
	const struct access a = access_of(p);
	const struct ticket ticket = { .kind = TICKET_SETUP,
				       .account_id = "",
				       .about = "" };
	struct account owner = bea;
	const char *secret, *other, *id;

	owner.role = "owner";
	owner.password = "hash";
	assert_int_equal(ticket_put(p->db, p->mem, &ticket, 60, &secret), OK);
	assert_int_equal(ticket_put(p->db, p->mem, &ticket, 60, &other), OK);
	owner.name = "";
	assert_int_equal(access_first(&a, secret, &owner, &id), INVALID);
	owner.name = "Bea";
	assert_int_equal(access_first(&a, secret, &owner, &id), OK);
	assert_int_equal(access_first(&a, secret, &owner, &id), NOT_FOUND);
	owner.email = "second@office.example";
	assert_int_equal(access_first(&a, other, &owner, &id), CONFLICT);
	assert_int_equal(count_of(p, "account"), 1);
	assert_int_equal(count_of(p, "ticket"), 1);
}

static void
turns_on_the_second_factor(void **state)
{
	static const char *const codes[] = { "aa", "bb" };
	struct spot *p = *state;
	const struct access a = access_of(p);
	const struct access_second second = { "sealed", 7, codes, 2 };
	const char *id = put_account(p, bea.email, "editor");
	struct account account;
	long long left;

	assert_int_equal(access_second(&a, id, &second, NULL), OK);
	assert_int_equal(account_get(p->db, p->mem, id, &account), OK);
	assert_string_equal(account.totp, "sealed");
	assert_int_equal(account.totp_step, 7);
	assert_int_equal(account_recovery_left(p->db, id, &left), OK);
	assert_int_equal(left, 2);
	assert_int_equal(access_second(&a, "nobody", &second, NULL), NOT_FOUND);
}

/* Without a table each act fails as a whole. */
static void
fails_whole(void **state)
{
	struct spot *p = *state;
	const struct access a = access_of(p);
	const struct ticket ticket = { .kind = TICKET_SETUP,
				       .account_id = "",
				       .about = "" };
	const char *secret, *id;
	struct account account = bea;

	account.password = "hash";
	assert_int_equal(ticket_put(p->db, p->mem, &ticket, 60, &secret), OK);
	take_away(p, "audit RENAME TO gone");
	assert_int_equal(access_first(&a, secret, &account, &id), INTERNAL);
	assert_int_equal(access_invite(&a, &letter, &bea, &id), INTERNAL);
	account.id = "x";
	assert_int_equal(access_link(&a, &letter, &account, &id), INTERNAL);
	assert_int_equal(count_of(p, "account"), 0);
	assert_int_equal(count_of(p, "ticket"), 1);
	assert_int_equal(count_of(p, "mail"), 0);
	take_away(p, "ticket RENAME TO tickets");
	assert_int_equal(access_link(&a, &letter, &account, &id), INTERNAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, invites),
		test_in(spot_begin, invites_wholly_or_not),
		test_in(spot_begin, sends_another_link),
		test_in(spot_begin, makes_one_first_owner),
		test_in(spot_begin, turns_on_the_second_factor),
		test_in(spot_begin, fails_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
