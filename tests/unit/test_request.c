/*
 * Tests of http/request.c: the environment and the body of a request.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <stdio.h>
#include <string.h>

#include "fake_source.h"
#include "http/request.h"

#define MAX_HEADER 200

/* A request being tested: its carrier must outlive the reading. */
struct trial {
	struct arena *mem;
	struct fake fake;
	struct request_source source;
	struct request r;
};

static void
trial_begin(struct trial *t, struct arena *mem)
{
	*t = (struct trial){ .mem = mem };
	t->source = (struct request_source){ &t->fake, fake_env, fake_read };
}

static void
trial_var(struct trial *t, const char *name, const char *value)
{
	size_t i = 0;

	while (t->fake.vars[i][0] && !streq(t->fake.vars[i][0], name))
		i++;
	assert_true(i < FAKE_VARS);
	t->fake.vars[i][0] = name;
	t->fake.vars[i][1] = value;
}

static enum result
trial_read(struct trial *t, const char *base)
{
	const struct request_limits limits = { base, MAX_HEADER };

	return request_read(t->mem, &t->source, &limits, &t->r);
}

/* Read a request with one variable beside a good REQUEST_URI. */
static enum result
read_with(struct trial *t, struct arena *mem, const char *name,
	  const char *value)
{
	trial_begin(t, mem);
	trial_var(t, "REQUEST_METHOD", "POST");
	trial_var(t, "REQUEST_URI", "/x?y=z");
	trial_var(t, name, value);
	return trial_read(t, "");
}

struct target {
	const char *base;
	const char *uri;
	enum result result;
	const char *path;
	const char *query;
};

static const struct target targets[] = {
	{ "", "/", OK, "/", "" },
	{ "", "/a%2Fb/%zz?c=%00&d?", OK, "/a%2Fb/%zz", "c=%00&d?" },
	{ "", "/a?", OK, "/a", "" },
	{ "", "//a/../b", OK, "//a/../b", "" },
	{ "", "/\xff", OK, "/\xff", "" },
	{ "", "http://host.example/p?q", OK, "/p", "q" },
	{ "", "HTTPS://host.example", OK, "/", "" },
	{ "", "http://host.example?q", OK, "/", "q" },
	{ "/records", "/records", OK, "/", "" },
	{ "/records", "/records/", OK, "/", "" },
	{ "/records", "/records?q", OK, "/", "q" },
	{ "/records", "/records/a/b", OK, "/a/b", "" },
	{ "/records", "http://h/records/a", OK, "/a", "" },
	{ "/records", "/recordsx", NOT_FOUND, "/recordsx", "" },
	{ "/records", "/", NOT_FOUND, "/", "" },
	{ "/records", "/Records/", NOT_FOUND, "/Records/", "" },
	{ "/records", "http://h", NOT_FOUND, "/", "" },
	{ "", "", INVALID, "/", "" },
	{ "", "*", INVALID, "/", "" },
	{ "", "a/b", INVALID, "/", "" },
	{ "", "ftp://host/", INVALID, "/", "" },
	{ "", "/a b", INVALID, "/", "" },
	{ "", "/a\r\nX: y", INVALID, "/", "" },
	{ "", "/a?\x7f", INVALID, "/", "" },
	{ "", "/a\x01", INVALID, "/", "" },
	{ "", NULL, INVALID, "/", "" },
};

static void
targets_are_split_and_routed(void **state)
{
	auto_arena mem = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof(targets) / sizeof(*targets); i++) {
		const struct target *e = &targets[i];
		struct trial t;

		trial_begin(&t, mem);
		if (e->uri)
			trial_var(&t, "REQUEST_URI", e->uri);
		print_message("# target %zu\n", i);
		assert_int_equal(trial_read(&t, e->base), e->result);
		assert_string_equal(t.r.path, e->path);
		assert_string_equal(t.r.query, e->query);
		if (e->result != OK)
			assert_true(strlen(fail_last()->text) > 5);
	}
}

