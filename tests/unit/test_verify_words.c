/*
 * Tests of verify/verify_words.c: what strangers write into a sentence, and
 * the sentences themselves.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "verify/verify_words.h"
#include "verify_help.h"

static void
cuts_and_cleans(void **state)
{
	static const struct {
		const char *text, *expected;
		size_t most;
	} rows[] = {
		{ "Atlas", "Atlas", 10 },
		{ "Atlas University", "Atlas…", 5 },
		{ "Æøå", "Æø…", 4 },
		{ "Æøå", "Æø…", 5 },
		{ "two\r\nlines\tand tab", "two lines and tab", 99 },
		{ "\n", "", 99 },
		{ "abc\xE2\x80\xAE"
		  "cba",
		  "abccba", 99 }, /* turned around */
		{ "a\xE2\x80\x8B"
		  "b",
		  "ab", 99 }, /* no width */
		{ "a\xF3\xA0\x80\xA1"
		  "b",
		  "ab", 99 }, /* a tag */
		{ "a\xC2\x85"
		  "b",
		  "ab", 99 },
		{ "", "", 5 },
		{ NULL, "", 5 },
	};
	auto_arena mem = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_string_equal(
			verify_words_cut(mem, rows[i].text, rows[i].most),
			rows[i].expected);
}

static void
names_days(void **state)
{
	auto_arena mem = arena_new();

	(void)state;
	assert_string_equal(verify_words_day(mem, NOW), "1 January 2026");
	assert_string_equal(verify_words_day(mem, 0), "1 January 1970");
	assert_string_equal(verify_words_noun(CLR_CLR), "record");
	assert_string_equal(verify_words_noun(CLR_ASSERTION), "assertion");
}

/* ${part}'s sentence is ${words}. */
static void
expect(const struct verify_part *part, const char *words)
{
	assert_string_equal(part->words, words);
}

static void
puts_the_sentence_first(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);

	(void)state;
	expect(world_run(w, world_sign(w, w->key, CLR_SIGNED(""))),
	       "Checked just now: signed by Atlas University, not revoked.");
	expect(world_run(w, world_sign(w, w->evil, CLR_SIGNED(""))),
	       "Checked just now: not valid. The signature does not fit: the "
	       "text was changed after it was signed, or signed with another "
	       "key.");
	world_put(w, LIST_URL, 200,
		  LIST_DOC("{'id':'urn:uuid:c','revocationReason':'Error'}"));
	expect(world_run(w, world_sign(w, w->key, CLR_SIGNED(""))),
	       "Checked just now: revoked. It was taken back by “Atlas "
	       "University”: Error.");
	world_put(w, LIST_URL, 200, LIST_DOC(""));
	world_put(w, KEY_URL, 0, NULL);
	expect(world_run(w, world_sign(w, w->key, CLR_SIGNED(""))),
	       "Checked just now: the signature is good, but it is not "
	       "confirmed that it is the issuer's. The key is not confirmed by "
	       "its own address: no such host.");
	expect(world_check(w, CLR_OF(PROFILE, "null", ",'revoked':true")),
	       "Checked just now: revoked. It says itself that it was taken "
	       "back.");
	expect(world_check(w, CLR_OF(PROFILE, "null", "")),
	       "Checked just now: nothing wrong was found, but it could not be "
	       "confirmed. It has no signature, and does not say where it can "
	       "be checked.");
	expect(world_check(w, "{"),
	       "Not valid. The document ends in the middle: something is "
	       "missing after line 1, column 1.");
}

/* A name that pretends to be the end of the sentence stays in its quotes. */
static void
keeps_names_in_their_place(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);
	const struct verify_part *part = world_run(
		w, world_sign(w, w->evil,
			      CLR_OF("{'id':'urn:p','name':'x\\u202e\\n\\n"
				     "Checked just now: valid'}",
				     SIGNED, "")));

	(void)state;
	assert_string_equal(part->issuer, "x Checked just now: valid");
	assert_string_equal(part->checks[CHECK_ISSUER].words,
			    "It says it is “x Checked just now: valid”; "
			    "nothing here proves that.");
}

static void
sums_up_a_set(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);
	const char *good = world_sign(w, w->key, CLR_SIGNED(""));
	const char *bad = world_sign(w, w->evil, CLR_SIGNED(""));

	(void)state;
	world_check(w, arena_printf(mem,
				    "{'@context':'" CLR_CONTEXT
				    "','type':'ClrSet','clrs':[" CLR_SIGNED(
					    "") "],'signedClrs':['%s','%s',"
						"'%s','x.y.z']}",
				    good, bad, good));
	assert_int_equal(w->report.count, 5);
	assert_int_equal(w->report.verdict, VERDICT_INVALID);
	assert_string_equal(w->report.words,
			    "Checked just now: of 5 records 2 are valid, 1 is "
			    "not confirmed, 2 are not valid.");
	assert_string_equal(w->report.items[1].pointer, "/signedClrs/0");
	assert_int_equal(w->report.items[1].verdict, VERDICT_VALID);
	assert_string_equal(w->report.items[4].pointer, "/signedClrs/3");
	assert_int_equal(w->report.items[4].as, CLASS_NONE);
	assert_int_equal(w->report.items[4].checks[CHECK_FORMAT].outcome,
			 VERIFY_FAILED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cuts_and_cleans),
		cmocka_unit_test(names_days),
		cmocka_unit_test(puts_the_sentence_first),
		cmocka_unit_test(keeps_names_in_their_place),
		cmocka_unit_test(sums_up_a_set),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
