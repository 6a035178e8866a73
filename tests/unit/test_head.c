/* Heads of the audit trail: signed, kept, told to a file. */
#include "keyring_test.h"

#include "base/clock.h"
#include "store/head.h"

static const char *
lines_path(struct spot *p)
{
	return arena_printf(p->mem, "%s/heads.jsonl", p->folder);
}

static enum result
sign(struct spot *p, struct signer *signer)
{
	const struct item_office o = key_office(p, signer);
	const struct head_ask ask = { KEY_BASE, lines_path(p), 2048 };

	return head_sign(p->db, &o, &ask);
}

static void
signs_the_newest_entry(void **state)
{
	struct spot *p = *state;
	auto_signer signer = signer_here(&key_conf);
	struct head head, newest;
	const char *lines, *payload;
	struct jws jws;
	size_t len;

	assert_int_equal(head_last(p->db, p->mem, &head), NOT_FOUND);
	add_entries(p, 3);
	assert_ok(sign(p, signer));
	assert_ok(head_last(p->db, p->mem, &head));
	assert_ok(audit_head(p->db, p->mem, &newest.number, &newest.hash));
	assert_int_equal(newest.number, 4); /* the key is an entry too */
	assert_int_equal(head.number, 4);
	assert_string_equal(head.hash, newest.hash);
	assert_true(head.at > clock_now() - 60);
	assert_ok(jws_open(p->mem, head.jws, strlen(head.jws), &jws));
	assert_string_equal(jws.typ, "clarus-head+jwt");
	payload = arena_printf(p->mem,
			       "{\"iss\":\"" KEY_BASE "\",\"number\":4,"
			       "\"hash\":\"%s\",\"at\":\"%s\"}",
			       head.hash, clock_iso(p->mem, head.at));
	assert_string_equal((const char *)jws.payload, payload);
	lines = file_text(p->mem, lines_path(p), &len);
	assert_string_equal(
		lines, arena_printf(p->mem, "%s\n", head_line(p->mem, &head)));
}

static void
signs_only_what_grew(void **state)
{
	struct spot *p = *state;
	auto_signer signer = signer_here(&key_conf);
	struct head_list list;

	put_pair(p, signer, KEYRING_OFFICE);
	add_entries(p, 1);
	assert_ok(sign(p, signer));
	assert_int_equal(sign(p, signer), NOT_FOUND);
	add_entries(p, 2);
	assert_ok(sign(p, signer));
	assert_ok(head_list(p->db, p->mem, &list));
	assert_int_equal(list.count, 2);
	assert_int_equal(list.items[0].number, 2);
	assert_int_equal(list.items[1].number, 4);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM key"), 1);
}

static void
nothing_to_sign(void **state)
{
	struct spot *p = *state;
	auto_signer signer = signer_here(&key_conf);
	struct head_list list;

	assert_int_equal(sign(p, signer), NOT_FOUND);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM key"), 0);
	assert_ok(head_list(p->db, p->mem, &list));
	assert_int_equal(list.count, 0);
}

static void
an_office_that_moved_gets_a_new_key(void **state)
{
	struct spot *p = *state;
	auto_signer signer = signer_here(&key_conf);
	struct keyring_list keys;

	put_key(p, KEYRING_OFFICE, "https://old.example");
	assert_ok(sign(p, signer));
	assert_ok(keyring_list(p->db, p->mem, KEYRING_OFFICE, &keys));
	assert_int_equal(keys.count, 2);
}

/* The table and the file have it, or neither. */
static void
a_file_that_cannot_be_written(void **state)
{
	struct spot *p = *state;
	auto_signer signer = signer_here(&key_conf);
	const struct item_office o = key_office(p, signer);
	const struct head_ask ask = { KEY_BASE, "/nowhere/heads", 2048 };
	struct head head;

	put_pair(p, signer, KEYRING_OFFICE);
	add_entries(p, 1);
	assert_int_equal(head_sign(p->db, &o, &ask), INTERNAL);
	assert_int_equal(head_last(p->db, p->mem, &head), NOT_FOUND);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, signs_the_newest_entry),
		test_in(spot_begin, signs_only_what_grew),
		test_in(spot_begin, nothing_to_sign),
		test_in(spot_begin, an_office_that_moved_gets_a_new_key),
		test_in(spot_begin, a_file_that_cannot_be_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