static void
target_falls_back_only_if_absent(void **state)
{
	auto_arena mem = arena_new();
	struct trial t;

	(void)state;
	trial_begin(&t, mem);
	trial_var(&t, "SCRIPT_NAME", "/cgi");
	trial_var(&t, "PATH_INFO", "/a");
	trial_var(&t, "QUERY_STRING", "b=c");
	assert_int_equal(trial_read(&t, "/cgi"), OK);
	assert_string_equal(t.r.path, "/a");
	assert_string_equal(t.r.query, "b=c");
	trial_var(&t, "QUERY_STRING", "");
	assert_int_equal(trial_read(&t, ""), OK);
	assert_string_equal(t.r.path, "/cgi/a");
	assert_string_equal(t.r.query, "");
	trial_var(&t, "REQUEST_URI", "/other");
	assert_int_equal(trial_read(&t, ""), OK);
	assert_string_equal(t.r.path, "/other");
}

static void
methods_are_known_by_their_exact_name(void **state)
{
	static const struct {
		const char *name;
		enum method is;
	} names[] = {
		{ "GET", METHOD_GET },	     { "HEAD", METHOD_HEAD },
		{ "POST", METHOD_POST },     { "PUT", METHOD_PUT },
		{ "DELETE", METHOD_DELETE }, { "OPTIONS", METHOD_OPTIONS },
		{ "get", METHOD_OTHER },     { "TRACE", METHOD_OTHER },
		{ "", METHOD_OTHER },
	};
	auto_arena mem = arena_new();
	struct trial t;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		assert_int_equal(
			read_with(&t, mem, "REQUEST_METHOD", names[i].name),
			OK);
		assert_int_equal(t.r.method, names[i].is);
		assert_string_equal(t.r.method_name, names[i].name);
	}
	trial_begin(&t, mem);
	trial_var(&t, "REQUEST_URI", "/");
	assert_int_equal(trial_read(&t, ""), OK);
	assert_int_equal(t.r.method, METHOD_OTHER);
	assert_string_equal(t.r.method_name, "");
}

static void
https_is_seen(void **state)
{
	auto_arena mem = arena_new();
	struct trial t;

	(void)state;
	assert_int_equal(read_with(&t, mem, "HTTPS", "on"), OK);
	assert_true(t.r.is_https);
	assert_int_equal(read_with(&t, mem, "HTTPS", "OFF"), OK);
	assert_false(t.r.is_https);
	assert_int_equal(read_with(&t, mem, "HTTPS", ""), OK);
	assert_false(t.r.is_https);
	assert_int_equal(read_with(&t, mem, "X", ""), OK);
	assert_false(t.r.is_https);
}

static void
lengths_are_plain_numbers(void **state)
{
	static const char *const wrong[] = {
		"-1", "+1", "1x", " 1", "0x10", "1,1", "99999999999999999999",
	};
	auto_arena mem = arena_new();
	struct trial t;

	(void)state;
	assert_int_equal(read_with(&t, mem, "CONTENT_LENGTH", "123"), OK);
	assert_int_equal(t.r.length, 123);
	assert_int_equal(read_with(&t, mem, "CONTENT_LENGTH", ""), OK);
	assert_int_equal(t.r.length, -1);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		assert_int_equal(read_with(&t, mem, "CONTENT_LENGTH", wrong[i]),
				 INVALID);
		assert_int_equal(t.r.length, -1);
		assert_non_null(strstr(fail_last()->text, wrong[i]));
	}
}

static void
types_lose_their_parameters(void **state)
{
	auto_arena mem = arena_new();
	struct trial t;

	(void)state;
	assert_int_equal(read_with(&t, mem, "CONTENT_TYPE",
				   "Application/JSON; charset=utf-8"),
			 OK);
	assert_string_equal(t.r.type, "application/json");
	assert_null(t.r.boundary);
	assert_int_equal(read_with(&t, mem, "CONTENT_TYPE",
				   "multipart/form-data; boundary=\"a b\""),
			 OK);
	assert_string_equal(t.r.boundary, "a b");
	assert_int_equal(read_with(&t, mem, "CONTENT_TYPE",
				   "multipart/mixed; boundary=x"),
			 OK);
	assert_null(t.r.boundary);
	assert_int_equal(
		read_with(&t, mem, "CONTENT_TYPE", "multipart/form-data"), OK);
	assert_null(t.r.boundary);
	assert_int_equal(read_with(&t, mem, "CONTENT_TYPE", ""), OK);
	assert_null(t.r.type);
}

