/*
 * Tests of model/assemble.c: items written out, and what bounds them.
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

static void
writes_items_out_at_any_depth(void **state)
{
	auto_arena mem = arena_new();
	json_t *out;

	(void)state;
	assert_int_equal(
		put_together(mem, CLR_CLR,
			     "{'A':{'id':'a','type':'Assertion',"
			     "'achievement':{'$item':'B'}},"
			     "'B':{'id':'b','type':'Achievement',"
			     "'issuer':{'$item':'P'}},"
			     "'P':{'id':'p','type':'Profile','x:y':1}}",
			     "{'id':'c','assertions':[{'$item':'A','$was':1},"
			     "{'id':'d','$was':'','source':{'$item':'P'}}],"
			     "'learner':{'$item':'P'},'name':'N'}",
			     &out),
		OK);
	assert_same_text(
		out,
		parse(mem,
		      "{'id':'c','assertions':[{'id':'a','type':'Assertion',"
		      "'achievement':{'id':'b','type':'Achievement',"
		      "'issuer':{'id':'p','type':'Profile','x:y':1}}},"
		      "{'id':'d','source':{'id':'p','type':'Profile',"
		      "'x:y':1}}],'learner':{'id':'p','type':'Profile',"
		      "'x:y':1},'name':'N'}"));
}

static void
an_endorser_is_a_profile_cut_down(void **state)
{
	static const char items[] =
		"{'P':{'id':'p','type':'Profile','birthDate':'2000-01-01',"
		"'name':'N','parentOrg':{'$item':'Q'},'odd':1,'x:y':2},"
		"'Q':{'id':'q'},'R':{'id':'r','parentOrg':{'$item':'Q'}}}";
	auto_arena mem = arena_new();
	json_t *out;

	(void)state;
	assert_int_equal(put_together(mem, CLR_ENDORSEMENT, items,
				      "{'issuer':{'$item':'P'}}", &out),
			 OK);
	assert_same_text(out, parse(mem, "{'issuer':{'id':'p','type':"
					 "'Profile','name':'N','x:y':2}}"));
	assert_int_equal(put_together(mem, CLR_ENDORSEMENT, items,
				      "{'issuer':{'$item':'R'}}", &out),
			 OK);
	assert_same_text(out, parse(mem, "{'issuer':{'id':'r'}}"));
	/* whoever says to be something else is cut to what is asked for */
	assert_int_equal(put_together(mem, CLR_CLR,
				      "{'A':{'id':'a','type':'Achievement',"
				      "'name':'N','tags':['t']}}",
				      "{'learner':{'$item':'A'}}", &out),
			 OK);
	assert_same_text(out, parse(mem, "{'learner':{'id':'a','type':"
					 "'Profile','name':'N'}}"));
}

static void
the_context_stands_first_and_once(void **state)
{
	auto_arena mem = arena_new();
	struct office office = { parse(mem, "{'P':{'id':'p'}}"), 0 };
	struct assemble_how how = { get_item, &office, true, 100 };
	const json_t *doc = parse(mem, "{'id':'c','learner':{'$item':'P'}}");
	json_t *out;

	(void)state;
	assert_int_equal(assemble(mem, CLR_CLR, doc, &how, &out), OK);
	assert_same_text(out, parse(mem, "{'@context':'" CLR_CONTEXT
					 "','id':'c','learner':{'id':'p'}}"));
	doc = parse(mem, "{'id':'c','@context':'urn:own'}");
	assert_int_equal(assemble(mem, CLR_CLR, doc, &how, &out), OK);
	assert_same_text(out, doc);
	doc = parse(mem, "{'id':'c'}");
	assert_int_equal(assemble(mem, CLR_ADDRESS, doc, &how, &out), OK);
	assert_same_text(out, doc);
	how.is_root = false;
	assert_int_equal(assemble(mem, CLR_CLR, doc, &how, &out), OK);
	assert_same_text(out, doc);
}

static void
documents_without_items_stay(struct arena *mem, json_t *doc, const char *name)
{
	struct office office = { json_object(), 0 };
	const struct assemble_how how = { get_item, &office, true, 100000 };
	json_t *out;

	(void)name;
	assert_int_equal(assemble(mem, walk_guess(doc), doc, &how, &out), OK);
	assert_true(json_equal(out, doc) || !json_object_get(doc, "@context"));
	json_object_set(out, "x:y", json_null());
	assert_null(json_object_get(doc, "x:y"));
	json_decref(office.items);
}

