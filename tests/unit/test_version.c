/* What was published of items: frozen, listed, revoked. */
#include "item_test.h"

#include "crypto/digest.h"
#include "store/record.h"

static struct version
get_version(struct spot *p, const char *id, long long number)
{
	struct version version;

	assert_ok(version_get(p->db, p->mem, id, number, &version));
	return version;
}

static json_t *
whole_of(struct spot *p, const char *id)
{
	const struct item_office o = office_of(p);
	const struct item item = get_item(p, id);
	json_t *doc;

	assert_ok(item_whole(p->db, &o, &item, true, &doc));
	return doc;
}

static void
names_states(void **state)
{
	(void)state;
	assert_string_equal(version_state_name(VERSION_PUBLISHED), "published");
	assert_string_equal(version_state_name(VERSION_SUPERSEDED),
			    "superseded");
	assert_string_equal(version_state_name(VERSION_REVOKED), "revoked");
}

/* Why a record was revoked is known by its id. */
static void
knows_why(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const struct office_items i = put_office(p);
	const char *record, *reason = "?";
	long long number;

	assert_ok(publish(p, i.clr, &number));
	record = get_version(p, i.clr, 1).record_id;
	assert_ok(version_reason(p->db, p->mem, record, &reason));
	assert_null(reason);
	assert_ok(version_revoke(p->db, &o, i.clr, "A mistake."));
	assert_ok(version_reason(p->db, p->mem, record, &reason));
	assert_string_equal(reason, "A mistake.");
	assert_ok(version_reason(p->db, p->mem, "none", &reason));
	assert_null(reason);
}

/* The parts first, then the whole, all of it frozen. */
static void
publishes_with_its_parts(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_office(p);
	const char *const all[] = { i.college, i.learner, i.course, i.award,
				    i.clr };
	struct version v;
	struct record record;
	struct item item;
	long long number = 0;
	size_t n;

	assert_ok(publish(p, i.clr, &number));
	assert_int_equal(number, 1);
	for (n = 0; n < 5; n++) {
		item = get_item(p, all[n]);
		assert_int_equal(item.state, ITEM_PUBLISHED);
		assert_int_equal(item.version, 1);
		assert_int_equal(item.revision, 2);
		assert_false(item.is_changed);
		assert_false(item.is_stale);
	}
	v = get_version(p, i.clr, 1);
	assert_int_equal(v.state, VERSION_PUBLISHED);
	assert_string_equal(v.published_by, "Maria Reyes");
	assert_string_equal(v.sha256, digest_hex(p->mem, v.doc, v.doc_len));
	assert_int_equal(v.doc_len, strlen(v.doc));
	assert_null(strstr(v.doc, "$item"));
	assert_non_null(strstr(v.doc, "\"name\":\"Maya Okafor\""));
	assert_true(str_starts(v.doc, "{\"@context\":"));
	assert_string_equal(v.draft, get_item(p, i.clr).doc);
	/* It keeps what it says of when it was issued. */
	assert_non_null(strstr(v.doc, "\"issuedOn\":\"2024-06-01T12:00:00Z\""));
	/* It can be read as a record, to the byte. */
	assert_ok(record_get(p->db, p->mem, v.record_id, &record));
	assert_string_equal(record.learner, "Maya Okafor");
	assert_ok(record_doc(p->db, p->mem, &record));
	assert_string_equal(record.doc, v.doc);
	assert_string_equal(record.sha256, v.sha256);
	assert_null(get_version(p, i.award, 1).record_id);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM record"), 1);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM audit WHERE"
					  " action = 'item.publish'"),
			 5);
}

static void
refuses_what_has_errors(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const struct office_items i = put_office(p);
	const struct version_new later = { .item_id = i.clr, .revision = 7 };
	const struct version_new none = { .item_id = "none", .revision = 1 };
	long long number = 0;

	/* A part that has none of what is required. */
	assert_ok(save_doc(p, i.course,
			   json_of(p,
				   "{'id':'urn:a:wood','type':'Achievement',"
				   "'issuer':{'$item':'%s'}}",
				   i.college)));
	assert_int_equal(get_item(p, i.course).errors, 1);
	assert_int_equal(get_item(p, i.award).errors, 0);
	assert_int_equal(publish(p, i.clr, &number), INVALID);
	assert_non_null(strstr(fail_last()->text, "the achievement urn:a:wood "
						  "cannot be published yet: "));
	assert_int_equal(number, 0);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM version"), 0);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM item"
					  " WHERE state <> 'draft'"),
			 0);
	assert_fails(version_put(p->db, &o, &later, &number), CONFLICT,
		     "“Transcript” was changed by Maria Reyes meanwhile.");
	assert_int_equal(version_put(p->db, &o, &none, &number), NOT_FOUND);
}

