/*
 * Messages over sockets of this program with itself: a head of fixed size
 * that tells the lengths, then the bytes.  Each side has a bound on how long
 * it waits, so neither can hold the other.  It knows nothing of keys.
 */
#include "store/signer_wire.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/clock.h"

/* The longest root or id. */
enum { MOST_NAME = 4096 };

struct ask_head {
	uint32_t kind, as;
	int64_t bits;
	uint64_t root, id, bytes; /* lengths */
};

struct answer_head {
	uint32_t result;
	uint32_t unused;
	uint64_t len[SIGNER_WIRE_TEXTS];
};

enum result
signer_wire_pair(int fds[2])
{
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, fds) < 0)
		return fail(INTERNAL, "socketpair: %s", strerror(errno));
	return OK;
}

/* Wait until ${fd} is ready for ${events}, or the time ${until}. */
static bool
is_ready(int fd, short events, int64_t until)
{
	struct pollfd p = { .fd = fd, .events = events };
	int64_t left;

	do {
		left = (until - clock_micros() + 999) / 1000;
		if (left <= 0)
			return false;
	} while (poll(&p, 1, (int)left) < 0 && errno == EINTR);
	return p.revents != 0;
}

static int64_t
in_ms(int ms)
{
	return clock_micros() + ms * 1000LL;
}

static bool
would_wait(void)
{
	return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

static bool
send_all(int fd, const void *bytes, size_t len, int64_t until)
{
	const char *at = bytes;
	ssize_t n;

	while (len > 0) {
		n = send(fd, at, len, MSG_NOSIGNAL | MSG_DONTWAIT);
		if (n > 0) {
			at += n;
			len -= (size_t)n;
		} else if (!would_wait() || !is_ready(fd, POLLOUT, until)) {
			return false;
		}
	}
	return true;
}

static bool
receive_all(int fd, void *bytes, size_t len, int64_t until)
{
	char *at = bytes;
	ssize_t n;

	while (len > 0) {
		n = recv(fd, at, len, MSG_DONTWAIT);
		if (n > 0) {
			at += n;
			len -= (size_t)n;
		} else if (n == 0 || !would_wait() ||
			   !is_ready(fd, POLLIN, until)) {
			return false;
		}
	}
	return true;
}

/* The text of ${len} bytes that comes next; NULL: it does not. */
static char *
receive_text(int fd, struct arena *mem, size_t len, int64_t until)
{
	char *text = arena_raw(mem, len + 1);

	text[len] = '\0';
	return receive_all(fd, text, len, until) ? text : NULL;
}

/* Hand ${fd} over by ${channel}. */
static bool
hand_over(int channel, int fd, int64_t until)
{
	union {
		char room[CMSG_SPACE(sizeof(int))];
		struct cmsghdr align;
	} control = { { 0 } };
	char byte = 's';
	struct iovec part = { &byte, 1 };
	struct msghdr message = { .msg_iov = &part,
				  .msg_iovlen = 1,
				  .msg_control = control.room,
				  .msg_controllen = sizeof(control.room) };
	struct cmsghdr *c = CMSG_FIRSTHDR(&message);

	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(c), &fd, sizeof(fd));
	while (sendmsg(channel, &message, MSG_NOSIGNAL | MSG_DONTWAIT) < 0)
		if (!would_wait() || !is_ready(channel, POLLOUT, until))
			return false;
	return true;
}

static bool
send_ask(int fd, const struct signer_wire_ask *ask, int64_t until)
{
	const char *root = ask->root ? ask->root : "";
	const struct ask_head head = { .kind = (uint32_t)ask->kind,
				       .as = (uint32_t)ask->as,
				       .bits = ask->bits,
				       .root = strlen(root),
				       .id = strlen(ask->id),
				       .bytes = ask->len };

	return send_all(fd, &head, sizeof(head), until) &&
	       send_all(fd, root, strlen(root), until) &&
	       send_all(fd, ask->id, strlen(ask->id), until) &&
	       send_all(fd, ask->bytes, ask->len, until);
}

static bool
receive_answer(int fd, struct arena *mem, struct signer_wire_answer *answer,
	       int64_t until)
{
	struct answer_head head;
	int i;

	if (!receive_all(fd, &head, sizeof(head), until))
		return false;
	answer->result = head.result < RESULT__MAX ? (enum result)head.result
						   : INTERNAL;
	for (i = 0; i < SIGNER_WIRE_TEXTS; i++) {
		answer->text[i] = receive_text(fd, mem, head.len[i], until);
		if (!answer->text[i])
			return false;
	}
	return true;
}

