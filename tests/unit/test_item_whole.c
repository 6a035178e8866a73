/* Items written out, and what is wrong with them. */
#include "signing_test.h"

#include "store/item_whole.h"

/* The text at two levels of a document; "" if there is none. */
static const char *
text_in(const json_t *doc, const char *object, const char *name)
{
	const json_t *inner = json_object_get(doc, object);
	const char *text;

	if (json_is_array(inner))
		inner = json_array_get(inner, 0);
	text = json_string_value(json_object_get(inner, name));
	return text ? text : "";
}

static const struct problem *
problem_at(const struct problems *problems, const char *pointer)
{
	for (size_t i = 0; i < problems->count; i++)
		if (streq(problems->items[i].pointer, pointer))
			return &problems->items[i];
	return NULL;
}

static struct problems
check(struct spot *p, enum class_id as, const json_t *draft)
{
	const struct item_office o = office_of(p);
	struct problems problems;

	problems_init(&problems, p->mem, 100);
	assert_ok(item_check(p->db, &o, as, draft, &problems));
	return problems;
}

static void
writes_out(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const struct office_items i = put_office(p);
	struct item item = get_item(p, i.clr);
	json_t *doc, *of;
	const json_t *award;

	assert_ok(item_whole(p->db, &o, &item, true, &doc));
	assert_string_equal(json_object_iter_key(json_object_iter(doc)),
			    "@context");
	assert_string_equal(text_in(doc, "learner", "name"), "Maya Okafor");
	assert_string_equal(text_in(doc, "assertions", "id"),
			    "urn:s:maya-wood");
	award = json_array_get(json_object_get(doc, "assertions"), 0);
	assert_string_equal(text_in(award, "achievement", "name"),
			    "Carpentry I");
	assert_string_equal(text_in(json_object_get(award, "achievement"),
				    "issuer", "name"),
			    "Alder College");
	assert_null(json_object_get(award, "@context"));
	assert_ok(item_whole(p->db, &o, &item, false, &doc));
	assert_null(json_object_get(doc, "@context"));
	assert_ok(item_json(&o, &item, &of));
	json_object_set_new(of, "name", json_string("Not saved"));
	assert_ok(item_whole_of(p->db, &o, CLR_CLR, of, false, &doc));
	assert_string_equal(json_string_value(json_object_get(doc, "name")),
			    "Not saved");
	assert_string_equal(text_in(doc, "publisher", "name"), "Alder College");
	assert_int_equal(item_whole_of(p->db, &o, CLR_CLR,
				       json_of(p, "{'learner':"
						  "{'$item':'none'}}"),
				       false, &doc),
			 NOT_FOUND);
}

static void
writes_out_what_stands(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const struct office_items i = put_office(p);
	struct item item;
	long long number;
	json_t *doc;

	assert_ok(publish(p, i.award, &number));
	set_text(p, i.award, "role", "Captain");
	assert_ok(item_whole_standing(p->db, &o, i.award, &doc));
	assert_null(json_object_get(doc, "role"));
	item = get_item(p, i.award);
	assert_ok(item_whole(p->db, &o, &item, false, &doc));
	assert_non_null(json_object_get(doc, "role"));
	/* Revoked: as published, not as edited since. */
	assert_ok(version_revoke(p->db, &o, i.award, "A \"mistake\"."));
	item = get_item(p, i.award);
	assert_ok(item_whole(p->db, &o, &item, true, &doc));
	assert_null(json_object_get(doc, "role"));
	assert_true(json_is_true(json_object_get(doc, "revoked")));
	assert_string_equal(
		json_string_value(json_object_get(doc, "revocationReason")),
		"A \"mistake\".");
	assert_string_equal(text_in(doc, "achievement", "name"), "Carpentry I");
	/* A class that cannot say so does not. */
	assert_ok(version_revoke(p->db, &o, i.course, "Old."));
	assert_ok(item_whole_standing(p->db, &o, i.course, &doc));
	assert_null(json_object_get(doc, "revoked"));
	assert_int_equal(item_whole_standing(p->db, &o, "none", &doc),
			 NOT_FOUND);
}

