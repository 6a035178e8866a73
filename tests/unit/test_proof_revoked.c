/*
 * Tests of verify/proof_revoked.c: what was taken back, today and as of
 * another day (CLR 1.0 §4.3(7), §4.5).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "verify_help.h"

#define DAY (24 * 60 * 60)

struct row {
	const char *name;
	const char *more;	/* of the record */
	struct web_answer list; /* url NULL: an empty one */
	int64_t known;		/* when the office knows it was revoked */
	int64_t as_of;
	enum verify_verdict verdict;
	enum verify_outcome outcome;
	const char *says; /* in its words; NULL: anything */
};

#define PUT(status, body)                                                      \
	{                                                                      \
		LIST_URL, status, body, NULL, false                            \
	}

/* clang-format off */
static const struct row rows[] = {
	{ "an empty list", "", { 0 }, 0, 0, VERDICT_VALID, VERIFY_PASSED,
	  "does not name it" },
	{ "a list of others", "",
	  PUT(200, LIST_DOC("'urn:uuid:d','urn:uuid:c2','URN:UUID:C',7,null,"
			    "{'id':'urn:uuid:e'},{}")),
	  0, 0, VERDICT_VALID, VERIFY_PASSED, NULL },
	{ "in the list", "", PUT(200, LIST_DOC("'urn:uuid:x','urn:uuid:c'")),
	  0, 0, VERDICT_REVOKED, VERIFY_FAILED, "taken back" },
	{ "in the list as an object, with a reason", "",
	  PUT(200, LIST_DOC("{'id':'urn:uuid:c','revocationReason':"
			    "'Wrong person'}")),
	  0, 0, VERDICT_REVOKED, VERIFY_FAILED, ": Wrong person." },
	{ "says so itself",
	  ",'revoked':true,'revocationReason':'Issued by mistake!'",
	  { 0 }, 0, 0, VERDICT_REVOKED, VERIFY_FAILED, "mistake!" },
	{ "says that it is not", ",'revoked':false",
	  { 0 }, 0, 0, VERDICT_VALID, VERIFY_PASSED, NULL },
	{ "a list without entries", "",
	  PUT(200, "{'type':'RevocationList','id':'" LIST_URL "','issuer':'"
	      ISSUER "'}"),
	  0, 0, VERDICT_VALID, VERIFY_PASSED, NULL },
	{ "the issuer as an object", "",
	  PUT(200, "{'id':'" LIST_URL "','issuer':{'id':'" ISSUER "'},"
	      "'revokedAssertions':['urn:uuid:c']}"),
	  0, 0, VERDICT_REVOKED, VERIFY_FAILED, NULL },
	{ "another issuer's list", "",
	  PUT(200, "{'id':'" LIST_URL "','issuer':'https://b.example/p',"
	      "'revokedAssertions':[]}"),
	  0, 0, VERDICT_UNVERIFIABLE, VERIFY_UNSURE, "another issuer's" },
	{ "nobody's list", "",
	  PUT(200, "{'id':'" LIST_URL "','revokedAssertions':[]}"),
	  0, 0, VERDICT_UNVERIFIABLE, VERIFY_UNSURE, NULL },
	{ "no list there", "", PUT(200, "{'id':'x'}"),
	  0, 0, VERDICT_UNVERIFIABLE, VERIFY_UNSURE, NULL },
	{ "a page there", "", PUT(200, "<p>"),
	  0, 0, VERDICT_UNVERIFIABLE, VERIFY_UNSURE, NULL },
	{ "nothing there", "", PUT(404, NULL),
	  0, 0, VERDICT_UNVERIFIABLE, VERIFY_UNSURE, "404" },
	{ "out of reach", "", PUT(0, NULL),
	  0, 0, VERDICT_UNVERIFIABLE, VERIFY_UNSURE, NULL },
	{ "out of reach, but the office knows", "", PUT(0, NULL),
	  NOW - DAY, 0, VERDICT_REVOKED, VERIFY_FAILED, "31 December 2025" },

	/* as of another day */
	{ "not revoked today, nor then", "", { 0 }, 0, NOW - 90 * DAY,
	  VERDICT_VALID, VERIFY_PASSED, NULL },
	{ "revoked since", "", PUT(200, LIST_DOC("'urn:uuid:c'")),
	  NOW - DAY, NOW - 90 * DAY, VERDICT_VALID, VERIFY_PASSED,
	  "was revoked on 31 December 2025" },
	{ "revoked before", "", PUT(200, LIST_DOC("'urn:uuid:c'")),
	  NOW - 100 * DAY, NOW - 90 * DAY, VERDICT_REVOKED, VERIFY_FAILED,
	  NULL },
	{ "revoked, nobody knows when", "", PUT(200, LIST_DOC("'urn:uuid:c'")),
	  0, NOW - 90 * DAY, VERDICT_UNVERIFIABLE, VERIFY_UNSURE,
	  "gives no date" },
};
/* clang-format on */

