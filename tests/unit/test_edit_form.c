/*
 * Tests of model/edit_form.c: what a form shows comes back as it was, what
 * is typed stands where it belongs, and the rest stays as it was.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include "edit_help.h"
#include "model_help.h"

static void
expect(const json_t *got, json_t *wanted, const char *what)
{
	if (!json_equal(got, wanted)) {
		char *a = json_dumps(got, JSON_INDENT(1));
		char *b = json_dumps(wanted, JSON_INDENT(1));

		print_error("%s: got %s\nwanted %s\n", what, a, b);
		free(a);
		free(b);
	}
	assert_true(json_equal(got, wanted));
}

/* Fields "name", "value", …, NULL over ${base}: the document, written with
 * ' for ". */
static void
gives(struct arena *mem, enum class_id as, const char *base, const char *wanted,
      ...)
{
	struct filled f = { .mem = mem };
	const char *name;
	va_list ap;

	va_start(ap, wanted);
	while ((name = va_arg(ap, const char *)) != NULL)
		fill(&f, name, va_arg(ap, const char *));
	va_end(ap);
	expect(apply(&f, as, parse(mem, base), false), parse(mem, wanted),
	       base);
}

static enum result
one_field(struct arena *mem, enum class_id as, const char *base,
	  const char *name, const char *value)
{
	const struct edit_field field = { name, value };
	const struct edit_form form = { &field, 1, 3, false };
	json_t *doc;

	return edit_form(mem, as, parse(mem, base), &form, &doc);
}

/* Every object of a document that has a form of its own, and those in it. */
static void
goes_round(struct arena *mem, enum class_id class, json_t *object,
	   const char *name)
{
	struct filled f = { .mem = mem };
	const struct property *p = walk_class(class)->properties;

	fill_object(&f, class, object, "");
	expect(apply(&f, class, object, false), object, name);
	for (; p->name; p++) {
		size_t count = walk_count(object, class, p->name);

		for (size_t i = 0; p->type.kind == KIND_OBJECT && i < count;
		     i++)
			goes_round(
				mem, (enum class_id)p->type.of,
				(json_t *)walk_item(object, class, p->name, i),
				name);
	}
}

static void
document_goes_round(struct arena *mem, json_t *doc, const char *name)
{
	enum class_id class = walk_guess(doc);
	struct filled f = { .mem = mem };
	json_t *again;

	assert_int_not_equal(class, CLASS_NONE);
	goes_round(mem, class, doc, name);
	/* shown again and again before it is kept */
	fill_object(&f, class, doc, "");
	again = apply(&f, class, doc, true);
	f = (struct filled){ .mem = mem };
	fill_object(&f, class, again, "");
	again = apply(&f, class, doc, true);
	f = (struct filled){ .mem = mem };
	fill_object(&f, class, again, "");
	expect(apply(&f, class, doc, false), doc, name);
}

static void
shown_documents_come_back(void **state)
{
	(void)state;
	each_document(document_goes_round);
}

/* A value of every kind, and how it is typed. */
static json_t *
sample(struct filled *f, const struct property *p, const char *pointer)
{
	const char *term;
	json_t *object;

	if (p->flags & PICKED) {
		fill(f, pointer, "0123456789abcdefghjkmnpqrs");
		return json_pack("{ss}", EDIT_ITEM,
				 "0123456789abcdefghjkmnpqrs");
	}
	switch (p->type.kind) {
	case KIND_TEXT:
	case KIND_MARKDOWN:
		fill(f, pointer, " two\r\nlines ");
		return json_string(" two\nlines ");
	case KIND_DATETIME:
		fill_part(f, pointer, "@date", "2024-05-31");
		fill_part(f, pointer, "@time", "14:30");
		fill_part(f, pointer, "@zone", "+02:00");
		return json_string("2024-05-31T14:30:00+02:00");
	case KIND_DATE:
		fill(f, pointer, "2001-02-03");
		return json_string("2001-02-03");
	case KIND_BOOLEAN:
		fill(f, pointer, "false");
		return json_false();
	case KIND_FLOAT:
		fill(f, pointer, "3.5");
		return json_real(3.5);
	case KIND_TERM:
		term = model_lists[p->type.of].terms[1].value;
		fill(f, pointer, term);
		return json_string(term);
	case KIND_XTERM:
		fill(f, pointer, "ext:");
		fill_part(f, pointer, "@other", " My own word ");
		return json_string("ext:My_own_word");
	case KIND_OBJECT:
		object = json_object();
		if (!walk_class((enum class_id)p->type.of)->is_typeless)
			json_object_set_new(
				object, "type",
				json_string(
					walk_class((enum class_id)p->type.of)
						->name));
		return object;
	default:
		fill(f, pointer, " urn:x:y ");
		return json_string("urn:x:y");
	}
}

