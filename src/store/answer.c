/*
 * Not made yet: see answer.h.
 */
#include "store/answer.h"

#include "base/fail.h"

enum result
answer_get(struct db *db, struct arena *mem, const char *url,
	   struct answer *out)
{
	(void)db;
	(void)mem;
	(void)url;
	(void)out;
	return fail(INTERNAL, "not made yet");
}

enum result
answer_put(struct db *db, const struct answer *answer)
{
	(void)db;
	(void)answer;
	return fail(INTERNAL, "not made yet");
}

enum result
answer_touch(struct db *db, const char *url, int64_t at)
{
	(void)db;
	(void)url;
	(void)at;
	return fail(INTERNAL, "not made yet");
}
