/*
 * Tests of verify/verify_origin.c: where an issuer's documents may live, and
 * every way we know to make one host look like another.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "verify/verify_origin.h"
#include "model_help.h"

static void
reads_hosts(void **state)
{
	static const struct {
		const char *url, *host;
	} rows[] = {
		{ "https://a.example/x", "a.example" },
		{ "HTTPS://A.Example/x", "a.example" },
		{ "https://a.example", "a.example" },
		{ "https://a.example?x", "a.example" },
		{ "https://a.example#x", "a.example" },
		{ "https://a.example:443/x", "a.example" },
		{ "http://a.example:80/x", "a.example" },
		{ "https://a.example:80/x", "a.example:80" },
		{ "https://a.example:/x", "a.example" },
		{ "https://a.example:8443/x", "a.example:8443" },
		{ "https://[::1]:8443/x", "[::1]:8443" },
		{ "https://[::1]/x", "[::1]" },
		{ "https://a.example./x", "a.example." },
		{ "https://a.example@evil.net/x", NULL },
		{ "https://a.example:443@evil.net/x", NULL },
		{ "https://@a.example/x", NULL },
		{ "https://a.example\\@evil.net/x", NULL },
		{ "https://a.example\t.evil.net/x", NULL },
		{ "https://a.example:8x/", NULL },
		{ "https://a.example:0443/", NULL },
		{ "https://a.example:99999/", NULL },
		{ "https://a.example:1:2/", NULL },
		{ "https:///x", NULL },
		{ "https:a.example", NULL },
		{ "//a.example/x", NULL },
		{ "urn:uuid:1", NULL },
		{ "ftp://a.example/x", NULL },
		{ "", NULL },
		{ NULL, NULL },
	};
	auto_arena mem = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const char *host = verify_origin_host(mem, rows[i].url);

		if (!streq(host, rows[i].host))
			print_message("%s: %s\n", rows[i].url, host);
		assert_true(streq(host, rows[i].host));
	}
}

static void
compares_beginnings(void **state)
{
	static const struct {
		const char *url, *value;
		bool starts;
	} rows[] = {
		{ "https://a.example/x/1", "https://a.example/x/", true },
		{ "https://a.example/x1", "https://a.example/x", true },
		{ "https://a.example/y", "https://a.example/x", false },
		{ "https://a.example", "https://a.example", true },
		{ "https://a.example/", "https://a.example", true },
		{ "https://a.example:8/", "https://a.example", true },
		{ "https://a.example?x", "https://a.example", true },
		{ "https://a.example#x", "https://a.example", true },
		{ "https://a.example.evil.net/", "https://a.example", false },
		{ "https://a.example-evil.net/", "https://a.example", false },
		{ "https://a.example@evil.net/", "https://a.example", false },
		{ "https://a.examples/", "https://a.example", false },
		{ "https://a.example:8443/", "https://a.example:84", false },
		{ "https://a.example/", "https://", false },
		{ "https://a.example/", "https://A.example/", false },
		{ "https://a.example/x", "https://a.example/x/", false },
		{ "https://a.example/?x", "https://a.example/?", true },
		{ "https://a.example/", "https:", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		bool starts = verify_origin_starts(rows[i].url, rows[i].value);

		if (starts != rows[i].starts)
			print_message("%s, %s\n", rows[i].url, rows[i].value);
		assert_int_equal(starts, rows[i].starts);
	}
}

/* ${verification} is NULL or JSON with ' for ". */
struct row {
	const char *url, *issuer, *verification;
	enum verify_origin expected;
};

#define A "https://a.example/p"
#define ORIGINS(list) "{'type':'Verification','allowedOrigins':" list "}"
#define STARTS(list) "{'type':'Verification','startsWith':" list "}"

