/* What a key may sign: who issues what. */
#include "keyring_test.h"

#include "store/signer_rule.h"

#define URL KEY_ROOT "keys/k1"
#define ME "https://o.example/p/1"
#define OTHER "https://o.example/p/2"
#define SIGNED ",'verification':{'type':'Signed'}"

static const struct keyring_key mine = { .id = "k1",
					 .item_id = "i1",
					 .owner = ME };
static const struct keyring_key offices = { .id = "k1",
					    .item_id = KEYRING_OFFICE,
					    .owner = KEY_BASE };

/* May ${key} sign ${text}, each ' of which is a "? */
static enum result
judged(struct spot *p, const struct keyring_key *key, enum signer_statement as,
       const char *text)
{
	const struct signer_rule rule = { p->mem, &item_limits, key, URL };
	char *bytes = arena_strdup(p->mem, text), *c;
	const struct signer_ask ask = { .root = KEY_ROOT,
					.key_id = "k1",
					.as = as,
					.bytes = bytes,
					.len = strlen(bytes) };

	for (c = bytes; *c; c++)
		if (*c == '\'')
			*c = '"';
	return signer_rule(&rule, &ask);
}

struct row {
	const char *text;
	enum result result;
};

static void
judges(struct spot *p, const struct row *rows, size_t count)
{
	enum result r;
	size_t i;

	for (i = 0; i < count; i++) {
		r = judged(p, &mine, SIGNER_RECORD, rows[i].text);
		if (r != rows[i].result)
			print_error("%s is %s: %s\n", rows[i].text,
				    fail_name(r), fail_last()->text);
		assert_int_equal(r, rows[i].result);
	}
}

#define JUDGES(p, rows) judges(p, rows, sizeof(rows) / sizeof((rows)[0]))
#define CLR(more) "{'type':'Clr','id':'urn:c'" SIGNED more "}"
#define ASSERTION(more) "{'type':'Assertion','id':'urn:a'" SIGNED more "}"
#define ENDORSEMENT(more) "{'type':'Endorsement','id':'urn:e'" SIGNED more "}"

static void
signs_what_its_owner_issues(void **state)
{
	static const struct row rows[] = {
		{ CLR(",'publisher':{'id':'" ME "'}"), OK },
		{ ASSERTION(",'achievement':{'issuer':{'id':'" ME "'}}"), OK },
		{ ENDORSEMENT(",'issuer':{'id':'" ME "'}"), OK },
		{ "{'claim':{},'issuer':{'id':'" ME "'}" SIGNED "}", OK },
		{ CLR(",'publisher':{'id':'" ME "','publicKey':{'id':'" URL
		      "'}}"),
		  OK },
		{ CLR(",'publisher':{'id':'" ME "','publicKey':{}}"), OK },
		{ "{'type':'Clr','publisher':{'id':'" ME "'},'verification':{"
		  "'type':'Signed','creator':'" URL "'}}",
		  OK },
		/* Whoever else is named in it is no issuer of it. */
		{ CLR(",'publisher':{'id':'" ME "'},'learner':{'id':'" OTHER
		      "'},'assertions':[{'achievement':{'issuer':{'id':'" OTHER
		      "'}}}]"),
		  OK },
	};

	JUDGES(*state, rows);
}