static void
long_variables_name_the_limit(void **state)
{
	static const char *const names[] = {
		"REQUEST_METHOD",
		"REQUEST_URI",
		"CONTENT_TYPE",
		"CONTENT_LENGTH",
	};
	static const char *const parts[] = { "SCRIPT_NAME", "PATH_INFO",
					     "QUERY_STRING" };
	char text[MAX_HEADER + 2];
	auto_arena mem = arena_new();
	struct trial t;

	(void)state;
	memset(text, '/', sizeof(text));
	text[MAX_HEADER + 1] = '\0';
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(read_with(&t, mem, names[i], text), TOO_BIG);
		assert_non_null(strstr(fail_last()->text, names[i]));
		assert_non_null(strstr(fail_last()->text, "200"));
		assert_string_equal(t.r.path, i < 2 ? "/" : "/x");
	}
	for (size_t i = 0; i < 3; i++) {
		trial_begin(&t, mem);
		trial_var(&t, parts[i], text);
		assert_int_equal(trial_read(&t, ""), TOO_BIG);
	}
	text[MAX_HEADER] = '\0';
	assert_int_equal(read_with(&t, mem, "REQUEST_URI", text), OK);
}

/* Begin a request with this body; ${length} NULL: none is sent. */
static void
body_begin(struct trial *t, struct arena *mem, const char *body,
	   const char *length)
{
	trial_begin(t, mem);
	trial_var(t, "REQUEST_URI", "/");
	if (length)
		trial_var(t, "CONTENT_LENGTH", length);
	t->fake.body = body;
	t->fake.len = strlen(body);
	assert_int_equal(trial_read(t, ""), OK);
}

static void
body_is_read_once(void **state)
{
	auto_arena mem = arena_new();
	struct trial t;

	(void)state;
	body_begin(&t, mem, "hello", "5");
	t.fake.step = 2;
	assert_int_equal(request_body(&t.r, 5), OK);
	assert_string_equal(t.r.body, "hello");
	assert_int_equal(t.r.body_len, 5);
	t.fake.reads = 0;
	assert_int_equal(request_body(&t.r, 1), OK);
	assert_int_equal(t.fake.reads, 0);
	body_begin(&t, mem, "", "0");
	assert_int_equal(request_body(&t.r, 5), OK);
	assert_string_equal(t.r.body, "");
}

static void
body_ends_at_its_stated_length(void **state)
{
	auto_arena mem = arena_new();
	struct trial t;

	(void)state;
	body_begin(&t, mem, "hello, and more", "5");
	assert_int_equal(request_body(&t.r, 100), OK);
	assert_string_equal(t.r.body, "hello");
	body_begin(&t, mem, "hell", "5");
	assert_int_equal(request_body(&t.r, 100), INVALID);
	assert_non_null(strstr(fail_last()->text, "4 of 5"));
	assert_null(t.r.body);
	body_begin(&t, mem, "hell", "5");
	t.fake.is_broken = true;
	assert_int_equal(request_body(&t.r, 100), INVALID);
	assert_non_null(strstr(fail_last()->text, "4 bytes"));
}

static void
body_of_unknown_length_has_the_limit(void **state)
{
	auto_arena mem = arena_new();
	struct trial t;

	(void)state;
	body_begin(&t, mem, "hello", NULL);
	assert_int_equal(request_body(&t.r, 5), OK);
	assert_string_equal(t.r.body, "hello");
	body_begin(&t, mem, "hello", NULL);
	assert_int_equal(request_body(&t.r, 4), TOO_BIG);
	assert_non_null(strstr(fail_last()->text, "4 bytes"));
	assert_int_equal(t.fake.at, 5);
	assert_null(t.r.body);
}

static void
stated_length_over_the_limit_is_not_read(void **state)
{
	auto_arena mem = arena_new();
	struct trial t;

	(void)state;
	body_begin(&t, mem, "hello", "16777217");
	assert_int_equal(request_body(&t.r, 16777216), TOO_BIG);
	assert_string_equal(fail_last()->text,
			    "the request is 16777217 "
			    "bytes; the limit is 16777216 bytes (16 MiB)");
	assert_int_equal(t.fake.reads, 0);
	assert_true(arena_used(mem) < 4096);
	assert_int_equal(request_body(&t.r, 8192), TOO_BIG);
	assert_non_null(strstr(fail_last()->text, "8192 bytes (8 KiB)"));
	body_begin(&t, mem, "", "9223372036854775807");
	assert_int_equal(request_body(&t.r, 100), TOO_BIG);
}

