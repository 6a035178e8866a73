/* Issuers that the institution knows: added, changed, taken away, told. */
#include "office_test.h"

#include "base/clock.h"
#include "store/pinned.h"

#define ATLAS "https://atlas.example/issuer"

static void
pin(struct spot *p, const char *issuer, const char *name, const char *note)
{
	const struct pinned it = { .issuer = issuer,
				   .name = name,
				   .note = note };

	assert_int_equal(pinned_put(p->db, &maria, &it), OK);
}

static void
is_found_again(void **state)
{
	struct spot *p = *state;
	struct pinned it;

	assert_int_equal(pinned_get(p->db, p->mem, ATLAS, &it), NOT_FOUND);
	pin(p, ATLAS, "Atlas University", "We asked their registrar.");
	assert_int_equal(pinned_get(p->db, p->mem, ATLAS, &it), OK);
	assert_string_equal(it.issuer, ATLAS);
	assert_string_equal(it.name, "Atlas University");
	assert_string_equal(it.note, "We asked their registrar.");
	assert_string_equal(it.created_by, "Maria Reyes");
	assert_in_range(it.created_at, clock_now() - 5, clock_now());
	/* To the byte: a look-alike is another. */
	assert_int_equal(pinned_get(p->db, p->mem, ATLAS "/", &it), NOT_FOUND);
	assert_int_equal(
		pinned_get(p->db, p->mem, "https://ATLAS.example/issuer", &it),
		NOT_FOUND);
	pin(p, ATLAS, "Atlas", "By letter.");
	assert_int_equal(pinned_get(p->db, p->mem, ATLAS, &it), OK);
	assert_string_equal(it.name, "Atlas");
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM pinned"), 1);
	assert_int_equal(told(p, "issuer.pin"), 2);
}

static void
stands_by_name(void **state)
{
	struct spot *p = *state;
	struct pinned_list list;

	assert_int_equal(pinned_list(p->db, p->mem, &list), OK);
	assert_int_equal(list.count, 0);
	pin(p, "urn:c", "beta", "x");
	pin(p, "urn:b", "Beta", "x");
	pin(p, "urn:a", "Zeta", "x");
	pin(p, "urn:d", "alpha", "x");
	assert_int_equal(pinned_list(p->db, p->mem, &list), OK);
	assert_int_equal(list.count, 4);
	assert_string_equal(list.items[0].issuer, "urn:d");
	assert_string_equal(list.items[1].issuer, "urn:b");
	assert_string_equal(list.items[2].issuer, "urn:c");
	assert_string_equal(list.items[3].issuer, "urn:a");
}

static void
is_taken_away(void **state)
{
	struct spot *p = *state;
	struct pinned it;

	pin(p, ATLAS, "Atlas University", "By letter.");
	assert_int_equal(pinned_del(p->db, &maria, ATLAS), OK);
	assert_int_equal(pinned_get(p->db, p->mem, ATLAS, &it), NOT_FOUND);
	assert_int_equal(pinned_del(p->db, &maria, ATLAS), NOT_FOUND);
	assert_int_equal(told(p, "issuer.unpin"), 1);
	assert_int_equal(number_of(p->db,
				   "SELECT count(*) FROM audit WHERE"
				   " target = $1 AND words LIKE"
				   " 'Atlas University%'",
				   T(ATLAS)),
			 2);
}

static char long_name[PINNED_NAME + 2], long_note[PINNED_NOTE + 2],
	long_id[PINNED_ISSUER + 2] = "urn:";

static const struct {
	struct pinned it;
	enum pinned_member bad;
} wrong[] = {
	{ { .name = "A", .note = "b" }, PINNED_BAD_ISSUER },
	{ { .issuer = "", .name = "A", .note = "b" }, PINNED_BAD_ISSUER },
	{ { .issuer = "Atlas", .name = "A", .note = "b" }, PINNED_BAD_ISSUER },
	{ { .issuer = "atlas.example", .name = "A", .note = "b" },
	  PINNED_BAD_ISSUER },
	{ { .issuer = "https://a b", .name = "A", .note = "b" },
	  PINNED_BAD_ISSUER },
	{ { .issuer = "https://a\n", .name = "A", .note = "b" },
	  PINNED_BAD_ISSUER },
	{ { .issuer = "urn:\xff", .name = "A", .note = "b" },
	  PINNED_BAD_ISSUER },
	{ { .issuer = long_id, .name = "A", .note = "b" }, PINNED_BAD_ISSUER },
	{ { .issuer = "urn:a", .note = "b" }, PINNED_BAD_NAME },
	{ { .issuer = "urn:a", .name = "", .note = "b" }, PINNED_BAD_NAME },
	{ { .issuer = "urn:a", .name = "  ", .note = "b" }, PINNED_BAD_NAME },
	{ { .issuer = "urn:a", .name = "A\nB", .note = "b" }, PINNED_BAD_NAME },
	{ { .issuer = "urn:a", .name = long_name, .note = "b" },
	  PINNED_BAD_NAME },
	{ { .issuer = "urn:a", .name = "A" }, PINNED_BAD_NOTE },
	{ { .issuer = "urn:a", .name = "A", .note = " " }, PINNED_BAD_NOTE },
	{ { .issuer = "urn:a", .name = "A", .note = "\xe2\x80\xa8" },
	  PINNED_BAD_NOTE },
	{ { .issuer = "urn:a", .name = "A", .note = long_note },
	  PINNED_BAD_NOTE },
};

static void
refuses_what_says_nothing(void **state)
{
	struct spot *p = *state;
	size_t i;

	memset(long_name, 'n', PINNED_NAME + 1);
	memset(long_note, 'n', PINNED_NOTE + 1);
	memset(long_id + 4, 'n', PINNED_ISSUER - 3);
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		assert_int_equal(pinned_check(&wrong[i].it), wrong[i].bad);
		assert_true(str_starts(fail_last()->text, "Write "));
		assert_int_equal(pinned_put(p->db, &maria, &wrong[i].it),
				 INVALID);
	}
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM pinned"), 0);
	assert_int_equal(told(p, "issuer.pin"), 0);
	long_name[PINNED_NAME] = long_note[PINNED_NOTE] = '\0';
	long_id[PINNED_ISSUER] = '\0';
	pin(p, long_id, long_name, long_note);
	pin(p, "https://\xc3\xa9.example/", "\xc3\xa9", "\xc3\xa9");
}

static void
tells_a_broken_database(void **state)
{
	struct spot *p = *state;
	const struct pinned it = { .issuer = "urn:a",
				   .name = "A",
				   .note = "b" };
	struct pinned_list list;
	struct pinned got;

	take_away(p, "audit RENAME TO gone");
	assert_int_equal(pinned_put(p->db, &maria, &it), INTERNAL);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM pinned"), 0);
	take_away(p, "pinned RENAME TO lost");
	assert_int_equal(pinned_list(p->db, p->mem, &list), INTERNAL);
	assert_int_equal(pinned_get(p->db, p->mem, "urn:a", &got), INTERNAL);
	assert_int_equal(pinned_put(p->db, &maria, &it), INTERNAL);
	assert_int_equal(pinned_del(p->db, &maria, "urn:a"), INTERNAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, is_found_again),
		test_in(spot_begin, stands_by_name),
		test_in(spot_begin, is_taken_away),
		test_in(spot_begin, refuses_what_says_nothing),
		test_in(spot_begin, tells_a_broken_database),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
