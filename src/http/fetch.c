/*
 * Getting a document by libcurl, under the rules of fetch_rule.h.
 */
#include "http/fetch.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/str.h"
#include "base/uri.h"
#include "http/curl_lib.h"
#include "http/dns.h"
#include "http/fetch_rule.h"
#include "http/fetch_why.h"
#include "http/param.h"

#define CONNECT_MS 5000L

/* Less than this many bytes a second for so long is too slow. */
#define SLOW_BYTES 100L
#define SLOW_SECONDS 5L

/* A longer ETag, or subject of a certificate, is none. */
#define MOST_TEXT 300

AUTO_TYPE(curl, CURL *, curl_easy_cleanup);
#define auto_curl AUTO(curl)
AUTO_TYPE(slist, struct curl_slist *, curl_slist_free_all);
#define auto_slist AUTO(slist)

/* One answer on its way. */
struct transfer {
	struct arena *mem;
	const struct fetch_ask *ask;
	CURL *curl;
	int64_t end;		   /* when it has to be there, microseconds */
	struct fetch_rule_url url; /* asked now */
	struct dns_addresses addresses; /* of its host */
	struct str body;
	struct str headers;  /* of the last answer */
	bool is_too_long;    /* the body was longer than it may be, */
	bool is_many_headed; /* or the headers */
	bool is_refused;     /* the address is none of those looked up */
};

static size_t
take_body(char *bytes, size_t size, size_t count, void *data)
{
	struct transfer *t = data;
	size_t len = size * count;

	if (len > t->ask->max_bytes - t->body.len) {
		t->is_too_long = true;
		return 0;
	}
	str_addn(&t->body, bytes, len);
	return len;
}

static size_t
take_header(char *bytes, size_t size, size_t count, void *data)
{
	struct transfer *t = data;
	size_t len = size * count;

	if (t->headers.len + len > FETCH_MOST_HEADERS) {
		t->is_many_headed = true;
		return 0;
	}
	str_addn(&t->headers, bytes, len);
	return len;
}

/* What came over the wire, packed: a bomb may unpack to nothing at all. */
static int
take_progress(void *data, curl_off_t total, curl_off_t now, curl_off_t total_up,
	      curl_off_t now_up)
{
	struct transfer *t = data;

	(void)total;
	(void)total_up;
	(void)now_up;
	t->is_too_long = t->is_too_long || now > (curl_off_t)t->ask->max_bytes;
	return t->is_too_long;
}

static bool
is_same_address(const struct sockaddr *a, const struct sockaddr *b)
{
	if (a->sa_family != b->sa_family)
		return false;
	if (a->sa_family == AF_INET)
		return ((const struct sockaddr_in *)a)->sin_addr.s_addr ==
		       ((const struct sockaddr_in *)b)->sin_addr.s_addr;
	return a->sa_family == AF_INET6 &&
	       IN6_ARE_ADDR_EQUAL(&((const struct sockaddr_in6 *)a)->sin6_addr,
				  &((const struct sockaddr_in6 *)b)->sin6_addr);
}

/* Is it one of the addresses that were looked up and found public? */
static bool
is_pinned(const struct transfer *t, const struct sockaddr *address)
{
	size_t i;

	if (!t->url.is_allowed && !fetch_rule_public(address))
		return false;
	for (i = 0; i < t->addresses.count; i++)
		if (is_same_address(
			    address,
			    (const struct sockaddr *)&t->addresses.items[i]))
			return true;
	return false;
}

/* The address really used, looked at once more. */
static curl_socket_t
open_socket(void *data, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct transfer *t = data;

	(void)purpose;
	if (!is_pinned(t, &address->addr)) {
		t->is_refused = true;
		return CURL_SOCKET_BAD;
	}
	return socket(address->family, address->socktype | SOCK_CLOEXEC,
		      address->protocol);
}

static enum result
not_public(const struct transfer *t)
{
	return fail(FORBIDDEN, "The host %s is not on the public internet.",
		    t->url.host);
}

static long long
left_ms(const struct transfer *t)
{
	return (t->end - clock_micros()) / 1000;
}

/* Look the host up; every address that it has must be public. */
static enum result
look_up(struct transfer *t)
{
	const struct dns_how how = { left_ms(t), t->ask->dns };
	size_t i;

	TRY(dns_addresses(fetch_rule_bare(t->mem, t->url.host), &how,
			  &t->addresses));
	for (i = 0; i < t->addresses.count; i++)
		if (!is_pinned(t,
			       (const struct sockaddr *)&t->addresses.items[i]))
			return not_public(t);
	return OK;
}

