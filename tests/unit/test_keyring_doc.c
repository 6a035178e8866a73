/* Keys as documents, and as a set of JWKs. */
#include "keyring_test.h"

#include "crypto/key.h"
#include "model/check.h"
#include "model/jsonmem.h"

static void
is_the_document_of_a_key(void **state)
{
	struct spot *p = *state;
	const struct keyring_key key = { .id = "k1",
					 .owner = "https://o.example/p/1",
					 .pem = "PEM\n" };
	const json_t *doc = keyring_doc(p->mem, KEY_ROOT, &key, true);

	assert_string_equal(keyring_url(p->mem, KEY_ROOT, "k1"),
			    KEY_ROOT "keys/k1");
	assert_string_equal(jsonmem_text(p->mem, doc, JSON_COMPACT),
			    "{\"@context\":\"" CLR_CONTEXT "\","
			    "\"id\":\"" KEY_ROOT
			    "keys/k1\",\"type\":\"CryptographicKey\","
			    "\"owner\":\"https://o.example/p/1\","
			    "\"publicKeyPem\":\"PEM\\n\"}");
	doc = keyring_doc(p->mem, KEY_ROOT, &key, false);
	assert_null(json_object_get(doc, "@context"));
	assert_int_equal(json_object_size(doc), 4);
}

static void
obeys_the_table(void **state)
{
	struct spot *p = *state;
	auto_signer signer = signer_here(&key_conf);
	struct problems problems;
	struct keyring_key key;
	const char *id;

	put_issuer(p, signer, "college", &id);
	key = get_key(p, id);
	problems_init(&problems, p->mem, 10);
	check_doc(keyring_doc(p->mem, KEY_ROOT, &key, true),
		  CLR_CRYPTOGRAPHIC_KEY, CHECK_STRICT, "", &item_limits,
		  &problems);
	assert_int_equal(problems.count, 0);
}

/* The set: what is believed of something, and no private half. */
static void
the_set_has_what_is_believed(void **state)
{
	struct spot *p = *state;
	auto_signer signer = signer_here(&key_conf);
	const struct item_office o = key_office(p, signer);
	const char *ids[3];
	const json_t *keys, *jwk;
	json_t *set;
	int i;

	for (i = 0; i < 3; i++)
		ids[i] = put_pair(p, signer, KEYRING_OFFICE);
	for (i = 0; i < 3; i++)
		assert_ok(db_run(p->db, NULL,
				 "UPDATE key SET created_at = $2"
				 " WHERE id = $1",
				 T(ids[i]), I(1000 * (i + 1))));
	assert_ok(keyring_revoke(p->db, &o, ids[0], 1000, "all of it"));
	assert_ok(keyring_revoke(p->db, &o, ids[1], 2001, "the rest"));
	assert_ok(keyring_jwks(p->db, p->mem, KEY_ROOT, &set));
	keys = json_object_get(set, "keys");
	assert_int_equal(json_object_size(set), 1);
	assert_int_equal(json_array_size(keys), 2);
	for (i = 0; i < 2; i++) {
		auto_key key = NULL;

		jwk = json_array_get(keys, (size_t)i);
		assert_int_equal(json_object_size(jwk), 6);
		assert_string_equal(
			json_string_value(json_object_get(jwk, "kid")),
			keyring_url(p->mem, KEY_ROOT, ids[2 - i]));
		assert_ok(key_read_jwk(jwk, &key));
		assert_string_equal(key_pem(key, p->mem),
				    get_key(p, ids[2 - i]).pem);
	}
}

static void
an_empty_set_is_a_set(void **state)
{
	struct spot *p = *state;
	json_t *set;

	assert_ok(keyring_jwks(p->db, p->mem, KEY_ROOT, &set));
	assert_string_equal(jsonmem_text(p->mem, set, JSON_COMPACT),
			    "{\"keys\":[]}");
}

static void
tells_a_row_that_holds_no_key(void **state)
{
	struct spot *p = *state;
	json_t *set;

	put_key(p, KEYRING_OFFICE, KEY_BASE);
	assert_int_equal(keyring_jwks(p->db, p->mem, KEY_ROOT, &set), INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_bare, is_the_document_of_a_key),
		test_in(spot_begin, obeys_the_table),
		test_in(spot_begin, the_set_has_what_is_believed),
		test_in(spot_begin, an_empty_set_is_a_set),
		test_in(spot_begin, tells_a_row_that_holds_no_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
