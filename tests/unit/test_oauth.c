/* The rules of the authorization server. */
#include "office_test.h"

#include "auth/oauth.h"
#include "base/b64.h"

#define READ "https://purl.imsglobal.org/spec/clr/v1p0/scope/readonly"
#define REPLACE "https://purl.imsglobal.org/spec/clr/v1p0/scope/replace"
#define DELETE "https://purl.imsglobal.org/spec/clr/v1p0/scope/delete"
#define VERIFIER "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
#define CHALLENGE "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
#define BACK "https://wallet.example/back?a=b"

static const struct grant_lives lives = { 60, 3600, 90 * 86400 };
static const char *const redirects[] = { BACK };

static struct client_secrets
put_client(struct spot *p, const char *grants, enum client_state state)
{
	const struct client client = {
		.state = state,
		.name = "Wallet",
		.uri = "https://wallet.example",
		.logo_uri = "",
		.tos_uri = "",
		.policy_uri = "",
		.software_id = "",
		.software_version = "",
		.auth_method = "client_secret_basic",
		.grants = grants,
		.scope = READ " " REPLACE " offline_access",
		.created_by = "Maria Reyes",
		.redirects = redirects,
		.redirects_count = 1,
	};
	struct client_secrets secrets;

	assert_int_equal(client_put(p->db, p->mem, &maria, &client, &secrets),
			 OK);
	return secrets;
}

static const struct form *
form_of(struct spot *p, const char *text)
{
	struct form *form = arena_alloc(p->mem, sizeof(*form));

	form_init(form, p->mem);
	assert_int_equal(form_read(form, text, strlen(text), 100), OK);
	return form;
}

/* The start of a right request, and what stands behind it. */
#define ASK "client_id=%s&redirect_uri=https://wallet.example/back%%3Fa%%3Db"
#define REST                                                                   \
	"&response_type=code&state=s%%26+x&code_challenge_method=S256"         \
	"&code_challenge=" CHALLENGE

static void
judges_requests(void **state)
{
	/* "page": nothing is sent anywhere; "": somebody is asked. */
	static const struct {
		const char *query, *error;
	} rows[] = {
		{ "", "page" },
		{ "client_id=nobody" REST, "page" },
		{ "client_id=%s" REST, "page" },
		{ "client_id=%s&redirect_uri=" REST, "page" },
		{ "client_id=%s&redirect_uri=https://wallet.example/back" REST,
		  "page" },
		{ "client_id=%s&redirect_uri=https://evil.example/" REST,
		  "page" },
		{ ASK "&client_id=x" REST, "page" },
		{ ASK "&redirect_uri=x" REST, "page" },
		{ ASK REST, "" },
		{ ASK REST "&scope=", "" },
		{ ASK REST "&scope=" READ, "" },
		{ ASK REST "&scope=" READ "+" DELETE, "" },
		{ ASK REST "&scope=" DELETE, "invalid_scope" },
		{ ASK REST "&scope=openid", "invalid_scope" },
		{ ASK REST "&scope=" READ "+openid", "invalid_scope" },
		{ ASK REST "&scope=offline_access", "invalid_scope" },
		{ ASK REST "&scope=%%22", "invalid_scope" },
		{ ASK REST "&state=twice", "invalid_request" },
		{ ASK REST "&x=1&x=2", "invalid_request" },
		{ ASK, "invalid_request" },
		{ ASK "&response_type=token", "unsupported_response_type" },
		{ ASK "&response_type=code", "invalid_request" },
		{ ASK "&response_type=code&code_challenge=" CHALLENGE,
		  "invalid_request" },
		{ ASK "&response_type=code&code_challenge_method=plain"
		      "&code_challenge=" CHALLENGE,
		  "invalid_request" },
		{ ASK "&response_type=code&code_challenge_method=S256"
		      "&code_challenge=short",
		  "invalid_request" },
		{ ASK "&response_type=code&code_challenge_method=S256"
		      "&code_challenge=" CHALLENGE "=",
		  "invalid_request" },
		{ ASK "&response_type=code&code_challange_method=S256"
		      "&code_challenge=" CHALLENGE,
		  "" },
	};
	struct spot *p = *state;
	struct client_secrets s = put_client(p, "authorization_code",
					     CLIENT_ACTIVE);
	struct oauth_request request;
	const char *error, *query;
	enum result r;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		query = arena_printf(p->mem, rows[i].query, s.id);
#pragma GCC diagnostic pop
		r = oauth_request_read(p->db, p->mem, form_of(p, query),
				       &request, &error);
		if (streq(rows[i].error, "page")) {
			assert_int_equal(r, INVALID);
			continue;
		}
		assert_int_equal(r, OK);
		assert_string_equal(error ? error : "", rows[i].error);
		assert_string_equal(request.redirect_uri, BACK);
	}
}

