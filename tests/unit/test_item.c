/* Items: kept, saved, read, deleted. */
#include "item_test.h"

#include <sys/wait.h>

#include "crypto/digest.h"

/* How many entries of the audit trail say so. */
static long long
told(struct spot *p, const char *action, const char *target)
{
	return number_of(p->db,
			 "SELECT count(*) FROM audit"
			 " WHERE action = $1 AND target = $2",
			 T(action), T(target));
}

static void
names_states(void **state)
{
	(void)state;
	assert_string_equal(item_state_name(ITEM_REVIEW), "review");
	for (int i = ITEM_DRAFT; i <= ITEM_REVOKED; i++)
		assert_int_equal(
			item_state_named(item_state_name((enum item_state)i)),
			i);
	assert_int_equal(item_state_named("none"), ITEM_DRAFT);
	assert_int_equal(item_state_named(NULL), ITEM_DRAFT);
}

static void
keeps_a_new_item(void **state)
{
	struct spot *p = *state;
	const char *id = put_profile(p, "maya", "Maya Okafor");
	const char *doc = "{\"id\":\"urn:p:maya\",\"type\":\"Profile\","
			  "\"name\":\"Maya Okafor\","
			  "\"email\":\"maya@x.example\"}";
	struct item item = get_item(p, id), found;

	assert_int_equal(item.as, CLR_PROFILE);
	assert_string_equal(item.doc_id, "urn:p:maya");
	assert_string_equal(item.name, "Maya Okafor");
	assert_int_equal(item.state, ITEM_DRAFT);
	assert_int_equal(item.version, 0);
	assert_int_equal(item.revision, 1);
	assert_false(item.is_changed);
	assert_false(item.is_stale);
	assert_int_equal(item.errors, 0);
	assert_string_equal(item.updated_by, "Maria Reyes");
	assert_true(item.created_at > 1600000000);
	assert_string_equal(item.doc, doc);
	assert_int_equal(item.doc_len, strlen(doc));
	assert_int_equal(told(p, "item.make", id), 1);
	assert_int_equal(number_of(p->db,
				   "SELECT count(*) FROM audit"
				   " WHERE new_sha256 = $1",
				   T(digest_hex(p->mem, doc, strlen(doc)))),
			 1);
	assert_ok(item_find(p->db, p->mem, CLR_PROFILE, "urn:p:maya", &found));
	assert_string_equal(found.id, id);
	assert_null(found.doc);
	assert_fails(item_find(p->db, p->mem, CLR_CLR, "urn:p:maya", &found),
		     NOT_FOUND, "there is no Clr urn:p:maya");
	assert_fails(item_get(p->db, p->mem, "none", &found), NOT_FOUND,
		     "there is no item none");
}

static void
refuses_what_cannot_be_kept(void **state)
{
	struct spot *p = *state;
	struct item_office o = office_of(p);
	const struct load_limits small = { 100, 64 };
	const char *id = NULL;

	put_profile(p, "maya", "Maya Okafor");
	assert_fails(item_put(p->db, &o, CLR_PROFILE,
			      json_of(p, "{'id':'urn:p:maya'}"), NULL, &id),
		     CONFLICT, "“Maya Okafor” has this id already.");
	assert_fails(item_put(p->db, &o, CLR_PROFILE, json_of(p, "{'id':''}"),
			      NULL, &id),
		     INVALID, "A document needs an id.");
	assert_fails(item_put(p->db, &o, CLR_ACHIEVEMENT,
			      json_of(p, "{'id':'urn:a:1','name':'A',"
					 "'issuer':{'$item':'none'}}"),
			      NULL, &id),
		     NOT_FOUND, "there is no item none");
	o.limits = &small;
	assert_int_equal(item_put(p->db, &o, CLR_PROFILE,
				  json_of(p, "{'id':'urn:p:%0100d'}", 1), NULL,
				  &id),
			 TOO_BIG);
	assert_null(id);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM item"), 1);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM audit"), 1);
}

