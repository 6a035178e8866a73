/* Which records whom concern: store/holding.c. */
#include "item_test.h"

#include "holding_help.h"
#include "model/emit.h"

#define BEA "bea@x.example"

static void
holds_what_is_imported(void **state)
{
	struct spot *p = *state;
	const char *mine = account_of(p, BEA);
	const char *text = clr_text(p, "urn:c:1", "Bea@X.example", "");
	const char *id = import_text(p, text, NULL);
	struct holding_bytes bytes;
	struct holding h;

	assert_ok(holding_get(p->db, p->mem, id, &h));
	assert_int_equal(h.state, HOLDING_LISTED);
	assert_string_equal(h.account_id, mine);
	assert_string_equal(h.email, BEA);
	assert_string_equal(h.client_id, "");
	assert_string_equal(h.clr_id, "urn:c:1");
	assert_true(h.is_plain);
	assert_false(h.is_signed);
	assert_int_equal(h.doc_len, strlen(text));
	assert_ok(holding_bytes(p->db, p->mem, &h, HOLDING_SENT, &bytes));
	assert_string_equal(bytes.s, text);
	assert_int_equal(holding_bytes(p->db, p->mem, &h, HOLDING_JWS, &bytes),
			 NOT_FOUND);
	assert_ok(record_del(p->db, &clerk, id));
	assert_string_equal(state_of(p, id), "none");
	assert_int_equal(holding_bytes(p->db, p->mem, &h, HOLDING_KEPT, &bytes),
			 NOT_FOUND);
}

static void
sends_what_is_fit(void **state)
{
	struct spot *p = *state;
	const char *text = clr_text(p, "urn:c:1", "", ",'x:y':1,'name':null");
	const char *id = import_text(p, text, NULL);
	struct holding_bytes bytes;
	struct holding_fit fit;
	struct holding h;

	assert_ok(holding_get(p->db, p->mem, id, &h));
	assert_int_equal(h.state, HOLDING_LISTED);
	assert_false(h.is_plain);
	assert_ok(holding_bytes(p->db, p->mem, &h, HOLDING_KEPT, &bytes));
	assert_string_equal(bytes.s, text);
	assert_ok(holding_bytes(p->db, p->mem, &h, HOLDING_SENT, &bytes));
	assert_string_equal(bytes.s, clr_text(p, "urn:c:1", "", ""));

	id = import_text(p, clr_text(p, "urn:c:2", "", ",'partial':7"), NULL);
	assert_string_equal(state_of(p, id), "unfit");
	id = import_text(p, clr_text(p, "", "", ""), NULL);
	assert_string_equal(state_of(p, id), "unfit");
	/* What is signed is sent as it is. */
	id = import_text(p, clr_text(p, "urn:c:3", "", ",'partial':7"),
			 "aaaa.bbbb.cccc");
	assert_ok(holding_get(p->db, p->mem, id, &h));
	assert_int_equal(h.state, HOLDING_LISTED);
	assert_true(h.is_signed);
	assert_true(h.is_plain);
	assert_ok(holding_bytes(p->db, p->mem, &h, HOLDING_JWS, &bytes));
	assert_string_equal(bytes.s, "aaaa.bbbb.cccc");

	holding_fit(p->mem, json_of(p, "{'id':'urn:x'}"), NULL, &fit);
	assert_non_null(fit.why);
	assert_non_null(fit.at);
	assert_string_equal(
		holding_within(p->mem,
			       json_of(p, "{'@context':'x','id':'urn:x',"
					  "'a:b':1,'n':0.1}"),
			       false),
		"{\"id\":\"urn:x\",\"a:b\":1,\"n\":0.1}");
	assert_string_equal(holding_within(p->mem,
					   json_of(p, "{'id':'urn:x','a:b':1}"),
					   true),
			    "{\"id\":\"urn:x\"}");
}

