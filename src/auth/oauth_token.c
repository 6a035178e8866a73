/*
 * The endpoints for programs: which client calls, and what it gets.  Each
 * refusal has the word that the RFCs give it.  Called by web/oauth_api.c.
 */
#include "auth/oauth.h"

#include <string.h>

#include "auth/register.h"
#include "base/b64.h"
#include "base/clock.h"
#include "base/str.h"
#include "base/uri.h"

static enum result
refuse(struct oauth_reply *reply, int status, const char *error,
       const char *words)
{
	*reply = (struct oauth_reply){ .status = status,
				       .error = error,
				       .words = words };
	return OK;
}

static enum result
bad_request(struct oauth_reply *reply, const char *words)
{
	return refuse(reply, 400, "invalid_request", words);
}

/* %x20-21 / %x23-5B / %x5D-7E */
const char *
oauth_words(struct arena *mem, const char *words)
{
	char *clean = arena_strdup(mem, words), *c;

	for (c = clean; *c; c++) {
		if (*c == '"')
			*c = '\'';
		else if (*c < ' ' || *c > '~' || *c == '\\')
			*c = '?';
	}
	return clean;
}

static void
release(void *json)
{
	json_decref(json);
}

static enum result
answer(const struct oauth_call *call, struct oauth_reply *reply, json_t *json)
{
	*reply = (struct oauth_reply){ .status = 200, .json = json };
	arena_defer(call->mem, release, json);
	return OK;
}

/* ---- Which client */

/* What it proves itself by. */
struct proof {
	const char *id, *secret;
};

/* Percent-decoded, or as it is if it is not that. */
static const char *
decoded(struct arena *mem, const char *s, size_t len)
{
	char *out;

	if (uri_decode(mem, s, len, true, &out) == OK)
		return out;
	return arena_strndup(mem, s, len);
}

/* Read "Basic …".  False: it is not that. */
static bool
read_basic(struct arena *mem, const char *header, struct proof *out)
{
	unsigned char *text;
	const char *colon;
	size_t len;

	if (strncasecmp(header, "Basic ", 6) != 0 ||
	    b64_decode(mem, header + 6, strlen(header + 6), &text, &len) !=
		    OK ||
	    memchr(text, 0, len))
		return false;
	colon = memchr(text, ':', len);
	if (!colon)
		return false;
	out->id = decoded(mem, (const char *)text,
			  (size_t)(colon - (const char *)text));
	out->secret = decoded(mem, colon + 1, strlen(colon + 1));
	return true;
}

static bool
is_twice(const struct form *form)
{
	size_t i, k;

	for (i = 0; i < form->count; i++)
		for (k = 0; k < i; k++)
			if (streq(form->fields[i].name, form->fields[k].name))
				return true;
	return false;
}

/* The proof it brings, in one way only. */
static enum result
read_proof(const struct oauth_call *call, struct proof *out,
	   struct oauth_reply *reply)
{
	const char *secret = form_get(call->form, "client_secret");
	const char *id = form_get(call->form, "client_id");

	*out = (struct proof){ .id = id, .secret = secret };
	if (is_twice(call->form))
		return bad_request(reply, "a parameter was sent twice");
	if (!call->authorization)
		return OK;
	if (!read_basic(call->mem, call->authorization, out))
		return bad_request(reply, "the header Authorization must be "
					  "Basic with client_id and secret");
	if (secret)
		return bad_request(reply, "the client proved itself in two "
					  "ways");
	if (!str_empty(id) && !streq(id, out->id))
		return bad_request(reply, "client_id is not that of the header "
					  "Authorization");
	return OK;
}

enum result
oauth_client(const struct oauth_call *call, struct client *client,
	     struct oauth_reply *reply)
{
	struct proof proof;
	enum result r;

	*reply = (struct oauth_reply){ 0 };
	TRY(read_proof(call, &proof, reply));
	if (reply->error)
		return OK;
	r = client_check(call->db, call->mem, proof.id ? proof.id : "",
			 proof.secret, client);
	if (r != OK && r != NOT_FOUND)
		return r;
	if (r == OK && client->state == CLIENT_ACTIVE)
		return OK;
	return refuse(reply, 401, "invalid_client",
		      "the client is not known or its secret is wrong");
}

const char *
oauth_claimed(const struct oauth_call *call)
{
	struct proof proof = { .id = form_get(call->form, "client_id") };

	if (call->authorization)
		(void)read_basic(call->mem, call->authorization, &proof);
	return proof.id ? proof.id : "";
}

/* ---- Tokens */

static enum result
give(const struct oauth_call *call, const struct grant_tokens *tokens,
     struct oauth_reply *reply)
{
	json_t *json = json_pack("{s:s, s:s, s:I, s:s}", "access_token",
				 tokens->access, "token_type", "Bearer",
				 "expires_in", (json_int_t)tokens->expires_in,
				 "scope", tokens->scope);

	if (tokens->refresh)
		json_object_set_new(json, "refresh_token",
				    json_string(tokens->refresh));
	return answer(call, reply, json);
}

/* What an exchange came to, in the words of RFC 6749 §5.2. */
static enum result
told(const struct oauth_call *call, enum result r,
     const struct grant_tokens *tokens, struct oauth_reply *reply)
{
	if (r == OK)
		return give(call, tokens, reply);
	if (r == INVALID || r == CONFLICT)
		return refuse(reply, 400, "invalid_grant",
			      arena_strdup(call->mem, fail_last()->text));
	if (r == FORBIDDEN)
		return refuse(reply, 400, "invalid_scope",
			      "more than was granted");
	return r;
}

