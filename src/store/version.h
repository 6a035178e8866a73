/*
 * What was published of an item, frozen; publishing, revoking.
 */
#ifndef STORE_VERSION_H
#define STORE_VERSION_H

#include "store/item.h"

enum version_state { VERSION_PUBLISHED, VERSION_SUPERSEDED, VERSION_REVOKED };

/* How others can tell that it is genuine (CLR 1.0 §4): what verification.type
 * of a Clr, Assertion or Endorsement says. */
enum version_proof {
	VERSION_AS_DRAFT, /* what the draft says */
	VERSION_NO_PROOF, /* nothing: no verification */
	VERSION_HOSTED,
	VERSION_SIGNED
};

/* "", "none", "hosted", "signed"; and back (VERSION_AS_DRAFT if none). */
const char *
version_proof_name(enum version_proof proof);
enum version_proof
version_proof_named(const char *name);

struct version {
	const char *item_id;
	long long number;
	enum version_state state;
	const char *sha256;
	int64_t published_at;
	const char *published_by;
	const char *record_id; /* of a CLR: where it can be read; or NULL */
	const char *doc;       /* exact bytes; NULL in lists */
	size_t doc_len;
	const char *draft; /* the item's own doc at that time; NULL in lists */
	size_t draft_len;
};

struct version_list {
	struct version *items;
	size_t count;
};

/* "published", "superseded", "revoked". */
const char *
version_state_name(enum version_state state);

/* What is to be published, as what. */
struct version_new {
	const char *item_id;
	long long revision;	  /* that it was read at */
	enum version_proof proof; /* of it */
	enum version_proof parts; /* of the drafts published with it that say
				     nothing; see version_proof.h */
};

/*
 * Publish the item's draft, in one transaction: drafts among the items in
 * it that were never published are published first, endorsements before
 * others (they are parts of what is frozen); the draft says the proof that
 * was chosen; the whole document is checked, strictly; its bytes are kept
 * as version N+1 and the one before becomes Superseded.  Chosen to be
 * signed, or saying so itself where there is a key, it is signed with its
 * issuer's key (store/signer.h), and the signed form is kept beside the
 * bytes, which are its payload.  A new version of
 * a record gets issuedOn of now unless its draft was changed to say
 * otherwise; an item's first version keeps what it says.  Of a CLR a record
 * is made (store/record.h), of its signed form if there is one, so that it
 * can be read, shared and downloaded;
 * the record of the version before stays.  Records, and what is signed, that
 * hold the item, or hold what holds it, and were published before are stale
 * from now on.  Who may publish what is asked for by item.asked_by is for
 * the caller to judge.
 * OK: *${number}.  INVALID: it has errors (item_check() names them), or
 * cannot have that proof (version_proof_check()).
 * CONFLICT: nothing changed since version N, in it, the items in it, its
 * proof and its issuer's key; or another ${revision}.  GONE: revoked.
 * NOT_FOUND.  Of a signature also BUSY, INTERNAL, FORBIDDEN.
 */
enum result
version_put(struct db *db, const struct item_office *o,
	    const struct version_new *new, long long *number) CHECKED;

/*
 * Publish profile ${item_id} anew as it was published last, if the key that it
 * signs with is another than it says there: called when something is signed,
 * and when its keys change.  Its draft is left alone, and nothing is stale by
 * it.  OK, also when it was never published or there is nothing to say.
 */
enum result
version_put_profile(struct db *db, const struct item_office *o,
		    const char *item_id) CHECKED;

/*
 * Ask for a second person's approval: Draft, or Published and changed since,
 * → In review; asked_by is the office's account.  The other two ways out
 * are version_put() and item_save().
 * OK.  CONFLICT: it is in review, or nothing changed since it was published
 * and it cannot be signed (anew), or another ${revision}.  GONE: revoked.  NOT_FOUND.
 */
enum result
version_ask(struct db *db, const struct item_office *o, const char *item_id,
	    long long revision) CHECKED;

/* Refuse the approval, with a reason (as version_revoke()'s): In review →
 * what it was before.  OK.  INVALID: no reason.  CONFLICT: not in review.
 * GONE: revoked.  NOT_FOUND. */
enum result
version_return(struct db *db, const struct item_office *o, const char *item_id,
	       const char *reason) CHECKED;

/*
 * Revoke what was published, with a reason (1 to ITEM_REASON characters): the
 * item and its version say so at once, for good; the document that stands
 * for it from now on has "revoked": true and the reason, and it is told on
 * its issuer's list (hosted_put()).  The records of a
 * CLR say that they are revoked, and rendered pages are forgotten
 * (record_withdrawn()); published CLRs that hold the item are stale.
 * OK.  INVALID: no reason.  CONFLICT: never published.  GONE: revoked
 * before.  NOT_FOUND.
 */
enum result
version_revoke(struct db *db, const struct item_office *o, const char *item_id,
	       const char *reason) CHECKED;

/* Newest first, without bytes; one with bytes (${number} 0: the last).  OK,
 * with none too; NOT_FOUND: there is no such version. */
enum result
version_list(struct db *db, struct arena *mem, const char *item_id,
	     struct version_list *out) CHECKED;
enum result
version_get(struct db *db, struct arena *mem, const char *item_id,
	    long long number, struct version *out) CHECKED;

/* Why the item was revoked of which ${record_id} is a version, in ${mem};
 * NULL: it was not, or it is none.  OK, BUSY, INTERNAL. */
enum result
version_reason(struct db *db, struct arena *mem, const char *record_id,
	       const char **reason) CHECKED;

#endif
