/* What becomes public, and what goes: store/hosted_put.c. */
#include "hosted_test.h"

static long long
revocations_of(struct spot *p, const char *issuer, const char *doc_id)
{
	return number_of(p->db,
			 "SELECT count(*) FROM revocation"
			 " WHERE issuer_id = $1 AND doc_id = $2",
			 T(issuer), T(doc_id));
}

static void
shows_what_is_published_and_who_issues_it(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_signing_office(p);

	publish_here(p, i.college, VERSION_AS_DRAFT);
	assert_false(is_hosted(p, PROFILE));
	publish_here(p, i.course, VERSION_AS_DRAFT);
	assert_true(is_hosted(p, COURSE));
	assert_true(is_hosted(p, PROFILE));
	assert_false(is_hosted(p, AWARD));
	publish_here(p, i.award, VERSION_HOSTED);
	assert_true(is_hosted(p, AWARD));
	publish_here(p, i.clr, VERSION_AS_DRAFT);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM hosted"), 3);
}

/* What says itself that it was revoked has come so: from an import. */
static void
own_words_revoke(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_signing_office(p);
	const struct item_office o = hosted_office(p);
	struct item item = get_item(p, i.award);
	struct hosted_row row;
	struct hosted doc;
	json_t *json;

	assert_ok(item_json(&o, &item, &json));
	json_object_set_new(json, "revoked", json_true());
	assert_ok(item_save(p->db, &o, i.award, item.revision, json));
	publish_here(p, i.award, VERSION_HOSTED);
	assert_ok(get_hosted(p, AWARD, &doc));
	assert_int_equal(doc.status, 410);
	assert_string_equal(doc.reason, "");
	assert_ok(hosted_row(p->db, AWARD, &row));
	assert_true(row.is_revoked);
	item = get_item(p, i.award);
	json_object_set_new(json, "revocationReason",
			    json_string("A <mistake>"));
	assert_ok(item_save(p->db, &o, i.award, item.revision, json));
	publish_here(p, i.award, VERSION_HOSTED);
	assert_ok(get_hosted(p, AWARD, &doc));
	assert_int_equal(doc.status, 410);
	assert_string_equal(doc.reason, "A <mistake>");
	json = json_of(p, "%s", doc.bytes);
	assert_int_equal(json_object_size(json), 5);
	assert_string_equal(text_at(json, "id", NULL), ROOT AWARD);
	assert_string_equal(text_at(json, "type", NULL), "Assertion");
	assert_true(json_is_true(json_object_get(json, "revoked")));
	assert_string_equal(text_at(json, "revocationReason", NULL),
			    "A <mistake>");
	/* The office's own words come before. */
	revoke_here(p, i.award, "Fraud.");
	assert_ok(get_hosted(p, AWARD, &doc));
	assert_int_equal(doc.status, 410);
	assert_string_equal(doc.reason, "Fraud.");
}

/* The parts of what is published are published before it. */
static void
shows_parts_with_the_whole(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_signing_office(p);

	publish_here(p, i.clr, VERSION_HOSTED);
	assert_true(is_hosted(p, PROFILE));
	assert_true(is_hosted(p, COURSE));
	assert_true(is_hosted(p, AWARD));
	assert_false(is_hosted(p, "clrs/" UUID "4"));
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM hosted"), 3);
}

/* Who makes a record of themselves has said nothing to the public. */
static void
hides_learners(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_signing_office(p);
	const char *learner, *clr;

	learner = put_doc(p, CLR_PROFILE,
			  json_of(p, "{'id':'" ROOT "profiles/" UUID "7',"
				     "'type':'Profile','name':'Bea Moss'}"));
	clr = put_doc(p, CLR_CLR,
		      json_of(p,
			      "{'id':'" ROOT "clrs/" UUID "8','type':'Clr',"
			      "'name':'My own','issuedOn':"
			      "'2024-06-01T12:00:00Z',"
			      "'learner':{'$item':'%s'},"
			      "'publisher':{'$item':'%s'},'assertions':[{'id':"
			      "'urn:uuid:" UUID
			      "6','type':'Assertion','issuedOn':"
			      "'2024-05-31T12:00:00Z','achievement':{'$item':"
			      "'%s'},'recipient':{'type':'id','identity':"
			      "'" ROOT "profiles/" UUID "7','hashed':false}}]}",
			      learner, learner, i.course));
	publish_here(p, clr, VERSION_NO_PROOF);
	assert_int_equal(get_item(p, learner).version, 1);
	assert_false(is_hosted(p, "profiles/" UUID "7"));
	/* A key makes public whose it is. */
	put_key(p, learner);
	assert_true(is_hosted(p, "profiles/" UUID "7"));
}

static void
changes_have_later_times(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_signing_office(p);
	int64_t before = 0;
	struct hosted doc;
	int n;

	for (n = 0; n < 4; n++) {
		set_text(p, i.course, "description",
			 arena_printf(p->mem, "Words %d", n));
		publish_here(p, i.course, VERSION_AS_DRAFT);
		assert_ok(get_hosted(p, COURSE, &doc));
		assert_true(doc.changed_at > before);
		before = doc.changed_at;
	}
	revoke_here(p, i.course, "No longer taught.");
	assert_ok(get_hosted(p, COURSE, &doc));
	assert_true(doc.changed_at > before);
	/* It is on no list: that is for what is awarded. */
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM revocation"),
			 0);
}

