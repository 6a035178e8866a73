/*
 * Heads of the audit trail, signed: the office states at a time that an entry
 * had a hash, so whoever changes or cuts off what was before has to forge its
 * signature too.
 *
 * A head is a JWS of {"iss": base_url, "number", "hash", "at"}, by the
 * office's own key.  The table head keeps them, and a file takes each as a
 * line: {"number", "at", "hash", "jws"}.  Kept elsewhere, that file holds
 * against who can write to the database.
 */
#ifndef STORE_HEAD_H
#define STORE_HEAD_H

#include "store/signer.h"

struct head {
	int64_t number; /* of the audit entry */
	int64_t at;
	const char *hash;
	const char *jws;
};
struct head_list {
	struct head *items;
	size_t count;
};

/* All, oldest first; and the last: OK, NOT_FOUND. */
enum result
head_list(struct db *db, struct arena *mem, struct head_list *out) CHECKED;
enum result
head_last(struct db *db, struct arena *mem, struct head *out) CHECKED;

/* The line of the file. */
const char *
head_line(struct arena *mem, const struct head *head);

/*
 * Sign the newest entry of the audit trail, with ${o}->signer, and keep it in
 * the table and at the end of the file ${file}.  The office's key is made if
 * it has none, or one for another base_url.  OK.  NOT_FOUND: the trail did not
 * grow since the last head.  BUSY, INTERNAL as signer_sign() and
 * signer_make().
 */
struct head_ask {
	const char *iss;  /* base_url */
	const char *file; /* of lines, made when missing */
	long long bits;	  /* of a new key */
};
enum result
head_sign(struct db *db, const struct item_office *o,
	  const struct head_ask *ask) CHECKED;

/*
 * Check every head of the table and of ${lines}, the text of such a file
 * (NULL: none), against the chain as it stands: the office's key signed it,
 * it says what its row says, and the entry it names is there with its hash.
 * OK, whatever is found: ${out}.  That the chain itself fits is
 * audit_verify()'s.
 */
struct head_verdict {
	long long heads;    /* that hold */
	long long unproven; /* whose key was compromised then: passed over */
	int64_t number, at; /* of the newest that holds; 0 */
	const char *words;  /* what is wrong with the first that is wrong, in
			       ${mem}; NULL: nothing */
};
enum result
head_verify(struct db *db, struct arena *mem, const char *lines,
	    struct head_verdict *out) CHECKED;

#endif
