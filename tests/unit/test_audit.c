/* The audit trail: added to, listed; addresses shortened. */
#include "office_test.h"

#include "base/clock.h"

static void
add(struct spot *p, const char *action, const char *target, const char *words)
{
	const struct audit_event event = { .action = action,
					   .target = target,
					   .words = words };

	assert_int_equal(audit_add(p->db, &maria, &event), OK);
}

static struct audit_list
list_of(struct spot *p, struct audit_query query)
{
	struct audit_list list;

	if (!query.limit)
		query.limit = 100;
	assert_int_equal(audit_list(p->db, p->mem, &query, &list), OK);
	return list;
}

static void
keeps_what_was_done(void **state)
{
	const struct audit_event event = { "item.save", "id1", "Saved \"A\"",
					   "before", "after" };
	const struct audit_by by = { "acc", "Bea", "2001:db8:1::" };
	struct spot *p = *state;
	struct audit_list list;
	struct audit_entry *e;

	assert_int_equal(list_of(p, (struct audit_query){ 0 }).total, 0);
	assert_int_equal(audit_add(p->db, &by, &event), OK);
	add(p, "item.show", "", "Showed");
	list = list_of(p, (struct audit_query){ 0 });
	assert_int_equal(list.count, 2);
	assert_int_equal(list.total, 2);
	e = &list.items[1];
	assert_int_equal(e->number, 1);
	assert_true(clock_now() - e->at < 100);
	assert_string_equal(e->account_id, "acc");
	assert_string_equal(e->name, "Bea");
	assert_string_equal(e->address, "2001:db8:1::");
	assert_string_equal(e->action, "item.save");
	assert_string_equal(e->target, "id1");
	assert_string_equal(e->words, "Saved \"A\"");
	assert_string_equal(e->before, "before");
	assert_string_equal(e->after, "after");
	assert_int_equal(strlen(e->hash), 64);
	assert_int_equal(list.items[0].number, 2);
	assert_string_equal(list.items[0].before, "");
	assert_string_equal(list.items[0].after, "");
	assert_string_not_equal(list.items[0].hash, e->hash);
}

static void
makes_one_line_of_texts(void **state)
{
	struct spot *p = *state;
	char *longer = arena_alloc(p->mem, 4000);
	struct audit_list list;

	memset(longer, 'x', 3999);
	add(p, "a.b", "t\nu", "one\r\ntwo\xe2\x80\xa8three\xff");
	add(p, "a.b", "", longer);
	list = list_of(p, (struct audit_query){ 0 });
	assert_string_equal(list.items[1].target, "t u");
	assert_string_equal(list.items[1].words, "one  two three\xef\xbf\xbd");
	assert_int_equal(strlen(list.items[0].words), AUDIT_TEXT);
}

static void
is_searched(void **state)
{
	static const struct {
		const char *text;
		long long found;
	} rows[] = { { "", 3 },		 { NULL, 3 },
		     { "maria", 3 },	 { "\xc3\xa9MILIE", 1 },
		     { "ITEM.SAVE", 2 }, { "id2", 1 },
		     { "100%", 1 },	 { "%", 1 },
		     { "_", 0 },	 { "nothing", 0 },
		     { "\\", 0 },	 { "' OR 1", 0 } };
	struct spot *p = *state;
	size_t i;

	add(p, "item.save", "id1", "Saved \xc3\x89milie");
	add(p, "item.save", "id2", "Saved 100%");
	add(p, "item.show", "id1", "Showed");
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(
			list_of(p, (struct audit_query){ .text = rows[i].text })
				.total,
			rows[i].found);
	assert_int_equal(
		list_of(p, (struct audit_query){ .target = "id1" }).total, 2);
	assert_int_equal(list_of(p, (struct audit_query){ .target = "id1",
							  .text = "show" })
				 .total,
			 1);
	assert_int_equal(
		list_of(p, (struct audit_query){ .target = "id" }).total, 0);
}

static void
has_bounds_and_pages(void **state)
{
	struct spot *p = *state;
	struct audit_list list;
	int i;

	for (i = 0; i < 5; i++)
		add(p, "a.b", i % 2 ? "odd" : "even", "x");
	assert_int_equal(
		db_run(p->db, NULL, "UPDATE audit SET at = 1000 + number"), OK);
	list = list_of(p, (struct audit_query){ .from = 1002, .to = 1004 });
	assert_int_equal(list.total, 2);
	assert_int_equal(list.items[0].number, 3);
	assert_int_equal(list.items[1].number, 2);
	list = list_of(p, (struct audit_query){ .limit = 2, .offset = 3 });
	assert_int_equal(list.total, 5);
	assert_int_equal(list.count, 2);
	assert_int_equal(list.items[0].number, 2);
	list = list_of(p, (struct audit_query){ .limit = 2, .offset = 5 });
	assert_int_equal(list.count, 0);
	list = list_of(p, (struct audit_query){ .below = 3 });
	assert_int_equal(list.total, 2);
	assert_int_equal(list.items[0].number, 2);
	list = list_of(p, (struct audit_query){
				  .below = 5, .target = "even", .limit = 1 });
	assert_int_equal(list.total, 2);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.items[0].number, 3);
}

