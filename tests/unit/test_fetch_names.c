/*
 * Fetching by names that lead home: addresses that are not public, some of
 * them not, and those that change between the look-up and the connection.
 *
 * It runs in a network of its own (a namespace), where nothing is but the
 * loopback.  That has the address PUBLIC as well, so that there is a public
 * server to be led away from; both listen on 443 and count who comes.  Where
 * no such network can be had, PUBLIC is an address that nobody has, and only
 * what must not come is counted, on a port of the loopback.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail

#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

#include "base/str.h"
#include "http/curl_lib.h"
#include "http/fetch.h"
#include "stub_dns.h"
#include "tls_certs.h"

#define PUBLIC "93.184.216.34"
#define NOBODY "3ffe::1" /* given back, and given to nobody since */
#define TRIES 1000

static struct stub_name names[] = {
	{ .name = "home.test", .a = "127.0.0.1" },
	{ .name = "other-home.test", .a = "127.8.8.8" },
	{ .name = "home6.test", .aaaa = "::1" },
	{ .name = "mapped.test", .aaaa = "::ffff:127.0.0.1" },
	{ .name = "inside.test", .a = "10.1.2.3" },
	{ .name = "metadata.test", .a = "169.254.169.254" },
	{ .name = "any.test", .a = "0.0.0.0" },
	{ .name = "mixed.test", .a = PUBLIC " 127.0.0.1" },
	{ .name = "mixed-last.test",
	  .a = PUBLIC " " PUBLIC " " PUBLIC " 192.168.0.1" },
	{ .name = "mixed6.test", .a = PUBLIC, .aaaa = "::1" },
	{ .name = "rebinds.test", .a = PUBLIC, .later = "127.0.0.1" },
	{ .name = "rebinds6.test", .aaaa = NOBODY, .a = "127.0.0.1" },
	{ .name = "returns.test", .a = PUBLIC, .later = "127.0.0.1" },
	{ .name = NULL },
};

static struct {
	bool is_alone; /* in a network of its own */
	struct hostile dns, public, home;
	struct tls_cert cert;
	char ca[100];
	int *hits; /* shared: of the public server, and at home */
} spot;

static typeof(curl_easy_perform) real_perform;

static CURLcode
perform(CURL *curl)
{
	curl_easy_setopt(curl, CURLOPT_CAINFO, spot.ca);
	if (hostile_is_slow())
		curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, 60000L);
	return real_perform(curl);
}

static bool
write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	bool is_written = fd >= 0 && write(fd, text, strlen(text)) > 0;

	if (fd >= 0)
		close(fd);
	return is_written;
}

/* Bring the loopback up, and give it one more address. */
static bool
set_up_loopback(void)
{
	struct ifreq request = { .ifr_name = "lo" };
	struct sockaddr_in *at = (struct sockaddr_in *)&request.ifr_addr;
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	bool is_up;

	request.ifr_flags = IFF_UP | IFF_RUNNING;
	is_up = ioctl(fd, SIOCSIFFLAGS, &request) == 0;
	strcpy(request.ifr_name, "lo:1");
	*at = (struct sockaddr_in){ .sin_family = AF_INET };
	inet_pton(AF_INET, PUBLIC, &at->sin_addr);
	is_up = is_up && ioctl(fd, SIOCSIFADDR, &request) == 0;
	inet_pton(AF_INET, "255.255.255.255", &at->sin_addr);
	is_up = is_up && ioctl(fd, SIOCSIFNETMASK, &request) == 0;
	close(fd);
	return is_up;
}

static bool
move_into_own_network(void)
{
	char map[40];

	snprintf(map, sizeof(map), "0 %u 1", getuid());
	if (unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0)
		return write_file("/proc/self/uid_map", map) &&
		       set_up_loopback();
	return unshare(CLONE_NEWNET) == 0 && set_up_loopback();
}

/* No server of ours is at PUBLIC: nobody is to be asked there. */
static void
forget_public(void)
{
	struct stub_name *row;

	for (row = names; row->name; row++)
		if (streq(row->a, PUBLIC)) {
			row->a = NULL;
			row->aaaa = NOBODY;
		}
}

/* Sends who asks for "returns.test" there once more. */
static void
talk_public(int fd)
{
	SSL *ssl;

	__atomic_fetch_add(&spot.hits[0], 1, __ATOMIC_SEQ_CST);
	ssl = tls_accept(fd, &spot.cert, TLS1_3_VERSION);
	if (ssl)
		tls_answer(ssl, "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n"
				"Location: https://returns.test/again\r\n\r\n");
}

