/* Links: made, opened, listed, stopped, counted. */
#include "store_test.h"

#include "base/rand.h"
#include "store/checking.h"
#include "store/share.h"

/* A record of its own; its id. */
static const char *
put_record(struct spot *p, const char *name)
{
	const char *doc = arena_printf(p->mem, "{\"name\":\"%s\"}", name);
	const struct record_file file = { .name = "",
					  .bytes = doc,
					  .len = strlen(doc),
					  .import = import_of(p->mem, &doc, 1,
							      NULL) };
	struct record_query query = { .limit = 1 };
	struct record_kept kept;
	struct record_list list;

	assert_int_equal(record_put(p->db, p->mem, &clerk, &file, &kept), OK);
	query.import_id = kept.id;
	assert_int_equal(record_list(p->db, p->mem, &query, &list), OK);
	return list.items[0].id;
}

static const char *
put_link(struct spot *p, const char *record, const char *name)
{
	const struct share_new new = { .record_id = record,
				       .name = name,
				       .owner = "secret" };
	const char *id = NULL;

	assert_int_equal(share_put(p->db, p->mem, &clerk, &new, &id), OK);
	return id;
}

/* A link that nobody owns. */
static enum result
put_free(struct spot *p, const char *record, const char *name, const char **id)
{
	const struct share_new new = { .record_id = record, .name = name };

	return share_put(p->db, p->mem, &clerk, &new, id);
}

/* Open a link as a stranger. */
static enum result
open_link(struct spot *p, const char *id, struct share *out)
{
	struct share_opened opened;

	TRY(share_open(p->db, p->mem, id, NULL, &opened));
	*out = opened.share;
	return OK;
}

static void
opens_in_one_read(void **state)
{
	struct spot *p = *state;
	const char *record_id = put_record(p, "Transcript");
	const char *id = put_link(p, record_id, "For \xc3\x89milie");
	struct share_opened opened = { .withdrawals = -1 };
	struct record record;
	struct share share;

	assert_true(rand_is_id(id));
	assert_int_equal(share_open(p->db, p->mem, id, NULL, &opened), OK);
	share = opened.share;
	record = opened.record;
	assert_string_equal(share.id, id);
	assert_string_equal(share.record_id, record_id);
	assert_string_equal(share.name, "For \xc3\x89milie");
	assert_true(share.created_at > 1600000000);
	assert_int_equal(share.deleted_at, 0);
	assert_int_equal(share.last_view, 0);
	assert_int_equal(share.views, 0);
	assert_int_equal(opened.withdrawals, 0);
	assert_string_equal(record.id, record_id);
	assert_string_equal(record.name, "Transcript");
	assert_int_equal(record.doc_len, strlen("{\"name\":\"Transcript\"}"));
	assert_int_equal(strlen(record.sha256), 64);
	assert_null(record.doc);
	assert_int_equal(record_doc(p->db, p->mem, &record), OK);
	assert_string_equal(record.doc, "{\"name\":\"Transcript\"}");
}

static void
keeps_its_code(void **state)
{
	struct spot *p = *state;
	const char *record = put_record(p, "R"), *id, *bare;
	const struct share_new new = {
		.record_id = record,
		.name = "a",
		.id = rand_id(p->mem),
		.code = { "https://a.example/s/x", "M4 4h7v1h-7z", 33 },
	};
	struct share_opened opened;

	assert_int_equal(share_put(p->db, p->mem, &clerk, &new, &id), OK);
	assert_string_equal(id, new.id);
	assert_int_equal(share_open(p->db, p->mem, id, NULL, &opened), OK);
	assert_string_equal(opened.code.url, "https://a.example/s/x");
	assert_string_equal(opened.code.path, "M4 4h7v1h-7z");
	assert_int_equal(opened.code.size, 33);
	assert_int_equal(put_free(p, record, "b", &bare), OK);
	assert_int_equal(share_open(p->db, p->mem, bare, NULL, &opened), OK);
	assert_null(opened.code.url);
	assert_null(opened.code.path);
}

static void
knows_its_maker(void **state)
{
	static const struct {
		const char *owner;
		bool is_owner;
	} rows[] = { { "secret", true },
		     { "Secret", false },
		     { "", false },
		     { NULL, false } };
	struct spot *p = *state;
	const char *record_id = put_record(p, "R");
	const char *owned = put_link(p, record_id, "a"), *free_one;
	struct share_opened opened;
	size_t i;

	assert_int_equal(put_free(p, record_id, "b", &free_one), OK);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(share_open(p->db, p->mem, owned, rows[i].owner,
					    &opened),
				 OK);
		assert_true(opened.share.is_owner == rows[i].is_owner);
		assert_int_equal(share_open(p->db, p->mem, free_one,
					    rows[i].owner, &opened),
				 OK);
		assert_false(opened.share.is_owner);
	}
	/* The secret itself is nowhere. */
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM share"
					  " WHERE owner_sha256 = 'secret'"),
			 0);
}

