/*
 * A key signs what its owner issues, and nothing else: judged from the bytes
 * that are to be signed.  Called by signer.c before each signature.
 */
#include "store/signer_rule.h"

#include "base/str.h"
#include "model/walk.h"

/* The classes that are signed. */
static const enum class_id classes[] = { CLR_CLR, CLR_ASSERTION,
					 CLR_ENDORSEMENT };
enum { CLASSES = sizeof(classes) / sizeof(classes[0]) };

static enum result
check_issuer(const struct signer_rule *rule, const json_t *doc,
	     enum class_id as)
{
	const json_t *issuer = walk_issuer(doc, as);
	const char *id = walk_text(issuer, CLR_PROFILE, "id");

	if (!streq(id, rule->key->owner))
		return fail(FORBIDDEN,
			    "The key of %s does not sign what %s issues.",
			    rule->key->owner, id ? id : "somebody unnamed");
	return OK;
}

/* Whatever a reader takes the document for, its issuer is the key's owner. */
static enum result
check_issuers(const struct signer_rule *rule, const json_t *doc,
	      enum class_id as)
{
	size_t i;

	TRY(check_issuer(rule, doc, as));
	for (i = 0; i < CLASSES; i++)
		if (walk_issuer(doc, classes[i]))
			TRY(check_issuer(rule, doc, classes[i]));
	return OK;
}

/* A key that the document names is this one. */
static enum result
check_named(const struct signer_rule *rule, const char *named)
{
	if (named && !streq(named, rule->url))
		return fail(FORBIDDEN,
			    "The document names the key %s and would be "
			    "signed with %s.",
			    named, rule->url);
	return OK;
}

/* What it says of how it is verified leads to this key. */
static enum result
check_proof(const struct signer_rule *rule, const json_t *doc, enum class_id as)
{
	const json_t *proof = walk_get(doc, as, "verification");
	const char *type = walk_text(proof, CLR_VERIFICATION, "type");
	const json_t *key = walk_get(walk_issuer(doc, as), CLR_PROFILE,
				     "publicKey");

	if (!streq(type, "Signed"))
		return fail(INVALID,
			    "What is signed must say so: its verification "
			    "is not of type Signed.");
	TRY(check_named(rule, walk_text(key, CLR_CRYPTOGRAPHIC_KEY, "id")));
	return check_named(rule, walk_text(proof, CLR_VERIFICATION, "creator"));
}

static bool
is_signed_class(enum class_id as)
{
	size_t i;

	for (i = 0; i < CLASSES; i++)
		if (classes[i] == as)
			return true;
	return false;
}

static enum result
check_record(const struct signer_rule *rule, const json_t *doc)
{
	const enum class_id as = walk_guess(doc);

	if (!is_signed_class(as))
		return fail(INVALID,
			    "Only a Clr, an Assertion or an Endorsement is "
			    "signed, and this is none.");
	TRY(check_issuers(rule, doc, as));
	return check_proof(rule, doc, as);
}

static enum result
check_statement(const struct signer_rule *rule, const json_t *doc)
{
	const char *iss = json_string_value(json_object_get(doc, "iss"));

	if (iss && !streq(iss, rule->key->owner))
		return fail(FORBIDDEN,
			    "The key of %s makes no statement of %s.",
			    rule->key->owner, iss);
	return OK;
}

enum result
signer_rule(const struct signer_rule *rule, const struct signer_ask *ask)
{
	const bool is_office = streq(rule->key->item_id, KEYRING_OFFICE);
	json_t *doc;

	if (is_office != (ask->as != SIGNER_RECORD))
		return fail(FORBIDDEN,
			    is_office ? "The office's own key signs no record."
				      : "Only the office's own key makes "
					"statements of the office.");
	TRY(load_json(rule->mem, ask->bytes, ask->len, rule->limits, &doc));
	if (!json_is_object(doc))
		return fail(INVALID, "Only a JSON object is signed.");
	return is_office ? check_statement(rule, doc) : check_record(rule, doc);
}
