/*
 * Tests of model/check_format.c: texts of each primitive type (CLR 1.0 §1.1).
 * What a finding looks like in a document is tested in tests/vectors.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include "model/check_run.h"
#include "model_help.h"

/* The finding for ${s} as a value of that kind. */
static const struct finding *
judge(struct arena *mem, struct type type, unsigned flags, const char *s)
{
	struct property p = { .name = "p", .type = type, .flags = flags };

	return check_format_text(mem, &p, s);
}

struct row {
	struct type type;
	unsigned flags;
	const char *s;
	const char *done; /* what an import did; NULL: nothing wrong */
};

/* clang-format off */
static const struct row rows[] = {
	{ TEXT, 0, "any\ntext\t", NULL },
	{ TEXT, 0, "", "read as absent" },
	{ MARKDOWN, 0, "*a*\n", NULL },
	{ LINE, 0, "one line", NULL },
	{ LINE, 0, "a\rb", "shown as it is" },
	{ LINE, 0, "a\tb", "shown as it is" },
	{ IRI, 0, "https://a.example/x?y#z", NULL },
	{ IRI, 0, "did:web:a.example", NULL },
	{ IRI, 0, "urn:uuid:1", NULL },
	{ IRI, 0, "https://a.example/\xC3\xA4", NULL },
	{ IRI, 0, "", "read as absent" },
	{ IRI, 0, "a.example/x", "kept as it is" },
	{ IRI, 0, "https://a.example/a b", "kept as it is" },
	{ IRI, 0, "https://a.example/a\n", "kept as it is" },
	{ IRI, 0, "urn:uuid967906cd", "kept as it is" },
	{ IRI, 0, "urn:uuid:", "kept as it is" },
	{ IRI, 0, "data:text/plain,x", "kept as it is" },
	{ IMAGE, DATA_URL, "https://a.example/x.png", NULL },
	{ IMAGE, DATA_URL, "data:image/png;base64,AAAA", NULL },
	{ IMAGE, DATA_URL, "data:image/png;base64", "it is not shown" },
	{ IMAGE, DATA_URL, "x.png", "kept as it is" },
	{ URI, 0, "https://a.example/", NULL },
	{ URI, 0, "https://a.example/\xC3\xA4", "kept as it is" },
	{ URI, 0, "/relative", "kept as it is" },
	{ DATETIME, 0, "2021-01-15T12:00:00Z", NULL },
	{ DATETIME, 0, "2021-01-15T12:00:00.1234567+05:30", NULL },
	{ DATETIME, 0, "2013-05-25T00:00:00", "UTC is assumed" },
	{ DATETIME, 0, "0001-01-01T00:00:00", "shown as not stated" },
	{ DATETIME, 0, "2021-01-15", "the day alone is shown" },
	{ DATETIME, 0, "2021-02-30T12:00:00Z", "shown as it is" },
	{ DATETIME, 0, "yesterday", "shown as it is" },
	{ DATETIME, 0, "", "read as absent" },
	{ DATE, 0, "2021-01-15", NULL },
	{ DATE, 0, "2021-01-15T00:00:00", "the day alone is shown" },
	{ DATE, 0, "0001-01-01", "shown as not stated" },
	{ DATE, 0, "15/1/2021", "shown as it is" },
	{ TERM(RESULT_STATUS), 0, "OnHold", NULL },
	{ TERM(RESULT_STATUS), 0, "onhold", "read as \"OnHold\"" },
	{ TERM(RESULT_STATUS), 0, "ext:Mine", "shown as it is" },
	{ TERM(VERIFICATION_TYPE), 0, "SignedBadge", "read as \"Signed\"" },
	{ XTERM(ACHIEVEMENT_TYPE), 0, "Co-Curricular", NULL },
	{ XTERM(ACHIEVEMENT_TYPE), 0, "ext:My.own-1_", NULL },
	{ XTERM(ACHIEVEMENT_TYPE), 0, "AssessmentResult",
	  "read as \"Assessment\"" },
	{ XTERM(ACHIEVEMENT_TYPE), 0, "ext:", "shown as it is" },
	{ XTERM(ACHIEVEMENT_TYPE), 0, "ext:a b", "shown as it is" },
	{ XTERM(ACHIEVEMENT_TYPE), 0, "Ext:a", "shown as it is" },
	{ XTERM(ACHIEVEMENT_TYPE), 0, "", "read as absent" },
};
/* clang-format on */

static void
each_kind_has_its_form(void **state)
{
	auto_arena mem = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct finding *f = judge(mem, rows[i].type,
						rows[i].flags, rows[i].s);

		if (!streq(f ? f->done : NULL, rows[i].done))
			print_error("\"%s\": %s\n", rows[i].s,
				    f ? f->done : "nothing");
		assert_true(streq(f ? f->done : NULL, rows[i].done));
		if (f)
			assert_false(str_empty(f->to_do));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_kind_has_its_form),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
