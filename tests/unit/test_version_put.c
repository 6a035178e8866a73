/* Publishing with a proof: signed in their order, anew, revoked. */
#include "signing_test.h"

#include "store/hosted.h"
#include "store/record.h"
#include "store/version_put.h"

/* The id of the first object of a list. */
static const char *
first_id(const json_t *doc, const char *list)
{
	return text_at(json_array_get(json_object_get(doc, list), 0), "id",
		       NULL);
}

static const char *
text_of(const json_t *doc, const char *list, size_t i)
{
	return json_string_value(json_array_get(json_object_get(doc, list), i));
}

/* A record with a signed assertion and a signed endorsement in it. */
static void
signs_all_of_a_record(void **state)
{
	struct spot *p = *state;
	const struct item_office o = signing_office(p);
	const struct office_items i = put_signing_office(p);
	const char *said = put_signing_endorsement(p, &i,
						   ROOT "assertions/" UUID "3");
	const char *key = put_key(p, i.college);
	struct item item = get_item(p, i.award);
	struct version version;
	struct record record;
	json_t *doc, *inner;

	assert_ok(item_json(&o, &item, &doc));
	json_object_set_new(doc, "endorsements",
			    json_pack("[{s:s}]", EDIT_ITEM, said));
	assert_ok(item_save(p->db, &o, i.award, item.revision, doc));
	assert_ok(publish_as(p, i.clr, VERSION_SIGNED, VERSION_SIGNED));
	doc = payload_of(p, jws_of(p, i.clr), key);
	assert_string_equal(text_at(doc, "verification", "type"), "Signed");
	assert_null(json_object_get(doc, "assertions"));
	assert_int_equal(
		json_array_size(json_object_get(doc, "signedAssertions")), 1);
	assert_string_equal(text_of(doc, "signedAssertions", 0),
			    jws_of(p, i.award));
	inner = payload_of(p, jws_of(p, i.award), key);
	assert_string_equal(text_at(inner, "@context", NULL), CLR_CONTEXT);
	assert_null(json_object_get(inner, "endorsements"));
	assert_string_equal(text_of(inner, "signedEndorsements", 0),
			    jws_of(p, said));
	inner = payload_of(p, jws_of(p, said), key);
	assert_string_equal(text_at(inner, "verification", "type"), "Signed");
	/* The payload is the version, to the byte. */
	assert_ok(version_get(p->db, p->mem, i.clr, 0, &version));
	assert_true(json_equal(doc, published(p, i.clr)));
	assert_ok(record_get(p->db, p->mem, version.record_id, &record));
	assert_true(record.is_signed);
	assert_int_equal(record.assertions, 1);
	assert_int_equal(record.errors, 0);
	assert_int_equal(record.warnings, 0);
	assert_ok(record_doc(p->db, p->mem, &record));
	assert_string_equal(record.jws, jws_of(p, i.clr));
	assert_string_equal(record.doc, version.doc);
	/* The draft says so, and whoever answers says the key. */
	assert_non_null(strstr(get_item(p, i.clr).doc,
			       "\"verification\":{\"type\":\"Signed\"}"));
	assert_string_equal(text_at(published(p, i.college), "publicKey", "id"),
			    keyring_url(p->mem, ROOT, key));
	assert_null(jws_of(p, i.college));
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM audit WHERE"
					  " action = 'item.sign'"),
			 3);
	assert_int_equal(number_of(p->db,
				   "SELECT count(*) FROM audit WHERE"
				   " action = 'item.sign' AND target = $1"
				   " AND new_sha256 = $2"
				   " AND words LIKE '%' || $3 || '%'",
				   T(i.clr), T(version.sha256), T(key)),
			 1);
	/* Endorsements first, then assertions, then the record. */
	assert_int_equal(number_of(p->db,
				   "SELECT (SELECT number FROM audit WHERE"
				   " action = 'item.sign' AND target = $1)"
				   " < (SELECT number FROM audit WHERE"
				   " action = 'item.sign' AND target = $2)",
				   T(said), T(i.award)),
			 1);
}