static void
refuses_bad_names(void **state)
{
	static const char *const names[] = {
		"",	  "   ",     "two\nlines",	 "tab\t",
		"bell\a", "del\x7f", "next\xc2\x85line", "\xff",
		"a\xc3"
	};
	struct spot *p = *state;
	const char *record = put_record(p, "R"), *id = NULL;
	char *name = arena_alloc(p->mem, 403);
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		assert_int_equal(put_free(p, record, names[i], &id), INVALID);
	for (i = 0; i < 200; i++)
		memcpy(name + 2 * i, "\xc3\xa9", 2);
	assert_int_equal(put_free(p, record, name, &id), OK);
	name[400] = 'x';
	id = NULL;
	assert_int_equal(put_free(p, record, name, &id), INVALID);
	assert_string_equal(fail_last()->text, "The name of a link has at "
					       "most 200 characters.");
	assert_null(id);
	put_link(p, record, "\xc2\xa0 <b>'quoted\"</b> \xf0\x9f\x8e\x93");
}

static void
wants_a_record(void **state)
{
	struct spot *p = *state;
	const char *record = put_record(p, "R"), *id = NULL;

	assert_int_equal(put_free(p, "none", "a", &id), NOT_FOUND);
	assert_int_equal(record_del(p->db, &clerk, record), OK);
	assert_int_equal(put_free(p, record, "a", &id), GONE);
	assert_null(id);
}

static void
stops(void **state)
{
	struct spot *p = *state;
	const char *record = put_record(p, "R");
	const char *id = put_link(p, record, "a"), *other;
	struct share share;
	int64_t before, after;

	other = put_link(p, record, "b");
	assert_int_equal(record_withdrawals(p->db, &before), OK);
	assert_int_equal(share_del(p->db, &clerk, "none"), NOT_FOUND);
	assert_int_equal(share_del(p->db, &clerk, id), OK);
	assert_int_equal(open_link(p, id, &share), GONE);
	assert_int_equal(share_del(p->db, &clerk, id), GONE);
	assert_int_equal(record_withdrawals(p->db, &after), OK);
	assert_int_equal(after, before + 1);
	assert_int_equal(open_link(p, other, &share), OK);
	assert_int_equal(open_link(p, "none", &share), NOT_FOUND);
	assert_int_equal(open_link(p, "' OR 1=1 --", &share), NOT_FOUND);
}

static void
ends_with_its_record(void **state)
{
	struct spot *p = *state;
	const char *record = put_record(p, "R");
	const char *id = put_link(p, record, "For my uncle");
	struct share_list list;
	struct share share;

	assert_int_equal(record_del(p->db, &clerk, record), OK);
	assert_int_equal(open_link(p, id, &share), GONE);
	assert_int_equal(share_del(p->db, &clerk, id), GONE);
	assert_int_equal(share_list(p->db, p->mem, record, &list), OK);
	assert_int_equal(list.count, 1);
	assert_true(list.items[0].deleted_at > 0);
	assert_string_equal(list.items[0].name, "");
}

static void
lists_newest_first(void **state)
{
	struct spot *p = *state;
	const char *record = put_record(p, "R"), *one, *two;
	struct share_list list;

	assert_int_equal(share_list(p->db, p->mem, record, &list), OK);
	assert_int_equal(list.count, 0);
	one = put_link(p, record, "one");
	two = put_link(p, record, "two");
	put_link(p, put_record(p, "Another"), "three");
	assert_int_equal(db_run(p->db, NULL,
				"UPDATE share SET created_at = 5"
				" WHERE id = $1",
				T(one)),
			 OK);
	assert_int_equal(share_del(p->db, &clerk, one), OK);
	assert_int_equal(share_list(p->db, p->mem, record, &list), OK);
	assert_int_equal(list.count, 2);
	assert_string_equal(list.items[0].id, two);
	assert_string_equal(list.items[0].name, "two");
	assert_int_equal(list.items[0].deleted_at, 0);
	assert_string_equal(list.items[1].id, one);
	assert_int_equal(list.items[1].created_at, 5);
	assert_true(list.items[1].deleted_at > 0);
}

static void
counts(void **state)
{
	struct spot *p = *state;
	const char *id = put_link(p, put_record(p, "R"), "a");
	struct share share;

	assert_int_equal(share_count(p->db, id, 3, 1000), OK);
	assert_int_equal(share_count(p->db, id, 2, 900), OK);
	assert_int_equal(open_link(p, id, &share), OK);
	assert_int_equal(share.views, 5);
	assert_int_equal(share.last_view, 1000);
	assert_int_equal(share_count(p->db, "none", 3, 1000), OK);
	assert_int_equal(share_del(p->db, &clerk, id), OK);
	assert_int_equal(share_count(p->db, id, 1, 2000), OK);
	assert_int_equal(number_of(p->db, "SELECT views FROM share"), 5);
}

