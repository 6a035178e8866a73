/* The parts of an imported record become items. */
#include "item_test.h"

#include "store/intake.h"
#include "store/record.h"

static const char *
demo_folder(struct arena *mem)
{
	const char *top = getenv("CLARUS_SRC");

	return arena_printf(mem, "%s/db/demo", top ? top : ".");
}

/* The records of the demo college: every document of its list. */
struct demo {
	const json_t *docs[64];
	const char *files[64];
	size_t count;
};

static void
read_demo(struct spot *p, struct demo *demo)
{
	size_t len, i;
	char *list = file_text(
		p->mem, arena_printf(p->mem, "%s/list", demo_folder(p->mem)),
		&len);
	char *line, *rest = list;
	struct import import;
	const char *bytes;

	demo->count = 0;
	while ((line = strsep(&rest, "\n"))) {
		if (*line == '#' || *line == '\0')
			continue;
		bytes = file_text(p->mem,
				  arena_printf(p->mem, "%s/%s",
					       demo_folder(p->mem), line),
				  &len);
		assert_ok(
			import_read(p->mem, bytes, len, &item_limits, &import));
		for (i = 0; i < import.count; i++) {
			assert_true(demo->count < 64);
			demo->files[demo->count] = line;
			demo->docs[demo->count++] = import.items[i].doc;
		}
	}
	assert_true(demo->count >= 12);
}

/* Are both equal, members in their order?  One within a set has no
 * "@context" of its own. */
static void
assert_same(struct spot *p, const json_t *was, const char *bytes)
{
	json_t *is = NULL;
	char *a, *b;

	assert_ok(load_json(p->mem, bytes, strlen(bytes), &item_limits, &is));
	if (!json_object_get(was, "@context"))
		assert_int_equal(json_object_del(is, "@context"), 0);
	assert_true(json_equal(was, is));
	a = json_dumps(was, JSON_COMPACT);
	b = json_dumps(is, JSON_COMPACT);
	assert_string_equal(a, b);
	free(a);
	free(b);
}

static const struct intake_part *
record_of(const struct intake *intake)
{
	return &intake->parts[intake->count - 1];
}

static const struct intake_part *
part_of(const struct intake *intake, enum class_id as, const char *doc_id)
{
	for (size_t i = 0; i < intake->count; i++)
		if (intake->parts[i].as == as &&
		    streq(intake->parts[i].doc_id, doc_id))
			return &intake->parts[i];
	return NULL;
}

/* Every record of the demo college comes in, and, published untouched, is
 * again what came; the second time there is nothing to do. */
static void
takes_the_demo(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	struct intake look, put, again;
	struct version version;
	struct demo demo;
	const char *id;
	long long number, items;
	size_t i;

	read_demo(p, &demo);
	for (i = 0; i < demo.count; i++) {
		assert_ok(intake_look(p->db, &o, demo.docs[i], &look));
		items = number_of(p->db, "SELECT count(*) FROM item");
		assert_ok(
			intake_put(p->db, &o, demo.docs[i], INTAKE_KEEP, &put));
		assert_int_equal(number_of(p->db, "SELECT count(*) FROM item"),
				 items + (long long)put.makes);
		assert_int_equal(put.count, look.count);
		assert_int_equal(put.makes, look.makes);
		assert_true(put.differs >= look.differs);
		assert_int_equal(record_of(&put)->as, CLR_CLR);
		assert_int_equal(record_of(&put)->fate, INTAKE_NEW);
		id = record_of(&put)->item_id;
		if (publish(p, id, &number) != OK) {
			print_error("%s: %s\n", demo.files[i],
				    fail_last()->text);
			assert_true(false);
		}
		assert_ok(version_get(p->db, p->mem, id, 1, &version));
		assert_same(p, demo.docs[i], version.doc);
		assert_non_null(version.record_id);
		assert_int_equal(intake_put(p->db, &o, demo.docs[i],
					    INTAKE_KEEP, &again),
				 put.differs ? OK : CONFLICT);
		assert_int_equal(record_of(&again)->fate, INTAKE_SAME);
		assert_string_equal(record_of(&again)->item_id, id);
		assert_int_equal(again.makes, 0);
	}
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM item"
					  " WHERE errors > 0"),
			 0);
	/* Every assertion knows its learner, hashed or not. */
	assert_int_equal(number_of(p->db,
				   "SELECT count(*) FROM item i"
				   " WHERE class = 'Assertion' AND doc LIKE"
				   " '%%\"recipient\":%%' AND NOT EXISTS"
				   " (SELECT 1 FROM item_link"
				   " WHERE item_id = i.id"
				   " AND property = 'recipient')"),
			 0);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM item"
					  " WHERE class = 'Assertion'"
					  " AND (name = '' OR about = '')"
					  " AND doc LIKE '%%\"recipient\":%%'"),
			 0);
}

