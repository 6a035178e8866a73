/* Signing in: who may, what is said, how often. */
#include "office_test.h"

#include "auth/login.h"
#include "auth/turn.h"
#include "base/clock.h"
#include "base/log.h"
#include "crypto/password.h"
#include "crypto/totp.h"
#include "store/session.h"

enum { CHEAP = 1, NORMAL = 5 };

#define HOME "192.0.2.0"
#define AWAY "198.51.100.0"
#define WRONG "E-mail address or password is wrong."
#define RIGHT "tree lamp seven"

static const unsigned char *const secret =
	(const unsigned char *)"12345678901234567890";

/* What a right attempt of bea@b.example is. */
static struct login_try
right_try(void)
{
	return (struct login_try){ .email = "Bea@B.example",
				   .password = RIGHT,
				   .address = HOME,
				   .cost = CHEAP };
}

static const char *
put_bea(struct spot *p)
{
	const char *id = put_account(p, "bea@b.example", "editor"), *hash;

	assert_int_equal(password_hash(p->mem, RIGHT, CHEAP, &hash), OK);
	assert_int_equal(account_password(p->db, &maria, id, hash, NULL), OK);
	return id;
}

static struct seal *
put_totp(struct spot *p, const char *id)
{
	const char *path = arena_printf(p->mem, "%s/key", p->folder);
	struct seal *seal = NULL;

	assert_int_equal(seal_open(path, true, &seal), OK);
	assert_int_equal(
		account_totp(p->db, &maria, id,
			     seal_close(seal, p->mem, login_purpose(p->mem, id),
					secret, TOTP_SECRET),
			     NULL),
		OK);
	return seal;
}

static const char *
code_now(struct spot *p)
{
	return totp_code(p->mem, secret, clock_now() / TOTP_SECONDS);
}

static enum result
attempt(struct spot *p, struct login_try try, struct login_done *out)
{
	return login_try(p->db, p->mem, &try, out);
}

/* Fail ${count} times, whatever has to be waited. */
static void
fail_often(struct spot *p, struct login_try try, int count)
{
	struct login_done done;

	for (; count > 0; count--) {
		assert_int_equal(db_run(p->db, NULL,
					"UPDATE attempt SET last_at ="
					" last_at - 901"),
				 OK);
		assert_int_equal(attempt(p, try, &done), UNAUTHORIZED);
	}
}

static void
lets_in(void **state)
{
	struct spot *p = *state;
	const char *id = put_bea(p);
	struct login_done done;

	assert_int_equal(attempt(p, right_try(), &done), OK);
	assert_string_equal(done.account.id, id);
	assert_false(done.needs_code);
	assert_false(done.took_recovery);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM attempt"), 0);
}

static void
says_the_same_of_all(void **state)
{
	struct spot *p = *state;
	struct login_try none = right_try(), wrong = right_try(),
			 empty = right_try(), fresh = right_try();
	struct login_done done;
	const char *id = put_bea(p);

	put_account(p, "cy@b.example", "owner");
	none.email = "nobody@b.example";
	wrong.password = "tree lamp eight";
	empty.password = "";
	fresh.email = "cy@b.example";
	fresh.password = "";
	assert_int_equal(attempt(p, none, &done), UNAUTHORIZED);
	assert_string_equal(fail_last()->text, WRONG);
	assert_int_equal(attempt(p, wrong, &done), UNAUTHORIZED);
	assert_string_equal(fail_last()->text, WRONG);
	assert_null(done.account.id);
	assert_int_equal(attempt(p, empty, &done), UNAUTHORIZED);
	assert_string_equal(fail_last()->text, WRONG);
	assert_int_equal(attempt(p, fresh, &done), UNAUTHORIZED);
	assert_string_equal(fail_last()->text, WRONG);
	assert_int_equal(account_disable(p->db, &maria, id, true), OK);
	assert_int_equal(attempt(p, right_try(), &done), UNAUTHORIZED);
	assert_string_equal(fail_last()->text, WRONG);
	assert_null(done.account.id);
	assert_false(done.needs_code);
}

