/* What stands at public addresses: store/hosted.c. */
#include "hosted_test.h"

#include "crypto/digest.h"

static void
knows_its_paths(void **state)
{
	static const struct {
		const char *url, *path;
	} urls[] = {
		{ ROOT AWARD, AWARD },
		{ ROOT "keys/abc", "keys/abc" },
		{ ROOT "revocations/A_b-9", "revocations/A_b-9" },
		{ ROOT "clrs/" UUID "4", NULL },
		{ ROOT "assertions/", NULL },
		{ ROOT "assertions", NULL },
		{ ROOT "assertions/a/b", NULL },
		{ ROOT "assertions/..", NULL },
		{ ROOT "assertions/.half", NULL },
		{ ROOT "assertions/a?x=1", NULL },
		{ ROOT "assertions/a#x", NULL },
		{ ROOT "assertions/a.json", NULL },
		{ ROOT "assertions/%61", NULL },
		{ ROOT "assertions/a b", NULL },
		{ ROOT "assertions/\xc3\xa9", NULL },
		{ ROOT "nothing/a", NULL },
		{ ROOT "/assertions/a", NULL },
		{ ROOT ".well-known/jwks", NULL },
		{ OFFICE "/assertions/a", NULL },
		{ "https://office.example.evil/ims/clr/v1p0/assertions/a",
		  NULL },
		{ "urn:uuid:" UUID "3", NULL },
		{ "", NULL },
		{ NULL, NULL },
	};
	const char *path, *longest;
	struct arena *mem = arena_new();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(urls) / sizeof(urls[0]); i++) {
		path = hosted_path(ROOT, urls[i].url);
		if (urls[i].path)
			assert_string_equal(path, urls[i].path);
		else
			assert_null(path);
	}
	assert_null(hosted_path(NULL, ROOT AWARD));
	longest = arena_printf(mem, "keys/%0128d", 0);
	assert_true(hosted_is_path(longest));
	assert_false(hosted_is_path(arena_printf(mem, "%s0", longest)));
	assert_string_equal(hosted_folder(CLR_CLR), "clrs");
	assert_null(hosted_folder(CLR_VERIFICATION));
	arena_free(mem);
}

static void
gives_the_bytes_of_the_version_in_force(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_signing_office(p);
	struct version version;
	struct hosted doc;

	assert_int_equal(get_hosted(p, AWARD, &doc), NOT_FOUND);
	publish_here(p, i.award, VERSION_HOSTED);
	assert_ok(get_hosted(p, AWARD, &doc));
	assert_int_equal(doc.kind, HOSTED_ITEM);
	assert_int_equal(doc.as, CLR_ASSERTION);
	assert_int_equal(doc.status, 200);
	assert_string_equal(doc.item_id, i.award);
	assert_string_equal(doc.path, AWARD);
	assert_string_equal(doc.reason, "");
	assert_null(doc.jws);
	assert_ok(version_get(p->db, p->mem, i.award, 0, &version));
	assert_int_equal(doc.len, version.doc_len);
	assert_memory_equal(doc.bytes, version.doc, doc.len);
	assert_string_equal(doc.sha256, digest_hex(p->mem, doc.bytes, doc.len));
	/* Edited and not published, nothing changes. */
	set_text(p, i.award, "narrative", "New words.");
	assert_ok(get_hosted(p, AWARD, &doc));
	assert_memory_equal(doc.bytes, version.doc, doc.len);
	publish_here(p, i.award, VERSION_AS_DRAFT);
	assert_ok(get_hosted(p, AWARD, &doc));
	assert_non_null(strstr(doc.bytes, "New words."));
}

static void
gives_a_stub_of_what_was_revoked(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_signing_office(p);
	struct hosted doc;
	json_t *stub, *wanted;
	const char *reason;
	int64_t at;

	publish_here(p, i.award, VERSION_HOSTED);
	revoke_here(p, i.award, "Issued to “somebody else”.");
	assert_ok(get_hosted(p, AWARD, &doc));
	assert_int_equal(doc.status, 410);
	assert_string_equal(doc.reason, "Issued to “somebody else”.");
	stub = json_of(p, "%s", doc.bytes);
	wanted = json_of(p,
			 "{'@context':'" CLR_CONTEXT "','id':'" ROOT AWARD "',"
			 "'type':'Assertion','revoked':true,"
			 "'revocationReason':'Issued to “somebody else”.'}");
	assert_true(json_equal(stub, wanted));
	assert_string_equal(doc.sha256, digest_hex(p->mem, doc.bytes, doc.len));
	assert_ok(hosted_revocation(p->db, p->mem, ROOT AWARD, &at, &reason));
	assert_true(at > 0);
	assert_string_equal(reason, "Issued to “somebody else”.");
	assert_int_equal(
		hosted_revocation(p->db, p->mem, ROOT COURSE, &at, &reason),
		NOT_FOUND);
}

