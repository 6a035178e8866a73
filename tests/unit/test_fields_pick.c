/*
 * Tests of page/fields_pick.c: items that are chosen, offered and searched.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "fields_help.h"

static void
few_are_offered_at_once(void **state)
{
	struct fields_store store = { .query = NULL };
	struct fields f = fields_for(*state, &store);
	struct _hdf *hdf = form_of(&f, CLR_ACHIEVEMENT,
				   "{'issuer':{'$item':'p2'}}");
	struct _hdf *field = field_at(hdf, "/issuer");

	assert_data(field, "kind", "picked");
	assert_data(field, "few", "1");
	assert_data(field, "wide", "1");
	assert_data(field, "new", "profile");
	assert_data(field, "option.0.label", "Riverbend College");
	assert_data(field, "option.0.about", "Alder Falls");
	assert_data(field, "option.0.chosen", NULL);
	assert_data(field, "option.1.chosen", "1");
	assert_data(field, "option.2", NULL);
	hdf = form_of(&f, CLR_ACHIEVEMENT, "{}");
	assert_field(hdf, "/issuer", "chosen", NULL);
	assert_field(hdf, "/issuer", "option.1.chosen", NULL);
}

static void
an_object_of_the_document_stays(void **state)
{
	struct fields_store store = { .query = NULL };
	struct fields f = fields_for(*state, &store);
	struct _hdf *hdf = form_of(&f, CLR_ACHIEVEMENT,
				   "{'issuer':{'id':'urn:i','name':'Old'}}");
	struct _hdf *field = field_at(hdf, "/issuer");

	assert_data(field, "option.2.value", "=");
	assert_data(field, "option.2.label", "Old");
	assert_data(field, "option.2.embedded", "1");
	assert_data(field, "option.2.chosen", "1");
	assert_data(field, "lost", NULL);
	assert_null(field_at(hdf, "/issuer/name"));
}

static void
many_are_searched(void **state)
{
	struct fields_store store = { .more = 500 };
	struct fields f = fields_for(*state, &store);
	struct _hdf *hdf = form_of(&f, CLR_ACHIEVEMENT,
				   "{'issuer':{'$item':'p1'}}");
	struct _hdf *field = field_at(hdf, "/issuer");

	assert_data(field, "few", NULL);
	assert_data(field, "search", "1");
	assert_data(field, "query", NULL);
	assert_data(field, "total", "502");
	assert_data(field, "chosen.value", "p1");
	assert_data(field, "chosen.label", "Riverbend College");
	assert_data(field, "found.0.value", "p2");
	assert_data(field, "found.1", NULL);
	store.more = 0;
	store.query = "rive";
	hdf = form_of(&f, CLR_ACHIEVEMENT, "{}");
	assert_field(hdf, "/issuer", "few", NULL);
	assert_field(hdf, "/issuer", "query", "rive");
	assert_field(hdf, "/issuer", "found.1.value", "p2");
}

static void
an_item_that_is_gone_is_told(void **state)
{
	struct fields_store store = { .query = NULL };
	struct fields f = fields_for(*state, &store);
	struct _hdf *hdf = form_of(&f, CLR_ACHIEVEMENT,
				   "{'issuer':{'$item':'p9'}}");

	assert_field(hdf, "/issuer", "lost", "1");
	assert_field(hdf, "/issuer", "option.2.value", "p9");
	assert_field(hdf, "/issuer", "option.2.label", "p9");
}

static void
several_are_rows(void **state)
{
	struct fields_store store = { .query = NULL };
	struct fields f = fields_for(*state, &store);
	struct _hdf *hdf = form_of(
		&f, CLR_CLR,
		"{'achievements':[{'$item':'a2'},{'id':'u','name':'E',"
		"'$was':'4'},{'id':'v'},{'$item':'a9'}]}");
	struct _hdf *field = field_at(hdf, "/achievements");

	assert_data(field, "kind", "picks");
	assert_data(field, "few", "1");
	assert_data(field, "new", "achievement");
	assert_data(field, "item.0.name", "/achievements/0");
	assert_data(field, "item.0.value", "a2");
	assert_data(field, "item.0.about", "Degree, Riverbend College");
	assert_data(field, "item.0.was", NULL);
	assert_data(field, "item.0.first", "1");
	assert_data(field, "item.1.value", "=");
	assert_data(field, "item.1.label", "E");
	assert_data(field, "item.1.was", "4");
	assert_data(field, "item.2.was", "2");
	assert_data(field, "item.2.label", NULL);
	assert_data(field, "item.3.lost", "1");
	assert_data(field, "item.3.last", "1");
	assert_data(field, "found.0.value", "a1");
	assert_data(field, "found.1", NULL);
	store.more = 9;
	hdf = form_of(&f, CLR_CLR, "{'achievements':{'name':'One'}}");
	assert_field(hdf, "/achievements", "item.0.label", "One");
	assert_field(hdf, "/achievements", "search", "1");
	hdf = form_of(&f, CLR_CLR, "{}");
	assert_field(hdf, "/achievements", "item", NULL);
}

/* What has no name of its own is called by what it says. */
static void
things_without_a_name_have_words(void **state)
{
	struct _hdf *hdf = plain_form(
		*state, CLR_CLR,
		"{'assertions':[{'achievement':{'name':'WR 121'}}],"
		"'endorsements':[{'claim':{'endorsementComment':'Well\\ndone'}}"
		"]}");

	assert_field(hdf, "/assertions/0", "label", "WR 121");
	assert_field(hdf, "/endorsements/0", "label", "Well…");
}

