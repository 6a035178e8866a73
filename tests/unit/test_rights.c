/* The table of roles and rights, against itself written another way. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail

#include "auth/rights.h"
#include "base/str.h"

#define OWNERS "account read import share edit award publish review audit admin"

/* What each role may, in the order of the header, beside "none". */
static const char *const may[] = {
	[ROLE_NOBODY] = "",
	[ROLE_VISITOR] = "read import share",
	[ROLE_LEARNER] = "account",
	[ROLE_AUDITOR] = "account read audit",
	[ROLE_REVIEWER] = "account read review",
	[ROLE_ISSUER] = "account read share award publish",
	[ROLE_EDITOR] = "account read import share edit award publish",
	[ROLE_OWNER] = OWNERS,
};

static void
gives_each_role_its_rights(void **state)
{
	auto_arena mem = arena_new();
	enum right right;
	enum role role;
	struct str has;

	(void)state;
	for (role = 0; role < ROLE__MAX; role++) {
		assert_true(rights_has(role, RIGHT_NONE));
		str_init(&has, mem);
		for (right = RIGHT_NONE + 1; right < RIGHT__MAX; right++) {
			if (!rights_has(role, right))
				continue;
			str_addf(&has, "%s%s", has.len ? " " : "",
				 rights_name(right));
		}
		assert_string_equal(has.s, may[role]);
	}
	assert_string_equal(rights_name(RIGHT_NONE), "none");
}

static void
gives_nothing_to_what_is_none(void **state)
{
	(void)state;
	assert_false(rights_has(ROLE__MAX, RIGHT_READ));
	assert_false(rights_has((enum role) - 1, RIGHT_READ));
	assert_false(rights_has(ROLE_OWNER, RIGHT__MAX));
	assert_false(rights_has(ROLE_OWNER, (enum right)77));
}

static void
names_roles(void **state)
{
	static const char *const none[] = { "",	     "nobody", "visitor",
					    "Owner", "owner ", "own",
					    NULL };
	enum role role;
	size_t i;

	(void)state;
	assert_string_equal(rights_role_name(ROLE_OWNER), "owner");
	assert_string_equal(rights_role_label(ROLE_OWNER), "Owner");
	for (role = 0; role < ROLE__MAX; role++) {
		assert_false(str_empty(rights_role_label(role)));
		assert_true(str_ends(rights_role_help(role), "."));
		assert_int_equal(rights_role_named(rights_role_name(role)),
				 role >= ROLE_LEARNER ? role : ROLE_NOBODY);
	}
	for (i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		assert_int_equal(rights_role_named(none[i]), ROLE_NOBODY);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_each_role_its_rights),
		cmocka_unit_test(gives_nothing_to_what_is_none),
		cmocka_unit_test(names_roles),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
