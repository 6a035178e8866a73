/*
 * Which key a signature is to be checked with, and whether it is the
 * issuer's (CLR 1.0 §4.3(3) to (5)).
 */
#ifndef VERIFY_VERIFY_KEY_H
#define VERIFY_VERIFY_KEY_H

#include "verify/verify_job.h"

/* How a key hangs together with its issuer. */
enum verify_link {
	LINK_NONE,     /* no key is named at all */
	LINK_OTHER,    /* another than the issuer's: never used */
	LINK_NAMED,    /* the profile names it */
	LINK_KNOWN,    /* the profile names its successor; the office knows
			   that this one was the issuer's */
	LINK_REPLACED, /* the profile names another, the document this one */
	LINK_UNNAMED   /* the profile names none, the document this one */
};

/* A key that may be the one. */
struct verify_key {
	const char *url; /* or NULL */
	enum verify_link link;
	const char *pem;	    /* as the profiles have it, or NULL */
	struct verify_asked *asked; /* for its own document, or NULL */
	const struct key *key;	    /* NULL: it may not or cannot be used */
	const char *thumbprint;
	bool is_confirmed; /* by its own document */
};

/* The most keys one signature is tried with. */
enum { VERIFY_KEYS = 2 };

/*
 * The keys that ${x} may be signed with, the better first; how many.  At
 * least one; if that may not be used, its link says so.
 */
size_t
verify_key_find(struct verify_subject *x, struct verify_key keys[VERIFY_KEYS]);

/* Get it: from its document, else as the profile has it.  Says what comes of
 * it as CHECK_KEY of ${x}; key->key is NULL if it is not to be used. */
void
verify_key_load(struct verify_subject *x, struct verify_key *key);

#endif