static void
the_other_end_of_a_relation_is_picked(void **state)
{
	struct fields_store store = { .query = NULL };
	struct fields f = fields_for(*state, &store);
	struct _hdf *hdf = form_of(
		&f, CLR_ACHIEVEMENT,
		"{'associations':[{'targetId':'urn:a2','title':'T'},"
		"{'targetId':'urn:far','title':'Far','associationType':"
		"'isPartOf'},{}]}");
	struct _hdf *field = field_at(hdf, "/associations/0/targetId");

	assert_data(field, "kind", "picked");
	assert_data(field, "label", "Other achievement");
	assert_data(field, "new", "achievement");
	assert_data(field, "option.1.value", "urn:a2");
	assert_data(field, "option.1.chosen", "1");
	assert_null(field_at(hdf, "/associations/0/title"));
	assert_field(hdf, "/associations/1/targetId", "option.2.value",
		     "urn:far");
	assert_field(hdf, "/associations/1/targetId", "option.2.label", "Far");
	assert_field(hdf, "/associations/1/targetId", "lost", NULL);
	assert_field(hdf, "/associations/1/targetId", "label",
		     "Id of the other");
	assert_field(hdf, "/associations/1/title", "value", "Far");
	assert_field(hdf, "/associations/1", "title", "is part of Far");
	assert_null(field_at(hdf, "/associations/2/title"));
}

static void
with_nothing_to_pick_it_is_typed(void **state)
{
	struct fields_store store = { .is_empty = true };
	struct fields f = fields_for(*state, &store);
	struct _hdf *hdf = form_of(&f, CLR_ACHIEVEMENT,
				   "{'associations':[{}]}");

	assert_field(hdf, "/associations/0/targetId", "kind", "address");
	assert_field(hdf, "/associations/0/title", "kind", "text");
	hdf = form_of(&f, CLR_ENDORSEMENT, "{'claim':{'id':'urn:x'}}");
	assert_field(hdf, "/claim/id", "kind", "address");
	store.is_empty = false;
	hdf = form_of(&f, CLR_ENDORSEMENT, "{'claim':{'id':'urn:x'}}");
	assert_field(hdf, "/claim/id", "kind", "picked");
	assert_field(hdf, "/claim/id", "label", "What is endorsed");
	assert_field(hdf, "/claim/id", "new", NULL);
	assert_field(hdf, "/claim/id", "option.2.label", "urn:x");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_memory(few_are_offered_at_once),
		with_memory(an_object_of_the_document_stays),
		with_memory(many_are_searched),
		with_memory(an_item_that_is_gone_is_told),
		with_memory(several_are_rows),
		with_memory(things_without_a_name_have_words),
		with_memory(the_other_end_of_a_relation_is_picked),
		with_memory(with_nothing_to_pick_it_is_typed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
