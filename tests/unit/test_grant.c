/* Clients, and what is granted to them. */
#include "office_test.h"

#include "store/grant.h"

/* RFC 7636, appendix B. */
#define VERIFIER "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
#define CHALLENGE "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
#define BACK "https://wallet.example/back"

static const struct grant_lives lives = { 60, 3600, 90 * 86400 };
static const char *const redirects[] = { BACK, "https://wallet.example/two" };

static struct client
sample(void)
{
	return (struct client){
		.name = "Wallet",
		.uri = "https://wallet.example",
		.logo_uri = "https://wallet.example/logo.png",
		.tos_uri = "https://wallet.example/terms",
		.policy_uri = "https://wallet.example/privacy",
		.software_id = "s-1",
		.software_version = "1.0",
		.auth_method = "client_secret_basic",
		.grants = "authorization_code refresh_token",
		.scope = "read replace offline_access",
		.created_by = "",
		.is_registered = true,
		.redirects = redirects,
		.redirects_count = 2,
	};
}

static struct client_secrets
put_client(struct spot *p)
{
	const struct client client = sample();
	struct client_secrets secrets;

	assert_int_equal(client_put(p->db, p->mem, &maria, &client, &secrets),
			 OK);
	return secrets;
}

static void
keeps_a_client(void **state)
{
	struct spot *p = *state;
	struct client_secrets s = put_client(p);
	struct client got;

	assert_int_equal(strlen(s.secret), 43);
	assert_int_equal(client_get(p->db, p->mem, s.id, &got), OK);
	assert_string_equal(got.name, "Wallet");
	assert_string_equal(got.software_version, "1.0");
	assert_string_equal(got.scope, "read replace offline_access");
	assert_int_equal(got.redirects_count, 2);
	assert_string_equal(got.redirects[0], BACK);
	assert_int_equal(got.state, CLIENT_ACTIVE);
	assert_true(got.is_registered);
	assert_false(got.reaches_all);
	assert_int_equal(client_check(p->db, p->mem, s.id, s.secret, &got), OK);
	assert_int_equal(client_check(p->db, p->mem, s.id, "x", &got),
			 NOT_FOUND);
	assert_int_equal(client_check(p->db, p->mem, s.id, NULL, &got),
			 NOT_FOUND);
	assert_int_equal(client_check(p->db, p->mem, "x", s.secret, &got),
			 NOT_FOUND);
	assert_int_equal(client_managed(p->db, p->mem, s.id, s.manage, &got),
			 OK);
	assert_int_equal(client_managed(p->db, p->mem, s.id, s.secret, &got),
			 NOT_FOUND);
	assert_int_equal(told(p, "client.register"), 1);
	/* Neither secret stands anywhere. */
	assert_int_equal(number_of(p->db,
				   "SELECT count(*) FROM client"
				   " WHERE secret_sha256 = $1"
				   " OR manage_sha256 = $2",
				   T(s.secret), T(s.manage)),
			 0);
}

static void
changes_a_client(void **state)
{
	static const char *const one[] = { "https://wallet.example/new" };
	struct spot *p = *state;
	struct client_secrets s = put_client(p);
	struct client client = sample(), got;
	const char *manage, *secret;

	client.id = s.id;
	client.name = "Purse";
	client.redirects = one;
	client.redirects_count = 1;
	assert_int_equal(client_change(p->db, p->mem, &maria, &client, &manage),
			 OK);
	assert_string_not_equal(manage, s.manage);
	assert_int_equal(client_managed(p->db, p->mem, s.id, s.manage, &got),
			 NOT_FOUND);
	assert_int_equal(client_managed(p->db, p->mem, s.id, manage, &got), OK);
	assert_string_equal(got.name, "Purse");
	assert_int_equal(got.redirects_count, 1);
	got.state = CLIENT_DISABLED;
	got.rate = 7;
	got.reaches_all = true;
	assert_int_equal(client_settle(p->db, &maria, &got), INVALID);
	got.reaches_all = false;
	assert_int_equal(client_settle(p->db, &maria, &got), OK);
	assert_int_equal(client_renew(p->db, p->mem, &maria, s.id, &secret),
			 OK);
	assert_int_equal(client_check(p->db, p->mem, s.id, s.secret, &got),
			 NOT_FOUND);
	assert_int_equal(client_check(p->db, p->mem, s.id, secret, &got), OK);
	assert_int_equal(got.state, CLIENT_DISABLED);
	assert_false(got.reaches_all);
	assert_int_equal(got.rate, 7);
	assert_int_equal(client_del(p->db, &maria, s.id), OK);
	assert_int_equal(client_get(p->db, p->mem, s.id, &got), NOT_FOUND);
	assert_int_equal(client_del(p->db, &maria, s.id), NOT_FOUND);
	client.id = "x";
	assert_int_equal(client_change(p->db, p->mem, &maria, &client, &manage),
			 NOT_FOUND);
	assert_int_equal(client_settle(p->db, &maria, &client), NOT_FOUND);
	assert_int_equal(client_renew(p->db, p->mem, &maria, "x", &secret),
			 NOT_FOUND);
}

