/*
 * Was it taken back (CLR 1.0 §4.3(7), §4.5)?
 *
 * A list of others has no dates: as of the past it tells only what was not
 * revoked since.  Called for each document under check.
 */
#include "verify/proof_revoked.h"

#include <string.h>

#include "base/str.h"
#include "model/jsonmem.h"
#include "model/walk.h"
#include "verify/verify_issuer.h"
#include "verify/verify_words.h"

/* Looked up so often, a list is put into an index. */
#define LOOKUPS 2

/* What the list came to. */
enum listed {
	LIST_NAMES,	/* it names the document */
	LIST_DOES_NOT,	/* it was read, and does not */
	LIST_NOT_THERE, /* the issuer has none */
	LIST_NOT_READ	/* it could not be had */
};

struct lookup {
	enum listed came_to;
	struct verify_asked *asked; /* or NULL */
	const char *reason;	    /* that the list gives, or NULL */
	const char *why;	    /* it could not be had */
};

/* The entry of ${list} for ${id}: a text, or an object; NULL. */
static const json_t *
scan(const json_t *list, const char *id)
{
	size_t count = json_array_size(list);

	for (size_t i = 0; i < count; i++) {
		const json_t *entry = json_array_get(list, i);

		if (streq(verify_job_id(entry), id))
			return entry;
	}
	return NULL;
}

static json_t *
index_of(const json_t *list)
{
	json_t *index = json_object();
	size_t count = json_array_size(list);

	for (size_t i = 0; i < count; i++) {
		json_t *entry = json_array_get(list, i);
		const char *id = verify_job_id(entry);

		if (id)
			json_object_set(index, id, entry);
	}
	return index;
}

static const json_t *
find(struct verify_job *job, struct verify_asked *asked, const char *id)
{
	const json_t *list = json_object_get(asked->doc, "revokedAssertions");

	if (asked->lookups++ < LOOKUPS)
		return scan(list, id);
	if (!asked->revoked) {
		asked->revoked = index_of(list);
		jsonmem_defer(job->mem, asked->revoked);
	}
	return json_object_get(asked->revoked, id);
}

/* Is ${doc} a revocation list? */
static bool
is_list(const json_t *doc)
{
	return json_is_array(json_object_get(doc, "revokedAssertions")) ||
	       walk_guess(doc) == CLR_REVOCATION_LIST;
}

/* Ask the list of ${x}'s issuer. */
static void
look_up(struct verify_subject *x, const char *id, struct lookup *out)
{
	const char *url = walk_text(x->issuer.served, CLR_PROFILE,
				    "revocationList");
	const json_t *doc, *entry;

	if (!url)
		url = walk_text(x->issuer.embedded, CLR_PROFILE,
				"revocationList");
	*out = (struct lookup){ .came_to = LIST_NOT_THERE };
	if (!url)
		return;
	out->came_to = LIST_NOT_READ;
	out->why = "its address is no web address";
	if (!verify_job_is_web(url))
		return;
	out->asked = verify_job_get(x->job, url);
	doc = verify_job_doc(x->job, out->asked);
	out->why = verify_job_why(x->job, out->asked);
	if (!is_list(doc))
		return;
	out->why = "the list there is another issuer's";
	if (!streq(verify_job_id(json_object_get(doc, "issuer")), x->issuer.id))
		return;
	entry = find(x->job, out->asked, id);
	out->came_to = entry ? LIST_NAMES : LIST_DOES_NOT;
	out->reason = verify_job_text(entry, "revocationReason");
}

/* What says that it was taken back. */
struct taken {
	int64_t at;	    /* 0: not known */
	const char *reason; /* or NULL */
	const struct verify_asked *asked;
	bool is_own_word; /* of a document without proof, and no more */
};

/* It is not to be relied on any more. */
static struct verify_check *
say_taken(struct verify_subject *x, const struct taken *taken)
{
	struct arena *mem = x->job->mem;
	const char *reason = verify_words_cut(mem, taken->reason, VERIFY_NAME);
	size_t len = strlen(reason);
	struct verify_check *check;
	struct str words;

	str_init(&words, mem);
	if (taken->is_own_word)
		str_add(&words, "It says itself that it was taken back");
	else
		str_add(&words, "It was taken back");
	if (taken->at)
		str_addf(&words, " on %s", verify_words_day(mem, taken->at));
	if (!taken->is_own_word)
		str_addf(&words, " by %s", verify_words_issuer(x));
	if (len > 0)
		str_addf(&words, ": %s", reason);
	if (len == 0 || !strchr(".!?", reason[len - 1]))
		str_addc(&words, '.');
	check = verify_job_say(x, CHECK_REVOKED, VERIFY_FAILED, "%s", words.s);
	check->advice = "Do not rely on it. Ask the learner or the issuer what "
			"holds today.";
	return check;
}

