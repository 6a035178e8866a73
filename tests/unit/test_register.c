/* What a client says of itself. */
#include "store_test.h"

#include "auth/register.h"

#define GOOD                                                                   \
	"{\"client_name\":\"Wallet\",\"client_uri\":\"https://w.example/\","   \
	"\"logo_uri\":\"https://w.example/l.png\","                            \
	"\"tos_uri\":\"https://w.example/t\","                                 \
	"\"policy_uri\":\"https://w.example/p\","                              \
	"\"software_id\":\"s\",\"software_version\":\"1\","                    \
	"\"redirect_uris\":[\"https://w.example/back\"]}"

static const struct register_rule rule = { .offered = 1U << SCOPE_CLR_READ |
						      1U << SCOPE_CLR_REPLACE |
						      1U << SCOPE_OFFLINE };

/* GOOD with ${member} set to ${json}; NULL takes it away. */
static json_t *
with(const char *member, const char *json)
{
	json_t *doc = json_loads(GOOD, 0, NULL);

	assert_non_null(doc);
	if (member && !json)
		json_object_del(doc, member);
	else if (member)
		json_object_set_new(doc, member,
				    json_loads(json, JSON_DECODE_ANY, NULL));
	return doc;
}

static void
takes_what_is_said(void **state)
{
	auto_arena mem = arena_new();
	json_auto_t *doc = with(NULL, NULL), *echo = NULL;
	struct client client;
	const char *error;

	(void)state;
	assert_int_equal(register_read(mem, doc, &rule, &client, &error), OK);
	assert_string_equal(client.name, "Wallet");
	assert_string_equal(client.policy_uri, "https://w.example/p");
	assert_string_equal(client.grants, "authorization_code");
	assert_string_equal(client.auth_method, "client_secret_basic");
	assert_string_equal(client.scope, scope_name(SCOPE_CLR_READ));
	assert_true(client.is_registered);
	assert_int_equal(client.state, CLIENT_ACTIVE);
	echo = register_json(&client);
	assert_string_equal(
		json_string_value(json_object_get(echo, "logo_uri")),
		"https://w.example/l.png");
	assert_true(json_equal(json_object_get(echo, "redirect_uris"),
			       json_object_get(doc, "redirect_uris")));
	assert_string_equal(
		json_string_value(json_array_get(
			json_object_get(echo, "response_types"), 0)),
		"code");
}

static void
narrows_scopes(void **state)
{
	auto_arena mem = arena_new();
	json_auto_t *doc = with(
		"scope", "\"openid offline_access https://"
			 "purl.imsglobal.org/spec/clr/v1p0/scope/delete "
			 "https://purl.imsglobal.org/spec/clr/v1p0/scope/"
			 "replace\"");
	struct client client;
	const char *error;

	(void)state;
	assert_int_equal(register_read(mem, doc, &rule, &client, &error), OK);
	assert_string_equal(client.scope,
			    "https://purl.imsglobal.org/spec/clr/v1p0/scope/"
			    "replace offline_access");
}

