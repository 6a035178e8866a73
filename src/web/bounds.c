/*
 * Bounds in a mapped file: two rows of counters, and one byte a place for
 * waiting, which the kernel unlocks when its holder dies.
 *
 * An address is counted in one counter of each row, chosen by a hash with a
 * salt of the file; the smaller of the two is its count.  So one who shares a
 * counter with somebody busy is counted right in the other row.
 */
#include "web/bounds.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/rand.h"
#include "base/str.h"

enum { ROWS = 2, COUNTERS = 8192, MINUTE = 60 };

/* The file.  A counter is a span of time since 1970 and how many times in it. */
struct counts {
	uint64_t salt[ROWS];
	_Atomic uint64_t of[ROWS][COUNTERS];
};

struct bounds {
	struct counts *counts; /* NULL: nothing is bounded */
	int fd;
	int place; /* taken, or -1 */
};

/* Have the file be as long as it is to be, its room taken at once: a map of
 * room that is not there would end the process.  A new one gets its salt. */
static enum result
prepare(int fd)
{
	uint64_t salt[ROWS];
	int wrong;

	if (lseek(fd, 0, SEEK_END) >= (off_t)sizeof(struct counts))
		return OK;
	rand_bytes(salt, sizeof(salt));
	wrong = posix_fallocate(fd, 0, sizeof(struct counts));
	if (wrong)
		return fail(INTERNAL, "%s", strerror(wrong));
	if (pwrite(fd, salt, sizeof(salt), 0) != (ssize_t)sizeof(salt))
		return fail(INTERNAL, "%s", strerror(errno));
	return OK;
}

static enum result
open_file(struct bounds *b, const char *folder)
{
	auto_arena mem = arena_new();
	const char *path = arena_printf(mem, "%s/bounds", folder);
	void *map;

	b->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (b->fd < 0)
		return fail(INTERNAL, "%s: %s", path, strerror(errno));
	TRY(prepare(b->fd));
	map = mmap(NULL, sizeof(struct counts), PROT_READ | PROT_WRITE,
		   MAP_SHARED, b->fd, 0);
	if (map == MAP_FAILED)
		return fail(INTERNAL, "%s: %s", path, strerror(errno));
	b->counts = map;
	return OK;
}

struct bounds *
bounds_new(const char *folder)
{
	struct bounds *b = xcalloc(1, sizeof(*b));

	b->fd = -1;
	b->place = -1;
	if (open_file(b, folder) != OK)
		log_line(LOG_WARNING, "requests are not bounded: %s",
			 fail_last()->text);
	return b;
}

void
bounds_free(struct bounds *b)
{
	if (!b)
		return;
	if (b->counts)
		munmap(b->counts, sizeof(struct counts));
	if (b->fd >= 0)
		close(b->fd);
	free(b);
}

/* ---- How often */

/* What is counted, in so few bytes: a hash of what is done, and who does it.
 * Of an IPv4 address all counts, of IPv6 the network. */
struct key {
	uint64_t what;
	unsigned char who[16];
};

static struct key
key_of(const struct bound *bound)
{
	struct key key = { .what = str_sum(bound->what, strlen(bound->what)) };
	uint64_t sum = str_sum(bound->who, strlen(bound->who));

	if (inet_pton(AF_INET, bound->who, key.who) == 1)
		return key;
	if (inet_pton(AF_INET6, bound->who, key.who) == 1)
		memset(key.who + 8, 0, 8);
	else
		memcpy(key.who, &sum, sizeof(sum));
	return key;
}

static _Atomic uint64_t *
counter_of(struct counts *counts, int row, const struct key *key)
{
	unsigned char text[sizeof(uint64_t) + sizeof(*key)];

	memcpy(text, &counts->salt[row], sizeof(uint64_t));
	memcpy(text + sizeof(uint64_t), key, sizeof(*key));
	return &counts->of[row][str_sum((const char *)text, sizeof(text)) %
				COUNTERS];
}

/* Count one more in this span of time; how many they are. */
static uint32_t
count(_Atomic uint64_t *at, uint32_t span)
{
	uint64_t is = atomic_load(at), next;

	do {
		if (is >> 32 == span && (uint32_t)is == UINT32_MAX)
			return UINT32_MAX;
		next = is >> 32 == span ? is + 1 : ((uint64_t)span << 32) + 1;
	} while (!atomic_compare_exchange_weak(at, &is, next));
	return (uint32_t)next;
}

bool
bounds_allow(struct bounds *b, const struct bound *bound, int *wait)
{
	const int64_t now = clock_now();
	const struct key key = key_of(bound);
	uint32_t least = UINT32_MAX, n;
	int row;

	*wait = 0;
	if (!b->counts || !bound->most)
		return true;
	for (row = 0; row < ROWS; row++) {
		n = count(counter_of(b->counts, row, &key),
			  (uint32_t)(now / bound->seconds));
		least = n < least ? n : least;
	}
	if (least <= bound->most)
		return true;
	*wait = bound->seconds - (int)(now % bound->seconds);
	return false;
}

bool
bounds_may(struct bounds *b, const char *address, long long most, int *wait)
{
	unsigned char unused[16];
	const bool is_address = inet_pton(AF_INET, address, unused) == 1 ||
				inet_pton(AF_INET6, address, unused) == 1;
	const struct bound bound = { "minute", is_address ? address : "",
				     MINUTE, most };

	return bounds_allow(b, &bound, wait);
}

/* ---- How many wait */

static bool
lock(struct bounds *b, short type, int place)
{
	const struct flock at = { .l_type = type,
				  .l_whence = SEEK_SET,
				  .l_start = place,
				  .l_len = 1 };

	return fcntl(b->fd, F_OFD_SETLK, &at) == 0;
}

bool
bounds_wait(struct bounds *b, int places)
{
	if (b->fd < 0)
		return false;
	for (b->place = 0; b->place < places; b->place++)
		if (lock(b, F_WRLCK, b->place))
			return true;
	b->place = -1;
	return false;
}

void
bounds_leave(struct bounds *b)
{
	if (b->place >= 0)
		lock(b, F_UNLCK, b->place);
	b->place = -1;
}
