/*
 * Where a fetch may go: every way to write a private address is refused.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail

#include <netdb.h>
#include <string.h>

#include "http/fetch_rule.h"

static bool
is_public(const char *address)
{
	struct addrinfo hints = { .ai_flags = AI_NUMERICHOST,
				  .ai_socktype = SOCK_STREAM };
	struct addrinfo *found;
	bool is;

	assert_int_equal(getaddrinfo(address, NULL, &hints, &found), 0);
	is = fetch_rule_public(found->ai_addr);
	freeaddrinfo(found);
	return is;
}

static void
test_addresses(void **state)
{
	static const char *const closed[] = {
		"0.0.0.0",
		"0.1.2.3",
		"10.0.0.1",
		"10.255.255.255",
		"100.64.0.1",
		"100.127.255.255",
		"127.0.0.1",
		"127.1.2.3",
		"169.254.0.1",
		"169.254.169.254",
		"172.16.0.1",
		"172.31.255.255",
		"192.0.0.1",
		"192.0.2.1",
		"192.88.99.1",
		"192.168.0.1",
		"192.168.255.255",
		"198.18.0.1",
		"198.19.255.255",
		"198.51.100.1",
		"203.0.113.9",
		"224.0.0.1",
		"239.255.255.255",
		"240.0.0.1",
		"255.255.255.255",
		"::",
		"::1",
		"::127.0.0.1",
		"::ffff:127.0.0.1",
		"::ffff:8.8.8.8",
		"64:ff9b::7f00:1",
		"64:ff9b:1::1",
		"100::1",
		"2001::1",
		"2001:10::1",
		"2001:20::1",
		"2001:db8::1",
		"2002:7f00:1::1",
		"3fff::1",
		"fc00::1",
		"fd12:3456::1",
		"fe80::1",
		"fec0::1",
		"ff02::1",
		"5f00::1",
	};
	static const char *const open[] = {
		"1.1.1.1",	   "8.8.8.8",
		"9.255.255.255",   "11.0.0.1",
		"100.63.255.255",  "100.128.0.1",
		"126.255.255.255", "128.0.0.1",
		"172.15.255.255",  "172.32.0.1",
		"192.167.0.1",	   "192.169.0.1",
		"198.17.255.255",  "198.20.0.1",
		"223.255.255.255", "2001:4860:4860::8888",
		"2606:4700::1111", "2003::1",
		"2a00:1450::1",
	};
	size_t failures = 0, i;

	(void)state;
	for (i = 0; i < sizeof(closed) / sizeof(closed[0]); i++)
		if (is_public(closed[i]))
			print_error("%s passes\n", closed[i]), failures++;
	for (i = 0; i < sizeof(open) / sizeof(open[0]); i++)
		if (!is_public(open[i]))
			print_error("%s does not pass\n", open[i]), failures++;
	assert_int_equal(failures, 0);
}

static const char *const closed_urls[] = {
	"http://a.example/",
	"ftp://a.example/",
	"file:///etc/passwd",
	"gopher://a.example/",
	"data:text/plain,x",
	"a.example",
	"",
	"https://",
	"https:///x",
	"https://u@a.example/",
	"https://u:p@a.example/",
	"https://a.example@b.example/",
	"https://a.example:22/",
	"https://a.example:0/",
	"https://a.example:99999/",
	"https://a.example:x/",
	"https://a.example:/",
	"https://127.0.0.1/",
	"https://127.1/",
	"https://2130706433/",
	"https://0x7f000001/",
	"https://0177.0.0.1/",
	"https://127.0.0.1./",
	"https://[::1]/",
	"https://[::ffff:127.0.0.1]/",
	"https://8.8.8.8/",
	"https://a.example\\@b/",
	"https://a b.example/",
	"https://a.example/\r\nX: y",
	"HTTPS://1.2.3.4/",
	"https://169.254.169.254/latest/meta-data/",
	/* The 80-odd ways to write an address that is not public. */
	"https://0/",
	"https://0.0.0.0/",
	"https://00000000000.0.0.0/",
	"https://10.0.0.1/",
	"https://10.1/",
	"https://127.0.1/",
	"https://127.255.255.254:8443/",
	"https://0177.0.0.01/",
	"https://0x7f.0.0.1/",
	"https://0x7f.1/",
	"https://0X7F000001/",
	"https://017700000001/",
	"https://2130706433:8443/",
	"https://4294967295/",
	"https://18446744071562067969/",
	"https://127.0.0.0x1/",
	"https://127.0.0.1:443/",
	"https://127.0.0.1:8443/x?y#z",
	"https://127.00.00.01/",
	"https://127.000000.000000.1/",
	"https://172.16.0.1/",
	"https://192.168.0.1/",
	"https://100.64.0.1/",
	"https://169.254.169.254/",
	"https://169.254.43518/",
	"https://2852039166/",
	"https://0xa9fea9fe/",
	"https://0251.0376.0251.0376/",
	"https://224.0.0.1/",
	"https://255.255.255.255/",
	"https://[::]/",
	"https://[::1]:8443/",
	"https://[0:0:0:0:0:0:0:1]/",
	"https://[0000::1]/",
	"https://[::127.0.0.1]/",
	"https://[::ffff:7f00:1]/",
	"https://[0:0:0:0:0:ffff:127.0.0.1]/",
	"https://[::ffff:169.254.169.254]/",
	"https://[64:ff9b::7f00:1]/",
	"https://[2002:7f00:1::]/",
	"https://[fe80::1]/",
	"https://[fe80::1%25lo]/",
	"https://[fe80::1%lo]/",
	"https://[fd00::1]/",
	"https://[fc00::1]/",
	"https://[ff02::1]/",
	"https://[2606:4700::1111]/",
	"https://[::1/",
	"https://[]/",
	"https://[v1.x]/",
	"https://::1/",
	"https://1.1.1.1/",
	/* What one reader takes for another host than the next. */
	"https://%31%32%37.0.0.1/",
	"https://127.0.0.1%2f@a.example/",
	"https://%6cocalhost/",
	"https://a.example%00.b.example/",
	"https://a.example%2eb.example/",
	"https://a.example./",
	"https://localhost./",
	"https://.a.example/",
	"https://./",
	"https://a_b*.example/",
	"https://a.example,b.example/",
	"https://a.example;b/",
	"https://a.example&b/",
	"https://a.example!/",
	"https://a.example:443:8443/",
	"https://a.example:443@127.0.0.1/",
	"https://127.0.0.1#@a.example/",
	"https://127.0.0.1?@a.example/",
	"https://127.0.0.1;@a.example/",
	"https:a.example/",
	"https:/a.example/",
	"https:\\a.example/",
	"https://\xe2\x91\xa0\xe2\x91\xa1\xe2\x91\xa6.0.0.1/",
	"https://127\xe3\x80\x82"
	"0.0.1/",
	"https://\xef\xbd\x8c"
	"ocalhost/",
	"https://a.example:+443/",
	"https://a.example: 443/",
	"https://a.example:443x/",
	"https://a.example:8080/",
	"https://a.example:80/",
	"\thttps://a.example/",
	" https://a.example/",
	"https://a.example/ ",
	"jar:https://a.example/",
	"view-source:https://a.example/",
	"unix:/run/x",
	"ldap://a.example/",
	"dict://a.example:11211/",
	"tftp://a.example/",
	"ws://a.example/",
	"smb://a.example/",
};