/* The least of three: other processes only make it longer. */
static int64_t
time_of(struct spot *p, struct login_try try)
{
	int64_t best = INT64_MAX, took;
	struct login_done done;
	int i;

	for (i = 0; i < 3; i++) {
		took = clock_micros();
		assert_int_equal(attempt(p, try, &done), UNAUTHORIZED);
		took = clock_micros() - took;
		best = took < best ? took : best;
	}
	return best;
}

static void
takes_the_same_time_of_all(void **state)
{
	struct spot *p = *state;
	struct login_try wrong = right_try(), none = right_try(),
			 fresh = right_try();
	const char *id = put_bea(p), *hash;
	int64_t times[3];
	size_t i;

	wrong.cost = none.cost = fresh.cost = NORMAL;
	wrong.password = "tree lamp eight";
	none.email = "nobody@b.example";
	fresh.email = "cy@b.example";
	put_account(p, fresh.email, "owner");
	assert_int_equal(password_hash(p->mem, RIGHT, NORMAL, &hash), OK);
	assert_int_equal(account_password(p->db, &maria, id, hash, NULL), OK);
	times[0] = time_of(p, wrong);
	times[1] = time_of(p, none);
	times[2] = time_of(p, fresh);
	for (i = 1; i < 3; i++) {
		assert_true(times[i] > times[0] / 2);
		assert_true(times[0] > times[i] / 2);
	}
}

static void
slows_down_one_who_guesses(void **state)
{
	struct spot *p = *state;
	struct login_try wrong = right_try(), away = right_try();
	struct login_done done;

	put_bea(p);
	wrong.password = "guess";
	fail_often(p, wrong, LOGIN_FREE_PAIR + 3);
	assert_int_equal(attempt(p, right_try(), &done), TOO_OFTEN);
	assert_in_range(done.wait, 7, 8);
	assert_false(done.needs_code);
	assert_non_null(strstr(fail_last()->text, "Try again in "));
	/* Not where people are. */
	away.address = AWAY;
	assert_int_equal(attempt(p, away, &done), OK);
	/* Somebody with another spelling of the address is the same. */
	wrong.email = "BEA@b.EXAMPLE";
	assert_int_equal(attempt(p, wrong, &done), TOO_OFTEN);
	/* Waiting is not counted. */
	assert_int_equal(db_run(p->db, NULL,
				"UPDATE attempt SET last_at ="
				" last_at - 8"),
			 OK);
	assert_int_equal(attempt(p, right_try(), &done), OK);
	assert_int_equal(attempt(p, wrong, &done), UNAUTHORIZED);
	assert_int_equal(attempt(p, right_try(), &done), OK);
}

static void
slows_down_one_who_tries_many(void **state)
{
	struct spot *p = *state;
	struct login_try spray = right_try();
	struct login_done done;
	int i;

	put_bea(p);
	for (i = 0; i < LOGIN_FREE_ADDRESS; i++) {
		spray.email = arena_printf(p->mem, "n%d@b.example", i);
		assert_int_equal(attempt(p, spray, &done), UNAUTHORIZED);
	}
	spray.email = "another@b.example";
	assert_int_equal(attempt(p, spray, &done), TOO_OFTEN);
	assert_int_equal(attempt(p, right_try(), &done), TOO_OFTEN);
	spray.address = AWAY;
	assert_int_equal(attempt(p, spray, &done), UNAUTHORIZED);
}

/* Strangers at many addresses cannot keep one out of where one usually is;
 * nor can one's neighbours. */
static void
locks_nobody_out(void **state)
{
	const struct session_life life = { 1800, 43200 };
	struct spot *p = *state;
	const char *id = put_bea(p), *cookie;
	const struct session_new new = { id, "Firefox", life };
	struct login_try stranger = right_try(), away = right_try();
	struct login_done done;
	int i;

	assert_int_equal(session_begin(p->db, p->mem, &maria, &new, &cookie),
			 OK);
	stranger.password = "guess";
	for (i = 0; i < LOGIN_FREE_ACCOUNT + 5; i++) {
		stranger.address = arena_printf(p->mem, "203.0.%d.0", i);
		fail_often(p, stranger, 1);
	}
	away.address = AWAY;
	assert_int_equal(attempt(p, away, &done), TOO_OFTEN);
	assert_int_equal(attempt(p, right_try(), &done), OK);
	/* That forgave the account, for all. */
	assert_int_equal(attempt(p, away, &done), OK);
	stranger.address = HOME;
	for (i = 0; i < LOGIN_FREE_ADDRESS + 5; i++) {
		stranger.email = arena_printf(p->mem, "n%d@b.example", i);
		fail_often(p, stranger, 1);
	}
	stranger.email = "n0@b.example";
	assert_int_equal(attempt(p, stranger, &done), TOO_OFTEN);
	assert_int_equal(attempt(p, right_try(), &done), OK);
}

