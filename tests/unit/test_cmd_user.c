/* clarus user: accounts from the command line. */
#include "cmd_test.h"

#include "crypto/password.h"
#include "store/account.h"
#include "store/ticket.h"

#define USER(p, ...) CALL(p, cmd_user, "", "user", __VA_ARGS__)

static struct account
account_of(struct spot *p, const char *email)
{
	struct account account;

	assert_int_equal(account_find(p->db, p->mem, email, &account), OK);
	return account;
}

/* The secret of the link that is all of ${out}. */
static const char *
secret_of(struct spot *p, const char *out, const char *start)
{
	size_t len = strlen(start);

	assert_true(str_starts(out, start));
	assert_int_equal(strcspn(out + len, "\n"), 26);
	assert_string_equal(out + len + 26, "\n");
	return arena_strndup(p->mem, out + len, 26);
}

static void
invites(void **state)
{
	struct spot *p = *state;
	struct called done = USER(p, "add", "Bea@b.example", "Bea Moss",
				  "--role", "editor");
	struct ticket ticket;

	assert_int_equal(done.status, EXIT_FINE);
	assert_string_equal(done.err, "");
	assert_int_equal(
		ticket_get(p->db, p->mem, TICKET_INVITE,
			   secret_of(p, done.out, "https://o.example/invite/"),
			   &ticket),
		OK);
	assert_string_equal(ticket.account_id,
			    account_of(p, "bea@b.example").id);
	assert_int_equal(ticket.ends_at - ticket.created_at, 7 * 24 * 3600);
	assert_string_equal(account_of(p, "bea@b.example").role, "editor");
	assert_string_equal(account_of(p, "bea@b.example").password, "");
	assert_int_equal(number_of(p->db,
				   "SELECT count(*) FROM audit WHERE"
				   " action = 'account.make' AND"
				   " name = 'clarus user' AND account_id = ''"),
			 1);
}

static void
takes_a_password(void **state)
{
	static const char *const inputs[] = { "tree lamp seven\n",
					      "tree lamp seven\r\n",
					      "tree lamp seven",
					      "tree lamp seven\nmore\n" };
	struct spot *p = *state;
	struct called done;
	const char *email;
	size_t i;

	for (i = 0; i < sizeof(inputs) / sizeof(inputs[0]); i++) {
		email = arena_printf(p->mem, "u%zu@b.example", i);
		done = CALL(p, cmd_user, inputs[i], "user", "add",
			    "--password-stdin", "--role", "owner", email, "A");
		assert_int_equal(done.status, EXIT_FINE);
		assert_string_equal(done.out, "");
		assert_true(password_is("tree lamp seven",
					account_of(p, email).password, 1));
	}
	done = CALL(p, cmd_user, "password1\n", "user", "add", "c@b.example",
		    "C", "--role", "owner", "--password-stdin");
	assert_int_equal(done.status, EXIT_FAILED);
	assert_non_null(strstr(done.err, "tried first"));
	done = CALL(p, cmd_user, "", "user", "add", "c@b.example", "C",
		    "--role", "owner", "--password-stdin");
	assert_int_equal(done.status, EXIT_FAILED);
	done = CALL(p, cmd_user, arena_printf(p->mem, "%05000d", 1), "user",
		    "add", "c@b.example", "C", "--role", "owner",
		    "--password-stdin");
	assert_int_equal(done.status, EXIT_FAILED);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM account"), 4);
}

static void
refuses_what_cannot_be(void **state)
{
	struct spot *p = *state;
	struct called done;

	done = USER(p, "add", "bea@b.example", "Bea", "--role", "king");
	assert_int_equal(done.status, EXIT_FAILED);
	assert_string_equal(done.err,
			    "clarus user: there is no role king: take owner, "
			    "editor, issuer, reviewer, auditor or learner\n");
	done = USER(p, "add", "bea@b.example", "Bea", "--role", "visitor");
	assert_int_equal(done.status, EXIT_FAILED);
	done = USER(p, "add", "bea", "Bea", "--role", "owner");
	assert_int_equal(done.status, EXIT_FAILED);
	assert_non_null(strstr(done.err, "e-mail address"));
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM account"), 0);
	USER(p, "add", "bea@b.example", "Bea", "--role", "owner");
	done = USER(p, "add", "BEA@b.example", "Bea", "--role", "owner");
	assert_int_equal(done.status, EXIT_FAILED);
	assert_string_equal(done.out, "");
	assert_non_null(strstr(done.err, "already"));
	done = USER(p, "role", "bea@b.example", "king");
	assert_int_equal(done.status, EXIT_FAILED);
	done = USER(p, "role", "nobody@b.example", "owner");
	assert_int_equal(done.status, EXIT_FAILED);
	done = USER(p, "disable", "bea@b.example");
	assert_int_equal(done.status, EXIT_FAILED);
	assert_non_null(strstr(done.err, "only owner"));
}

