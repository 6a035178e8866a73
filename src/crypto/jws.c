/*
 * Not made yet: see jws.h.
 */
#include "crypto/jws.h"

#include "base/fail.h"

const char *
jws_alg_name(enum jws_alg alg)
{
	(void)alg;
	return NULL;
}

enum result
jws_open(struct arena *mem, const char *text, size_t len, struct jws *out)
{
	(void)mem;
	(void)text;
	(void)len;
	(void)out;
	return fail(INTERNAL, "not made yet");
}

enum result
jws_verify(const struct jws *jws, const struct key *key)
{
	(void)jws;
	(void)key;
	return fail(INTERNAL, "not made yet");
}

enum result
jws_sign(struct arena *mem, const struct key *key, const struct jws_head *head,
	 const void *payload, size_t len, const char **out)
{
	(void)mem;
	(void)key;
	(void)head;
	(void)payload;
	(void)len;
	(void)out;
	return fail(INTERNAL, "not made yet");
}