static void
always_gives_a_list(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_signing_office(p);
	const char *path = arena_printf(p->mem, "revocations/%s", i.college);
	struct hosted doc;
	json_t *wanted;

	assert_false(is_hosted(p, path));
	publish_here(p, i.clr, VERSION_HOSTED);
	assert_ok(get_hosted(p, path, &doc));
	assert_int_equal(doc.kind, HOSTED_REVOCATIONS);
	assert_int_equal(doc.as, CLR_REVOCATION_LIST);
	assert_int_equal(doc.status, 200);
	assert_string_equal(doc.item_id, i.college);
	wanted = json_of(p,
			 "{'@context':'" CLR_CONTEXT "','id':'" ROOT "%s',"
			 "'type':'RevocationList','issuer':'" ROOT PROFILE "',"
			 "'revokedAssertions':[]}",
			 path);
	assert_true(json_equal(json_of(p, "%s", doc.bytes), wanted));
	revoke_here(p, i.award, "By mistake.");
	assert_ok(get_hosted(p, path, &doc));
	json_array_append_new(json_object_get(wanted, "revokedAssertions"),
			      json_string(ROOT AWARD));
	assert_true(json_equal(json_of(p, "%s", doc.bytes), wanted));
	/* A learner issues nothing; others are no profiles. */
	assert_false(is_hosted(
		p, arena_printf(p->mem, "revocations/%s", i.learner)));
	assert_false(
		is_hosted(p, arena_printf(p->mem, "revocations/%s", i.award)));
}

static void
gives_keys(void **state)
{
	struct spot *p = *state;
	const struct item_office o = hosted_office(p);
	const struct office_items i = put_signing_office(p);
	struct hosted doc;
	const char *id, *path;
	json_t *json;

	assert_false(is_hosted(p, "keys/nothere"));
	assert_ok(get_hosted(p, HOSTED_JWKS_PATH, &doc));
	assert_int_equal(doc.kind, HOSTED_JWKS);
	assert_string_equal(doc.bytes, "{\"keys\":[]}");
	id = put_key(p, i.college);
	path = arena_printf(p->mem, "keys/%s", id);
	assert_ok(get_hosted(p, path, &doc));
	assert_int_equal(doc.kind, HOSTED_KEY);
	assert_string_equal(doc.item_id, i.college);
	json = json_of(p, "%s", doc.bytes);
	assert_string_equal(json_string_value(json_object_get(json, "id")),
			    keyring_url(p->mem, o.root, id));
	assert_string_equal(json_string_value(json_object_get(json, "type")),
			    "CryptographicKey");
	assert_ok(get_hosted(p, HOSTED_JWKS_PATH, &doc));
	assert_non_null(strstr(doc.bytes, id));
	/* Who has a key has a list, published or not. */
	assert_true(is_hosted(
		p, arena_printf(p->mem, "revocations/%s", i.college)));
}

static void
says_what_is_public(void **state)
{
	static const struct {
		const char *doc;
		enum class_id as;
		bool issues, is_public;
	} cases[] = {
		{ "{'id':'" ROOT COURSE "'}", CLR_ACHIEVEMENT, 0, true },
		{ "{'id':'urn:uuid:2'}", CLR_ACHIEVEMENT, 0, false },
		{ "{'id':'https://elsewhere.example/achievements/2'}",
		  CLR_ACHIEVEMENT, 0, false },
		{ "{'id':'" ROOT AWARD "'}", CLR_ACHIEVEMENT, 0, false },
		{ "{'id':'" ROOT AWARD "','verification':{'type':'Hosted'}}",
		  CLR_ASSERTION, 0, true },
		{ "{'id':'" ROOT AWARD "','verification':{'type':'Signed'}}",
		  CLR_ASSERTION, 0, false },
		{ "{'id':'" ROOT AWARD "'}", CLR_ASSERTION, 0, false },
		{ "{'id':'urn:3','verification':{'type':'Hosted'}}",
		  CLR_ASSERTION, 0, false },
		{ "{'id':'" ROOT ENDORSEMENT "',"
		  "'verification':{'type':'Hosted'}}",
		  CLR_ENDORSEMENT, 0, true },
		{ "{'id':'" ROOT ENDORSEMENT "',"
		  "'verification':{'type':'Signed'}}",
		  CLR_ENDORSEMENT, 0, false },
		{ "{'id':'" ROOT PROFILE "'}", CLR_PROFILE, 1, true },
		{ "{'id':'" ROOT PROFILE "'}", CLR_PROFILE, 0, false },
		{ "{'id':'" ROOT "clrs/4','verification':{'type':'Hosted'}}",
		  CLR_CLR, 1, false },
		{ "{}", CLR_ACHIEVEMENT, 0, false },
	};
	struct spot *p = *state;
	const struct item_office o = hosted_office(p);
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(
			hosted_is_public(&o, cases[i].as,
					 json_of(p, "%s", cases[i].doc),
					 cases[i].issues),
			cases[i].is_public);
}