/* It is revoked today: say what that means as of the moment asked for. */
static void
say_revoked(struct verify_subject *x, const struct taken *taken)
{
	struct verify_check *check;

	if (x->job->is_past && taken->at > x->job->as_of) {
		check = verify_job_say(
			x, CHECK_REVOKED, VERIFY_PASSED,
			"It was not revoked then; it was revoked on %s.",
			verify_words_day(x->job->mem, taken->at));
	} else if (x->job->is_past && !taken->at) {
		check = verify_job_say(x, CHECK_REVOKED, VERIFY_UNSURE,
				       "It is revoked today. Whether it was "
				       "already then is not known: its issuer "
				       "gives no date.");
		check->advice = "Ask the issuer when it was revoked.";
	} else {
		check = say_taken(x, taken);
	}
	if (taken->asked)
		verify_job_rests(check, taken->asked);
}

/* Its issuer has no list. */
static void
say_no_list(struct verify_subject *x)
{
	if (x->hosted && x->has_proof) {
		verify_job_rests(
			verify_job_say(x, CHECK_REVOKED, VERIFY_PASSED,
				       "It is not revoked: its issuer still "
				       "publishes it."),
			x->hosted);
		return;
	}
	verify_job_say(x, CHECK_REVOKED, VERIFY_UNSURE,
		       x->issuer.id ? "Its issuer names no revocation list: "
				      "there is nowhere to ask whether it was "
				      "taken back."
				    : "It does not say who issued it, so that "
				      "nobody can be asked whether it was "
				      "taken back.");
	x->is_minor[CHECK_REVOKED] = x->issuer.id != NULL;
}

static void
say_not_read(struct verify_subject *x, const struct lookup *lookup)
{
	struct verify_check *check;

	if (x->hosted && x->has_proof) {
		say_no_list(x);
		check = verify_job_check(x, CHECK_REVOKED);
		check->evidence.detail = arena_printf(
			x->job->mem, "The issuer's list could not be read: %s.",
			lookup->why);
		return;
	}
	check = verify_job_say(x, CHECK_REVOKED, VERIFY_UNSURE,
			       "Its issuer's revocation list could not be "
			       "read: %s.",
			       lookup->why);
	check->advice = "Check it again later.";
	if (lookup->asked)
		verify_job_rests(check, lookup->asked);
}

/* Nothing says that it was taken back. */
static void
say_not_revoked(struct verify_subject *x, const struct lookup *lookup)
{
	if (lookup->came_to == LIST_NOT_THERE)
		say_no_list(x);
	else if (lookup->came_to == LIST_NOT_READ)
		say_not_read(x, lookup);
	else
		verify_job_rests(
			verify_job_say(x, CHECK_REVOKED, VERIFY_PASSED,
				       "It is not revoked: its issuer's list "
				       "does not name it."),
			lookup->asked);
}

void
proof_revoked(struct verify_subject *x)
{
	const struct verify_source *source = x->job->source;
	const char *id = verify_job_text(x->doc, "id");
	bool is_own = json_is_true(walk_get(x->doc, x->as, "revoked"));
	struct lookup lookup = { .came_to = LIST_NOT_THERE };
	struct taken taken = { 0 };

	if (id && source->revoked_at)
		taken.at = source->revoked_at(source->data, id);
	if (id && x->issuer.id)
		look_up(x, id, &lookup);
	if (!taken.at && !is_own && !x->is_gone &&
	    lookup.came_to != LIST_NAMES) {
		say_not_revoked(x, &lookup);
		return;
	}
	if (lookup.came_to == LIST_NAMES)
		taken.asked = lookup.asked;
	else if (x->hosted)
		taken.asked = x->hosted;
	taken.is_own_word = !taken.at && !taken.asked && !x->has_proof;
	taken.reason = walk_text(x->doc, x->as, "revocationReason");
	if (!taken.reason && x->hosted)
		taken.reason = walk_text(x->hosted->doc, x->as,
					 "revocationReason");
	if (!taken.reason)
		taken.reason = lookup.reason;
	say_revoked(x, &taken);
}