static void
goes_with_the_transaction(void **state)
{
	struct spot *p = *state;

	add(p, "a.b", "", "stays");
	{
		auto_tx tx = NULL;

		assert_int_equal(db_begin(p->db, &tx), OK);
		add(p, "a.b", "", "goes");
		add(p, "a.b", "", "goes too");
		assert_int_equal(list_of(p, (struct audit_query){ 0 }).total,
				 3);
	}
	assert_int_equal(list_of(p, (struct audit_query){ 0 }).total, 1);
	{
		auto_tx tx = NULL;

		assert_int_equal(db_begin(p->db, &tx), OK);
		add(p, "a.b", "", "stays too");
		assert_int_equal(db_commit(&tx), OK);
	}
	assert_int_equal(list_of(p, (struct audit_query){ 0 }).items[0].number,
			 2);
}

static bool
add_many(struct db *db, const void *arg)
{
	const struct audit_event event = { "a.b", "", "x", NULL, NULL };
	const int *count = arg;
	int i;

	for (i = 0; i < *count; i++)
		if (audit_add(db, &maria, &event) != OK)
			return false;
	return true;
}

static void
is_one_chain_of_many_writers(void **state)
{
	static const int count = 25;
	struct spot *p = *state;
	struct audit_verdict verdict;

	assert_int_equal(at_once(p, 6, add_many, &count), 6);
	assert_int_equal(audit_verify(p->db, p->mem, NULL, &verdict), OK);
	assert_int_equal(verdict.bad, 0);
	assert_int_equal(verdict.entries, 6 * count);
}

static void
shortens_addresses(void **state)
{
	static const struct {
		const char *from, *to;
	} rows[] = {
		{ "192.0.2.77", "192.0.2.0" },
		{ "255.255.255.255", "255.255.255.0" },
		{ "0.0.0.0", "0.0.0.0" },
		{ "::ffff:192.0.2.77", "192.0.2.0" },
		{ "2001:db8:1:2:3:4:5:6", "2001:db8:1::" },
		{ "2001:DB8:1::", "2001:db8:1::" },
		{ "::1", "::" },
		{ "fe80::1", "fe80::" },
		{ "", "" },
		{ NULL, "" },
		{ "unix:", "" },
		{ "192.0.2", "" },
		{ "192.0.2.256", "" },
		{ "192.0.2.1 ", "" },
		{ "[::1]", "" },
		{ "fe80::1%eth0", "" },
		{ "bea.example", "" },
	};
	auto_arena mem = arena_new();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_string_equal(audit_address(mem, rows[i].from),
				    rows[i].to);
}

static void
tells_a_broken_database(void **state)
{
	const struct audit_query query = { .limit = 9 };
	const struct audit_query of = { .limit = 9, .target = "t" };
	const struct audit_event event = { "a.b", "t", "x", NULL, NULL };
	struct spot *p = *state;
	struct audit_verdict verdict;
	struct audit_list list;

	add(p, "a.b", "t", "x");
	take_away(p, "audit RENAME COLUMN words TO gone");
	assert_int_equal(audit_add(p->db, &maria, &event), INTERNAL);
	assert_int_equal(audit_list(p->db, p->mem, &query, &list), INTERNAL);
	assert_int_equal(audit_list(p->db, p->mem, &of, &list), INTERNAL);
	take_away(p, "audit RENAME TO gone");
	assert_int_equal(audit_add(p->db, &maria, &event), INTERNAL);
	assert_int_equal(audit_list(p->db, p->mem, &query, &list), INTERNAL);
	assert_int_equal(audit_list(p->db, p->mem, &of, &list), INTERNAL);
	assert_int_equal(audit_verify(p->db, p->mem, NULL, &verdict), INTERNAL);
}

static void
days(void **state)
{
	int64_t at = -1;

	(void)state;
	assert_int_equal(audit_day(NULL, 1, &at), OK);
	assert_int_equal(at, 0);
	assert_int_equal(audit_day("", 1, &at), OK);
	assert_int_equal(at, 0);
	assert_int_equal(audit_day("1970-01-02", 0, &at), OK);
	assert_int_equal(at, 86400);
	assert_int_equal(audit_day("1970-01-02", 1, &at), OK);
	assert_int_equal(at, 2 * 86400);
	assert_int_equal(audit_day("2 January", 0, &at), INVALID);
}

static void
knows_when_it_was_last(void **state)
{
	struct spot *p = *state;
	int64_t at = -1;

	assert_int_equal(audit_last(p->db, "id1", "item.save", &at), OK);
	assert_int_equal(at, 0);
	add(p, "item.save", "id1", "Saved");
	add(p, "item.show", "id1", "Showed");
	add(p, "item.save", "id2", "Saved");
	assert_int_equal(
		db_run(p->db, NULL, "UPDATE audit SET at = number * 1000"), OK);
	assert_int_equal(audit_last(p->db, "id1", "item.save", &at), OK);
	assert_int_equal(at, 1000);
	add(p, "item.save", "id1", "Saved");
	assert_int_equal(audit_last(p->db, "id1", "item.save", &at), OK);
	assert_true(clock_now() - at < 100);
	assert_int_equal(audit_last(p->db, "id2", "item.show", &at), OK);
	assert_int_equal(at, 0);
	assert_int_equal(db_run(p->db, NULL, "ALTER TABLE audit RENAME TO x"),
			 OK);
	assert_int_equal(audit_last(p->db, "id1", "item.save", &at), INTERNAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, keeps_what_was_done),
		test_in(spot_begin, makes_one_line_of_texts),
		test_in(spot_begin, is_searched),
		test_in(spot_begin, has_bounds_and_pages),
		test_in(spot_begin, goes_with_the_transaction),
		test_in(spot_begin, is_one_chain_of_many_writers),
		cmocka_unit_test(shortens_addresses),
		test_in(spot_begin, tells_a_broken_database),
		cmocka_unit_test(days),
		test_in(spot_begin, knows_when_it_was_last),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
