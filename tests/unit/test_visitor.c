/*
 * Whose views count: people, not robots, not pages fetched ahead.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* ours is in base/fail.h */

#include "fake_source.h"
#include "web/visitor.h"

static bool
is_person(const char *agent, const char *purpose)
{
	struct fake fake = { .vars = {
				     { "REQUEST_METHOD", "GET" },
				     { "REQUEST_URI", "/s/x" },
			     } };
	struct request_source source = { &fake, fake_env, fake_read };
	struct request_limits limits = { .base_path = "", .max_header = 8192 };
	auto_arena mem = arena_new();
	struct request r;
	int n = 2;

	if (agent) {
		fake.vars[n][0] = "HTTP_USER_AGENT";
		fake.vars[n++][1] = agent;
	}
	if (purpose) {
		fake.vars[n][0] = "HTTP_SEC_PURPOSE";
		fake.vars[n++][1] = purpose;
	}
	assert_int_equal(request_read(mem, &source, &limits, &r), OK);
	return visitor_is_person(&r);
}

static void
test_people(void **state)
{
	(void)state;
	assert_true(is_person("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) "
			      "Gecko/20100101 Firefox/128.0",
			      NULL));
	assert_true(is_person("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like "
			      "Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
			      "Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
			      NULL));
	assert_true(is_person("w3m/0.5.3", NULL));
	assert_true(is_person("Lynx/2.9.0 libwww-FM/2.14", NULL));
	assert_true(is_person("curl/8.0", NULL));
}

static void
test_robots(void **state)
{
	(void)state;
	assert_false(is_person(NULL, NULL));
	assert_false(is_person("Mozilla/5.0 (compatible; Googlebot/2.1; "
			       "+http://www.google.com/bot.html)",
			       NULL));
	assert_false(is_person("facebookexternalhit/1.1", NULL));
	assert_false(is_person("Slackbot-LinkExpanding 1.0", NULL));
	assert_false(is_person("WhatsApp/2.24", NULL));
	assert_false(is_person("Mozilla/5.0 (compatible; YandexAccessibility/"
			       "3.0)",
			       NULL));
	assert_false(is_person("SkypeUriPreview", NULL));
}

static void
test_fetched_ahead(void **state)
{
	(void)state;
	assert_false(is_person("Mozilla/5.0 Firefox/128.0", "prefetch"));
	assert_false(
		is_person("Mozilla/5.0 Firefox/128.0", "prefetch;prerender"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_people),
		cmocka_unit_test(test_robots),
		cmocka_unit_test(test_fetched_ahead),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