/* Fill every property of ${class} and of the objects in it. */
static void
sample_object(struct filled *f, enum class_id class, const char *base,
	      json_t *out)
{
	for (const struct property *p = walk_class(class)->properties; p->name;
	     p++) {
		const char *pointer = walk_pointer(f->mem, base, p->name);
		json_t *value;

		if (p->flags & OURS || (!*base && streq(p->name, "id")))
			continue;
		if (p->many == MANY)
			pointer = walk_pointer_at(f->mem, pointer, 0);
		value = sample(f, p, pointer);
		if (p->type.kind == KIND_OBJECT && !(p->flags & PICKED))
			sample_object(f, (enum class_id)p->type.of, pointer,
				      value);
		json_object_set_new(out, p->name,
				    p->many == MANY ? json_pack("[o]", value)
						    : value);
	}
}

static void
every_property_can_be_typed(void **state)
{
	(void)state;
	for (unsigned id = CLASS_NONE + 1; id < CLASS__MAX; id++) {
		auto_arena mem = arena_new();
		struct filled f = { .mem = mem };
		json_t *base = edit_new(mem, (enum class_id)id, "urn:a:b");
		json_auto_t *wanted = json_deep_copy(base);

		sample_object(&f, (enum class_id)id, "", wanted);
		expect(apply(&f, (enum class_id)id, base, false), wanted,
		       model_classes[id].name);
	}
}

static void
what_is_not_there_cannot_stay(void **state)
{
	auto_arena mem = arena_new();
	const char *base = "{'tags':['a'],'endorsements':[null]}";

	(void)state;
	assert_int_equal(one_field(mem, CLR_ACHIEVEMENT, base, "/issuer", "="),
			 INVALID);
	assert_int_equal(
		one_field(mem, CLR_ACHIEVEMENT, base, "/endorsements/0", "="),
		INVALID);
	assert_int_equal(
		one_field(mem, CLR_ACHIEVEMENT, base, "/tags/0@was", "1"), OK);
	assert_int_equal(
		one_field(mem, CLR_ACHIEVEMENT, base, "/tags/0@was", "x"),
		INVALID);
	assert_int_equal(
		one_field(mem, CLR_ACHIEVEMENT, base, "/tags/0@was", "0"), OK);
}