/* "host:port:address,address", as libcurl takes it. */
static const char *
pin_text(struct transfer *t)
{
	char text[NI_MAXHOST];
	struct str s;
	size_t i;

	str_init(&s, t->mem);
	str_addf(&s, "%s:%d:", t->url.host, t->url.port);
	for (i = 0; i < t->addresses.count; i++)
		if (getnameinfo((const struct sockaddr *)&t->addresses.items[i],
				sizeof(t->addresses.items[i]), text,
				sizeof(text), NULL, 0, NI_NUMERICHOST) == 0)
			str_addf(&s, i ? ",%s" : "%s", text);
	return s.s;
}

static void
set_limits(CURL *curl, struct transfer *t)
{
	curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)left_ms(t));
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, CONNECT_MS);
	curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, SLOW_BYTES);
	curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, SLOW_SECONDS);
	curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE,
			 (curl_off_t)t->ask->max_bytes);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, t);
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, t);
	curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, take_progress);
	curl_easy_setopt(curl, CURLOPT_XFERINFODATA, t);
	curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
}

static void
set_rules(CURL *curl, struct transfer *t)
{
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR,
			 t->url.is_https ? "https" : "http");
	curl_easy_setopt(curl, CURLOPT_HTTP_VERSION,
			 (long)CURL_HTTP_VERSION_1_1);
	curl_easy_setopt(curl, CURLOPT_SSLVERSION,
			 (long)CURL_SSLVERSION_TLSv1_2);
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(curl, CURLOPT_PROXY, "");
	curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
	curl_easy_setopt(curl, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
	curl_easy_setopt(curl, CURLOPT_USERAGENT, "Clarus");
	curl_easy_setopt(curl, CURLOPT_CERTINFO, 1L);
	curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
	curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, t);
}

