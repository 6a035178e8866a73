/*
 * Not made yet: see report.h.
 */
#include "verify/report.h"

#include "base/fail.h"

const char *
verify_outcome_name(enum verify_outcome outcome)
{
	(void)outcome;
	return NULL;
}

const char *
verify_verdict_name(enum verify_verdict verdict)
{
	(void)verdict;
	return NULL;
}

const char *
verify_what_name(enum verify_what what)
{
	(void)what;
	return NULL;
}

const char *
verify_what_label(enum verify_what what)
{
	(void)what;
	return NULL;
}

json_t *
verify_json(struct arena *mem, const struct verify_report *report)
{
	(void)mem;
	(void)report;
	return NULL;
}
