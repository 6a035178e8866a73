/*
 * Signing: who holds private keys, and how others have something signed.
 *
 * While `clarus serve` runs, one process of its own holds the master key and
 * opens private keys (cmd/signing.c); workers and the job process reach it
 * through a socket they inherit.  Under plain CGI and in subcommands the
 * same code runs in the process itself.
 *
 * A profile's key signs a Clr, Assertion or Endorsement whose issuer (CLR
 * 1.0 §4.1) is that profile, and nothing else; the office's own key signs
 * statements of the office, which no verifier takes for a record.  Each
 * signature is one line in the log; the audit trail is told by whoever keeps
 * it, in the transaction that does.
 */
#ifndef STORE_SIGNER_H
#define STORE_SIGNER_H

#include "base/conf.h"
#include "store/keyring.h"

struct signer;

/* Statements of the office: the header's "typ". */
enum signer_statement {
	SIGNER_RECORD,	/* none: a Clr, Assertion or Endorsement; "JWT" */
	SIGNER_RECEIPT, /* of a verification: "clarus-receipt+jwt" */
	SIGNER_HEAD	/* of the audit trail: "clarus-head+jwt" */
};

/* A signer in this process.  The master key is read when it is first needed:
 * ${conf}->master_key (of the environment variable CLARUS_MASTER_KEY, 64 hex
 * digits), or the file of the setting master_key_file, which is made for the
 * first new key.  ${conf} outlives it.  Freed, and its keys wiped, by
 * signer_free(). */
struct signer *
signer_here(const struct conf *conf);

/* The signer at the other end of the channel ${fd} (store/signer_wire.h),
 * which stays the caller's. */
struct signer *
signer_at(int fd);

void
signer_free(struct signer *s);
AUTO_TYPE(signer, struct signer *, signer_free);
#define auto_signer AUTO(signer)

/*
 * Sign ${len} bytes with key ${key_id}.  A record must be one JSON object
 * whose issuer has the id that the key's owner has, and whose publicKey.id,
 * if it says one, is that key's address.  ${root} as item_office.root.
 * OK: *${jws} in ${mem}.  INVALID, TOO_BIG: not what is signed (its sentence
 * says why).  FORBIDDEN: the key's owner is not its issuer, or the document
 * names another key.
 * CONFLICT: the key signs no more.  NOT_FOUND: no such key.  BUSY: the
 * signer does not answer.  INTERNAL: there is no master key, or it is
 * another one.
 * Takes ${db} to read the key; may be called within a transaction, but the key
 * must have been committed before.
 */
struct signer_ask {
	const char *root; /* of the office the signer works for */
	const char *key_id;
	enum signer_statement as;
	const void *bytes;
	size_t len;
};
enum result
signer_sign(struct signer *s, struct db *db, struct arena *mem,
	    const struct signer_ask *ask, const char **jws) CHECKED;

/* A new pair of ${ask}->bits for profile ${ask}->item_id, or KEYRING_OFFICE,
 * that is not kept yet: ${out} with item_id, owner, bits, pem and sealed, in
 * ${mem}.  Results as signer_make(). */
enum result
signer_pair(struct signer *s, struct db *db, struct arena *mem,
	    const struct keyring_key *ask, struct keyring_key *out) CHECKED;

/*
 * Make a pair of ${bits} and keep it (keyring_put()) as the one that
 * profile ${item_id}, or KEYRING_OFFICE, signs with.  OK: *${id}.  INVALID:
 * bits.  NOT_FOUND: no such profile.  GONE: it was revoked.  BUSY, INTERNAL
 * as above.  It takes a second or more: not to be called within a transaction.
 */
enum result
signer_make(struct signer *s, struct db *db, const struct item_office *o,
	    const char *item_id, long long bits, const char **id) CHECKED;

/*
 * The key that the office signs its statements with; one of ${bits} is made
 * if there is none, or one for another base_url than ${iss}, with
 * ${o}->signer.  OK: *${id}.  Results as signer_make().
 */
enum result
signer_office(struct db *db, const struct item_office *o, const char *iss,
	      long long bits, const char **id) CHECKED;

#endif
