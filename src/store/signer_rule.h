/*
 * What a key may sign.  For signer.c.
 */
#ifndef STORE_SIGNER_RULE_H
#define STORE_SIGNER_RULE_H

#include "model/load.h"
#include "store/signer.h"

/* What is judged, and by what. */
struct signer_rule {
	struct arena *mem;
	const struct load_limits *limits;
	const struct keyring_key *key;
	const char *url; /* the key's address */
};

/*
 * May ${rule}->key sign ${ask}?  A key of a profile: one JSON object, a Clr,
 * Assertion or Endorsement, whose issuer (CLR 1.0 §4.1) has the id of the
 * key's owner; whatever other member names an issuer, of another of these
 * classes, says the same; its verification has type Signed and no other
 * creator; its issuer's publicKey, if it says one, is this key.  The office's
 * own key: a statement, one JSON object whose "iss", if it says one, is the
 * key's owner.
 * OK.  INVALID: the bytes are no such document.  FORBIDDEN: this key may not.
 * TOO_BIG.
 */
enum result
signer_rule(const struct signer_rule *rule, const struct signer_ask *ask)
	CHECKED;

#endif