/* Publish, edit, publish, compare, revoke. */
static void
goes_through_its_life(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const struct office_items i = put_office(p);
	struct version_list list;
	struct item item;
	long long number;

	assert_ok(publish(p, i.course, &number));
	assert_fails(publish(p, i.course, &number), CONFLICT,
		     "Nothing changed since version 1.");
	set_text(p, i.course, "name", "Carpentry II");
	item = get_item(p, i.course);
	assert_true(item.is_changed);
	assert_int_equal(item.state, ITEM_PUBLISHED);
	/* As it was again is as published. */
	set_text(p, i.course, "name", "Carpentry I");
	assert_false(get_item(p, i.course).is_changed);
	set_text(p, i.course, "name", "Carpentry II");
	assert_ok(publish(p, i.course, &number));
	assert_int_equal(number, 2);
	assert_false(get_item(p, i.course).is_changed);
	assert_ok(version_list(p->db, p->mem, i.course, &list));
	assert_int_equal(list.count, 2);
	assert_int_equal(list.items[0].number, 2);
	assert_int_equal(list.items[0].state, VERSION_PUBLISHED);
	assert_int_equal(list.items[1].state, VERSION_SUPERSEDED);
	assert_null(list.items[0].doc);
	assert_non_null(
		strstr(get_version(p, i.course, 1).doc, "Carpentry I\""));
	assert_non_null(
		strstr(get_version(p, i.course, 0).doc, "Carpentry II\""));
	assert_ok(version_revoke(p->db, &o, i.course, "Given up."));
	item = get_item(p, i.course);
	assert_int_equal(item.state, ITEM_REVOKED);
	assert_string_equal(item.reason, "Given up.");
	assert_int_equal(get_version(p, i.course, 2).state, VERSION_REVOKED);
	assert_int_equal(get_version(p, i.course, 1).state, VERSION_SUPERSEDED);
	assert_fails(save_doc(p, i.course, json_of(p, "{'id':'urn:a:wood'}")),
		     GONE, "“Carpentry II” was revoked.");
	assert_int_equal(publish(p, i.course, &number), GONE);
	assert_int_equal(version_ask(p->db, &o, i.course, item.revision), GONE);
	assert_int_equal(version_return(p->db, &o, i.course, "No."), GONE);
	assert_fails(version_revoke(p->db, &o, i.course, "Again."), GONE,
		     "“Carpentry II” was revoked before.");
	assert_int_equal(
		version_get(p->db, p->mem, i.course, 9, &list.items[0]),
		NOT_FOUND);
	assert_ok(version_list(p->db, p->mem, "none", &list));
	assert_int_equal(list.count, 0);
}

/* What is in force stands in others, not the draft of after. */
static void
others_hold_what_is_in_force(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const struct office_items i = put_office(p);
	const json_t *inner;
	long long number;

	assert_ok(publish(p, i.clr, &number));
	set_text(p, i.course, "name", "Carpentry II");
	inner = json_object_get(whole_of(p, i.award), "achievement");
	assert_string_equal(json_string_value(json_object_get(inner, "name")),
			    "Carpentry I");
	assert_false(get_item(p, i.award).is_changed);
	assert_ok(publish(p, i.course, &number));
	inner = json_object_get(whole_of(p, i.award), "achievement");
	assert_string_equal(json_string_value(json_object_get(inner, "name")),
			    "Carpentry II");
	/* The award itself is as it was; but it can be published anew. */
	assert_ok(publish(p, i.award, &number));
	assert_int_equal(number, 2);
	/* A revoked one says so, and why. */
	assert_ok(version_revoke(p->db, &o, i.award, "A mistake."));
	inner = json_array_get(
		json_object_get(whole_of(p, i.clr), "assertions"), 0);
	assert_true(json_is_true(json_object_get(inner, "revoked")));
	assert_string_equal(
		json_string_value(json_object_get(inner, "revocationReason")),
		"A mistake.");
	assert_true(
		json_is_true(json_object_get(whole_of(p, i.award), "revoked")));
}

