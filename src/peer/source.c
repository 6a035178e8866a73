/*
 * Not made yet: see source.h.
 */
#include "peer/source.h"

#include "base/fail.h"

void
source_defaults(const struct conf *conf, struct source_how *out)
{
	(void)conf;
	(void)out;
}

struct source *
source_new(struct arena *mem, const struct source_how *how)
{
	(void)mem;
	(void)how;
	return NULL;
}

const struct verify_source *
source_verify(struct source *s)
{
	(void)s;
	return NULL;
}

void
source_get(struct source *s, struct arena *mem, const char *url,
	   struct verify_answer *out)
{
	(void)s;
	(void)mem;
	(void)url;
	(void)out;
}
