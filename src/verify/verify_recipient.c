/*
 * Is it this learner's (CLR 1.0 §4.5)?
 *
 * The member of the learner's profile that the recipient's type names is
 * compared, with the salt that is given; nothing is guessed.  Called for
 * each assertion under check, and once for its record.
 */
#include "verify/verify_recipient.h"

#include <string.h>

#include "base/str.h"
#include "crypto/identity.h"
#include "model/walk.h"
#include "verify/verify_words.h"

/* How a recipient names somebody. */
struct identity {
	const char *type;
	const char *value;
	const char *salt; /* or NULL */
	bool is_hashed;
	bool is_email;
};

/* The first text of a text or a list of texts. */
static const char *
first_text(const json_t *value)
{
	if (json_is_array(value))
		value = json_array_get(value, 0);
	return json_string_value(value);
}

static void
read_identity(const json_t *recipient, struct identity *out)
{
	const json_t *hashed = walk_get(recipient, CLR_IDENTITY, "hashed");

	out->type = first_text(walk_get(recipient, CLR_IDENTITY, "type"));
	out->value = walk_text(recipient, CLR_IDENTITY, "identity");
	out->salt = walk_text(recipient, CLR_IDENTITY, "salt");
	out->is_hashed = json_is_boolean(hashed)
				 ? json_is_true(hashed)
				 : str_starts(out->value, "sha256$") ||
					   str_starts(out->value, "md5$");
	out->is_email = streq(out->type, "email");
}

/* The member of the learner's profile of that type; NULL: there is none, or
 * no such type. */
static const char *
member_of(const json_t *learner, const char *type)
{
	for (const struct term *t = model_lists[LIST_IDENTITY_TYPE].terms;
	     type && t->value; t++)
		if (streq(t->value, type))
			return walk_text(learner, CLR_PROFILE, t->value);
	return NULL;
}

static char *
lower(struct arena *mem, const char *s)
{
	char *copy = arena_strdup(mem, s);

	for (char *c = copy; *c; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c | 0x20);
	return copy;
}

static enum identity_match
compare(struct arena *mem, const struct identity *identity, const char *own)
{
	enum identity_match match;

	if (!identity->is_hashed)
		return (identity->is_email ? strieq : streq)(identity->value,
							     own)
			       ? IDENTITY_SAME
			       : IDENTITY_DIFFERS;
	match = identity_is(mem, identity->value, own, identity->salt);
	if (match == IDENTITY_DIFFERS && identity->is_email)
		match = identity_is(mem, identity->value, lower(mem, own),
				    identity->salt);
	return match;
}

/* "e-mail", of the member that was compared. */
static const char *
member_words(const char *type)
{
	const struct term *t = walk_term(LIST_IDENTITY_TYPE, type);

	return t ? t->label : "identity";
}

static void
say_match(struct verify_subject *x, const struct identity *identity,
	  enum identity_match match)
{
	const char *words = member_words(identity->type);
	struct verify_check *check;

	switch (match) {
	case IDENTITY_SAME:
		verify_job_say(x, CHECK_RECIPIENT, VERIFY_PASSED,
			       "Its recipient is the learner of this record.");
		break;
	case IDENTITY_SAME_MD5:
		verify_job_say(x, CHECK_RECIPIENT, VERIFY_PASSED,
			       "Its recipient is the learner of this record, "
			       "by a hash of an old kind (MD5) that proves "
			       "little.");
		break;
	case IDENTITY_DIFFERS:
		check = verify_job_say(x, CHECK_RECIPIENT, VERIFY_FAILED,
				       "It was given to somebody else than the "
				       "learner of this record.");
		check->advice = "Ask the learner how it came into the record.";
		break;
	default:
		verify_job_say(x, CHECK_RECIPIENT, VERIFY_UNSURE,
			       "Its recipient is hidden behind a hash of a "
			       "kind that is not known here.");
	}
	verify_job_check(x, CHECK_RECIPIENT)->evidence.detail = arena_printf(
		x->job->mem, "Compared: %s%s%s.", words,
		identity->is_hashed ? ", hashed" : "",
		identity->salt ? ", with salt" : "");
}

/* What the recipient says, without a learner to compare it with. */
static void
say_alone(struct verify_subject *x, const struct identity *identity)
{
	if (identity->is_hashed)
		verify_job_say(x, CHECK_RECIPIENT, VERIFY_NOT_NEEDED,
			       "It stands alone, and hides whom it was given "
			       "to behind a hash.");
	else
		verify_job_say(x, CHECK_RECIPIENT, VERIFY_NOT_NEEDED,
			       "It stands alone: it was given to “%s”. Compare "
			       "that with who shows it to you.",
			       verify_words_cut(x->job->mem, identity->value,
						VERIFY_NAME));
}

void
verify_recipient(struct verify_subject *x)
{
	const json_t *recipient = walk_get(x->doc, CLR_ASSERTION, "recipient");
	struct identity identity;
	const json_t *learner;
	const char *own;

	if (json_is_true(walk_get(x->doc, CLR_ASSERTION, "revoked")) &&
	    !recipient)
		return;
	read_identity(recipient, &identity);
	if (!identity.value) {
		verify_job_say(x, CHECK_RECIPIENT, VERIFY_UNSURE,
			       "It does not say whom it was given to.");
		return;
	}
	if (!x->within) {
		say_alone(x, &identity);
		return;
	}
	learner = walk_get(x->within->doc, CLR_CLR, "learner");
	own = member_of(learner, identity.type);
	if (!own)
		verify_job_say(x, CHECK_RECIPIENT, VERIFY_UNSURE,
			       "It names its recipient by something that the "
			       "record does not say of its learner.")
			->evidence.detail = arena_printf(
			x->job->mem, "Named by: %s.",
			identity.type
				? verify_words_cut(x->job->mem, identity.type,
						   VERIFY_NAME)
				: "nothing");
	else
		say_match(x, &identity, compare(x->job->mem, &identity, own));
}

void
verify_recipient_all(struct verify_subject *x)
{
	size_t counts[VERIFY_OUTCOME__MAX] = { 0 }, all = 0;

	for (size_t i = 0; i < x->part->parts_count; i++) {
		const struct verify_part *part = &x->part->parts[i];

		if (part->as != CLR_ASSERTION)
			continue;
		counts[part->checks[CHECK_RECIPIENT].outcome]++;
		all++;
	}
	if (all == 0)
		return;
	if (counts[VERIFY_FAILED] == 0 && counts[VERIFY_UNSURE] == 0) {
		verify_job_say(x, CHECK_RECIPIENT, VERIFY_PASSED,
			       "All assertions in it name the same learner.");
		return;
	}
	x->is_minor[CHECK_RECIPIENT] = true;
	if (counts[VERIFY_FAILED] > 0)
		verify_job_say(x, CHECK_RECIPIENT, VERIFY_UNSURE,
			       "%zu of its %zu assertions %s given to somebody "
			       "else than its learner.",
			       counts[VERIFY_FAILED], all,
			       counts[VERIFY_FAILED] == 1 ? "was" : "were");
	else
		verify_job_say(x, CHECK_RECIPIENT, VERIFY_UNSURE,
			       "Of %zu of its %zu assertions it is not known "
			       "whether they were given to its learner.",
			       counts[VERIFY_UNSURE], all);
}