/* A record is behind when what it holds was published or revoked after. */
static void
knows_stale_records(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const struct office_items i = put_office(p);
	const struct item_query query = { .as = CLR_CLR,
					  .state = "stale",
					  .limit = 10 };
	struct item_totals totals;
	struct item_list list;
	long long number;

	assert_ok(publish(p, i.clr, &number));
	assert_fails(publish(p, i.clr, &number), CONFLICT,
		     "Nothing changed since version 1.");
	set_text(p, i.learner, "name", "Maya B. Okafor");
	assert_false(get_item(p, i.clr).is_stale);
	assert_ok(publish(p, i.learner, &number));
	assert_true(get_item(p, i.clr).is_stale);
	assert_ok(item_list(p->db, p->mem, &query, &list));
	assert_int_equal(list.total, 1);
	assert_string_equal(list.items[0].id, i.clr);
	assert_ok(publish(p, i.clr, &number));
	assert_int_equal(number, 2);
	assert_false(get_item(p, i.clr).is_stale);
	/* The second record was issued later; the draft says so too. */
	assert_null(strstr(get_version(p, i.clr, 2).doc,
			   "\"issuedOn\":\"2024-06-01T12:00:00Z\",\"learner"));
	assert_string_equal(get_version(p, i.clr, 2).draft,
			    get_item(p, i.clr).doc);
	assert_true(get_item(p, i.clr).issued_on > 1750000000);
	assert_fails(publish(p, i.clr, &number), CONFLICT,
		     "Nothing changed since version 2.");
	assert_ok(version_revoke(p->db, &o, i.award, "A mistake."));
	assert_true(get_item(p, i.clr).is_stale);
	assert_ok(item_totals(p->db, &totals));
	assert_int_equal(totals.stale, 1);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM record"), 2);
	/* What is in a thing it holds counts too. */
	set_text(p, i.course, "description", "Wood.");
	assert_ok(publish(p, i.clr, &number));
	assert_false(get_item(p, i.clr).is_stale);
	assert_ok(publish(p, i.course, &number));
	assert_true(get_item(p, i.clr).is_stale);
	assert_false(get_item(p, i.college).is_stale);
	/* Unless its author says when. */
	set_text(p, i.clr, "issuedOn", "2026-01-02T03:04:05Z");
	assert_ok(publish(p, i.clr, &number));
	assert_non_null(
		strstr(get_version(p, i.clr, 0).doc, "2026-01-02T03:04:05Z"));
	assert_false(get_item(p, i.clr).is_stale);
}

static void
asks_a_second_person(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const struct office_items i = put_office(p);
	struct item item;
	long long number;

	assert_ok(version_ask(p->db, &o, i.course, 1));
	item = get_item(p, i.course);
	assert_int_equal(item.state, ITEM_REVIEW);
	assert_string_equal(item.asked_by, "acc1");
	assert_fails(version_ask(p->db, &o, i.course, item.revision), CONFLICT,
		     "“Carpentry I” is in review already.");
	assert_int_equal(version_ask(p->db, &o, i.course, 1), CONFLICT);
	assert_ok(version_return(p->db, &o, i.course, "Say what for."));
	item = get_item(p, i.course);
	assert_int_equal(item.state, ITEM_DRAFT);
	assert_string_equal(item.reason, "Say what for.");
	assert_string_equal(item.asked_by, "");
	assert_fails(version_return(p->db, &o, i.course, "No."), CONFLICT,
		     "“Carpentry I” is not in review.");
	assert_int_equal(version_return(p->db, &o, "none", "No."), NOT_FOUND);
	/* Whoever edits it has to ask again. */
	assert_ok(version_ask(p->db, &o, i.course, item.revision));
	set_text(p, i.course, "description", "Wood.");
	item = get_item(p, i.course);
	assert_int_equal(item.state, ITEM_DRAFT);
	assert_string_equal(item.asked_by, "");
	assert_ok(version_ask(p->db, &o, i.course, item.revision));
	assert_ok(publish(p, i.course, &number));
	item = get_item(p, i.course);
	assert_int_equal(item.state, ITEM_PUBLISHED);
	assert_string_equal(item.asked_by, "");
	assert_string_equal(item.reason, "");
	assert_fails(version_ask(p->db, &o, i.course, item.revision), CONFLICT,
		     "Nothing changed since version 1.");
	set_text(p, i.course, "description", "Wood and tools.");
	item = get_item(p, i.course);
	assert_ok(version_ask(p->db, &o, i.course, item.revision));
	assert_ok(version_return(p->db, &o, i.course, "No."));
	item = get_item(p, i.course);
	assert_int_equal(item.state, ITEM_PUBLISHED);
	assert_true(item.is_changed);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM audit WHERE"
					  " action = 'item.ask'"),
			 4);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM audit WHERE"
					  " action = 'item.return'"),
			 2);
}