static void
talk_home(int fd)
{
	(void)fd;
	__atomic_fetch_add(&spot.hits[1], 1, __ATOMIC_SEQ_CST);
}

static int
start(void **state)
{
	static const long day[2] = { -86400, 86400 };

	(void)state;
	spot.hits = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
			 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	strcpy(spot.ca, "/tmp/clarus-test-ca-XXXXXX");
	close(mkstemp(spot.ca));
	spot.cert = tls_make("Public", "DNS:returns.test", NULL, day);
	if (!tls_write(&spot.cert, spot.ca) || curl_lib_open() != OK)
		return -1;
	real_perform = curl_lib.easy_perform;
	curl_lib.easy_perform = perform;
	spot.is_alone = move_into_own_network();
	if (!spot.is_alone)
		forget_public();
	spot.public.port = 443;
	spot.home.port = spot.is_alone ? 443 : 8443;
	if (spot.is_alone && !hostile_start(&spot.public, PUBLIC, talk_public))
		return -1;
	if (!stub_start(&spot.dns, names) ||
	    !hostile_start(&spot.home, "127.0.0.1", talk_home))
		return -1;
	return 0;
}

static int
stop(void **state)
{
	(void)state;
	hostile_stop(&spot.dns);
	hostile_stop(&spot.public);
	hostile_stop(&spot.home);
	tls_free(&spot.cert);
	munmap(spot.hits, 4096);
	curl_lib.easy_perform = real_perform;
	return unlink(spot.ca);
}

static int
tries(void)
{
	return !spot.is_alone || hostile_is_slow() ? 10 : TRIES;
}

static enum result
get(struct arena *mem, const char *host)
{
	const struct fetch_ask ask = {
		.url = arena_printf(mem, "https://%s:%d/", host,
				    spot.home.port),
		.dns = arena_printf(mem, "127.0.0.1:%d", spot.dns.port),
		.max_bytes = 4096,
		.timeout_ms = spot.is_alone ? 60000 : 300,
	};
	struct fetch_reply reply;

	return fetch_get(mem, &ask, &reply);
}

static void
refuses_names_that_lead_home(void **state)
{
	static const char *const hosts[] = {
		"home.test",   "other-home.test", "home6.test",
		"mapped.test", "inside.test",	  "metadata.test",
		"any.test",    "mixed.test",	  "mixed-last.test",
		"mixed6.test", "rebinds6.test",	  "localhost",
	};
	auto_arena mem = arena_new();
	size_t failures = 0, i;

	(void)state;
	for (i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++) {
		if (get(mem, hosts[i]) == FORBIDDEN &&
		    strstr(fail_last()->text, "not on the public internet"))
			continue;
		failures++;
		print_error("%s: %s\n", hosts[i], fail_last()->text);
	}
	assert_int_equal(failures, 0);
	assert_int_equal(spot.hits[0], 0);
	assert_int_equal(spot.hits[1], 0);
}

/* Public at one look-up, home at the next: whoever looks a name up again when
 * connecting comes home in half the cases. */
static void
stays_with_what_was_looked_up(void **state)
{
	const int most = tries();
	auto_arena mem = arena_new();
	int i, refused = 0, went = 0;
	enum result r;

	(void)state;
	spot.hits[0] = spot.hits[1] = 0;
	for (i = 0; i < most; i++) {
		r = get(mem, "rebinds.test");
		refused += r == FORBIDDEN;
		went += r == UPSTREAM;
		arena_reset(mem);
	}
	assert_int_equal(spot.hits[1], 0);
	assert_int_equal(refused, most / 2);
	assert_int_equal(went, most / 2);
	if (spot.is_alone)
		assert_int_equal(spot.hits[0], most / 2);
	print_message("# %d tries, %d at the public server, %d at home%s\n",
		      most, spot.hits[0], spot.hits[1],
		      spot.is_alone ? "" : "; no network of its own");
}

/* The public server sends one back to its own name, which by then is home. */
static void
looks_at_each_redirect(void **state)
{
	auto_arena mem = arena_new();
	enum result r;

	(void)state;
	spot.hits[0] = spot.hits[1] = 0;
	r = get(mem, "returns.test");
	if (spot.is_alone) {
		assert_int_equal(r, FORBIDDEN);
		assert_int_equal(spot.hits[0], 1);
	}
	assert_int_not_equal(r, OK);
	assert_int_equal(spot.hits[1], 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refuses_names_that_lead_home),
		cmocka_unit_test(stays_with_what_was_looked_up),
		cmocka_unit_test(looks_at_each_redirect),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
