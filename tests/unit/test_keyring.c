/* Keys: whose they are, which one signs, which are believed. */
#include "keyring_test.h"

#include "base/clock.h"

static long long
told(struct spot *p, const char *action, const char *words)
{
	return number_of(p->db,
			 "SELECT count(*) FROM audit WHERE action = $1"
			 " AND words = $2",
			 T(action), T(words));
}

static void
keeps_a_key(void **state)
{
	struct spot *p = *state;
	const char *college = put_profile(p, "college", "Alder College");
	const char *id = put_key(p, college, "urn:p:college");
	struct keyring_key key = get_key(p, id), signing;

	assert_string_equal(key.id, id);
	assert_string_equal(key.item_id, college);
	assert_string_equal(key.owner, "urn:p:college");
	assert_int_equal(key.bits, 2048);
	assert_true(key.created_at > clock_now() - 60);
	assert_int_equal(key.ended_at | key.untrusted_from, 0);
	assert_string_equal(key.reason, "");
	assert_string_equal(key.pem, "a public half");
	assert_string_equal(key.sealed, "a sealed half");
	assert_int_equal(keyring_state(&key), KEYRING_SIGNING);
	assert_ok(keyring_signing(p->db, p->mem, college, &signing));
	assert_string_equal(signing.id, id);
	assert_string_equal(signing.sealed, "a sealed half");
	assert_int_equal(
		told(p, "key.new", "Key of “Alder College”, 2048 bits"), 1);
	assert_int_equal(keyring_signing(p->db, p->mem, "none", &signing),
			 NOT_FOUND);
	assert_fails(keyring_get(p->db, p->mem, "none", &signing), NOT_FOUND,
		     "There is no key none.");
}

static void
replaces_the_one_before(void **state)
{
	struct spot *p = *state;
	const char *college = put_profile(p, "college", "Alder College");
	const char *first = put_key(p, college, "urn:p:college");
	const char *second = put_key(p, college, "urn:p:college");
	struct keyring_key key = get_key(p, first), signing;

	assert_string_not_equal(first, second);
	assert_true(key.ended_at > 0);
	assert_null(key.sealed);
	assert_string_equal(key.pem, "a public half");
	assert_int_equal(keyring_state(&key), KEYRING_REPLACED);
	assert_ok(keyring_signing(p->db, p->mem, college, &signing));
	assert_string_equal(signing.id, second);
	assert_int_equal(told(p, "key.rotate",
			      arena_printf(p->mem,
					   "Key of “Alder College”, 2048 bits,"
					   " in the place of key %s",
					   first)),
			 1);
	assert_int_equal(
		told(p, "key.new", "Key of “Alder College”, 2048 bits"), 1);
}

static void
knows_owners(void **state)
{
	struct spot *p = *state;
	const struct item_office o = key_office(p, NULL);
	const struct office_items i = put_office(p);
	struct keyring_key key = { .item_id = i.course,
				   .owner = "urn:a:wood",
				   .pem = "p",
				   .sealed = "s" };
	struct item item;
	const char *id;

	assert_fails(keyring_put(p->db, &o, &key, &id), NOT_FOUND,
		     "“Carpentry I” is no profile.");
	key.item_id = "none";
	assert_int_equal(keyring_put(p->db, &o, &key, &id), NOT_FOUND);
	key.item_id = i.college;
	assert_int_equal(keyring_put(p->db, &o, &key, &id), INTERNAL);
	assert_ok(keyring_owner(p->db, &o, i.college, &item));
	assert_string_equal(item.doc_id, "urn:p:college");
	assert_int_equal(keyring_owner(p->db, &o, i.course, &item), NOT_FOUND);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM key"), 0);
}

static void
a_revoked_profile_gets_none(void **state)
{
	struct spot *p = *state;
	const struct item_office o = key_office(p, NULL);
	const char *college = put_profile(p, "college", "Alder College");
	const struct keyring_key key = { .item_id = college,
					 .owner = "urn:p:college",
					 .pem = "p",
					 .sealed = "s" };
	long long number;
	const char *id;

	assert_ok(publish(p, college, &number));
	assert_ok(version_revoke(p->db, &o, college, "closed"));
	assert_fails(keyring_put(p->db, &o, &key, &id), GONE,
		     "“Alder College” was revoked.");
}

static void
the_office_has_one_too(void **state)
{
	struct spot *p = *state;
	const char *id = put_key(p, KEYRING_OFFICE, KEY_BASE);
	struct keyring_key key;

	assert_ok(keyring_signing(p->db, p->mem, KEYRING_OFFICE, &key));
	assert_string_equal(key.id, id);
	assert_int_equal(told(p, "key.new", "Key of the office, 2048 bits"), 1);
}

