/*
 * Samples for the page of verification: records of a college that does not
 * exist, one for each verdict, made by this office itself.
 *
 * They are signed with a key of their own that is made for it and whose
 * private half is forgotten at once: nobody, not even the office, can sign
 * another.  The college's profile, key and revocation list are served where
 * their ids say, below SAMPLE_PATH, so that nothing about them is pretended.
 */
#ifndef STORE_SAMPLE_H
#define STORE_SAMPLE_H

#include "db/db.h"

#define SAMPLE_PATH "/verify/samples/"

struct sample {
	const char *type; /* its media type */
	const char *doc;
	size_t len;
};

/*
 * Make them, unless there are some with ids of ${base_url} already; takes a
 * tenth of a second, for the key.  Called when an office is set up and when
 * it starts.  OK.
 */
enum result
sample_make(struct db *db, const char *base_url) CHECKED;

/* "good", "expired", "revoked", "tampered", "unknown"; and what they rest
 * on: "issuer", "key", "revocations".  OK, NOT_FOUND. */
enum result
sample_get(struct db *db, struct arena *mem, const char *base_url,
	   const char *name, struct sample *out) CHECKED;

#endif
