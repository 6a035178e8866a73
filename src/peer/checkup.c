/*
 * A verification, whoever asked for it.  What is checked is verify/'s, where
 * documents come from is source.c's; here both are put together.
 */
#include "peer/checkup.h"

#include "base/clock.h"

/* Is there something to be checked at the address?  A revoked document
 * answers 410 with a stub that says so. */
static bool
is_document(const struct verify_answer *a)
{
	return a->body && (a->status == 200 || a->status == 410);
}

static const char *
why_not(struct arena *mem, const char *url, const struct verify_answer *a)
{
	if (!a->status)
		return arena_printf(mem, "%s could not be read: %s", url,
				    a->error ? a->error
					     : "there was no answer.");
	return arena_printf(mem,
			    "There is no document at %s: the answer was %ld. "
			    "%s",
			    url, a->status, a->error ? a->error : "");
}

/* Have ${ask} be of the document at its address.  False: there is none, as
 * ${out} says. */
static bool
get(struct arena *mem, struct checkup_ask *ask, struct checkup *out)
{
	const char *url = ask->bytes;
	struct verify_answer answer = { 0 };

	source_get(ask->source, mem, url, &answer);
	if (answer.is_missing) {
		out->missing = 1;
		out->refused = "The address was not asked: this office "
			       "reaches other servers only while it runs as a "
			       "service of its own.";
		return false;
	}
	if (!is_document(&answer)) {
		out->refused = why_not(mem, url, &answer);
		return false;
	}
	ask->bytes = answer.body;
	ask->len = answer.len;
	return true;
}

enum result
checkup_run(struct arena *mem, const struct checkup_ask *given,
	    struct checkup *out)
{
	struct checkup_ask ask = *given;
	const struct verify_source *source = ask.through ? ask.through
							 : source_verify(
								   ask.source);
	struct verify_ask verify;

	*out = (struct checkup){ 0 };
	if (ask.is_url && !get(mem, &ask, out))
		return OK;
	verify = (struct verify_ask){
		.bytes = ask.bytes,
		.len = ask.len,
		.now = clock_now(),
		.as_of = ask.as_of,
		.with_data = ask.with_data,
		.most_parts = CHECKUP_MOST_PARTS,
		.limits = ask.limits,
		.source = source,
		.keys = ask.keys,
	};
	return verify_run(mem, &verify, &out->report, &out->missing);
}
