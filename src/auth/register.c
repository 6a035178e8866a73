/*
 * Client metadata → struct client, by a table of its members.  Registering
 * is open to strangers, so nothing here trusts or fetches anything.  Called
 * by web/register_api.c; the staff's own clients take the same way
 * (client_name, the first of the table, is always required).
 */
#include "auth/register.h"

#include <string.h>

#include "base/str.h"
#include "base/uri.h"

#define METADATA "invalid_client_metadata"
#define REDIRECT "invalid_redirect_uri"

#define CODE_GRANT "authorization_code"

enum kind_of { NAME, PAGE };

/* clang-format off */
static const struct {
	const char *name;
	enum kind_of kind;
	size_t at; /* of struct client */
} members[] = {
	{ "client_name", NAME, offsetof(struct client, name) },
	{ "client_uri", PAGE, offsetof(struct client, uri) },
	{ "logo_uri", PAGE, offsetof(struct client, logo_uri) },
	{ "tos_uri", PAGE, offsetof(struct client, tos_uri) },
	{ "policy_uri", PAGE, offsetof(struct client, policy_uri) },
	{ "software_id", NAME, offsetof(struct client, software_id) },
	{ "software_version", NAME, offsetof(struct client, software_version) },
};
/* clang-format on */

enum { MEMBERS = sizeof(members) / sizeof(members[0]) };

static const char *const grant_types[] = { CODE_GRANT, "refresh_token",
					   "client_credentials", NULL };
static const char *const auth_methods[] = { "client_secret_basic",
					    "client_secret_post", NULL };

/* A reading. */
struct reading {
	struct arena *mem;
	const struct register_rule *rule;
	struct client *out;
	const char *host; /* of the addresses so far; NULL: none yet */
	const char *error;
};

static const char **
member(const struct client *client, size_t at)
{
	return (const char **)((char *)(uintptr_t)client + at);
}

static bool
is_one_of(const char *const list[], const char *word)
{
	for (; *list; list++)
		if (streq(*list, word))
			return true;
	return false;
}

static bool
is_loopback(const char *host)
{
	return streq(host, "127.0.0.1") || streq(host, "[::1]") ||
	       streq(host, "localhost");
}

/* The host of an address that a client may have; NULL: it is none. */
static const char *
host_of(struct reading *r, const char *url, bool loopback)
{
	const char *host = uri_host(r->mem, url);
	const char *rest = strstr(url, "://");

	if (!host || strlen(url) > REGISTER_URL ||
	    !uri_is_absolute(url, false) || strchr(url, '#') ||
	    memchr(rest, '@', 3 + strcspn(rest + 3, "/?")))
		return NULL;
	if (uri_has_scheme(url, "https"))
		return host;
	return uri_has_scheme(url, "http") && loopback && is_loopback(host)
		       ? host
		       : NULL;
}

/* All addresses of a client are of one host. */
static enum result
same_host(struct reading *r, const char *name, const char *host)
{
	if (!r->host)
		r->host = host;
	if (streq(r->host, host))
		return OK;
	return fail(INVALID,
		    "%s is at %.100s, but other addresses are at "
		    "%.100s; all must have one host",
		    name, host, r->host);
}

static enum result
read_name(struct reading *r, const char *name, const char *value)
{
	(void)r;
	if (str_points(value) > REGISTER_TEXT)
		return fail(INVALID, "%s is longer than %d characters", name,
			    REGISTER_TEXT);
	if (value[strcspn(value, "\r\n\t")] || !value[strspn(value, " ")])
		return fail(INVALID, "%s is not one line of text", name);
	return OK;
}

static enum result
read_page(struct reading *r, const char *name, const char *value)
{
	const char *host = host_of(r, value, r->rule->loopback);

	if (!host)
		return fail(INVALID,
			    "%s must be an https address of at most "
			    "%d bytes, without user and fragment",
			    name, REGISTER_URL);
	return same_host(r, name, host);
}

