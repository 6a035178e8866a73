/*
 * The safe: the master key, and private keys opened with it.  For signer.c;
 * nobody else has one.  Who starts the signer makes the folder.
 */
#ifndef STORE_SIGNER_SAFE_H
#define STORE_SIGNER_SAFE_H

#include "base/conf.h"
#include "crypto/key.h"
#include "store/keyring.h"

struct signer_safe;

/* A safe, still closed: the master key is read when it is first needed, from
 * ${conf}->master_key or the file ${conf}->master_key_file, which others must
 * not be able to read.  ${conf} outlives it.  All keys are wiped by
 * signer_safe_free(); NULL is allowed there. */
struct signer_safe *
signer_safe_new(const struct conf *conf);
void
signer_safe_free(struct signer_safe *safe);

/* Make the folder of the master key's file, for its owner alone, where it is
 * missing and needed: a process with few rights can then make the file.  OK,
 * INTERNAL. */
enum result
signer_safe_folder(const struct conf *conf) CHECKED;

/*
 * The private key of ${row}, a row as keyring_get() gives it; it stays the
 * safe's until the next call.  CONFLICT: it signs no more.  INTERNAL: there is
 * no master key or another one, or the row says something else than when the
 * key was made: what is sealed is sealed for its owner and its public half.
 */
enum result
signer_safe_open(struct signer_safe *safe, struct arena *mem,
		 const struct keyring_key *row, const struct key **out) CHECKED;

/* A new pair of ${made}->bits for ${made}->item_id and ->owner: ->pem and
 * ->sealed, in ${mem}.  The file of the master key is made when there is
 * none.  OK, INVALID (bits), INTERNAL. */
enum result
signer_safe_make(struct signer_safe *safe, struct arena *mem,
		 struct keyring_key *made) CHECKED;

#endif
