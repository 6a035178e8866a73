/* What would be published with an item, before it is. */
#include "item_test.h"

#include "store/version_drafts.h"

static struct item_list
drafts_of(struct spot *p, const char *id)
{
	const struct item_office o = office_of(p);
	const struct item item = get_item(p, id);
	struct item_list list;

	assert_ok(version_drafts(p->db, &o, &item, &list));
	assert_int_equal(list.total, list.count);
	return list;
}

static bool
has(const struct item_list *list, const char *id)
{
	size_t i, count = 0;

	for (i = 0; i < list->count; i++)
		count += streq(list->items[i].id, id);
	return count == 1;
}

/* Those within those too, each once. */
static void
finds_them_at_any_depth(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_office(p);
	struct item_list list = drafts_of(p, i.clr);

	assert_int_equal(list.count, 4);
	assert_true(has(&list, i.college) && has(&list, i.learner) &&
		    has(&list, i.course) && has(&list, i.award));
	list = drafts_of(p, i.award);
	assert_int_equal(list.count, 2);
	assert_true(has(&list, i.course) && has(&list, i.college));
	assert_int_equal(drafts_of(p, i.college).count, 0);
}

/* What is named but not held is no part: a recipient, a claim. */
static void
passes_over_what_is_only_named(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_office(p);
	const char *id = put_endorsement(p, "e", i.college, "urn:a:wood");
	const struct item_list list = drafts_of(p, id);

	assert_int_equal(list.count, 1);
	assert_true(has(&list, i.college));
}

/* What was published once is not published again, and is not looked into. */
static void
is_what_publishing_does(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_office(p);
	struct item_list list;
	long long number;

	assert_ok(publish(p, i.course, &number));
	list = drafts_of(p, i.clr);
	assert_int_equal(list.count, 2);
	assert_true(has(&list, i.learner) && has(&list, i.award));
	assert_ok(publish(p, i.clr, &number));
	assert_int_equal(drafts_of(p, i.clr).count, 0);
	set_text(p, i.course, "description", "Wood.");
	assert_int_equal(drafts_of(p, i.clr).count, 0);
}

static void
tells_what_is_not_there(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const struct office_items i = put_office(p);
	struct item item = get_item(p, i.course);
	struct item_list list;

	item.doc = "{\"issuer\":{\"$item\":\"nobody\"}}";
	item.doc_len = strlen(item.doc);
	assert_int_equal(version_drafts(p->db, &o, &item, &list), NOT_FOUND);
	item.doc = "{";
	item.doc_len = 1;
	assert_int_not_equal(version_drafts(p->db, &o, &item, &list), OK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, finds_them_at_any_depth),
		test_in(spot_begin, passes_over_what_is_only_named),
		test_in(spot_begin, is_what_publishing_does),
		test_in(spot_begin, tells_what_is_not_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
