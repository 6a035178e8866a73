/* Who issues and has no key. */
#include "keyring_test.h"

static struct item_list
found(struct spot *p, const char *text, size_t limit)
{
	struct item_list list;

	assert_ok(keyring_keyless(p->db, p->mem, text, limit, &list));
	return list;
}

static void
offers_those_who_issue(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_office(p);
	const struct item_office o = key_office(p, NULL);
	const char *school, *board, *key;
	struct item_list list;
	long long number;

	school = put_profile(p, "school", "Zoo School");
	board = put_profile(p, "board", "Board of Nursing");
	put_achievement(p, "zoo", "Animals", school);
	put_endorsement(p, "e", board, "urn:a:zoo");
	list = found(p, NULL, 10);
	assert_int_equal(list.count, 3);
	assert_int_equal(list.total, 3);
	assert_string_equal(list.items[0].id, i.college);
	assert_string_equal(list.items[1].id, board);
	assert_string_equal(list.items[2].id, school);
	assert_string_equal(list.items[2].name, "Zoo School");
	key = put_key(p, i.college, "urn:p:college");
	assert_int_equal(found(p, "", 10).count, 2);
	assert_ok(keyring_end(p->db, &o, key));
	assert_int_equal(found(p, "", 10).count, 3);
	assert_ok(publish(p, i.college, &number));
	assert_ok(version_revoke(p->db, &o, i.college, "closed"));
	assert_int_equal(found(p, "", 10).count, 2);
}

static void
finds_by_words(void **state)
{
	struct spot *p = *state;
	struct item_list list;

	put_achievement(p, "a", "A", put_profile(p, "one", "Alder College"));
	put_achievement(p, "b", "B", put_profile(p, "two", "100% School"));
	assert_int_equal(found(p, "aLDER", 10).count, 1);
	assert_int_equal(found(p, "urn:p:two", 10).count, 1);
	assert_int_equal(found(p, "%", 10).count, 1);
	assert_int_equal(found(p, "_", 10).count, 0);
	list = found(p, "", 1);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.total, 2);
	assert_int_equal(found(p, "nobody", 1).total, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, offers_those_who_issue),
		test_in(spot_begin, finds_by_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
