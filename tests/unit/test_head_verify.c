/* Whatever is done to the audit trail before its last signed head is found. */
#include "keyring_test.h"

#include "store/audit_row.h"
#include "store/head.h"

enum { ENTRIES = 40, TRIES = 1000 };

/* An audit trail with three signed heads, the last of its last entry.  The
 * key is an entry too. */
static struct signer *
trail(struct spot *p)
{
	struct signer *signer = signer_here(&key_conf);
	const struct item_office o = key_office(p, signer);
	const struct head_ask ask = {
		KEY_BASE, arena_printf(p->mem, "%s/heads", p->folder), 2048
	};
	static const int parts[] = { 9, 15, 15 };
	size_t i;

	put_pair(p, signer, KEYRING_OFFICE);
	for (i = 0; i < 3; i++) {
		add_entries(p, parts[i]);
		assert_ok(head_sign(p->db, &o, &ask));
	}
	assert_int_equal(number_of(p->db, "SELECT max(number) FROM audit"),
			 ENTRIES);
	return signer;
}

static const char *
lines_of(struct spot *p)
{
	size_t len;

	return file_text(p->mem, arena_printf(p->mem, "%s/heads", p->folder),
			 &len);
}

static struct head_verdict
verdict_of(struct spot *p, const char *lines)
{
	struct head_verdict verdict;

	assert_ok(head_verify(p->db, p->mem, lines, &verdict));
	return verdict;
}

/* Is the chain with its heads as it should be? */
static bool
is_whole(struct spot *p, const char *lines)
{
	struct audit_verdict chain;

	assert_ok(audit_verify(p->db, p->mem, NULL, &chain));
	return !chain.bad && !verdict_of(p, lines).words;
}

static void
holds_while_nothing_is_done(void **state)
{
	struct spot *p = *state;
	struct signer *signer = trail(p);
	struct head_verdict v = verdict_of(p, NULL);

	assert_null(v.words);
	assert_int_equal(v.heads, 3);
	assert_int_equal(v.unproven, 0);
	assert_int_equal(v.number, ENTRIES);
	assert_true(v.at > 0);
	assert_int_equal(verdict_of(p, lines_of(p)).heads, 3);
	assert_int_equal(verdict_of(p, "").heads, 3);
	add_entries(p, 5);
	assert_true(is_whole(p, lines_of(p)));
	signer_free(signer);
}

#define RUN(sql, ...) assert_ok(db_run(p->db, NULL, sql, ##__VA_ARGS__))

/* Make the chain fit again from entry ${from} on, as who may write can. */
static void
rehash(struct spot *p, long long from)
{
	struct audit_row row;
	const char *before = "";
	long long number;
	int i;

	for (number = 1; number <= ENTRIES; number++) {
		auto_rows rows = NULL;

		assert_ok(db_query(p->db, &rows,
				   "SELECT " AUDIT_ROW ", hash FROM audit"
				   " WHERE number = $1",
				   I(number)));
		if (db_next(rows) != OK)
			return;
		for (i = 0; i < AUDIT_ROW_COLUMNS; i++)
			row.column[i].s = db_column_text(rows, i, p->mem,
							 &row.column[i].len);
		before = number < from ? db_column_text(rows, AUDIT_ROW_COLUMNS,
							p->mem, NULL)
				       : audit_row_hash(p->mem, before, &row);
		db_rows_end(rows);
		rows = NULL;
		RUN("UPDATE audit SET hash = $2 WHERE number = $1", I(number),
		    T(before));
	}
}

/* Do something wrong to the trail. */
static void
edit(struct spot *p, long long number)
{
	RUN("UPDATE audit SET words = words || '.' WHERE number = $1",
	    I(number));
}

static void
edit_name(struct spot *p, long long number)
{
	RUN("UPDATE audit SET name = 'Nobody' WHERE number = $1", I(number));
}

static void
edit_well(struct spot *p, long long number)
{
	edit(p, number);
	rehash(p, number);
}

static void delete (struct spot *p, long long number)
{
	RUN("DELETE FROM audit WHERE number = $1", I(number));
}

static void
delete_well(struct spot *p, long long number)
{
	delete (p, number);
	RUN("UPDATE audit SET number = -number + 1 WHERE number > $1",
	    I(number));
	RUN("UPDATE audit SET number = -number WHERE number < 0");
	rehash(p, number);
}

static void
swap(struct spot *p, long long number)
{
	const long long other = number % ENTRIES + 1;

	RUN("UPDATE audit SET number = 0 WHERE number = $1", I(number));
	RUN("UPDATE audit SET number = $1 WHERE number = $2", I(number),
	    I(other));
	RUN("UPDATE audit SET number = $1 WHERE number = 0", I(other));
}

static void
swap_well(struct spot *p, long long number)
{
	swap(p, number);
	rehash(p, 1);
}

static void
cut(struct spot *p, long long number)
{
	RUN("DELETE FROM audit WHERE number >= $1", I(number));
}

/* Cut off, with the heads of what was cut. */
static void
cut_with_heads(struct spot *p, long long number)
{
	cut(p, number);
	RUN("DELETE FROM head WHERE number >= $1", I(number));
}

/* Cut off, and others in their place. */
static void
cut_and_fill(struct spot *p, long long number)
{
	cut_with_heads(p, number);
	add_entries(p, (int)(ENTRIES - number + 3));
}

