/*
 * Proofs: see version_proof.h.
 *
 * The SQL of the table signature.  Called by version_put.c, and by the pages
 * and commands that offer the choice.
 */
#include "store/version_proof.h"

#include <string.h>

#include "base/str.h"
#include "crypto/jws.h"
#include "model/walk.h"
#include "store/hosted.h"
#include "store/issuer.h"
#include "store/item_row.h"
#include "store/line.h"
#include "store/signer.h"

/* clang-format off */
static const char *const names[] = {
	[VERSION_AS_DRAFT] = "",
	[VERSION_NO_PROOF] = "none",
	[VERSION_HOSTED] = "hosted",
	[VERSION_SIGNED] = "signed",
};

/* The words of verification.type (CLR 1.0 §1.2). */
static const char *const types[] = {
	[VERSION_AS_DRAFT] = NULL,
	[VERSION_NO_PROOF] = NULL,
	[VERSION_HOSTED] = "Hosted",
	[VERSION_SIGNED] = "Signed",
};
/* clang-format on */

const char *
version_proof_name(enum version_proof proof)
{
	return names[proof];
}

enum version_proof
version_proof_named(const char *name)
{
	enum version_proof proof = VERSION_SIGNED;

	while (proof > VERSION_AS_DRAFT && !streq(names[proof], name))
		proof--;
	return proof;
}

bool
version_proof_applies(enum class_id as)
{
	return as == CLR_CLR || as == CLR_ASSERTION || as == CLR_ENDORSEMENT;
}

enum version_proof
version_proof_of(enum class_id as, const json_t *draft)
{
	enum version_proof proof = VERSION_SIGNED;
	const char *type;

	if (!version_proof_applies(as))
		return VERSION_AS_DRAFT;
	type = walk_text(walk_get(draft, as, "verification"), CLR_VERIFICATION,
			 "type");
	while (proof > VERSION_NO_PROOF && !streq(types[proof], type))
		proof--;
	return proof;
}

/* Does ${item}'s id stand in the folder of its class, so that it can be
 * fetched there (D-2)? */
static bool
has_place(const struct item_office *o, const struct item *item)
{
	const char *folder = hosted_folder(item->as), *name;
	size_t len = strlen(folder);

	if (!o->root || !str_starts(item->doc_id, o->root))
		return false;
	name = item->doc_id + strlen(o->root);
	return str_starts(name, folder) && name[len] == '/' && name[len + 1] &&
	       !strpbrk(name + len + 1, "/?#");
}

static enum result
check_place(const struct item_office *o, const struct item *item)
{
	if (has_place(o, item))
		return OK;
	return fail(INVALID,
		    "%s was given its id elsewhere, so it cannot be fetched "
		    "from this site: choose Signed.",
		    item_row_said(o->mem, item));
}

enum result
version_proof_key(struct db *db, const struct item_office *o,
		  const struct item *item, const json_t *draft,
		  struct keyring_key *key)
{
	struct item issuer;
	enum result r;

	r = issuer_find(db, o, item->as, draft, &issuer);
	if (r == NOT_FOUND)
		return fail(INVALID, "%s cannot be signed here: %s.",
			    item_row_said(o->mem, item),
			    arena_strdup(o->mem, fail_last()->text));
	if (r != OK)
		return r;
	r = keyring_signing(db, o->mem, issuer.id, key);
	if (r != NOT_FOUND)
		return r;
	return fail(
		INVALID,
		"%s has no key yet. Make one under Administration, Keys, "
		"or choose Hosted.",
		line_of(o->mem,
			str_empty(issuer.name) ? issuer.doc_id : issuer.name,
			ITEM_REASON));
}

enum result
version_proof_check(struct db *db, const struct item_office *o,
		    const struct item *item, const json_t *draft,
		    enum version_proof proof)
{
	struct keyring_key key;

	if (!version_proof_applies(item->as))
		return OK;
	if (proof == VERSION_SIGNED)
		return version_proof_key(db, o, item, draft, &key);
	if (proof == VERSION_HOSTED)
		return check_place(o, item);
	if (proof == VERSION_NO_PROOF && item->as == CLR_ENDORSEMENT)
		return fail(INVALID,
			    "An endorsement must say how it can be checked: "
			    "choose Signed or Hosted.");
	return OK;
}