static void
signs_nothing_of_others(void **state)
{
	static const struct row rows[] = {
		{ CLR(",'publisher':{'id':'" OTHER "'}"), FORBIDDEN },
		{ CLR(",'publisher':{'id':'" ME "/'}"), FORBIDDEN },
		{ CLR(",'publisher':{'id':'HTTPS://o.example/p/1'}"),
		  FORBIDDEN },
		{ CLR(",'publisher':{'id':['" ME "']}"), FORBIDDEN },
		{ CLR(",'publisher':[{'id':'" ME "'}]"), FORBIDDEN },
		{ CLR(",'publisher':'" ME "'"), FORBIDDEN },
		{ CLR(",'publisher':{}"), FORBIDDEN },
		{ CLR(""), FORBIDDEN },
		{ CLR(",'issuer':{'id':'" ME "'}"), FORBIDDEN },
		{ ASSERTION(",'achievement':{'issuer':{'id':'" OTHER "'}}"),
		  FORBIDDEN },
		{ ASSERTION(",'issuer':{'id':'" ME "'}"), FORBIDDEN },
		{ ASSERTION(",'badge':{'issuer':{'id':'" ME "'}}"), FORBIDDEN },
		{ ENDORSEMENT(",'issuer':{'id':'" OTHER "'}"), FORBIDDEN },
		{ ENDORSEMENT(",'publisher':{'id':'" ME "'}"), FORBIDDEN },
		/* One that others could take for another class. */
		{ ENDORSEMENT(",'issuer':{'id':'" ME
			      "'},'publisher':{'id':'" OTHER "'}"),
		  FORBIDDEN },
		{ CLR(",'publisher':{'id':'" ME
		      "'},'achievement':{'issuer':{'id':'" OTHER "'}}"),
		  FORBIDDEN },
		{ "{'type':['Endorsement','Clr'],'issuer':{'id':'" ME
		  "'},'publisher':{'id':'" OTHER "'}" SIGNED "}",
		  FORBIDDEN },
		/* One that names another key. */
		{ CLR(",'publisher':{'id':'" ME "','publicKey':{'id':'" KEY_ROOT
		      "keys/k2'}}"),
		  FORBIDDEN },
		{ "{'type':'Clr','publisher':{'id':'" ME "'},'verification':{"
		  "'type':'Signed','creator':'" OTHER "'}}",
		  FORBIDDEN },
	};

	JUDGES(*state, rows);
}

static void
signs_records_alone(void **state)
{
	static const struct row rows[] = {
		{ "{'type':'Profile','id':'" ME "'" SIGNED "}", INVALID },
		{ "{'type':'Achievement','name':'n','issuer':{'id':'" ME
		  "'}" SIGNED "}",
		  INVALID },
		{ "{'type':'ClrSet','clrs':[]" SIGNED "}", INVALID },
		{ "{'iss':'" ME "'}", INVALID },
		{ "{}", INVALID },
		{ "[]", INVALID },
		{ "'text'", INVALID },
		{ "", INVALID },
		{ "{'type':'Clr'", INVALID },
		{ CLR(",'publisher':{'id':'" OTHER "'},'publisher':{'id':'" ME
		      "'}"),
		  INVALID },
		{ "{'type':'Clr','publisher':{'id':'" ME "'}}", INVALID },
		{ "{'type':'Clr','publisher':{'id':'" ME
		  "'},'verification':{'type':'Hosted'}}",
		  INVALID },
		{ "{'type':'Clr','publisher':{'id':'" ME
		  "'},'verification':{'type':'signed'}}",
		  INVALID },
	};

	JUDGES(*state, rows);
}

static void
has_limits(void **state)
{
	struct spot *p = *state;
	const struct load_limits small = { 10, 64 };
	const struct signer_rule rule = { p->mem, &small, &mine, URL };
	const struct signer_ask ask = { .root = KEY_ROOT,
					.as = SIGNER_RECORD,
					.bytes = "{\"type\":\"Clr\"}",
					.len = 14 };

	assert_int_equal(signer_rule(&rule, &ask), TOO_BIG);
}

static void
the_office_makes_statements(void **state)
{
	struct spot *p = *state;
	static const char record[] = CLR(",'publisher':{'id':'" KEY_BASE "'}");

	assert_ok(judged(p, &offices, SIGNER_HEAD,
			 "{'iss':'" KEY_BASE "','number':1}"));
	assert_ok(judged(p, &offices, SIGNER_RECEIPT, "{'any':1}"));
	assert_int_equal(
		judged(p, &offices, SIGNER_HEAD, "{'iss':'" OTHER "'}"),
		FORBIDDEN);
	assert_int_equal(judged(p, &offices, SIGNER_HEAD, "[]"), INVALID);
	assert_fails(judged(p, &offices, SIGNER_RECORD, record), FORBIDDEN,
		     "The office's own key signs no record.");
	assert_fails(judged(p, &mine, SIGNER_RECEIPT, "{}"), FORBIDDEN,
		     "Only the office's own key makes statements of the "
		     "office.");
	assert_int_equal(judged(p, &mine, SIGNER_HEAD, "{}"), FORBIDDEN);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_bare, signs_what_its_owner_issues),
		test_in(spot_bare, signs_nothing_of_others),
		test_in(spot_bare, signs_records_alone),
		test_in(spot_bare, has_limits),
		test_in(spot_bare, the_office_makes_statements),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