static void
the_newest_copy_counts(void **state)
{
	struct spot *p = *state;
	const char *a, *b, *c;

	a = import_text(p, clr_text(p, "urn:c:1", "", ",'name':'A'"), NULL);
	b = import_text(p, clr_text(p, "urn:c:1", "", ",'name':'B'"), NULL);
	assert_string_equal(state_of(p, a), "older");
	assert_string_equal(state_of(p, b), "listed");
	assert_int_equal(db_run(p->db, NULL,
				"UPDATE record SET issued_on = 2000000000"
				" WHERE id = $1",
				T(b)),
			 OK);
	c = import_text(p, clr_text(p, "urn:c:1", "", ",'name':'C'"), NULL);
	assert_string_equal(state_of(p, b), "listed");
	assert_string_equal(state_of(p, c), "older");
	c = import_text(p, clr_text(p, "urn:c:2", "", ",'revoked':true"), NULL);
	assert_string_equal(state_of(p, c), "revoked");
	/* Deleting the newest brings no older one back. */
	assert_ok(record_del(p->db, &clerk, b));
	assert_string_equal(state_of(p, a), "older");
}

static const char *
published_record(struct spot *p, const char *item)
{
	struct version version;

	assert_ok(version_get(p->db, p->mem, item, 0, &version));
	return version.record_id;
}

static void
what_is_published_goes_before_copies(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const struct office_items i = put_office(p);
	const char *before, *first, *second, *copy;
	long long number;

	before = import_text(p, clr_text(p, "urn:c:maya", "", ""), NULL);
	assert_ok(publish(p, i.clr, &number));
	first = published_record(p, i.clr);
	assert_string_equal(state_of(p, before), "older");
	assert_string_equal(state_of(p, first), "listed");
	set_text(p, i.clr, "name", "Other");
	assert_ok(publish(p, i.clr, &number));
	second = published_record(p, i.clr);
	assert_string_equal(state_of(p, first), "older");
	assert_string_equal(state_of(p, second), "listed");
	copy = import_text(p, clr_text(p, "urn:c:maya", "", ",'name':'Z'"),
			   NULL);
	assert_string_equal(state_of(p, copy), "older");
	assert_ok(version_revoke(p->db, &o, i.clr, "Wrong"));
	assert_string_equal(state_of(p, second), "revoked");
	copy = import_text(p, clr_text(p, "urn:c:maya", "", ",'name':'Y'"),
			   NULL);
	assert_string_equal(state_of(p, copy), "older");
	assert_string_equal(state_of(p, second), "revoked");
}

static void
an_account_gets_what_was_there(void **state)
{
	struct spot *p = *state;
	const char *a, *b, *c, *mine;
	struct holding h;
	int64_t number;

	a = import_text(p, clr_text(p, "urn:c:1", BEA, ""), NULL);
	b = import_text(p, clr_text(p, "urn:c:2", "", ""), NULL);
	c = import_text(p, clr_text(p, "urn:c:3", BEA, ""), NULL);
	mine = account_of(p, "BEA@x.example");
	assert_ok(holding_get(p->db, p->mem, a, &h));
	assert_string_equal(h.account_id, mine);
	number = h.number;
	assert_ok(holding_get(p->db, p->mem, c, &h));
	assert_string_equal(h.account_id, mine);
	assert_true(h.number > number);
	assert_ok(holding_get(p->db, p->mem, b, &h));
	assert_string_equal(h.account_id, "");
	assert_true(h.number < number);
}

