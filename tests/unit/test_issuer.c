/* Who answers for documents, and what their profiles say. */
#include "signing_test.h"

#include "store/issuer.h"

/* ${fmt}, completed as the document of ${item}, as text. */
static const char *
completed(struct spot *p, const char *root, const char *item, const char *doc)
{
	struct item_office o = signing_office(p);
	json_t *profile = json_of(p, "%s", doc);
	char *text;

	o.root = root;
	assert_ok(issuer_complete(p->db, &o, item, profile));
	text = json_dumps(profile, JSON_COMPACT);
	doc = arena_strdup(p->mem, text);
	free(text);
	return doc;
}

static void
completes_what_others_need(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_signing_office(p);
	static const char plain[] = "{'id':'" ROOT "profiles/" UUID "1'}";
	const char *key, *text;

	/* without a key */
	assert_string_equal(
		completed(p, ROOT, i.college, plain),
		arena_printf(p->mem,
			     "{\"id\":\"" ROOT "profiles/" UUID "1\","
			     "\"revocationList\":\"" ROOT "revocations/%s\","
			     "\"verification\":{\"type\":\"Verification\","
			     "\"allowedOrigins\":[\"office.example\"],"
			     "\"startsWith\":[\"" ROOT "\"]}}",
			     i.college));
	key = put_key(p, i.college);
	text = completed(p, ROOT, i.college, plain);
	assert_non_null(strstr(
		text, arena_printf(p->mem,
				   "\"publicKey\":{\"id\":\"" ROOT
				   "keys/%s\",\"type\":"
				   "\"CryptographicKey\",\"owner\":\"" ROOT
				   "profiles/" UUID "1\",\"publicKeyPem\":",
				   key)));
	assert_null(strstr(text, "@context"));
	/* not kept yet: no list, no key */
	text = completed(p, ROOT, NULL, plain);
	assert_null(strstr(text, "revocationList"));
	assert_non_null(strstr(text, "\"startsWith\""));
	/* a site with a port */
	text = completed(p, "http://127.0.0.1:81/x/ims/clr/v1p0/", NULL,
			 "{'id':'http://127.0.0.1:81/x/ims/clr/v1p0/profiles/"
			 "a'}");
	assert_non_null(strstr(text, "\"allowedOrigins\":"
				     "[\"127.0.0.1:81\"]"));
}

static void
leaves_what_is_said(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_signing_office(p);
	static const char own[] =
		"{\"id\":\"" ROOT "profiles/" UUID "1\","
		"\"publicKey\":{\"id\":\"urn:k\"},"
		"\"revocationList\":\"https://l.example/\","
		"\"verification\":{\"type\":\"Verification\"}}";
	static const char learner[] = "{\"id\":\"urn:p:maya\"}";

	put_key(p, i.college);
	assert_string_equal(completed(p, ROOT, i.college, own), own);
	assert_string_equal(completed(p, ROOT, i.learner, learner), learner);
	assert_string_equal(completed(p, NULL, i.college, learner), learner);
	/* with a key whoever it is issues */
	put_key(p, i.learner);
	assert_non_null(
		strstr(completed(p, ROOT, i.learner, learner), "publicKey"));
	assert_ok(db_run(p->db, NULL, "DROP TABLE key"));
	assert_int_equal(issuer_complete(p->db,
					 &(struct item_office){ .mem = p->mem,
								.root = ROOT },
					 i.college, json_of(p, "{}")),
			 INTERNAL);
}

static void
stands_complete_everywhere(void **state)
{
	struct spot *p = *state;
	const struct item_office o = signing_office(p);
	const struct office_items i = put_signing_office(p);
	const char *said = put_signing_endorsement(p, &i, "urn:x");
	const char *key = keyring_url(p->mem, ROOT, put_key(p, i.college));
	struct item item = get_item(p, i.clr);
	const json_t *inner;
	json_t *whole;

	assert_ok(item_whole(p->db, &o, &item, true, &whole));
	inner = json_object_get(whole, "publisher");
	assert_string_equal(text_at(inner, "publicKey", "id"), key);
	assert_string_equal(
		text_at(inner, "revocationList", NULL),
		arena_printf(p->mem, ROOT "revocations/%s", i.college));
	inner = json_array_get(json_object_get(whole, "assertions"), 0);
	inner = json_object_get(json_object_get(inner, "achievement"),
				"issuer");
	assert_string_equal(text_at(inner, "publicKey", "id"), key);
	inner = json_object_get(whole, "learner");
	assert_null(json_object_get(inner, "publicKey"));
	assert_null(json_object_get(inner, "revocationList"));
	assert_null(json_object_get(inner, "verification"));
	/* an endorser's profile may say these, too */
	item = get_item(p, said);
	assert_ok(item_whole(p->db, &o, &item, true, &whole));
	inner = json_object_get(whole, "issuer");
	assert_string_equal(text_at(inner, "publicKey", "id"), key);
	assert_string_equal(text_at(inner, "verification", "type"),
			    "Verification");
	/* and the profile itself, where its draft stays what it is */
	item = get_item(p, i.college);
	assert_ok(item_whole(p->db, &o, &item, true, &whole));
	assert_string_equal(text_at(whole, "publicKey", "id"), key);
	assert_null(strstr(get_item(p, i.college).doc, "publicKey"));
}

static void
knows_who_answers(void **state)
{
	struct spot *p = *state;
	const struct item_office o = signing_office(p);
	const struct office_items i = put_signing_office(p);
	const char *said = put_signing_endorsement(p, &i, "urn:x");
	const char *const ids[] = { i.course, i.award, i.clr, said };
	struct item item, issuer;
	json_t *doc;
	size_t n;

	for (n = 0; n < 4; n++) {
		item = get_item(p, ids[n]);
		assert_ok(item_json(&o, &item, &doc));
		assert_ok(issuer_find(p->db, &o, item.as, doc, &issuer));
		assert_string_equal(issuer.id, i.college);
		assert_ok(item_whole(p->db, &o, &item, true, &doc));
		assert_ok(issuer_find(p->db, &o, item.as, doc, &issuer));
		assert_string_equal(issuer.id, i.college);
	}
	assert_fails(issuer_find(p->db, &o, CLR_CLR, json_of(p, "{}"), &issuer),
		     NOT_FOUND, "it does not say who issues it");
	assert_fails(issuer_find(p->db, &o, CLR_ASSERTION,
				 json_of(p, "{'achievement':{'issuer':"
					    "{'id':'urn:o','name':'Other'}}}"),
				 &issuer),
		     NOT_FOUND,
		     "its issuer, Other, is no profile of this office");
	assert_fails(
		issuer_find(p->db, &o, CLR_PROFILE, json_of(p, "{}"), &issuer),
		NOT_FOUND, "it does not say who issues it");
	assert_int_equal(issuer_find(p->db, &o, CLR_ASSERTION,
				     json_of(p, "{'achievement':"
						"{'$item':'none'}}"),
				     &issuer),
			 NOT_FOUND);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, completes_what_others_need),
		test_in(spot_begin, leaves_what_is_said),
		test_in(spot_begin, stands_complete_everywhere),
		test_in(spot_begin, knows_who_answers),
	};

	return cmocka_run_group_tests(tests, NULL, signing_end);
}
