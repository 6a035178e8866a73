/*
 * The authorization endpoint's rules: is this a request that somebody may be
 * asked about, and where does the answer go?  Asking is web/consent_page.c's.
 */
#include "auth/oauth.h"

#include <string.h>

#include "auth/register.h"
#include "base/str.h"
#include "base/uri.h"

/* base64url of a SHA-256. */
enum { CHALLENGE = 43 };

/* How often a parameter was sent. */
static size_t
times(const struct form *form, const char *name)
{
	size_t i, count = 0;

	for (i = 0; i < form->count; i++)
		count += streq(form->fields[i].name, name);
	return count;
}

static const char *
only(const struct form *form, const char *name)
{
	const char *value = form_get(form, name);

	return times(form, name) == 1 && !str_empty(value) ? value : NULL;
}

/* Any parameter twice is an error (RFC 6749 §3.1). */
static bool
has_doubles(const struct form *form)
{
	size_t i;

	for (i = 0; i < form->count; i++)
		if (times(form, form->fields[i].name) > 1)
			return true;
	return false;
}

/* Who asks, and where the answer goes: nothing is sent before both are
 * certain. */
static enum result
read_client(struct db *db, struct arena *mem, const struct form *query,
	    struct oauth_request *out)
{
	const char *id = only(query, "client_id");
	const char *uri = only(query, "redirect_uri");
	enum result r;

	if (!id)
		return fail(INVALID, "The application that sent you here did "
				     "not say who it is (client_id).");
	r = client_get(db, mem, id, &out->client);
	if (r != OK && r != NOT_FOUND)
		return r;
	if (r == NOT_FOUND || out->client.state == CLIENT_DISABLED)
		return fail(INVALID, "The application that sent you here is "
				     "not registered with us.");
	if (out->client.state == CLIENT_WAITING)
		return fail(INVALID, "The application that sent you here still "
				     "waits for our approval.");
	if (!uri || !register_is_redirect(mem, &out->client, uri))
		return fail(INVALID, "The application that sent you here wants "
				     "the answer at an address that it did not "
				     "register (redirect_uri).");
	out->redirect_uri = uri;
	return OK;
}

static bool
is_challenge(const char *s)
{
	return s && strlen(s) == CHALLENGE &&
	       strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
			 "0123456789-_") == CHALLENGE;
}

/* The word for what is wrong with the rest; NULL: nothing is. */
static const char *
read_proof(const struct form *query, struct oauth_request *out)
{
	const char *type = form_get(query, "response_type");
	const char *method = form_get(query, "code_challenge_method");

	/* A misspelling in the standard's own example. */
	if (!method)
		method = form_get(query, "code_challange_method");
	out->challenge = form_get(query, "code_challenge");
	if (has_doubles(query) || str_empty(type))
		return "invalid_request";
	if (!streq(type, "code"))
		return "unsupported_response_type";
	if (!register_has_grant(&out->client, "authorization_code"))
		return "unauthorized_client";
	if (!streq(method, "S256") || !is_challenge(out->challenge))
		return "invalid_request";
	return NULL;
}

/* What is asked for: all that the client may have, if it does not say. */
static const char *
read_scope(const struct form *query, struct oauth_request *out)
{
	const char *scope = form_get(query, "scope");
	scope_set asked, may;
	size_t unknown;

	if (scope_read(scope, &asked, &unknown) != OK || unknown)
		return "invalid_scope";
	if (scope_read(out->client.scope, &may, NULL) != OK)
		may = 0;
	out->scope = asked ? asked & may : may;
	return out->scope & ~(1U << SCOPE_OFFLINE) ? NULL : "invalid_scope";
}

static const char *
words_of(const char *error)
{
	if (streq(error, "unsupported_response_type"))
		return "response_type must be code";
	if (streq(error, "unauthorized_client"))
		return "the client is not registered for this grant";
	if (streq(error, "invalid_scope"))
		return "no scope was asked for that this client may have, or "
		       "one that is not offered";
	return "each parameter once, and code_challenge with "
	       "code_challenge_method=S256, are needed";
}

enum result
oauth_request_read(struct db *db, struct arena *mem, const struct form *query,
		   struct oauth_request *out, const char **error)
{
	*out = (struct oauth_request){ 0 };
	TRY(read_client(db, mem, query, out));
	out->state = form_get(query, "state");
	*error = read_proof(query, out);
	if (!*error)
		*error = read_scope(query, out);
	if (*error)
		(void)!fail(INVALID, "%s", words_of(*error));
	return OK;
}

bool
oauth_is_lasting(const struct oauth_request *request)
{
	return register_has_grant(&request->client, "refresh_token") ||
	       (request->scope & 1U << SCOPE_OFFLINE);
}

static void
add_pair(struct str *to, char *sign, const char *name, const char *value)
{
	if (!value)
		return;
	str_addc(to, *sign);
	str_add(to, name);
	str_addc(to, '=');
	str_add(to, uri_encode(to->mem, value));
	*sign = '&';
}

char *
oauth_back(struct arena *mem, const struct oauth_request *request,
	   const char *issuer, const struct oauth_pair pairs[], size_t count)
{
	char sign = strchr(request->redirect_uri, '?') ? '&' : '?';
	struct str url;
	size_t i;

	str_init(&url, mem);
	str_add(&url, request->redirect_uri);
	for (i = 0; i < count; i++)
		add_pair(&url, &sign, pairs[i].name, pairs[i].value);
	add_pair(&url, &sign, "state", request->state);
	add_pair(&url, &sign, "iss", issuer);
	return url.s;
}