static void (*const deeds[])(struct spot *p, long long number) = {
	edit, edit_name, edit_well, delete,	    delete_well,
	swap, swap_well, cut,	    cut_with_heads, cut_and_fill,
};
enum { DEEDS = sizeof(deeds) / sizeof(deeds[0]) };

static void
finds_a_thousand_deeds(void **state)
{
	struct spot *p = *state;
	struct signer *signer = trail(p);
	const char *lines = lines_of(p);
	unsigned seed = 20261122;
	int i, missed = 0;

	for (i = 0; i < TRIES; i++) {
		const int deed = i % DEEDS;
		const long long number = 1 + rand_r(&seed) % ENTRIES;
		auto_tx tx = NULL;

		assert_ok(db_begin(p->db, &tx));
		deeds[deed](p, number);
		if (is_whole(p, lines)) {
			print_error("deed %d at %lld\n", deed, number);
			missed++;
		}
	}
	assert_int_equal(missed, 0);
	assert_true(is_whole(p, lines));
	signer_free(signer);
}

/* ${change} of the table head is found, and undone. */
#define FORGED(change)                                                         \
	do {                                                                   \
		auto_tx tx = NULL;                                             \
                                                                               \
		assert_ok(db_begin(p->db, &tx));                               \
		RUN("UPDATE head SET " change);                                \
		assert_non_null(verdict_of(p, NULL).words);                    \
	} while (0)

static void
finds_forged_heads(void **state)
{
	struct spot *p = *state;
	struct signer *signer = trail(p);

	FORGED("jws = jws || 'A'");
	FORGED("jws = 'x'");
	FORGED("jws = ''");
	FORGED("hash = 'ff' || substr(hash, 3)");
	FORGED("at = at + 1");
	FORGED("number = 39 WHERE number = 40");
	FORGED("number = 41 WHERE number = 40");
	FORGED("jws = (SELECT jws FROM head WHERE number = 10)");
	assert_null(verdict_of(p, NULL).words);
	signer_free(signer);
}

/* One whom nobody of the office gave a key signs nothing of it. */
static void
another_key_is_none(void **state)
{
	struct spot *p = *state;
	struct signer *signer = trail(p);

	RUN("UPDATE key SET item_id = 'somebody'");
	assert_string_equal(verdict_of(p, NULL).words,
			    "the signed head of entry 10 is not signed by the "
			    "office");
	signer_free(signer);
}

/* A receipt is no head, though the same key signed it. */
static void
another_statement_is_none(void **state)
{
	struct spot *p = *state;
	struct signer *signer = trail(p);
	struct signer_ask ask = { .root = KEY_ROOT, .as = SIGNER_RECEIPT };
	struct keyring_key key;
	struct head head;
	const char *jws;
	struct jws open;

	assert_ok(head_last(p->db, p->mem, &head));
	assert_ok(jws_open(p->mem, head.jws, strlen(head.jws), &open));
	assert_ok(keyring_signing(p->db, p->mem, KEYRING_OFFICE, &key));
	ask.key_id = key.id;
	ask.bytes = open.payload;
	ask.len = open.payload_len;
	assert_ok(signer_sign(signer, p->db, p->mem, &ask, &jws));
	RUN("UPDATE head SET jws = $1 WHERE number = 40", T(jws));
	assert_string_equal(verdict_of(p, NULL).words,
			    "the signed head of entry 40 says something else "
			    "than was signed");
	signer_free(signer);
}

static void
a_compromised_key_proves_nothing(void **state)
{
	struct spot *p = *state;
	struct signer *signer = trail(p);
	const struct item_office o = key_office(p, signer);
	struct keyring_key key;
	struct head_verdict v;

	RUN("UPDATE key SET created_at = 1");
	assert_ok(keyring_signing(p->db, p->mem, KEYRING_OFFICE, &key));
	assert_ok(keyring_revoke(p->db, &o, key.id, 1, "lost"));
	v = verdict_of(p, lines_of(p));
	assert_null(v.words);
	assert_int_equal(v.heads, 0);
	assert_int_equal(v.unproven, 3);
	/* What it says is looked at all the same. */
	RUN("DELETE FROM audit WHERE number = 40");
	assert_non_null(verdict_of(p, NULL).words);
	signer_free(signer);
}

static void
reads_lines_of_a_file(void **state)
{
	static const char *const bad[] = {
		"x",
		"{\"number\":3}",
		"{\"number\":99,\"jws\":\"a.b.c\"}",
		"[]",
	};
	struct spot *p = *state;
	struct signer *signer = trail(p);
	const char *lines = lines_of(p);
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_non_null(verdict_of(p, arena_printf(p->mem, "%s%s\n",
							   lines, bad[i]))
					.words);
	assert_null(
		verdict_of(p, arena_printf(p->mem, "\n%s\n\n", lines)).words);
	RUN("DELETE FROM head WHERE number = 25");
	assert_string_equal(verdict_of(p, lines).words,
			    "the signed head of entry 25 was taken out of the "
			    "database");
	assert_null(verdict_of(p, NULL).words);
	signer_free(signer);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, holds_while_nothing_is_done),
		test_in(spot_begin, finds_a_thousand_deeds),
		test_in(spot_begin, finds_forged_heads),
		test_in(spot_begin, another_key_is_none),
		test_in(spot_begin, another_statement_is_none),
		test_in(spot_begin, a_compromised_key_proves_nothing),
		test_in(spot_begin, reads_lines_of_a_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
