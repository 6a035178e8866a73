/* Lists of items: filtered, searched, counted, a page at a time. */
#include "item_test.h"

#include "base/clock.h"

/* The list, its items' document ids in one line. */
static const char *
ids_of(struct spot *p, struct item_query query)
{
	struct item_list list;
	struct str ids;
	size_t i;

	str_init(&ids, p->mem);
	if (!query.limit)
		query.limit = 100;
	assert_ok(item_list(p->db, p->mem, &query, &list));
	for (i = 0; i < list.count; i++) {
		assert_int_equal(list.items[i].as, query.as);
		assert_null(list.items[i].doc);
		str_addf(&ids, "%s%s", i ? " " : "",
			 list.items[i].doc_id + strlen("urn:a:"));
	}
	str_addf(&ids, " of %lld", list.total);
	return ids.s;
}
#define IDS(...) ids_of(p, (struct item_query){ __VA_ARGS__ })

/* Three achievements of two issuers, c the newest. */
static struct office_items
put_three(struct spot *p, const char *of[3])
{
	struct office_items i = put_office(p);
	const char *other = put_profile(p, "other", "Birch School");
	int n;

	of[0] = put_achievement(p, "a", "Zoology", i.college);
	of[1] = put_achievement(p, "b", "\xc3\x84sthetik 100%", other);
	of[2] = put_achievement(p, "c", "algebra", i.college);
	assert_ok(db_run(p->db, NULL,
			 "UPDATE item SET updated_at = 1000 WHERE class ="
			 " 'Achievement'"));
	for (n = 0; n < 3; n++)
		assert_ok(db_run(p->db, NULL,
				 "UPDATE item SET updated_at = $2"
				 " WHERE id = $1",
				 T(of[n]), I(2000 + n)));
	return i;
}

static void
lists_in_order(void **state)
{
	struct spot *p = *state;
	const char *of[3];

	assert_string_equal(IDS(.as = CLR_ACHIEVEMENT), " of 0");
	put_three(p, of);
	assert_string_equal(IDS(.as = CLR_ACHIEVEMENT), "c b a wood of 4");
	/* Letters without case; others by what they are. */
	assert_string_equal(IDS(.as = CLR_ACHIEVEMENT, .sort = ITEM_BY_NAME),
			    "c wood a b of 4");
	assert_string_equal(IDS(.as = CLR_ACHIEVEMENT, .limit = 2), "c b of 4");
	assert_string_equal(IDS(.as = CLR_ACHIEVEMENT, .limit = 2, .offset = 3),
			    "wood of 4");
	assert_string_equal(IDS(.as = CLR_ACHIEVEMENT, .limit = 2, .offset = 4),
			    " of 4");
	assert_string_equal(IDS(.as = CLR_ACHIEVEMENT, .limit = 2, .offset = 1,
				.text = "urn:"),
			    "b a of 4");
	assert_string_equal(IDS(.as = CLR_CLR), "maya of 1");
}

static void
finds_text(void **state)
{
	struct spot *p = *state;
	const char *of[3];

	put_three(p, of);
	assert_string_equal(IDS(.as = CLR_ACHIEVEMENT, .text = "ZOO"),
			    "a of 1");
	assert_string_equal(IDS(.as = CLR_ACHIEVEMENT, .text = "\xc3\xa4STH"),
			    "b of 1");
	assert_string_equal(IDS(.as = CLR_ACHIEVEMENT, .text = "alder"),
			    "c a wood of 3");
	assert_string_equal(IDS(.as = CLR_ACHIEVEMENT, .text = "urn:a:wo"),
			    "wood of 1");
	assert_string_equal(IDS(.as = CLR_ACHIEVEMENT, .text = "0%"), "b of 1");
	assert_string_equal(IDS(.as = CLR_ACHIEVEMENT, .text = "_"), " of 0");
	assert_string_equal(IDS(.as = CLR_ACHIEVEMENT, .text = "' OR 1=1 --"),
			    " of 0");
	assert_string_equal(IDS(.as = CLR_ACHIEVEMENT, .text = ""),
			    "c b a wood of 4");
	set_text(p, of[0], "humanCode", "WR 121");
	assert_string_equal(IDS(.as = CLR_ACHIEVEMENT, .text = "wr 121"),
			    "a of 1");
	assert_string_equal(IDS(.as = CLR_PROFILE, .text = "maya@x"),
			    "maya of 1");
}

