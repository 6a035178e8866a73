/*
 * Tests of model/assemble_place.c: places of a whole, found in its draft.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include "edit_help.h"
#include "model_help.h"
#include "assemble_help.h"

static const char items[] = "{'S':'s.i.g','T':'t.i.g','A':{'id':'a'},"
			    "'E':'e.i.g','P':{'id':'p'}}";

/* The place and the item that ${pointer} of the whole has in ${doc}. */
static void
assert_place(const char *doc, const char *pointer, const char *place,
	     const char *item)
{
	auto_arena mem = arena_new();
	struct office office = { parse(mem, items), 0 };
	const struct assemble_how how = { get_item, &office, false, 1000 };
	struct assemble_spot spot = { pointer, "old" };

	assemble_place(mem, CLR_CLR, parse(mem, doc), &how, &spot);
	assert_string_equal(spot.pointer, place);
	if (item)
		assert_string_equal(spot.item, item);
	else
		assert_null(spot.item);
}

static void
leads_to_the_items(void **state)
{
	static const char doc[] =
		"{'learner':{'$item':'P'},'signedAssertions':['o.w.n'],"
		"'assertions':[{'$item':'S'},{'$item':'A'},{'$item':'T'},"
		"{'id':'b','source':{'$item':'P'}}]}";

	(void)state;
	assert_place(doc, "/learner/name", "/learner", "P");
	assert_place(doc, "/assertions/0/issuedOn", "/assertions/1", "A");
	assert_place(doc, "/signedAssertions/1/issuedOn", "/assertions/0", "S");
	assert_place(doc, "/signedAssertions/2/results/0", "/assertions/2",
		     "T");
	assert_place(doc, "/assertions/1/source/id", "/assertions/3/source",
		     "P");
	/* the text itself, where nothing stands in the draft */
	assert_place(doc, "/signedAssertions/1", "/assertions/0", "S");
}

static void
leaves_its_own(void **state)
{
	static const char doc[] =
		"{'signedAssertions':['o.w.n'],'assertions':[{'$item':'S'},"
		"{'id':'b','results':[{}],'x:a/b~':{'c':1}}],"
		"'endorsements':{'$item':'E'},'publisher':{'$item':'P'}}";

	(void)state;
	assert_place(doc, "", "", NULL);
	assert_place(doc, "/name", "/name", NULL);
	assert_place(doc, "/learner", "/learner", NULL);
	assert_place(doc, "/publisher", "/publisher", NULL);
	assert_place(doc, "/@context/0", "/@context/0", NULL);
	assert_place(doc, "/signedAssertions", "/signedAssertions", NULL);
	assert_place(doc, "/signedAssertions/0/issuedOn",
		     "/signedAssertions/0/issuedOn", NULL);
	assert_place(doc, "/assertions", "/assertions", NULL);
	assert_place(doc, "/assertions/0/results/0/status",
		     "/assertions/1/results/0/status", NULL);
	assert_place(doc, "/assertions/0/x:a~1b~0/c",
		     "/assertions/1/x:a~1b~0/c", NULL);
	assert_place(doc, "/signedEndorsements/0/id", "/endorsements", "E");
	/* nothing that assemble() makes */
	assert_place(doc, "/assertions/7/id", "/assertions/7/id", NULL);
	assert_place(doc, "/assertions/x/id", "/assertions/x/id", NULL);
	assert_place(doc, "/signedAssertions/x", "/signedAssertions/x", NULL);
	assert_place(doc, "/name/0/1", "/name/0/1", NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(leads_to_the_items),
		cmocka_unit_test(leaves_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
