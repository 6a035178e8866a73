/* Signing in the process itself; tests/unit/test_signing.c asks another. */
#include "keyring_test.h"

#include "base/log.h"
#include "crypto/digest.h"

static void
signs_what_is_its_owners(void **state)
{
	struct spot *p = *state;
	auto_signer signer = signer_here(&key_conf);
	const char *key, *jws, *text = assertion_of(p, "urn:p:college");
	struct keyring_key row;

	put_issuer(p, signer, "college", &key);
	row = get_key(p, key);
	assert_string_equal(row.owner, "urn:p:college");
	assert_int_equal(row.bits, 2048);
	assert_ok(sign_text(p, signer, key, text, &jws));
	assert_signed(p, jws, key, text);
}

static void
signs_nothing_of_another(void **state)
{
	struct spot *p = *state;
	auto_signer signer = signer_here(&key_conf);
	const char *key, *others, *jws;

	put_issuer(p, signer, "college", &key);
	put_issuer(p, signer, "school", &others);
	assert_fails(sign_text(p, signer, key, assertion_of(p, "urn:p:school"),
			       &jws),
		     FORBIDDEN,
		     "The key of urn:p:college does not sign what "
		     "urn:p:school issues.");
	assert_int_equal(sign_text(p, signer, "none", "{}", &jws), NOT_FOUND);
	assert_int_equal(sign_text(p, signer, key, "{", &jws), INVALID);
}

/* A row whose owner was changed behind the signer's back opens nothing. */
static void
a_changed_row_signs_nothing(void **state)
{
	struct spot *p = *state;
	auto_signer signer = signer_here(&key_conf);
	const char *key, *jws, *mine = assertion_of(p, "urn:p:college");

	put_issuer(p, signer, "college", &key);
	assert_ok(sign_text(p, signer, key, mine, &jws));
	assert_ok(db_run(p->db, NULL,
			 "UPDATE key SET owner = 'urn:p:bank', item_id = 'x'"));
	assert_int_equal(
		sign_text(p, signer, key, assertion_of(p, "urn:p:bank"), &jws),
		INTERNAL);
	assert_int_equal(sign_text(p, signer, key, mine, &jws), FORBIDDEN);
}

static void
a_key_out_of_use_signs_nothing(void **state)
{
	struct spot *p = *state;
	auto_signer signer = signer_here(&key_conf);
	const struct item_office o = key_office(p, signer);
	const char *first, *second, *jws;
	const char *text = assertion_of(p, "urn:p:college");
	const char *item = put_issuer(p, signer, "college", &first);

	assert_ok(sign_text(p, signer, first, text, &jws));
	second = put_pair(p, signer, item);
	assert_fails(sign_text(p, signer, first, text, &jws), CONFLICT,
		     arena_printf(p->mem, "Key %s signs no more.", first));
	assert_ok(sign_text(p, signer, second, text, &jws));
	assert_ok(keyring_revoke(p->db, &o, second, 1, "lost"));
	assert_int_equal(sign_text(p, signer, second, text, &jws), CONFLICT);
}

static void
works_within_a_transaction(void **state)
{
	struct spot *p = *state;
	auto_signer signer = signer_here(&key_conf);
	const char *key, *jws, *text = assertion_of(p, "urn:p:college");
	auto_tx tx = NULL;

	put_issuer(p, signer, "college", &key);
	assert_ok(db_begin(p->db, &tx));
	assert_ok(sign_text(p, signer, key, text, &jws));
	assert_ok(db_commit(&tx));
}

static enum result
state_it(struct spot *p, struct signer *signer, const struct signer_ask *ask)
{
	const char *jws;

	return signer_sign(signer, p->db, p->mem, ask, &jws);
}

