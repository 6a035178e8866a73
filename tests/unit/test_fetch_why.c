/* Every reason is a sentence that names the host. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail

#include <string.h>

#include "http/curl_lib.h"
#include "http/fetch_why.h"

static void
is_a_sentence(void **state)
{
	long verify;
	int code;

	(void)state;
	for (code = 1; code < CURL_LAST; code++)
		for (verify = 0; verify < 80; verify += code == 60 ? 1 : 80) {
			assert_int_equal(
				fetch_why("a%s.example", code, verify, 9001),
				UPSTREAM);
			assert_non_null(
				strstr(fail_last()->text, "a%s.example"));
			assert_string_equal(strrchr(fail_last()->text, '.'),
					    ".");
		}
}

static void
says_what_is_wrong(void **state)
{
	static const struct {
		int code;
		long verify;
		const char *words;
	} rows[] = {
		{ CURLE_OPERATION_TIMEDOUT, 0,
		  "b did not answer in time: 10 seconds are the most." },
		{ CURLE_PEER_FAILED_VERIFICATION, 0,
		  "The certificate of b is for another name." },
		{ CURLE_PEER_FAILED_VERIFICATION, 10,
		  "The certificate of b has expired." },
		{ CURLE_PEER_FAILED_VERIFICATION, 77,
		  "The certificate of b is not right." },
		{ CURLE_COULDNT_CONNECT, 0,
		  "No connection to b could be made." },
		{ CURLE_READ_ERROR, 0, "b did not answer as it should." },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(
			fetch_why("b", rows[i].code, rows[i].verify, 9001),
			UPSTREAM);
		assert_string_equal(fail_last()->text, rows[i].words);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_a_sentence),
		cmocka_unit_test(says_what_is_wrong),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
