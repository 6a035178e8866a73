/* The way to the signer process and back, with both ends in bad company. */
#include "keyring_test.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "base/clock.h"
#include "base/rand.h"
#include "store/signer_wire.h"

/* A channel, and a process that answers on it. */
struct line {
	int fds[2];
	pid_t pid;
};

/* Answer ${count} questions with what was asked. */
static void
echo(int channel, int count)
{
	auto_arena mem = arena_new();
	struct signer_wire_ask ask;
	int fd;

	while (count > 0) {
		struct signer_wire_answer answer = { .result = OK };

		if (signer_wire_next(channel, 5000, &fd) != OK)
			_exit(2);
		answer.result = signer_wire_read(fd, mem, 16 << 20, &ask);
		if (answer.result == OK) {
			answer.text[0] = ask.bytes;
			answer.text[1] = ask.id;
			answer.text[2] = arena_printf(
				mem, "%d %d %lld %zu %s", ask.kind, ask.as,
				ask.bits, ask.len, ask.root);
		}
		if (signer_wire_reply(fd, &answer) != OK)
			_exit(3);
		close(fd);
		arena_reset(mem);
		count--;
	}
	_exit(0);
}

static struct line
line_to(void (*work)(int channel, int count), int count)
{
	struct line l;

	assert_ok(signer_wire_pair(l.fds));
	fflush(NULL);
	l.pid = fork();
	if (l.pid == 0) {
		close(l.fds[1]);
		alarm(60);
		work(l.fds[0], count);
		_exit(0);
	}
	return l;
}

static int
line_end(struct line *l)
{
	int status;

	close(l->fds[0]);
	close(l->fds[1]);
	assert_int_equal(waitpid(l->pid, &status, 0), l->pid);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void
brings_questions_and_answers(void **state)
{
	static const size_t lengths[] = { 0, 1, 100, 65536, 1 << 20, 16 << 20 };
	struct spot *p = *state;
	struct line l = line_to(echo, 6);
	struct signer_wire_answer answer;
	size_t i;

	for (i = 0; i < 6; i++) {
		char *bytes = arena_alloc(p->mem, lengths[i] + 1);
		const struct signer_wire_ask ask = {
			.kind = i % 2 ? SIGNER_WIRE_PAIR : SIGNER_WIRE_SIGN,
			.as = (int)i,
			.root = i ? "https://o.example/" : NULL,
			.id = "key one",
			.bytes = bytes,
			.len = lengths[i],
			.bits = -4096
		};

		memset(bytes, 'a' + (int)i, lengths[i]);
		assert_ok(signer_wire_call(l.fds[1], p->mem, &ask, &answer));
		assert_int_equal(answer.result, OK);
		assert_string_equal(answer.text[0], bytes);
		assert_string_equal(answer.text[1], "key one");
		assert_string_equal(answer.text[2],
				    arena_printf(p->mem, "%d %zu -4096 %zu %s",
						 ask.kind, i, lengths[i],
						 i ? ask.root : ""));
	}
	assert_int_equal(line_end(&l), 0);
}

/* Many at once, each with its own answer. */
static void
keeps_those_who_ask_apart(void **state)
{
	enum { ASKERS = 8, EACH = 20 };
	struct spot *p = *state;
	struct line l = line_to(echo, ASKERS * EACH);
	struct signer_wire_answer answer;
	int i, n, status;

	for (i = 0; i < ASKERS; i++) {
		if (fork() != 0)
			continue;
		for (n = 0; n < EACH; n++) {
			const char *text = arena_printf(p->mem, "%d/%d", i, n);
			const struct signer_wire_ask ask = {
				.id = "k", .bytes = text, .len = strlen(text)
			};

			if (signer_wire_call(l.fds[1], p->mem, &ask, &answer) !=
				    OK ||
			    !streq(answer.text[0], text))
				_exit(1);
		}
		_exit(0);
	}
	for (i = 0; i < ASKERS; i++) {
		assert_true(wait(&status) > 0);
		if (WEXITSTATUS(status) != 0)
			print_error("an asker got another's answer\n");
		assert_int_equal(status, 0);
	}
	close(l.fds[0]);
	close(l.fds[1]);
}

/* A signer that takes what is asked and dies of it. */
static void
dies(int channel, int count)
{
	int fd;

	while (count-- > 0)
		if (signer_wire_next(channel, 5000, &fd) == OK)
			close(fd);
}

static void
a_dead_signer_is_busy(void **state)
{
	struct spot *p = *state;
	const struct signer_wire_ask ask = { .id = "k",
					     .bytes = "x",
					     .len = 1 };
	const int64_t started = clock_micros();
	struct signer_wire_answer answer;
	struct line l = line_to(dies, 2);
	int i;

	for (i = 0; i < 2; i++)
		assert_fails(signer_wire_call(l.fds[1], p->mem, &ask, &answer),
			     BUSY, "The signer does not answer; try again.");
	close(l.fds[0]);
	l.fds[0] = -1;
	/* And when nobody is at the other end any more. */
	assert_int_equal(waitpid(l.pid, NULL, 0), l.pid);
	assert_int_equal(signer_wire_call(l.fds[1], p->mem, &ask, &answer),
			 BUSY);
	close(l.fds[1]);
	assert_true(clock_micros() - started < 5000000);
}

/* Hand ${fd} over by hand, or nothing when it is -1. */
static void
send_fd(int channel, int fd, size_t bytes)
{
	union {
		char room[CMSG_SPACE(sizeof(int))];
		struct cmsghdr align;
	} control = { { 0 } };
	struct iovec part = { (char *)(uintptr_t) "s", bytes };
	struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1 };
	struct cmsghdr *c;

	if (fd >= 0) {
		message.msg_control = control.room;
		message.msg_controllen = sizeof(control.room);
		c = CMSG_FIRSTHDR(&message);
		c->cmsg_level = SOL_SOCKET;
		c->cmsg_type = SCM_RIGHTS;
		c->cmsg_len = CMSG_LEN(sizeof(int));
		memcpy(CMSG_DATA(c), &fd, sizeof(fd));
	}
	assert_int_equal(sendmsg(channel, &message, 0), bytes);
}

