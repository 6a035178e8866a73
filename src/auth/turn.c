/*
 * Places for dear work, as locked files: the kernel gives a lock back when
 * its holder dies, so no place is ever lost.  Who finds none takes one of the
 * places to wait in, counted in the same way.  It does not know what the work
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

/* Lock the file ${kind}.${place}.  OK: *${fd}.  BUSY: somebody has it. */
static enum result
take_place(const char *folder, const char *kind, int place, int *fd)
{
	char path[4096];
	auto_fd opened = -1;
	int len = snprintf(path, sizeof(path), "%s/%s.%d", folder, kind, place);

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

/* Any of ${places} places of a kind. */
static enum result
take_any(const char *folder, const char *kind, int places, int *fd)
{
	enum result r = BUSY;
	int i;

	for (i = 0; i < places && r == BUSY; i++)
		r = take_place(folder, kind, i, fd);
	return r;
}

enum result
turn_take(const char *folder, int *fd)
{
	const struct timespec step = { .tv_nsec = STEP_MS * 1000000L };
	int64_t end = clock_micros() + TURN_WAIT_MS * 1000LL;
	auto_fd waiting = -1;
	enum result r = take_any(folder, "hash", TURN_PLACES, fd);

	if (r != BUSY)
		return r;
	r = take_any(folder, "wait", TURN_QUEUE, &waiting);
	if (r == BUSY)
		return fail(BUSY,
			    "%d already wait for a password to be "
			    "checked",
			    TURN_QUEUE);
	TRY(r);
	do {
		nanosleep(&step, NULL);
		r = take_any(folder, "hash", TURN_PLACES, fd);
		if (r != BUSY)
			return r;
	} while (clock_micros() < end);
	return fail(BUSY, "no password could be checked for %d ms",
		    TURN_WAIT_MS);
}
