/*
 * Fetching, from servers that answer badly: what arrives, what is too long,
 * too slow, broken, packed to burst, elsewhere or forbidden.  Certificates
 * are in test_fetch_tls.c, names in test_fetch_names.c.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail

#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/str.h"
#include "hostile.h"
#include "http/fetch.h"

#define OK_HEAD "HTTP/1.1 200 OK\r\n"
#define TO(where)                                                              \
	"HTTP/1.1 302 Found\r\nLocation: " where "\r\nContent-Length: 0\r\n\r\n"

/* What the server answers to a path, word for word. */
static const struct {
	const char *path, *answer;
} answers[] = {
	{ "/json", OK_HEAD "Content-Type: Application/JSON; charset=utf-8\r\n"
			   "Content-Length: 7\r\n\r\n{\"a\":1}" },
	{ "/gone", "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n" },
	{ "/tagged", OK_HEAD "ETag: W/\"v 1\"\r\nContent-Length: 1\r\n\r\nx" },
	{ "/long-tag", OK_HEAD "Content-Length: 0\r\nETag: " },
	{ "/announced", OK_HEAD "Content-Length: 5000\r\n\r\n" },
	{ "/short", OK_HEAD "Content-Length: 100\r\n\r\n{\"a\":1}" },
	{ "/less", OK_HEAD "Content-Length: 2\r\n\r\n{\"a\":1}" },
	{ "/length", OK_HEAD "Content-Length: -1\r\n\r\n{\"a\":1}" },
	{ "/chunk", OK_HEAD "Transfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n" },
	{ "/chunks", OK_HEAD "Transfer-Encoding: chunked\r\n\r\n"
			     "ffffffffffffffff\r\nab\r\n" },
	{ "/unpacked",
	  OK_HEAD "Content-Encoding: gzip\r\nContent-Length: 7\r\n\r\n"
		  "{\"a\":1}" },
	{ "/odd-pack", OK_HEAD "Content-Encoding: rot13\r\n"
			       "Content-Length: 7\r\n\r\n{\"a\":1}" },
	{ "/packs", OK_HEAD "Content-Encoding: gzip, gzip, gzip, gzip, gzip, "
			    "gzip, gzip\r\nContent-Length: 1\r\n\r\nx" },
	{ "/ssh", "SSH-2.0-OpenSSH_9.2\r\n" },
	{ "/bare", "{\"a\":1}" },
	{ "/silent", "" },
	{ "/cookie", "HTTP/1.1 302 Found\r\nLocation: /echo\r\n"
		     "Set-Cookie: a=b; Path=/\r\nContent-Length: 0\r\n\r\n" },
	{ "/once", TO("/json") },
	{ "/1", TO("/json") },
	{ "/2", TO("/1") },
	{ "/3", TO("/2") },
	{ "/4", TO("/3") },
	{ "/5", TO("/4") },
	{ "/6", TO("/5") },
	{ "/loop", TO("/loop") },
	{ "/inside", TO("http://127.0.0.1:9/") },
	{ "/inside-tls", TO("https://127.0.0.1/") },
	{ "/metadata", TO("http://169.254.169.254/latest/") },
	{ "/mapped", TO("https://[::ffff:127.0.0.1]:8443/") },
	{ "/decimal", TO("https://2130706433/") },
	{ "/escaped", TO("https://%31%32%37.0.0.1/") },
	{ "/relative", TO("//10.0.0.1/") },
	{ "/named", TO("https://localhost/") },
	{ "/user", TO("https://u:p@office.example/") },
	{ "/own", TO("https://office.example/") },
	{ "/file", TO("file:///etc/passwd") },
	{ "/ftp", TO("ftp://127.0.0.1/") },
	{ "/gopher", TO("gopher://127.0.0.1:70/_x") },
};

/* Bits as deflate writes them (RFC 1951 §3.1.1). */
struct bits {
	unsigned char *to;
	size_t at; /* bits */
};

