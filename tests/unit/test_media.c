/* Uploaded files. */
#include "office_test.h"

#include "crypto/digest.h"
#include "store/media.h"

static void
keeps_any_bytes(void **state)
{
	struct spot *p = *state;
	char bytes[777];
	struct media_file media = { .type = "image/png",
				    .file = "p\xc3\xa9\n.png",
				    .bytes = bytes },
			  got;
	const char *sha256 = NULL;
	size_t i;

	for (i = 0; i < sizeof(bytes); i++)
		bytes[i] = (char)(i * 31);
	for (media.len = 0; media.len <= sizeof(bytes); media.len += 111) {
		assert_int_equal(
			media_put(p->db, p->mem, &maria, &media, &sha256), OK);
		assert_string_equal(sha256,
				    digest_hex(p->mem, bytes, media.len));
		assert_int_equal(media_get(p->db, p->mem, sha256, &got), OK);
		assert_string_equal(got.sha256, sha256);
		assert_string_equal(got.type, "image/png");
		assert_string_equal(got.file, "p\xc3\xa9 .png");
		assert_int_equal(got.len, media.len);
		assert_memory_equal(got.bytes, bytes, media.len);
		assert_true(got.created_at > LONG_AGO);
	}
	assert_int_equal(told(p, "media.put"), 8);
}

static void
keeps_the_same_once(void **state)
{
	const struct media_file first = {
		NULL, "text/plain", "a", "bytes", 5, 0
	};
	const struct media_file second = { NULL,    "text/html", NULL,
					   "bytes", 5,		 0 };
	struct spot *p = *state;
	const char *one, *two;
	struct media_file got;

	assert_int_equal(media_put(p->db, p->mem, &maria, &first, &one), OK);
	assert_int_equal(media_put(p->db, p->mem, &maria, &second, &two), OK);
	assert_string_equal(one, two);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM media"), 1);
	assert_int_equal(told(p, "media.put"), 1);
	assert_int_equal(media_get(p->db, p->mem, one, &got), OK);
	assert_string_equal(got.type, "text/plain");
	assert_string_equal(got.file, "a");
}

static void
tells_damage(void **state)
{
	const struct media_file media = {
		NULL, "text/plain", "", "bytes", 5, 0
	};
	struct spot *p = *state;
	const char *sha256;
	struct media_file got;

	assert_int_equal(media_put(p->db, p->mem, &maria, &media, &sha256), OK);
	assert_int_equal(number_of(p->db,
				   "SELECT count(*) FROM audit WHERE"
				   " words = 'Uploaded a file, 5 bytes'"),
			 1);
	assert_int_equal(media_get(p->db, p->mem, "x", &got), NOT_FOUND);
	assert_int_equal(db_run(p->db, NULL, "UPDATE media SET body = '!'"),
			 OK);
	assert_int_equal(media_get(p->db, p->mem, sha256, &got), INTERNAL);
}

static void
tells_a_broken_database(void **state)
{
	const struct media_file media = {
		NULL, "text/plain", "", "bytes", 5, 0
	};
	struct spot *p = *state;
	const char *sha256;
	struct media_file got;

	take_away(p, "audit RENAME TO gone");
	assert_int_equal(media_put(p->db, p->mem, &maria, &media, &sha256),
			 INTERNAL);
	/* Neither without the other. */
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM media"), 0);
	take_away(p, "media RENAME COLUMN body TO gone");
	assert_int_equal(media_put(p->db, p->mem, &maria, &media, &sha256),
			 INTERNAL);
	assert_int_equal(media_get(p->db, p->mem, "x", &got), INTERNAL);
	take_away(p, "media RENAME TO away");
	assert_int_equal(media_put(p->db, p->mem, &maria, &media, &sha256),
			 INTERNAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, keeps_any_bytes),
		test_in(spot_begin, keeps_the_same_once),
		test_in(spot_begin, tells_damage),
		test_in(spot_begin, tells_a_broken_database),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
