/* Whom an assertion's recipient names. */
#include "item_test.h"

#include "crypto/digest.h"

static const char *
put_recipient(struct spot *p, const struct item_office *o, const char *urn,
	      const char *recipient)
{
	const char *id = NULL;

	assert_ok(item_put(p->db, o, CLR_ASSERTION,
			   json_of(p, "{'id':'urn:s:%s','recipient':{%s}}", urn,
				   recipient),
			   NULL, &id));
	return id;
}

/* The profile's item that assertion ${id} is linked to; "" if none. */
static const char *
named(struct spot *p, const char *id)
{
	struct item_list list;

	assert_ok(item_holds(p->db, p->mem, id, "recipient", &list));
	return list.count ? list.items[0].id : "";
}

static const char *
hash_of(struct spot *p, const char *value, const char *salt)
{
	const char *salted = arena_printf(p->mem, "%s%s", value, salt);

	return arena_printf(p->mem, "sha256$%s",
			    digest_hex(p->mem, salted, strlen(salted)));
}

static const char *
put_maya(struct spot *p)
{
	return put_doc(p, CLR_PROFILE,
		       json_of(p, "{'id':'urn:p:maya','name':'Maya Okafor',"
				  "'email':'maya@x.example','studentId':'S7',"
				  "'sourcedId':'abc','telephone':'555-0100',"
				  "'url':'https://m.example/'}"));
}

static void
finds_what_stands_in_the_clear(void **state)
{
	static const char *const rows[] = {
		"'type':'id','identity':'urn:p:maya','hashed':false",
		"'type':'email','identity':'maya@x.example','hashed':false",
		"'type':'studentId','identity':'S7','hashed':false",
		"'type':'sourcedId','identity':'abc','hashed':false",
		"'type':'telephone','identity':'555-0100'",
		"'type':'url','identity':'https://m.example/'",
	};
	static const char *const others[] = {
		"'type':'email','identity':'x@x.example','hashed':false",
		"'type':'studentId','identity':'abc','hashed':false",
		"'type':'name','identity':'Maya Okafor','hashed':false",
		"'type':'id','identity':'urn:a:1','hashed':false",
		"'type':'id'",
		"'identity':'S7'",
		"",
		"'type':[],'identity':{}",
	};
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const char *maya = put_maya(p), *id;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		id = put_recipient(p, &o, arena_printf(p->mem, "%zu", i),
				   rows[i]);
		assert_string_equal(named(p, id), maya);
		assert_string_equal(get_item(p, id).about, "Maya Okafor");
	}
	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		id = put_recipient(p, &o, arena_printf(p->mem, "o%zu", i),
				   others[i]);
		assert_string_equal(named(p, id), "");
		assert_string_equal(get_item(p, id).about,
				    i == 0   ? "x@x.example"
				    : i == 1 ? "abc"
				    : i == 2 ? "Maya Okafor"
					     : "");
	}
}

/* A hash tells whom it is of only when asked of somebody. */
static void
tries_hashes(void **state)
{
	struct spot *p = *state;
	struct item_office o = office_of(p);
	const char *maya = put_maya(p);
	const char *zoe = put_profile(p, "zoe", "Zoe Berg");
	const char *by_mail = arena_printf(
		p->mem,
		"'type':'email','identity':'%s','salt':'pepper',"
		"'hashed':true",
		hash_of(p, "maya@x.example", "pepper"));
	const char *by_id = arena_printf(
		p->mem, "'type':'id','identity':'%s','hashed':true",
		hash_of(p, "urn:p:maya", ""));
	const char *id;

	assert_string_equal(named(p, put_recipient(p, &o, "1", by_mail)), "");
	o.recipient = zoe;
	assert_string_equal(named(p, put_recipient(p, &o, "2", by_mail)), "");
	o.recipient = "none";
	assert_string_equal(named(p, put_recipient(p, &o, "3", by_mail)), "");
	o.recipient = maya;
	assert_string_equal(named(p, put_recipient(p, &o, "4", by_mail)), maya);
	id = put_recipient(p, &o, "5", by_id);
	assert_string_equal(named(p, id), maya);
	assert_string_equal(get_item(p, id).about, "Maya Okafor");
	assert_string_equal(
		named(p, put_recipient(p, &o, "6",
				       "'type':'email','hashed':true,"
				       "'identity':'md5$0'")),
		"");
	/* An unknown kind of fact. */
	assert_string_equal(
		named(p, put_recipient(
				 p, &o, "7",
				 arena_printf(p->mem,
					      "'type':'name','hashed':true,"
					      "'identity':'%s'",
					      hash_of(p, "Maya Okafor", "")))),
		"");
}