static void
judges_who_asks(void **state)
{
	struct spot *p = *state;
	struct oauth_request request;
	const char *error;
	const struct {
		const char *grants;
		enum client_state state;
		enum result r;
		const char *error;
	} rows[] = {
		{ "client_credentials", CLIENT_ACTIVE, OK,
		  "unauthorized_client" },
		{ "authorization_code", CLIENT_WAITING, INVALID, NULL },
		{ "authorization_code", CLIENT_DISABLED, INVALID, NULL },
	};
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct client_secrets s = put_client(p, rows[i].grants,
						     rows[i].state);

		assert_int_equal(
			oauth_request_read(
				p->db, p->mem,
				form_of(p,
					arena_printf(p->mem, ASK REST, s.id)),
				&request, &error),
			rows[i].r);
		if (rows[i].error)
			assert_string_equal(error, rows[i].error);
	}
}

static void
sends_back_to_the_client(void **state)
{
	const struct oauth_pair pairs[] = { { "code", "c+d" },
					    { "scope", NULL } };
	struct oauth_request request = { .redirect_uri = BACK,
					 .state = "s& x" };
	struct spot *p = *state;

	assert_string_equal(
		oauth_back(p->mem, &request, "https://o.example", pairs, 2),
		BACK "&code=c%2Bd&state=s%26%20x&iss=https%3A%2F%2Fo.example");
	request.redirect_uri = "https://w.example/";
	request.state = NULL;
	assert_string_equal(oauth_back(p->mem, &request, NULL, pairs, 1),
			    "https://w.example/?code=c%2Bd");
}