static void
knows_what_was_taken_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		auto_arena mem = arena_new();
		struct world *w = world_new(mem);
		const struct row *row = &rows[i];
		const struct verify_part *part;
		char *doc = arena_printf(mem, CLR_SIGNED("%s"), row->more);

		if (row->list.url)
			world_put(w, LIST_URL, row->list.status,
				  row->list.body);
		w->revoked = row->known ? "urn:uuid:c" : NULL;
		w->revoked_at = row->known;
		w->ask.as_of = row->as_of;
		part = world_run(w, world_sign(w, w->key, doc));
		world_expect(row->name, part, row->verdict, CHECK_REVOKED,
			     row->outcome);
		if (row->says &&
		    !strstr(part->checks[CHECK_REVOKED].words, row->says))
			world_tell(row->says, part);
		assert_true(
			!row->says ||
			strstr(part->checks[CHECK_REVOKED].words, row->says));
	}
}

#define NO_LIST                                                                \
	"{'id':'" ISSUER                                                       \
	"','name':'Atlas University','publicKey':{'id':'" KEY_URL              \
	"','owner':'" ISSUER "','publicKeyPem':'KEY'}}"

/* Without a list there is nowhere to ask: noted, and no harm. */
static void
notes_that_there_is_no_list(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);
	const struct verify_part *part;

	(void)state;
	world_put(w, ISSUER, 200, NO_LIST);
	part = world_run(w, world_sign(w, w->key, CLR_OF(NO_LIST, SIGNED, "")));
	world_expect("no list", part, VERDICT_VALID, CHECK_REVOKED,
		     VERIFY_UNSURE);
	assert_null(strstr(part->words, "not revoked"));
	assert_non_null(strstr(part->words, "a revocation would not show"));

	/* the profile today has none, that in the document has */
	part = world_run(w, world_sign(w, w->key, CLR_SIGNED("")));
	world_expect("old list", part, VERDICT_VALID, CHECK_REVOKED,
		     VERIFY_PASSED);
	world_put(w, LIST_URL, 200, LIST_DOC("'urn:uuid:c'"));
	part = world_run(w, world_sign(w, w->key, CLR_SIGNED("")));
	world_expect("old list", part, VERDICT_REVOKED, CHECK_REVOKED,
		     VERIFY_FAILED);
}

#define ID "https://a.example/1"

/* What is still published is not revoked; its list is asked as well. */
static void
asks_for_hosted_ones_too(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);
	const struct verify_part *part;

	(void)state;
	world_put(w, ID, 200, ASSERTION_OF(ID, PROFILE, HOSTED, ""));
	world_put(w, LIST_URL, 200, LIST_DOC("'" ID "'"));
	world_expect("listed",
		     world_check(w, ASSERTION_OF(ID, PROFILE, HOSTED, "")),
		     VERDICT_REVOKED, CHECK_REVOKED, VERIFY_FAILED);
	world_put(w, LIST_URL, 0, NULL);
	part = world_check(w, ASSERTION_OF(ID, PROFILE, HOSTED, ""));
	world_expect("no answer", part, VERDICT_VALID, CHECK_REVOKED,
		     VERIFY_PASSED);
	assert_non_null(part->checks[CHECK_REVOKED].evidence.detail);

	/* gone today, and nobody knows since when */
	world_put(w, LIST_URL, 200, LIST_DOC(""));
	world_put(w, ID, 410,
		  "{'id':'" ID "','revoked':true,"
		  "'revocationReason':'Error'}");
	part = world_check(w, ASSERTION_OF(ID, PROFILE, HOSTED, ""));
	world_expect("gone", part, VERDICT_REVOKED, CHECK_REVOKED,
		     VERIFY_FAILED);
	w->ask.as_of = NOW - 90 * DAY;
	world_expect("gone since",
		     world_check(w, ASSERTION_OF(ID, PROFILE, HOSTED, "")),
		     VERDICT_UNVERIFIABLE, CHECK_REVOKED, VERIFY_UNSURE);
}

/* Many look-ups in one list: asked once, and right each time. */
static void
looks_up_many_in_one_list(void **state)
{
	auto_arena mem = arena_new();
	struct world *w = world_new(mem);
	const struct verify_part *part;
	struct str doc;

	static const char head[] = CLR_OF(PROFILE, SIGNED,
					  ",'signedAssertions':[");

	(void)state;
	world_put(w, LIST_URL, 200,
		  LIST_DOC("'urn:x:3','urn:x:7',{'id':'urn:x:11'}"));
	str_init(&doc, mem);
	str_addn(&doc, head, sizeof head - 2);
	for (size_t i = 0; i < 12; i++)
		str_addf(&doc, "%s'%s'", i ? "," : "",
			 world_sign(
				 w, w->key,
				 arena_printf(mem,
					      ASSERTION_OF("urn:x:%zu", PROFILE,
							   SIGNED, ""),
					      i)));
	str_add(&doc, "]}");
	part = world_run(w, world_sign(w, w->key, doc.s));
	assert_int_equal(part->verdict, VERDICT_VALID);
	assert_int_equal(part->parts_count, 12);
	for (size_t i = 0; i < 12; i++)
		assert_int_equal(part->parts[i].verdict,
				 i == 3 || i == 7 || i == 11 ? VERDICT_REVOKED
							     : VERDICT_VALID);
	assert_int_equal(world_asked(w, LIST_URL), 1);
	assert_int_equal(world_asked(w, KEY_URL), 1);
	assert_int_equal(world_asked(w, ISSUER), 1);
	assert_non_null(strstr(part->words, "3 of 12 assertions are revoked."));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_what_was_taken_back),
		cmocka_unit_test(notes_that_there_is_no_list),
		cmocka_unit_test(asks_for_hosted_ones_too),
		cmocka_unit_test(looks_up_many_in_one_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
