/*
 * libcurl is found, its functions are the right ones, and a second call
 * changes nothing.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail

#include <string.h>

#include "http/curl_lib.h"

static void
opens_once(void **state)
{
	struct curl_lib first;
	struct curl_slist *list;
	CURL *curl;

	(void)state;
	assert_null(curl_lib.easy_init);
	assert_int_equal(curl_lib_open(), OK);
	first = curl_lib;
	assert_int_equal(curl_lib_open(), OK);
	assert_memory_equal(&first, &curl_lib, sizeof(first));
	curl = curl_easy_init();
	assert_non_null(curl);
	assert_int_equal(curl_easy_setopt(curl, CURLOPT_URL, "nothing://x"),
			 CURLE_OK);
	assert_int_equal(curl_easy_perform(curl), CURLE_UNSUPPORTED_PROTOCOL);
	assert_non_null(curl_easy_strerror(CURLE_UNSUPPORTED_PROTOCOL));
	curl_easy_cleanup(curl);
	list = curl_slist_append(NULL, "one");
	assert_string_equal(list->data, "one");
	curl_slist_free_all(list);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(opens_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