static void
hidden_members_stay(void **state)
{
	auto_arena mem = arena_new();

	(void)state;
	/* at every level, and with rows that changed places or went */
	gives(mem, CLR_ACHIEVEMENT,
	      "{'x:a':1,'odd':2,'requirement':{'x:b':[3]},"
	      "'resultDescriptions':[{'id':'1','x:c':1,"
	      "'rubricCriterionLevels':[{'id':'7','x:d':7},{'id':'8'}]},"
	      "{'id':'2','x:c':2}]}",
	      "{'x:a':1,'odd':2,'requirement':{'x:b':[3],'narrative':'n'},"
	      "'resultDescriptions':[{'id':'2','x:c':2,'name':'B'},"
	      "{'id':'1','x:c':1,'rubricCriterionLevels':"
	      "[{'id':'7','x:d':7,'name':'L'}],'name':'A'}]}",
	      "/requirement/narrative", "n", "/resultDescriptions", "",
	      "/resultDescriptions/0@was", "1", "/resultDescriptions/0/name",
	      "B", "/resultDescriptions/1@was", "0",
	      "/resultDescriptions/1/name", "A",
	      "/resultDescriptions/1/rubricCriterionLevels/0@was", "0",
	      "/resultDescriptions/1/rubricCriterionLevels/0/name", "L", NULL);
	/* objects that cannot be typed: kept, moved, gone */
	gives(mem, CLR_CLR,
	      "{'learner':{'id':'urn:l','x:y':1},'assertions':"
	      "[{'id':'urn:a'},{'$item':'B'},'odd']}",
	      "{'learner':{'id':'urn:l','x:y':1},'assertions':"
	      "[{'$item':'C'},'odd',{'id':'urn:a'}]}",
	      "/learner", "=", "/assertions/0@was", "1", "/assertions/0", "C",
	      "/assertions/1@was", "2", "/assertions/1", "=",
	      "/assertions/2@was", "0", "/assertions/2", "=", NULL);
	gives(mem, CLR_CLR, "{'learner':{'id':'urn:l'},'revoked':true}",
	      "{'revoked':true}", "/learner", "", NULL);
	/* a row that names only what it was is that */
	gives(mem, CLR_CLR, "{'assertions':[{'$item':'A'},{'id':'b'}]}",
	      "{'assertions':[{'id':'b'}]}", "/assertions/0@was", "1", NULL);
}

static void
imports_are_mended(void **state)
{
	auto_arena mem = arena_new();

	(void)state;
	gives(mem, CLR_ASSERTION,
	      "{'startDate':'2020-01-01T00:00:00.1234567Z','endDate':null,"
	      "'verification':'Signed','evidence':{'name':'E','x:y':1},"
	      "'creditsEarned':'3','role':''}",
	      "{'activityStartDate':'2020-01-01T00:00:00.1234567Z',"
	      "'verification':{'type':'Signed'},"
	      "'evidence':[{'name':'F','x:y':1}],'creditsEarned':3}",
	      "/activityStartDate@date", "2020-01-01",
	      "/activityStartDate@time", "00:00", "/activityStartDate@zone",
	      "Z", "/activityEndDate@date", "", "/verification/type", "Signed",
	      "/evidence/0/name", "F", "/creditsEarned", "3", "/role", "",
	      NULL);
	gives(mem, CLR_PROFILE,
	      "{'birthdate':'2000-01-01','birthDate':'2001-01-01'}",
	      "{'birthDate':'2001-01-01'}", "/birthDate", "2001-01-01", NULL);
	gives(mem, CLR_ACHIEVEMENT, "{'achievementType':'AssessmentResult'}",
	      "{'achievementType':'Assessment'}", "/achievementType",
	      "Assessment", NULL);
	/* what is neither an object nor read as one is not lost, unless
	 * something is typed in its place */
	gives(mem, CLR_PROFILE, "{'address':['Main St']}",
	      "{'address':['Main St']}", "/address/postalCode", "", NULL);
	gives(mem, CLR_PROFILE, "{'address':['Main St']}",
	      "{'address':{'type':'Address','postalCode':'1'}}",
	      "/address/postalCode", "1", NULL);
}