static void
put_bits(struct bits *b, const char *bits)
{
	for (; *bits; bits++, b->at++)
		if (*bits == '1')
			b->to[b->at / 8] |= (unsigned char)(1 << b->at % 8);
}

/* A letter, and copies of 258 of it until ${size} bytes are full: what one
 * sends of it unpacks to 159 times as much. */
static void
make_bomb(unsigned char *out, size_t size)
{
	static const unsigned char head[10] = { 0x1f, 0x8b, 8, 0, 0,
						0,    0,    0, 0, 3 };
	struct bits b = { out, 8 * sizeof(head) };

	memset(out, 0, size);
	memcpy(out, head, sizeof(head));
	put_bits(&b, "0"
		     "10"
		     "10101000");
	while (b.at + 13 < size * 8)
		put_bits(&b, "11000101"
			     "00000");
}

static void
send_bomb(int fd)
{
	static unsigned char bytes[1000000];

	make_bomb(bytes, sizeof(bytes));
	hostile_say(fd, OK_HEAD "Content-Encoding: gzip\r\n\r\n");
	(void)!write(fd, bytes, sizeof(bytes));
}

/* Packed bytes without end that unpack to nothing: stored blocks of no
 * length. */
static void
send_nothing(int fd)
{
	static const unsigned char head[10] = { 0x1f, 0x8b, 8, 0, 0,
						0,    0,    0, 0, 3 };
	unsigned char blocks[5000];
	size_t i;

	for (i = 0; i < sizeof(blocks); i++)
		blocks[i] = i % 5 < 3 ? 0 : 0xff;
	hostile_say(fd, OK_HEAD "Content-Encoding: gzip\r\n\r\n");
	(void)!write(fd, head, sizeof(head));
	while (write(fd, blocks, sizeof(blocks)) > 0)
		;
}

/* ${text} until the other one has enough; a byte each ${ms}. */
static void
send_endless(int fd, const char *start, const char *text, unsigned ms)
{
	const size_t len = strlen(text);
	size_t i = 0;

	if (!hostile_say(fd, start))
		return;
	if (!ms)
		while (hostile_say(fd, text))
			;
	while (write(fd, text + i++ % len, 1) == 1)
		usleep(ms * 1000);
}

#define LINE "X-Filler: 0123456789012345678901234567890123456789\r\n"

static const struct {
	const char *path, *start, *text;
	unsigned ms;
} endless[] = {
	{ "/endless", OK_HEAD "\r\n", "0123456789", 0 },
	{ "/chunked", OK_HEAD "Transfer-Encoding: chunked\r\n\r\n",
	  "a\r\n0123456789\r\n", 0 },
	{ "/moved", "HTTP/1.1 302 Found\r\nLocation: /json\r\n\r\n", "x", 0 },
	{ "/headers", OK_HEAD, LINE, 0 },
	{ "/header", OK_HEAD "X-Filler: ", "0123456789", 0 },
	{ "/interim", "", "HTTP/1.1 103 Early Hints\r\n\r\n", 0 },
	{ "/trailers", OK_HEAD "Transfer-Encoding: chunked\r\n\r\n0\r\n", LINE,
	  0 },
	{ "/slow-headers", OK_HEAD, LINE, 50 },
	{ "/slow-body", OK_HEAD "Content-Length: 1000\r\n\r\n", "0", 50 },
	{ "/drips", OK_HEAD "\r\n", "0", 50 },
};

/* The connection is broken, not ended. */
static void
send_reset(int fd)
{
	const struct linger now = { .l_onoff = 1, .l_linger = 0 };

	hostile_say(fd, OK_HEAD "Content-Length: 100\r\n\r\nhalf");
	usleep(50000);
	setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
}

static void
send_echo(int fd, const char *request)
{
	char head[100];

	snprintf(head, sizeof(head), OK_HEAD "Content-Length: %zu\r\n\r\n",
		 strlen(request));
	hostile_say(fd, head);
	hostile_say(fd, request);
}

