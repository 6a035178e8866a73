/* How published documents are proved: what may be chosen, and signatures. */
#include "signing_test.h"

#include "store/version_proof.h"

static void
has_names(void **state)
{
	static const char *const names[] = { "", "none", "hosted", "signed" };
	int i;

	(void)state;
	for (i = 0; i < 4; i++) {
		assert_string_equal(version_proof_name((enum version_proof)i),
				    names[i]);
		assert_int_equal(version_proof_named(names[i]), i);
	}
	assert_int_equal(version_proof_named("Signed"), VERSION_AS_DRAFT);
	assert_int_equal(version_proof_named(NULL), VERSION_AS_DRAFT);
	assert_true(version_proof_applies(CLR_CLR));
	assert_true(version_proof_applies(CLR_ASSERTION));
	assert_true(version_proof_applies(CLR_ENDORSEMENT));
	assert_false(version_proof_applies(CLR_PROFILE));
	assert_false(version_proof_applies(CLR_ACHIEVEMENT));
}

static void
reads_and_writes_what_is_said(void **state)
{
	struct spot *p = *state;
	const struct item_office o = signing_office(p);
	const struct keyring_key key = { .id = "k" };
	static const struct {
		const char *before, *after;
		enum version_proof proof;
		bool has_key;
	} rows[] = {
		{ "{'id':'a'}", "{'id':'a','verification':{'type':'Signed'}}",
		  VERSION_SIGNED, true },
		{ "{'verification':{'type':'Hosted','x:y':1},'id':'a'}",
		  "{'verification':{'type':'Signed','x:y':1},'id':'a'}",
		  VERSION_SIGNED, true },
		{ "{'verification':{'type':'Signed','creator':'urn:old'}}",
		  "{'verification':{'type':'Signed','creator':'" ROOT
		  "keys/k'}}",
		  VERSION_SIGNED, true },
		{ "{'verification':{'type':'Signed','creator':'urn:old'}}",
		  "{'verification':{'type':'Hosted','creator':'urn:old'}}",
		  VERSION_HOSTED, false },
		{ "{'verification':'Signed'}",
		  "{'verification':{'type':'Hosted'}}", VERSION_HOSTED, false },
		{ "{'id':'a','verification':{'type':'Hosted'}}", "{'id':'a'}",
		  VERSION_NO_PROOF, false },
		{ "{'id':'a'}", "{'id':'a'}", VERSION_NO_PROOF, false },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		json_t *doc = json_of(p, "%s", rows[i].before);

		version_proof_write(&o, doc, rows[i].proof,
				    rows[i].has_key ? &key : NULL);
		assert_true(json_equal(doc, json_of(p, "%s", rows[i].after)));
		assert_int_equal(version_proof_of(CLR_ASSERTION, doc),
				 rows[i].proof);
	}
	/* an import's bare word is a type */
	assert_int_equal(version_proof_of(CLR_CLR, json_of(p, "{'verification':"
							      "'Signed'}")),
			 VERSION_SIGNED);
	assert_int_equal(
		version_proof_of(CLR_PROFILE, json_of(p, "{'verification':"
							 "{'type':'Hosted'}}")),
		VERSION_AS_DRAFT);
}

/* What ${proof} of item ${id} is answered with. */
static enum result
check(struct spot *p, const char *id, enum version_proof proof)
{
	const struct item_office o = signing_office(p);
	const struct item item = get_item(p, id);
	json_t *draft;

	assert_ok(item_json(&o, &item, &draft));
	return version_proof_check(p->db, &o, &item, draft, proof);
}

static void
tells_what_cannot_be(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_signing_office(p);
	const char *said = put_signing_endorsement(p, &i, "urn:x");
	const char *theirs, *ours;

	assert_fails(check(p, i.award, VERSION_SIGNED), INVALID,
		     "Alder College has no key yet. Make one under "
		     "Administration, Keys, or choose Hosted.");
	assert_int_equal(check(p, i.clr, VERSION_SIGNED), INVALID);
	assert_ok(check(p, i.award, VERSION_HOSTED));
	assert_ok(check(p, i.clr, VERSION_HOSTED));
	assert_ok(check(p, i.award, VERSION_NO_PROOF));
	assert_ok(check(p, i.award, VERSION_AS_DRAFT));
	assert_ok(check(p, i.college, VERSION_SIGNED));
	put_key(p, i.college);
	assert_ok(check(p, i.award, VERSION_SIGNED));
	assert_ok(check(p, i.clr, VERSION_SIGNED));
	assert_ok(check(p, said, VERSION_SIGNED));
	assert_ok(check(p, said, VERSION_HOSTED));
	assert_fails(check(p, said, VERSION_NO_PROOF), INVALID,
		     "An endorsement must say how it can be checked: choose "
		     "Signed or Hosted.");
	assert_ok(check(p, said, VERSION_AS_DRAFT));
	/* an id of elsewhere, or of another folder, or of none */
	ours = put_assertion(p, "x", i.course, "maya");
	assert_fails(check(p, ours, VERSION_HOSTED), INVALID,
		     "“Carpentry I” was given its id elsewhere, so it cannot "
		     "be fetched from this site: choose Signed.");
	for (size_t n = 0; n < 5; n++) {
		static const char *const ids[] = { ROOT "clrs/a",
						   ROOT "assertions/",
						   ROOT "assertions/a/b",
						   ROOT "assertionsa",
						   OFFICE "/assertions/a" };

		theirs = put_doc(p, CLR_ASSERTION,
				 json_of(p,
					 "{'id':'%s','achievement':{'id':'urn:"
					 "b','name':'Badge','issuer':"
					 "{'id':'urn:o','name':'Other'}}}",
					 ids[n]));
		assert_int_equal(check(p, theirs, VERSION_HOSTED), INVALID);
	}
	assert_fails(check(p, theirs, VERSION_SIGNED), INVALID,
		     "“Badge” cannot be signed here: its issuer, Other, is no "
		     "profile of this office.");
}

