/*
 * Bounds that all workers keep together: how often an address may ask for
 * something dear, and how many workers may stand waiting for the job
 * process.
 *
 * They are in one small file of the data directory, mapped by each process:
 * it works for one request as plain CGI too, costs no question to the
 * database, and holds nobody's address, only counts under hashes of them.
 */
#ifndef WEB_BOUNDS_H
#define WEB_BOUNDS_H

#include <stdbool.h>

struct bounds;

/* The bounds of ${folder}, made when missing.  Never NULL: if the file
 * cannot be made that is logged, and nothing is bounded.  Freed by
 * bounds_free(). */
struct bounds *
bounds_new(const char *folder);
void
bounds_free(struct bounds *b);

/*
 * May somebody at ${address} ask once more, of ${most} times a minute (0: any
 * number)?  It is counted.  An IPv6 address counts with all of its /64.
 * False: not in this minute; *${wait} is for how many seconds, 1 to 60.
 */
bool
bounds_may(struct bounds *b, const char *address, long long most, int *wait);

/* What is bounded: ${what} ("register") is counted apart from all else; ${who}
 * is an address as above, or another text; in ${seconds} it may be done
 * ${most} times, 0: any number. */
struct bound {
	const char *what, *who;
	int seconds;
	long long most;
};

/* The same for anything else: *${wait} is 1 to ${bound}->seconds. */
bool
bounds_allow(struct bounds *b, const struct bound *bound, int *wait);

/* Take one of ${places} for waiting, until bounds_leave() or the end of the
 * process.  False: all are taken; do not wait. */
bool
bounds_wait(struct bounds *b, int places);
void
bounds_leave(struct bounds *b);

#endif