/* What becomes of the question of which only ${bytes} come over a stream that
 * then ends or hangs; how long it held the signer, in *${ms}. */
static enum result
asked_badly(struct spot *p, const void *bytes, size_t len, bool hangs,
	    int64_t *ms)
{
	struct signer_wire_ask ask;
	int channel[2], stream[2], fd;
	int64_t started;
	enum result r;

	assert_ok(signer_wire_pair(channel));
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, stream), 0);
	send_fd(channel[1], stream[1], 1);
	close(stream[1]);
	assert_int_equal(write(stream[0], bytes, len), len);
	if (!hangs)
		close(stream[0]);
	assert_ok(signer_wire_next(channel[0], 1000, &fd));
	started = clock_micros();
	r = signer_wire_read(fd, p->mem, 1000, &ask);
	*ms = (clock_micros() - started) / 1000;
	close(fd);
	if (hangs)
		close(stream[0]);
	close(channel[0]);
	close(channel[1]);
	return r;
}

struct head {
	uint32_t kind, as;
	int64_t bits;
	uint64_t root, id, bytes;
};

static void
a_bad_asker_holds_nobody(void **state)
{
	struct spot *p = *state;
	const struct head promise = { .bytes = 900 };
	const struct head large = { .bytes = 1001 };
	const struct head strange = { .kind = 7 };
	const struct head names[] = { { .root = 5000 }, { .id = 1ULL << 60 } };
	const struct head empty = { 0 };
	int64_t ms;

	assert_int_equal(asked_badly(p, "", 0, true, &ms), BUSY);
	assert_in_range(ms, 1900, 3000);
	assert_int_equal(asked_badly(p, &promise, sizeof(promise), true, &ms),
			 BUSY);
	assert_in_range(ms, 1900, 3000);
	assert_int_equal(asked_badly(p, "", 0, false, &ms), BUSY);
	assert_true(ms < 1000);
	assert_int_equal(asked_badly(p, &promise, sizeof(promise), false, &ms),
			 BUSY);
	assert_int_equal(asked_badly(p, &promise, 7, false, &ms), BUSY);
	assert_int_equal(asked_badly(p, &large, sizeof(large), true, &ms),
			 TOO_BIG);
	assert_int_equal(asked_badly(p, &strange, sizeof(strange), true, &ms),
			 INVALID);
	assert_int_equal(asked_badly(p, &names[0], sizeof(names[0]), true, &ms),
			 INVALID);
	assert_int_equal(asked_badly(p, &names[1], sizeof(names[1]), true, &ms),
			 INVALID);
	/* It asked, and did not wait: nothing is signed for it. */
	assert_int_equal(asked_badly(p, &empty, sizeof(empty), true, &ms), OK);
	assert_int_equal(asked_badly(p, &empty, sizeof(empty), false, &ms),
			 BUSY);
}

static void
nothing_handed_over_is_nothing(void **state)
{
	struct spot *p = *state;
	struct signer_wire_ask ask;
	int channel[2], fd, file;

	assert_ok(signer_wire_pair(channel));
	assert_int_equal(signer_wire_next(channel[0], 0, &fd), BUSY);
	send_fd(channel[1], -1, 1);
	assert_int_equal(signer_wire_next(channel[0], 100, &fd), BUSY);
	/* An empty message is not the end. */
	send_fd(channel[1], -1, 0);
	assert_int_equal(signer_wire_next(channel[0], 100, &fd), BUSY);
	/* A file is no stream. */
	file = open("/dev/zero", O_RDWR | O_CLOEXEC);
	send_fd(channel[1], file, 1);
	close(file);
	assert_ok(signer_wire_next(channel[0], 100, &fd));
	assert_int_equal(signer_wire_read(fd, p->mem, 1000, &ask), BUSY);
	assert_int_equal(
		signer_wire_reply(fd,
				  &(struct signer_wire_answer){ .result = OK }),
		BUSY);
	close(fd);
	close(channel[1]);
	assert_int_equal(signer_wire_next(channel[0], 100, &fd), GONE);
	close(channel[0]);
}

/* Who does not read its answer holds the signer for two seconds at most. */
static void
an_answer_nobody_reads(void **state)
{
	struct spot *p = *state;
	char *much = arena_alloc(p->mem, (8 << 20) + 1);
	const struct signer_wire_answer answer = { OK, { much } };
	const int64_t started = clock_micros();
	int stream[2];

	memset(much, 'x', 8 << 20);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, stream), 0);
	assert_int_equal(signer_wire_reply(stream[0], &answer), BUSY);
	assert_in_range((clock_micros() - started) / 1000, 1900, 3000);
	close(stream[1]);
	assert_int_equal(signer_wire_reply(stream[0], &answer), BUSY);
	close(stream[0]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_bare, brings_questions_and_answers),
		test_in(spot_bare, keeps_those_who_ask_apart),
		test_in(spot_bare, a_dead_signer_is_busy),
		test_in(spot_bare, a_bad_asker_holds_nobody),
		test_in(spot_bare, nothing_handed_over_is_nothing),
		test_in(spot_bare, an_answer_nobody_reads),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
