/*
 * Where an issuer's documents may live (CLR 1.0 §4.2(2)).
 *
 * Text against text: nothing is asked here.  Called by the proofs, and for
 * the key by verify_key.c.
 */
#include "verify/verify_origin.h"

#include <string.h>

#include "base/str.h"
#include "base/uri.h"
#include "model/walk.h"

/* What follows the host within ${s}, the text after "//": ":8443", "". */
static size_t
authority_len(const char *s)
{
	return strcspn(s, "/?#");
}

/* ":8443" of the ${len} letters of an authority, without those that are
 * ${usual} or empty; NULL: it is no port. */
static const char *
port_of(struct arena *mem, const char *s, size_t len, const char *usual)
{
	const char *bracket = memchr(s, ']', len);
	const char *from = bracket ? bracket + 1 : s;
	const char *colon = memchr(from, ':', len - (size_t)(from - s));
	const char *end = s + len;
	const char *digits;
	long long number;

	if (!colon)
		return !bracket || from == end ? "" : NULL;
	digits = arena_strndup(mem, colon + 1, (size_t)(end - colon - 1));
	if (!*digits)
		return "";
	if (str_number(digits, 65535, &number) != OK || *digits == '0')
		return NULL;
	return streq(digits, usual) ? "" : arena_printf(mem, ":%s", digits);
}

const char *
verify_origin_host(struct arena *mem, const char *url)
{
	const char *host = uri_host(mem, url);
	const char *authority, *port;
	size_t len;

	if (!host)
		return NULL;
	authority = strstr(url, "//") + 2;
	len = authority_len(authority);
	if (memchr(authority, '@', len))
		return NULL;
	port = port_of(mem, authority, len,
		       uri_has_scheme(url, "https") ? "443" : "80");
	return port ? arena_printf(mem, "%s%s", host, port) : NULL;
}

const char *
verify_origin_entry(struct arena *mem, const char *entry)
{
	if (strstr(entry, "//"))
		return verify_origin_host(mem, entry);
	return verify_origin_host(mem, arena_printf(mem, "https://%s", entry));
}

bool
verify_origin_same(struct arena *mem, const char *a, const char *b)
{
	const char *host = verify_origin_host(mem, a);

	return host && streq(host, verify_origin_host(mem, b));
}

bool
verify_origin_starts(const char *url, const char *value)
{
	const char *authority = strstr(value, "//");
	const char *next;

	if (strncmp(url, value, strlen(value)) != 0)
		return false;
	next = url + strlen(value);
	if (!authority || authority[2 + authority_len(authority + 2)])
		return true;
	return !*next || strchr("/:?#", *next);
}

/* Without its port. */
static const char *
bare(struct arena *mem, const char *host)
{
	const char *colon = strrchr(host, ':');

	if (!colon || strchr(colon, ']'))
		return host;
	return arena_strndup(mem, host, (size_t)(colon - host));
}

/* Does ${entry}, a host, say a port, be it the usual one? */
static bool
has_port(struct arena *mem, const char *entry)
{
	static const char *const schemes[] = { "https", "http" };

	for (size_t i = 0; i < 2; i++) {
		const char *host = verify_origin_host(
			mem, arena_printf(mem, "%s://%s", schemes[i], entry));

		if (host && !streq(bare(mem, host), host))
			return true;
	}
	return false;
}

/* Is ${host}, perhaps with a port, the entry's?  One without a port is of
 * any. */
static bool
is_entry(struct arena *mem, const char *host, const char *entry)
{
	const char *own = verify_origin_entry(mem, entry);

	if (!own)
		return false;
	return streq(host, own) ||
	       (streq(bare(mem, host), own) && !has_port(mem, entry));
}

/* How many texts a list of the verification holds. */
static size_t
count_texts(const json_t *verification, const char *name)
{
	size_t count = walk_count(verification, CLR_VERIFICATION, name);
	size_t texts = 0;

	for (size_t i = 0; i < count; i++)
		texts += json_is_string(
			walk_item(verification, CLR_VERIFICATION, name, i));
	return texts;
}

static bool
is_listed(struct arena *mem, const char *host, const json_t *verification)
{
	size_t count = walk_count(verification, CLR_VERIFICATION,
				  "allowedOrigins");

	for (size_t i = 0; i < count; i++) {
		const char *entry = json_string_value(walk_item(
			verification, CLR_VERIFICATION, "allowedOrigins", i));

		if (entry && is_entry(mem, host, entry))
			return true;
	}
	return false;
}

static bool
is_started(const char *url, const json_t *verification)
{
	size_t count = walk_count(verification, CLR_VERIFICATION, "startsWith");

	for (size_t i = 0; i < count; i++) {
		const char *value = json_string_value(walk_item(
			verification, CLR_VERIFICATION, "startsWith", i));

		if (value && verify_origin_starts(url, value))
			return true;
	}
	return false;
}

enum verify_origin
verify_origin(struct arena *mem, const char *url,
	      const struct verify_scope *scope)
{
	const char *host = verify_origin_host(mem, url);
	const char *own = scope->issuer ? uri_host(mem, scope->issuer) : NULL;
	bool is_own = verify_origin_same(mem, url, scope->issuer);
	bool has_list = count_texts(scope->verification, "allowedOrigins") > 0;

	if (!host)
		return ORIGIN_NO_URL;
	if (scope->with_prefix &&
	    count_texts(scope->verification, "startsWith") > 0 &&
	    !is_started(url, scope->verification))
		return ORIGIN_PREFIX;
	if (has_list && !is_listed(mem, host, scope->verification))
		return ORIGIN_FOREIGN;
	if (is_own)
		return ORIGIN_OWN;
	if (!has_list)
		return own ? ORIGIN_FOREIGN : ORIGIN_NO_RULE;
	return own && !scope->is_served ? ORIGIN_CLAIMED : ORIGIN_LISTED;
}