static void
hosts_and_leaves_alone(void **state)
{
	struct spot *p = *state;
	const struct item_office o = signing_office(p);
	const struct office_items i = put_signing_office(p);
	struct hosted hosted;
	json_t *doc;

	assert_ok(publish_as(p, i.clr, VERSION_NO_PROOF, VERSION_HOSTED));
	doc = published(p, i.clr);
	assert_null(json_object_get(doc, "verification"));
	assert_string_equal(first_id(doc, "assertions"),
			    ROOT "assertions/" UUID "3");
	assert_string_equal(
		text_at(published(p, i.award), "verification", "type"),
		"Hosted");
	assert_null(jws_of(p, i.award));
	assert_ok(hosted_get(p->db, &o, "assertions/" UUID "3", &hosted));
	assert_int_equal(hosted.status, 200);
	assert_ok(hosted_get(p->db, &o, "achievements/" UUID "2", &hosted));
	assert_ok(hosted_get(p->db, &o, "profiles/" UUID "1", &hosted));
	assert_int_equal(hosted_get(p->db, &o, "clrs/" UUID "4", &hosted),
			 NOT_FOUND);
	/* A record is hosted where a token reads it. */
	assert_ok(publish_as(p, i.clr, VERSION_HOSTED, 0));
	assert_string_equal(
		text_at(published(p, i.clr), "verification", "type"), "Hosted");
	assert_int_equal(publish_as(p, i.clr, VERSION_HOSTED, 0), CONFLICT);
	assert_ok(publish_as(p, i.clr, VERSION_NO_PROOF, 0));
	assert_int_equal(get_item(p, i.clr).version, 3);
}

/* Nothing is published that cannot be proved as was chosen. */
static void
refuses_what_cannot_be(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_signing_office(p);

	assert_fails(publish_as(p, i.clr, VERSION_SIGNED, VERSION_SIGNED),
		     INVALID,
		     "Alder College has no key yet. Make one under "
		     "Administration, Keys, or choose Hosted.");
	assert_int_equal(publish_as(p, i.clr, VERSION_HOSTED, VERSION_SIGNED),
			 INVALID);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM version"), 0);
	assert_null(strstr(get_item(p, i.clr).doc, "verification"));
}

/* A draft that says Signed itself is signed where there is a key. */
static void
follows_the_draft(void **state)
{
	struct spot *p = *state;
	const struct item_office o = signing_office(p);
	const struct office_items i = put_signing_office(p);
	struct item item = get_item(p, i.award);
	json_t *doc;

	assert_ok(item_json(&o, &item, &doc));
	json_object_set_new(doc, "verification",
			    json_pack("{s:s}", "type", "Signed"));
	assert_ok(item_save(p->db, &o, i.award, item.revision, doc));
	assert_ok(publish_as(p, i.award, 0, 0));
	assert_null(jws_of(p, i.award));
	put_key(p, i.college);
	assert_ok(publish_as(p, i.award, 0, 0));
	assert_non_null(jws_of(p, i.award));
	assert_int_equal(get_item(p, i.award).version, 2);
	assert_int_equal(publish_as(p, i.award, 0, 0), CONFLICT);
}

