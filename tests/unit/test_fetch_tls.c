/*
 * Fetching over TLS: whose certificate is believed, what is said of the
 * others, and that nobody is led from https to http.
 *
 * Authorities of the test's own are put in by way of curl_lib, where the
 * program has no setting for that.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail

#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"
#include "http/curl_lib.h"
#include "http/fetch.h"
#include "stub_dns.h"
#include "tls_certs.h"

#define DAY (24 * 3600L)

static const struct stub_name names[] = {
	{ .name = "good.test", .a = "127.0.0.1" },
	{ .name = "second.test", .a = "127.0.0.1" },
	{ .name = NULL },
};

/* Which server; each with its certificate. */
enum who {
	GOOD,
	SECOND,
	OTHER_NAME,
	EXPIRED,
	NOT_YET,
	SELF,
	STRANGER, /* signed by an authority nobody knows */
	OLD,	  /* speaks TLS 1.1 at most */
	PLAIN,	  /* speaks no TLS */
	MUTE,	  /* says nothing */
	DOWN,	  /* redirects to http */
	ACROSS,	  /* redirects to SECOND */
	WHO__MAX
};

static struct spot {
	struct hostile dns, servers[WHO__MAX];
	struct tls_cert ca, unknown, certs[WHO__MAX];
	enum who now; /* being started */
	char answers[WHO__MAX][200];
	char path[100]; /* of the authority's certificate */
	char allow[800];
} spot;

static typeof(curl_easy_perform) real_perform;

/* As curl_easy_perform(), with the test's authority for all others. */
static CURLcode
perform(CURL *curl)
{
	curl_easy_setopt(curl, CURLOPT_CAINFO, spot.path);
	if (hostile_is_slow())
		curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, 60000L);
	return real_perform(curl);
}

static void
talk(int fd)
{
	SSL *ssl;

	if (spot.now == MUTE)
		sleep(30);
	if (spot.now == PLAIN) {
		hostile_say(fd, "HTTP/1.1 200 OK\r\n\r\n{}");
		return;
	}
	ssl = tls_accept(fd, &spot.certs[spot.now],
			 spot.now == OLD ? TLS1_1_VERSION : TLS1_3_VERSION);
	if (ssl)
		tls_answer(ssl, spot.answers[spot.now]);
}

static void
make_certs(void)
{
	static const long good[2] = { -DAY, DAY },
			  expired[2] = { -2 * DAY, -DAY },
			  later[2] = { DAY, 2 * DAY };
	static const char *const alt = "DNS:good.test";
	enum who w;

	spot.ca = tls_make("Test authority", NULL, NULL, good);
	spot.unknown = tls_make("Unknown authority", NULL, NULL, good);
	for (w = 0; w < WHO__MAX; w++)
		spot.certs[w] = tls_make(
			w == SECOND ? "Second" : "Good",
			w == SECOND ? "DNS:second.test"
			: w == OTHER_NAME
				? "DNS:*.good.test, DNS:good.test.evil.test"
				: alt,
			w == SELF	? NULL
			: w == STRANGER ? &spot.unknown
					: &spot.ca,
			w == EXPIRED   ? expired
			: w == NOT_YET ? later
				       : good);
}

