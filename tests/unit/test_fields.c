/*
 * Tests of page/fields.c: which members have a field, in which group, and
 * where a problem is shown.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "fields_help.h"
#include "model/edit.h"

static void
members_stand_in_groups(void **state)
{
	struct _hdf *hdf = plain_form(*state, CLR_ACHIEVEMENT,
				      "{'id':'urn:a','name':'N',"
				      "'identifiers':[{'identifier':'1'}]}");

	assert_data(hdf, "field.0.name", "/humanCode");
	assert_data(hdf, "field.0.id", "f-humanCode");
	assert_data(hdf, "field.0.label", "Code");
	assert_data(hdf, "field.0.required", NULL);
	assert_data(hdf, "field.1.name", "/name");
	assert_data(hdf, "field.1.required", "1");
	assert_data(hdf, "field.1.value", "N");
	assert_data(hdf, "part.0.name", "/requirement");
	assert_data(hdf, "part.0.kind", "object");
	assert_data(hdf, "tech.field.0.name", "/identifiers");
	assert_data(hdf, "tech.field.0.row.0.field.0.value", "1");
	assert_data(hdf, "tech.open", NULL);
}

static void
what_is_ours_has_no_field(void **state)
{
	struct _hdf *hdf = plain_form(
		*state, CLR_ASSERTION,
		"{'id':'urn:a','type':'Assertion','@context':'x',"
		"'revoked':true,'revocationReason':'R'}");

	assert_null(field_at(hdf, "/revoked"));
	assert_null(field_at(hdf, "/revocationReason"));
	assert_null(field_at(hdf, "/type"));
	assert_null(field_at(hdf, "/@context"));
	assert_data(hdf, "more", NULL);
}

static void
ones_own_id_is_shown_and_a_parts_is_typed(void **state)
{
	struct _hdf *hdf = plain_form(
		*state, CLR_ACHIEVEMENT,
		"{'id':'urn:a','resultDescriptions':[{'id':'urn:r'}]}");

	assert_field(hdf, "/id", "kind", "kept");
	assert_field(hdf, "/id", "value", "urn:a");
	assert_field(hdf, "/resultDescriptions/0/id", "kind", "address");
	hdf = plain_form(*state, CLR_ACHIEVEMENT, "{}");
	assert_null(field_at(hdf, "/id"));
}

static void
a_type_that_says_something_is_a_choice(void **state)
{
	struct _hdf *hdf = plain_form(
		*state, CLR_ASSERTION,
		"{'recipient':{'type':'email','identity':'a@b'}}");

	assert_field(hdf, "/recipient/type", "kind", "choice");
	assert_field(hdf, "/recipient/type", "option.1.chosen", "1");
}

static void
signed_parts_are_kept(void **state)
{
	struct _hdf *hdf = plain_form(*state, CLR_ACHIEVEMENT,
				      "{'signedEndorsements':['a.b.c','d']}");

	assert_field(hdf, "/signedEndorsements", "kind", "kept");
	assert_field(hdf, "/signedEndorsements", "many.1.value", "d");
	hdf = plain_form(*state, CLR_ACHIEVEMENT, "{}");
	assert_null(field_at(hdf, "/signedEndorsements"));
}

static void
members_no_row_knows_are_shown(void **state)
{
	struct _hdf *hdf = plain_form(*state, CLR_ACHIEVEMENT,
				      "{'a:b':{'x':[1,true,null]},'other':'T',"
				      "'$was':'3'}");

	assert_data(hdf, "more.0.name", "a:b");
	assert_data(hdf, "more.0.value", "{\"x\":[1,true,null]}");
	assert_data(hdf, "more.1.value", "T");
	assert_data(hdf, "more.2", NULL);
}

/* Any document makes a form: texts for objects, objects for texts. */
static void
what_does_not_belong_is_shown_as_typed(void **state)
{
	struct _hdf *hdf = plain_form(
		*state, CLR_ACHIEVEMENT,
		"{'name':{'en':'N'},'requirement':'https://a.example/',"
		"'creditsAvailable':'three','tags':'one',"
		"'alignments':{'targetName':'A'},'description':[1]}");

	assert_field(hdf, "/name", "value", "{\"en\":\"N\"}");
	assert_field(hdf, "/requirement/id", "value", "https://a.example/");
	assert_field(hdf, "/creditsAvailable", "value", "three");
	assert_field(hdf, "/tags/0", "value", "one");
	assert_field(hdf, "/alignments/0/targetName", "value", "A");
	assert_field(hdf, "/description", "value", "[1]");
	hdf = plain_form(*state, CLR_PROFILE,
			 "{'address':3,'identifiers':[null,'x',4]}");
	assert_field(hdf, "/identifiers/2", "was", "2");
}

