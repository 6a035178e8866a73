/*
 * For the tests of what is signed: an office whose college has a key, and a
 * signer in the process.
 */
#ifndef TESTS_UNIT_SIGNING_TEST_H
#define TESTS_UNIT_SIGNING_TEST_H

#include "item_test.h"

#include "crypto/jws.h"
#include "store/keyring.h"
#include "store/signer.h"

#define OFFICE "https://office.example"
#define ROOT OFFICE "/ims/clr/v1p0/"
#define UUID "00000000-0000-4000-8000-00000000000"

static const struct conf signing_conf = {
	.base_url = OFFICE,
	.master_key = "000102030405060708090a0b0c0d0e0f"
		      "101112131415161718191a1b1c1d1e1f",
	.max_document = 16 << 20,
	.max_depth = 64,
};

static struct signer *signing_here;

HELPER struct item_office
signing_office(struct spot *p)
{
	struct item_office o = office_of(p);

	if (!signing_here)
		signing_here = signer_here(&signing_conf);
	o.root = ROOT;
	o.signer = signing_here;
	return o;
}

/* Pairs take long to make: those of a program, each used once in a test. */
struct signing_pair {
	struct keyring_key key;
	struct signing_pair *next;
};
static struct signing_pair *signing_pairs;
static struct arena *signing_mem;

/* The tests of a program end with this. */
HELPER int
signing_end(void **state)
{
	(void)state;
	signer_free(signing_here);
	arena_free(signing_mem);
	signing_here = NULL;
	signing_mem = NULL;
	signing_pairs = NULL;
	return 0;
}

/* Is it in this test's database already? */
HELPER bool
is_used(struct spot *p, const struct keyring_key *key)
{
	return number_of(p->db, "SELECT count(*) FROM key WHERE pem = $1",
			 T(key->pem)) > 0;
}

/* A key of profile ${item}, which is the same in each test; its id. */
HELPER const char *
put_key(struct spot *p, const char *item)
{
	const struct item_office o = signing_office(p);
	struct signing_pair *pair = signing_pairs;
	struct keyring_key ask = { .bits = 2048 };
	const char *id = NULL;

	if (!signing_mem)
		signing_mem = arena_new();
	while (pair &&
	       (!streq(pair->key.item_id, item) || is_used(p, &pair->key)))
		pair = pair->next;
	if (!pair) {
		pair = arena_alloc(signing_mem, sizeof(*pair));
		ask.item_id = arena_strdup(signing_mem, item);
		assert_ok(signer_pair(o.signer, p->db, signing_mem, &ask,
				      &pair->key));
		pair->next = signing_pairs;
		signing_pairs = pair;
	}
	assert_ok(keyring_put(p->db, &o, &pair->key, &id));
	return id;
}

/* Give a new item an id that is the same in each test. */
HELPER const char *
named(struct spot *p, const char *item, const char *id)
{
	assert_ok(db_run(p->db, NULL, "PRAGMA foreign_keys = OFF"));
	assert_ok(db_run(p->db, NULL, "UPDATE item SET id = $2 WHERE id = $1",
			 T(item), T(id)));
	assert_ok(db_run(p->db, NULL,
			 "UPDATE item_identity SET item_id = $2"
			 " WHERE item_id = $1",
			 T(item), T(id)));
	assert_ok(db_run(p->db, NULL, "PRAGMA foreign_keys = ON"));
	return id;
}

/* put_office() with addresses below the service root: a college with a key,
 * a learner without, a course, an award, a record. */
