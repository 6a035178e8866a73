/*
 * Not made yet: see key.h.
 */
#include "crypto/key.h"

#include "base/fail.h"

enum result
key_new(long long bits, struct key **out)
{
	(void)bits;
	(void)out;
	return fail(INTERNAL, "not made yet");
}

void
key_free(struct key *key)
{
	(void)key;
}

enum result
key_read_pem(const char *pem, size_t len, struct key **out)
{
	(void)pem;
	(void)len;
	(void)out;
	return fail(INTERNAL, "not made yet");
}

enum result
key_read_jwk(const json_t *jwk, struct key **out)
{
	(void)jwk;
	(void)out;
	return fail(INTERNAL, "not made yet");
}

char *
key_pem(const struct key *key, struct arena *mem)
{
	(void)key;
	(void)mem;
	return NULL;
}

json_t *
key_jwk(const struct key *key)
{
	(void)key;
	return NULL;
}

unsigned char *
key_private(const struct key *key, size_t *len)
{
	(void)key;
	(void)len;
	return NULL;
}

void
key_wipe(unsigned char *bytes, size_t len)
{
	(void)bytes;
	(void)len;
}

enum result
key_read_private(const unsigned char *bytes, size_t len, struct key **out)
{
	(void)bytes;
	(void)len;
	(void)out;
	return fail(INTERNAL, "not made yet");
}

int
key_bits(const struct key *key)
{
	(void)key;
	return 0;
}

bool
key_equal(const struct key *a, const struct key *b)
{
	(void)a;
	(void)b;
	return false;
}

char *
key_thumbprint(const struct key *key, struct arena *mem)
{
	(void)key;
	(void)mem;
	return NULL;
}
