/* Sealing: the key file, and that nothing changed is read. */
#include "store_test.h"

#include <sys/wait.h>

#include "base/b64.h"
#include "crypto/seal.h"

static const char *
key_path(struct spot *p)
{
	return arena_printf(p->mem, "%s/key", p->folder);
}

static void
write_key(struct spot *p, const char *text, size_t len, mode_t mode)
{
	const char *path = key_path(p);
	FILE *f = fopen(path, "we");

	assert_non_null(f);
	assert_int_equal(fwrite(text, 1, len, f), len);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(chmod(path, mode), 0);
}

#define HEX "00112233445566778899aabbccddeeff"

static void
makes_a_key_once(void **state)
{
	struct spot *p = *state;
	const char *path = key_path(p), *sealed;
	auto_seal first = NULL;
	auto_seal again = NULL;
	unsigned char *out;
	struct stat st;
	size_t len;

	assert_int_equal(seal_open(path, false, &first), NOT_FOUND);
	assert_int_equal(seal_open(path, true, &first), OK);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(st.st_nlink, 1);
	assert_int_equal(st.st_size, 65);
	sealed = seal_close(first, p->mem, "totp a", "secret", 6);
	assert_int_equal(seal_open(path, true, &again), OK);
	assert_int_equal(seal_read(again, p->mem, "totp a", sealed, &out, &len),
			 OK);
	assert_int_equal(len, 6);
	assert_memory_equal(out, "secret", 6);
	seal_free(NULL);
}

static void
makes_one_key_of_many_starts(void **state)
{
	struct spot *p = *state;
	const char *path = key_path(p);
	struct seal *seals[2];
	int i, status, ends[2];
	unsigned char *out;
	char sealed[100];
	size_t len;

	assert_int_equal(pipe(ends), 0);
	for (i = 0; i < 8; i++) {
		if (fork() != 0)
			continue;
		if (seal_open(path, true, &seals[0]) != OK)
			_exit(1);
		memset(sealed, 0, sizeof(sealed));
		strncpy(sealed, seal_close(seals[0], p->mem, "t", "x", 1),
			sizeof(sealed) - 1);
		_exit(write(ends[1], sealed, sizeof(sealed)) ==
				      (ssize_t)sizeof(sealed)
			      ? 0
			      : 1);
	}
	for (i = 0; i < 8; i++) {
		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	assert_int_equal(seal_open(path, false, &seals[1]), OK);
	for (i = 0; i < 8; i++) {
		assert_int_equal(read(ends[0], sealed, sizeof(sealed)),
				 sizeof(sealed));
		assert_int_equal(
			seal_read(seals[1], p->mem, "t", sealed, &out, &len),
			OK);
	}
	seal_free(seals[1]);
	close(ends[0]);
	close(ends[1]);
}

static void
reads_a_key_of_either_case(void **state)
{
	static const char upper[] = "AABBCCDDEEFF00112233445566778899" HEX;
	static const char *const keys[] = { HEX HEX, HEX HEX "\n", upper };
	struct spot *p = *state;
	size_t i;

	for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		auto_seal s = NULL;

		write_key(p, keys[i], strlen(keys[i]), 0640);
		assert_int_equal(seal_open(key_path(p), true, &s), OK);
	}
}

static void
refuses_what_is_no_key(void **state)
{
	static const char *const keys[] = {
		"",
		HEX,
		HEX HEX "\n\n",
		HEX HEX "0",
		HEX HEX "\r\n",
		HEX HEX " ",
		" " HEX HEX,
		HEX HEX HEX HEX,
		"g0112233445566778899aabbccddeeff" HEX,
		"0g112233445566778899aabbccddeeff" HEX,
		"\xff"
		"0112233445566778899aabbccddeeff" HEX,
	};
	struct spot *p = *state;
	struct seal *s = NULL;
	size_t i;

	for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		write_key(p, keys[i], strlen(keys[i]), 0600);
		assert_int_equal(seal_open(key_path(p), true, &s), INVALID);
		assert_null(s);
		assert_non_null(strstr(fail_last()->text, "64 hex digits"));
		assert_null(strstr(fail_last()->text, HEX));
	}
}

