/*
 * Tests of model/import_words.c: what a file is, when it is no record.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include "model/import_words.h"
#include "model_help.h"

static void
documents_are_named(void **state)
{
	static const struct {
		const char *doc, *words;
	} rows[] = {
		{ "{'type':'Assertion'}", "This is an Assertion, not a whole" },
		{ "{'type':'Profile'}", "This is a Profile, not a whole" },
		{ "{'publicKeyPem':'x'}", "This is a Public key, not" },
		{ "{'type':['VerifiableCredential','ClrCredential']}",
		  "CLR 2.0" },
		{ "{'type':'OpenBadgeCredential'}", "Open Badge of version 3" },
		{ "{'type':'BadgeClass'}", "description of an Open Badge" },
		{ "{'issuanceDate':'x'}", "credential, but it holds no" },
		{ "{'type':[5]}", "a learner, a publisher and assertions" },
		{ "{}", "a learner, a publisher and assertions" },
		{ "5", "a learner, a publisher and assertions" },
	};
	auto_arena mem = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_non_null(strstr(
			import_words_document(mem, parse(mem, rows[i].doc)),
			rows[i].words));
}

static void
files_are_named(void **state)
{
	static const struct {
		const char *bytes, *words;
	} rows[] = {
		{ "%PDF-1.7", "PDF" },
		{ "\x89PNG\r\n", "picture (PNG)" },
		{ "\xFF\xD8\xFF\xE0", "JPEG" },
		{ "GIF89a", "GIF" },
		{ "PK\x03\x04", "ZIP" },
		{ "\x1F\x8B\x08", "gzip" },
		{ "\xFF\xFE{", "UTF-16" },
		{ "\xFE\xFF", "UTF-16" },
		{ "hello", "begins with \"{\"" },
		{ "", "begins with" },
		{ "%PD", "begins with" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_non_null(strstr(
			import_words_file(rows[i].bytes, strlen(rows[i].bytes)),
			rows[i].words));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(documents_are_named),
		cmocka_unit_test(files_are_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