static void
lists_clients(void **state)
{
	struct spot *p = *state;
	struct client_list list;

	put_client(p);
	put_client(p);
	assert_int_equal(client_list(p->db, p->mem, NULL, 1, 0, &list), OK);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.total, 2);
	assert_int_equal(client_list(p->db, p->mem, "WALLET", 9, 0, &list), OK);
	assert_int_equal(list.count, 2);
	assert_int_equal(client_list(p->db, p->mem, "nobody", 9, 0, &list), OK);
	assert_int_equal(list.count, 0);
}

static void
sweeps_who_never_came(void **state)
{
	struct spot *p = *state;
	struct client_secrets old = put_client(p), used = put_client(p);
	struct client got;

	assert_int_equal(
		db_run(p->db, NULL, "UPDATE client SET created_at = 1000"), OK);
	assert_int_equal(client_used(p->db, used.id), OK);
	assert_int_equal(client_sweep(p->db, &maria), OK);
	assert_int_equal(client_sweep(p->db, &maria), NOT_FOUND);
	assert_int_equal(client_get(p->db, p->mem, used.id, &got), OK);
	assert_int_equal(client_get(p->db, p->mem, old.id, &got), NOT_FOUND);
}

/* A code for ${client}. */
static const char *
allowed(struct spot *p, const char *client, const char *account)
{
	const struct grant_ask ask = { .client_id = client,
				       .account_id = account,
				       .scope = "read offline_access",
				       .redirect_uri = BACK,
				       .challenge = CHALLENGE };
	const char *code;

	assert_int_equal(
		grant_allow(p->db, p->mem, &maria, &ask, &lives, &code), OK);
	return code;
}

static enum result
redeemed(struct spot *p, const char *client, const char *code,
	 struct grant_tokens *out)
{
	const struct grant_redeem ask = { client, code, BACK, VERIFIER, true };

	return grant_redeem(p->db, p->mem, &ask, &lives, out);
}

static void
a_code_is_good_once(void **state)
{
	struct spot *p = *state;
	struct client_secrets s = put_client(p);
	const char *me = put_account(p, "ada@a.example", "learner");
	const char *code = allowed(p, s.id, me);
	struct grant_opened opened;
	struct grant_tokens t, again;

	assert_int_equal(redeemed(p, s.id, code, &t), OK);
	assert_int_equal(strlen(t.access), 43);
	assert_int_equal(t.expires_in, 3600);
	assert_string_equal(t.scope, "read offline_access");
	assert_int_equal(grant_open(p->db, p->mem, t.access, &opened), OK);
	assert_string_equal(opened.grant.account_id, me);
	assert_string_equal(opened.grant.client_name, "Wallet");
	assert_string_equal(opened.scope, "read offline_access");
	assert_int_equal(grant_open(p->db, p->mem, t.refresh, &opened),
			 NOT_FOUND);
	assert_int_equal(grant_look(p->db, p->mem, t.refresh, &opened), OK);
	assert_true(opened.is_refresh);
	/* The second time ends what the first one gave. */
	assert_int_equal(redeemed(p, s.id, code, &again), CONFLICT);
	assert_int_equal(grant_open(p->db, p->mem, t.access, &opened),
			 NOT_FOUND);
	assert_int_equal(grant_look(p->db, p->mem, t.refresh, &opened),
			 NOT_FOUND);
}