static void
a_problem_stands_at_its_field(void **state)
{
	struct fields_store store = { .is_empty = true };
	struct fields f = fields_for(*state, &store);
	struct problems problems;
	struct _hdf *hdf;

	problems_init(&problems, *state, 10);
	problems_add(&problems, PROBLEM_ERROR, "F", "/name", "No name.");
	problems_add(&problems, PROBLEM_WARNING, "F", "/alignments/1/targetUrl",
		     "Odd.");
	problems_add(&problems, PROBLEM_ERROR, "F", "/issuer/url/x", "Deep.");
	problems_add(&problems, PROBLEM_ERROR, "F", "/nothing", "Nowhere.");
	problems_add(&problems, PROBLEM_ERROR, "F", "/identifiers", "Tech.");
	f.problems = &problems;
	hdf = form_of(&f, CLR_ACHIEVEMENT,
		      "{'alignments':[{'targetName':'A'},{'targetName':'B'}]}");
	assert_data(hdf, "errors", "4");
	assert_data(hdf, "warnings", "1");
	assert_data(hdf, "problem.0.href", "#f-name");
	assert_data(hdf, "problem.0.words", "No name.");
	assert_data(hdf, "problem.0.error", "1");
	assert_field(hdf, "/name", "problem.0.words", "No name.");
	assert_field(hdf, "/name", "invalid", "1");
	assert_data(hdf, "problem.1.href", "#f-alignments-1-targetUrl");
	assert_data(hdf, "problem.1.where", "Alignments 2");
	assert_data(hdf, "problem.1.warning", "1");
	assert_field(hdf, "/alignments/1/targetUrl", "invalid", NULL);
	assert_field(hdf, "/alignments/1/targetUrl", "problem.0.warning", "1");
	assert_field(hdf, "/alignments", "open", "1");
	assert_field(hdf, "/alignments/0", "open", NULL);
	assert_field(hdf, "/alignments/1", "open", "1");
	assert_data(hdf, "problem.2.href", "#f-issuer");
	assert_data(hdf, "problem.3.href", NULL);
	assert_data(hdf, "tech.open", "1");
}

static void
what_was_added_is_open_and_has_the_focus(void **state)
{
	struct fields_store store = { .is_empty = true };
	struct fields f = fields_for(*state, &store);
	struct _hdf *hdf;

	f.open = "/alignments/1";
	hdf = form_of(&f, CLR_ACHIEVEMENT,
		      "{'alignments':[{'targetName':'A'},{}]}");
	assert_field(hdf, "/alignments", "open", "1");
	assert_field(hdf, "/alignments", "focus", NULL);
	assert_field(hdf, "/alignments/1/targetCode", "focus", "1");
	assert_field(hdf, "/alignments/1/targetName", "focus", NULL);
	assert_field(hdf, "/alignments/0/targetCode", "focus", NULL);
	assert_field(hdf, "/humanCode", "focus", NULL);
	f.open = "/alignment";
	hdf = form_of(&f, CLR_ACHIEVEMENT, "{'alignments':[{}]}");
	assert_field(hdf, "/alignments", "open", NULL);
}

/* More fields than the list of places begins with. */
static void
many_fields_have_places(void **state)
{
	struct fields_store store = { .is_empty = true };
	struct fields f = fields_for(*state, &store);
	struct problems problems;
	struct str text;
	struct _hdf *hdf;

	str_init(&text, *state);
	str_add(&text, "{'tags':['0'");
	for (int i = 1; i < 500; i++)
		str_addf(&text, ",'%d'", i);
	str_add(&text, "]}");
	problems_init(&problems, *state, 10);
	problems_add(&problems, PROBLEM_ERROR, "F", "/tags/499", "T.");
	problems_add(&problems, PROBLEM_ERROR, "F", "/humanCode", "C.");
	f.problems = &problems;
	hdf = form_of(&f, CLR_ACHIEVEMENT, text.s);
	assert_field(hdf, "/tags/499", "problem.0.words", "T.");
	assert_field(hdf, "/humanCode", "problem.0.words", "C.");
}

/* Every class can be edited, be it empty: no row leads in a circle. */
static void
every_class_has_a_form(void **state)
{
	for (unsigned as = CLASS_NONE + 1; as < CLASS__MAX; as++) {
		struct _hdf *hdf = plain_form(*state, (enum class_id)as, "{}");

		if (!hdf_get_obj(hdf, "field") && !hdf_get_obj(hdf, "part") &&
		    !hdf_get_obj(hdf, "tech"))
			assert_int_equal(as, CLR_CLR_SET);
	}
}

