/* Which item stands in which, and what is said of it there. */
#include "item_test.h"

#include "store/item_link.h"

static const char *
held_by(struct spot *p, const char *id)
{
	auto_rows rows = NULL;

	assert_ok(db_query(p->db, &rows,
			   "SELECT held_by FROM item WHERE id = $1", T(id)));
	assert_ok(db_next(rows));
	return db_column_text(rows, 0, p->mem, NULL);
}

/* A new name goes to all that say it, and through them. */
static void
spreads_names(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_office(p);
	const char *e = put_endorsement(p, "1", i.college, "urn:s:maya-wood");
	const struct item_query query = { .as = CLR_ASSERTION,
					  .text = "joinery",
					  .limit = 1 };
	struct item_list list;
	struct item before = get_item(p, i.award), item;

	set_text(p, i.college, "name", "Birch College");
	assert_string_equal(get_item(p, i.course).about, "Birch College");
	assert_string_equal(get_item(p, i.clr).about,
			    "Maya Okafor · Birch College");
	assert_string_equal(get_item(p, e).name, "Birch College");
	set_text(p, i.learner, "name", "Maya B.");
	assert_string_equal(get_item(p, i.award).about, "Maya B.");
	assert_string_equal(get_item(p, i.clr).about,
			    "Maya B. · Birch College");
	set_text(p, i.course, "name", "Joinery");
	set_text(p, i.course, "achievementType", "Badge");
	item = get_item(p, i.award);
	assert_string_equal(item.name, "Joinery");
	assert_string_equal(item.kind, "Badge");
	assert_string_equal(get_item(p, e).about, "Joinery");
	assert_ok(item_list(p->db, p->mem, &query, &list));
	assert_int_equal(list.total, 1);
	/* It was not edited itself. */
	assert_int_equal(item.revision, before.revision);
	assert_int_equal(item.updated_at, before.updated_at);
	assert_string_equal(item.doc, before.doc);
}

static void
knows_who_holds(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_office(p);
	const char *other;

	assert_string_equal(held_by(p, i.college), " Achievement  Clr ");
	assert_string_equal(held_by(p, i.learner), " Assertion  Clr ");
	assert_string_equal(held_by(p, i.clr), "");
	other = put_assertion(p, "other", i.course, "nobody");
	assert_string_equal(held_by(p, i.course), " Assertion ");
	/* One lets go, the other still holds. */
	assert_ok(save_doc(p, i.award, json_of(p, "{'id':'urn:s:maya-wood'}")));
	assert_string_equal(held_by(p, i.course), " Assertion ");
	assert_string_equal(held_by(p, i.learner), " Clr ");
	assert_ok(save_doc(p, other, json_of(p, "{'id':'urn:s:other'}")));
	assert_string_equal(held_by(p, i.course), "");
	assert_int_equal(number_of(p->db,
				   "SELECT count(*) FROM item_link"
				   " WHERE target_id = $1",
				   T(i.course)),
			 0);
}

/* Links stand in the order of the document, by property. */
static void
keeps_the_order(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_office(p);
	const char *second = put_assertion(p, "second", i.course, "maya");
	struct item_list list;
	const char *clr;

	clr = put_doc(p, CLR_CLR,
		      json_of(p,
			      "{'id':'urn:c:2','assertions':["
			      "{'$item':'%s'},"
			      "{'id':'urn:s:in','achievement':{'$item':'%s'}},"
			      "{'$item':'%s'}],'learner':{'$item':'%s'}}",
			      second, i.course, i.award, i.learner));
	assert_ok(item_holds(p->db, p->mem, clr, "assertions", &list));
	assert_int_equal(list.count, 2);
	assert_string_equal(list.items[0].id, second);
	assert_string_equal(list.items[1].id, i.award);
	assert_ok(item_holds(p->db, p->mem, clr, "achievement", &list));
	assert_int_equal(list.count, 1);
}

/* Looked through again, a document finds what was made after it. */
static void
looks_again(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const struct office_items i = put_office(p);
	const char *late = put_assertion(p, "late", i.course, "zoe");
	const char *zoe;

	assert_string_equal(get_item(p, late).about, "");
	zoe = put_profile(p, "zoe", "Zoe Berg");
	assert_string_equal(get_item(p, late).about, "");
	assert_ok(item_link_again(p->db, &o, late));
	assert_string_equal(get_item(p, late).about, "Zoe Berg");
	assert_string_equal(held_by(p, zoe), " Assertion ");
	assert_int_equal(item_link_again(p->db, &o, "none"), NOT_FOUND);
}

/* An issuer of many: each is brought up to date. */
static void
spreads_to_many(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_office(p);
	const char *urn;
	int n;

	for (n = 0; n < 50; n++) {
		urn = arena_printf(p->mem, "%d", n);
		put_achievement(p, urn, urn, i.college);
	}
	set_text(p, i.college, "name", "Birch College");
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM item WHERE"
					  " about = 'Birch College' AND"
					  " search LIKE '%birch%'"),
			 51);
}

static void
passes_failures_up(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const struct office_items i = put_office(p);
	const struct item_index_of of = { CLR_PROFILE, i.college, "", NULL };

	assert_ok(db_run(p->db, NULL, "DROP TABLE item_identity"));
	assert_int_equal(item_link_del(p->db, &o, &of), INTERNAL);
	assert_int_equal(item_link_again(p->db, &o, i.college), INTERNAL);
	assert_ok(db_run(p->db, NULL, "DROP TABLE item_part"));
	assert_int_equal(item_link_again(p->db, &o, i.clr), INTERNAL);
	assert_ok(db_run(p->db, NULL, "DROP TABLE item_link"));
	assert_int_equal(item_link_del(p->db, &o, &of), INTERNAL);
	assert_int_equal(item_link_spread(p->db, &o, i.college), INTERNAL);
	assert_int_equal(item_link_again(p->db, &o, i.award), INTERNAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, spreads_names),
		test_in(spot_begin, knows_who_holds),
		test_in(spot_begin, keeps_the_order),
		test_in(spot_begin, looks_again),
		test_in(spot_begin, spreads_to_many),
		test_in(spot_begin, passes_failures_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
