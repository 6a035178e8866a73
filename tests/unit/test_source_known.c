/* What a domain says of an issuer, read to the byte. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail

#include "base/str.h"
#include "peer/source_known.h"

static void
asks_the_domain_of_the_id(void **state)
{
	static const struct {
		const char *issuer, *name;
	} rows[] = {
		{ "https://college.example/i", "_clarus.college.example" },
		{ "https://College.Example:8443/i", "_clarus.college.example" },
		{ "http://a-b.c.example", "_clarus.a-b.c.example" },
		{ "https://u@b.example/", "_clarus.b.example" },
		{ "https://localhost/i", NULL },
		{ "https://127.0.0.1/i", NULL },
		{ "https://[::1]/i", NULL },
		{ "https://a_b*.example/", NULL },
		{ "https://a%2eb.example/", NULL },
		{ "urn:uuid:1", NULL },
		{ "did:web:college.example", NULL },
		{ "mailto:a@college.example", NULL },
		{ "", NULL },
	};
	auto_arena mem = arena_new();
	char *long_one = arena_alloc(mem, 400);
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (!streq(source_known_name(mem, rows[i].issuer),
			   rows[i].name)) {
			print_error("%s\n", rows[i].issuer);
			assert_true(false);
		}
	memset(long_one, 'a', 260);
	assert_null(source_known_name(
		mem, arena_printf(mem, "https://%s.example/", long_one)));
}

static void
is_said_to_the_byte(void **state)
{
	static const char issuer[] = "https://c.example/i";

	(void)state;
	assert_true(source_known_says("issuer=https://c.example/i", issuer));
	assert_true(
		source_known_says("a\nissuer=https://c.example/i\n", issuer));
	assert_true(source_known_says(
		"x issuer=urn:1  issuer=https://c.example/i y", issuer));
	assert_false(source_known_says("", issuer));
	assert_false(source_known_says("\n \n", issuer));
	assert_false(source_known_says("issuer=", issuer));
	assert_false(source_known_says("issuer=https://c.example/ii", issuer));
	assert_false(source_known_says("issuer=https://c.example/", issuer));
	assert_false(source_known_says("issuer=https://C.example/i", issuer));
	assert_false(source_known_says("xissuer=https://c.example/i", issuer));
	assert_false(source_known_says("issuer= https://c.example/i", issuer));
	assert_false(source_known_says("ISSUER=https://c.example/i", issuer));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(asks_the_domain_of_the_id),
		cmocka_unit_test(is_said_to_the_byte),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
