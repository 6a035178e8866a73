/*
 * Scopes: one table of what a token may be good for, in the words of the
 * standards and of people.
 */
#ifndef AUTH_SCOPE_H
#define AUTH_SCOPE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/fail.h"

/* CLR 1.0 §2.1; further protocols add rows. */
enum scope {
	SCOPE_NONE,
	SCOPE_CLR_READ,	   /* …/clr/v1p0/scope/readonly */
	SCOPE_CLR_REPLACE, /* …/replace */
	SCOPE_CLR_DELETE,  /* …/delete */
	SCOPE_OFFLINE,	   /* offline_access */
	SCOPE__MAX
};

/* A set of them: bit 1 << scope. */
typedef unsigned scope_set;

/* Its name on the wire; and what it allows, for the person who is asked:
 * "read your learner records". */
const char *
scope_name(enum scope scope);
const char *
scope_words(enum scope scope);

/* Is it offered in the discovery document and metadata?  offline_access is
 * no absolute URI and is not (CLR 1.0 §3.1). */
bool
scope_is_offered(enum scope scope);

/*
 * Read a space-separated list; each name once or more.  A name that is no
 * scope here is passed over and counted in *${unknown} (may be NULL).
 * OK.  INVALID: not of the characters of RFC 6749 §3.3.
 */
enum result
scope_read(const char *text, scope_set *out, size_t *unknown) CHECKED;

/* The scope of a name, or of the last part of one as people say it:
 * "readonly".  SCOPE_NONE: there is none. */
enum scope
scope_named(const char *word);

/* The set as such a list, in table order, in ${mem}; "" for none. */
char *
scope_text(struct arena *mem, scope_set set);

#endif
