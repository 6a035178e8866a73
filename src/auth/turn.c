/*
 * Places for dear work, as locked files: the kernel gives a lock back when
 * its holder dies, so no place is ever lost.  It does not know what the work
 * is.  Called before a password is hashed.
 */
#include "auth/turn.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/clock.h"

#define STEP_MS 5

/* OK: *${fd}.  BUSY: somebody has this place. */
static enum result
take_place(const char *folder, int place, int *fd)
{
	char path[4096];
	auto_fd opened = -1;
	int len = snprintf(path, sizeof(path), "%s/hash.%d", folder, place);

	if (len < 0 || (size_t)len >= sizeof(path))
		return fail(INTERNAL, "%s is too long", folder);
	opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (opened < 0)
		return fail(INTERNAL, "%s: %s", path, strerror(errno));
	if (flock(opened, LOCK_EX | LOCK_NB) != 0)
		return fail(BUSY, "%s is taken", path);
	*fd = opened;
	opened = -1;
	return OK;
}

enum result
turn_take(const char *folder, int *fd)
{
	const struct timespec step = { .tv_nsec = STEP_MS * 1000000L };
	int64_t end = clock_micros() + TURN_WAIT_MS * 1000LL;
	enum result r;
	int i;

	do {
		for (i = 0; i < TURN_PLACES; i++) {
			r = take_place(folder, i, fd);
			if (r != BUSY)
				return r;
		}
		nanosleep(&step, NULL);
	} while (clock_micros() < end);
	return fail(BUSY, "too many passwords are being checked");
}