static void
a_code_is_bound(void **state)
{
	struct spot *p = *state;
	struct client_secrets s = put_client(p), other = put_client(p);
	const char *me = put_account(p, "ada@a.example", "learner");
	const struct {
		const char *client, *redirect, *verifier;
	} rows[] = {
		{ other.id, BACK, VERIFIER }, { s.id, BACK "/", VERIFIER },
		{ s.id, "", VERIFIER },	      { s.id, BACK, NULL },
		{ s.id, BACK, "" },	      { s.id, BACK, CHALLENGE },
	};
	struct grant_tokens t;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *code = allowed(p, s.id, me);
		const struct grant_redeem ask = { rows[i].client, code,
						  rows[i].redirect,
						  rows[i].verifier, true };

		assert_int_equal(grant_redeem(p->db, p->mem, &ask, &lives, &t),
				 INVALID);
		/* And it is spent. */
		assert_int_equal(redeemed(p, s.id, code, &t), CONFLICT);
	}
	assert_int_equal(redeemed(p, s.id, "x", &t), INVALID);
	assert_int_equal(db_run(p->db, NULL, "UPDATE code SET ends_at = 1"),
			 OK);
}

static void
a_code_expires(void **state)
{
	struct spot *p = *state;
	struct client_secrets s = put_client(p);
	const char *code = allowed(p, s.id, "");
	struct grant_tokens t;

	assert_int_equal(db_run(p->db, NULL, "UPDATE code SET ends_at = 1000"),
			 OK);
	assert_int_equal(redeemed(p, s.id, code, &t), INVALID);
}

static void
refreshing_rotates(void **state)
{
	struct spot *p = *state;
	struct client_secrets s = put_client(p), other = put_client(p);
	const char *me = put_account(p, "ada@a.example", "learner");
	struct grant_again again = { s.id, NULL, NULL };
	struct grant_tokens first, second, third;
	struct grant_opened opened;

	assert_int_equal(redeemed(p, s.id, allowed(p, s.id, me), &first), OK);
	again.refresh = first.refresh;
	again.client_id = other.id;
	assert_int_equal(grant_refresh(p->db, p->mem, &again, &lives, &second),
			 INVALID);
	again.client_id = s.id;
	again.scope = "read delete";
	assert_int_equal(grant_refresh(p->db, p->mem, &again, &lives, &second),
			 FORBIDDEN);
	again.scope = "read";
	assert_int_equal(grant_refresh(p->db, p->mem, &again, &lives, &second),
			 OK);
	assert_string_equal(second.scope, "read");
	assert_int_equal(grant_open(p->db, p->mem, second.access, &opened), OK);
	assert_string_equal(opened.scope, "read");
	/* The refresh token still carries all that was granted. */
	again.refresh = second.refresh;
	again.scope = NULL;
	assert_int_equal(grant_refresh(p->db, p->mem, &again, &lives, &third),
			 OK);
	assert_string_equal(third.scope, "read offline_access");
	/* A spent one ends the family. */
	again.refresh = first.refresh;
	assert_int_equal(grant_refresh(p->db, p->mem, &again, &lives, &second),
			 CONFLICT);
	assert_int_equal(grant_open(p->db, p->mem, third.access, &opened),
			 NOT_FOUND);
	again.refresh = third.refresh;
	assert_int_equal(grant_refresh(p->db, p->mem, &again, &lives, &second),
			 INVALID);
}

static void
a_family_does_not_live_for_ever(void **state)
{
	struct spot *p = *state;
	struct client_secrets s = put_client(p);
	struct grant_again again = { s.id, NULL, NULL };
	struct grant_tokens t, more;

	assert_int_equal(redeemed(p, s.id, allowed(p, s.id, ""), &t), OK);
	assert_int_equal(number_of(p->db,
				   "SELECT count(*) FROM token t JOIN granted g"
				   " ON g.id = t.granted_id"
				   " WHERE t.kind = 'refresh'"
				   " AND t.ends_at = g.created_at + 7776000"),
			 1);
	assert_int_equal(db_run(p->db, NULL, "UPDATE token SET ends_at = 1000"),
			 OK);
	again.refresh = t.refresh;
	assert_int_equal(grant_refresh(p->db, p->mem, &again, &lives, &more),
			 INVALID);
}

