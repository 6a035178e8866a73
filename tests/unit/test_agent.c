/*
 * Tests of http/agent.c: the browsers people have.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "http/agent.h"

static const struct {
	const char *header, *words;
} agents[] = {
	{ "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 "
	  "Firefox/128.0",
	  "Firefox on Linux" },
	{ "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 "
	  "(KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0",
	  "Edge on Windows" },
	{ "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like "
	  "Gecko) Chrome/126.0 Mobile Safari/537.36",
	  "Chrome on Android" },
	{ "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) "
	  "AppleWebKit/605 (KHTML, like Gecko) Version/17.5 Mobile Safari/604",
	  "Safari on iPhone" },
	{ "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 "
	  "(KHTML, like Gecko) Version/17 Safari/605",
	  "Safari on Mac" },
	{ "Mozilla/5.0 (SomethingElse) Firefox/1.0", "Firefox" },
	{ "curl/7.88.1", "Another program" },
	{ "<script>alert(1)</script>", "Another program" },
	{ "", "Another program" },
	{ NULL, "Another program" },
};

static void
names_browser_and_system(void **state)
{
	auto_arena mem = arena_new();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(agents) / sizeof(agents[0]); i++)
		assert_string_equal(agent_words(mem, agents[i].header),
				    agents[i].words);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_browser_and_system),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
