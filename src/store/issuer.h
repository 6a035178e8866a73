/*
 * Those who answer for documents (CLR 1.0 §4.1), and what their profiles say
 * so that others can verify (§1.4, D-8).  For the files of this folder.
 */
#ifndef STORE_ISSUER_H
#define STORE_ISSUER_H

#include "db/db.h"
#include "store/item.h"

/*
 * Add to ${profile}, the document of item ${item_id} (NULL: not kept yet) as
 * it leaves the office, what it does not say itself:
 *	publicKey	the key that it signs with, if there is one
 *	revocationList	the address of its list
 *	verification	that its documents stand below the service root
 * Only if this office speaks for it: its id is below the service root, or it
 * has a key here; a learner's profile stays as it is.  OK.
 */
enum result
issuer_complete(struct db *db, const struct item_office *o, const char *item_id,
		json_t *profile) CHECKED;

/*
 * The profile that answers for ${doc}, a document of class ${as}, written out
 * or a draft: of a Clr its publisher, of an Achievement, Assertion or
 * Endorsement who issues it.  OK: ${out}.  NOT_FOUND: it names none, or none
 * of the office's; the sentence says so, to go on from a colon.
 */
enum result
issuer_find(struct db *db, const struct item_office *o, enum class_id as,
	    const json_t *doc, struct item *out) CHECKED;

#endif