static bool
has_scope(const char *text, enum scope scope)
{
	scope_set set;

	return scope_read(text, &set, NULL) == OK && (set & 1U << scope);
}

static enum result
by_code(const struct oauth_call *call, const struct client *client,
	struct oauth_reply *reply)
{
	const struct grant_redeem ask = {
		.client_id = client->id,
		.code = form_get(call->form, "code"),
		.redirect_uri = form_get(call->form, "redirect_uri"),
		.verifier = form_get(call->form, "code_verifier"),
		.with_refresh = register_has_grant(client, "refresh_token"),
	};
	struct grant_tokens tokens;
	enum result r;

	if (str_empty(ask.code))
		return bad_request(reply, "code is missing");
	if (str_empty(ask.redirect_uri))
		return bad_request(reply, "redirect_uri is missing");
	r = grant_redeem(call->db, call->mem, &ask, call->lives, &tokens);
	return told(call, r, &tokens, reply);
}

/* ${text} as scopes, empty being none; false: one that is not offered. */
static bool
read_scope(const struct oauth_call *call, scope_set *out)
{
	size_t unknown;

	return scope_read(form_get(call->form, "scope"), out, &unknown) == OK &&
	       unknown == 0;
}

static enum result
by_refresh(const struct oauth_call *call, const struct client *client,
	   struct oauth_reply *reply)
{
	struct grant_again ask = {
		.client_id = client->id,
		.refresh = form_get(call->form, "refresh_token"),
	};
	struct grant_tokens tokens;
	scope_set scope;
	enum result r;

	if (str_empty(ask.refresh))
		return bad_request(reply, "refresh_token is missing");
	if (!read_scope(call, &scope))
		return refuse(reply, 400, "invalid_scope",
			      "a scope that is not offered");
	if (scope)
		ask.scope = scope_text(call->mem, scope);
	r = grant_refresh(call->db, call->mem, &ask, call->lives, &tokens);
	return told(call, r, &tokens, reply);
}

static enum result
by_itself(const struct oauth_call *call, const struct client *client,
	  struct oauth_reply *reply)
{
	struct grant_tokens tokens;
	scope_set asked, may;
	enum result r;

	if (!read_scope(call, &asked) ||
	    scope_read(client->scope, &may, NULL) != OK)
		return refuse(reply, 400, "invalid_scope",
			      "a scope that is not offered");
	may &= ~(1U << SCOPE_OFFLINE);
	asked = asked ? asked & may : may;
	if (!asked)
		return refuse(reply, 400, "invalid_scope",
			      "no scope that this client may have");
	r = grant_client(call->db, call->mem, client->id,
			 scope_text(call->mem, asked), call->lives, &tokens);
	return told(call, r, &tokens, reply);
}

/* clang-format off */
static const struct {
	const char *type;
	enum result (*run)(const struct oauth_call *call,
			   const struct client *client,
			   struct oauth_reply *reply);
} grants[] = {
	{ "authorization_code", by_code },
	{ "refresh_token", by_refresh },
	{ "client_credentials", by_itself },
};
/* clang-format on */

/* May the client use this grant?  Refreshing also goes with what it was
 * given to go on with. */
static bool
may_use(const struct client *client, const char *type)
{
	return register_has_grant(client, type) ||
	       (streq(type, "refresh_token") &&
		has_scope(client->scope, SCOPE_OFFLINE));
}

enum result
oauth_token(const struct oauth_call *call, const struct client *client,
	    struct oauth_reply *reply)
{
	const char *type = form_get(call->form, "grant_type");
	size_t i;

	if (str_empty(type))
		return bad_request(reply, "grant_type is missing");
	for (i = 0; i < sizeof(grants) / sizeof(grants[0]); i++) {
		if (!streq(grants[i].type, type))
			continue;
		if (!may_use(client, type))
			return refuse(reply, 400, "unauthorized_client",
				      "the client is not registered for this "
				      "grant");
		return grants[i].run(call, client, reply);
	}
	return refuse(reply, 400, "unsupported_grant_type",
		      "authorization_code, refresh_token and "
		      "client_credentials are offered");
}

enum result
oauth_revoke(const struct oauth_call *call, const struct client *client,
	     struct oauth_reply *reply)
{
	const char *token = form_get(call->form, "token");

	if (str_empty(token))
		return bad_request(reply, "token is missing");
	TRY(grant_revoke(call->db, client->id, token));
	return answer(call, reply, json_object());
}

static json_t *
known(const struct grant_opened *opened)
{
	json_t *json = json_pack("{s:b, s:s, s:s, s:s, s:I, s:I}", "active", 1,
				 "scope", opened->scope, "client_id",
				 opened->grant.client_id, "token_type",
				 "Bearer", "exp", (json_int_t)opened->ends_at,
				 "iat", (json_int_t)opened->created_at);

	if (opened->grant.account_id[0])
		json_object_set_new(json, "sub",
				    json_string(opened->grant.account_id));
	return json;
}

enum result
oauth_introspect(const struct oauth_call *call, const struct client *client,
		 struct oauth_reply *reply)
{
	const char *token = form_get(call->form, "token");
	struct grant_opened opened;
	enum result r;

	if (str_empty(token))
		return bad_request(reply, "token is missing");
	r = grant_look(call->db, call->mem, token, &opened);
	if (r != OK && r != NOT_FOUND)
		return r;
	if (r == OK &&
	    (client->reaches_all || streq(opened.grant.client_id, client->id)))
		return answer(call, reply, known(&opened));
	return answer(call, reply, json_pack("{s:b}", "active", 0));
}
