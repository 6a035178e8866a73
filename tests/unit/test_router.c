/*
 * Tests of http/router.c: method and path to a row.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <string.h>

#include "base/str.h"
#include "http/router.h"

/* A row as web/ has it: more behind the two members. */
struct row {
	struct router_row is;
	int id;
};

enum {
	HOME = 1,
	LIST,
	ADD,
	NEW,
	VIEW,
	SAVE,
	REMOVE,
	FILE_OF,
	LITERAL,
	LEFT,
	RIGHT,
	SLASH,
	FOUR,
	FIVE,
	ASK
};

static const struct row rows[] = {
	{ { METHOD_GET, "/" }, HOME },
	{ { METHOD_GET, "/records" }, LIST },
	{ { METHOD_POST, "/records" }, ADD },
	{ { METHOD_GET, "/records/{id}" }, VIEW },
	{ { METHOD_PUT, "/records/{id}" }, SAVE },
	{ { METHOD_DELETE, "/records/{id}" }, REMOVE },
	{ { METHOD_GET, "/records/new" }, NEW },
	{ { METHOD_GET, "/records/{id}/files/{n}" }, FILE_OF },
	{ { METHOD_GET, "/records/{id}/files/all" }, LITERAL },
	{ { METHOD_GET, "/{a}/right" }, RIGHT },
	{ { METHOD_GET, "/left/{b}" }, LEFT },
	{ { METHOD_GET, "/slash/" }, SLASH },
	{ { METHOD_GET, "/4/{a}/{b}/{c}/{d}" }, FOUR },
	{ { METHOD_GET, "/5/{a}/{b}/{c}/{d}/{e}" }, FIVE },
	{ { METHOD_OPTIONS, "/ask" }, ASK },
};

static enum result
match(struct arena *mem, enum method method, const char *path,
      struct router_match *out)
{
	const struct request r = {
		.mem = mem,
		.method = method,
		.path = path,
		.method_name = "METHOD",
	};

	return router_match(&r, rows, sizeof(rows) / sizeof(*rows),
			    sizeof(*rows), out);
}

struct example {
	enum method method;
	const char *path;
	int id; /* 0: not found */
	const char *params[ROUTER_PARAMS];
	const char *allow; /* NULL: not looked at */
};

static const struct example examples[] = {
	{ METHOD_GET, "/", HOME, { 0 }, "GET, HEAD" },
	{ METHOD_HEAD, "/", HOME, { 0 }, "GET, HEAD" },
	{ METHOD_GET, "/records", LIST, { 0 }, "GET, HEAD, POST" },
	{ METHOD_POST, "/records", ADD, { 0 }, "GET, HEAD, POST" },
	{ METHOD_GET, "/records/42", VIEW, { "42" }, "GET, HEAD, PUT, DELETE" },
	{ METHOD_PUT, "/records/42", SAVE, { "42" }, NULL },
	{ METHOD_DELETE, "/records/42", REMOVE, { "42" }, NULL },
	{ METHOD_OPTIONS, "/ask", ASK, { 0 }, "OPTIONS" },
	/* Literal segments win, the leftmost first. */
	{ METHOD_GET, "/records/new", NEW, { 0 }, "GET, HEAD" },
	{ METHOD_GET, "/records/news", VIEW, { "news" }, NULL },
	{ METHOD_GET, "/records/1/files/all", LITERAL, { "1" }, NULL },
	{ METHOD_GET, "/records/1/files/2", FILE_OF, { "1", "2" }, NULL },
	{ METHOD_GET, "/left/right", LEFT, { "right" }, NULL },
	{ METHOD_GET, "/x/right", RIGHT, { "x" }, NULL },
	/* Decoded after splitting, once. */
	{ METHOD_GET, "/records/a%2Fb", VIEW, { "a/b" }, NULL },
	{ METHOD_GET, "/records/a%252Fb", VIEW, { "a%2Fb" }, NULL },
	{ METHOD_GET, "/records/a+b", VIEW, { "a+b" }, NULL },
	{ METHOD_GET, "/records/%E2%82%AC", VIEW, { "€" }, NULL },
	{ METHOD_GET, "/records/...", VIEW, { "..." }, NULL },
	{ METHOD_GET, "/4/1/2/3/4", FOUR, { "1", "2", "3", "4" }, NULL },
	/* A slash at the end makes another path. */
	{ METHOD_GET, "/slash/", SLASH, { 0 }, NULL },
	{ METHOD_GET, "/slash", 0, { 0 }, NULL },
	{ METHOD_GET, "/records/", 0, { 0 }, NULL },
	{ METHOD_GET, "/records/42/", 0, { 0 }, NULL },
	{ METHOD_GET, "//", 0, { 0 }, NULL },
	{ METHOD_GET, "//right", 0, { 0 }, NULL },
	{ METHOD_GET, "/records//files/1", 0, { 0 }, NULL },
	{ METHOD_GET, "", 0, { 0 }, NULL },
	{ METHOD_GET, "/Records", 0, { 0 }, NULL },
	{ METHOD_GET, "/record", 0, { 0 }, NULL },
	{ METHOD_GET, "/recordsx", 0, { 0 }, NULL },
	{ METHOD_GET, "/records/1/files", 0, { 0 }, NULL },
	{ METHOD_GET, "/records/1/files/2/3", 0, { 0 }, NULL },
	/* Never: dots, a NUL, bad escapes, not UTF-8. */
	{ METHOD_GET, "/records/.", 0, { 0 }, NULL },
	{ METHOD_GET, "/records/..", 0, { 0 }, NULL },
	{ METHOD_POST, "/records/..", 0, { 0 }, NULL },
	{ METHOD_GET, "/records/%2e%2E", 0, { 0 }, NULL },
	{ METHOD_GET, "/records/../files/1", 0, { 0 }, NULL },
	{ METHOD_GET, "/records/a%00", 0, { 0 }, NULL },
	{ METHOD_GET, "/records/%", 0, { 0 }, NULL },
	{ METHOD_GET, "/records/%zz", 0, { 0 }, NULL },
	{ METHOD_GET, "/records/%FF", 0, { 0 }, NULL },
};

