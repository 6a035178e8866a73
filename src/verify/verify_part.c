/*
 * One document under check, with all that is in it: each check in its turn,
 * then the assertions and endorsements within, then the verdict.
 *
 * What a check asks stands in its own file.  Called by verify.c.
 */
#include "verify/verify_part.h"

#include <string.h>

#include "base/str.h"
#include "model/jsonmem.h"
#include "model/room.h"
#include "model/walk.h"
#include "verify/proof_hosted.h"
#include "verify/proof_revoked.h"
#include "verify/proof_signed.h"
#include "verify/verify_data.h"
#include "verify/verify_dates.h"
#include "verify/verify_issuer.h"
#include "verify/verify_links.h"
#include "verify/verify_parts.h"
#include "verify/verify_recipient.h"
#include "verify/verify_verdict.h"
#include "verify/verify_words.h"

/* clang-format off */
/* What is said of a check that nothing was found for. */
static const char *const not_needed[VERIFY_WHAT__MAX] = {
	[CHECK_FORMAT] = "There is nothing to read.",
	[CHECK_DATA] = "Its content was not looked at.",
	[CHECK_HOSTED] = "It does not say that it can be checked at its own "
			 "address.",
	[CHECK_SIGNATURE] = "It is not signed: its proof is at its own "
			    "address.",
	[CHECK_KEY] = "There is no signature that a key could be asked for.",
	[CHECK_ORIGIN] = "Where it is kept does not matter.",
	[CHECK_REVOKED] = "Nobody was asked whether it was taken back.",
	[CHECK_DATES] = "Its dates were not looked at.",
	[CHECK_RECIPIENT] = "There is no recipient to compare.",
	[CHECK_ENDORSES] = "It is no endorsement.",
	[CHECK_LINKS] = "The pages it links to were not asked for.",
	[CHECK_ISSUER] = "Who it is from was not asked.",
};

/* How a document says that it is proven; Open Badges have words of their
 * own (CLR 1.0 §4.5). */
static const struct {
	const char *type;
	enum verify_how how;
} hows[] = {
	{ "Hosted", HOW_HOSTED }, { "HostedBadge", HOW_HOSTED },
	{ "Signed", HOW_SIGNED }, { "SignedBadge", HOW_SIGNED },
};
/* clang-format on */

static enum verify_how
how_of(const struct verify_subject *x)
{
	const json_t *verification = walk_get(x->given, x->as, "verification");
	const char *type;

	if (x->jws)
		return HOW_SIGNED;
	if (!verification && json_object_get(x->given, "badge"))
		verification = json_object_get(x->given, "verify");
	if (json_is_string(verification))
		type = json_string_value(verification);
	else
		type = verify_job_text(verification, "type");
	for (size_t i = 0; i < sizeof hows / sizeof hows[0]; i++)
		if (strieq(hows[i].type, type))
			return hows[i].how;
	return HOW_NONE;
}

/* Every check, with nothing found yet. */
static void
begin(struct verify_subject *x)
{
	struct verify_part *part = x->part;

	part->checks_count = VERIFY_WHAT__MAX;
	part->checks = arena_array(x->job->mem, VERIFY_WHAT__MAX,
				   sizeof *part->checks);
	for (size_t i = 0; i < VERIFY_WHAT__MAX; i++)
		part->checks[i] = (struct verify_check){
			.what = (enum verify_what)i,
			.outcome = VERIFY_NOT_NEEDED,
			.words = not_needed[i],
		};
	part->id = part->name = part->issuer = part->issuer_id = "";
	part->how = "";
}

/* ---- What is in it */

/* A walk over the parts of a document. */
struct inner {
	struct verify_subject *x;
	const json_t **docs; /* of the parts so far, as they are judged */
	json_t *targets;     /* ids in the record; NULL: not asked for yet */
};

/* All that an endorsement of a record may be about. */
static json_t *
targets_of(struct inner *inner)
{
	const struct verify_part *part = inner->x->part;
	struct arena *mem = inner->x->job->mem;

	if (inner->targets)
		return inner->targets;
	inner->targets = json_object();
	verify_parts_ids(mem, inner->x->doc, inner->x->as, inner->targets);
	for (size_t i = 0; i < part->parts_count; i++)
		if (part->parts[i].as == CLR_ASSERTION && inner->docs[i])
			verify_parts_ids(mem, inner->docs[i], CLR_ASSERTION,
					 inner->targets);
	return inner->targets;
}

