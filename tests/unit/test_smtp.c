/*
 * Tests of http/smtp.c: a message's text, and its way to a small server in a
 * process of its own.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/str.h"
#include "http/smtp.h"

static struct smtp_letter
letter_of(const char *subject, const char *body)
{
	return (struct smtp_letter){
		.from = "office@records.example",
		.from_name = "Riverbend College",
		.to = "bea@office.example",
		.subject = subject,
		.body = body,
		.id = "0abc",
		.date = 1610712000,
	};
}

static void
plain_text(void **state)
{
	auto_arena mem = arena_new();
	const struct smtp_letter letter = letter_of(
		"Your account", "Hello,\n.\n..two a=b\nend \n");

	(void)state;
	assert_string_equal(smtp_text(mem, &letter),
			    "Date: Fri, 15 Jan 2021 12:00:00 +0000\r\n"
			    "From: \"Riverbend College\"\r\n"
			    " <office@records.example>\r\n"
			    "To: <bea@office.example>\r\n"
			    "Subject: Your account\r\n"
			    "Message-ID: <0abc@records.example>\r\n"
			    "MIME-Version: 1.0\r\n"
			    "Content-Type: text/plain; charset=utf-8\r\n"
			    "Content-Transfer-Encoding: quoted-printable\r\n"
			    "Auto-Submitted: auto-generated\r\n\r\n"
			    "Hello,\r\n=2E\r\n=2E.two a=3Db\r\nend=20\r\n\r\n");
}

static void
no_name_no_host(void **state)
{
	auto_arena mem = arena_new();
	struct smtp_letter letter = letter_of("S", "");
	const char *text;

	(void)state;
	letter.from_name = NULL;
	letter.from = "office";
	text = smtp_text(mem, &letter);
	assert_non_null(strstr(text, "From: <office>\r\n"));
	assert_non_null(strstr(text, "Message-ID: <0abc@localhost>\r\n"));
}

/* Each line is short, ASCII, and ends with CRLF. */
static void
assert_lines(const char *text)
{
	const char *end;

	for (; *text; text = end + 2) {
		end = strstr(text, "\r\n");
		assert_non_null(end);
		assert_in_range(end - text, 0, 76);
		for (; text < end; text++)
			assert_in_range((unsigned char)*text, 0x20, 0x7E);
	}
}

static void
other_letters(void **state)
{
	static const char *const texts[] = {
		"Zu\xc3\xbcrich",
		"\xd9\x84\xd9\x8a\xd9\x84\xd9\x89",
		"a \"quoted\" name \\ and more",
		"=?utf-8?Q?not_ours?=",
		"two\r\nBcc: everybody@example.org",
		"much, much, much longer than any line of any header of any "
		"message ever ought to be, or so they say",
		"\xf0\x9f\x8e\x93\xf0\x9f\x8e\x93\xf0\x9f\x8e\x93\xf0\x9f\x8e"
		"\x93\xf0\x9f\x8e\x93\xf0\x9f\x8e\x93\xf0\x9f\x8e\x93",
	};
	auto_arena mem = arena_new();
	struct smtp_letter letter;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		const char *text;

		letter = letter_of(texts[i], "");
		letter.from_name = texts[i];
		text = smtp_text(mem, &letter);
		assert_lines(text);
		assert_null(strstr(text, "\r\nBcc"));
	}
	letter = letter_of("Z\xc3\xbcrich", "");
	assert_non_null(strstr(smtp_text(mem, &letter),
			       "Subject: =?utf-8?Q?Z=C3=BCrich?=\r\n"));
}

static void
long_lines(void **state)
{
	auto_arena mem = arena_new();
	char *body = arena_alloc(mem, 1001);
	struct smtp_letter letter = letter_of("S", body);

	(void)state;
	memset(body, '.', 1000);
	assert_lines(smtp_text(mem, &letter));
	assert_null(strstr(smtp_text(mem, &letter), "\r\n."));
	memset(body, '=', 1000);
	assert_lines(smtp_text(mem, &letter));
}

/* What the server says to RCPT, and whether it says anything at all. */
struct manner {
	const char *rcpt;
	const char *greeting;
};

static const char *
reply_to(const struct manner *manner, const char *line)
{
	if (str_starts(line, "RCPT"))
		return manner->rcpt;
	if (str_starts(line, "DATA"))
		return "354 go on\r\n";
	if (str_starts(line, "QUIT"))
		return "221 bye\r\n";
	return "250 fine\r\n";
}

static void
talk(FILE *in, int fd, const struct manner *manner)
{
	char line[2000];
	bool is_data = false;

	(void)!write(fd, manner->greeting, strlen(manner->greeting));
	while (fgets(line, sizeof(line), in)) {
		const char *said = reply_to(manner, line);

		if (is_data && !streq(line, ".\r\n"))
			continue;
		is_data = !is_data && str_starts(line, "DATA");
		(void)!write(fd, said, strlen(said));
	}
}