static void
large_body(void **state)
{
	auto_arena mem = arena_new();
	size_t len = 300000;
	char *text = arena_alloc(mem, len + 1);
	struct trial t;

	(void)state;
	for (size_t i = 0; i < len; i++)
		text[i] = (char)('a' + i % 26);
	body_begin(&t, mem, text, NULL);
	assert_int_equal(request_body(&t.r, 1000000), OK);
	assert_int_equal(t.r.body_len, len);
	assert_memory_equal(t.r.body, text, len + 1);
	body_begin(&t, mem, text, "300000");
	t.fake.step = 1000;
	assert_int_equal(request_body(&t.r, 1000000), OK);
	assert_memory_equal(t.r.body, text, len + 1);
}

static void
headers_have_their_variables(void **state)
{
	char text[MAX_HEADER + 2];
	auto_arena mem = arena_new();
	struct trial t;

	(void)state;
	memset(text, 'x', sizeof(text));
	text[MAX_HEADER + 1] = '\0';
	trial_begin(&t, mem);
	trial_var(&t, "REQUEST_URI", "/");
	trial_var(&t, "HTTP_IF_NONE_MATCH", "\"e\"");
	trial_var(&t, "CONTENT_TYPE", "a/b");
	trial_var(&t, "CONTENT_LENGTH", "7");
	trial_var(&t, "HTTP_X_LONG", text);
	assert_int_equal(trial_read(&t, ""), OK);
	assert_string_equal(request_header(&t.r, "If-None-Match"), "\"e\"");
	assert_string_equal(request_header(&t.r, "content-type"), "a/b");
	assert_string_equal(request_header(&t.r, "Content-Length"), "7");
	assert_null(request_header(&t.r, "Accept"));
	assert_null(request_header(&t.r, "X-Long"));
	text[MAX_HEADER] = '\0';
	assert_string_equal(request_header(&t.r, "X-Long"), text);
	text[64] = '\0';
	assert_null(request_header(&t.r, text));
	text[64] = 'x';
	text[65] = '\0';
	assert_null(request_header(&t.r, text));
}

static void
cookies_are_found_by_exact_name(void **state)
{
	auto_arena mem = arena_new();
	struct trial t;

	(void)state;
	assert_int_equal(read_with(&t, mem, "HTTP_COOKIE",
				   "xa=0; a=1;b=2 ; __Host-s=v=w; a=9;c; d="),
			 OK);
	assert_string_equal(request_cookie(&t.r, "a"), "1");
	assert_string_equal(request_cookie(&t.r, "b"), "2");
	assert_string_equal(request_cookie(&t.r, "__Host-s"), "v=w");
	assert_string_equal(request_cookie(&t.r, "d"), "");
	assert_null(request_cookie(&t.r, "c"));
	assert_null(request_cookie(&t.r, "A"));
	assert_null(request_cookie(&t.r, "__Host"));
	assert_int_equal(read_with(&t, mem, "HTTP_COOKIE", "; ;a"), OK);
	assert_null(request_cookie(&t.r, "a"));
	assert_int_equal(read_with(&t, mem, "HTTP_COOKIE", ""), OK);
	assert_null(request_cookie(&t.r, "a"));
	assert_int_equal(read_with(&t, mem, "X", ""), OK);
	assert_null(request_cookie(&t.r, "a"));
}

struct origin {
	const char *base;
	const char *site;
	const char *origin;
	bool is_same;
};

#define HOME "https://a.example/records"