static void
asks_for_the_code_after_the_password(void **state)
{
	struct spot *p = *state;
	const char *id = put_bea(p);
	auto_seal seal = put_totp(p, id);
	struct login_try try = right_try();
	struct login_done done;

	try.seal = seal;
	assert_int_equal(attempt(p, try, &done), UNAUTHORIZED);
	assert_true(done.needs_code);
	assert_string_equal(done.account.id, id);
	assert_string_equal(fail_last()->text,
			    "Enter the code that your app shows.");
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM attempt"), 0);
	try.password = "guess";
	try.code = code_now(p);
	assert_int_equal(attempt(p, try, &done), UNAUTHORIZED);
	assert_false(done.needs_code);
	assert_string_equal(fail_last()->text, WRONG);
	/* A wrong password uses no code up. */
	try.password = RIGHT;
	assert_int_equal(attempt(p, try, &done), OK);
	assert_false(done.needs_code);
	assert_false(done.took_recovery);
	/* A code is good once. */
	assert_int_equal(attempt(p, try, &done), UNAUTHORIZED);
	assert_true(done.needs_code);
	assert_non_null(strstr(fail_last()->text, "used before"));
}

static void
slows_down_who_guesses_codes(void **state)
{
	struct spot *p = *state;
	const char *id = put_bea(p);
	auto_seal seal = put_totp(p, id);
	struct login_try try = right_try();
	struct login_done done;

	try.seal = seal;
	try.code = "no code";
	fail_often(p, try, LOGIN_FREE_PAIR + 2);
	assert_true(number_of(p->db, "SELECT max(failures) FROM attempt") ==
		    LOGIN_FREE_PAIR + 2);
	/* Neither the right code nor the password alone gets by. */
	try.code = code_now(p);
	assert_int_equal(attempt(p, try, &done), TOO_OFTEN);
	try.code = "";
	assert_int_equal(attempt(p, try, &done), TOO_OFTEN);
	assert_false(done.needs_code);
}

/* Who has to wait anyway takes no turn, and who finds none is not counted. */
static void
hashes_in_its_turn(void **state)
{
	struct spot *p = *state;
	struct login_try try = right_try(), wrong = right_try();
	struct login_done done;
	int turns[TURN_PLACES], i;

	put_bea(p);
	try.turns = p->folder;
	assert_int_equal(attempt(p, try, &done), OK);
	for (i = 0; i < TURN_PLACES; i++)
		assert_int_equal(turn_take(p->folder, &turns[i]), OK);
	assert_int_equal(attempt(p, try, &done), BUSY);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM attempt"), 0);
	wrong.password = "guess";
	fail_often(p, wrong, LOGIN_FREE_PAIR + 3);
	wrong.turns = p->folder;
	assert_int_equal(attempt(p, wrong, &done), TOO_OFTEN);
	for (i = 0; i < TURN_PLACES; i++)
		close(turns[i]);
}

static void
takes_recovery_codes(void **state)
{
	struct spot *p = *state;
	const char *id = put_bea(p);
	auto_seal seal = put_totp(p, id);
	struct login_try try = right_try();
	struct login_codes codes;
	struct login_done done;
	long long left;

	login_recovery_codes(p->mem, id, &codes);
	assert_int_equal(
		account_recovery_put(p->db, id, codes.sha256, LOGIN_CODES), OK);
	try.seal = seal;
	try.code = codes.codes[3];
	assert_int_equal(attempt(p, try, &done), OK);
	assert_true(done.took_recovery);
	assert_false(done.needs_code);
	assert_int_equal(attempt(p, try, &done), UNAUTHORIZED);
	assert_true(done.needs_code);
	assert_false(done.took_recovery);
	assert_int_equal(account_recovery_left(p->db, id, &left), OK);
	assert_int_equal(left, LOGIN_CODES - 1);
	/* Without the key of the second factor too. */
	try.seal = NULL;
	try.code = codes.codes[4];
	assert_int_equal(attempt(p, try, &done), OK);
}