static void
match_one(struct arena *mem, const struct example *e)
{
	struct router_match m;
	unsigned count = 0;

	if (!e->id) {
		assert_int_equal(match(mem, e->method, e->path, &m), NOT_FOUND);
		assert_int_equal(fail_last()->result, NOT_FOUND);
		return;
	}
	assert_int_equal(match(mem, e->method, e->path, &m), OK);
	assert_int_equal(((const struct row *)(const void *)m.row)->id, e->id);
	for (; count < ROUTER_PARAMS && e->params[count]; count++)
		assert_string_equal(m.params[count], e->params[count]);
	assert_int_equal(m.count, count);
	if (e->allow)
		assert_string_equal(m.allow, e->allow);
}

static void
paths_find_their_row(void **state)
{
	auto_arena mem = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof(examples) / sizeof(*examples); i++) {
		print_message("# %s\n", examples[i].path);
		match_one(mem, &examples[i]);
	}
}

static void
wrong_method_is_405_with_allow(void **state)
{
	auto_arena mem = arena_new();
	struct router_match m;

	(void)state;
	assert_int_equal(match(mem, METHOD_DELETE, "/records", &m), BAD_METHOD);
	assert_string_equal(m.allow, "GET, HEAD, POST");
	assert_null(m.row);
	assert_non_null(strstr(fail_last()->text, "GET, HEAD, POST"));
	assert_int_equal(match(mem, METHOD_OTHER, "/records/1", &m),
			 BAD_METHOD);
	assert_string_equal(m.allow, "GET, HEAD, PUT, DELETE");
	/* The literal path has its own methods. */
	assert_int_equal(match(mem, METHOD_PUT, "/records/new", &m),
			 BAD_METHOD);
	assert_string_equal(m.allow, "GET, HEAD");
	assert_int_equal(match(mem, METHOD_HEAD, "/ask", &m), BAD_METHOD);
	assert_string_equal(m.allow, "OPTIONS");
}

static void
too_many_parameters_are_our_fault(void **state)
{
	auto_arena mem = arena_new();
	struct router_match m;

	(void)state;
	assert_int_equal(match(mem, METHOD_GET, "/5/1/2/3/4/5", &m), INTERNAL);
}

static void
an_empty_table_finds_nothing(void **state)
{
	auto_arena mem = arena_new();
	const struct request r = { .mem = mem, .path = "/" };
	struct router_match m;

	(void)state;
	assert_int_equal(router_match(&r, rows, 0, sizeof(*rows), &m),
			 NOT_FOUND);
	assert_string_equal(m.allow, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paths_find_their_row),
		cmocka_unit_test(wrong_method_is_405_with_allow),
		cmocka_unit_test(too_many_parameters_are_our_fault),
		cmocka_unit_test(an_empty_table_finds_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
