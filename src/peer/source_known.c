/*
 * Reading what a domain says in DNS of an issuer.  No network here.
 */
#include "peer/source_known.h"

#include <ctype.h>
#include <string.h>

#include "base/str.h"
#include "base/uri.h"

#define PREFIX "_clarus."
#define WORD "issuer="

/* Longer is no name in DNS (RFC 1035 §2.3.4). */
#define MOST_NAME 253

const char *
source_known_name(struct arena *mem, const char *issuer)
{
	const char *host = uri_host(mem, issuer);
	const char *dot = host ? strrchr(host, '.') : NULL;
	size_t i;

	if (!dot || isdigit((unsigned char)dot[1]) ||
	    strlen(host) + strlen(PREFIX) > MOST_NAME)
		return NULL;
	for (i = 0; host[i]; i++)
		if (!isalnum((unsigned char)host[i]) && !strchr("-.", host[i]))
			return NULL;
	return arena_printf(mem, PREFIX "%s", host);
}

bool
source_known_says(const char *lines, const char *issuer)
{
	size_t len, wanted = strlen(issuer);

	for (lines += strspn(lines, " \n"); *lines;
	     lines += strspn(lines, " \n")) {
		len = strcspn(lines, " \n");
		if (len == strlen(WORD) + wanted && str_starts(lines, WORD) &&
		    memcmp(lines + strlen(WORD), issuer, wanted) == 0)
			return true;
		lines += len;
	}
	return false;
}