static void
signs_again(void **state)
{
	struct spot *p = *state;
	const struct item_office o = signing_office(p);
	const struct office_items i = put_signing_office(p);
	const char *first = put_key(p, i.college), *second, *before;
	long long profile;

	assert_ok(publish_as(p, i.award, VERSION_SIGNED, VERSION_SIGNED));
	before = jws_of(p, i.award);
	assert_fails(publish_as(p, i.award, VERSION_SIGNED, 0), CONFLICT,
		     "Nothing changed since version 1.");
	/* another key */
	profile = get_item(p, i.college).version;
	second = put_key(p, i.college);
	assert_ok(publish_as(p, i.award, VERSION_SIGNED, 0));
	payload_of(p, jws_of(p, i.award), second);
	payload_of(p, before, first);
	assert_int_equal(get_item(p, i.college).version, profile + 1);
	assert_string_equal(text_at(published(p, i.college), "publicKey", "id"),
			    keyring_url(p->mem, ROOT, second));
	assert_int_equal(get_item(p, i.college).revision, 2);
	/* one that is not to be believed any more */
	assert_ok(keyring_revoke(p->db, &o, second, 1700000000, "Stolen."));
	assert_true(get_item(p, i.award).is_changed);
	assert_int_equal(publish_as(p, i.award, VERSION_SIGNED, 0), INVALID);
	put_key(p, i.college);
	assert_ok(publish_as(p, i.award, VERSION_SIGNED, 0));
	assert_false(get_item(p, i.award).is_changed);
	/* another proof */
	assert_ok(publish_as(p, i.award, VERSION_HOSTED, 0));
	assert_null(jws_of(p, i.award));
	assert_ok(publish_as(p, i.award, VERSION_SIGNED, 0));
	assert_int_equal(get_item(p, i.award).version, 5);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM signature"), 4);
}

/* The published profile says ${key}, NULL: none; its version is ${number}. */
static void
assert_says_key(struct spot *p, const char *item, const char *key,
		long long number)
{
	assert_string_equal(text_at(published(p, item), "publicKey", "id"),
			    key ? keyring_url(p->mem, ROOT, key) : "");
	assert_int_equal(get_item(p, item).version, number);
}

/* The profile says its key at once, whatever its draft is about to say. */
static void
renews_the_profile(void **state)
{
	struct spot *p = *state;
	const struct item_office o = signing_office(p);
	const struct office_items i = put_signing_office(p);
	const char *key;
	struct item item;

	assert_ok(version_put_profile(p->db, &o, i.college));
	assert_int_equal(get_item(p, i.college).version, 0);
	assert_ok(publish_as(p, i.clr, VERSION_NO_PROOF, VERSION_NO_PROOF));
	set_text(p, i.college, "name", "Alder University");
	key = put_key(p, i.college);
	item = get_item(p, i.college);
	assert_true(item.is_changed);
	assert_string_equal(item.name, "Alder University");
	assert_string_equal(text_at(published(p, i.college), "name", NULL),
			    "Alder College");
	assert_says_key(p, i.college, key, 2);
	assert_ok(version_put_profile(p->db, &o, i.college));
	assert_int_equal(get_item(p, i.college).version, 2);
	assert_false(get_item(p, i.clr).is_stale);
	assert_int_equal(version_put_profile(p->db, &o, "none"), NOT_FOUND);
}

/* Each change of a key is told by what anybody reads of its owner. */
static void
keys_are_told_at_once(void **state)
{
	struct spot *p = *state;
	const struct item_office o = signing_office(p);
	const struct office_items i = put_signing_office(p);
	struct hosted profile;
	const char *key;

	key = put_key(p, i.college); /* before there is anything to tell */
	assert_int_equal(get_item(p, i.college).version, 0);
	assert_ok(publish_as(p, i.course, 0, 0));
	assert_says_key(p, i.college, key, 1);
	key = put_key(p, i.college); /* in its place */
	assert_says_key(p, i.college, key, 2);
	assert_ok(hosted_get(p->db, &o, "profiles/" UUID "1", &profile));
	assert_non_null(strstr(profile.bytes, key));
	assert_ok(keyring_end(p->db, &o, key));
	assert_says_key(p, i.college, NULL, 3);
	assert_ok(keyring_revoke(p->db, &o, key, 1700000000, "Stolen."));
	assert_says_key(p, i.college, NULL, 3);
	key = put_key(p, i.college);
	assert_says_key(p, i.college, key, 4);
	assert_ok(keyring_revoke(p->db, &o, key, 1700000000, "Stolen."));
	assert_says_key(p, i.college, NULL, 5);
	assert_ok(version_revoke(p->db, &o, i.college, "Closed."));
	assert_int_equal(get_item(p, i.college).version, 5);
}

