/*
 * Is the content of a document what it should be (CLR 1.0 §1)?
 *
 * As lenient as an import: what the field does wrong is told, and only what
 * cannot be understood is an error.  What is wrong with a part is told of
 * the part.  Called for each document under check.
 */
#include "verify/verify_data.h"

#include <string.h>

#include "base/str.h"
#include "model/check.h"
#include "model/walk.h"
#include "verify/verify_words.h"

/* So many problems are kept of a document, so many are told. */
#define MOST_KEPT 50
#define MOST_TOLD 3

/* Is the value at ${pointer} of a part, which has a check of its own? */
static bool
is_of_part(enum class_id as, const char *pointer)
{
	if (as == CLR_CLR && (str_starts(pointer, "/assertions/") ||
			      str_starts(pointer, "/signedAssertions/")))
		return true;
	return strstr(pointer, "/endorsements/") ||
	       strstr(pointer, "/signedEndorsements/");
}

/* What there is to say of it. */
struct findings {
	size_t errors, warnings;
	const char *first; /* error */
	struct str told;
};

/* Is it what Open Badges write otherwise, and the proof reads well: a key or
 * an endorser by its address, several keys? */
static bool
is_readable(enum class_id as, const char *pointer)
{
	return str_ends(pointer, "/publicKey") ||
	       strstr(pointer, "/publicKey/") ||
	       (as == CLR_ENDORSEMENT && streq(pointer, "/issuer"));
}

static void
take(struct findings *f, enum class_id as, const struct problem *problem)
{
	bool is_error = problem->severity == PROBLEM_ERROR &&
			!is_readable(as, problem->pointer);

	/* a part needs no context of its own; no signature is told apart */
	if (streq(problem->rule, "G-3") || streq(problem->rule, "Q-19"))
		return;
	if (is_error && !f->first)
		f->first = problem->words;
	if (f->errors + f->warnings < MOST_TOLD)
		str_addf(&f->told, "%s%s", f->told.len ? " " : "",
			 problem->words);
	if (is_error)
		f->errors++;
	else
		f->warnings++;
}

/* An Open Badge has members of another standard: what a check needs of it is
 * there. */
static void
check_badge(struct verify_subject *x)
{
	static const char *const needed[] = { "recipient", "issuedOn",
					      "badge" };

	for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
		if (!json_object_get(x->doc, needed[i]) &&
		    !json_is_true(json_object_get(x->doc, "revoked"))) {
			verify_job_say(x, CHECK_DATA, VERIFY_FAILED,
				       "It is an Open Badge, but “%s” is "
				       "missing.",
				       needed[i]);
			return;
		}
	verify_job_say(x, CHECK_DATA, VERIFY_PASSED,
		       "It is an Open Badge, and has what is needed.");
}

/* What the document cannot be without (D-1 and the rows with R), by its
 * label; NULL: nothing.  Of a hosted one that was not got only the id is
 * looked at anyway. */
static const char *
missing_of(const struct verify_subject *x)
{
	const struct property *p = walk_class(x->as)->properties;
	bool is_revoked = json_is_true(walk_get(x->doc, x->as, "revoked"));

	if (x->how == HOW_HOSTED && x->doc == x->given)
		return NULL;
	for (; p->name; p++) {
		bool is_needed = (p->flags & REQUIRED) ||
				 ((p->flags & UNLESS_REVOKED) && !is_revoked);

		if (is_needed && p->type.of != CLR_VERIFICATION &&
		    !walk_value(x->doc, p))
			return p->label;
	}
	return NULL;
}

static void
say(struct verify_subject *x, const struct findings *f)
{
	const char *missing = missing_of(x);
	struct verify_check *check;

	if (missing)
		check = verify_job_say(x, CHECK_DATA, VERIFY_FAILED,
				       "Its content is not complete: “%s” is "
				       "missing.",
				       missing);
	else if (f->errors > 0)
		check = verify_job_say(x, CHECK_DATA, VERIFY_FAILED,
				       "Its content cannot be taken. %s",
				       f->first);
	else if (f->warnings == 1)
		check = verify_job_say(x, CHECK_DATA, VERIFY_PASSED,
				       "Its content can be understood; in one "
				       "place it departs from the standard.");
	else if (f->warnings > 1)
		check = verify_job_say(x, CHECK_DATA, VERIFY_PASSED,
				       "Its content can be understood; in %zu "
				       "places it departs from the standard.",
				       f->warnings);
	else
		check = verify_job_say(x, CHECK_DATA, VERIFY_PASSED,
				       "Its content is as the standard asks.");
	if (f->told.len > 0)
		check->evidence.detail = f->told.s;
}

void
verify_data(struct verify_subject *x, const struct problems *known)
{
	struct problems found;
	struct findings f = { 0 };

	if (x->as == CLR_ASSERTION && json_object_get(x->doc, "badge") &&
	    !walk_get(x->doc, CLR_ASSERTION, "achievement")) {
		check_badge(x);
		return;
	}
	if (!known) {
		problems_init(&found, x->job->mem, MOST_KEPT);
		check_doc(x->doc, x->as, CHECK_LENIENT, "", x->job->ask->limits,
			  &found);
		known = &found;
	}
	str_init(&f.told, x->job->mem);
	for (size_t i = 0; i < known->count; i++)
		if (!is_of_part(x->as, known->items[i].pointer))
			take(&f, x->as, &known->items[i]);
	say(x, &f);
}
