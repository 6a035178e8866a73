/* Examining all that is kept. */
#include "store_test.h"

#include "crypto/digest.h"
#include "model/load.h"
#include "store/examine.h"
#include "store/item.h"
#include "store/media.h"
#include "store/record.h"
#include "store/version.h"

#define PLAIN                                                                  \
	"{\"id\":\"urn:uuid:1\",\"issuedOn\":\"2021-01-15T12:00:00Z\","        \
	"\"name\":\"Transcript\",\"learner\":{\"id\":\"urn:a\","               \
	"\"name\":\"Ada\"},\"publisher\":{\"id\":\"urn:b\","                   \
	"\"name\":\"Atlas\"}}"
/* {"alg":"RS256"} . {"id":"urn:uuid:2","learner":{},"publisher":{}} . text */
#define SIGNED_PAYLOAD "{\"id\":\"urn:uuid:2\",\"learner\":{},\"publisher\":{}}"
#define SIGNED                                                                 \
	"eyJhbGciOiJSUzI1NiJ9."                                                \
	"eyJpZCI6InVybjp1dWlkOjIiLCJsZWFybmVyIjp7fSwicHVibGlzaGVyIjp7fX0."     \
	"c2lnbmF0dXJlIG9mIG5vYm9keQ"

static const struct load_limits limits = { 1000000, 64 };

struct heard {
	char table[20];
	char words[200];
	int count;
};

static void
hear(void *data, const struct examine_fault *fault)
{
	struct heard *heard = data;

	if (heard->count++ == 0) {
		snprintf(heard->table, sizeof(heard->table), "%s",
			 fault->table);
		snprintf(heard->words, sizeof(heard->words), "%s",
			 fault->words);
	}
}

static struct heard
examined(struct spot *p)
{
	struct examine_counts counts;
	struct heard heard = { 0 };

	assert_int_equal(examine_store(p->db, hear, &heard, &counts), OK);
	assert_int_equal(counts.faults, heard.count);
	return heard;
}

static void
put_file(struct spot *p, const char *doc, const char *jws)
{
	const char *const docs[] = { doc };
	const char *bytes = jws ? jws : doc;
	struct record_file file = { .name = "",
				    .bytes = bytes,
				    .len = strlen(bytes) };
	struct record_kept kept;

	file.import = import_of(p->mem, docs, 1, jws);
	assert_int_equal(record_put(p->db, p->mem, &clerk, &file, &kept), OK);
}

/* One of everything: a record plain and signed, a file, a published item. */
static int
begin(void **state)
{
	const struct media_file media = { NULL, "text/plain",
					  "a",	"some evidence",
					  13,	0 };
	struct version_new new = { .item_id = NULL };
	const char *sha256, *id;
	long long number;
	struct item_office o = { .limits = &limits,
				 .by = &clerk,
				 .root = "https://o.example/ims/clr/v1p0/" };
	struct spot *p;
	struct item item;
	json_t *doc;

	if (spot_begin(state) != 0)
		return -1;
	p = *state;
	o.mem = p->mem;
	put_file(p, PLAIN, NULL);
	put_file(p, SIGNED_PAYLOAD, SIGNED);
	assert_int_equal(media_put(p->db, p->mem, &clerk, &media, &sha256), OK);
	doc = json_pack("{s:s, s:s, s:s}", "id", "urn:uuid:p", "type",
			"Profile", "name", "Atlas");
	assert_int_equal(item_put(p->db, &o, CLR_PROFILE, doc, NULL, &id), OK);
	json_decref(doc);
	assert_int_equal(item_get(p->db, p->mem, id, &item), OK);
	new.item_id = id;
	new.revision = item.revision;
	assert_int_equal(version_put(p->db, &o, &new, &number), OK);
	return 0;
}

static void
finds_nothing_wrong(void **state)
{
	struct examine_counts counts;
	struct heard heard = { 0 };
	struct spot *p = *state;

	assert_int_equal(examine_store(p->db, hear, &heard, &counts), OK);
	assert_string_equal(heard.words, "");
	assert_int_equal(counts.faults, 0);
	/* 2 records, 2 files, a version, an item, a medium, the trail. */
	assert_true(counts.rows > 7);
}

