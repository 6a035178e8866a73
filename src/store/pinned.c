/*
 * Not made yet: see pinned.h.
 */
#include "store/pinned.h"

#include "base/fail.h"

enum result
pinned_list(struct db *db, struct arena *mem, struct pinned_list *out)
{
	(void)db;
	(void)mem;
	(void)out;
	return fail(INTERNAL, "not made yet");
}

enum result
pinned_get(struct db *db, struct arena *mem, const char *issuer,
	   struct pinned *out)
{
	(void)db;
	(void)mem;
	(void)issuer;
	(void)out;
	return fail(INTERNAL, "not made yet");
}

enum result
pinned_put(struct db *db, const struct audit_by *by,
	   const struct pinned *pinned)
{
	(void)db;
	(void)by;
	(void)pinned;
	return fail(INTERNAL, "not made yet");
}

enum result
pinned_del(struct db *db, const struct audit_by *by, const char *issuer)
{
	(void)db;
	(void)by;
	(void)issuer;
	return fail(INTERNAL, "not made yet");
}