/* As people write it down: capitals, o for 0, l for 1. */
static void
reads_codes_as_written(void **state)
{
	struct spot *p = *state;
	const char *id = put_bea(p);
	auto_seal seal = put_totp(p, id);
	struct login_try try = right_try();
	struct login_codes codes;
	struct login_done done;
	size_t i, j;
	char *typed;

	try.seal = seal;
	login_recovery_codes(p->mem, id, &codes);
	assert_int_equal(
		account_recovery_put(p->db, id, codes.sha256, LOGIN_CODES), OK);
	for (i = 0; i < LOGIN_CODES; i++) {
		typed = arena_printf(p->mem, " %s ", codes.codes[i]);
		for (j = 0; typed[j]; j++) {
			if (typed[j] == '-')
				typed[j] = ' ';
			else if (typed[j] == '0')
				typed[j] = 'O';
			else if (typed[j] == '1')
				typed[j] = i % 2 ? 'l' : 'I';
			else if (typed[j] >= 'a' && typed[j] <= 'z')
				typed[j] = (char)(typed[j] - 32);
		}
		try.code = typed;
		assert_int_equal(attempt(p, try, &done), OK);
		assert_true(done.took_recovery);
	}
}

static void
makes_recovery_codes(void **state)
{
	auto_arena mem = arena_new();
	struct login_codes one, other;
	size_t i, j;

	(void)state;
	login_recovery_codes(mem, "a", &one);
	login_recovery_codes(mem, "a", &other);
	for (i = 0; i < LOGIN_CODES; i++) {
		assert_int_equal(strlen(one.codes[i]), 11);
		assert_int_equal(one.codes[i][5], '-');
		assert_int_equal(strspn(one.codes[i], "0123456789abcdefghjkm"
						      "npqrstvwxyz-"),
				 11);
		assert_int_equal(strlen(one.sha256[i]), 64);
		assert_string_not_equal(one.codes[i], other.codes[i]);
		for (j = 0; j < i; j++)
			assert_string_not_equal(one.codes[i], one.codes[j]);
	}
}

static void
tells_a_lost_key(void **state)
{
	struct spot *p = *state;
	const char *id = put_bea(p);
	auto_seal seal = put_totp(p, id);
	auto_seal other = NULL;
	struct login_try try = right_try();
	struct login_done done;

	assert_int_equal(seal_open(arena_printf(p->mem, "%s/other", p->folder),
				   true, &other),
			 OK);
	try.code = code_now(p);
	assert_int_equal(attempt(p, try, &done), INTERNAL);
	assert_non_null(strstr(fail_last()->text, "secret_file"));
	try.seal = other;
	assert_int_equal(attempt(p, try, &done), INTERNAL);
	/* Sealed right, but no secret of ours. */
	assert_int_equal(
		account_totp(p->db, &maria, id,
			     seal_close(seal, p->mem, login_purpose(p->mem, id),
					"short", 5),
			     NULL),
		OK);
	try.seal = seal;
	assert_int_equal(attempt(p, try, &done), INTERNAL);
}

static void
hashes_anew_when_the_cost_rose(void **state)
{
	struct spot *p = *state;
	struct login_try try = right_try();
	struct account before, after;
	struct login_done done;
	const char *id = put_bea(p);

	assert_int_equal(account_get(p->db, p->mem, id, &before), OK);
	try.cost = 2;
	try.password = "guess";
	assert_int_equal(attempt(p, try, &done), UNAUTHORIZED);
	assert_int_equal(account_get(p->db, p->mem, id, &after), OK);
	assert_string_equal(after.password, before.password);
	try.password = RIGHT;
	assert_int_equal(attempt(p, try, &done), OK);
	assert_int_equal(account_get(p->db, p->mem, id, &after), OK);
	assert_string_not_equal(after.password, before.password);
	assert_string_equal(done.account.password, after.password);
	assert_false(password_is_old(after.password, 2));
	assert_true(password_is(RIGHT, after.password, 2));
	/* It never gets cheaper. */
	try.cost = 1;
	assert_int_equal(attempt(p, try, &done), OK);
	assert_int_equal(account_get(p->db, p->mem, id, &before), OK);
	assert_string_equal(after.password, before.password);
}