static struct verify_part *
new_part(struct inner *inner)
{
	struct verify_part *part = inner->x->part;
	struct arena *mem = inner->x->job->mem;

	inner->docs = room_more(mem, inner->docs, part->parts_count,
				sizeof *inner->docs);
	part->parts = room_more(mem, part->parts, part->parts_count,
				sizeof *part->parts);
	part->parts[part->parts_count] = (struct verify_part){ 0 };
	return &part->parts[part->parts_count++];
}

static void
check_subject(struct verify_subject *x, const struct verify_given *given);

/* Read what came signed, of the class that is expected. */
static void
open_signed(struct verify_subject *x, struct verify_given *given)
{
	struct compact compact;
	enum class_id as;

	if (!given->jws) {
		given->error = "It is no signed text where one is expected.";
	} else if (load_compact(x->job->mem, given->jws, strlen(given->jws),
				x->job->ask->limits, &compact) != OK) {
		given->error = arena_strdup(x->job->mem, fail_last()->text);
	} else {
		as = walk_guess(compact.payload);
		if (as != CLASS_NONE && as != x->as)
			given->error = arena_printf(
				x->job->mem,
				"What was signed is another kind of document "
				"than the %s that is expected.",
				verify_words_noun(x->as));
		else
			given->doc = compact.payload;
	}
}

static void
take_part(void *data, const struct verify_found *found)
{
	struct inner *inner = data;
	struct verify_subject *x = inner->x;
	struct verify_subject part = { .job = x->job, .as = found->as };
	struct verify_given given = { .pointer = found->pointer,
				      .as = found->as,
				      .doc = found->doc,
				      .jws = found->jws };

	if (found->as != CLR_ASSERTION && found->as != CLR_ENDORSEMENT)
		return;
	if (x->job->parts >= x->job->ask->most_parts) {
		x->part->unchecked++;
		return;
	}
	x->job->parts++;
	part.within = x;
	part.on = verify_job_text(found->on, "id");
	part.about = verify_verdict_of(x->job, found->on, found->on_as);
	if (found->as == CLR_ENDORSEMENT && found->on_as == CLR_CLR)
		part.targets = targets_of(inner);
	part.part = new_part(inner);
	begin(&part);
	if (found->is_signed)
		open_signed(&part, &given);
	else if (!given.doc)
		given.error = "It is no document where one is expected.";
	check_subject(&part, &given);
	inner->docs[x->part->parts_count - 1] = part.doc;
}

/* The record with the hosted copies of its assertions in their places. */
static const json_t *
shown(const struct inner *inner)
{
	const struct verify_part *part = inner->x->part;
	const json_t *doc = inner->x->doc;
	const char *list = walk_pointer(inner->x->job->mem, part->pointer,
					"assertions");
	json_t *copy = NULL, *items = NULL;

	for (size_t i = 0, n = 0; i < part->parts_count; i++) {
		if (!str_starts(part->parts[i].pointer, list) ||
		    part->parts[i].pointer[strlen(list)] != '/')
			continue;
		if (part->parts[i].is_outdated && inner->docs[i]) {
			if (!copy) {
				copy = json_copy((json_t *)doc);
				items = json_copy(
					json_object_get(doc, "assertions"));
				json_object_set_new(copy, "assertions", items);
				jsonmem_defer(inner->x->job->mem, copy);
			}
			json_array_set(items, n, (json_t *)inner->docs[i]);
		}
		n++;
	}
	return copy ? copy : doc;
}

static const json_t *
check_parts(struct verify_subject *x)
{
	struct inner inner = { .x = x };
	struct verify_walk walk = { x->job->mem, x->part->pointer, take_part,
				    &inner };
	const json_t *doc = x->doc;

	verify_parts_each(&walk, x->doc, x->as);
	if (inner.targets)
		json_decref(inner.targets);
	if (x->as == CLR_CLR)
		doc = shown(&inner);
	return doc;
}