static void
wants_reasons(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const struct office_items i = put_office(p);
	char *reason = arena_alloc(p->mem, 1003);
	long long number;
	size_t n;

	assert_fails(version_revoke(p->db, &o, i.course, "Why"), CONFLICT,
		     "“Carpentry I” was never published; it can be deleted.");
	assert_ok(publish(p, i.course, &number));
	assert_fails(version_revoke(p->db, &o, i.course, " \n"), INVALID,
		     "Give a reason.");
	assert_fails(version_revoke(p->db, &o, i.course, "\xff"), INVALID,
		     "The reason is not readable text.");
	for (n = 0; n < 501; n++)
		memcpy(reason + 2 * n, "\xc3\xa9", 2);
	assert_fails(version_revoke(p->db, &o, i.course, reason), INVALID,
		     "The reason is longer than 500 characters.");
	assert_int_equal(version_return(p->db, &o, i.course, ""), INVALID);
	assert_int_equal(get_item(p, i.course).state, ITEM_PUBLISHED);
	reason[1000] = '\0';
	assert_ok(version_revoke(p->db, &o, i.course, reason));
	assert_int_equal(version_revoke(p->db, &o, "none", "x"), NOT_FOUND);
}

/* A revoked record is so wherever it can be read, and its pages go. */
static void
revokes_records(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const struct office_items i = put_office(p);
	struct record record;
	int64_t before, after;
	long long number;

	assert_ok(publish(p, i.clr, &number));
	assert_ok(record_withdrawals(p->db, &before));
	assert_ok(version_revoke(p->db, &o, i.clr, "Replaced."));
	assert_ok(record_withdrawals(p->db, &after));
	assert_int_equal(after, before + 1);
	assert_ok(record_get(p->db, p->mem, get_version(p, i.clr, 1).record_id,
			     &record));
	assert_true(record.is_revoked);
}

/* The bytes that were imported before are that record. */
static void
finds_the_imported_record(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_office(p);
	struct record_file file = { .name = "a.json" };
	struct record_kept kept;
	struct record_list list;
	struct record_query query = { .limit = 5 };
	struct import import;
	long long number;
	size_t len;

	file.bytes = json_dumps(whole_of(p, i.clr), JSON_COMPACT);
	file.len = strlen(file.bytes);
	assert_ok(import_read(p->mem, file.bytes, file.len, &item_limits,
			      &import));
	file.import = &import;
	assert_ok(record_put(p->db, p->mem, &clerk, &file, &kept));
	assert_ok(record_list(p->db, p->mem, &query, &list));
	assert_int_equal(list.total, 1);
	assert_ok(publish(p, i.clr, &number));
	assert_string_equal(get_version(p, i.clr, 1).record_id,
			    list.items[0].id);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM record"), 1);
	len = get_version(p, i.clr, 1).doc_len;
	assert_int_equal(len, file.len);
	free((char *)(uintptr_t)file.bytes);
}

