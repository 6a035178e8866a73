/*
 * Tests of page/view_files.c: the data: URLs of a document.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "page/view_fill.h"
#include "page_help.h"
#define PDF "data:application/pdf;base64,JVBERi0="

static void
find(struct arena *mem, const char *text, struct view_files *out)
{
	view_files_find(mem, parse(mem, text), &limits, out);
}

static void
files_are_numbered_in_document_order(void **state)
{
	struct view_files files;

	find(*state,
	     "{'learner':{'name':'Ada','image':"
	     "'data:image/png;base64,AAAA'},'assertions':[{'evidence':["
	     "{'name':'E','artifacts':[{'name':'Transcript','url':'" PDF "'},"
	     "{'url':'DATA:text/plain,x'}]}],'x:own':['" PDF "']}]}",
	     &files);
	assert_int_equal(files.count, 4);
	assert_string_equal(files.items[0].pointer, "/learner/image");
	assert_string_equal(files.items[0].name, "Ada.png");
	assert_string_equal(files.items[1].pointer,
			    "/assertions/0/evidence/0/artifacts/0/url");
	assert_string_equal(files.items[1].name, "Transcript.pdf");
	assert_string_equal(files.items[1].url, PDF);
	assert_string_equal(files.items[2].name, "file-2.txt");
	assert_string_equal(files.items[3].pointer, "/assertions/0/x:own/0");
	assert_string_equal(files.items[3].name, "file-3.pdf");
}

static void
signed_parts_are_looked_into(void **state)
{
	const char *jws = fake_jws(*state, "{'evidence':[{'artifacts':["
					   "{'url':'" PDF "'}]}]}");
	struct view_files files;

	find(*state,
	     arena_printf(*state, "{'signedAssertions':['no','%s']}", jws),
	     &files);
	assert_int_equal(files.count, 1);
	assert_string_equal(files.items[0].pointer,
			    "/signedAssertions/1/evidence/0/artifacts/0/url");
}

static void
signed_in_signed_has_an_end(void **state)
{
	const char *jws = fake_jws(*state, "{'image':'" PDF "'}");
	struct view_files files;

	for (int i = 0; i < 5; i++)
		jws = fake_jws(*state,
			       arena_printf(*state,
					    "{'achievement':"
					    "{'signedEndorsements':['%s']},"
					    "'signedEndorsements':['%s']}",
					    jws, jws));
	find(*state, arena_printf(*state, "{'signedAssertions':['%s']}", jws),
	     &files);
	assert_int_equal(files.count, 0);
}

static void
names_are_fit_for_a_file_system(void **state)
{
	static const char *const rows[][2] = {
		{ "../a\\\\b:c", ".._a_b_c.pdf" },
		{ "Plan.pdf", "Plan.pdf" },
		{ "\\n", "_.pdf" },
		{ "", "file-0.pdf" },
		{ "ליאו", "ליאו.pdf" },
	};
	struct view_files files;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		find(*state,
		     arena_printf(*state,
				  "{'learner':{'name':'%s',"
				  "'image':'" PDF "'}}",
				  rows[i][0]),
		     &files);
		assert_string_equal(files.items[0].name, rows[i][1]);
	}
}

static void
a_long_name_is_cut_between_letters(void **state)
{
	struct view_files files;
	struct str text;

	str_init(&text, *state);
	str_add(&text, "{'learner':{'name':'a");
	for (int i = 0; i < 100; i++)
		str_add(&text, "é");
	str_add(&text, "','image':'data:x/y,z'}}");
	find(*state, text.s, &files);
	assert_int_equal(strlen(files.items[0].name), 119 + 4);
	assert_true(str_utf8(files.items[0].name, strlen(files.items[0].name),
			     NULL));
	assert_true(str_ends(files.items[0].name, "é.bin"));
}

static void
a_broken_one_is_still_counted(void **state)
{
	struct view_files files;

	find(*state, "{'learner':{'name':'N','image':'data:'}}", &files);
	assert_int_equal(files.count, 1);
	assert_string_equal(files.items[0].name, "N");
}

static void
a_number_is_found_by_its_place(void **state)
{
	struct view_files files;
	struct view v = view_for(*state, &files);
	struct view_at at = { NULL, "/learner/image", VIEW_NO_INDEX };

	find(*state, "{'learner':{'image':'data:,x'}}", &files);
	assert_int_equal(view_files_number(&v, &at), 0);
	at.member = "/publisher/image";
	assert_int_equal(view_files_number(&v, &at), -1);
	v.list = NULL;
	assert_int_equal(view_files_number(&v, &at), -1);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, memory, no_memory)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(files_are_numbered_in_document_order),
		TEST(signed_parts_are_looked_into),
		TEST(signed_in_signed_has_an_end),
		TEST(names_are_fit_for_a_file_system),
		TEST(a_long_name_is_cut_between_letters),
		TEST(a_broken_one_is_still_counted),
		TEST(a_number_is_found_by_its_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