static void
saves_at_its_revision(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const char *id = put_profile(p, "maya", "Maya Okafor");
	const json_t *doc = json_of(p, "{'id':'urn:p:maya','type':'Profile',"
				       "'name':'Maya B. Okafor'}");
	struct item item;

	assert_ok(item_save(p->db, &o, id, 1, doc));
	item = get_item(p, id);
	assert_int_equal(item.revision, 2);
	assert_string_equal(item.name, "Maya B. Okafor");
	assert_false(item.is_changed);
	assert_int_equal(told(p, "item.save", id), 1);
	/* The same again is no change. */
	assert_ok(item_save(p->db, &o, id, 2, doc));
	assert_int_equal(get_item(p, id).revision, 2);
	assert_int_equal(told(p, "item.save", id), 1);
	/* Somebody with the page of before. */
	assert_fails(
		item_save(p->db, &o, id, 1, json_of(p, "{'id':'urn:p:maya'}")),
		CONFLICT,
		"“Maya B. Okafor” was changed by Maria Reyes meanwhile.");
	assert_string_equal(get_item(p, id).doc, item.doc);
	assert_fails(
		item_save(p->db, &o, id, 2, json_of(p, "{'id':'urn:p:other'}")),
		INVALID, "The id of a document stays as it is.");
	assert_fails(item_save(p->db, &o, id, 2,
			       json_of(p,
				       "{'id':'urn:p:maya',"
				       "'parentOrg':{'$item':'%s'}}",
				       id)),
		     INVALID,
		     arena_printf(p->mem, "The item %s holds itself.", id));
	assert_int_equal(item_save(p->db, &o, "none", 1, doc), NOT_FOUND);
	assert_string_equal(get_item(p, id).doc, item.doc);
	assert_int_equal(told(p, "item.save", id), 1);
}

/* Numbers stay what they are, and as short as they were. */
static void
keeps_numbers(void **state)
{
	static const char *const numbers[] = { "0.1",
					       "3.5",
					       "12",
					       "0.30000000000000004",
					       "1e-7",
					       "-2.25",
					       "9007199254740993" };
	struct spot *p = *state;
	struct item_office o = office_of(p);
	const char *id;
	struct item item;
	json_t *was, *is;
	size_t i;

	for (i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		was = json_of(p,
			      "{'id':'urn:a:%zu','name':'A',"
			      "'creditsAvailable':%s}",
			      i, numbers[i]);
		id = put_doc(p, CLR_ACHIEVEMENT, was);
		item = get_item(p, id);
		assert_ok(item_json(&o, &item, &is));
		assert_true(json_equal(was, is));
		if (i < 4)
			assert_non_null(
				strstr(item.doc, arena_printf(p->mem, ":%s}",
							      numbers[i])));
	}
}

/* Names as bad as they come. */
static void
stands_hostile_names(void **state)
{
	static const char *const names[] = { "'; DROP TABLE item; --",
					     "%s%n%d",
					     "<script>alert(1)</script>",
					     "a\nb\tc\x01",
					     "\xe2\x80\xa8line",
					     "${id} {\"$item\":\"x\"}",
					     "100%_\\" };
	struct spot *p = *state;
	struct item_query query = { .as = CLR_PROFILE, .limit = 10 };
	struct item_list list;
	const char *id;
	json_t *doc;
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		doc = json_pack("{s:o, s:s}", "id",
				json_sprintf("urn:p:%d", (int)i), "name",
				names[i]);
		assert_non_null(doc);
		id = put_doc(p, CLR_PROFILE, doc);
		json_decref(doc);
		assert_null(strpbrk(get_item(p, id).name, "\n\t\x01"));
		query.text = i == 3 ? "a b c" : i == 4 ? "line" : names[i];
		assert_ok(item_list(p->db, p->mem, &query, &list));
		assert_int_equal(list.total, 1);
		assert_string_equal(list.items[0].id, id);
	}
	doc = json_pack("{s:s, s:o}", "id", "urn:p:long", "name",
			json_sprintf("%05000d", 7));
	id = put_doc(p, CLR_PROFILE, doc);
	json_decref(doc);
	assert_int_equal(strlen(get_item(p, id).name), 300);
}

static void
turns_endorsements(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const struct office_items i = put_office(p);
	const char *id;
	struct item item;

	assert_ok(item_put(p->db, &o, CLR_ENDORSEMENT,
			   json_of(p, "{'id':'urn:e:1',"
				      "'claim':{'id':'urn:a:wood'}}"),
			   "asked", &id));
	item = get_item(p, id);
	assert_string_equal(item.kind, "asked");
	assert_string_equal(item.about, "Carpentry I");
	assert_ok(item_turn(p->db, &o, &item, "declined", "No time."));
	assert_int_equal(item_turn(p->db, &o, &item, "received", ""), CONFLICT);
	item = get_item(p, id);
	assert_string_equal(item.kind, "declined");
	assert_string_equal(item.reason, "No time.");
	assert_int_equal(told(p, "item.turn", id), 1);
	/* Saving does not change what it is. */
	assert_ok(save_doc(p, id, json_of(p, "{'id':'urn:e:1'}")));
	assert_string_equal(get_item(p, id).kind, "declined");
	item.id = i.clr;
	item.revision = 9;
	assert_int_equal(item_turn(p->db, &o, &item, "", ""), CONFLICT);
}

