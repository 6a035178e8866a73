/*
 * The words of a verification: names, hosts and dates as they may stand in a
 * sentence, and the sentence first.
 */
#ifndef VERIFY_VERIFY_WORDS_H
#define VERIFY_VERIFY_WORDS_H

#include "base/clock.h"
#include "verify/verify_job.h"

/* ${s}, at most ${most} bytes of it and whole letters, without line ends
 * and without characters that are not seen or turn the line around; "" for
 * NULL. */
const char *
verify_words_cut(struct arena *mem, const char *s, size_t most);

/* “${name}”, cut; "its issuer" or "its publisher" when it has none. */
const char *
verify_words_issuer(const struct verify_subject *x);

/* What ${x} is called: "record", "assertion", "endorsement". */
const char *
verify_words_noun(enum class_id as);

/* "30 June 2029", of seconds since the epoch (UTC), or as written. */
const char *
verify_words_day(struct arena *mem, int64_t at);
const char *
verify_words_date(struct arena *mem, const struct moment *at);

/* The verdict of ${x} as a sentence, and what there is to say of the parts
 * in it. */
const char *
verify_words_part(const struct verify_subject *x);

/* The verdict of the whole report. */
const char *
verify_words_report(const struct verify_job *job,
		    const struct verify_report *report);

#endif