static void
the_office_signs_statements(void **state)
{
	struct spot *p = *state;
	auto_signer signer = signer_here(&key_conf);
	static const char text[] = "{\"iss\":\"" KEY_BASE "\"}";
	struct signer_ask ask = { .root = KEY_ROOT,
				  .as = SIGNER_RECEIPT,
				  .bytes = text,
				  .len = strlen(text) };
	struct jws open;
	const char *jws;

	ask.key_id = put_pair(p, signer, KEYRING_OFFICE);
	assert_ok(signer_sign(signer, p->db, p->mem, &ask, &jws));
	assert_ok(jws_open(p->mem, jws, strlen(jws), &open));
	assert_string_equal(open.typ, "clarus-receipt+jwt");
	ask.as = SIGNER_HEAD;
	assert_ok(signer_sign(signer, p->db, p->mem, &ask, &jws));
	assert_ok(jws_open(p->mem, jws, strlen(jws), &open));
	assert_string_equal(open.typ, "clarus-head+jwt");
	ask.as = SIGNER_RECORD;
	assert_int_equal(state_it(p, signer, &ask), FORBIDDEN);
	ask.as = (enum signer_statement)3;
	assert_int_equal(state_it(p, signer, &ask), INTERNAL);
	ask.as = (enum signer_statement) - 1;
	assert_int_equal(state_it(p, signer, &ask), INTERNAL);
	ask.as = SIGNER_HEAD;
	ask.root = "https://other.example/ims/clr/v1p0/";
	assert_int_equal(state_it(p, signer, &ask), INTERNAL);
}

/* The office moved: its old key states nothing any more. */
static void
an_office_of_another_name_is_another(void **state)
{
	struct spot *p = *state;
	auto_signer signer = signer_here(&key_conf);
	struct conf moved = key_conf;
	struct signer_ask ask = { .root = "https://n.example/ims/clr/v1p0/",
				  .as = SIGNER_HEAD,
				  .bytes = "{}",
				  .len = 2 };

	ask.key_id = put_pair(p, signer, KEYRING_OFFICE);
	moved.base_url = "https://n.example";
	{
		auto_signer other = signer_here(&moved);

		assert_int_equal(state_it(p, other, &ask), CONFLICT);
		assert_non_null(strstr(fail_last()->text, "rotate --office"));
	}
}

static void
makes_keys_of_owners_alone(void **state)
{
	struct spot *p = *state;
	auto_signer signer = signer_here(&key_conf);
	const struct item_office o = key_office(p, signer);
	const struct office_items i = put_office(p);
	const char *id;

	assert_int_equal(signer_make(signer, p->db, &o, i.course, 2048, &id),
			 NOT_FOUND);
	assert_int_equal(signer_make(signer, p->db, &o, "none", 2048, &id),
			 NOT_FOUND);
	assert_int_equal(signer_make(signer, p->db, &o, i.college, 1024, &id),
			 INVALID);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM key"), 0);
	assert_ok(signer_make(signer, p->db, &o, i.college, 2048, &id));
	assert_string_equal(get_key(p, id).owner, "urn:p:college");
	assert_int_equal(get_key(p, id).bits, 2048);
}

/* One line a signature: the digest of what was signed, and nothing of it. */
static void
tells_the_log(void **state)
{
	struct spot *p = *state;
	auto_signer signer = signer_here(&key_conf);
	const char *path = arena_printf(p->mem, "%s/log", p->folder);
	const char *key, *jws, *log, *text = assertion_of(p, "urn:p:college");
	size_t len;

	put_issuer(p, signer, "college", &key);
	assert_ok(log_open(path, LOG_INFO));
	assert_ok(sign_text(p, signer, key, text, &jws));
	assert_int_equal(sign_text(p, signer, key, "{}", &jws), INVALID);
	assert_ok(log_open("-", LOG_INFO));
	log = file_text(p->mem, path, &len);
	assert_non_null(
		strstr(log, arena_printf(p->mem,
					 "\"signed sha256=%s key=%s typ=JWT "
					 "for=urn:p:college\"",
					 digest_hex(p->mem, text, strlen(text)),
					 key)));
	assert_null(strstr(log, "urn:s:1"));
	assert_null(strchr(strchr(log, '\n') + 1, '\n'));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, signs_what_is_its_owners),
		test_in(spot_begin, signs_nothing_of_another),
		test_in(spot_begin, a_changed_row_signs_nothing),
		test_in(spot_begin, a_key_out_of_use_signs_nothing),
		test_in(spot_begin, works_within_a_transaction),
		test_in(spot_begin, the_office_signs_statements),
		test_in(spot_begin, an_office_of_another_name_is_another),
		test_in(spot_begin, makes_keys_of_owners_alone),
		test_in(spot_begin, tells_the_log),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
