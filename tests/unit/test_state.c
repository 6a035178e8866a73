/* The state of an item in the words that every page has. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail

#include "page_help.h"

#include "base/clock.h"
#include "web/state.h"

static struct _hdf *
filled(struct arena *mem, const struct item *item)
{
	struct _hdf *hdf = render_data(mem);

	state_fill(hdf, item);
	return hdf;
}

static void
names_each_state(void **state)
{
	static const struct {
		enum item_state state;
		const char *name;
	} all[] = {
		{ ITEM_DRAFT, "draft" },
		{ ITEM_REVIEW, "review" },
		{ ITEM_PUBLISHED, "published" },
		{ ITEM_REVOKED, "revoked" },
	};
	size_t i;

	for (i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		struct item item = { .state = all[i].state };
		struct _hdf *hdf = filled(*state, &item);

		assert_data(hdf, "state", all[i].name);
		assert_data(hdf, "changed", NULL);
	}
}

static void
knows_what_ran_out(void **state)
{
	struct item item = { .state = ITEM_PUBLISHED,
			     .version = 1,
			     .expires = clock_now() + 1000 };

	assert_data(filled(*state, &item), "state", "published");
	item.expires = clock_now() - 1;
	assert_data(filled(*state, &item), "state", "expired");
	item.state = ITEM_DRAFT;
	assert_data(filled(*state, &item), "state", "draft");
	item.state = ITEM_REVOKED;
	assert_data(filled(*state, &item), "state", "revoked");
}

/* Of a draft that was never published it would say nothing. */
static void
tells_what_changed(void **state)
{
	struct item item = { .state = ITEM_PUBLISHED,
			     .version = 2,
			     .is_changed = true };

	assert_data(filled(*state, &item), "changed", "1");
	item.state = ITEM_REVIEW;
	assert_data(filled(*state, &item), "changed", "1");
	item.state = ITEM_REVOKED;
	assert_data(filled(*state, &item), "changed", NULL);
	item.state = ITEM_DRAFT;
	item.version = 0;
	assert_data(filled(*state, &item), "changed", NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(names_each_state, memory,
						no_memory),
		cmocka_unit_test_setup_teardown(knows_what_ran_out, memory,
						no_memory),
		cmocka_unit_test_setup_teardown(tells_what_changed, memory,
						no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
