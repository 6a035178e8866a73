/*
 * Not made yet: see checking.h.
 */
#include "store/checking.h"

#include "base/fail.h"

enum result
checking_put(struct db *db, struct arena *mem, const struct checking *checking,
	     const char **id)
{
	(void)db;
	(void)mem;
	(void)checking;
	(void)id;
	return fail(INTERNAL, "not made yet");
}

enum result
checking_get(struct db *db, struct arena *mem, const char *id,
	     struct checking *out)
{
	(void)db;
	(void)mem;
	(void)id;
	(void)out;
	return fail(INTERNAL, "not made yet");
}

enum result
checking_next(struct db *db, struct arena *mem, struct checking *out)
{
	(void)db;
	(void)mem;
	(void)out;
	return fail(INTERNAL, "not made yet");
}

enum result
checking_progress(struct db *db, const char *id, long long done,
		  long long total)
{
	(void)db;
	(void)id;
	(void)done;
	(void)total;
	return fail(INTERNAL, "not made yet");
}

enum result
checking_done(struct db *db, const struct checking *checking)
{
	(void)db;
	(void)checking;
	return fail(INTERNAL, "not made yet");
}

enum result
checking_receipt(struct db *db, const char *id, const char *jws)
{
	(void)db;
	(void)id;
	(void)jws;
	return fail(INTERNAL, "not made yet");
}
