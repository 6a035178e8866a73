/* Samples of a college that does not exist: made once, found, what they are. */
#include "office_test.h"

#include <jansson.h>

#include "crypto/jws.h"
#include "store/sample.h"

#define BASE "https://office.example/records"

static const char *const names[] = { "good", "expired", "revoked", "tampered",
				     "unknown" };

static struct sample
get(struct spot *p, const char *name)
{
	struct sample s = { 0 };

	assert_int_equal(sample_get(p->db, p->mem, BASE, name, &s), OK);
	return s;
}

static json_t *
json_of(const char *text)
{
	json_t *doc = json_loads(text, 0, NULL);

	assert_non_null(doc);
	return doc;
}

static const char *
text(struct spot *p, const json_t *doc, const char *member)
{
	const char *s = json_string_value(json_object_get(doc, member));

	assert_non_null(s);
	return arena_strdup(p->mem, s);
}

static void
the_college_stands_where_it_says(void **state)
{
	static const char *const own[] = { "issuer", "key", "revocations" };
	struct spot *p = *state;
	size_t i;

	assert_int_equal(sample_make(p->db, BASE), OK);
	for (i = 0; i < 3; i++) {
		struct sample s = get(p, own[i]);
		json_auto_t *doc = json_of(s.doc);

		assert_string_equal(s.type, "application/json");
		assert_int_equal(s.len, strlen(s.doc));
		assert_string_equal(
			text(p, doc, "id"),
			arena_printf(p->mem, BASE SAMPLE_PATH "%s", own[i]));
	}
}

/* Is ${jws} signed with the college's key? */
static bool
is_signed(struct spot *p, const char *jws)
{
	json_auto_t *doc = json_of(get(p, "key").doc);
	const char *pem = text(p, doc, "publicKeyPem");
	auto_key key = NULL;
	struct jws opened;

	assert_int_equal(key_read_pem(pem, strlen(pem), &key), OK);
	assert_int_equal(jws_open(p->mem, jws, strlen(jws), &opened), OK);
	assert_string_equal(opened.typ, "JWT");
	return jws_verify(&opened, key) == OK;
}

static json_t *
payload(struct spot *p, const char *name)
{
	const struct sample s = get(p, name);
	struct jws opened;

	assert_string_equal(s.type, "application/jose");
	assert_int_equal(jws_open(p->mem, s.doc, s.len, &opened), OK);
	return json_of((const char *)opened.payload);
}

static void
each_is_what_it_is_called(void **state)
{
	struct spot *p = *state;
	json_auto_t *good = NULL, *revoked = NULL, *tampered = NULL;
	json_auto_t *expired = NULL, *list = NULL;
	const json_t *parts;

	assert_int_equal(sample_make(p->db, BASE), OK);
	good = payload(p, "good");
	revoked = payload(p, "revoked");
	tampered = payload(p, "tampered");
	expired = payload(p, "expired");
	list = json_of(get(p, "revocations").doc);
	assert_true(is_signed(p, get(p, "good").doc));
	assert_true(is_signed(p, get(p, "revoked").doc));
	assert_true(is_signed(p, get(p, "expired").doc));
	assert_false(is_signed(p, get(p, "tampered").doc));
	assert_false(is_signed(p, get(p, "unknown").doc));
	parts = json_object_get(list, "revokedAssertions");
	assert_int_equal(json_array_size(parts), 1);
	assert_string_equal(json_string_value(json_array_get(parts, 0)),
			    text(p, revoked, "id"));
	assert_string_equal(text(p, expired, "expires"),
			    "2023-06-30T12:00:00Z");
	parts = json_object_get(tampered, "signedAssertions");
	assert_false(is_signed(p, json_string_value(json_array_get(parts, 0))));
	assert_true(is_signed(p, json_string_value(json_array_get(parts, 1))));
	parts = json_object_get(good, "signedAssertions");
	assert_true(is_signed(p, json_string_value(json_array_get(parts, 0))));
	assert_string_equal(text(p, good, "id"), text(p, tampered, "id"));
}

static void
are_made_once_for_an_address(void **state)
{
	struct spot *p = *state;
	const char *first;
	struct sample s;

	assert_int_equal(sample_make(p->db, BASE), OK);
	first = get(p, "good").doc;
	assert_int_equal(sample_make(p->db, BASE), OK);
	assert_string_equal(get(p, "good").doc, first);
	assert_int_equal(
		sample_get(p->db, p->mem, "https://b.example", "good", &s),
		NOT_FOUND);
	assert_int_equal(sample_get(p->db, p->mem, BASE, "none", &s),
			 NOT_FOUND);
	assert_int_equal(sample_make(p->db, "https://b.example"), OK);
	assert_int_equal(sample_get(p->db, p->mem, BASE, "good", &s),
			 NOT_FOUND);
	assert_int_equal(
		sample_get(p->db, p->mem, "https://b.example", "good", &s), OK);
	assert_string_not_equal(s.doc, first);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM sample"),
			 sizeof(names) / sizeof(names[0]) + 3);
}

static void
tells_a_broken_database(void **state)
{
	struct spot *p = *state;
	struct sample s;

	take_away(p, "sample RENAME COLUMN type TO gone");
	assert_int_equal(sample_make(p->db, BASE), INTERNAL);
	take_away(p, "sample RENAME TO gone");
	assert_int_equal(sample_make(p->db, BASE), INTERNAL);
	assert_int_equal(sample_get(p->db, p->mem, BASE, "good", &s), INTERNAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, the_college_stands_where_it_says),
		test_in(spot_begin, each_is_what_it_is_called),
		test_in(spot_begin, are_made_once_for_an_address),
		test_in(spot_begin, tells_a_broken_database),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