static void
finds_by_every_name(void **state)
{
	static const char uuid[] = "967906cd-ad51-43b4-bca3-f22cb896da24";
	struct spot *p = *state;
	const char *a, *b, *c, *name;
	struct holding h;

	a = import_text(
		p,
		clr_text(p, arena_printf(p->mem, "urn:uuid:%s", uuid), "", ""),
		NULL);
	b = import_text(p, clr_text(p, ROOT "clrs/b1", "", ""), NULL);
	c = import_text(p, clr_text(p, "https://x.example/a/b?c", "", ""),
			NULL);
	assert_ok(find_held(p, &everything, a, &h));
	assert_string_equal(h.record_id, a);
	assert_ok(find_held(p, &everything, uuid, &h));
	assert_string_equal(h.record_id, a);
	name = arena_printf(p->mem, "urn:uuid:%s", uuid);
	assert_ok(find_held(p, &everything, name, &h));
	assert_string_equal(h.record_id, a);
	assert_ok(find_held(p, &everything, "b1", &h));
	assert_string_equal(h.record_id, b);
	assert_ok(find_held(p, &everything, ROOT "clrs/b1", &h));
	assert_string_equal(h.record_id, b);
	assert_ok(find_held(p, &everything, "https://x.example/a/b?c", &h));
	assert_string_equal(h.record_id, c);
	assert_int_equal(find_held(p, &everything, "B1", &h), NOT_FOUND);
	assert_int_equal(find_held(p, &everything, "", &h), NOT_FOUND);
	assert_int_equal(find_held(p, &client_a, "b1", &h), FORBIDDEN);
	assert_int_equal(find_held(p, &client_a, "b2", &h), NOT_FOUND);
}

static void
looks_at_records_from_before(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_office(p);
	const char *a, *b, *broken;
	long long number;

	assert_ok(publish(p, i.clr, &number));
	a = published_record(p, i.clr);
	b = import_text(p, clr_text(p, "urn:c:maya", "", ""), NULL);
	broken = import_text(p, clr_text(p, "urn:c:2", "", ""), NULL);
	assert_int_equal(db_run(p->db, NULL, "DELETE FROM holding"), OK);
	assert_int_equal(db_run(p->db, NULL,
				"UPDATE record SET doc = '{' WHERE id = $1",
				T(broken)),
			 OK);
	assert_ok(holding_catch_up(p->db));
	assert_ok(holding_catch_up(p->db));
	assert_ok(holding_catch_up(p->db));
	assert_int_equal(holding_catch_up(p->db), NOT_FOUND);
	assert_string_equal(state_of(p, a), "listed");
	assert_string_equal(state_of(p, b), "older");
	assert_string_equal(state_of(p, broken), "unfit");
}

static void
passes_failures_up(void **state)
{
	struct spot *p = *state;
	const char *text = clr_text(p, "urn:c:1", BEA, "");
	const char *id = import_text(p, text, NULL);
	const struct record_file file = {
		.name = "",
		.bytes = "other",
		.len = 5,
		.import = import_of(p->mem, &text, 1, NULL),
	};
	const struct account account = { .email = BEA,
					 .name = "B",
					 .role = "learner" };
	struct record_kept kept;
	struct holding h;

	assert_int_equal(
		db_run(p->db, NULL, "ALTER TABLE holding RENAME TO gone"), OK);
	assert_int_equal(record_put(p->db, p->mem, &clerk, &file, &kept),
			 INTERNAL);
	assert_int_equal(record_del(p->db, &clerk, id), INTERNAL);
	assert_int_equal(account_put(p->db, p->mem, &clerk, &account, &text),
			 INTERNAL);
	assert_int_equal(holding_get(p->db, p->mem, id, &h), INTERNAL);
	assert_int_equal(find_held(p, &everything, id, &h), INTERNAL);
	assert_int_equal(holding_catch_up(p->db), INTERNAL);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM record"
					  " WHERE deleted_at = 0"),
			 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, holds_what_is_imported),
		test_in(spot_begin, sends_what_is_fit),
		test_in(spot_begin, the_newest_copy_counts),
		test_in(spot_begin, what_is_published_goes_before_copies),
		test_in(spot_begin, an_account_gets_what_was_there),
		test_in(spot_begin, finds_by_every_name),
		test_in(spot_begin, looks_at_records_from_before),
		test_in(spot_begin, passes_failures_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