static void
refuses_a_file_that_others_read(void **state)
{
	static const mode_t modes[] = { 0604, 0644, 0666, 0620, 0602, 0601 };
	struct spot *p = *state;
	struct seal *s = NULL;
	size_t i;

	for (i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
		write_key(p, HEX HEX, 64, modes[i]);
		assert_int_equal(seal_open(key_path(p), true, &s), INVALID);
		assert_non_null(strstr(fail_last()->text, "chmod 600"));
	}
	assert_int_equal(seal_open(p->folder, true, &s), INVALID);
	assert_int_equal(seal_open("/nowhere/at/all/key", true, &s), INTERNAL);
	assert_int_equal(seal_open("/nowhere/at/all/key", false, &s),
			 NOT_FOUND);
	assert_int_equal(
		seal_open(arena_printf(p->mem, "%s/x", key_path(p)), true, &s),
		INTERNAL);
}

static void
reads_any_bytes(void **state)
{
	struct spot *p = *state;
	auto_seal s = NULL;
	unsigned char bytes[300], *out;
	const char *sealed, *other;
	size_t i, len;

	for (i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)(i * 7);
	assert_int_equal(seal_open(key_path(p), true, &s), OK);
	for (i = 0; i <= sizeof(bytes); i += 25) {
		sealed = seal_close(s, p->mem, "p", bytes, i);
		other = seal_close(s, p->mem, "p", bytes, i);
		assert_string_not_equal(sealed, other);
		assert_int_equal(seal_read(s, p->mem, "p", sealed, &out, &len),
				 OK);
		assert_int_equal(len, i);
		assert_memory_equal(out, bytes, i);
	}
}

static void
finds_every_changed_bit(void **state)
{
	struct spot *p = *state;
	unsigned char *bytes, *out;
	auto_seal s = NULL;
	const char *sealed;
	size_t len, n, bit;

	assert_int_equal(seal_open(key_path(p), true, &s), OK);
	sealed = seal_close(s, p->mem, "p", "secret", 6);
	assert_int_equal(
		b64url_decode(p->mem, sealed, strlen(sealed), &bytes, &len),
		OK);
	for (bit = 0; bit < len * 8; bit++) {
		bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
		sealed = b64url_encode(p->mem, bytes, len);
		assert_int_equal(seal_read(s, p->mem, "p", sealed, &out, &n),
				 INVALID);
		bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
	}
	for (n = 0; n < len; n++) {
		sealed = b64url_encode(p->mem, bytes, n);
		assert_int_equal(seal_read(s, p->mem, "p", sealed, &out, &bit),
				 INVALID);
	}
	assert_int_equal(seal_read(s, p->mem, "p", "no base64!", &out, &n),
			 INVALID);
}

static void
keeps_purposes_and_keys_apart(void **state)
{
	struct spot *p = *state;
	auto_seal one = NULL;
	auto_seal two = NULL;
	unsigned char *out;
	const char *sealed;
	size_t len;

	assert_int_equal(seal_open(key_path(p), true, &one), OK);
	sealed = seal_close(one, p->mem, "totp a", "secret", 6);
	assert_int_equal(seal_read(one, p->mem, "totp b", sealed, &out, &len),
			 INVALID);
	assert_int_equal(seal_read(one, p->mem, "totp ", sealed, &out, &len),
			 INVALID);
	assert_int_equal(seal_read(one, p->mem, "", sealed, &out, &len),
			 INVALID);
	write_key(p, HEX HEX, 64, 0400);
	assert_int_equal(seal_open(key_path(p), false, &two), OK);
	assert_int_equal(seal_read(two, p->mem, "totp a", sealed, &out, &len),
			 INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_bare, makes_a_key_once),
		test_in(spot_bare, makes_one_key_of_many_starts),
		test_in(spot_bare, reads_a_key_of_either_case),
		test_in(spot_bare, refuses_what_is_no_key),
		test_in(spot_bare, refuses_a_file_that_others_read),
		test_in(spot_bare, reads_any_bytes),
		test_in(spot_bare, finds_every_changed_bit),
		test_in(spot_bare, keeps_purposes_and_keys_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
