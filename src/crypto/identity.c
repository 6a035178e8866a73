/*
 * Not made yet: see identity.h.
 */
#include "crypto/identity.h"

#include "base/fail.h"

char *
identity_hash(struct arena *mem, const char *value, const char *salt)
{
	(void)mem;
	(void)value;
	(void)salt;
	return NULL;
}

enum identity_match
identity_is(struct arena *mem, const char *identity, const char *value,
	    const char *salt)
{
	(void)mem;
	(void)identity;
	(void)value;
	(void)salt;
	return 0;
}
