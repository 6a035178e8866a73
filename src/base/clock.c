/*
 * Time: RFC 3339 in and out, HTTP dates, and the words people read.  No
 * local time anywhere: a moment is shown in the zone its author wrote.
 * Called by model, store, http and page.
 */
#include "base/clock.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define YEAR_0 INT64_C(-62167219200)	/* 0000-01-01T00:00:00Z */
#define YEAR_9999 INT64_C(253402300799) /* 9999-12-31T23:59:59Z */

static const char *const english[12] = {
	"January", "February", "March",	    "April",   "May",	   "June",
	"July",	   "August",   "September", "October", "November", "December",
};

static const char *const weekdays[7] = {
	"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat",
};

int64_t
clock_now(void)
{
	return time(NULL);
}

int64_t
clock_micros(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (int64_t)at.tv_sec * 1000000 + at.tv_nsec / 1000;
}

/* Read ${count} digits at *${s} and go past them. */
static bool
take_digits(const char **s, int count, int *out)
{
	int n = 0;

	for (; count > 0; count--, (*s)++) {
		if (**s < '0' || **s > '9')
			return false;
		n = n * 10 + (**s - '0');
	}
	*out = n;
	return true;
}

/* Go past the letter ${c}, of either case, at *${s}. */
static bool
take(const char **s, char c)
{
	if (toupper((unsigned char)**s) != c)
		return false;
	(*s)++;
	return true;
}

static int
month_days(int year, int month)
{
	static const int days[12] = {
		31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
	};
	bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && is_leap);
}

static enum result
take_date(const char **s, struct moment *at)
{
	if (!take_digits(s, 4, &at->year) || !take(s, '-') ||
	    !take_digits(s, 2, &at->month) || !take(s, '-') ||
	    !take_digits(s, 2, &at->day))
		return fail(INVALID, "not a date such as 2021-01-15");
	if (at->month < 1 || at->month > 12)
		return fail(INVALID, "there is no month %02d", at->month);
	if (at->day < 1 || at->day > month_days(at->year, at->month))
		return fail(INVALID,
			    "there is no day %02d in month %02d of %04d",
			    at->day, at->month, at->year);
	at->is_unknown = at->year == 1 && at->month == 1 && at->day == 1;
	return OK;
}

static bool
take_fraction(const char **s)
{
	size_t digits;

	if (!take(s, '.'))
		return true;
	digits = strspn(*s, "0123456789");
	*s += digits;
	return digits > 0;
}

static enum result
take_time(const char **s, struct moment *at)
{
	if (!take(s, 'T') || !take_digits(s, 2, &at->hour) || !take(s, ':') ||
	    !take_digits(s, 2, &at->minute) || !take(s, ':') ||
	    !take_digits(s, 2, &at->second) || !take_fraction(s))
		return fail(INVALID,
			    "not a date-time such as 2021-01-15T12:00:00Z");
	if (at->hour > 23 || at->minute > 59 || at->second > 60)
		return fail(INVALID, "there is no time %02d:%02d:%02d",
			    at->hour, at->minute, at->second);
	if (at->second == 60)
		at->second = 59;
	at->has_time = true;
	return OK;
}

static enum result
take_zone(const char **s, bool lax, struct moment *at)
{
	bool is_west = **s == '-';
	int hours, minutes;

	if (**s == '\0' && lax)
		return OK;
	at->has_zone = true;
	if (take(s, 'Z'))
		return OK;
	if (!take(s, '+') && !take(s, '-'))
		return fail(INVALID,
			    "a time zone such as Z or +01:00 is needed "
			    "after the seconds");
	if (!take_digits(s, 2, &hours) || !take(s, ':') ||
	    !take_digits(s, 2, &minutes) || hours > 23 || minutes > 59)
		return fail(INVALID, "not a time zone such as Z or +01:00");
	at->offset = (hours * 60 + minutes) * (is_west ? -1 : 1);
	return OK;
}

/* Check that nothing follows, and count the seconds since the epoch. */
static enum result
finish(const char *s, struct moment *at)
{
	struct tm tm = {
		.tm_year = at->year - 1900,
		.tm_mon = at->month - 1,
		.tm_mday = at->day,
		.tm_hour = at->hour,
		.tm_min = at->minute,
		.tm_sec = at->second,
	};

	if (*s)
		return fail(INVALID, "more text follows the date");
	at->epoch = (int64_t)timegm(&tm) - (int64_t)at->offset * 60;
	return OK;
}

enum result
clock_parse(const char *s, bool lax, struct moment *out)
{
	memset(out, 0, sizeof *out);
	TRY(take_date(&s, out));
	TRY(take_time(&s, out));
	TRY(take_zone(&s, lax, out));
	return finish(s, out);
}

enum result
clock_parse_date(const char *s, struct moment *out)
{
	memset(out, 0, sizeof *out);
	TRY(take_date(&s, out));
	return finish(s, out);
}

/* ${epoch} in UTC, at most what four digits of a year can say. */
static struct tm
utc(int64_t epoch)
{
	time_t at = epoch < YEAR_0	? YEAR_0
		    : epoch > YEAR_9999 ? YEAR_9999
					: epoch;
	struct tm tm;

	gmtime_r(&at, &tm);
	return tm;
}

char *
clock_iso(struct arena *mem, int64_t epoch)
{
	struct tm tm = utc(epoch);

	return arena_printf(mem, "%04d-%02d-%02dT%02d:%02d:%02dZ",
			    tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
			    tm.tm_hour, tm.tm_min, tm.tm_sec);
}

/* "UTC" or "+05:30". */
static char *
zone_words(struct arena *mem, int offset)
{
	int minutes = offset < 0 ? -offset : offset;

	if (offset == 0)
		return arena_strdup(mem, "UTC");
	return arena_printf(mem, "%c%02d:%02d", offset < 0 ? '-' : '+',
			    minutes / 60, minutes % 60);
}

char *
clock_words(struct arena *mem, const struct moment *at, bool with_time,
	    const char *const months[12])
{
	char *date;

	if (at->is_unknown)
		return arena_strdup(mem, "not stated");
	if (!months)
		months = english;
	date = arena_printf(mem, "%d %s %d", at->day, months[at->month - 1],
			    at->year);
	if (!with_time || !at->has_time)
		return date;
	return arena_printf(mem, "%s, %02d:%02d %s", date, at->hour, at->minute,
			    zone_words(mem, at->offset));
}

char *
clock_http(struct arena *mem, int64_t epoch)
{
	struct tm tm = utc(epoch);

	return arena_printf(mem, "%s, %02d %.3s %04d %02d:%02d:%02d GMT",
			    weekdays[tm.tm_wday], tm.tm_mday,
			    english[tm.tm_mon], tm.tm_year + 1900, tm.tm_hour,
			    tm.tm_min, tm.tm_sec);
}