/* ---- All of them */

/* What hosted_each() visits, joined. */
struct seen {
	struct spot *p;
	size_t count, stop;
	char *last;
	bool in_order;
};

static enum result
see(void *data, const char *path)
{
	struct seen *seen = data;

	seen->in_order &= !seen->last || strcmp(path, seen->last) > 0;
	seen->last = arena_strdup(seen->p->mem, path);
	return ++seen->count == seen->stop ? CONFLICT : OK;
}

/* More than are read at once. */
#define MANY 1203

static void
put_many(struct spot *p, const char *item)
{
	assert_ok(db_run(p->db, NULL,
			 "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL"
			 " SELECT i + 1 FROM n WHERE i < 1203)"
			 " INSERT INTO hosted (path, item_id, number,"
			 " is_revoked, changed_at)"
			 " SELECT 'assertions/' || (100000 + i), $1, 1,"
			 " i % 2, 5000 + i % 7 FROM n",
			 T(item)));
}

static void
visits_all(void **state)
{
	struct spot *p = *state;
	struct seen seen = { .p = p, .in_order = true };
	const struct office_items i = put_signing_office(p);
	const char *id;

	put_many(p, i.award);
	assert_ok(hosted_each(p->db, ROOT, see, &seen));
	assert_int_equal(seen.count, 1 + MANY);
	assert_true(seen.in_order);
	/* A key, the profile it makes public no sooner than published. */
	id = put_key(p, i.college);
	seen = (struct seen){ .p = p, .in_order = true };
	assert_ok(hosted_each_trust(p->db, ROOT, see, &seen));
	assert_int_equal(seen.count, 3);
	assert_string_equal(seen.last,
			    arena_printf(p->mem, "revocations/%s", i.college));
	publish_here(p, i.college, VERSION_AS_DRAFT);
	seen = (struct seen){ .p = p, .in_order = true };
	assert_ok(hosted_each(p->db, ROOT, see, &seen));
	assert_int_equal(seen.count, 1 + 2 + MANY + 1);
	assert_true(is_hosted(p, PROFILE));
	assert_non_null(id);
	/* A visitor's refusal ends it. */
	seen = (struct seen){ .p = p, .stop = 700 };
	assert_int_equal(hosted_each(p->db, ROOT, see, &seen), CONFLICT);
	assert_int_equal(seen.count, 700);
}

static void
goes_on_from_a_time(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_signing_office(p);
	struct hosted_cursor at = { 0 };
	int64_t before = 0;
	const char *path;
	size_t count = 0;

	put_many(p, i.award);
	while (hosted_since(p->db, p->mem, &at, &path) == OK) {
		assert_true(at.changed_at >= before);
		assert_string_equal(at.path, path);
		before = at.changed_at;
		count++;
	}
	assert_int_equal(count, MANY / 2);
	at = (struct hosted_cursor){ .changed_at = 5007 };
	assert_int_equal(hosted_since(p->db, p->mem, &at, &path), NOT_FOUND);
}

static void
tells_a_row(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_signing_office(p);
	struct hosted_row row;

	assert_int_equal(hosted_row(p->db, AWARD, &row), NOT_FOUND);
	publish_here(p, i.award, VERSION_HOSTED);
	assert_ok(hosted_row(p->db, AWARD, &row));
	assert_false(row.is_revoked);
	assert_true(row.changed_at > 0);
	revoke_here(p, i.award, "By mistake.");
	assert_ok(hosted_row(p->db, AWARD, &row));
	assert_true(row.is_revoked);
}

/* ---- Marks */