/* A key in the profile's own words stays, whatever is made here. */
static void
own_words_of_a_key_stay(void **state)
{
	struct spot *p = *state;
	const struct item_office o = signing_office(p);
	const struct office_items i = put_signing_office(p);
	struct item item = get_item(p, i.college);
	json_t *doc;

	assert_ok(item_json(&o, &item, &doc));
	json_object_set_new(doc, "publicKey",
			    json_pack("{s:s, s:s, s:s, s:s}", "id",
				      "https://a.example/key", "type",
				      "CryptographicKey", "owner",
				      ROOT "profiles/" UUID "1", "publicKeyPem",
				      "-----BEGIN PUBLIC KEY-----\n"
				      "-----END PUBLIC KEY-----\n"));
	assert_ok(item_save(p->db, &o, i.college, item.revision, doc));
	assert_ok(publish_as(p, i.course, 0, 0));
	put_key(p, i.college);
	assert_int_equal(get_item(p, i.college).version, 1);
	assert_string_equal(text_at(published(p, i.college), "publicKey", "id"),
			    "https://a.example/key");
	/* and nobody signs with another */
	assert_int_equal(publish_as(p, i.award, VERSION_SIGNED, 0), FORBIDDEN);
}

/* A profile that is too large by now keeps nobody from ending a key. */
static void
keys_end_whatever_the_profile(void **state)
{
	struct spot *p = *state;
	struct item_office o = signing_office(p);
	const struct load_limits small = { 100, 64 };
	const struct office_items i = put_signing_office(p);
	const char *key = put_key(p, i.college);
	struct keyring_key now;

	assert_ok(publish_as(p, i.course, 0, 0));
	o.limits = &small;
	assert_ok(keyring_revoke(p->db, &o, key, 1700000000, "Stolen."));
	assert_int_equal(get_item(p, i.college).version, 1);
	assert_int_equal(keyring_signing(p->db, p->mem, i.college, &now),
			 NOT_FOUND);
}

/* A signed part stands as what was signed; the rest is not written anew. */
static void
signed_parts_are_behind_themselves(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_signing_office(p);

	put_key(p, i.college);
	assert_ok(publish_as(p, i.clr, VERSION_NO_PROOF, VERSION_SIGNED));
	assert_non_null(jws_of(p, i.award));
	assert_null(jws_of(p, i.clr));
	assert_string_equal(text_of(published(p, i.clr), "signedAssertions", 0),
			    jws_of(p, i.award));
	set_text(p, i.course, "name", "Carpentry II");
	assert_ok(publish_as(p, i.course, 0, 0));
	assert_true(get_item(p, i.award).is_stale);
	assert_false(get_item(p, i.clr).is_stale);
	assert_int_equal(publish_as(p, i.clr, VERSION_NO_PROOF, 0), CONFLICT);
	assert_ok(publish_as(p, i.award, VERSION_SIGNED, 0));
	assert_false(get_item(p, i.award).is_stale);
	assert_true(get_item(p, i.clr).is_stale);
	assert_ok(publish_as(p, i.clr, VERSION_NO_PROOF, 0));
	assert_string_equal(text_of(published(p, i.clr), "signedAssertions", 0),
			    jws_of(p, i.award));
}