static void
lists_and_changes(void **state)
{
	struct spot *p = *state;
	struct called done;

	assert_string_equal(USER(p, "list").out, "");
	CALL(p, cmd_user, "tree lamp seven", "user", "add", "a@b.example",
	     "Ann", "--role", "owner", "--password-stdin");
	USER(p, "add", "c@b.example", "Cy", "--role", "learner");
	USER(p, "add", "d@b.example", "Di", "--role", "learner");
	assert_int_equal(USER(p, "disable", "D@b.example").status, EXIT_FINE);
	assert_int_equal(USER(p, "role", "c@b.example", "issuer").status,
			 EXIT_FINE);
	assert_int_equal(db_run(p->db, NULL,
				"UPDATE account SET seen_at = 60"
				" WHERE name = 'Ann'"),
			 OK);
	done = USER(p, "list");
	assert_int_equal(done.status, EXIT_FINE);
	assert_string_equal(
		done.out,
		"a@b.example\towner\tworks\t1970-01-01T00:01:00Z\tAnn\n"
		"c@b.example\tissuer\tinvited\tnever\tCy\n"
		"d@b.example\tlearner\tdisabled\tnever\tDi\n");
	assert_int_equal(USER(p, "enable", "d@b.example").status, EXIT_FINE);
	assert_non_null(
		strstr(USER(p, "list").out, "d@b.example\tlearner\tinvited"));
}

static void
makes_reset_links(void **state)
{
	struct spot *p = *state;
	struct ticket ticket;
	struct called done;

	USER(p, "add", "c@b.example", "Cy", "--role", "learner");
	done = USER(p, "reset", "c@b.example");
	assert_int_equal(done.status, EXIT_FINE);
	assert_int_equal(
		ticket_get(p->db, p->mem, TICKET_RESET,
			   secret_of(p, done.out, "https://o.example/reset/"),
			   &ticket),
		OK);
	assert_int_equal(ticket.ends_at - ticket.created_at, 24 * 3600);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM audit WHERE"
					  " action = 'account.reset'"),
			 1);
	USER(p, "disable", "c@b.example");
	done = USER(p, "reset", "c@b.example");
	assert_int_equal(done.status, EXIT_FAILED);
	assert_string_equal(done.out, "");
	assert_non_null(strstr(done.err, "disabled"));
	assert_int_equal(USER(p, "reset", "x@b.example").status, EXIT_FAILED);
	assert_int_equal(USER(p, "enable", "x@b.example").status, EXIT_FAILED);
	assert_int_equal(USER(p, "disable", "x@b.example").status, EXIT_FAILED);
}

#define USE(...)                                                               \
	do {                                                                   \
		struct called used = CALL(p, cmd_user, "", __VA_ARGS__);       \
                                                                               \
		assert_int_equal(used.status, EXIT_USAGE);                     \
		assert_string_equal(used.out, "");                             \
		assert_string_equal(used.err, "clarus user: wrong use; see "   \
					      "clarus user --help\n");         \
	} while (0)

static void
tells_wrong_use(void **state)
{
	struct spot *p = *state;

	USE("user");
	USE("user", "nothing");
	USE("user", "add", "a@b.example", "A");
	USE("user", "add", "a@b.example", "--role", "owner");
	USE("user", "add", "a@b.example", "A", "B", "--role", "owner");
	USE("user", "add", "a@b.example", "A", "--role");
	USE("user", "add", "a@b.example", "A", "--role", "owner", "--odd");
	USE("user", "list", "a@b.example");
	USE("user", "list", "--role", "owner");
	USE("user", "list", "--password-stdin");
	USE("user", "role", "a@b.example");
	USE("user", "reset");
	USE("user", "reset", "a@b.example", "--password-stdin");
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM account"), 0);
}

static void
needs_a_database(void **state)
{
	struct spot *p = *state;
	struct called done = USER(p, "list");

	assert_int_equal(done.status, EXIT_FAILED);
	assert_non_null(strstr(done.err, "there is no database"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, invites),
		test_in(spot_begin, takes_a_password),
		test_in(spot_begin, refuses_what_cannot_be),
		test_in(spot_begin, lists_and_changes),
		test_in(spot_begin, makes_reset_links),
		test_in(spot_begin, tells_wrong_use),
		test_in(spot_bare, needs_a_database),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
