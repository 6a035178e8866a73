/* The job of the outbox where the mail server is not to be had: the letter
 * waits, and says why. */
#include "child_test.h"

#include "cmd/job.h"
#include "store/mail.h"

static struct mail
send_one(struct spot *p, const char *const settings[])
{
	const struct mail letter = { .to = "a@b.example",
				     .subject = "Hello",
				     .body = "Well?" };
	const struct conf conf = conf_of(p, settings);
	struct job job = { .conf = &conf, .db = p->db, .mem = p->mem };
	struct mail mail;
	const char *id;

	assert_int_equal(mail_put(p->db, p->mem, &letter, false, &id), OK);
	assert_int_equal(job_mail(&job), OK);
	assert_int_equal(mail_get(p->db, p->mem, id, &mail), OK);
	return mail;
}

static void
nothing_waits(void **state)
{
	static const char *const without[] = { NULL };
	static const char *const with[] = { "--smtp=smtp://127.0.0.1:1", NULL };
	struct spot *p = *state;
	struct conf conf = conf_of(p, without);
	struct job job = { .conf = &conf, .db = p->db, .mem = p->mem };

	assert_int_equal(job_mail(&job), NOT_FOUND);
	conf = conf_of(p, with);
	assert_int_equal(job_mail(&job), NOT_FOUND);
}

static void
nobody_answers(void **state)
{
	static const char *const settings[] = { "--smtp=smtp://127.0.0.1:1",
						"--mail-from=o@o.example",
						NULL };
	const struct mail mail = send_one(*state, settings);

	assert_int_equal(mail.state, MAIL_WAITING);
	assert_int_equal(mail.tries, 1);
	assert_true(mail.error[0] != '\0');
	assert_string_equal(mail.body, "Well?");
}

/* A password that cannot be read stops no letter for good. */
static void
the_password_is_not_there(void **state)
{
	static const char *const settings[] = {
		"--smtp=smtp://127.0.0.1:1", "--smtp-user=o",
		"--smtp-password-file=/nonexistent/password", NULL
	};
	const struct mail mail = send_one(*state, settings);

	assert_int_equal(mail.state, MAIL_WAITING);
	assert_non_null(strstr(mail.error, "/nonexistent/password"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, nothing_waits),
		test_in(spot_begin, nobody_answers),
		test_in(spot_begin, the_password_is_not_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