static void
filters(void **state)
{
	struct spot *p = *state;
	const char *of[3];
	const struct office_items i = put_three(p, of);
	long long number;

	set_text(p, of[0], "achievementType", "Degree");
	assert_string_equal(IDS(.as = CLR_ACHIEVEMENT, .kind = "Degree"),
			    "a of 1");
	assert_string_equal(
		IDS(.as = CLR_ACHIEVEMENT, .kind = "Course", .text = "alg"),
		"c of 1");
	assert_string_equal(IDS(.as = CLR_ASSERTION, .kind = "Course"),
			    "maya-wood of 1");
	assert_string_equal(IDS(.as = CLR_ASSERTION, .term = "Spring 2024"),
			    "maya-wood of 1");
	assert_string_equal(IDS(.as = CLR_ASSERTION, .term = "Spring"),
			    " of 0");
	assert_ok(publish(p, of[2], &number));
	assert_string_equal(IDS(.as = CLR_ACHIEVEMENT, .state = "published"),
			    "c of 1");
	assert_string_equal(
		IDS(.as = CLR_ACHIEVEMENT, .state = "draft", .kind = "Degree"),
		"a of 1");
	assert_string_equal(IDS(.as = CLR_ACHIEVEMENT, .state = "revoked"),
			    " of 0");
	assert_string_equal(IDS(.as = CLR_ACHIEVEMENT, .state = "nonsense"),
			    " of 0");
	assert_string_equal(IDS(.as = CLR_ACHIEVEMENT, .state = "changed"),
			    " of 0");
	set_text(p, of[2], "name", "Algebra II");
	assert_string_equal(IDS(.as = CLR_ACHIEVEMENT, .state = "changed"),
			    "c of 1");
	set_text(p, of[1], "achievementType", "Nonsense");
	assert_string_equal(IDS(.as = CLR_ACHIEVEMENT, .state = "errors"),
			    "b of 1");
	assert_string_equal(IDS(.as = CLR_PROFILE, .not_in = "Clr"),
			    "other of 1");
	assert_string_equal(IDS(.as = CLR_ACHIEVEMENT, .not_in = "Assertion",
				.sort = ITEM_BY_NAME),
			    "c a b of 3");
	assert_string_equal(IDS(.as = CLR_ASSERTION, .not_in = "Clr"), " of 0");
	assert_string_equal(IDS(.as = CLR_ASSERTION, .not_in = "Cl"),
			    "maya-wood of 1");
	(void)i;
}

static void
finds_holders(void **state)
{
	struct spot *p = *state;
	const char *of[3];
	const struct office_items i = put_three(p, of);
	struct item_list list;

	assert_string_equal(IDS(.as = CLR_ACHIEVEMENT, .holds = i.college),
			    "c a wood of 3");
	assert_string_equal(IDS(.as = CLR_ACHIEVEMENT, .holds = i.college,
				.sort = ITEM_BY_NAME, .limit = 1),
			    "c of 3");
	assert_string_equal(IDS(.as = CLR_ACHIEVEMENT, .holds = i.college,
				.property = "publisher"),
			    " of 0");
	assert_string_equal(
		IDS(.as = CLR_CLR, .holds = i.college, .property = "publisher"),
		"maya of 1");
	/* A learner's assertions; those of them in no record. */
	assert_string_equal(IDS(.as = CLR_ASSERTION, .holds = i.learner,
				.property = "recipient"),
			    "maya-wood of 1");
	put_assertion(p, "maya-2", of[0], "maya");
	assert_string_equal(IDS(.as = CLR_ASSERTION, .holds = i.learner,
				.property = "recipient", .not_in = "Clr"),
			    "maya-2 of 1");
	assert_ok(item_holds(p->db, p->mem, i.clr, NULL, &list));
	assert_int_equal(list.count, 3);
	assert_string_equal(list.items[0].id, i.award);
	assert_string_equal(list.items[2].id, i.college);
	assert_ok(item_holds(p->db, p->mem, i.clr, "learner", &list));
	assert_int_equal(list.total, 1);
	assert_string_equal(list.items[0].id, i.learner);
	assert_ok(item_held_by(p->db, p->mem, i.college, 2, &list));
	assert_int_equal(list.count, 2);
	assert_int_equal(list.total, 4);
	assert_string_equal(list.items[0].id, i.clr);
	assert_ok(item_held_by(p->db, p->mem, i.clr, 2, &list));
	assert_int_equal(list.count, 0);
	assert_int_equal(list.total, 0);
	/* Held twice is held once. */
	put_doc(p, CLR_CLR,
		json_of(p,
			"{'id':'urn:c:self','learner':{'$item':'%s'},"
			"'publisher':{'$item':'%s'}}",
			i.learner, i.learner));
	assert_string_equal(
		IDS(.as = CLR_CLR, .holds = i.learner, .text = "self"),
		"self of 1");
}