static void
empty_things_are_left_out(void **state)
{
	auto_arena mem = arena_new();

	(void)state;
	gives(mem, CLR_ACHIEVEMENT,
	      "{'id':'urn:a','name':'A','requirement':{'type':'Criteria',"
	      "'narrative':'n'},'tags':['a','b'],'alignments':[],"
	      "'resultDescriptions':[{'id':'1','type':'ResultDescription',"
	      "'name':'N'}]}",
	      "{'id':'urn:a','tags':['b'],'alignments':[],"
	      "'resultDescriptions':[{'id':'1',"
	      "'type':'ResultDescription'}]}",
	      "/name", "", "/requirement/narrative", "", "/tags/0", "",
	      "/tags/1", "b", "/alignments", "", "/resultDescriptions/0/name",
	      "", "/resultDescriptions/1@was", "", "/resultDescriptions/1/name",
	      "", NULL);
	gives(mem, CLR_ACHIEVEMENT,
	      "{'id':'urn:a','tags':['a'],'requirement':{'narrative':'n'}}",
	      "{'id':'urn:a'}", "/tags", "", "/requirement", "", NULL);
	/* none any more, and a new one */
	gives(mem, CLR_ACHIEVEMENT,
	      "{'id':'urn:a','requirement':{'narrative':'n','x:y':1}}",
	      "{'id':'urn:a','requirement':{'type':'Criteria',"
	      "'narrative':'m'}}",
	      "/requirement", "", "/requirement/narrative", "m", NULL);
}

static void
new_rows_get_what_they_need(void **state)
{
	auto_arena mem = arena_new();
	struct filled f = { .mem = mem };
	const json_t *row, *doc;

	(void)state;
	fill(&f, "/resultDescriptions/0@was", "");
	fill(&f, "/resultDescriptions/0/name", "Grade");
	fill(&f, "/resultDescriptions/1/id", "urn:my:own");
	fill(&f, "/resultDescriptions/1/name", "Score");
	fill(&f, "/associations/0/title", "Other");
	doc = apply(&f, CLR_ACHIEVEMENT, parse(mem, "{'id':'x'}"), false);
	row = walk_item(doc, CLR_ACHIEVEMENT, "resultDescriptions", 0);
	assert_true(str_starts(walk_text(row, CLR_RESULT_DESCRIPTION, "id"),
			       "urn:uuid:"));
	assert_string_equal(json_string_value(json_object_get(row, "type")),
			    "ResultDescription");
	row = walk_item(doc, CLR_ACHIEVEMENT, "resultDescriptions", 1);
	assert_string_equal(walk_text(row, CLR_RESULT_DESCRIPTION, "id"),
			    "urn:my:own");
	row = walk_item(doc, CLR_ACHIEVEMENT, "associations", 0);
	assert_int_equal(json_object_size(row), 1);
	/* an id that was cleared is made up again */
	f = (struct filled){ .mem = mem };
	fill(&f, "/resultDescriptions/0/id", "");
	doc = apply(&f, CLR_ACHIEVEMENT,
		    parse(mem, "{'id':'x','resultDescriptions':"
			       "[{'id':'1','name':'A'}]}"),
		    false);
	row = walk_item(doc, CLR_ACHIEVEMENT, "resultDescriptions", 0);
	assert_true(str_starts(walk_text(row, CLR_RESULT_DESCRIPTION, "id"),
			       "urn:uuid:"));
	/* a claim's id is somebody else's: never made up */
	f = (struct filled){ .mem = mem };
	fill(&f, "/claim/endorsementComment", "Good.");
	doc = apply(&f, CLR_ENDORSEMENT, parse(mem, "{'id':'x'}"), false);
	assert_null(walk_get(walk_get(doc, CLR_ENDORSEMENT, "claim"),
			     CLR_ENDORSEMENT_CLAIM, "id"));
	/* a new document */
	f = (struct filled){ .mem = mem };
	fill(&f, "/name", "N");
	doc = apply(&f, CLR_PROFILE, parse(mem, "{}"), false);
	assert_string_equal(walk_text(doc, CLR_PROFILE, "type"), "Profile");
	assert_true(str_starts(walk_text(doc, CLR_PROFILE, "id"), "urn:uuid:"));
}