HELPER struct office_items
put_signing_office(struct spot *p)
{
	struct office_items i;

	i.college = put_doc(p, CLR_PROFILE,
			    json_of(p, "{'id':'" ROOT "profiles/" UUID "1',"
				       "'type':'Profile',"
				       "'name':'Alder College'}"));
	i.college = named(p, i.college, "college");
	i.learner = put_profile(p, "maya", "Maya Okafor");
	i.learner = named(p, i.learner, "learner");
	i.course = put_doc(p, CLR_ACHIEVEMENT,
			   json_of(p,
				   "{'id':'" ROOT "achievements/" UUID "2',"
				   "'type':'Achievement','name':'Carpentry I',"
				   "'issuer':{'$item':'%s'}}",
				   i.college));
	i.award = put_doc(p, CLR_ASSERTION,
			  json_of(p,
				  "{'id':'" ROOT "assertions/" UUID "3',"
				  "'type':'Assertion',"
				  "'achievement':{'$item':'%s'},"
				  "'issuedOn':'2024-05-31T12:00:00Z',"
				  "'recipient':{'type':'id',"
				  "'identity':'urn:p:maya','hashed':false}}",
				  i.course));
	i.clr = put_doc(p, CLR_CLR,
			json_of(p,
				"{'id':'" ROOT "clrs/" UUID "4','type':'Clr',"
				"'name':'Transcript',"
				"'issuedOn':'2024-06-01T12:00:00Z',"
				"'learner':{'$item':'%s'},"
				"'publisher':{'$item':'%s'},"
				"'assertions':[{'$item':'%s'}]}",
				i.learner, i.college, i.award));
	return i;
}

/* An endorsement of ${claim} given by the college. */
HELPER const char *
put_signing_endorsement(struct spot *p, const struct office_items *i,
			const char *claim)
{
	return put_doc(p, CLR_ENDORSEMENT,
		       json_of(p,
			       "{'id':'" ROOT "endorsements/" UUID "5',"
			       "'type':'Endorsement',"
			       "'issuer':{'$item':'%s'},"
			       "'issuedOn':'2024-06-01T12:00:00Z',"
			       "'claim':{'id':'%s','type':'EndorsementClaim'},"
			       "'verification':{'type':'Hosted'}}",
			       i->college, claim));
}

/* Publish item ${id} as it is now, with these proofs. */
HELPER enum result
publish_as(struct spot *p, const char *id, enum version_proof proof,
	   enum version_proof parts)
{
	const struct item_office o = signing_office(p);
	const struct version_new new = { .item_id = id,
					 .revision = get_item(p, id).revision,
					 .proof = proof,
					 .parts = parts };
	long long number;

	return version_put(p->db, &o, &new, &number);
}

/* The signed form of the version in force of ${id}; NULL: it has none. */
HELPER const char *
jws_of(struct spot *p, const char *id)
{
	auto_rows rows = NULL;

	assert_ok(db_query(p->db, &rows,
			   "SELECT s.jws FROM item i LEFT JOIN signature s"
			   " ON s.item_id = i.id AND s.number = i.version"
			   " WHERE i.id = $1",
			   T(id)));
	assert_ok(db_next(rows));
	return db_column_text(rows, 0, p->mem, NULL);
}

/* Take ${jws} apart, which must be by ${key_id}; its payload. */
HELPER json_t *
payload_of(struct spot *p, const char *jws, const char *key_id)
{
	struct keyring_key row;
	auto_key key = NULL;
	struct jws parts;
	json_t *doc;

	assert_non_null(jws);
	assert_ok(keyring_get(p->db, p->mem, key_id, &row));
	assert_ok(key_read_pem(row.pem, strlen(row.pem), &key));
	assert_ok(jws_open(p->mem, jws, strlen(jws), &parts));
	assert_ok(jws_verify(&parts, key));
	assert_string_equal(parts.kid, keyring_url(p->mem, ROOT, key_id));
	assert_string_equal(parts.typ, "JWT");
	assert_ok(load_json(p->mem, (const char *)parts.payload,
			    parts.payload_len, &item_limits, &doc));
	return doc;
}

/* The version in force of ${id}, as JSON. */
HELPER json_t *
published(struct spot *p, const char *id)
{
	struct version version;
	json_t *doc;

	assert_ok(version_get(p->db, p->mem, id, 0, &version));
	assert_ok(load_stored(p->mem, version.doc, version.doc_len, &doc));
	return doc;
}

/* The text at a JSON pointer of names; "" if there is none. */
HELPER const char *
text_at(const json_t *doc, const char *first, const char *second)
{
	const char *text;

	doc = json_object_get(doc, first);
	text = json_string_value(second ? json_object_get(doc, second) : doc);
	return text ? text : "";
}

#endif