/* Of a hash, whom it named before is tried too. */
static void
remembers_whom_it_named(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const char *maya = put_maya(p), *id, *doc;

	id = put_recipient(p, &o, "1",
			   "'type':'email','identity':'maya@x.example',"
			   "'hashed':false");
	doc = "{'id':'urn:s:1','recipient':{'type':'email','hashed':true,"
	      "'identity':'%s'}}";
	assert_ok(save_doc(p, id,
			   json_of(p, doc, hash_of(p, "maya@x.example", ""))));
	assert_string_equal(named(p, id), maya);
	/* She has another address now: the hash does not tell her any more. */
	set_text(p, maya, "email", "okafor@x.example");
	assert_string_equal(named(p, id), maya);
	assert_ok(save_doc(p, id,
			   json_of(p, doc, hash_of(p, "other@x.example", ""))));
	assert_string_equal(named(p, id), "");
}

/* Two with one address: whom it named, whom the office says, the older. */
static void
chooses_among_namesakes(void **state)
{
	struct spot *p = *state;
	struct item_office o = office_of(p);
	const char *recipient = "'type':'email','identity':'a@x.example',"
				"'hashed':false";
	const char *first, *second, *id;

	first = put_doc(p, CLR_PROFILE,
			json_of(p, "{'id':'urn:p:1','email':'a@x.example'}"));
	second = put_doc(p, CLR_PROFILE,
			 json_of(p, "{'id':'urn:p:2','email':'a@x.example'}"));
	assert_ok(db_run(p->db, NULL,
			 "UPDATE item SET created_at = 5 WHERE id = $1",
			 T(first)));
	id = put_recipient(p, &o, "1", recipient);
	assert_string_equal(named(p, id), first);
	o.recipient = second;
	id = put_recipient(p, &o, "2", recipient);
	assert_string_equal(named(p, id), second);
	assert_ok(save_doc(p, id,
			   json_of(p,
				   "{'id':'urn:s:2','role':'x',"
				   "'recipient':{%s}}",
				   recipient)));
	assert_string_equal(named(p, id), second);
}

static void
passes_failures_up(void **state)
{
	struct spot *p = *state;
	struct item_office o = office_of(p);
	const json_t *plain = json_of(p, "{'id':'urn:s:1','recipient':{"
					 "'type':'email','identity':'a'}}");
	const json_t *hashed = json_of(p, "{'id':'urn:s:2','recipient':{"
					  "'type':'email','identity':'a',"
					  "'hashed':true}}");
	const char *id = NULL;

	o.recipient = put_maya(p);
	assert_ok(db_run(p->db, NULL, "DROP TABLE item_identity"));
	assert_int_equal(item_put(p->db, &o, CLR_ASSERTION, plain, NULL, &id),
			 INTERNAL);
	assert_int_equal(item_put(p->db, &o, CLR_ASSERTION, hashed, NULL, &id),
			 INTERNAL);
	assert_null(id);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, finds_what_stands_in_the_clear),
		test_in(spot_begin, tries_hashes),
		test_in(spot_begin, remembers_whom_it_named),
		test_in(spot_begin, chooses_among_namesakes),
		test_in(spot_begin, passes_failures_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