/* Can ${value} stand in a header as it is? */
static bool
is_plain(const char *value)
{
	const char *c;

	for (c = value; *c; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			return false;
	return true;
}

static bool
is_etag(const char *etag)
{
	return !str_empty(etag) && strlen(etag) <= MOST_TEXT;
}

static struct curl_slist *
headers_of(const struct transfer *t)
{
	const struct fetch_ask *ask = t->ask;
	const struct {
		const char *name, *value;
	} all[] = {
		{ "Accept", ask->accept },
		{ "If-None-Match", is_etag(ask->etag) ? ask->etag : NULL },
		{ "Authorization", ask->authorization },
		{ "Content-Type", ask->content ? ask->content_type : NULL },
		{ "Expect", ask->content ? "" : NULL }, /* no waiting for 100 */
	};
	struct curl_slist *list = NULL;
	size_t i;

	for (i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (all[i].value && is_plain(all[i].value))
			list = curl_slist_append(
				list, arena_printf(t->mem, "%s: %s",
						   all[i].name, all[i].value));
	return list;
}

/* A redirect of such a request would carry what it holds to others. */
static bool
is_still(const struct fetch_ask *ask)
{
	return ask->is_still || ask->method || ask->content ||
	       ask->authorization;
}

static void
set_request(const struct transfer *t)
{
	const struct fetch_ask *ask = t->ask;

	if (ask->content) {
		curl_easy_setopt(t->curl, CURLOPT_POSTFIELDSIZE_LARGE,
				 (curl_off_t)ask->content_len);
		curl_easy_setopt(t->curl, CURLOPT_POSTFIELDS, ask->content);
	}
	if (streq(ask->method, "HEAD"))
		curl_easy_setopt(t->curl, CURLOPT_NOBODY, 1L);
	else if (ask->method)
		curl_easy_setopt(t->curl, CURLOPT_CUSTOMREQUEST, ask->method);
}

static enum result
why(const struct transfer *t, CURLcode code)
{
	long verify = 0;

	if (t->is_refused)
		return not_public(t);
	if (t->is_too_long || code == CURLE_FILESIZE_EXCEEDED)
		return fail(TOO_BIG,
			    "What %s sends is larger than %zu KiB, which is "
			    "the most.",
			    t->url.host, t->ask->max_bytes / 1024);
	if (t->is_many_headed)
		return fail(TOO_BIG,
			    "%s sends more than %d KiB of headers, which is "
			    "the most.",
			    t->url.host, FETCH_MOST_HEADERS / 1024);
	curl_easy_getinfo(t->curl, CURLINFO_SSL_VERIFYRESULT, &verify);
	return fetch_why(t->url.host, (int)code, verify, t->ask->timeout_ms);
}

/* Ask for t->url, written as ${address}, with everything set. */
static enum result
perform(struct transfer *t, const char *address, const char **next)
{
	auto_slist pin = curl_slist_append(NULL, pin_text(t));
	auto_slist headers = headers_of(t);
	const char *location = NULL;
	CURLcode code;

	set_rules(t->curl, t);
	set_limits(t->curl, t);
	set_request(t);
	curl_easy_setopt(t->curl, CURLOPT_URL, address);
	curl_easy_setopt(t->curl, CURLOPT_RESOLVE, pin);
	curl_easy_setopt(t->curl, CURLOPT_HTTPHEADER, headers);
	code = curl_easy_perform(t->curl);
	curl_easy_setopt(t->curl, CURLOPT_RESOLVE, NULL);
	curl_easy_setopt(t->curl, CURLOPT_HTTPHEADER, NULL);
	if (code != CURLE_OK)
		return why(t, code);
	if (!is_still(t->ask))
		curl_easy_getinfo(t->curl, CURLINFO_REDIRECT_URL, &location);
	*next = arena_strdup(t->mem, location);
	return OK;
}

/* One request; *${next} is where it redirects to, or NULL. */
static enum result
once(struct transfer *t, const char *address, const char **next)
{
	bool was_https = t->url.is_https;

	TRY(fetch_rule_url(t->mem, address, t->ask->allow, &t->url));
	if (was_https && !t->url.is_https)
		return fail(FORBIDDEN, "It redirects from https:// to http://, "
				       "where nothing is protected.");
	if (!t->url.is_allowed && t->ask->own &&
	    streq(t->url.host, uri_host(t->mem, t->ask->own)))
		return fail(FORBIDDEN, "%s", t->ask->own_why);
	TRY(look_up(t));
	str_clear(&t->body);
	str_clear(&t->headers);
	return perform(t, address, next);
}

static enum result
follow(struct transfer *t, const char **url)
{
	const char *next = t->ask->url;
	int i;

	for (i = 0; i <= FETCH_MOST_REDIRECTS; i++) {
		*url = next;
		if (left_ms(t) <= 0)
			return fail(UPSTREAM,
				    "It took too long: %lld seconds are the "
				    "most.",
				    (t->ask->timeout_ms + 999) / 1000);
		TRY(once(t, *url, &next));
		if (!next)
			return OK;
	}
	return fail(UPSTREAM, "It redirects more than %d times.",
		    FETCH_MOST_REDIRECTS);
}

/* ${s} in the arena if it can be shown, else "". */
static const char *
short_text(const struct transfer *t, const char *s)
{
	if (str_empty(s) || strlen(s) > MOST_TEXT ||
	    !str_utf8(s, strlen(s), NULL))
		return "";
	return arena_strdup(t->mem, s);
}

/* The subject of the first certificate: the server's own. */
static const char *
read_certificate(const struct transfer *t)
{
	static const char name[] = "Subject:";
	struct curl_certinfo *found = NULL;
	const struct curl_slist *line;

	if (!t->url.is_https ||
	    curl_easy_getinfo(t->curl, CURLINFO_CERTINFO, &found) != CURLE_OK ||
	    !found || found->num_of_certs < 1)
		return "";
	for (line = found->certinfo[0]; line; line = line->next)
		if (str_starts(line->data, name))
			return short_text(t, line->data + sizeof(name) - 1);
	return "";
}

static void
read_reply(const struct transfer *t, struct fetch_reply *out)
{
	struct curl_header *etag = NULL;
	const char *type = NULL;

	curl_easy_getinfo(t->curl, CURLINFO_RESPONSE_CODE, &out->status);
	curl_easy_getinfo(t->curl, CURLINFO_CONTENT_TYPE, &type);
	out->type = type ? param_head(t->mem, type) : "";
	if (curl_easy_header(t->curl, "ETag", 0, CURLH_HEADER, -1, &etag) ==
	    CURLHE_OK)
		out->etag = short_text(t, etag->value);
	else
		out->etag = "";
	out->certificate = read_certificate(t);
	out->body = t->body.len ? t->body.s : "";
	out->len = t->body.len;
	out->headers = t->headers.s;
}

const char *
fetch_header(struct arena *mem, const struct fetch_reply *reply,
	     const char *name)
{
	const size_t len = strlen(name);
	const char *at = reply->headers, *end;
	struct str found;

	str_init(&found, mem);
	for (; *at; at = *end ? end + 1 : end) {
		end = strchrnul(at, '\n');
		if (strncasecmp(at, name, len) != 0 || at[len] != ':')
			continue;
		at += len + 1;
		at += strspn(at, " \t");
		str_add(&found, found.len ? ", " : "");
		str_addn(&found, at, strcspn(at, "\r\n"));
	}
	return found.len ? found.s : NULL;
}

enum result
fetch_get(struct arena *mem, const struct fetch_ask *ask,
	  struct fetch_reply *out)
{
	struct transfer t = { .mem = mem, .ask = ask };
	auto_curl curl = NULL;

	TRY(curl_lib_open());
	curl = curl_easy_init();
	if (!curl)
		return fail(INTERNAL, "libcurl does not start");
	t.curl = curl;
	t.end = clock_micros() + ask->timeout_ms * 1000;
	*out = (struct fetch_reply){ 0 };
	str_init(&t.body, mem);
	str_init(&t.headers, mem);
	TRY(follow(&t, &out->url));
	read_reply(&t, out);
	return OK;
}
