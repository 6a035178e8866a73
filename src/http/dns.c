/*
 * Looking up names, each in a child process: see dns.h.  What an address or
 * a text means is decided by who asks.
 */
#include "http/dns.h"

#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <resolv.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/clock.h"
#include "base/str.h"

/* What a child tells: how it went, and what it found. */
struct found {
	enum { FAILED, NONE, TOO_MANY, FOUND } how;
	union {
		struct dns_addresses addresses;
		char text[DNS_MOST_TEXT + 1];
	};
};

typedef void
look_up(const char *name, struct found *out);

/* Ask ${server}, "127.0.0.1:5353", alone.  Both the resolver's own calls and
 * getaddrinfo() keep to what stands in _res. */
static bool
use_server(const char *server)
{
	const char *colon = strrchr(server, ':');
	struct sockaddr_in at = { .sin_family = AF_INET };
	char host[INET_ADDRSTRLEN];
	long long port;

	if (!colon || (size_t)(colon - server) >= sizeof(host) ||
	    str_number(colon + 1, UINT16_MAX, &port) != OK)
		return false;
	memcpy(host, server, (size_t)(colon - server));
	host[colon - server] = '\0';
	at.sin_port = htons((uint16_t)port);
	if (inet_pton(AF_INET, host, &at.sin_addr) != 1 || res_init() != 0)
		return false;
	_res.nscount = 1;
	_res.nsaddr_list[0] = at;
	return true;
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
	static unsigned char bytes[NS_MAXMSG];
	int len;

	if (!(_res.options & RES_INIT) && res_init() != 0)
		return;
	len = res_nquery(&_res, name, ns_c_in, ns_t_txt, bytes, sizeof(bytes));
	if (len >= 0)
		read_message(bytes,
			     (size_t)len < sizeof(bytes) ? (size_t)len
							 : sizeof(bytes),
			     out);
	else if (h_errno == HOST_NOT_FOUND || h_errno == NO_DATA)
		out->how = NONE;
}

/* The child: look up, tell, end. */
static void __attribute__((noreturn))
tell(look_up *find, const char *name, const char *server, int fd)
{
	static struct found found;
	const char *at = (const char *)&found;
	size_t rest = sizeof(found);
	ssize_t n;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	signal(SIGTERM, SIG_DFL);
	signal(SIGPIPE, SIG_IGN);
	if (!server || use_server(server))
		find(name, &found);
	for (; rest; at += n, rest -= (size_t)n) {
		n = write(fd, at, rest);
		if (n <= 0)
			break;
	}
	_exit(0);
}

/* Read all of ${out} before ${end}; false: it did not come. */
static bool
hear(int fd, int64_t end, struct found *out)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	char *at = (char *)out;
	size_t rest = sizeof(*out);
	int64_t micros;
	ssize_t n;

	while (rest) {
		micros = end - clock_micros();
		if (micros <= 0)
			return false;
		if (poll(&p, 1, (int)(micros / 1000 + 1)) <= 0)
			continue;
		n = read(fd, at, rest);
		if (n == 0 || (n < 0 && errno != EINTR))
			return false;
		at += n > 0 ? n : 0;
		rest -= n > 0 ? (size_t)n : 0;
	}
	return true;
}

static enum result
ask(look_up *find, const char *name, const struct dns_how *how,
    struct found *out)
{
	int64_t end = clock_micros() + how->timeout_ms * 1000;
	auto_fd from = -1;
	bool is_heard;
	int ends[2];
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC) < 0)
		return fail(INTERNAL, "no pipe for a look-up: %s",
			    strerror(errno));
	from = ends[0];
	pid = fork();
	if (pid == 0)
		tell(find, name, how->server, ends[1]);
	close(ends[1]);
	if (pid < 0)
		return fail(INTERNAL, "no process for a look-up: %s",
			    strerror(errno));
	is_heard = hear(from, end, out);
	kill(pid, SIGKILL);
	while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		;
	if (!is_heard || out->how == FAILED)
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
