/* The algorithms: three, by their names to the letter. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail

#include "crypto/jws_alg.h"

static void
finds_three(void **state)
{
	enum jws_alg alg;

	(void)state;
	for (alg = 0; alg < JWS_ALG__MAX; alg++)
		assert_int_equal(jws_alg_find(jws_alg_name(alg)), alg);
	assert_int_equal(JWS_ALG__MAX, 3);
	assert_string_equal(jws_alg_name(JWS_RS256), "RS256");
	assert_string_equal(jws_alg_hash(JWS_RS384), "SHA384");
	assert_string_equal(jws_alg_name(JWS_RS512), "RS512");
}

static void
finds_no_others(void **state)
{
	static const char *const rows[] = {
		"",	  "none",	"rs256", "RS25",  "RS2560",
		" RS256", "RS1",	"HS256", "PS256", "ES256",
		"RS256 ", "RSA-SHA256", "EdDSA", NULL,
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(jws_alg_find(rows[i]), JWS_ALG__MAX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_three),
		cmocka_unit_test(finds_no_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
