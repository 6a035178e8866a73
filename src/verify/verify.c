/*
 * Not made yet: see verify.h.
 */
#include "verify/verify.h"

#include "base/fail.h"

enum result
verify_run(struct arena *mem, const struct verify_ask *ask,
	   struct verify_report *out, size_t *missing)
{
	(void)mem;
	(void)ask;
	(void)out;
	(void)missing;
	return fail(INTERNAL, "not made yet");
}
