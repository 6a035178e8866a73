/*
 * Which URLs and addresses a fetch may use.  No network here.
 */
#include "http/fetch_rule.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <netinet/in.h>
#include <stdint.h>
#include <string.h>

#include "base/str.h"
#include "base/uri.h"

/* A block of addresses that are not public: its first bits. */
struct block {
	const char *address;
	unsigned bits;
};

/* RFC 6890 and its registry. */
static const struct block closed4[] = {
	{ "0.0.0.0", 8 },      { "10.0.0.0", 8 },     { "100.64.0.0", 10 },
	{ "127.0.0.0", 8 },    { "169.254.0.0", 16 }, { "172.16.0.0", 12 },
	{ "192.0.0.0", 24 },   { "192.0.2.0", 24 },   { "192.88.99.0", 24 },
	{ "192.168.0.0", 16 }, { "198.18.0.0", 15 },  { "198.51.100.0", 24 },
	{ "203.0.113.0", 24 }, { "224.0.0.0", 3 },
};

/* Of what is global unicast (2000::/3), the parts that are not public. */
static const struct block closed6[] = {
	{ "2001::", 23 },     /* protocols, Teredo, ORCHID */
	{ "2001:db8::", 32 }, /* documentation */
	{ "2002::", 16 },     /* 6to4 */
	{ "3fff::", 20 },     /* documentation */
};

static bool
is_within(const unsigned char *address, const unsigned char *block,
	  unsigned bits)
{
	unsigned whole = bits / 8, rest = bits % 8;

	if (memcmp(address, block, whole) != 0)
		return false;
	return !rest || (address[whole] ^ block[whole]) >> (8 - rest) == 0;
}

static bool
is_closed(int family, const unsigned char *address, const struct block *blocks,
	  size_t count)
{
	unsigned char first[16];
	size_t i;

	for (i = 0; i < count; i++)
		if (inet_pton(family, blocks[i].address, first) == 1 &&
		    is_within(address, first, blocks[i].bits))
			return true;
	return false;
}

static bool
is_public4(const unsigned char *address)
{
	return !is_closed(AF_INET, address, closed4,
			  sizeof(closed4) / sizeof(closed4[0]));
}

/* All but 2000::/3 is closed; so mapped, compatible and NAT64 addresses
 * never pass. */
static bool
is_public6(const unsigned char *address)
{
	return address[0] >> 5 == 1 &&
	       !is_closed(AF_INET6, address, closed6,
			  sizeof(closed6) / sizeof(closed6[0]));
}

bool
fetch_rule_public(const struct sockaddr *address)
{
	const struct sockaddr_in6 *six = (const void *)address;
	const struct sockaddr_in *four = (const void *)address;

	if (address->sa_family == AF_INET)
		return is_public4((const unsigned char *)&four->sin_addr);
	if (address->sa_family == AF_INET6)
		return is_public6(six->sin6_addr.s6_addr);
	return false;
}

/* Could a resolver take ${host} for an address: "127.1", "0x7f000001",
 * "2130706433", "[::1]"?  A name's last label is not a number. */
static bool
is_bare(const char *host)
{
	const char *dot, *last;
	size_t len = strlen(host);

	if (host[0] == '[')
		return true;
	while (len && host[len - 1] == '.')
		len--;
	dot = memrchr(host, '.', len);
	last = dot ? dot + 1 : host;
	return isdigit((unsigned char)*last);
}

/* Does "host:port" stand in the list ${allow}, between commas and blanks? */
static bool
is_listed(const char *allow, const char *host, int port, struct arena *mem)
{
	const char *both = arena_printf(mem, "%s:%d", host, port);
	size_t len;

	while (allow && *allow) {
		allow += strspn(allow, ", ");
		len = strcspn(allow, ", ");
		if (len == strlen(both) && strncasecmp(allow, both, len) == 0)
			return true;
		allow += len;
	}
	return false;
}

/* The port written in ${url} behind its host, or the scheme's; 0: nonsense.
 * Nobody is named before the host: that was refused. */
static int
port_of(struct arena *mem, const char *url, bool is_https)
{
	const char *at = strstr(url, "://") + 3;
	const char *end = at + strcspn(at, "/?#");
	long long port;

	at = *at == '[' ? strchr(at, ']') + 1 : at + strcspn(at, ":/?#");
	if (at >= end)
		return is_https ? 443 : 80;
	if (*at != ':' ||
	    str_number(arena_strndup(mem, at + 1, (size_t)(end - at - 1)),
		       UINT16_MAX, &port) != OK)
		return 0;
	return (int)port;
}

/* Can ${host} be meant in one way alone? */
static bool
is_plain(const char *host)
{
	static const char name[] = "abcdefghijklmnopqrstuvwxyz0123456789-_.";
	size_t len = strlen(host);

	if (host[0] == '[')
		return strspn(host + 1, "0123456789abcdef:.") == len - 2;
	return strspn(host, name) == len && host[0] != '.' &&
	       host[len - 1] != '.';
}

const char *
fetch_rule_bare(struct arena *mem, const char *host)
{
	if (host[0] != '[')
		return host;
	return arena_strndup(mem, host + 1, strlen(host) - 2);
}

enum result
fetch_rule_url(struct arena *mem, const char *url, const char *allow,
	       struct fetch_rule_url *out)
{
	*out = (struct fetch_rule_url){
		.is_https = uri_has_scheme(url, "https"),
	};
	if (!uri_is_absolute(url, false) ||
	    !(out->is_https || uri_has_scheme(url, "http")))
		return fail(FORBIDDEN, "Only addresses that begin with "
				       "https:// can be fetched.");
	out->host = uri_host(mem, url);
	if (!out->host || !*out->host ||
	    memchr(strstr(url, "://") + 3, '@',
		   strcspn(strstr(url, "://") + 3, "/?#")))
		return fail(FORBIDDEN, "The address names no host, or a user "
				       "with it.");
	if (!is_plain(out->host))
		return fail(FORBIDDEN, "The host in the address can be read "
				       "in more than one way.");
	out->port = port_of(mem, url, out->is_https);
	out->is_bare = is_bare(out->host);
	out->is_allowed = is_listed(allow, out->host, out->port, mem);
	if (out->is_allowed)
		return OK;
	if (!out->is_https)
		return fail(FORBIDDEN, "Only addresses that begin with "
				       "https:// can be fetched.");
	if (out->is_bare || (out->port != 443 && out->port != 8443))
		return fail(FORBIDDEN, "The address must be that of a named "
				       "host, on port 443 or 8443.");
	return OK;
}