static void
serve(int fd, const struct manner *manner)
{
	signal(SIGPIPE, SIG_IGN);
	for (;;) {
		int client = accept(fd, NULL, NULL);
		FILE *in = fdopen(client, "r");

		talk(in, client, manner);
		fclose(in);
	}
}

/* Start it; its process, and its address in ${url}. */
static pid_t
begin(struct arena *mem, const struct manner *manner, const char **url)
{
	struct sockaddr_in at = { .sin_family = AF_INET };
	socklen_t len = sizeof(at);
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	pid_t pid;

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_int_equal(bind(fd, (struct sockaddr *)&at, sizeof(at)), 0);
	assert_int_equal(listen(fd, 4), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&at, &len), 0);
	*url = arena_printf(mem, "smtp://127.0.0.1:%d", ntohs(at.sin_port));
	pid = fork();
	if (pid == 0)
		serve(fd, manner);
	close(fd);
	return pid;
}

/* Send to a server of this manner; the result. */
static enum result
send_to(struct arena *mem, const struct manner *manner, const char *user,
	bool *is_final)
{
	const struct smtp_letter letter = letter_of("S", "Hello\n");
	struct smtp_server server = { .user = user };
	pid_t pid = begin(mem, manner, &server.url);
	enum result r = smtp_send(mem, &server, &letter, is_final);

	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	return r;
}

static void
sends(void **state)
{
	const struct manner good = { "250 yes\r\n", "220 hello\r\n" };
	auto_arena mem = arena_new();
	bool is_final = true;

	(void)state;
	assert_int_equal(send_to(mem, &good, NULL, &is_final), OK);
	assert_false(is_final);
}

static void
tells_what_the_server_said(void **state)
{
	const struct manner never = { "550 No such\x01person\r\n",
				      "220 hello\r\n" };
	const struct manner later = { "451 Not now\r\n", "220 hello\r\n" };
	const struct manner odd = { "550 \xff\xfe\r\n", "220 hello\r\n" };
	auto_arena mem = arena_new();
	bool is_final = false;

	(void)state;
	assert_int_equal(send_to(mem, &never, NULL, &is_final), UPSTREAM);
	assert_true(is_final);
	assert_string_equal(fail_last()->text,
			    "The mail server said: 550 No such person");
	assert_int_equal(send_to(mem, &later, NULL, &is_final), UPSTREAM);
	assert_false(is_final);
	assert_non_null(strstr(fail_last()->text, "451 Not now"));
	assert_int_equal(send_to(mem, &odd, NULL, &is_final), UPSTREAM);
	assert_true(is_final);
	assert_true(
		str_utf8(fail_last()->text, strlen(fail_last()->text), NULL));
}

/* A password is told to nobody who does not prove who they are. */
static void
a_user_needs_tls(void **state)
{
	const struct manner good = { "250 yes\r\n", "220 hello\r\n" };
	auto_arena mem = arena_new();
	bool is_final = true;

	(void)state;
	assert_int_equal(send_to(mem, &good, "office", &is_final), UPSTREAM);
	assert_false(is_final);
}

static void
nobody_answers(void **state)
{
	auto_arena mem = arena_new();
	struct smtp_letter letter = letter_of("S", "Hello\n");
	const struct smtp_server server = { .url = "smtp://127.0.0.1:1" };
	const struct smtp_server web = { .url = "http://127.0.0.1:1" };
	bool is_final = true;

	(void)state;
	assert_int_equal(smtp_send(mem, &server, &letter, &is_final), UPSTREAM);
	assert_false(is_final);
	assert_int_equal(smtp_send(mem, &web, &letter, &is_final), UPSTREAM);
	letter.to = "a@b\r\nRCPT TO:<c@d>";
	assert_int_equal(smtp_send(mem, &server, &letter, &is_final), INVALID);
	letter.to = "a@b> <c";
	assert_int_equal(smtp_send(mem, &server, &letter, &is_final), INVALID);
	letter.to = "";
	assert_int_equal(smtp_send(mem, &server, &letter, &is_final), INVALID);
	letter = letter_of("S", "");
	letter.from = "a b@c";
	assert_int_equal(smtp_send(mem, &server, &letter, &is_final), INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_text),
		cmocka_unit_test(no_name_no_host),
		cmocka_unit_test(other_letters),
		cmocka_unit_test(long_lines),
		cmocka_unit_test(sends),
		cmocka_unit_test(tells_what_the_server_said),
		cmocka_unit_test(a_user_needs_tls),
		cmocka_unit_test(nobody_answers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
