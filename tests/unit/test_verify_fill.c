/* A report as the dataset of a page. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "base/clock.h"
#include "page_help.h"
#include "web/verify_fill.h"

#define REPORT                                                                 \
	"{'type':'VerificationReport','at':'2026-05-01T10:00:00Z',"            \
	"'asOf':'2026-01-01T23:59:59Z','sha256':'ab','bytes':12,"              \
	"'verdict':'invalid','words':'Checked just now: not valid. The "       \
	"signature does not fit.','items':[{'class':'Clr','pointer':'',"       \
	"'name':'A <b>','issuer':'I','verdict':'invalid','words':'Checked "    \
	"just now: signed by I.','outdated':true,'unchecked':3,'checks':["     \
	"{'check':'format','label':'Format','outcome':'passed','words':'F.'}," \
	"{'check':'hosted','label':'Copy','outcome':'not-needed','words':"     \
	"'N.'},{'check':'signature','label':'Signature','outcome':'failed',"   \
	"'words':'S.','advice':'Ask.','evidence':{'url':'https://a.example/'," \
	"'status':404,'at':'2026-05-01T09:00:00Z','key':'urn:k','detail':"     \
	"'D'}}],'parts':[{'class':'Assertion','pointer':'/assertions/0',"      \
	"'verdict':'valid','words':'Revoked. It.','checks':[]}]}]}"

static const char *
at(struct _hdf *hdf, const char *name)
{
	return hdf_get_value(hdf, name, NULL);
}

#define assert_at(hdf, name, value)                                            \
	assert_string_equal(at(hdf, "Report." name), value)

static struct _hdf *
filled(struct arena *mem, const char *text)
{
	struct ctx ctx = { .mem = mem };
	struct _hdf *hdf = render_data(mem);
	const char *json = quotes(mem, text);

	assert_int_equal(verify_fill_text(&ctx, hdf, json, strlen(json)), OK);
	return hdf;
}

static void
says_what_the_report_says(void **state)
{
	auto_arena mem = arena_new();
	struct _hdf *hdf = filled(mem, REPORT);

	(void)state;
	assert_at(hdf, "verdict", "invalid");
	assert_at(hdf, "words", "The signature does not fit.");
	assert_at(hdf, "at.iso", "2026-05-01T10:00:00Z");
	assert_at(hdf, "at.words", "1 May 2026, 10:00 UTC");
	assert_at(hdf, "as_of.words", "1 January 2026, 23:59 UTC");
	assert_at(hdf, "sha256", "ab");
	assert_at(hdf, "bytes", "12");
	assert_at(hdf, "single", "1");
	assert_at(hdf, "item.0.class", "clr");
	assert_at(hdf, "item.0.name", "A <b>");
	assert_at(hdf, "item.0.words", "Signed by I.");
	assert_at(hdf, "item.0.outdated", "1");
	assert_at(hdf, "item.0.unchecked", "3");
	assert_at(hdf, "item.0.open", "1");
}

static void
tells_each_check_and_its_evidence(void **state)
{
	auto_arena mem = arena_new();
	struct _hdf *hdf = filled(mem, REPORT);

	(void)state;
	assert_at(hdf, "item.0.check.0.name", "format");
	assert_at(hdf, "item.0.check.0.outcome", "passed");
	assert_at(hdf, "item.0.check.1.name", "signature");
	assert_at(hdf, "item.0.check.1.advice", "Ask.");
	assert_null(at(hdf, "Report.item.0.check.2.name"));
	assert_at(hdf, "item.0.idle.0.outcome", "not_needed");
	assert_at(hdf, "item.0.check.1.fact.0.label", "url");
	assert_at(hdf, "item.0.check.1.fact.0.href", "https://a.example/");
	assert_at(hdf, "item.0.check.1.fact.1.value", "404");
	assert_at(hdf, "item.0.check.1.fact.2.label", "key");
	assert_null(at(hdf, "Report.item.0.check.1.fact.2.href"));
	assert_at(hdf, "item.0.check.1.fact.3.iso", "2026-05-01T09:00:00Z");
	assert_at(hdf, "item.0.check.1.fact.3.value", "1 May 2026, 09:00 UTC");
	assert_at(hdf, "item.0.check.1.fact.4.value", "D");
}

static void
a_part_that_is_right_stays_folded(void **state)
{
	auto_arena mem = arena_new();
	struct _hdf *hdf = filled(mem, REPORT);

	(void)state;
	assert_at(hdf, "item.0.part.0.class", "assertion");
	assert_at(hdf, "item.0.part.0.pointer", "/assertions/0");
	assert_null(at(hdf, "Report.item.0.part.0.open"));
	assert_null(at(hdf, "Report.item.0.part.0.name"));
}

/* The sheet beside it finds each part, also one within a signed part. */
static void
verdicts_have_places(void **state)
{
	auto_arena mem = arena_new();
	struct _hdf *hdf = filled(
		mem, "{'items':[{'class':'Clr','pointer':'','parts':[{"
		     "'pointer':'/signedAssertions/0','verdict':'invalid',"
		     "'parts':[{'pointer':'/signedAssertions/0/endorsements/1',"
		     "'verdict':'valid'},{'verdict':'valid'}]}]}]}");

	(void)state;
	assert_at(hdf, "place._signedAssertions_0", "invalid");
	assert_at(hdf, "place._signedAssertions_0_endorsements_1", "valid");
	/* Of several records each would need a sheet of its own. */
	hdf = filled(mem,
		     "{'items':[{'parts':[{'pointer':'/clrs/0/assertions/0',"
		     "'verdict':'valid'}]},{}]}");
	assert_null(at(hdf, "Report.place._clrs_0_assertions_0"));
}

