/* clarus key: keys from the command line. */
#include "cmd_test.h"
#include "item_test.h"

#include "crypto/key.h"
#include "store/keyring.h"

#define KEY(p, ...) CALL(p, cmd_key, "", "key", __VA_ARGS__)

/* The one id that a call printed. */
static const char *
id_of(struct spot *p, const struct called *done)
{
	if (done->status != EXIT_FINE)
		print_error("%s", done->err);
	assert_int_equal(done->status, EXIT_FINE);
	assert_int_equal(strlen(done->out), 27);
	return arena_strndup(p->mem, done->out, 26);
}

static struct keyring_key
signing(struct spot *p, const char *item)
{
	struct keyring_key key;

	assert_ok(keyring_signing(p->db, p->mem, item, &key));
	return key;
}

#define FAILS(p, words, ...)                                                   \
	do {                                                                   \
		struct called failed_ = KEY(p, __VA_ARGS__);                   \
                                                                               \
		assert_int_equal(failed_.status, EXIT_FAILED);                 \
		assert_string_equal(failed_.out, "");                          \
		if (!strstr(failed_.err, words))                               \
			print_error("%s", failed_.err);                        \
		assert_non_null(strstr(failed_.err, words));                   \
	} while (0)

static void
makes_and_replaces(void **state)
{
	struct spot *p = *state;
	const char *college = put_profile(p, "college", "Alder College");
	struct called done = KEY(p, "new", "Alder College");
	const char *first = id_of(p, &done), *second;

	assert_string_equal(signing(p, college).id, first);
	assert_int_equal(signing(p, college).bits, 2048);
	FAILS(p, "already: clarus key rotate replaces that", "new", college);
	done = KEY(p, "rotate", "urn:p:college", "--bits", "2304");
	second = id_of(p, &done);
	assert_string_equal(signing(p, college).id, second);
	assert_int_equal(signing(p, college).bits, 2304);
	done = KEY(p, "end", second);
	assert_int_equal(done.status, EXIT_FINE);
	assert_string_equal(done.out, "");
	FAILS(p, "signs no more already", "end", second);
	FAILS(p, "no key that signs", "rotate", college);
	assert_int_equal(
		number_of(p->db,
			  "SELECT count(*) FROM audit WHERE"
			  " action LIKE 'key.%' AND name = 'clarus key'"),
		3);
}

static void
makes_the_offices(void **state)
{
	struct spot *p = *state;
	struct called done = KEY(p, "new", "--office");

	assert_string_equal(id_of(p, &done), signing(p, KEYRING_OFFICE).id);
	done = KEY(p, "rotate", "--office");
	id_of(p, &done);
}

static void
names_who_is_meant(void **state)
{
	struct spot *p = *state;
	const char *course;

	put_profile(p, "one", "Alder College");
	put_profile(p, "two", "Alder College");
	put_profile(p, "three", "Alder College of Art");
	course = put_achievement(p, "wood", "Carpentry",
				 put_profile(p, "c", "College"));
	FAILS(p, "2 profiles are called Alder College", "new", "Alder College");
	FAILS(p, "there is no profile Alder: give its item id", "new", "Alder");
	FAILS(p, "there is no profile Carpentry", "new", "Carpentry");
	FAILS(p, "there is no profile", "new", course);
	FAILS(p, "there is no profile %", "new", "%");
	FAILS(p, "2048", "new", "College", "--bits", "1024");
	FAILS(p, "2048", "new", "College", "--bits", "16384");
	FAILS(p, "There is no key nokey", "end", "nokey");
	FAILS(p, "There is no key nokey", "export-public", "nokey");
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM key"), 0);
}

static void
lists(void **state)
{
	struct spot *p = *state;
	struct called done = KEY(p, "list");
	const char *office, *rotated;

	assert_string_equal(done.out, "");
	done = KEY(p, "new", "--office");
	office = id_of(p, &done);
	done = KEY(p, "rotate", "--office");
	rotated = id_of(p, &done);
	assert_ok(db_run(p->db, NULL,
			 "UPDATE key SET created_at = 60,"
			 " ended_at = 120, untrusted_from = 90 WHERE id = $1",
			 T(office)));
	assert_ok(db_run(p->db, NULL,
			 "UPDATE key SET created_at = 120 WHERE id = $1",
			 T(rotated)));
	done = KEY(p, "list");
	assert_string_equal(
		done.out,
		arena_printf(
			p->mem,
			"%s\tsigning\t2048\t1970-01-01T00:02:00Z\t-\t-\t0\t"
			"https://o.example\n"
			"%s\trevoked\t2048\t1970-01-01T00:01:00Z\t"
			"1970-01-01T00:02:00Z\t1970-01-01T00:01:30Z\t0\t"
			"https://o.example\n",
			rotated, office));
}

