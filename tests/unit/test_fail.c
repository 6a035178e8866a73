/*
 * Tests of base/fail.c: the last failure.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <string.h>

#include "base/fail.h"

static void
starts_with_none(void **state)
{
	(void)state;
	fail_clear();
	assert_non_null(fail_last());
	assert_int_equal(fail_last()->result, OK);
	assert_string_equal(fail_last()->text, "");
}

static void
keeps_words_and_place(void **state)
{
	int line = __LINE__ + 3;

	(void)state;
	assert_int_equal(fail(NOT_FOUND, "assertion %s, try %d", "x1", 2),
			 NOT_FOUND);
	assert_int_equal(fail_last()->result, NOT_FOUND);
	assert_string_equal(fail_last()->text, "assertion x1, try 2");
	assert_non_null(strstr(fail_last()->file, "test_fail.c"));
	assert_in_range(fail_last()->line, line - 1, line + 1);
	fail_clear();
	assert_int_equal(fail_last()->result, OK);
	assert_string_equal(fail_last()->text, "");
}

static void
quotes_the_failure_before(void **state)
{
	(void)state;
	assert_int_equal(fail(INVALID, "no month 13"), INVALID);
	assert_int_equal(fail(INVALID, "issuedOn: %s", fail_last()->text),
			 INVALID);
	assert_string_equal(fail_last()->text, "issuedOn: no month 13");
}

/* Write ${part} until the sentence is far too long, after ${lead} letters;
 * the length kept. */
static size_t
kept(size_t lead, const char *part)
{
	char text[3000] = "";
	size_t len = lead;

	memset(text, '-', lead);
	while (len + strlen(part) < sizeof text - 1) {
		memcpy(text + len, part, strlen(part));
		len += strlen(part);
	}
	assert_int_equal(fail(INTERNAL, "%s", text), INTERNAL);
	assert_memory_equal(fail_last()->text, text, strlen(fail_last()->text));
	return strlen(fail_last()->text);
}

static void
cuts_between_characters(void **state)
{
	size_t lead, len;

	(void)state;
	assert_int_equal(kept(0, "x"), 1023);
	for (lead = 0; lead < 4; lead++) {
		len = kept(lead, "\xE2\x82\xAC");
		assert_in_range(len, 1019, 1023);
		assert_int_equal((len - lead) % 3, 0);
		len = kept(lead, "\xF0\x9F\x8E\x93");
		assert_in_range(len, 1019, 1023);
		assert_int_equal((len - lead) % 4, 0);
	}
}

static void
takes_bytes_that_are_no_text(void **state)
{
	(void)state;
	assert_int_equal(kept(0, "\x80"), 1023);
	assert_int_equal(kept(0, "\xFF"), 1022);
}

static void
has_a_name_for_each_result(void **state)
{
	int i;

	(void)state;
	for (i = OK; i < RESULT__MAX; i++)
		assert_non_null(fail_name((enum result)i));
	assert_string_equal(fail_name(OK), "OK");
	assert_string_equal(fail_name(BAD_METHOD), "BAD_METHOD");
	assert_string_equal(fail_name(TOO_OFTEN), "TOO_OFTEN");
	assert_string_equal(fail_name(INTERNAL), "INTERNAL");
	assert_string_equal(fail_name(RESULT__MAX), "UNKNOWN");
	assert_string_equal(fail_name((enum result)99), "UNKNOWN");
}

static enum result
passes_up(enum result result, int *reached)
{
	TRY(result);
	(*reached)++;
	return OK;
}

static void
try_leaves_unless_ok(void **state)
{
	int reached = 0;

	(void)state;
	assert_int_equal(passes_up(GONE, &reached), GONE);
	assert_int_equal(reached, 0);
	assert_int_equal(passes_up(OK, &reached), OK);
	assert_int_equal(reached, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(starts_with_none),
		cmocka_unit_test(keeps_words_and_place),
		cmocka_unit_test(quotes_the_failure_before),
		cmocka_unit_test(cuts_between_characters),
		cmocka_unit_test(takes_bytes_that_are_no_text),
		cmocka_unit_test(has_a_name_for_each_result),
		cmocka_unit_test(try_leaves_unless_ok),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
