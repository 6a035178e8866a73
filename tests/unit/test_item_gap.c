/*
 * What achievements lack: found where it is missing, and nowhere else.
 */
#include "item_test.h"

#include "store/item_gap.h"

/* The names with the gap ${gap}, newest first, with a blank after each. */
static const char *
with_gap(struct spot *p, enum item_gap gap, long long limit, long long *total)
{
	const struct item_gap_query query = {
		.gap = gap,
		.base = "https://office.example",
		.limit = limit,
	};
	struct item_list list;
	struct str names;
	size_t i;

	str_init(&names, p->mem);
	assert_ok(item_gap_list(p->db, p->mem, &query, &list));
	for (i = 0; i < list.count; i++)
		str_addf(&names, "%s ", list.items[i].name);
	*total = list.total;
	return names.s;
}

static void
assert_gap(struct spot *p, enum item_gap gap, const char *names)
{
	long long total;

	assert_string_equal(with_gap(p, gap, 10, &total), names);
}

/* An achievement with ${more} members. */
static const char *
put_with(struct spot *p, const char *name, const char *more)
{
	return put_doc(p, CLR_ACHIEVEMENT,
		       json_of(p,
			       "{'id':'https://office.example/a/%s',"
			       "'type':'Achievement','name':'%s'%s}",
			       name, name, more));
}

static void
take_back(struct spot *p, const char *id)
{
	assert_ok(db_run(p->db, NULL,
			 "UPDATE item SET state = 'revoked' WHERE id = $1",
			 T(id)));
}

static void
an_empty_office_lacks_nothing(void **state)
{
	struct spot *p = *state;

	put_profile(p, "1", "Ada");
	assert_gap(p, ITEM_GAP_DESCRIPTION, "");
	assert_gap(p, ITEM_GAP_REQUIREMENT, "");
	assert_gap(p, ITEM_GAP_REFERENCE, "");
}

static void
what_is_not_said_is_told(void **state)
{
	struct spot *p = *state;

	put_with(p, "Full",
		 ",'description':'d','requirement':{'type':'Criteria',"
		 "'narrative':'n'}");
	put_with(p, "Bare", "");
	put_with(p, "Described", ",'description':'\\\"requirement\\\":'");
	assert_gap(p, ITEM_GAP_DESCRIPTION, "Bare ");
	take_back(p, put_with(p, "Gone", ""));
	assert_gap(p, ITEM_GAP_DESCRIPTION, "Bare ");
}

static void
what_is_not_required_is_told(void **state)
{
	struct spot *p = *state;
	const char *names;
	long long total;

	put_with(p, "Full", ",'requirement':{'type':'Criteria'}");
	put_with(p, "A", "");
	put_with(p, "B", ",'description':'\\\"requirement\\\":'");
	names = with_gap(p, ITEM_GAP_REQUIREMENT, 1, &total);
	assert_int_equal(total, 2);
	assert_int_equal(strlen(names), 2);
}

#define ASSOCIATION(id)                                                        \
	",'associations':[{'associationType':'precedes','title':'t',"          \
	"'targetId':'" id "'}]"

static void
a_reference_to_nothing_is_told(void **state)
{
	struct spot *p = *state;
	const char *there = put_with(p, "There", "");

	put_with(p, "Fine", ASSOCIATION("https://office.example/a/There"));
	put_with(p, "Elsewhere", ASSOCIATION("https://other.example/a/1"));
	assert_gap(p, ITEM_GAP_REFERENCE, "");
	put_with(p, "Dead", ASSOCIATION("https://office.example/a/None"));
	assert_gap(p, ITEM_GAP_REFERENCE, "Dead ");
	take_back(p, there);
	take_back(p, put_with(p, "Nobody", ASSOCIATION("urn:uuid:none")));
	assert_int_equal(
		strlen(with_gap(p, ITEM_GAP_REFERENCE, 9, &(long long){ 0 })),
		strlen("Dead Fine "));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(an_empty_office_lacks_nothing,
						spot_begin, spot_end),
		cmocka_unit_test_setup_teardown(what_is_not_said_is_told,
						spot_begin, spot_end),
		cmocka_unit_test_setup_teardown(what_is_not_required_is_told,
						spot_begin, spot_end),
		cmocka_unit_test_setup_teardown(a_reference_to_nothing_is_told,
						spot_begin, spot_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