static void
test_urls(void **state)
{
	auto_arena mem = arena_new();
	struct fetch_rule_url url;
	size_t failures = 0, i;

	(void)state;
	for (i = 0; i < sizeof(closed_urls) / sizeof(closed_urls[0]); i++)
		if (fetch_rule_url(mem, closed_urls[i], NULL, &url) !=
		    FORBIDDEN)
			print_error("%s passes\n", closed_urls[i]), failures++;
	assert_int_equal(failures, 0);
	assert_int_equal(
		fetch_rule_url(mem, "https://A.example/x?y#z", NULL, &url), OK);
	assert_string_equal(url.host, "a.example");
	assert_int_equal(url.port, 443);
	assert_int_equal(
		fetch_rule_url(mem, "https://a.example:8443/", NULL, &url), OK);
	assert_int_equal(url.port, 8443);
}

static void
test_allowed(void **state)
{
	const char *allow = "127.0.0.1:8081, b.example:80";
	auto_arena mem = arena_new();
	struct fetch_rule_url url;

	(void)state;
	assert_int_equal(
		fetch_rule_url(mem, "http://127.0.0.1:8081/x", allow, &url),
		OK);
	assert_true(url.is_allowed);
	assert_int_equal(fetch_rule_url(mem, "http://B.example/", allow, &url),
			 OK);
	assert_int_equal(
		fetch_rule_url(mem, "http://127.0.0.1:8082/", allow, &url),
		FORBIDDEN);
	assert_int_equal(
		fetch_rule_url(mem, "http://127.0.0.1:808/", allow, &url),
		FORBIDDEN);
	assert_int_equal(
		fetch_rule_url(mem, "http://u@127.0.0.1:8081/", allow, &url),
		FORBIDDEN);
	assert_int_equal(
		fetch_rule_url(mem, "ftp://127.0.0.1:8081/", allow, &url),
		FORBIDDEN);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_addresses),
		cmocka_unit_test(test_urls),
		cmocka_unit_test(test_allowed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
