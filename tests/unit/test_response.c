/*
 * Tests of http/response.c: replies and what goes out on the wire.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <stdio.h>
#include <string.h>

#include "http/response.h"

/* A carrier that keeps what it is given. */
struct wire {
	struct str got;
	unsigned writes;
	unsigned breaks_at; /* the write that fails; 0: none */
};

static enum result
wire_write(void *carrier, const char *s, size_t len)
{
	struct wire *w = carrier;

	if (++w->writes == w->breaks_at)
		return fail(UPSTREAM, "gone");
	str_addn(&w->got, s, len);
	return OK;
}

static const char *
sent(const struct response *r, struct wire *w)
{
	struct response_sink sink = { .write = wire_write };

	*w = (struct wire){ .writes = 0 };
	sink.carrier = w;
	str_init(&w->got, r->mem);
	assert_int_equal(response_send(r, &sink), OK);
	return w->got.s;
}

static void
text_goes_out_in_one_write(void **state)
{
	auto_arena mem = arena_new();
	struct response r;
	struct wire w;

	(void)state;
	response_init(&r, mem);
	response_text(&r, 404, "text/plain", "no");
	response_header(&r, "X-One", "1");
	assert_string_equal(sent(&r, &w), "Status: 404 Not Found\r\n"
					  "Content-Type: text/plain\r\n"
					  "X-One: 1\r\n"
					  "Content-Length: 2\r\n\r\nno");
	assert_int_equal(w.writes, 1);
	response_text(&r, 200, "text/plain", "yes");
	assert_non_null(strstr(sent(&r, &w), "\r\n\r\nyes"));
}

static void
body_can_be_written_by_the_handler(void **state)
{
	auto_arena mem = arena_new();
	struct response r;
	struct wire w;

	(void)state;
	response_init(&r, mem);
	r.type = "application/json";
	str_add(&r.body, "{}");
	assert_string_equal(sent(&r, &w), "Status: 200 OK\r\n"
					  "Content-Type: application/json\r\n"
					  "Content-Length: 2\r\n\r\n{}");
}

static void
large_bodies_are_not_copied(void **state)
{
	auto_arena mem = arena_new();
	size_t len = 1024 * 1024;
	char *bytes = arena_alloc(mem, len);
	struct response r;
	struct wire w;

	(void)state;
	memset(bytes, 'x', len);
	response_init(&r, mem);
	response_ready(&r, 200, "image/png", bytes, len);
	assert_non_null(strstr(sent(&r, &w), "Content-Length: 1048576\r\n"));
	assert_int_equal(w.writes, 2);
	assert_memory_equal(w.got.s + w.got.len - len, bytes, len);
	r.is_head = true;
	assert_non_null(strstr(sent(&r, &w), "Content-Length: 1048576\r\n"));
	assert_int_equal(w.writes, 1);
	assert_true(w.got.len < 200);
	response_text(&r, 200, "text/plain", "small");
	assert_null(r.ready);
}

static void
ready_bytes_may_hold_nul_or_nothing(void **state)
{
	auto_arena mem = arena_new();
	struct response r;
	struct wire w;

	(void)state;
	response_init(&r, mem);
	response_ready(&r, 200, "a/b", "\0x", 2);
	sent(&r, &w);
	assert_memory_equal(w.got.s + w.got.len - 2, "\0x", 2);
	response_ready(&r, 200, "a/b", "", 0);
	assert_non_null(strstr(sent(&r, &w), "Content-Length: 0\r\n\r\n"));
}

static void
headers_cannot_be_smuggled(void **state)
{
	static const char *const values[] = {
		"ok\r\nSet-Cookie: a=b",
		"ok\nX: y",
		"ok\rX: y",
		"ok\001",
		"ok\x7f",
		"ok\t",
	};
	auto_arena mem = arena_new();
	struct response r;
	struct wire w;

	(void)state;
	response_init(&r, mem);
	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++) {
		response_header(&r, "X-Value", values[i]);
		assert_string_equal(response_get(&r, "X-Value"), "ok");
	}
	response_see_other(&r, "/a\r\n\r\n<script>");
	assert_string_equal(sent(&r, &w), "Status: 303 See Other\r\n"
					  "X-Value: ok\r\n"
					  "Location: /a\r\n"
					  "Content-Length: 0\r\n\r\n");
	response_header(&r, "X-Value", "caf\xc3\xa9");
	assert_string_equal(response_get(&r, "X-Value"), "caf\xc3\xa9");
}

static void
headers_are_replaced_and_found_without_case(void **state)
{
	char value[] = "1";
	auto_arena mem = arena_new();
	struct response r;

	(void)state;
	response_init(&r, mem);
	assert_null(response_get(&r, "Vary"));
	response_header(&r, "Vary", value);
	value[0] = '2';
	assert_string_equal(response_get(&r, "vary"), "1");
	response_header(&r, "VARY", value);
	assert_string_equal(response_get(&r, "Vary"), "2");
	assert_int_equal(r.count, 1);
}