static void
signed_ones_go(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_signing_office(p);

	put_key(p, i.college);
	publish_here(p, i.award, VERSION_HOSTED);
	assert_true(is_hosted(p, AWARD));
	put_file(p, AWARD, TREE_JSON);
	set_text(p, i.award, "narrative", "Now signed.");
	publish_here(p, i.award, VERSION_SIGNED);
	assert_false(is_hosted(p, AWARD));
	assert_false(tree_has(hosted_tree, AWARD, TREE_JSON));
	assert_true(is_hosted(p, COURSE));
	/* Revoked, it is on the list all the same. */
	revoke_here(p, i.award, "By mistake.");
	assert_false(is_hosted(p, AWARD));
	assert_int_equal(revocations_of(p, i.college, ROOT AWARD), 1);
}

static void
tells_each_issuer(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_signing_office(p);
	const char *said = put_signing_endorsement(p, &i, ROOT COURSE);
	const struct item_office o = hosted_office(p);
	struct item item;
	const char *other;
	json_t *doc;

	publish_here(p, i.clr, VERSION_HOSTED);
	publish_here(p, said, VERSION_AS_DRAFT);
	/* Another issuer of the same award, in its second version. */
	other = put_doc(p, CLR_PROFILE,
			json_of(p, "{'id':'" ROOT "profiles/" UUID "9',"
				   "'type':'Profile','name':'Birch College'}"));
	item = get_item(p, i.course);
	assert_ok(item_json(&o, &item, &doc));
	json_object_set_new(doc, "issuer",
			    json_pack("{s:s}", EDIT_ITEM, other));
	assert_ok(item_save(p->db, &o, i.course, item.revision, doc));
	publish_here(p, i.course, VERSION_AS_DRAFT);
	assert_true(is_hosted(p, "profiles/" UUID "9"));
	publish_here(p, i.award, VERSION_AS_DRAFT);
	revoke_here(p, i.award, "By mistake.");
	assert_int_equal(revocations_of(p, i.college, ROOT AWARD), 1);
	assert_int_equal(revocations_of(p, other, ROOT AWARD), 1);
	revoke_here(p, said, "Taken back.");
	assert_int_equal(revocations_of(p, i.college, ROOT ENDORSEMENT), 1);
	revoke_here(p, i.clr, "Incomplete.");
	assert_int_equal(revocations_of(p, i.college, ROOT "clrs/" UUID "4"),
			 1);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM revocation"),
			 4);
	assert_false(is_hosted(p, "clrs/" UUID "4"));
}

/* ---- Files go in the same transaction */

static void
put_files(struct spot *p, const char *path)
{
	put_file(p, path, TREE_JSON);
	put_file(p, path, TREE_HTML);
}

static bool
has_files(const char *path)
{
	bool has = tree_has(hosted_tree, path, TREE_JSON);

	assert_int_equal(tree_has(hosted_tree, path, TREE_HTML), has);
	return has;
}

static void
files_go_with_what_they_say(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_signing_office(p);
	const char *list = arena_printf(p->mem, "revocations/%s", i.college);
	const char *key = arena_printf(p->mem, "keys/%s",
				       put_key(p, i.college));

	publish_here(p, i.clr, VERSION_HOSTED);
	put_files(p, AWARD);
	put_files(p, COURSE);
	put_files(p, PROFILE);
	put_files(p, list);
	put_files(p, key);
	put_file(p, HOSTED_JWKS_PATH, TREE_JSON);
	/* What did not change stays. */
	set_text(p, i.award, "narrative", "New words.");
	publish_here(p, i.award, VERSION_AS_DRAFT);
	assert_false(has_files(AWARD));
	assert_true(has_files(COURSE) && has_files(PROFILE) &&
		    has_files(list) && has_files(key));
	put_files(p, AWARD);
	revoke_here(p, i.award, "By mistake.");
	assert_false(has_files(AWARD) || has_files(list));
	assert_true(has_files(COURSE) && has_files(PROFILE) && has_files(key));
	put_files(p, list);
	/* A name stands on keys and lists. */
	set_text(p, i.college, "name", "Birch College");
	publish_here(p, i.college, VERSION_AS_DRAFT);
	assert_false(has_files(PROFILE) || has_files(list) || has_files(key));
	assert_false(tree_has(hosted_tree, HOSTED_JWKS_PATH, TREE_JSON));
	assert_true(has_files(COURSE));
}

/* When a file stays, nothing is changed. */
static void
a_file_that_stays_stops_it(void **state)
{
	struct spot *p = *state;
	const struct item_office o = hosted_office(p);
	const struct office_items i = put_signing_office(p);
	char *path = arena_printf(p->mem, "%s/ims/clr/v1p0/" AWARD ".json",
				  hosted_tree);
	struct hosted doc;

	publish_here(p, i.award, VERSION_HOSTED);
	put_file(p, COURSE, TREE_JSON);
	put_file(p, AWARD, TREE_JSON);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkdir(path, 0755), 0);
	assert_int_equal(version_revoke(p->db, &o, i.award, "By mistake."),
			 INTERNAL);
	assert_ok(get_hosted(p, AWARD, &doc));
	assert_int_equal(doc.status, 200);
	assert_int_equal(get_item(p, i.award).state, ITEM_PUBLISHED);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM revocation"),
			 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_hosted(shows_what_is_published_and_who_issues_it),
		test_hosted(shows_parts_with_the_whole),
		test_hosted(own_words_revoke),
		test_hosted(hides_learners),
		test_hosted(changes_have_later_times),
		test_hosted(signed_ones_go),
		test_hosted(tells_each_issuer),
		test_hosted(files_go_with_what_they_say),
		test_hosted(a_file_that_stays_stops_it),
	};

	return cmocka_run_group_tests(tests, NULL, signing_end);
}
