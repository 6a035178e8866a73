/*
 * Who the issuer of a document is, and how far one knows it (CLR 1.0 §4.1).
 *
 * A profile in somebody's JSON proves nothing by itself: the one at its own
 * address counts, and the name of neither is a proof.  Called for each
 * document under check.
 */
#include "verify/verify_issuer.h"

#include "base/str.h"
#include "model/walk.h"
#include "verify/verify_words.h"

/* The badge of an Open Badge: in it, or at its address (CLR 1.0 §6). */
static const json_t *
badge_of(struct verify_job *job, const json_t *assertion)
{
	const json_t *badge = json_object_get(assertion, "badge");
	const char *url = json_string_value(badge);
	const json_t *doc;

	if (!verify_job_is_web(url))
		return json_is_object(badge) ? badge : NULL;
	doc = verify_job_doc(job, verify_job_get(job, url));
	return streq(verify_job_text(doc, "id"), url) ? doc : NULL;
}

const json_t *
verify_issuer_award(struct verify_job *job, const json_t *assertion)
{
	const json_t *award = walk_get(assertion, CLR_ASSERTION, "achievement");

	return json_is_object(award) ? award : badge_of(job, assertion);
}

const json_t *
verify_issuer_of(struct verify_job *job, enum class_id as, const json_t *doc)
{
	const json_t *issuer;

	switch (as) {
	case CLR_CLR:
		issuer = walk_get(doc, CLR_CLR, "publisher");
		break;
	case CLR_ASSERTION:
		issuer = walk_get(verify_issuer_award(job, doc),
				  CLR_ACHIEVEMENT, "issuer");
		break;
	default:
		issuer = walk_get(doc, CLR_ENDORSEMENT, "issuer");
	}
	return verify_job_id(issuer) ? issuer : NULL;
}

/* The profile at its own address: with that id, and not sent there by
 * another host. */
static const json_t *
served(struct verify_job *job, struct verify_issuer *issuer)
{
	struct verify_asked *asked = verify_job_get(job, issuer->id);
	const json_t *doc = verify_job_doc(job, asked);

	issuer->asked = asked;
	if (!streq(verify_job_text(doc, "id"), issuer->id) ||
	    !verify_origin_same(job->mem, asked->answer.url, issuer->id))
		return NULL;
	return doc;
}

void
verify_issuer_read(struct verify_job *job, const json_t *profile,
		   struct verify_issuer *out)
{
	*out = (struct verify_issuer){ .id = verify_job_id(profile) };
	if (!out->id)
		return;
	out->embedded = json_is_object(profile) ? profile : NULL;
	out->is_web = verify_job_is_web(out->id);
	if (out->is_web)
		out->served = served(job, out);
	out->name = walk_text(out->served, CLR_PROFILE, "name");
	if (!out->name)
		out->name = walk_text(out->embedded, CLR_PROFILE, "name");
}

const json_t *
verify_issuer_profile(const struct verify_issuer *issuer)
{
	return issuer->served ? issuer->served : issuer->embedded;
}

void
verify_issuer_scope(const struct verify_issuer *issuer, bool with_prefix,
		    struct verify_scope *out)
{
	const json_t *verification = walk_get(verify_issuer_profile(issuer),
					      CLR_PROFILE, "verification");

	*out = (struct verify_scope){
		.issuer = issuer->id,
		.verification = json_is_object(verification) ? verification
							     : NULL,
		.is_served = issuer->served != NULL,
		.with_prefix = with_prefix,
	};
}

/* Has its own domain served both the profile and what proves the document? */
static bool
is_own_domain(const struct verify_subject *x)
{
	const struct verify_issuer *issuer = &x->issuer;
	struct arena *mem = x->job->mem;

	if (!x->has_proof || !issuer->served)
		return false;
	if (x->jws)
		return x->is_key_confirmed &&
		       verify_origin_same(mem, x->key_url, issuer->id);
	return x->hosted && verify_origin_same(mem, x->hosted->url, issuer->id);
}

/* What the institution or the DNS knows of it; NULL.  It counts for a proof
 * that is bound to this id: by its domain, or by a key that is known. */
static const char *
known_words(const struct verify_subject *x)
{
	const struct verify_source *source = x->job->source;
	struct verify_key_life life;
	bool is_bound = x->issuer.is_web;

	if (!x->has_proof || !source->known_issuer)
		return NULL;
	if (!is_bound && x->key_url && source->key_life)
		is_bound = source->key_life(source->data, x->key_url, &life);
	return is_bound ? source->known_issuer(source->data, x->job->mem,
					       x->issuer.id)
			: NULL;
}

/* Does it stand in what the same issuer has signed? */
static bool
is_covered(const struct verify_subject *x)
{
	return !x->jws && x->within && x->within->jws && x->within->has_proof &&
	       streq(x->issuer.id, x->within->issuer.id);
}

/* Nobody has proved anything of the name. */
static void
say_unproven(struct verify_subject *x)
{
	const char *name = verify_words_cut(x->job->mem, x->issuer.name,
					    VERIFY_NAME);
	struct verify_check *check;

	if (!x->issuer.id)
		check = verify_job_say(x, CHECK_ISSUER, VERIFY_UNSURE,
				       "It does not say who it is from.");
	else if (!*name)
		check = verify_job_say(x, CHECK_ISSUER, VERIFY_UNSURE,
				       "Who it is from gives no name, and "
				       "nothing here proves who that is.");
	else
		check = verify_job_say(x, CHECK_ISSUER, VERIFY_UNSURE,
				       "It says it is “%s”; %s.", name,
				       is_covered(x)
					       ? "the record around it is "
						 "signed by the same"
					       : "nothing here proves that");
	check->advice = "Ask the institution itself, at an address that you "
			"know from elsewhere.";
	if (x->issuer.asked)
		verify_job_rests(check, x->issuer.asked);
}

/* The document calls its issuer otherwise than the issuer does itself. */
static const char *
other_name(const struct verify_subject *x)
{
	const char *name = walk_text(x->issuer.embedded, CLR_PROFILE, "name");

	if (!name || streq(name, x->issuer.name))
		return NULL;
	return arena_printf(x->job->mem, "The document calls it “%s”.",
			    verify_words_cut(x->job->mem, name, VERIFY_NAME));
}

void
verify_issuer_trust(struct verify_subject *x)
{
	struct arena *mem = x->job->mem;
	const char *known = known_words(x);
	bool is_own = is_own_domain(x);
	struct verify_check *check;
	struct str words;

	if (!known && !is_own) {
		say_unproven(x);
		return;
	}
	str_init(&words, mem);
	str_addf(&words, "It is from %s", verify_words_issuer(x));
	if (is_own)
		str_addf(&words,
			 ": %s, the domain of its own id, publishes "
			 "its profile and %s.",
			 verify_origin_host(mem, x->issuer.id),
			 x->jws ? "its key" : "this document");
	else
		str_addc(&words, '.');
	if (known)
		str_addf(&words, " %s", known);
	check = verify_job_say(x, CHECK_ISSUER, VERIFY_PASSED, "%s", words.s);
	if (!known)
		check->advice = "A name can be anybody's: make sure that this "
				"domain is that of the institution you mean.";
	if (x->issuer.asked)
		verify_job_rests(check, x->issuer.asked);
	check->evidence.detail = other_name(x);
}
