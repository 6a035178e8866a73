/*
 * Getting a document by libcurl, under the rules of fetch_rule.h.
 */
#include "http/fetch.h"

#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/str.h"
#include "base/uri.h"
#include "http/curl_lib.h"
#include "http/fetch_rule.h"
#include "http/param.h"

#define MOST_REDIRECTS 3
#define CONNECT_MS 5000L

/* Less than this many bytes a second for so long is too slow. */
#define SLOW_BYTES 100L
#define SLOW_SECONDS 5L

/* One answer on its way. */
struct transfer {
	struct arena *mem;
	struct str body;
	size_t max;
	bool is_over;	 /* the body was longer */
	bool is_allowed; /* the address need not be public */
	bool is_refused; /* it was not */
};

static size_t
take(char *bytes, size_t size, size_t count, void *data)
{
	struct transfer *t = data;
	size_t len = size * count;

	if (len > t->max - t->body.len) {
		t->is_over = true;
		return 0;
	}
	str_addn(&t->body, bytes, len);
	return len;
}

/* The address really used, looked at once more. */
static curl_socket_t
open_socket(void *data, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct transfer *t = data;

	(void)purpose;
	if (!t->is_allowed && !fetch_rule_public(&address->addr)) {
		t->is_refused = true;
		return CURL_SOCKET_BAD;
	}
	return socket(address->family, address->socktype | SOCK_CLOEXEC,
		      address->protocol);
}

/* "host:port:address,address" of all a name has; every one must be public. */
static enum result
look_up(struct arena *mem, const struct fetch_rule_url *url,
	struct curl_slist **pin)
{
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM };
	struct addrinfo *found = NULL, *a;
	char text[NI_MAXHOST];
	bool is_public = true;
	struct str s;

	if (getaddrinfo(url->host, NULL, &hints, &found) != 0)
		return fail(UPSTREAM, "There is no host %s.", url->host);
	str_init(&s, mem);
	str_addf(&s, "%s:%d:", url->host, url->port);
	for (a = found; a; a = a->ai_next) {
		is_public = is_public && fetch_rule_public(a->ai_addr);
		if (getnameinfo(a->ai_addr, a->ai_addrlen, text, sizeof(text),
				NULL, 0, NI_NUMERICHOST) == 0)
			str_addf(&s, a == found ? "%s" : ",%s", text);
	}
	freeaddrinfo(found);
	if (!url->is_allowed && !is_public)
		return fail(FORBIDDEN,
			    "The host %s is not on the public "
			    "internet.",
			    url->host);
	*pin = curl_slist_append(NULL, s.s);
	return OK;
}

static void
set_up(CURL *curl, const struct fetch_ask *ask,
       const struct fetch_rule_url *url, struct transfer *t)
{
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR,
			 url->is_allowed ? "http,https" : "https");
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
	curl_easy_setopt(curl, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, CONNECT_MS);
	curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, SLOW_BYTES);
	curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, SLOW_SECONDS);
	curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
	curl_easy_setopt(curl, CURLOPT_USERAGENT, "Clarus");
	curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
	curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, t);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, t);
	curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE,
			 (curl_off_t)ask->max_bytes);
}

static enum result
why(const struct fetch_rule_url *url, const struct fetch_ask *ask,
    const struct transfer *t, CURLcode code)
{
	if (t->is_refused)
		return fail(FORBIDDEN,
			    "The host %s is not on the public "
			    "internet.",
			    url->host);
	if (t->is_over || code == CURLE_FILESIZE_EXCEEDED)
		return fail(TOO_BIG, "What %s sends is larger than %zu KiB.",
			    url->host, ask->max_bytes / 1024);
	if (code == CURLE_OPERATION_TIMEDOUT)
		return fail(UPSTREAM, "The host %s did not answer in time.",
			    url->host);
	if (code == CURLE_PEER_FAILED_VERIFICATION)
		return fail(UPSTREAM, "The certificate of %s is not right.",
			    url->host);
	return fail(UPSTREAM, "The host %s could not be reached: %s.",
		    url->host, curl_easy_strerror(code));
}

/* One request, and what it answered; *${next} is where it redirects to. */
static enum result
once(CURL *curl, const struct fetch_ask *ask, const char *address,
     struct transfer *t, const char **next)
{
	struct curl_slist *pin = NULL, *headers = NULL;
	const char *location = NULL;
	struct fetch_rule_url url;
	CURLcode code;

	TRY(fetch_rule_url(t->mem, address, ask->allow, &url));
	if (!url.is_allowed && ask->own &&
	    streq(url.host, uri_host(t->mem, ask->own)))
		return fail(FORBIDDEN, "The address is one of this office: "
				       "import the document instead.");
	TRY(look_up(t->mem, &url, &pin));
	t->is_allowed = url.is_allowed;
	str_clear(&t->body);
	set_up(curl, ask, &url, t);
	if (ask->accept)
		headers = curl_slist_append(
			NULL, arena_printf(t->mem, "Accept: %s", ask->accept));
	curl_easy_setopt(curl, CURLOPT_URL, address);
	curl_easy_setopt(curl, CURLOPT_RESOLVE, pin);
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
	code = curl_easy_perform(curl);
	if (code == CURLE_OK)
		curl_easy_getinfo(curl, CURLINFO_REDIRECT_URL, &location);
	*next = location ? arena_strdup(t->mem, location) : NULL;
	curl_easy_setopt(curl, CURLOPT_RESOLVE, NULL);
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, NULL);
	curl_slist_free_all(pin);
	curl_slist_free_all(headers);
	return code == CURLE_OK ? OK : why(&url, ask, t, code);
}

static enum result
follow(CURL *curl, const struct fetch_ask *ask, struct transfer *t,
       const char **url)
{
	int64_t start = clock_micros();
	const char *next = ask->url;
	long long left;
	int i;

	for (i = 0; i <= MOST_REDIRECTS; i++) {
		*url = next;
		left = ask->timeout_ms - (clock_micros() - start) / 1000;
		if (left <= 0)
			return fail(UPSTREAM, "It took too long.");
		curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)left);
		TRY(once(curl, ask, *url, t, &next));
		if (!next)
			return OK;
	}
	return fail(UPSTREAM, "It redirects more than %d times.",
		    MOST_REDIRECTS);
}

static void
read_reply(CURL *curl, struct transfer *t, struct fetch_reply *out)
{
	const char *type = NULL;

	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &out->status);
	curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &type);
	out->type = type ? param_head(t->mem, type) : "";
	out->body = t->body.len ? t->body.s : "";
	out->len = t->body.len;
}

enum result
fetch_get(struct arena *mem, const struct fetch_ask *ask,
	  struct fetch_reply *out)
{
	struct transfer t = { .mem = mem, .max = ask->max_bytes };
	enum result r;
	CURL *curl;

	TRY(curl_lib_open());
	curl = curl_easy_init();
	if (!curl)
		return fail(INTERNAL, "libcurl does not start");
	*out = (struct fetch_reply){ 0 };
	str_init(&t.body, mem);
	r = follow(curl, ask, &t, &out->url);
	if (r == OK)
		read_reply(curl, &t, out);
	curl_easy_cleanup(curl);
	return r;
}
