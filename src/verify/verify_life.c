/*
 * When a key held: since when it is used, replaced or not to be trusted.
 *
 * A signature does not tell when it was made, so that the document's own
 * issuedOn is taken for it: whoever stole a key can write an earlier one,
 * and the words say so.  Called by proof_signed.c for a signature that fits.
 */
#include "verify/verify_life.h"

#include "model/walk.h"
#include "verify/verify_words.h"

/* A remark to a check that passes. */
static void
add(struct verify_subject *x, const char *words)
{
	struct verify_check *check = verify_job_check(x, CHECK_KEY);

	check->words = arena_printf(x->job->mem, "%s %s", check->words, words);
}

/* Say another outcome, with the evidence there is. */
static void
turn(struct verify_subject *x, enum verify_outcome outcome, const char *words)
{
	struct verify_check *check = verify_job_check(x, CHECK_KEY);

	check->outcome = outcome;
	check->words = words;
	check->advice = outcome == VERIFY_FAILED
				? "Ask the issuer to sign it again."
				: NULL;
}

/* It is not to be trusted from some day on. */
static void
judge_trust(struct verify_subject *x, const struct moment *issued, int64_t from)
{
	struct arena *mem = x->job->mem;
	const char *day = verify_words_day(mem, from);

	if (from > x->job->as_of)
		add(x, arena_printf(mem,
				    "It was reported as compromised "
				    "later, from %s on.",
				    day));
	else if (issued->epoch >= from)
		turn(x, VERIFY_FAILED,
		     arena_printf(mem,
				  "The key has been compromised since %s; "
				  "what it signed since then proves "
				  "nothing.",
				  day));
	else
		add(x, arena_printf(mem,
				    "It has been compromised since %s; "
				    "this was issued before, as it says "
				    "itself.",
				    day));
}

/* It signs no more since some day. */
static void
judge_end(struct verify_subject *x, const struct moment *issued, int64_t ends)
{
	struct arena *mem = x->job->mem;
	const char *day = verify_words_day(mem, ends);

	if (ends > x->job->as_of)
		return;
	if (issued->epoch > ends + VERIFY_SKEW)
		turn(x, VERIFY_FAILED,
		     arena_printf(mem,
				  "The key was replaced on %s, and this "
				  "says it was issued after that.",
				  day));
	else
		add(x, arena_printf(mem,
				    "It was replaced on %s; what it "
				    "signed before still holds.",
				    day));
}

/* The time of signing is not told by a signature: it is taken to be the
 * document's issuedOn. */
static void
judge(struct verify_subject *x, const struct verify_key_life *life)
{
	const char *text = walk_text(x->doc, x->as, "issuedOn");
	bool is_limited = (life->ends && life->ends <= x->job->as_of) ||
			  (life->untrusted_from &&
			   life->untrusted_from <= x->job->as_of);
	struct moment issued = { 0 };

	if (life->begins > x->job->as_of) {
		turn(x, VERIFY_UNSURE,
		     arena_printf(x->job->mem,
				  "This key has been in use since %s only: "
				  "nothing was signed with it then.",
				  verify_words_day(x->job->mem, life->begins)));
		return;
	}
	if (is_limited && (!text || clock_parse(text, true, &issued) != OK ||
			   issued.is_unknown)) {
		turn(x, VERIFY_UNSURE,
		     "The key is no longer in use, and the document does not "
		     "say when it was issued.");
		return;
	}
	if (life->ends)
		judge_end(x, &issued, life->ends);
	if (life->untrusted_from &&
	    verify_job_check(x, CHECK_KEY)->outcome != VERIFY_FAILED)
		judge_trust(x, &issued, life->untrusted_from);
}

void
verify_life(struct verify_subject *x, const struct verify_key *key)
{
	const struct verify_source *source = x->job->source;
	struct verify_key_life life = { 0 };

	if (verify_job_check(x, CHECK_KEY)->outcome == VERIFY_FAILED)
		return;
	if (source->key_life && source->key_life(source->data, key->url, &life))
		judge(x, &life);
	else if (x->job->is_past &&
		 verify_job_check(x, CHECK_KEY)->outcome == VERIFY_PASSED)
		add(x, "Whether it was its key on that day is not known here.");
}