static void
whole_documents_stay_what_they_are(void **state)
{
	(void)state;
	each_document(documents_without_items_stay);
}

static void
what_is_missing_or_endless_is_told(void **state)
{
	auto_arena mem = arena_new();
	json_t *out;

	(void)state;
	assert_int_equal(put_together(mem, CLR_CLR, "{}",
				      "{'learner':{'$item':'P'}}", &out),
			 NOT_FOUND);
	assert_string_equal(fail_last()->text, "There is no item P.");
	assert_int_equal(put_together(mem, CLR_CLR,
				      "{'P':{'parentOrg':{'$item':'Q'}},"
				      "'Q':{'parentOrg':{'$item':'P'}}}",
				      "{'learner':{'$item':'P'}}", &out),
			 INVALID);
	assert_string_equal(fail_last()->text, "The item P holds itself.");
}

/* Items 0 … ${count} - 1, each holding the next ${times} times. */
static json_t *
chain(struct arena *mem, int count, const char *list, int times)
{
	json_t *items = json_object();

	for (int i = 0; i < count; i++) {
		json_t *item = json_object();
		json_t *rows = json_array();

		json_object_set_new(item, "id",
				    json_string(arena_printf(mem, "p%d", i)));
		for (int n = 0; i + 1 < count && n < times; n++)
			json_array_append_new(
				rows,
				json_pack("{ss}", EDIT_ITEM,
					  arena_printf(mem, "%d", i + 1)));
		json_object_set_new(item, list, rows);
		json_object_set_new(items, arena_printf(mem, "%d", i), item);
	}
	return items;
}

static void
nothing_grows_without_a_bound(void **state)
{
	auto_arena mem = arena_new();
	/* 10 to the power of 30 objects; and a thread of a thousand */
	struct office wide = { chain(mem, 30, "parentOrg", 10), 0 };
	struct office deep = { chain(mem, 1000, "parentOrg", 1), 0 };
	struct office fits = { chain(mem, 60, "parentOrg", 1), 0 };
	const json_t *doc = parse(mem, "{'learner':{'$item':'0'}}");
	struct assemble_how how = { get_item, &wide, true, 5000 };
	json_t *out, *back;

	(void)state;
	assert_int_equal(assemble(mem, CLR_CLR, doc, &how, &out), TOO_BIG);
	assert_non_null(strstr(fail_last()->text, "5000 objects"));
	assert_true(wide.asked <= 30);
	how.carrier = &deep;
	assert_int_equal(assemble(mem, CLR_CLR, doc, &how, &out), TOO_BIG);
	assert_non_null(strstr(fail_last()->text, "deeper than 64"));
	how.carrier = &fits;
	assert_int_equal(assemble(mem, CLR_CLR, doc, &how, &out), OK);
	/* nor when the depth is met from below, in pieces */
	how.carrier = &deep;
	back = json_array();
	for (int i = 999; i >= 0; i -= 20)
		json_array_append_new(back,
				      json_pack("{ss}", EDIT_ITEM,
						arena_printf(mem, "%d", i)));
	doc = json_pack("{so}", "learner", back);
	assert_int_equal(assemble(mem, CLR_CLR, doc, &how, &out), TOO_BIG);
	json_decref((json_t *)doc);
	json_decref(wide.items);
	json_decref(deep.items);
	json_decref(fits.items);
}

static void
one_issuer_of_many_is_written_once(void **state)
{
	auto_arena mem = arena_new();
	struct office office = { parse(mem, "{'P':{'id':'p'}}"), 0 };
	const struct assemble_how how = { get_item, &office, true, 20000 };
	json_t *doc = json_pack("{s[]}", "assertions");
	json_t *list = json_object_get(doc, "assertions"), *out;

	(void)state;
	for (int i = 0; i < 5000; i++)
		json_array_append_new(
			list, json_pack("{s{ss}}", "source", EDIT_ITEM, "P"));
	assert_int_equal(assemble(mem, CLR_CLR, doc, &how, &out), OK);
	assert_int_equal(office.asked, 1);
	list = json_object_get(out, "assertions");
	assert_int_equal(json_array_size(list), 5000);
	assert_ptr_equal(json_object_get(json_array_get(list, 0), "source"),
			 json_object_get(json_array_get(list, 4999), "source"));
	json_decref(doc);
}

