/* Forms that wait. */
#include "office_test.h"

#include "base/rand.h"
#include "store/parked.h"

static const struct parked form = { .path = "/items/new",
				    .form = "name=B%C3%A9a&x=1" };

static void
is_its_browsers(void **state)
{
	struct spot *p = *state;
	struct parked got = { 0 };
	const char *id;

	assert_int_equal(parked_put(p->db, p->mem, "cookie", &form, &id), OK);
	assert_true(rand_is_id(id));
	assert_int_equal(parked_get(p->db, p->mem, "cookie", id, &got), OK);
	assert_string_equal(got.id, id);
	assert_string_equal(got.path, form.path);
	assert_string_equal(got.form, form.form);
	assert_int_equal(parked_get(p->db, p->mem, "Cookie", id, &got),
			 NOT_FOUND);
	assert_int_equal(parked_get(p->db, p->mem, "", id, &got), NOT_FOUND);
	assert_int_equal(parked_get(p->db, p->mem, "cookie", "x", &got),
			 NOT_FOUND);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM parked"
					  " WHERE owner_sha256 = 'cookie'"),
			 0);
}

static void
goes_after_a_week(void **state)
{
	struct spot *p = *state;
	const char *id, *other;
	struct parked got;

	assert_int_equal(parked_put(p->db, p->mem, "cookie", &form, &id), OK);
	assert_int_equal(db_run(p->db, NULL,
				"UPDATE parked SET created_at ="
				" created_at - 7 * 24 * 3600 + 9"),
			 OK);
	assert_int_equal(parked_put(p->db, p->mem, "cookie", &form, &other),
			 OK);
	assert_int_equal(parked_get(p->db, p->mem, "cookie", id, &got), OK);
	assert_int_equal(db_run(p->db, NULL,
				"UPDATE parked SET created_at ="
				" created_at - 10"),
			 OK);
	assert_int_equal(parked_put(p->db, p->mem, "cookie", &form, &other),
			 OK);
	assert_int_equal(parked_get(p->db, p->mem, "cookie", id, &got),
			 NOT_FOUND);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM parked"), 2);
}

static void
tells_a_broken_database(void **state)
{
	struct spot *p = *state;
	struct parked got;
	const char *id;

	take_away(p, "parked RENAME COLUMN form TO gone");
	assert_int_equal(parked_put(p->db, p->mem, "c", &form, &id), INTERNAL);
	assert_int_equal(parked_get(p->db, p->mem, "c", "x", &got), INTERNAL);
	take_away(p, "parked RENAME TO gone");
	assert_int_equal(parked_put(p->db, p->mem, "c", &form, &id), INTERNAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, is_its_browsers),
		test_in(spot_begin, goes_after_a_week),
		test_in(spot_begin, tells_a_broken_database),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
