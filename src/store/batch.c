/*
 * Not made yet: see batch.h.
 */
#include "store/batch.h"

#include "base/fail.h"

enum result
batch_put(struct db *db, const struct item_office *o, const struct batch *batch,
	  const char *const ids[], size_t count, const char **id)
{
	(void)db;
	(void)o;
	(void)batch;
	(void)ids;
	(void)count;
	(void)id;
	return fail(INTERNAL, "not made yet");
}

enum result
batch_get(struct db *db, struct arena *mem, const char *id, struct batch *out)
{
	(void)db;
	(void)mem;
	(void)id;
	(void)out;
	return fail(INTERNAL, "not made yet");
}

enum result
batch_failed(struct db *db, struct arena *mem, const char *id, long long limit,
	     struct batch_items *out)
{
	(void)db;
	(void)mem;
	(void)id;
	(void)limit;
	(void)out;
	return fail(INTERNAL, "not made yet");
}

enum result
batch_work(struct db *db, const struct item_office *o, int most)
{
	(void)db;
	(void)o;
	(void)most;
	return fail(INTERNAL, "not made yet");
}