static void
finds_the_links(void **state)
{
	auto_arena mem = arena_new();
	struct assemble_links links;
	json_t *many = json_pack("{s[]}", "assertions");

	(void)state;
	assemble_links(mem, CLR_CLR,
		       parse(mem,
			     "{'publisher':{'$item':'P'},'assertions':"
			     "[{'achievement':{'issuer':{'$item':'I'}}},"
			     "{'$item':'A'},{'$item':'A'},'odd'],"
			     "'endorsements':{'$item':'E'},"
			     "'x:y':{'$item':'no'},'name':{'$item':'no'}}"),
		       &links);
	assert_int_equal(links.count, 5);
	assert_string_equal(links.items[0].property, "publisher");
	assert_string_equal(links.items[0].item, "P");
	assert_string_equal(links.items[1].property, "issuer");
	assert_string_equal(links.items[2].item, "A");
	assert_string_equal(links.items[3].item, "A");
	assert_string_equal(links.items[4].property, "endorsements");
	assemble_links(mem, CLR_CLR, parse(mem, "{}"), &links);
	assert_int_equal(links.count, 0);
	for (int i = 0; i < 100; i++)
		json_array_append_new(json_object_get(many, "assertions"),
				      json_pack("{ss}", EDIT_ITEM, "A"));
	assemble_links(mem, CLR_CLR, many, &links);
	assert_int_equal(links.count, 100);
	json_decref(many);
}

static void
names_only_what_is_there(void **state)
{
	auto_arena mem = arena_new();
	const char *ids[] = { "A", "B" };
	json_t *doc = parse(mem, "{'a':[{'$item':'#1'},{'$item':'#2'}],"
				 "'b':{'$item':'#0'},'c':{'$item':'other'},"
				 "'d':{'$item':'#x'}}");

	(void)state;
	assemble_name(doc, ids, 2);
	assert_same_text(doc,
			 parse(mem, "{'a':[{'$item':'B'},{'$item':'#2'}],"
				    "'b':{'$item':'A'},'c':{'$item':'other'},"
				    "'d':{'$item':'#x'}}"));
	doc = parse(mem, "{'a':{'$item':'#0'}}");
	assemble_name(doc, ids, 0);
	assert_same_text(doc, parse(mem, "{'a':{'$item':'#0'}}"));
}