/* Nesting beyond any that the verifier makes ends somewhere. */
static void
hostile_depth_ends(void **state)
{
	auto_arena mem = arena_new();
	struct _hdf *hdf;
	struct str b;
	char *s;
	int i;

	(void)state;
	str_init(&b, mem);
	str_add(&b, "{'items':[");
	for (i = 0; i < 500; i++)
		str_add(&b, "{'class':'Clr','parts':[");
	for (i = 0; i < 500; i++)
		str_add(&b, "]}");
	str_add(&b, "]}");
	hdf = filled(mem, b.s);
	assert_at(hdf, "item.0.part.0.part.0.class", "clr");
	s = arena_printf(mem, "Report.item.0");
	for (i = 0; i < 9; i++)
		s = arena_printf(mem, "%s.part.0", s);
	assert_null(at(hdf, arena_printf(mem, "%s.class", s)));
}

static void
what_is_no_report_is_told(void **state)
{
	auto_arena mem = arena_new();
	struct ctx ctx = { .mem = mem };
	struct _hdf *hdf = render_data(mem);

	(void)state;
	assert_int_equal(verify_fill_text(&ctx, hdf, "{", 1), INVALID);
	assert_int_equal(verify_fill_text(&ctx, hdf, "{}", 2), OK);
	assert_null(at(hdf, "Report.item.0.class"));
}

static void
says_how_long_ago(void **state)
{
	static const struct {
		int64_t seconds;
		const char *words;
	} rows[] = {
		{ -100, "just now" },	   { 0, "just now" },
		{ 59, "just now" },	   { 60, "1 minute ago" },
		{ 185, "3 minutes ago" },  { 3600, "1 hour ago" },
		{ 7300, "2 hours ago" },   { 86400, "1 day ago" },
		{ 864000, "10 days ago" },
	};
	auto_arena mem = arena_new();
	struct ctx ctx = { .mem = mem };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_string_equal(
			verify_fill_ago(&ctx, clock_now() - rows[i].seconds),
			rows[i].words);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(says_what_the_report_says),
		cmocka_unit_test(tells_each_check_and_its_evidence),
		cmocka_unit_test(a_part_that_is_right_stays_folded),
		cmocka_unit_test(verdicts_have_places),
		cmocka_unit_test(hostile_depth_ends),
		cmocka_unit_test(what_is_no_report_is_told),
		cmocka_unit_test(says_how_long_ago),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
