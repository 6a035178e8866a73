/*
 * For the tests of items: an office at work in a spot, and documents for it
 * written with ' for ".
 */
#ifndef TESTS_UNIT_ITEM_TEST_H
#define TESTS_UNIT_ITEM_TEST_H

#include "store_test.h"

#include "model/edit.h"
#include "model/load.h"
#include "store/item.h"
#include "store/version.h"

static const struct load_limits item_limits = { 16 << 20, 64 };
static const struct audit_by maria = { "acc1", "Maria Reyes", "192.0.2.0" };

HELPER struct item_office
office_of(struct spot *p)
{
	return (struct item_office){ .mem = p->mem,
				     .limits = &item_limits,
				     .by = &maria };
}

/* A printf'd document; each ' is a ". */
HELPER json_t *
json_of(struct spot *p, const char *fmt, ...)
{
	va_list ap;
	json_t *doc = NULL;
	char *s, *c;

	va_start(ap, fmt);
	s = arena_vprintf(p->mem, fmt, ap);
	va_end(ap);
	for (c = s; *c; c++)
		if (*c == '\'')
			*c = '"';
	if (load_json(p->mem, s, strlen(s), &item_limits, &doc) != OK)
		print_error("%s in %s\n", fail_last()->text, s);
	assert_non_null(doc);
	return doc;
}

/* The call went well; else say why not. */
#define assert_ok(call)                                                        \
	do {                                                                   \
		enum result ok_ = (call);                                      \
                                                                               \
		if (ok_ != OK)                                                 \
			print_error("%s: %s\n", fail_name(ok_),                \
				    fail_last()->text);                        \
		assert_int_equal(ok_, OK);                                     \
	} while (0)

/* The call was refused with this result and this sentence. */
#define assert_fails(call, result, words)                                      \
	do {                                                                   \
		assert_int_equal(call, result);                                \
		assert_string_equal(fail_last()->text, words);                 \
	} while (0)

HELPER const char *
put_doc(struct spot *p, enum class_id as, const json_t *doc)
{
	const struct item_office o = office_of(p);
	const char *id = NULL;

	assert_ok(item_put(p->db, &o, as, doc, NULL, &id));
	assert_non_null(id);
	return id;
}

HELPER struct item
get_item(struct spot *p, const char *id)
{
	struct item item;

	assert_ok(item_get(p->db, p->mem, id, &item));
	return item;
}

HELPER const char *
put_profile(struct spot *p, const char *urn, const char *name)
{
	return put_doc(p, CLR_PROFILE,
		       json_of(p,
			       "{'id':'urn:p:%s','type':'Profile','name':'%s',"
			       "'email':'%s@x.example'}",
			       urn, name, urn));
}

HELPER const char *
put_achievement(struct spot *p, const char *urn, const char *name,
		const char *issuer)
{
	return put_doc(p, CLR_ACHIEVEMENT,
		       json_of(p,
			       "{'id':'urn:a:%s','type':'Achievement',"
			       "'name':'%s','achievementType':'Course',"
			       "'issuer':{'$item':'%s'}}",
			       urn, name, issuer));
}

/* To the profile "urn:p:LEARNER". */
HELPER const char *
put_assertion(struct spot *p, const char *urn, const char *achievement,
	      const char *learner)
{
	return put_doc(p, CLR_ASSERTION,
		       json_of(p,
			       "{'id':'urn:s:%s','type':'Assertion',"
			       "'achievement':{'$item':'%s'},"
			       "'issuedOn':'2024-05-31T12:00:00Z',"
			       "'term':'Spring 2024',"
			       "'recipient':{'type':'id','identity':'urn:p:%s',"
			       "'hashed':false}}",
			       urn, achievement, learner));
}

HELPER const char *
put_endorsement(struct spot *p, const char *urn, const char *issuer,
		const char *claim)
{
	return put_doc(p, CLR_ENDORSEMENT,
		       json_of(p,
			       "{'id':'urn:e:%s','type':'Endorsement',"
			       "'issuer':{'$item':'%s'},"
			       "'issuedOn':'2024-06-01T12:00:00Z',"
			       "'claim':{'id':'%s','type':'EndorsementClaim'},"
			       "'verification':{'type':'Signed'}}",
			       urn, issuer, claim));
}

HELPER const char *
put_clr(struct spot *p, const char *urn, const char *learner,
	const char *publisher, const char *assertion)
{
	return put_doc(p, CLR_CLR,
		       json_of(p,
			       "{'id':'urn:c:%s','type':'Clr',"
			       "'name':'Transcript',"
			       "'issuedOn':'2024-06-01T12:00:00Z',"
			       "'learner':{'$item':'%s'},"
			       "'publisher':{'$item':'%s'},"
			       "'assertions':[{'$item':'%s'}]}",
			       urn, learner, publisher, assertion));
}

/* A whole small office: college, learner, course, award, record. */
struct office_items {
	const char *college, *learner, *course, *award, *clr;
};
HELPER struct office_items
put_office(struct spot *p)
{
	struct office_items i;

	i.college = put_profile(p, "college", "Alder College");
	i.learner = put_profile(p, "maya", "Maya Okafor");
	i.course = put_achievement(p, "wood", "Carpentry I", i.college);
	i.award = put_assertion(p, "maya-wood", i.course, "maya");
	i.clr = put_clr(p, "maya", i.learner, i.college, i.award);
	return i;
}

/* Save ${doc} over item ${id} as it is now. */
HELPER enum result
save_doc(struct spot *p, const char *id, const json_t *doc)
{
	const struct item_office o = office_of(p);

	return item_save(p->db, &o, id, get_item(p, id).revision, doc);
}

/* Set a text of item ${id}'s document. */
HELPER void
set_text(struct spot *p, const char *id, const char *name, const char *value)
{
	const struct item_office o = office_of(p);
	struct item item = get_item(p, id);
	json_t *doc;

	assert_ok(item_json(&o, &item, &doc));
	json_object_set_new(doc, name, json_string(value));
	assert_ok(item_save(p->db, &o, id, item.revision, doc));
}

/* Publish item ${id} with what its draft and its parts say. */
HELPER enum result
publish(struct spot *p, const char *id, long long *number)
{
	const struct item_office o = office_of(p);
	const struct version_new new = { .item_id = id,
					 .revision = get_item(p, id).revision };

	return version_put(p->db, &o, &new, number);
}

#endif