static void
all_or_nothing(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const struct office_items i = put_office(p);
	struct version_list list;
	struct version version;
	long long number;

	assert_ok(publish(p, i.course, &number));
	assert_ok(db_run(p->db, NULL, "DROP TABLE audit"));
	assert_int_equal(publish(p, i.clr, &number), INTERNAL);
	assert_int_equal(version_revoke(p->db, &o, i.course, "x"), INTERNAL);
	assert_int_equal(version_ask(p->db, &o, i.clr, 1), INTERNAL);
	assert_int_equal(get_item(p, i.clr).state, ITEM_DRAFT);
	assert_int_equal(get_item(p, i.award).state, ITEM_DRAFT);
	assert_int_equal(get_item(p, i.course).state, ITEM_PUBLISHED);
	assert_int_equal(get_version(p, i.course, 1).state, VERSION_PUBLISHED);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM record"), 0);
	assert_ok(db_run(p->db, NULL, "DROP TABLE version"));
	assert_int_equal(version_list(p->db, p->mem, i.course, &list),
			 INTERNAL);
	assert_int_equal(version_get(p->db, p->mem, i.course, 1, &version),
			 INTERNAL);
	assert_int_equal(version_revoke(p->db, &o, i.course, "x"), INTERNAL);
	assert_int_equal(publish(p, i.award, &number), INTERNAL);
}

/* Wherever the database refuses, nothing of it has happened. */
static void
undoes_what_is_refused(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const struct office_items i = put_office(p);
	long long number;

#define REFUSE(what)                                                           \
	assert_ok(db_run(p->db, NULL,                                          \
			 "CREATE TRIGGER refuse BEFORE " what                  \
			 " BEGIN SELECT RAISE(ABORT, 'no'); END"))
#define ALLOW() assert_ok(db_run(p->db, NULL, "DROP TRIGGER refuse"))
	REFUSE("INSERT ON version");
	assert_int_equal(publish(p, i.clr, &number), CONFLICT);
	ALLOW();
	REFUSE("INSERT ON record");
	assert_int_equal(publish(p, i.clr, &number), CONFLICT);
	ALLOW();
	REFUSE("UPDATE OF state ON item");
	assert_int_equal(publish(p, i.clr, &number), CONFLICT);
	assert_int_equal(version_ask(p->db, &o, i.clr, 1), CONFLICT);
	ALLOW();
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM version"), 0);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM record"), 0);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM item"
					  " WHERE version > 0"),
			 0);
	assert_ok(publish(p, i.clr, &number));
	set_text(p, i.course, "name", "Joinery");
	set_text(p, i.award, "role", "Captain");
	REFUSE("UPDATE OF state ON version");
	assert_int_equal(publish(p, i.course, &number), CONFLICT);
	assert_int_equal(version_revoke(p->db, &o, i.clr, "x"), CONFLICT);
	ALLOW();
	REFUSE("UPDATE OF is_stale ON item WHEN new.is_stale = 1");
	assert_int_equal(publish(p, i.award, &number), CONFLICT);
	assert_int_equal(version_revoke(p->db, &o, i.award, "x"), CONFLICT);
	ALLOW();
	REFUSE("UPDATE OF is_revoked ON record");
	assert_int_equal(version_revoke(p->db, &o, i.clr, "x"), CONFLICT);
	ALLOW();
	REFUSE("UPDATE ON counter");
	assert_int_equal(version_revoke(p->db, &o, i.clr, "x"), CONFLICT);
	ALLOW();
	assert_ok(
		version_ask(p->db, &o, i.award, get_item(p, i.award).revision));
	REFUSE("UPDATE OF state ON item");
	assert_int_equal(version_return(p->db, &o, i.award, "x"), CONFLICT);
	assert_int_equal(version_revoke(p->db, &o, i.clr, "x"), CONFLICT);
	ALLOW();
	assert_int_equal(get_item(p, i.clr).state, ITEM_PUBLISHED);
	assert_int_equal(get_item(p, i.award).state, ITEM_REVIEW);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM version"
					  " WHERE state = 'published'"),
			 5);
#undef REFUSE
#undef ALLOW
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_states),
		test_in(spot_begin, publishes_with_its_parts),
		test_in(spot_begin, refuses_what_has_errors),
		test_in(spot_begin, goes_through_its_life),
		test_in(spot_begin, others_hold_what_is_in_force),
		test_in(spot_begin, knows_stale_records),
		test_in(spot_begin, asks_a_second_person),
		test_in(spot_begin, wants_reasons),
		test_in(spot_begin, revokes_records),
		test_in(spot_begin, knows_why),
		test_in(spot_begin, finds_the_imported_record),
		test_in(spot_begin, all_or_nothing),
		test_in(spot_begin, undoes_what_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
