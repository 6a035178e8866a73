/* What other systems post: store/posted.c. */
#include "item_test.h"

#include "holding_help.h"
#include "store/posted.h"

static const struct audit_by wallet = { "", "A wallet", "192.0.2.0" };

static enum result
post(struct spot *p, const struct holding_reader *reader, const char *text,
     const char *jws, struct posted *out)
{
	struct import *import = import_of(p->mem, &text, 1, jws);
	const struct posted_new new = { import->items, reader, ROOT };

	return posted_put(p->db, p->mem, &wallet, &new, out);
}

/* It is taken, and this becomes of it; its record. */
static const char *
taken(struct spot *p, const struct holding_reader *reader, const char *text,
      enum posted_fate fate)
{
	struct posted posted;

	assert_ok(post(p, reader, text, NULL, &posted));
	assert_int_equal(posted.fate, fate);
	return posted.record_id;
}

static long long
count(struct spot *p, const char *what)
{
	return streq(what, "record")
		       ? number_of(p->db, "SELECT count(*) FROM record"
					  " WHERE deleted_at = 0")
		       : number_of(p->db,
				   "SELECT count(*) FROM audit"
				   " WHERE action = $1",
				   T(what));
}

static void
keeps_and_replaces(void **state)
{
	struct spot *p = *state;
	const char *one = clr_text(p, "urn:c:1", "", ",'name':'One'");
	const char *two = clr_text(p, "urn:c:1", "", ",'name':'Two'");
	const char *id = taken(p, &client_a, one, POSTED_NEW);
	struct record record;
	struct posted posted;
	struct holding h;

	assert_string_equal(taken(p, &client_a, one, POSTED_SAME), id);
	/* In other words. */
	taken(p, &client_a,
	      arena_printf(p->mem, "%.*s,\"x\":[1.0]}", (int)strlen(one) - 1,
			   one),
	      POSTED_REPLACED);
	taken(p, &client_a, arena_printf(p->mem, "{ \"x\" :[1], %s", one + 1),
	      POSTED_SAME);
	assert_int_equal(count(p, "record.post"), 2);
	assert_string_equal(taken(p, &client_a, two, POSTED_REPLACED), id);
	assert_int_equal(count(p, "record"), 1);
	assert_int_equal(count(p, "record.post"), 3);
	assert_ok(record_get(p->db, p->mem, id, &record));
	assert_string_equal(record.name, "Two");
	assert_ok(record_doc(p->db, p->mem, &record));
	assert_string_equal(record.doc, two);
	assert_null(record.jws);

	/* Signed, and as the same JWS. */
	assert_ok(post(p, &client_a, two, "aaaa.bbbb.cccc", &posted));
	assert_int_equal(posted.fate, POSTED_REPLACED);
	assert_ok(post(p, &client_a, two, "aaaa.bbbb.cccc", &posted));
	assert_int_equal(posted.fate, POSTED_SAME);
	assert_ok(post(p, &client_a, two, "aaaa.bbbb.dddd", &posted));
	assert_int_equal(posted.fate, POSTED_REPLACED);
	assert_ok(holding_get(p->db, p->mem, id, &h));
	assert_true(h.is_signed);
	taken(p, &client_a, two, POSTED_REPLACED);
	assert_ok(holding_get(p->db, p->mem, id, &h));
	assert_false(h.is_signed);
	assert_string_equal(h.client_id, "a");
}

static void
refuses(struct spot *p, const struct holding_reader *reader, const char *id)
{
	struct posted posted;

	assert_int_equal(post(p, reader, clr_text(p, id, "", ",'name':'N'"),
			      NULL, &posted),
			 FORBIDDEN);
}

static void
an_id_is_one_clients(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_office(p);
	const struct holding_reader bea = { account_of(p, "bea@x.example"), "a",
					    false };
	const struct holding_reader jo = { account_of(p, "jo@x.example"), "a",
					   false };
	struct holding h;
	const char *id;

	assert_non_null(i.clr);
	taken(p, &client_a, clr_text(p, "urn:c:1", "", ""), POSTED_NEW);
	refuses(p, &client_b, "urn:c:1");
	refuses(p, &everything, "urn:c:1");
	import_text(p, clr_text(p, "urn:c:2", "", ""), NULL);
	refuses(p, &client_a, "urn:c:2");
	refuses(p, &client_a, "urn:c:maya"); /* a draft of the office */
	refuses(p, &client_a, ROOT "clrs/1");
	id = taken(p, &bea, clr_text(p, "urn:c:3", "jo@x.example", ""),
		   POSTED_NEW);
	refuses(p, &jo, "urn:c:3");
	/* The client for itself may, and it stays hers. */
	taken(p, &client_a, clr_text(p, "urn:c:3", "", ",'name':'New'"),
	      POSTED_REPLACED);
	assert_ok(holding_get(p->db, p->mem, id, &h));
	assert_string_equal(h.account_id, bea.account_id);
	assert_string_equal(h.email, "");

	/* One by the learner's address goes where that goes, if the staff
	 * knows who posts. */
	know_client(p, "a", false);
	know_client(p, "b", true);
	id = taken(p, &client_b, clr_text(p, "urn:c:5", "bea@x.example", ""),
		   POSTED_NEW);
	assert_ok(holding_get(p->db, p->mem, id, &h));
	assert_string_equal(h.account_id, "");
	assert_string_equal(h.email, "");
	id = taken(p, &client_a, clr_text(p, "urn:c:4", "bea@x.example", ""),
		   POSTED_NEW);
	assert_ok(holding_get(p->db, p->mem, id, &h));
	assert_string_equal(h.account_id, bea.account_id);
	taken(p, &client_a, clr_text(p, "urn:c:4", "jo@x.example", ""),
	      POSTED_REPLACED);
	assert_ok(holding_get(p->db, p->mem, id, &h));
	assert_string_equal(h.account_id, jo.account_id);

	/* A copy that the staff brings in changes nothing for the client. */
	import_text(p, clr_text(p, "urn:c:1", "", ",'name':'Copy'"), NULL);
	taken(p, &client_a, clr_text(p, "urn:c:1", "", ",'name':'M'"),
	      POSTED_REPLACED);
}