static const struct row rows[] = {
	{ "https://a.example/1", A, NULL, ORIGIN_OWN },
	{ "https://A.EXAMPLE/1", A, NULL, ORIGIN_OWN },
	{ "https://a.example:443/1", A, NULL, ORIGIN_OWN },
	{ "https://a.example/1", "http://a.example/p", NULL, ORIGIN_OWN },
	{ "https://a.example:8443/1", A, NULL, ORIGIN_FOREIGN },
	{ "https://a.example:8443/1", "https://a.example:8443/p", NULL,
	  ORIGIN_OWN },
	{ "https://a.example.evil.net/1", A, NULL, ORIGIN_FOREIGN },
	{ "https://evil.net/a.example/1", A, NULL, ORIGIN_FOREIGN },
	{ "https://www.a.example/1", A, NULL, ORIGIN_FOREIGN },
	{ "https://a.example./1", A, NULL, ORIGIN_FOREIGN },
	{ "https://\xD0\xB0.example/1", A, NULL, ORIGIN_FOREIGN },
	{ "https://a.example@evil.net/1", A, NULL, ORIGIN_NO_URL },
	{ "https://evil.net#@a.example/1", A, NULL, ORIGIN_FOREIGN },
	{ "https://evil.net?@a.example/1", A, NULL, ORIGIN_FOREIGN },
	{ "https://evil.net\\@a.example/1", A, NULL, ORIGIN_NO_URL },
	{ "urn:uuid:1", A, NULL, ORIGIN_NO_URL },
	{ "https://a.example/1", "https://x@a.example/p", NULL,
	  ORIGIN_FOREIGN },
	/* without an address of the issuer */
	{ "https://a.example/1", "urn:uuid:1", NULL, ORIGIN_NO_RULE },
	{ "https://a.example/1", NULL, NULL, ORIGIN_NO_RULE },
	{ "https://a.example/1", "urn:uuid:1", ORIGINS("['a.example']"),
	  ORIGIN_LISTED },
	{ "https://b.example/1", "urn:uuid:1", ORIGINS("['a.example']"),
	  ORIGIN_FOREIGN },
	/* lists */
	{ "https://b.example/1", A, ORIGINS("['b.example']"), ORIGIN_LISTED },
	{ "https://B.example/1", A, ORIGINS("['c.example','b.Example']"),
	  ORIGIN_LISTED },
	{ "https://b.example/1", A, ORIGINS("'b.example'"), ORIGIN_LISTED },
	{ "https://b.example/1", A, ORIGINS("['https://b.example']"),
	  ORIGIN_LISTED },
	{ "https://a.example/1", A, ORIGINS("['b.example']"), ORIGIN_FOREIGN },
	{ "https://a.example/1", A, ORIGINS("[]"), ORIGIN_OWN },
	{ "https://a.example/1", A, ORIGINS("[7]"), ORIGIN_OWN },
	{ "https://b.example.evil.net/1", A, ORIGINS("['b.example']"),
	  ORIGIN_FOREIGN },
	{ "https://x.b.example/1", A, ORIGINS("['*.b.example']"),
	  ORIGIN_FOREIGN },
	{ "https://x.b.example/1", A, ORIGINS("['b.example']"),
	  ORIGIN_FOREIGN },
	{ "https://b.example:8443/1", A, ORIGINS("['b.example']"),
	  ORIGIN_LISTED },
	{ "https://b.example:8443/1", A, ORIGINS("['b.example:8443']"),
	  ORIGIN_LISTED },
	{ "https://b.example/1", A, ORIGINS("['b.example:8443']"),
	  ORIGIN_FOREIGN },
	{ "https://b.example:8443/1", A, ORIGINS("['b.example:443']"),
	  ORIGIN_FOREIGN },
	{ "https://b.example/1", A, ORIGINS("['b.example:443']"),
	  ORIGIN_LISTED },
	{ "https://b.example/1", A,
	  ORIGINS("['', ' b.example', 'x@b.example']"), ORIGIN_FOREIGN },
	/* beginnings */
	{ "https://a.example/x/1", A, STARTS("['https://a.example/x/']"),
	  ORIGIN_OWN },
	{ "https://a.example/y/1", A, STARTS("['https://a.example/x/']"),
	  ORIGIN_PREFIX },
	{ "https://a.example/y/1", A,
	  STARTS("['https://a.example/x/','https://a.example/y/']"),
	  ORIGIN_OWN },
	{ "https://a.example.evil.net/1", A, STARTS("['https://a.example']"),
	  ORIGIN_PREFIX },
	{ "https://b.example/1", A, STARTS("['https://b.example/']"),
	  ORIGIN_FOREIGN },
	/* both must hold */
	{ "https://b.example/x", A,
	  "{'startsWith':['https://b.example/x'],"
	  "'allowedOrigins':['b.example']}",
	  ORIGIN_LISTED },
	{ "https://b.example/y", A,
	  "{'startsWith':['https://b.example/x'],"
	  "'allowedOrigins':['b.example']}",
	  ORIGIN_PREFIX },
	{ "https://b.example/x", A,
	  "{'startsWith':['https://b.example/x'],"
	  "'allowedOrigins':['c.example']}",
	  ORIGIN_FOREIGN },
};

static void
judges_where_documents_live(void **state)
{
	auto_arena mem = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct verify_scope scope = {
			.issuer = rows[i].issuer,
			.verification = rows[i].verification
						? parse(mem,
							rows[i].verification)
						: NULL,
			.is_served = true,
			.with_prefix = true,
		};
		enum verify_origin origin = verify_origin(mem, rows[i].url,
							  &scope);

		if (origin != rows[i].expected)
			print_message("row %zu: %s, %s\n", i, rows[i].url,
				      rows[i].issuer);
		assert_int_equal(origin, rows[i].expected);
	}
}

static void
believes_no_list_in_the_document_alone(void **state)
{
	auto_arena mem = arena_new();
	struct verify_scope scope = {
		.issuer = A,
		.verification = parse(mem, ORIGINS("['a.example',"
						   "'evil.net']")),
	};

	(void)state;
	assert_int_equal(verify_origin(mem, "https://evil.net/1", &scope),
			 ORIGIN_CLAIMED);
	assert_int_equal(verify_origin(mem, "https://a.example/1", &scope),
			 ORIGIN_OWN);
	assert_int_equal(verify_origin(mem, "https://c.example/1", &scope),
			 ORIGIN_FOREIGN);
}

static void
keys_may_begin_otherwise(void **state)
{
	auto_arena mem = arena_new();
	struct verify_scope scope = {
		.issuer = A,
		.verification = parse(mem, STARTS("['https://a.example/x/']")),
		.is_served = true,
	};

	(void)state;
	assert_int_equal(verify_origin(mem, "https://a.example/keys", &scope),
			 ORIGIN_OWN);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_hosts),
		cmocka_unit_test(compares_beginnings),
		cmocka_unit_test(judges_where_documents_live),
		cmocka_unit_test(believes_no_list_in_the_document_alone),
		cmocka_unit_test(keys_may_begin_otherwise),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
