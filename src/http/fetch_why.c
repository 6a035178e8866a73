/*
 * Why libcurl got no answer: two tables, of its codes and of what OpenSSL
 * finds wrong with a certificate.
 */
#include "http/fetch_why.h"

#include "base/str.h"
#include "http/curl_lib.h"

struct row {
	long code;
	const char *words; /* "%s": the host */
};

/* clang-format off */
static const struct row reasons[] = {
	{ CURLE_COULDNT_CONNECT, "No connection to %s could be made." },
	{ CURLE_GOT_NOTHING, "%s ended the connection without an answer." },
	{ CURLE_PARTIAL_FILE, "%s ended the connection before all had arrived." },
	{ CURLE_RECV_ERROR, "The connection to %s broke off." },
	{ CURLE_SEND_ERROR, "The connection to %s broke off." },
	{ CURLE_SSL_CONNECT_ERROR, "No secure connection to %s could be made." },
	{ CURLE_BAD_CONTENT_ENCODING, "What %s sends is packed, and cannot be unpacked." },
	{ CURLE_WEIRD_SERVER_REPLY, "What %s answers is not HTTP." },
	{ CURLE_UNSUPPORTED_PROTOCOL, "What %s answers is not HTTP." },
};

/* By X509_V_ERR_… of OpenSSL; 0 and 1: for another name, found by libcurl
 * before (1) or after it asks for OpenSSL's result. */
static const struct row certificates[] = {
	{ 0, "The certificate of %s is for another name." },
	{ 1, "The certificate of %s is for another name." },
	{ 2, "The certificate of %s is not signed by an authority that is known here." },
	{ 9, "The certificate of %s is not valid yet." },
	{ 10, "The certificate of %s has expired." },
	{ 18, "The certificate of %s is signed by nobody but itself." },
	{ 19, "The certificate of %s is not signed by an authority that is known here." },
	{ 20, "The certificate of %s is not signed by an authority that is known here." },
	{ 21, "The certificate of %s is not signed by an authority that is known here." },
	{ 23, "The certificate of %s was revoked." },
};
/* clang-format on */

#define ROWS(table) (table), sizeof(table) / sizeof((table)[0])

static const char *
find(const struct row *rows, size_t count, long code, const char *other)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (rows[i].code == code)
			return rows[i].words;
	return other;
}

/* The host stands where a row has "%s". */
static enum result
say(const char *words, const char *host)
{
	const char *gap = strstr(words, "%s");

	return fail(UPSTREAM, "%.*s%s%s", (int)(gap - words), words, host,
		    gap + 2);
}

enum result
fetch_why(const char *host, int code, long verify, long long ms)
{
	if (code == CURLE_OPERATION_TIMEDOUT)
		return fail(UPSTREAM,
			    "%s did not answer in time: %lld seconds are the "
			    "most.",
			    host, (ms + 999) / 1000);
	if (code == CURLE_PEER_FAILED_VERIFICATION)
		return say(find(ROWS(certificates), verify,
				"The certificate of %s is not right."),
			   host);
	return say(find(ROWS(reasons), code, "%s did not answer as it should."),
		   host);
}
