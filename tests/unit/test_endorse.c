/* Endorsements: asked for, received, accepted or declined. */
#include "item_test.h"

#include "store/endorse.h"

/* An id of a new document, that of a hosted one. */
#define HOSTED "https://office.example/ims/clr/v1p0/endorsements/e"

struct asked {
	const char *id, *secret;
};

/* A letter of nothing but the secret. */
#define LETTER                                                                 \
	{                                                                      \
		.subject = "Please", .before = "", .link = "", .after = "",    \
		.seconds = ENDORSE_SECONDS, .is_kept = true                    \
	}

static const struct endorse_asking jonas = {
	.who = { "Jonas Weber", "jonas@w.example" },
	.doc_id = HOSTED,
	.letter = LETTER,
};

/* The secret in the one letter that is in the outbox, which is taken out. */
static const char *
read_secret(struct spot *p)
{
	struct mail_list list;
	struct mail mail;

	assert_ok(mail_list(p->db, p->mem, 2, 0, &list));
	assert_int_equal(list.count, 1);
	assert_int_equal(list.items[0].state, MAIL_KEPT);
	assert_ok(mail_get(p->db, p->mem, list.items[0].id, &mail));
	assert_ok(db_run(p->db, NULL, "DELETE FROM mail"));
	return mail.body;
}

static struct asked
ask_as(struct spot *p, const char *target_id,
       const struct endorse_asking *asking)
{
	const struct item_office o = office_of(p);
	const struct item target = get_item(p, target_id);
	struct asked asked = { NULL, NULL };

	assert_ok(endorse_ask(p->db, &o, &target, asking, &asked.id));
	asked.secret = read_secret(p);
	return asked;
}

static struct asked
ask(struct spot *p, const char *target_id)
{
	struct endorse_asking asking = jonas;

	asking.doc_id = arena_printf(p->mem, HOSTED "-%s", target_id);
	return ask_as(p, target_id, &asking);
}

static enum result
give(struct spot *p, const char *secret, const char *name, const char *comment)
{
	const struct item_office o = office_of(p);
	const struct endorse_who who = { .name = name };

	return endorse_give(p->db, &o, secret, &who, comment);
}

static json_t *
doc_of(struct spot *p, const char *id)
{
	const struct item_office o = office_of(p);
	const struct item item = get_item(p, id);
	json_t *doc;

	assert_ok(item_json(&o, &item, &doc));
	return doc;
}

static const char *
text_at(const json_t *doc, const char *object, const char *member)
{
	return json_string_value(
		json_object_get(json_object_get(doc, object), member));
}

static void
asks_for_it(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const struct office_items i = put_office(p);
	const struct asked asked = ask(p, i.course);
	struct item endorsement, target;
	const json_t *doc;

	assert_ok(endorse_get(p->db, &o, asked.id, &endorsement, &target));
	assert_string_equal(endorsement.kind, "asked");
	assert_string_equal(endorsement.name, "Jonas Weber");
	assert_string_equal(endorsement.about, "Carpentry I");
	assert_string_equal(target.id, i.course);
	assert_non_null(target.doc);
	doc = doc_of(p, asked.id);
	assert_string_equal(text_at(doc, "claim", "id"), "urn:a:wood");
	assert_null(text_at(doc, "claim", "endorsementComment"));
	assert_string_equal(text_at(doc, "issuer", "email"), "jonas@w.example");
	assert_string_equal(text_at(doc, "verification", "type"), "Hosted");
}

static void
refuses_who_is_nobody(void **state)
{
	static const struct endorse_who wrong[] = {
		{ "", "a@b.example" },
		{ NULL, "a@b.example" },
		{ "two\nlines", "a@b.example" },
		{ "A", "" },
		{ "A", NULL },
		{ "A", "nobody" },
		{ "A", "a@b.example\r\nBcc: c@d.example" },
	};
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const struct office_items i = put_office(p);
	const struct item target = get_item(p, i.course);
	struct endorse_asking asking = jonas;
	char *longer = arena_alloc(p->mem, ENDORSE_NAME + 2);
	const char *id;
	size_t n;

	for (n = 0; n < sizeof(wrong) / sizeof(wrong[0]); n++) {
		asking.who = wrong[n];
		assert_int_equal(endorse_ask(p->db, &o, &target, &asking, &id),
				 INVALID);
	}
	asking = jonas;
	memset(longer, 'x', ENDORSE_NAME + 1);
	longer[ENDORSE_NAME + 1] = '\0';
	asking.who.name = longer;
	assert_fails(endorse_ask(p->db, &o, &target, &asking, &id), INVALID,
		     "A name is needed, of at most 200 characters.");
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM ticket"), 0);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM item"
					  " WHERE class = 'Endorsement'"),
			 0);
}

