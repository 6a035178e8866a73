/*
 * Keys: who owns which, from when to when it signs, what of it is to be
 * believed.  Private halves stand sealed in the database and are opened by
 * store/signer.h alone.
 */
#ifndef STORE_KEYRING_H
#define STORE_KEYRING_H

#include <jansson.h>

#include "store/item.h"

struct key;

/* The item_id of the office's own key, which signs receipts and heads of the
 * audit trail, and no record. */
#define KEYRING_OFFICE ""

enum keyring_state {
	KEYRING_SIGNING,  /* the one its owner signs with */
	KEYRING_REPLACED, /* signs no more; what it signed holds */
	KEYRING_REVOKED	  /* what it signed since untrusted_from proves
			     nothing */
};

struct keyring_key {
	const char *id;
	const char *item_id; /* of the owner's profile; KEYRING_OFFICE */
	const char *owner;   /* its document id */
	long long bits;
	int64_t created_at;
	int64_t ended_at;	/* 0: it signs */
	int64_t untrusted_from; /* 0: never */
	const char *reason;
	const char *pem;
	const char *sealed; /* NULL: destroyed; NULL in lists */
	long long uses;	    /* versions signed with it; in lists */
};

enum keyring_state
keyring_state(const struct keyring_key *key);

struct keyring_list {
	struct keyring_key *items;
	size_t count;
};

/* Those of ${item_id} (NULL: all), newest first.  OK, with none too. */
enum result
keyring_list(struct db *db, struct arena *mem, const char *item_id,
	     struct keyring_list *out) CHECKED;

/* One, with its sealed half.  OK, NOT_FOUND. */
enum result
keyring_get(struct db *db, struct arena *mem, const char *id,
	    struct keyring_key *out) CHECKED;

/* The one that ${item_id} signs with.  OK, NOT_FOUND: it has none. */
enum result
keyring_signing(struct db *db, struct arena *mem, const char *item_id,
		struct keyring_key *out) CHECKED;

/* Profiles that issue or publish something and have no key that signs, whose
 * name or id has ${text} (NULL, "": any), by name, at most ${limit}; .total
 * are all. */
enum result
keyring_keyless(struct db *db, struct arena *mem, const char *text,
		size_t limit, struct item_list *out) CHECKED;

/* The profile that may own a key.  OK, NOT_FOUND: no such item, or it is
 * another thing. */
enum result
keyring_owner(struct db *db, const struct item_office *o, const char *item_id,
	      struct item *out) CHECKED;

/*
 * Keep a new key and make it the one its owner signs with: the one before is
 * replaced from now on, and its private half destroyed.  ${key} says item_id,
 * owner, bits, pem, sealed.  In one transaction, the caller's if there is
 * one, as is each change below; told in the audit trail ("key.new",
 * "key.rotate").  With each change the owner's profile, if it is published,
 * is published anew so that it says the key that signs now, or none
 * (version_put_profile()), and what the published tree says of keys and their
 * owner goes (store/tree.h).
 * OK: *${id}, in ${o}->mem.  NOT_FOUND: no such profile.  GONE: the profile
 * was revoked.
 */
enum result
keyring_put(struct db *db, const struct item_office *o,
	    const struct keyring_key *key, const char **id) CHECKED;

/* Take it out of use without a successor ("key.end"), and destroy its private
 * half.  OK.  CONFLICT: it signs no more already.  NOT_FOUND. */
enum result
keyring_end(struct db *db, const struct item_office *o, const char *id) CHECKED;

/*
 * Say that it is compromised since ${from} (seconds; not in the future), with
 * a reason (1 to ITEM_REASON characters): it signs no more, its private half
 * is destroyed, and what it signed at that time or later proves nothing
 * ("key.revoke").  Again with an
 * earlier time: OK; with a later one CONFLICT.  Published items signed with it
 * since then are changed (is_changed), so that they are signed anew.
 * OK, INVALID, CONFLICT, NOT_FOUND.  The first only judges whether the second
 * would take it.
 */
enum result
keyring_may_revoke(const struct keyring_key *key, int64_t from,
		   const char *reason) CHECKED;
enum result
keyring_revoke(struct db *db, const struct item_office *o, const char *id,
	       int64_t from, const char *reason) CHECKED;

/* How many documents that are in force were signed with it at ${from} or
 * later: those that a revocation changes. */
enum result
keyring_signed_since(struct db *db, const char *id, int64_t from,
		     long long *count) CHECKED;

/* The address of a key's document: ${root} "keys/" id; ${root} as
 * item_office.root. */
const char *
keyring_url(struct arena *mem, const char *root, const char *id);

/* The key's document (CLR 1.0 §1.3 CryptographicKey), with @context if
 * ${is_root}; its public half, which is ${public}, as a JWK with "kid" its
 * address; and all keys that may be believed for something as a JWK set (RFC
 * 7517 §5).  Released at the end of ${mem}. */
json_t *
keyring_doc(struct arena *mem, const char *root, const struct keyring_key *key,
	    bool is_root);
json_t *
keyring_jwk(struct arena *mem, const char *root, const struct keyring_key *key,
	    const struct key *public);
enum result
keyring_jwks(struct db *db, struct arena *mem, const char *root, json_t **out)
	CHECKED;

#endif
