/*
 * Names looked up at a name server of the test's own: what is found, what is
 * not, what is broken, and what takes too long.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail

#include <dirent.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/str.h"
#include "http/dns.h"
#include "stub_dns.h"

static char many[800], more[850], long_text[300];

static struct stub_name names[] = {
	{ .name = "one.test", .a = "192.0.2.1" },
	{ .name = "both.test",
	  .a = "192.0.2.1 192.0.2.2",
	  .aaaa = "2001:db8::1" },
	{ .name = "many.test", .a = many },
	{ .name = "more.test", .a = more },
	{ .name = "silent.test", .how = STUB_SILENT },
	{ .name = "refused.test", .how = STUB_REFUSES },
	{ .name = "text.test", .txt = "one|two+ and +a half|t\001\377b" },
	{ .name = "cut.test", .txt = "a text that is cut", .how = STUB_CUT },
	{ .name = "long.test", .txt = long_text },
	{ .name = "bare.test", .a = "192.0.2.1" },
	{ .name = NULL },
};

static int
start(void **state)
{
	static struct hostile stub;
	size_t at = 0;
	int i;

	for (i = 1; i <= DNS_MOST + 1; i++) {
		at += (size_t)snprintf(more + at, sizeof(more) - at,
				       "192.0.2.%d ", i);
		if (i == DNS_MOST)
			memcpy(many, more, at);
	}
	memset(long_text, 'x', 250);
	*state = &stub;
	return stub_start(&stub, names) ? 0 : -1;
}

static int
stop(void **state)
{
	hostile_stop(*state);
	return 0;
}

static struct dns_how
how(struct arena *mem, void **state, long long ms)
{
	const struct hostile *stub = *state;

	return (struct dns_how){ ms, arena_printf(mem, "127.0.0.1:%d",
						  stub->port) };
}

static const char *
written(struct arena *mem, const struct dns_addresses *found)
{
	char one[NI_MAXHOST];
	struct str s;
	size_t i;

	str_init(&s, mem);
	for (i = 0; i < found->count; i++) {
		assert_int_equal(
			getnameinfo((const struct sockaddr *)&found->items[i],
				    sizeof(found->items[i]), one, sizeof(one),
				    NULL, 0, NI_NUMERICHOST),
			0);
		str_addf(&s, "%s ", one);
	}
	return s.s;
}

static void
finds_all_addresses(void **state)
{
	auto_arena mem = arena_new();
	const struct dns_how ask = how(mem, state, 5000);
	struct dns_addresses found;
	const char *all;

	assert_int_equal(dns_addresses("one.test", &ask, &found), OK);
	assert_string_equal(written(mem, &found), "192.0.2.1 ");
	assert_int_equal(dns_addresses("both.test", &ask, &found), OK);
	all = written(mem, &found);
	assert_int_equal(found.count, 3);
	assert_non_null(strstr(all, "192.0.2.1 "));
	assert_non_null(strstr(all, "192.0.2.2 "));
	assert_non_null(strstr(all, "2001:db8::1 "));
	assert_int_equal(dns_addresses("many.test", &ask, &found), OK);
	assert_int_equal(found.count, DNS_MOST);
	/* The machine's own list of hosts is read too. */
	assert_int_equal(dns_addresses("localhost", &ask, &found), OK);
	assert_non_null(strstr(written(mem, &found), "1"));
}

