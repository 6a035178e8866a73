/*
 * A carrier of requests for tests: an environment and a body in memory.
 */
#ifndef UNIT_FAKE_SOURCE_H
#define UNIT_FAKE_SOURCE_H

#include <string.h>

#include "base/str.h"
#include "http/request.h"

#define FAKE_VARS 16

struct fake {
	const char *vars[FAKE_VARS][2]; /* name, value */
	const char *body;
	size_t len;
	size_t at;
	size_t step;	/* bytes given at once; 0: all wanted */
	bool is_broken; /* an error where the body ends */
	unsigned reads;
};

static inline const char *
fake_env(void *carrier, const char *name)
{
	const struct fake *f = carrier;

	for (size_t i = 0; i < FAKE_VARS && f->vars[i][0]; i++) {
		if (streq(f->vars[i][0], name))
			return f->vars[i][1];
	}
	return NULL;
}

static inline long
fake_read(void *carrier, char *buf, size_t len)
{
	struct fake *f = carrier;

	f->reads++;
	if (f->is_broken && f->at == f->len)
		return -1;
	if (f->step && len > f->step)
		len = f->step;
	if (len > f->len - f->at)
		len = f->len - f->at;
	memcpy(buf, f->body + f->at, len);
	f->at += len;
	return (long)len;
}

#endif
