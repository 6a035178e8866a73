/*
 * For the tests of keys and signing: an office with items, keys of its own,
 * and a signer in the process.
 */
#ifndef TESTS_UNIT_KEYRING_TEST_H
#define TESTS_UNIT_KEYRING_TEST_H

#include "item_test.h"

#include "crypto/jws.h"
#include "store/signer.h"

#define KEY_BASE "https://o.example"
#define KEY_ROOT KEY_BASE "/ims/clr/v1p0/"
#define KEY_MASTER                                                             \
	"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

/* Settings with a master key at hand. */
HELPER const struct conf key_conf = {
	.base_url = KEY_BASE,
	.master_key = KEY_MASTER,
	.master_key_file = "/nowhere/master.key",
	.max_document = 16 << 20,
	.max_depth = 64,
};

HELPER struct item_office
key_office(struct spot *p, struct signer *signer)
{
	struct item_office o = office_of(p);

	o.root = KEY_ROOT;
	o.signer = signer;
	return o;
}

/* A row that needs no real key; its id. */
HELPER const char *
put_key(struct spot *p, const char *item_id, const char *owner)
{
	const struct item_office o = key_office(p, NULL);
	const struct keyring_key key = { .item_id = item_id,
					 .owner = owner,
					 .bits = 2048,
					 .pem = "a public half",
					 .sealed = "a sealed half" };
	const char *id = NULL;

	assert_ok(keyring_put(p->db, &o, &key, &id));
	assert_non_null(id);
	return id;
}

HELPER struct keyring_key
get_key(struct spot *p, const char *id)
{
	struct keyring_key key;

	assert_ok(keyring_get(p->db, p->mem, id, &key));
	return key;
}

/* Pairs take long to make, so there is one for each owner a program, which
 * is kept in each test's own database. */
static struct keyring_key pairs[4];

/* A key of ${item_id} that ${signer}, whose master key is KEY_MASTER, can
 * sign with; its id. */
HELPER const char *
put_pair(struct spot *p, struct signer *signer, const char *item_id)
{
	const struct item_office o = key_office(p, signer);
	static struct arena *mem;
	struct keyring_key *pair = pairs;
	struct keyring_key ask = { .bits = 2048 };
	const char *id = NULL;

	if (!mem)
		mem = arena_new();
	while (pair->item_id && !streq(pair->item_id, item_id))
		pair++;
	if (!pair->item_id) {
		ask.item_id = arena_strdup(mem, item_id);
		assert_ok(signer_pair(signer, p->db, mem, &ask, pair));
	}
	assert_ok(keyring_put(p->db, &o, pair, &id));
	return id;
}

/* A profile "urn:p:${urn}" with a key; its item, the same in each test, and
 * *${key}. */
HELPER const char *
put_issuer(struct spot *p, struct signer *signer, const char *urn,
	   const char **key)
{
	const char *made = put_profile(p, urn, urn);
	const char *id = arena_printf(p->mem, "item-%s", urn);

	/* What it is found by stays with its old id. */
	assert_ok(db_run(p->db, NULL, "PRAGMA foreign_keys = OFF"));
	assert_ok(db_run(p->db, NULL, "UPDATE item SET id = $2 WHERE id = $1",
			 T(made), T(id)));
	assert_ok(db_run(p->db, NULL, "PRAGMA foreign_keys = ON"));
	*key = put_pair(p, signer, id);
	return id;
}

/* ${count} more entries of the audit trail. */
HELPER void
add_entries(struct spot *p, int count)
{
	struct audit_event event = { .action = "item.save", .target = "t" };
	int i;

	for (i = 0; i < count; i++) {
		event.words = arena_printf(p->mem, "Saved %d", i);
		assert_ok(audit_add(p->db, &maria, &event));
	}
}

/* A signed assertion of ${owner}, as it would be published. */
HELPER const char *
assertion_of(struct spot *p, const char *owner)
{
	return arena_printf(p->mem,
			    "{\"type\":\"Assertion\",\"id\":\"urn:s:1\","
			    "\"achievement\":{\"issuer\":{\"id\":\"%s\"}},"
			    "\"verification\":{\"type\":\"Signed\"}}",
			    owner);
}

/* Have ${signer} sign ${text} with key ${id}. */
HELPER enum result
sign_text(struct spot *p, struct signer *signer, const char *id,
	  const char *text, const char **jws)
{
	const struct signer_ask ask = { .root = KEY_ROOT,
					.key_id = id,
					.as = SIGNER_RECORD,
					.bytes = text,
					.len = strlen(text) };

	return signer_sign(signer, p->db, p->mem, &ask, jws);
}

/* ${jws} is key ${id}'s signature of exactly ${text}, with the header that
 * CLR 1.0 §2.8 shows. */
HELPER void
assert_signed(struct spot *p, const char *jws, const char *id, const char *text)
{
	const struct keyring_key row = get_key(p, id);
	auto_key key = NULL;
	struct jws open;

	assert_ok(jws_open(p->mem, jws, strlen(jws), &open));
	assert_ok(key_read_pem(row.pem, strlen(row.pem), &key));
	assert_ok(jws_verify(&open, key));
	assert_int_equal(open.alg, JWS_RS256);
	assert_string_equal(open.typ, "JWT");
	assert_string_equal(open.kid, keyring_url(p->mem, KEY_ROOT, id));
	assert_int_equal(open.payload_len, strlen(text));
	assert_memory_equal(open.payload, text, strlen(text));
}

#endif