/* A member that is missing or says this, and the word for that. */
static const char metadata[] = "invalid_client_metadata";
static const char redirect[] = "invalid_redirect_uri";
static const struct {
	const char *member, *json, *error;
} judged[] = {
	{ "client_name", NULL, metadata },
	{ "client_name", "\"\"", metadata },
	{ "client_name", "7", metadata },
	{ "client_name", "\"a\\nb\"", metadata },
	{ "client_uri", NULL, metadata },
	{ "client_uri", "\"http://w.example/\"", metadata },
	{ "client_uri", "\"https://other.example/\"", metadata },
	{ "client_uri", "\"https://u@w.example/\"", metadata },
	{ "client_uri", "\"javascript:alert(1)\"", metadata },
	{ "logo_uri", NULL, metadata },
	{ "logo_uri", "\"data:image/png;base64,\"", metadata },
	{ "tos_uri", NULL, metadata },
	{ "policy_uri", "\"https://w.example.evil.net/\"", metadata },
	{ "software_id", NULL, metadata },
	{ "software_version", NULL, metadata },
	{ "grant_types", "[\"implicit\"]", metadata },
	{ "grant_types", "[\"password\"]", metadata },
	{ "grant_types", "[]", metadata },
	{ "grant_types", "\"authorization_code\"", metadata },
	{ "response_types", "[\"token\"]", metadata },
	{ "response_types", "[\"code\", \"code token\"]", metadata },
	{ "token_endpoint_auth_method", "\"none\"", metadata },
	{ "token_endpoint_auth_method", "\"private_key_jwt\"", metadata },
	{ "scope", "[\"a\"]", metadata },
	{ "scope", "\"a\\\"b\"", metadata },
	{ "redirect_uris", NULL, redirect },
	{ "redirect_uris", "[]", redirect },
	{ "redirect_uris", "\"https://w.example/back\"", redirect },
	{ "redirect_uris", "[7]", redirect },
	{ "redirect_uris", "[\"http://w.example/back\"]", redirect },
	{ "redirect_uris", "[\"https://w.example/back#x\"]", redirect },
	{ "redirect_uris", "[\"https://w.example@evil.net/\"]", redirect },
	{ "redirect_uris", "[\"https://evil.net/\"]", redirect },
	{ "redirect_uris", "[\"/back\"]", redirect },
	{ "redirect_uris", "[\"app://back\"]", redirect },
	{ "redirect_uris", "[\"https:w.example/back\"]", redirect },
	{ "redirect_uris",
	  "[\"https://w.example/back\", \"https://evil.net/\"]", redirect },
	{ "redirect_uris",
	  "[\"https://w.example/1\",\"https://w.example/2\","
	  "\"https://w.example/3\",\"https://w.example/4\","
	  "\"https://w.example/5\",\"https://w.example/6\","
	  "\"https://w.example/7\",\"https://w.example/8\","
	  "\"https://w.example/9\",\"https://w.example/10\","
	  "\"https://w.example/11\"]",
	  redirect },
	/* What is taken. */
	{ "redirect_uris", "[\"http://127.0.0.1/cb\", \"http://[::1]:7/cb\"]",
	  NULL },
	{ "grant_types", "[\"authorization_code\", \"refresh_token\"]", NULL },
	{ "token_endpoint_auth_method", "\"client_secret_post\"", NULL },
	{ "client_id", "\"mine\"", NULL },
	{ "client_secret", "\"mine\"", NULL },
	{ "contacts", "[\"a@b.example\"]", NULL },
};

static void
judges_each_member(void **state)
{
	const char *error;
	struct client client;
	enum result r;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(judged) / sizeof(judged[0]); i++) {
		auto_arena mem = arena_new();
		json_auto_t *doc = with(judged[i].member, judged[i].json);

		r = register_read(mem, doc, &rule, &client, &error);
		if (r != (judged[i].error ? INVALID : OK))
			print_error("%s %s: %s\n", judged[i].member,
				    judged[i].json, fail_last()->text);
		assert_int_equal(r, judged[i].error ? INVALID : OK);
		if (judged[i].error)
			assert_string_equal(error, judged[i].error);
	}
}

static void
names_its_limits(void **state)
{
	auto_arena mem = arena_new();
	struct client client;
	const char *error;
	char name[300];

	(void)state;
	memset(name, 'x', sizeof(name));
	name[0] = name[202] = '"';
	name[203] = '\0';
	{
		json_auto_t *doc = with("client_name", name);

		assert_int_equal(
			register_read(mem, doc, &rule, &client, &error),
			INVALID);
		assert_non_null(strstr(fail_last()->text, "200"));
	}
	name[201] = '"';
	name[202] = '\0';
	{
		json_auto_t *doc = with("client_name", name);

		assert_int_equal(
			register_read(mem, doc, &rule, &client, &error), OK);
	}
}

static void
a_client_of_its_own_needs_no_redirect(void **state)
{
	auto_arena mem = arena_new();
	json_auto_t *doc = with("redirect_uris", NULL), *echo = NULL;
	struct client client;
	const char *error;

	(void)state;
	json_object_set_new(doc, "grant_types",
			    json_pack("[s]", "client_credentials"));
	assert_int_equal(register_read(mem, doc, &rule, &client, &error), OK);
	assert_false(register_has_grant(&client, "authorization_code"));
	assert_true(register_has_grant(&client, "client_credentials"));
	assert_false(register_has_grant(&client, "client"));
	echo = register_json(&client);
	assert_int_equal(
		json_array_size(json_object_get(echo, "response_types")), 0);
	assert_int_equal(register_read(mem, NULL, &rule, &client, &error),
			 INVALID);
}