static void
send_row(int fd, const char *path)
{
	size_t i;

	for (i = 0; i < sizeof(answers) / sizeof(answers[0]); i++)
		if (streq(path, answers[i].path))
			hostile_say(fd, answers[i].answer);
	for (i = 0; i < sizeof(endless) / sizeof(endless[0]); i++)
		if (streq(path, endless[i].path))
			send_endless(fd, endless[i].start, endless[i].text,
				     endless[i].ms);
}

static void
answer(int fd)
{
	char request[4096] = "", path[100] = "", tag[400];

	if (!hostile_hear(fd, request, sizeof(request)))
		return;
	(void)sscanf(request, "%*s %99s", path);
	if (streq(path, "/bomb"))
		send_bomb(fd);
	else if (streq(path, "/nothing"))
		send_nothing(fd);
	else if (streq(path, "/reset"))
		send_reset(fd);
	else if (streq(path, "/echo"))
		send_echo(fd, request);
	else if (streq(path, "/tagged") &&
		 strstr(request, "\r\nIf-None-Match: W/\"v 1\"\r\n"))
		hostile_say(fd, "HTTP/1.1 304 Not Modified\r\n"
				"ETag: W/\"v 1\"\r\n\r\n");
	else
		send_row(fd, path);
	if (streq(path, "/long-tag")) {
		memset(tag, 'x', sizeof(tag));
		(void)!write(fd, tag, sizeof(tag));
		hostile_say(fd, "\r\n\r\n");
	}
	if (streq(path, "/hangs"))
		sleep(30);
}

static int
start(void **state)
{
	static struct hostile server;

	/* Of these nothing may be used. */
	setenv("http_proxy", "http://127.0.0.1:9", 1);
	setenv("ALL_PROXY", "http://127.0.0.1:9", 1);
	*state = &server;
	return hostile_start(&server, "127.0.0.1", answer) ? 0 : -1;
}

static int
stop(void **state)
{
	hostile_stop(*state);
	return 0;
}

static struct fetch_ask
ask_for(struct arena *mem, const struct hostile *server, const char *path)
{
	return (struct fetch_ask){
		.url = arena_printf(mem, "http://127.0.0.1:%d%s", server->port,
				    path),
		.allow = arena_printf(mem, "127.0.0.1:%d", server->port),
		.own = "https://office.example",
		.own_why = "It is one of this office.",
		.max_bytes = 4096,
		.timeout_ms = 1000,
	};
}

/* A second for those that take longer than any. */
static bool
is_slow(const char *path)
{
	return streq(path, "/hangs") || streq(path, "/drips") ||
	       str_starts(path, "/slow-");
}

static enum result
get(struct arena *mem, const struct hostile *server, const char *path,
    struct fetch_reply *out)
{
	struct fetch_ask ask = ask_for(mem, server, path);

	ask.timeout_ms = is_slow(path) ? 1000 : FETCH_MOST_MS;
	return fetch_get(mem, &ask, out);
}

static void
arrives(void **state)
{
	auto_arena mem = arena_new();
	struct fetch_reply reply;

	assert_int_equal(get(mem, *state, "/json", &reply), OK);
	assert_int_equal(reply.status, 200);
	assert_string_equal(reply.type, "application/json");
	assert_string_equal(reply.body, "{\"a\":1}");
	assert_string_equal(reply.etag, "");
	assert_string_equal(reply.certificate, "");
	assert_int_equal(get(mem, *state, "/gone", &reply), OK);
	assert_int_equal(reply.status, 410);
	assert_string_equal(reply.body, "");
	assert_string_equal(reply.type, "");
	assert_int_equal(get(mem, *state, "/once", &reply), OK);
	assert_string_equal(reply.body, "{\"a\":1}");
	assert_non_null(strstr(reply.url, "/json"));
	assert_int_equal(get(mem, *state, "/less", &reply), OK);
	assert_string_equal(reply.body, "{\"");
}