enum result
signer_wire_call(int channel, struct arena *mem,
		 const struct signer_wire_ask *ask,
		 struct signer_wire_answer *answer)
{
	const int64_t until = in_ms(ask->kind == SIGNER_WIRE_PAIR
					    ? SIGNER_WIRE_PAIR_MS
					    : SIGNER_WIRE_ANSWER_MS);
	int ends[2];
	bool is_handed;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
		return fail(BUSY, "socketpair: %s", strerror(errno));
	{
		auto_fd mine = ends[0];

		is_handed = hand_over(channel, ends[1], until);
		close(ends[1]);
		if (is_handed && send_ask(mine, ask, until) &&
		    receive_answer(mine, mem, answer, until))
			return OK;
	}
	return fail(BUSY, "The signer does not answer; try again.");
}

/* The descriptor that came with ${message}, or -1. */
static int
descriptor_of(struct msghdr *message)
{
	struct cmsghdr *c = CMSG_FIRSTHDR(message);
	int fd = -1;

	if (c && c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_RIGHTS &&
	    c->cmsg_len == CMSG_LEN(sizeof(int)))
		memcpy(&fd, CMSG_DATA(c), sizeof(fd));
	return fd;
}

enum result
signer_wire_next(int channel, int wait_ms, int *fd)
{
	union {
		char room[CMSG_SPACE(sizeof(int))];
		struct cmsghdr align;
	} control;
	char byte;
	struct iovec part = { &byte, 1 };
	struct msghdr message = { .msg_iov = &part,
				  .msg_iovlen = 1,
				  .msg_control = control.room,
				  .msg_controllen = sizeof(control.room) };
	struct pollfd p = { .fd = channel, .events = POLLIN };
	ssize_t n;

	if (poll(&p, 1, wait_ms) <= 0)
		return fail(BUSY, "nobody asks");
	n = recvmsg(channel, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
	if (n == 0 && (p.revents & POLLHUP))
		return fail(GONE, "nobody is left to ask");
	*fd = n <= 0 ? -1 : descriptor_of(&message);
	return *fd < 0 ? fail(BUSY, "nothing was handed over") : OK;
}

/* Does nobody wait for an answer any more? */
static bool
is_gone(int fd)
{
	struct pollfd p = { .fd = fd };

	return poll(&p, 1, 0) > 0 && (p.revents & (POLLHUP | POLLERR));
}

enum result
signer_wire_read(int fd, struct arena *mem, size_t most,
		 struct signer_wire_ask *ask)
{
	const int64_t until = in_ms(SIGNER_WIRE_ASK_MS);
	struct ask_head head;

	if (!receive_all(fd, &head, sizeof(head), until))
		return fail(BUSY, "the question does not come");
	if (head.kind > SIGNER_WIRE_PAIR || head.root > MOST_NAME ||
	    head.id > MOST_NAME)
		return fail(INVALID, "the signer does not know what is asked");
	if (head.bytes > most)
		return fail(TOO_BIG,
			    "at most %zu bytes are signed (setting "
			    "max_document)",
			    most);
	ask->kind = (enum signer_wire_kind)head.kind;
	ask->as = (int)head.as;
	ask->bits = head.bits;
	ask->len = head.bytes;
	ask->root = receive_text(fd, mem, head.root, until);
	ask->id = ask->root ? receive_text(fd, mem, head.id, until) : NULL;
	ask->bytes = ask->id ? receive_text(fd, mem, head.bytes, until) : NULL;
	if (!ask->bytes)
		return fail(BUSY, "the question does not end");
	return is_gone(fd) ? fail(BUSY, "who asked is gone") : OK;
}

enum result
signer_wire_reply(int fd, const struct signer_wire_answer *answer)
{
	const int64_t until = in_ms(SIGNER_WIRE_ASK_MS);
	struct answer_head head = { .result = (uint32_t)answer->result };
	const char *const *text = answer->text;
	bool is_sent;
	int i;

	for (i = 0; i < SIGNER_WIRE_TEXTS; i++)
		head.len[i] = text[i] ? strlen(text[i]) : 0;
	is_sent = send_all(fd, &head, sizeof(head), until);
	for (i = 0; is_sent && i < SIGNER_WIRE_TEXTS; i++)
		is_sent = send_all(fd, text[i], head.len[i], until);
	return is_sent ? OK : fail(BUSY, "nobody reads the answer");
}