static void
rows_stay_while_a_page_is_shown_again(void **state)
{
	auto_arena mem = arena_new();
	struct filled f = { .mem = mem };
	const json_t *base = parse(
		mem, "{'id':'u','resultDescriptions':[{'id':'1','x:y':1},"
		     "{'id':'2','x:y':2}],'endorsements':[{'id':'e'}]}");
	json_t *doc;

	(void)state;
	fill(&f, "/tags/0", "");
	fill(&f, "/tags/1", "b");
	fill(&f, "/endorsements/0", "");
	fill(&f, "/endorsements/1@was", "0");
	fill(&f, "/endorsements/1", "=");
	fill(&f, "/resultDescriptions/0@was", "1");
	fill(&f, "/resultDescriptions/0/name", "");
	fill(&f, "/resultDescriptions/1@was", "");
	fill(&f, "/resultDescriptions/1/id", "urn:n");
	fill(&f, "/requirement/narrative", "");
	doc = apply(&f, CLR_ACHIEVEMENT, base, true);
	expect(doc,
	       parse(mem,
		     "{'id':'u','resultDescriptions':[{'id':'2','x:y':2,"
		     "'$was':'1'},{'id':'urn:n','type':'ResultDescription',"
		     "'$was':''}],'endorsements':[null,{'id':'e',"
		     "'$was':'0'}],'tags':['','b'],"
		     "'requirement':{'type':'Criteria'}}"),
	       "shown again");
	/* once more, and then kept */
	f = (struct filled){ .mem = mem };
	fill_object(&f, CLR_ACHIEVEMENT, doc, "");
	expect(apply(&f, CLR_ACHIEVEMENT, base, true), doc, "again");
	expect(apply(&f, CLR_ACHIEVEMENT, base, false),
	       parse(mem, "{'id':'u','resultDescriptions':[{'id':'2','x:y':2}"
			  "],'endorsements':[{'id':'e'}],'tags':['b']}"),
	       "kept");
}

static void
texts_keep_their_bytes(void **state)
{
	auto_arena mem = arena_new();
	json_t *base = json_pack("{ssss}", "description", "a\r\nb\rc\n ",
				 "name", " x ");
	struct filled f = { .mem = mem };

	(void)state;
	fill(&f, "/description", "a\r\nb\r\nc\r\n ");
	fill(&f, "/name", " x ");
	expect(apply(&f, CLR_ACHIEVEMENT, base, false), base, "unchanged");
	fill(&f, "/description", "a\r\nb\r\n");
	assert_string_equal(walk_text(apply(&f, CLR_ACHIEVEMENT, base, false),
				      CLR_ACHIEVEMENT, "description"),
			    "a\nb\n");
	json_decref(base);
}

static void
the_last_of_two_fields_counts(void **state)
{
	auto_arena mem = arena_new();

	(void)state;
	gives(mem, CLR_CLR, "{'id':'x'}", "{'id':'x','partial':true}",
	      "/partial", "", "/partial", "true", NULL);
}

static void
the_base_is_not_touched(void **state)
{
	auto_arena mem = arena_new();
	json_t *base = parse(mem, "{'x:y':{'a':1},'tags':['a']}");
	struct filled f = { .mem = mem };
	json_t *doc;

	(void)state;
	fill(&f, "/tags/0", "b");
	doc = apply(&f, CLR_ACHIEVEMENT, base, false);
	json_object_clear(json_object_get(doc, "x:y"));
	expect(base, parse(mem, "{'x:y':{'a':1},'tags':['a']}"), "base");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shown_documents_come_back),
		cmocka_unit_test(every_property_can_be_typed),
		cmocka_unit_test(what_is_not_there_cannot_stay),
		cmocka_unit_test(hidden_members_stay),
		cmocka_unit_test(imports_are_mended),
		cmocka_unit_test(empty_things_are_left_out),
		cmocka_unit_test(new_rows_get_what_they_need),
		cmocka_unit_test(rows_stay_while_a_page_is_shown_again),
		cmocka_unit_test(texts_keep_their_bytes),
		cmocka_unit_test(the_last_of_two_fields_counts),
		cmocka_unit_test(the_base_is_not_touched),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