static void
asks_again_by_etag(void **state)
{
	auto_arena mem = arena_new();
	struct fetch_ask ask = ask_for(mem, *state, "/tagged");
	struct fetch_reply reply;

	assert_int_equal(fetch_get(mem, &ask, &reply), OK);
	assert_int_equal(reply.status, 200);
	assert_string_equal(reply.etag, "W/\"v 1\"");
	ask.etag = reply.etag;
	assert_int_equal(fetch_get(mem, &ask, &reply), OK);
	assert_int_equal(reply.status, 304);
	assert_int_equal(reply.len, 0);
	assert_string_equal(reply.etag, "W/\"v 1\"");
	ask.etag = "\"another\"";
	assert_int_equal(fetch_get(mem, &ask, &reply), OK);
	assert_int_equal(reply.status, 200);
	assert_int_equal(get(mem, *state, "/long-tag", &reply), OK);
	assert_string_equal(reply.etag, "");
}

/* What one would not say to a stranger is not said, and nothing of one
 * answer is said to the next server. */
static void
says_little(void **state)
{
	auto_arena mem = arena_new();
	struct fetch_ask ask = ask_for(mem, *state, "/echo");
	struct fetch_reply reply;

	ask.accept = "application/json";
	ask.etag = "\"a\"\r\nX-Split: yes";
	assert_int_equal(fetch_get(mem, &ask, &reply), OK);
	assert_non_null(strstr(reply.body, "GET /echo HTTP/1.1\r\n"));
	assert_non_null(strstr(reply.body, "\r\nAccept: application/json\r\n"));
	assert_non_null(strstr(reply.body, "\r\nUser-Agent: Clarus\r\n"));
	assert_null(strstr(reply.body, "X-Split"));
	assert_null(strstr(reply.body, "If-None-Match"));
	assert_null(strstr(reply.body, "Authorization"));
	assert_int_equal(get(mem, *state, "/cookie", &reply), OK);
	assert_non_null(strstr(reply.body, "GET /echo"));
	assert_null(strcasestr(reply.body, "Cookie"));
	assert_null(strcasestr(reply.body, "Referer"));
}

/* Speaking with a service: what is to be sent is, redirects are answers. */
static void
speaks_with_a_service(void **state)
{
	auto_arena mem = arena_new();
	struct fetch_ask ask = ask_for(mem, *state, "/echo");
	struct fetch_reply reply;

	ask.method = "DELETE";
	ask.authorization = "Bearer a.b";
	assert_int_equal(fetch_get(mem, &ask, &reply), OK);
	assert_non_null(strstr(reply.body, "DELETE /echo HTTP/1.1\r\n"));
	assert_non_null(
		strstr(reply.body, "\r\nAuthorization: Bearer a.b\r\n"));
	ask.method = NULL;
	ask.authorization = "Bearer a\r\nX-Split: yes";
	ask.content = "{}";
	ask.content_len = 2;
	ask.content_type = "application/json";
	assert_int_equal(fetch_get(mem, &ask, &reply), OK);
	assert_non_null(strstr(reply.body, "POST /echo HTTP/1.1\r\n"));
	assert_non_null(
		strstr(reply.body, "\r\nContent-Type: application/json\r\n"));
	assert_non_null(strstr(reply.body, "\r\nContent-Length: 2\r\n"));
	assert_null(strstr(reply.body, "Expect"));
	assert_null(strstr(reply.body, "X-Split"));
	ask = ask_for(mem, *state, "/once");
	ask.is_still = true;
	assert_int_equal(fetch_get(mem, &ask, &reply), OK);
	assert_int_equal(reply.status, 302);
	assert_string_equal(fetch_header(mem, &reply, "location"), "/json");
	ask = ask_for(mem, *state, "/once");
	ask.authorization = "Bearer a.b";
	assert_int_equal(fetch_get(mem, &ask, &reply), OK);
	assert_int_equal(reply.status, 302);
}