enum result
version_proof_part(struct db *db, const struct item_office *o,
		   const struct item *part, enum version_proof parts,
		   enum version_proof *proof)
{
	enum version_proof says;
	struct keyring_key key;
	json_t *draft;
	enum result r;

	*proof = VERSION_AS_DRAFT;
	if (!version_proof_applies(part->as) || parts == VERSION_AS_DRAFT)
		return OK;
	TRY(item_json(o, part, &draft));
	says = version_proof_of(part->as, draft);
	if (part->as != CLR_ENDORSEMENT) {
		*proof = says == VERSION_NO_PROOF ? parts : VERSION_AS_DRAFT;
		return OK;
	}
	if (parts != VERSION_SIGNED || says != VERSION_HOSTED ||
	    !streq(part->kind, "given"))
		return OK;
	r = version_proof_key(db, o, part, draft, &key);
	if (r == OK)
		*proof = VERSION_SIGNED;
	return r == INVALID ? OK : r;
}

void
version_proof_write(const struct item_office *o, json_t *draft,
		    enum version_proof proof, const struct keyring_key *key)
{
	json_t *to = json_object_get(draft, "verification");

	if (!types[proof]) {
		json_object_del(draft, "verification");
		return;
	}
	if (!json_is_object(to)) {
		to = json_object();
		json_object_set_new(draft, "verification", to);
	}
	json_object_set_new(to, "type", json_string(types[proof]));
	/* Whoever said which key once means the one it is signed with. */
	if (key && json_object_get(to, "creator"))
		json_object_set_new(
			to, "creator",
			json_string(keyring_url(o->mem, o->root, key->id)));
}

enum result
version_proof_mark(struct db *db, struct arena *mem, const char *item_id,
		   long long number, struct version_proof_mark *out)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT key_id, signed_at FROM signature"
		     " WHERE item_id = $1 AND number = $2",
		     T(item_id), I(number)));
	r = db_next(rows);
	if (r == NOT_FOUND)
		return fail(NOT_FOUND, "version %lld of item %s is not signed",
			    number, item_id);
	if (r != OK)
		return r;
	out->key_id = db_column_text(rows, 0, mem, NULL);
	out->signed_at = db_column_number(rows, 1);
	return OK;
}

/* The signature is ${key}'s, and over exactly the bytes of ${version}. */
static enum result
check_signature(struct arena *mem, const struct keyring_key *key,
		const struct version *version, const char *jws)
{
	auto_key public = NULL;
	struct jws parts;

	TRY(jws_open(mem, jws, strlen(jws), &parts));
	TRY(key_read_pem(key->pem, strlen(key->pem), &public));
	TRY(jws_verify(&parts, public));
	if (parts.payload_len != version->doc_len ||
	    memcmp(parts.payload, version->doc, version->doc_len) != 0)
		return fail(INVALID, "other bytes were signed");
	return OK;
}

enum result
version_proof_sign(struct db *db, const struct item_office *o,
		   const struct keyring_key *key, const struct version *version,
		   const char **jws)
{
	const struct signer_ask ask = { .root = o->root,
					.key_id = key->id,
					.as = SIGNER_RECORD,
					.bytes = version->doc,
					.len = version->doc_len };

	if (!o->signer)
		return fail(INTERNAL, "nobody signs here");
	TRY(signer_sign(o->signer, db, o->mem, &ask, jws));
	if (check_signature(o->mem, key, version, *jws) != OK)
		return fail(INTERNAL,
			    "the signature of item %s by key %s does not hold: "
			    "%s",
			    version->item_id, key->id,
			    arena_strdup(o->mem, fail_last()->text));
	return db_run(db, NULL,
		      "INSERT INTO signature"
		      " (item_id, number, key_id, signed_at, jws)"
		      " VALUES ($1, $2, $3, $4, $5)",
		      T(version->item_id), I(version->number), T(key->id),
		      I(version->published_at), T(*jws));
}
