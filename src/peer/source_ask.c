/*
 * What others answer: found among what was asked in this run, then in the
 * table answer, then by http/fetch.h or http/dns.h, if this process may and
 * the budget lasts.
 */
#include "peer/source_ask.h"

#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/str.h"
#include "base/uri.h"
#include "http/dns.h"
#include "http/fetch.h"

/* What a domain says in DNS is asked for again after a day. */
#define DNS_FRESH (24 * 3600)
#define DNS_MS 5000

/* All that one run fetches, together. */
#define MOST_BYTES (32 * 1024 * 1024)

#define LISTS 64

/* As the header Accept; that of DNS for the table alone. */
#define ACCEPT "application/ld+json, application/json" /* CLR 1.0 §2.6 */
static const char *const accepts[] = {
	[SOURCE_DOCUMENT] = ACCEPT,
	[SOURCE_PAGE] = ACCEPT ", application/jose, text/html;q=0.8, */*;q=0.1",
	[SOURCE_TXT] = "TXT",
};

/* What was asked in this run. */
struct seen {
	enum source_form form;
	const char *url;
	struct source_answer found;
	struct seen *next;
};

struct host {
	const char *name;
	long long asked;
	struct host *next;
};

struct source_asking {
	const struct source_how *how;
	struct arena *mem;
	struct seen *seen[LISTS];
	struct host *hosts;
	long long asked;
	int64_t micros; /* spent */
	size_t bytes;	/* fetched */
};

struct source_asking *
source_ask_new(struct arena *mem, const struct source_how *how)
{
	struct source_asking *a = arena_alloc(mem, sizeof(*a));

	a->how = how;
	a->mem = mem;
	return a;
}

/* ---- The budget */

static struct host *
host_of(struct source_asking *a, const char *name)
{
	struct host *h;

	for (h = a->hosts; h; h = h->next)
		if (streq(h->name, name))
			return h;
	h = arena_alloc(a->mem, sizeof(*h));
	h->name = name;
	h->next = a->hosts;
	a->hosts = h;
	return h;
}

static long long
left_ms(const struct source_asking *a)
{
	return (a->how->most_ms * 1000 - a->micros) / 1000;
}

static size_t
left_bytes(const struct source_asking *a)
{
	size_t left = a->bytes < MOST_BYTES ? MOST_BYTES - a->bytes : 0;

	return left < FETCH_MOST_BYTES ? left : FETCH_MOST_BYTES;
}

/* May ${name} be asked once more?  NULL, and it is counted; else why not. */
static const char *
spend(struct source_asking *a, const char *name)
{
	struct host *host = host_of(a, name);

	if (a->asked >= a->how->most)
		return arena_printf(a->mem,
				    "It was not asked for: one check asks for "
				    "at most %lld documents.",
				    a->how->most);
	if (host->asked >= a->how->most_host)
		return arena_printf(a->mem,
				    "It was not asked for: one check asks %s "
				    "for at most %lld documents.",
				    name, a->how->most_host);
	if (left_ms(a) <= 0)
		return arena_printf(a->mem,
				    "It was not asked for: one check waits "
				    "for others at most %lld seconds.",
				    a->how->most_ms / 1000);
	if (left_bytes(a) == 0)
		return arena_printf(a->mem,
				    "It was not asked for: one check fetches "
				    "at most %d MiB.",
				    MOST_BYTES / (1024 * 1024));
	a->asked++;
	host->asked++;
	return NULL;
}

/* ---- What is kept */

/* A failure costs the next time, and nothing now. */
static void
note(enum result r)
{
	if (r != OK)
		log_line(LOG_WARNING, "an answer is not kept: %s",
			 fail_last()->text);
}

static void
keep(struct source_asking *a, const struct answer *answer)
{
	if (a->how->writer)
		note(answer_put(a->how->writer, answer));
}

/* What is kept of ${url}, asked for in this way; NULL: nothing. */
static struct answer *
kept(struct source_asking *a, const char *url, const char *accept)
{
	struct answer *out = arena_alloc(a->mem, sizeof(*out));

	if (!a->how->db || answer_get(a->how->db, a->mem, url, out) != OK ||
	    !streq(out->accept, accept))
		return NULL;
	return out;
}

static bool
is_fresh(const struct answer *answer, int64_t seconds)
{
	int64_t age = clock_now() - answer->fetched_at;

	return age >= 0 && age < seconds;
}

/* ---- Asking */

/* Is it text?  A document that is verified is in UTF-8. */
static bool
is_text(const char *body, size_t len)
{
	return str_utf8(body, len, NULL) && !memchr(body, '\0', len);
}