static void
revokes_what_is_signed(void **state)
{
	struct spot *p = *state;
	const struct item_office o = signing_office(p);
	const struct office_items i = put_signing_office(p);
	const char *reason;
	struct hosted hosted;
	json_t *doc;
	int64_t at;

	put_key(p, i.college);
	assert_ok(publish_as(p, i.clr, VERSION_SIGNED, VERSION_SIGNED));
	assert_ok(version_revoke(p->db, &o, i.award, "A mistake."));
	assert_true(get_item(p, i.clr).is_stale);
	assert_ok(hosted_revocation(p->db, p->mem, ROOT "assertions/" UUID "3",
				    &at, &reason));
	assert_string_equal(reason, "A mistake.");
	assert_ok(hosted_get(p->db, &o,
			     arena_printf(p->mem, "revocations/%s", i.college),
			     &hosted));
	assert_non_null(strstr(hosted.bytes, "assertions/" UUID "3"));
	/* In the next record it says so, plainly. */
	assert_ok(publish_as(p, i.clr, VERSION_SIGNED, 0));
	doc = published(p, i.clr);
	assert_null(json_object_get(doc, "signedAssertions"));
	doc = json_array_get(json_object_get(doc, "assertions"), 0);
	assert_true(json_is_true(json_object_get(doc, "revoked")));
	assert_ok(version_revoke(p->db, &o, i.clr, "Replaced."));
	assert_ok(hosted_revocation(p->db, p->mem, ROOT "clrs/" UUID "4", &at,
				    &reason));
	assert_int_equal(number_of(p->db,
				   "SELECT count(*) FROM revocation"
				   " WHERE issuer_id = $1",
				   T(i.college)),
			 2);
}

/* Where no signature can be had, nothing is published. */
static void
all_or_nothing(void **state)
{
	struct spot *p = *state;
	const struct item_office o = signing_office(p);
	struct item_office nobody = o;
	const struct office_items i = put_signing_office(p);
	struct version_new new = { .item_id = i.clr,
				   .revision = 1,
				   .proof = VERSION_SIGNED,
				   .parts = VERSION_SIGNED };
	long long number = 0;

	put_key(p, i.college);
	nobody.signer = NULL;
	assert_int_equal(version_put(p->db, &nobody, &new, &number), INTERNAL);
	assert_ok(db_run(p->db, NULL, "UPDATE key SET sealed = 'broken'"));
	assert_int_equal(version_put(p->db, &o, &new, &number), INTERNAL);
	assert_ok(db_run(p->db, NULL, "ALTER TABLE signature RENAME TO gone"));
	assert_int_equal(version_put(p->db, &o, &new, &number), INTERNAL);
	assert_int_equal(number, 0);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM version"), 0);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM hosted"), 0);
	assert_int_equal(get_item(p, i.award).state, ITEM_DRAFT);
}

/* With signed items somebody can be asked to approve signing again. */
static void
can_be_asked_for_again(void **state)
{
	struct spot *p = *state;
	const struct item_office o = signing_office(p);
	const struct office_items i = put_signing_office(p);
	struct item item;

	put_key(p, i.college);
	assert_ok(publish_as(p, i.award, VERSION_SIGNED, VERSION_SIGNED));
	item = get_item(p, i.award);
	assert_ok(version_ask(p->db, &o, i.award, item.revision));
	/* In review the version in force stands as it was signed. */
	assert_non_null(jws_of(p, i.award));
	item = get_item(p, i.course);
	assert_int_equal(version_ask(p->db, &o, i.course, item.revision),
			 CONFLICT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, signs_all_of_a_record),
		test_in(spot_begin, hosts_and_leaves_alone),
		test_in(spot_begin, refuses_what_cannot_be),
		test_in(spot_begin, follows_the_draft),
		test_in(spot_begin, signs_again),
		test_in(spot_begin, renews_the_profile),
		test_in(spot_begin, keys_are_told_at_once),
		test_in(spot_begin, own_words_of_a_key_stay),
		test_in(spot_begin, keys_end_whatever_the_profile),
		test_in(spot_begin, signed_parts_are_behind_themselves),
		test_in(spot_begin, revokes_what_is_signed),
		test_in(spot_begin, all_or_nothing),
		test_in(spot_begin, can_be_asked_for_again),
	};

	return cmocka_run_group_tests(tests, NULL, signing_end);
}