static enum result
read_members(struct reading *r, const json_t *metadata)
{
	const char *value;
	size_t i;

	for (i = 0; i < MEMBERS; i++) {
		value = json_string_value(
			json_object_get(metadata, members[i].name));
		*member(r->out, members[i].at) = "";
		if (str_empty(value) && r->rule->by_staff && i > 0)
			continue;
		if (str_empty(value))
			return fail(INVALID, "%s is missing", members[i].name);
		TRY(members[i].kind == NAME
			    ? read_name(r, members[i].name, value)
			    : read_page(r, members[i].name, value));
		*member(r->out, members[i].at) = value;
	}
	return OK;
}

/* A list of words, each of ${known}; a blank between in *${out}. */
static enum result
read_words(struct reading *r, const json_t *list, const char *name,
	   const char *const known[], const char **out)
{
	struct str text;
	const char *word;
	size_t i;

	if (!json_is_array(list) || json_array_size(list) == 0)
		return fail(INVALID, "%s must be a list of words", name);
	str_init(&text, r->mem);
	for (i = 0; i < json_array_size(list); i++) {
		word = json_string_value(json_array_get(list, i));
		if (!is_one_of(known, word))
			return fail(INVALID, "%s: %.60s is not offered here",
				    name, word ? word : "something");
		if (i)
			str_addc(&text, ' ');
		str_add(&text, word);
	}
	*out = text.s;
	return OK;
}

static enum result
read_grants(struct reading *r, const json_t *metadata)
{
	static const char *const code[] = { "code", NULL };
	const json_t *grants = json_object_get(metadata, "grant_types");
	const json_t *responses = json_object_get(metadata, "response_types");
	const json_t *method = json_object_get(metadata,
					       "token_endpoint_auth_method");
	const char *words;

	r->out->grants = CODE_GRANT;
	r->out->auth_method = auth_methods[0];
	if (grants)
		TRY(read_words(r, grants, "grant_types", grant_types,
			       &r->out->grants));
	if (responses && register_has_grant(r->out, CODE_GRANT))
		TRY(read_words(r, responses, "response_types", code, &words));
	if (method && !is_one_of(auth_methods, json_string_value(method)))
		return fail(INVALID,
			    "token_endpoint_auth_method must be %s or "
			    "%s",
			    auth_methods[0], auth_methods[1]);
	if (method)
		r->out->auth_method = json_string_value(method);
	return OK;
}

static enum result
read_scope(struct reading *r, const json_t *metadata)
{
	const json_t *scope = json_object_get(metadata, "scope");
	scope_set set;

	if (scope && !json_is_string(scope))
		return fail(INVALID, "scope must be words with blanks between");
	TRY(scope_read(json_string_value(scope), &set, NULL));
	set &= r->rule->offered;
	if (!set)
		set = 1U << SCOPE_CLR_READ;
	r->out->scope = scope_text(r->mem, set);
	return OK;
}

static enum result
read_redirect(struct reading *r, const char *uri)
{
	const char *host = uri ? host_of(r, uri, true) : NULL;

	if (!host)
		return fail(INVALID,
			    "redirect_uris: each must be an https "
			    "address of at most %d bytes (or http to "
			    "the loopback), without user and fragment",
			    REGISTER_URL);
	return is_loopback(host) ? OK : same_host(r, "redirect_uris", host);
}

static enum result
read_redirects(struct reading *r, const json_t *metadata)
{
	const json_t *list = json_object_get(metadata, "redirect_uris");
	size_t count = json_array_size(list), i;
	const char **uris;

	if (!count && !register_has_grant(r->out, CODE_GRANT))
		return OK;
	if (!json_is_array(list) || !count || count > REGISTER_REDIRECTS)
		return fail(INVALID,
			    "redirect_uris must be a list of 1 to %d "
			    "addresses",
			    REGISTER_REDIRECTS);
	uris = arena_array(r->mem, count, sizeof(*uris));
	for (i = 0; i < count; i++) {
		uris[i] = json_string_value(json_array_get(list, i));
		TRY(read_redirect(r, uris[i]));
	}
	r->out->redirects = uris;
	r->out->redirects_count = count;
	return OK;
}