static void
deletes_what_is_free(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const struct office_items i = put_office(p);
	long long number;

	assert_fails(item_del(p->db, &o, i.course), CONFLICT,
		     "“Carpentry I” cannot be deleted: it stands in the "
		     "assertion “Carpentry I”.");
	assert_int_equal(item_del(p->db, &o, i.college), CONFLICT);
	assert_non_null(strstr(fail_last()->text, "and 1 more."));
	/* Its learner is named, not held; still it is theirs. */
	assert_int_equal(item_del(p->db, &o, i.learner), CONFLICT);
	assert_ok(item_del(p->db, &o, i.clr));
	assert_int_equal(told(p, "item.delete", i.clr), 1);
	assert_ok(item_del(p->db, &o, i.award));
	assert_ok(item_del(p->db, &o, i.learner));
	assert_int_equal(item_del(p->db, &o, i.learner), NOT_FOUND);
	assert_ok(publish(p, i.course, &number));
	assert_fails(item_del(p->db, &o, i.course), CONFLICT,
		     "“Carpentry I” cannot be deleted: it was published; it "
		     "can be revoked.");
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM item"), 2);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM item_link"), 1);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM item_identity"),
			 1);
}

/* Two that save what they read at the same revision: one of them is told. */
static void
two_save_at_once(void **state)
{
	struct spot *p = *state;
	const char *id = put_profile(p, "maya", "Maya Okafor");
	int i, status, codes[RESULT__MAX] = { 0 };
	pid_t child[2];

	spot_close(p);
	for (i = 0; i < 2; i++) {
		child[i] = fork();
		assert_true(child[i] >= 0);
		if (child[i] == 0) {
			const struct item_office o = office_of(p);

			spot_open(p);
			status = (int)item_save(
				p->db, &o, id, 1,
				json_of(p, "{'id':'urn:p:maya','name':'M %d'}",
					i));
			db_close(p->db);
			_exit(status);
		}
	}
	for (i = 0; i < 2; i++) {
		assert_true(waitpid(child[i], &status, 0) == child[i]);
		assert_true(WIFEXITED(status));
		codes[WEXITSTATUS(status)]++;
	}
	assert_int_equal(codes[OK], 1);
	assert_int_equal(codes[CONFLICT], 1);
	spot_open(p);
	assert_int_equal(get_item(p, id).revision, 2);
	assert_int_equal(told(p, "item.save", id), 1);
}

/* What fails halfway leaves nothing. */
static void
all_or_nothing(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const struct office_items i = put_office(p);
	struct item item = get_item(p, i.clr);
	const char *id = NULL;

	assert_ok(db_run(p->db, NULL, "DROP TABLE audit"));
	assert_int_equal(item_put(p->db, &o, CLR_PROFILE,
				  json_of(p, "{'id':'urn:p:new'}"), NULL, &id),
			 INTERNAL);
	assert_null(id);
	assert_int_equal(item_save(p->db, &o, i.course, 1,
				   json_of(p, "{'id':'urn:a:wood',"
					      "'name':'Joinery'}")),
			 INTERNAL);
	assert_int_equal(item_del(p->db, &o, i.clr), INTERNAL);
	assert_int_equal(item_turn(p->db, &o, &item, "x", ""), INTERNAL);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM item"), 5);
	assert_string_equal(get_item(p, i.course).name, "Carpentry I");
	assert_string_equal(get_item(p, i.award).name, "Carpentry I");
	assert_int_equal(get_item(p, i.clr).revision, 1);
	assert_int_equal(number_of(p->db,
				   "SELECT count(*) FROM item_link"
				   " WHERE item_id = $1",
				   T(i.clr)),
			 3);
	/* And without the table itself. */
	assert_ok(db_run(p->db, NULL, "DROP TABLE item_link"));
	assert_int_equal(item_del(p->db, &o, i.clr), INTERNAL);
	assert_int_equal(item_find(p->db, p->mem, CLR_CLR, "urn:c:maya", &item),
			 OK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_states),
		test_in(spot_begin, keeps_a_new_item),
		test_in(spot_begin, refuses_what_cannot_be_kept),
		test_in(spot_begin, saves_at_its_revision),
		test_in(spot_begin, keeps_numbers),
		test_in(spot_begin, stands_hostile_names),
		test_in(spot_begin, turns_endorsements),
		test_in(spot_begin, deletes_what_is_free),
		test_in(spot_begin, two_save_at_once),
		test_in(spot_begin, all_or_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