static void
knows_what_expires(void **state)
{
	static const struct {
		const char *urn;
		long long in; /* seconds from now */
	} rows[] = { { "gone", -100000 },
		     { "soon", 100000 },
		     { "late", ITEM_SOON + 100000 } };
	struct spot *p = *state;
	const struct office_items i = put_office(p);
	struct item_totals totals;
	long long number;
	const char *id;
	size_t n;

	for (n = 0; n < 3; n++) {
		id = put_assertion(p, rows[n].urn, i.course, "maya");
		set_text(p, id, "expires",
			 clock_iso(p->mem, clock_now() + rows[n].in));
		if (n == 0)
			assert_string_equal(
				IDS(.as = CLR_ASSERTION, .state = "expired"),
				" of 0");
		assert_ok(publish(p, id, &number));
	}
	assert_string_equal(IDS(.as = CLR_ASSERTION, .state = "expired"),
			    "gone of 1");
	assert_string_equal(IDS(.as = CLR_ASSERTION, .state = "expiring"),
			    "soon of 1");
	assert_ok(item_totals(p->db, &totals));
	assert_int_equal(totals.expiring, 1);
}

static void
counts(void **state)
{
	struct spot *p = *state;
	const char *of[3];
	const struct office_items i = put_three(p, of);
	const struct item_office o = office_of(p);
	struct item_totals totals;
	struct item_facets facets;
	long long number;

	assert_ok(save_doc(p, of[0],
			   json_of(p,
				   "{'id':'urn:a:a','name':'Zoology',"
				   "'achievementType':'Degree',"
				   "'issuer':{'$item':'%s'},"
				   "'alignments':[{'targetName':'Life',"
				   "'targetUrl':'https://f.example/1'}],"
				   "'associations':[{'title':'Biology',"
				   "'associationType':'isPartOf',"
				   "'targetId':'urn:a:bio'}]}",
				   i.college)));
	assert_ok(publish(p, of[1], &number));
	set_text(p, of[1], "description", "x");
	assert_ok(version_ask(p->db, &o, of[2], 1));
	set_text(p, i.course, "achievementType", "?");
	assert_ok(item_totals(p->db, &totals));
	assert_int_equal(totals.of[CLR_PROFILE], 3);
	assert_int_equal(totals.of[CLR_ACHIEVEMENT], 4);
	assert_int_equal(totals.of[CLR_ASSERTION], 1);
	assert_int_equal(totals.of[CLR_CLR], 1);
	assert_int_equal(totals.of[CLR_ENDORSEMENT], 0);
	assert_int_equal(totals.alignments, 1);
	assert_int_equal(totals.associations, 1);
	assert_int_equal(totals.drafts, 6);
	assert_int_equal(totals.in_review, 1);
	assert_int_equal(totals.changed, 1);
	assert_int_equal(totals.errors, 1);
	assert_int_equal(totals.stale, 0);
	assert_ok(item_kinds(p->db, p->mem, CLR_ACHIEVEMENT, &facets));
	assert_int_equal(facets.count, 3);
	assert_string_equal(facets.items[0].value, "?");
	assert_string_equal(facets.items[1].value, "Course");
	assert_ok(item_kinds(p->db, p->mem, CLR_PROFILE, &facets));
	assert_int_equal(facets.count, 0);
	assert_ok(item_terms(p->db, p->mem, &facets));
	assert_int_equal(facets.count, 1);
	assert_string_equal(facets.items[0].value, "Spring 2024");
}

