/* What is kept of a document in columns. */
#include "store_test.h"

#include "store/record_row.h"

static void
make(struct arena *mem, const char *doc, const char *jws, struct record *out)
{
	struct import *import = import_of(mem, &doc, 1, jws);

	import->items[0].problems.errors = 2;
	import->items[0].problems.warnings = 3;
	record_row_make(mem, &import->items[0], out);
}

static void
takes_what_lists_show(void **state)
{
	const char *doc =
		"{\"id\":\"urn:uuid:1\",\"type\":\"Clr\",\"name\":\"Transcript\","
		"\"issuedOn\":\"2021-01-15T12:00:00Z\","
		"\"learner\":{\"id\":\"l\",\"name\":\"Maya Okafor\"},"
		"\"publisher\":{\"id\":\"p\",\"name\":\"Riverbend\"},"
		"\"assertions\":[{},{}],\"signedAssertions\":[\"a.b.c\"]}";
	auto_arena mem = arena_new();
	struct record r;

	(void)state;
	make(mem, doc, NULL, &r);
	assert_string_equal(r.clr_id, "urn:uuid:1");
	assert_string_equal(r.name, "Transcript");
	assert_string_equal(r.learner, "Maya Okafor");
	assert_string_equal(r.publisher, "Riverbend");
	assert_int_equal(r.issued_on, 1610712000);
	assert_int_equal(r.assertions, 3);
	assert_int_equal(r.errors, 2);
	assert_int_equal(r.warnings, 3);
	assert_false(r.is_revoked);
	assert_false(r.is_signed);
	assert_ptr_equal(r.doc, doc);
	assert_int_equal(r.doc_len, strlen(doc));
	assert_int_equal(strlen(r.sha256), 64);
	assert_string_equal(record_row_search(mem, &r),
			    "maya okafor\nriverbend\ntranscript\nurn:uuid:1");
}

static void
knows_signed_and_revoked(void **state)
{
	auto_arena mem = arena_new();
	struct record r;

	(void)state;
	make(mem, "{\"revoked\":true}", "a.b.c", &r);
	assert_true(r.is_revoked);
	assert_true(r.is_signed);
	assert_string_equal(r.jws, "a.b.c");
	make(mem, "{\"revoked\":\"true\"}", NULL, &r);
	assert_false(r.is_revoked);
}

/* Nothing is needed, and nothing of the wrong kind is believed. */
static void
takes_poor_documents(void **state)
{
	static const char *const docs[] = {
		"{}",
		"{\"id\":7,\"name\":[1],\"learner\":\"x\",\"publisher\":null,"
		"\"issuedOn\":12,\"assertions\":null,\"revoked\":1}",
		"{\"learner\":[],\"publisher\":[\"p\"],\"issuedOn\":\"soon\","
		"\"name\":\"\"}",
		"[]",
		"{\"issuedOn\":\"0001-01-01T00:00:00Z\"}",
	};
	auto_arena mem = arena_new();
	struct record r;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(docs) / sizeof(docs[0]); i++) {
		make(mem, docs[i], NULL, &r);
		assert_string_equal(r.clr_id, "");
		assert_string_equal(r.name, "");
		assert_string_equal(r.learner, "");
		assert_string_equal(r.publisher, "");
		assert_int_equal(r.issued_on, 0);
		assert_int_equal(r.assertions, 0);
		assert_string_equal(record_row_search(mem, &r), "\n\n\n");
	}
}

static void
calls_learners_by_their_names(void **state)
{
	static const char *const rows[][2] = {
		{ "{\"learner\":{\"givenName\":\"Maya\","
		  "\"familyName\":\"Okafor\"}}",
		  "Maya Okafor" },
		{ "{\"learner\":{\"givenName\":\"Maya\"}}", "Maya" },
		{ "{\"learner\":{\"familyName\":\"Okafor\"}}", "Okafor" },
		{ "{\"learner\":{\"name\":\"M.\",\"givenName\":\"Maya\"}}",
		  "M." },
	};
	auto_arena mem = arena_new();
	struct record r;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		make(mem, rows[i][0], NULL, &r);
		assert_string_equal(r.learner, rows[i][1]);
	}
}

static void
reads_moments_leniently(void **state)
{
	static const struct {
		const char *doc;
		int64_t epoch;
	} rows[] = {
		{ "{\"issuedOn\":\"2021-01-15T12:00:00\"}", 1610712000 },
		{ "{\"issuedOn\":\"2021-01-15T14:00:00.5+02:00\"}",
		  1610712000 },
		{ "{\"issuedOn\":\"2021-01-15\"}", 1610668800 },
		{ "{\"issuedOn\":\"1969-12-31T23:59:59Z\"}", -1 },
	};
	auto_arena mem = arena_new();
	struct record r;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		make(mem, rows[i].doc, NULL, &r);
		assert_true(r.issued_on == rows[i].epoch);
	}
}

/* Long names are cut for lists, never within a character. */
static void
cuts_long_names(void **state)
{
	auto_arena mem = arena_new();
	struct str doc;
	struct record r;
	int i;

	(void)state;
	str_init(&doc, mem);
	str_add(&doc, "{\"id\":\"urn:x\",\"name\":\"x");
	for (i = 0; i < 1000; i++)
		str_add(&doc, "\xc3\xa9");
	str_add(&doc, "\"}");
	make(mem, doc.s, NULL, &r);
	assert_int_equal(strlen(r.name), RECORD_TEXT - 1);
	assert_true(str_utf8(r.name, strlen(r.name), NULL));
	assert_int_equal(r.doc_len, doc.len);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_what_lists_show),
		cmocka_unit_test(knows_signed_and_revoked),
		cmocka_unit_test(takes_poor_documents),
		cmocka_unit_test(calls_learners_by_their_names),
		cmocka_unit_test(reads_moments_leniently),
		cmocka_unit_test(cuts_long_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