/* What a browser would send of a form. */
struct sent {
	struct arena *mem;
	struct edit_field fields[2000];
	size_t count;
};

static void
add_sent(struct sent *s, const char *name, const char *part, const char *value)
{
	assert_true(s->count < sizeof s->fields / sizeof *s->fields);
	s->fields[s->count++] = (struct edit_field){
		arena_printf(s->mem, "%s%s", name, part), value ? value : ""
	};
}

/* The value of the item of list ${list} that is chosen, or NULL. */
static const char *
chosen_of(HDF *field, const char *list)
{
	HDF *item = hdf_get_child(field, list);

	for (; item; item = hdf_obj_next(item))
		if (get(item, "chosen"))
			return get(item, "value");
	return NULL;
}

static void
send_moment(struct sent *s, HDF *field, const char *name)
{
	add_sent(s, name, "@date", get(field, "date"));
	add_sent(s, name, "@time", get(field, "time"));
	add_sent(s, name, "@zone", chosen_of(field, "zone"));
}

/* The fields of one node; those below it are sent by send_all(). */
static void
send_one(struct sent *s, HDF *field)
{
	const char *name = get(field, "name"), *kind = get(field, "kind");
	const char *is_kept = get(field, "kept"), *value = get(field, "value");

	if (!kind && get(field, "number") && !value && get(field, "was"))
		add_sent(s, name, "@was", get(field, "was"));
	else if (!kind && value) /* an item of a list */
		add_sent(s, name, "", value);
	if (!kind)
		return;
	if (streq(kind, "moment"))
		send_moment(s, field, name);
	else if (streq(kind, "choice"))
		add_sent(s, name, "", chosen_of(field, "option"));
	else if (streq(kind, "picked"))
		add_sent(s, name, "", get(field, "chosen.value"));
	else if (streq(kind, "boolean"))
		add_sent(s, name, "",
			 get(field, "yes")  ? "true"
			 : get(field, "no") ? "false"
					    : value);
	else if (streq(kind, "object") && !get(field, "filled"))
		add_sent(s, name, "", "");
	else if (streq(kind, "rows") || streq(kind, "grid") ||
		 streq(kind, "list") || streq(kind, "picks"))
		add_sent(s, name, "", "");
	else if (!streq(kind, "object") && !streq(kind, "kept") &&
		 (value || !is_kept))
		add_sent(s, name, "", value);
}

static void
send_all(struct sent *s, HDF *node)
{
	if (get(node, "id") && get(node, "name"))
		send_one(s, node);
	for (HDF *child = hdf_obj_child(node); child;
	     child = hdf_obj_next(child))
		send_all(s, child);
}

/* A form that comes back as it was sent leaves the document as it was:
 * extensions, fractions of a second, files and all. */
static void
a_form_sent_back_changes_nothing(void **state)
{
	static const char *const files[] = { "edit-achievement",
					     "edit-assertion" };
	struct fields_store store = { .more = 0 };
	struct fields f = fields_for(*state, &store);

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		const char *path = arena_printf(*state, "tests/golden/%s.json",
						files[i]);
		json_auto_t *doc = json_load_file(source_path(*state, path), 0,
						  NULL);
		struct sent *s = arena_alloc(*state, sizeof *s);
		struct _hdf *hdf = render_data(*state);
		struct edit_form form;
		json_t *back = NULL;

		assert_non_null(doc);
		s->mem = *state;
		fields_fill(&f, hdf, walk_guess(doc), doc);
		send_all(s, hdf);
		assert_true(s->count > 40);
		form = (struct edit_form){ s->fields, s->count, 100, false };
		if (edit_form(*state, walk_guess(doc), doc, &form, &back) != OK)
			failed_msg("%s", fail_last()->text);
		assert_true(json_equal(doc, back));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_memory(members_stand_in_groups),
		with_memory(what_is_ours_has_no_field),
		with_memory(ones_own_id_is_shown_and_a_parts_is_typed),
		with_memory(a_type_that_says_something_is_a_choice),
		with_memory(signed_parts_are_kept),
		with_memory(members_no_row_knows_are_shown),
		with_memory(what_does_not_belong_is_shown_as_typed),
		with_memory(a_problem_stands_at_its_field),
		with_memory(what_was_added_is_open_and_has_the_focus),
		with_memory(many_fields_have_places),
		with_memory(every_class_has_a_form),
		with_memory(a_form_sent_back_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
