/* The chain of the audit trail: whatever is done to it is found. */
#include "office_test.h"

#define MANY 12

static void
add(struct spot *p, int count)
{
	struct audit_event event = { .action = "item.save", .target = "t" };
	int i;

	for (i = 0; i < count; i++) {
		event.words = arena_printf(p->mem, "Saved %d", i);
		event.after = i % 2 ? "aa" : NULL;
		assert_int_equal(audit_add(p->db, &maria, &event), OK);
	}
}

static struct audit_verdict
verdict_of(struct spot *p, const char *head)
{
	struct audit_verdict verdict;

	assert_int_equal(audit_verify(p->db, p->mem, head, &verdict), OK);
	return verdict;
}

static void
finds_nothing_where_nothing_is(void **state)
{
	struct spot *p = *state;
	struct audit_verdict v = verdict_of(p, NULL);
	const char *head;

	assert_int_equal(v.entries, 0);
	assert_int_equal(v.bad, 0);
	assert_null(v.words);
	assert_string_equal(v.head, "");
	assert_int_equal(verdict_of(p, "").bad, 0);
	add(p, MANY);
	v = verdict_of(p, "");
	assert_int_equal(v.entries, MANY);
	assert_int_equal(v.bad, 0);
	assert_int_equal(strlen(v.head), 64);
	head = v.head;
	assert_int_equal(verdict_of(p, head).bad, 0);
	add(p, 1);
	v = verdict_of(p, head);
	assert_int_equal(v.bad, 0);
	assert_string_not_equal(v.head, head);
}

/* Every column of a row, edited. */
#define EDIT_SEEN(change, number)                                              \
	do {                                                                   \
		assert_int_equal(db_run(p->db, NULL,                           \
					"UPDATE audit SET " change             \
					" WHERE number = 5"),                  \
				 OK);                                          \
		v = verdict_of(p, NULL);                                       \
		assert_int_equal(v.bad, number);                               \
		assert_int_equal(v.entries, number - 1);                       \
		assert_int_equal(db_run(p->db, NULL, "DELETE FROM audit"),     \
				 OK);                                          \
		add(p, MANY);                                                  \
	} while (0)
#define EDIT(change) EDIT_SEEN(change, 5)

static void
finds_every_edit(void **state)
{
	struct spot *p = *state;
	struct audit_verdict v;

	add(p, MANY);
	EDIT("at = at + 1");
	EDIT("at = at + 0.5");
	EDIT("at = at || ' '|| 'x'");
	EDIT("account_id = 'x'");
	EDIT("name = 'Bea Moss'");
	EDIT("name = ''");
	EDIT("address = '192.0.3.0'");
	EDIT("action = 'item.show'");
	EDIT("target = 'u'");
	EDIT("words = words || ' '");
	EDIT("words = substr(words, 2)");
	EDIT("old_sha256 = 'aa'");
	EDIT("new_sha256 = 'ab'");
	EDIT("search = ''");
	EDIT("hash = 'x' || substr(hash, 2)");
	EDIT("hash = ''");
	EDIT("hash = upper(hash)");
	/* From one column into the next. */
	EDIT("action = action || target, target = ''");
	EDIT("number = 100");
	EDIT_SEEN("number = 0", 1);
	EDIT_SEEN("number = -1", 1);
	EDIT("number = 5.5");
	assert_int_equal(verdict_of(p, NULL).bad, 0);
}
#undef EDIT
#undef EDIT_SEEN

static void
finds_what_is_missing(void **state)
{
	struct spot *p = *state;
	struct audit_verdict v;

	add(p, MANY);
	assert_int_equal(db_run(p->db, NULL,
				"DELETE FROM audit"
				" WHERE number = 7"),
			 OK);
	v = verdict_of(p, NULL);
	assert_int_equal(v.bad, 7);
	assert_string_equal(v.words, "entry 7 is missing");
	/* The gap closed. */
	assert_int_equal(db_run(p->db, NULL,
				"UPDATE audit SET"
				" number = number - 1"
				" WHERE number > 7"),
			 OK);
	v = verdict_of(p, NULL);
	assert_int_equal(v.bad, 7);
	assert_string_equal(v.words, "entry 7 was changed");
	assert_int_equal(db_run(p->db, NULL,
				"DELETE FROM audit"
				" WHERE number = 1"),
			 OK);
	assert_int_equal(verdict_of(p, NULL).bad, 1);
}