/* Problems are told where the draft can be mended. */
static void
tells_whose_fault_it_is(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const struct office_items i = put_office(p);
	const struct problem *problem;
	struct problems problems;
	struct item item = get_item(p, i.clr);
	json_t *draft;

	assert_ok(item_json(&o, &item, &draft));
	problems = check(p, CLR_CLR, draft);
	assert_int_equal(problems.errors, 0);
	set_text(p, i.course, "achievementType", "no such thing");
	problems = check(p, CLR_CLR, draft);
	assert_int_equal(problems.errors, 1);
	problem = problem_at(&problems, "/assertions/0");
	assert_non_null(problem);
	assert_true(str_starts(problem->words, "In “Carpentry I”: "));
	item = get_item(p, i.award);
	assert_ok(item_json(&o, &item, &draft));
	problems = check(p, CLR_ASSERTION, draft);
	problem = problem_at(&problems, "/achievement");
	assert_non_null(problem);
	assert_true(str_starts(problem->words, "In “Carpentry I”: "));
	/* The achievement's own. */
	item = get_item(p, i.course);
	assert_ok(item_json(&o, &item, &draft));
	problems = check(p, CLR_ACHIEVEMENT, draft);
	problem = problem_at(&problems, "/achievementType");
	assert_non_null(problem);
	assert_false(str_starts(problem->words, "In "));
	assert_int_equal(item.errors, 1);
	assert_int_equal(get_item(p, i.award).errors, 0);
}

/* Through lists, inline objects and odd names to the item, or to none. */
static void
finds_places(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_office(p);
	const struct problem *problem;
	struct problems problems;
	const char *bad;

	bad = put_doc(p, CLR_PROFILE,
		      json_of(p, "{'id':'urn:p:bad','type':'Profile',"
				 "'url':'not an address',"
				 "'a:b~c':{'x':1}}"));
	problems = check(
		p, CLR_ASSERTION,
		json_of(p,
			"{'id':'urn:s:x','type':'Assertion',"
			"'issuedOn':'2024-05-31T12:00:00Z',"
			"'recipient':{'type':'id','identity':'x',"
			"'hashed':false},'achievement':{'id':'urn:a:x',"
			"'name':'X','endorsements':[{'id':'y','claim':"
			"{'id':'urn:a:x'},'issuedOn':'2024'}],"
			"'issuer':{'$item':'%s'}}}",
			bad));
	problem = problem_at(&problems, "/achievement/issuer");
	assert_non_null(problem);
	assert_true(str_starts(problem->words, "In the profile urn:p:bad: "));
	assert_non_null(
		problem_at(&problems, "/achievement/endorsements/0/issuedOn"));
	/* What is missing is the draft's own fault. */
	problems = check(p, CLR_CLR,
			 json_of(p,
				 "{'id':'urn:c:x','publisher':"
				 "{'$item':'%s'}}",
				 i.college));
	assert_true(problems.errors >= 2);
	assert_non_null(problem_at(&problems, "/learner"));
	assert_false(
		str_starts(problem_at(&problems, "/learner")->words, "In "));
	/* Names with the letters a pointer escapes. */
	problems = check(p, CLR_PROFILE,
			 json_of(p,
				 "{'id':'urn:p:y','a/b~c':1,"
				 "'parentOrg':{'$item':'%s'}}",
				 bad));
	assert_non_null(problem_at(&problems, "/parentOrg"));
	assert_non_null(problem_at(&problems, "/a~1b~0c"));
}

