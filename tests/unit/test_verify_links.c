/*
 * Tests of verify/verify_links.c: whether what a document links to is there
 * (CLR 1.0 §4.6), when that is asked for; a warning at most.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "verify/verify_links.h"
#include "verify_help.h"

#define LINKED                                                                 \
	ASSERTION_OF("urn:x", PROFILE, SIGNED,                                 \
		     ",'image':'https://a.example/x.png','evidence':[{'id':"   \
		     "'https://a.example/e','name':'E','artifacts':[{'url':"   \
		     "'https://a.example/f.pdf'},{'url':'data:,x'}]}],"        \
		     "'results':[{'resultDescription':"                        \
		     "'https://a.example/never','value':'1'}]")

static const struct verify_part *
check_linked(struct world *w)
{
	return world_run(w, world_sign(w, w->key, LINKED));
}

static void
asks_only_when_it_should(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);

	(void)state;
	world_expect("not asked for", check_linked(w), VERDICT_VALID,
		     CHECK_LINKS, VERIFY_NOT_NEEDED);
	assert_int_equal(w->asked, 3);
}

static void
asks_for_what_is_linked(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);
	const struct verify_part *part;

	(void)state;
	w->ask.with_data = true;
	world_put(w, "https://a.example/never", 404, NULL);
	world_put(w, "https://a.example/x.png", 200, "PNG");
	world_put(w, "https://a.example/e", 200, "<p>");
	world_put(w, "https://a.example/f.pdf", 200, "PDF");
	part = check_linked(w);
	/* the fake answers JSON: no picture */
	world_expect("picture", part, VERDICT_VALID, CHECK_LINKS,
		     VERIFY_UNSURE);
	assert_string_equal(part->checks[CHECK_LINKS].words,
			    "1 of 5 pages it links to could not be had.");
	assert_non_null(strstr(part->checks[CHECK_LINKS].evidence.detail,
			       "x.png: it is no picture"));
	assert_int_equal(world_asked(w, "https://a.example/never"), 0);
	assert_int_equal(world_asked(w, ISSUER), 1);

	world_put(w, "https://a.example/e", 404, NULL);
	part = check_linked(w);
	assert_non_null(strstr(part->checks[CHECK_LINKS].evidence.detail,
			       "https://a.example/e: it answers that there is "
			       "nothing (404)."));
	assert_string_equal(part->checks[CHECK_LINKS].words,
			    "2 of 5 pages it links to could not be had.");
}

static void
passes_what_is_there(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);

	(void)state;
	w->ask.with_data = true;
	world_expect("all there",
		     world_run(w, world_sign(w, w->key, CLR_SIGNED(""))),
		     VERDICT_VALID, CHECK_LINKS, VERIFY_PASSED);
}

static void
asks_for_so_many_and_no_more(void **state)
{
	static const char head[] = CLR_OF(PROFILE, SIGNED, ",'achievements':[");
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);
	const struct verify_part *part;
	struct str doc;

	(void)state;
	w->ask.with_data = true;
	str_init(&doc, mem);
	str_addn(&doc, head, sizeof head - 2);
	for (size_t i = 0; i < 100; i++)
		str_addf(&doc,
			 "%s{'id':'https://a.example/%zu','name':'A','issuer':"
			 "{'id':'urn:i'}}",
			 i ? "," : "", i);
	str_add(&doc, "]}");
	part = world_run(w, world_sign(w, w->key, doc.s));
	world_expect("many", part, VERDICT_VALID, CHECK_LINKS, VERIFY_UNSURE);
	assert_int_equal(w->asked, 3 + VERIFY_LINKS);
	assert_non_null(strstr(part->checks[CHECK_LINKS].evidence.detail,
			       "60 more were not asked for"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(asks_only_when_it_should),
		cmocka_unit_test(asks_for_what_is_linked),
		cmocka_unit_test(passes_what_is_there),
		cmocka_unit_test(asks_for_so_many_and_no_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