static void
tells_headers(void **state)
{
	auto_arena mem = arena_new();
	const struct fetch_reply reply = {
		.headers = "HTTP/1.1 200 OK\r\nLink: <a>; rel=\"first\"\r\n"
			   "Links: no\r\nlink:\t<b>\r\nEmpty:\r\n\r\n",
	};
	struct fetch_reply last;

	assert_string_equal(fetch_header(mem, &reply, "Link"),
			    "<a>; rel=\"first\", <b>");
	assert_null(fetch_header(mem, &reply, "Empty"));
	assert_null(fetch_header(mem, &reply, "X-Total-Count"));
	/* Those of a redirect are not those of the answer. */
	assert_int_equal(get(mem, *state, "/once", &last), OK);
	assert_null(fetch_header(mem, &last, "Location"));
	assert_string_equal(fetch_header(mem, &last, "Content-Length"), "7");
}

/* What is wrong with an answer, and what is said of it. */
static const struct {
	const char *path;
	enum result result;
	const char *words;
} wrong[] = {
	{ "/announced", TOO_BIG, "larger than 4 KiB" },
	{ "/endless", TOO_BIG, "larger than 4 KiB" },
	{ "/chunked", TOO_BIG, "larger than 4 KiB" },
	{ "/moved", TOO_BIG, "larger than 4 KiB" },
	{ "/bomb", TOO_BIG, "larger than 4 KiB" },
	{ "/nothing", TOO_BIG, "larger than 4 KiB" },
	{ "/headers", TOO_BIG, "64 KiB of headers" },
	{ "/interim", TOO_BIG, "64 KiB of headers" },
	{ "/trailers", TOO_BIG, "64 KiB of headers" },
	{ "/header", UPSTREAM, "as it should" },
	{ "/slow-headers", UPSTREAM, "in time" },
	{ "/slow-body", UPSTREAM, "in time" },
	{ "/drips", UPSTREAM, "in time" },
	{ "/hangs", UPSTREAM, "in time" },
	{ "/short", UPSTREAM, "before all had arrived" },
	{ "/length", UPSTREAM, "not HTTP" },
	{ "/chunk", UPSTREAM, "broke off" },
	{ "/chunks", UPSTREAM, "broke off" },
	{ "/unpacked", UPSTREAM, "cannot be unpacked" },
	{ "/odd-pack", UPSTREAM, "cannot be unpacked" },
	{ "/packs", UPSTREAM, "cannot be unpacked" },
	{ "/ssh", UPSTREAM, "not HTTP" },
	{ "/bare", UPSTREAM, "not HTTP" },
	{ "/silent", UPSTREAM, "without an answer" },
	{ "/reset", UPSTREAM, "broke off" },
	{ "/6", UPSTREAM, "more than 5 times" },
	{ "/loop", UPSTREAM, "more than 5 times" },
	{ "/inside", FORBIDDEN, "begin with https://" },
	{ "/inside-tls", FORBIDDEN, "a named host" },
	{ "/metadata", FORBIDDEN, "begin with https://" },
	{ "/mapped", FORBIDDEN, "a named host" },
	{ "/decimal", FORBIDDEN, "a named host" },
	{ "/escaped", FORBIDDEN, "a named host" },
	{ "/relative", FORBIDDEN, "begin with https://" },
	{ "/named", FORBIDDEN, "not on the public internet" },
	{ "/user", FORBIDDEN, "a user" },
	{ "/own", FORBIDDEN, "of this office" },
	{ "/file", FORBIDDEN, "begin with https://" },
	{ "/ftp", FORBIDDEN, "begin with https://" },
	{ "/gopher", FORBIDDEN, "begin with https://" },
};

static void
refuses_what_is_wrong(void **state)
{
	auto_arena mem = arena_new();
	struct fetch_reply reply;
	size_t failures = 0, i;
	enum result r;
	int64_t start;

	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		start = clock_micros();
		r = get(mem, *state, wrong[i].path, &reply);
		start = clock_micros() - start;
		if (r == wrong[i].result &&
		    strstr(fail_last()->text, wrong[i].words) &&
		    start < 4000000)
			continue;
		failures++;
		print_error("%s: %s: %s (%lld ms)\n", wrong[i].path,
			    fail_name(r), r == OK ? "" : fail_last()->text,
			    (long long)start / 1000);
	}
	assert_int_equal(failures, 0);
	assert_int_equal(get(mem, *state, "/5", &reply), OK);
	assert_string_equal(reply.body, "{\"a\":1}");
}