static void
refuses_what_cannot_be_written(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const struct office_items i = put_office(p);
	const struct item_whole_draft self = {
		CLR_PROFILE, i.college,
		json_of(p, "{'id':'urn:p:college','parentOrg':{'$item':'%s'}}",
			i.college)
	};
	struct problems problems;
	size_t others[2] = { 0 };
	struct item item = get_item(p, i.clr);
	json_t *doc;

	problems_init(&problems, p->mem, 10);
	assert_int_equal(item_whole_check(p->db, &o, &self, &problems, others),
			 INVALID);
	assert_int_equal(item_check(p->db, &o, CLR_CLR,
				    json_of(p, "{'learner':{'$item':'x'}}"),
				    &problems),
			 NOT_FOUND);
	assert_int_equal(problems.count, 0);
	assert_ok(db_run(p->db, NULL,
			 "UPDATE item SET version = 1 WHERE id = $1",
			 T(i.learner)));
	assert_ok(db_run(p->db, NULL, "DROP TABLE version"));
	assert_int_equal(item_whole(p->db, &o, &item, true, &doc), INTERNAL);
}

/* What is signed stands as it was signed, until it is revoked; what is wrong
 * with it is told at the member of the draft. */
static void
signed_parts_stand_signed(void **state)
{
	struct spot *p = *state;
	const struct item_office o = signing_office(p);
	const struct office_items i = put_signing_office(p);
	const char *plain = put_assertion(p, "plain", i.course, "maya");
	const char *other = put_profile(p, "tom", "Tom Reed");
	const struct problem *problem;
	struct problems problems;
	json_t *draft, *doc;

	put_key(p, i.college);
	assert_ok(publish_as(p, i.award, VERSION_SIGNED, VERSION_SIGNED));
	draft = json_of(p,
			"{'id':'" ROOT "clrs/x','type':'Clr',"
			"'issuedOn':'2024-06-01T12:00:00Z',"
			"'learner':{'$item':'%s'},'publisher':{'$item':'%s'},"
			"'assertions':[{'$item':'%s'},{'$item':'%s'}]}",
			i.learner, i.college, i.award, plain);
	assert_ok(item_whole_of(p->db, &o, CLR_CLR, draft, false, &doc));
	assert_string_equal(text_in(doc, "assertions", "id"), "urn:s:plain");
	assert_string_equal(
		json_string_value(json_array_get(
			json_object_get(doc, "signedAssertions"), 0)),
		jws_of(p, i.award));
	/* its own document is plain, and so is what an import is compared to */
	assert_ok(item_whole_standing(p->db, &o, i.award, &doc));
	assert_true(json_is_object(doc));
	/* somebody else's awards */
	json_object_set_new(draft, "learner",
			    json_pack("{s:s}", EDIT_ITEM, other));
	problems_init(&problems, p->mem, 100);
	assert_ok(item_check(p->db, &o, CLR_CLR, draft, &problems));
	assert_int_equal(problems.errors, 2);
	problem = problem_at(&problems, "/assertions/0");
	assert_non_null(problem);
	assert_string_equal(problem->rule, "D-4");
	assert_true(str_starts(problem->words, "In “Carpentry I”: "));
	assert_non_null(problem_at(&problems, "/assertions/1"));
	/* revoked it says so, plainly */
	assert_ok(version_revoke(p->db, &o, i.award, "A mistake."));
	assert_ok(item_whole_of(p->db, &o, CLR_CLR, draft, false, &doc));
	assert_null(json_object_get(doc, "signedAssertions"));
	assert_int_equal(json_array_size(json_object_get(doc, "assertions")),
			 2);
	assert_ok(db_run(p->db, NULL, "ALTER TABLE signature RENAME TO gone"));
	assert_ok(db_run(p->db, NULL,
			 "UPDATE item SET state = 'published' WHERE id = $1",
			 T(i.award)));
	assert_int_equal(item_whole_of(p->db, &o, CLR_CLR, draft, false, &doc),
			 INTERNAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, writes_out),
		test_in(spot_begin, writes_out_what_stands),
		test_in(spot_begin, tells_whose_fault_it_is),
		test_in(spot_begin, finds_places),
		test_in(spot_begin, refuses_what_cannot_be_written),
		test_in(spot_begin, signed_parts_stand_signed),
	};

	return cmocka_run_group_tests(tests, NULL, signing_end);
}
