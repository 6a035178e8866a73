/*
 * What the checks of a document come to, and how a report calls it.
 *
 * Each check stands in its own file; here the worst of them is found.
 * Called by verify_part.c, after all checks and all parts.
 */
#include "verify/verify_verdict.h"

#include "model/walk.h"
#include "verify/verify_issuer.h"
#include "verify/verify_words.h"

const char *
verify_verdict_of(struct verify_job *job, const json_t *doc, enum class_id as)
{
	const char *name;

	if (as == CLR_ASSERTION)
		name = walk_text(verify_issuer_award(job, doc), CLR_ACHIEVEMENT,
				 "name");
	else if (as == CLR_ENDORSEMENT)
		return NULL;
	else
		name = walk_text(doc, as, "name");
	return name;
}

static enum verify_verdict
verdict_of(const struct verify_subject *x, const struct verify_check *check)
{
	if (check->outcome == VERIFY_FAILED) {
		if (check->what == CHECK_REVOKED)
			return VERDICT_REVOKED;
		if (check->what == CHECK_DATES && x->is_expired)
			return VERDICT_EXPIRED;
		return VERDICT_INVALID;
	}
	if (check->outcome == VERIFY_UNSURE && !x->is_minor[check->what])
		return VERDICT_UNVERIFIABLE;
	return VERDICT_VALID;
}

/* The worst of its checks; valid only with a proof. */
static enum verify_verdict
judge(struct verify_subject *x)
{
	enum verify_verdict worst = x->has_proof ? VERDICT_VALID
						 : VERDICT_UNVERIFIABLE;

	x->is_minor[CHECK_ISSUER] = x->is_minor[CHECK_LINKS] = true;
	for (size_t i = 0; i < VERIFY_WHAT__MAX; i++) {
		enum verify_verdict verdict = verdict_of(x,
							 &x->part->checks[i]);

		if (verdict > worst)
			worst = verdict;
	}
	return worst;
}

/* What a report calls it. */
static void
name_part(struct verify_subject *x)
{
	static const char *const words[] = { "", "Hosted", "Signed" };
	struct arena *mem = x->job->mem;
	struct verify_part *part = x->part;
	const char *name = x->as == CLR_ENDORSEMENT
				   ? x->about
				   : verify_verdict_of(x->job, x->doc, x->as);

	part->id = verify_words_cut(mem, verify_job_text(x->doc, "id"),
				    VERIFY_ID);
	part->name = verify_words_cut(mem, name, VERIFY_NAME);
	part->issuer = verify_words_cut(mem, x->issuer.name, VERIFY_NAME);
	part->issuer_id = verify_words_cut(mem, x->issuer.id, VERIFY_ID);
	part->how = words[x->how];
}

void
verify_verdict(struct verify_subject *x)
{
	x->part->verdict = judge(x);
	name_part(x);
	x->part->words = verify_words_part(x);
}