static void
finds_what_was_swapped(void **state)
{
	struct spot *p = *state;

	add(p, MANY);
	assert_int_equal(db_run(p->db, NULL,
				"UPDATE audit SET number = 0"
				" WHERE number = 4"),
			 OK);
	assert_int_equal(db_run(p->db, NULL,
				"UPDATE audit SET number = 4"
				" WHERE number = 9"),
			 OK);
	assert_int_equal(db_run(p->db, NULL,
				"UPDATE audit SET number = 9"
				" WHERE number = 0"),
			 OK);
	assert_int_equal(verdict_of(p, NULL).bad, 4);
}

static void
finds_what_was_put_in(void **state)
{
	struct spot *p = *state;

	add(p, MANY);
	assert_int_equal(
		db_run(p->db, NULL,
		       "INSERT INTO audit SELECT $1, at, account_id, name,"
		       " address, action, target, words, old_sha256,"
		       " new_sha256, search, hash FROM audit"
		       " WHERE number = $2",
		       I(MANY + 1), I(MANY)),
		OK);
	assert_int_equal(verdict_of(p, NULL).bad, MANY + 1);
}

/* Cut off at the end, or all written anew: only a noted head tells. */
static void
finds_a_cut_by_the_head(void **state)
{
	struct spot *p = *state;
	struct audit_verdict v;
	const char *head, *middle;

	add(p, 5);
	middle = verdict_of(p, NULL).head;
	add(p, 5);
	head = verdict_of(p, NULL).head;
	assert_int_equal(db_run(p->db, NULL,
				"DELETE FROM audit"
				" WHERE number > 8"),
			 OK);
	assert_int_equal(verdict_of(p, NULL).bad, 0);
	assert_int_equal(verdict_of(p, middle).bad, 0);
	v = verdict_of(p, head);
	assert_int_equal(v.bad, 9);
	assert_int_equal(v.entries, 8);
	assert_non_null(strstr(v.words, "cut off"));
	/* Others take their place. */
	add(p, 2);
	assert_int_equal(verdict_of(p, NULL).bad, 0);
	assert_int_equal(verdict_of(p, head).bad, 11);
	assert_int_equal(db_run(p->db, NULL, "DELETE FROM audit"), OK);
	assert_int_equal(verdict_of(p, NULL).bad, 0);
	assert_int_equal(verdict_of(p, middle).bad, 1);
}

/* Hundreds of chance edits of one character. */
static void
finds_chance_edits(void **state)
{
	struct spot *p = *state;
	unsigned seed = 7;
	long long number;
	size_t which, i;

	add(p, MANY);
	for (i = 0; i < 300; i++) {
		auto_tx tx = NULL;

		number = 1 + rand_r(&seed) % MANY;
		which = (size_t)rand_r(&seed) % 6;
		assert_int_equal(db_begin(p->db, &tx), OK);
		assert_int_equal(
			db_run(p->db, NULL,
			       "UPDATE audit SET"
			       " at = at + CASE $2 WHEN 0 THEN 1 ELSE 0 END,"
			       " name = CASE $2 WHEN 1 THEN name || 'x'"
			       " ELSE name END,"
			       " address = CASE $2 WHEN 2 THEN '' ELSE address"
			       " END, action = CASE $2 WHEN 3 THEN"
			       " replace(action, 's', 'S') ELSE action END,"
			       " words = CASE $2 WHEN 4 THEN"
			       " replace(words, ' ', '  ') ELSE words END,"
			       " hash = CASE $2 WHEN 5 THEN"
			       " substr(hash, 2) || '0' ELSE hash END"
			       " WHERE number = $1",
			       I(number), I(which)),
			OK);
		assert_int_equal(verdict_of(p, NULL).bad, number);
	}
	assert_int_equal(verdict_of(p, NULL).bad, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, finds_nothing_where_nothing_is),
		test_in(spot_begin, finds_every_edit),
		test_in(spot_begin, finds_what_is_missing),
		test_in(spot_begin, finds_what_was_swapped),
		test_in(spot_begin, finds_what_was_put_in),
		test_in(spot_begin, finds_a_cut_by_the_head),
		test_in(spot_begin, finds_chance_edits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