/* "Basic " and id:secret. */
static const char *
basic(struct spot *p, const char *id, const char *secret)
{
	static const char letters[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
		"0123456789+/";
	const char *text = arena_printf(p->mem, "%s:%s", id, secret);
	size_t len = strlen(text), i;
	unsigned bits;
	struct str out;

	str_init(&out, p->mem);
	str_add(&out, "Basic ");
	for (i = 0; i < len; i += 3) {
		bits = (unsigned)(unsigned char)text[i] << 16;
		if (i + 1 < len)
			bits |= (unsigned)(unsigned char)text[i + 1] << 8;
		if (i + 2 < len)
			bits |= (unsigned char)text[i + 2];
		str_addc(&out, letters[bits >> 18]);
		str_addc(&out, letters[bits >> 12 & 63]);
		str_addc(&out, i + 1 < len ? letters[bits >> 6 & 63] : '=');
		str_addc(&out, i + 2 < len ? letters[bits & 63] : '=');
	}
	return out.s;
}

/* Ask the token endpoint; the error, or "" for 200. */
static const char *
asked(struct spot *p, const char *authorization, const char *text,
      struct oauth_reply *reply)
{
	const struct oauth_call call = { .db = p->db,
					 .mem = p->mem,
					 .form = form_of(p, text),
					 .authorization = authorization,
					 .lives = &lives };
	struct client client;

	assert_int_equal(oauth_client(&call, &client, reply), OK);
	if (!reply->error)
		assert_int_equal(oauth_token(&call, &client, reply), OK);
	return reply->error ? reply->error : "";
}

static void
knows_its_clients(void **state)
{
	struct spot *p = *state;
	const char all[] = "grant_type=client_credentials";
	struct client_secrets s = put_client(p, "client_credentials",
					     CLIENT_ACTIVE);
	struct client_secrets off = put_client(p, "client_credentials",
					       CLIENT_DISABLED);
	struct oauth_reply reply;
	const char *body = arena_printf(p->mem,
					"%s&client_id=%s&client_secret=%s", all,
					s.id, s.secret);

	assert_string_equal(asked(p, basic(p, s.id, s.secret), all, &reply),
			    "");
	assert_string_equal(asked(p, NULL, body, &reply), "");
	assert_string_equal(asked(p, basic(p, s.id, s.secret), body, &reply),
			    "invalid_request");
	assert_string_equal(asked(p, basic(p, s.id, "wrong"), all, &reply),
			    "invalid_client");
	assert_int_equal(reply.status, 401);
	assert_string_equal(asked(p, basic(p, "nobody", s.secret), all, &reply),
			    "invalid_client");
	assert_string_equal(asked(p, basic(p, off.id, off.secret), all, &reply),
			    "invalid_client");
	assert_string_equal(asked(p, NULL, all, &reply), "invalid_client");
	assert_string_equal(asked(p, "Bearer x", all, &reply),
			    "invalid_request");
	assert_string_equal(asked(p, "Basic !", all, &reply),
			    "invalid_request");
	assert_string_equal(asked(p, basic(p, s.id, s.secret),
				  arena_printf(p->mem, "%s&client_id=x", all),
				  &reply),
			    "invalid_request");
	assert_string_equal(asked(p, basic(p, s.id, s.secret),
				  "grant_type=a&grant_type=b", &reply),
			    "invalid_request");
}

static void
gives_tokens(void **state)
{
	static const struct {
		const char *form, *error;
	} rows[] = {
		{ "x=y", "invalid_request" },
		{ "grant_type=", "invalid_request" },
		{ "grant_type=password", "unsupported_grant_type" },
		{ "grant_type=authorization_code", "unauthorized_client" },
		{ "grant_type=client_credentials", "" },
		{ "grant_type=client_credentials&scope=" READ, "" },
		{ "grant_type=client_credentials&scope=" DELETE,
		  "invalid_scope" },
		{ "grant_type=client_credentials&scope=x", "invalid_scope" },
		{ "grant_type=client_credentials&scope=offline_access",
		  "invalid_scope" },
		{ "grant_type=refresh_token", "invalid_request" },
		{ "grant_type=refresh_token&refresh_token=x", "invalid_grant" },
		{ "grant_type=refresh_token&refresh_token=x&scope=y",
		  "invalid_scope" },
	};
	struct spot *p = *state;
	struct client_secrets s = put_client(p, "client_credentials",
					     CLIENT_ACTIVE);
	const char *header = basic(p, s.id, s.secret);
	struct oauth_reply reply;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_string_equal(asked(p, header, rows[i].form, &reply),
				    rows[i].error);
	assert_string_equal(
		asked(p, header, "grant_type=client_credentials", &reply), "");
	assert_int_equal(reply.status, 200);
	assert_string_equal(
		json_string_value(json_object_get(reply.json, "token_type")),
		"Bearer");
	assert_string_equal(
		json_string_value(json_object_get(reply.json, "scope")),
		READ " " REPLACE);
	assert_null(json_object_get(reply.json, "refresh_token"));
}

static const char *
code_for(struct spot *p, const char *client, const char *scope)
{
	const struct grant_ask ask = {
		.client_id = client,
		.account_id = "",
		.scope = scope,
		.redirect_uri = BACK,
		.challenge = CHALLENGE,
	};
	const char *code;

	assert_int_equal(
		grant_allow(p->db, p->mem, &maria, &ask, &lives, &code), OK);
	return code;
}

#define REDEEM                                                                 \
	"grant_type=authorization_code&code_verifier=" VERIFIER                \
	"&redirect_uri=https://wallet.example/back%%3Fa%%3Db&code=%s"

static void
exchanges_codes(void **state)
{
	struct spot *p = *state;
	struct client_secrets s = put_client(p, "authorization_code",
					     CLIENT_ACTIVE);
	const char *header = basic(p, s.id, s.secret), *form;
	struct oauth_reply reply;

	form = arena_printf(p->mem, REDEEM, code_for(p, s.id, READ));
	assert_string_equal(asked(p, header, form, &reply), "");
	/* Not registered for it, and not asked for. */
	assert_null(json_object_get(reply.json, "refresh_token"));
	assert_string_equal(asked(p, header, form, &reply), "invalid_grant");
	assert_int_equal(reply.status, 400);
	form = arena_printf(p->mem, REDEEM,
			    code_for(p, s.id, READ " offline_access"));
	assert_string_equal(asked(p, header, form, &reply), "");
	form = json_string_value(json_object_get(reply.json, "refresh_token"));
	assert_non_null(form);
	form = arena_printf(p->mem,
			    "grant_type=refresh_token&refresh_token=%s"
			    "&scope=" REPLACE,
			    form);
	assert_string_equal(asked(p, header, form, &reply), "invalid_scope");
	assert_string_equal(asked(p, header,
				  "grant_type=authorization_code&code=x",
				  &reply),
			    "invalid_request");
	assert_string_equal(
		asked(p, header, "grant_type=authorization_code", &reply),
		"invalid_request");
}

static void
looks_and_revokes(void **state)
{
	struct spot *p = *state;
	struct client_secrets s = put_client(p, "client_credentials",
					     CLIENT_ACTIVE);
	struct client_secrets other = put_client(p, "client_credentials",
						 CLIENT_ACTIVE);
	struct oauth_call call = { .db = p->db,
				   .mem = p->mem,
				   .lives = &lives };
	struct oauth_reply reply;
	struct client own, foreign;
	const char *token;

	assert_string_equal(asked(p, basic(p, s.id, s.secret),
				  "grant_type=client_credentials", &reply),
			    "");
	token = json_string_value(json_object_get(reply.json, "access_token"));
	assert_int_equal(client_get(p->db, p->mem, s.id, &own), OK);
	assert_int_equal(client_get(p->db, p->mem, other.id, &foreign), OK);
	call.form = form_of(p, arena_printf(p->mem, "token=%s", token));
	assert_int_equal(oauth_introspect(&call, &own, &reply), OK);
	assert_true(json_is_true(json_object_get(reply.json, "active")));
	assert_int_equal(oauth_introspect(&call, &foreign, &reply), OK);
	assert_int_equal(json_object_size(reply.json), 1);
	assert_true(json_is_false(json_object_get(reply.json, "active")));
	foreign.reaches_all = true;
	assert_int_equal(oauth_introspect(&call, &foreign, &reply), OK);
	assert_true(json_is_true(json_object_get(reply.json, "active")));
	assert_int_equal(oauth_revoke(&call, &foreign, &reply), OK);
	assert_int_equal(reply.status, 200);
	assert_int_equal(oauth_introspect(&call, &own, &reply), OK);
	assert_true(json_is_true(json_object_get(reply.json, "active")));
	assert_int_equal(oauth_revoke(&call, &own, &reply), OK);
	assert_int_equal(oauth_introspect(&call, &own, &reply), OK);
	assert_int_equal(json_object_size(reply.json), 1);
	call.form = form_of(p, "x=y");
	assert_int_equal(oauth_revoke(&call, &own, &reply), OK);
	assert_string_equal(reply.error, "invalid_request");
	assert_int_equal(oauth_introspect(&call, &own, &reply), OK);
	assert_string_equal(reply.error, "invalid_request");
}

static void
says_words_that_any_client_can_read(void **state)
{
	auto_arena mem = arena_new();

	(void)state;
	assert_string_equal(oauth_words(mem, "scope: a b~!"), "scope: a b~!");
	assert_string_equal(oauth_words(mem, "\"x\" \\ \n\x7f"), "'x' ? ??");
	assert_string_equal(oauth_words(mem, "\303\251"), "??");
}

static void
hears_who_is_claimed(void **state)
{
	struct spot *p = *state;
	struct form form;
	struct oauth_call call = { .mem = p->mem, .form = &form };

	form_init(&form, p->mem);
	assert_string_equal(oauth_claimed(&call), "");
	call.authorization = "Basic !";
	assert_string_equal(oauth_claimed(&call), "");
	call.authorization = basic(p, "one", "s");
	assert_string_equal(oauth_claimed(&call), "one");
	call.authorization = NULL;
	assert_int_equal(form_read(&form, "client_id=two", 13, 9), OK);
	assert_string_equal(oauth_claimed(&call), "two");
}

static void
goes_on_if_asked_or_registered(void **state)
{
	struct oauth_request request = {
		.client = { .grants = "authorization_code" },
		.scope = 1U << SCOPE_CLR_READ,
	};

	(void)state;
	assert_false(oauth_is_lasting(&request));
	request.scope |= 1U << SCOPE_OFFLINE;
	assert_true(oauth_is_lasting(&request));
	request.scope = 1U << SCOPE_CLR_READ;
	request.client.grants = "authorization_code refresh_token";
	assert_true(oauth_is_lasting(&request));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(says_words_that_any_client_can_read),
		cmocka_unit_test(goes_on_if_asked_or_registered),
		test_in(spot_begin, hears_who_is_claimed),
		test_in(spot_begin, judges_requests),
		test_in(spot_begin, judges_who_asks),
		test_in(spot_begin, sends_back_to_the_client),
		test_in(spot_begin, knows_its_clients),
		test_in(spot_begin, gives_tokens),
		test_in(spot_begin, exchanges_codes),
		test_in(spot_begin, looks_and_revokes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