static void
takes_anything_for_an_address(void **state)
{
	static const char *const odd[] = { "", "\xff", "%", "a\nb", "@" };
	struct spot *p = *state;
	struct login_try try = right_try();
	struct login_done done;
	size_t i;
	char *longer = arena_alloc(p->mem, 1000001);

	put_bea(p);
	memset(longer, 'a', 1000000);
	for (i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
		try.email = odd[i];
		assert_int_equal(attempt(p, try, &done), UNAUTHORIZED);
	}
	try.email = longer;
	try.password = longer;
	try.address = "";
	assert_int_equal(attempt(p, try, &done), UNAUTHORIZED);
	assert_string_equal(fail_last()->text, WRONG);
}

static void
logs_no_secret(void **state)
{
	struct spot *p = *state;
	const char *path = arena_printf(p->mem, "%s/log", p->folder);
	struct login_try try = right_try();
	struct login_done done;
	const char *text;
	size_t len;

	put_bea(p);
	assert_int_equal(log_open(path, LOG_INFO), OK);
	try.email = "typed-password-here";
	try.password = "secret-guess";
	fail_often(p, try, LOGIN_FREE_PAIR + 5);
	assert_int_equal(attempt(p, try, &done), TOO_OFTEN);
	assert_int_equal(log_open("/dev/null", LOG_ERROR), OK);
	text = file_text(p->mem, path, &len);
	assert_non_null(strstr(text, "sign-in refused from " HOME));
	assert_non_null(strstr(text, "sign-in slowed down from " HOME));
	assert_null(strstr(text, "secret-guess"));
	assert_null(strstr(text, "typed-password"));
}

static void
tells_a_broken_database(void **state)
{
	struct spot *p = *state;
	struct login_try wrong = right_try(), dearer = right_try();
	struct account before;
	struct login_done done;
	const char *id = put_bea(p);

	wrong.password = "guess";
	dearer.cost = 2;
	/* An old hash that cannot be replaced keeps nobody out. */
	assert_int_equal(account_get(p->db, p->mem, id, &before), OK);
	assert_int_equal(db_run(p->db, NULL,
				"CREATE TRIGGER no UPDATE ON account BEGIN"
				" SELECT raise(ABORT, 'no'); END"),
			 OK);
	assert_int_equal(attempt(p, dearer, &done), OK);
	assert_string_equal(done.account.password, before.password);
	take_away(p, "attempt RENAME TO gone");
	assert_int_equal(attempt(p, right_try(), &done), INTERNAL);
	assert_int_equal(attempt(p, wrong, &done), INTERNAL);
	take_away(p, "audit RENAME TO away");
	assert_int_equal(attempt(p, right_try(), &done), INTERNAL);
	take_away(p, "account RENAME TO nobody");
	assert_int_equal(attempt(p, right_try(), &done), INTERNAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, lets_in),
		test_in(spot_begin, says_the_same_of_all),
		test_in(spot_begin, takes_the_same_time_of_all),
		test_in(spot_begin, slows_down_one_who_guesses),
		test_in(spot_begin, slows_down_one_who_tries_many),
		test_in(spot_begin, locks_nobody_out),
		test_in(spot_begin, asks_for_the_code_after_the_password),
		test_in(spot_begin, slows_down_who_guesses_codes),
		test_in(spot_begin, hashes_in_its_turn),
		test_in(spot_begin, takes_recovery_codes),
		test_in(spot_begin, reads_codes_as_written),
		test_in(spot_begin, makes_recovery_codes),
		test_in(spot_begin, tells_a_lost_key),
		test_in(spot_begin, hashes_anew_when_the_cost_rose),
		test_in(spot_begin, takes_anything_for_an_address),
		test_in(spot_begin, logs_no_secret),
		test_in(spot_begin, tells_a_broken_database),
	};

	if (log_open("/dev/null", LOG_ERROR) != OK)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