static void
read_reply(const struct fetch_reply *reply, struct answer *out)
{
	out->status = reply->status;
	out->final_url = reply->url;
	out->type = reply->type;
	out->etag = reply->etag;
	out->certificate = reply->certificate;
	if (is_text(reply->body, reply->len)) {
		out->body = reply->body;
		out->len = reply->len;
	} else {
		out->error = "What it sends is no text in UTF-8.";
	}
}

/* Fetch ${out}->url; ${before} is the copy one has, or NULL. */
static void
fetch(struct source_asking *a, const struct answer *before, struct answer *out)
{
	const struct conf *conf = a->how->conf;
	const bool is_kept = before && before->status == 200 && before->body;
	const long long ms = left_ms(a);
	const struct fetch_ask question = {
		.url = out->url,
		.accept = out->accept,
		.etag = is_kept ? before->etag : NULL,
		.own = conf->base_url,
		.own_why = "The address is one of this office, and none of its "
			   "published documents.",
		.allow = conf->fetch_allow,
		.dns = conf->dns_server,
		.max_bytes = left_bytes(a),
		.timeout_ms = ms < FETCH_MOST_MS ? ms : FETCH_MOST_MS,
	};
	const bool is_whole = ms >= FETCH_MOST_MS &&
			      question.max_bytes == FETCH_MOST_BYTES;
	struct fetch_reply reply;
	enum result r = fetch_get(a->mem, &question, &reply);

	out->fetched_at = clock_now();
	if (r == OK && reply.status == 304 && is_kept) {
		*out = *before;
		out->fetched_at = clock_now();
		if (a->how->writer)
			note(answer_touch(a->how->writer, out->url,
					  out->fetched_at));
	} else if (r == OK) {
		a->bytes += reply.len;
		read_reply(&reply, out);
		keep(a, out);
	} else {
		out->error = r == INTERNAL
				     ? "It could not be asked for here."
				     : arena_strdup(a->mem, fail_last()->text);
		/* That it failed with less than its due says nothing. */
		if (is_whole)
			keep(a, out);
	}
}

static void
fetch_txt(struct source_asking *a, const char *name, struct answer *out)
{
	const long long ms = left_ms(a);
	const struct dns_how how = {
		.timeout_ms = ms < DNS_MS ? ms : DNS_MS,
		.server = a->how->conf->dns_server,
	};
	char *lines;
	enum result r = dns_text(a->mem, name, &how, &lines);

	out->fetched_at = clock_now();
	out->status = r == OK ? 200 : r == NOT_FOUND ? 404 : 0;
	if (r == OK) {
		out->body = lines;
		out->len = strlen(lines);
	}
	if (r == OK || r == NOT_FOUND)
		keep(a, out);
}

static void
ask(struct source_asking *a, const struct seen *seen,
    const struct answer *before, struct answer *out)
{
	int64_t start = clock_micros();

	if (seen->form == SOURCE_TXT)
		fetch_txt(a, seen->url, out);
	else
		fetch(a, before, out);
	a->micros += clock_micros() - start;
}

static void
find(struct source_asking *a, struct seen *seen)
{
	const bool is_txt = seen->form == SOURCE_TXT;
	const char *accept = accepts[seen->form];
	const char *url = is_txt ? arena_printf(a->mem, "dns:%s", seen->url)
				 : seen->url;
	const char *host = is_txt ? seen->url : uri_host(a->mem, url);
	struct answer *before = kept(a, url, accept);
	struct answer *out = &seen->found.answer;

	if (before && is_fresh(before, is_txt ? DNS_FRESH : a->how->fresh)) {
		*out = *before;
		return;
	}
	*out = (struct answer){ .url = url, .accept = accept };
	if (!host) {
		out->error = "The address names no host.";
	} else if (!a->how->may_fetch) {
		out->error = "It was not asked for yet.";
		seen->found.is_missing = true;
	} else {
		out->error = spend(a, host);
		if (!out->error)
			ask(a, seen, before, out);
	}
}

const struct source_answer *
source_ask(struct source_asking *a, enum source_form form, const char *url)
{
	struct seen **list = &a->seen[str_sum(url, strlen(url)) % LISTS];
	struct seen *seen;

	for (seen = *list; seen; seen = seen->next)
		if (seen->form == form && streq(seen->url, url))
			return &seen->found;
	seen = arena_alloc(a->mem, sizeof(*seen));
	seen->form = form;
	seen->url = arena_strdup(a->mem, url);
	seen->next = *list;
	*list = seen;
	find(a, seen);
	return &seen->found;
}