static void
lists_parts(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_office(p);
	struct item_part_query query = { .kind = "alignment", .limit = 10 };
	struct item_parts parts;
	const char *id;

	id = put_doc(p, CLR_ACHIEVEMENT,
		     json_of(p,
			     "{'id':'urn:a:x','name':'Joinery',"
			     "'issuer':{'$item':'%s'},"
			     "'alignments':[{'targetName':'Zebra \xc3\x84',"
			     "'targetUrl':'https://f.example/z'},"
			     "{'targetName':'Apple'}],"
			     "'resultDescriptions':[{'alignments':"
			     "{'targetName':'Deep'}}],"
			     "'associations':[{'title':'Carpentry I',"
			     "'associationType':'isPartOf',"
			     "'targetId':'urn:a:wood'}]}",
			     i.college));
	assert_ok(item_parts(p->db, p->mem, &query, &parts));
	assert_int_equal(parts.total, 3);
	assert_int_equal(parts.count, 3);
	assert_string_equal(parts.items[0].words, "Apple");
	assert_string_equal(parts.items[0].target, "");
	assert_string_equal(parts.items[1].words, "Deep");
	assert_string_equal(parts.items[2].target, "https://f.example/z");
	assert_string_equal(parts.items[2].item_id, id);
	assert_string_equal(parts.items[2].item_name, "Joinery");
	query.text = "\xc3\xa4";
	assert_ok(item_parts(p->db, p->mem, &query, &parts));
	assert_int_equal(parts.total, 1);
	query.text = NULL;
	query.offset = 2;
	assert_ok(item_parts(p->db, p->mem, &query, &parts));
	assert_int_equal(parts.count, 1);
	assert_int_equal(parts.total, 3);
	query.offset = 3;
	assert_ok(item_parts(p->db, p->mem, &query, &parts));
	assert_int_equal(parts.count, 0);
	query = (struct item_part_query){ .kind = "association", .limit = 1 };
	assert_ok(item_parts(p->db, p->mem, &query, &parts));
	assert_int_equal(parts.count, 1);
	assert_string_equal(parts.items[0].words, "is part of Carpentry I");
	assert_string_equal(parts.items[0].target, "urn:a:wood");
	assert_ok(save_doc(p, id, json_of(p, "{'id':'urn:a:x'}")));
	assert_ok(item_parts(p->db, p->mem, &query, &parts));
	assert_int_equal(parts.total, 0);
}

/* A page may be as long as the list, and the list longer than any page. */
static void
lists_many(void **state)
{
	struct spot *p = *state;
	struct item_query query = { .as = CLR_PROFILE, .limit = INT64_MAX };
	struct item_list list;
	int n;

	for (n = 0; n < 100; n++)
		put_profile(p, arena_printf(p->mem, "%d", n), "Maya");
	assert_ok(item_list(p->db, p->mem, &query, &list));
	assert_int_equal(list.count, 100);
	query.text = "maya";
	query.offset = 10;
	assert_ok(item_list(p->db, p->mem, &query, &list));
	assert_int_equal(list.count, 90);
	assert_int_equal(list.total, 100);
	for (n = 0; n < 90; n++)
		assert_string_equal(list.items[n].name, "Maya");
	query.offset = INT64_MAX;
	assert_ok(item_list(p->db, p->mem, &query, &list));
	assert_int_equal(list.count, 0);
	query.text = NULL;
	assert_ok(item_list(p->db, p->mem, &query, &list));
	assert_int_equal(list.count, 0);
	assert_int_equal(list.total, 100);
}

static void
passes_failures_up(void **state)
{
	struct spot *p = *state;
	struct item_query query = { .as = CLR_CLR, .limit = 1 };
	const struct item_part_query parts_query = { .kind = "alignment" };
	struct item_totals totals;
	struct item_facets facets;
	struct item_parts parts;
	struct item_list list;

	assert_ok(db_run(p->db, NULL, "DROP TABLE item_part"));
	assert_int_equal(item_totals(p->db, &totals), INTERNAL);
	assert_int_equal(item_parts(p->db, p->mem, &parts_query, &parts),
			 INTERNAL);
	assert_ok(db_run(p->db, NULL, "DROP TABLE version"));
	assert_ok(db_run(p->db, NULL, "DROP TABLE item_link"));
	assert_ok(db_run(p->db, NULL, "DROP TABLE item_identity"));
	assert_ok(db_run(p->db, NULL, "DROP TABLE item"));
	assert_int_equal(item_list(p->db, p->mem, &query, &list), INTERNAL);
	query.state = "changed";
	assert_int_equal(item_list(p->db, p->mem, &query, &list), INTERNAL);
	query.state = "draft";
	assert_int_equal(item_list(p->db, p->mem, &query, &list), INTERNAL);
	assert_int_equal(item_totals(p->db, &totals), INTERNAL);
	assert_int_equal(item_terms(p->db, p->mem, &facets), INTERNAL);
	assert_int_equal(item_kinds(p->db, p->mem, CLR_CLR, &facets), INTERNAL);
	assert_int_equal(item_holds(p->db, p->mem, "x", NULL, &list), INTERNAL);
	assert_int_equal(item_held_by(p->db, p->mem, "x", 1, &list), INTERNAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, lists_in_order),
		test_in(spot_begin, finds_text),
		test_in(spot_begin, filters),
		test_in(spot_begin, finds_holders),
		test_in(spot_begin, knows_what_expires),
		test_in(spot_begin, counts),
		test_in(spot_begin, lists_parts),
		test_in(spot_begin, lists_many),
		test_in(spot_begin, passes_failures_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
