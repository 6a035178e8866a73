/*
 * The grant flows: PS-1 to PS-4.
 */
#include "base/b64.h"
#include "base/rand.h"
#include "base/str.h"
#include "base/uri.h"
#include "conform/suite_part.h"
#include "crypto/digest.h"
#include "http/form.h"

#define FORM "application/x-www-form-urlencoded"
/* Nobody's: what is sent here has gone astray. */
#define ASTRAY "https://astray.invalid/callback"

/* ---- Requests */

/* Basic, each part form-encoded (RFC 6749 §2.3.1); NULL: no client. */
static const char *
basic(const struct suite_run *run, const char *secret)
{
	const struct suite_ask *ask = run->ask;
	const char *pair;

	if (!ask->client_id || !secret)
		return NULL;
	pair = arena_printf(run->mem, "%s:%s",
			    uri_encode(run->mem, ask->client_id),
			    uri_encode(run->mem, secret));
	return arena_printf(run->mem, "Basic %s",
			    b64_encode(run->mem, pair, strlen(pair)));
}

static void
ask_token(struct suite_run *run, const char *secret, const char *body,
	  struct suite_answer *out)
{
	const struct suite_call call = {
		.url = run->token,
		.authorization = basic(run, secret),
		.accept = "application/json",
		.type = FORM,
		.body = body,
	};

	suite_send(run, &call, out);
}

static const char *
text(const struct suite_answer *answer, const char *member)
{
	const char *s = json_string_value(
		json_object_get(answer->json, member));

	return s ? s : "";
}

/* ---- A token's answer (RFC 6749 §5) */

static bool
is_unstored(const struct suite_run *run, const struct suite_answer *answer)
{
	const char *how = suite_header(run, answer, "Cache-Control");

	return how && strcasestr(how, "no-store");
}

static const char *
token_of(struct suite_run *run, enum suite_check check,
	 const struct suite_answer *answer)
{
	const json_t *expires = json_object_get(answer->json, "expires_in");
	const char *token = text(answer, "access_token");

	if (!suite_expect(run, check, answer->status == 200 && *token, answer,
			  "A token is given."))
		return NULL;
	suite_expect(run, check, strieq(text(answer, "token_type"), "Bearer"),
		     answer, "The token's type is Bearer.");
	suite_expect(run, check, !expires || json_is_number(expires), answer,
		     "expires_in is a number, if it is there.");
	suite_expect(run, check, is_unstored(run, answer), answer,
		     "An answer with a token is not to be stored: "
		     "Cache-Control is no-store.");
	return token;
}

/* ---- PS-2, PS-3: the code flow */

static void
try_astray(struct suite_run *run)
{
	const struct suite_call call = {
		.url = arena_printf(
			run->mem,
			"%s%cresponse_type=code&client_id=nobody"
			"&redirect_uri=%s&state=a&scope=%s"
			"&code_challenge=E9Melhoa2OwvFrEMTJguCHao"
			"eK1t8URWbuGJSstw-cM"
			"&code_challenge_method=S256",
			run->authorize, strchr(run->authorize, '?') ? '&' : '?',
			uri_encode(run->mem, ASTRAY),
			uri_encode(run->mem, suite_scopes[MAY_READ])),
		.accept = "text/html",
	};
	struct suite_answer answer;
	const char *to;

	suite_send(run, &call, &answer);
	suite_expect(run, PS_2,
		     answer.status >= 200 && answer.status < 500 &&
			     answer.status != 404 && answer.status != 405,
		     &answer, "The authorization endpoint answers GET.");
	to = suite_header(run, &answer, "Location");
	suite_expect(run, PS_2, !to || !str_starts(to, ASTRAY), &answer,
		     "A client that is unknown is sent nowhere.");
}

/* A code that was never given. */
static void
try_no_code(struct suite_run *run)
{
	struct suite_answer answer;

	ask_token(run, run->ask->client_secret,
		  "grant_type=authorization_code&code=no-such-code"
		  "&redirect_uri=https%3A%2F%2Fastray.invalid%2Fcallback"
		  "&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
		  &answer);
	suite_expect(run, PS_3,
		     (answer.status == 400 || answer.status == 401) &&
			     *text(&answer, "error"),
		     &answer,
		     "A code that was never given is refused with 400 or 401 "
		     "and an error of RFC 6749.");
}

/* What the browser brought back: the code, if it is our answer. */
static const char *
code_of(struct suite_run *run, const char *back, const char *state)
{
	const char *query = strchr(back, '?');
	struct form form;

	form_init(&form, run->mem);
	if (!query || form_read(&form, query + 1, strlen(query + 1), 100) != OK)
		return NULL;
	if (!suite_expect(run, PS_2, streq(form_text(&form, "state"), state),
			  NULL, "The state comes back as it was sent."))
		return NULL;
	return form_text(&form, "code");
}

static void
exchange(struct suite_run *run, const char *code, const char *verifier)
{
	const char *body = arena_printf(
		run->mem,
		"grant_type=authorization_code&code=%s&redirect_uri=%s"
		"&code_verifier=%s",
		uri_encode(run->mem, code),
		uri_encode(run->mem, run->ask->redirect_uri), verifier);
	struct suite_answer answer;
	const char *token;
	int i;

	ask_token(run, run->ask->client_secret, body, &answer);
	token = token_of(run, PS_3, &answer);
	for (i = 0; token && i < SUITE_SCOPE__MAX; i++)
		if (!run->tokens[i] && !run->is_mixed)
			run->tokens[i] = token;
	run->is_mixed = token != NULL;
}