#define COLLEGE                                                                \
	"{'id':'urn:p:c','type':'Profile','name':'%s','url':'https://c.e/'}"
#define LEARNER "{'id':'urn:p:m','type':'Profile','name':'Maya'}"
#define RECORD                                                                 \
	"{'@context':'https://purl.imsglobal.org/spec/clr/v1p0/context/"       \
	"clr_v1p0.jsonld','id':'urn:c:1','type':'Clr','name':'%s',"            \
	"'issuedOn':'2024-06-01T12:00:00Z','assertions':[{'id':'urn:s:1',"     \
	"'type':'Assertion','issuedOn':'2024-05-01T12:00:00Z',"                \
	"'recipient':{'type':'id','identity':'urn:p:m','hashed':false},"       \
	"'achievement':{'id':'urn:a:1','type':'Achievement','name':'Wood',"    \
	"'issuer':" COLLEGE "}}],'learner':" LEARNER ",'publisher':" COLLEGE   \
	"}"

static json_t *
record_doc_of(struct spot *p, const char *name, const char *college)
{
	return json_of(p, RECORD, name, college, college);
}

static void
looks_and_takes(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const json_t *doc = record_doc_of(p, "First", "Alder");
	struct intake intake;
	struct item item;

	assert_ok(intake_look(p->db, &o, doc, &intake));
	assert_int_equal(intake.count, 5);
	assert_int_equal(intake.makes, 5);
	assert_int_equal(intake.same + intake.differs, 0);
	assert_null(record_of(&intake)->item_id);
	assert_string_equal(record_of(&intake)->name, "First");
	assert_int_equal(part_of(&intake, CLR_PROFILE, "urn:p:c")->seen, 2);
	assert_string_equal(part_of(&intake, CLR_ASSERTION, "urn:s:1")->name,
			    "Wood");
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM item"), 0);
	assert_ok(intake_put(p->db, &o, doc, INTAKE_KEEP, &intake));
	item = get_item(p, record_of(&intake)->item_id);
	assert_string_equal(item.about, "Maya · Alder");
	assert_non_null(strstr(item.doc, "\"assertions\":[{\"$item\":"));
	item = get_item(p, part_of(&intake, CLR_ASSERTION, "urn:s:1")->item_id);
	assert_string_equal(item.name, "Wood");
	/* The learner was made after it. */
	assert_string_equal(item.about, "Maya");
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM audit"
					  " WHERE action = 'intake.put'"),
			 1);
	assert_fails(intake_put(p->db, &o, doc, INTAKE_REPLACE, &intake),
		     CONFLICT,
		     "This record is here already, and nothing in it "
		     "differs.");
	assert_string_equal(record_of(&intake)->doc_id, "urn:c:1");
	assert_non_null(record_of(&intake)->item_id);
	assert_int_equal(intake.same, 5);
}

static void
keeps_what_differs_in_the_record(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	json_t *other = record_doc_of(p, "Second", "Birch");
	const struct intake_part *part;
	struct intake intake;
	struct version version;
	long long number;

	assert_ok(intake_put(p->db, &o, record_doc_of(p, "First", "Alder"),
			     INTAKE_KEEP, &intake));
	json_object_set_new(other, "id", json_string("urn:c:2"));
	assert_ok(intake_look(p->db, &o, other, &intake));
	assert_int_equal(intake.differs, 1);
	assert_int_equal(intake.makes, 1);
	part = part_of(&intake, CLR_PROFILE, "urn:p:c");
	assert_int_equal(part->fate, INTAKE_DIFFERS);
	assert_non_null(part->item_id);
	assert_ok(intake_put(p->db, &o, other, INTAKE_KEEP, &intake));
	/* And so do those that hold it. */
	assert_int_equal(intake.differs, 3);
	assert_string_equal(get_item(p, part->item_id).name, "Alder");
	assert_ok(publish(p, record_of(&intake)->item_id, &number));
	assert_ok(version_get(p->db, p->mem, record_of(&intake)->item_id, 0,
			      &version));
	assert_same(p, other, version.doc);
}

