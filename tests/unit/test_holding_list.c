/* Lists of what is read with tokens: store/holding_list.c. */
#include "item_test.h"

#include "holding_help.h"
#include "store/holding_list.h"

/* The ids of a page, a blank after each, and how many there are in all. */
static const char *
page(struct spot *p, const struct holding_reader *reader, int64_t since,
     long long limit, long long offset)
{
	const struct holding_query query = { reader, since, limit, offset };
	struct holding_mark mark;
	struct holding_list list;
	struct str out;
	size_t i;

	str_init(&out, p->mem);
	assert_ok(holding_list_mark(p->db, &query, &mark));
	assert_ok(holding_list(p->db, p->mem, &query, &list));
	for (i = 0; i < list.count; i++)
		str_addf(&out, "%s ", list.items[i].clr_id);
	str_addf(&out, "of %lld", mark.total);
	return out.s;
}

/* Five of the staff, the second is ${email}'s. */
static void
fill(struct spot *p, const char *email)
{
	int i;

	for (i = 1; i <= 5; i++)
		import_text(p,
			    clr_text(p, arena_printf(p->mem, "urn:n:%d", i),
				     i == 2 ? email : "", ""),
			    NULL);
}

static void
gives_pages(void **state)
{
	struct spot *p = *state;

	assert_string_equal(page(p, &everything, 0, 10, 0), "of 0");
	fill(p, "");
	assert_string_equal(page(p, &everything, 0, 2, 0),
			    "urn:n:5 urn:n:4 of 5");
	assert_string_equal(page(p, &everything, 0, 2, 4), "urn:n:1 of 5");
	assert_string_equal(page(p, &everything, 0, 2, 5), "of 5");
	import_text(p, clr_text(p, "urn:n:2", "", ",'name':'New'"), NULL);
	import_text(p, clr_text(p, "urn:n:3", "", ",'revoked':true"), NULL);
	assert_string_equal(page(p, &everything, 0, 10, 0),
			    "urn:n:2 urn:n:5 urn:n:4 urn:n:1 of 4");
	assert_int_equal(db_run(p->db, NULL,
				"UPDATE holding SET updated_at = 7"
				" WHERE clr_id <> 'urn:n:4'"),
			 OK);
	assert_string_equal(page(p, &everything, 8, 10, 0), "urn:n:4 of 1");
}

static void
gives_each_reader_their_own(void **state)
{
	struct spot *p = *state;
	const char *id = account_of(p, "bea@x.example");
	const struct holding_reader bea = { id, "a", true };

	fill(p, "bea@x.example");
	assert_int_equal(db_run(p->db, NULL,
				"UPDATE holding SET client_id = 'a'"
				" WHERE clr_id IN ('urn:n:3', 'urn:n:4')"),
			 OK);
	assert_string_equal(page(p, &bea, 0, 10, 0), "urn:n:2 of 1");
	assert_string_equal(page(p, &client_a, 0, 10, 0),
			    "urn:n:4 urn:n:3 of 2");
	assert_string_equal(page(p, &client_b, 0, 10, 0), "of 0");
}

/* Each change is another mark, also within a second. */
static void
marks_changes(void **state)
{
	struct spot *p = *state;
	const struct holding_query query = { .reader = &everything };
	struct holding_mark before = { 0 }, now;
	const char *id;
	int i;

	fill(p, "");
	for (i = 0; i < 3; i++) {
		assert_ok(holding_list_mark(p->db, &query, &now));
		assert_true(now.number != before.number ||
			    now.total != before.total);
		before = now;
		if (i == 0)
			id = import_text(
				p, clr_text(p, "urn:n:2", "", ",'name':'New'"),
				NULL);
		else if (i == 1)
			assert_ok(record_del(p->db, &clerk, id));
	}
}

static void
passes_failures_up(void **state)
{
	struct spot *p = *state;
	const struct holding_query query = { .reader = &client_a, .limit = 1 };
	struct holding_mark mark;
	struct holding_list list;

	assert_int_equal(
		db_run(p->db, NULL, "ALTER TABLE holding RENAME TO gone"), OK);
	assert_int_equal(holding_list_mark(p->db, &query, &mark), INTERNAL);
	assert_int_equal(holding_list(p->db, p->mem, &query, &list), INTERNAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, gives_pages),
		test_in(spot_begin, gives_each_reader_their_own),
		test_in(spot_begin, marks_changes),
		test_in(spot_begin, passes_failures_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
