/*
 * Tests of base/clock.c: RFC 3339 with its own examples, the times without
 * a zone found in the field (CLR 1.0 Q-21), and the words people read.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <string.h>
#include <time.h>

#include "base/clock.h"

/* A date-time and its seconds since the epoch. */
static const struct {
	const char *s;
	int64_t epoch;
} good[] = {
	{ "1970-01-01T00:00:00Z", 0 },
	{ "1985-04-12T23:20:50.52Z", 482196050 },
	{ "1996-12-19T16:39:57-08:00", 851042397 },
	{ "1990-12-31T23:59:60Z", 662687999 },
	{ "1990-12-31T15:59:60-08:00", 662687999 },
	{ "1937-01-01T12:00:27.87+00:20", -1041337173 },
	{ "2021-01-15T12:00:00.123456789012345678901234567890Z", 1610712000 },
	{ "2021-01-15t12:00:00z", 1610712000 },
	{ "2021-01-15T12:00:00-00:00", 1610712000 },
	{ "2021-01-15T17:30:00+05:30", 1610712000 },
	{ "2020-02-29T00:00:00Z", 1582934400 },
	{ "2000-02-29T00:00:00Z", 951782400 },
	{ "0000-01-01T00:00:00Z", -62167219200 },
	{ "9999-12-31T23:59:59Z", 253402300799 },
	{ "1969-12-31T23:59:59Z", -1 },
	{ "2021-01-15T12:00:00+23:59", 1610625660 },
};

static void
reads_date_times(void **state)
{
	struct moment at;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof good / sizeof good[0]; i++) {
		assert_int_equal(clock_parse(good[i].s, false, &at), OK);
		assert_true(at.epoch == good[i].epoch);
		assert_true(at.has_time && at.has_zone);
		assert_false(at.is_unknown);
	}
}

/* What is wrong, and the words that say it. */
static const struct {
	const char *s, *words;
} bad[] = {
	{ "", "not a date such as" },
	{ "yesterday", "not a date such as" },
	{ " 2021-01-15T12:00:00Z", "not a date such as" },
	{ "21-01-15T12:00:00Z", "not a date such as" },
	{ "2021/01/15T12:00:00Z", "not a date such as" },
	{ "2021-1-15T12:00:00Z", "not a date such as" },
	{ "20210115T120000Z", "not a date such as" },
	{ "-021-01-15T12:00:00Z", "not a date such as" },
	{ "2021-13-15T12:00:00Z", "no month 13" },
	{ "2021-00-15T12:00:00Z", "no month 00" },
	{ "2021-02-29T12:00:00Z", "no day 29 in month 02 of 2021" },
	{ "1900-02-29T12:00:00Z", "no day 29 in month 02 of 1900" },
	{ "2021-04-31T12:00:00Z", "no day 31 in month 04 of 2021" },
	{ "2021-01-00T12:00:00Z", "no day 00" },
	{ "2021-01-15", "not a date-time such as" },
	{ "2021-01-15 12:00:00Z", "not a date-time such as" },
	{ "2021-01-15T12:00Z", "not a date-time such as" },
	{ "2021-01-15T12:00:0", "not a date-time such as" },
	{ "2021-01-15T12:00:00.Z", "not a date-time such as" },
	{ "2021-01-15T24:00:00Z", "no time 24:00:00" },
	{ "2021-01-15T12:60:00Z", "no time 12:60:00" },
	{ "2021-01-15T12:00:61Z", "no time 12:00:61" },
	{ "2021-01-15T12:00:00", "a time zone" },
	{ "2021-01-15T12:00:00 Z", "a time zone" },
	{ "2021-01-15T12:00:00,5Z", "a time zone" },
	{ "2021-01-15T12:00:00UTC", "a time zone" },
	{ "2021-01-15T12:00:00+0100", "not a time zone" },
	{ "2021-01-15T12:00:00+1", "not a time zone" },
	{ "2021-01-15T12:00:00+24:00", "not a time zone" },
	{ "2021-01-15T12:00:00-01:60", "not a time zone" },
	{ "2021-01-15T12:00:00Zz", "more text" },
	{ "2021-01-15T12:00:00Z\n", "more text" },
	{ "2021-01-15T12:00:00+01:00:00", "more text" },
	{ "2021-01-15T12:00:0\xD9\xA0Z", "not a date-time such as" },
};

static void
refuses_what_is_none(void **state)
{
	struct moment at;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		assert_int_equal(clock_parse(bad[i].s, false, &at), INVALID);
		assert_non_null(strstr(fail_last()->text, bad[i].words));
	}
}

static void
lax_takes_no_zone_only(void **state)
{
	struct moment at;
	size_t i;

	(void)state;
	assert_int_equal(clock_parse("2021-01-15T12:00:00", true, &at), OK);
	assert_true(at.epoch == 1610712000);
	assert_false(at.has_zone);
	assert_int_equal(clock_parse("2021-01-15T12:00:00.5", true, &at), OK);
	assert_int_equal(clock_parse("2021-01-15T12:00:00+01:00", true, &at),
			 OK);
	assert_true(at.has_zone);
	assert_int_equal(at.offset, 60);
	for (i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		if (strcmp(bad[i].s, "2021-01-15T12:00:00") != 0)
			assert_int_equal(clock_parse(bad[i].s, true, &at),
					 INVALID);
	}
}

