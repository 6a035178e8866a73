/* What is kept of a document in columns, and what others say of it. */
#include "item_test.h"

#include "store/item_index.h"

static void
calls_items_by_what_they_hold(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_office(p);
	const char *e = put_endorsement(p, "1", i.college, "urn:s:maya-wood");
	struct item item = get_item(p, i.course);

	assert_string_equal(item.name, "Carpentry I");
	assert_string_equal(item.about, "Alder College");
	assert_string_equal(item.kind, "Course");
	item = get_item(p, i.award);
	assert_string_equal(item.name, "Carpentry I");
	assert_string_equal(item.about, "Maya Okafor");
	assert_string_equal(item.kind, "Course");
	assert_string_equal(item.term, "Spring 2024");
	assert_int_equal(item.issued_on, 1717156800);
	assert_int_equal(item.expires, 0);
	item = get_item(p, i.clr);
	assert_string_equal(item.name, "Transcript");
	assert_string_equal(item.about, "Maya Okafor · Alder College");
	assert_int_equal(item.issued_on, 1717243200);
	item = get_item(p, e);
	assert_string_equal(item.name, "Alder College");
	assert_string_equal(item.about, "Carpentry I");
	assert_string_equal(item.kind, "given");
	assert_string_equal(get_item(p, i.learner).about, "maya@x.example");
}

/* Objects that stand in the document itself. */
static void
calls_items_by_what_is_in_them(void **state)
{
	struct spot *p = *state;
	struct item item;

	item = get_item(p, put_doc(p, CLR_ASSERTION,
				   json_of(p, "{'id':'urn:s:1','achievement':"
					      "{'id':'urn:a:1','name':'Wood',"
					      "'achievementType':'Badge'},"
					      "'expires':'2030-01-01T00:00:00Z'"
					      "}")));
	assert_string_equal(item.name, "Wood");
	assert_string_equal(item.kind, "Badge");
	assert_string_equal(item.about, "");
	assert_int_equal(item.expires, 1893456000);
	item = get_item(p, put_doc(p, CLR_ACHIEVEMENT,
				   json_of(p, "{'id':'urn:a:2','issuer':"
					      "{'name':'Alder'}}")));
	assert_string_equal(item.name, "");
	assert_string_equal(item.about, "Alder");
	item = get_item(p, put_doc(p, CLR_PROFILE,
				   json_of(p, "{'id':'urn:p:2','givenName':"
					      "'Maya','familyName':'O'}")));
	assert_string_equal(item.name, "Maya O");
	item = get_item(p, put_doc(p, CLR_CLR,
				   json_of(p, "{'id':'urn:c:2','publisher':"
					      "{'name':'Alder'}}")));
	assert_string_equal(item.about, "Alder");
	item = get_item(p, put_doc(p, CLR_ENDORSEMENT,
				   json_of(p, "{'id':'urn:e:2','claim':"
					      "{'id':'urn:x:unknown'}}")));
	assert_string_equal(item.about, "urn:x:unknown");
	item = get_item(p, put_doc(p, CLR_ENDORSEMENT,
				   json_of(p, "{'id':'urn:e:3','claim':"
					      "{'id':'urn:a:2'}}")));
	assert_string_equal(item.about, "urn:a:2");
	item = get_item(
		p, put_doc(p, CLR_ENDORSEMENT, json_of(p, "{'id':'urn:e:4'}")));
	assert_string_equal(item.about, "");
	/* Members of another type than they should be. */
	item = get_item(p, put_doc(p, CLR_CLR,
				   json_of(p, "{'id':'urn:c:3','name':7,"
					      "'learner':'x','issuedOn':false,"
					      "'publisher':[1,{'name':'B'}],"
					      "'assertions':[null,3,[]]}")));
	assert_string_equal(item.name, "");
	assert_int_equal(item.issued_on, 0);
	assert_true(item.errors > 0);
}

/* Alignments and associations, at any depth, but not those of items. */
static void
finds_parts(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const struct office_items i = put_office(p);
	struct item_index index;
	struct item_index_of of = { CLR_ASSERTION, NULL, NULL, NULL };
	size_t n;

	set_text(p, i.course, "alignments", "none");
	of.doc = json_of(p,
			 "{'id':'urn:s:x','achievement':{'$item':'%s'},"
			 "'results':[{'alignments':[{'targetName':'A\\nB',"
			 "'targetUrl':'https://f.example/'},7,{}]}],"
			 "'x:alignments':[{'targetName':'No'}]}",
			 i.course);
	assert_ok(item_index_make(p->db, &o, &of, &index));
	assert_int_equal(index.parts_count, 2);
	assert_string_equal(index.parts[0].kind, "alignment");
	assert_string_equal(index.parts[0].words, "A B");
	assert_string_equal(index.parts[0].target, "https://f.example/");
	assert_string_equal(index.parts[1].words, "");
	assert_int_equal(index.links_count, 1);
	assert_string_equal(index.links[0].property, "achievement");
	assert_string_equal(index.kind, "Course");
	/* More than there was room for at first. */
	of.as = CLR_ACHIEVEMENT;
	of.doc = json_of(p, "{'id':'urn:a:x','associations':[%s%s%s%s]}",
			 "{'title':'a'},{'title':'b'},{'title':'c'},",
			 "{'title':'d'},{'title':'e'},{'title':'f'},",
			 "{'title':'g'},{'title':'h'},{'title':'i'},",
			 "{'title':'j','associationType':'precedes'}");
	assert_ok(item_index_make(p->db, &o, &of, &index));
	assert_int_equal(index.parts_count, 10);
	for (n = 0; n < 10; n++)
		assert_string_equal(index.parts[n].kind, "association");
	assert_string_equal(index.parts[8].words, "i");
	assert_true(str_ends(index.parts[9].words, " j"));
	assert_string_equal(index.search, "\n\nurn:a:x\n\n");
	of.doc = json_of(p, "{'id':'urn:a:x','issuer':{'$item':'none'}}");
	assert_int_equal(item_index_make(p->db, &o, &of, &index), NOT_FOUND);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, calls_items_by_what_they_hold),
		test_in(spot_begin, calls_items_by_what_is_in_them),
		test_in(spot_begin, finds_parts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
