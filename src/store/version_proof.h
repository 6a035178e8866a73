/*
 * How others can tell that a document is genuine (CLR 1.0 §4): what may be
 * chosen when it is published, and its signature.
 */
#ifndef STORE_VERSION_PROOF_H
#define STORE_VERSION_PROOF_H

#include "store/keyring.h"
#include "store/version.h"

/* Is there anything to choose: is ${as} Clr, Assertion or Endorsement? */
bool
version_proof_applies(enum class_id as);

/* What ${draft}, of class ${as}, says: VERSION_NO_PROOF, _HOSTED, _SIGNED;
 * VERSION_AS_DRAFT for a class to which it does not apply. */
enum version_proof
version_proof_of(enum class_id as, const json_t *draft);

/*
 * Can ${item}, whose draft is ${draft}, be published with ${proof}?
 * VERSION_AS_DRAFT always.  OK.  INVALID: the sentence says why not and what
 * to do: an endorsement must say how it is verified; Hosted: its id is not
 * below the service root, in the folder of its class; Signed: whoever issues
 * it is no profile of the office, or has no key.
 */
enum result
version_proof_check(struct db *db, const struct item_office *o,
		    const struct item *item, const json_t *draft,
		    enum version_proof proof) CHECKED;

/* The key that ${item} is signed with.  OK; INVALID as above. */
enum result
version_proof_key(struct db *db, const struct item_office *o,
		  const struct item *item, const json_t *draft,
		  struct keyring_key *key) CHECKED;

/*
 * The proof of a part that is published with something else, whose choice for
 * its parts is ${parts}: what it says itself; that choice, if it says nothing
 * or is an endorsement given here, whose Hosted is only what its form begins
 * with, and can be signed.  OK: *${proof}.
 */
enum result
version_proof_part(struct db *db, const struct item_office *o,
		   const struct item *part, enum version_proof parts,
		   enum version_proof *proof) CHECKED;

/* Write ${proof} into ${draft}, which is the caller's to change; Signed, it
 * is ${key}'s (NULL unless so).  Other members of its verification stay. */
void
version_proof_write(const struct item_office *o, json_t *draft,
		    enum version_proof proof, const struct keyring_key *key);

/*
 * Which key version ${number} of ${item_id} was signed with, and when.  OK.
 * NOT_FOUND: it is not signed.
 */
struct version_proof_mark {
	const char *key_id;
	int64_t signed_at;
};
enum result
version_proof_mark(struct db *db, struct arena *mem, const char *item_id,
		   long long number, struct version_proof_mark *out) CHECKED;

/*
 * Sign ${version}'s bytes with ${key}, see that the signature holds, and keep
 * it.  Called in the transaction that publishes, when the version is there.
 * OK: *${jws}.  Else as signer_sign().
 */
enum result
version_proof_sign(struct db *db, const struct item_office *o,
		   const struct keyring_key *key, const struct version *version,
		   const char **jws) CHECKED;

#endif
