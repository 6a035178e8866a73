/*
 * Proof by the document at its own address (CLR 1.0 §4.2).
 *
 * First whether the issuer's documents may live there, then what is there;
 * and the same again for who the document got there says it is from.
 * Called for each document that says it is Hosted.
 */
#include "verify/proof_hosted.h"

#include "base/str.h"
#include "model/same.h"
#include "model/walk.h"
#include "verify/verify_issuer.h"
#include "verify/verify_words.h"

/* What an address outside the issuer's is told as; of the others one may
 * not be sure. */
static bool
is_refused(enum verify_origin origin)
{
	return origin == ORIGIN_NO_URL || origin == ORIGIN_PREFIX ||
	       origin == ORIGIN_FOREIGN;
}

/* clang-format off */
/* What it comes to: "Its address is on HOST", ${middle}, who it is from,
 * ${end}. */
static const struct {
	enum verify_outcome outcome;
	const char *middle, *end;
} origins[] = {
	[ORIGIN_OWN] = { VERIFY_PASSED, ", where ", " is at home." },
	[ORIGIN_LISTED] = { VERIFY_PASSED,
		", one of the hosts that ", " names for its documents." },
	[ORIGIN_CLAIMED] = { VERIFY_UNSURE,
		"; that ", " publishes there is said by the document alone." },
	[ORIGIN_NO_RULE] = { VERIFY_UNSURE,
		"; ", " has no address of its own to compare that with." },
	[ORIGIN_NO_URL] = { VERIFY_FAILED,
		" that cannot be told for sure, and so not one of ", "." },
	[ORIGIN_PREFIX] = { VERIFY_FAILED,
		"; it does not begin as those of ", " do." },
	[ORIGIN_FOREIGN] = { VERIFY_FAILED,
		", which is not a host of ", "." },
};
/* clang-format on */

/* Judge where ${x} lives by the profile of its issuer; say so. */
static enum verify_origin
check_origin(struct verify_subject *x, const char *id)
{
	struct arena *mem = x->job->mem;
	const char *host = verify_origin_host(mem, id);
	struct verify_scope scope;
	struct verify_check *check;
	enum verify_origin origin;

	verify_issuer_scope(&x->issuer, true, &scope);
	origin = verify_origin(mem, id, &scope);
	check = verify_job_say(x, CHECK_ORIGIN, origins[origin].outcome,
			       "Its address is on %s%s%s%s",
			       host ? verify_words_cut(mem, host, VERIFY_NAME)
				    : "a host",
			       origins[origin].middle, verify_words_issuer(x),
			       origins[origin].end);
	check->evidence.url = id;
	if (x->issuer.asked && !x->issuer.served)
		check->evidence.detail = arena_printf(
			mem, "The profile at %s could not be had: %s.",
			verify_words_cut(mem, x->issuer.id, VERIFY_ID),
			verify_job_why(x->job, x->issuer.asked));
	return origin;
}

/* Say what came of asking, with the answer. */
static struct verify_check *
say(struct verify_subject *x, enum verify_outcome outcome, const char *words)
{
	struct verify_check *check = verify_job_say(x, CHECK_HOSTED, outcome,
						    "%s", words);

	verify_job_rests(check, x->hosted);
	return check;
}

/* A record is given only to those who may read it; its owner can ask. */
static bool
needs_authorization(const struct verify_subject *x, long status)
{
	return x->as == CLR_CLR && (status == 401 || status == 403);
}

/* An answer without the document. */
static void
take_refusal(struct verify_subject *x)
{
	long status = x->hosted->answer.status;
	const char *why = verify_job_why(x->job, x->hosted);
	bool is_later = status == 408 || status == 421 || status == 429;

	if (status == 410) {
		x->is_gone = true;
		say(x, VERIFY_UNSURE,
		    "Its address answers that it was taken back (410).");
	} else if (needs_authorization(x, status)) {
		say(x, VERIFY_UNSURE,
		    "Needs authorization: its publisher shows it only to "
		    "those who may read it.")
			->advice = "Ask the learner for the record as a signed "
				   "file, or to open it from the publisher.";
	} else if (status >= 400 && status < 500 && !is_later) {
		say(x, VERIFY_FAILED,
		    arena_printf(x->job->mem,
				 "Its address does not confirm it: %s.", why));
	} else {
		say(x, VERIFY_UNSURE,
		    arena_printf(x->job->mem,
				 "Its address could not be asked: %s.", why))
			->advice = "Check it again later.";
	}
}