/* What is signed goes over, behind what is there; the rest stays (D-9). */
static void
what_is_signed_goes_over(void **state)
{
	static const char items[] = "{'S':'s.i.g','T':'t.i.g','A':{'id':'a'},"
				    "'E':'e.i.g','H':{'id':'h',"
				    "'endorsements':[{'$item':'E'}]}}";
	static const struct {
		const char *doc, *whole;
	} rows[] = {
		/* in its place if all of it went, behind the rest if not */
		{ "{'id':'c','assertions':[{'$item':'S'}],'name':'N'}",
		  "{'id':'c','signedAssertions':['s.i.g'],'name':'N'}" },
		{ "{'assertions':[{'$item':'S'},{'$item':'A'},{'$item':'T'},"
		  "{'id':'b'}],'name':'N'}",
		  "{'assertions':[{'id':'a'},{'id':'b'}],"
		  "'signedAssertions':['s.i.g','t.i.g'],'name':'N'}" },
		/* behind what is there, where it is */
		{ "{'signedAssertions':['o.w.n'],'id':'c',"
		  "'assertions':[{'$item':'S'}]}",
		  "{'signedAssertions':['o.w.n','s.i.g'],'id':'c'}" },
		{ "{'assertions':[{'$item':'S'},{'$item':'A'}],'id':'c',"
		  "'signedAssertions':['o.w.n']}",
		  "{'assertions':[{'id':'a'}],"
		  "'signedAssertions':['o.w.n','s.i.g'],'id':'c'}" },
		{ "{'assertions':[{'$item':'S'}],'signedAssertions':'o.w.n'}",
		  "{'signedAssertions':['o.w.n','s.i.g']}" },
		{ "{'assertions':{'$item':'S'},'signedAssertions':null}",
		  "{'signedAssertions':['s.i.g']}" },
		/* nothing came, nothing changes */
		{ "{'assertions':[],'signedAssertions':['o.w.n']}",
		  "{'assertions':[],'signedAssertions':['o.w.n']}" },
		{ "{'assertions':{'$item':'A'},'endorsements':null}",
		  "{'assertions':{'id':'a'},'endorsements':null}" },
		{ "{'assertions':['no item','s.i.g']}",
		  "{'assertions':['no item','s.i.g']}" },
		/* at any depth, and each of its class */
		{ "{'assertions':[{'achievement':{'$item':'H'},"
		  "'endorsements':[{'$item':'E'}]},{'$item':'S'}],"
		  "'endorsements':[{'$item':'E'}]}",
		  "{'assertions':[{'achievement':{'id':'h',"
		  "'signedEndorsements':['e.i.g']},"
		  "'signedEndorsements':['e.i.g']}],"
		  "'signedAssertions':['s.i.g'],"
		  "'signedEndorsements':['e.i.g']}" },
	};
	auto_arena mem = arena_new();
	json_t *out;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const json_t *doc = parse(mem, rows[i].doc);
		json_t *was = json_deep_copy(doc);

		assert_int_equal(
			put_together(mem, CLR_CLR, items, rows[i].doc, &out),
			OK);
		assert_same_text(out, parse(mem, rows[i].whole));
		assert_same_text(doc, was);
		json_decref(was);
	}
	assert_int_equal(put_together(mem, CLR_CLR, items,
				      "{'achievements':[{'$item':'S'}]}", &out),
			 INVALID);
	assert_string_equal(fail_last()->text, "“Related achievements” of the "
					       "class Learner record takes "
					       "nothing signed.");
	assert_int_equal(put_together(mem, CLR_CLR, items,
				      "{'learner':{'$item':'S'}}", &out),
			 INVALID);
}

static void
signed_texts_are_bounded_too(void **state)
{
	auto_arena mem = arena_new();
	struct office office = { parse(mem, "{'S':'s.i.g'}"), 0 };
	const struct assemble_how how = { get_item, &office, true, 100 };
	json_t *doc = json_pack("{s[]}", "assertions");
	json_t *list = json_object_get(doc, "assertions"), *out;

	(void)state;
	for (int i = 0; i < 99; i++)
		json_array_append_new(list, json_pack("{ss}", EDIT_ITEM, "S"));
	assert_int_equal(assemble(mem, CLR_CLR, doc, &how, &out), OK);
	assert_int_equal(office.asked, 1);
	json_array_append_new(list, json_pack("{ss}", EDIT_ITEM, "S"));
	assert_int_equal(assemble(mem, CLR_CLR, doc, &how, &out), TOO_BIG);
	json_decref(doc);
}

static void
knows_signed_twins(void **state)
{
	const struct property *p;

	(void)state;
	p = assemble_signed(CLR_CLR, walk_property(CLR_CLR, "assertions"));
	assert_string_equal(p->name, "signedAssertions");
	p = assemble_signed(CLR_PROFILE,
			    walk_property(CLR_PROFILE, "endorsements"));
	assert_string_equal(p->name, "signedEndorsements");
	p = walk_property(CLR_CLR, "learner");
	assert_null(assemble_signed(CLR_CLR, p));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_items_out_at_any_depth),
		cmocka_unit_test(an_endorser_is_a_profile_cut_down),
		cmocka_unit_test(the_context_stands_first_and_once),
		cmocka_unit_test(whole_documents_stay_what_they_are),
		cmocka_unit_test(what_is_missing_or_endless_is_told),
		cmocka_unit_test(nothing_grows_without_a_bound),
		cmocka_unit_test(one_issuer_of_many_is_written_once),
		cmocka_unit_test(finds_the_links),
		cmocka_unit_test(names_only_what_is_there),
		cmocka_unit_test(what_is_signed_goes_over),
		cmocka_unit_test(signed_texts_are_bounded_too),
		cmocka_unit_test(knows_signed_twins),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
