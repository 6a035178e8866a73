/* clarus sign: publishing from the command line. */
#include "cmd_test.h"
#include "item_test.h"

#include "store/keyring.h"
#include "store/version.h"

#define KEY(p, ...) CALL(p, cmd_key, "", "key", __VA_ARGS__)
#define SIGN(p, ...) CALL(p, cmd_sign, "", "sign", __VA_ARGS__)

/* An achievement of ${college}, and an assertion of it for Ada. */
static const char *
put_award(struct spot *p, const char *name, const char *college)
{
	return put_assertion(p, name, put_achievement(p, name, name, college),
			     "ada");
}

static void
signs_what_is_named(void **state)
{
	struct spot *p = *state;
	const char *college = put_profile(p, "college", "Alder College");
	const char *award = put_award(p, "one", college);
	struct called done;

	put_profile(p, "ada", "Ada");
	done = SIGN(p, award);
	assert_int_equal(done.status, EXIT_FAILED);
	assert_string_equal(done.out, "");
	assert_non_null(strstr(done.err, "no key yet"));
	done = KEY(p, "new", "Alder College");
	assert_int_equal(done.status, EXIT_FINE);
	done = SIGN(p, "urn:s:one");
	if (done.status)
		print_error("%s", done.err);
	assert_int_equal(done.status, EXIT_FINE);
	assert_string_equal(done.out,
			    arena_printf(p->mem, "%s\t1\t-\tone\n", award));
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM signature"), 1);
	/* Nothing changed since. */
	done = SIGN(p, award);
	assert_int_equal(done.status, EXIT_FAILED);
	assert_non_null(strstr(done.err, "version 1"));
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM audit"
					  " WHERE name = 'clarus sign'") > 0,
			 1);
}

static void
signs_all_drafts(void **state)
{
	struct spot *p = *state;
	const char *college = put_profile(p, "college", "Alder College");
	const char *other = put_profile(p, "other", "Birch College");
	struct called done;
	int i;

	put_profile(p, "ada", "Ada");
	done = KEY(p, "new", "Alder College");
	assert_int_equal(done.status, EXIT_FINE);
	for (i = 0; i < 5; i++)
		put_award(p, arena_printf(p->mem, "n%d", i),
			  i == 2 ? other : college);
	done = SIGN(p, "--all-drafts", "--as", "Assertion");
	/* One has no key; the others are signed. */
	assert_int_equal(done.status, EXIT_FAILED);
	assert_non_null(strstr(done.err, "Birch College has no key yet"));
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM signature"), 4);
	done = SIGN(p, "--all-drafts", "--as", "Clr");
	assert_int_equal(done.status, EXIT_FINE);
	assert_string_equal(done.out, "");
}

static void
tells_wrong_use(void **state)
{
	struct spot *p = *state;
	struct called done = SIGN(p, "nobody");

	assert_int_equal(done.status, EXIT_FAILED);
	assert_non_null(strstr(done.err, "there is no item"));
	done = CALL(p, cmd_sign, "", "sign");
	assert_int_equal(done.status, EXIT_USAGE);
	done = SIGN(p, "--all-drafts", "--as", "Profile");
	assert_int_equal(done.status, EXIT_USAGE);
	done = SIGN(p, "--all-drafts", "--as");
	assert_int_equal(done.status, EXIT_USAGE);
	done = SIGN(p, "x", "--all-drafts");
	assert_int_equal(done.status, EXIT_USAGE);
	done = SIGN(p, "--unknown", "x");
	assert_int_equal(done.status, EXIT_USAGE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, signs_what_is_named),
		test_in(spot_begin, signs_all_drafts),
		test_in(spot_begin, tells_wrong_use),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