/* Where bytes are flipped: read by the first, written by the second. */
static const struct {
	const char *table, *read, *write;
} places[] = {
	{ "record", "SELECT doc FROM record WHERE jws IS NULL",
	  "UPDATE record SET doc = $1 WHERE jws IS NULL" },
	{ "record", "SELECT doc FROM record WHERE jws IS NOT NULL",
	  "UPDATE record SET doc = $1 WHERE jws IS NOT NULL" },
	{ "record", "SELECT jws FROM record WHERE jws IS NOT NULL",
	  "UPDATE record SET jws = $1 WHERE jws IS NOT NULL" },
	{ "record", "SELECT learner FROM record WHERE jws IS NULL",
	  "UPDATE record SET learner = $1 WHERE jws IS NULL" },
	{ "record", "SELECT search FROM record WHERE jws IS NULL",
	  "UPDATE record SET search = $1 WHERE jws IS NULL" },
	{ "import", "SELECT doc FROM import WHERE doc IS NOT NULL",
	  "UPDATE import SET doc = $1 WHERE doc IS NOT NULL" },
	{ "version", "SELECT doc FROM version", "UPDATE version SET doc = $1" },
	{ "item", "SELECT doc FROM item", "UPDATE item SET doc = $1" },
	{ "media", "SELECT body FROM media", "UPDATE media SET body = $1" },
	{ "audit", "SELECT max(words) FROM audit",
	  "UPDATE audit SET words = $1 WHERE words ="
	  " (SELECT max(words) FROM audit)" },
};

enum { PLACES = sizeof(places) / sizeof(places[0]), FLIPS = 10 * PLACES };

static char *
text_at(struct spot *p, size_t place, size_t *len)
{
	auto_rows rows = NULL;

	assert_int_equal(db_query_at(p->db, &rows, DB_CALL(places[place].read)),
			 OK);
	assert_int_equal(db_next(rows), OK);
	return db_column_text(rows, 0, p->mem, len);
}

static void
write_at(struct spot *p, size_t place, const char *text, size_t len)
{
	assert_int_equal(db_run_at(p->db, NULL,
				   DB_CALL(places[place].write, TN(text, len))),
			 OK);
}

/* One flipped bit in any text that is kept is found. */
static void
finds_every_flipped_byte(void **state)
{
	struct spot *p = *state;
	struct heard heard;
	size_t len, place;
	char *text, *bad;
	int i, found = 0;

	srand(4);
	for (i = 0; i < FLIPS; i++) {
		place = (size_t)i % PLACES;
		text = text_at(p, place, &len);
		bad = arena_strndup(p->mem, text, len);
		bad[(size_t)rand() % len] ^= 1;
		write_at(p, place, bad, len);
		heard = examined(p);
		found += heard.count > 0;
		if (!heard.count)
			print_error("not found: %s in %s\n", bad,
				    places[place].read);
		write_at(p, place, text, len);
	}
	assert_int_equal(found, FLIPS);
	assert_int_equal(examined(p).count, 0);
}

static void
says_what_is_wrong(void **state)
{
	static const struct {
		const char *sql, *table, *words;
	} rows[] = {
		{ "UPDATE record SET doc = '{}' WHERE jws IS NULL", "record",
		  "The document is not the one that was kept." },
		{ "UPDATE record SET name = 'x' WHERE jws IS NULL", "record",
		  "The name in lists is not the document's." },
		{ "UPDATE record SET assertions = 7 WHERE jws IS NULL",
		  "record",
		  "The number of assertions in lists is not the document's." },
		{ "UPDATE record SET search = 'x' WHERE jws IS NULL", "record",
		  "It is not found by what it says." },
		{ "UPDATE version SET draft = '{'", "version",
		  "The document is no JSON any more." },
		{ "UPDATE item SET doc = '{}'", "item",
		  "The draft is not the one that was published." },
		{ "UPDATE item SET doc = '{'", "item",
		  "The draft is no JSON any more." },
		{ "INSERT INTO key (id, item_id, owner, bits, created_at,"
		  " ended_at, untrusted_from, reason, pem)"
		  " VALUES ('k', '', '', 2048, 0, 0, 0, '', 'x')",
		  "key", "The public half is damaged." },
	};
	struct heard heard;
	struct spot *p;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		void *fresh = NULL;

		assert_int_equal(begin(&fresh), 0);
		p = fresh;
		assert_int_equal(db_run_at(p->db, NULL, DB_CALL(rows[i].sql)),
				 OK);
		heard = examined(p);
		assert_string_equal(heard.table, rows[i].table);
		assert_string_equal(heard.words, rows[i].words);
		spot_end(&fresh);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(begin, finds_nothing_wrong),
		test_in(begin, finds_every_flipped_byte),
		cmocka_unit_test(says_what_is_wrong),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
