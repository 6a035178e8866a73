/*
 * Answers of other servers that were fetched for a verification, kept so
 * that the next one asks by their ETag, or not at all for a moment.  That
 * there was no answer is kept too: who may not ask tells why.
 */
#ifndef STORE_ANSWER_H
#define STORE_ANSWER_H

#include "db/db.h"

struct answer {
	const char *url;    /* as asked for */
	const char *accept; /* media types asked for */
	long status;	    /* 0: no answer */
	const char *final_url;
	const char *type;
	const char *etag;
	const char *certificate;
	const char *error; /* why there is no answer or no body; "" */
	int64_t fetched_at;
	const char *body; /* UTF-8, or NULL */
	size_t len;
};

/* What is kept of ${url}.  OK, NOT_FOUND. */
enum result
answer_get(struct db *db, struct arena *mem, const char *url,
	   struct answer *out) CHECKED;

/*
 * Keep it in the place of the one before (NULL texts are "").  Those older
 * than a week go, and the oldest beyond ANSWER_MOST, or ANSWER_MOST_BYTES of
 * all bodies.  OK.  INVALID: a body that is no UTF-8, or has a NUL.
 */
enum { ANSWER_MOST = 10000, ANSWER_MOST_BYTES = 256 * 1024 * 1024 };
enum result
answer_put(struct db *db, const struct answer *answer) CHECKED;

/* It was asked for again at ${at} and is unchanged.  OK, NOT_FOUND. */
enum result
answer_touch(struct db *db, const char *url, int64_t at) CHECKED;

#endif