static void
a_client_has_tokens_of_its_own(void **state)
{
	struct spot *p = *state;
	struct client_secrets s = put_client(p);
	struct grant_opened opened;
	struct grant_tokens t;
	struct client client;

	assert_int_equal(grant_client(p->db, p->mem, s.id, "read", &lives, &t),
			 OK);
	assert_null(t.refresh);
	assert_int_equal(grant_open(p->db, p->mem, t.access, &opened), OK);
	assert_string_equal(opened.grant.account_id, "");
	assert_int_equal(client_get(p->db, p->mem, s.id, &client), OK);
	assert_true(client.used_at > LONG_AGO);
	client.state = CLIENT_DISABLED;
	assert_int_equal(client_settle(p->db, &maria, &client), OK);
	assert_int_equal(grant_open(p->db, p->mem, t.access, &opened),
			 NOT_FOUND);
}

static void
less_scope_ends_what_was_granted(void **state)
{
	struct spot *p = *state;
	struct client_secrets s = put_client(p);
	struct grant_opened opened;
	struct grant_tokens t;
	struct client client;

	assert_int_equal(grant_client(p->db, p->mem, s.id, "read", &lives, &t),
			 OK);
	assert_int_equal(client_get(p->db, p->mem, s.id, &client), OK);
	client.scope = arena_printf(p->mem, "more %s", client.scope);
	assert_int_equal(client_settle(p->db, &maria, &client), OK);
	assert_int_equal(grant_open(p->db, p->mem, t.access, &opened), OK);
	client.scope = "more";
	assert_int_equal(client_settle(p->db, &maria, &client), OK);
	assert_int_equal(grant_open(p->db, p->mem, t.access, &opened),
			 NOT_FOUND);
}

static void
revoking_is_the_clients_own(void **state)
{
	struct spot *p = *state;
	struct client_secrets s = put_client(p), other = put_client(p);
	const char *me = put_account(p, "ada@a.example", "learner");
	struct grant_opened opened;
	struct grant_tokens t;

	assert_int_equal(redeemed(p, s.id, allowed(p, s.id, me), &t), OK);
	assert_int_equal(grant_revoke(p->db, other.id, t.refresh), OK);
	assert_int_equal(grant_revoke(p->db, s.id, "x"), OK);
	assert_int_equal(grant_open(p->db, p->mem, t.access, &opened), OK);
	assert_int_equal(grant_revoke(p->db, s.id, t.access), OK);
	assert_int_equal(grant_open(p->db, p->mem, t.access, &opened),
			 NOT_FOUND);
	assert_int_equal(grant_look(p->db, p->mem, t.refresh, &opened), OK);
	assert_int_equal(grant_revoke(p->db, s.id, t.refresh), OK);
	assert_int_equal(grant_look(p->db, p->mem, t.refresh, &opened),
			 NOT_FOUND);
}

static void
people_see_and_end_what_they_granted(void **state)
{
	struct spot *p = *state;
	struct client_secrets s = put_client(p);
	const char *me = put_account(p, "ada@a.example", "learner");
	struct grant_opened opened;
	struct grant_tokens t;
	struct grant_list list;

	assert_int_equal(redeemed(p, s.id, allowed(p, s.id, me), &t), OK);
	assert_int_equal(grant_open(p->db, p->mem, t.access, &opened), OK);
	assert_int_equal(grant_seen(p->db, &opened.grant), OK);
	assert_int_equal(grant_list(p->db, p->mem, me, &list), OK);
	assert_int_equal(list.count, 1);
	assert_true(list.items[0].used_at > LONG_AGO);
	assert_int_equal(grant_end(p->db, &maria, "somebody", list.items[0].id),
			 NOT_FOUND);
	assert_int_equal(grant_end(p->db, &maria, me, list.items[0].id), OK);
	assert_int_equal(grant_open(p->db, p->mem, t.access, &opened),
			 NOT_FOUND);
	assert_int_equal(grant_list(p->db, p->mem, me, &list), OK);
	assert_int_equal(list.count, 0);
	assert_int_equal(told(p, "grant.allow"), 1);
	assert_int_equal(told(p, "grant.end"), 1);
}

static void
a_disabled_account_grants_nothing(void **state)
{
	struct spot *p = *state;
	struct client_secrets s = put_client(p);
	const char *me = put_account(p, "ada@a.example", "learner");
	struct grant_again again = { s.id, NULL, NULL };
	struct grant_opened opened;
	struct grant_tokens t, more;

	assert_int_equal(redeemed(p, s.id, allowed(p, s.id, me), &t), OK);
	assert_int_equal(account_disable(p->db, &maria, me, true), OK);
	assert_int_equal(grant_open(p->db, p->mem, t.access, &opened),
			 NOT_FOUND);
	again.refresh = t.refresh;
	assert_int_equal(grant_refresh(p->db, p->mem, &again, &lives, &more),
			 INVALID);
}