static void
headers_beyond_the_room_are_left_out(void **state)
{
	auto_arena mem = arena_new();
	struct response r;

	(void)state;
	response_init(&r, mem);
	for (int i = 0; i < RESPONSE_HEADERS; i++)
		response_header(&r, arena_printf(mem, "X-%d", i), "v");
	response_header(&r, "X-Late", "v");
	assert_int_equal(r.count, RESPONSE_HEADERS);
	assert_null(response_get(&r, "X-Late"));
	response_header(&r, "X-3", "w");
	assert_string_equal(response_get(&r, "X-3"), "w");
}

struct etags {
	const char *etag;
	const char *asked;
	bool is_same;
};

static const struct etags etags[] = {
	{ "\"a\"", NULL, false },
	{ "\"a\"", "", false },
	{ "\"a\"", "\"a\"", true },
	{ "\"a\"", "W/\"a\"", true },
	{ "W/\"a\"", "\"a\"", true },
	{ "W/\"a\"", "W/\"a\"", true },
	{ "\"a\"", "*", true },
	{ "\"a\"", " *", true },
	{ "\"a\"", "\"b\"", false },
	{ "\"a\"", "\"b\", \"a\"", true },
	{ "\"a\"", "\"b\",W/\"a\",\"c\"", true },
	{ "\"a\"", "\"b,\", \"a\"", true },
	{ "\"a\"", "\"ab\"", false },
	{ "\"ab\"", "\"a\"", false },
	{ "\"a\"", "a", false },
	{ "\"a\"", "\"a", false },
	{ "\"a\"", "\"b\" junk \"a\"", false },
	{ "\"a\"", ", ,", false },
};

static void
not_modified_compares_weakly(void **state)
{
	auto_arena mem = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof(etags) / sizeof(*etags); i++) {
		const struct etags *e = &etags[i];
		struct response r;

		response_init(&r, mem);
		print_message("# %s\n", e->asked ? e->asked : "none");
		assert_int_equal(response_not_modified(&r, e->etag, e->asked),
				 e->is_same);
		assert_int_equal(r.status, e->is_same ? 304 : 200);
		assert_string_equal(response_get(&r, "ETag"), e->etag);
	}
}

static void
no_body_no_length(void **state)
{
	auto_arena mem = arena_new();
	struct response r;
	struct wire w;

	(void)state;
	response_init(&r, mem);
	assert_true(response_not_modified(&r, "\"a\"", "\"a\""));
	assert_string_equal(sent(&r, &w), "Status: 304 Not Modified\r\n"
					  "ETag: \"a\"\r\n\r\n");
	response_init(&r, mem);
	response_text(&r, 204, NULL, "not sent");
	assert_string_equal(sent(&r, &w), "Status: 204 No Content\r\n\r\n");
}

static void
a_client_that_left_is_passed_up(void **state)
{
	auto_arena mem = arena_new();
	struct wire w = { .breaks_at = 1 };
	const struct response_sink sink = { &w, wire_write };
	char *bytes = arena_alloc(mem, 100000);
	struct response r;

	(void)state;
	str_init(&w.got, mem);
	response_init(&r, mem);
	response_ready(&r, 200, "a/b", bytes, 100000);
	assert_int_equal(response_send(&r, &sink), UPSTREAM);
	assert_int_equal(w.writes, 1);
	w = (struct wire){ .breaks_at = 2 };
	str_init(&w.got, mem);
	assert_int_equal(response_send(&r, &sink), UPSTREAM);
	assert_int_equal(w.writes, 2);
}

static void
reasons(void **state)
{
	(void)state;
	assert_string_equal(response_reason(200), "OK");
	assert_string_equal(response_reason(422), "Unprocessable Content");
	assert_string_equal(response_reason(503), "Service Unavailable");
	assert_string_equal(response_reason(299), "");
	assert_string_equal(response_reason(-1), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_goes_out_in_one_write),
		cmocka_unit_test(body_can_be_written_by_the_handler),
		cmocka_unit_test(large_bodies_are_not_copied),
		cmocka_unit_test(ready_bytes_may_hold_nul_or_nothing),
		cmocka_unit_test(headers_cannot_be_smuggled),
		cmocka_unit_test(headers_are_replaced_and_found_without_case),
		cmocka_unit_test(headers_beyond_the_room_are_left_out),
		cmocka_unit_test(not_modified_compares_weakly),
		cmocka_unit_test(no_body_no_length),
		cmocka_unit_test(a_client_that_left_is_passed_up),
		cmocka_unit_test(reasons),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
