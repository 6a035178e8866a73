/*
 * Not made yet: see signer.h.
 */
#include "store/signer.h"

#include "base/fail.h"

struct signer *
signer_here(const struct conf *conf)
{
	(void)conf;
	return NULL;
}

struct signer *
signer_at(int fd)
{
	(void)fd;
	return NULL;
}

void
signer_free(struct signer *s)
{
	(void)s;
}

enum result
signer_sign(struct signer *s, struct db *db, struct arena *mem,
	    const struct signer_ask *ask, const char **jws)
{
	(void)s;
	(void)db;
	(void)mem;
	(void)ask;
	(void)jws;
	return fail(INTERNAL, "not made yet");
}

enum result
signer_make(struct signer *s, struct db *db, const struct item_office *o,
	    const char *item_id, long long bits, const char **id)
{
	(void)s;
	(void)db;
	(void)o;
	(void)item_id;
	(void)bits;
	(void)id;
	return fail(INTERNAL, "not made yet");
}
