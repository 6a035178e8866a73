/*
 * From when until when a document holds (CLR 1.0 §4.5), with the window of
 * the edition of 2020 (§1.5).
 *
 * Dates are read as an import reads them: without a zone UTC is assumed, a
 * day is a whole day.  Called for each document under check.
 */
#include "verify/verify_dates.h"

#include "base/str.h"
#include "model/walk.h"
#include "verify/verify_words.h"

#define DAY (24 * 60 * 60)

/* A date of the document. */
struct date {
	bool is_there;
	bool is_broken; /* it cannot be read */
	struct moment at;
};

/* ${text}, a date-time or a day; of a day its last second if ${is_end}. */
static void
read_date(const char *text, bool is_end, struct date *out)
{
	*out = (struct date){ .is_there = text != NULL };
	if (!text || clock_parse(text, true, &out->at) == OK)
		;
	else if (clock_parse_date(text, &out->at) != OK)
		out->is_broken = true;
	else if (is_end)
		out->at.epoch += DAY - 1;
	if (out->at.is_unknown)
		out->is_there = false;
}

/* The sooner of two ends. */
static const struct date *
sooner(const struct date *a, const struct date *b)
{
	if (!a->is_there || (b->is_there && b->at.epoch < a->at.epoch))
		return b;
	return a;
}

/* The window of an assertion. */
struct window {
	struct date issued, begins, expires, ends;
};

static void
read_window(const struct verify_subject *x, struct window *out)
{
	bool is_assertion = x->as == CLR_ASSERTION;

	*out = (struct window){ 0 };
	read_date(walk_text(x->doc, x->as, "issuedOn"), false, &out->issued);
	if (!is_assertion)
		return;
	read_date(walk_text(x->doc, x->as, "expires"), true, &out->expires);
	read_date(verify_job_text(x->doc, "startDate"), false, &out->begins);
	read_date(verify_job_text(x->doc, "endDate"), true, &out->ends);
}

static void
say_expired(struct verify_subject *x, const struct moment *end)
{
	x->is_expired = true;
	verify_job_say(x, CHECK_DATES, VERIFY_FAILED, "It expired on %s.",
		       verify_words_date(x->job->mem, end))
		->advice = "Ask the learner for a renewed one.";
}

/* It lies ahead of the moment asked for. */
static void
say_ahead(struct verify_subject *x, const struct moment *issued)
{
	const char *day = verify_words_date(x->job->mem, issued);

	if (x->job->is_past && issued->epoch <= x->job->ask->now) {
		verify_job_say(x, CHECK_DATES, VERIFY_FAILED,
			       "It had not been issued then: it says it was "
			       "issued on %s.",
			       day);
		return;
	}
	x->is_minor[CHECK_DATES] = true;
	verify_job_say(x, CHECK_DATES, VERIFY_UNSURE,
		       "It says that it was issued on %s, which is in the "
		       "future.",
		       day);
}

static void
say_in_time(struct verify_subject *x, const struct window *w)
{
	struct arena *mem = x->job->mem;
	const char *issued = w->issued.is_there && !w->issued.is_broken
				     ? arena_printf(mem, "It was issued on %s",
						    verify_words_date(
							    mem, &w->issued.at))
				     : "It does not say when it was issued";

	if (x->expires)
		verify_job_say(x, CHECK_DATES, VERIFY_PASSED,
			       "%s and is valid until %s.", issued,
			       verify_words_date(mem, x->expires));
	else
		verify_job_say(x, CHECK_DATES, VERIFY_PASSED,
			       "%s and has no end.", issued);
}

void
verify_dates(struct verify_subject *x)
{
	int64_t as_of = x->job->as_of;
	const struct date *end;
	struct window w;

	read_window(x, &w);
	if (w.expires.is_broken || w.ends.is_broken || w.begins.is_broken) {
		verify_job_say(x, CHECK_DATES, VERIFY_UNSURE,
			       "It says until when it is valid, but not in a "
			       "way that can be read.");
		return;
	}
	end = sooner(&w.expires, &w.ends);
	if (end->is_there) {
		struct moment *at = arena_raw(x->job->mem, sizeof *at);

		*at = end->at;
		x->expires = at;
	}
	if (end->is_there && as_of > end->at.epoch + VERIFY_SKEW)
		say_expired(x, x->expires);
	else if (w.begins.is_there && as_of + VERIFY_SKEW < w.begins.at.epoch)
		verify_job_say(x, CHECK_DATES, VERIFY_FAILED,
			       "It is not valid before %s.",
			       verify_words_date(x->job->mem, &w.begins.at));
	else if (w.issued.is_there && !w.issued.is_broken &&
		 w.issued.at.epoch > as_of + VERIFY_AHEAD)
		say_ahead(x, &w.issued.at);
	else
		say_in_time(x, &w);
}