static void
replaces_what_differs(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const json_t *other = record_doc_of(p, "Second", "Birch");
	struct intake intake;
	struct version version;
	const char *id;
	long long number;

	assert_ok(intake_put(p->db, &o, record_doc_of(p, "First", "Alder"),
			     INTAKE_KEEP, &intake));
	id = record_of(&intake)->item_id;
	assert_ok(intake_put(p->db, &o, other, INTAKE_KEEP, &intake));
	assert_string_equal(get_item(p, id).name, "First");
	assert_ok(intake_put(p->db, &o, other, INTAKE_REPLACE, &intake));
	assert_int_equal(intake.differs, 2);
	assert_string_equal(record_of(&intake)->item_id, id);
	assert_string_equal(get_item(p, id).name, "Second");
	assert_string_equal(get_item(p, id).about, "Maya · Birch");
	assert_ok(publish(p, id, &number));
	assert_ok(version_get(p->db, p->mem, id, 0, &version));
	assert_same(p, other, version.doc);
	/* A revoked one is never replaced: the copy stays. */
	assert_ok(version_revoke(
		p->db, &o, part_of(&intake, CLR_PROFILE, "urn:p:c")->item_id,
		"Closed."));
	other = record_doc_of(p, "Third", "Cedar");
	assert_ok(intake_put(p->db, &o, other, INTAKE_REPLACE, &intake));
	assert_string_equal(
		get_item(p, part_of(&intake, CLR_PROFILE, "urn:p:c")->item_id)
			.name,
		"Birch");
	assert_ok(publish(p, id, &number));
	assert_ok(version_get(p->db, p->mem, id, 0, &version));
	assert_non_null(strstr(version.doc, "Cedar"));
}

/* "@context" is added where it is missing, and nothing else. */
static void
adds_the_context(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	json_t *doc = record_doc_of(p, "First", "Alder");
	struct intake intake;
	struct version version;
	long long number;

	json_object_del(doc, "@context");
	assert_ok(intake_put(p->db, &o, doc, INTAKE_KEEP, &intake));
	assert_ok(publish(p, record_of(&intake)->item_id, &number));
	assert_ok(version_get(p->db, p->mem, record_of(&intake)->item_id, 0,
			      &version));
	assert_true(str_starts(version.doc, "{\"@context\":\"https:"));
	assert_same(p, doc, version.doc);
}

static void
refuses_what_only_an_office_may(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	json_t *doc = record_doc_of(p, "First", "Alder");
	struct intake intake;

	json_object_del(doc, "id");
	assert_int_equal(intake_put(p->db, &o, doc, INTAKE_KEEP, &intake),
			 INVALID);
	json_object_set_new(doc, "id", json_string("urn:c:1"));
	json_object_set_new(doc, "learner", json_pack("{s:s}", "$item", "#0"));
	assert_int_equal(intake_look(p->db, &o, doc, &intake), INVALID);
	assert_int_equal(intake_put(p->db, &o, doc, INTAKE_KEEP, &intake),
			 INVALID);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM item"), 0);
}

static void
all_or_nothing(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const json_t *doc = record_doc_of(p, "First", "Alder");
	struct intake intake;

	assert_ok(db_run(p->db, NULL, "DROP TABLE item_link"));
	assert_int_equal(intake_put(p->db, &o, doc, INTAKE_KEEP, &intake),
			 INTERNAL);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM item"), 0);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM audit"), 0);
	assert_ok(db_run(p->db, NULL, "DROP TABLE item_part"));
	assert_ok(db_run(p->db, NULL, "DROP TABLE item_identity"));
	assert_ok(db_run(p->db, NULL, "DROP TABLE version"));
	assert_ok(db_run(p->db, NULL, "DROP TABLE item"));
	assert_int_equal(intake_look(p->db, &o, doc, &intake), INTERNAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, takes_the_demo),
		test_in(spot_begin, looks_and_takes),
		test_in(spot_begin, keeps_what_differs_in_the_record),
		test_in(spot_begin, replaces_what_differs),
		test_in(spot_begin, adds_the_context),
		test_in(spot_begin, refuses_what_only_an_office_may),
		test_in(spot_begin, all_or_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