static void
tells_why_not(void **state)
{
	auto_arena mem = arena_new();
	const struct dns_how ask = how(mem, state, 5000);
	struct dns_addresses found;
	char *text;

	assert_int_equal(dns_addresses("none.test", &ask, &found), UPSTREAM);
	assert_string_equal(fail_last()->text, "There is no host none.test.");
	assert_int_equal(dns_addresses("text.test", &ask, &found), UPSTREAM);
	assert_non_null(strstr(fail_last()->text, "no host"));
	assert_int_equal(dns_addresses("more.test", &ask, &found), UPSTREAM);
	assert_non_null(strstr(fail_last()->text, "more than 32 addresses"));
	assert_int_equal(dns_addresses("refused.test", &ask, &found), UPSTREAM);
	assert_non_null(strstr(fail_last()->text, "Try again later"));
	assert_int_equal(dns_text(mem, "none.test", &ask, &text), NOT_FOUND);
	assert_int_equal(dns_text(mem, "bare.test", &ask, &text), NOT_FOUND);
	assert_int_equal(dns_text(mem, "cut.test", &ask, &text), UPSTREAM);
	assert_int_equal(dns_text(mem, "refused.test", &ask, &text), UPSTREAM);
}

static void
reads_texts(void **state)
{
	auto_arena mem = arena_new();
	const struct dns_how ask = how(mem, state, 5000);
	char *text;

	assert_int_equal(dns_text(mem, "text.test", &ask, &text), OK);
	assert_string_equal(text, "one\ntwo and a half\nt??b\n");
	assert_int_equal(dns_text(mem, "long.test", &ask, &text), OK);
	assert_int_equal(strlen(text), 251);
}

/* Threads of this process, this one too. */
static int
threads(void)
{
	DIR *dir = opendir("/proc/self/task");
	int count = 0;

	assert_non_null(dir);
	while (readdir(dir))
		count++;
	closedir(dir);
	return count - 2;
}

/* The resolver itself would wait ten seconds; and it ends all the same. */
static void
waits_no_longer(void **state)
{
	auto_arena mem = arena_new();
	const struct dns_how ask = how(mem, state, 300);
	int64_t start = clock_micros();
	struct dns_addresses found;
	char *text;

	assert_int_equal(dns_addresses("silent.test", &ask, &found), UPSTREAM);
	assert_non_null(strstr(fail_last()->text, "no name server answered"));
	assert_int_equal(dns_text(mem, "silent.test", &ask, &text), UPSTREAM);
	assert_true(clock_micros() - start < 2000000);
	assert_true(threads() > 1);
	/* No time at all is no answer at all. */
	assert_int_equal(dns_addresses("one.test",
				       &(struct dns_how){ 0, ask.server },
				       &found),
			 UPSTREAM);
	while (threads() > 1 && clock_micros() - start < 20000000)
		usleep(50000);
	assert_int_equal(threads(), 1);
}

static void
takes_a_server_or_none(void **state)
{
	static const char *const odd[] = {
		"",
		":53",
		"127.0.0.1",
		"127.0.0.1:",
		"127.0.0.1:65536",
		"localhost:53",
		"127.0.0.1:5x",
		"[::1]:53",
		"127.127.127.127.127.127:53",
	};
	struct dns_addresses found;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(odd) / sizeof(odd[0]); i++)
		assert_int_equal(
			dns_addresses("one.test",
				      &(struct dns_how){ 2000, odd[i] },
				      &found),
			UPSTREAM);
}

/* Whoever looks up leaves no thread, child or descriptor behind. */
static void
leaves_nothing(void **state)
{
	auto_arena mem = arena_new();
	const struct dns_how ask = how(mem, state, 2000);
	struct dns_addresses found;
	int first = dup(0), i, last;

	close(first);
	for (i = 0; i < 50; i++)
		assert_int_equal(dns_addresses("one.test", &ask, &found), OK);
	last = dup(0);
	close(last);
	assert_int_equal(first, last);
	while (threads() > 1)
		usleep(1000);
	/* The name server is a child, and has not ended: no other has. */
	assert_int_equal(waitpid(-1, NULL, WNOHANG), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_all_addresses),
		cmocka_unit_test(tells_why_not),
		cmocka_unit_test(reads_texts),
		cmocka_unit_test(waits_no_longer),
		cmocka_unit_test(takes_a_server_or_none),
		cmocka_unit_test(leaves_nothing),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
