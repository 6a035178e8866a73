/* One-time codes: RFC 6238, Appendix B, and when one is taken. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail

#include "base/str.h"
#include "crypto/totp.h"

static const unsigned char *const secret =
	(const unsigned char *)"12345678901234567890";

/* The appendix has eight digits; six are their end. */
static void
follows_the_rfc(void **state)
{
	static const struct {
		int64_t time;
		const char *code;
	} rows[] = {
		{ 59, "94287082" },	    { 1111111109, "07081804" },
		{ 1111111111, "14050471" }, { 1234567890, "89005924" },
		{ 2000000000, "69279037" }, { 20000000000, "65353130" },
	};
	auto_arena mem = arena_new();
	int64_t step;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		step = rows[i].time / TOTP_SECONDS;
		assert_string_equal(totp_code(mem, secret, step),
				    rows[i].code + 2);
		assert_true(totp_is(secret, rows[i].code + 2, rows[i].time, 0,
				    &step));
		assert_true(step == rows[i].time / TOTP_SECONDS);
	}
}

static void
takes_one_step_off(void **state)
{
	const int64_t now = 1111111109;
	auto_arena mem = arena_new();
	int64_t step;
	int way;

	(void)state;
	for (way = -3; way <= 3; way++) {
		const char *code = totp_code(mem, secret,
					     now / TOTP_SECONDS + way);

		step = -1;
		assert_true(totp_is(secret, code, now, 0, &step) ==
			    (way >= -1 && way <= 1));
		if (way >= -1 && way <= 1)
			assert_true(step == now / TOTP_SECONDS + way);
		else
			assert_true(step == -1);
	}
}

static void
takes_none_twice(void **state)
{
	const int64_t now = 1111111109, at = now / TOTP_SECONDS;
	auto_arena mem = arena_new();
	const char *code = totp_code(mem, secret, at);
	int64_t step = 0;

	(void)state;
	assert_true(totp_is(secret, code, now, at - 1, &step));
	assert_false(totp_is(secret, code, now, step, &step));
	assert_false(totp_is(secret, code, now, at + 1, &step));
	assert_true(totp_is(secret, totp_code(mem, secret, at + 1), now, at,
			    &step));
}

static void
passes_over_blanks_alone(void **state)
{
	static const struct {
		const char *code;
		bool is_right;
	} rows[] = { { "081804", true },   { " 081 804 ", true },
		     { "81804", false },   { "0081804", false },
		     { "", false },	   { "08180\xd9\xa4", false },
		     { "081804x", false }, { "-081804", false },
		     { "08180", false },   { "081805", false },
		     { "0818040", false }, { "081\t804", false } };
	int64_t step;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_true(totp_is(secret, rows[i].code, 1111111109, 0,
				    &step) == rows[i].is_right);
}

static void
says_the_secret(void **state)
{
	static const unsigned char ends[TOTP_SECRET] = { 0xff, [19] = 0x1f };
	auto_arena mem = arena_new();

	(void)state;
	assert_string_equal(totp_base32(mem, secret),
			    "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
	assert_string_equal(totp_base32(mem, ends),
			    "74AAAAAAAAAAAAAAAAAAAAAAAAAAAAA7");
	assert_string_equal(
		totp_url(mem, secret, "Elm & Oak", "bea+1@b.example"),
		"otpauth://totp/Elm%20%26%20Oak:bea%2B1%40b.example"
		"?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
		"&issuer=Elm%20%26%20Oak&algorithm=SHA1&digits=6&period=30");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(follows_the_rfc),
		cmocka_unit_test(takes_one_step_off),
		cmocka_unit_test(takes_none_twice),
		cmocka_unit_test(passes_over_blanks_alone),
		cmocka_unit_test(says_the_secret),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