enum result
register_read(struct arena *mem, const json_t *metadata,
	      const struct register_rule *rule, struct client *out,
	      const char **error)
{
	struct reading r = { .mem = mem, .rule = rule, .out = out };

	*out = (struct client){ .is_registered = !rule->by_staff,
				.created_by = "" };
	*error = METADATA;
	if (!json_is_object(metadata))
		return fail(INVALID, "the metadata is no JSON object");
	TRY(read_members(&r, metadata));
	TRY(read_grants(&r, metadata));
	TRY(read_scope(&r, metadata));
	*error = REDIRECT;
	return read_redirects(&r, metadata);
}

#define BLANKS " \t\r\n"

/* The words of ${text} as a list; the caller's. */
static json_t *
words_json(const char *text)
{
	json_t *list = json_array();
	size_t len;

	for (; *text; text += len) {
		text += strspn(text, BLANKS);
		len = strcspn(text, BLANKS);
		if (len)
			json_array_append_new(list, json_stringn(text, len));
	}
	return list;
}

static void
release(void *json)
{
	json_decref(json);
}

static json_t *
hand_json(struct arena *mem, const struct register_hand *hand)
{
	const bool asks = hand->redirects[strspn(hand->redirects, BLANKS)];
	const char *grants = arena_printf(
		mem, "%s%s", asks ? CODE_GRANT " refresh_token " : "",
		hand->acts_for_itself ? "client_credentials" : "");

	return json_pack("{s:s, s:o, s:o, s:s}", "client_name", hand->name,
			 "grant_types", words_json(grants), "redirect_uris",
			 words_json(hand->redirects), "scope",
			 scope_text(mem, hand->scope));
}

enum result
register_by_hand(struct arena *mem, const struct register_hand *hand,
		 struct client *out)
{
	const struct register_rule rule = { .offered = hand->scope,
					    .loopback = true,
					    .by_staff = true };
	json_t *metadata = hand_json(mem, hand);
	const char *error;

	arena_defer(mem, release, metadata);
	if (!hand->name[strspn(hand->name, BLANKS)])
		return fail(INVALID, "Give it a name.");
	if (!hand->scope)
		return fail(INVALID, "Choose what it may do.");
	if (json_array_size(json_object_get(metadata, "grant_types")) == 0)
		return fail(INVALID, "Say where it is answered when it asks "
				     "people, or that it acts for itself.");
	return register_read(mem, metadata, &rule, out, &error);
}

json_t *
register_json(const struct client *client)
{
	json_t *json = json_object();
	json_t *uris = json_array();
	size_t i;

	for (i = 0; i < MEMBERS; i++)
		json_object_set_new(
			json, members[i].name,
			json_string(*member(client, members[i].at)));
	for (i = 0; i < client->redirects_count; i++)
		json_array_append_new(uris, json_string(client->redirects[i]));
	json_object_set_new(json, "redirect_uris", uris);
	json_object_set_new(json, "token_endpoint_auth_method",
			    json_string(client->auth_method));
	json_object_set_new(json, "grant_types", words_json(client->grants));
	json_object_set_new(json, "response_types",
			    register_has_grant(client, CODE_GRANT)
				    ? json_pack("[s]", "code")
				    : json_array());
	json_object_set_new(json, "scope", json_string(client->scope));
	return json;
}

bool
register_has_grant(const struct client *client, const char *type)
{
	return str_has_words(client->grants, type);
}

/* Past the port of ${rest}, which begins behind the host. */
static const char *
past_port(const char *rest)
{
	return *rest == ':' ? rest + 1 + strspn(rest + 1, "0123456789") : rest;
}

/* Are two addresses of the loopback the same but for their ports? */
static bool
is_same_loopback(struct arena *mem, const char *a, const char *b)
{
	const char *host = uri_host(mem, a);
	const size_t start = strlen("http://");
	size_t len;

	if (!host || !is_loopback(host) || !str_starts(a, "http://") ||
	    !str_starts(b, "http://"))
		return false;
	len = strlen(host);
	return strncmp(a + start, host, len) == 0 &&
	       strncmp(b + start, host, len) == 0 &&
	       streq(past_port(a + start + len), past_port(b + start + len));
}

bool
register_is_redirect(struct arena *mem, const struct client *client,
		     const char *uri)
{
	size_t i;

	for (i = 0; i < client->redirects_count; i++)
		if (streq(client->redirects[i], uri) ||
		    is_same_loopback(mem, client->redirects[i], uri))
			return true;
	return false;
}