/* Once, by whoever has the link. */
static void
takes_one_answer(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_office(p);
	const struct asked asked = ask(p, i.course);
	char *long_one = arena_alloc(p->mem, ENDORSE_COMMENT + 2);
	const json_t *doc;

	memset(long_one, 'x', ENDORSE_COMMENT + 1);
	long_one[ENDORSE_COMMENT + 1] = '\0';
	assert_int_equal(give(p, asked.secret, "", "Good"), INVALID);
	assert_int_equal(give(p, asked.secret, "J", ""), INVALID);
	assert_int_equal(give(p, asked.secret, "J", NULL), INVALID);
	assert_int_equal(give(p, asked.secret, "J", " \r\n\t"), INVALID);
	assert_fails(give(p, asked.secret, "J", long_one), INVALID,
		     "The comment has at most 20000 bytes.");
	assert_int_equal(give(p, "nothing", "J", "Good"), NOT_FOUND);
	assert_ok(give(p, asked.secret, "Jonas W.", "*Good* <b>hands</b>"));
	doc = doc_of(p, asked.id);
	assert_string_equal(text_at(doc, "claim", "endorsementComment"),
			    "*Good* <b>hands</b>");
	assert_string_equal(text_at(doc, "issuer", "name"), "Jonas W.");
	assert_string_equal(get_item(p, asked.id).kind, "received");
	assert_int_equal(give(p, asked.secret, "J", "Twice"), NOT_FOUND);
}

static void
takes_none_after_its_time(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_office(p);
	const struct asked asked = ask(p, i.course);

	assert_ok(db_run(p->db, NULL, "UPDATE ticket SET ends_at = 1000"));
	assert_int_equal(give(p, asked.secret, "J", "Late"), GONE);
	assert_string_equal(get_item(p, asked.id).kind, "asked");
}

/* Each kind of target holds what was accepted, and publishes with it. */
static void
accepts_into_any_target(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const struct office_items i = put_office(p);
	const char *const targets[] = { i.learner, i.course, i.award, i.clr };
	size_t n;

	for (n = 0; n < sizeof(targets) / sizeof(targets[0]); n++) {
		const struct asked asked = ask(p, targets[n]);
		long long number;
		const json_t *list;

		assert_int_equal(endorse_accept(p->db, &o, asked.id), CONFLICT);
		assert_ok(give(p, asked.secret, "Jonas", "Good"));
		assert_ok(endorse_accept(p->db, &o, asked.id));
		assert_int_equal(endorse_accept(p->db, &o, asked.id), CONFLICT);
		assert_string_equal(get_item(p, asked.id).kind, "given");
		list = json_object_get(doc_of(p, targets[n]), "endorsements");
		assert_int_equal(json_array_size(list), 1);
		assert_string_equal(edit_item(json_array_get(list, 0)),
				    asked.id);
		assert_ok(publish(p, targets[n], &number));
		assert_int_equal(get_item(p, asked.id).state, ITEM_PUBLISHED);
	}
}

static void
keeps_those_that_are_there(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const struct office_items i = put_office(p);
	const struct asked first = ask(p, i.course);
	const struct endorse_asking ada = {
		.who = { "Ada", "ada@w.example" },
		.doc_id = HOSTED "-2",
		.letter = LETTER,
	};
	struct asked second;

	assert_ok(give(p, first.secret, "Jonas", "Good"));
	assert_ok(endorse_accept(p->db, &o, first.id));
	second = ask_as(p, i.course, &ada);
	assert_ok(give(p, second.secret, "Ada", "Very good"));
	assert_ok(endorse_accept(p->db, &o, second.id));
	assert_int_equal(json_array_size(json_object_get(doc_of(p, i.course),
							 "endorsements")),
			 2);
}

static void
declines_with_a_reason(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const struct office_items i = put_office(p);
	const struct asked asked = ask(p, i.course);
	char reason[ITEM_REASON + 2];

	memset(reason, 'x', ITEM_REASON + 1);
	reason[ITEM_REASON + 1] = '\0';
	assert_int_equal(endorse_decline(p->db, &o, asked.id, "early"),
			 CONFLICT);
	assert_ok(give(p, asked.secret, "Jonas", "Good"));
	assert_int_equal(endorse_decline(p->db, &o, asked.id, ""), INVALID);
	assert_int_equal(endorse_decline(p->db, &o, asked.id, reason), INVALID);
	assert_int_equal(endorse_decline(p->db, &o, i.course, "no"), CONFLICT);
	assert_int_equal(endorse_decline(p->db, &o, "none", "no"), NOT_FOUND);
	assert_ok(endorse_decline(p->db, &o, asked.id, "Unknown here"));
	assert_string_equal(get_item(p, asked.id).kind, "declined");
	assert_string_equal(get_item(p, asked.id).reason, "Unknown here");
	assert_null(json_object_get(doc_of(p, i.course), "endorsements"));
	assert_int_equal(endorse_accept(p->db, &o, asked.id), CONFLICT);
}

