/*
 * Looking up names, each in a thread of its own: see dns.h.  What an address
 * or a text means is decided by who asks.
 *
 * A thread touches nothing but its own struct lookup, and whoever is the last
 * to need that frees it: who asked, or, if that one waits no longer, the
 * thread.
 */
#include "http/dns.h"

#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pthread.h>
#include <resolv.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/clock.h"
#include "base/str.h"

/* How it went, and what was found. */
struct found {
	enum { FAILED, NONE, TOO_MANY, FOUND } how;
	union {
		struct dns_addresses addresses;
		char text[DNS_MOST_TEXT + 1];
	};
};

typedef void
find_names(const char *name, struct found *out);

struct lookup {
	pthread_mutex_t lock;
	pthread_cond_t ready;
	bool is_done, is_left; /* found; nobody waits for it any more */
	find_names *find;
	char *name, *server;
	long long timeout_ms;
	struct found found;
};

/* Ask ${server}, "127.0.0.1:5353", alone. */
static bool
use_server(const char *server)
{
	const char *colon = strrchr(server, ':');
	struct sockaddr_in at = { .sin_family = AF_INET };
	char host[INET_ADDRSTRLEN];
	char *end;
	long port;

	if (!colon || (size_t)(colon - server) >= sizeof(host))
		return false;
	port = strtol(colon + 1, &end, 10);
	if (end == colon + 1 || *end || port < 1 || port > UINT16_MAX)
		return false;
	memcpy(host, server, (size_t)(colon - server));
	host[colon - server] = '\0';
	at.sin_port = htons((uint16_t)port);
	if (inet_pton(AF_INET, host, &at.sin_addr) != 1)
		return false;
	_res.nscount = 1;
	_res.nsaddr_list[0] = at;
	return true;
}

/*
 * Set this thread's resolver up; getaddrinfo() keeps to it too.  A name is
 * taken as it is written, without the machine's own domains behind it.  It
 * tries twice, so that it ends at about the time nobody waits any longer.
 */
static bool
set_up(const struct lookup *l)
{
	if (res_init() != 0)
		return false;
	_res.options &= ~(unsigned long)(RES_DNSRCH | RES_DEFNAMES);
	_res.retry = 2;
	_res.retrans = (int)(l->timeout_ms / 3000);
	if (_res.retrans < 1)
		_res.retrans = 1;
	return !l->server || use_server(l->server);
}

static void
find_addresses(const char *host, struct found *out)
{
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM };
	struct addrinfo *list = NULL, *a;
	int r = getaddrinfo(host, NULL, &hints, &list);
	struct dns_addresses *to = &out->addresses;

	out->how = r == EAI_NONAME || r == EAI_NODATA ? NONE : FAILED;
	if (r != 0)
		return;
	for (a = list; a && to->count < DNS_MOST; a = a->ai_next)
		if (a->ai_addrlen <= sizeof(to->items[0]))
			memcpy(&to->items[to->count++], a->ai_addr,
			       a->ai_addrlen);
	out->how = a ? TOO_MANY : to->count ? FOUND : NONE;
	freeaddrinfo(list);
}

/* An answer of DNS (RFC 1035 §4.1) that is read. */
struct message {
	const unsigned char *at, *end;
};

static size_t
left(const struct message *m)
{
	return (size_t)(m->end - m->at);
}

/* Pass over a name and the ${more} bytes behind it. */
static bool
pass_name(struct message *m, size_t more)
{
	int len = dn_skipname(m->at, m->end);

	if (len < 0 || left(m) - (size_t)len < more)
		return false;
	m->at += (size_t)len + more;
	return true;
}

static unsigned
number_at(const unsigned char *at)
{
	return (unsigned)at[0] << 8 | at[1];
}

/* One record's parts, each behind its length, as a line; false: it is
 * broken, or there is no room. */
static bool
add_text(const unsigned char *data, size_t len, char *text)
{
	size_t start = strlen(text), to = start, i, part;

	if (to + len + 1 > DNS_MOST_TEXT)
		return false;
	for (; len; data += part + 1, len -= part + 1) {
		part = data[0];
		if (part >= len) {
			text[start] = '\0';
			return false;
		}
		for (i = 1; i <= part; i++)
			text[to++] = data[i] >= ' ' && data[i] < 0x7f
					     ? (char)data[i]
					     : '?';
	}
	text[to++] = '\n';
	text[to] = '\0';
	return true;
}

/* One record of an answer: type, class, time, length, data. */
static bool
read_record(struct message *m, struct found *out)
{
	enum { TYPE = -10, LENGTH = -2 };
	unsigned type;
	size_t len;

	if (!pass_name(m, 10))
		return false;
	type = number_at(m->at + TYPE);
	len = number_at(m->at + LENGTH);
	if (len > left(m))
		return false;
	if (type == ns_t_txt && add_text(m->at, len, out->text))
		out->how = FOUND;
	m->at += len;
	return true;
}

