/*
 * Tests of page/view.c: any object in the few shapes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "page/view_fill.h"
#include "page_help.h"
static struct _hdf *
viewed(struct arena *mem, enum class_id as, const char *text)
{
	struct _hdf *hdf = render_data(mem);
	struct view v = view_for(mem, NULL);

	view_object(&v, hdf, as, parse(mem, text), "");
	return hdf;
}

static void
members_stand_where_their_rows_say(void **state)
{
	struct _hdf *hdf = viewed(
		*state, CLR_ACHIEVEMENT,
		"{'id':'urn:a','type':'Achievement','humanCode':'WR 121',"
		"'name':'Writing','description':'Of texts.',"
		"'level':'Low','tags':['a','b'],'creditsAvailable':4,"
		"'image':'data:image/png;base64,AAAA',"
		"'requirement':{'narrative':'Write *well*.'},"
		"'issuer':{'id':'urn:i','name':'College'}}");

	assert_data(hdf, "title", "Writing");
	assert_data(hdf, "code", "WR 121");
	assert_data(hdf, "label", NULL);
	assert_data(hdf, "rdf", "clri:dtAchievement");
	assert_data(hdf, "resource", "urn:a");
	assert_data(hdf, "picture.file.src", "data:image/png;base64,AAAA");
	assert_data(hdf, "prose.0.value", "Of texts.");
	assert_data(hdf, "fact.0.label", "Credits available");
	assert_data(hdf, "fact.0.value", "4");
	assert_data(hdf, "fact.1.value", "Low");
	assert_data(hdf, "fact.2.many.1.value", "b");
	assert_data(hdf, "part.0.name", "requirement");
	assert_data(hdf, "part.0.item.0.prose.0.html",
		    "<p>Write <em>well</em>.</p>\n");
	assert_data(hdf, "part.1.item.0.title", "College");
	assert_data(hdf, "tech.0.value", "urn:a");
	assert_data(hdf, "tech.1", NULL);
}

/* The part called ${name}. */
static struct _hdf *
part_named(struct _hdf *hdf, const char *name)
{
	struct _hdf *part = hdf_get_obj(hdf, "part.0");

	while (part && !streq(get(part, "name"), name))
		part = hdf_obj_next(part);
	assert_non_null(part);
	return part;
}

static void
parts_say_how_their_items_read(void **state)
{
	static const struct {
		const char *name, *links, *sentences;
	} rows[] = { { "alignments", "1", NULL },
		     { "associations", NULL, "1" },
		     { "requirement", NULL, NULL } };
	struct _hdf *hdf = viewed(
		*state, CLR_ACHIEVEMENT,
		"{'alignments':[{'targetName':'T'}],'associations':"
		"[{'targetId':'urn:t'}],'requirement':{'narrative':'n'}}");

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct _hdf *part = part_named(hdf, rows[i].name);

		assert_data(part, "links", rows[i].links);
		assert_data(part, "sentences", rows[i].sentences);
	}
}

static void
what_no_row_knows_is_listed(void **state)
{
	struct _hdf *hdf = viewed(
		*state, CLR_ADDRESS,
		"{'type':'Place','addressLocality':'Town','x:y':{'a':[1,true,"
		"'https://a.example/',null]},'other':'z','empty':null,"
		"'x:f':'data:text/plain,x','streetAddress':{'deep':'s'},"
		"'postalCode':['1','2'],'addressRegion':[]}");

	assert_data(hdf, "label", "Address");
	assert_data(hdf, "tech.0.value", "Place");
	assert_data(hdf, "more.0.name", "streetAddress");
	assert_data(hdf, "more.0.more.0.value", "s");
	assert_data(hdf, "more.1.name", "x:y");
	assert_data(hdf, "more.1.more.0.name", "a");
	assert_data(hdf, "more.1.more.0.more.0.value", "1");
	assert_data(hdf, "more.1.more.0.more.1.yes", "1");
	assert_data(hdf, "more.1.more.0.more.2.href", "https://a.example/");
	assert_data(hdf, "more.2.value", "z");
	assert_data(hdf, "more.3.value", "data:text/plain,x");
	assert_data(hdf, "more.4", NULL);
	assert_data(hdf, "fact.0.value", "Town");
	assert_data(hdf, "fact.1.many.1.value", "2");
	assert_data(hdf, "fact.2", NULL);
}

static void
old_and_wrong_forms_are_shown(void **state)
{
	struct _hdf *hdf = viewed(
		*state, CLR_ASSERTION,
		"{'id':'a','verification':'Signed','startDate':"
		"'2020-01-02T00:00:00Z','evidence':{'name':'One'},"
		"'results':'A','type':['Assertion','X'],"
		"'signedEndorsements':['not a jws',7]}");

	assert_data(hdf, "fact.0.label", "Started on");
	assert_data(hdf, "fact.0.value", "2 January 2020");
	assert_data(hdf, "fact.1.value", "A");
	assert_data(hdf, "part.0.item.0.title", "One");
	assert_data(hdf, "part.1.item.0.value", "not a jws");
	assert_data(hdf, "part.1.item.0.signed", NULL);
	assert_data(hdf, "part.1.item.1.value", "7");
	assert_data(hdf, "tech.0.value", "Signed");
	assert_data(hdf, "tech.2.many.1.value", "X");
}

static void
a_member_twice_under_two_names_is_shown_twice(void **state)
{
	struct _hdf *hdf = viewed(*state, CLR_ASSERTION,
				  "{'activityStartDate':'2020-01-02T00:00:00Z',"
				  "'startDate':'2019-01-02T00:00:00Z'}");

	assert_data(hdf, "fact.0.value", "2 January 2020");
	assert_data(hdf, "more.0.value", "2019-01-02T00:00:00Z");
}

static void
signed_parts_are_opened_and_marked(void **state)
{
	const char *jws = fake_jws(
		*state, "{'id':'urn:e','claim':{'id':'a',"
			"'endorsementComment':'Good.'},'issuedOn':"
			"'2020-01-02T00:00:00Z','issuer':{'name':'Dean'}}");
	struct _hdf *hdf = viewed(
		*state, CLR_PROFILE,
		arena_printf(*state, "{'signedEndorsements':['%s']}", jws));

	assert_data(hdf, "part.0.item.0.signed", "1");
	assert_data(hdf, "part.0.item.0.claim.prose.0.html", "<p>Good.</p>\n");
	assert_data(hdf, "part.0.item.0.issuer.title", "Dean");
}

static void
a_picture_elsewhere_is_a_fact(void **state)
{
	struct _hdf *hdf = viewed(*state, CLR_PROFILE,
				  "{'image':'https://a.example/b.png'}");

	assert_data(hdf, "picture", NULL);
	assert_data(hdf, "fact.0.far", "a.example");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, memory, no_memory)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(members_stand_where_their_rows_say),
		TEST(parts_say_how_their_items_read),
		TEST(what_no_row_knows_is_listed),
		TEST(old_and_wrong_forms_are_shown),
		TEST(a_member_twice_under_two_names_is_shown_twice),
		TEST(signed_parts_are_opened_and_marked),
		TEST(a_picture_elsewhere_is_a_fact),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