/* What part ${id} gets when ${parts} was chosen for all. */
static enum version_proof
part(struct spot *p, const char *id, enum version_proof parts)
{
	const struct item_office o = signing_office(p);
	const struct item item = get_item(p, id);
	enum version_proof proof = VERSION_HOSTED;

	assert_ok(version_proof_part(p->db, &o, &item, parts, &proof));
	return proof;
}

static void
parts_say_it_themselves(void **state)
{
	struct spot *p = *state;
	const struct item_office o = signing_office(p);
	const struct office_items i = put_signing_office(p);
	const char *given = put_signing_endorsement(p, &i, "urn:x");
	const char *received, *hosted;
	struct item item;

	assert_ok(item_put(p->db, &o, CLR_ENDORSEMENT,
			   json_of(p,
				   "{'id':'" ROOT "endorsements/r','issuer':"
				   "{'$item':'%s'},'verification':"
				   "{'type':'Hosted'},'claim':{'id':'urn:x'}}",
				   i.college),
			   "received", &received));
	hosted = put_doc(p, CLR_ASSERTION,
			 json_of(p, "{'id':'" ROOT "assertions/h',"
				    "'verification':{'type':'Hosted'}}"));
	assert_int_equal(part(p, i.award, VERSION_SIGNED), VERSION_SIGNED);
	assert_int_equal(part(p, i.award, VERSION_HOSTED), VERSION_HOSTED);
	assert_int_equal(part(p, i.award, VERSION_AS_DRAFT), VERSION_AS_DRAFT);
	assert_int_equal(part(p, hosted, VERSION_SIGNED), VERSION_AS_DRAFT);
	assert_int_equal(part(p, i.college, VERSION_SIGNED), VERSION_AS_DRAFT);
	/* what we say ourselves, once it can be signed */
	assert_int_equal(part(p, given, VERSION_SIGNED), VERSION_AS_DRAFT);
	put_key(p, i.college);
	assert_int_equal(part(p, given, VERSION_SIGNED), VERSION_SIGNED);
	assert_int_equal(part(p, given, VERSION_HOSTED), VERSION_AS_DRAFT);
	assert_int_equal(part(p, given, VERSION_NO_PROOF), VERSION_AS_DRAFT);
	assert_int_equal(part(p, received, VERSION_SIGNED), VERSION_AS_DRAFT);
	item = get_item(p, given);
	assert_string_equal(item.kind, "given");
}

static void
signs_what_was_published(void **state)
{
	struct spot *p = *state;
	const struct item_office o = signing_office(p);
	struct item_office nobody = o;
	const struct office_items i = put_signing_office(p);
	const char *key_id = put_key(p, i.college), *jws;
	struct version_proof_mark mark;
	struct version version;
	struct keyring_key key;

	assert_ok(publish_as(p, i.award, VERSION_SIGNED, 0));
	assert_ok(version_proof_mark(p->db, p->mem, i.award, 1, &mark));
	assert_string_equal(mark.key_id, key_id);
	assert_true(mark.signed_at > 1700000000);
	assert_int_equal(version_proof_mark(p->db, p->mem, i.award, 2, &mark),
			 NOT_FOUND);
	/* nothing is kept that does not hold */
	assert_ok(version_get(p->db, p->mem, i.award, 1, &version));
	assert_ok(keyring_get(p->db, p->mem, key_id, &key));
	nobody.signer = NULL;
	version.number = 7;
	assert_fails(version_proof_sign(p->db, &nobody, &key, &version, &jws),
		     INTERNAL, "nobody signs here");
	key.pem = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----";
	assert_int_equal(version_proof_sign(p->db, &o, &key, &version, &jws),
			 INTERNAL);
	assert_non_null(strstr(fail_last()->text, "does not hold"));
	key.id = "none";
	assert_int_equal(version_proof_sign(p->db, &o, &key, &version, &jws),
			 NOT_FOUND);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM signature"), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(has_names),
		test_in(spot_begin, reads_and_writes_what_is_said),
		test_in(spot_begin, tells_what_cannot_be),
		test_in(spot_begin, parts_say_it_themselves),
		test_in(spot_begin, signs_what_was_published),
	};

	return cmocka_run_group_tests(tests, NULL, signing_end);
}