/* ---- Itself */

/* An endorsement is of what it hangs on (CLR 1.0 §4.4). */
static void
check_claim(struct verify_subject *x)
{
	const char *id = verify_job_id(
		walk_get(x->doc, CLR_ENDORSEMENT, "claim"));
	bool is_of = x->targets ? id && json_object_get(x->targets, id)
				: streq(id, x->on);

	if (json_is_true(walk_get(x->doc, CLR_ENDORSEMENT, "revoked")) && !id)
		return;
	if (!id)
		verify_job_say(x, CHECK_ENDORSES, VERIFY_FAILED,
			       "It does not say what it endorses.");
	else if (!x->within)
		verify_job_say(x, CHECK_ENDORSES, VERIFY_NOT_NEEDED,
			       "It stands alone: what it endorses is not here.")
			->evidence.detail = verify_words_cut(x->job->mem, id,
							     VERIFY_ID);
	else if (is_of)
		verify_job_say(x, CHECK_ENDORSES, VERIFY_PASSED,
			       "It is about what it stands beside.");
	else
		verify_job_say(x, CHECK_ENDORSES, VERIFY_FAILED,
			       "It is about something else than what it stands "
			       "beside.");
}

static void
check_proof(struct verify_subject *x)
{
	if (x->jws)
		proof_signed(x);
	else if (x->how == HOW_HOSTED)
		proof_hosted(x);
	else
		proof_signed_missing(x);
}

static void
check_itself(struct verify_subject *x, const struct verify_given *given)
{
	struct verify_job *job = x->job;

	verify_issuer_read(job, verify_issuer_of(job, x->as, x->given),
			   &x->issuer);
	x->how = how_of(x);
	check_proof(x);
	verify_data(x, x->doc == x->given ? given->problems : NULL);
	proof_revoked(x);
	verify_dates(x);
	if (x->as == CLR_ASSERTION)
		verify_recipient(x);
	else if (x->as == CLR_ENDORSEMENT)
		check_claim(x);
	verify_links(x);
	verify_issuer_trust(x);
}

/* ---- All of it */

/* Nothing could be read. */
static void
refuse(struct verify_subject *x, const char *error)
{
	for (size_t i = 0; i < VERIFY_WHAT__MAX; i++)
		x->part->checks[i].words = "There was nothing to check.";
	verify_job_say(x, CHECK_FORMAT, VERIFY_FAILED, "%s", error);
	x->part->verdict = VERDICT_INVALID;
	x->part->words = arena_printf(x->job->mem, "Not valid. %s", error);
}

static void
say_format(struct verify_subject *x, const struct verify_given *given)
{
	struct verify_check *check;

	check = verify_job_say(x, CHECK_FORMAT, VERIFY_PASSED,
			       "It can be read: %s%s.",
			       given->form		? given->form
			       : x->as == CLR_ASSERTION ? "an assertion"
							: "an endorsement",
			       x->jws ? ", as a signed text" : "");
	if (given->note)
		check->words = arena_printf(x->job->mem, "%s %s", check->words,
					    given->note);
}

static void
tell_progress(struct verify_job *job)
{
	const struct verify_source *source = job->source;

	job->done++;
	if (job->total < job->done)
		job->total = job->done;
	if (source->progress)
		source->progress(source->data, job->done, job->total);
}

static void
check_subject(struct verify_subject *x, const struct verify_given *given)
{
	x->part->as = x->as;
	x->part->pointer = given->pointer;
	x->given = x->doc = given->doc;
	x->jws = given->jws;
	if (given->error) {
		x->given = x->doc = NULL;
		refuse(x, given->error);
		tell_progress(x->job);
		return;
	}
	say_format(x, given);
	check_itself(x, given);
	x->shown = check_parts(x);
	if (x->as == CLR_CLR)
		verify_recipient_all(x);
	verify_verdict(x);
	tell_progress(x->job);
}

const json_t *
verify_part(struct verify_job *job, const struct verify_given *given,
	    struct verify_part *out)
{
	struct verify_subject x = { .job = job, .part = out, .as = given->as };

	begin(&x);
	check_subject(&x, given);
	return x.shown;
}
