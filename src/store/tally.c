/*
 * Views, from the reply that showed a link to the row that counts them.
 *
 * A message is an array of struct views, sent whole over a socket pair of
 * this program with itself.  No SQL: share.c writes.  The sending half is
 * called by the workers, the collecting half by the job process.
 */
#include "store/tally.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/rand.h"
#include "store/share.h"

enum {
	MOST_SENT = 64,	  /* links in one message */
	MOST_READ = 10000 /* messages before sums are written */
};

/* Views of one link. */
struct views {
	char id[RAND_ID_LEN + 1];
	uint32_t count;
};

/* Views of several links, in the order of their ids. */
struct tally_sums {
	struct views *items;
	size_t count;
	size_t cap;
	bool is_ended; /* every sender is gone */
};

struct tally {
	int fd;
	char *database;
	struct db *db; /* opened when first written to */
	struct tally_sums noted;
};

/* Where ${id} stands among the sums, or would stand. */
static size_t
place_of(const struct tally_sums *sums, const char *id, bool *is_there)
{
	size_t low = 0, high = sums->count, middle;
	int order;

	*is_there = false;
	while (low < high && !*is_there) {
		middle = low + (high - low) / 2;
		order = memcmp(id, sums->items[middle].id, RAND_ID_LEN);
		*is_there = order == 0;
		if (order > 0)
			low = middle + 1;
		else
			high = middle;
	}
	return high;
}

/* Add views; what is no id of ours is passed over. */
static void
add(struct tally_sums *sums, const char *id, uint32_t count)
{
	struct views *at;
	bool is_there;
	size_t place;

	if (!rand_is_id(id))
		return;
	place = place_of(sums, id, &is_there);
	if (is_there) {
		sums->items[place].count += count;
		return;
	}
	if (sums->count == sums->cap) {
		sums->cap = sums->cap ? sums->cap * 2 : MOST_SENT;
		sums->items = xrealloc(sums->items,
				       sums->cap * sizeof(*sums->items));
	}
	at = &sums->items[place];
	memmove(at + 1, at, (sums->count - place) * sizeof(*at));
	memset(at, 0, sizeof(*at));
	memcpy(at->id, id, RAND_ID_LEN);
	at->count = count;
	sums->count++;
}

/* Write all sums in one transaction, or keep them all. */
static enum result
write_sums(struct tally_sums *sums, struct db *db)
{
	int64_t now = clock_now();
	auto_tx tx = NULL;
	size_t i;

	if (sums->count == 0)
		return OK;
	TRY(db_begin(db, &tx));
	for (i = 0; i < sums->count; i++)
		TRY(share_count(db, sums->items[i].id, sums->items[i].count,
				now));
	TRY(db_commit(&tx));
	sums->count = 0;
	return OK;
}

struct tally *
tally_new(int fd, const char *database)
{
	struct tally *t = xcalloc(1, sizeof(*t));

	t->fd = fd;
	t->database = xstrdup(database);
	return t;
}

void
tally_note(struct tally *t, const char *id)
{
	add(&t->noted, id, 1);
}

/* Send from the end, a message at a time, while the socket takes them. */
static void
send_noted(struct tally *t)
{
	struct tally_sums *noted = &t->noted;
	size_t some;

	while (noted->count > 0) {
		some = noted->count < MOST_SENT ? noted->count : MOST_SENT;
		if (send(t->fd, &noted->items[noted->count - some],
			 some * sizeof(*noted->items),
			 MSG_DONTWAIT | MSG_NOSIGNAL) < 0)
			return;
		noted->count -= some;
	}
}

static enum result
write_noted(struct tally *t)
{
	if (t->noted.count == 0)
		return OK;
	if (!t->db)
		TRY(db_open(t->database, DB_READ_WRITE, false, &t->db));
	return write_sums(&t->noted, t->db);
}

void
tally_flush(struct tally *t)
{
	if (t->fd >= 0)
		send_noted(t);
	else if (write_noted(t) != OK)
		log_line(LOG_WARNING, "views not counted yet: %s",
			 fail_last()->text);
}

void
tally_free(struct tally *t)
{
	if (!t)
		return;
	if (t->fd >= 0)
		send_noted(t);
	if (write_noted(t) != OK)
		log_line(LOG_ERROR, "views of %zu links are lost: %s",
			 t->noted.count, fail_last()->text);
	db_close(t->db);
	free(t->noted.items);
	free(t->database);
	free(t);
}

enum result
tally_pair(int fds[2])
{
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, fds) < 0)
		return fail(INTERNAL, "socketpair: %s", strerror(errno));
	return OK;
}

struct tally_sums *
tally_sums_new(void)
{
	return xcalloc(1, sizeof(struct tally_sums));
}

void
tally_sums_free(struct tally_sums *s)
{
	if (!s)
		return;
	free(s->items);
	free(s);
}

/* Add up one message of ${size} bytes. */
static void
add_message(struct tally_sums *s, const struct views *message, size_t size)
{
	size_t i;

	for (i = 0; i < size / sizeof(*message); i++)
		if (message[i].id[RAND_ID_LEN] == '\0')
			add(s, message[i].id, message[i].count);
}

/* Read all messages that are there. */
static enum result
drain(struct tally_sums *s, int fd)
{
	struct views message[MOST_SENT];
	ssize_t size;
	int i;

	for (i = 0; i < MOST_READ; i++) {
		size = recv(fd, message, sizeof(message), MSG_DONTWAIT);
		if (size == 0)
			s->is_ended = true;
		if (size < 0 && errno != EAGAIN && errno != EINTR)
			return fail(INTERNAL, "recv: %s", strerror(errno));
		if (size <= 0)
			return OK;
		add_message(s, message, (size_t)size);
	}
	return OK;
}

/* Read what comes until ${wait_ms} are over, a signal comes, or the last
 * sender has gone. */
static enum result
listen_for(struct tally_sums *s, int fd, int wait_ms)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	int64_t end = clock_micros() + (int64_t)wait_ms * 1000;
	int64_t left = wait_ms;
	int ready;

	do {
		ready = poll(&p, 1, (int)left);
		if (ready < 0 && errno != EINTR)
			return fail(INTERNAL, "poll: %s", strerror(errno));
		TRY(drain(s, fd));
		left = (end - clock_micros()) / 1000;
	} while (ready >= 0 && left > 0 && !s->is_ended);
	return OK;
}

enum result
tally_collect(struct tally_sums *s, int fd, struct db *db, int wait_ms,
	      bool *is_empty)
{
	enum result r = OK;

	*is_empty = false;
	if (!s->is_ended)
		r = listen_for(s, fd, wait_ms);
	TRY(write_sums(s, db));
	*is_empty = s->is_ended;
	return r;
}
