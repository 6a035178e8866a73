/*
 * Tests of model/assemble_apart.c: taken apart and put together again, a
 * document is what it was.
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

static struct assemble_parts
apart(struct arena *mem, enum class_id as, const json_t *doc)
{
	struct assemble_parts parts;

	assert_int_equal(assemble_apart(mem, as, doc, &parts), OK);
	assert_true(parts.count > 0);
	return parts;
}

/* Make items of ${parts}, put them together and compare. */
static void
assert_comes_back(struct arena *mem, const struct assemble_parts *parts)
{
	const struct assemble_part *whole = &parts->items[parts->count - 1];
	const char **ids = arena_array(mem, parts->count, sizeof *ids);
	struct office office = { json_object(), 0 };
	const struct assemble_how how = { get_item, &office, false, 1000000 };
	json_t *out;

	for (size_t i = 0; i < parts->count; i++) {
		ids[i] = arena_printf(mem, "item-%zu", i);
		assemble_name(parts->items[i].doc, ids, i);
		json_object_set(office.items, ids[i], parts->items[i].doc);
	}
	assert_int_equal(assemble(mem, whole->as, whole->doc, &how, &out), OK);
	assert_same_text(out, whole->whole);
	json_decref(office.items);
}

/* No stand-in names a part that comes later; each part is what it says. */
static void
assert_sound(struct arena *mem, const struct assemble_parts *parts)
{
	for (size_t i = 0; i < parts->count; i++) {
		const struct assemble_part *part = &parts->items[i];
		struct assemble_links links;
		long long n;

		assert_true(part->seen > 0);
		assemble_links(mem, part->as, part->doc, &links);
		for (size_t k = 0; k < links.count; k++) {
			assert_true(links.items[k].item[0] == '#');
			assert_int_equal(str_number(links.items[k].item + 1,
						    (long long)i - 1, &n),
					 OK);
		}
	}
}

static void
document_comes_back(struct arena *mem, json_t *doc, const char *name)
{
	struct assemble_parts parts = apart(mem, walk_guess(doc), doc);

	(void)name;
	assert_sound(mem, &parts);
	assert_comes_back(mem, &parts);
}

static void
all_documents_come_back(void **state)
{
	(void)state;
	each_document(document_comes_back);
}

static struct assemble_parts
comes_back(struct arena *mem, enum class_id as, const char *text)
{
	const json_t *doc = parse(mem, text);
	struct assemble_parts parts = apart(mem, as, doc);

	assert_sound(mem, &parts);
	assert_comes_back(mem, &parts);
	return apart(mem, as, doc);
}

static void
parts_are_what_they_say(void **state)
{
	auto_arena mem = arena_new();
	struct assemble_parts p = comes_back(
		mem, CLR_CLR,
		"{'id':'c','publisher':{'id':'p','parentOrg':{'id':'q'}},"
		"'learner':{'name':'no id'},'assertions':"
		"[{'id':'a','source':{'id':'p','parentOrg':{'id':'q'}}},'t'],"
		"'x:y':{'id':'p'}}");

	(void)state;
	assert_int_equal(p.count, 4);
	assert_string_equal(p.items[0].id, "q");
	assert_string_equal(p.items[0].pointer, "/publisher/parentOrg");
	assert_string_equal(p.items[1].id, "p");
	assert_int_equal(p.items[1].as, CLR_PROFILE);
	assert_int_equal(p.items[1].seen, 2);
	assert_same_text(p.items[1].doc,
			 parse(mem, "{'id':'p','parentOrg':{'$item':'#0'}}"));
	assert_same_text(p.items[1].whole,
			 parse(mem, "{'id':'p','parentOrg':{'id':'q'}}"));
	assert_string_equal(p.items[2].id, "a");
	assert_string_equal(p.items[2].pointer, "/assertions/0");
	assert_int_equal(p.items[3].as, CLR_CLR);
	assert_string_equal(p.items[3].id, "c");
	assert_string_equal(p.items[3].pointer, "");
	assert_same_text(p.items[3].doc,
			 parse(mem, "{'id':'c','publisher':{'$item':'#1'},"
				    "'learner':{'name':'no id'},'assertions':"
				    "[{'$item':'#2'},'t'],"
				    "'x:y':{'id':'p'}}"));
	p = comes_back(mem, CLR_CLR, "{}");
	assert_int_equal(p.count, 1);
	assert_string_equal(p.items[0].id, "");
}

static void
those_that_differ_stay(void **state)
{
	auto_arena mem = arena_new();
	struct assemble_parts p;

	(void)state;
	/* by a value, by an order, by a kind of number, by the length */
	p = comes_back(mem, CLR_CLR,
		       "{'assertions':[{'id':'a','x:y':1,'term':'t'},"
		       "{'id':'a','x:y':2,'term':'t'},"
		       "{'id':'a','term':'t','x:y':1},"
		       "{'id':'a','x:y':1.0,'term':'t'},"
		       "{'id':'a','x:y':1},"
		       "{'id':'a','x:y':1,'term':'t','role':'r'},"
		       "{'id':'a','x:y':1,'term':'t'}]}");
	assert_int_equal(p.count, 2);
	assert_int_equal(p.items[0].seen, 2);
	p = comes_back(mem, CLR_CLR,
		       "{'assertions':[{'id':'a','results':[{'value':'1'}]},"
		       "{'id':'a','results':[{'value':'2'}]},"
		       "{'id':'a','results':[]},{'id':'a','results':{}},"
		       "{'id':'a','results':[{'value':'1'}]}]}");
	assert_int_equal(p.count, 2);
	assert_int_equal(p.items[0].seen, 2);
	/* one within its namesake; of the document itself too */
	p = comes_back(mem, CLR_PROFILE,
		       "{'id':'p','parentOrg':{'id':'q','parentOrg':"
		       "{'id':'q','parentOrg':{'id':'p'}}}}");
	assert_int_equal(p.count, 2);
	/* the same id in two classes is two things */
	p = comes_back(mem, CLR_CLR,
		       "{'learner':{'id':'s'},'assertions':[{'id':'s'}]}");
	assert_int_equal(p.count, 3);
}

