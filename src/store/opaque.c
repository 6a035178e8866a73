/*
 * Secrets: codes, tokens, what a client proves itself by.  They have so many
 * random bits that a fast hash keeps them.  Called by client.c and grant.c.
 */
#include "store/opaque.h"

#include <string.h>

#include "base/b64.h"
#include "base/rand.h"
#include "crypto/digest.h"

enum { BYTES = 32 };

char *
opaque_new(struct arena *mem)
{
	unsigned char bytes[BYTES];

	rand_bytes(bytes, sizeof(bytes));
	return b64url_encode(mem, bytes, sizeof(bytes));
}

char *
opaque_kept(struct arena *mem, const char *secret)
{
	const char *text = secret ? secret : "";

	return digest_hex(mem, text, strlen(text));
}