static void
revokes(void **state)
{
	struct spot *p = *state;
	struct called done = KEY(p, "new", "--office");
	const char *id = id_of(p, &done);
	struct keyring_key key;

	FAILS(p, "--since is a day", "revoke", id, "--since", "yesterday",
	      "--reason", "x");
	FAILS(p, "not in the future", "revoke", id, "--since", "2999-01-01",
	      "--reason", "x");
	FAILS(p, "Give a reason", "revoke", id, "--since", "2026-01-01",
	      "--reason", " ");
	done = KEY(p, "revoke", id, "--reason", "lost", "--since",
		   "2026-01-01T10:00:00+02:00");
	assert_int_equal(done.status, EXIT_FINE);
	assert_string_equal(done.out, "0 documents signed with it since then "
				      "are to be signed again\n");
	assert_ok(keyring_get(p->db, p->mem, id, &key));
	assert_int_equal(key.untrusted_from, 1767254400);
	done = KEY(p, "revoke", id, "--reason", "lost", "--since",
		   "2025-12-31");
	assert_int_equal(done.status, EXIT_FINE);
	FAILS(p, "There is no key nokey", "revoke", "nokey", "--since",
	      "2026-01-01", "--reason", "x");
}

static void
writes_the_public_half(void **state)
{
	struct spot *p = *state;
	struct called done = KEY(p, "new", "--office"), pem, jwk;
	const char *id = id_of(p, &done);
	auto_key from_pem = NULL;
	auto_key from_jwk = NULL;
	json_auto_t *doc = NULL;

	pem = KEY(p, "export-public", id);
	assert_int_equal(pem.status, EXIT_FINE);
	assert_ok(key_read_pem(pem.out, strlen(pem.out), &from_pem));
	jwk = KEY(p, "export-public", id, "--jwk");
	doc = json_loads(jwk.out, 0, NULL);
	assert_ok(key_read_jwk(doc, &from_jwk));
	assert_true(key_equal(from_pem, from_jwk));
	assert_string_equal(json_string_value(json_object_get(doc, "kid")),
			    arena_printf(p->mem,
					 "https://o.example/ims/clr/v1p0/keys/"
					 "%s",
					 id));
}

#define USE(...)                                                               \
	assert_int_equal(CALL(p, cmd_key, "", __VA_ARGS__).status, EXIT_USAGE)

static void
tells_wrong_use(void **state)
{
	struct spot *p = *state;

	USE("key");
	USE("key", "nothing");
	USE("key", "new");
	USE("key", "new", "a", "--office");
	USE("key", "new", "a", "b");
	USE("key", "new", "a", "--bits");
	USE("key", "new", "a", "--bits", "many");
	USE("key", "new", "a", "--bits", "-2048");
	USE("key", "new", "a", "--jwk");
	USE("key", "new", "a", "--since", "2026-01-01");
	USE("key", "list", "a");
	USE("key", "list", "--office");
	USE("key", "rotate");
	USE("key", "end");
	USE("key", "end", "--office");
	USE("key", "end", "k", "--bits", "2048");
	USE("key", "revoke", "k");
	USE("key", "revoke", "k", "--since", "2026-01-01");
	USE("key", "revoke", "--since", "2026-01-01", "--reason", "x");
	USE("key", "export-public");
	USE("key", "export-public", "k", "--pem");
}

static void
needs_a_database(void **state)
{
	struct spot *p = *state;

	assert_int_equal(KEY(p, "list").status, EXIT_FAILED);
	assert_int_equal(KEY(p, "new", "--office").status, EXIT_FAILED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, makes_and_replaces),
		test_in(spot_begin, makes_the_offices),
		test_in(spot_begin, names_who_is_meant),
		test_in(spot_begin, lists),
		test_in(spot_begin, revokes),
		test_in(spot_begin, writes_the_public_half),
		test_in(spot_begin, tells_wrong_use),
		test_in(spot_bare, needs_a_database),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
