/* The outbox. */
#include "office_test.h"

#include "base/clock.h"
#include "store/mail.h"

static const char *
put(struct spot *p, const char *subject, bool is_kept)
{
	const struct mail mail = { .to = "bea@b.example",
				   .subject = subject,
				   .body = "Line one\nline two \xc3\xa9\n" };
	const char *id = NULL;

	assert_int_equal(mail_put(p->db, p->mem, &mail, is_kept, &id), OK);
	return id;
}

static struct mail
get(struct spot *p, const char *id)
{
	struct mail mail;

	assert_int_equal(mail_get(p->db, p->mem, id, &mail), OK);
	return mail;
}

static void
pass(struct spot *p, long long seconds)
{
	assert_int_equal(db_run(p->db, NULL,
				"UPDATE mail SET next_at ="
				" next_at - $1",
				I(seconds)),
			 OK);
}

static void
keeps_a_mail(void **state)
{
	struct spot *p = *state;
	const char *id = put(p, "Your link", false);
	struct mail mail = get(p, id), next;

	assert_string_equal(mail.id, id);
	assert_string_equal(mail.to, "bea@b.example");
	assert_string_equal(mail.subject, "Your link");
	assert_string_equal(mail.body, "Line one\nline two \xc3\xa9\n");
	assert_int_equal(mail.state, MAIL_WAITING);
	assert_int_equal(mail.tries, 0);
	assert_int_equal(mail.sent_at, 0);
	assert_string_equal(mail.error, "");
	assert_true(clock_now() - mail.created_at < 100);
	assert_int_equal(mail_next(p->db, p->mem, &next), OK);
	assert_string_equal(next.id, id);
	assert_string_equal(next.body, mail.body);
	assert_int_equal(mail_get(p->db, p->mem, "x", &mail), NOT_FOUND);
	assert_string_equal(mail_state_name(MAIL_WAITING), "waiting");
	assert_string_equal(mail_state_name(MAIL_SENT), "sent");
	assert_string_equal(mail_state_name(MAIL_FAILED), "failed");
	assert_string_equal(mail_state_name(MAIL_KEPT), "kept");
}

static void
refuses_more_headers(void **state)
{
	static const struct mail bad[] = {
		{ .to = "a@b.c\r\nBcc: d@e.f", .subject = "s", .body = "" },
		{ .to = "a@b.c\n", .subject = "s", .body = "" },
		{ .to = "", .subject = "s", .body = "" },
		{ .to = NULL, .subject = "s", .body = "" },
		{ .to = "a@b.c", .subject = "s\nBcc: d@e.f", .body = "" },
		{ .to = "a@b.c", .subject = "s\r", .body = "" },
		{ .to = "a@b.c", .subject = "\xff", .body = "" },
	};
	struct spot *p = *state;
	const char *id;
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(mail_put(p->db, p->mem, &bad[i], false, &id),
				 INVALID);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM mail"), 0);
}

static void
empties_what_was_sent(void **state)
{
	struct spot *p = *state;
	const char *id = put(p, "s", false);
	struct mail mail;

	assert_int_equal(mail_sent(p->db, id), OK);
	mail = get(p, id);
	assert_int_equal(mail.state, MAIL_SENT);
	assert_int_equal(mail.tries, 1);
	assert_true(clock_now() - mail.sent_at < 100);
	assert_string_equal(mail.body, "");
	assert_int_equal(mail_next(p->db, p->mem, &mail), NOT_FOUND);
	assert_int_equal(mail_again(p->db, id), CONFLICT);
	assert_string_equal(fail_last()->text, "That mail is sent.");
	assert_int_equal(mail_sent(p->db, "x"), NOT_FOUND);
}