/* Who a link was for is in no entry: it goes with the record. */
static void
tells_the_audit_trail(void **state)
{
	struct spot *p = *state;
	const char *id = put_link(p, put_record(p, "R"), "My uncle");

	assert_int_equal(share_count(p->db, id, 1, 1000), OK);
	assert_int_equal(share_count(p->db, id, 3, 1000), OK);
	assert_int_equal(share_count(p->db, "none", 3, 1000), OK);
	assert_int_equal(share_del(p->db, &clerk, id), OK);
	assert_int_equal(share_del(p->db, &clerk, id), GONE);
	assert_int_equal(share_count(p->db, id, 9, 1000), OK);
	assert_int_equal(number_of(p->db,
				   "SELECT count(*) FROM audit WHERE"
				   " target = $1",
				   T(id)),
			 4);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM audit WHERE"
					  " action IN ('share.make',"
					  " 'share.end') AND"
					  " name = 'A clerk'"),
			 2);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM audit WHERE"
					  " action = 'share.view' AND"
					  " words IN ('1 view', '3 views')"),
			 2);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM audit WHERE"
					  " words LIKE '%uncle%'"),
			 0);
}

/* A visit is a single read that no writer hinders, by keys alone. */
static void
opens_by_keys(void **state)
{
	struct spot *p = *state;
	const char *id = put_link(p, put_record(p, "R"), "a"), *plan;
	auto_db reader = NULL;
	auto_rows rows = NULL;
	auto_tx tx = NULL;
	struct share_opened opened;
	int steps = 0;

	assert_int_equal(db_query(p->db, &rows,
				  "EXPLAIN QUERY PLAN"
				  " SELECT s.name, r.name, c.value FROM share s"
				  " JOIN record r ON r.id = s.record_id"
				  " JOIN counter c ON c.name = 'withdrawals'"
				  " WHERE s.id = $1",
				  T(id)),
			 OK);
	for (; db_next(rows) == OK; steps++) {
		plan = db_column_text(rows, 3, p->mem, NULL);
		assert_non_null(strstr(plan, "SEARCH"));
	}
	assert_int_equal(steps, 3);
	assert_int_equal(db_open(p->path, DB_READ_ONLY, false, &reader), OK);
	assert_int_equal(db_begin(p->db, &tx), OK);
	assert_int_equal(share_open(reader, p->mem, id, NULL, &opened), OK);
}

static void
passes_failures_up(void **state)
{
	struct spot *p = *state;
	const char *record = put_record(p, "R"), *id;
	struct share_list list;
	struct share share;

	assert_int_equal(db_run(p->db, NULL, "DROP TABLE share"), OK);
	assert_int_equal(put_free(p, record, "a", &id), INTERNAL);
	assert_int_equal(open_link(p, "x", &share), INTERNAL);
	assert_int_equal(share_list(p->db, p->mem, "x", &list), INTERNAL);
	assert_int_equal(share_del(p->db, &clerk, "x"), INTERNAL);
	assert_int_equal(share_count(p->db, "x", 1, 1), INTERNAL);
}

/* A link makes its record to be checked; looking at it, again after a day;
 * and a deleted record leaves no report. */
static void
has_its_record_checked(void **state)
{
	struct spot *p = *state;
	const char *record = put_record(p, "R");
	const char *id = put_link(p, record, "a");
	struct checking c;

	put_link(p, record, "b");
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM checking"), 1);
	assert_int_equal(checking_next(p->db, p->mem, &c), OK);
	assert_string_equal(c.record_id, record);
	c.state = CHECKING_DONE;
	assert_int_equal(checking_done(p->db, &c), OK);
	assert_int_equal(share_count(p->db, id, 1, 1000), OK);
	assert_int_equal(checking_next(p->db, p->mem, &c), NOT_FOUND);
	assert_int_equal(db_run(p->db, NULL,
				"UPDATE checking SET created_at ="
				" created_at - $1",
				I(CHECKING_AGAIN + 1)),
			 OK);
	assert_int_equal(share_count(p->db, id, 1, 1000), OK);
	assert_int_equal(checking_next(p->db, p->mem, &c), OK);
	assert_int_equal(record_del(p->db, &clerk, record), OK);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM checking"), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, opens_in_one_read),
		test_in(spot_begin, keeps_its_code),
		test_in(spot_begin, knows_its_maker),
		test_in(spot_begin, refuses_bad_names),
		test_in(spot_begin, wants_a_record),
		test_in(spot_begin, stops),
		test_in(spot_begin, ends_with_its_record),
		test_in(spot_begin, lists_newest_first),
		test_in(spot_begin, counts),
		test_in(spot_begin, tells_the_audit_trail),
		test_in(spot_begin, has_its_record_checked),
		test_in(spot_begin, opens_by_keys),
		test_in(spot_begin, passes_failures_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