static void
deletes(void **state)
{
	struct spot *p = *state;
	const char *text = clr_text(p, "urn:c:1", "bea@x.example", "");
	const struct holding_reader bea = { account_of(p, "bea@x.example"), "b",
					    false };
	struct holding h, office;
	const char *id;

	know_client(p, "a", false);
	id = taken(p, &client_a, text, POSTED_NEW);
	assert_ok(holding_get(p->db, p->mem, id, &h));
	assert_int_equal(posted_del(p->db, &wallet, &client_b, &h), FORBIDDEN);
	assert_ok(posted_del(p->db, &wallet, &client_a, &h));
	assert_int_equal(posted_del(p->db, &wallet, &client_a, &h), NOT_FOUND);
	assert_string_equal(state_of(p, id), "none");
	assert_int_equal(count(p, "record"), 0);
	assert_int_equal(count(p, "record.delete"), 1);
	/* Nothing of the id is left but its hash. */
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM"
					  " holding_deleted WHERE client_id ="
					  " 'a' AND sha256 <> 'urn:c:1'"),
			 1);
	refuses(p, &client_b, "urn:c:1");
	id = taken(p, &client_a, text, POSTED_NEW);
	assert_int_equal(
		number_of(p->db, "SELECT count(*) FROM holding_deleted"), 0);
	/* By another client of the account that it is for. */
	assert_ok(holding_get(p->db, p->mem, id, &h));
	assert_ok(posted_del(p->db, &wallet, &bea, &h));
	refuses(p, &bea, "urn:c:1");
	id = import_text(p, clr_text(p, "urn:c:2", "", ""), NULL);
	assert_ok(holding_get(p->db, p->mem, id, &office));
	assert_int_equal(posted_del(p->db, &wallet, &everything, &office),
			 FORBIDDEN);
}

/* The staff's file of the same bytes is a record of its own. */
static void
stays_apart_from_files(void **state)
{
	struct spot *p = *state;
	const char *text = clr_text(p, "urn:c:1", "", "");
	const char *posted = taken(p, &client_a, text, POSTED_NEW);
	const char *file = import_text(p, text, NULL);

	assert_string_not_equal(posted, file);
	assert_int_equal(count(p, "record"), 2);
	assert_ok(record_del(p->db, &clerk, file));
	taken(p, &client_a, text, POSTED_SAME);
}

static void
all_or_nothing(void **state)
{
	struct spot *p = *state;
	const char *text = clr_text(p, "urn:c:1", "", "");
	struct posted posted;
	struct holding h;
	const char *id;

	id = taken(p, &client_a, text, POSTED_NEW);
	assert_ok(holding_get(p->db, p->mem, id, &h));
	assert_int_equal(
		db_run(p->db, NULL, "ALTER TABLE audit RENAME TO gone"), OK);
	assert_int_equal(post(p, &client_a,
			      clr_text(p, "urn:c:1", "", ",'name':'N'"), NULL,
			      &posted),
			 INTERNAL);
	assert_int_equal(post(p, &client_a, clr_text(p, "urn:c:2", "", ""),
			      NULL, &posted),
			 INTERNAL);
	assert_int_equal(posted_del(p->db, &wallet, &client_a, &h), INTERNAL);
	assert_int_equal(count(p, "record"), 1);
	taken(p, &client_a, text, POSTED_SAME);
	assert_int_equal(db_run(p->db, NULL,
				"ALTER TABLE holding_deleted RENAME TO gone2"),
			 OK);
	assert_int_equal(post(p, &client_b, clr_text(p, "urn:c:3", "", ""),
			      NULL, &posted),
			 INTERNAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, keeps_and_replaces),
		test_in(spot_begin, an_id_is_one_clients),
		test_in(spot_begin, deletes),
		test_in(spot_begin, stays_apart_from_files),
		test_in(spot_begin, all_or_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
