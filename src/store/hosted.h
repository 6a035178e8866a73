/*
 * What anybody may read at its own address (CLR 1.0 §2.1): published
 * assertions, endorsements, achievements, the profiles of those who issue,
 * keys, revocation lists.  Private by default: what has no row in the table
 * hosted, and is no key or list, is not there.
 *
 * One answer for all who ask: the address itself, the published tree, the
 * verifier, the archive.
 */
#ifndef STORE_HOSTED_H
#define STORE_HOSTED_H

#include "store/keyring.h"

/* The service root is base_url and this path (CLR 1.0 §2). */
#define HOSTED_PATH "/ims/clr/v1p0/"

enum hosted_kind {
	HOSTED_NONE,
	HOSTED_ITEM, /* an assertion, endorsement, achievement, profile */
	HOSTED_KEY,
	HOSTED_REVOCATIONS,
	HOSTED_JWKS /* .well-known/jwks.json: asked for by no path here */
};

struct hosted {
	enum hosted_kind kind;
	const char *path;   /* below the service root: "assertions/UUID" */
	enum class_id as;   /* CLR_ASSERTION …, CLR_CRYPTOGRAPHIC_KEY,
			       CLR_REVOCATION_LIST */
	int status;	    /* 200, or 410: revoked; the bytes are the stub */
	const char *sha256; /* of the bytes, hex */
	const char *bytes;
	size_t len;
	int64_t changed_at;
	const char *item_id; /* of an item; of a key or list its owner's */
	const char *jws;     /* the signed form, or NULL */
};

/*
 * The document at ${path} below the service root ("assertions/UUID",
 * "keys/ID", "revocations/ITEM").  Of an item the exact bytes of the version
 * in force; revoked, the stub of CLR 1.0 §2.7 ("@context", id, type,
 * revoked, revocationReason).  A revocation list is there for each profile
 * that has a key or a hosted row.  OK, NOT_FOUND.
 */
enum result
hosted_get(struct db *db, const struct item_office *o, const char *path,
	   struct hosted *out) CHECKED;

/* The path of the document with id ${url} below ${root}, in it; NULL: it is
 * not one of ours.  No query, no fragment. */
const char *
hosted_path(const char *root, const char *url);

/*
 * Note that ${item} is public at its id from now on, or what it says there
 * changed: called by publishing and revoking, in their transaction.  What is
 * not to be public (see hosted_is_public()) is passed over.
 */
enum result
hosted_put(struct db *db, const struct item_office *o, const struct item *item)
	CHECKED;

/*
 * Is ${item}, as ${doc} says, public once it is published?  Its id is below
 * the service root, and: an assertion or endorsement says that it is Hosted;
 * an achievement always; a profile only if it issues or publishes something
 * published, or has a key.  A Clr never: reading it takes a token.
 */
bool
hosted_is_public(const struct item_office *o, enum class_id as,
		 const json_t *doc, bool issues);

/* What its issuer's list says of ${doc_id}.  OK: *${at}, *${reason}.
 * NOT_FOUND: nothing. */
enum result
hosted_revocation(struct db *db, struct arena *mem, const char *doc_id,
		  int64_t *at, const char **reason) CHECKED;

/* Every path there is, for the tree and the archive; in order.  Called with
 * each; a result other than OK ends it and is returned. */
typedef enum result
hosted_visit(void *data, const char *path);
enum result
hosted_each(struct db *db, struct arena *mem, hosted_visit *visit, void *data)
	CHECKED;

#endif