static void
a_site_on_the_loopback_takes_the_loopback(void **state)
{
	struct register_rule local = rule;
	auto_arena mem = arena_new();
	json_auto_t *doc = with("client_uri", "\"http://127.0.0.1:99/\"");
	struct client client;
	const char *error, *const pages[] = { "logo_uri", "tos_uri",
					      "policy_uri" };
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++)
		json_object_set_new(doc, pages[i],
				    json_string("http://127.0.0.1:99/x"));
	json_object_set_new(doc, "redirect_uris",
			    json_pack("[s]", "http://127.0.0.1:99/cb"));
	assert_int_equal(register_read(mem, doc, &local, &client, &error),
			 INVALID);
	local.loopback = true;
	assert_int_equal(register_read(mem, doc, &local, &client, &error), OK);
}

static void
redirects_are_exact(void **state)
{
	static const char *const uris[] = { "https://w.example/back",
					    "http://127.0.0.1/cb?a=b" };
	static const struct {
		const char *uri;
		bool is_one;
	} rows[] = {
		{ "https://w.example/back", true },
		{ "https://w.example/back/", false },
		{ "https://w.example/Back", false },
		{ "https://W.example/back", false },
		{ "https://w.example/back?x", false },
		{ "https://w.example/./back", false },
		{ "https://w.example:443/back", false },
		{ "https://u@w.example/back", false },
		{ "http://w.example/back", false },
		{ "https://w.example/back#", false },
		{ "https://w.example/back\r\n", false },
		{ "https://w.example.evil/back", false },
		{ "https://w.example/bac", false },
		{ "", false },
		{ NULL, false },
		{ "http://127.0.0.1/cb?a=b", true },
		{ "http://127.0.0.1:4711/cb?a=b", true },
		{ "http://127.0.0.1:4711/cb", false },
		{ "http://127.0.0.1:4711@evil.net/cb?a=b", false },
		{ "http://127.0.0.1.evil.net/cb?a=b", false },
		{ "http://localhost:4711/cb?a=b", false },
		{ "https://127.0.0.1:4711/cb?a=b", false },
		{ "http://127.0.0.1:/cb?a=b", true },
	};
	const struct client client = { .redirects = uris,
				       .redirects_count = 2 };
	auto_arena mem = arena_new();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (register_is_redirect(mem, &client, rows[i].uri) !=
		    rows[i].is_one)
			print_error("%s\n", rows[i].uri);
		assert_true(register_is_redirect(mem, &client, rows[i].uri) ==
			    rows[i].is_one);
	}
}

static void
takes_what_the_staff_say(void **state)
{
	struct register_hand hand = { .name = "Registry",
				      .scope = 1U << SCOPE_CLR_REPLACE,
				      .redirects = "",
				      .acts_for_itself = true };
	auto_arena mem = arena_new();
	struct client client;

	(void)state;
	assert_int_equal(register_by_hand(mem, &hand, &client), OK);
	assert_false(client.is_registered);
	assert_string_equal(client.name, "Registry");
	assert_string_equal(client.uri, "");
	assert_string_equal(client.grants, "client_credentials");
	assert_string_equal(client.scope, scope_name(SCOPE_CLR_REPLACE));
	assert_int_equal(client.redirects_count, 0);
	hand.redirects = " https://a.example/1\r\n\thttps://a.example/2\n";
	hand.acts_for_itself = false;
	assert_int_equal(register_by_hand(mem, &hand, &client), OK);
	assert_string_equal(client.grants, "authorization_code refresh_token");
	assert_int_equal(client.redirects_count, 2);
	assert_string_equal(client.redirects[1], "https://a.example/2");
	hand.redirects = "http://a.example/1";
	assert_int_equal(register_by_hand(mem, &hand, &client), INVALID);
	hand.redirects = " ";
	assert_int_equal(register_by_hand(mem, &hand, &client), INVALID);
	hand.acts_for_itself = true;
	hand.scope = 0;
	assert_int_equal(register_by_hand(mem, &hand, &client), INVALID);
	hand.scope = 1U << SCOPE_CLR_READ;
	hand.name = " ";
	assert_int_equal(register_by_hand(mem, &hand, &client), INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_what_is_said),
		cmocka_unit_test(narrows_scopes),
		cmocka_unit_test(judges_each_member),
		cmocka_unit_test(takes_what_the_staff_say),
		cmocka_unit_test(names_its_limits),
		cmocka_unit_test(a_client_of_its_own_needs_no_redirect),
		cmocka_unit_test(a_site_on_the_loopback_takes_the_loopback),
		cmocka_unit_test(redirects_are_exact),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
