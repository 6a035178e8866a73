/* The safe: the master key, and what is sealed with it. */
#include "keyring_test.h"

#include "store/signer_safe.h"

/* Settings with the master key in a file that is not there yet. */
static struct conf
file_conf(struct spot *p)
{
	struct conf conf = key_conf;

	conf.master_key = NULL;
	conf.master_key_file = arena_printf(p->mem, "%s/master.key", p->folder);
	return conf;
}

static enum result
make(struct signer_safe *safe, struct spot *p, struct keyring_key *key)
{
	*key = (struct keyring_key){
		.id = "k1", .item_id = "i1", .owner = "urn:me", .bits = 2048
	};
	return signer_safe_make(safe, p->mem, key);
}

/* A row made with KEY_MASTER, one of two there are: once a program, for it
 * takes long. */
static struct keyring_key
made(struct spot *p, int which)
{
	static struct keyring_key rows[2];
	static struct arena *mem;
	struct signer_safe *safe = signer_safe_new(&key_conf);

	if (!mem)
		mem = arena_new();
	if (!rows[which].pem) {
		assert_ok(make(safe, p, &rows[which]));
		rows[which].pem = arena_strdup(mem, rows[which].pem);
		rows[which].sealed = arena_strdup(mem, rows[which].sealed);
	}
	signer_safe_free(safe);
	return rows[which];
}

static void
opens_what_it_made(void **state)
{
	struct spot *p = *state;
	struct signer_safe *safe = signer_safe_new(&key_conf);
	struct signer_safe *other = signer_safe_new(&key_conf);
	struct keyring_key row = made(p, 0);
	const struct key *key, *again;

	assert_true(str_starts(row.pem, "-----BEGIN PUBLIC KEY-----\n"));
	assert_null(strstr(row.sealed, "PRIVATE"));
	assert_ok(signer_safe_open(safe, p->mem, &row, &key));
	assert_string_equal(key_pem(key, p->mem), row.pem);
	assert_ok(signer_safe_open(safe, p->mem, &row, &again));
	assert_ptr_equal(key, again);
	assert_ok(signer_safe_open(other, p->mem, &row, &again));
	assert_true(key_equal(key, again));
	signer_safe_free(safe);
	signer_safe_free(other);
	signer_safe_free(NULL);
}

/* What is sealed opens for its own row alone, kept in memory or not. */
static void
opens_nothing_for_another_row(void **state)
{
	struct spot *p = *state;
	struct keyring_key row = made(p, 0), others = made(p, 1);
	const struct key *key;
	int round;

	for (round = 0; round < 2; round++) {
		struct signer_safe *safe = signer_safe_new(&key_conf);
		struct keyring_key bad[5];
		size_t i;

		if (round)
			assert_ok(signer_safe_open(safe, p->mem, &row, &key));
		for (i = 0; i < 5; i++)
			bad[i] = row;
		bad[0].owner = "urn:another";
		bad[1].item_id = "i2";
		bad[2].pem = others.pem;
		bad[3].sealed = others.sealed;
		bad[4].sealed = "AAAA";
		for (i = 0; i < 5; i++)
			assert_int_equal(
				signer_safe_open(safe, p->mem, &bad[i], &key),
				INTERNAL);
		assert_ok(signer_safe_open(safe, p->mem, &row, &key));
		signer_safe_free(safe);
	}
}

static void
opens_no_key_that_signs_no_more(void **state)
{
	struct spot *p = *state;
	struct signer_safe *safe = signer_safe_new(&key_conf);
	struct keyring_key row = made(p, 0), ended, revoked, destroyed;
	const struct key *key;

	assert_ok(signer_safe_open(safe, p->mem, &row, &key));
	ended = revoked = destroyed = row;
	ended.ended_at = 1;
	revoked.untrusted_from = 1;
	destroyed.sealed = NULL;
	assert_fails(signer_safe_open(safe, p->mem, &ended, &key), CONFLICT,
		     "Key k1 signs no more.");
	assert_int_equal(signer_safe_open(safe, p->mem, &revoked, &key),
			 CONFLICT);
	assert_int_equal(signer_safe_open(safe, p->mem, &destroyed, &key),
			 CONFLICT);
	signer_safe_free(safe);
}

/* More keys than are kept open: each is opened again, and is itself. */
static void
keeps_only_so_many_open(void **state)
{
	struct spot *p = *state;
	struct signer_safe *safe = signer_safe_new(&key_conf);
	struct keyring_key row = made(p, 0), named;
	const struct key *key;
	int i;

	for (i = 0; i < 200; i++) {
		named = row;
		named.id = arena_printf(p->mem, "key-%d", i % 130);
		assert_ok(signer_safe_open(safe, p->mem, &named, &key));
		assert_string_equal(key_pem(key, p->mem), row.pem);
	}
	signer_safe_free(safe);
}