static const char *
all_scopes(struct arena *mem)
{
	return arena_printf(mem, "%s %s %s", suite_scopes[MAY_READ],
			    suite_scopes[MAY_REPLACE],
			    suite_scopes[MAY_DELETE]);
}

/* With a person at hand: sign in, consent, exchange. */
static void
walk(struct suite_run *run)
{
	const char *state = rand_id(run->mem), *back, *code;
	unsigned char random[DIGEST_BYTES], sum[DIGEST_BYTES];
	const char *verifier, *url;

	rand_bytes(random, sizeof(random));
	verifier = b64url_encode(run->mem, random, sizeof(random));
	digest_bytes(verifier, strlen(verifier), sum);
	url = arena_printf(
		run->mem,
		"%s%cresponse_type=code&client_id=%s&redirect_uri=%s&scope=%s"
		"&state=%s&code_challenge=%s&code_challenge_method=S256",
		run->authorize, strchr(run->authorize, '?') ? '&' : '?',
		uri_encode(run->mem, run->ask->client_id),
		uri_encode(run->mem, run->ask->redirect_uri),
		uri_encode(run->mem, all_scopes(run->mem)), state,
		b64url_encode(run->mem, sum, sizeof(sum)));
	if (run->ask->consent(run->ask->data, run->mem, url, &back) != OK) {
		suite_note(run, PS_2, SUITE_NOT_DONE, NULL,
			   arena_strdup(run->mem, fail_last()->text));
		return;
	}
	code = code_of(run, back, state);
	if (suite_expect(run, PS_2, !str_empty(code), NULL,
			 "A person who agrees is sent back with a code."))
		exchange(run, code, verifier);
}

static void
code_flow(struct suite_run *run)
{
	if (!run->authorize) {
		suite_note(run, PS_2, SUITE_NOT_OFFERED, NULL,
			   "No authorization endpoint is known: give it with "
			   "--authorize if there is one.");
		suite_note(run, PS_3, SUITE_NOT_OFFERED, NULL,
			   "Without an authorization endpoint there are no "
			   "codes.");
		return;
	}
	try_astray(run);
	try_no_code(run);
	if (run->ask->consent && run->ask->client_id)
		walk(run);
}

/* ---- PS-4: client credentials */

/* Has the answer granted ${scope}?  If it says nothing, yes (RFC 6749
 * §5.1). */
static bool
grants(const struct suite_answer *answer, const char *scope)
{
	const char *given = text(answer, "scope"), *at = strstr(given, scope);
	const size_t len = strlen(scope);

	return !*given || (at && (at[len] == ' ' || at[len] == '\0'));
}

static bool
is_not_offered(const struct suite_answer *answer)
{
	return streq(text(answer, "error"), "unsupported_grant_type") ||
	       streq(text(answer, "error"), "unauthorized_client");
}

static const char *
credentials(const struct suite_run *run, enum suite_scope scope)
{
	return arena_printf(run->mem, "grant_type=client_credentials&scope=%s",
			    uri_encode(run->mem, suite_scopes[scope]));
}

static void
get_token(struct suite_run *run, enum suite_scope scope)
{
	const char *body = arena_printf(
		run->mem, "grant_type=client_credentials&scope=%s",
		uri_encode(run->mem, suite_scopes[scope]));
	struct suite_answer answer;
	const char *token;

	ask_token(run, run->ask->client_secret, body, &answer);
	if (is_not_offered(&answer)) {
		suite_note(run, PS_4, SUITE_NOT_OFFERED, &answer,
			   "The client may not use client credentials.");
		return;
	}
	if (streq(text(&answer, "error"), "invalid_scope")) {
		suite_note(run, PS_4, SUITE_PASSED, &answer,
			   "A scope that the client has not is refused.");
		return;
	}
	token = token_of(run, PS_4, &answer);
	if (token && grants(&answer, suite_scopes[scope]))
		run->tokens[scope] = token;
	suite_expect(run, PS_4, !*text(&answer, "refresh_token"), &answer,
		     "A client's own token comes without a refresh token.");
}

static void
client_credentials(struct suite_run *run)
{
	struct suite_answer answer;
	int i;

	if (!run->ask->client_secret) {
		suite_note(run, PS_4, SUITE_NOT_DONE, NULL,
			   "It was not tried, for no client is given: see "
			   "--client.");
		return;
	}
	for (i = 0; i < SUITE_SCOPE__MAX; i++)
		get_token(run, (enum suite_scope)i);
	if (run->out->results[PS_4].outcome != SUITE_PASSED)
		return;
	ask_token(run, "not-the-secret", credentials(run, MAY_READ), &answer);
	suite_expect(run, PS_4,
		     (answer.status == 401 || answer.status == 400) &&
			     streq(text(&answer, "error"), "invalid_client"),
		     &answer, "A wrong secret is refused with invalid_client.");
}

/* ---- All of them */

static bool
is_there(const struct suite_run *run, enum suite_check check)
{
	return run->out->results[check].outcome == SUITE_PASSED;
}

void
suite_grants(struct suite_run *run)
{
	const bool has_endpoint = run->token != NULL;
	int i;

	if (has_endpoint) {
		client_credentials(run);
		code_flow(run);
	} else {
		suite_note(run, PS_1, SUITE_FAILED, NULL,
			   "No token endpoint is known: give it with --token.");
	}
	if (has_endpoint)
		suite_expect(run, PS_1,
			     is_there(run, PS_4) || (is_there(run, PS_2) &&
						     is_there(run, PS_3)),
			     NULL,
			     "At least one of the two flows is there and "
			     "right.");
	if (!run->ask->bearer)
		return;
	run->is_mixed = true;
	for (i = 0; i < SUITE_SCOPE__MAX; i++)
		run->tokens[i] = run->ask->bearer;
}