/* Why ${doc} is not the document that was asked for; NULL: it is. */
static const char *
why_not(const struct verify_subject *x, const json_t *doc, const char *id)
{
	enum class_id as = walk_guess(doc);

	if (!doc)
		return "What its address answers is no JSON document.";
	if (!streq(verify_job_text(doc, "id"), id))
		return "The document at its address has another id.";
	if (as != CLASS_NONE && as != x->as &&
	    !json_is_true(json_object_get(doc, "revoked")))
		return "The document at its address is of another kind.";
	return NULL;
}

/* Was the question sent on to a host that is not the issuer's?  Says so. */
static bool
is_sent_away(struct verify_subject *x, const char *id)
{
	const struct verify_answer *answer = &x->hosted->answer;
	struct arena *mem = x->job->mem;
	struct verify_scope scope;

	verify_issuer_scope(&x->issuer, false, &scope);
	if (answer->status == 0 || streq(answer->url, id) ||
	    !is_refused(verify_origin(mem, answer->url, &scope)))
		return false;
	say(x, VERIFY_FAILED,
	    arena_printf(mem, "Its address sends on to another host, %s.",
			 verify_words_cut(mem,
					  verify_origin_host(mem, answer->url),
					  VERIFY_NAME)));
	return true;
}

/* All that is left where it was is that it was taken back. */
static bool
is_stub(const struct verify_subject *x, const json_t *doc)
{
	return json_is_true(walk_get(doc, x->as, "revoked")) &&
	       !verify_issuer_of(x->job, x->as, doc);
}

/* The document that was got takes the place of the one in hand. */
static void
replace(struct verify_subject *x, const json_t *doc, const char *id)
{
	enum verify_origin origin;

	x->doc = doc;
	x->part->is_outdated = !same_docs(x->given, doc);
	verify_issuer_read(x->job, verify_issuer_of(x->job, x->as, doc),
			   &x->issuer);
	origin = check_origin(x, id);
	if (is_sent_away(x, id))
		return;
	x->has_proof = origin == ORIGIN_OWN || origin == ORIGIN_LISTED;
	if (x->part->is_outdated)
		say(x, VERIFY_PASSED,
		    "It was got from its own address. What is said there "
		    "differs from the copy in hand, and counts in its place.")
			->advice = "Ask for a fresh copy.";
	else
		say(x, VERIFY_PASSED,
		    "It was got from its own address, and says the same.");
}

/* Look at what the address answered. */
static void
take_answer(struct verify_subject *x, const char *id)
{
	const json_t *doc;
	const char *why;

	if (is_sent_away(x, id))
		return;
	if (x->hosted->answer.status != 200) {
		take_refusal(x);
		return;
	}
	doc = verify_job_doc(x->job, x->hosted);
	why = why_not(x, doc, id);
	if (why) {
		say(x, VERIFY_FAILED, why)->evidence.detail = x->hosted->error;
	} else if (is_stub(x, doc)) {
		x->is_gone = true;
		say(x, VERIFY_UNSURE,
		    "Its address answers that it was taken back.");
	} else {
		replace(x, doc, id);
	}
}

void
proof_hosted(struct verify_subject *x)
{
	const char *id = verify_job_text(x->given, "id");

	if (!verify_job_is_web(id)) {
		verify_job_say(x, CHECK_HOSTED, VERIFY_UNSURE,
			       "It says that it can be checked at its own "
			       "address, but its id is no web address: not "
			       "verifiable.");
		return;
	}
	if (x->issuer.id && is_refused(check_origin(x, id))) {
		verify_job_say(x, CHECK_HOSTED, VERIFY_UNSURE,
			       "Its address was not asked, for it is not the "
			       "issuer's.");
		return;
	}
	x->hosted = verify_job_get(x->job, id);
	take_answer(x, id);
}
