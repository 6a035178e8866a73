/* Receipts: made, read, checked with the office's keys. */
#include "keyring_test.h"

#include "base/clock.h"
#include "store/receipt.h"

#define REPORT                                                                 \
	"{\"type\": \"VerificationReport\", \"sha256\": \"abcd\","             \
	" \"bytes\": 17, \"verdict\": \"valid\", \"items\": []}"

static const char *
make(struct spot *p, struct signer *signer)
{
	const struct item_office o = key_office(p, signer);
	json_auto_t *report = json_loads(REPORT, 0, NULL);
	json_auto_t *keys = json_loads("[{\"kid\": \"urn:k\"}]", 0, NULL);
	const struct receipt_ask ask = { .iss = KEY_BASE,
					 .report = report,
					 .keys = keys };
	const char *jws = NULL;

	assert_ok(receipt_make(p->db, &o, &ask, &jws));
	return jws;
}

static void
says_what_was_found(void **state)
{
	struct spot *p = *state;
	auto_signer signer = signer_here(&key_conf);
	const struct item_office o = key_office(p, signer);
	const char *id = put_pair(p, signer, KEYRING_OFFICE), *jws, *url;
	auto_key key = NULL;
	struct receipt r;

	jws = make(p, signer);
	assert_ok(receipt_read(p->mem, jws, strlen(jws), &r));
	assert_string_equal(r.iss, KEY_BASE);
	assert_string_equal(r.sha256, "abcd");
	assert_int_equal(r.len, 17);
	assert_true(str_starts(r.jti, "urn:uuid:"));
	assert_in_range(r.at, clock_now() - 60, clock_now());
	assert_string_equal(
		json_string_value(json_object_get(r.report, "verdict")),
		"valid");
	assert_int_equal(json_array_size(r.keys), 1);
	assert_string_equal(r.kid, keyring_url(p->mem, KEY_ROOT, id));
	assert_string_equal(json_string_value(json_object_get(r.key, "kid")),
			    r.kid);
	assert_ok(key_read_jwk(r.key, &key));
	assert_ok(receipt_check(&r, key));
	assert_ok(receipt_check_own(p->db, &o, &r, &url));
	assert_string_equal(url, r.kid);
}

static void
has_a_key_made_for_it(void **state)
{
	struct spot *p = *state;
	auto_signer signer = signer_here(&key_conf);
	const char *jws = make(p, signer);

	assert_non_null(jws);
	make(p, signer);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM key"), 1);
}

static void
proves_nothing_with_another_key(void **state)
{
	struct spot *p = *state;
	auto_signer signer = signer_here(&key_conf);
	const struct item_office o = key_office(p, signer);
	const char *id = put_pair(p, signer, KEYRING_OFFICE), *jws, *url;
	auto_key other = NULL;
	struct receipt r;

	jws = make(p, signer);
	assert_ok(receipt_read(p->mem, jws, strlen(jws), &r));
	assert_ok(key_new(2048, &other));
	assert_int_equal(receipt_check(&r, other), INVALID);
	/* Replaced: it holds.  Compromised since a day before: no more. */
	assert_ok(keyring_end(p->db, &o, id));
	assert_ok(receipt_check_own(p->db, &o, &r, &url));
	assert_ok(keyring_revoke(p->db, &o, id, r.at, "stolen"));
	assert_int_equal(receipt_check_own(p->db, &o, &r, &url), INVALID);
	assert_non_null(strstr(fail_last()->text, "compromised"));
	assert_int_equal(db_run(p->db, NULL, "DELETE FROM key"), OK);
	assert_int_equal(receipt_check_own(p->db, &o, &r, &url), INVALID);
	assert_non_null(strstr(fail_last()->text, "No key of this office"));
}

/* What is no receipt, though the office signed it. */
static void
refuses_what_is_none(void **state)
{
	static const char *const texts[] = {
		"{}",
		"{\"iss\": \"x\", \"iat\": 1}",
		"{\"iss\": \"x\", \"report\": {}}",
		"{\"iat\": 1, \"report\": {}}",
		"{\"iss\": \"x\", \"iat\": 1, \"report\": []}",
	};
	struct spot *p = *state;
	auto_signer signer = signer_here(&key_conf);
	struct signer_ask ask = { .root = KEY_ROOT, .as = SIGNER_RECEIPT };
	struct receipt r;
	const char *jws;
	size_t i;

	ask.key_id = put_pair(p, signer, KEYRING_OFFICE);
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		ask.bytes = texts[i];
		ask.len = strlen(texts[i]);
		if (signer_sign(signer, p->db, p->mem, &ask, &jws) != OK)
			continue; /* it was not even signed */
		assert_int_equal(receipt_read(p->mem, jws, strlen(jws), &r),
				 INVALID);
	}
	ask.as = SIGNER_HEAD;
	ask.bytes = "{\"iss\": \"x\", \"iat\": 1, \"report\": {}}";
	ask.len = strlen(ask.bytes);
	if (signer_sign(signer, p->db, p->mem, &ask, &jws) == OK)
		assert_int_equal(receipt_read(p->mem, jws, strlen(jws), &r),
				 INVALID);
	assert_int_equal(receipt_read(p->mem, "a.b", 3, &r), INVALID);
}

static void
tells_a_broken_database(void **state)
{
	struct spot *p = *state;
	auto_signer signer = signer_here(&key_conf);
	const struct item_office o = key_office(p, signer);
	json_auto_t *report = json_loads(REPORT, 0, NULL);
	const struct receipt_ask ask = { .iss = KEY_BASE, .report = report };
	struct receipt r = { .jws = "a.b.c" };
	const char *jws, *url;

	assert_int_equal(db_run(p->db, NULL, "ALTER TABLE key RENAME TO gone"),
			 OK);
	assert_int_equal(receipt_make(p->db, &o, &ask, &jws), INTERNAL);
	assert_int_equal(receipt_check_own(p->db, &o, &r, &url), INTERNAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, says_what_was_found),
		test_in(spot_begin, has_a_key_made_for_it),
		test_in(spot_begin, proves_nothing_with_another_key),
		test_in(spot_begin, refuses_what_is_none),
		test_in(spot_begin, tells_a_broken_database),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
