/*
 * Time: RFC 3339 in and out, and the words people read.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/* A date-time as a document states it. */
struct moment {
	int64_t epoch;	      /* seconds since 1970-01-01T00:00:00Z */
	int year, month, day; /* as written, in its own zone */
	int hour, minute, second;
	int offset;	 /* minutes east of UTC */
	bool has_time;	 /* false: a date alone was given */
	bool has_zone;	 /* false: none given, UTC assumed */
	bool is_unknown; /* 0001-01-01…: "unknown" (CLR 1.0 Q-21) */
};

/* Now, seconds since the epoch; and a monotonic clock in microseconds. */
int64_t
clock_now(void);
int64_t
clock_micros(void);

/*
 * Read an RFC 3339 date-time.  With ${lax} also take one without a zone
 * (UTC is assumed), as found in the field (CLR 1.0 Q-21).  Fractions of
 * any length are read over.  Leap second :60 is taken as :59.
 * OK: *${out}.  INVALID: what is wrong is in the failure.
 */
enum result
clock_parse(const char *s, bool lax, struct moment *out) CHECKED;

/* Read a full-date YYYY-MM-DD; has_time is false.  OK or INVALID. */
enum result
clock_parse_date(const char *s, struct moment *out) CHECKED;

/* "2021-01-15T12:00:00Z", in ${mem}.  A time before the year 0 or after
 * 9999, which RFC 3339 cannot say, becomes the nearest that it can. */
char *
clock_iso(struct arena *mem, int64_t epoch);

/*
 * "15 January 2021", or with ${with_time} "15 January 2021, 12:00 UTC"
 * ("… 12:00 +05:30" for another offset), as written by its author.
 * ${months} are twelve names in the reader's language; NULL is English.
 * "not stated" for an unknown moment.  In ${mem}.
 */
char *
clock_words(struct arena *mem, const struct moment *at, bool with_time,
	    const char *const months[12]);

/* "Fri, 15 Jan 2021 12:00:00 GMT" (RFC 9110 §5.6.7), in ${mem}. */
char *
clock_http(struct arena *mem, int64_t epoch);

#endif