static void
stops_at_what_is_revoked_or_gone(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const struct office_items i = put_office(p);
	const struct asked asked = ask(p, i.course);
	struct item course, endorsement, target;
	const char *id, *lost;
	long long number;

	assert_ok(give(p, asked.secret, "Jonas", "Good"));
	assert_ok(publish(p, i.course, &number));
	assert_ok(version_revoke(p->db, &o, i.course, "Ended"));
	assert_int_equal(endorse_accept(p->db, &o, asked.id), GONE);
	assert_string_equal(get_item(p, asked.id).kind, "received");
	course = get_item(p, i.course);
	assert_int_equal(endorse_ask(p->db, &o, &course, &jonas, &id), GONE);
	lost = put_endorsement(p, "lost", i.college, "urn:a:elsewhere");
	assert_int_equal(endorse_get(p->db, &o, lost, &endorsement, &target),
			 NOT_FOUND);
	assert_int_equal(
		endorse_get(p->db, &o, i.course, &endorsement, &target),
		NOT_FOUND);
}

/* Without an address of its own it names no place to verify it. */
static void
is_hosted_only_at_an_address(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_office(p);
	struct endorse_asking asking = jonas;

	asking.doc_id = "urn:uuid:1";
	assert_string_equal(text_at(doc_of(p, ask_as(p, i.course, &asking).id),
				    "verification", "type"),
			    "Signed");
}

/* Nobody is asked whose letter cannot be written, and nothing remains of
 * it; neither does a letter of what could not be asked. */
static void
asks_with_a_letter_or_not(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const struct office_items i = put_office(p);
	const struct item target = get_item(p, i.course);
	const long long told = number_of(p->db, "SELECT count(*) FROM audit");
	struct endorse_asking asking = jonas;
	const char *id;

	asking.letter.subject = "two\nlines";
	assert_int_equal(endorse_ask(p->db, &o, &target, &asking, &id),
			 INVALID);
	assert_ok(db_run(p->db, NULL,
			 "CREATE TRIGGER no BEFORE INSERT ON mail"
			 " BEGIN SELECT raise(ABORT, 'no'); END"));
	assert_int_not_equal(endorse_ask(p->db, &o, &target, &jonas, &id), OK);
	assert_ok(db_run(p->db, NULL, "DROP TRIGGER no"));
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM ticket"), 0);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM item"
					  " WHERE class = 'Endorsement'"),
			 0);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM audit"), told);
	assert_ok(endorse_ask(p->db, &o, &target, &jonas, &id));
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM mail"), 1);
}

/* A transaction that fails half way leaves the link as it was. */
static void
all_or_nothing(void **state)
{
	struct spot *p = *state;
	const struct item_office o = office_of(p);
	const struct office_items i = put_office(p);
	const struct asked asked = ask(p, i.course);

	assert_ok(db_run(p->db, NULL,
			 "CREATE TRIGGER no BEFORE UPDATE OF kind ON item"
			 " BEGIN SELECT raise(ABORT, 'no'); END"));
	assert_int_not_equal(give(p, asked.secret, "Jonas", "Good"), OK);
	assert_ok(db_run(p->db, NULL, "DROP TRIGGER no"));
	assert_ok(give(p, asked.secret, "Jonas", "Good"));
	assert_ok(db_run(p->db, NULL,
			 "CREATE TRIGGER no BEFORE UPDATE OF doc ON item"
			 " BEGIN SELECT raise(ABORT, 'no'); END"));
	assert_int_not_equal(endorse_accept(p->db, &o, asked.id), OK);
	assert_string_equal(get_item(p, asked.id).kind, "received");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, asks_for_it),
		test_in(spot_begin, refuses_who_is_nobody),
		test_in(spot_begin, takes_one_answer),
		test_in(spot_begin, takes_none_after_its_time),
		test_in(spot_begin, accepts_into_any_target),
		test_in(spot_begin, keeps_those_that_are_there),
		test_in(spot_begin, declines_with_a_reason),
		test_in(spot_begin, stops_at_what_is_revoked_or_gone),
		test_in(spot_begin, is_hosted_only_at_an_address),
		test_in(spot_begin, asks_with_a_letter_or_not),
		test_in(spot_begin, all_or_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