static const char *
mark_of(struct spot *p, const char *path)
{
	const struct item_office o = hosted_office(p);
	const char *mark = NULL;

	assert_ok(hosted_mark(p->db, &o, path, &mark));
	return mark;
}

static void
marks_each_change(void **state)
{
	struct spot *p = *state;
	const struct item_office o = hosted_office(p);
	const struct office_items i = put_signing_office(p);
	const char *list = arena_printf(p->mem, "revocations/%s", i.college);
	const char *award, *profile, *key, *revoked, *keys, *id;

	id = put_key(p, i.college);
	publish_here(p, i.clr, VERSION_HOSTED);
	key = arena_printf(p->mem, "keys/%s", id);
	award = mark_of(p, AWARD);
	assert_string_equal(mark_of(p, AWARD), award);
	profile = mark_of(p, PROFILE);
	revoked = mark_of(p, list);
	keys = mark_of(p, key);
	/* A new key is told on its owner's page, and on the old one's. */
	put_key(p, i.college);
	assert_string_not_equal(mark_of(p, PROFILE), profile);
	assert_string_not_equal(mark_of(p, key), keys);
	assert_string_equal(mark_of(p, AWARD), award);
	profile = mark_of(p, PROFILE);
	keys = mark_of(p, key);
	assert_ok(keyring_revoke(p->db, &o, id, 1700000000, "Stolen."));
	assert_string_not_equal(mark_of(p, PROFILE), profile);
	assert_string_not_equal(mark_of(p, key), keys);
	keys = mark_of(p, key);
	assert_ok(keyring_revoke(p->db, &o, id, 1600000000, "Stolen."));
	assert_string_not_equal(mark_of(p, key), keys);
	/* A name stands on the owner's keys and list. */
	keys = mark_of(p, key);
	set_text(p, i.college, "name", "Birch College");
	publish_here(p, i.college, VERSION_AS_DRAFT);
	assert_string_not_equal(mark_of(p, key), keys);
	assert_string_not_equal(mark_of(p, list), revoked);
	revoke_here(p, i.award, "By mistake.");
	assert_string_not_equal(mark_of(p, AWARD), award);
}

static enum result
act(void *data)
{
	int *count = data;

	return ++*count == 2 ? INTERNAL : OK;
}

/* Another connection that writes is kept out meanwhile. */
struct other {
	struct spot *p;
	struct db *db;
};

static enum result
act_beside(void *data)
{
	struct other *other = data;
	auto_rows rows = NULL;

	assert_ok(db_query(other->db, &rows, "SELECT count(*) FROM hosted"));
	assert_ok(db_next(rows));
	assert_true(db_column_number(rows, 0) > 0);
	return OK;
}

static void
acts_only_while_nothing_changed(void **state)
{
	struct spot *p = *state;
	const struct item_office o = hosted_office(p);
	const struct office_items i = put_signing_office(p);
	int count = 0;
	struct hosted_while what = { .path = AWARD,
				     .act = act,
				     .data = &count };
	struct other other = { .p = p };

	publish_here(p, i.award, VERSION_HOSTED);
	what.mark = mark_of(p, AWARD);
	assert_ok(hosted_while(p->db, &o, &what));
	assert_int_equal(count, 1);
	assert_int_equal(hosted_while(p->db, &o, &what), INTERNAL);
	assert_int_equal(count, 2);
	assert_ok(db_open(p->path, DB_READ_ONLY, false, &other.db));
	what.act = act_beside;
	what.data = &other;
	assert_ok(hosted_while(p->db, &o, &what));
	db_close(other.db);
	what.act = act;
	what.data = &count;
	revoke_here(p, i.award, "By mistake.");
	assert_int_equal(hosted_while(p->db, &o, &what), CONFLICT);
	assert_int_equal(count, 2);
	what.path = "assertions/nothere";
	assert_int_equal(hosted_while(p->db, &o, &what), NOT_FOUND);
	/* Nothing is left open. */
	set_text(p, i.course, "description", "More words.");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_its_paths),
		test_hosted(gives_the_bytes_of_the_version_in_force),
		test_hosted(gives_a_stub_of_what_was_revoked),
		test_hosted(always_gives_a_list),
		test_hosted(gives_keys),
		test_hosted(says_what_is_public),
		test_hosted(visits_all),
		test_hosted(goes_on_from_a_time),
		test_hosted(tells_a_row),
		test_hosted(marks_each_change),
		test_hosted(acts_only_while_nothing_changed),
	};

	return cmocka_run_group_tests(tests, NULL, signing_end);
}