static bool
start_server(enum who w)
{
	char *end = spot.allow + strlen(spot.allow);

	spot.now = w;
	if (!*spot.answers[w])
		snprintf(spot.answers[w], sizeof(spot.answers[w]),
			 "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
	if (!hostile_start(&spot.servers[w], "127.0.0.1", talk))
		return false;
	snprintf(end, 100, "good.test:%d, second.test:%d, ",
		 spot.servers[w].port, spot.servers[w].port);
	return true;
}

static int
start(void **state)
{
	int fd;
	enum who w;

	(void)state;
	strcpy(spot.path, "/tmp/clarus-test-ca-XXXXXX");
	fd = mkstemp(spot.path);
	close(fd);
	make_certs();
	if (!tls_write(&spot.ca, spot.path) || curl_lib_open() != OK ||
	    !stub_start(&spot.dns, names))
		return -1;
	real_perform = curl_lib.easy_perform;
	curl_lib.easy_perform = perform;
	for (w = 0; w < DOWN; w++)
		if (!start_server(w))
			return -1;
	snprintf(spot.answers[DOWN], sizeof(spot.answers[DOWN]),
		 "HTTP/1.1 302 Found\r\nLocation: http://good.test:%d/\r\n\r\n",
		 spot.servers[PLAIN].port);
	snprintf(spot.answers[ACROSS], sizeof(spot.answers[ACROSS]),
		 "HTTP/1.1 302 Found\r\nLocation: https://second.test:%d/"
		 "\r\n\r\n",
		 spot.servers[SECOND].port);
	return start_server(DOWN) && start_server(ACROSS) ? 0 : -1;
}

static int
stop(void **state)
{
	enum who w;

	(void)state;
	for (w = 0; w < WHO__MAX; w++) {
		hostile_stop(&spot.servers[w]);
		tls_free(&spot.certs[w]);
	}
	tls_free(&spot.ca);
	tls_free(&spot.unknown);
	hostile_stop(&spot.dns);
	curl_lib.easy_perform = real_perform;
	return unlink(spot.path);
}

static enum result
get(struct arena *mem, enum who w, struct fetch_reply *out)
{
	const struct fetch_ask ask = {
		.url = arena_printf(mem, "https://%s:%d/",
				    w == SECOND ? "second.test" : "good.test",
				    spot.servers[w].port),
		.allow = spot.allow,
		.dns = arena_printf(mem, "127.0.0.1:%d", spot.dns.port),
		.max_bytes = 4096,
		.timeout_ms = w == MUTE ? 1000 : 60000,
	};

	return fetch_get(mem, &ask, out);
}

static void
tells_whose_it_is(void **state)
{
	auto_arena mem = arena_new();
	struct fetch_reply reply;

	(void)state;
	assert_int_equal(get(mem, GOOD, &reply), OK);
	assert_int_equal(reply.status, 200);
	assert_string_equal(reply.body, "{}");
	assert_string_equal(reply.certificate, "CN = Good");
	assert_int_equal(get(mem, SECOND, &reply), OK);
	assert_string_equal(reply.certificate, "CN = Second");
	/* Of the server that answered at last. */
	assert_int_equal(get(mem, ACROSS, &reply), OK);
	assert_string_equal(reply.certificate, "CN = Second");
	assert_non_null(strstr(reply.url, "second.test"));
}

static void
believes_no_other(void **state)
{
	static const struct {
		enum who who;
		enum result result;
		const char *words;
	} rows[] = {
		{ OTHER_NAME, UPSTREAM, "of good.test is for another name" },
		{ EXPIRED, UPSTREAM, "of good.test has expired" },
		{ NOT_YET, UPSTREAM, "of good.test is not valid yet" },
		{ SELF, UPSTREAM, "signed by nobody but itself" },
		{ STRANGER, UPSTREAM, "not signed by an authority" },
		{ OLD, UPSTREAM, "No secure connection" },
		{ PLAIN, UPSTREAM, "No secure connection" },
		{ MUTE, UPSTREAM, "in time" },
		{ DOWN, FORBIDDEN, "from https:// to http://" },
	};
	auto_arena mem = arena_new();
	struct fetch_reply reply;
	size_t failures = 0, i;
	enum result r;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		r = get(mem, rows[i].who, &reply);
		if (r == rows[i].result &&
		    strstr(fail_last()->text, rows[i].words))
			continue;
		failures++;
		print_error("%s: %s: %s\n", rows[i].words, fail_name(r),
			    r == OK ? "" : fail_last()->text);
	}
	assert_int_equal(failures, 0);
}

/* As it is without the test's authority. */
static void
knows_the_public_ones_alone(void **state)
{
	auto_arena mem = arena_new();
	struct fetch_reply reply;

	(void)state;
	curl_lib.easy_perform = real_perform;
	assert_int_equal(get(mem, GOOD, &reply), UPSTREAM);
	curl_lib.easy_perform = perform;
	/* Reading all public ones takes valgrind longer than one waits. */
	assert_non_null(strstr(fail_last()->text, hostile_is_slow()
							  ? "good.test"
							  : "not signed by an "
							    "authority"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_whose_it_is),
		cmocka_unit_test(believes_no_other),
		cmocka_unit_test(knows_the_public_ones_alone),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