static void
endorsers_are_profiles(void **state)
{
	auto_arena mem = arena_new();
	struct assemble_parts p;

	(void)state;
	/* the same, cut down, before or after it stands in full */
	p = comes_back(mem, CLR_CLR,
		       "{'endorsements':[{'id':'e','issuer':"
		       "{'id':'p','type':'Profile','name':'N'}}],"
		       "'publisher':{'id':'p','type':'Profile',"
		       "'birthDate':'b','name':'N'}}");
	assert_int_equal(p.count, 3);
	assert_string_equal(p.items[0].id, "p");
	assert_int_equal(p.items[0].as, CLR_PROFILE);
	assert_int_equal(p.items[0].seen, 2);
	assert_non_null(json_object_get(p.items[0].doc, "birthDate"));
	/* not the same: both stay what they are */
	p = comes_back(mem, CLR_CLR,
		       "{'publisher':{'id':'p','type':'Profile','name':'N'},"
		       "'endorsements':[{'id':'e','issuer':"
		       "{'id':'p','type':'Profile','name':'M'}}]}");
	assert_int_equal(p.count, 3);
	assert_int_equal(p.items[0].seen, 1);
	/* with what an endorser cannot have, or of the old type */
	p = comes_back(mem, CLR_ENDORSEMENT,
		       "{'issuer':{'id':'p','type':'Profile',"
		       "'parentOrg':{'id':'q'}}}");
	assert_int_equal(p.count, 1);
	p = comes_back(mem, CLR_ENDORSEMENT,
		       "{'issuer':{'id':'p','parentOrg':{'id':'q'}}}");
	assert_int_equal(p.count, 1);
	p = comes_back(mem, CLR_ENDORSEMENT,
		       "{'issuer':{'id':'p','type':'EndorsementProfile'}}");
	assert_int_equal(p.count, 2);
	p = comes_back(mem, CLR_ENDORSEMENT,
		       "{'issuer':{'id':'p','type':'Endorser'}}");
	assert_int_equal(p.count, 2);
	p = comes_back(mem, CLR_CLR,
		       "{'learner':{'id':'p','type':'EndorsementProfile'},"
		       "'publisher':{'id':'a','type':'Achievement'}}");
	assert_int_equal(p.count, 1);
	/* who endorses himself is not within himself */
	p = comes_back(mem, CLR_CLR,
		       "{'learner':{'id':'p','type':'Profile','endorsements':"
		       "[{'id':'e','issuer':{'id':'p','type':'Profile'}}]}}");
	assert_int_equal(p.count, 3);
	/* a profile with more than the table knows is no base for one */
	p = comes_back(mem, CLR_CLR,
		       "{'learner':{'id':'p','type':'Profile','odd':1},"
		       "'endorsements':[{'id':'e','issuer':"
		       "{'id':'p','type':'Profile'}}]}");
	assert_int_equal(p.count, 3);
}

static void
stand_ins_of_others_are_refused(void **state)
{
	auto_arena mem = arena_new();
	struct assemble_parts parts;
	json_t *deep = json_object();

	(void)state;
	assert_int_equal(assemble_apart(mem, CLR_CLR,
					parse(mem, "{'x:y':[{'$item':1}]}"),
					&parts),
			 INVALID);
	assert_non_null(strstr(fail_last()->text, "$item"));
	assert_int_equal(assemble_apart(mem, CLR_CLR,
					parse(mem, "{'learner':{'$was':''}}"),
					&parts),
			 INVALID);
	for (int i = 0; i < 200; i++)
		deep = json_pack("{so}", "x:y", deep);
	assert_int_equal(assemble_apart(mem, CLR_CLR, deep, &parts), TOO_BIG);
	json_decref(deep);
}

/* Five thousand assertions with one issuer, and as many parts. */
static void
many_parts_are_found_at_once(void **state)
{
	auto_arena mem = arena_new();
	json_t *doc = json_pack("{s[]}", "assertions");
	json_t *list = json_object_get(doc, "assertions");
	struct assemble_parts parts;

	(void)state;
	for (int i = 0; i < 5000; i++)
		json_array_append_new(list,
				      json_pack("{sss{sss{ss}}}", "id",
						arena_printf(mem, "a%d", i),
						"achievement", "id",
						arena_printf(mem, "b%d", i),
						"issuer", "id", "p"));
	parts = apart(mem, CLR_CLR, doc);
	assert_int_equal(parts.count, 10002);
	assert_int_equal(parts.items[0].seen, 5000);
	assert_comes_back(mem, &parts);
	json_decref(doc);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_documents_come_back),
		cmocka_unit_test(parts_are_what_they_say),
		cmocka_unit_test(those_that_differ_stay),
		cmocka_unit_test(endorsers_are_profiles),
		cmocka_unit_test(stand_ins_of_others_are_refused),
		cmocka_unit_test(many_parts_are_found_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