/* The version of ${item} was signed with ${key} at ${at}. */
static void
sign(struct spot *p, const char *item, const char *key, int64_t at)
{
	assert_ok(db_run(p->db, NULL,
			 "INSERT INTO signature (item_id, number, key_id,"
			 " signed_at, jws) SELECT id, version, $2, $3, 'j'"
			 " FROM item WHERE id = $1",
			 T(item), T(key), I(at)));
}

static void
lists_newest_first(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_office(p);
	const char *first = put_key(p, i.college, "urn:p:college");
	const char *second, *office;
	struct keyring_list list;
	long long number;

	assert_ok(keyring_list(p->db, p->mem, "none", &list));
	assert_int_equal(list.count, 0);
	assert_ok(db_run(p->db, NULL, "UPDATE key SET created_at = 100"));
	second = put_key(p, i.college, "urn:p:college");
	assert_ok(db_run(p->db, NULL,
			 "UPDATE key SET created_at = 200 WHERE id = $1",
			 T(second)));
	office = put_key(p, KEYRING_OFFICE, KEY_BASE);
	assert_ok(publish(p, i.clr, &number));
	sign(p, i.clr, first, 150);
	sign(p, i.award, first, 150);
	assert_ok(keyring_list(p->db, p->mem, NULL, &list));
	assert_int_equal(list.count, 3);
	assert_string_equal(list.items[0].id, office);
	assert_string_equal(list.items[1].id, second);
	assert_string_equal(list.items[2].id, first);
	assert_null(list.items[1].sealed);
	assert_int_equal(list.items[1].uses, 0);
	assert_int_equal(list.items[2].uses, 2);
	assert_ok(keyring_list(p->db, p->mem, i.college, &list));
	assert_int_equal(list.count, 2);
	assert_ok(keyring_list(p->db, p->mem, KEYRING_OFFICE, &list));
	assert_int_equal(list.count, 1);
}

static void
ends_one(void **state)
{
	struct spot *p = *state;
	const struct item_office o = key_office(p, NULL);
	const char *college = put_profile(p, "college", "Alder College");
	const char *id = put_key(p, college, "urn:p:college");
	struct keyring_key key;

	assert_int_equal(keyring_end(p->db, &o, "none"), NOT_FOUND);
	assert_ok(keyring_end(p->db, &o, id));
	key = get_key(p, id);
	assert_int_equal(keyring_state(&key), KEYRING_REPLACED);
	assert_null(key.sealed);
	assert_int_equal(keyring_signing(p->db, p->mem, college, &key),
			 NOT_FOUND);
	assert_fails(keyring_end(p->db, &o, id), CONFLICT,
		     "This key signs no more already.");
	assert_int_equal(told(p, "key.end",
			      "Key of “Alder College”, 2048 bits, signs no "
			      "more"),
			 1);
	put_key(p, college, "urn:p:college");
	assert_int_equal(
		told(p, "key.new", "Key of “Alder College”, 2048 bits"), 2);
}

static void
revokes_one(void **state)
{
	struct spot *p = *state;
	const struct item_office o = key_office(p, NULL);
	const char *college = put_profile(p, "college", "Alder College");
	const char *id = put_key(p, college, "urn:p:college");
	struct keyring_key key;

	assert_ok(
		keyring_revoke(p->db, &o, id, 1700000000, "A laptop is lost"));
	key = get_key(p, id);
	assert_int_equal(keyring_state(&key), KEYRING_REVOKED);
	assert_int_equal(key.untrusted_from, 1700000000);
	assert_string_equal(key.reason, "A laptop is lost");
	assert_true(key.ended_at > 1700000000);
	assert_null(key.sealed);
	assert_int_equal(told(p, "key.revoke",
			      "Key of “Alder College”, 2048 bits, compromised "
			      "since 2023-11-14T22:13:20Z: A laptop is lost"),
			 1);
	assert_int_equal(keyring_revoke(p->db, &o, id, 1700000001, "x"),
			 CONFLICT);
	assert_int_equal(keyring_revoke(p->db, &o, id, 1700000000, "x"),
			 CONFLICT);
	assert_ok(keyring_revoke(p->db, &o, id, 1600000000, "Earlier"));
	assert_int_equal(get_key(p, id).untrusted_from, 1600000000);
	assert_int_equal(get_key(p, id).ended_at, key.ended_at);
	assert_int_equal(keyring_revoke(p->db, &o, "none", 1, "x"), NOT_FOUND);
}