static void
keeps_what_was_written(void **state)
{
	struct moment at;

	(void)state;
	assert_int_equal(clock_parse("2021-01-01T01:02:03-11:30", false, &at),
			 OK);
	assert_int_equal(at.year, 2021);
	assert_int_equal(at.month, 1);
	assert_int_equal(at.day, 1);
	assert_int_equal(at.hour, 1);
	assert_int_equal(at.minute, 2);
	assert_int_equal(at.second, 3);
	assert_int_equal(at.offset, -690);
}

static void
knows_the_unknown(void **state)
{
	struct moment at;

	(void)state;
	assert_int_equal(clock_parse("0001-01-01T00:00:00", true, &at), OK);
	assert_true(at.is_unknown);
	assert_int_equal(clock_parse("0001-01-01T00:00:00Z", false, &at), OK);
	assert_true(at.is_unknown);
	assert_int_equal(clock_parse("0001-01-02T00:00:00Z", false, &at), OK);
	assert_false(at.is_unknown);
}

static void
reads_dates(void **state)
{
	struct moment at;

	(void)state;
	assert_int_equal(clock_parse_date("2021-01-15", &at), OK);
	assert_true(at.epoch == 1610668800);
	assert_false(at.has_time);
	assert_int_equal(clock_parse_date("2021-01-15T12:00:00Z", &at),
			 INVALID);
	assert_int_equal(clock_parse_date("2021-02-30", &at), INVALID);
	assert_int_equal(clock_parse_date("2021-2-3", &at), INVALID);
	assert_int_equal(clock_parse_date("", &at), INVALID);
}

static void
writes_iso(void **state)
{
	auto_arena mem = arena_new();
	struct moment at;
	int64_t epoch;

	(void)state;
	assert_string_equal(clock_iso(mem, 0), "1970-01-01T00:00:00Z");
	assert_string_equal(clock_iso(mem, 1610712000), "2021-01-15T12:00:00Z");
	assert_string_equal(clock_iso(mem, INT64_MIN), "0000-01-01T00:00:00Z");
	assert_string_equal(clock_iso(mem, INT64_MAX), "9999-12-31T23:59:59Z");
	for (epoch = -70000000000; epoch < 260000000000; epoch += 98765432) {
		assert_int_equal(clock_parse(clock_iso(mem, epoch), false, &at),
				 OK);
		if (epoch >= -62167219200 && epoch <= 253402300799)
			assert_true(at.epoch == epoch);
	}
}

static void
writes_http(void **state)
{
	auto_arena mem = arena_new();

	(void)state;
	assert_string_equal(clock_http(mem, 784111777),
			    "Sun, 06 Nov 1994 08:49:37 GMT");
	assert_string_equal(clock_http(mem, 1610712000),
			    "Fri, 15 Jan 2021 12:00:00 GMT");
}

static const char *
words(struct arena *mem, const char *s, bool with_time,
      const char *const months[12])
{
	struct moment at;

	assert_int_equal(clock_parse(s, true, &at), OK);
	return clock_words(mem, &at, with_time, months);
}

static void
writes_words(void **state)
{
	static const char *const german[12] = {
		"Januar",    "Februar", "M\xC3\xA4rz", "April",
		"Mai",	     "Juni",	"Juli",	       "August",
		"September", "Oktober", "November",    "Dezember",
	};
	auto_arena mem = arena_new();
	struct moment at;

	(void)state;
	assert_string_equal(words(mem, "2021-01-15T12:00:00Z", false, NULL),
			    "15 January 2021");
	assert_string_equal(words(mem, "2021-01-15T12:00:59Z", true, NULL),
			    "15 January 2021, 12:00 UTC");
	assert_string_equal(words(mem, "2021-12-05T00:05:00+05:30", true, NULL),
			    "5 December 2021, 00:05 +05:30");
	assert_string_equal(words(mem, "2021-12-05T00:05:00-08:00", true, NULL),
			    "5 December 2021, 00:05 -08:00");
	assert_string_equal(words(mem, "2021-12-05T00:05:00", true, NULL),
			    "5 December 2021, 00:05 UTC");
	assert_string_equal(words(mem, "2021-03-01T00:00:00Z", false, german),
			    "1 M\xC3\xA4rz 2021");
	assert_string_equal(words(mem, "0001-01-01T00:00:00", true, NULL),
			    "not stated");
	assert_int_equal(clock_parse_date("2021-01-15", &at), OK);
	assert_string_equal(clock_words(mem, &at, true, NULL),
			    "15 January 2021");
}

static void
clocks_go_on(void **state)
{
	int64_t before = clock_micros();
	struct timespec wait = { .tv_nsec = 2000000 };

	(void)state;
	nanosleep(&wait, NULL);
	assert_true(clock_micros() - before >= 2000);
	assert_true(clock_micros() - before < 60000000);
	assert_true(clock_now() >= 1610712000);
	assert_true(time(NULL) - clock_now() <= 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_date_times),
		cmocka_unit_test(refuses_what_is_none),
		cmocka_unit_test(lax_takes_no_zone_only),
		cmocka_unit_test(keeps_what_was_written),
		cmocka_unit_test(knows_the_unknown),
		cmocka_unit_test(reads_dates),
		cmocka_unit_test(writes_iso),
		cmocka_unit_test(writes_http),
		cmocka_unit_test(writes_words),
		cmocka_unit_test(clocks_go_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