static void
read_message(const unsigned char *bytes, size_t len, struct found *out)
{
	struct message m = { bytes + NS_HFIXEDSZ, bytes + len };
	unsigned questions, answers;

	if (len < NS_HFIXEDSZ)
		return;
	questions = number_at(bytes + 4);
	answers = number_at(bytes + 6);
	while (questions && pass_name(&m, NS_QFIXEDSZ))
		questions--;
	if (questions)
		return;
	out->how = NONE;
	while (answers && read_record(&m, out))
		answers--;
	if (answers && out->how == NONE)
		out->how = FAILED;
}

static void
find_text(const char *name, struct found *out)
{
	auto_mem bytes = xmalloc(NS_MAXMSG);
	int len = res_nquery(&_res, name, ns_c_in, ns_t_txt, bytes, NS_MAXMSG);

	if (len >= 0)
		read_message(bytes, len < NS_MAXMSG ? (size_t)len : NS_MAXMSG,
			     out);
	else if (h_errno == HOST_NOT_FOUND || h_errno == NO_DATA)
		out->how = NONE;
}

static struct lookup *
lookup_new(find_names *find, const char *name, const struct dns_how *how)
{
	struct lookup *l = xcalloc(1, sizeof(*l));
	pthread_condattr_t attr;

	pthread_mutex_init(&l->lock, NULL);
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&l->ready, &attr);
	pthread_condattr_destroy(&attr);
	l->find = find;
	l->name = xstrdup(name);
	l->server = how->server ? xstrdup(how->server) : NULL;
	l->timeout_ms = how->timeout_ms;
	return l;
}

static void
lookup_free(struct lookup *l)
{
	pthread_mutex_destroy(&l->lock);
	pthread_cond_destroy(&l->ready);
	free(l->name);
	free(l->server);
	free(l);
}

/* The thread. */
static void *
run(void *data)
{
	struct lookup *l = data;
	bool is_left;

	if (set_up(l))
		l->find(l->name, &l->found);
	res_nclose(&_res);
	pthread_mutex_lock(&l->lock);
	l->is_done = true;
	is_left = l->is_left;
	pthread_cond_signal(&l->ready);
	pthread_mutex_unlock(&l->lock);
	if (is_left)
		lookup_free(l);
	return NULL;
}

/* A thread that nobody joins and no signal reaches. */
static bool
start(struct lookup *l)
{
	sigset_t all, before;
	pthread_attr_t attr;
	pthread_t thread;
	int r;

	sigfillset(&all);
	pthread_attr_init(&attr);
	pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	r = pthread_create(&thread, &attr, run, l);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	pthread_attr_destroy(&attr);
	return r == 0;
}

/* Wait until it is done or its time is over, and take what was found. */
static bool
wait_for(struct lookup *l, struct found *out)
{
	int64_t end = clock_micros() + l->timeout_ms * 1000;
	const struct timespec until = { end / 1000000, end % 1000000 * 1000 };
	bool is_done;

	pthread_mutex_lock(&l->lock);
	while (!l->is_done &&
	       pthread_cond_timedwait(&l->ready, &l->lock, &until) == 0)
		;
	is_done = l->is_done;
	l->is_left = true;
	if (is_done)
		*out = l->found;
	pthread_mutex_unlock(&l->lock);
	if (is_done)
		lookup_free(l);
	return is_done;
}

static enum result
ask(find_names *find, const char *name, const struct dns_how *how,
    struct found *out)
{
	struct lookup *l = lookup_new(find, name, how);
	const bool is_started = how->timeout_ms > 0 && start(l);

	if (!is_started)
		lookup_free(l);
	if (!is_started || !wait_for(l, out) || out->how == FAILED)
		return fail(UPSTREAM,
			    "The address of %s could not be found out: no "
			    "name server answered for it. Try again later.",
			    name);
	return OK;
}

enum result
dns_addresses(const char *host, const struct dns_how *how,
	      struct dns_addresses *out)
{
	struct found found;

	TRY(ask(find_addresses, host, how, &found));
	if (found.how == NONE)
		return fail(UPSTREAM, "There is no host %s.", host);
	if (found.how == TOO_MANY)
		return fail(UPSTREAM, "The host %s has more than %d addresses.",
			    host, DNS_MOST);
	*out = found.addresses;
	return OK;
}

enum result
dns_text(struct arena *mem, const char *name, const struct dns_how *how,
	 char **out)
{
	struct found found;

	TRY(ask(find_text, name, how, &found));
	if (found.how == NONE)
		return fail(NOT_FOUND, "%s has no text", name);
	*out = arena_strdup(mem, found.text);
	return OK;
}