static void
makes_the_file_for_the_first_key(void **state)
{
	struct spot *p = *state;
	const struct conf conf = file_conf(p);
	struct signer_safe *safe = signer_safe_new(&conf), *again;
	const struct key *key;
	struct keyring_key row;
	struct stat st;

	assert_int_equal(stat(conf.master_key_file, &st), -1);
	assert_ok(make(safe, p, &row));
	assert_int_equal(stat(conf.master_key_file, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	again = signer_safe_new(&conf);
	assert_ok(signer_safe_open(again, p->mem, &row, &key));
	signer_safe_free(again);
	signer_safe_free(safe);
}

/* To sign, the master key must be there: a new one would open nothing. */
static void
a_missing_file_is_not_made_to_sign(void **state)
{
	struct spot *p = *state;
	const struct conf conf = file_conf(p);
	struct signer_safe *safe = signer_safe_new(&conf);
	struct keyring_key row = made(p, 0);
	const struct key *key;
	struct stat st;

	assert_int_equal(signer_safe_open(safe, p->mem, &row, &key), INTERNAL);
	assert_non_null(strstr(fail_last()->text, "is missing"));
	assert_int_equal(stat(conf.master_key_file, &st), -1);
	signer_safe_free(safe);
}

static void
refuses_a_file_that_others_read(void **state)
{
	static const mode_t modes[] = { 0640, 0604, 0660, 0644, 0610, 0602 };
	struct spot *p = *state;
	const struct conf conf = file_conf(p);
	struct keyring_key row;
	size_t i;

	{
		struct signer_safe *safe = signer_safe_new(&conf);

		assert_ok(make(safe, p, &row));
		signer_safe_free(safe);
	}
	for (i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
		struct signer_safe *safe = signer_safe_new(&conf);

		assert_int_equal(chmod(conf.master_key_file, modes[i]), 0);
		assert_int_equal(make(safe, p, &row), INTERNAL);
		assert_non_null(strstr(fail_last()->text, "chmod 600"));
		signer_safe_free(safe);
	}
}

static void
refuses_what_is_no_master_key(void **state)
{
	static const char *const bad[] = { "x", "00112233", KEY_MASTER "0" };
	struct spot *p = *state;
	struct conf conf = file_conf(p);
	struct keyring_key row;
	FILE *f = fopen(conf.master_key_file, "we");
	size_t i;

	assert_non_null(f);
	fputs("no key at all\n", f);
	fclose(f);
	assert_int_equal(chmod(conf.master_key_file, 0600), 0);
	for (i = 0; i <= sizeof(bad) / sizeof(bad[0]); i++) {
		struct signer_safe *safe = signer_safe_new(&conf);

		assert_int_equal(make(safe, p, &row), INTERNAL);
		assert_non_null(strstr(fail_last()->text, "64 hex digits"));
		assert_null(strstr(fail_last()->text, "00112233"));
		signer_safe_free(safe);
		conf.master_key = bad[i % 3];
	}
}

static void
another_master_key_opens_nothing(void **state)
{
	struct spot *p = *state;
	struct conf conf = key_conf;
	struct keyring_key row = made(p, 0);
	struct signer_safe *safe;
	const struct key *key;

	conf.master_key = "ff112233445566778899aabbccddeeff"
			  "00112233445566778899aabbccddeeff";
	safe = signer_safe_new(&conf);
	assert_int_equal(signer_safe_open(safe, p->mem, &row, &key), INTERNAL);
	assert_non_null(strstr(fail_last()->text, "the master key is another"));
	signer_safe_free(safe);
}

static void
names_the_limits_of_bits(void **state)
{
	static const long long bad[] = { 0, 1024, 2047, 2100, 4097, 8192, -1 };
	struct spot *p = *state;
	struct signer_safe *safe = signer_safe_new(&key_conf);
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct keyring_key key = { .item_id = "i1",
					   .owner = "urn:me",
					   .bits = bad[i] };

		assert_int_equal(signer_safe_make(safe, p->mem, &key), INVALID);
		assert_non_null(strstr(fail_last()->text, "2048"));
	}
	signer_safe_free(safe);
}

static void
makes_the_folder(void **state)
{
	struct spot *p = *state;
	struct conf conf = file_conf(p);
	const char *folder = arena_printf(p->mem, "%s/keys", p->folder);
	struct stat st;

	conf.master_key_file = arena_printf(p->mem, "%s/master.key", folder);
	assert_ok(signer_safe_folder(&conf));
	assert_ok(signer_safe_folder(&conf));
	assert_int_equal(stat(folder, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	assert_int_equal(rmdir(folder), 0);
	conf.master_key = KEY_MASTER;
	assert_ok(signer_safe_folder(&conf));
	assert_int_equal(stat(folder, &st), -1);
	conf.master_key = NULL;
	conf.master_key_file = arena_printf(p->mem, "%s/none/keys/master.key",
					    p->folder);
	assert_int_equal(signer_safe_folder(&conf), INTERNAL);
	conf.master_key_file = "master.key";
	assert_ok(signer_safe_folder(&conf));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_bare, opens_what_it_made),
		test_in(spot_bare, opens_nothing_for_another_row),
		test_in(spot_bare, opens_no_key_that_signs_no_more),
		test_in(spot_bare, keeps_only_so_many_open),
		test_in(spot_bare, makes_the_file_for_the_first_key),
		test_in(spot_bare, a_missing_file_is_not_made_to_sign),
		test_in(spot_bare, refuses_a_file_that_others_read),
		test_in(spot_bare, refuses_what_is_no_master_key),
		test_in(spot_bare, another_master_key_opens_nothing),
		test_in(spot_bare, names_the_limits_of_bits),
		test_in(spot_bare, makes_the_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