static void
a_change_to_be_approved_ends_what_was_granted(void **state)
{
	struct spot *p = *state;
	struct client_secrets s = put_client(p);
	struct client client = sample(), got;
	struct grant_opened opened;
	struct grant_tokens t;
	const char *manage;

	client.id = s.id;
	assert_int_equal(grant_client(p->db, p->mem, s.id, "read", &lives, &t),
			 OK);
	assert_int_equal(client_change(p->db, p->mem, &maria, &client, &manage),
			 OK);
	assert_int_equal(grant_open(p->db, p->mem, t.access, &opened), OK);
	client.state = CLIENT_WAITING;
	assert_int_equal(client_change(p->db, p->mem, &maria, &client, &manage),
			 OK);
	assert_int_equal(client_get(p->db, p->mem, s.id, &got), OK);
	assert_int_equal(got.state, CLIENT_WAITING);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM token"), 0);
}

static void
sweeps_what_is_over(void **state)
{
	struct spot *p = *state;
	struct client_secrets s = put_client(p);
	struct grant_tokens t;

	assert_int_equal(redeemed(p, s.id, allowed(p, s.id, ""), &t), OK);
	assert_int_equal(grant_sweep(p->db), NOT_FOUND);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM token"), 2);
	assert_int_equal(db_run(p->db, NULL, "UPDATE token SET ends_at = 9"),
			 OK);
	assert_int_equal(db_run(p->db, NULL, "UPDATE code SET ends_at = 9"),
			 OK);
	assert_int_equal(
		db_run(p->db, NULL, "UPDATE granted SET created_at = 9"), OK);
	assert_int_equal(grant_sweep(p->db), OK);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM token"), 0);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM code"), 0);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM granted"), 0);
}

/* What comes at once from several processes. */
struct race {
	const char *client, *secret;
};

static bool
race_code(struct db *db, const void *arg)
{
	const struct race *race = arg;
	const struct grant_redeem ask = { race->client, race->secret, BACK,
					  VERIFIER, true };
	auto_arena mem = arena_new();
	struct grant_tokens t;

	return grant_redeem(db, mem, &ask, &lives, &t) == OK;
}

static bool
race_refresh(struct db *db, const void *arg)
{
	const struct race *race = arg;
	const struct grant_again ask = { race->client, race->secret, NULL };
	auto_arena mem = arena_new();
	struct grant_tokens t;

	return grant_refresh(db, mem, &ask, &lives, &t) == OK;
}

static void
of_those_who_come_at_once_one_wins(void **state)
{
	struct spot *p = *state;
	struct client_secrets s = put_client(p);
	struct race race = { .client = s.id };
	struct grant_tokens t;
	int i;

	for (i = 0; i < 5; i++) {
		race.secret = allowed(p, s.id, "");
		assert_int_equal(at_once(p, 8, race_code, &race), 1);
		assert_int_equal(redeemed(p, s.id, allowed(p, s.id, ""), &t),
				 OK);
		race.secret = t.refresh;
		assert_int_equal(at_once(p, 8, race_refresh, &race), 1);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, keeps_a_client),
		test_in(spot_begin, changes_a_client),
		test_in(spot_begin, lists_clients),
		test_in(spot_begin, sweeps_who_never_came),
		test_in(spot_begin, a_code_is_good_once),
		test_in(spot_begin, a_code_is_bound),
		test_in(spot_begin, a_code_expires),
		test_in(spot_begin, refreshing_rotates),
		test_in(spot_begin, a_family_does_not_live_for_ever),
		test_in(spot_begin, a_client_has_tokens_of_its_own),
		test_in(spot_begin, revoking_is_the_clients_own),
		test_in(spot_begin, people_see_and_end_what_they_granted),
		test_in(spot_begin, a_disabled_account_grants_nothing),
		test_in(spot_begin, sweeps_what_is_over),
		test_in(spot_begin,
			a_change_to_be_approved_ends_what_was_granted),
		test_in(spot_begin, less_scope_ends_what_was_granted),
		test_in(spot_begin, of_those_who_come_at_once_one_wins),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