/* Five megabytes and no more are ever held, however much it unpacks to. */
static void
holds_no_more_than_allowed(void **state)
{
	auto_arena mem = arena_new();
	struct fetch_ask ask = ask_for(mem, *state, "/bomb");
	struct fetch_reply reply;

	ask.max_bytes = FETCH_MOST_BYTES;
	ask.timeout_ms = FETCH_MOST_MS;
	assert_int_equal(fetch_get(mem, &ask, &reply), TOO_BIG);
	assert_non_null(strstr(fail_last()->text, "5120 KiB"));
	assert_true(arena_used(mem) < 4 * (size_t)FETCH_MOST_BYTES);
}

/* Under its time, but slower than anybody who means it. */
static void
does_not_wait_for_drips(void **state)
{
	auto_arena mem = arena_new();
	struct fetch_ask ask = ask_for(mem, *state, "/drips");
	int64_t start = clock_micros();
	struct fetch_reply reply;

	ask.timeout_ms = FETCH_MOST_MS;
	assert_int_equal(fetch_get(mem, &ask, &reply), UPSTREAM);
	assert_true(clock_micros() - start < 8000000);
}

static void
keeps_to_the_rules(void **state)
{
	auto_arena mem = arena_new();
	const struct hostile *server = *state;
	struct fetch_reply reply;
	struct fetch_ask ask = { .max_bytes = 4096, .timeout_ms = 2000 };

	ask.url = arena_printf(mem, "http://127.0.0.1:%d/json", server->port);
	assert_int_equal(fetch_get(mem, &ask, &reply), FORBIDDEN);
	/* A name that leads home: the address is looked at, not the name. */
	ask.url = "https://localhost/";
	assert_int_equal(fetch_get(mem, &ask, &reply), FORBIDDEN);
	ask.url = "https://office.example/x";
	ask.own = "https://office.example";
	ask.own_why = "It is one of this office.";
	assert_int_equal(fetch_get(mem, &ask, &reply), FORBIDDEN);
	assert_string_equal(fail_last()->text, "It is one of this office.");
	ask.url = "https://no-such-host.invalid/";
	assert_int_equal(fetch_get(mem, &ask, &reply), UPSTREAM);
	/* Its own host, where a test allows it. */
	ask = ask_for(mem, server, "/json");
	ask.own = arena_printf(mem, "http://127.0.0.1:%d", server->port);
	assert_int_equal(fetch_get(mem, &ask, &reply), OK);
	ask.timeout_ms = 0;
	assert_int_equal(fetch_get(mem, &ask, &reply), UPSTREAM);
}

static void
leaves_nothing_open(void **state)
{
	auto_arena mem = arena_new();
	struct fetch_reply reply;
	int first, i, last;

	assert_int_equal(get(mem, *state, "/json", &reply), OK);
	first = dup(0);
	close(first);
	for (i = 0; i < 20; i++)
		(void)!get(mem, *state, i % 2 ? "/json" : "/reset", &reply);
	last = dup(0);
	close(last);
	assert_int_equal(first, last);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arrives),
		cmocka_unit_test(asks_again_by_etag),
		cmocka_unit_test(says_little),
		cmocka_unit_test(speaks_with_a_service),
		cmocka_unit_test(tells_headers),
		cmocka_unit_test(refuses_what_is_wrong),
		cmocka_unit_test(holds_no_more_than_allowed),
		cmocka_unit_test(does_not_wait_for_drips),
		cmocka_unit_test(keeps_to_the_rules),
		cmocka_unit_test(leaves_nothing_open),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