static const struct origin origins[] = {
	{ HOME, NULL, NULL, true },
	{ HOME, "same-origin", NULL, true },
	{ HOME, "none", NULL, true },
	{ HOME, "same-site", NULL, false },
	{ HOME, "cross-site", NULL, false },
	{ HOME, "", NULL, false },
	{ HOME, "cross-site", "https://a.example", false },
	{ HOME, "same-origin", "https://evil.example", true },
	{ HOME, NULL, "https://a.example", true },
	{ HOME, NULL, "HTTPS://A.example", true },
	{ HOME, NULL, "http://a.example", false },
	{ HOME, NULL, "https://a.example:8443", false },
	{ HOME, NULL, "https://a.example.evil", false },
	{ HOME, NULL, "https://evil.example", false },
	{ HOME, NULL, "https://a.exampl", false },
	{ HOME, NULL, "null", false },
	{ HOME, NULL, "", false },
	{ "https://a.example:443", NULL, "https://a.example", true },
	{ "https://a.example:80", NULL, "https://a.example:80", true },
	{ "http://a.example:80/x", NULL, "http://a.example", true },
	{ "http://a.example:8080", NULL, "http://a.example:8080", true },
	{ "http://a.example:8080", NULL, "http://a.example", false },
	{ "broken", NULL, "https://a.example", false },
	{ "broken", NULL, "broken", false },
};

static void
origin_must_be_ours(void **state)
{
	auto_arena mem = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof(origins) / sizeof(*origins); i++) {
		const struct origin *e = &origins[i];
		struct trial t;

		trial_begin(&t, mem);
		trial_var(&t, "REQUEST_URI", "/");
		if (e->site)
			trial_var(&t, "HTTP_SEC_FETCH_SITE", e->site);
		if (e->origin)
			trial_var(&t, "HTTP_ORIGIN", e->origin);
		assert_int_equal(trial_read(&t, ""), OK);
		print_message("# origin %zu\n", i);
		assert_int_equal(request_same_origin(&t.r, e->base),
				 e->is_same);
	}
}

static void
an_origin_over_the_limit_is_not_absent(void **state)
{
	char text[MAX_HEADER + 2];
	auto_arena mem = arena_new();
	struct trial t;

	(void)state;
	memset(text, 'x', sizeof(text));
	text[MAX_HEADER + 1] = '\0';
	assert_int_equal(read_with(&t, mem, "HTTP_ORIGIN", text), OK);
	assert_false(request_same_origin(&t.r, HOME));
}

static void
knows_its_own_host(void **state)
{
	static const struct {
		const char *host, *base;
		bool is_ours;
	} hosts[] = {
		{ "records.example", "https://records.example", true },
		{ "Records.Example:443", "https://records.example", true },
		{ "records.example", "https://records.example:443/x", true },
		{ "records.example:80", "http://records.example/x", true },
		{ "records.example:8080", "http://records.example:8080", true },
		{ "[::1]:8080", "http://[::1]:8080", true },
		{ "records.example:8080", "https://records.example", false },
		{ "records.example", "http://records.example:8080", false },
		{ "records.example.evil.net", "https://records.example",
		  false },
		{ "evil.net", "https://records.example", false },
		{ "records.example/", "https://records.example", false },
		{ "a@records.example", "https://records.example", false },
		{ "", "https://records.example", false },
	};
	auto_arena mem = arena_new();
	struct trial t;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++) {
		assert_int_equal(read_with(&t, mem, "HTTP_HOST", hosts[i].host),
				 OK);
		print_message("# host %zu\n", i);
		assert_int_equal(request_is_for(&t.r, hosts[i].base),
				 hosts[i].is_ours);
	}
	assert_int_equal(read_with(&t, mem, "HTTP_ACCEPT", "*"), OK);
	assert_true(request_is_for(&t.r, HOME));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(targets_are_split_and_routed),
		cmocka_unit_test(target_falls_back_only_if_absent),
		cmocka_unit_test(methods_are_known_by_their_exact_name),
		cmocka_unit_test(https_is_seen),
		cmocka_unit_test(lengths_are_plain_numbers),
		cmocka_unit_test(types_lose_their_parameters),
		cmocka_unit_test(long_variables_name_the_limit),
		cmocka_unit_test(body_is_read_once),
		cmocka_unit_test(body_ends_at_its_stated_length),
		cmocka_unit_test(body_of_unknown_length_has_the_limit),
		cmocka_unit_test(stated_length_over_the_limit_is_not_read),
		cmocka_unit_test(large_body),
		cmocka_unit_test(headers_have_their_variables),
		cmocka_unit_test(cookies_are_found_by_exact_name),
		cmocka_unit_test(origin_must_be_ours),
		cmocka_unit_test(an_origin_over_the_limit_is_not_absent),
		cmocka_unit_test(knows_its_own_host),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
