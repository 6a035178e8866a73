/* Items read from the database, written as bytes, named in sentences. */
#include "item_test.h"

#include "store/item_row.h"

static void
reads_every_column(void **state)
{
	struct spot *p = *state;
	const char *id = put_profile(p, "maya", "Maya");
	struct item item;

	assert_ok(db_run(p->db, NULL,
			 "UPDATE item SET class = 'Endorsement', doc_id = 'a',"
			 " state = 'revoked', version = 2, is_changed = 1,"
			 " is_stale = 1, revision = 3, name = 'b', about = 'c',"
			 " kind = 'd', term = 'e', issued_on = 4, expires = 5,"
			 " errors = 6, warnings = 7, reason = 'f',"
			 " asked_by = 'g', created_at = 8, updated_at = 9,"
			 " updated_by = 'h', doc = 'i' WHERE id = $1",
			 T(id)));
	item = get_item(p, id);
	assert_string_equal(item.id, id);
	assert_int_equal(item.as, CLR_ENDORSEMENT);
	assert_string_equal(item.doc_id, "a");
	assert_int_equal(item.state, ITEM_REVOKED);
	assert_int_equal(item.version, 2);
	assert_true(item.is_changed);
	assert_true(item.is_stale);
	assert_int_equal(item.revision, 3);
	assert_string_equal(item.name, "b");
	assert_string_equal(item.about, "c");
	assert_string_equal(item.kind, "d");
	assert_string_equal(item.term, "e");
	assert_int_equal(item.issued_on, 4);
	assert_int_equal(item.expires, 5);
	assert_int_equal(item.errors, 6);
	assert_int_equal(item.warnings, 7);
	assert_string_equal(item.reason, "f");
	assert_string_equal(item.asked_by, "g");
	assert_int_equal(item.created_at, 8);
	assert_int_equal(item.updated_at, 9);
	assert_string_equal(item.updated_by, "h");
	assert_string_equal(item.doc, "i");
}

static void
writes_bytes(void **state)
{
	struct spot *p = *state;
	size_t len;

	assert_string_equal(
		item_row_bytes(p->mem,
			       json_of(p, "{ 'b' : [1, 2.50, 0.1],\n"
					  "'a' : '\xc3\xa4/\\u0001' }"),
			       &len),
		"{\"b\":[1,2.5,0.1],\"a\":\"\xc3\xa4/\\u0001\"}");
	assert_int_equal(len, 33);
	/* Nothing is rounded. */
	assert_string_equal(
		item_row_bytes(p->mem,
			       json_of(p, "[0.1,0.12345678901234567]"
					  ""),
			       &len),
		"[0.10000000000000001,0.12345678901234566]");
}

static void
names_in_sentences(void **state)
{
	struct spot *p = *state;
	struct item item = { .as = CLR_CLR, .name = "", .doc_id = "urn:c:1" };

	assert_string_equal(item_row_said(p->mem, &item),
			    "the learner record urn:c:1");
	item.name = "Official\ntranscript";
	assert_string_equal(item_row_said(p->mem, &item),
			    "“Official transcript”");
	assert_string_equal(item_row_said_fully(p->mem, &item),
			    "the learner record “Official transcript”");
}

static void
opens_to_change(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const char *id = put_profile(p, "maya", "Maya");
	struct item item;

	assert_ok(item_row_open(p->db, &o, id, 1, &item));
	assert_fails(item_row_open(p->db, &o, id, 2, &item), CONFLICT,
		     "“Maya” was changed by Maria Reyes meanwhile.");
	assert_int_equal(item_row_open(p->db, &o, "none", 1, &item), NOT_FOUND);
	assert_ok(db_run(p->db, NULL,
			 "UPDATE item SET state = 'revoked' WHERE id = $1",
			 T(id)));
	assert_fails(item_row_open(p->db, &o, id, 1, &item), GONE,
		     "“Maya” was revoked.");
}

static void
tells(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const struct item item = { .id = "i1",
				   .as = CLR_ASSERTION,
				   .name = "Wood" };
	const struct item_row_change change = { "item.revoke", "aa", "bb",
						"A mistake" };
	struct audit_query query = { .target = "i1", .limit = 2 };
	struct audit_list list;

	assert_ok(item_row_tell(p->db, &o, &item, &change));
	assert_ok(audit_list(p->db, p->mem, &query, &list));
	assert_int_equal(list.count, 1);
	assert_string_equal(list.items[0].words, "Assertion “Wood”: A mistake");
	assert_string_equal(list.items[0].action, "item.revoke");
	assert_string_equal(list.items[0].before, "aa");
	assert_string_equal(list.items[0].after, "bb");
	assert_string_equal(list.items[0].name, "Maria Reyes");
	assert_string_equal(list.items[0].account_id, "acc1");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, reads_every_column),
		test_in(spot_begin, writes_bytes),
		test_in(spot_begin, names_in_sentences),
		test_in(spot_begin, opens_to_change),
		test_in(spot_begin, tells),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
