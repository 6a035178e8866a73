/*
 * Names of the internet: their addresses, and the texts kept with them.
 *
 * The machine's resolver waits as long as it likes.  So each look-up is made
 * in a thread, which nobody waits for when its time is over.  For fetch.c and
 * for those who ask for a domain's word.
 */
#ifndef HTTP_DNS_H
#define HTTP_DNS_H

#include <sys/socket.h>

#include "base/arena.h"

/* How long a look-up may take, and whom it asks. */
struct dns_how {
	long long timeout_ms;
	const char *server; /* "127.0.0.1:5353", for tests; NULL: as the
			       machine is set up */
};

enum { DNS_MOST = 32, DNS_MOST_TEXT = 4096 };

struct dns_addresses {
	struct sockaddr_storage items[DNS_MOST];
	size_t count; /* at least 1 */
};

/*
 * All addresses, of IPv4 and IPv6, that ${host} has; also those of the
 * machine's own list of hosts.  OK.  UPSTREAM: there is no such host, it has
 * more than DNS_MOST addresses, or nobody answered in time.
 */
enum result
dns_addresses(const char *host, const struct dns_how *how,
	      struct dns_addresses *out) CHECKED;

/*
 * The TXT records of ${name} (RFC 1035 §3.3.14): the parts of each joined, a
 * line for each, in ${mem}; what is no printable ASCII is '?'.  Those beyond
 * DNS_MOST_TEXT bytes are left out.  OK.  NOT_FOUND: it has none.  UPSTREAM:
 * nobody answered in time, or not as one should.
 */
enum result
dns_text(struct arena *mem, const char *name, const struct dns_how *how,
	 char **out) CHECKED;

#endif