static void
refuses_a_revocation_without_when_and_why(void **state)
{
	struct spot *p = *state;
	const struct item_office o = key_office(p, NULL);
	const char *id = put_key(p, KEYRING_OFFICE, KEY_BASE);
	const char *const bad[] = { "", " \n", "\xff" };
	char longest[ITEM_REASON + 2];
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(keyring_revoke(p->db, &o, id, 1, bad[i]),
				 INVALID);
	memset(longest, 'x', sizeof(longest));
	longest[ITEM_REASON + 1] = '\0';
	assert_int_equal(keyring_revoke(p->db, &o, id, 1, longest), INVALID);
	assert_int_equal(keyring_revoke(p->db, &o, id, 0, "x"), INVALID);
	assert_int_equal(keyring_revoke(p->db, &o, id, -5, "x"), INVALID);
	assert_int_equal(keyring_revoke(p->db, &o, id, clock_now() + 60, "x"),
			 INVALID);
	assert_int_equal(get_key(p, id).untrusted_from, 0);
	longest[ITEM_REASON] = '\0';
	assert_ok(keyring_revoke(p->db, &o, id, 1, longest));
}

static void
what_it_signed_is_to_be_signed_anew(void **state)
{
	struct spot *p = *state;
	const struct item_office o = key_office(p, NULL);
	const struct office_items i = put_office(p);
	const char *id = put_key(p, i.college, "urn:p:college");
	long long number, count;

	assert_ok(publish(p, i.clr, &number));
	sign(p, i.clr, id, 2000);
	sign(p, i.award, id, 1000);
	assert_ok(keyring_signed_since(p->db, id, 1000, &count));
	assert_int_equal(count, 2);
	assert_ok(keyring_signed_since(p->db, id, 1001, &count));
	assert_int_equal(count, 1);
	assert_ok(keyring_revoke(p->db, &o, id, 2000, "lost"));
	assert_true(get_item(p, i.clr).is_changed);
	assert_false(get_item(p, i.award).is_changed);
	assert_ok(keyring_revoke(p->db, &o, id, 1000, "lost"));
	assert_true(get_item(p, i.award).is_changed);
	assert_false(get_item(p, i.course).is_changed);
}

static void
what_is_revoked_stays_as_it_is(void **state)
{
	struct spot *p = *state;
	const struct item_office o = key_office(p, NULL);
	const struct office_items i = put_office(p);
	const char *id = put_key(p, i.college, "urn:p:college");
	long long number, count;

	assert_ok(publish(p, i.clr, &number));
	sign(p, i.clr, id, 2000);
	assert_ok(version_revoke(p->db, &o, i.clr, "wrong"));
	assert_ok(keyring_signed_since(p->db, id, 1, &count));
	assert_int_equal(count, 0);
	assert_ok(keyring_revoke(p->db, &o, id, 1, "lost"));
	assert_false(get_item(p, i.clr).is_changed);
}

/* A failure on the way leaves the key as it was. */
static void
is_whole_or_not_at_all(void **state)
{
	struct spot *p = *state;
	const struct item_office o = key_office(p, NULL);
	const char *id = put_key(p, KEYRING_OFFICE, KEY_BASE);
	const struct keyring_key key = { .item_id = KEYRING_OFFICE,
					 .owner = KEY_BASE,
					 .pem = "p",
					 .sealed = "s" };
	const char *made;

	assert_ok(db_run(p->db, NULL, "ALTER TABLE audit RENAME TO away"));
	assert_int_equal(keyring_put(p->db, &o, &key, &made), INTERNAL);
	assert_int_equal(keyring_end(p->db, &o, id), INTERNAL);
	assert_int_equal(keyring_revoke(p->db, &o, id, 1, "x"), INTERNAL);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM key"), 1);
	assert_string_equal(get_key(p, id).sealed, "a sealed half");
	assert_int_equal(get_key(p, id).ended_at, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, keeps_a_key),
		test_in(spot_begin, replaces_the_one_before),
		test_in(spot_begin, knows_owners),
		test_in(spot_begin, a_revoked_profile_gets_none),
		test_in(spot_begin, the_office_has_one_too),
		test_in(spot_begin, lists_newest_first),
		test_in(spot_begin, ends_one),
		test_in(spot_begin, revokes_one),
		test_in(spot_begin, refuses_a_revocation_without_when_and_why),
		test_in(spot_begin, what_it_signed_is_to_be_signed_anew),
		test_in(spot_begin, what_is_revoked_stays_as_it_is),
		test_in(spot_begin, is_whole_or_not_at_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