static void
tries_again_later(void **state)
{
	struct spot *p = *state;
	const char *id = put(p, "s", false);
	struct mail mail;
	long long wait = 60;
	int i;

	for (i = 1; i < MAIL_TRIES; i++, wait *= 2) {
		assert_int_equal(mail_missed(p->db, id, "450\r\nbusy", false),
				 OK);
		mail = get(p, id);
		assert_int_equal(mail.state, MAIL_WAITING);
		assert_int_equal(mail.tries, i);
		assert_string_equal(mail.error, "450  busy");
		assert_in_range(mail.next_at - clock_now(), wait - 2, wait);
		assert_int_equal(mail_next(p->db, p->mem, &mail), NOT_FOUND);
		pass(p, wait);
		assert_int_equal(mail_next(p->db, p->mem, &mail), OK);
	}
	assert_int_equal(mail_missed(p->db, id, "450", false), OK);
	mail = get(p, id);
	assert_int_equal(mail.state, MAIL_FAILED);
	assert_int_equal(mail.tries, MAIL_TRIES);
	assert_int_equal(mail_next(p->db, p->mem, &mail), NOT_FOUND);
	assert_int_equal(mail_again(p->db, id), OK);
	mail = get(p, id);
	assert_int_equal(mail.state, MAIL_WAITING);
	assert_int_equal(mail.tries, 0);
	assert_int_equal(mail_next(p->db, p->mem, &mail), OK);
	assert_int_equal(mail_again(p->db, id), CONFLICT);
	assert_int_equal(mail_again(p->db, "x"), NOT_FOUND);
	assert_int_equal(mail_missed(p->db, "x", "450", false), NOT_FOUND);
}

static void
gives_up_at_once_if_final(void **state)
{
	struct spot *p = *state;
	const char *id = put(p, "s", false);

	assert_int_equal(mail_missed(p->db, id, "550 nobody", true), OK);
	assert_int_equal(get(p, id).state, MAIL_FAILED);
	assert_string_equal(get(p, id).error, "550 nobody");
}

static void
keeps_without_a_server(void **state)
{
	struct spot *p = *state;
	const char *id = put(p, "s", true);
	struct mail mail;

	assert_int_equal(get(p, id).state, MAIL_KEPT);
	assert_int_equal(mail_next(p->db, p->mem, &mail), NOT_FOUND);
	assert_int_equal(mail_again(p->db, id), OK);
	assert_int_equal(mail_next(p->db, p->mem, &mail), OK);
}

static void
lists_newest_first(void **state)
{
	struct spot *p = *state;
	const char *old = put(p, "old", false);
	struct mail_list list;

	pass(p, 50);
	assert_int_equal(db_run(p->db, NULL,
				"UPDATE mail SET created_at = 5,"
				" state = 'odd'"),
			 OK);
	put(p, "new", false);
	assert_int_equal(mail_list(p->db, p->mem, 10, 0, &list), OK);
	assert_int_equal(list.total, 2);
	assert_int_equal(list.count, 2);
	assert_string_equal(list.items[0].subject, "new");
	assert_null(list.items[0].body);
	assert_string_equal(list.items[1].id, old);
	/* A state that is none of ours. */
	assert_int_equal(list.items[1].state, MAIL_FAILED);
	assert_int_equal(mail_list(p->db, p->mem, 10, 1, &list), OK);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.total, 2);
	assert_int_equal(mail_list(p->db, p->mem, 10, 2, &list), OK);
	assert_int_equal(list.count, 0);
	assert_int_equal(mail_list(p->db, p->mem, 0, 0, &list), OK);
	assert_int_equal(list.count, 0);
}

static void
tells_a_broken_database(void **state)
{
	const struct mail mail = { .to = "a@b.c", .subject = "s", .body = "" };
	struct spot *p = *state;
	struct mail_list list;
	struct mail got;
	const char *id = put(p, "s", false);

	take_away(p, "mail RENAME COLUMN error TO gone");
	assert_int_equal(mail_put(p->db, p->mem, &mail, false, &id), INTERNAL);
	assert_int_equal(mail_get(p->db, p->mem, id, &got), INTERNAL);
	assert_int_equal(mail_next(p->db, p->mem, &got), INTERNAL);
	assert_int_equal(mail_list(p->db, p->mem, 9, 0, &list), INTERNAL);
	assert_int_equal(mail_sent(p->db, id), INTERNAL);
	assert_int_equal(mail_missed(p->db, id, "", true), INTERNAL);
	take_away(p, "mail RENAME TO gone");
	assert_int_equal(mail_list(p->db, p->mem, 9, 0, &list), INTERNAL);
	assert_int_equal(mail_again(p->db, id), INTERNAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, keeps_a_mail),
		test_in(spot_begin, refuses_more_headers),
		test_in(spot_begin, empties_what_was_sent),
		test_in(spot_begin, tries_again_later),
		test_in(spot_begin, gives_up_at_once_if_final),
		test_in(spot_begin, keeps_without_a_server),
		test_in(spot_begin, lists_newest_first),
		test_in(spot_begin, tells_a_broken_database),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
