/* A verification from beginning to end, without the network. */
#include "item_test.h"

#include "base/clock.h"
#include "peer/checkup.h"
#include "store/sample.h"

#define BASE "https://office.example"

static struct conf conf = {
	.base_url = BASE,
	.institution = "The office",
	.verify_fetches = 10,
	.verify_host_fetches = 10,
	.verify_seconds = 5,
	.verify_fresh = 60,
};

static struct checkup
check(struct spot *p, struct checkup_ask *ask)
{
	struct item_office office = office_of(p);
	struct checkup out = { 0 };
	struct source_how how;

	office.root = BASE "/ims/clr/v1p0/";
	source_defaults(&conf, &how);
	how.db = p->db;
	how.office = &office;
	ask->limits = office.limits;
	ask->source = source_new(p->mem, &how);
	assert_int_equal(checkup_run(p->mem, ask, &out), OK);
	return out;
}

static struct checkup
check_url(struct spot *p, const char *url)
{
	struct checkup_ask ask = { .bytes = url,
				   .len = strlen(url),
				   .is_url = true };

	return check(p, &ask);
}

static void
checks_what_is_at_an_address(void **state)
{
	static const struct {
		const char *url;
		enum verify_verdict verdict;
	} rows[] = {
		{ BASE SAMPLE_PATH "good", VERDICT_VALID },
		{ BASE SAMPLE_PATH "expired", VERDICT_EXPIRED },
		{ BASE SAMPLE_PATH "revoked", VERDICT_REVOKED },
		{ BASE SAMPLE_PATH "tampered", VERDICT_INVALID },
		{ BASE SAMPLE_PATH "unknown", VERDICT_UNVERIFIABLE },
	};
	struct spot *p = *state;
	struct checkup found;
	json_auto_t *json = NULL;
	size_t i;

	assert_int_equal(sample_make(p->db, BASE), OK);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		found = check_url(p, rows[i].url);
		assert_null(found.refused);
		assert_int_equal(found.missing, 0);
		assert_int_equal(found.report.verdict, rows[i].verdict);
	}
	json = json_loads(verify_text(p->mem, &found.report), 0, NULL);
	assert_string_equal(json_string_value(json_object_get(json, "verdict")),
			    "unverifiable");
}

static void
tells_why_there_is_nothing(void **state)
{
	struct spot *p = *state;
	struct checkup found = check_url(p, BASE "/s/none");

	assert_int_equal(found.missing, 0);
	assert_non_null(strstr(found.refused, "404"));
	assert_non_null(strstr(found.refused, "no such link"));
	found = check_url(p, BASE SAMPLE_PATH "none");
	assert_non_null(strstr(found.refused, "404"));
	found = check_url(p, BASE "/ims/clr/v1p0/assertions/none");
	assert_non_null(strstr(found.refused, "404"));
}

static void
tells_what_takes_the_network(void **state)
{
	struct spot *p = *state;
	const char *doc = "{\"id\": \"https://a.example/1\", \"type\":"
			  " \"Assertion\", \"verification\": {\"type\":"
			  " \"Hosted\"}, \"achievement\": {\"id\": \"urn:a\","
			  " \"name\": \"A\", \"issuer\": {\"id\":"
			  " \"https://a.example/i\"}}}";
	struct checkup_ask ask = { .bytes = doc, .len = strlen(doc) };
	struct checkup found = check_url(p, "https://a.example/");

	assert_int_equal(found.missing, 1);
	assert_non_null(found.refused);
	found = check(p, &ask);
	assert_true(found.missing > 0);
	assert_null(found.refused);
	assert_int_equal(found.report.verdict, VERDICT_UNVERIFIABLE);
}

/* What is asked, when one asks through something else. */
static void
count_get(void *data, struct arena *mem, const char *url,
	  struct verify_answer *out)
{
	(void)mem;
	++*(int *)data;
	*out = (struct verify_answer){ .url = url, .status = 404 };
}

static void
asks_through_another(void **state)
{
	struct spot *p = *state;
	const char *doc = "{\"id\": \"https://a.example/1\", \"type\":"
			  " \"Assertion\", \"verification\": {\"type\":"
			  " \"Hosted\"}, \"achievement\": {\"id\": \"urn:a\","
			  " \"name\": \"A\", \"issuer\": {\"id\":"
			  " \"https://a.example/i\"}}}";
	int asked = 0;
	const struct verify_source through = { .data = &asked,
					       .get = count_get };
	struct checkup_ask ask = { .bytes = doc,
				   .len = strlen(doc),
				   .through = &through };
	struct checkup found = check(p, &ask);

	assert_true(asked > 0);
	assert_int_equal(found.missing, 0);
	assert_int_equal(found.report.verdict, VERDICT_INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, checks_what_is_at_an_address),
		test_in(spot_begin, tells_why_there_is_nothing),
		test_in(spot_begin, tells_what_takes_the_network),
		test_in(spot_begin, asks_through_another),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
